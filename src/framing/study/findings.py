"""What is most telling of an article and well supported: facts with a score, from which a page takes its finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from framing.people.likeness import same_party, telling
from framing.study.charges import Accused, accused_of
from framing.study.claims import without_accuser
from framing.study.measures import rows_of
from framing.words.gazetteer import given_names
from framing.words.rules import Rules, Weights

if TYPE_CHECKING:
    from framing.tables import Tables


@dataclass(frozen=True, slots=True)
class Support:
    """How much must be there before something is said; set by trying on `data/gold/findings`.

    Args:
        charges: charges against one party before it is told as the one that is criticised.
        lead: how many more than against the next one.
        sure: the mean score of these charges.
        share: the share of statements from which an affiliation has most of them.
        statements: the least statements of an article whose shares are told.
        told: the least share with which a source's affiliation was told, for its statements to count.
        heard: the share of statements from which somebody is heard most.
    """

    charges: int = 3
    lead: int = 2
    sure: float = 0.6
    share: float = 0.5
    statements: int = 6
    told: float = 0.6
    heard: float = 0.3


_PLAIN = ("denies", "admits")
SUPPORT = Weights("study.findings", Support())


class Scene(NamedTuple):
    """One article as the findings see it: its statements by affiliation and speaker, and its accused.

    `nobodys` are the targets of the statements that accuse somebody and have nobody at all behind them.
    """

    statements: int
    affiliations: Counter[str]
    speakers: Counter[str]
    accused: tuple[Accused, ...]
    sourceless: int
    named: frozenset[str]
    nobodys: tuple[str | None, ...] = ()
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact that can be a page's finding.

    Args:
        kind: the rule that found it.
        score: how telling it is, 0 to 1; the highest is told.
        who: whom it is about, or an affiliation.
        count, whole: its numbers.
        others: further names that belong to it.
        reply: the answer that belongs to it, or "".
    """

    kind: str
    score: float
    who: str = ""
    count: int = 0
    whole: int = 0
    others: tuple[str, ...] = ()
    reply: str = ""


FINDINGS: Rules[[Scene], Finding] = Rules("study.findings")
"""What can be found; each rule gives its finding or None."""


def scene(tables: Tables, article_id: str | None = None) -> Scene:
    """One article of the tables as the findings see it, or all of them together, without their accusations."""
    affiliations: Counter[str] = Counter()
    speakers: Counter[str] = Counter()
    named = set()
    for row in rows_of(tables.sources):
        if article_id in (None, row.article_id):
            sure = _number(row.share) >= SUPPORT.now.told
            affiliations[row.affiliation if sure else "unknown"] += int(row.statements)
            speakers[row.speaker] += int(row.statements)
            if row.named:
                named.add(row.speaker)
    own = tables.statements
    if article_id is not None:
        own = own[own["article_id"] == article_id]
    accused = [one for one in accused_of(tables) if one.article_id == article_id]
    sourceless = int(own["speaker"].isna().sum())
    nobodys = [row.target for row in without_accuser(rows_of(own))] if article_id is not None else []
    return Scene(
        len(own), affiliations, speakers, tuple(accused), sourceless, frozenset(named),
        tuple(one if isinstance(one, str) else None for one in nobodys), _headline(tables, article_id),
    )  # fmt: skip


def _headline(tables: Tables, article_id: str | None) -> str:
    found = tables.articles.loc[tables.articles["article_id"] == article_id, "headline"].tolist()
    return found[0] if found and isinstance(found[0], str) else ""


def findings(tables: Tables, article_id: str | None = None) -> list[Finding]:
    """What can be said of an article, the most telling first.

    Args:
        tables: annotated tables.
        article_id: of the article; None for all of them together.

    Example:
        >>> from framing.tables import Tables
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]})
        >>> findings(tables, "a")[0].kind
        'no_voice'
    """
    seen = scene(tables, article_id)
    found = [answer.value for answer in FINDINGS.every(seen)]
    return sorted(found, key=lambda one: -one.score)


def _number(value: float | None) -> float:
    return float(value) if value is not None and value == value else 1.0


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


def _person(name: str) -> bool:
    """Whether a name is the full name of a person."""
    words = name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words) and words[0] in given_names()


@FINDINGS.rule
def unheard(seen: Scene) -> Finding | None:
    """The party that is criticised most says nothing here."""
    main = _main(seen.accused)
    if main is None or main.heard or main.replies:
        return None
    return Finding("unheard", 0.9, main.name, len(main.charges), others=main.accusers)


@FINDINGS.rule
def not_reached(seen: Scene) -> Finding | None:
    """The party that is criticised most was asked, and does not answer."""
    main = _main(seen.accused)
    if main is None or main.heard or not main.replies:
        return None
    return Finding(
        "not_reached", 0.85, main.name, len(main.charges), others=main.accusers, reply=main.replies[0]
    )


@FINDINGS.rule
def each_other(seen: Scene) -> Finding | None:
    """Two parties accuse each other."""
    need = SUPPORT.now
    for one in seen.accused:
        for other in seen.accused:
            few = len(one.charges) + len(other.charges) < need.charges + need.lead
            if one.name >= other.name or few or not (_person(one.name) and _person(other.name)):
                continue
            mutual = any(same_party(a, other.name) for a in one.accusers) and any(
                same_party(a, one.name) for a in other.accusers
            )
            if mutual:
                return Finding("each_other", 0.8, one.name, others=(other.name,))
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
    return Finding("answered", 0.7, main.name, len(main.charges), others=main.accusers, reply=reply)


@FINDINGS.rule
def nameless(seen: Scene) -> Finding | None:
    """The charges against the party that is criticised most have no accuser."""
    main = _main(seen.accused)
    if main is None or not all(charge.nameless and charge.statement_id is None for charge in main.charges):
        return None
    return Finding("nameless", 0.95, main.name, len(main.charges))


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
    return Finding("sourceless", 0.75, who, len(seen.nobodys))


@FINDINGS.rule
def mostly(seen: Scene) -> Finding | None:
    """One affiliation has most of the statements."""
    need = SUPPORT.now
    told = seen.affiliations.copy()
    told.pop("unknown", None)
    if seen.statements < need.statements or not told:
        return None
    (who, count), *rest = told.most_common()
    if count < need.share * seen.statements or (rest and count <= rest[0][1]):
        return None
    return Finding("mostly", 0.6, who, count, seen.statements)


@FINDINGS.rule
def one_voice(seen: Scene) -> Finding | None:
    """All that is said comes from one source."""
    if len(seen.speakers) != 1 or seen.sourceless or seen.statements < 2:
        return None
    (who,) = seen.speakers
    return Finding("one_voice", 0.65, who, seen.statements, seen.statements)


@FINDINGS.rule
def most_heard(seen: Scene) -> Finding | None:
    """Who is heard most."""
    if not seen.speakers or seen.statements < 2:
        return None
    (who, count), *rest = seen.speakers.most_common()
    need = SUPPORT.now
    few = count < need.heard * seen.statements or seen.statements < need.statements
    if few or who not in seen.named or (rest and count < rest[0][1] + need.lead):
        return None
    return Finding("most_heard", 0.62, who, count, seen.statements)


@FINDINGS.rule
def several(seen: Scene) -> Finding | None:
    """How many sources the statements have; what can be said in any case."""
    if not seen.speakers:
        return None
    return Finding("several", 0.2, count=len(seen.speakers), whole=seen.speakers.total())


@FINDINGS.rule
def no_voice(seen: Scene) -> Finding | None:
    """Nobody is reported as saying anything."""
    return Finding("no_voice", 0.5) if not seen.statements else None
