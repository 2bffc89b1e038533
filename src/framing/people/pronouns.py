"""Whom a pronoun means that is a source: he, it, they, I, we, who, everyone."""

from __future__ import annotations

from bisect import bisect_left

from framing.people import interviews
from framing.people.antecedents import third
from framing.people.commons import PLURALS, common
from framing.people.entities import Mention
from framing.people.holders import Offices
from framing.people.named import best_role, named
from framing.people.phrases import BREAKS, OPENING, Phrase, label
from framing.people.scene import Scene, Voice
from framing.words.gazetteer import noun, noun_kind
from framing.words.rules import Rules
from framing.words.tables import WordMap, WordSet, derived

_THIRD = WordMap("function", "pronoun", "possessive", "possessive_pronoun", "reflexive")
_FIRST = WordMap("function", "first_person")
_RELATIVE = WordSet("function", "relative")
_NO_VOICE = WordSet("function", "relative", "first_person", "pronoun")
_GENERAL = WordSet("people", "anyone")
_STOPS = frozenset('.!?;:"“”')
_NO_GROUP = WordSet("function", "first_person", "pronoun")
_BACK = 60  # words to look back for a group

PRONOUN: Rules[[Scene, Offices, int], Voice] = Rules("people.pronoun")
"""Whom a pronoun means, by what pronoun it is."""


def pronoun(scene: Scene, offices: Offices, at: int) -> Voice | None:
    """The voice of a pronoun, or None where the word is none."""
    if scene.lower[at] not in stand_for():
        return None
    found = PRONOUN.first(scene, offices, at)
    return found.value._replace(rule=f"pronoun.{found.rule}") if found is not None else None


@derived
def stand_for() -> frozenset[str]:
    """The words that stand for somebody: no rule takes another.

    Example:
        >>> "she" in stand_for(), "mayor" in stand_for()
        (True, False)
    """
    return frozenset((*_THIRD, *_FIRST, *_RELATIVE, *_GENERAL, *interviews.MARKS))


@PRONOUN.rule
def he_or_she(scene: Scene, offices: Offices, at: int) -> Voice | None:
    """The most salient person named before."""
    gender = _THIRD.get(scene.lower[at], "")
    if gender not in ("m", "f"):
        return None
    return third(scene, at, gender) or Voice(scene.forms[at].lower(), None, "unnamed person")


@PRONOUN.rule
def it(scene: Scene, offices: Offices, at: int) -> Voice | None:
    """The organisation, country or document that spoke or was named last."""
    if _THIRD.get(scene.lower[at]) != "n":
        return None
    here = scene.block_of(at)
    for spoken in reversed(scene.spoken[-2:]):
        if here - spoken.block > 1:
            break
        if spoken.voice.kind in ("organisation", "document"):
            return spoken.voice
    position = bisect_left(scene.cast.starts, at)
    fallback: Mention | None = None
    for number in range(position - 1, max(position - 15, -1), -1):
        mention = scene.cast.mentions[number]
        if mention.entity.kind == "person":
            continue
        if mention.subject:
            return named(scene, mention)
        fallback = fallback or mention
    if fallback is not None:
        return named(scene, fallback)
    return Voice(scene.lower[at], None, "organisation")


@PRONOUN.rule
def they(scene: Scene, offices: Offices, at: int) -> Voice | None:
    """The group or body that spoke last, or the group named last."""
    if _THIRD.get(scene.lower[at]) != "p":
        return None
    here = scene.block_of(at)
    for spoken in reversed(scene.spoken[-3:]):
        if here - spoken.block > 2:
            break
        voice = spoken.voice
        if voice.kind in ("unnamed group", "organisation") and voice.name not in _NO_VOICE:
            return voice
    for k in range(at - 1, max(at - _BACK, -1), -1):
        word = scene.lower[k]
        if noun_kind(word) == "group" and word not in PLURALS and word not in _NO_GROUP:
            return Voice(label(scene, k, k + 1), None, "unnamed group")
    return Voice("they", None, "unnamed group")


@PRONOUN.rule
def first_person(scene: Scene, offices: Offices, at: int) -> Voice | None:
    """The speaker whose words it stands in, else the author."""
    number = _FIRST.get(scene.lower[at])
    if number is None:
        return None
    offset = scene.words.starts[at]
    for spoken in reversed(scene.spoken[-6:]):
        if any(span.start <= offset < span.end for span in spoken.statement.content):
            if number == "s" or spoken.voice.kind != "person":
                return spoken.voice
            return Voice("we", None, "unnamed group")
    if number == "p":
        return Voice("we", None, "unnamed group")
    byline = scene.doc.article.byline
    return Voice(byline[0], None, "person") if len(byline) == 1 else Voice("I", None, "unnamed person")


@PRONOUN.rule
def relative(scene: Scene, offices: Offices, at: int) -> Voice | None:
    """Whoever stands right before it."""
    word = scene.lower[at]
    if word not in _RELATIVE:
        return None
    voice = _name_before(scene, at, word) or _noun_before(scene, offices, at)
    return voice or Voice(word, None, "unnamed person" if word == "who" else "organisation")


@PRONOUN.rule
def interview(scene: Scene, offices: Offices, at: int) -> Voice | None:
    """The marks of a printed interview: whom its introduction names."""
    if scene.lower[at] not in interviews.MARKS:
        return None
    told = interviews.parties(scene) if interviews.marked(scene, at) else interviews.Parties(None, None)
    who = told.asks if scene.lower[at] == interviews.ASKS else told.answers
    if who is None:
        return Voice(scene.forms[at], None, "unnamed person")
    role = best_role(scene, who)
    return Voice(who.name, role.text if role else None, "person", who)


@PRONOUN.rule
def anyone(scene: Scene, offices: Offices, at: int) -> Voice | None:
    """You, everyone."""
    word = scene.lower[at]
    return Voice(word, None, "unnamed group") if word in _GENERAL else None


def _name_before(scene: Scene, at: int, word: str) -> Voice | None:
    position = bisect_left(scene.cast.starts, at)
    for number in range(position - 1, max(position - 4, -1), -1):
        mention = scene.cast.mentions[number]
        gap = scene.forms[mention.last : at]
        if len(gap) > 14 or any(form in _STOPS for form in gap):
            return None
        beside = not gap or gap == [","]
        if mention.entity.kind == "person":
            if beside or scene.forms[at - 1] in (",", "—", "–", ")"):
                return named(scene, mention)
        elif beside and word in ("which", "that"):
            return named(scene, mention)
    return None


def _noun_before(scene: Scene, offices: Offices, at: int) -> Voice | None:
    for k in range(at - 1, max(at - 10, -1), -1):
        if scene.forms[k] in _STOPS:
            return None
        if noun(scene.lower[k]) is not None:
            start = k
            while start > 0 and k - start < 5 and scene.lower[start] not in OPENING:
                if scene.lower[start - 1] in BREAKS or not scene.forms[start - 1][0].isalpha():
                    break
                start -= 1
            inside = scene.cast.within(start, k + 1)
            at_head = next((m for m in inside if m.first <= k < m.last), None)
            if at_head is not None:
                return named(scene, at_head)
            return common(scene, offices, Phrase(start, k + 1, k, k + 1, inside))
    return None
