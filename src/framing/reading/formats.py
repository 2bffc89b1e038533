"""What a file's bytes hold: one text, one HTML page, or the rows of a table."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from framing.reading.decode import NotText, decode, mend
from framing.reading.rows import Broken, NoColumn, Record, record, text_column

Found = Iterator[Record | Broken]

TEXT = frozenset({"", ".txt", ".text", ".asc", ".md", ".markdown", ".log"})
HTML = frozenset({".html", ".htm", ".xhtml"})
TABLES = frozenset(
    {".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".jsonlines", ".parquet", ".pq", ".xlsx", ".xlsm"}
)
ARCHIVES = frozenset({".zip"})
READABLE = TEXT | HTML | TABLES | ARCHIVES

LONGEST_TEXT = 10_000_000
"""No single article is longer than this many characters."""
MOST_MEMBERS = 100_000
LARGEST_RATIO = 250
"""A member of an archive that unpacks to more than this many times its size is a bomb, not a text."""


def sniff(suffix: str, data: bytes) -> str:
    """The format of a file: its suffix where that is one we read, else what its bytes look like.

    Example:
        >>> sniff(".csv", b""), sniff(".dat", b'{"text": "a"}'), sniff("", b"<!DOCTYPE html><p>a")
        ('.csv', '.jsonl', '.html')
    """
    suffix = suffix.lower()
    if suffix in READABLE and suffix != "":
        return suffix
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK\x03\x04"):
        return ".xlsx" if b"xl/" in data[:4000] or b"[Content_Types].xml" in data[:400] else ".zip"
    if data.startswith(b"PAR1"):
        return ".parquet"
    if re.match(rb"(?i)<!doctype html|<html|<head\b", head):
        return ".html"
    if head.startswith(b'{"') or head.startswith((b"[{", b"[\n", b'["')):
        return ".jsonl" if head.startswith(b"{") else ".json"
    return ".txt"


def records(suffix: str, data: bytes, column: str | None) -> Found:
    """The articles in a file's bytes; parts that are none come as `Broken`.

    Args:
        suffix: what `sniff` told.
        data: the whole file.
        column: the text column that the caller named, or None.

    Raises:
        NotText, NoColumn, ValueError: for a file that holds no article at all; the message is the reason.

    Example:
        >>> [r.text for r in records(".csv", b"id,text\\n1,It rained.\\n", None)]
        ['It rained.']
    """
    if not data:
        raise NotText("the file is empty")
    return _READERS.get(suffix, _plain)(data, column)


def _plain(data: bytes, _column: str | None) -> Found:
    text = decode(data)
    if not text.strip():
        raise NotText("it holds nothing but white space")
    yield Record(text)


def _html(data: bytes, _column: str | None) -> Found:
    from framing.reading.html import page

    yield page(data)


def _csv(data: bytes, column: str | None, delimiters: str = ",;\t|") -> Found:
    csv.field_size_limit(LONGEST_TEXT * 4)
    text = decode(data)
    hint = re.match(r"sep=(.)\r?\n", text)  # Excel's own first line
    if hint:
        text = text[hint.end() :]
    if not text.strip():
        raise NotText("it holds nothing but white space")
    delimiter = hint[1] if hint else _delimiter(text, delimiters, column)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip() for name in next(reader)]
        chosen = text_column(header, column)
        for number, cells in enumerate(_rows(reader), start=1):
            if isinstance(cells, Broken):
                yield cells
            elif cells:
                yield record(dict(zip(header, cells)), chosen, f"row {number}")
    except csv.Error as error:
        raise ValueError(f"it is no table that can be read ({error})") from error


def _rows(reader: Any) -> Iterator[list[str] | Broken]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Broken(f"line {reader.line_num}", f"it is no row that can be read ({error})")


def _delimiter(text: str, delimiters: str, column: str | None) -> str:
    """The mark that cuts the header into columns, a text column among them where there is one."""
    header = text[:20_000].splitlines()[0] if text else ""

    def value(mark: str) -> tuple[bool, int]:
        try:
            names = [name.strip() for name in next(csv.reader([header], delimiter=mark), [])]
            text_column(names, column)
            return True, len(names)
        except (NoColumn, csv.Error):
            return False, header.count(mark) + 1

    return max(delimiters, key=value)


def _tsv(data: bytes, column: str | None) -> Found:
    return _csv(data, column, "\t,;|")


def _jsonl(data: bytes, column: str | None) -> Found:
    lines = decode(data).split("\n")
    broken: list[Broken] = []
    seen = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            value = _loads(line)
        except ValueError as error:
            broken.append(Broken(place, f"it is not JSON ({error})"))
            if not seen and len(broken) == 3:  # no line so far is JSON: it may be one value over many lines
                break
            continue
        if not seen and isinstance(value, list):
            yield from _json_value(value, column)
            seen = True
            continue
        seen = True
        yield _json_item(value, column, place)
    if not seen:
        try:
            whole = _loads("\n".join(lines))
        except ValueError:
            raise ValueError(
                f"no line of it is JSON; the first: {broken[0].reason}" if broken else "it is empty"
            ) from None
        yield from _json_value(whole, column)
        return
    yield from broken


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _json(data: bytes, column: str | None) -> Found:
    text = decode(data)
    try:
        value = _loads(text)
    except ValueError as error:
        if text.lstrip().startswith("{") and "\n" in text.strip():
            yield from _jsonl(data, column)  # JSON Lines under the name of JSON
            return
        raise ValueError(f"it is not JSON ({error})") from None
    yield from _json_value(value, column)


_LISTS = (
    "articles",
    "data",
    "items",
    "results",
    "docs",
    "documents",
    "rows",
    "stories",
    "records",
    "response",
    "entries",
    "news",
    "hits",
)


def _json_value(value: Any, column: str | None) -> Found:
    if isinstance(value, list):
        if not value:
            raise ValueError("its list is empty")
        for number, item in enumerate(value, start=1):
            yield _json_item(item, column, f"item {number}")
        return
    if isinstance(value, dict):
        names = [name for name in value if isinstance(name, str)]
        try:
            text_column(names, column)
        except NoColumn as error:
            for name in _LISTS:
                if isinstance(value.get(name), (list, dict)):
                    yield from _json_value(value[name], column)
                    return
            if value and all(isinstance(item, (dict, str)) for item in value.values()):
                inner = [item for item in value.values() if isinstance(item, dict)]
                if inner or (column is None and all(len(str(item)) > 80 for item in value.values())):
                    for name, item in value.items():
                        row = {"id": name, **item} if isinstance(item, dict) else {"id": name, "text": item}
                        yield _json_item(
                            row, column if isinstance(item, dict) else None, f"item '{mend(name)[:60]}'"
                        )
                    return
            raise error
        yield _json_item(value, column, "")
        return
    if isinstance(value, str):
        yield _json_item(value, None, "")
        return
    raise ValueError("it holds neither articles nor text")


def _json_item(value: Any, column: str | None, place: str) -> Record | Broken:
    if isinstance(value, str):
        return Record(mend(value), place) if value.strip() else Broken(place, "it is empty")
    if not isinstance(value, dict):
        return Broken(place, "it is neither an object nor a text")
    try:
        return record(value, text_column(list(value), column), place)
    except NoColumn as error:
        return Broken(place, str(error))


def _parquet(data: bytes, column: str | None) -> Found:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(io.BytesIO(data))
        names = list(table.schema_arrow.names)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ValueError(f"it is no Parquet that can be read ({_short(error)})") from error
    chosen = text_column(names, column)
    number = 0
    try:
        for batch in table.iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                number += 1
                yield record(row, chosen, f"row {number}")
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        yield Broken(f"after row {number}", f"the rest cannot be read ({_short(error)})")


def _xlsx(data: bytes, column: str | None) -> Found:
    import warnings
    import zipfile

    check_archive(data)
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError) as error:
        raise ValueError(f"it is no Excel workbook that can be read ({_short(error)})") from error
    missing: list[tuple[str, NoColumn]] = []
    read = False
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        header = next((row for row in rows if any(cell is not None for cell in row)), None)
        if header is None:
            continue
        names = [
            str(cell).strip() if cell is not None else f"column {n}" for n, cell in enumerate(header, start=1)
        ]
        try:
            chosen = text_column(names, column)
        except NoColumn as error:
            missing.append((sheet.title, error))
            continue
        read = True
        for number, cells in enumerate(rows, start=1):
            if any(cell is not None for cell in cells):
                yield record(dict(zip(names, cells)), chosen, f"sheet '{sheet.title}' row {number}")
    if not read:
        raise missing[0][1] if missing else ValueError("its sheets are empty")
    for title, reason in missing:
        yield Broken(f"sheet '{title}'", str(reason))


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def check_archive(data: bytes) -> None:
    """Refuse an archive that would unpack beyond all measure.

    Raises:
        ValueError: with the reason.
    """
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValueError(f"it is no archive that can be read ({_short(error)})") from error
    if len(members) > MOST_MEMBERS:
        raise ValueError(f"it has {len(members)} members, more than the {MOST_MEMBERS} allowed")
    for member in members:
        if bomb(member.file_size, member.compress_size):
            raise ValueError(
                f"its member '{mend(member.filename)[:80]}' unpacks to {member.file_size} bytes, a zip bomb"
            )


def bomb(size: int, packed: int) -> bool:
    """Whether a member unpacks to far more than any text would."""
    return size > 20_000_000 and size > LARGEST_RATIO * max(packed, 1)


_READERS: Mapping[str, Callable[[bytes, str | None], Found]] = {
    **dict.fromkeys(HTML, _html), ".csv": _csv, ".tsv": _tsv, ".tab": _tsv, ".json": _json,
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonlines"), _jsonl), ".parquet": _parquet, ".pq": _parquet,
    ".xlsx": _xlsx, ".xlsm": _xlsx,
}  # fmt: skip
