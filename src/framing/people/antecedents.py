"""Whom "he" and "she" stand for: every person named shortly before is weighed, the most salient one is meant.

In the manner of salience weighting (Lappin & Leass 1994).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
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
    """What makes a person named before the one that "he" or "she" means."""

    rank: float = -1.0  # for each person named in between
    paragraph: float = -1.2  # for each paragraph in between
    gender: float = 2.0  # the given name tells the gender, and it is the right one
    subject: float = 2.0
    sentence: float = 0.5  # named in the same sentence
    spoke: float = 1.0  # among those who spoke last
    spoke_last: float = 1.5  # how much more for the last, half of it for the one before
    quoted: float = -3.0  # named within what somebody else said


SALIENCE = Weights("people.salience", Salience())
_FARTHEST = 6  # paragraphs
_MOST = 12  # candidates
_MENTIONS = 39


class Candidate(NamedTuple):
    """Somebody whom a pronoun may mean, with what the weights are for."""

    mention: Mention
    rank: float
    paragraph: float
    gender: float
    subject: float
    sentence: float
    spoke: float
    spoke_last: float
    quoted: float


def candidates(scene: Scene, at: int, gender: str) -> Iterator[Candidate]:
    """The persons named before a word, the nearest first, each mention for itself.

    Args:
        scene: the article so far.
        at: the word that stands for somebody.
        gender: m, f, or u where it tells none.
    """
    cast = scene.cast
    here = scene.block_of(at)
    sentence = scene.sentence_start(at)
    position = bisect_left(cast.starts, at)
    seen = 0
    for number in range(position - 1, max(position - 1 - _MENTIONS, -1), -1):
        mention = cast.mentions[number]
        entity = mention.entity
        if entity.kind != "person":
            continue
        paragraphs = here - scene.block_of(mention.first)
        if paragraphs > _FARTHEST or seen > _MOST:
            return
        if gender in "mf" and entity.gender in "mf" and entity.gender != gender:
            continue
        spoke, last = _spoke(scene, entity, mention.first)
        quoted = scene.inside_quotation(mention.first) or scene.reported(mention.first)
        yield Candidate(
            mention, seen, paragraphs, entity.gender == gender or gender == "u", mention.subject,
            mention.first >= sentence, spoke, last, quoted,
        )  # fmt: skip
        seen += 1


def _spoke(scene: Scene, entity: Entity, place: int) -> tuple[float, float]:
    """Whether somebody is among the last three who spoke, and, if named not long before, how late."""
    for back, spoken in enumerate(reversed(scene.spoken[-3:])):
        if spoken.voice.entity is entity:
            return 1.0, (1.0 - back / 1.5 if spoken.word >= place - 60 else 0.0)
    return 0.0, 0.0


def score(candidate: Candidate) -> float:
    """How salient a candidate is."""
    weight = SALIENCE.now
    return (
        weight.rank * candidate.rank
        + weight.paragraph * candidate.paragraph
        + weight.gender * candidate.gender
        + weight.subject * candidate.subject
        + weight.sentence * candidate.sentence
        + weight.spoke * candidate.spoke
        + weight.spoke_last * candidate.spoke_last
        + weight.quoted * candidate.quoted
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
