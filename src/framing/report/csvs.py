"""Tables as CSV for a spreadsheet: one file a table that has rows, safe to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from framing.layers.registry import layers

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(tables: Mapping[str, Any], folder: str | Path) -> list[str]:
    """Write the table of each published layer that holds a row as `folder/<name>.csv`.

    A layer may add to its rows what a reader needs, as statements do with the words of source, cue and content. Each
    row carries its article's outlet, date and headline, so that a file can be read and grouped by itself.
    The text of the articles stays in the notebook's tables; what a reader counts with goes out.

    Args:
        tables: Arrow tables by name, with the columns of `framing.tables.SCHEMAS`.
        folder: where the files go.

    Returns:
        The names of the files written.
    """
    articles = tables["articles"]
    texts = dict(zip(articles["article_id"].to_pylist(), articles["text"].to_pylist(), strict=True))
    about = _about(articles)
    written = []
    for name, layer in layers().items():
        rows = tables[name].to_pylist() if layer.published and name in tables else []
        if not rows:
            continue
        if layer.cells is not None:
            rows = [layer.cells(row, texts.get(row["article_id"]) or "") for row in rows]
        rows = [{"article_id": row["article_id"], **about[row["article_id"]], **row} for row in rows]
        (Path(folder) / f"{name}.csv").write_bytes(as_csv(rows))
        written.append(f"{name}.csv")
    return written


def _about(articles: Any) -> dict[str, dict[str, str | None]]:
    """Outlet, date and headline of each article."""
    columns = {name: articles[name].to_pylist() for name in ("article_id", "outlet", "published", "headline")}
    return {
        article: {"outlet": outlet, "published": _date(published), "headline": headline}
        for article, outlet, published, headline in zip(*columns.values(), strict=True)
    }


def _date(when: datetime | None) -> str | None:
    """A time in ISO form; without its clock where that is midnight, as a date alone is read."""
    if when is None:
        return None
    return (
        f"{when:%Y-%m-%dT%H:%M:%SZ}"
        if (when.hour, when.minute, when.second) != (0, 0, 0)
        else f"{when:%Y-%m-%d}"
    )


def as_csv(rows: list[dict[str, Any]]) -> bytes:
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
