"""The names that columns go by, and those that the caller gives."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files


def key(name: str) -> str:
    """A column's name as it is compared: without case, spaces and hyphens as underscores.

    Example:
        >>> key(" Full-Text ")
        'full_text'
    """
    return str(name).strip().lower().replace(" ", "_").replace("-", "_")


def _names() -> Mapping[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    with (files("framing") / "resources" / "reading" / "columns.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            made[row["field"]] = (*made.get(row["field"], ()), row["name"])
    return made


_BY_FIELD = _names()
TEXT = _BY_FIELD["text"]
"""The usual names of a text column, the likeliest first."""
ID = _BY_FIELD["id"]
FIELDS = {name: _BY_FIELD[name] for name in ("headline", "standfirst", "outlet", "byline", "language")}
DECLARED = _BY_FIELD["declared"]
"""The columns in which an article's own date stands."""
CRAWLED = _BY_FIELD["crawled"]
"""The columns that say when somebody fetched it: never its date, where the file has one of its own."""
HTML_TEXT = frozenset(_BY_FIELD["html_text"])


@dataclass(frozen=True)
class Columns:
    """The columns that the caller names; None for one that is found by its usual names.

    Args:
        text, date, outlet, headline, id, byline: names, dotted for what is nested ("fields.bodyText").

    Example:
        >>> Columns(text="storey").of("headline") is None
        True
    """

    text: str | None = None
    date: str | None = None
    outlet: str | None = None
    headline: str | None = None
    id: str | None = None
    byline: str | None = None

    def of(self, name: str) -> str | None:
        """The column that was named for a field, or None."""
        found: str | None = getattr(self, name, None)
        return found


COLUMN_NAMES = tuple(one.name for one in fields(Columns))
