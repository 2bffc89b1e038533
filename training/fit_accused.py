"""Fit who is meant around an accusing clause, over the words as a fitted network sees them.

    python training/fit_accused.py --network NET.npz --gold FILE… --texts FILE… [--held-out FILE…] --out NET.npz
        [--roles accusations.json] [--soft FILE…]

The words' vectors and the classes of words stay as they are; fitted anew are the convolutions over a clause's window,
the score of a place, that of nobody, and the second opinion by features alone (`accusation_opinion.py`). Clauses are
taken as the coders cut them and as the network cuts them, since it is its own clauses that it will be asked about. The
head goes on from the network's own, several times, and the weights are averaged (Wortsman et al. 2022). `--soft` takes
what `accusation_teacher.py` wrote: of the clauses of further articles the parties of which the teacher is sure.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from dataclasses import dataclass, replace
from pathlib import Path

import accusation_data as data
import accusation_opinion as opinion
import numpy as np
import torch
from torch import nn

from framing.article import Span
from framing.evaluate.accusations import pair
from framing.layers import _accusation_network as network
from framing.layers import _accusation_shape as shape
from framing.layers._accusation_pieces import words_of
from framing.layers._accusing_clauses import clauses_of
from framing.tables import atomic

INNER = 48
SURE = 0.6
"""The least share of a party for which the teacher's word is taken."""


@dataclass
class Asked:
    """A clause with its window as vectors, and which parties are right."""

    clause: data.Clause
    words: np.ndarray  # (window, width)


class Head(nn.Module):
    """From a marked window to scores of its places; the names of the parts are those of the network's weights."""

    def __init__(self, width: int, drop: float) -> None:
        super().__init__()
        self.p1 = nn.Conv1d(width + 1, INNER, 3, padding=1)
        self.p2 = nn.Conv1d(INNER, INNER, 3, padding=2, dilation=2)
        self.m1 = nn.Linear(2 * INNER + shape.CLAUSE_FEATURES + shape.FEATURES, 64)
        self.m2 = nn.Linear(64, 2)
        self.n1, self.n2 = nn.Linear(INNER + shape.CLAUSE_FEATURES, 32), nn.Linear(32, 2)
        self.drop = nn.Dropout(drop)

    def forward(self, words, kept, flag, places, features, about):
        """Scores of all places of a batch, and of nobody; `places` are (clause, first, last) of each."""
        marked = torch.cat([self.drop(words), flag[:, None]], 1)
        seen = torch.relu(self.p1(marked)) * kept
        seen = self.drop(((seen + torch.relu(self.p2(self.drop(seen)))) * kept).transpose(1, 2))
        clause = (seen * flag[..., None]).sum(1) / flag.sum(1, keepdim=True).clamp(min=1)
        sums = torch.cat([torch.zeros_like(seen[:, :1]), seen.cumsum(1)], 1)
        owner, first, last = places
        vectors = (sums[owner, last] - sums[owner, first]) / (last - first).clamp(min=1)[:, None]
        about = torch.cat([clause, about], 1)
        scores = self.m2(self.drop(torch.tanh(self.m1(torch.cat([vectors, about[owner], features], 1)))))
        return scores, self.n2(self.drop(torch.tanh(self.n1(about))))


def samples(net: network.Network, coded: list[tuple[data.Coded, shape.Reading]]) -> list[Asked]:
    """The coded clauses of some articles, as the coders cut them and as the network does."""
    made = []
    for article, reading in coded:
        seen = net.seen(reading.passages)
        words = network.laid(len(reading.doc.words), reading.pieces, [vectors for _, vectors in seen])
        cuts = []
        for place, (first, last) in enumerate(own(article, reading)):
            cuts.append((first, last, place))
        cuts += [(first, last, place) for first, last, place in found(article, reading, [s for s, _ in seen])]
        for first, last, place in cuts:
            one = data.answered(reading, first, last, article.accusations[place])
            if one is not None:
                around = reading.around(first, last)
                made.append(Asked(one, words[around.low : around.high]))
    return made


def taught(net: network.Network, path: str) -> list[Asked]:
    """The clauses that a teacher marked, with the parties of which it is sure."""
    clauses = pickle.loads(Path(path).read_bytes())[1]  # written by accusation_teacher.py, on this machine
    made = []
    for one, (_, words) in zip(clauses, net.seen([c.passage for c in clauses]), strict=True):
        wanted = (one.wanted >= SURE).astype(np.float32)
        if wanted.any():
            made.append(Asked(replace(one, wanted=wanted), words))
    return made


def own(article: data.Coded, reading: shape.Reading) -> list[tuple[int, int]]:
    """The clauses as coded, as word positions."""
    return [words_of(reading.doc, Span(a.start, a.end)) for a in article.accusations]


def found(
    article: data.Coded, reading: shape.Reading, shares: list[np.ndarray]
) -> list[tuple[int, int, int]]:
    """The clauses that the network cuts and that a coder has, too: first, last word, place of the code."""
    cut = [
        one
        for piece, share in zip(reading.pieces, shares, strict=True)
        for one in clauses_of(reading.doc, piece, share)
        if not reading.answering(one.first, one.last)
    ]
    starts, ends = reading.doc.words.starts, reading.doc.words.ends
    rows = [{"start": starts[one.first], "end": ends[one.last - 1]} for one in cut]
    return [(cut[i].first, cut[i].last, j) for i, j in pair(article.text, rows, article.accusations)]


def batch(chunk: list[Asked], width: int) -> tuple[torch.Tensor, ...]:
    """Some clauses, padded: words, mask, flag, places, features, what the clauses show."""
    length = max(len(one.words) for one in chunk)
    words = np.zeros((len(chunk), width, length), dtype=np.float32)
    kept = np.zeros((len(chunk), 1, length), dtype=np.float32)
    flag = np.zeros((len(chunk), length), dtype=np.float32)
    for i, one in enumerate(chunk):
        words[i, :, : len(one.words)] = one.words.T
        kept[i, :, : len(one.words)] = 1
        flag[i, one.clause.first : one.clause.last] = 1
    counts = [len(one.clause.starts) for one in chunk]
    owner = np.repeat(np.arange(len(chunk)), counts)
    first = np.concatenate([one.clause.starts for one in chunk])
    last = np.concatenate([one.clause.ends for one in chunk])
    features = np.concatenate([one.clause.features for one in chunk])
    about = np.stack([one.clause.of_clause for one in chunk])
    tensors = [torch.from_numpy(x) for x in (words, kept, flag, features, about)]
    places = tuple(torch.from_numpy(x) for x in (owner, first, last))
    return tensors[0], tensors[1], tensors[2], places, tensors[3], tensors[4]


def wrong(scores: torch.Tensor, nobody: torch.Tensor, chunk: list[Asked]) -> torch.Tensor:
    """The mean loss of a batch: minus the log-share of the right parties, of both roles."""
    most = max(len(one.clause.starts) for one in chunk)
    logits = scores.new_full((len(chunk), most + 1, 2), -1e9)
    right = torch.zeros(len(chunk), most + 1, 2, dtype=torch.bool)
    at = 0
    rows, columns = [], []
    for i, one in enumerate(chunk):
        count = len(one.clause.starts)
        rows += [i] * count
        columns += range(1, count + 1)
        right[i, 0] = torch.from_numpy(one.clause.wanted[:, 0] > 0)
        right[i, 1 : count + 1] = torch.from_numpy(one.clause.wanted[:, one.clause.party].T > 0)
        at += count
    logits = logits.index_put((torch.tensor(rows), torch.tensor(columns)), scores)
    logits = torch.cat([nobody[:, None], logits[:, 1:]], 1)
    logged = torch.log_softmax(logits, 1)
    known = right.any(1)
    told = torch.logsumexp(logged.masked_fill(~right, -1e9), 1)
    return -(told * known).sum() / known.sum()


def started(head: Head, before: network.Network) -> None:
    """Go on from the head of an earlier network; features that it did not have begin with nothing."""
    clause = before.weights["n1.weight"].shape[1] - INNER
    made = head.state_dict()
    for name, value in made.items():
        array = before.weights[name]
        array = torch.tensor(array.transpose(2, 1, 0).copy() if array.ndim == 3 else array)
        if name in ("m1.weight", "n1.weight"):
            wide, known = torch.zeros_like(value), (2 if name == "m1.weight" else 1) * INNER + clause
            wide[:, :known] = array[:, :known]
            if name == "m1.weight":
                behind = 2 * INNER + shape.CLAUSE_FEATURES
                wide[:, behind : behind + array.shape[1] - known] = array[:, known:]
            array = wide
        made[name] = array
    head.load_state_dict(made)


def fit(head: Head, asked: list[Asked], width: int, *, epochs: int, rate: float, seed: int) -> Head:
    """AdamW with linear decay; the mean of the weights over the last third of the steps."""
    torch.manual_seed(seed)
    turn = random.Random(seed)
    optimiser = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=1e-2)
    size = 32
    steps = epochs * ((len(asked) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min(1, i / (0.05 * steps)) * max(0.03, (steps - i) / steps)
    )
    mean: dict[str, torch.Tensor] = {}
    step = averaged = 0
    for epoch in range(epochs):
        head.train()
        order = turn.sample(asked, len(asked))
        total = 0.0
        for low in range(0, len(order), size):
            chunk = order[low : low + size]
            loss = wrong(*head(*batch(chunk, width)), chunk)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(chunk)
            step += 1
            if step > 0.67 * steps:
                averaged += 1
                for name, value in head.state_dict().items():
                    before = mean.get(name)
                    mean[name] = value.clone() if before is None else before + (value - before) / averaged
        print(f"epoch {epoch + 1} of {epochs}: {total / len(asked):.3f}", flush=True)
    head.load_state_dict(mean)
    return head


def arrays(head: Head) -> dict[str, np.ndarray]:
    """The head's weights as the network has them."""
    return {
        name: (value.numpy().transpose(2, 1, 0) if value.ndim == 3 else value.numpy())
        for name, value in head.state_dict().items()
    }


def write(path: str, before: str, weights: dict[str, np.ndarray]) -> None:
    """An earlier network's file with other weights for those that were fitted."""
    with np.load(before) as stored:
        kept = {name: stored[name] for name in stored.files}
    kept.update({name: np.asarray(value, dtype=np.float16) for name, value in weights.items()})
    with atomic(path) as beside, beside.open("wb") as file:
        np.savez_compressed(file, **kept)


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--network", required=True, help="the network whose words are read")
    parser.add_argument("--gold", required=True, nargs="+")
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--held-out", nargs="*", default=[], help="coded articles that it has not seen")
    parser.add_argument("--soft", nargs="*", default=[], help="what accusation_teacher.py wrote")
    parser.add_argument("--roles", help="JSON file to which the weights of the roles are written")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--drop", type=float, default=0.4)
    parser.add_argument(
        "--seeds", type=int, default=3, help="fits from the same beginning, whose weights are averaged"
    )
    given = parser.parse_args()
    torch.set_num_threads(1)
    net = network.load(given.network)
    asked = samples(net, data.gold(given.gold, given.texts))
    coded = len(asked)
    asked += [one for path in given.soft for one in taught(net, path)]
    print(f"{coded} coded clauses, {len(asked) - coded} of the teacher's", flush=True)
    width = net.weights["c4.weight"].shape[2]
    made = []
    for seed in range(given.seeds):
        torch.manual_seed(seed)
        head = Head(width, given.drop)
        started(head, net)
        made.append(arrays(fit(head, asked, width, epochs=given.epochs, rate=given.rate, seed=seed)))
    weights = {name: np.mean([one[name] for one in made], axis=0) for name in made[0]}
    write(given.out, given.network, {**weights, **opinion.fit([one.clause for one in asked])})
    print(f"wrote {given.out}", flush=True)
    if given.held_out:
        held = data.gold(given.held_out, given.texts)
        kept, how = opinion.weighed(network.load(given.out), held)
        print(how, json.dumps(kept), sep="\n", flush=True)
        if given.roles:
            stored = json.loads(Path(given.roles).read_text(encoding="utf-8"))
            with atomic(given.roles) as beside:
                beside.write_text(json.dumps({**stored, "roles": kept}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
