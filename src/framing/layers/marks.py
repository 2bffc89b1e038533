"""What every layer of marked words shares: where it may look, and what a row says of a mark."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from framing.article import STORY, Span
from framing.layers.voices import Voices
from framing.text import Document
from framing.words.lexicons import Match


def marked(doc: Document, voices: Voices, matches: Iterable[Match]) -> Iterator[tuple[Match, dict[str, Any]]]:
    """The matches that stand in the story, each with the fields that all tables of marks have.

    Args:
        doc: the article.
        voices: whose words stand where.
        matches: in text order.
    """
    regions = Regions(doc)
    for match in matches:
        region = regions.at(match.start, match.end)
        if region is None:
            continue
        voice, reported_by = voices.at(Span(match.start, match.end))
        yield (
            match,
            {
                "article_id": doc.article.id,
                "start": match.start,
                "end": match.end,
                "text": doc.text[match.start : match.end],
                "voice": voice,
                "rule": match.entry.rule,
                "reported_by": reported_by,
                "region": region,
            },
        )


def english(doc: Document) -> bool:
    """Whether the article may be read with English word lists: its language is English or was not told."""
    language = doc.article.language
    return language is None or language.lower().startswith("en")


def cuts(doc: Document) -> list[int]:
    """The positions of the words that begin a paragraph, for `Lexicon.match`."""
    starts = doc.words.starts
    return [bisect_left(starts, span.start) for span, _ in doc.blocks]


class Regions:
    """Looks up the region of the story for spans asked in text order; None outside the story or across a cut."""

    def __init__(self, doc: Document) -> None:
        self._blocks = [(span.start, span.end, name) for span, name in doc.blocks]
        self._at = 0

    def at(self, start: int, end: int) -> str | None:
        """The region in which the span lies whole."""
        while self._at < len(self._blocks) and self._blocks[self._at][1] <= start:
            self._at += 1
        if self._at == len(self._blocks):
            return None
        left, right, name = self._blocks[self._at]
        return name if left <= start and end <= right and name in STORY else None
