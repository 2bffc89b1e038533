"""Findings on charges: who accuses whom in the article's own words, what the accused answers, who is not heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from framing.people.likeness import same_party, telling
from framing.study.charges import Accused, likely
from framing.study.finding import FINDINGS, SUPPORT, Finding
from framing.study.scene import Scene, Told, answer_to
from framing.words.gazetteer import given_names
from framing.words.tables import WordSet

_PLAIN = ("denies", "admits")
_PLAINLY = WordSet("findings", "accusing verb")
"""Verbs that accuse whatever their object is; others may mean something else where no party is told."""


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
    made = [
        told for told in seen.answers if told.clause is not None and told.said.naming in ("named", "body")
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


def _main(accused: Sequence[Accused]) -> Accused | None:
    """The one person who is criticised more than anybody else, where that is well supported.

    Bodies are left out: who speaks for a body is told too seldom to say that it is not heard.
    """
    need = SUPPORT.now
    if not accused:
        return None
    first, *rest = sorted(accused, key=lambda one: -len(one.charges))
    more = len(first.charges) - (len(rest[0].charges) if rest else 0)
    sure = sum(charge.score for charge in first.charges) / len(first.charges)
    person = _person(first.name)
    return (
        first
        if person and len(first.charges) >= need.charges and more >= need.lead and sure >= need.sure
        else None
    )


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
def not_reached(seen: Scene) -> Finding | None:
    """The party that is criticised most was asked, and does not answer."""
    main = _main(seen.accused)
    if main is None or main.heard or not main.replies:
        return None
    return Finding(
        "not_reached", who=main.name, count=len(main.charges), others=main.accusers, reply=main.replies[0]
    )


@FINDINGS.rule
def each_other(seen: Scene) -> Finding | None:
    """Two parties accuse each other."""
    need = SUPPORT.now
    trusted = _trusted(seen.accused)
    for one in trusted:
        for other in trusted:
            few = len(one.charges) + len(other.charges) < need.charges + need.lead
            if one.name >= other.name or few or not (_person(one.name) and _person(other.name)):
                continue
            mutual = any(same_party(a, other.name) for a in one.accusers) and any(
                same_party(a, one.name) for a in other.accusers
            )
            if mutual:
                return Finding("each_other", who=one.name, others=(other.name,))
    return None


@FINDINGS.rule
def answered(seen: Scene) -> Finding | None:
    """The party that is criticised most is heard too."""
    main = _main(seen.accused)
    if main is None or not main.heard:
        return None
    printed = [reply for reply in main.replies if reply in _PLAIN]
    if not printed:
        return None  # that somebody only defends himself is told too often where he does not
    reply = Counter(printed).most_common(1)[0][0]
    return Finding("answered", who=main.name, count=len(main.charges), others=main.accusers, reply=reply)


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
