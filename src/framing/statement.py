"""What the attribution layers hand to one another: raw attributions, then statements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from framing.article import Span


class Kind(StrEnum):
    """How the words are given: in quotation marks, in part, not at all."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeakerType(StrEnum):
    """What a source is called by: a name, a body, a noun, a document, nothing."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED_PERSON = "unnamed person"
    UNNAMED_GROUP = "unnamed group"
    DOCUMENT = "document"
    AGENTLESS = "agentless"


class Stance(StrEnum):
    """How the writer stands to the words: no sign, at a distance, behind them."""

    NEUTRAL = "neutral"
    DISTANCING = "distancing"
    ENDORSING = "endorsing"


class Act(StrEnum):
    """What a statement does, by its reporting word; `declines` is a refusal to comment."""

    ACCUSES = "accuses"
    ADMITS = "admits"
    AGREES = "agrees"
    ANNOUNCES = "announces"
    APOLOGISES = "apologises"
    ASKS = "asks"
    BELIEVES = "believes"
    CLAIMS = "claims"
    CRITICISES = "criticises"
    DECLINES = "declines"
    DENIES = "denies"
    ORDERS = "orders"
    PLANS = "plans"
    PRAISES = "praises"
    PREDICTS = "predicts"
    PROMISES = "promises"
    REJECTS = "rejects"
    STATES = "states"
    THANKS = "thanks"
    THREATENS = "threatens"
    URGES = "urges"
    WARNS = "warns"


class Voice(StrEnum):
    """Whose words a word is: the journalist's own, a source's in other words, a source's in quotation marks."""

    JOURNALIST = "journalist"
    PARAPHRASED = "paraphrased"
    QUOTED = "quoted"


KINDS = tuple(Kind)
SPEAKER_TYPES = tuple(SpeakerType)
STANCES = tuple(Stance)
ACTS = tuple(Act)

ACCUSING = frozenset({Act.ACCUSES, Act.CRITICISES})
"""The acts that hold something against a target: what the suite counts as an accusation, everywhere."""

OPPOSING = ACCUSING | {Act.REJECTS, Act.DENIES}
"""The acts that stand against somebody, whether they accuse or answer: a camp of critics takes them."""

TARGETED = ACCUSING | {Act.PRAISES}
"""The acts that are done to somebody, and so have a target."""


@dataclass(frozen=True, slots=True)
class CampRule:
    """Why a speaker is in a camp.

    Args:
        kind: the rule: names, organisations, patterns, countries, roles, speaks for, agentless, ….
        matched: the entry of the camps file that fitted, or for whom somebody speaks; empty where there is none.
        detail: how it was told, as it is read behind: " (role official), as the article says elsewhere".

    Example:
        >>> str(CampRule("countries", "Kenya", " (role official)")), str(CampRule("everyone else"))
        ('countries: Kenya (role official)', 'everyone else')
    """

    kind: str
    matched: str = ""
    detail: str = ""

    def __str__(self) -> str:
        between = " " if self.kind == "speaks for" else ": "
        return f"{self.kind}{between}{self.matched}{self.detail}" if self.matched else self.kind


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, as spans only: what the sequence model or a rule has found.

    Args:
        source: the words that name the source; None where nobody is named.
        cue: the words that attribute ("said", "according to", "has been accused of").
        content: the attributed words, in text order; several where marks or the cue cut them.
        score: the confidence, 0 to 1.
        rule: what found it: "model", or the name of a rule.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    score: float = 1.0
    rule: str = "model"


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who makes a statement together with its speaker.

    Args:
        name: canonical name.
        role: as the article gives it, or None.
        kind: person or organisation.
        place: where the source names it.
    """

    name: str
    role: str | None
    kind: SpeakerType
    place: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement; the fields are the columns of the statements table.

    Example:
        >>> s = Statement(0, "indirect", Span(0, 6), Span(7, 11), (Span(12, 20),))
        >>> s.row("a1")["cue_end"]
        11
    """

    statement_id: int
    kind: Kind
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speaker: str | None = None
    role: str | None = None
    speaker_type: SpeakerType = SpeakerType.AGENTLESS
    speaker_rule: str | None = None
    camp: str | None = None
    act: Act = Act.STATES
    target: str | None = None
    stance: Stance = Stance.NEUTRAL
    score: float = 1.0
    verb: str | None = None
    region: str = "body"
    camp_rule: CampRule | None = None
    rule: str = "model"
    made: bool = True
    besides: tuple[Beside, ...] = ()

    @property
    def start(self) -> int:
        """The first character of source, cue or content."""
        return min(span.start for span in (self.source, self.cue, *self.content) if span is not None)

    def row(self, article_id: str) -> dict[str, Any]:
        """The statement as a row of the statements table."""
        return {
            "article_id": article_id,
            "statement_id": self.statement_id,
            "kind": self.kind,
            "source_start": self.source.start if self.source else None,
            "source_end": self.source.end if self.source else None,
            "cue_start": self.cue.start if self.cue else None,
            "cue_end": self.cue.end if self.cue else None,
            "content": [{"start": span.start, "end": span.end} for span in self.content],
            "speaker": self.speaker,
            "role": self.role,
            "speaker_type": self.speaker_type,
            "camp": self.camp,
            "act": self.act,
            "target": self.target,
            "stance": self.stance,
            "score": self.score,
            "verb": self.verb,
            "region": self.region,
            "camp_rule": str(self.camp_rule) if self.camp_rule is not None else None,
            "camp_by": self.camp_rule.kind if self.camp_rule is not None else None,
            "rule": self.rule,
            "speaker_rule": self.speaker_rule,
            "made": self.made,
            "besides": [one.name for one in self.besides],
        }
