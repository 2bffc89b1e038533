"""The paragraphs of a page on their way to a region."""

from __future__ import annotations

import re
from dataclasses import dataclass

from framing.article import Span
from framing.reading.bylines import Byline
from framing.reading.dates import DateLine
from framing.sentences import paragraphs

_TERMINAL = re.compile(r"[.!?…][\"”’'»)\]]*$")


@dataclass(slots=True)
class Block:
    """A paragraph on its way to a region."""

    start: int
    end: int
    text: str
    words: int
    ended: bool  # whether it closes as a sentence does
    name: str | None = None
    pieces: tuple[tuple[str, int, int], ...] = ()  # a line cut in two: byline and date
    byline: Byline | None = None
    date: DateLine | None = None
    header: bool = False  # a heading over a list of links
    title: float | None = None  # how likely it is the headline, where a model was asked

    @property
    def prose(self) -> bool:
        """Whether it reads as a sentence of the story."""
        return self.ended and self.words >= 9


_LINE = re.compile(r"\S(?:[^\n\r\v\f\x85\u2028\u2029]*[^\s])?")


def _cut(text: str) -> list[Span]:
    """Paragraphs where the whole text is hard-wrapped, else lines: a page's lines are short for other reasons."""
    joined = paragraphs(text)
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    return joined if len(joined) <= 0.6 * len(lines) else lines


def blocks_of(text: str) -> list[Block]:
    """The lines, or where a text is wrapped the paragraphs, of a page.

    Example:
        >>> [block.text for block in blocks_of("Bridge closed\\n\\nShare")]
        ['Bridge closed', 'Share']
    """
    return [_block(text, span.start, span.end) for span in _cut(text)]


def _block(text: str, start: int, end: int) -> Block:
    # A line of a megabyte is looked at only at its ends.
    short = end - start <= 2000
    piece = text[start:end] if short else text[start : start + 1000]
    last = piece if short else text[end - 100 : end]
    words = len(piece.split()) if short else 400
    return Block(start, end, piece, words, _TERMINAL.search(last) is not None)
