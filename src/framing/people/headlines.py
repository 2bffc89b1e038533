"""Names in lines where every word has a capital: only what is known from elsewhere is told apart there."""

from __future__ import annotations

from framing.people.capitals import Scanner
from framing.people.classes import FUNCTION, VERBISH
from framing.people.entities import Entity, Mention
from framing.people.register import Register, key
from framing.words import gazetteer
from framing.words.gazetteer import noun
from framing.words.tables import WordSet

BEFORE_OBJECT = WordSet("people", "before_object", "function.preposition", "function.preposition_of_relation")
_LONGEST = 4


def read_line(scanner: Scanner, known: Register, first: int, last: int) -> list[Mention]:
    """The mentions in a line whose words all have capitals.

    Args:
        scanner: the document's words.
        known: the names of the article's running text; a name that begins a headline may be added.
        first, last: the words of the line, end exclusive.
    """
    found = []
    k = first
    while k < last:
        size, entity = _known_at(scanner, known, k, last)
        if entity is None:
            known.count(scanner.forms[k])
        else:
            known.count(" ".join(scanner.forms[k : k + size]))
            before = scanner.lower[k - 1] if k > first else ""
            owner = k + size < last and scanner.lower[k + size] in ("'s", "'")
            subject = before not in BEFORE_OBJECT and not owner
            found.append(Mention(k, k + size, k, entity, None, subject))
        k += size
    return found


def _known_at(scanner: Scanner, known: Register, k: int, last: int) -> tuple[int, Entity | None]:
    """The longest known name that begins at a word, and its length."""
    if not scanner.forms[k][0].isupper():
        return 1, None
    for size in range(_LONGEST, 0, -1):
        if k + size > last or (size == 1 and scanner.lower[k] in FUNCTION):
            continue
        parts = tuple(scanner.forms[k : k + size])
        entity = _of_register(known, parts) or _of_gazetteer(known, parts)
        if entity is None and size == 2 and _begins_headline(scanner, parts, k + 2, last):
            entity = known.add_headlined(parts)
        if entity is not None:
            return size, entity
    return 1, None


def _of_register(known: Register, parts: tuple[str, ...]) -> Entity | None:
    person = known.person(parts, "u") if len(parts) == 1 else known.by_full_name(parts)
    return person or known.others.get(key(" ".join(parts)))


def _of_gazetteer(known: Register, parts: tuple[str, ...]) -> Entity | None:
    name = " ".join(parts)
    how = gazetteer.country_terms()[name][1] if name in gazetteer.country_terms() else ""
    if how not in ("name", "capital", "metonym"):
        return None
    return known.other(name, "organisation" if how == "metonym" else "country", parts)


def _begins_headline(scanner: Scanner, parts: tuple[str, ...], after: int, last: int) -> bool:
    """Whether two words of a headline name somebody for the first time: a given name before a verb."""
    small = parts[1].lower()
    return (
        parts[0] in gazetteer.given_names()
        and small not in FUNCTION
        and noun(small) is None
        and after < last
        and (scanner.lower[after] in VERBISH or scanner.lower[after] in (":", ","))
    )
