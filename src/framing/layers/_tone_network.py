"""The network behind `tone.toward`: word vectors, three convolutions, attention from the target; NumPy only."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from framing.article import Span
from framing.text import Document, Sentence, Words
from framing.threads import one_thread

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FORMAT = 1
GAP = 2  # empty places between passages: as far as a convolution reaches
WINDOW = 60  # words on each side of a target that the attention sees
EXTRA = 5  # numbers a word has besides its vector: valence twice, negation, capital, quoted
HEADS, KEY = 4, 12
PAD, HIDDEN = 0, 1  # ids: no word; a word that is unknown, or a name

_CONNECTIVES = "and but that who which while although though because as if when where whose after before"
_CLAUSE = frozenset([*_CONNECTIVES.split(), *', ; : — – - " “ ” ) ('.split()])
_NOTS = "not n't no never none nobody nothing neither nor without hardly barely refuse refused deny denied fail failed"
_NEGATION = frozenset(_NOTS.split())
_QUOTES = frozenset(['"', "“", "”", "``", "''"])
_BEFORE_CAPITAL = frozenset(". ! ? : \" “ ‘ '".split())
STEPS = np.array([1, 2, 3, 5, 8, 13])


@dataclass(frozen=True)
class Passage:
    """A sentence as the network sees it, but for the word ids."""

    lower: list[str]
    starts: list[int]
    ends: list[int]
    names: list[bool]  # words hidden from the network
    extra: Floats  # (words, EXTRA), its first two columns filled with the valences by the network
    clauses: Ints

    def positions(self, span: Span) -> tuple[int, int]:
        """The first word of a span and the one past its last; the nearest word where it touches none."""
        first, last = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        if first < last:
            return first, last
        nearest = min(first, len(self.starts) - 1)
        return nearest, nearest + 1


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a passage: the number of the passage, first word, one past the last."""

    passage: int
    first: int
    last: int


def describe(words: Words, positions: range | None = None) -> Passage:
    """The features of a passage: some or all of a text's words."""
    chosen = slice(0, len(words)) if positions is None else slice(positions.start, positions.stop)
    forms, lower = words.forms[chosen] or [""], words.lower[chosen] or [""]
    capital = [form[:1].isupper() for form in forms]
    names = [False, *(big and before not in _BEFORE_CAPITAL for big, before in zip(capital[1:], forms))]
    extra = np.zeros((len(forms), EXTRA), dtype=np.float32)
    extra[:, 2] = list(map(_NEGATION.__contains__, lower))
    extra[:, 3] = capital
    if not _QUOTES.isdisjoint(forms):
        extra[:, 4] = _quoted(forms)
    clauses = np.array(list(map(_CLAUSE.__contains__, lower))).cumsum()
    return Passage(lower, words.starts[chosen] or [0], words.ends[chosen] or [0], names, extra, clauses)


def passage_of(doc: Document, sentence: Sentence) -> Passage:
    """A sentence of an article, described once for all layers; kept with the document."""
    kept: dict[int, Passage] = doc.__dict__.setdefault("_passages", {})
    found = kept.get(sentence.sentence_id)
    if found is None:
        found = kept[sentence.sentence_id] = describe(doc.words, doc.words.within(sentence.span))
    return found


def _quoted(forms: Sequence[str]) -> list[int]:
    """For each word 1 within quotation marks (the opening one too), else 0."""
    state, states = 0, []
    for form in forms:
        if form in _QUOTES:
            state = 1 if form == "“" else 0 if form == "”" else 1 - state
        states.append(state)
    return states


@dataclass(frozen=True)
class Network:
    """The fitted weights; see `tone.md` beside them for data, licence and limits."""

    vocabulary: dict[str, int]
    valence: dict[str, float]
    weights: dict[str, Floats]
    version: str

    def probabilities(self, passages: Sequence[Passage], targets: Sequence[Target]) -> Floats:
        """Negative, neutral, positive for every target: an array (targets, 3) whose rows sum to 1."""
        with one_thread():
            return self._probabilities(passages, targets)

    def _probabilities(self, passages: Sequence[Passage], targets: Sequence[Target]) -> Floats:
        w = self.weights
        offsets, hidden = self._encode(passages, targets)
        keys = (hidden @ w["k.weight"].T + w["k.bias"]).reshape(len(hidden), HEADS, KEY)
        values = (hidden @ w["v.weight"].T + w["v.bias"]).reshape(len(hidden), HEADS, -1)
        plain = hidden @ w["u.weight"].T + w["u.bias"]
        # Every target's window as one run of rows of `hidden`, the runs one after the other.
        base = np.array([offsets[t.passage] for t in targets])
        first = base + [t.first for t in targets]
        last = base + [t.last for t in targets]
        low = np.maximum(base, first - WINDOW)
        high = np.minimum(base + [len(passages[t.passage].lower) for t in targets], last + WINDOW)
        runs = Runs(low, high)
        before, behind = runs.rows < runs.spread(first), runs.rows >= runs.spread(last)
        away = np.where(
            before, runs.rows - runs.spread(first), np.where(behind, runs.rows - runs.spread(last) + 1, 0)
        )
        distance = distance_class(away)
        clauses = np.zeros(len(hidden), dtype=np.int64)
        for place, passage in zip(offsets, passages):
            clauses[place : place + len(passage.clauses)] = passage.clauses
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

    def _encode(self, passages: Sequence[Passage], targets: Sequence[Target]) -> tuple[list[int], Floats]:
        """All passages in one column of words, with empty places between them."""
        w = self.weights
        offsets: list[int] = []
        ids: list[int] = []
        valences: list[float] = []
        hidden_names: list[bool] = []
        extra: list[Floats] = []
        known, valence = self.vocabulary.get, self.valence.get
        blank = np.zeros((GAP, EXTRA), dtype=np.float32)
        for passage in passages:
            offsets.append(len(ids))
            ids += map(known, passage.lower, repeat(HIDDEN))
            valences += map(valence, passage.lower, repeat(0.0))
            hidden_names += passage.names
            ids += [PAD] * GAP
            valences += [0.0] * GAP
            hidden_names += [False] * GAP
            extra += [passage.extra, blank]
        places = np.array(ids)
        kept = (places != PAD).astype(np.float32)[:, None]
        places[np.array(hidden_names)] = HIDDEN
        for target in targets:
            base = offsets[target.passage]
            places[base + target.first : base + target.last] = HIDDEN
        features = np.concatenate(extra)
        features[:, 0] = valences
        np.maximum(features[:, 0], 0, out=features[:, 1])
        words = np.concatenate([w["E"][places], features], axis=1) * kept
        hidden = np.maximum(convolve(words, w["c1.weight"], w["c1.bias"], 1), 0) * kept
        hidden = (hidden + np.maximum(convolve(hidden, w["c2.weight"], w["c2.bias"], 1), 0)) * kept
        hidden = (hidden + np.maximum(convolve(hidden, w["c3.weight"], w["c3.bias"], 2), 0)) * kept
        return offsets, hidden


def convolve(values: Floats, weight: Floats, bias: Floats, dilation: int) -> Floats:
    """A centred convolution as one product; `weight` is (width, in, out)."""
    width = len(weight)
    reach = dilation * (width // 2)
    padded = np.pad(values, ((reach, reach), (0, 0)))
    columns = np.concatenate(
        [padded[k * dilation : k * dilation + len(values)] for k in range(width)], axis=1
    )
    return np.asarray(columns @ weight.reshape(-1, weight.shape[2]) + bias, dtype=np.float32)


class Runs:
    """Runs of rows, one a target: sums, means and maxima over each."""

    def __init__(self, low: Ints, high: Ints) -> None:
        self.lengths = high - low
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.owner = np.repeat(np.arange(len(low)), self.lengths)
        self.rows = np.arange(len(self.owner)) + self.spread(low - self.starts)

    def spread(self, values: Ints) -> Ints:
        """One value a target to one a row."""
        return np.asarray(values[self.owner])

    def sum(self, values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values, self.starts, axis=0))

    def most(self, values: Floats) -> Floats:
        return np.asarray(np.maximum.reduceat(values, self.starts, axis=0))

    def mean(self, values: Floats) -> Floats:
        return np.asarray(self.sum(values) / self.lengths[:, None], dtype=np.float32)


def distance_class(away: Ints) -> Ints:
    """Signed distance in words as one of the classes that the network knows: 0, ahead, behind."""
    far = np.searchsorted(STEPS, np.abs(away), side="left") + 1
    return np.where(away == 0, 0, np.where(away > 0, far, far + len(STEPS) + 1))


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
    source: Any = resources.files("framing").joinpath("resources", "tone.npz") if path is None else Path(path)
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    try:
        data = source.read_bytes()
        with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        if int(arrays.pop("format")) != FORMAT:
            raise ValueError("other format")
        vocabulary = arrays.pop("vocabulary").tobytes().decode("utf-8").split("\n")
        scale = arrays.pop("E.scale").astype(np.float32)
        weights = {name: array.astype(np.float32) for name, array in arrays.items()}
        weights["E"] = weights["E"] * scale
    except (OSError, ValueError, KeyError, EOFError, UnicodeDecodeError) as error:
        raise ValueError(
            f"the weights of the tone network at '{source}' cannot be read ({error}); "
            "install the package again, or fit them with training/fit_tone.py."
        ) from None
    valence = {word: value / 4 for word, value in SentimentIntensityAnalyzer().lexicon.items()}
    ids = {word: number + 2 for number, word in enumerate(vocabulary)}
    return Network(ids, valence, weights, hashlib.sha256(data).hexdigest())
