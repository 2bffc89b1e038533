"""What the attribution model sees of a text: windows of words, their features, their quotation state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from framing.text import Document

Ints = npt.NDArray[np.int64]

UNKNOWN, OPEN, CLOSE = "<unknown>", "<open>", "<close>"
"""Words of the vocabulary that no text holds: an unknown word, a mark that opens or closes a quotation."""

OUTSIDE = 0
QUOTE_STATES = 13
"""Outside, and opening mark, inside, closing mark of a quotation that is short, long, left open or continued."""

SHORT = 4
"""A quotation of so many words or fewer is more often a partial or scare quotation than a statement."""

WINDOW, MARGIN = 320, 48
"""A paragraph longer than WINDOW words is cut; each piece sees MARGIN words beyond its own on either side."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words that is tagged as one sequence.

    Args:
        first, last: the words seen, positions in `Document.words`, end exclusive.
        core_first, core_last: those of them whose labels count; all, unless the paragraph was cut.
        paragraph: position in `Document.story`.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    paragraph: int


def windows(document: Document) -> Iterator[Window]:
    """The paragraphs of the story as sequences, over-long ones in pieces that overlap.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "One line here.\\nAnother."))
        >>> [(w.first, w.last) for w in windows(doc)]
        [(0, 4), (4, 6)]
    """
    for paragraph, (block, _) in enumerate(document.story):
        inside = document.words.within(block)
        if not inside:
            continue
        if len(inside) <= WINDOW:
            yield Window(inside.start, inside.stop, inside.start, inside.stop, paragraph)
            continue
        core = WINDOW - 2 * MARGIN
        for left in range(inside.start, inside.stop, core):
            right = min(left + core, inside.stop)
            yield Window(
                max(inside.start, left - MARGIN), min(inside.stop, right + MARGIN), left, right, paragraph
            )


def quote_states(document: Document) -> Ints:
    """The quotation state of every word, 0 to QUOTE_STATES - 1.

    Example:
        >>> from framing.article import Article
        >>> quote_states(Document(Article("a", 'A "new era" began.'))).tolist()
        [0, 1, 2, 2, 3, 0, 0]
    """
    words = document.words
    states: Ints = np.zeros(len(words), dtype=np.int64)
    groups: set[int] = set()
    for quote in document.quotes:
        if quote.depth:
            continue
        inside = words.within(quote.span)
        if not inside:
            continue
        if quote.group in groups:
            kind = 3
        elif not quote.closed:
            kind = 2
        else:
            kind = 0 if len(inside) <= SHORT + 2 else 1
        groups.add(quote.group)
        states[inside.start : inside.stop] = 2 + 3 * kind
        if words.starts[inside.start] == quote.start:
            states[inside.start] = 1 + 3 * kind
        if quote.closed and words.ends[inside.stop - 1] == quote.end:
            states[inside.stop - 1] = 3 + 3 * kind
    return states


def marked_forms(document: Document, states: Ints) -> list[str]:
    """The words as they stand, with every mark of a quotation replaced by OPEN or CLOSE.

    Straight, curly, single, double and angle marks so look the same to the model.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "A ‘new era’ began."))
        >>> marked_forms(doc, quote_states(doc))
        ['A', '<open>', 'new', 'era', '<close>', 'began', '.']
    """
    forms = list(document.words.forms)
    for position in np.flatnonzero(states % 3 == 1).tolist():
        forms[position] = OPEN
    for position in np.flatnonzero((states % 3 == 0) & (states > 0)).tolist():
        forms[position] = CLOSE
    return forms


_DIGIT = re.compile(r"\d")
_DOUBLE = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def normal(form: str) -> str:
    """A word as the vocabulary spells it: lower case, digits as 0, typographic marks as plain ones.

    Example:
        >>> normal("Covid-19"), normal("’s")
        ('covid-00', "'s")
    """
    if form in (OPEN, CLOSE):
        return form
    return _DIGIT.sub("0", form.translate(_DOUBLE).lower())


def shape(form: str) -> str:
    """The kinds of characters of a word, runs collapsed.

    Example:
        >>> shape("McCain"), shape("U.S."), shape("2016"), shape("isn’t")
        ('XxXx', 'X.X.', '0', "x'x")
    """
    if form in (OPEN, CLOSE):
        return form
    kinds: list[str] = []
    for character in form[:24].translate(_DOUBLE):
        if character.isupper():
            kind = "X"
        elif character.isalpha():
            kind = "x"
        elif character.isdigit():
            kind = "0"
        else:
            kind = character
        if not kinds or kinds[-1] != kind or kind in ".":
            kinds.append(kind)
    return "".join(kinds[:8])


def ngrams(word: str, buckets: int) -> list[int]:
    """The hashed 3- to 5-grams of a normal word (Bojanowski et al. 2017, "Enriching word vectors").

    Args:
        word: as `normal` gives it; only its first 32 characters are read.
        buckets: how many there are, a power of two.

    Example:
        >>> len(ngrams("said", 1024)), ngrams("said", 1024) == ngrams("said", 1024)
        (9, True)
    """
    raw = f"<{word[:32]}>".encode("utf-8", "surrogatepass")
    # Bytes, not characters: the same for English, and every script still has its own pieces.
    return [crc32(raw[i : i + n]) % buckets for n in (3, 4, 5) for i in range(len(raw) - n + 1)] or [
        crc32(raw) % buckets
    ]
