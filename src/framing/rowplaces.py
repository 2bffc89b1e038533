"""By what a row of any table is known again: where it stands, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from framing.layers.registry import layers
from framing.tables import SCHEMAS

NEAR = 0.8
"""A row that shares this much of its place with a wanted one is taken for it, where no row stands there exactly."""


def named_by(table: str) -> str:
    """The column that tells rows of a table apart which stand at one place, or at none; "" where there is none.

    Example:
        >>> named_by("frames"), named_by("loaded")
        ('frame', '')
    """
    found = layers().get(table)
    return found.named_by if found is not None else ""


def has_places(table: str) -> bool:
    """Whether the rows of a table stand somewhere in the text.

    Example:
        >>> has_places("hedges"), has_places("frames")
        (True, False)
    """
    return table == "statements" or "start" in dict(SCHEMAS[table])


def place_of(table: str, row: Mapping[str, Any]) -> tuple[int, int] | None:
    """The place by which a row is known: of a statement that of its words from first to last.

    Args:
        table: the row's table.
        row: the row, with None, NaN or NA for null.

    Example:
        >>> place_of("statements", {"content": [{"start": 0, "end": 4}, {"start": 9, "end": 12}]})
        (0, 12)
    """
    if table == "statements":
        content = row.get("content")
        known = content is not None and len(content) > 0
        return (int(content[0]["start"]), int(content[-1]["end"])) if known and content is not None else None
    places = [row.get("start"), row.get("end")]
    # NaN is not equal to itself, and NA is neither equal nor not.
    if any(one is None or (one == one) is not True for one in places):
        return None
    start, end = places
    return (int(start), int(end)) if start is not None and end is not None else None


def meant(
    rows: Sequence[Mapping[str, Any]], table: str, place: tuple[int, int] | None, name: str | None
) -> tuple[list[int], tuple[int, int] | None]:
    """The rows that a place and a name mean.

    Args:
        rows: of one article and table.
        table: the table.
        place: where they stand; None for rows known by their name alone.
        name: what they are about; None for all at the place.

    Returns:
        Their positions, and where the row stands if that is not exactly the place: only one that shares `NEAR` of it
        is taken.

    Example:
        >>> rows = [{"start": 0, "end": 10}, {"start": 20, "end": 24}]
        >>> [meant(rows, "hedges", place, None) for place in ((20, 24), (0, 9), (0, 4))]
        [([1], None), ([0], (0, 10)), ([], None)]
    """
    places = [place_of(table, row) for row in rows]
    about = [number for number, row in enumerate(rows) if _about(row, table, name)]
    if place is None or not has_places(table):
        return (about if name else []), None
    exactly = [number for number in about if places[number] == place]
    if exactly:
        return exactly, None
    near = [
        (number, found) for number in about if (found := places[number]) is not None and _near(found, place)
    ]
    return ([near[0][0]], near[0][1]) if len(near) == 1 else ([], None)


def _about(row: Mapping[str, Any], table: str, name: str | None) -> bool:
    column = named_by(table)
    return name is None or not column or row.get(column) == name


def _near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= NEAR * (max(one[1], other[1]) - min(one[0], other[0]))
