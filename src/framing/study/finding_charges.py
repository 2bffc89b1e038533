"""Findings on charges: who accuses whom in the article's own words, what the accused answers, who is not heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from framing.people.likeness import same_party, telling
from framing.study.charges import Accused, likely
from framing.study.finding import FINDINGS, SUPPORT, Finding
from framing.study.scene import Scene, Told, answer_to
from framing.words.gazetteer import given_names
from framing.words.tables import WordSet

_PLAINLY = WordSet("findings", "accusing verb")
"""Verbs that accuse whatever their object is; others may mean something else where no party is told."""
_ASKED_FOR = WordSet("findings", "asked for")
_BY_ITSELF = WordSet("findings", "answers by itself")
_CHARGE_NOUNS = WordSet("findings", "charge noun")
_DENYING = WordSet("findings", "denying verb")
_OPENS_DENIAL = WordSet("findings", "opens a denial")
_WORDS = re.compile(r"[a-z]+")


@FINDINGS.rule
def each_accuses(seen: Scene) -> Finding | None:
    """Two parties accuse each other, each in a reporting verb of the article."""
    made = [told for told in seen.charges if told.clause is not None and told.target]
    for one in made:
        for other in made:
            if one is other or not _of(one.said.target, other) or not _of(other.said.target, one):
                continue
            first, second = _named(one, seen), _named(other, seen)
            if first and second and first != second:
                return Finding("each_accuses", who=first, others=(second,), places=(one.start, other.start))
    return None


def _of(target: str | None, told: Told) -> bool:
    return bool(target and told.said.speaker and same_party(told.said.speaker, target))


def _named(told: Told, seen: Scene) -> str:
    return told.clause.who if told.clause is not None else ""


@FINDINGS.rule
def accuses(seen: Scene) -> Finding | None:
    """Somebody accuses somebody, in the article's own words; with the answer, where it prints one.

    Of several charges the one against whom the headline names is told, else the first in the body; a second one
    against the accuser, or with nobody behind it, is told with it.
    """
    made = [
        told
        for told in seen.charges
        if told.clause is not None and (told.target or told.said.verb in _PLAINLY)
    ]
    if not made:
        return None
    body = [told for told in made if not told.headline] or made
    head = telling(seen.headline)
    first = min(body, key=lambda told: (not (told.target and telling(told.target) & head), told.start))
    answer = answer_to(first, seen.answers, seen.roles)
    back = next(
        (told for told in body if told is not first and told.said.speaker != first.said.speaker
         and not (told.target and first.target and same_party(told.target, first.target))),
        None,
    )  # fmt: skip
    second = answer or back
    return Finding(
        "accuses", who=first.target, count=len(body), clause=str(first.clause),
        answer=str(second.clause) if second is not None else "",
        reply=answer.said.act if answer is not None else "",
        places=tuple(told.start for told in (first, second) if told is not None),
    )  # fmt: skip


@FINDINGS.rule
def nobody_accuses(seen: Scene) -> Finding | None:
    """A charge in the passive that nobody makes, and that no other place of the article puts in somebody's mouth."""
    plain = [told for told in seen.charges if told.passive and not told.headline]
    if not plain:
        return None
    first = next((told for told in plain if told.target), plain[0])
    said = telling(first.passive)
    if any(told.clause is not None and len(said & telling(str(told.clause))) > 1 for told in seen.charges):
        return None
    return Finding(
        "nobody_accuses", who=first.target, count=len(plain), clause=first.passive, places=(first.start,)
    )


@FINDINGS.rule
def says_against(seen: Scene) -> Finding | None:
    """Somebody says something against somebody without an accusing verb, in the article's own words."""
    made = [told for told in seen.against if told.clause is not None]
    if not made:
        return None
    first = min(made, key=lambda told: (told.headline, told.said.naming != "named", told.start))
    speaker = first.said.speaker or ""
    answer = next(
        (one for one in seen.answers
         if one.clause is not None and one.said.naming in ("named", "body")
         and not same_party(one.said.speaker or "", speaker)
         and telling(one.said.speaker or "") & telling(seen.headline)),
        None,
    )  # fmt: skip
    return Finding(
        "says_against", clause=str(first.clause), answer=str(answer.clause) if answer is not None else "",
        places=(first.start,),
    )  # fmt: skip


@FINDINGS.rule
def answers(seen: Scene) -> Finding | None:
    """Somebody denies, admits or declines to comment, in the article's own words."""
    accused = [one.name for one in _trusted(seen.accused)] + [
        told.target for told in seen.charges if told.target
    ]
    made = [
        told
        for told in seen.answers
        if told.clause is not None
        and told.said.naming in ("named", "body")
        and _answers_a_charge(told, accused)
    ]
    if not made:
        return None
    head = telling(seen.headline)
    order = ("denies", "rejects", "admits", "apologises", "declines")
    first = min(
        made,
        key=lambda told: (
            not telling(told.clause.who if told.clause else "") & head,
            order.index(told.said.act) if told.said.act in order else len(order),
            told.headline,
            told.start,
        ),
    )
    return Finding("answers", clause=str(first.clause), reply=first.said.act, places=(first.start,))


def _answers_a_charge(told: Told, accused: Sequence[str]) -> bool:
    """Whether a denial, an admission or a refusal is an answer to a charge: "dismissed the chances of rain" is none.

    It is where its words name a charge, where a refusal is one to comment, and where a likely charge of the article
    is against who answers.
    """
    if told.clause is None:
        return False
    verb, words = (
        told.clause.verb.split()[0],
        _WORDS.findall(f"{told.clause.verb} {told.clause.rest}".lower()),
    )
    if told.said.act == "declines":
        return not _ASKED_FOR.isdisjoint(words)
    if verb in _BY_ITSELF or not _CHARGE_NOUNS.isdisjoint(words):
        return True
    if verb in _DENYING and (words[1:2] and (words[1] in _OPENS_DENIAL or words[1].endswith("ing"))):
        return True
    return any(same_party(told.said.speaker or "", name) for name in accused)


def _trusted(accused: Sequence[Accused]) -> list[Accused]:
    """The accused with those of their charges that are likely right; whoever has none is left out."""
    made = [
        replace(one, charges=tuple(c for c in one.charges if likely(c) >= SUPPORT.now.trust))
        for one in accused
    ]
    return [one for one in made if one.charges]


def _person(name: str) -> bool:
    """Whether a name is the full name of a person."""
    words = name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words) and words[0] in given_names()


@FINDINGS.rule
def each_other(seen: Scene) -> Finding | None:
    """Two people accuse or criticise each other, by likely rows of the accusations."""
    trusted = _trusted(seen.accused)
    for one in trusted:
        for other in trusted:
            few = len(one.charges) + len(other.charges) < SUPPORT.now.mutual
            if one.name >= other.name or few or not (_person(one.name) and _person(other.name)):
                continue
            mutual = any(same_party(a, other.name) for a in one.accusers) and any(
                same_party(a, one.name) for a in other.accusers
            )
            if mutual:
                return Finding("each_other", who=one.name, others=(other.name,))
    return None


@FINDINGS.rule
def sourceless(seen: Scene) -> Finding | None:
    """Accusations of one whom the headline names, by nobody at all, and none of the same by somebody named."""
    if not seen.nobodys or len({one and one.lower() for one in seen.nobodys}) != 1:
        return None
    who = seen.nobodys[0]
    if not who or not telling(who) <= telling(seen.headline):
        return None
    if any(same_party(one.name, who) and one.accusers for one in seen.accused):
        return None
    return Finding("sourceless", who=who, count=len(seen.nobodys))
