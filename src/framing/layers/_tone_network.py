"""The network behind `tone.toward`: word vectors, three convolutions, attention from the target; NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing.layers._convolution import (
    AT_ONCE,
    STEPS,
    Floats,
    Ints,
    Runs,
    convolve,
    distance_class,
    portions,
    rectified,
)
from framing.layers._passages import EXTRA, HIDDEN, PAD, Column, Passage, describe, passage_of
from framing.layers._weights import read
from framing.threads import one_thread

__all__ = [
    "EXTRA", "HIDDEN", "PAD", "STEPS", "Floats", "Ints", "Network", "Passage", "Runs", "Target", "convolve", "describe",
    "distance_class", "load", "passage_of", "places",
]  # fmt: skip

FORMAT = 1
GAP = 2  # empty places between passages: as far as a convolution reaches
WINDOW = 60  # words on each side of a target that the attention sees
HEADS, KEY = 4, 12


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a passage: the number of the passage, first word, one past the last."""

    passage: int
    first: int
    last: int


@dataclass(frozen=True)
class Network:
    """The fitted weights; see `tone.md` beside them for data, licence and limits."""

    vocabulary: dict[str, int]
    valence: dict[str, float]
    weights: dict[str, Floats]
    version: str

    def probabilities(self, passages: Sequence[Passage], targets: Sequence[Target]) -> Floats:
        """Negative, neutral, positive for every target: an array (targets, 3) whose rows sum to 1."""
        by_passage: list[list[int]] = [[] for _ in passages]
        for number, target in enumerate(targets):
            by_passage[target.passage].append(number)
        made = np.empty((len(targets), 3), dtype=np.float32)
        with one_thread():
            for some in portions([len(passage) for passage in passages], AT_ONCE):
                numbers = [number for own in by_passage[some] for number in own]
                if numbers:
                    made[numbers] = self._of(passages[some], [targets[n] for n in numbers], some.start)
        return made

    def _of(self, passages: Sequence[Passage], targets: Sequence[Target], before: int) -> Floats:
        """The same for some of the passages, whose numbers begin with `before`."""
        column = Column(passages, GAP)
        number = np.array([t.passage - before for t in targets])
        base = column.offsets[number]
        first = base + [t.first for t in targets]
        last = base + [t.last for t in targets]
        hidden = self._encode(column, Runs(first, last).rows)
        clauses = column.clauses()
        low = np.maximum(base, first - WINDOW)
        high = np.minimum(base + column.sizes[number], last + WINDOW)
        several = portions((high - low).tolist(), 4 * AT_ONCE)
        return np.concatenate(
            [self._judged(hidden, clauses, first[s], last[s], low[s], high[s]) for s in several]
        )

    def _judged(
        self, hidden: Floats, clauses: Ints, first: Ints, last: Ints, low: Ints, high: Ints
    ) -> Floats:
        """The shares for some targets, each with its window as one run of rows of `hidden`."""
        w = self.weights
        least = int(low.min())
        hidden, clauses = hidden[least : int(high.max())], clauses[least : int(high.max())]
        first, last, low, high = first - least, last - least, low - least, high - least
        keys = (hidden @ w["k.weight"].T + w["k.bias"]).reshape(len(hidden), HEADS, KEY)
        values = (hidden @ w["v.weight"].T + w["v.bias"]).reshape(len(hidden), HEADS, -1)
        plain = hidden @ w["u.weight"].T + w["u.bias"]
        runs = Runs(low, high)
        before, behind = runs.rows < runs.spread(first), runs.rows >= runs.spread(last)
        away = np.where(
            before, runs.rows - runs.spread(first), np.where(behind, runs.rows - runs.spread(last) + 1, 0)
        )
        distance = distance_class(away)
        edge = np.where(before, runs.spread(clauses[first]), runs.spread(clauses[last - 1]))
        between = np.where(away == 0, 0, np.minimum(np.abs(clauses[runs.rows] - edge), 3))

        inner_runs = Runs(first, last)
        itself = inner_runs.mean(hidden[inner_runs.rows])
        query = (itself @ w["q.weight"].T + w["q.bias"]).reshape(-1, HEADS, KEY)
        logits = plain[runs.rows] + w["pb"][distance] + w["cb"][between]
        logits += (keys[runs.rows] * query[runs.owner]).sum(axis=2) / np.float32(KEY**0.5)
        weight = np.exp(logits - runs.most(logits)[runs.owner])
        weight /= runs.sum(weight)[runs.owner]
        seen = values[runs.rows] + w["pv"][distance].reshape(len(distance), HEADS, -1)
        read = runs.sum((weight[:, :, None] * seen).reshape(len(distance), -1))
        made = np.concatenate([read, itself, runs.mean(hidden[runs.rows])], axis=1)
        inner = np.tanh(made @ w["o1.weight"].T + w["o1.bias"])
        said = inner @ w["o2.weight"].T + w["o2.bias"]
        shares = np.exp(said - said.max(axis=1, keepdims=True))
        return np.asarray(shares / shares.sum(axis=1, keepdims=True), dtype=np.float32)

    def _encode(self, column: Column, targets: Ints) -> Floats:
        """All passages as vectors, what stands at some places hidden."""
        w = self.weights
        ids = column.ids(self.vocabulary)
        ids[targets] = HIDDEN
        words = np.concatenate([w["E"][ids], column.extra(self.valence)], axis=1)
        hidden = rectified(words, w["c1.weight"], w["c1.bias"], 1, column.empty)
        hidden += rectified(hidden, w["c2.weight"], w["c2.bias"], 1, column.empty)
        hidden += rectified(hidden, w["c3.weight"], w["c3.bias"], 2, column.empty)
        return hidden


def places(clauses: Ints, around: Ints, first: int, last: int) -> tuple[Ints, Ints]:
    """How far every word is from the target: distance class, and clause marks between (0 to 3); for fitting."""
    before, behind = around < first, around >= last
    away = np.where(before, around - first, np.where(behind, around - last + 1, 0))
    edge = np.where(before, clauses[first], clauses[last - 1])
    between = np.minimum(np.abs(clauses[around] - edge), 3)
    return distance_class(away), np.where(before | behind, between, 0)


def load(path: str | Path | None = None) -> Network:
    """The shipped network, or one from a file that `training/fit_tone.py` wrote.

    Raises:
        ValueError: if the file is missing, damaged or of another format.
    """
    stored = read(path, name="tone", network="tone", number=FORMAT)
    return Network(stored.vocabulary, stored.valence, stored.weights, stored.version)
