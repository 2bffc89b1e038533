"""How far a role reaches to the left of the name that it stands before: "Russia's deputy defence minister …"."""

from __future__ import annotations

from typing import NamedTuple

from framing.people.capitals import Scanner
from framing.people.classes import DETERMINERS, ENDS, LIFT, ORGANISATION, POSSESSIVES, VERBISH
from framing.words.gazetteer import noun_kind
from framing.words.rules import Rules
from framing.words.tables import WordSet

_STOP_LEFT = WordSet(
    "people",
    "left_of_role",
    "function.be",
    "function.have",
    "function.weekday",
    "function.preposition",
    "function.modal",
)
_NO_ROLE = WordSet("people", "plain_person")
_FARTHEST = 10  # words to the left of a name
_MOST_UNKNOWN = 3  # words of a role that no list knows


def reach_left(scanner: Scanner, at: int, floor: int) -> tuple[int, int, int]:
    """How far the noun phrase whose last word stands before `at` reaches to the left.

    Returns:
        its first word, its head (the role noun nearest its end, -1 if none), and the first word of
        what owns it ("Russia's").
    """
    k = sure = at
    head, unsure = -1, 0
    while k - 1 >= floor and at - k < _FARTHEST:
        found = LEFT.first(scanner, k, _Reach(at, floor, head))
        step = found.value if found is not None else "unknown"
        if step in ("begins", "stops"):
            sure = k if step == "begins" else sure
            break
        if step == "role":
            if head < 0 or scanner.lower[k] in ("of", "for"):
                head = k - 1
            sure, unsure = k - 1, 0
        elif step == "modifies" and unsure == 0:
            sure = k - 1
        elif step == "unknown":
            unsure += 1
            if unsure > _MOST_UNKNOWN:
                break
        k -= 1
    else:
        if k <= floor:
            sure = k
    if k - 1 >= floor and scanner.lower[k - 1] in DETERMINERS:
        sure = k
    return sure, head, _owner(scanner, sure, floor)


def _owner(scanner: Scanner, start: int, floor: int) -> int:
    """The first word of what owns a phrase, or the phrase's own first word."""
    if start - 1 < floor or scanner.lower[start - 1] not in POSSESSIVES:
        return max(start, floor)
    owner = start - 2
    while owner - 1 >= floor and scanner.forms[owner - 1][0].isupper():
        owner -= 1
    return max(owner, floor)


class _Reach(NamedTuple):
    """A noun phrase read leftward: the word behind it, the first word of its block, its head so far or -1."""

    at: int
    floor: int
    head: int


LEFT: Rules[[Scanner, int, _Reach], str] = Rules("people.left_of_name")
"""Whether the word before `k` belongs to the role that ends there: role, modifies, inside (yes, and says nothing
by itself), begins (the phrase begins behind it), stops; where no rule knows, it is unknown, and a few may be."""


@LEFT.rule
def determined(scanner: Scanner, k: int, reach: _Reach) -> str | None:
    """A determiner or an owner stands before the phrase."""
    word = scanner.lower[k - 1]
    return "begins" if word in DETERMINERS or word in POSSESSIVES else None


@LEFT.rule
def office_of(scanner: Scanner, k: int, reach: _Reach) -> str | None:
    """Head "of" policy, the Law Society "of" Kenya president."""
    if scanner.lower[k - 1] not in ("of", "for") or k - 2 < reach.floor or k >= reach.at:
        return None
    held = scanner.lower[k - 2]
    body = held in ORGANISATION and scanner.forms[k - 2][0].isupper()
    return "inside" if body or noun_kind(held) == "role" else None


@LEFT.rule
def behind_of(scanner: Scanner, k: int, reach: _Reach) -> str | None:
    """Chief of "staff"."""
    if k - 3 < reach.floor or scanner.lower[k - 2] != "of":
        return None
    return "inside" if noun_kind(scanner.lower[k - 3]) == "role" else None


@LEFT.rule
def two_roles(scanner: Scanner, k: int, reach: _Reach) -> str | None:
    """Pollster "and" strategist."""
    if scanner.lower[k - 1] != "and" or reach.head < 0 or k - 2 < reach.floor:
        return None
    return "inside" if noun_kind(scanner.lower[k - 2]) == "role" else None


@LEFT.rule
def clause(scanner: Scanner, k: int, reach: _Reach) -> str | None:
    """A verb, a preposition, a mark, a figure; behind a full stop the sentence begins."""
    word = scanner.lower[k - 1]
    if not (
        word in _STOP_LEFT or word in VERBISH or not word[0].isalpha() or _acts(scanner, k - 1, reach.floor)
    ):
        return None
    opened = scanner.forms[k - 1] in ENDS and scanner.forms[k][0].isupper() and reach.head >= 0
    return "begins" if opened else "stops"  # "Season ticket holder Jane Doe"


def _acts(scanner: Scanner, at: int, floor: int) -> bool:
    """Whether a word is what a name before it did: "Elizabeth Warren grilled Acme chief", not "retired general"."""
    word = scanner.lower[at]
    past = word.endswith("ed") and len(word) > 4 and scanner.forms[at].islower() and word not in LIFT
    return past and at - 2 >= floor and all(scanner.forms[k][0].isupper() for k in (at - 1, at - 2))


@LEFT.rule
def role_noun(scanner: Scanner, k: int, reach: _Reach) -> str | None:
    """A noun for a role, or for a person right before the name."""
    kind = noun_kind(scanner.lower[k - 1])
    beside = kind == "person" and k == reach.at and scanner.lower[k - 1] not in _NO_ROLE
    return "role" if beside or kind == "role" else None


@LEFT.rule
def modifier(scanner: Scanner, k: int, reach: _Reach) -> str | None:
    """A body, a rank, a name: of what kind the role is."""
    word = scanner.lower[k - 1]
    modifies = word in LIFT or scanner.forms[k - 1][0].isupper() or noun_kind(word) == "organisation"
    return "modifies" if modifies else None
