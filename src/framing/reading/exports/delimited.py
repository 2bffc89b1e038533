"""CSV and its kin: read by the dialect that fits the whole file; what fits none is set aside, never cut."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from framing.reading.columns import DECLARED, FIELDS, ID, TEXT, Columns, key
from framing.reading.decode import NotText
from framing.reading.exports.format import LONGEST_TEXT, Format, Found, Sample
from framing.reading.rows import Broken, NoColumn, Row, text_column

_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_MARKS = ",;\t|"
_KNOWN = frozenset({*ID, *DECLARED, *(name for names in FIELDS.values() for name in names)})
_MOST_LOOKED_AT = 20
"""Lines looked at anew behind unclosed quotation marks, in times of the file's length: bounds the time."""


@dataclass(frozen=True)
class Dialect:
    """How a table marks its cells.

    Args:
        delimiter: between cells.
        quote: around a cell that holds a delimiter; "" for none.
        escaped: whether a quotation mark within a cell has a backslash before it, rather than standing twice.
    """

    delimiter: str
    quote: str = '"'
    escaped: bool = False

    def reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The rows of some lines; raises `csv.Error` where a quotation mark stands where none can."""
        if not self.quote:
            return csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        return csv.reader(
            lines, delimiter=self.delimiter, quotechar=self.quote, doublequote=not self.escaped,
            escapechar="\\" if self.escaped else None, strict=True,
        )  # fmt: skip


def looks(sample: Sample) -> bool:
    """A table by its name, or by a first line of column names that go with a text."""
    if sample.suffix in _SUFFIXES:
        return True
    lines = [line for line in sample.head.splitlines()[:3] if line.strip()]
    if len(lines) < 2 or len(lines[0]) > 2000:
        return False
    for mark in _MARKS:
        names = {key(name.strip(' "')) for name in lines[0].split(mark)}
        if len(names) > 1 and not names.isdisjoint(TEXT) and not names.isdisjoint(_KNOWN):
            return mark in lines[1]
    return False


def rows(sample: Sample, columns: Columns) -> Found:
    """Every row whose cells go with the header; the others are named with their number of fields."""
    csv.field_size_limit(LONGEST_TEXT * 4)
    text = sample.text
    hint = re.match(r"sep=(.)\r?\n", text)  # Excel's own first line
    if hint:
        text = text[hint.end() :]
    if not text.strip():
        raise NotText("it holds nothing but white space")
    lines = list(io.StringIO(text, newline=""))
    while lines and not lines[0].strip():
        del lines[0]
    marks = hint[1] if hint else ("\t,;|" if sample.suffix in (".tsv", ".tab") else _MARKS)
    mark = _delimiter(lines[0], marks, columns.text)
    if _row_names(lines, mark):
        lines[0] = f'"row"{mark}{lines[0]}'
    header, found = _best(lines, mark)
    text_column(header, columns.text)
    yield from found[:-1]
    last = found[-1] if found else None
    if isinstance(last, Row) and len(found) > 1 and not lines[-1].endswith(_ending(lines[0])):
        yield replace(last, said=(("may break off", "it is the file's last row and its line has no end"),))
    elif last is not None:
        yield last


def _delimiter(header: str, marks: str, wanted: str | None) -> str:
    """The mark that cuts the header into columns, a text column among them where there is one."""

    def value(mark: str) -> tuple[bool, int]:
        try:
            names = [name.strip() for name in next(csv.reader([header], delimiter=mark), [])]
            text_column(names, wanted)
            return True, len(names)
        except (NoColumn, csv.Error):
            return False, header.count(mark) + 1

    return max(marks, key=value)


def _ending(line: str) -> str:
    """How a line ends: in a file that is whole, the last one ends as the first does."""
    return line[len(line.rstrip("\r\n")) :]


def _row_names(lines: Sequence[str], mark: str) -> bool:
    """Whether R has written its numbers of rows before the first column, which then has no name."""
    quoted = re.compile(rf'"(\d+)"{re.escape(mark)}')
    numbers = [found[1] for line in lines[1:] if (found := quoted.match(line))]
    if not lines[0].startswith('"') or numbers[:2] != ["1", "2"]:
        return False
    return _fields(lines[1], mark) == _fields(lines[0], mark) + 1


def _fields(line: str, mark: str) -> int:
    return len(next(csv.reader([line], delimiter=mark), []))


def _best(lines: Sequence[str], mark: str) -> tuple[list[str], list[Row | Broken]]:
    """The table in the first dialect that fits every row; else in the one with the fewest rows that do not."""
    best: tuple[list[str], list[Row | Broken]] | None = None
    fewest = len(lines) + 1
    dialects = [Dialect(mark), Dialect(mark, escaped=True), Dialect(mark, "'")]
    if mark in "\t|" and lines[-1].endswith(("\n", "\r")):  # with commas a lone mark is damage, not a style
        dialects.append(Dialect(mark, ""))
    text = "".join(lines[:2000])
    for dialect in dialects:
        if (dialect.escaped and '\\"' not in text) or (dialect.quote == "'" and f"{mark}'" not in text):
            continue
        header, found = _read(lines, dialect)
        misfits = sum(isinstance(one, Broken) for one in found)
        if not dialect.quote and (misfits or _wrapped(found)):
            continue  # its marks of quotation are not part of the text
        if misfits < fewest:
            best, fewest = (header, found), misfits
        if not misfits:
            break
    assert best is not None  # the first dialect is always tried
    return best


def _wrapped(found: Sequence[Row | Broken]) -> bool:
    """Whether some cell stands in quotation marks, so that they are not part of the texts."""
    cells = (cell for one in found if isinstance(one, Row) for cell in one.cells.values() if len(cell) > 1)
    return any(cell[0] == cell[-1] == '"' for cell in cells)


def _read(lines: Sequence[str], dialect: Dialect) -> tuple[list[str], list[Row | Broken]]:
    """The header and the rows in one dialect; behind a row that breaks off, reading goes on with the next line."""
    header: list[str] = []
    found: list[Row | Broken] = []
    number = start = looked_at = 0
    while start < len(lines):
        reader = dialect.reader(iter(lines[start:]))
        base, before = start, 0
        try:
            for cells in reader:
                start = base + reader.line_num  # type: ignore[attr-defined]
                if not header:
                    header = _header(cells)
                elif cells and any(cell.strip() for cell in cells):
                    number += 1
                    found.append(_row(number, header, cells, start - base - before))
                before = start - base
            return header, found
        except csv.Error as error:
            number += 1
            looked_at += reader.line_num - before  # type: ignore[attr-defined]
            fields = lines[start].count(dialect.delimiter) + 1
            if not header:
                header = _header(lines[start].split(dialect.delimiter))
            else:
                found.append(
                    Broken(
                        f"row {number}", f"a quotation mark in it is not closed ({fields} fields; {error})"
                    )
                )
            start += 1
            if looked_at > _MOST_LOOKED_AT * len(lines):
                rest = len(lines) - start
                found.append(
                    Broken(
                        f"after row {number}", f"{rest} lines cannot be read, their quotation marks are amiss"
                    )
                )
                break
    return header, found


def _header(cells: Sequence[str]) -> list[str]:
    """The names of the columns, each different: a second "text" is "text 2"."""
    made: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = cell.strip().strip('"').strip() or f"column {number}"
        made.append(name if name not in made else f"{name} {number}")
    return made


def _row(number: int, header: Sequence[str], cells: Sequence[str], lines: int) -> Row | Broken:
    place = f"row {number}"
    while len(cells) > len(header) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) == len(header):
        return Row(place, dict(zip(header, cells, strict=True)))
    over = f", over {lines} lines" if lines > 1 else ""
    return Broken(place, f"it has {len(cells)} fields{over}, the header has {len(header)}")


FORMAT = Format("table", looks, rows)
