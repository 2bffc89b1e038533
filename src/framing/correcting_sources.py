"""What a correction of a source does to the source and to the statements that it makes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from framing.layers.found import Source, Speaking
from framing.people.affiliations import Affiliation, Function
from framing.statement import Statement

BY_HAND = "set by hand"
"""The rule of what a person set."""


def without(s: Statement, name: str) -> Statement | None:
    """A statement without a source that is none; who makes it together with that source makes it alone."""
    besides = tuple(one for one in s.besides if one.name != name)
    if s.speaker != name:
        return s if besides == s.besides else replace(s, besides=besides)
    if not besides:
        return None
    first, *others = besides
    return replace(
        s, speaker=first.name, role=first.role, speaker_type=first.kind, source=first.place, besides=tuple(others)
    )  # fmt: skip


def renamed(s: Statement, name: str, other: str) -> Statement:
    """A statement that a source makes together with its speaker, under the source's other name."""
    besides = tuple(replace(one, name=other) if one.name == name else one for one in s.besides)
    return s if besides == s.besides else replace(s, besides=besides)


def speaking(one: Speaking) -> dict[str, Any]:
    """A source before its row is made, as a row by which it is known again."""
    place = one.place
    return {
        "speaker": one.name, "start": place.start if place else None, "end": place.end if place else None,
        "camp": one.statements[0].camp,
    }  # fmt: skip


def as_source(source: Source, column: str, value: Any) -> tuple[Source, Any]:
    """A source with another value in a column of its table, and the value that it had.

    Args:
        source: it.
        column: of the table of sources.
        value: the right one.
    """
    if column == "affiliation":
        made = replace(source, affiliation=Affiliation(value), rule=BY_HAND, share=1.0)
        return (made if source.affiliation != value else source), str(source.affiliation)
    if column == "function":
        return replace(source, function=Function(value)), str(source.function)
    if column == "gender":
        made = replace(source, gender=value, gender_rule=BY_HAND)
        return (made if source.gender != value else source), source.gender
    if column == "own_affiliation":
        return replace(source, own=value), source.own
    if column == "role":
        was = "; ".join(source.speaking.roles) or None
        told = replace(source.speaking, roles=[value] if value else [])
        return (replace(source, speaking=told) if was != value else source), was
    told = replace(source.speaking, **{"kind" if column == "speaker_type" else column: value})
    return replace(source, speaking=told), source.speaking.kind
