"""The camp classes of a role by its own head noun, by named rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from framing.camps.bodies import body_class
from framing.camps.wording import (
    LAWYERS,
    LEGISLATIVE,
    MINISTERS,
    PARTY,
    RUNNERS,
    SPOKES,
    STATE_LAWYER,
    STATELY,
    TOP_JOB,
    head_of,
    plain_words,
)
from framing.words.gazetteer import Noun, noun
from framing.words.rules import Rules
from framing.words.tables import WordSet, derived

_PRIVATE = WordSet("camps", "private class")
_LEGISLATORS = WordSet("camps", "legislator")
_ADVISERS = WordSet("camps", "adviser")
_OFFICERS = WordSet("camps", "officer of the state")
_CHAIRS = WordSet("camps", "chair")
_UNIONISTS = WordSet("camps", "unionist")
_ONCE = WordSet("affiliations", "former")
_FOR_MONEY = re.compile(r"\b(?:financial|investment|tax|wealth|mortgage|pensions?)\b")
_STATE_GENERAL = re.compile(
    r"\b(?:auditor|comptroller|surgeon|postmaster|inspector)s? general\b"
    r"|\b(?:bank of [a-z]+|central bank|federal reserve|reserve bank)['’s]* (?:deputy )?governor\b"
    r"|\bgovernor of the (?:bank of|central bank|reserve bank)\b"
)

OFFICES: Rules[..., tuple[str, ...]] = Rules("camps.office")
"""Each takes a `_Role` and gives its classes, () for one without a side, None to leave it to the next."""


@dataclass(frozen=True)
class _Role:
    """A role as the rules read it."""

    text: str

    @cached_property
    def head(self) -> str:
        return head_of(self.text)

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def known(self) -> Noun | None:
        return noun(self.head)

    @cached_property
    def own(self) -> str:
        return self.known.camp_class if self.known is not None else ""


@derived
def own_classes(text: str) -> tuple[str, ...]:
    """The classes of a role by its own head noun.

    Example:
        >>> own_classes("attorney general"), own_classes("chief executive")
        (('justice', 'legal'), ('business',))
    """
    answer = OFFICES.first(_Role(text))
    return answer.value if answer is not None else ()


@OFFICES.rule
def spokesperson(role: _Role) -> tuple[str, ...] | None:
    """Somebody's voice: whose, the body tells."""
    return ("spokes",) if role.head in SPOKES else None


@OFFICES.rule
def runs_a_company(role: _Role) -> tuple[str, ...] | None:
    """'chief executive', 'managing director'."""
    return ("business",) if TOP_JOB.search(role.lower) else None


@OFFICES.rule
def leads_a_union(role: _Role) -> tuple[str, ...] | None:
    """'general secretary'."""
    return ("union", "rights") if "general secretary" in role.lower else None


@OFFICES.rule
def prosecutes(role: _Role) -> tuple[str, ...] | None:
    """'prosecutor', 'attorney general', 'district attorney'."""
    return ("justice", "legal") if STATE_LAWYER.search(role.lower) else None


@OFFICES.rule
def general_of_the_state(role: _Role) -> tuple[str, ...] | None:
    """'auditor general', 'governor of the central bank'."""
    return ("official",) if _STATE_GENERAL.search(role.lower) else None


@OFFICES.rule
def runs_now(role: _Role) -> tuple[str, ...] | None:
    """'former governor and a candidate for the nomination': the office of now, not the one of then."""
    words = plain_words(role.text)
    if not words or words[0] not in _ONCE or "and" not in words:
        return None
    return ("party", "opposition") if any(w in RUNNERS for w in words[words.index("and") :]) else None


@OFFICES.rule
def of_a_party(role: _Role) -> tuple[str, ...] | None:
    """'Republican strategist', but not 'Labour minister' or 'Democratic voter'."""
    if not PARTY.search(role.text) or role.head in MINISTERS or role.own in _PRIVATE:
        return None
    return ("party", "opposition")


@OFFICES.rule
def legislates(role: _Role) -> tuple[str, ...] | None:
    """'senator', 'majority leader'."""
    fits = role.head in _LEGISLATORS or LEGISLATIVE.search(role.text)
    return ("parliament", "official") if fits else None


@OFFICES.rule
def runs_for_office(role: _Role) -> tuple[str, ...] | None:
    """'candidate', 'nominee'."""
    return ("party", "opposition") if role.head in RUNNERS else None


@OFFICES.rule
def advises_on_money(role: _Role) -> tuple[str, ...] | None:
    """'pensions adviser'."""
    return ("expert",) if role.head in _ADVISERS and _FOR_MONEY.search(role.lower) else None


@OFFICES.rule
def is_a_body(role: _Role) -> tuple[str, ...] | None:
    """A head noun for a body: as bodies are told."""
    if role.known is None or role.known.kind != "organisation":
        return None
    return body_class(plain_words(role.text), role.head, role.text)


@OFFICES.rule
def pleads(role: _Role) -> tuple[str, ...] | None:
    """'defence lawyer', 'barrister'."""
    return ("lawyer", "legal") if role.head in LAWYERS else None


@OFFICES.rule
def judges(role: _Role) -> tuple[str, ...] | None:
    """'judge'."""
    return ("justice", "legal") if role.own == "legal" else None


@OFFICES.rule
def chairs(role: _Role) -> tuple[str, ...] | None:
    """'House chairman'; of other chairs the office says no side."""
    if not (role.head.startswith(("chairm", "chairw", "chairp")) or role.head in _CHAIRS):
        return None
    return ("official",) if any(word in STATELY for word in plain_words(role.text)) else ()


@OFFICES.rule
def is_in_a_union(role: _Role) -> tuple[str, ...] | None:
    """'trade unionist', 'striker'."""
    return ("union", "rights") if role.head in _UNIONISTS else None


@OFFICES.rule
def by_its_noun(role: _Role) -> tuple[str, ...] | None:
    """What the noun itself says."""
    return (role.own,) if role.own else None
