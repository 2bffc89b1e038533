"""Organisations by their common noun: "the ministry", "the company", "the Ruiz campaign", "police"."""

from __future__ import annotations

from bisect import bisect_left

from framing.people.classes import ORGANISATION
from framing.people.entities import Entity, Mention
from framing.people.named import body_voice, without_article
from framing.people.phrases import Phrase, label
from framing.people.scene import Scene, Voice
from framing.words import gazetteer
from framing.words.gazetteer import noun
from framing.words.rules import Rules
from framing.words.tables import WordSet

CALLINGS = WordSet("people", "body_calling")
"""Callings that are as often those of a body: the regulator, the broadcaster."""

_COMPANY = WordSet("people", "company")
_COMPANY_NAMES = WordSet("people", "company_name")
_RIGHTS = WordSet("people", "rights_group")
_RIGHTS_NAMES = WordSet("people", "rights_name")
_UNLIKE_RIGHTS = WordSet("people", "any_group")
_PRESS = WordSet("people", "press_name")
_PUBLIC = WordSet("people", "public_body")
_MEDIA = WordSet("people", "press_kind")
_MENTIONS = 59  # how far back a body is looked for
_ANY = ("rights", "business", "opposition")


def body(scene: Scene, phrase: Phrase) -> Voice:
    """The organisation that a phrase means: one the article named before, or the phrase itself."""
    if _takes_up(scene, phrase):
        voice = _named_before(scene, phrase)
        if voice is not None:
            return voice
    return Voice(without_article(label(scene, phrase.first, phrase.last)), None, "organisation")


def _takes_up(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is so short that it takes up something named before: "the ministry", "its maker"."""
    behind = phrase.head + 1
    alone = behind >= phrase.last or scene.forms[behind] in (",", "—", "–", "(")
    opens = scene.lower[phrase.first] in ("the", "its", "their", "this")
    return opens and phrase.head - phrase.first <= 1 and alone


def _named_before(scene: Scene, phrase: Phrase) -> Voice | None:
    word = scene.lower[phrase.head]
    if scene.spoken and (word in _RIGHTS or word in _COMPANY):
        voice = scene.spoken[-1].voice
        if voice.entity is not None and voice.kind == "organisation" and _any_body(voice.entity):
            return voice
    position = bisect_left(scene.cast.starts, phrase.first)
    for number in range(position - 1, max(position - 1 - _MENTIONS, -1), -1):
        mention = scene.cast.mentions[number]
        if _means(scene, word, mention):
            return body_voice(mention.entity)
    for spoken in reversed(scene.spoken[-4:]):
        voice = spoken.voice
        if voice.kind == "organisation" and voice.name and word in voice.name.lower().split():
            return voice
    return None


def _means(scene: Scene, word: str, mention: Mention) -> bool:
    """Whether a noun may stand for whom a mention names."""
    kind = mention.entity.kind
    if kind == "organisation":
        return _called(scene, word, mention.first) or fits(word, mention.entity)
    return kind == "person" and word in _MEDIA and _called(scene, word, mention.first)


def _called(scene: Scene, word: str, at: int) -> bool:
    """Whether the noun stands right before a name: "the think tank Bruegel", "the daily El Comercio"."""
    before = scene.lower[at - 1] if at else ""
    return before == word or (word in _MEDIA and before in _MEDIA)


def _any_body(entity: Entity) -> bool:
    """Whether a body is of the kind that "the group" or "the company" may mean for all its name says."""
    if entity.kind != "organisation" or gazetteer.country(entity.name) is not None:
        return False
    known = noun(entity.surname.lower())
    return known is None or known.camp_class in _ANY


FITS: Rules[[str, Entity, frozenset[str]], bool] = Rules("people.body_by_noun")
"""Whether a noun may stand for an organisation by the words of its name; the first rule that knows decides."""


def fits(word: str, entity: Entity) -> bool:
    """Whether "the ministry" may stand for this organisation.

    Example:
        >>> fits("ministry", Entity("Ministry of Health", "organisation", ("Ministry", "of", "Health")))
        True
    """
    found = FITS.first(word, entity, frozenset([part.lower().rstrip(".") for part in entity.parts]))
    return found is not None and found.value


@FITS.rule
def same_word(word: str, entity: Entity, words: frozenset[str]) -> bool | None:
    """The noun is part of the name."""
    return True if word in words else None


@FITS.rule
def country(word: str, entity: Entity, words: frozenset[str]) -> bool | None:
    """A country is none of these."""
    return False if gazetteer.country(entity.name) is not None else None


@FITS.rule
def company(word: str, entity: Entity, words: frozenset[str]) -> bool | None:
    """Any body is "the company" whose name does not say that it is something else."""
    if word not in _COMPANY:
        return None
    if any(w in _COMPANY_NAMES for w in words):
        return True
    return not any(w in ORGANISATION or w in _PUBLIC for w in words)


@FITS.rule
def calling(word: str, entity: Entity, words: frozenset[str]) -> bool | None:
    """The regulator: any body."""
    return True if word in CALLINGS else None


@FITS.rule
def police(word: str, entity: Entity, words: frozenset[str]) -> bool | None:
    """The force: a police."""
    return bool(words & {"police", "constabulary"}) if word in ("force", "constabulary") else None


@FITS.rule
def rights_group(word: str, entity: Entity, words: frozenset[str]) -> bool | None:
    """The group: by a word of its name, or by its initials."""
    if word not in _RIGHTS:
        return None
    if word in _UNLIKE_RIGHTS:
        return False
    initials = len(entity.parts) == 1 and entity.name.isupper() and len(entity.name) > 2
    return initials or any(w in _RIGHTS_NAMES for w in words)


@FITS.rule
def press(word: str, entity: Entity, words: frozenset[str]) -> bool | None:
    """The paper: the Times of somewhere."""
    if word not in _MEDIA:
        return None
    return len(entity.parts) > 1 and any(w in _PRESS for w in words)
