"""The network behind `accusations`: a class for every word, and who is meant around a clause.

NumPy only. Names are hidden from it, so that nobody is accused for who he is. See `accusations.md` beside the weights
for data, licence and limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from framing.layers._accusation_shape import Around
from framing.layers._convolution import AT_ONCE, Floats, Ints, Runs, portions, rectified
from framing.layers._passages import Column, Passage
from framing.layers._weights import read
from framing.threads import one_thread

FORMAT = 2
GAP = 3  # empty places between passages: as far as a convolution reaches
DILATIONS = (1, 1, 2, 3)


@dataclass(frozen=True)
class Network:
    """The fitted weights."""

    vocabulary: dict[str, int]
    valence: dict[str, float]
    weights: dict[str, Floats]
    version: str

    def shares(self, passages: Sequence[Passage]) -> list[Floats]:
        """Of every word of every passage the shares of no accusation, accuses, criticises: (words, 3) each."""
        several = portions([len(passage) for passage in passages], AT_ONCE)
        return [shares for some in several for shares in self._shares(passages[some])]

    def _shares(self, passages: Sequence[Passage]) -> list[Floats]:
        column = Column(passages, GAP)
        with one_thread():
            hidden = self._encode(column)
            said = hidden @ self.weights["tag.weight"].T + self.weights["tag.bias"]
        said = np.exp(said - said.max(axis=1, keepdims=True))
        said /= said.sum(axis=1, keepdims=True)
        return [said[low : low + size] for low, size in zip(column.offsets, column.sizes, strict=True)]

    def meant(self, windows: Sequence[tuple[Passage, Around]]) -> list[tuple[Floats, Floats]]:
        """Of every clause two opinions on its candidates: by words and features, and by the features alone.

        Each are log-shares, (candidates + 1, 2), accuser and target, nobody first.
        """
        several = portions([len(passage) for passage, _ in windows], AT_ONCE)
        return [shares for some in several for shares in self._meant(windows[some])]

    def _meant(self, windows: Sequence[tuple[Passage, Around]]) -> list[tuple[Floats, Floats]]:
        w = self.weights
        column = Column([passage for passage, _ in windows], GAP)
        around = [one for _, one in windows]
        base = column.offsets - np.array([one.low for one in around], dtype=np.int64)
        first = np.array([one.first for one in around], dtype=np.int64)
        last = np.array([one.last for one in around], dtype=np.int64)
        clauses = Runs(base + first, base + last)
        with one_thread():
            hidden = self._encode(column)
            flag = np.zeros((len(hidden), 1), dtype=np.float32)
            flag[clauses.rows] = 1
            marked = np.concatenate([hidden, flag], axis=1)
            seen = rectified(marked, w["p1.weight"], w["p1.bias"], 1, column.empty)
            seen += rectified(seen, w["p2.weight"], w["p2.bias"], 2, column.empty)
            return self._weighed(seen, column.offsets, clauses, around)

    def _weighed(
        self, seen: Floats, offsets: Ints, clauses: Runs, around: Sequence[Around]
    ) -> list[tuple[Floats, Floats]]:
        w = self.weights
        counts = np.array([len(one.candidates) for one in around])
        owner = np.repeat(np.arange(len(around)), counts)
        every = [candidate for one in around for candidate in one.candidates]
        first = offsets[owner] + np.array([c.first for c in every], dtype=np.int64)
        last = offsets[owner] + np.array([c.last for c in every], dtype=np.int64)
        vectors = np.zeros((len(every), seen.shape[1]), dtype=np.float32)
        inside = np.flatnonzero(last > first)  # the place of another lies outside the window
        if len(inside):
            runs = Runs(first[inside], last[inside])
            vectors[inside] = runs.mean(seen[runs.rows])
        told = np.array([one.features for one in around], dtype=np.float32)
        about = np.concatenate([clauses.mean(seen[clauses.rows]), told], axis=1)
        features = np.array([c.features for c in every], dtype=np.float32)
        rows = np.concatenate([vectors, about[owner], features], axis=1)
        scores = np.tanh(rows @ w["m1.weight"].T + w["m1.bias"]) @ w["m2.weight"].T + w["m2.bias"]
        nobody = np.tanh(about @ w["n1.weight"].T + w["n1.bias"]) @ w["n2.weight"].T + w["n2.bias"]
        inner = np.tanh(np.concatenate([features, told[owner]], axis=1) @ w["f1.weight"].T + w["f1.bias"])
        shown = inner @ w["f2.weight"].T + features @ w["f3.weight"].T
        none = np.tanh(told @ w["g1.weight"].T + w["g1.bias"]) @ w["g2.weight"].T + w["g2.bias"]
        made = []
        for number, (low, count) in enumerate(zip(np.cumsum(counts) - counts, counts, strict=True)):
            made.append((
                _logged(nobody[number], scores[low : low + count]),
                _logged(none[number], shown[low : low + count]),
            ))  # fmt: skip
        return made

    def _encode(self, column: Column) -> Floats:
        """All passages as vectors."""
        w = self.weights
        words = w["E"][column.ids(self.vocabulary)]
        values = np.concatenate([words, column.extra(self.valence)], axis=1)
        hidden = rectified(values, w["c1.weight"], w["c1.bias"], 1, column.empty)
        for number, dilation in enumerate(DILATIONS[1:], 2):
            weight, bias = w[f"c{number}.weight"], w[f"c{number}.bias"]
            hidden += rectified(hidden, weight, bias, dilation, column.empty)
        return hidden


def _logged(nobody: Floats, scores: Floats) -> Floats:
    """Log-shares of nobody and of every place."""
    said = np.concatenate([nobody[None], scores])
    said -= said.max(axis=0)
    return np.asarray(said - np.log(np.exp(said).sum(axis=0)), dtype=np.float32)


def load(path: str | Path | None = None) -> Network:
    """The shipped network, or one from a file that `training/fit_accusations.py` wrote.

    Raises:
        ValueError: if the file is missing, damaged or of another format.
    """
    stored = read(path, name="accusations", network="accusation", number=FORMAT)
    return Network(stored.vocabulary, stored.valence, stored.weights, stored.version)


@lru_cache(maxsize=1)
def shipped() -> Network:
    """The shipped network, loaded once."""
    return load()
