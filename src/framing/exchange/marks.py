"""The rows of an article as marks in its text, for tools that know spans with a label, and the way back.

What a row is about is its main part: its `start` and `end`, or its list of spans. Further pairs of columns, such as
`source_start` and `source_end`, are parts of their own, tied to the row by its place in the table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from framing.exchange.carried import merged
from framing.exchange.shelf import Sheaf, Shelf
from framing.exchange.variables import looks
from framing.layers.registry import layers
from framing.tables import PAGE, SCHEMAS

Spans = tuple[tuple[int, int], ...]
_SILENT = frozenset({"article_id", "text"})
_PART = " (part)"
_ROW = re.compile(r"([a-z_][a-z0-9_]*):(\d{1,9})")


@dataclass(frozen=True)
class Mark:
    """One marked place, or several that belong together.

    Args:
        table: the table of its row; for a coder's own layer, that layer's name.
        row: the row's place among the article's rows in that table; None for a mark that a coder has made.
        part: "" for what the row is about, else which part of it: source, cue, target, reply, …
        spans: where, in code points; several for what is discontinuous.
        label: the row's kind.
        fields: the other columns that hold something; only the main part has them.
    """

    table: str
    row: int | None
    part: str
    spans: Spans
    label: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """The first character."""
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        """Behind the last character."""
        return max(end for _, end in self.spans)

    @property
    def key(self) -> str:
        """What tells which row it is of, as `hedges:3`; empty for a coder's own mark."""
        return "" if self.row is None else f"{self.table}:{self.row}"


def row_of(key: str) -> tuple[str, int] | None:
    """The table and the place of a row, of what `Mark.key` made; None for anything else.

    Example:
        >>> row_of("hedges:3"), row_of("?")
        (('hedges', 3), None)
    """
    found = _ROW.fullmatch(key)
    return (found[1], int(found[2])) if found else None


@dataclass(frozen=True)
class Shape:
    """Where a table keeps its places.

    Args:
        main: the columns of the main part: a pair, or one column of spans; empty where there is none.
        parts: name and columns of every other part.
        label: the column that is shown as the label; "" for none.
        fields: the columns that hold neither.
    """

    main: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, str]], ...]
    label: str
    fields: tuple[str, ...]


@lru_cache(maxsize=64)
def shape(table: str) -> Shape:
    """Where a table keeps its places, by its columns.

    Example:
        >>> shape("statements").main, [name for name, _ in shape("statements").parts], shape("hedges").label
        (('content',), ['source', 'cue'], 'category')
    """
    kinds = dict(SCHEMAS[table])
    pairs = {
        name[:-5]: (name, f"{name[:-5]}end")
        for name in kinds
        if name.endswith("start") and f"{name[:-5]}end" in kinds
    }
    lists = [name for name, kind in kinds.items() if kind == "spans"]
    main: tuple[str, ...] = pairs.pop("", ())
    main = main or tuple(lists[:1])
    taken = {*main, *(column for pair in pairs.values() for column in pair), *_SILENT}
    label = looks(table).label
    label = label if label in kinds else ""
    rest = tuple(name for name in kinds if name not in taken and name != label)
    return Shape(main, tuple((name.rstrip("_"), pair) for name, pair in pairs.items()), label, rest)


def tables_with_places() -> list[str]:
    """The tables whose rows mark a place: those of the layers; the page's own are left to who asks for them.

    Example:
        >>> tables_with_places()[:3]
        ['statements', 'quotations', 'sources']
    """
    return [name for name in layers() if shape(name).main]


def chosen(names: Sequence[str]) -> list[str]:
    """The tables that somebody asked for; all layers where nothing was asked.

    Raises:
        ValueError: for a table that there is not, or that marks no place.
    """
    if not names:
        return tables_with_places()
    allowed = [*tables_with_places(), *(name for name in PAGE if name in SCHEMAS and shape(name).main)]
    unknown = next((name for name in names if name not in allowed), None)
    if unknown is not None:
        raise ValueError(
            f"there is no table '{unknown}' with places in the text; --layer takes {', '.join(allowed)}."
        )
    return [name for name in allowed if name in names]


@dataclass
class Left:
    """What has no place that a tool could show.

    Args:
        placeless: rows without a place, by table.
        empty: parts of no length.
        outside: parts beyond the text's end.
    """

    placeless: dict[str, int] = field(default_factory=dict)
    empty: int = 0
    outside: int = 0

    def told(self) -> list[str]:
        """What a person should know of it."""
        made = []
        if self.placeless:
            made.append(f"Rows that mark no place are not among the spans: {merged(self.placeless)}.")
        if self.empty:
            made.append(
                f"{self.empty:,} empty span{'s' * (self.empty != 1)} left out: other tools cannot show them."
            )
        if self.outside:
            made.append(
                f"{self.outside:,} span{'s' * (self.outside != 1)} beyond the text's end left out; were texts changed?"
            )
        return made


def marks(sheaf: Sheaf, names: Iterable[str], left: Left | None = None) -> list[Mark]:
    """Everything that an article's rows mark, in the order of the text.

    Args:
        sheaf: the article with its rows.
        names: the tables.
        left: where to count what marks nothing.

    Example:
        >>> rows = {"hedges": [{"article_id": "a", "start": 3, "end": 6, "category": "hedge", "voice": "journalist"}]}
        >>> marks(Sheaf({"article_id": "a", "text": "It may rain."}, rows), ["hedges"])[0].label
        'hedge'
    """
    left = left if left is not None else Left()
    made: list[Mark] = []
    for table in names:
        for number, row in enumerate(sheaf.rows[table]):
            found = list(_of_row(table, number, row, len(sheaf.text), left))
            if not found:
                left.placeless[table] = left.placeless.get(table, 0) + 1
            made += found
    rank = {table: place for place, table in enumerate(names)}
    return sorted(made, key=lambda mark: (mark.start, -mark.end, rank[mark.table], mark.row, mark.part))


def _of_row(table: str, number: int, row: Mapping[str, Any], size: int, left: Left) -> Iterator[Mark]:
    form = shape(table)
    label = _word(row.get(form.label)) if form.label else ""
    main = _spans(row, form.main, size, left)
    if main:
        told = {name: value for name in form.fields if (value := row.get(name)) not in (None, [])}
        yield Mark(table, number, "", main, label, told)
    for part, pair in form.parts:
        if place := _spans(row, pair, size, left):
            yield Mark(table, number, part, place, label)


def _spans(row: Mapping[str, Any], columns: tuple[str, ...], size: int, left: Left) -> Spans:
    if len(columns) == 1:
        places = [(one["start"], one["end"]) for one in row.get(columns[0]) or ()]
    elif columns and row.get(columns[0]) is not None and row.get(columns[1]) is not None:
        places = [(row[columns[0]], row[columns[1]])]
    else:
        return ()
    left.empty += sum(start == end for start, end in places)
    left.outside += sum(end > size for _, end in places)
    return tuple((int(start), int(end)) for start, end in places if start < end <= size)


def _word(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def typed(table: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields that went through text, in the kinds of their columns again; what does not fit stays text.

    Example:
        >>> typed("hedges", {"reported_by": "3", "rule": "may"})
        {'reported_by': 3, 'rule': 'may'}
    """
    kinds = dict(SCHEMAS[table]) if table in SCHEMAS else {}
    return {name: _typed(kinds.get(name, ""), value) for name, value in fields.items()}


def _typed(kind: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if kind in ("int", "int?"):
            return int(value)
        if kind == "float":
            return float(value)
        if kind in ("list[str]", "spans"):
            return json.loads(value)
    except ValueError:
        return value
    return value == "true" if kind == "bool" and value in ("true", "false") else value


def astray(shelf: Shelf) -> list[str]:
    """What a person should know of rows that belong to no article; empty where there are none."""
    return [f"Rows that belong to no article are left out: {merged(shelf.astray)}."] if shelf.astray else []


def by_name(name: str) -> tuple[str, str, str]:
    """Table, part and label of a code's name, as `named` makes it; a coder's own name is a table of its own.

    Example:
        >>> by_name("hedges: weasel"), by_name("statements: source (part)"), by_name("irony")
        (('hedges', '', 'weasel'), ('statements', 'source', ''), ('irony', '', ''))
    """
    table, cut, label = name.partition(": ")
    if table not in SCHEMAS:
        return name, "", ""
    part = label.removesuffix(_PART)
    if cut and part != label and part in dict(shape(table).parts):
        return table, part, ""
    return table, "", label


def named(mark: Mark) -> str:
    """The name of a mark's code, for tools that have one list of codes.

    Example:
        >>> named(Mark("hedges", 0, "", ((0, 1),), "weasel")), named(Mark("statements", 0, "cue", ((0, 1),), "direct"))
        ('hedges: weasel', 'statements: cue (part)')
    """
    if mark.part:
        return f"{mark.table}: {mark.part}{_PART}"
    return f"{mark.table}: {mark.label}" if mark.label else mark.table


def told(mark: Mark) -> dict[str, Any]:
    """What a note to a mark should hold, so that it is known again: its row, its label and what the row says."""
    made: dict[str, Any] = {"row": mark.key}
    if mark.part and mark.label:
        made["label"] = mark.label
    return made | ({"fields": dict(mark.fields)} if mark.fields else {})


def from_note(note: str) -> dict[str, Any]:
    """What `told` put into a note; a note of the coder's own is a field of that name.

    Example:
        >>> from_note('{"row": "hedges:3"}'), from_note("not sure"), from_note("")
        ({'row': 'hedges:3'}, {'fields': {'note': 'not sure'}}, {})
    """
    if not note.strip():
        return {}
    try:
        found = json.loads(note)
    except ValueError:
        found = None
    if (
        isinstance(found, dict)
        and isinstance(found.get("fields", {}), dict)
        and isinstance(found.get("row"), str)
    ):
        return found
    return {"fields": {"note": note}}


def known_row(table: str, told_: Mapping[str, Any]) -> int | None:
    """The place of the row that a note tells, if it is one of that table."""
    row = row_of(str(told_.get("row", "")))
    return row[1] if row is not None and row[0] == table else None
