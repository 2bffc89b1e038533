"""Coding sheets for a spreadsheet: a row a unit, a column a question; written, and read back as they were edited."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from framing.exchange.codes import CodesError, Entry, lines_of
from framing.exchange.questions import Question
from framing.exchange.samples import Drawn, Sample
from framing.exchange.workbooks import timeless
from framing.report.csvs import as_csv
from framing.tables import atomic

LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""

SHEET, ANSWERS = "coding", "answers"
_SHOWN = ("number", "unit", "outlet", "published", "headline", "before", "words", "behind")
_NOTE = "note"
_MACHINE = "machine: "
_WIDTHS = {
    "number": 8,
    "unit": 14,
    "outlet": 14,
    "published": 11,
    "headline": 24,
    "before": 50,
    "words": 50,
    "behind": 40,
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_FORMULA = re.compile(r"'(?=[=+\-@\t\r\n])")


def rows_of(
    sample: Sample, asked: Sequence[Question], *, blind: bool = True
) -> tuple[list[str], list[list[str]]]:
    """The header of a sheet, and its rows.

    Args:
        sample: what is to be coded.
        asked: the questions.
        blind: whether the machine's answers stay hidden.
    """
    about = ["about"] if any(one.unit.name for one in sample.drawn) else []
    machine = [] if blind else [f"{_MACHINE}{one.name}" for one in asked]
    head = [*_SHOWN, *about, *(one.name for one in asked), *machine, _NOTE]
    return head, [_row(number, one, asked, about, blind) for number, one in enumerate(sample.drawn, 1)]


def _row(number: int, one: Drawn, asked: Sequence[Question], about: Sequence[str], blind: bool) -> list[str]:
    article = [one.article.get(key) or "" for key in ("outlet", "published", "headline")]
    told = [] if blind else [one.unit.machine.get(q.name, "") for q in asked]
    name = [one.unit.name or ""] if about else []
    return [str(number), one.id, *article, *one.parts, *name, *[""] * len(asked), *told, ""]


def write_csv(
    sample: Sample, asked: Sequence[Question], path: str | Path, *, blind: bool = True
) -> list[str]:
    """Write the sheet as CSV, with what could be a formula made harmless.

    Returns:
        What should be known, a sentence each.
    """
    head, rows = rows_of(sample, asked, blind=blind)
    with atomic(path) as beside:
        beside.write_bytes(as_csv([dict(zip(head, row, strict=True)) for row in rows]))
    answers = "; ".join(f"{one.name}: {' | '.join(one.values) or 'a name'}" for one in asked)
    return [f"A CSV file cannot hold lists of answers; they are {answers}."]


def write_xlsx(
    sample: Sample, asked: Sequence[Question], path: str | Path, *, blind: bool = True
) -> list[str]:
    """Write the sheet as a workbook with a list of answers in every cell, and all questions on a second sheet.

    Returns:
        What should be known, a sentence each.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    head, rows = rows_of(sample, asked, blind=blind)
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    cut = 0
    for number, row in enumerate([head, *rows], 1):
        for column, value in enumerate(row, 1):
            plain = _CONTROL.sub("�", value)
            cut += len(plain) > LONGEST
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = plain[:LONGEST], "s"  # else "=1+1" would be a formula
            if not plain:
                cell.value = None
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1 or head[column - 1] == "words")
    for column, name in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 20)
    sheet.freeze_panes = "C2"
    _answers(book.create_sheet(ANSWERS), asked)
    for column, question in enumerate(asked, 1):
        if question.written:
            continue
        letter = get_column_letter(head.index(question.name) + 1)
        own = get_column_letter(column)
        rule = DataValidation(
            type="list", formula1=f"={ANSWERS}!${own}$4:${own}${3 + len(question.values)}", allow_blank=True,
            showErrorMessage=True, errorTitle=question.name, error=f"Choose one of: {', '.join(question.values)}"[:255],
            showInputMessage=True, promptTitle=question.name[:32], prompt=f"{question.asks} {question.help}"[:255],
        )  # fmt: skip
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{len(rows) + 1}")
    made = io.BytesIO()
    book.save(made)
    with atomic(path) as beside:
        beside.write_bytes(timeless(made.getvalue()))
    if not cut:
        return []
    texts = "1 text is" if cut == 1 else f"{cut:,} texts are"
    return [f"{texts} cut: a cell holds {LONGEST:,} characters; the coding page (--to html) has the whole."]


def _answers(sheet: Any, asked: Sequence[Question]) -> None:
    """The questions, what they mean, and the lists that the cells of the first sheet choose from."""
    from openpyxl.styles import Alignment, Font

    for column, question in enumerate(asked, 1):
        for row, value in enumerate((question.name, question.asks, question.help, *question.values), 1):
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = _CONTROL.sub("�", value), "s"
            cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=row == 1)


def read(path: str | Path) -> tuple[list[Entry], list[str] | None, list[str]]:
    """A filled sheet: CSV, a workbook, or the JSON Lines of a coding page.

    Returns:
        Its answers, the units of its rows in order (None where a line is a single answer), and what should be known,
        a sentence each.

    Raises:
        CodesError: for a file that is no sheet.
    """
    place = Path(path)
    if not place.is_file():
        raise CodesError(f"no sheet at '{path}'; give a filled .xlsx, .csv or .jsonl file.")
    if place.suffix.lower() in (".jsonl", ".json", ".ndjson"):
        return _page(place)
    table = _workbook(place) if place.suffix.lower() in (".xlsx", ".xlsm") else _csv(place)
    at = next((number for number, row in enumerate(table) if "unit" in row), None)
    if at is None:
        raise CodesError(
            f"'{path}' has no column 'unit', so its rows cannot be known again; do not delete that column."
        )
    return _entries(place, table, at)


def _entries(
    place: Path, table: Sequence[Sequence[str]], at: int
) -> tuple[list[Entry], list[str] | None, list[str]]:
    head = list(table[at])
    shown = {*_SHOWN, "about", _NOTE, ""}
    columns = [
        (c, name) for c, name in enumerate(head) if name not in shown and not name.startswith(_MACHINE)
    ]
    unit, note = head.index("unit"), head.index(_NOTE) if _NOTE in head else None
    entries, units = [], []
    for number, row in enumerate(table[at + 1 :], at + 2):
        cells = [*row, *[""] * (len(head) - len(row))]
        name = cells[unit].strip()
        if not name:
            entries += [
                Entry(f"{place}, row {number}", "", q, cells[c]) for c, q in columns if cells[c].strip()
            ]
            continue
        units.append(name)
        beside = (cells[note].strip() or None) if note is not None else None
        entries += [
            Entry(f"{place}, row {number}", name, q, _FORMULA.sub("", cells[c], count=1), beside)
            for c, q in columns
        ]
    return entries, units, []


def _workbook(place: Path) -> list[list[str]]:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about validations that openpyxl does not keep: we only read
            book = load_workbook(place, read_only=True, data_only=True)
    except Exception as problem:  # a file of any kind may end so
        raise CodesError(
            f"'{place}' cannot be read as a workbook ({type(problem).__name__}: {problem})."
        ) from None
    sheet = book[SHEET] if SHEET in book.sheetnames else book[book.sheetnames[0]]
    made = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    book.close()
    return made


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _csv(place: Path) -> list[list[str]]:
    data = place.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # as spreadsheets of Windows save
    if "\0" in text:
        raise CodesError(f"'{place}' is no text; give a filled .xlsx, .csv or .jsonl file.")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(max(len(text), 131_072))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _page(place: Path) -> tuple[list[Entry], list[str] | None, list[str]]:
    entries, notes = [], []
    for where, line in lines_of(place):
        if not isinstance(line, dict) or not isinstance(line.get("unit"), str):
            notes.append(f"{where}: is no answer; a line is a JSON object with unit, question and value.")
            continue
        value, note, when = (line.get(key) for key in ("value", "note", "when"))
        entries.append(
            Entry(
                where, line["unit"], str(line.get("question") or ""), str(value if value is not None else ""),
                str(note) if note else None, str(when) if when else None,
            )
        )  # fmt: skip
    return entries, None, notes


def coder_of(path: str | Path) -> str | None:
    """Who filled the answers of a coding page, where its lines name one person; None elsewhere.

    Raises:
        CodesError: for a file that cannot be read.
    """
    if Path(path).suffix.lower() not in (".jsonl", ".json", ".ndjson"):
        return None
    names = {str(line["coder"]) for _, line in lines_of(path) if isinstance(line, dict) and line.get("coder")}
    return names.pop() if len(names) == 1 else None
