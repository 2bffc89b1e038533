"""A text as the small networks see it: what each word is, in passages that are laid out one after the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from framing.article import Span
from framing.layers._convolution import Floats, Ints, Runs
from framing.text import Document, Sentence, Words

EXTRA = 5  # numbers a word has besides its vector: valence twice, negation, capital, quoted
PAD, HIDDEN = 0, 1  # ids: no word; a word that is unknown, or a name

_CONNECTIVES = "and but that who which while although though because as if when where whose after before"
_CLAUSE = frozenset([*_CONNECTIVES.split(), *', ; : — – - " “ ” ) ('.split()])
_NOTS = "not n't no never none nobody nothing neither nor without hardly barely refuse refused deny denied fail failed"
_NEGATION = frozenset(_NOTS.split())
_QUOTES = frozenset(['"', "“", "”", "``", "''"])
_BEFORE_CAPITAL = frozenset(". ! ? : \" “ ‘ '".split())


_SINGLE = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'"}
_DOUBLE = frozenset('"“”„‟«»')
_MARKS = frozenset("“”'")


def _one_style(forms: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> list[str]:
    """The words with quotation marks in one style, so that a house's typewriter or typesetter changes nothing.

    A double mark opens where no word touches it from the left but one touches it from the right.
    """
    made = list(forms)
    for at, form in enumerate(forms):
        if form in _DOUBLE:
            touched = at > 0 and ends[at - 1] == starts[at] and forms[at - 1] not in _BRACKETS
            made[at] = "”" if touched or (at == len(forms) - 1) or starts[at + 1] != ends[at] else "“"
        elif form in _SINGLE:
            made[at] = _SINGLE[form]
    return made


_BRACKETS = frozenset("( [ — – - ' ‘ “ \"".split())


class _Described:
    """What each word of a text is, once for all passages and all networks."""

    def __init__(self, words: Words) -> None:
        self.starts, self.ends = words.starts or [0], words.ends or [0]
        forms = _one_style(words.forms, words.starts, words.ends) or [""]
        lower = words.lower or [""]
        self.lower = [form if form in _MARKS else low for form, low in zip(forms, lower, strict=True)]
        count = len(forms)
        self.capital = np.fromiter((form[:1].isupper() for form in forms), dtype=bool, count=count)
        opener = np.fromiter(map(_BEFORE_CAPITAL.__contains__, forms), dtype=bool, count=count)
        self.name = self.capital.copy()
        self.name[1:] &= ~opener[:-1]
        self.negation = np.fromiter(map(_NEGATION.__contains__, self.lower), dtype=bool, count=count)
        marks = np.fromiter(map(_CLAUSE.__contains__, self.lower), dtype=bool, count=count)
        self.clauses = marks.cumsum()
        self.quotes = [k for k, form in enumerate(forms) if form in _QUOTES]
        self.forms = forms
        self._ids: dict[int, Ints] = {}
        self._valences: dict[int, Floats] = {}

    def ids(self, vocabulary: Mapping[str, int]) -> Ints:
        """The id of every word."""
        found = self._ids.get(id(vocabulary))
        if found is None:
            known = map(vocabulary.get, self.lower, repeat(HIDDEN))
            found = self._ids[id(vocabulary)] = np.fromiter(known, dtype=np.int64, count=len(self.lower))
        return found

    def valences(self, valence: Mapping[str, float]) -> Floats:
        """The valence of every word, 0 for one that has none."""
        found = self._valences.get(id(valence))
        if found is None:
            told = map(valence.get, self.lower, repeat(0.0))
            found = self._valences[id(valence)] = np.fromiter(told, dtype=np.float32, count=len(self.lower))
        return found

    def quoted(self, first: int, last: int) -> list[tuple[int, int]]:
        """The runs of words that stand within quotation marks (the opening one too), told from `first` on alone."""
        low, high = bisect_left(self.quotes, first), bisect_left(self.quotes, last)
        runs, since = [], -1
        for at in self.quotes[low:high]:
            form = self.forms[at]
            opens = form == "“" or (form != "”" and since < 0)
            if opens and since < 0:
                since = at
            elif not opens and since >= 0:
                runs.append((since, at))
                since = -1
        return [*runs, (since, last)] if since >= 0 else runs


@dataclass(frozen=True)
class Passage:
    """Some words of a text, most often a sentence.

    Args:
        seen: the text.
        first, last: word positions, end exclusive.
    """

    seen: _Described
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return self.seen.lower[self.first : self.last]

    @cached_property
    def names(self) -> npt.NDArray[np.bool_]:
        """Which words are hidden from the networks; the first one is not, since any sentence begins with a capital."""
        made = self.seen.name[self.first : self.last].copy()
        made[:1] = False
        return made

    @property
    def extra(self) -> Floats:
        """(words, EXTRA): the numbers beside the vectors, but for the valences."""
        return Column([self], 0).extra({})

    @property
    def clauses(self) -> Ints:
        """Of every word how many marks of a clause stand up to it."""
        return self.seen.clauses[self.first : self.last]

    def positions(self, span: Span) -> tuple[int, int]:
        """The first word of a span and the one past its last; the nearest word where it touches none."""
        low, high = self.first, self.last
        first = bisect_right(self.seen.ends, span.start, low, high) - low
        last = bisect_left(self.seen.starts, span.end, low, high) - low
        if first < last:
            return first, last
        nearest = min(first, len(self) - 1)
        return nearest, nearest + 1


def describe(words: Words, positions: range | None = None) -> Passage:
    """A passage: some or all of a text's words.

    Example:
        >>> from framing.text import words
        >>> describe(words("Then Ana Ruiz left.")).names.tolist()
        [False, True, True, False, False]
    """
    seen = words.__dict__.get("_described")
    if seen is None:
        seen = words.__dict__["_described"] = _Described(words)  # as functools.cached_property does
    if positions is None:
        return Passage(seen, 0, len(seen.lower))
    return Passage(seen, positions.start, positions.stop) if positions else Passage(_NOTHING, 0, 1)


_NOTHING = _Described(Words([], [], []))


def passage_of(doc: Document, sentence: Sentence) -> Passage:
    """A sentence of an article."""
    return describe(doc.words, doc.words.within(sentence.span))


class Column:
    """Passages in one column of words, with empty places behind each.

    Args:
        passages: some, of one text or several.
        gap: how many places stay empty: as many as a convolution reaches.
    """

    def __init__(self, passages: Sequence[Passage], gap: int) -> None:
        count = len(passages)
        first = np.fromiter((passage.first for passage in passages), dtype=np.int64, count=count)
        last = np.fromiter((passage.last for passage in passages), dtype=np.int64, count=count)
        self._passages = passages
        self._one = all(passage.seen is passages[0].seen for passage in passages)
        self._runs = Runs(first, last)
        self.sizes: Ints = self._runs.lengths
        self.offsets: Ints = self._runs.starts + gap * np.arange(count)
        self.spots: Ints = np.arange(len(self._runs.rows)) + gap * self._runs.owner
        self.size = len(self.spots) + gap * count
        empty = np.ones(self.size, dtype=bool)
        empty[self.spots] = False
        self.empty: Ints = np.flatnonzero(empty)

    def ids(self, vocabulary: Mapping[str, int]) -> Ints:
        """What stands at every place: the id of the word, names hidden; `PAD` where none does."""
        ids = self._take(lambda seen: seen.ids(vocabulary))
        hidden = self._take(lambda seen: seen.name)
        hidden[self._runs.starts] = False  # any sentence begins with a capital
        ids[hidden] = HIDDEN
        made = np.full(self.size, PAD, dtype=np.int64)
        made[self.spots] = ids
        return made

    def extra(self, valence: Mapping[str, float]) -> Floats:
        """(places, EXTRA): the numbers beside the vectors."""
        made = np.zeros((self.size, EXTRA), dtype=np.float32)
        told = self._take(lambda seen: seen.valences(valence))
        made[self.spots, 0] = told
        made[self.spots, 1] = np.maximum(told, 0)
        made[self.spots, 2] = self._take(lambda seen: seen.negation)
        made[self.spots, 3] = self._take(lambda seen: seen.capital)
        for passage, offset in zip(self._passages, self.offsets.tolist(), strict=True):
            for first, last in passage.seen.quoted(passage.first, passage.last):
                made[offset + first - passage.first : offset + last - passage.first, 4] = 1
        return made

    def clauses(self) -> Ints:
        """Of every place how many marks of a clause stand up to it; only differences within a passage tell anything."""
        made = np.zeros(self.size, dtype=np.int64)
        made[self.spots] = self._take(lambda seen: seen.clauses)
        return made

    def _take(self, column: Callable[[_Described], npt.NDArray[Any]]) -> npt.NDArray[Any]:
        if self._one:
            found: npt.NDArray[Any] = column(self._passages[0].seen)[self._runs.rows]
            return found
        return np.concatenate([column(p.seen)[p.first : p.last] for p in self._passages])
