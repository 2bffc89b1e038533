"""Rows of a table to records: which column is the text, which the id, which tell of the article."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from framing.reading.decode import mend

TEXT_COLUMNS = (
    "text", "body", "content", "article", "article_text", "articletext", "full_text", "fulltext", "article_body",
    "articlebody", "main_text", "maintext", "body_text", "bodytext", "story", "news_text", "raw_text", "plain_text",
    "clean_text", "content_text", "document", "transcript", "text_content", "article_content", "sentence", "paragraph",
)  # fmt: skip
"""The usual names of a text column, the likeliest first; compared without case, spaces as underscores."""

_ID = (
    "id",
    "article_id",
    "articleid",
    "doc_id",
    "docid",
    "document_id",
    "_id",
    "uid",
    "uuid",
    "guid",
    "key",
    "item_id",
    "story_id",
    "news_id",
)
_FIELDS = {
    "headline": ("headline", "title", "article_title", "news_title", "headline_text"),
    "outlet": ("outlet", "publication", "publisher", "newspaper", "source_name", "sitename",
               "site_name", "site", "media", "news_outlet", "source", "domain"),
    "byline": ("byline", "authors", "author", "by", "creator", "writer", "journalist"),
    "published": ("published", "published_at", "publish_date", "publishedat", "date_published", "datepublished",
                  "publication_date",
                  "pub_date", "pubdate", "date_publish", "published_date", "date", "datetime",
                  "timestamp", "created_at", "time"),
    "language": ("language", "lang"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """An article before it has its id and its regions.

    Args:
        text: as read.
        place: the row, sheet or line within the file ("line 3"), or "".
        own_id: what the row calls itself, or None.
        known: headline, outlet, byline, published, language where the input tells them.
        metadata: further columns.
        is_page: whether the text came out of HTML, with `headline` already known.
    """

    text: str
    place: str = ""
    own_id: str | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)


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


def _key(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


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
        for column in columns:
            if _key(column) == _key(wanted):
                return column
        raise NoColumn(columns, wanted)
    by_key = {_key(column): column for column in reversed(columns)}
    for name in TEXT_COLUMNS:
        if name in by_key:
            return by_key[name]
    raise NoColumn(columns, wanted)


def record(row: Mapping[str, Any], column: str, place: str) -> Record | Broken:
    """One row as a record; a row without text is broken.

    Example:
        >>> record({"id": 7, "text": "It rained.", "title": "Rain", "page": 3}, "text", "line 1")
        Record(text='It rained.', place='line 1', own_id='7', known={'headline': 'Rain'}, metadata={'page': 3})
    """
    value = row.get(column)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return Broken(place, f"it has no '{column}'")
    if isinstance(value, (list, tuple)) and value and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)  # a body given as its paragraphs
    if not isinstance(value, str):
        return Broken(place, f"its '{column}' is {_kind(value)}, not text")
    text = mend(value)
    if not text.strip():
        return Broken(place, f"its '{column}' is empty")
    own: str | None = None
    used = {column}
    keys: dict[str, str] = {}
    for name in row:
        if isinstance(name, str):
            keys.setdefault(_key(name), name)
    for name in _ID:
        if name in keys and keys[name] not in used:
            own = identifier(row[keys[name]])
            if own is not None:
                used.add(keys[name])
                break
    known: dict[str, Any] = {}
    for field_name, names in _FIELDS.items():
        for name in names:
            if (
                name in keys
                and keys[name] not in used
                and (found := _field(field_name, row[keys[name]])) is not None
            ):
                known[field_name] = found
                used.add(keys[name])
                break
    rest = {mend(str(k)): _clean(v) for k, v in row.items() if k not in used and not _missing(v)}
    return Record(text, place, own, known, rest)


def identifier(value: Any) -> str | None:
    """A row's id as text; None where the cell is blank.

    Example:
        >>> identifier(7.0), identifier(" a/b "), identifier("")
        ('7', ' a/b ', None)
    """
    if _missing(value) or isinstance(value, (dict, list, bytes)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = mend(str(value))
    return found if found.strip() else None


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value)) or value == ""


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", dict: "an object", list: "a list"}
    return names.get(type(value), type(value).__name__)


def _field(name: str, value: Any) -> Any:
    if _missing(value):
        return None
    if name == "byline":
        return people(value)
    if name == "published":
        return moment(value)
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    if not isinstance(value, str) or not value.strip():
        return None
    if name == "outlet":
        if len(value) > 120:
            return None
        from framing.reading.outlets import canonical

        return canonical(mend(value))
    if name == "language":
        code = value.strip().lower()[:2]
        return code if code.isalpha() and len(code) == 2 else None
    return mend(" ".join(value.split()))


def people(value: Any) -> tuple[str, ...] | None:
    """Authors from a cell: a list, names with 'and', commas or semicolons between them.

    Example:
        >>> people("By Ann Lee and Bo Ek"), people(["Ann Lee"]), people("")
        (('Ann Lee', 'Bo Ek'), ('Ann Lee',), None)
    """
    import re

    parts: Iterable[Any] = value if isinstance(value, (list, tuple)) else [value]
    names: list[str] = []
    for part in parts:
        if isinstance(part, Mapping):
            part = part.get("name") or ""
        if isinstance(part, str):
            split = re.split(
                r"\s*;\s*|\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*\|\s*",
                re.sub(r"(?i)^\s*by\s+", "", part[:500]),
            )
            names += [mend(name.strip(" []'\"")) for name in split if name.strip(" []'\"")]
    return tuple(dict.fromkeys(names)) or None


def moment(value: Any) -> datetime | None:
    """A cell as a UTC timestamp: a date, a date-time, a written date, seconds or milliseconds since 1970.

    Example:
        >>> moment("2016-03-15T12:42:00Z").isoformat(), moment(0.5) is None, moment(1458045720).year
        ('2016-03-15T12:42:00+00:00', True, 2016)
    """
    try:
        if isinstance(value, datetime):
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            seconds = value / 1000 if value > 1e11 else value
            return datetime.fromtimestamp(seconds, UTC) if seconds > 1e8 else None
        if isinstance(value, str):
            from framing.reading.dates import parse

            return parse(value[:80])
    except (ValueError, OverflowError, OSError):
        pass
    return None


def _clean(value: Any) -> Any:
    return mend(value) if isinstance(value, str) else value
