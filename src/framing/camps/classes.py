"""The camp classes of a role or a body: official, parliament, party, lawyer, union, expert, …."""

from __future__ import annotations

from framing.camps.employers import employer
from framing.camps.offices import own_classes
from framing.camps.wording import NEUTRAL, SPOKES, plain_words
from framing.words.tables import WordSet, derived

_BARE = WordSet("camps", "bare office")


@derived
def classes_of(text: str) -> tuple[str, ...]:
    """The camp classes that a role or a speaker's label speaks for, strongest first.

    Of somebody whose office says no side ("spokesman for", "chief executive of") the body decides, and only
    then the office. Finer classes ("parliament", "lawyer", "union") stand before the class they are part of.

    Example:
        >>> classes_of("spokesman for the teachers union")
        ('union', 'rights', 'spokes')
    """
    body = employer(text)
    if body == ("sport",):  # a club's manager is no businessman, an association of players no NGO
        return body
    return (*body, *(c for c in own_classes(text) if c not in body))


def bare_office(role: str) -> bool:
    """Whether a role names an office without its body: "president", "the chief executive"."""
    words = plain_words(role)
    return len(words) <= 2 and all(word in NEUTRAL or word in SPOKES or word in _BARE for word in words)
