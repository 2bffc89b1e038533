"""Whose words a span is: the journalist's, or those of a quoted speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from framing.article import Span
from framing.statement import Statement
from framing.text import Document

JOURNALIST = "journalist"


class Voices:
    """Looks up the voice of any place in one article.

    A word inside quotation marks that a statement covers belongs to that statement's speaker; any
    other word is the journalist's, also where it reports indirectly what somebody said.

    Args:
        document: the article.
        statements: its statements.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", 'They may, he said, "perhaps" win.'))
        >>> s = Statement(0, "mixed", Span(10, 12), Span(13, 17), (Span(19, 32),))
        >>> voices = Voices(doc, [s])
        >>> voices.at(Span(20, 27)), voices.at(Span(29, 32)), voices.at(Span(5, 8))
        (('0', 0), ('journalist', 0), ('journalist', None))
    """

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        reported = [(span.start, span.end, s.statement_id) for s in statements for span in s.content]
        quoted = [q.span for q in document.quotes if q.depth == 0 and len(q.span) > 2]
        spoken: list[tuple[int, int, int]] = []
        for start, end, number in reported:
            for quote in quoted:
                if quote.start >= end:
                    break
                left, right = max(start, quote.start), min(end, quote.end)
                if left < right:
                    spoken.append((left, right, number))
        self._reported = _Innermost(reported)
        self._spoken = _Innermost(spoken)

    def at(self, span: Span) -> tuple[str, int | None]:
        """The voice of a span, and the statement that reports it.

        Returns:
            `("journalist", None)` outside every statement; `("journalist", 3)` in the indirect
            content of statement 3; `("3", 3)` in its quoted words.
        """
        speaker = self._spoken.at(span.start)
        if speaker is not None:
            return str(speaker), speaker
        return JOURNALIST, self._reported.at(span.start)

    def most(self, span: Span) -> str:
        """The voice in which most characters of a longer span stand, a sentence for instance.

        Example:
            >>> from framing.article import Article
            >>> doc = Document(Article("a", 'He said: "We never promised that to anybody."'))
            >>> s = Statement(0, "direct", Span(0, 2), Span(3, 7), (Span(9, 45),))
            >>> Voices(doc, [s]).most(Span(0, 45))
            '0'
        """
        shares = self._spoken.shares(span)
        number = max(shares, key=lambda key: (shares[key], key is None))
        return JOURNALIST if number is None else str(number)


class _Innermost:
    """The shortest of the labelled spans around a place, found by bisection over their edges."""

    def __init__(self, spans: Sequence[tuple[int, int, int]]) -> None:
        self._edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
        owner: list[tuple[int, int | None]] = [(1 << 62, None)] * len(self._edges)
        place = {edge: position for position, edge in enumerate(self._edges)}
        for start, end, number in spans:
            for position in range(place[start], place[end]):
                owner[position] = min(owner[position], (end - start, number), key=lambda pair: pair[0])
        self._owner = [number for _, number in owner]

    def at(self, offset: int) -> int | None:
        position = bisect_right(self._edges, offset) - 1
        return self._owner[position] if position >= 0 else None

    def shares(self, span: Span) -> dict[int | None, int]:
        """How many characters of a span each label owns, None for those that none does."""
        found: dict[int | None, int] = {None: 0}
        place = span.start
        while place < span.end:
            position = bisect_right(self._edges, place)
            end = min(self._edges[position], span.end) if position < len(self._edges) else span.end
            owner = self._owner[position - 1] if position else None
            found[owner] = found.get(owner, 0) + end - place
            place = end
        return found
