"""How camps are shown: names, codes, slots of colour and pattern."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from framing.study.affiliations import NOBODY, UNTOLD
from framing.study.measures import UNASSIGNED

if TYPE_CHECKING:
    from framing.camps.file import Camp, Camps

    Sides: TypeAlias = "Camps | Iterable[str | Camp | CampStyle] | None"
    """The sides of a dispute as a caller may give them: a camps file, names in order, or None."""

SLOTS = 8
"""How many camps have a colour and a pattern of their own; further ones share the neutral slot 0."""


@dataclass(frozen=True, slots=True)
class CampStyle:
    """How a camp is shown: its name, the short code of its tokens, and its slot of colour and pattern.

    Args:
        name: as the camps file gives it.
        code: two to four letters, as in `RU 3`.
        slot: 1 to 8 in the camps' order; 0 for every further camp and for what is no side.
        official: whether the camp's claims are the official ones.
        critics: whether the camp holds the critics.

    Example:
        >>> CampStyle("critics", "CR", 2).css
        'k2'
    """

    name: str
    code: str
    slot: int
    official: bool = False
    critics: bool = False

    @property
    def css(self) -> str:
        """The class that carries the camp's colour."""
        return f"k{self.slot}" if self.slot else "kj"

    @property
    def title(self) -> str:
        """The name as the first words of a sentence."""
        return self.name[:1].upper() + self.name[1:]


NO_CAMP = CampStyle(UNASSIGNED, "NC", 0)
GREY = frozenset((UNASSIGNED, NOBODY, UNTOLD))
"""What is no side, and has no colour."""


def camp_styles(camps: Sides, used: Iterable[str | None]) -> tuple[CampStyle, ...]:
    """The styles of the camps in their order; camps that only the tables know come after.

    Args:
        camps: a `Camps`, camp names in order, `CampStyle`s, or None: by how often they speak.
        used: the camp of every statement.

    Example:
        >>> [(c.name, c.code, c.slot) for c in camp_styles(["official Russian", "critics"], ["EU"])]
        [('official Russian', 'OR', 1), ('critics', 'CR', 2), ('EU', 'EU', 3)]
    """
    from framing.camps.file import Camps

    listed = camps.camps if isinstance(camps, Camps) else camps or ()
    wanted: list[CampStyle] = []
    taken: set[str] = set()
    names = Counter(name for name in used if name)
    for camp in [*listed, *(name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])))]:
        name = camp if isinstance(camp, str) else camp.name
        if name in {style.name for style in wanted}:
            continue
        code = ("" if isinstance(camp, str) else camp.code) or _code(name, taken)
        taken.add(code)
        official, critics = (False, False) if isinstance(camp, str) else (camp.official, camp.critics)
        wanted.append(CampStyle(name, code, 0, official, critics))
    # A camp keeps its colour on every page; only one beyond the last slot takes that of a camp which does not speak.
    coloured = [place for place in range(len(wanted)) if wanted[place].name not in GREY]
    slots = {place: slot for slot, place in enumerate(coloured[:SLOTS], 1)}
    idle = [place for place in slots if wanted[place].name not in names]
    for place in coloured[SLOTS:]:
        if wanted[place].name in names and idle:
            slots[place] = slots.pop(idle.pop())
    return tuple(replace(style, slot=slots.get(place, 0)) for place, style in enumerate(wanted))


def _code(name: str, taken: set[str]) -> str:
    """Two letters for a camp: the initials of its words, else the beginning of its only one."""
    words = re.findall(r"\w+", name) or ["X"]
    letters = "".join(w[0] for w in words[:3]) if len(words) > 1 else words[0][:2]
    code = letters.upper()
    number = 2
    while code in taken:
        code = f"{letters.upper()}{number}"
        number += 1
    return code
