"""What each source is, in the place of its camp, where the analyst gave no sides of the dispute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables

GENERIC = "generic"
"""The name of the camps that stand in where the analyst gives none."""

NOBODY = "no one named"
UNTOLD = "others"

NAMES: Mapping[str, str] = {
    "government": "government",
    "politics": "politics",
    "justice": "police and courts",
    "international": "international bodies",
    "business": "business",
    "expert": "experts",
    "civil_society": "unions and campaigners",
    "citizens": "citizens",
    "media": "media",
}
"""How counts and pages name each affiliation of `framing.layers.sources`."""


def generic(provenance: Mapping[str, Any]) -> bool:
    """Whether tables were made with the suite's own camps, which are no sides of a dispute.

    Example:
        >>> generic({"camps": {"name": "generic"}}), generic({})
        (True, False)
    """
    camps = provenance.get("camps")
    return isinstance(camps, Mapping) and camps.get("name") == GENERIC


def sided(tables: Tables) -> pd.DataFrame:
    """The statements with the camps of the analyst; where there are none, with what each source is in their place.

    Args:
        tables: annotated tables.

    Returns:
        the table of statements, in its order; of the analyst's camps, as it is.

    Example:
        >>> from framing.tables import Tables
        >>> said = {"article_id": "a", "statement_id": 0, "speaker": "Lee", "speaker_type": "person", "camp": "critics"}
        >>> source = {"article_id": "a", "speaker": "Lee", "affiliation": "media"}
        >>> tables = Tables.from_rows({"statements": [said], "sources": [source]})
        >>> sided(tables)["camp"].tolist()
        ['critics']
        >>> sided(tables.but(provenance={"camps": {"name": "generic"}}))["camp"].tolist()
        ['media']
    """
    frame = tables.statements
    if not generic(tables.provenance) or not len(tables.sources):
        return frame
    sources = tables.sources
    known = dict(
        zip(zip(sources["article_id"], sources["speaker"], strict=True), sources["affiliation"], strict=True)
    )
    camps = [
        NOBODY if kind == "agentless" else NAMES.get(known.get((article, speaker)) or "", UNTOLD)
        for article, speaker, kind in zip(
            frame["article_id"], frame["speaker"], frame["speaker_type"], strict=True
        )
    ]
    return frame.assign(camp=camps, camp_rule=None, camp_by=None)
