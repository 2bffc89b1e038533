"""How the affiliations are shown that stand in where the analyst gives no sides."""

from __future__ import annotations

from collections.abc import Iterable

from framing.study.affiliations import NAMES, NOBODY, UNTOLD
from framing.study.camp_styles import CampStyle

_CODES = {
    "government": "GOV", "politics": "POL", "justice": "LAW", "international": "INT", "business": "BUS",
    "expert": "EXP", "civil_society": "CIV", "media": "MED", "citizens": "CIT",
}  # fmt: skip
_OFFICIAL = frozenset(("government",))


def styles(used: Iterable[str | None]) -> list[CampStyle]:
    """The affiliations in their order, then, where there are any, those not told and those whom nobody names.

    Args:
        used: the name that stands for the camp of every statement.

    Example:
        >>> [style.code for style in styles(["no one named"])][-2:]
        ['MED', 'NN']
    """
    seen = set(used)
    made = [CampStyle(name, _CODES[key], 0, key in _OFFICIAL) for key, name in NAMES.items()]
    rest = (CampStyle(UNTOLD, "OTH", 0), CampStyle(NOBODY, "NN", 0))
    return [*made, *(style for style in rest if style.name in seen)]
