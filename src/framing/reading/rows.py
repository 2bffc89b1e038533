"""Rows of a table to records: which column is the text, which the id, which tell of the article."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from framing.reading.columns import CRAWLED, DECLARED, FIELDS, HTML_TEXT, ID, TEXT, Columns, key
from framing.reading.decode import mend
from framing.reading.moments import Dates, Orders, column, missing, moment

DEEPEST = 6
"""How far nested objects are looked into for a column by its dotted path."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, before its columns are known.

    Args:
        place: the row, sheet or line within the file ("line 3"), or "".
        cells: column to value, as the file has them.
        titled: whether the text has its headline on top, as exports of databases give it.
        said: doubts about it, as pairs of kind and detail.
    """

    place: str
    cells: Mapping[str, Any]
    titled: bool = False
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """An article before it has its id and its regions.

    Args:
        text: as read.
        place: the row, sheet or line within the file ("line 3"), or "".
        own_id: what the row calls itself, or None.
        known: headline, outlet, byline, published, published_from, language where the input tells them.
        metadata: further columns.
        titled: whether the text has its headline on top.
        said: doubts about it, as pairs of kind and detail.
    """

    text: str
    place: str = ""
    own_id: str | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    titled: bool = False
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of a file that is no article, and why."""

    place: str
    reason: str


class NoColumn(ValueError):  # noqa: N818 - reads as the reason that it is
    """A table that has no text column; `named` says whether the caller asked for one by name."""

    def __init__(self, columns: Sequence[str], wanted: str | None) -> None:
        shown = ", ".join(f"'{mend(str(c))[:40]}'" for c in columns[:12]) + (
            " …" if len(columns) > 12 else ""
        )
        has = f"it has {shown}" if columns else "it has no columns"
        self.named = wanted is not None
        super().__init__(
            f"no column '{wanted}'; {has}"
            if wanted is not None
            else f"no text column; {has}; name one with --text-column"
        )


def text_column(columns: Sequence[str], wanted: str | None = None) -> str:
    """The column that holds the text.

    Args:
        columns: the table's columns.
        wanted: the column that the caller named, or None to go by the usual names.

    Raises:
        NoColumn: where it is not there; the message lists what is.

    Example:
        >>> text_column(["ID", "Title", "Full Text"])
        'Full Text'
    """
    if wanted is not None:
        if wanted in columns:
            return wanted
        for name in columns:
            if key(name) == key(wanted):
                return name
        raise NoColumn(columns, wanted)
    by_key = {key(name): name for name in reversed(columns)}
    for name in TEXT:
        if name in by_key:
            return by_key[name]
    raise NoColumn(columns, wanted)


def flat(cells: Mapping[Any, Any]) -> dict[str, Any]:
    """The cells with those of nested objects under their dotted paths, the outer ones kept.

    Example:
        >>> flat({"id": 1, "fields": {"bodyText": "It rained."}})["fields.bodyText"]
        'It rained.'
    """
    made = {str(name): value for name, value in cells.items()}
    waiting = [(name, value, 1) for name, value in made.items() if isinstance(value, Mapping)]
    while waiting:
        path, inner, depth = waiting.pop(0)
        for name, value in inner.items():
            dotted = f"{path}.{name}"
            made.setdefault(dotted, value)
            if isinstance(value, Mapping) and depth < DEEPEST:
                waiting.append((dotted, value, depth + 1))
    return made


def records(
    rows: Iterable[Row | Broken | Record], columns: Columns, kind: str, orders: Orders | None = None
) -> Iterator[Record | Broken]:
    """Rows as records; a row without text is broken, a date column is read as a whole.

    Args:
        rows: the rows of one file, in order.
        columns: what the caller named.
        kind: the format, for telling where a date came from.
        orders: what the whole file tells of its dates, where this is a piece of it; filled where not known.

    Example:
        >>> row = Row("line 1", {"id": 7, "text": "It rained.", "title": "Rain", "page": 3})
        >>> [(r.own_id, r.known, r.metadata) for r in records([row], Columns(), "CSV")]
        [('7', {'headline': 'Rain'}, {'page': 3})]
    """
    listed = [replace(one, cells=flat(one.cells)) if isinstance(one, Row) else one for one in rows]
    dates = _dates([one for one in listed if isinstance(one, Row)], columns, kind, orders or Orders())
    position = 0
    for one in listed:
        if not isinstance(one, Row):
            yield one
            continue
        yield _record(one, columns, dates[position])
        position += 1


@dataclass(frozen=True, slots=True)
class _Dated:
    """What a row's own date column says: the column, and the known and doubtful things about it."""

    column: str = ""
    known: Mapping[str, Any] = field(default_factory=dict)
    said: tuple[tuple[str, str], ...] = ()


def _dates(rows: Sequence[Row], columns: Columns, kind: str, orders: Orders) -> list[_Dated]:
    """The date of every row, from the one column that declares it."""
    keys = [{key(name): name for name in reversed(list(row.cells))} for row in rows]
    chosen = [
        _first(row, names, (key(columns.date),) if columns.date and not row.titled else DECLARED)
        for row, names in zip(rows, keys)
    ]
    seen_at = [_first(row, names, CRAWLED) for row, names in zip(rows, keys)]
    orders.declared = orders.declared or any(chosen)
    if not columns.date and not orders.declared:
        chosen, seen_at = seen_at, [""] * len(rows)  # a time stamp is the only date that there is
    made = [_Dated()] * len(rows)
    for name in dict.fromkeys(one for one in chosen if one):
        places = [i for i, one in enumerate(chosen) if one == name]
        seen = [moment(rows[i].cells[seen_at[i]]) if seen_at[i] else None for i in places]
        values = [rows[i].cells[name] for i in places]
        if not orders.known:
            orders.note(name, values)
        found = column(values, seen, orders.of(name))
        for position, i in enumerate(places):
            made[i] = _dated(name, rows[i].cells[name], position, found, kind, seen_at[i])
    return made


def _first(row: Row, keys: Mapping[str, str], names: Sequence[str]) -> str:
    """The first of these columns that has a value in the row, or ""."""
    for name in names:
        if (
            name in keys
            and not missing(row.cells[keys[name]])
            and not isinstance(row.cells[keys[name]], (dict, list))
        ):
            return keys[name]
    return ""


def _dated(name: str, value: Any, position: int, dates: Dates, kind: str, seen_at: str) -> _Dated:
    shown = f"'{mend(str(value)).strip()[:60]}'"
    origin = f"{kind}: {mend(name)}"
    at = dates.moments[position]
    if at is None:
        said = (("date that cannot be read", f"column '{mend(name)}' has {shown}"),)
        return _Dated(name, {"published_from": f"{origin} (cannot be read)"}, said)
    if position in dates.counted:
        said = (
            ("date counted back", f"column '{mend(name)}' has {shown}, counted back from '{mend(seen_at)}'"),
        )
        return _Dated(
            name, {"published": at, "published_from": f"{origin} (counted back from {seen_at})"}, said
        )
    if position in dates.unclear:
        said = (
            (
                "day and month unclear",
                f"column '{mend(name)}' has {shown}, and nothing tells its order; day first",
            ),
        )
        return _Dated(name, {"published": at, "published_from": f"{origin} (day first)"}, said)
    return _Dated(name, {"published": at, "published_from": origin})


def _record(row: Row, columns: Columns, dated: _Dated) -> Record | Broken:
    cells = row.cells
    if row.titled:
        columns = (
            Columns()
        )  # an export names its own fields; the caller's names are those of the tables beside it
    try:
        chosen = text_column(list(cells), columns.text)
    except NoColumn as error:
        return Broken(row.place, str(error))
    text, reason = _text(cells[chosen], chosen)
    if not text:
        return Broken(row.place, reason)
    used = {chosen, dated.column}
    keys: dict[str, str] = {}
    for name in cells:
        keys.setdefault(key(name), name)
    own = None
    for name in (columns.id and key(columns.id),) if columns.id else ID:
        if name in keys and keys[name] not in used and (own := identifier(cells[keys[name]])) is not None:
            used.add(keys[name])
            break
    known: dict[str, Any] = {}
    for field_name, names in FIELDS.items():
        wanted = columns.of(field_name)
        for name in (key(wanted),) if wanted else names:
            if name in keys and keys[name] not in used and (found := _field(field_name, cells[keys[name]])):
                known[field_name] = found
                used.add(keys[name])
                break
    rest = {
        mend(name): _clean(value) for name, value in cells.items()
        if name not in used and not _blank(value) and not _inside(name, value, cells, used)
    }  # fmt: skip
    said = (*row.said, *dated.said)
    if "outlet" not in known and (outlet := _by_address(cells, keys)):
        known["outlet"] = outlet
    if key(chosen) == "lead_paragraph" or cells.get("extent") == "summary":
        said = (*said, ("cut off", "the input gives only its lead, not the whole text"))
    titled = row.titled and bool(known.get("headline")) and text.startswith(str(known["headline"]))
    return Record(text, row.place, own, known | dict(dated.known), rest, titled, said)


def _by_address(cells: Mapping[str, Any], keys: Mapping[str, str]) -> str | None:
    """The outlet whose address a row's link has, where it is a known one."""
    from framing.reading.outlets import known

    for name in ("url", "weburl", "web_url", "link"):
        value = cells.get(keys.get(name, ""))
        if isinstance(value, str) and (host := re.match(r"https?://(?:www\.)?([^/:?#]+)", value)):
            return known(host[1])
    return None


def _inside(name: str, value: Any, cells: Mapping[str, Any], used: set[str]) -> bool:
    """Whether a cell is told by the dotted paths within it, or by the list or object around it."""
    if isinstance(value, Mapping):
        return True
    outer = name.rpartition(".")[0]
    return bool(outer) and outer in used and isinstance(cells.get(outer), Mapping)


def _text(value: Any, name: str) -> tuple[str, str]:
    """The text in a cell, or why there is none."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "", f"it has no '{name}'"
    if isinstance(value, (list, tuple)) and value:
        value = prose(value) or value
    if not isinstance(value, str):
        return "", f"its '{name}' is {_kind(value)}, not text"
    if key(name) in HTML_TEXT and "<" in value:
        from framing.reading.markup import plain

        value = plain(value)
    text = mend(value)
    return (text, "") if text.strip() else ("", f"its '{name}' is empty")


def prose(value: Sequence[Any]) -> str:
    """A body that is given as its paragraphs, or as paragraphs of sentences; "" where it is something else.

    Example:
        >>> prose([["It rained.", "All day."], ["Then it stopped."]])
        'It rained. All day.\\n\\nThen it stopped.'
    """
    made = []
    for part in value:
        if isinstance(part, Mapping):
            part = next((part[n] for n in ("text", "sentence", "paragraph", "content") if n in part), None)
        if isinstance(part, (list, tuple)):
            if not all(isinstance(one, str) for one in part):
                return ""
            part = " ".join(part)
        if not isinstance(part, str):
            return ""
        made.append(part)
    return "\n\n".join(made)


def identifier(value: Any) -> str | None:
    """A row's id as text; None where the cell is blank.

    Example:
        >>> identifier(7.0), identifier(" a/b "), identifier("")
        ('7', ' a/b ', None)
    """
    if _blank(value) or isinstance(value, (dict, list, bytes)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = mend(str(value))
    return found if found.strip() else None


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value)) or value == ""


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", dict: "an object", list: "a list"}
    return names.get(type(value), type(value).__name__)


def _field(name: str, value: Any) -> Any:
    if _blank(value):
        return None
    if name == "byline":
        return people(value)
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or value.get("main")
    if not isinstance(value, str) or not value.strip():
        return None
    if name == "outlet":
        if len(value) > 120:
            return None
        from framing.reading.outlets import canonical

        return canonical(mend(value))
    if name == "language":
        from framing.reading.language import code

        return code(value)
    return mend(" ".join(value.split()))


def people(value: Any) -> tuple[str, ...] | None:
    """Authors from a cell: a list, names with 'and', commas or semicolons between them, jobs left out.

    Example:
        >>> people("By Ann Lee and Bo Ek"), people(["Ann Lee"]), people("")
        (('Ann Lee', 'Bo Ek'), ('Ann Lee',), None)
        >>> people("By Ana Diaz, Senior Reporter")
        ('Ana Diaz',)
    """
    from framing.reading.bylines import bare_name, is_account, is_job

    parts: Iterable[Any] = value if isinstance(value, (list, tuple)) else [value]
    names: list[str] = []
    for part in parts:
        if isinstance(part, Mapping):
            part = part.get("name") or part.get("original") or ""
        if isinstance(part, str):
            split = re.split(
                r"\s*;\s*|\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*\|\s*",
                re.sub(r"(?i)^\s*by\s+", "", part[:500]),
            )
            names += [mend(name.strip(" []'\"")) for name in split if name.strip(" []'\"")]
    named = [name for name in names if not is_account(name)]
    people_only = [bare_name(name) for name in named if not is_job(name)]  # a desk signs where no person does
    return tuple(dict.fromkeys(people_only or named)) or None


def _clean(value: Any) -> Any:
    return mend(value) if isinstance(value, str) else value
