"""Excel workbooks, new and old: every sheet that has a text column."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from framing.reading.columns import Columns
from framing.reading.decode import NotText
from framing.reading.exports.format import Format, Found, Sample, check_zip, needs, short
from framing.reading.rows import Broken, NoColumn, Row, text_column

_OLE = b"\xd0\xcf\x11\xe0"
Sheet = tuple[str, Iterator[Sequence[Any]]]


def looks(sample: Sample) -> bool:
    """By the parts of a workbook within a zip file, or its name."""
    return "xl/workbook.xml" in sample.members or (
        sample.suffix in (".xlsx", ".xlsm") and not sample.data.startswith(_OLE)
    )


def rows(sample: Sample, columns: Columns) -> Found:
    """The rows of the sheets of a workbook."""
    check_zip(sample.data)
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(sample.data), read_only=True, data_only=True)
    except Exception as error:  # a damaged workbook breaks the library anywhere
        raise NotText(f"it is no Excel workbook that can be read ({short(error)})") from error
    yield from _sheets(
        ((sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets), columns
    )


def looks_old(sample: Sample) -> bool:
    """By the mark of old Office files, with a workbook within."""
    return sample.data.startswith(_OLE) and (
        b"W\x00o\x00r\x00k\x00b\x00o\x00o\x00k" in sample.data or b"B\x00o\x00o\x00k\x00\x00" in sample.data
    )


def rows_old(sample: Sample, columns: Columns) -> Found:
    """The rows of the sheets of a workbook of before 2007."""
    try:
        import xlrd
    except ImportError:
        raise needs("xlrd", "old Excel") from None
    try:
        book = xlrd.open_workbook(file_contents=sample.data, logfile=io.StringIO())
    except Exception as error:  # as above
        raise NotText(f"it is no Excel workbook that can be read ({short(error)})") from error

    def cells(sheet: Any) -> Iterator[list[Any]]:
        for number in range(sheet.nrows):
            yield [_old_cell(cell, book.datemode) for cell in sheet.row(number)]

    yield from _sheets(((sheet.name, cells(sheet)) for sheet in book.sheets()), columns)


def _old_cell(cell: Any, datemode: int) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, datemode)
    return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR) else cell.value


def _sheets(sheets: Iterator[Sheet], columns: Columns) -> Found:
    missing: list[tuple[str, NoColumn]] = []
    read = False
    for title, lines in sheets:
        try:
            header = next((row for row in lines if any(cell is not None for cell in row)), None)
            if header is None:
                continue
            names = [
                str(cell).strip() if cell is not None else f"column {n}"
                for n, cell in enumerate(header, start=1)
            ]
            text_column(names, columns.text)
        except NoColumn as error:
            missing.append((title, error))
            continue
        except Exception as error:  # a damaged sheet breaks the library anywhere
            yield Broken(f"sheet '{title}'", f"it cannot be read ({short(error)})")
            read = True
            continue
        read = True
        yield from _rows(title, names, lines)
    if not read:
        raise missing[0][1] if missing else NotText("its sheets are empty")
    for title, reason in missing:
        yield Broken(f"sheet '{title}'", str(reason))


def _rows(title: str, names: Sequence[str], lines: Iterator[Sequence[Any]]) -> Found:
    number = 0
    while True:
        try:
            cells = next(lines, None)
        except Exception as error:  # damage is met where it lies: in a row, or a part that a row points to
            yield Broken(f"sheet '{title}' after row {number}", f"the rest cannot be read ({short(error)})")
            return
        if cells is None:
            return
        number += 1
        place = f"sheet '{title}' row {number}"
        filled = max((n for n, cell in enumerate(cells, start=1) if cell is not None), default=0)
        if filled > len(names):
            yield Broken(place, f"it has {filled} fields, the header has {len(names)}")
        elif filled:
            yield Row(place, dict(zip(names, cells, strict=False)))


FORMAT = Format("Excel", looks, rows)
OLD = Format("old Excel", looks_old, rows_old)
