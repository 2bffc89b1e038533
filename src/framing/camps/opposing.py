"""Which statements stand against somebody."""

from __future__ import annotations

from framing.statement import OPPOSING, Statement
from framing.words.tables import WordSet


def accuses(statement: Statement) -> bool:
    """Whether a statement accuses, criticises, denies, doubts or alleges a wrong.

    Example:
        >>> from framing.article import Span
        >>> s = Statement(0, "indirect", None, Span(0, 11), (Span(12, 20),), act="accuses", verb="accuse")
        >>> accuses(s)
        True
    """
    verb = statement.verb or ""
    return verb != "convict" and (
        statement.act in OPPOSING
        or statement.rule == "dispute"
        or verb in _ALLEGING
        or (statement.rule == "nominal" and verb == "claim" and statement.target is not None)
    )


_ALLEGING = WordSet("camps", "alleging")
