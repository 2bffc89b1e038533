"""Whether two names or phrases mean one party: "Ms Ruiz" and "Mayor Ana Ruiz", "the EPA" and its full name."""

from __future__ import annotations

import re

from framing.people.classes import SUFFIXES
from framing.people.division import COURTESY
from framing.words.gazetteer import country, given_names, noun
from framing.words.tables import WordSet, derived

_FILLING = WordSet(
    "people", "role_modifier", "function.preposition", "function.preposition_of_relation",
    "function.preposition_of_place", "function.coordinator", "function.article", "function.possessive",
    "function.demonstrative", "function.number", "function.multitude", "function.indefinite",
)  # fmt: skip
_WORD = re.compile(r"\w[\w.&-]*\w|\w")
_SHORTEST_STEM = 4
_NO_NAME = WordSet("people", "name_suffix", "determiner")


@derived
def telling(name: str) -> frozenset[str]:
    """The words of a name or phrase by which its bearer is known, lower case and without plural or owner's s.

    Example:
        >>> sorted(telling("Mayor Ana Ruiz's office")), sorted(telling("the residents"))
        (['ana', 'ruiz'], ['resident'])
    """
    plain = name.replace("’", "'").replace("'s", "")
    words = [word.strip(".").replace(".", "") for word in _WORD.findall(plain)]
    kept = [
        w
        for w in words
        if w.lower() not in _FILLING and w.lower() not in COURTESY and w.lower() not in SUFFIXES
    ]
    names = [w for w in kept if w[:1].isupper() and noun(w.lower()) is None]
    return frozenset(_stem(w) for w in names or kept or words)


def _stem(word: str) -> str:
    land = country(word)
    small = land.name.lower() if land is not None else word.lower()
    plural = len(small) > _SHORTEST_STEM and small.endswith("s") and not small.endswith("ss")
    return small[:-1] if plural else small


def same_party(one: str, other: str) -> bool:
    """Whether two names or phrases of one article mean the same party.

    They share a telling word; two persons who share but the surname are two; initials stand for their body.

    Example:
        >>> same_party("Ms Ruiz", "Ana Ruiz"), same_party("Bill Hale", "Joan Hale"), same_party("EPA",
        ...            "Environmental Protection Agency")
        (True, False, True)
    """
    if one.lower() == other.lower():
        return True
    if _initials(one, other) or _initials(other, one):
        return True
    shared = telling(one) & telling(other)
    return bool(shared) and not _two_persons(one, other)


def _initials(short: str, long: str) -> bool:
    letters = short.removeprefix("the ").removeprefix("The ").replace(".", "")
    if not (letters.isupper() and letters.isalpha() and len(letters) > 1):
        return False
    capitals = [word[0] for word in _WORD.findall(long) if word[0].isupper() and not word.isupper()]
    return "".join(capitals) == letters


def _two_persons(one: str, other: str) -> bool:
    first, second = _person(one), _person(other)
    if first is None or second is None or first[-1] != second[-1]:
        return False
    return first[0] != second[0] and first[0][0] != second[0][0]


def _person(name: str) -> list[str] | None:
    plain = name.replace("’s", "").replace("'s", "").split()
    words = [w for w in plain if w[:1].isupper() and w.lower() not in COURTESY]
    for at, word in enumerate(words[:-1]):
        if word in given_names():
            return [w.lower().strip(".,") for w in words[at:] if w.lower() not in _NO_NAME]
    return None
