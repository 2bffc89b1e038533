"""Quotations that read like speech, and those of them that nobody has claimed yet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from framing.article import Span
from framing.text import Document, Quote

_MARKS = "\"“”„‟«»‹›'‘’‚‛` "
SPOKEN = 3
"""Words from which a quotation with a clause's end reads as speech."""


def length(doc: Document, quote: Quote) -> int:
    """How many words a quotation has; its marks are none."""
    return sum(doc.words.forms[i][0].isalnum() for i in doc.words.within(quote.span))


def inner(doc: Document, quote: Quote) -> str:
    """The words of a quotation without its marks."""
    return quote.span.of(doc.text).strip(_MARKS)


def looks_spoken(doc: Document, quote: Quote) -> bool:
    """Whether a quotation reads like speech: a few words with a clause's end, or left open at a paragraph's end.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", 'A "new deal" was signed. "We are glad."'))
        >>> [looks_spoken(doc, q) for q in doc.quotes]
        [False, True]
    """
    if length(doc, quote) < SPOKEN:
        return False
    return not quote.closed or inner(doc, quote)[-1:] in tuple(".,!?…—-")


def unclaimed(doc: Document, claimed: Sequence[Span]) -> list[Quote]:
    """The quotations that read like speech and of which no part is in `claimed`.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", '"We are glad," she said. "It is over now."'))
        >>> [q.start for q in unclaimed(doc, [Span(0, 14)])]
        [25]
    """
    taken = sorted((span.start, span.end) for span in claimed)
    starts = [start for start, _ in taken]
    found = []
    for quote in doc.quotes:
        if quote.depth or not looks_spoken(doc, quote):
            continue
        at = bisect_left(starts, quote.end) - 1
        if not any(end > quote.start for _, end in taken[max(0, at - 3) : at + 1]):
            found.append(quote)
    return found
