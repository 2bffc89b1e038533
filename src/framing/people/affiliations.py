"""What a source is, by the words for it: the affiliation and function of a role, a body, a group, a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from framing.words import gazetteer
from framing.words.gazetteer import noun
from framing.words.rules import Rules
from framing.words.tables import Row, WordMap, WordSet, checked, derived


class Affiliation(StrEnum):
    """What a source is, by the capacity in which it speaks."""

    GOVERNMENT = "government"
    POLITICS = "politics"
    JUSTICE = "justice"
    INTERNATIONAL = "international"
    BUSINESS = "business"
    EXPERT = "expert"
    CIVIL_SOCIETY = "civil_society"
    MEDIA = "media"
    CITIZENS = "citizens"
    UNKNOWN = "unknown"


class Function(StrEnum):
    """As what a source speaks."""

    SPOKESPERSON = "spokesperson"
    DECISION_MAKER = "decision_maker"
    PROFESSIONAL = "professional"
    REPRESENTATIVE = "representative"
    PARTICIPANT = "participant"
    DOCUMENT = "document"


_BODY = WordMap("affiliations", "body")
_OFFICE = WordMap("affiliations", "office")
_DOCUMENT = WordMap("affiliations", "document")
_SPEAKS = WordSet("affiliations", "speaks for")
_PLEADS = WordSet("affiliations", "pleads for")
_UNTOLD = WordSet("affiliations", "untold")
_FORMER = WordSet("affiliations", "former")
_LEADS = WordSet("affiliations", "leads")
_SERVED = WordSet("affiliations", "leads for somebody")
_JOINING = WordSet("affiliations", "joins many")
_GENERIC = WordSet("affiliations", "office of any body")
_OF_STATE = WordSet("affiliations", "title of the state where it stands alone")
_POLLS = WordSet("affiliations", "poll")
_SEEN = WordSet("affiliations", "reads a document")
_COUNSEL = WordSet("affiliations", "counsel beside a name")
_TRIED = WordSet("affiliations", "in the dock")
_CLASSES = WordMap("affiliations", "class of noun")
_CAPITAL = WordSet("affiliations", "only with a capital")
_ACRONYMS = WordSet("affiliations", "only in capitals")
LINKS = frozenset(("of", "for", "at", "with", "from", "in", "on", "to", "by", "and", "who", "which", "that"))
_TOLD = frozenset(("told", "tells", "telling"))
_NEAR = 30  # words before a role in which its body may be named
_BY = frozenset(("by", "from", "led"))
_LONGEST = 5  # words of an entry
_SHORT = 12  # phrases of so many words come again and again, so what stands in them is kept
_TOKEN = re.compile(r"\w[\w&’'.-]*\w|\w")


class Asked(NamedTuple):
    """A source as the rules see it.

    Args:
        name: its words.
        role: those of its most telling role, its possessor first.
        kind: person, organisation, unnamed person, unnamed group or document.
        around: those of its apposition and of what it is said to be; for a person without a role, and a body.
        before: those that stand before the place where the article first says who it is.
        beside: those right before and behind each place of a person's name, marked as such.
        page: the share of each affiliation in the offices and bodies that the article names.
        others: the words of its other roles.
        of: those behind a person's name that say of what body it is.
    """

    name: tuple[str, ...]
    role: tuple[str, ...]
    kind: str
    around: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    page: tuple[tuple[Affiliation, float], ...] = ()
    others: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


class Hit(NamedTuple):
    """An entry found in words: where, which, what it stands for, and the user's own name for a part of that."""

    first: int
    last: int
    cls: str
    affiliation: Affiliation
    own: str = ""


def parted(value: str) -> tuple[Affiliation, str]:
    """The affiliation of an entry, and the user's own one under it.

    Example:
        >>> parted("government/regulator"), parted("media")
        ((<Affiliation.GOVERNMENT: 'government'>, 'regulator'), (<Affiliation.MEDIA: 'media'>, ''))
    """
    shipped, _, own = value.partition("/")
    return Affiliation(shipped.strip()), own.strip()


_WITH_VALUE = ("body", "office", "document", "class of noun")


def _wrong(row: Row) -> str:
    if row.cls in ("body", "office", "document") and row.word != row.word.lower():
        return f"the word '{row.word}' has capitals; write it in small letters, as '{row.word.lower()}'"
    known = row.value.partition("/")[0].strip() in set(Affiliation)
    if row.cls not in _WITH_VALUE or known:
        return ""
    return (
        f"the value '{row.value}' of '{row.word}' is no affiliation; allowed are {', '.join(Affiliation)}, each with "
        "one of your own behind a stroke if you wish, such as government/regulator"
    )


checked("affiliations", _wrong)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a phrase, apostrophes straight, without full stops at their ends.

    Example:
        >>> words_of("the council’s leader, Det. Insp.")
        ('the', "council's", 'leader', 'Det', 'Insp')
    """
    return tuple(_TOKEN.findall(text.replace("’", "'")))


def hits(words: Sequence[str]) -> Sequence[Hit]:
    """The entries in some words, the longest first where they overlap, in text order.

    Example:
        >>> [(hit.cls, str(hit.affiliation)) for hit in hits(words_of("chief of police"))]
        [('office', 'justice')]
    """
    return _short(tuple(words)) if len(words) <= _SHORT else _hits(words)


@derived
def _short(words: tuple[str, ...]) -> tuple[Hit, ...]:
    return tuple(_hits(words))


def _hits(words: Sequence[str]) -> list[Hit]:
    plain = [w.removesuffix("'s") for w in words]
    small = [w.lower() for w in plain]
    found: list[Hit] = []
    longest = _begin()
    behind = 0
    for at, word in enumerate(small):
        if at < behind or not (word in longest or "-" in word):
            continue
        for size in range(min(longest.get(word, 1), len(plain) - at), 0, -1):
            hit = _entry(" ".join(small[at : at + size]), " ".join(plain[at : at + size]), at, size)
            if hit is not None:
                found.append(hit)
                behind = at + size
                break
    return found


@derived
def _begin() -> dict[str, int]:
    """The words with which an entry or a country begins, and of how many words the longest is."""
    found: dict[str, int] = {}
    for phrase in (*_OFFICE, *_BODY, *(term.lower() for term in gazetteer.country_terms())):
        words = phrase.split(" ")
        found[words[0]] = max(found.get(words[0], 0), min(len(words), _LONGEST))
    return found


def _entry(phrase: str, written: str, at: int, size: int) -> Hit | None:
    if phrase in _CAPITAL and not written[:1].isupper():
        return None
    acronym = phrase in _ACRONYMS
    for cls, table in (("office", _OFFICE), ("body", _BODY)):
        if phrase in table and (written.isupper() or not acronym):
            return Hit(at, at + size, cls, *parted(table[phrase]))
    if size == 1 and "-" in phrase:  # "ex-minister", "dad-of-two"
        for part in (phrase.rpartition("-")[2], phrase.partition("-")[0]):
            if part in _OFFICE:
                return Hit(at, at + size, "office", *parted(_OFFICE[part]))
    land = gazetteer.country(written)
    if land is not None:
        body = land.kind == "body"
        return Hit(
            at,
            at + size,
            "body" if body else "country",
            Affiliation("international" if body else "government"),
        )
    return None


def own_affiliation(asked: Asked, found: Affiliation) -> str | None:
    """The user's own affiliation of a source, under the shipped one; None where no entry of the user's names it.

    Args:
        asked: the source.
        found: what it is.

    Example:
        >>> own_affiliation(Asked(words_of("the council"), (), "organisation"), Affiliation.GOVERNMENT) is None
        True
    """
    told = (hit for part in (asked.role, asked.name, asked.around) for hit in hits(part))
    return next((hit.own for hit in told if hit.own and hit.affiliation == found), None)


AFFILIATION: Rules[[Asked], Affiliation] = Rules("people.affiliation")
"""What a source is; the first rule that knows decides."""


def affiliation(asked: Asked) -> tuple[Affiliation, str]:
    """What a source is by its words, and the rule that knew; unknown and an empty rule where none does.

    Example:
        >>> affiliation(Asked((), words_of("spokeswoman for the RSPCA"), "unnamed person"))
        (<Affiliation.CIVIL_SOCIETY: 'civil_society'>, 'speaks_for')
    """
    found = AFFILIATION.first(asked)
    return (found.value, found.rule) if found is not None else (Affiliation.UNKNOWN, "")


def _head(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before the first that hangs on, and those behind."""
    for at, word in enumerate(words):
        if at and word.lower() in LINKS:
            return tuple(words[:at]), tuple(words[at + 1 :])
    return tuple(words), ()


def _body_in(words: Sequence[str]) -> Affiliation | None:
    """The body that some words name: in its head by the last entry, else in what hangs on; people only if nothing else.

    A federation, a council or a union is of those who join in it: 'the Federation of German Industries'.
    """
    head, tail = _head(words)
    told = _last_body(head)
    behind = _last_body(tail)
    if told is None or (told == Affiliation.CITIZENS and behind is not None):
        return behind
    if told == Affiliation.CIVIL_SOCIETY and behind == Affiliation.BUSINESS and head[-1].lower() in _JOINING:
        return behind
    return told


def _last_body(words: Sequence[str]) -> Affiliation | None:
    found = [hit for hit in hits(words) if hit.cls in ("body", "country")]
    told = [hit for hit in found if hit.cls == "body"] or found
    return told[-1].affiliation if told else None


@AFFILIATION.rule
def document(asked: Asked) -> Affiliation | None:
    """A document is of who made it, else of who makes such documents."""
    if asked.kind != "document":
        return None
    phrases = _phrases(asked.name)
    kinds = [_DOCUMENT[w] for w in phrases if w in _DOCUMENT]
    made = next(
        (at for at, w in enumerate(asked.name) if w in _BY and not (at and asked.name[at - 1] in _SEEN)), None
    )
    maker = _body_in(asked.name[made + 1 :]) if made is not None else None
    body = [hit for hit in hits(asked.name) if hit.cls == "body"]
    named = maker if maker is not None else next((hit.affiliation for hit in body), None)
    if not _POLLS.isdisjoint(phrases) and named in (None, Affiliation.MEDIA):
        return Affiliation.EXPERT
    if maker is not None:
        return maker
    if body and (not kinds or parted(kinds[0])[0] in (Affiliation.UNKNOWN, Affiliation.GOVERNMENT)):
        return body[0].affiliation
    return parted(kinds[0])[0] if kinds else None


def _phrases(words: Sequence[str]) -> list[str]:
    """Runs of words, the longest first."""
    return [
        " ".join(words[at : at + size]).lower()
        for size in range(3, 0, -1)
        for at in range(len(words) - size + 1)
    ]


@AFFILIATION.rule
def untold(asked: Asked) -> Affiliation | None:
    """Sources of whom nothing is told."""
    if asked.kind not in ("unnamed person", "unnamed group") or not any(
        w.lower() in _UNTOLD for w in asked.name
    ):
        return None
    told = [
        hit for hit in hits(asked.name) if hit.cls != "country" and hit.affiliation != Affiliation.CITIZENS
    ]
    return told[-1].affiliation if told else Affiliation.UNKNOWN


def speaking(words: Sequence[str]) -> tuple[int, int] | None:
    """Where some words say that somebody speaks for others.

    Example:
        >>> speaking(words_of("White House press secretary")), speaking(words_of("the secretary"))
        ((2, 4), None)
    """
    small = [word.lower() for word in words]
    for at in range(len(small)):
        for size in (3, 2, 1):
            if at + size <= len(small) and " ".join(small[at : at + size]) in _SPEAKS:
                return at, at + size
    return None


def told_function(asked: Asked) -> Function | None:
    """As what a source speaks, where the head of its role or phrase tells: for others, or as who leads a body.

    Example:
        >>> [str(told_function(Asked((), words_of(role), "person"))) for role in
        ...  ("press secretary of the union", "head of the union", "chief of staff")]
        ['spokesperson', 'decision_maker', 'None']
    """
    head, tail = _head(asked.role or (asked.name if asked.kind.startswith("unnamed") else ()))
    if asked.kind != "unnamed group" and speaking(head) is not None:
        return Function.SPOKESPERSON
    leads = bool(head) and head[-1].lower() in _LEADS
    return Function.DECISION_MAKER if leads and _SERVED.isdisjoint(w.lower() for w in tail[:2]) else None


@AFFILIATION.rule
def speaks_for(asked: Asked) -> Affiliation | None:
    """A spokesman is of the body for which he speaks."""
    words = asked.role or (asked.name if asked.kind == "unnamed person" else ())
    place = speaking(words)
    if place is None:
        return None
    at, behind = place
    for part in (words[behind:], words[:at]):
        found = hits(part)
        told = [hit for hit in found if hit.cls != "country"] or found
        if told:
            return told[-1].affiliation if part == words[:at] else told[0].affiliation
    return None if _strange(words[behind:]) else _named_body(asked.before)


@AFFILIATION.rule
def pleads_for(asked: Asked) -> Affiliation | None:
    """A lawyer is of the court, whomever he serves."""
    if asked.kind not in ("person", "unnamed person", "unnamed group"):
        return None
    head, _ = _head(asked.role or asked.name)
    if not head or head[-1].lower() not in _PLEADS:
        return None
    known = [hit for hit in hits(head) if hit.last == len(head)]
    return Affiliation.JUSTICE if not known or known[-1].affiliation == Affiliation.JUSTICE else None


@AFFILIATION.rule
def office(asked: Asked) -> Affiliation | None:
    """An office, and where any body has such an office, the body's."""
    words = asked.role or (asked.name if asked.kind in ("unnamed person", "unnamed group") else ())
    if not words:
        return None
    if " ".join(words) in _OF_STATE:
        return Affiliation.GOVERNMENT
    head, tail = _head(words)
    offices = [hit for hit in hits(words) if hit.cls == "office" and hit.first < len(head)]
    if offices and offices[-1].affiliation == Affiliation.GOVERNMENT and _former(head):
        return Affiliation.POLITICS
    generic = next((w for w in reversed(head) if w.lower() in _GENERIC), None)
    if offices and " ".join(words[offices[-1].first : offices[-1].last]).lower() not in _GENERIC:
        return _with_body(offices[-1], head, tail)
    if generic is not None or offices:
        body = _body_in(tail) or _body_in(head) or _body_in(asked.of)
        if body is None and not _strange(words):
            body = _named_body(asked.before)
            if body == Affiliation.POLITICS and offices and offices[-1].affiliation == Affiliation.GOVERNMENT:
                body = None  # a governor named behind a party is not the party's
        if body is not None:
            return body
    return offices[-1].affiliation if offices else None


def _former(head: Sequence[str]) -> bool:
    return any(word.lower() in _FORMER or word.lower().startswith("ex-") for word in head)


def _strange(words: Sequence[str]) -> bool:
    """Whether some words name a body that no table knows."""
    return bool(words) and any(word[:1].isupper() and not hits((word,)) for word in words[1:] or words)


def _named_body(words: Sequence[str]) -> Affiliation | None:
    """The body named last in some words; whom somebody told it is none."""
    near = words[-_NEAR:]
    told = [
        hit
        for hit in hits(near)
        if hit.cls == "body"
        and hit.affiliation != Affiliation.CITIZENS
        and not (hit.first and near[hit.first - 1].lower() in _TOLD)
    ]
    return told[-1].affiliation if told else None


def _with_body(hit: Hit, head: Sequence[str], tail: Sequence[str]) -> Affiliation:
    """An office of government, or an expert, at a body of several states is international."""
    if hit.affiliation in (Affiliation.GOVERNMENT, Affiliation.JUSTICE, Affiliation.EXPERT):
        body = _body_in(tail) or _body_in(head[: hit.first])
        if body == Affiliation.INTERNATIONAL:
            return body
    return hit.affiliation


@AFFILIATION.rule
def body_of_role(asked: Asked) -> Affiliation | None:
    """A role that only names the body."""
    return _body_in(asked.role) if asked.role else None


@AFFILIATION.rule
def body(asked: Asked) -> Affiliation | None:
    """A body or group by its name."""
    if asked.kind == "person":
        return None
    found = _body_in(asked.name)
    if found is not None:
        return found
    return None


@AFFILIATION.rule
def class_of_noun(asked: Asked) -> Affiliation | None:
    """The class of the head noun."""
    head, _ = _head(asked.role or asked.name)
    if asked.kind == "person" and not asked.role:
        return None
    for word in reversed(head):
        known = noun(word.lower())
        if known is not None and known.camp_class in _CLASSES:
            return parted(_CLASSES[known.camp_class])[0]
    return None


@AFFILIATION.rule
def in_court(asked: Asked) -> Affiliation | None:
    """Who has KC behind the name, or defends or prosecutes, is counsel; who pleads guilty or not is a citizen."""
    if asked.kind != "person" or asked.role:
        return None
    behind = {word[1:] for word in asked.beside if word[0] == "<"}
    if not behind.isdisjoint(_COUNSEL):
        return Affiliation.JUSTICE
    said = " ".join(asked.around).lower()
    return Affiliation.CITIZENS if any(phrase in said for phrase in _TRIED) else None


@AFFILIATION.rule
def around(asked: Asked) -> Affiliation | None:
    """What stands around the name of a person without a role."""
    if asked.kind != "person" or asked.role or not asked.around:
        return None
    found = hits(asked.around)
    told = [hit for hit in found if hit.cls != "country"]
    return told[0].affiliation if told else None


def speaks_for_somebody(role: str) -> bool:
    """Whether a role is that of somebody who speaks or pleads for another.

    Example:
        >>> speaks_for_somebody("spokeswoman for the RSPCA"), speaks_for_somebody("mayor")
        (True, False)
    """
    words = words_of(role)
    return speaking(words) is not None or not _PLEADS.isdisjoint(word.lower() for word in words)
