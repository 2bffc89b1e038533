"""The network behind `relations.between`: word vectors, marks for both parties, convolutions, maxima; NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from framing.layers._convolution import STEPS, Floats, Ints, Runs, distance_class, rectified
from framing.layers._passages import HIDDEN, Column, Passage
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
    low, high, edges = _window(passages, pairs)
    runs = Runs(low, high)
    rows, owner = runs.rows, runs.owner
    a, b, c, d = (runs.spread(edge) for edge in edges)
    near = (rows < b + LONGEST // 2) | (rows >= c - LONGEST // 2)
    if not near.all():
        rows, owner, a, b, c, d = (values[near] for values in (rows, owner, a, b, c, d))
    part = (rows >= b).astype(np.int64) + (rows >= c)
    return Views(owner, rows, _place(rows, a, b), _place(rows, c, d), part)


def _window(passages: Sequence[Passage], pairs: Sequence[Pair]) -> tuple[Ints, Ints, Ints]:
    """The first word around each pair, one past the last, and the edges of both parties; over all passages."""
    sizes = np.array([len(passage) for passage in passages])
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
        features = self.features(passages)
        with one_thread():
            if not glance:
                return _softmax(self._said(passages, pairs, features, range(self.members)))
            made = np.zeros((len(pairs), len(CLASSES)), dtype=np.float32)
            made[:, 0] = 1
            worth = np.flatnonzero(self.glance(passages, pairs, features[0]) >= 0)
            if not len(worth):
                return made
            first = self._said(passages, [pairs[int(n)] for n in worth], features, range(1))
            made[worth] = _softmax(first)
            enough = np.array([self.least.get(forth or back, np.inf) for forth, back in CLASSES])
            doubted = np.flatnonzero((made[worth] >= DOUBT * enough).any(axis=1))
            if self.members > 1 and len(doubted):
                asked = [pairs[int(n)] for n in worth[doubted]]
                others = self._said(passages, asked, features, range(1, self.members))
                share = np.float32(1 / self.members)
                made[worth[doubted]] = _softmax(first[doubted] * share + others * (1 - share))
            return made

    @property
    def members(self) -> int:
        """How many networks answer together."""
        return sum(name.endswith("o2.bias") for name in self.weights)

    def glance(self, passages: Sequence[Passage], pairs: Sequence[Pair], ids: Ints) -> Floats:
        """A sum of weights, of the words around each pair and of how far apart they stand; below 0 expect nothing."""
        low, high, edges = _window(passages, pairs)
        sums = np.concatenate([[0], np.cumsum(self.weights["glance"][ids], dtype=np.float64)])
        between = self.weights["glance.gap"][gap_class(edges[2] - edges[1])]
        return np.asarray(sums[high] - sums[low] + between, dtype=np.float32)

    def _said(
        self,
        passages: Sequence[Passage],
        pairs: Sequence[Pair],
        features: tuple[Ints, Floats],
        members: range,
    ) -> Floats:
        """What some members say on average, before the shares."""
        ids, extra = features
        seen = views(passages, pairs)
        one, two = seen.to_first == 0, seen.to_second == 0
        ids = ids[seen.rows]
        ids[one | two] = HIDDEN
        words = np.concatenate([self.weights["E"][ids], extra[seen.rows]], axis=1)
        # Empty places between the pairs, as many as a convolution reaches.
        spots = np.arange(len(ids)) + seen.owner * max(DILATIONS)
        blank = np.ones(len(ids) + len(pairs) * max(DILATIONS), dtype=bool)
        blank[spots] = False
        empty = np.flatnonzero(blank)
        made = np.zeros((len(pairs), len(CLASSES)), dtype=np.float32)
        for member in members:
            w = {name: self.weights[f"{member}.{name}"] for name in MEMBER}
            column = np.zeros((len(blank), len(w["c0.weight"][0])), dtype=np.float32)
            column[spots] = np.concatenate([words, w["P"][seen.to_first], w["Q"][seen.to_second]], axis=1)
            hidden = rectified(column, w["c0.weight"], w["c0.bias"], DILATIONS[0], empty)
            for number, dilation in enumerate(DILATIONS[1:], 1):
                hidden += rectified(hidden, w[f"c{number}.weight"], w[f"c{number}.bias"], dilation, empty)
            hidden = hidden[spots]
            itself = [_means(hidden, where, seen.owner, len(pairs)) for where in (one, two)]
            most = [_maxima(hidden, seen.part == number, seen.owner, len(pairs)) for number in range(3)]
            inner = np.tanh(np.concatenate([*itself, *most], axis=1) @ w["o1.weight"].T + w["o1.bias"])
            made += (inner @ w["o2.weight"].T + w["o2.bias"]) / np.float32(len(members))
        return made

    def features(self, passages: Sequence[Passage]) -> tuple[Ints, Floats]:
        """Word ids, names hidden, and the numbers beside the vectors, of all passages one after the other."""
        column = Column(passages, 0)
        return column.ids(self.vocabulary), column.extra(self.valence)


def _softmax(said: Floats) -> Floats:
    shares = np.exp(said - said.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), dtype=np.float32)


def _means(values: Floats, where: npt.NDArray[np.bool_], owner: Ints, count: int) -> Floats:
    """The mean of some rows, by their owners; zeros for one who has none."""
    rows, owners = values[where], owner[where]
    made = np.zeros((count, values.shape[1]), dtype=np.float32)
    found, first, times = np.unique(owners, return_index=True, return_counts=True)
    made[found] = np.add.reduceat(rows, first, axis=0) / times[:, None]
    return made


def _maxima(values: Floats, where: npt.NDArray[np.bool_], owner: Ints, count: int) -> Floats:
    """The maximum of some rows, by their owners; zeros for one who has none."""
    rows, owners = values[where], owner[where]
    made = np.zeros((count, values.shape[1]), dtype=np.float32)
    if len(rows):
        found, first = np.unique(owners, return_index=True)
        made[found] = np.maximum.reduceat(rows, first, axis=0)
    return made


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
