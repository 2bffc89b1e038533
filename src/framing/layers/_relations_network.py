"""The network behind `relations.between`: word vectors, marks for both parties, convolutions, maxima; NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from framing.layers._convolution import (
    AT_ONCE,
    STEPS,
    Floats,
    Ints,
    Runs,
    distance_class,
    portions,
    rectified,
)
from framing.layers._passages import EXTRA, HIDDEN, PAD, Column, Passage
from framing.layers._weights import read
from framing.threads import one_thread

FORMAT = 1
WINDOW = 24  # words before the first party and behind the second one that the network sees
LONGEST = 64  # words between the parties that it sees; of more, those near to either
DILATIONS = (1, 1, 2, 4)
_CONVOLUTIONS = [f"c{number}.{part}" for number in range(len(DILATIONS)) for part in ("weight", "bias")]
MEMBER = ("P", "Q", *_CONVOLUTIONS, "o1.weight", "o1.bias", "o2.weight", "o2.bias")
DOUBT = 0.75  # how near to being believed the first member must find a relation for the others to be asked
PLACES = 2 * len(STEPS) + 3
CLASSES = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1))
"""What the network tells apart: polarity of the earlier party toward the later one, and back."""

PLAIN = {"“": '"', "”": '"', "``": '"', "''": '"', "‘": "'", "–": "—", "--": "—", "…": "..."}
"""Marks that differ by house alone."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places in a passage, the earlier first: the number of the passage, first words and one past the last."""

    passage: int
    first: tuple[int, int]
    second: tuple[int, int]


@dataclass(frozen=True)
class Views:
    """What the network sees of some pairs, pair after pair in one column of words.

    Args:
        owner: the number of the pair that a word is seen for.
        rows: the word, counted over all passages.
        to_first, to_second: where it stands to either party, as a class of distance; 0 within.
        part: 0 up to the first party's end, 1 between, 2 from the second party on.
    """

    owner: Ints
    rows: Ints
    to_first: Ints
    to_second: Ints
    part: Ints


def views(passages: Sequence[Passage], pairs: Sequence[Pair]) -> Views:
    """The words around pairs, with their places."""
    return _views(_sizes(passages), pairs)


def _sizes(passages: Sequence[Passage]) -> Ints:
    return np.fromiter((len(passage) for passage in passages), dtype=np.int64, count=len(passages))


def _views(sizes: Ints, pairs: Sequence[Pair]) -> Views:
    low, high, edges = _window(sizes, pairs)
    runs = Runs(low, high)
    rows, owner = runs.rows, runs.owner
    a, b, c, d = (runs.spread(edge) for edge in edges)
    near = (rows < b + LONGEST // 2) | (rows >= c - LONGEST // 2)
    if not near.all():
        rows, owner, a, b, c, d = (values[near] for values in (rows, owner, a, b, c, d))
    part = (rows >= b).astype(np.int64) + (rows >= c)
    return Views(owner, rows, _place(rows, a, b), _place(rows, c, d), part)


def _window(sizes: Ints, pairs: Sequence[Pair]) -> tuple[Ints, Ints, Ints]:
    """The first word around each pair, one past the last, and the edges of both parties; over all passages."""
    number = np.array([pair.passage for pair in pairs])
    base = (np.cumsum(sizes) - sizes)[number]
    edges = (np.array([(*pair.first, *pair.second) for pair in pairs]) + base[:, None]).T
    low = np.maximum(base, edges[0] - WINDOW)
    return low, np.minimum(base + sizes[number], edges[3] + WINDOW), edges


def gap_class(words: Ints) -> Ints:
    """How many words stand between two parties, as a class: 0 for none, and for as many as a distance has steps."""
    return np.where(words > 0, np.searchsorted(STEPS, words, side="left") + 1, 0)


def _place(rows: Ints, first: Ints, last: Ints) -> Ints:
    away = np.where(rows < first, rows - first, np.where(rows >= last, rows - last + 1, 0))
    return distance_class(away)


@dataclass(frozen=True)
class Network:
    """The fitted weights; see `relations.md` beside them for data, licence and limits."""

    vocabulary: dict[str, int]
    valence: dict[str, float]
    weights: dict[str, Floats]
    least: dict[int, float]  # the share from which an article's table believes an answer, by polarity
    version: str

    def shares(self, passages: Sequence[Passage], pairs: Sequence[Pair], *, glance: bool = False) -> Floats:
        """Shares of the five `CLASSES` for every pair: an array (pairs, 5) whose rows sum to 1.

        Args:
            passages: sentences.
            pairs: places in them.
            glance: first add up a weight for each word around a pair, and call it none where that is low; then ask
                one member, and the others only where it comes near to a relation that is believed. Most sentences of
                an article say nothing of the kind.
        """
        features = (*self.features(passages), _sizes(passages))
        with one_thread():
            if not glance:
                return _softmax(self._said(pairs, features, range(self.members)))
            made = np.zeros((len(pairs), len(CLASSES)), dtype=np.float32)
            made[:, 0] = 1
            worth = np.flatnonzero(self._glance(features[2], pairs, features[0]) >= 0)
            if not len(worth):
                return made
            first = self._said([pairs[int(n)] for n in worth], features, range(1))
            made[worth] = _softmax(first)
            enough = np.array([self.least.get(forth or back, np.inf) for forth, back in CLASSES])
            doubted = np.flatnonzero((made[worth] >= DOUBT * enough).any(axis=1))
            if self.members > 1 and len(doubted):
                asked = [pairs[int(n)] for n in worth[doubted]]
                others = self._said(asked, features, range(1, self.members))
                share = np.float32(1 / self.members)
                made[worth[doubted]] = _softmax(first[doubted] * share + others * (1 - share))
            return made

    @property
    def members(self) -> int:
        """How many networks answer together."""
        return sum(name.endswith("o2.bias") for name in self.weights)

    def glance(self, passages: Sequence[Passage], pairs: Sequence[Pair], ids: Ints) -> Floats:
        """A sum of weights, of the words around each pair and of how far apart they stand; below 0 expect nothing."""
        return self._glance(_sizes(passages), pairs, ids)

    def _glance(self, sizes: Ints, pairs: Sequence[Pair], ids: Ints) -> Floats:
        low, high, edges = _window(sizes, pairs)
        sums = np.concatenate([[0], np.cumsum(self.weights["glance"][ids], dtype=np.float64)])
        between = self.weights["glance.gap"][gap_class(edges[2] - edges[1])]
        return np.asarray(sums[high] - sums[low] + between, dtype=np.float32)

    def _said(self, pairs: Sequence[Pair], features: tuple[Ints, Floats, Ints], members: range) -> Floats:
        """What some members say on average, before the shares."""
        several = portions([2 * WINDOW + LONGEST] * len(pairs), 4 * AT_ONCE)
        return np.concatenate([self._said_of(pairs[some], features, members) for some in several])

    def _said_of(self, pairs: Sequence[Pair], features: tuple[Ints, Floats, Ints], members: range) -> Floats:
        ids, extra, sizes = features
        seen = _views(sizes, pairs)
        # Empty places between the pairs, as many as a convolution reaches.
        spots = np.arange(len(seen.rows)) + seen.owner * max(DILATIONS)
        size = len(seen.rows) + len(pairs) * max(DILATIONS)
        blank = np.ones(size, dtype=bool)
        blank[spots] = False
        empty = np.flatnonzero(blank)
        places = np.full((2, size), PLACES)
        places[:, spots] = seen.to_first, seen.to_second
        both = [_run(place == 0, seen.owner, len(pairs), spots) for place in (seen.to_first, seen.to_second)]
        parts = seen.owner * 3 + seen.part
        begin = np.flatnonzero(np.diff(parts, prepend=-1))
        words = np.full(size, PAD)
        words[spots] = ids[seen.rows]
        words[(places == 0).any(axis=0)] = HIDDEN
        vectors = self.weights["E"][words]
        deep = vectors.shape[1]
        column = np.zeros((size, self.weights["0.c0.weight"].shape[1]), dtype=np.float32)
        column[:, :deep] = vectors
        column[spots, deep : deep + EXTRA] = extra[seen.rows]
        deep += EXTRA
        made = np.zeros((len(pairs), len(CLASSES)), dtype=np.float32)
        for member in members:
            w = {name: self.weights[f"{member}.{name}"] for name in MEMBER}
            middle = deep + w["P"].shape[1]
            column[:, deep:middle], column[:, middle:] = (
                _beside(w["P"])[places[0]],
                _beside(w["Q"])[places[1]],
            )
            hidden = rectified(column, w["c0.weight"], w["c0.bias"], DILATIONS[0], empty)
            for number, dilation in enumerate(DILATIONS[1:], 1):
                hidden += rectified(hidden, w[f"c{number}.weight"], w[f"c{number}.bias"], dilation, empty)
            itself = [runs.mean(hidden[runs.rows]) for runs in both]
            most = np.zeros((len(pairs) * 3, hidden.shape[1]), dtype=np.float32)
            # Nothing is below 0, so the empty places behind a pair change no maximum.
            most[parts[begin]] = np.maximum.reduceat(hidden, spots[begin], axis=0)
            told = np.concatenate([*itself, most.reshape(len(pairs), -1)], axis=1)
            inner = np.tanh(told @ w["o1.weight"].T + w["o1.bias"])
            made += (inner @ w["o2.weight"].T + w["o2.bias"]) / np.float32(len(members))
        return made

    def features(self, passages: Sequence[Passage]) -> tuple[Ints, Floats]:
        """Word ids, names hidden, and the numbers beside the vectors, of all passages one after the other."""
        column = Column(passages, 0)
        return column.ids(self.vocabulary), column.extra(self.valence)


def _softmax(said: Floats) -> Floats:
    shares = np.exp(said - said.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), dtype=np.float32)


def _beside(table: Floats) -> Floats:
    """A table of marks for places, with one more for where no word stands."""
    return np.concatenate([table, np.zeros((1, table.shape[1]), dtype=np.float32)])


def _run(inside: npt.NDArray[np.bool_], owner: Ints, count: int, spots: Ints) -> Runs:
    """Where the words of one of the parties stand, pair after pair: each has some, one after the other."""
    at = np.flatnonzero(inside)
    sizes = np.bincount(owner[at], minlength=count)
    low = spots[at[np.cumsum(sizes) - sizes]]
    return Runs(low, low + sizes)


def load(path: str | Path | None = None) -> Network:
    """The shipped network, or one from a file that `training/fit_relations.py` wrote.

    Raises:
        ValueError: if the file is missing, damaged or of another format.
    """
    stored = read(path, name="relations", network="relations", number=FORMAT, more=("least",))
    least = dict(zip((-1, 1), stored.more["least"].astype(float).tolist(), strict=True))
    ids = stored.vocabulary
    ids |= {mark: ids.get(plain, HIDDEN) for mark, plain in PLAIN.items()}
    return Network(ids, stored.valence, stored.weights, least, stored.version)
