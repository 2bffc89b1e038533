"""The sentences on who speaks: the finding, its standfirst, the voices, the claims and accusations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.show import sentence_finding
from framing.show.model import View, view
from framing.show.parts import listing
from framing.show.sentence_parts import count
from framing.show.words import number, of, part, ranged, single, some, target, upper
from framing.study.affiliations import NOBODY
from framing.study.camp_styles import CampStyle
from framing.study.facts import CampFacts, Facts
from framing.study.measures import UNASSIGNED
from framing.study.ranges import CountRange
from framing.study.said import Said

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def voices_of(camp: CampStyle) -> str:
    """A camp as the subject of a sentence.

    Example:
        >>> voices_of(CampStyle("official Russian", "RU", 1)), voices_of(CampStyle("critics", "CR", 2))
        ('official Russian voices', 'critics')
    """
    name = camp.name
    if name == UNASSIGNED:
        return "speakers in no camp"
    if name == NOBODY:
        return "nobody in particular"
    if name in ("other", "others"):
        return "other voices"
    if name.endswith("s") and not name.endswith("ss") and not name.isupper():
        return name
    return f"{name} voices"


def finding(tables: Tables | View, camps: Sides = None) -> str:
    """Who makes most of the statements, and whether the accusations have an accuser.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.

    Example:
        >>> from framing.tables import Tables
        >>> finding(Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]}))
        'No statement in this article is attributed to anyone.'
    """
    v = view(tables, camps)
    facts = v.facts
    where = "in this article" if v.one else f"in these {facts.articles:,} articles"
    if not facts.articles:
        return "There is no article to report on."
    if not facts.words:
        return "There is no story text to report on."
    if not facts.statements:
        nothing = f"No statement {where} is attributed to anyone."
        return f"{v.unscored} {nothing}" if v.one and v.unscored else nothing
    across = "" if v.one else f"Across {facts.articles:,} articles, "
    if _by_affiliation(v):
        told = sentence_finding.finding(facts.findings, across)
    else:
        parts = [upper(across + _largest(facts)), _accusations(facts)]
        told = f"{'; '.join(part for part in parts if part)}."
    return f"{v.unscored} {told}" if v.one and v.unscored else told


def more_found(v: View) -> list[str]:
    """The next findings of the only article, where its page opens with what its own words tell.

    Args:
        v: the view of one article.
    """
    return sentence_finding.further(v.facts.findings) if v.one and _by_affiliation(v) else []


def _largest(facts: Facts) -> str:
    total = facts.statements
    speaking = facts.by_size
    top = speaking[0]
    if len(speaking) == 1:
        if total == 1:
            return f"the only statement{_perhaps(top)} comes from {voices_of(top.camp)}"
        told = part(total, total, "statement") if top.range.single else f"all {top.range} statements"
        return f"{told} come from {voices_of(top.camp)}"
    tied = [c for c in speaking if c.statements == top.statements]
    if facts.uncovered or (top.camp.name == UNASSIGNED and len(tied) == 1):
        second = next(c for c in speaking if c.camp.name != UNASSIGNED)
        others = f"{voices_of(second.camp)}, the largest camp, make {second.range}"
        return f"{top.range} of the {total:,} statements come from speakers in no camp; {others}"
    if len(tied) > 1:
        names = listing(voices_of(c.camp) for c in tied[:3])
        if len(tied) > 3:
            return (
                f"{number(len(tied))} camps share first place, each with {_up_to(tied)} of the "
                f"{total:,} statements"
            )
        return f"{names} each make {_up_to(tied)} of the {total:,} statements"
    return f"{voices_of(top.camp)} make {top.range} of the {total:,} statements"


def _up_to(tied: Sequence[CampFacts]) -> str:
    """The count that several camps share; a range from the least that one of them has for sure."""
    return str(CountRange(min(c.range.least for c in tied), tied[0].statements))


def _perhaps(only: CampFacts) -> str:
    return "" if only.range.single else ", in doubt itself,"


def _accusations(facts: Facts) -> str:
    """What can be said of the accusations, or nothing; the search misses some, so every number is a least."""
    sure = facts.sure_accusations
    if not sure:
        return ""
    targets = {target(s.target) for s in sure}
    only = next(iter(targets)) if len(targets) == 1 else None
    against = f" against {only}" if only else ""
    if nobody := len([s for s in facts.unnamed_accusations if s in sure]):
        have = "has" if nobody == 1 else "have"
        return f"at least {_charges(nobody)}{against} {have} no named accuser"
    if len(sure) == 1:
        unnamed = sure[0].behind.partition(",")[0]
        by = unnamed if sure[0].naming == "unnamed" else "a named source"
        return f"at least one accusation{against} comes from {by}"
    named = len([s for s in sure if s.naming in ("named", "body")])
    if not named:
        return f"at least {_charges(len(sure))}{against} come from groups or people without a name"
    come = "comes from a named source" if named == 1 else "come from named sources"
    return f"at least {_charges(named)}{against} {come}"


def _charges(count: int) -> str:
    return some(count, "accusation") if count > 1 else "one accusation"


def standing(tables: Tables | View, camps: Sides = None, *, honest: bool = True) -> str:
    """The lines under the finding: who speaks for the largest camp, who else speaks, and what this is not.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        honest: whether a last sentence says what a report is not; without it, the article's own page shows the rest.
    """
    v = view(tables, camps)
    built = f"how {'one article is' if v.one else f'{v.facts.articles:,} articles are'} built"
    last = f"This report describes {built}; it does not say who is right." if honest else ""
    return " ".join(part for part in (*_standing(v, brief=not honest), last) if part)


def _standing(v: View, *, brief: bool = False) -> list[str]:
    facts = v.facts
    if not facts.statements:
        return [f"The {facts.words:,} words of the story are the journalist’s own."] if facts.words else []
    if _by_affiliation(v):
        return _plainly(facts)
    top = facts.top
    assert top is not None
    people = some(top.named, "named person or body", "named people or bodies")
    side = _the_side(top.camp)
    parts = []
    if facts.uncovered:
        parts.append(
            "The camps file covers too little of "
            f"{'this article' if v.one else 'these articles'}: `framing camps suggest` drafts a better one."
        )
    if top.camp.name == UNASSIGNED:
        if top.named:
            parts.append(f"Among them {'is' if top.named == 1 else 'are'} {people}.")
    elif not top.named:
        parts.append(f"Nobody with a name speaks for {side}.")
    else:
        parts.append(upper(f"{people} {'speaks' if top.named == 1 else 'speak'} for {side}."))
    others = [c for c in facts.by_size if c is not top]
    if others:
        told = listing(
            f"{c.range} {'is' if c.statements == 1 else 'are'} from {voices_of(c.camp)}"
            for c in others[:1]
        )
        # A long list says nothing: the largest are named, the rest counted.
        kept = others if len(others) <= 4 else others[:3]
        rest = facts.besides(top, *kept)
        told = listing([told, *(f"{c.range} from {voices_of(c.camp)}" for c in kept[1:]),
                        *([f"{rest:,} from others"] if rest else [])])  # fmt: skip
        parts.append(f"Of the other statements, {told}." if len(others) > 1 or others[0].statements > 1
                     else f"The remaining statement is from {voices_of(others[0].camp)}.")  # fmt: skip
    if v.one and not brief and facts.in_body < facts.statements:
        parts.append(
            f"In the body alone, {voices_of(top.camp)} make {top.body_range} of {facts.in_body:,}."
            if facts.in_body
            else "None of the statements stands in the body."
        )
    return [*parts, *_sourceless(facts)]


def _by_affiliation(v: View) -> bool:
    """Whether the page opens with what its sources are: the analyst gave no sides, or sides that do not fit."""
    return bool(v.facts.findings) and (v.generic or v.facts.uncovered)


def _plainly(facts: Facts) -> list[str]:
    """The lines under a finding that knows no sides."""
    parts = []
    if facts.uncovered:
        parts.append("For sides of this dispute, `framing camps suggest` drafts a file to edit.")
    if facts.speakers:
        speak = "is named as a source" if facts.speakers == 1 else "are named as sources"
        parts.append(upper(f"about {some(facts.speakers, 'person or body', 'people or bodies')} {speak}."))
    return [*parts, *_sourceless(facts)]


def _sourceless(facts: Facts) -> list[str]:
    nobody = facts.nobody
    have = "has" if single(nobody, facts.statements) else "have"
    found = facts.nobody_range
    told = f"{upper(ranged(found.least, found.most, facts.statements, 'statement'))} {have} no source at all."
    return [told] if nobody else []


def _the_side(camp: CampStyle) -> str:
    named = voices_of(camp)
    return f"the {camp.name} side" if named == f"{camp.name} voices" else named


def voices(tables: Tables | View, camps: Sides = None) -> str:
    """In which order the camps are heard, and with how many words.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    facts = v.facts
    if not v.said:
        return "No one is reported as saying anything; every word is the journalist’s."
    speaking = facts.speaking
    turn = facts.turn
    if turn is None:
        return _voices_many(facts)
    after = turn.after
    if after is None:
        only = speaking[0]
        return (
            f"Only {voices_of(only.camp)} are heard, in {some(only.statements, 'statement')} with {only.words:,} "
            f"{'word' if only.words == 1 else 'words'}, {_inside(only.quoted, only.words)}."
        )
    run, first, last = len(turn.before), turn.before[0], turn.before[-1]
    theirs = next(c for c in speaking if c.camp.name == after.camp.name)
    paragraphs = v.pages[0].body_paragraphs
    begin = (
        f"The first {number(run)} statements, {_stretch(first, last, paragraphs)}, "
        f"are from {voices_of(first.camp)}."
        if run > 1
        else f"{upper(voices_of(first.camp))} are heard first, in {_spot(first)}."
    )
    spot = "in the same place" if after.place == last.place else f"at {_spot(after)}"
    return (
        f"{begin} {upper(voices_of(after.camp))} come in {spot}, with {theirs.words:,} "
        f"{'word' if theirs.words == 1 else 'words'} in all, {_inside(theirs.quoted, theirs.words)}."
    )


def _voices_many(facts: Facts) -> str:
    top = facts.top
    assert top is not None
    alone, silent = facts.one_camp, facts.no_camp
    first = (
        f"{upper(voices_of(top.camp))} make {top.statements:,} of the {facts.statements:,} statements and are heard in "
        f"{part(top.articles, facts.articles, 'article')}."
    )
    rest = (
        f"In {some(alone, 'article')} only one camp speaks" if alone else "In none does only one camp speak"
    )
    return f"{first} {rest}" + (f", and in {number(silent)} no one does." if silent else ".")


def _inside(quoted: int, words: int) -> str:
    if not words:
        return "none of them in quotation marks"
    if not quoted:
        return "none of them in quotation marks" if words > 1 else "not in quotation marks"
    return "all of them in quotation marks" if quoted == words else f"{quoted:,} of them in quotation marks"


def _stretch(first: Said, last: Said, paragraphs: int) -> str:
    """Where a run of statements stands: in one place, or from one to another."""
    end = f"{_spot(last)}{f' of {paragraphs}' if last.place.startswith('Body') else ''}"
    return f"in {end}" if first.place == last.place else f"from {_spot(first)} to {end}"


def _spot(said: Said) -> str:
    place = said.place
    return (
        f"paragraph {place.removeprefix('Body ¶')}" if place.startswith("Body ¶") else f"the {place.lower()}"
    )


def ledger(tables: Tables | View, camps: Sides = None) -> str:
    """How the claims and the accusations are sourced.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    facts = v.facts
    noun = "official claim" if facts.official else "claim"
    if not v.said:
        return "Nothing is claimed and nothing is alleged: no statement is attributed to anyone."
    return f"{_claims(facts, noun)} {_alleged(facts)}"


def _claims(facts: Facts, noun: str) -> str:
    sourced, plain, whole = facts.sourced_claims, facts.plain_claims, len(facts.claims)
    if not whole:
        return f"There is no {noun}."
    if whole == 1:
        return (
            f"The one {noun} has {'a source' if sourced else 'no source'} and "
            f"{'a plain' if plain else 'a charged'} verb."
        )
    every = upper(part(whole, whole, noun))
    if sourced == whole:
        if plain == whole:
            return f"{every} have a source and a plain verb."
        return f"{every} have a source, {count(plain, whole)} of them a plain verb."
    verbs_ = (
        "all have" if plain == whole else f"{of(plain, whole)} {'has' if single(plain, whole) else 'have'}"
    )
    have = "has" if single(sourced, whole) else "have"
    return f"{upper(part(sourced, whole, noun))} {have} a source; {verbs_} a plain verb."


def _alleged(facts: Facts) -> str:
    nobody, unnamed, whole = len(facts.unnamed_accusations), facts.group_accusations, len(facts.accusations)
    if not whole:
        return "No reporting verb accuses or criticises; an accusation told without one is not counted here."
    if whole == 1:
        only = facts.accusations[0]
        return f"The one accusation is {_quoted_cue(only)}, by {only.behind}."
    if nobody == whole:
        return f"{upper(part(whole, whole, 'accusation'))} are by no one in particular."
    groups = f"{number(unnamed)} by an unnamed group or person" if unnamed else ""
    if not nobody:
        told = f"{upper(part(whole, whole, 'accusation'))} have somebody behind them"
        if unnamed == whole:
            return f"{upper(part(whole, whole, 'accusation'))} are by groups or people without a name."
        return f"{told}{f', {groups}' if groups else ''}."
    return (
        f"{upper(part(nobody, whole, 'accusation'))} {'is' if nobody == 1 else 'are'} by no one in particular"
        f"{f', {groups}' if groups else ''}."
    )


def _quoted_cue(said: Said) -> str:
    cue = " ".join(said.slice(said.cue).split())
    return f"put as “{cue}”" if cue else "made in quotation marks alone"
