"""The names that exports give their fields, and articles put together from such fields."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from framing.reading.rows import Row

_MOST_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=8)
def names(export: str) -> Mapping[str, str]:
    """The fields of one export: its own name of each to ours ("-" for what is not kept).

    Example:
        >>> names("Factiva")["HD"], names("LexisNexis")["LOAD-DATE"]
        ('headline', 'load_date')
    """
    with (files("framing") / "resources" / "reading" / "fields.csv").open(encoding="utf-8") as handle:
        return {row["name"]: row["field"] for row in csv.DictReader(handle) if row["export"] == export}


@lru_cache(maxsize=8)
def opening(export: str, *, any_case: bool = False) -> re.Pattern[str]:
    """A line that opens a field, with its name and the rest of the line."""
    listed = "|".join(re.escape(name) for name in sorted(names(export), key=len, reverse=True))
    return re.compile(
        rf"[ \t\xa0]*(?P<name>{listed})\s?:[ \t\xa0]*(?P<rest>.*)", re.IGNORECASE if any_case else 0
    )


def squeeze(text: str) -> str:
    """A field on one line.

    Example:
        >>> squeeze(" Rain \\n today ")
        'Rain today'
    """
    return _MOST_SPACES.sub(" ", text).strip()


def article(place: str, fields: Mapping[str, str], body: str) -> Row:
    """A row whose text is headline, standfirst and body, one under the other.

    Example:
        >>> article("document 1", {"headline": "Rain"}, "It rained.").cells["text"]
        'Rain\\n\\nIt rained.'
    """
    known = {name: squeeze(value) for name, value in fields.items() if value and value.strip()}
    top = [known[name] for name in ("headline", "standfirst") if name in known]
    return Row(place, {"text": "\n\n".join([*top, body.strip()]), **known}, titled=True)
