"""Toward whom a tone can be: persons, bodies and places that act; no days, units, adjectives or addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from framing.people.mentions import Entity, Mention
from framing.text import Document
from framing.words.gazetteer import country_terms, given_names, noun
from framing.words.rules import Rules
from framing.words.tables import WordSet
from framing.words.verbs import verb_forms

_CALENDAR = WordSet("tone", "calendar")
_UNITS = WordSet("tone", "unit")
_TITLES = WordSet("tone", "title")
_AT = WordSet("tone", "place preposition")
_PARTS = WordSet("tone", "part of a name")
_FUNCTION = WordSet(
    "function", "article", "be", "coordinator", "demonstrative", "do", "have", "modal", "preposition",
    "preposition_of_place", "preposition_of_relation", "pronoun", "relative", "subordinator", "verbs: auxiliary",
    "verbs: negation", "possessive", "indefinite",
)  # fmt: skip
_ARTICLES = WordSet("function", "article")
_SEAT = re.compile(r"[DRI]-[A-Z]")
"""Party and state of a member, as "D-Ohio"."""
_LOUD = 3
"""Capitals beyond this are shouting or a dateline unless the name stands so again inside a sentence."""

NO_TARGET: Rules[[Document, Entity, list[Mention]], bool] = Rules("layers.tone.no_target")
"""Why a name is nobody toward whom a tone can be; the first rule that says so decides."""


def acting(doc: Document, mentions: Iterable[Mention], speakers: Iterable[str] = ()) -> frozenset[str]:
    """The names of those who act or are acted upon.

    Args:
        doc: the article.
        mentions: every mention of every name in it.
        speakers: who says something in it; they act.

    Example:
        >>> from framing.article import Article
        >>> from framing.people.mentions import read
        >>> from framing.text import Document
        >>> doc = Document(Article("a", "In Leeds, Ana Ruiz sued Voltara on Boxing Day. Voltara paid."))
        >>> sorted(acting(doc, read(doc).mentions))
        ['Ana Ruiz', 'Voltara']
    """
    known = frozenset(speakers)
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_name.setdefault(mention.entity.name, []).append(mention)
    return frozenset(
        name
        for name, own in by_name.items()
        if name in known or NO_TARGET.first(doc, own[0].entity, own) is None
    )


@NO_TARGET.rule
def calendar(doc: Document, entity: Entity, own: list[Mention]) -> bool | None:
    """A day, a feast, an hour or a unit: every word of it is one."""
    words = [word.strip(".").lower() for word in entity.name.split()]
    empty = all(word in _CALENDAR or word in _UNITS or len(word) < 2 for word in words)
    return (
        True if empty or any(letter.isdigit() for letter in entity.name) or _SEAT.match(entity.name) else None
    )


@NO_TARGET.rule
def title(doc: Document, entity: Entity, own: list[Mention]) -> bool | None:
    """A title without a name."""
    return True if all(word.strip(".").lower() in _TITLES for word in entity.name.split()) else None


@NO_TARGET.rule
def adjective(doc: Document, entity: Entity, own: list[Mention]) -> bool | None:
    """The adjective of a country or nation alone."""
    found = country_terms().get(entity.name.lower())
    return True if found is not None and found[1] == "adjective" else None


@NO_TARGET.rule
def part_of_a_name(doc: Document, entity: Entity, own: list[Mention]) -> bool | None:
    """A storm's name, a street, a channel or a service."""
    lower = doc.words.lower
    words = [word.lower() for word in entity.name.split()]
    named = all(m.first > 0 and lower[m.first - 1] in _PARTS for m in own)
    return True if named or words[-1] in _PARTS or words[0] in _PARTS else None


@NO_TARGET.rule
def loud(doc: Document, entity: Entity, own: list[Mention]) -> bool | None:
    """A dateline, or a word or line in capitals."""
    letters = [letter for letter in entity.name if letter.isalpha()]
    if len(letters) <= _LOUD or not all(letter.isupper() for letter in letters):
        return None
    inside = any(not _opens(doc, m) and not _loud_beside(doc, m) for m in own)
    return None if inside else True


@NO_TARGET.rule
def dateline(doc: Document, entity: Entity, own: list[Mention]) -> bool | None:
    """It stands only before the dash of a dateline: "DAYTON, Ohio — Forty-one tenants"."""
    return True if all(_before_dash(doc, m) for m in own) else None


def _before_dash(doc: Document, mention: Mention) -> bool:
    at = doc.words.starts[mention.first]
    block = next((span for span, _ in doc.blocks if span.start <= at < span.end), None)
    if block is None:
        return False
    opening = doc.text[block.start : min(block.end, block.start + _DATELINE)]
    dash = next((found.start() for found in _DASH.finditer(opening)), -1)
    return dash >= 0 and at < block.start + dash and opening.split(",")[0].split(" ")[0].isupper()


_DASH = re.compile(r"\s[—–-]\s|\s?—")
_DATELINE = 70
"""A dateline is no longer than this."""


@NO_TARGET.rule
def common_plural(doc: Document, entity: Entity, own: list[Mention]) -> bool | None:
    """A plural that only opens sentences: "Concerns have been raised"."""
    plain = entity.name.isalpha() and entity.name.endswith("s") and entity.name not in country_terms()
    return True if plain and all(_opens(doc, m) for m in own) else None


@NO_TARGET.rule
def never_acts(doc: Document, entity: Entity, own: list[Mention]) -> bool | None:
    """No person, and wherever it stands a place ("in Leeds") or a modifier ("the Millbrook library")."""
    words = entity.name.split()
    if len(words) > 1 and words[0] in given_names():
        return None
    return True if all(_modifies(doc, m) or _is_where(doc, m) for m in own) else None


def _opens(doc: Document, mention: Mention) -> bool:
    sentence = doc.sentence_at(doc.words.starts[mention.first])
    return sentence is not None and sentence.start >= doc.words.starts[mention.first] - 1


def _loud_beside(doc: Document, mention: Mention) -> bool:
    forms = doc.words.forms
    beside = [forms[at] for at in (mention.first - 1, mention.last) if 0 <= at < len(forms)]
    return any(len(form) > _LOUD and form.isupper() for form in beside)


def _modifies(doc: Document, mention: Mention) -> bool:
    """Whether a noun follows that the name only describes, or a number that belongs to it."""
    words = doc.words
    if mention.last >= len(words.forms) or words.starts[mention.last] - words.ends[mention.last - 1] > 1:
        return False
    form, low = words.forms[mention.last], words.lower[mention.last]
    if form[:1].isdigit():
        return True
    if noun(low) is not None:
        return True
    if low.endswith("ing") and any(
        word in _ARTICLES for word in words.lower[max(0, mention.first - 3) : mention.first]
    ):
        return True  # "a leaking Victorian building"
    verb = low in verb_forms() or low.endswith(("ed", "ing", "ly")) or low in _FUNCTION
    plain = form.isalpha() and form.islower() and not verb
    return plain and not _third_person(words.lower, mention.last)


def _third_person(lower: list[str], at: int) -> bool:
    """Whether a word in -s is a verb: a determiner, a preposition or a number stands behind it."""
    behind = lower[at + 1] if at + 1 < len(lower) else ""
    return lower[at].endswith("s") and (behind in _FUNCTION or behind[:1].isdigit())


def _is_where(doc: Document, mention: Mention) -> bool:
    """Whether it only says where: a preposition of place before it, or a place before it and a comma between."""
    lower, forms = doc.words.lower, doc.words.forms
    at = mention.first - 1
    if at >= 0 and lower[at] == "the":
        at -= 1
    if at < 0:
        return False
    if lower[at] in (",", "and", "or") and at > 0 and forms[at - 1][:1].isupper():
        return any(lower[back] in _AT for back in range(max(0, at - 4), at))
    return lower[at] in _AT
