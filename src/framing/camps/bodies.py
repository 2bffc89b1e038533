"""The camp classes of a body by its head noun and the words before it, by named rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from framing.camps.wording import CAMPAIGN, STATELY, VAGUE_BODIES
from framing.words.gazetteer import noun
from framing.words.rules import Rules
from framing.words.tables import WordMap, WordSet

HINTS = WordMap("camps", "kind of body")
"""What kind of group, movement or network it is, for words that are no nouns for speakers."""

_LEGISLATURES = WordSet("camps", "legislature")
_UNIONS = WordSet("camps", "union")
_TRADES = WordSet("camps", "trade")
_TRADING = WordSet("camps", "trading")
_MEMBERSHIP = WordSet("camps", "membership body")
_ELECTORAL = WordSet("camps", "electoral")
_SPORTS = WordSet("camps", "sport")
_STATE_SPORTS = WordSet("camps", "state body of sport")
_PARTS = WordSet("camps", "part of a body")
_HOSPITALS = WordSet("camps", "hospital")
_FACULTIES = WordSet("camps", "faculty")
_JOINED = WordSet("camps", "joined body")
_GIVING = WordSet("camps", "giving")

# "the Clinton campaign", "his 2008 campaign", "campaign manager"; not "the Save the River campaign"
_RUN = re.compile(
    r"^(?:(?:the|his|her|their|its|former|a|an|\d{4}|(?:[A-Z][\w.-]+\s+)?[A-Z][\w.-]+['’]s?)\s+)*"
    r"(?:[A-Z][\w’'.-]+(?:\s*[/–]\s*[A-Z][\w’'.-]+)?\s+)?campaign(?!\s+(?:groups?|networks?|organi)|\s+(?:for|against)\b)"
)

BODIES: Rules[..., tuple[str, ...]] = Rules("camps.body")
"""Each takes a `_Body` and gives its classes, () for a body without a side, None to leave it to the next."""


@dataclass(frozen=True)
class _Body:
    """A body as the rules read it: its words up to the head noun."""

    words: Sequence[str]
    head: str
    text: str

    @cached_property
    def own(self) -> str:
        known = noun(self.head)
        return known.camp_class if known is not None else ""

    @cached_property
    def around(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def hint(self) -> str | None:
        return next((HINTS[word] for word in self.words if word in HINTS), None)

    def any_of(self, words: WordSet) -> bool:
        return any(word in words for word in self.around)


def body_class(words: Sequence[str], head: str, text: str) -> tuple[str, ...]:
    """The classes of a body by its head noun and the words before it.

    Example:
        >>> body_class(["football", "association"], "association", "football association")
        ('sport',)
    """
    answer = BODIES.first(_Body(words, head, text))
    return answer.value if answer is not None else ()


@BODIES.rule
def plays(body: _Body) -> tuple[str, ...] | None:
    """A club, a league's body; a ministry of sport is the state's."""
    return ("sport",) if body.any_of(_SPORTS) and body.head not in _STATE_SPORTS else None


@BODIES.rule
def campaigns(body: _Body) -> tuple[str, ...] | None:
    """'the Clinton campaign' runs for office, 'the Save the River campaign' does not."""
    if body.head not in CAMPAIGN:
        return None
    political = body.any_of(_ELECTORAL) or _RUN.search(body.text.strip())
    return ("party", "opposition") if political else ("rights",)


@BODIES.rule
def part_of_a_house(body: _Body) -> tuple[str, ...] | None:
    """'Senate committee'; of other committees, fronts and wings the words say nothing."""
    if body.head not in _PARTS:
        return None
    return ("parliament", "official") if body.any_of(STATELY) else ()


@BODIES.rule
def party(body: _Body) -> tuple[str, ...] | None:
    """'the ruling party' governs; 'the opposition' is that, a party may be."""
    if body.own != "opposition":
        return None
    if "ruling" in body.around or "governing" in body.around:
        return ("official",)
    return ("opposition",) if body.head in ("opposition", "oppositions") else ("party", "opposition")


@BODIES.rule
def legislature(body: _Body) -> tuple[str, ...] | None:
    """'parliament'; 'trades congress' is a union's."""
    if body.head not in _LEGISLATURES:
        return None
    if body.head == "congress" and any(w in _TRADES or w.endswith(("s'", "s’")) for w in body.words[:-1]):
        return ("union", "rights")
    return ("parliament", "government") if body.head != "house" else ("parliament",)


@BODIES.rule
def membership(body: _Body) -> tuple[str, ...] | None:
    """'bankers association' is business, other associations are civil society."""
    if body.head not in _MEMBERSHIP:
        return None
    for word in body.words:
        other = noun(word)
        if word in _TRADING or (other is not None and other.camp_class == "business" and word != body.head):
            return ("business",)
    return ("rights",)


@BODIES.rule
def union(body: _Body) -> tuple[str, ...] | None:
    """'teachers union'; a credit union is a bank."""
    if body.head not in _UNIONS:
        return None
    return ("business",) if "credit" in body.around else ("union", "rights")


@BODIES.rule
def trust(body: _Body) -> tuple[str, ...] | None:
    """'NHS trust', 'wildlife trust'."""
    if body.head not in ("trust", "trusts"):
        return None
    return ("expert",) if body.any_of(_HOSPITALS) else ("rights",)


@BODIES.rule
def school(body: _Body) -> tuple[str, ...] | None:
    """'medical school', 'School of Law'; a primary school has no side."""
    if body.head not in ("school", "schools"):
        return None
    return ("expert",) if body.any_of(_FACULTIES) or "chool of" in body.text else ()


@BODIES.rule
def joined(body: _Body) -> tuple[str, ...] | None:
    """'industry alliance', 'rights organisation': by the word that tells its kind, else by its noun."""
    return (body.hint or body.own,) if body.head in _JOINED else None


@BODIES.rule
def vague(body: _Body) -> tuple[str, ...] | None:
    """'climate group'; an agency is the state's, but an aid agency."""
    if body.head not in VAGUE_BODIES or (body.head == "agency" and not body.any_of(_GIVING)):
        return None
    return (body.hint,) if body.hint else None


@BODIES.rule
def court(body: _Body) -> tuple[str, ...] | None:
    """'appeals court'."""
    return ("justice", "legal") if body.own == "legal" else None


@BODIES.rule
def by_its_noun(body: _Body) -> tuple[str, ...] | None:
    """What the noun itself says."""
    return (body.own,) if body.own not in ("", "other", "unnamed") else None
