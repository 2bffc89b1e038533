"""The paragraphs of a page on their way to a region."""

from __future__ import annotations

from dataclasses import dataclass

from framing.reading.bylines import Byline
from framing.reading.dates import DateLine


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

    @property
    def prose(self) -> bool:
        """Whether it reads as a sentence of the story."""
        return self.ended and self.words >= 9
