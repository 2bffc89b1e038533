"""How sure the text sounds: hedges, weasel words, boosters and evidentials, each with its voice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing.article import STORY, Span
from framing.layers.attribution import Statement
from framing.layers.voices import Voices
from framing.lexicons import Lexicon, load
from framing.text import Document

CATEGORIES = ("hedge", "weasel", "booster", "evidential")


def lexicon_of(folder: str | Path | None = None) -> Lexicon:
    """The word list of this layer, with the changes of the user's own folder (`hedges.csv`, `hedges.more.csv`)."""
    return load("hedges", folder, categories=CATEGORIES)


def version(folder: str | Path | None = None) -> str:
    """The SHA-256 of the word list in use."""
    return lexicon_of(folder).version


def certainty(
    doc: Document,
    voices: Voices,
    statements: Sequence[Statement] = (),
    *,
    lexicon: Lexicon | None = None,
    folder: str | Path | None = None,
) -> list[dict[str, Any]]:
    """The rows of the `hedges` table.

    Categories after the literature: a `hedge` lowers the writer's commitment to what is said (modals,
    verbs of seeming and believing, open questions, conditions; Hyland 2005, Vincze et al. 2008, Farkas et
    al. 2010), a `weasel` leaves open who, how many or how often (Ganter & Strube 2009), a `booster` raises
    the commitment (Hyland 2005), an `evidential` says that it rests on hearsay (Recasens et al. 2013).

    Args:
        doc: the article; its headline, standfirst, captions and body are read.
        voices: whose words stand where.
        statements: the article's statements (their content is known to `voices` already).
        lexicon: a list in place of the shipped one.
        folder: a folder of the user's own lists.

    Returns:
        Rows in text order, without overlaps. An article whose language is known not to be English has none.

    Raises:
        LexiconError: for a bad row in one of the user's lists.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Critics say he may resign."))
        >>> [(row["text"], row["category"]) for row in certainty(doc, Voices(doc, []))]
        [('Critics say', 'weasel'), ('may', 'hedge')]
    """
    if not english(doc):
        return []
    words = lexicon if lexicon is not None else lexicon_of(folder)
    rows = []
    regions = Regions(doc)
    for match in words.match(doc.words, cuts(doc)):
        region = regions.at(match.start, match.end)
        if region is None:
            continue
        voice, reported_by = voices.at(Span(match.start, match.end))
        rows.append(
            {
                "article_id": doc.article.id,
                "start": match.start,
                "end": match.end,
                "text": doc.text[match.start : match.end],
                "category": match.entry.category,
                "voice": voice,
                "rule": match.entry.rule,
                "reported_by": reported_by,
                "region": region,
            }
        )
    return rows


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
