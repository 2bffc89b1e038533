"""Whose words a span is: the journalist's, or those of a quoted speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from framing.article import Span
from framing.spans import Owners, overlap, union
from framing.statement import Statement, Voice
from framing.text import Document

JOURNALIST = Voice.JOURNALIST.value


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
        self._owners = Owners.of((s.statement_id, (c.start, c.end)) for s in statements for c in s.content)
        self._quoted = union((q.start, q.end) for q in document.quotes if q.depth == 0 and len(q.span) > 2)
        self._quote_starts = [start for start, _ in self._quoted]

    def at(self, span: Span) -> tuple[str, int | None]:
        """The voice of a span, and the statement that reports it.

        Returns:
            `("journalist", None)` outside every statement; `("journalist", 3)` in the indirect
            content of statement 3; `("3", 3)` in its quoted words.
        """
        owner = self._owners.at(span.start)
        if owner is not None and self._in_quotation(span.start):
            return str(owner), owner
        return JOURNALIST, owner

    def _in_quotation(self, offset: int) -> bool:
        position = bisect_right(self._quote_starts, offset) - 1
        return position >= 0 and offset < self._quoted[position][1]

    def most(self, span: Span) -> str:
        """The voice in which most characters of a longer span stand, a sentence for instance.

        Example:
            >>> from framing.article import Article
            >>> doc = Document(Article("a", 'He said: "We never promised that to anybody."'))
            >>> s = Statement(0, "direct", Span(0, 2), Span(3, 7), (Span(9, 45),))
            >>> Voices(doc, [s]).most(Span(0, 45))
            '0'
        """
        shares: dict[int | None, int] = {None: 0}
        for start, end in overlap([(span.start, span.end)], self._quoted):
            for owner, count in self._owners.shares(start, end).items():
                shares[owner] = shares.get(owner, 0) + count
        shares[None] = span.end - span.start - sum(n for owner, n in shares.items() if owner is not None)
        number = max(shares, key=lambda key: (shares[key], key is None))
        return JOURNALIST if number is None else str(number)
