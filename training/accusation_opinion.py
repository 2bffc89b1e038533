"""The second opinion on who accuses whom, by features alone, and how clauses are weighed together.

Far fewer weights than the network's, so that some hundred coded articles suffice: it does not learn them by heart.
"""

from __future__ import annotations

import accusation_data as data
import numpy as np
import torch
from torch import nn

from framing.article import Span
from framing.layers import _accusation_network as network
from framing.layers import _accusation_roles as roles
from framing.layers import _accusation_shape as shape
from framing.layers._accusation_pieces import words_of
from framing.people.likeness import same_party

HIDDEN, NOBODY = 24, 8
FIRST = 0.4  # the weight of the network's opinion


class Opinion(nn.Module):
    """Scores of places for one role, from their features and the clause's; and of nobody, from the clause's."""

    def __init__(self) -> None:
        super().__init__()
        self.f1 = nn.Linear(shape.FEATURES + shape.CLAUSE_FEATURES, HIDDEN)
        self.f2, self.f3 = nn.Linear(HIDDEN, 1), nn.Linear(shape.FEATURES, 1)
        self.g1, self.g2 = nn.Linear(shape.CLAUSE_FEATURES, NOBODY), nn.Linear(NOBODY, 1)
        self.drop = nn.Dropout(0.25)

    def forward(self, places, clause, kept):
        rows = torch.cat([places, clause[:, None].expand(-1, places.shape[1], -1)], 2)
        scores = self.f2(self.drop(torch.tanh(self.f1(self.drop(rows))))) + self.f3(places)
        nobody = self.g2(torch.tanh(self.g1(clause)))
        return torch.log_softmax(torch.cat([nobody, scores[..., 0].masked_fill(kept == 0, -1e9)], 1), 1)


def _tensors(clauses: list[data.Clause], role: int):
    most = max(len(c.features) for c in clauses)
    places, kept = torch.zeros(len(clauses), most, shape.FEATURES), torch.zeros(len(clauses), most)
    wanted = torch.zeros(len(clauses), most + 1)
    for i, c in enumerate(clauses):
        count = len(c.features)
        places[i, :count], kept[i, :count] = torch.from_numpy(c.features), 1
        wanted[i, 0] = float(c.wanted[role, 0])
        wanted[i, 1 : count + 1] = torch.from_numpy(c.wanted[role][c.party])
    about = torch.stack([torch.from_numpy(c.of_clause) for c in clauses])
    return places, about, kept, wanted


def _one(clauses: list[data.Clause], role: int, seed: int, epochs: int) -> Opinion:
    """AdamW with linear decay, over the clauses whose party is there."""
    torch.manual_seed(seed)
    turn = torch.Generator().manual_seed(seed)
    clauses = [c for c in clauses if c.wanted[role].sum() > 0]
    places, about, kept, wanted = _tensors(clauses, role)
    model = Opinion()
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=1e-3)
    steps = epochs * (len(clauses) // 32 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: max(0.02, 1 - i / steps))
    for _ in range(epochs):
        order = torch.randperm(len(clauses), generator=turn)
        for low in range(0, len(clauses), 32):
            some = order[low : low + 32]
            count = int(kept[some].sum(1).max())
            said = model(places[some][:, :count], about[some], kept[some][:, :count])
            right = wanted[some][:, : count + 1] > 0
            loss = -torch.logsumexp(said.masked_fill(~right, -1e9), 1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return model


def fit(clauses: list[data.Clause], epochs: int = 14, seeds: int = 2) -> dict[str, np.ndarray]:
    """The arrays of the opinion for both roles, as the network loads them: several fits side by side, their mean."""
    both = [[_one(clauses, role, seed, epochs) for seed in range(seeds)] for role in (0, 1)]

    def of(name: str, part: str = "weight") -> list[list[np.ndarray]]:
        return [[getattr(getattr(m, name), part).detach().numpy() for m in models] for models in both]

    def block(rows: list[list[np.ndarray]]) -> np.ndarray:
        wide = [np.concatenate([x / seeds for x in row], axis=1) for row in rows]
        made = np.zeros((2, sum(x.shape[1] for x in wide)), dtype=np.float32)
        made[0, : wide[0].shape[1]], made[1, wide[0].shape[1] :] = wide[0][0], wide[1][0]
        return made

    flat = lambda rows: np.concatenate([x for row in rows for x in row])  # noqa: E731
    some = [
        np.mean([b + c for b, c in zip(f2, f3)])
        for f2, f3 in zip(of("f2", "bias"), of("f3", "bias"), strict=True)
    ]
    nobody = [np.mean(row) for row in of("g2", "bias")]
    return {
        "f1.weight": flat(of("f1")), "f1.bias": flat(of("f1", "bias")), "f2.weight": block(of("f2")),
        "f3.weight": np.stack([np.mean(row, axis=0)[0] for row in of("f3")]),
        "g1.weight": flat(of("g1")), "g1.bias": flat(of("g1", "bias")), "g2.weight": block(of("g2")),
        "g2.bias": np.array(nobody, dtype=np.float32) - np.array(some, dtype=np.float32),
    }  # fmt: skip


def told(net: network.Network, coded: list[tuple[data.Coded, shape.Reading]]):
    """Of every coded clause of every article: its terms for both roles, and which parties are right."""
    for article, reading in coded:
        kept = []
        for a in article.accusations:
            first, last = words_of(reading.doc, Span(a.start, a.end))
            around = reading.around(first, last) if first < last else None
            if around is not None and around.candidates:
                kept.append((first, last, a, around))
        kept.sort(key=lambda one: one[:2])
        if not kept:
            continue
        windows = [around for *_, around in kept]
        seen = [vectors for _, vectors in net.seen(reading.passages)]
        said = net.meant(network.laid(len(reading.doc.words), reading.pieces, seen), windows)
        owned = [reading.owner(first, last) for first, last, *_ in kept]
        owners = [o.statement_id if o is not None else None for o in owned]
        for (_, _, a, _), (parties, both) in zip(
            kept, roles.terms(windows, said, owners, FIRST), strict=True
        ):
            names = [None if p == roles.NOBODY else reading.parties.names[p] for p in parties]
            right = [
                np.array([n is g if n is None or g is None else same_party(n, g) for n in names])
                for g in (a.accuser, a.target)
            ]
            yield parties, both, right, a


def weighed(net: network.Network, coded: list[tuple[data.Coded, shape.Reading]]) -> tuple[dict, str]:
    """The weights of the terms on articles that the network has not seen, and how often both roles come out right."""
    samples = list(told(net, coded))
    found = []
    for role in (0, 1):
        weights = torch.zeros(len(roles.TERMS))
        weights[0] = 1
        weights.requires_grad_(True)
        optimiser = torch.optim.Adam([weights], lr=0.03)
        cases = [
            (torch.from_numpy(both[role]), torch.from_numpy(right[role]))
            for _, both, right, _ in samples
            if right[role].any()
        ]
        for _ in range(60):
            loss = 1e-3 * (weights**2).sum()
            for terms, right in cases:
                loss = loss - torch.logsumexp(torch.log_softmax(terms @ weights, 0)[right], 0) / len(cases)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        found.append([round(float(x), 3) for x in weights.detach()])
    kept = {"first": FIRST, "accuser": found[0], "target": found[1]}
    given = roles.Weights(FIRST, *(np.array(row, dtype=np.float32) for row in found))
    hits, asked = [0, 0], [0, 0]
    for parties, both, right, a in samples:
        one = roles._together(parties, both[0] @ given.accuser, both[1] @ given.target)
        for role, party in enumerate((one.accuser, one.target)):
            if role and a.target is None:
                continue
            asked[role] += 1
            hits[role] += bool(right[role][parties.index(roles.NOBODY if party is None else party)])
    shares = ", ".join(
        f"{name} {h / max(n, 1):.3f}" for name, h, n in zip(("accuser", "target"), hits, asked)
    )
    return kept, f"{shares} of {len(samples)} clauses"
