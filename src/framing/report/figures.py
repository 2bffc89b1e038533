"""The key figures of a report, as the index shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def key_figures(
    tables: Mapping[str, Any], provenance: Mapping[str, Any] | None = None, camps: Sides = None
) -> dict[str, Any]:
    """What the index says of the articles of one report.

    Args:
        tables: Arrow tables by name, with the columns of `framing.tables.SCHEMAS`.
        provenance: of the tables; it tells whether their camps are the analyst's.
        camps: the analyst's, in their order, by which the strip has its colours.

    Returns:
        `articles`, `statements`; `camp` (the largest, None without statements) and `camp_statements`;
        `accusations` and `unnamed` (those that nobody at all makes); `before` (body words before the first
        accusation, None without one) and `body_words`, both for a single article only; `hedges`, `words`;
        `strip`, the statements of a single article as `[start, width, slot, mark]`, in thousandths of its story.
    """
    from framing import study
    from framing.article import STORY
    from framing.study.camp_styles import GREY
    from framing.study.measures import rows_of
    from framing.tables import PAGE, Tables, to_pandas

    used = {*PAGE, "statements", "sources"} | {"hedges"}
    found = Tables({name: to_pandas(name, tables[name]) for name in used}, provenance=provenance)
    measured = study.measure(found)
    statements = measured.statements
    accusing = statements[statements["accusing"]]
    speaking = statements.loc[~statements["camp"].isin(GREY), "camp"].value_counts(sort=False)
    # Of two camps of the same size the first to speak is named, so that the choice is not by chance.
    largest = max(speaking.items(), key=lambda pair: pair[1], default=(None, 0))
    single = len(measured.articles) == 1
    before = measured.articles["before_accusation"].dropna().tolist() if single else []
    # Counted as the report itself counts them: every mark of the layer that stands in the story.
    hedges = found.hedges[found.hedges["region"].isna() | found.hedges["region"].isin(STORY)]
    return {
        "articles": len(measured.articles),
        "statements": len(statements),
        "camp": largest[0],
        "camp_statements": int(largest[1]),
        "accusations": len(accusing),
        "unnamed": len(study.without_accuser(rows_of(accusing))),
        "before": int(before[0]) if before else None,
        "body_words": int(measured.articles["body_words"].iloc[0]) if single else None,
        "hedges": len(hedges),
        "words": int(measured.articles["words"].sum()),
        "strip": _strip(found, camps) if single else [],
    }


def _strip(tables: Tables, camps: Sides) -> list[list[Any]]:
    from framing.study.material import material
    from framing.study.wall import stories

    made: list[list[Any]] = []
    for story in stories(material(tables, camps)):
        scale = 1000 / max(1, story.words)
        for said, stretches in story.blocks:
            for start, end in stretches:
                left = round(start * scale)
                made.append([left, max(2, round(end * scale) - left), said.camp.slot, said.mark])
    return made
