"""What is most telling of an article and well supported: facts with a score, from which a page takes its finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from framing.study import finding_charges, finding_voices
from framing.study.finding import FINDINGS, SUPPORT, Finding, kinds, score
from framing.study.scene import scene

if TYPE_CHECKING:
    from framing.study.material import Material
    from framing.tables import Tables

__all__ = ["FINDINGS", "SUPPORT", "Finding", "findings", "of_part"]

_RULES = (finding_charges, finding_voices)
"""The modules whose rules are asked."""


def findings(
    tables: Tables, article_id: str | None = None, *, found: Material | None = None, genre: str = ""
) -> list[Finding]:
    """What can be said of an article, the most telling first.

    How telling a kind of finding is, and in what share of articles it is found, stands in `resources/findings.csv`:
    what is rare comes before what nearly every article has.

    Args:
        tables: annotated tables.
        article_id: of the article; None for all of them together.
        found: what `material` read of the tables, where that is this one article.
        genre: of the article, as `framing.study.genres` tells it.

    Example:
        >>> from framing.tables import Tables
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]})
        >>> findings(tables, "a")[0].kind
        'no_voice'
    """
    seen = scene(tables, article_id, found, genre)
    made = [replace(answer.value, score=score(answer.value.kind)) for answer in FINDINGS.every(seen)]
    return sorted(made, key=lambda one: -one.score)


def of_part(made: list[Finding] | tuple[Finding, ...], part: str) -> list[Finding]:
    """The findings that make one part of the page's sentence: "charge", "voice" or "words".

    Example:
        >>> [one.kind for one in of_part([Finding("several"), Finding("answers")], "charge")]
        ['answers']
    """
    return [one for one in made if kinds()[one.kind].part == part]
