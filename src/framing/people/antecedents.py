"""Whom "he" and "she" stand for: every person named shortly before is weighed, the most salient one is meant.

In the manner of salience weighting (Lappin & Leass 1994).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import NamedTuple

from framing.people.classes import GENDERED
from framing.people.entities import Entity, Mention
from framing.people.named import belongs, best_role
from framing.people.scene import Scene, Spoken, Voice
from framing.words.gazetteer import noun
from framing.words.rules import Weights
from framing.words.tables import WordSet

_VAGUE = WordSet("people", "vague")


@dataclass(frozen=True)
class Salience:
    """What makes a person named before the one that "he" or "she" means.

    Args:
        rank: for each mention of a person in between.
        paragraph: for each paragraph in between.
        gender: the given name tells the gender, and it is the right one.
        subject: may be the subject of its clause.
        leads: the first person named in a sentence.
        sentence: for each sentence in between.
        spoke: among those who spoke last.
        spoke_last: how much more for the last, a third of it for the one before.
        quoted: named within what somebody is quoted or reported to say.
        own: named in the very words that the pronoun speaks.
    """

    rank: float
    paragraph: float
    gender: float
    subject: float
    leads: float
    sentence: float
    spoke: float
    spoke_last: float
    quoted: float
    own: float


def fitted() -> Salience:
    """The weights as `training/fit_pronouns.py` fitted them."""
    file = resources.files("framing").joinpath("resources", "pronouns.json")
    return Salience(**json.loads(file.read_text(encoding="utf-8"))["weights"])


SALIENCE = Weights("people.salience", fitted())
_FARTHEST = 6  # paragraphs
_MOST = 12  # candidates
_MENTIONS = 39
_MOST_SENTENCES = 8  # further back it makes no difference


class Candidate(NamedTuple):
    """Somebody whom a pronoun may mean: the mention, and what each weight is for."""

    mention: Mention
    rank: float
    paragraph: float
    gender: float
    subject: float
    leads: float
    sentence: float
    spoke: float
    spoke_last: float
    quoted: float
    own: float


def candidates(scene: Scene, at: int, gender: str) -> Iterator[Candidate]:
    """The persons named before a word, the nearest first, each mention for itself.

    Args:
        scene: the article so far.
        at: the word that stands for somebody.
        gender: m, f, or u where it tells none.
    """
    cast = scene.cast
    here = scene.block_of(at)
    sentence = scene.sentence_of(at)
    position = bisect_left(cast.starts, at)
    seen = 0
    for number in range(position - 1, max(position - 1 - _MENTIONS, -1), -1):
        mention = cast.mentions[number]
        entity, first = mention.entity, mention.first
        if entity.kind != "person":
            continue
        paragraphs = here - scene.block_of(first)
        if paragraphs > _FARTHEST or seen > _MOST:
            return
        if gender in "mf" and entity.gender in "mf" and entity.gender != gender:
            continue
        spoke, last = _spoke(scene, entity, first)
        yield Candidate(
            mention,
            rank=seen,
            paragraph=paragraphs,
            gender=entity.gender == gender or gender == "u",
            subject=mention.subject,
            leads=_leads(scene, number),
            sentence=min(sentence - scene.sentence_of(first), _MOST_SENTENCES),
            spoke=spoke,
            spoke_last=last,
            quoted=scene.inside_quotation(first) or scene.reported(first),
            own=scene.own_words(first),
        )
        seen += 1


def _leads(scene: Scene, number: int) -> bool:
    """Whether a mention is the first of a person in its sentence, and may be a subject."""
    mentions = scene.cast.mentions
    if not mentions[number].subject:
        return False
    sentence = scene.sentence_of(mentions[number].first)
    for before in range(number - 1, -1, -1):
        if scene.sentence_of(mentions[before].first) != sentence:
            return True
        if mentions[before].entity.kind == "person":
            return False
    return True


def _spoke(scene: Scene, entity: Entity, place: int) -> tuple[float, float]:
    """Whether somebody is among the last three who spoke, and, if named not long before, how late."""
    for back, spoken in enumerate(reversed(scene.spoken[-3:])):
        if spoken.voice.entity is entity:
            return 1.0, (1.0 - back / 1.5 if spoken.word >= place - 60 else 0.0)
    return 0.0, 0.0


def score(candidate: Candidate) -> float:
    """How salient a candidate is: the sum of what it has, each times its weight."""
    weight = SALIENCE.now
    return (
        weight.rank * candidate.rank
        + weight.paragraph * candidate.paragraph
        + weight.gender * candidate.gender
        + weight.subject * candidate.subject
        + weight.leads * candidate.leads
        + weight.sentence * candidate.sentence
        + weight.spoke * candidate.spoke
        + weight.spoke_last * candidate.spoke_last
        + weight.quoted * candidate.quoted
        + weight.own * candidate.own
    )


def third(scene: Scene, at: int, gender: str) -> Voice | None:
    """The person that "he" or "she" stands for: the most salient one named shortly before.

    Args:
        scene: the article so far.
        at: the word that stands for somebody.
        gender: m, f, or u where it tells none.
    """
    best = max(candidates(scene, at, gender), key=score, default=None)
    unnamed = _unnamed(scene, at, gender, best.mention.first if best is not None else -1)
    if unnamed is not None:
        return unnamed
    if best is None:
        return None
    entity = best.mention.entity
    role = best_role(scene, entity)
    return Voice(entity.name, role.text if role else belongs(scene, entity), "person", entity)


def _unnamed(scene: Scene, at: int, gender: str, since: int) -> Voice | None:
    """An unnamed voice ("the woman"), which is meant as well if nobody who may be meant was named since."""
    here = scene.block_of(at)
    for spoken in reversed(scene.spoken[-4:]):
        if here - spoken.block > 3:
            return None
        if spoken.word > since and _can_return(spoken):
            voice = spoken.voice
            told = GENDERED.get((voice.role or voice.name or "").split(" ")[-1])
            if told in (None, gender):
                return voice
    return None


def _can_return(spoken: Spoken) -> bool:
    """Whether a voice is an unnamed person that a pronoun may take up again."""
    name = spoken.voice.name or ""
    return (
        spoken.voice.kind == "unnamed person"
        and name not in _VAGUE
        and any(noun(word) is not None for word in name.lower().split())
    )
