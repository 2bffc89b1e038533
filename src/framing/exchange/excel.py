"""Tables as an Excel workbook: a sheet a table, and one for the codebook.

A cell holds at most 32,767 characters and a sheet 1,048,576 rows; what is cut or continued is told. Every text is
written as text, so that none is taken for a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from framing.exchange.carried import Counts, carried
from framing.exchange.flat import described, plain
from framing.exchange.place import Written, check_file, write_file
from framing.exchange.shelf import Shelf
from framing.exchange.workbooks import timeless

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
_LONGEST_NAME = 31
_FIRST = datetime(1900, 3, 1, tzinfo=UTC)  # Excel's calendar has a 29 February 1900 that never was


class _Sheets:
    """The workbook while it is written, and what had to be cut."""

    def __init__(self) -> None:
        from openpyxl import Workbook

        self.book = Workbook(write_only=True)
        self.cut = 0
        self.counts = Counts()
        self.continued: list[str] = []

    def table(self, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """One table; what is too long for a sheet goes on in the next."""
        count = 0
        waiting = iter(rows)
        sheet = self._sheet(name, head)
        left = MOST_ROWS - 1
        for row in waiting:
            if not left:
                number = len([one for one in self.continued if one == name]) + 2
                self.continued.append(name)
                sheet = self._sheet(f"{name[: _LONGEST_NAME - 5]} ({number})", head)
                left = MOST_ROWS - 1
            sheet.append([self._cell(sheet, value) for value in row])
            count += 1
            left -= 1
        return count

    def _sheet(self, name: str, head: Sequence[str]) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        sheet = self.book.create_sheet(name[:_LONGEST_NAME])
        sheet.freeze_panes = "A2"
        made = []
        for title in head:
            cell = WriteOnlyCell(sheet, value=self._text(title))
            cell.data_type = "s"
            cell.font = Font(bold=True)
            made.append(cell)
        sheet.append(made)
        return sheet

    def _cell(self, sheet: Any, value: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if isinstance(value, datetime) and value >= _FIRST:
            return value.replace(tzinfo=None)
        value = value if isinstance(value, bool | int | float) else plain(value)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        cell = WriteOnlyCell(sheet, value=self._text(value))
        cell.data_type = "s"  # else "=1+1" would be a formula
        return cell

    def _text(self, value: str) -> str:
        text = carried(value, self.counts)
        units = text.encode("utf-16-le", "replace")
        if len(units) <= 2 * LONGEST_CELL:
            return text
        self.cut += 1
        return units[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """All tables as one workbook, empty ones too, with the codebook on the first sheet.

    Args:
        shelf: the tables.
        out: the file.
        layers: some tables alone.
        force: write over a file that is there.
    """
    path = check_file(out, force)
    sheets = _Sheets()
    book = [
        (one.table, one.name, one.kind, one.description, " | ".join(one.values)) for one in described(shelf)
    ]
    sheets.table("codebook", ("table", "variable", "kind", "description", "values"), book)
    counts = {
        name: sheets.table(name, [column for column, _ in shelf.columns(name)], _rows(shelf, name))
        for name in shelf.names if not layers or name in layers
    }  # fmt: skip
    made = io.BytesIO()
    sheets.book.save(made)
    write_file(path, timeless(made.getvalue()))
    notes = sheets.counts.told()
    if sheets.cut:
        texts = "1 text is" if sheets.cut == 1 else f"{sheets.cut:,} texts are"
        notes.append(f"{texts} cut: an Excel cell holds {LONGEST_CELL:,} characters; --to csv has the whole.")
    notes += [
        f"The table {name} goes on in a further sheet after {MOST_ROWS:,} rows."
        for name in sorted(set(sheets.continued))
    ]
    return Written(path, counts, tuple(notes))


def _rows(shelf: Shelf, name: str) -> Iterator[list[Any]]:
    for row in shelf.rows(name):
        yield list(row.values())
