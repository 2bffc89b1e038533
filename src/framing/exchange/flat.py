"""Tables as flat files with their codebook: CSV that a spreadsheet may open."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from framing.exchange.place import Folder, Written, folder
from framing.exchange.shelf import Shelf
from framing.exchange.variables import Variable, as_markdown, variables
from framing.report.csvs import guarded

Cell = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """A value as a cell: lists and places joined, times in ISO form, true and false in lower case.

    Example:
        >>> plain([{"start": 2, "end": 4}, {"start": 7, "end": 9}]), plain(["Ann", "Bo"]), plain(None)
        ('2-4; 7-9', 'Ann; Bo', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, list):
        return "; ".join(
            f"{one['start']}-{one['end']}" if isinstance(one, dict) else str(one) for one in value
        )
    return value


def exact(value: Any) -> Any:
    """A value as a cell for programs: as `plain`, lists as JSON.

    Example:
        >>> exact(["Ann", "Bo"]), exact(True)
        ('["Ann", "Bo"]', 'true')
    """
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else plain(value)


class Guarded:
    """Cells that a spreadsheet cannot take for a formula; counts those that it had to change."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, value: Any) -> Any:
        """A cell."""
        made = plain(value)
        if not isinstance(made, str):
            return made
        safe = guarded(made.replace("\x00", "�"))
        self.count += safe != made
        return safe


def write_table(shelf: Shelf, name: str, path: Path, cell: Cell, *, mark: bool) -> int:
    """One table as CSV, row by row.

    Args:
        shelf: the tables.
        name: which.
        path: where.
        cell: makes a cell of a value.
        mark: begin with the mark by which spreadsheets know UTF-8.

    Returns:
        The number of rows.
    """
    columns = [column for column, _ in shelf.columns(name)]
    count = 0
    with path.open("wb") as raw:
        file = io.TextIOWrapper(raw, encoding="utf-8-sig" if mark else "utf-8", errors="replace", newline="")
        writer = csv.writer(file)
        writer.writerow([cell(column) for column in columns])
        for row in shelf.rows(name):
            writer.writerow([cell(row[column]) for column in columns])
            count += 1
        file.flush()
        file.detach()
    return count


def described(shelf: Shelf) -> list[Variable]:
    """Every variable that an export holds, the input's own among them."""
    return [one for name in shelf.names for one in variables(name, shelf.columns(name))]


def write_codebook(shelf: Shelf, made: Folder, *, more: str = "") -> None:
    """The codebook beside the tables, for people and for programs.

    Args:
        shelf: the tables.
        made: the folder.
        more: what is to be known of this export's values.
    """
    found = described(shelf)
    text = as_markdown(found, "Codebook")
    made.write("codebook.md", f"{text}\n{more}\n" if more else text)
    rows = io.StringIO(newline="")
    writer = csv.writer(rows)
    writer.writerow(["table", "variable", "kind", "description", "values"])
    writer.writerows(
        [one.table, guarded(one.name), one.kind, one.description, " | ".join(one.values)] for one in found
    )
    made.file("codebook.csv").write_bytes(rows.getvalue().encode("utf-8-sig", "replace"))


_APOSTROPHE = (
    "A value that begins with `=`, `+`, `-`, `@`, a tab or a line break has an apostrophe before it here, so that no "
    "spreadsheet takes it for a formula. Take it away before offsets are used on the `text` of such an article."
)


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """All tables as CSV in one folder, empty ones too, with the codebook.

    Args:
        shelf: the tables.
        out: the folder.
        layers: some tables alone.
        force: replace an earlier export.
    """
    cell = Guarded()
    names = [name for name in shelf.names if not layers or name in layers]
    with folder(out, "csv", force) as made:
        counts = {name: write_table(shelf, name, made.file(f"{name}.csv"), cell, mark=True) for name in names}
        write_codebook(shelf, made, more=_APOSTROPHE)
    notes = []
    if cell.count:
        values = "1 value that begins" if cell.count == 1 else f"{cell.count:,} values that begin"
        notes.append(
            f"{values} like a formula got an apostrophe in front; codebook.md tells how to take it away."
        )
    return Written(Path(out), counts, tuple(notes))


__all__ = ["Guarded", "described", "exact", "plain", "write", "write_codebook", "write_table"]
