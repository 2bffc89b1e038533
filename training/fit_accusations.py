"""Fit the network behind `accusations`.

    python training/fit_accusations.py --gold FILE… --texts FILE… --start BEFORE.npz --out P.npz

Gold is as `framing.evaluate.coded` reads it. The network goes on from an earlier one, `--start`, whose answers over
further articles (`--unlabelled`) it keeps; `--soft` takes what `accusation_teacher.py` wrote. The second opinion, by
features alone, is fitted anew (`accusation_opinion.py`). With `--held-out` it measures, and with `--roles` writes how
clauses are weighed together.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from pathlib import Path

import accusation_data as data
import accusation_opinion as opinion
import numpy as np
import torch
from torch import nn

from framing.evaluate.accusations import pair
from framing.layers import _accusation_network as network
from framing.layers import _accusation_shape as shape
from framing.layers._accusing_clauses import Cut, clauses_of
from framing.layers._passages import EXTRA, HIDDEN, PAD
from framing.tables import atomic


class Student(nn.Module):
    """The network of `_accusation_network.Network`, to be fitted."""

    def __init__(self, vectors: np.ndarray, width: int, inner: int, drop: float, word_drop: float) -> None:
        super().__init__()
        size = vectors.shape[1]
        self.E = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False, padding_idx=PAD)
        self.c1 = nn.Conv1d(size + EXTRA, width, 5, padding=2)
        self.c2 = nn.Conv1d(width, width, 3, padding=1)
        self.c3 = nn.Conv1d(width, width, 3, padding=2, dilation=2)
        self.c4 = nn.Conv1d(width, width, 3, padding=3, dilation=3)
        self.tag = nn.Linear(width, 3)
        self.p1 = nn.Conv1d(width + 1, inner, 3, padding=1)
        self.p2 = nn.Conv1d(inner, inner, 3, padding=2, dilation=2)
        self.m1 = nn.Linear(2 * inner + shape.CLAUSE_FEATURES + shape.FEATURES, 64)
        self.m2 = nn.Linear(64, 2)
        self.n1, self.n2 = nn.Linear(inner + shape.CLAUSE_FEATURES, 32), nn.Linear(32, 2)
        self.drop, self.word_drop = nn.Dropout(drop), word_drop

    def encode(self, ids, extra, mask):
        if self.training:
            gone = (torch.rand(ids.shape) < self.word_drop) & (ids > 0)
            ids = torch.where(gone, torch.full_like(ids, HIDDEN), ids)
        kept = mask[:, None, :]
        x = (torch.cat([self.drop(self.E(ids)), extra], -1) * mask[..., None]).transpose(1, 2)
        h = torch.relu(self.c1(x)) * kept
        for conv in (self.c2, self.c3, self.c4):
            h = (h + torch.relu(conv(self.drop(h)))) * kept
        return h

    def tagged(self, ids, extra, mask):
        return self.tag(self.drop(self.encode(ids, extra, mask).transpose(1, 2)))

    def meant(self, ids, extra, mask, chunk):
        h = self.encode(ids, extra, mask)
        flag = torch.zeros_like(mask)
        for i, c in enumerate(chunk):
            flag[i, c.first : c.last] = 1
        kept = mask[:, None, :]
        g = torch.relu(self.p1(torch.cat([self.drop(h), flag[:, None]], 1))) * kept
        g = (g + torch.relu(self.p2(self.drop(g)))) * kept
        g = self.drop(g.transpose(1, 2))
        clause = (g * flag[..., None]).sum(1) / flag.sum(1, keepdim=True)
        sums = torch.cat([torch.zeros_like(g[:, :1]), g.cumsum(1)], 1)
        answers = []
        for i, c in enumerate(chunk):
            starts, ends = torch.from_numpy(c.starts), torch.from_numpy(c.ends)
            vectors = (sums[i, ends] - sums[i, starts]) / (ends - starts).clamp(min=1)[:, None]
            about = torch.cat([clause[i], torch.from_numpy(c.of_clause)])
            rows = torch.cat([vectors, about.expand(len(starts), -1), torch.from_numpy(c.features)], 1)
            scores = self.m2(self.drop(torch.tanh(self.m1(rows))))
            nobody = self.n2(torch.tanh(self.n1(about)))
            answers.append(shares(scores, nobody, c.party))
        return answers


def shares(scores: torch.Tensor, nobody: torch.Tensor, party: np.ndarray) -> torch.Tensor:
    """Log-shares (2, parties + 1): of each party the sum over its places."""
    logged = torch.log_softmax(torch.cat([nobody[None], scores]), 0)
    owner = torch.from_numpy(np.concatenate([[0], party]))
    return (torch.zeros(int(party.max()) + 1, 2).index_add(0, owner, logged.exp()) + 1e-6).log().T


def inputs(chunk: list, ids: dict[str, int], valence: dict[str, float]) -> tuple[torch.Tensor, ...]:
    """Ids, further features and mask of some passages, padded."""
    length = max(len(s.words) for s in chunk)
    places = np.zeros((len(chunk), length), dtype=np.int64)
    extra = np.zeros((len(chunk), length, EXTRA), dtype=np.float32)
    mask = np.zeros((len(chunk), length), dtype=np.float32)
    for i, s in enumerate(chunk):
        p = s.passage
        n = len(p.lower)
        places[i, :n] = [HIDDEN if name else ids.get(w, HIDDEN) for w, name in zip(p.lower, p.names)]
        extra[i, :n] = p.extra
        extra[i, :n, 0] = [valence.get(w, 0.0) for w in p.lower]
        extra[i, :n, 1] = np.maximum(extra[i, :n, 0], 0)
        mask[i, :n] = 1
    return torch.from_numpy(places), torch.from_numpy(extra), torch.from_numpy(mask)


def chunks(samples: list, size: int) -> list[list]:
    """Samples of like length together, in random order."""
    order = random.sample(samples, len(samples))
    made = []
    for i in range(0, len(order), size * 20):
        near = sorted(order[i : i + size * 20], key=lambda s: len(s.words))
        made += [near[k : k + size] for k in range(0, len(near), size)]
    random.shuffle(made)
    return made


def fit(
    student: Student, pieces: list, clauses: list, ids, valence, *, epochs: int, rate: float
) -> dict[str, np.ndarray]:
    """Adam with warm-up and linear decay; the mean of the weights over the last two fifths of the steps."""
    own = [p for name, p in student.named_parameters() if name != "E.weight"]
    optimiser = torch.optim.Adam(
        [{"params": [student.E.weight], "lr": rate / 2}, {"params": own, "lr": rate, "weight_decay": 1e-5}]
    )
    steps = epochs * (len(chunks(pieces, 32)) + len(chunks(clauses, 32)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min(1, i / (0.05 * steps)) * max(0.02, (steps - i) / steps)
    )
    mean: dict[str, torch.Tensor] = {}
    step = averaged = 0
    for epoch in range(epochs):
        student.train()
        work = [(True, c) for c in chunks(pieces, 32)] + [(False, c) for c in chunks(clauses, 32)]
        random.shuffle(work)
        total = [0.0, 0.0]
        for whole, chunk in work:
            ready = inputs(chunk, ids, valence)
            if whole:
                scores = torch.log_softmax(student.tagged(*ready), -1)
                losses = []
                for i, p in enumerate(chunk):
                    losses.append(-(torch.from_numpy(p.wanted) * scores[i, : len(p.wanted)]).sum(-1))
                loss = torch.cat(losses).mean() * 2
            else:
                answers = student.meant(*ready, chunk)
                loss = torch.stack([wrong(a, c) for a, c in zip(answers, chunk)]).mean() / 2
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            total[not whole] += loss.item()
            step += 1
            if step > 0.6 * steps:
                averaged += 1
                for name, value in student.state_dict().items():
                    before = mean.get(name)
                    mean[name] = value.clone() if before is None else before + (value - before) / averaged
        print(f"epoch {epoch + 1} of {epochs}: {total[0]:.2f} {total[1]:.2f}", flush=True)
    return {name: value.numpy() for name, value in mean.items()}


def wrong(logged: torch.Tensor, c: data.Clause) -> torch.Tensor:
    """The loss of one clause; a role that is not known costs nothing."""
    loss = logged.new_zeros(())
    for row in range(2):
        right = torch.from_numpy(c.wanted[row])
        if right.sum() > 0:
            loss = loss - (
                torch.logsumexp(logged[row][right > 0], 0) if c.hard else (right * logged[row]).sum()
            )
    return loss


def write(path: str, weights: dict[str, np.ndarray], vocabulary: list[str]) -> None:
    """The weights as the layer loads them: vectors as bytes with a scale, the rest in half precision."""
    table = weights.pop("E.weight")
    scale = np.abs(table).max(axis=0) / 127
    stored = {"format": np.array(network.FORMAT), "E.scale": scale.astype(np.float16)}
    stored["E"] = (
        np.round(table / scale.astype(np.float16).astype(np.float32)).clip(-127, 127).astype(np.int8)
    )
    stored["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode("utf-8"), dtype=np.uint8)
    for name, value in weights.items():
        convolves = value.ndim == 3
        stored[name] = (value.transpose(2, 1, 0) if convolves else value).astype(np.float16)
    with atomic(path) as beside, beside.open("wb") as file:
        np.savez_compressed(file, **stored)


def started(student: Student, before: network.Network) -> None:
    """Go on from the weights of an earlier network; features that it did not have begin with nothing."""
    inner = student.p2.weight.shape[0]
    made = student.state_dict()
    for name, value in made.items():
        array = before.weights["E" if name == "E.weight" else name]
        array = torch.tensor(array.transpose(2, 1, 0).copy() if array.ndim == 3 else array)
        if name in ("m1.weight", "n1.weight"):
            known = _known(before, inner)
            wide = torch.zeros_like(value)
            heads = 2 * inner if name == "m1.weight" else inner
            wide[:, : heads + known[0]] = array[:, : heads + known[0]]
            if name == "m1.weight":
                behind = heads + shape.CLAUSE_FEATURES
                wide[:, behind : behind + known[1]] = array[:, heads + known[0] :]
            array = wide
        made[name] = array
    student.load_state_dict(made)


def _known(before: network.Network, inner: int) -> tuple[int, int]:
    """How many features of a clause and of a place an earlier network has."""
    clause = before.weights["n1.weight"].shape[1] - inner
    return clause, before.weights["m1.weight"].shape[1] - 2 * inner - clause


def remembered(before: network.Network, items: list[tuple[str, str]]) -> list[data.Piece]:
    """What an earlier network says of further articles, so that the new one does not unlearn it."""
    made = []
    for _, reading in data.documents(items):
        for piece, passage, shares in zip(
            reading.pieces, reading.passages, before.shares(reading.passages), strict=True
        ):
            words = reading.doc.words.forms[piece.start : piece.stop]
            made.append(data.Piece(words, passage, shares.astype(np.float32)))
    return made


def tried(net: network.Network, kept: list[tuple[data.Coded, shape.Reading]]) -> str:
    """F1 of clauses on articles that were not fitted, for several thresholds."""
    read_ = [(c, r, net.shares(r.passages)) for c, r in kept]
    lines = []
    for inside in (0.1, 0.15, 0.2):
        for peak in (0.3, 0.35, 0.4, 0.45, 0.5):
            hit = found = coded = 0
            for c, r, shares in read_:
                cut = Cut(inside, peak)
                rows = [
                    {"start": r.doc.words.starts[one.first], "end": r.doc.words.ends[one.last - 1]}
                    for piece, share in zip(r.pieces, shares, strict=True)
                    for one in clauses_of(r.doc, piece, share, cut)
                    if not r.answering(one.first, one.last)
                ]
                hit += len(pair(c.text, rows, c.accusations))
                found, coded = found + len(rows), coded + len(c.accusations)
            lines.append(
                f"{inside} {peak}: F1 {2 * hit / max(found + coded, 1):.3f} p {hit / max(found, 1):.3f}"
            )
    return "\n".join(lines)


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", required=True, nargs="+")
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--soft", nargs="*", default=[])
    parser.add_argument("--start", required=True, help="an earlier network to go on from")
    parser.add_argument("--held-out", nargs="*", default=[], help="coded articles to measure on, not fitted")
    parser.add_argument(
        "--keep-back", type=int, default=0, help="of the last gold file, as many articles too"
    )
    parser.add_argument("--unlabelled", nargs="*", default=[], help="texts that the earlier network reads")
    parser.add_argument(
        "--without", nargs="*", default=[], help="coded files whose articles are not among these"
    )
    parser.add_argument("--most", type=int, default=250)
    parser.add_argument(
        "--roles", help="JSON file to which the weights of the roles are written, from --held-out"
    )
    parser.add_argument("--out", required=True)
    parser.add_argument("--width", type=int, default=80)
    parser.add_argument("--inner", type=int, default=48)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument(
        "--weight", type=int, default=2, help="how often coded paragraphs count beside others"
    )
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    np.random.seed(given.seed)
    before = network.load(given.start)
    coded = data.gold(given.gold, given.texts)
    held = data.gold(given.held_out, given.texts) if given.held_out else []
    if given.keep_back:
        held, coded = held + coded[-given.keep_back :], coded[: -given.keep_back]
    pieces = [p for c, r in coded for p in data.pieces(c, r)]
    clauses = [k for c, r in coded for k in data.clauses(c, r)]
    arrays = opinion.fit(clauses)
    pieces *= given.weight
    for file in given.soft:
        more = pickle.loads(Path(file).read_bytes())  # written by accusation_teacher.py, on this machine
        pieces, clauses = pieces + more[0], clauses + more[1]
    if given.unlabelled:
        files = [*given.gold, *given.held_out, *given.without]
        without = {json.loads(line)["id"] for f in files for line in Path(f).read_text().splitlines()}
        pieces += remembered(before, data.unlabelled(given.unlabelled, without, given.most, given.seed))
    print(
        f"{len(coded)} articles, {len(held)} kept back; {len(pieces)} pieces, {len(clauses)} clauses",
        flush=True,
    )
    student = Student(before.weights["E"], given.width, given.inner, drop=0.2, word_drop=0.1)
    started(student, before)
    vocabulary = sorted(before.vocabulary, key=before.vocabulary.__getitem__)
    weights = fit(
        student, pieces, clauses, before.vocabulary, before.valence, epochs=given.epochs, rate=given.rate
    )
    write(given.out, {**weights, **arrays}, vocabulary)
    made = network.load(given.out)
    print(f"wrote {given.out}, {Path(given.out).stat().st_size / 1e6:.1f} MB", flush=True)
    if held:
        kept, how = opinion.weighed(made, held)
        print(how, json.dumps(kept), tried(made, held), sep="\n", flush=True)
        if given.roles:
            stored = json.loads(Path(given.roles).read_text(encoding="utf-8"))
            with atomic(given.roles) as beside:
                text = json.dumps({**stored, "roles": kept}, indent=1)
                beside.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
