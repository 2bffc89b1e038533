"""The class of the body that somebody speaks or works for, by named rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from framing.camps.bodies import HINTS, body_class
from framing.camps.offices import own_classes
from framing.camps.wording import (
    CAMPAIGN,
    LAWYERS,
    LEGISLATIVE,
    MINISTERS,
    NEUTRAL,
    PARTY,
    RUNNERS,
    SPOKES,
    STATE_LAWYER,
    STATELY,
    TOP_JOB,
    VAGUE_BODIES,
    head_of,
    plain_words,
)
from framing.words.gazetteer import Noun, noun
from framing.words.rules import Rules
from framing.words.tables import WordSet, derived

_ASIDE = WordSet("camps", "says no body")
_CHIEFS = WordSet("camps", "company chief")
_COACHES = WordSet("camps", "coach")
_PEOPLED = WordSet("camps", "group")
_WHERE = re.compile(r"\s*(?:,|\b(?:of|for|at|from|with|in|on|and|to)\b)\s*")
_CLUB = re.compile(
    r"\b[A-Z][\w’'-]+ (?:Town|City|United|Rovers|Wanderers|Albion|Athletic|County|Hotspur|Villa|FC)\b"
)

EMPLOYER: Rules[..., tuple[str, ...]] = Rules("camps.employer")
"""Whose body it is; each takes an `_Office` and gives classes, () where the office itself has to tell."""

BODY: Rules[..., tuple[str, ...]] = Rules("camps.employer_word")
"""What one word of a role tells of the body; asked from the last word of each stretch to its first."""


@dataclass(frozen=True)
class _Office:
    """A role as the rules read it."""

    text: str

    @cached_property
    def head(self) -> str:
        return head_of(self.text)

    @cached_property
    def known(self) -> Noun | None:
        return noun(self.head)

    @cached_property
    def own(self) -> str:
        return self.known.camp_class if self.known is not None else ""

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def words(self) -> list[str]:
        return plain_words(self.text)

    @cached_property
    def lawyer(self) -> bool:
        return self.head in LAWYERS and not STATE_LAWYER.search(self.lower)


@derived
def employer(text: str) -> tuple[str, ...]:
    """The classes of the body that somebody speaks or works for, as far as its words tell.

    Example:
        >>> employer("spokeswoman for the teachers union"), employer("minister")
        (('union', 'rights'), ())
    """
    answer = EMPLOYER.first(_Office(text))
    return answer.value if answer is not None else ()


@EMPLOYER.rule
def runs_for_office(office: _Office) -> tuple[str, ...] | None:
    """Who runs for an office works for nobody yet."""
    return () if office.head in RUNNERS else None


@EMPLOYER.rule
def says_its_side(office: _Office) -> tuple[str, ...] | None:
    """A head noun that has a side of its own, or is a body itself, needs no employer."""
    head = office.head
    open_ = head in NEUTRAL or head in SPOKES or head in _CHIEFS or office.own in ("other", "unnamed", "")
    body = office.known is not None and office.known.kind == "organisation"
    return None if (open_ or office.lawyer) and not body else ()


@EMPLOYER.rule
def coaches_a_club(office: _Office) -> tuple[str, ...] | None:
    """'Leeds United manager'."""
    return ("sport",) if _CLUB.search(office.text) and office.head in _COACHES else None


@EMPLOYER.rule
def of_a_party(office: _Office) -> tuple[str, ...] | None:
    """'Labour leader'; a minister of a party is the government's."""
    return ("party", "opposition") if PARTY.search(office.text) and office.head not in MINISTERS else None


@EMPLOYER.rule
def of_a_body(office: _Office) -> tuple[str, ...] | None:
    """What the words behind the head noun, else before it, name: 'director of a trade association'."""
    before, after = _chains(office.text, office.head)
    for chain in (*after, before):
        words = plain_words(chain)
        for at in range(len(words) - 1, -1, -1):
            if _says_nothing(office, words, words[at]):
                continue
            answer = BODY.first(office, words, at, chain)
            if answer is not None:
                return answer.value
    return None


@EMPLOYER.rule
def of_a_group(office: _Office) -> tuple[str, ...] | None:
    """'leader of the climate movement': what kind of group it is."""
    vague = [office.head, *office.words]
    if not any(word in VAGUE_BODIES or word in _PEOPLED for word in vague):
        return None
    return next(((HINTS[word],) for word in office.words if word in HINTS), None)


@EMPLOYER.rule
def of_a_legislature(office: _Office) -> tuple[str, ...] | None:
    """'majority leader', 'Sen. Ann Poe'."""
    return ("parliament", "official") if LEGISLATIVE.search(office.text) else None


@EMPLOYER.rule
def of_the_state(office: _Office) -> tuple[str, ...] | None:
    """'cabinet secretary', 'inspector general'; a top job of a company or a union is none."""
    if TOP_JOB.search(office.lower) or "general secretary" in office.lower:
        return ()
    stately = any(word in STATELY for word in office.words)
    return ("official",) if stately or ("general" in office.words and office.own != "other") else None


def _says_nothing(office: _Office, words: list[str], word: str) -> bool:
    return (
        word in _ASIDE
        or word in ("general", office.head)
        or (office.lawyer and word.startswith("defen"))
        or (word == "house" and "white" not in words)
    )


@BODY.rule
def names_a_body(office: _Office, words: list[str], at: int, chain: str) -> tuple[str, ...] | None:
    """A noun for a body, with the words before it."""
    known = noun(words[at])
    if words[at] in CAMPAIGN or (known is not None and known.kind == "organisation"):
        return body_class(words[: at + 1], words[at], chain) or None
    return None


@BODY.rule
def names_people(office: _Office, words: list[str], at: int, chain: str) -> tuple[str, ...] | None:
    """A noun for people with a side: 'spokesman for the police', 'lawyer for the residents'."""
    known = noun(words[at])
    if known is None or known.kind == "organisation":
        return None
    plain = known.camp_class not in ("other", "unnamed", "citizen", "")
    if plain and (office.head in SPOKES or office.lawyer or words[at] not in NEUTRAL):
        return own_classes(words[at])
    return ("citizen",) if office.lawyer and known.camp_class == "citizen" else None


def _whole(word: str, text: str) -> int:
    """Where a word stands by itself in a text, in capitals or not; -1 where it does not.

    Example:
        >>> _whole("head", "Ahead of all, the Head of it"), _whole("head", "ahead")
        (18, -1)
    """
    small, low = word.lower(), text.lower()
    if len(low) != len(text):  # a letter that has no single small one
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
        return found.start() if found else -1
    at = low.find(small)
    while at >= 0 and (_letter(low[at - 1 : at]) or _letter(low[at + len(small) : at + len(small) + 1])):
        at = low.find(small, at + 1)
    return at


def _letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _chains(text: str, head: str) -> tuple[str, list[str]]:
    """The words before a role's head noun, and each stretch behind it between prepositions."""
    at = _whole(head, text) if head else -1
    if at < 0:
        return text, []
    cut = _WHERE.split(text[at + len(head) :])
    return text[:at], [part for part in cut if part.strip()]
