"""Words that several sentences of the findings are made of."""

from __future__ import annotations

from framing.show.words import of


def count(count: int, whole: int) -> str:
    """A count in the style of the phrase it goes on with."""
    return of(count, whole).partition(" of ")[0]
