"""The sides that stand in where the analyst gives none: what each source is, by the table of sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from framing.study.camp_styles import CampStyle

GENERIC = "generic"
"""The name of the camps that stand in where the analyst gives none."""

NOBODY = CampStyle("no one named", "NN", 0)
UNTOLD = CampStyle("others", "OTH", 0)

AFFILIATIONS: Mapping[str, CampStyle] = {
    "government": CampStyle("government", "GOV", 0, official=True),
    "politics": CampStyle("politics", "POL", 0),
    "justice": CampStyle("police and courts", "LAW", 0),
    "international": CampStyle("international bodies", "INT", 0),
    "business": CampStyle("business", "BUS", 0),
    "expert": CampStyle("experts", "EXP", 0),
    "civil_society": CampStyle("unions and campaigners", "CIV", 0),
    "media": CampStyle("media", "MED", 0),
    "citizens": CampStyle("citizens", "CIT", 0),
}
"""How a page shows each affiliation of `framing.layers.sources`."""


def generic(provenance: Mapping[str, Any]) -> bool:
    """Whether tables were made with the suite's own camps, which are no sides of a dispute.

    Example:
        >>> generic({"camps": {"name": "generic"}}), generic({})
        (True, False)
    """
    camps = provenance.get("camps")
    return isinstance(camps, Mapping) and camps.get("name") == GENERIC


def by_affiliation(
    statements: Sequence[Mapping[str, Any]], sources: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The rows of statements with what their source is in the place of a camp.

    Args:
        statements: rows of the table of statements.
        sources: rows of the table of sources.

    Example:
        >>> said = {"article_id": "a", "speaker": "Lee", "speaker_type": "person", "camp": "critics"}
        >>> [row["camp"] for row in by_affiliation([said], [{"article_id": "a", "speaker": "Lee", "affiliation": "media"}])]
        ['media']
    """
    known = {(str(row["article_id"]), row["speaker"]): row["affiliation"] for row in sources}
    made = []
    for row in statements:
        style = AFFILIATIONS.get(known.get((str(row["article_id"]), row["speaker"])) or "", UNTOLD)
        if row["speaker_type"] == "agentless":
            style = NOBODY
        made.append({**row, "camp": style.name, "camp_rule": None, "camp_by": None})
    return made


def styles(statements: Iterable[Mapping[str, Any]]) -> list[CampStyle]:
    """The affiliations in their order, then those of whom it was not told and those whom nobody names, where there are any.

    Example:
        >>> [style.code for style in styles([{"camp": "no one named"}])][-2:]
        ['CIT', 'NN']
    """
    used = {row["camp"] for row in statements}
    return [*AFFILIATIONS.values(), *(style for style in (UNTOLD, NOBODY) if style.name in used)]
