"""Fit the network behind `tone.toward`: python training/fit_tone.py --gold FILE.jsonl --out PATH.npz

Gold is JSON Lines, one sentence a line: {"id": …, "text": …, "targets": [{"start": …, "end": …,
"polarity": -1 | 0 | 1}]}. `--soft` takes the same with `"p": [negative, neutral, positive]` instead of, or
beside, the polarity: what `tone_teacher.py` wrote. `--vectors` takes what `tone_vectors.py` wrote.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from framing.article import Span
from framing.layers import _tone_network as shape
from framing.tables import atomic
from framing.text import words


@dataclass(frozen=True)
class Sample:
    """One target in its sentence, as arrays of the words around it."""

    ids: np.ndarray
    extra: np.ndarray
    distance: np.ndarray
    clause: np.ndarray
    first: int
    last: int
    wanted: np.ndarray


def read(path: str, vocabulary: dict[str, int], valence: dict[str, float], trust: float) -> list[Sample]:
    """The targets of a file; `trust` is the weight of a teacher's answer where a gold one is there too."""
    samples = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        try:
            item = json.loads(line)
            passage = shape.describe(words(item["text"]))
            for target in item["targets"]:
                wanted = answer(target.get("polarity"), target.get("p"), trust)
                samples.append(
                    sample(passage, Span(target["start"], target["end"]), wanted, vocabulary, valence)
                )
        except (ValueError, KeyError, TypeError) as error:
            sys.exit(
                f"{path}, line {number}: {error}; each line needs text and targets with start, end and polarity."
            )
    return samples


def answer(polarity: int | None, soft: list[float] | None, trust: float) -> np.ndarray:
    """What the network should say: the gold class, a little smoothed, or the teacher's shares, or both."""
    if polarity is None and soft is None:
        raise KeyError("a target without polarity or p")
    hard = np.full(3, 0.05)
    if polarity is None:
        return np.array(soft)
    hard[polarity + 1] += 0.85
    if soft is None:
        return hard
    gold = np.zeros(3)
    gold[polarity + 1] = 1
    return trust * np.array(soft) + (1 - trust) * gold


def sample(
    passage: shape.Passage,
    span: Span,
    wanted: np.ndarray,
    vocabulary: dict[str, int],
    valence: dict[str, float],
) -> Sample:
    """The window of words around one target."""
    first, last = passage.positions(span)
    low, high = max(0, first - shape.WINDOW), min(len(passage.lower), last + shape.WINDOW)
    ids = np.array([
        shape.HIDDEN if name or first <= i < last else vocabulary.get(word, shape.HIDDEN)
        for i, (word, name) in enumerate(zip(passage.lower, passage.names))
    ])  # fmt: skip
    extra = passage.extra.copy()
    extra[:, 0] = [valence.get(word, 0.0) for word in passage.lower]
    extra[:, 1] = np.maximum(extra[:, 0], 0)
    distance, clause = shape.places(passage.clauses, np.arange(low, high), first, last)
    return Sample(ids[low:high], extra[low:high], distance, clause, first - low, last - low, wanted)


class Student(nn.Module):
    """The network of `_tone_network.Network`, to be fitted."""

    def __init__(self, vectors: np.ndarray, width: int, drop: float, word_drop: float) -> None:
        super().__init__()
        size, heads = vectors.shape[1], shape.HEADS
        self.E = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False, padding_idx=shape.PAD)
        self.c1 = nn.Conv1d(size + shape.EXTRA, width, 5, padding=2)
        self.c2 = nn.Conv1d(width, width, 3, padding=1)
        self.c3 = nn.Conv1d(width, width, 3, padding=2, dilation=2)
        self.u, self.v = nn.Linear(width, heads), nn.Linear(width, width)
        self.k, self.q = nn.Linear(width, heads * shape.KEY), nn.Linear(width, heads * shape.KEY)
        places = 2 * len(shape.STEPS) + 3
        self.pb = nn.Parameter(torch.zeros(places, heads))
        self.pv = nn.Parameter(torch.zeros(places, width))
        self.cb = nn.Parameter(torch.zeros(4, heads))
        self.o1, self.o2 = nn.Linear(width * 3, 64), nn.Linear(64, 3)
        self.drop, self.word_drop = nn.Dropout(drop), word_drop

    def forward(self, ids, extra, distance, clause, mask, target):
        if self.training:
            hidden = (torch.rand(ids.shape) < self.word_drop) & (ids > 0)
            ids = torch.where(hidden, torch.full_like(ids, shape.HIDDEN), ids)
        kept = mask[:, None, :]
        x = (torch.cat([self.drop(self.E(ids)), extra], -1) * mask[..., None]).transpose(1, 2)
        h = torch.relu(self.c1(x)) * kept
        h = (h + torch.relu(self.c2(self.drop(h)))) * kept
        h = (h + torch.relu(self.c3(self.drop(h)))) * kept
        h = self.drop(h.transpose(1, 2))
        itself = (h * target[..., None]).sum(1) / target.sum(1, keepdim=True)
        count, length, _ = h.shape
        keys = self.k(h).view(count, length, shape.HEADS, shape.KEY)
        query = self.q(itself).view(count, 1, shape.HEADS, shape.KEY)
        logits = self.u(h) + self.pb[distance] + self.cb[clause] + (keys * query).sum(-1) / shape.KEY**0.5
        weight = torch.softmax(logits.masked_fill(mask[..., None] == 0, -1e9), 1)
        values = (self.v(h) + self.pv[distance]).view(count, length, shape.HEADS, -1)
        read = (weight[..., None] * values).sum(1).reshape(count, -1)
        mean = (h * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.o2(self.drop(torch.tanh(self.o1(torch.cat([read, itself, mean], -1)))))


def batch(samples: list[Sample]) -> tuple[tuple[torch.Tensor, ...], torch.Tensor]:
    """Samples as padded tensors, and the answers wanted."""
    count, length = len(samples), max(len(s.ids) for s in samples)
    ids, distance, clause = (np.zeros((count, length), dtype=np.int64) for _ in range(3))
    extra = np.zeros((count, length, shape.EXTRA), dtype=np.float32)
    mask, target = (np.zeros((count, length), dtype=np.float32) for _ in range(2))
    for i, s in enumerate(samples):
        n = len(s.ids)
        ids[i, :n], distance[i, :n], clause[i, :n], extra[i, :n] = s.ids, s.distance, s.clause, s.extra
        mask[i, :n] = 1
        target[i, s.first : s.last] = 1
    inputs = tuple(torch.from_numpy(a) for a in (ids, extra, distance, clause, mask, target))
    return inputs, torch.tensor(np.array([s.wanted for s in samples]), dtype=torch.float32)


def fit(samples: list[Sample], network: Student, *, epochs: int, rate: float) -> dict[str, np.ndarray]:
    """Adam with warm-up and linear decay; the mean of the weights over the last two fifths of the steps."""
    own = [p for name, p in network.named_parameters() if name != "E.weight"]
    groups = [
        {"params": [network.E.weight], "lr": rate / 2},
        {"params": own, "lr": rate, "weight_decay": 1e-5},
    ]
    optimiser = torch.optim.Adam(groups)
    size = 64
    steps = epochs * (len(samples) // size + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min(1, i / (0.05 * steps)) * max(0.02, (steps - i) / steps)
    )
    mean: dict[str, torch.Tensor] = {}
    step = averaged = 0
    for epoch in range(epochs):
        network.train()
        order = random.sample(range(len(samples)), len(samples))
        chunks = []
        for i in range(0, len(order), size * 20):
            near = sorted(order[i : i + size * 20], key=lambda j: len(samples[j].ids))
            chunks += [near[k : k + size] for k in range(0, len(near), size)]
        random.shuffle(chunks)
        loss_sum = 0.0
        for chunk in chunks:
            inputs, wanted = batch([samples[j] for j in chunk])
            loss = -(wanted * torch.log_softmax(network(*inputs), -1)).sum(-1).mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            loss_sum += loss.item()
            step += 1
            if step > 0.6 * steps:
                averaged += 1
                for name, value in network.state_dict().items():
                    before = mean.get(name)
                    mean[name] = value.clone() if before is None else before + (value - before) / averaged
        print(f"epoch {epoch + 1} of {epochs}: loss {loss_sum / len(chunks):.3f}", flush=True)
    return {name: value.numpy() for name, value in mean.items()}


def write(path: str, weights: dict[str, np.ndarray], vocabulary: list[str]) -> None:
    """The weights as the layer loads them: vectors as bytes with a scale, the rest in half precision."""
    table = weights.pop("E.weight")
    scale = np.abs(table).max(axis=0) / 127
    stored = {"format": np.array(shape.FORMAT), "E.scale": scale.astype(np.float16)}
    stored["E"] = (
        np.round(table / scale.astype(np.float16).astype(np.float32)).clip(-127, 127).astype(np.int8)
    )
    stored["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode("utf-8"), dtype=np.uint8)
    for name, value in weights.items():
        if name in ("c1.weight", "c2.weight", "c3.weight"):
            value = value.transpose(2, 1, 0)  # (out, in, width) to (width, in, out)
        stored[name] = value.astype(np.float16)
    with atomic(path) as beside, beside.open("wb") as file:
        np.savez_compressed(file, **stored)


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", required=True, help="JSON Lines with gold polarity")
    parser.add_argument("--soft", help="JSON Lines with a teacher's shares; holds the gold targets too")
    parser.add_argument("--vectors", required=True, help="word vectors, an .npz of words and vectors")
    parser.add_argument("--out", required=True)
    parser.add_argument("--width", type=int, default=48, help="channels of the convolutions")
    parser.add_argument("--size", type=int, default=48, help="length of a word vector")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--trust", type=float, default=0.6, help="weight of the teacher beside a gold answer")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    np.random.seed(given.seed)
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    valence = {word: value / 4 for word, value in SentimentIntensityAnalyzer().lexicon.items()}
    with np.load(given.vectors, allow_pickle=False) as stored:
        vocabulary = stored["words"].tobytes().decode("utf-8").split("\n")
        vectors = stored["vectors"][:, : given.size].astype(np.float32)
    table = np.random.randn(len(vocabulary) + 2, given.size).astype(np.float32) * 0.5
    table[shape.PAD] = 0
    table[2:] = vectors / vectors.std() * 0.7
    ids = {word: number + 2 for number, word in enumerate(vocabulary)}
    samples = read(given.gold, ids, valence, given.trust)
    if given.soft:
        samples += read(given.soft, ids, valence, given.trust)
    print(f"{len(samples)} targets, {len(vocabulary)} words")
    network = Student(table, given.width, drop=0.15, word_drop=0.1)
    write(given.out, fit(samples, network, epochs=given.epochs, rate=2e-3), vocabulary)
    shape.load(given.out)
    print(f"wrote {given.out}, {Path(given.out).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
