"""Rows as CSV that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as CSV bytes, UTF-8 with a mark that spreadsheets need, formulas made harmless.

    Example:
        >>> as_csv([{"term": "=1+1", "place": [{"start": 2, "end": 4}], "n": None}]).decode("utf-8-sig")
        "term,place,n\\r\\n'=1+1,2-4,\\r\\n"
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return made.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(round(value, 6))
    if isinstance(value, list):
        value = "; ".join(
            f"{one['start']}-{one['end']}" if isinstance(one, dict) else str(one) for one in value
        )
    return guarded(value.replace("\x00", "�")) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    Example:
        >>> guarded("=1+1"), guarded("1+1")
        ("'=1+1", '1+1')
    """
    return "'" + text if text.startswith(_FORMULA) else text
