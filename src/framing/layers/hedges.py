"""How sure the text sounds: hedges, weasel words, boosters and evidentials, each with its voice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing.layers.marks import cuts, english, marked
from framing.layers.registry import Layer, Lines, Marks, Task
from framing.layers.voices import Voices
from framing.statement import Statement
from framing.text import Document
from framing.words.lexicons import Lexicon, load

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
    found = marked(doc, voices, words.match(doc.words, cuts(doc)))
    return [row | {"category": match.entry.category} for match, row in found]


_WHY = {
    "hedge": "limits the claim",
    "weasel": "leaves open who, how many or how often",
    "booster": "makes the claim firmer",
    "evidential": "says on whose word the claim rests",
}

LAYERS = (
    Layer(
        "hedges",
        (
            ("article_id", "str"), ("start", "int"), ("end", "int"), ("text", "str"), ("category", "str"),
            ("voice", "str"), ("rule", "str"), ("reported_by", "int?"), ("region", "str"),
        ),
        lambda seen: certainty(seen.document, seen.voices, seen.statements, folder=seen.lexicons),
        version=version,
        lists=("hedges",),
        values={"category": tuple(_WHY)},
        lines=Lines("hedge", "Hedges in their sentences", ("h", "x")),
        marks=Marks(
            "hedges", "marks of certainty or doubt", rank=6, css="hd", box="L3", noted=True,
            kind=lambda row: str(row.get("category")), why=lambda row: _WHY.get(str(row.get("category")), ""),
        ),
        tasks=(
            Task(
                "hedges", "words", "cues", "token.f1", "hedge and evidential cues by word",
                '{"id": "1", "text": "It may rain.", "cues": [{"start": 3, "end": 6}]}',
                takes=lambda row: row["category"] in ("hedge", "evidential"),
            ),
            Task(
                "weasel", "items", "label", "macro_f1", "uncertain sentences",
                '{"id": "1", "text": "Some say it rains.", "label": 1}',
                takes=lambda row: row["category"] in ("weasel", "hedge"),
            ),
        ),
    ),
)  # fmt: skip
"""How sure the text sounds."""
