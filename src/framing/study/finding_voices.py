"""Findings on who speaks: one voice only, who is quoted, who is heard most, who has no name, whose words are loaded."""

from __future__ import annotations

import re

from framing.people.likeness import same_party, telling
from framing.study.finding import FINDINGS, SUPPORT, Finding
from framing.study.printed import clean, party
from framing.study.scene import Scene
from framing.words.gazetteer import country_terms

_OWN_VOICE = ("opinion", "letter")


@FINDINGS.rule
def mostly(seen: Scene) -> Finding | None:
    """One affiliation has most of the statements."""
    need = SUPPORT.now
    told = seen.affiliations.copy()
    told.pop("unknown", None)
    if seen.statements < need.statements or not told or seen.genre in (*_OWN_VOICE, "interview"):
        return None
    (who, count), *rest = told.most_common()
    if count < need.share * seen.statements or (rest and count <= rest[0][1]):
        return None
    return Finding("mostly", who=who, count=count, whole=seen.statements)


@FINDINGS.rule
def one_voice(seen: Scene) -> Finding | None:
    """All that is said comes from one source."""
    if len(seen.speakers) != 1 or seen.sourceless or seen.statements < 2:
        return None
    (who,) = seen.speakers
    return Finding("one_voice", who=who, count=seen.statements, whole=seen.statements)


@FINDINGS.rule
def most_heard(seen: Scene) -> Finding | None:
    """Who is heard most: with a clear lead, so that a few statements missed do not change it."""
    need = SUPPORT.now
    if not seen.speakers or seen.statements < need.statements or seen.genre in (*_OWN_VOICE, "interview"):
        return None
    (who, count), *rest = seen.speakers.most_common()
    next_one = rest[0][1] if rest else 0
    if who not in seen.named or count < max(need.heard, need.twice * next_one):
        return None
    name = party(who, seen.text) if seen.text else who
    return Finding("most_heard", who=name, count=count, whole=seen.statements) if name else None


@FINDINGS.rule
def only_quoted(seen: Scene) -> Finding | None:
    """Three sources at most have all the quotation marks, each with a name."""
    if (
        seen.genre in ("interview", *_OWN_VOICE)
        or seen.quoted.get("")
        or len(seen.speakers) < len(seen.quoted)
    ):
        return None
    names = [party(who, seen.text) if who in seen.named else "" for who in seen.quoted]
    if not 0 < len(names) <= SUPPORT.now.quoted or not all(names) or len(seen.speakers) < 2:
        return None
    if any(who in country_terms() for who in seen.quoted):
        return None  # a country is spoken of: a quotation was given to the wrong one
    return Finding("only_quoted", count=seen.quoted.total(), others=tuple(names))


@FINDINGS.rule
def own_voices(seen: Scene) -> Finding | None:
    """Every voice in quotation marks is one of the headline's parties, or holds an office there."""
    if len(seen.quoted) < 2 or seen.quoted.get(""):
        return None
    parties: list[str] = []
    for who in seen.quoted:
        words = telling(f"{seen.roles.get(who, '')}") | telling(who)
        name = next((word for word in _names_of(seen.headline) if telling(word) <= words), "")
        if not name or who not in seen.named:
            return None
        if name not in parties:
            parties.append(name)
    if not all(
        any(telling(name) & telling(seen.roles.get(who, "")) for name in parties) for who in seen.quoted
    ):
        return None
    return Finding("own_voices", count=len(seen.quoted), others=tuple(parties))


def _names_of(headline: str) -> list[str]:
    """The single names of a headline."""
    return [word for word in re.findall(r"[A-Z][\w&-]+", headline) if telling(word)]


@FINDINGS.rule
def author(seen: Scene) -> Finding | None:
    """In an opinion piece or a letter the writer speaks; how many others are cited, and with how many quoted words."""
    if seen.genre not in _OWN_VOICE:
        return None
    me = seen.author
    others = [who for who in seen.speakers if not _oneself(who, me)]
    quoted = sum(count for who, count in seen.quoted.items() if who and not _oneself(who, me))
    return Finding("author", who=me, count=len(others), whole=quoted, reply=seen.genre)


def _oneself(who: str, author: str) -> bool:
    """Whether a source is the writer: an "I", or the name of the byline."""
    words = who.lower().split()
    return bool({"i", "me", "we"} & set(words)) or bool(author and same_party(who, author))


@FINDINGS.rule
def interview(seen: Scene) -> Finding | None:
    """It is an interview: one is asked, and others are only spoken about."""
    if seen.genre != "interview":
        return None
    (who, count), *rest = seen.speakers.most_common() or [("", 0)]
    clear = who in seen.named and count >= SUPPORT.now.twice * (rest[0][1] if rest else 0) and count > 2
    return Finding("interview", who=who if clear else "", count=count)


@FINDINGS.rule
def one_gender(seen: Scene) -> Finding | None:
    """Everybody who speaks by name is a woman, or a man."""
    known = {gender: count for gender, count in seen.genders.items() if gender in ("woman", "man")}
    if len(known) != 1 or seen.genders.total() != sum(known.values()):
        return None
    ((who, count),) = known.items()
    return Finding("one_gender", who=who, count=count, whole=count) if count >= SUPPORT.now.persons else None


@FINDINGS.rule
def unnamed(seen: Scene) -> Finding | None:
    """Half of the statements and more come from people, groups or papers without a name."""
    need = SUPPORT.now
    if seen.statements < need.statements or seen.unnamed < need.nameless * seen.statements:
        return None
    if seen.genre in (*_OWN_VOICE, "interview"):
        return None
    return Finding("unnamed", count=seen.unnamed, whole=seen.statements)


@FINDINGS.rule
def several(seen: Scene) -> Finding | None:
    """How many sources the statements have; what can be said in any case."""
    if not seen.speakers:
        return Finding("several", whole=seen.sourceless) if seen.sourceless else None
    return Finding("several", count=len(seen.speakers), whole=seen.speakers.total())


@FINDINGS.rule
def no_voice(seen: Scene) -> Finding | None:
    """Nobody is reported as saying anything."""
    return Finding("no_voice", whole=seen.words, count=len(seen.quoted)) if not seen.statements else None


@FINDINGS.rule
def own_words(seen: Scene) -> Finding | None:
    """The article judges in its own words: at least two strong loaded words outside all quotation marks."""
    strong = [mark for mark in seen.loaded if mark.strength >= SUPPORT.now.least]
    words = tuple(dict.fromkeys(clean(mark.text) for mark in strong))
    if len(words) < SUPPORT.now.strong:
        return None
    return Finding("own_words", count=len(strong), others=words[:3], reply=seen.genre)


@FINDINGS.rule
def hedged(seen: Scene) -> Finding | None:
    """The article itself is careful: many hedges in its own words."""
    need = SUPPORT.now
    if seen.hedges < need.hedges or 100 * seen.hedges < need.hedged * max(seen.words, 1):
        return None
    return Finding("hedged", count=seen.hedges, whole=seen.words)
