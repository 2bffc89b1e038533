"""Tables as CSV for a spreadsheet: one file a table that has rows, safe to open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from framing.layers.registry import layers
from framing.show.spreadsheet import as_csv, guarded

__all__ = ["as_csv", "guarded", "write_csv"]


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
