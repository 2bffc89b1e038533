"""What an agentless pattern finds, and the steps that make a finding of the words of a clause."""

from __future__ import annotations

from dataclasses import dataclass

from framing.article import Span
from framing.attribution.clause import Clause
from framing.statement import Attribution


@dataclass(frozen=True, slots=True)
class Agentless:
    """An attribution without a source, and the words that name its target.

    Args:
        attribution: cue and content; `source` is None, `rule` names the pattern.
        target: the mention of the one accused, criticised or praised, in its own clause or, for a pronoun,
            where it was last named; None where nobody is.
        pronoun: the pronoun, where one stands for the target.
    """

    attribution: Attribution
    target: Span | None = None
    pronoun: Span | None = None


def finding(
    c: Clause, rule: str, score: float, cue: tuple[int, int], content: list[tuple[int, int]],
    target: tuple[int, int] | None = None, *, told_before: bool = True,
    told_after: bool = True,
) -> Agentless | None:  # fmt: skip
    """The finding, unless its cue or content has no words or its sentence names a source."""
    marked = c.span(*cue)
    spans = tuple(span for span in (c.span(*piece) for piece in content) if span is not None)
    trigger = cue[0] if cue[1] - cue[0] < 2 else cue[1] - 1
    if marked is None or not spans or c.sourced(trigger, before=told_before, after=told_after):
        return None
    named = c.mention(target)
    own = c.span(*target) if target is not None else None
    return Agentless(Attribution(None, marked, spans, score, rule), named, own if own != named else None)
