"""Whether two names or phrases mean one party: "Ms Ruiz" and "Mayor Ana Ruiz", "the EPA" and its full name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.people.classes import SUFFIXES
from framing.people.division import COURTESY
from framing.words.gazetteer import country, given_names, noun, noun_kind
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

    They share a telling word; two persons who share but the surname are two, so are somebody and the people named after
    him; initials stand for their body.

    Example:
        >>> same_party("Ms Ruiz", "Ana Ruiz"), same_party("Bill Hale", "Joan Hale"), same_party("EPA",
        ...            "Environmental Protection Agency")
        (True, False, True)
        >>> same_party("Ana Ruiz", "Ruiz supporters"), same_party("Ruiz supporters", "supporters of Ms Ruiz")
        (False, True)
    """
    if one.lower() == other.lower():
        return True
    if _initials(one, other) or _initials(other, one):
        return True
    shared = telling(one) & telling(other)
    return bool(shared) and not (_two_persons(one, other) or _whose(one, other) or _whose(other, one))


class Alike:
    """Some names and phrases of an article, looked up by whom else they may mean.

    Args:
        names: the names and phrases.

    Example:
        >>> sorted(Alike(("Ana Ruiz", "the EPA", "Ms Ruiz")).to("Mayor Ana Ruiz"))
        [0, 2]
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._by_sign: dict[tuple[str, str], list[int]] = {}
        for number, name in enumerate(names):
            for sign in _signs(name):
                self._by_sign.setdefault(sign, []).append(number)

    def to(self, name: str) -> frozenset[int]:
        """The numbers of the names that mean the same party as another, as `same_party` tells."""
        near: set[int] = set()
        for kind, sign in _signs(name):
            near.update(self._by_sign.get((_ANSWERS[kind], sign), ()))
        return frozenset(number for number in near if same_party(self._names[number], name))


_ANSWERS = {"whole": "whole", "word": "word", "letters": "capitals", "capitals": "letters"}
"""By what another name is found that shares a sign: initials by the body's capitals, and the other way round."""


@derived
def _signs(name: str) -> tuple[tuple[str, str], ...]:
    """By what a name may be taken for another: itself, its telling words, its initials."""
    found = [("whole", name.lower()), *(("word", word) for word in telling(name))]
    if letters := _letters(name):
        found.append(("letters", letters))
    if capitals := _capitals(name):
        found.append(("capitals", capitals))
    return tuple(found)


def _initials(short: str, long: str) -> bool:
    letters = _letters(short)
    return bool(letters) and _capitals(long) == letters


def _letters(name: str) -> str:
    """The letters of a name that is nothing but initials, else nothing."""
    letters = name.removeprefix("the ").removeprefix("The ").replace(".", "")
    return letters if letters.isupper() and letters.isalpha() and len(letters) > 1 else ""


def _capitals(name: str) -> str:
    """The capitals with which the words of a name begin."""
    return "".join(word[0] for word in _WORD.findall(name) if word[0].isupper() and not word.isupper())


@derived
def _whose(group: str, name: str) -> bool:
    """Whether people are called after somebody: "Ruiz supporters" are not Ms Ruiz."""
    words, others = group.split(), name.split()
    people = len(words) > 1 and words[-1].islower() and noun_kind(words[-1]) == "group"
    named = any(word[:1].isupper() for word in words[1:-1]) or words[0] not in ("The", "A", "An")
    return (
        people
        and named
        and bool(others)
        and others[-1][:1].isupper()
        and all(w[:1].isupper() for w in others)
    )


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
