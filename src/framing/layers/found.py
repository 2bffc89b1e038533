"""What layers that see one another hand on: who the sources are, who accuses whom, the replies."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.article import Span
from framing.people.affiliations import Affiliation, Function
from framing.statement import Act, Statement


@dataclass
class Speaking:
    """A speaker of an article with all its statements.

    Args:
        name: canonical name or phrase.
        kind: what it is called by.
        roles: every role that the article gives it.
        place: where it stands first as a source.
        statements: its own.
    """

    name: str
    kind: str
    roles: list[str] = field(default_factory=list)
    place: Span | None = None
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a speaker; the fields are columns of the sources table, `own` is `own_affiliation`."""

    speaking: Speaking
    affiliation: Affiliation
    function: Function
    gender: str | None
    gender_rule: str
    person_id: str | None
    share: float
    rule: str
    own: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: its kind, where it stands, how sure."""

    kind: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Accusation:
    """One accusation or criticism; the fields are columns of the accusations table.

    Args:
        span: the accusing clause.
        accuser: canonical name or phrase, None where nobody is named for it.
        accuser_span: the place that told who accuses, or None.
        target: canonical name or phrase of the accused, None where it was not told.
        target_span: the place that told it, or None.
        kind: accuses or criticises.
        statement_id: the statement in whose words it stands, None for the journalist's own.
        reply: what the article prints of the target's answer, or None.
        score: of the clause, 0 to 1.
        trust: how likely clause, accuser and target are all right, 0 to 1.
    """

    span: Span
    accuser: str | None
    accuser_span: Span | None
    target: str | None
    target_span: Span | None
    kind: Act
    statement_id: int | None
    reply: Reply | None
    score: float
    trust: float = 0.0
