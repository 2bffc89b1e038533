"""The finding of one article in a sentence: who is heard most, and who is criticised and answers, or does not."""

from __future__ import annotations

from collections.abc import Sequence

from framing.show.words import number, some, target, upper
from framing.study.findings import Finding

_PEOPLE = {
    "government": "government voices",
    "politics": "politicians and parties",
    "justice": "police, courts and lawyers",
    "international": "international bodies",
    "business": "companies and their people",
    "expert": "experts",
    "civil_society": "unions, charities and campaigners",
    "media": "journalists and media",
    "citizens": "citizens",
}
_ANSWERS = {
    "denies": "denies it",
    "admits": "admits to some of it",
    "defends": "answers",
    "": "is heard too",
    "declined": "declines to comment",
    "no_comment": "has no comment",
    "not_reached": "could not be reached",
}


def finding(found: Sequence[Finding], across: str = "") -> str:
    """What is most telling in one sentence.

    Args:
        found: as `framing.study.findings.findings` gives them.
        across: what the sentence opens with, as "Across 9 articles, ".

    Example:
        >>> finding([Finding("unheard", .9, "the mayor", 3), Finding("mostly", .6, "citizens", 5, 8)])
        'Citizens make at least 5 of the 8 statements; the mayor draws most of the criticism and says nothing here.'
    """
    parts = [text for text in (voices(found), charges(found)) if text]
    return f"{upper(across + '; '.join(parts))}."


def voices(found: Sequence[Finding]) -> str:
    """Who is heard most, as the first part of the sentence."""
    one = _first(found, ("one_voice", "mostly", "most_heard", "several"))
    if one is None:
        return ""
    if one.kind == "mostly":
        return f"{_PEOPLE[one.who]} make at least {_of(one)} statements"
    if one.kind == "several":
        if one.whole == 1:
            return "one statement is reported"
        return f"{some(one.whole, 'statement')} are reported, from about {some(one.count, 'source')}"
    if one.kind == "one_voice":
        return f"all {number(one.count)} statements come from {_voice(one.who)}"
    return f"{_voice(one.who)} is heard most, in {_of(one)} statements"


def charges(found: Sequence[Finding]) -> str:
    """Who is criticised, and the answer, as the second part of the sentence."""
    one = _first(found, ("nameless", "unheard", "not_reached", "each_other", "sourceless", "answered"))
    if one is None:
        return ""
    who = target(one.who)
    if one.kind == "sourceless":
        have = "has" if one.count == 1 else "have"
        against = f" against {who}" if who else ""
        return f"at least {some(one.count, 'accusation')}{against} {have} no accuser"
    if one.kind == "nameless":
        return f"at least {number(one.count)} accusations or criticisms of {who} have no named accuser"
    if one.kind == "each_other":
        return f"{who} and {target(one.others[0])} accuse or criticise each other"
    if one.kind == "unheard":
        return f"{who} draws most of the criticism and says nothing here"
    return f"{who} draws most of the criticism and {_ANSWERS[one.reply]}"


def _voice(name: str) -> str:
    """A speaker as a sentence can name it; who has no name that it can bear is one source."""
    return target(name) or "one source"


def _of(one: Finding) -> str:
    return f"{one.count:,} of the {one.whole:,}"


def _first(found: Sequence[Finding], kinds: Sequence[str]) -> Finding | None:
    """The most telling finding of some kinds."""
    return next((one for one in found if one.kind in kinds), None)
