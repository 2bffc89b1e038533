"""An article cut into the pieces that the accusation network reads, and spans as the words that they hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from framing.article import STORY, Span
from framing.layers._convolution import Ints
from framing.text import Document

PIECE = 160  # words of a paragraph that are read at once


def pieces(doc: Document) -> Iterator[range]:
    """The paragraphs of the story as words, long ones cut at the end of a sentence."""
    starts = [sentence.start for sentence in doc.sentences]
    for block, region in doc.blocks:
        if region not in STORY:
            continue
        inside = doc.words.within(block)
        low = inside.start
        while inside.stop - low > PIECE:
            cut = _cut(doc, starts, low)
            yield range(low, cut)
            low = cut
        if low < inside.stop:
            yield range(low, inside.stop)


def _cut(doc: Document, starts: Sequence[int], low: int) -> int:
    """The last sentence's end within reach, or the reach itself."""
    offset = doc.words.starts[low + PIECE]
    at = bisect_right(starts, offset) - 1
    first = bisect_left(doc.words.starts, starts[at]) if at >= 0 else low
    return first if low < first <= low + PIECE else low + PIECE


def words_of(doc: Document, span: Span) -> tuple[int, int]:
    """A span as word positions, end exclusive; marks at its edges are left out.

    Example:
        >>> from framing.article import Article
        >>> words_of(Document(Article("a", 'He said: "No way."')), Span(9, 18))
        (4, 6)
    """
    inside = doc.words.within(span)
    first, last = inside.start, inside.stop
    while first < last and not doc.words.forms[first][0].isalnum():
        first += 1
    while last > first and not doc.words.forms[last - 1][0].isalnum():
        last -= 1
    return first, last


def labels(piece: range, clauses: Sequence[tuple[int, int, int]]) -> Ints:
    """The class of every word of a piece: 0 outside, else that of its clause; for fitting.

    Args:
        piece: word positions.
        clauses: first, last, class.
    """
    made = np.zeros(len(piece), dtype=np.int64)
    for first, last, cls in clauses:
        made[max(first - piece.start, 0) : max(last - piece.start, 0)] = cls
    return made
