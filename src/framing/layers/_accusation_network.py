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
        return [shares for shares, _ in self.seen(passages)]

    def seen(self, passages: Sequence[Passage]) -> list[tuple[Floats, Floats]]:
        """Of every passage the shares of its words, as `shares` has them, and the words as vectors."""
        several = portions([len(passage) for passage in passages], AT_ONCE)
        return [both for some in several for both in self._seen(passages[some])]

    def _seen(self, passages: Sequence[Passage]) -> list[tuple[Floats, Floats]]:
        column = Column(passages, GAP)
        with one_thread():
            hidden = self._encode(column)
            said = hidden @ self.weights["tag.weight"].T + self.weights["tag.bias"]
        said = np.exp(said - said.max(axis=1, keepdims=True))
        said /= said.sum(axis=1, keepdims=True)
        return [
            (said[low : low + size], hidden[low : low + size])
            for low, size in zip(column.offsets, column.sizes, strict=True)
        ]

    def meant(self, words: Floats, windows: Sequence[Around]) -> list[tuple[Floats, Floats]]:
        """Of every clause two opinions on its candidates: by words and features, and by the features alone.

        Each are log-shares, (candidates + 1, 2), accuser and target, nobody first.

        Args:
            words: the words of the article as vectors (`laid`).
            windows: its clauses.
        """
        several = portions([one.high - one.low for one in windows], AT_ONCE)
        return [shares for some in several for shares in self._meant(words, windows[some])]

    def _meant(self, words: Floats, around: Sequence[Around]) -> list[tuple[Floats, Floats]]:
        w = self.weights
        low = np.array([one.low for one in around], dtype=np.int64)
        runs = Runs(low, np.array([one.high for one in around], dtype=np.int64))
        offsets = runs.starts + GAP * np.arange(len(around))
        spots = np.arange(len(runs.rows)) + GAP * runs.owner
        marked = np.zeros((len(spots) + GAP * len(around), words.shape[1] + 1), dtype=np.float32)
        marked[spots, :-1] = words[runs.rows]
        empty = np.ones(len(marked), dtype=bool)
        empty[spots] = False
        nowhere = np.flatnonzero(empty)
        first = np.array([one.first for one in around], dtype=np.int64) + offsets - low
        last = np.array([one.last for one in around], dtype=np.int64) + offsets - low
        clauses = Runs(first, last)
        marked[clauses.rows, -1] = 1
        with one_thread():
            seen = rectified(marked, w["p1.weight"], w["p1.bias"], 1, nowhere)
            seen += rectified(seen, w["p2.weight"], w["p2.bias"], 2, nowhere)
            return self._weighed(seen, offsets, clauses, around)

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


def laid(count: int, pieces: Sequence[range], seen: Sequence[Floats]) -> Floats:
    """The words of an article as vectors: those of its pieces, nothing at the words outside them.

    Args:
        count: how many words the article has.
        pieces: word positions.
        seen: the vectors of each piece.

    Example:
        >>> laid(3, [range(1, 3)], [np.ones((2, 1), dtype=np.float32)]).ravel().tolist()
        [0.0, 1.0, 1.0]
    """
    made = np.zeros((count, seen[0].shape[1] if seen else 0), dtype=np.float32)
    for piece, vectors in zip(pieces, seen, strict=True):
        made[piece.start : piece.stop] = vectors
    return made


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
