"""Fit the network behind `relations.between`: python training/fit_relations.py --gold FILE.jsonl --vectors vectors.npz
--out PATH.npz [--soft soft.jsonl]

Gold is JSON Lines, one pair a line: {"text": …, "p": [start, end], "q": [start, end], "p_to_q": -1 | 0 | 1,
"q_to_p": -1 | 0 | 1}. `--soft` takes what `relations_teacher.py` wrote: the same pairs and more, with the
teacher's `shares`; it stands in for the gold in fitting. `--vectors` takes what `tone_vectors.py` wrote. Every tenth
gold text is kept from the fitting; on it is set how often each answer is given.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from relations_data import class_of, kept_back, read, turned
from torch import nn

from framing.article import Span
from framing.layers import _relations_network as shape
from framing.layers._tone_network import EXTRA, HIDDEN, PAD, STEPS, describe
from framing.tables import atomic
from framing.text import words

COUNT = len(shape.CLASSES)
MISSED = 0.05  # of the answers that a table would believe, those given up for speed
RIGHT = 0.75  # of the answers on the part kept back that an article's table would believe


@dataclass(frozen=True)
class Sample:
    """One pair in its sentence, as arrays of the words around it."""

    ids: np.ndarray
    extra: np.ndarray
    near: np.ndarray
    far: np.ndarray
    part: np.ndarray
    wanted: np.ndarray


def sample(item: dict, network: shape.Network, wanted: np.ndarray) -> Sample:
    """What the network sees of a pair."""
    passage = describe(words(item["text"]))
    pair = shape.Pair(0, passage.positions(Span(*item["p"])), passage.positions(Span(*item["q"])))
    seen = shape.views([passage], [pair])
    ids, extra = network.features([passage])
    ids = ids[seen.rows]
    ids[(seen.to_first == 0) | (seen.to_second == 0)] = HIDDEN
    return Sample(ids, extra[seen.rows], seen.to_first, seen.to_second, seen.part, wanted)


def answer(item: dict, trust: float) -> np.ndarray:
    """What the network should say: the gold class, a little smoothed, or the teacher's shares, or both."""
    soft = np.array(item["shares"]) if "shares" in item else np.full(COUNT, 1 / COUNT)
    if "p_to_q" not in item:
        return soft
    gold = np.zeros(COUNT)
    gold[class_of(item)] = 1
    weight = trust if "shares" in item else 0.1
    return weight * soft + (1 - weight) * gold


class Member(nn.Module):
    """One of the networks that answer together, from word vectors that they share."""

    def __init__(self, size: int, width: int, drop: float) -> None:
        super().__init__()
        mark = 12
        self.P = nn.Parameter(torch.randn(shape.PLACES, mark) * 0.3)
        self.Q = nn.Parameter(torch.randn(shape.PLACES, mark) * 0.3)
        sizes = [size + EXTRA + 2 * mark] + [width] * (len(shape.DILATIONS) - 1)
        for number, (into, dilation) in enumerate(zip(sizes, shape.DILATIONS)):
            self.add_module(f"c{number}", nn.Conv1d(into, width, 3, padding=dilation, dilation=dilation))
        self.o1, self.o2 = nn.Linear(width * 5, 96), nn.Linear(96, COUNT)
        self.drop = nn.Dropout(drop)

    def forward(self, vectors, extra, near, far, part, mask):
        kept = mask[:, None, :]
        x = torch.cat([self.drop(vectors), extra, self.P[near], self.Q[far]], -1) * mask[..., None]
        h = torch.relu(self.c0(x.transpose(1, 2))) * kept
        for number in range(1, len(shape.DILATIONS)):
            h = (h + torch.relu(getattr(self, f"c{number}")(self.drop(h)))) * kept
        seen = mask > 0
        itself = [self.mean(h, seen & (place == 0)) for place in (near, far)]
        most = [self.most(h, seen & (part == number)) for number in range(3)]
        made = self.drop(torch.cat([*itself, *most], -1))
        return self.o2(self.drop(torch.tanh(self.o1(made))))

    @staticmethod
    def mean(h, where):
        weight = where.float()
        return (h * weight[:, None, :]).sum(2) / weight.sum(1, keepdim=True).clamp(min=1)

    @staticmethod
    def most(h, where):
        top = h.masked_fill(~where[:, None, :], -1e9).amax(2)
        return torch.where(where.any(1, keepdim=True), top, torch.zeros_like(top))


class Student(nn.Module):
    """The network of `_relations_network.Network`, to be fitted: a few members over the same word vectors."""

    def __init__(self, vectors: np.ndarray, widths: list[int], drop: float, word_drop: float) -> None:
        super().__init__()
        self.E = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False, padding_idx=PAD)
        self.members = nn.ModuleList(Member(vectors.shape[1], width, drop) for width in widths)
        self.word_drop = word_drop

    def forward(self, ids, *places):
        """What every member says: (members, pairs, classes)."""
        said = []
        for member in self.members:
            seen = ids
            if self.training:
                hidden = (torch.rand(ids.shape) < self.word_drop) & (ids > 0)
                seen = torch.where(hidden, torch.full_like(ids, HIDDEN), ids)
            said.append(member(self.E(seen), *places))
        return torch.stack(said)


def batch(samples: list[Sample]) -> tuple[tuple[torch.Tensor, ...], torch.Tensor]:
    """Samples as padded tensors, and the answers wanted."""
    count, length = len(samples), max(len(s.ids) for s in samples)
    ids, near, far, part = (np.zeros((count, length), dtype=np.int64) for _ in range(4))
    extra = np.zeros((count, length, EXTRA), dtype=np.float32)
    mask = np.zeros((count, length), dtype=np.float32)
    for i, s in enumerate(samples):
        n = len(s.ids)
        ids[i, :n], extra[i, :n], mask[i, :n] = s.ids, s.extra, 1
        near[i, :n], far[i, :n], part[i, :n] = s.near, s.far, s.part
    inputs = tuple(torch.from_numpy(a) for a in (ids, extra, near, far, part, mask))
    return inputs, torch.tensor(np.array([s.wanted for s in samples]), dtype=torch.float32)


def fit(
    samples: list[Sample], network: Student, *, epochs: int, rate: float, held: list[Sample]
) -> dict[str, np.ndarray]:
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
    labels = np.array([s.wanted.argmax() for s in held])
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
            loss = -(wanted * torch.log_softmax(network(*inputs), -1)).sum(-1).mean(1).sum()
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
        said = balanced(logits(network, held), labels)
        print(
            f"epoch {epoch + 1} of {epochs}: loss {loss_sum / len(chunks) / len(network.members):.3f}; "
            f"kept back: macro-F1 {macro_f1(said.argmax(1), labels):.3f}",
            flush=True,
        )
    network.load_state_dict(mean)
    before = logits(network, held)
    told = balanced(before, labels)
    print(f"mean of the weights, kept back: macro-F1 {macro_f1(told.argmax(1), labels):.3f}")
    made = {name.removeprefix("members."): value.numpy().copy() for name, value in mean.items()}
    more = (told - before)[0]
    for number in range(len(network.members)):
        made[f"{number}.o2.bias"] += more
    made["least"] = least(told, labels)
    related = 1 - softmax(logits(network, samples) + more)[:, 0]
    made["glance"], made["glance.gap"] = glance(
        samples, related, held, believed(told, made["least"]), len(network.E.weight)
    )
    return made


def balanced(told: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """What is said, with a number added to each class so that every answer is given as often as the coders gave it.

    The mean F1 of classes is near its best there, and counts of answers are known better from a few samples than
    the best itself.
    """
    more, wanted = np.zeros(COUNT, dtype=np.float32), np.bincount(labels, minlength=COUNT)
    for step in np.geomspace(0.2, 0.01, 300):
        given = np.bincount((told + more).argmax(1), minlength=COUNT)
        more[1:] += step * np.clip(np.log((wanted[1:] + 0.5) / (given[1:] + 0.5)), -1, 1)
    return told + more


def softmax(told: np.ndarray) -> np.ndarray:
    """Shares of what is said before the shares."""
    shares = np.exp(told - told.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


def believed(told: np.ndarray, least: np.ndarray) -> np.ndarray:
    """Which answers an article's table would believe."""
    shares = softmax(told)
    said, sure = shares.argmax(1), shares.max(1)
    return np.array([n > 0 and s >= least[int(max(shape.CLASSES[n]) > 0)] for n, s in zip(said, sure)])


def glance(
    samples: list[Sample], related: np.ndarray, held: list[Sample], wanted: np.ndarray, size: int
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of words whose sum says whether a pair is worth a look: what the network is likely to find related.

    Below 0 lie few of the answers that a table would believe.
    """
    bag, gaps = nn.EmbeddingBag(size, 1, mode="sum"), nn.Parameter(torch.zeros(len(STEPS) + 2))
    nn.init.zeros_(bag.weight)
    optimiser = torch.optim.Adam([*bag.parameters(), gaps], lr=5e-3)

    def sums(chunk: list[Sample]) -> torch.Tensor:
        ids = torch.from_numpy(np.concatenate([s.ids for s in chunk]))
        starts = np.cumsum([0, *(len(s.ids) for s in chunk[:-1])])
        apart = shape.gap_class(np.array([(s.part == 1).sum() for s in chunk]))
        return bag(ids, torch.from_numpy(starts))[:, 0] + gaps[torch.from_numpy(apart)]

    for _ in range(4):
        order = random.sample(range(len(samples)), len(samples))
        for start in range(0, len(order), 256):
            places = order[start : start + 256]
            loss = nn.functional.binary_cross_entropy_with_logits(
                sums([samples[i] for i in places]), torch.tensor(related[places], dtype=torch.float32)
            )
            loss = loss + 2e-4 * (bag.weight**2).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        found = sums(held).numpy()
    edge = np.quantile(found[wanted], MISSED)
    print(f"at a glance {(found >= edge).mean():.2f} of the pairs kept back are worth a look")
    return bag.weight.detach().numpy()[:, 0], gaps.detach().numpy() - edge


def least(told: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """For against and for, the share from which the answers on the part kept back are right often enough."""
    shares = softmax(told)
    said, sure = shares.argmax(1), shares.max(1)
    made = []
    for polarity in (-1, 1):
        classes = [n for n, c in enumerate(shape.CLASSES) if polarity in c]
        asked = np.isin(said, classes)
        right = said[asked] == labels[asked]
        levels = np.arange(0.2, 0.9, 0.01)
        above = [right[sure[asked] >= level] for level in levels]
        enough = [level for level, these in zip(levels, above) if len(these) and these.mean() >= RIGHT]
        made.append(min(enough, default=0.9))
        print(
            f"polarity {polarity}: believed from {made[-1]:.2f}, {(sure[asked] >= made[-1]).mean():.2f} of those said"
        )
    return np.array(made)


@torch.no_grad()
def logits(network: Student, samples: list[Sample]) -> np.ndarray:
    """What the members say of every sample on average, before the shares."""
    network.eval()
    made = np.zeros((len(samples), COUNT), dtype=np.float32)
    order = sorted(range(len(samples)), key=lambda i: len(samples[i].ids))
    for start in range(0, len(order), 256):
        chunk = order[start : start + 256]
        made[chunk] = network(*batch([samples[i] for i in chunk])[0]).mean(0).numpy()
    return made


def macro_f1(said: np.ndarray, labels: np.ndarray) -> float:
    """The mean F1 of the five classes."""
    scores = []
    for number in range(COUNT):
        hits = ((said == number) & (labels == number)).sum()
        scores.append(2 * hits / max(1, (said == number).sum() + (labels == number).sum()))
    return float(np.mean(scores))


def write(path: str, weights: dict[str, np.ndarray], vocabulary: list[str]) -> None:
    """The weights as the layer loads them: vectors as bytes with a scale, the rest in half precision."""
    table = weights.pop("E.weight")
    scale = (np.abs(table).max(axis=0) / 127).astype(np.float16)
    stored = {"format": np.array(shape.FORMAT), "E.scale": scale}
    stored["E"] = np.round(table / scale.astype(np.float32)).clip(-127, 127).astype(np.int8)
    stored["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode("utf-8"), dtype=np.uint8)
    for name, value in weights.items():
        if value.ndim == 3:
            value = value.transpose(2, 1, 0)  # (out, in, width) to (width, in, out)
        stored[name] = value.astype(np.float16)
    with atomic(path) as beside, beside.open("wb") as file:
        np.savez_compressed(file, **stored)


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", required=True, help="JSON Lines with gold pairs")
    parser.add_argument("--soft", help="JSON Lines with a teacher's shares; holds the gold pairs too")
    parser.add_argument("--vectors", required=True, help="word vectors, an .npz of words and vectors")
    parser.add_argument("--out", required=True)
    parser.add_argument(
        "--widths", type=int, nargs="+", default=[32, 64, 64],
        help="channels of the convolutions, of each network that answers; a small first one makes the table fast",
    )  # fmt: skip
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--trust", type=float, default=0.6, help="weight of the teacher beside a gold answer")
    parser.add_argument("--drop", type=float, default=0.25)
    parser.add_argument("--word-drop", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=1.5e-3)
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
        vectors = stored["vectors"].astype(np.float32)
    table = np.random.randn(len(vocabulary) + 2, vectors.shape[1]).astype(np.float32) * 0.5
    table[PAD] = 0
    table[2:] = vectors / vectors.std() * 0.7
    ids = {word: number + 2 for number, word in enumerate(vocabulary)}
    empty = shape.Network(ids, valence, {}, {}, "")
    gold = read(given.gold)
    held = [sample(d, empty, np.eye(COUNT)[class_of(d)]) for d in gold if kept_back(d["text"])]
    fitted = read(given.soft) if given.soft else gold
    fitted = [d for d in fitted if not kept_back(d["text"])]
    passives = [new for d in fitted for _ in range(2) if (new := turned(d)) is not None]
    print(f"{len(passives)} pairs turned into the passive")
    samples = [sample(d, empty, answer(d, given.trust)) for d in (*fitted, *passives)]
    print(f"{len(samples)} pairs, {len(held)} kept back, {len(vocabulary)} words")
    network = Student(table, given.widths, drop=given.drop, word_drop=given.word_drop)
    made = fit(samples, network, epochs=given.epochs, rate=given.rate, held=held)
    write(given.out, made, vocabulary)
    shape.load(given.out)
    print(f"wrote {given.out}, {Path(given.out).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
