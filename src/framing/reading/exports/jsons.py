"""JSON and JSON Lines, as collectors and the interfaces of newspapers give them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from framing.reading.columns import Columns
from framing.reading.decode import mend
from framing.reading.exports.format import Format, Found, Sample
from framing.reading.rows import Broken, NoColumn, Record, Row, flat, text_column

_LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_LISTS = (
    "articles", "data", "items", "results", "docs", "documents", "rows", "stories", "records", "response", "entries",
    "news", "hits", "content",
)  # fmt: skip
_WITHOUT_BODY = {
    "webtitle": "it is an answer of the Guardian's interface without bodies; ask it again with show-fields=bodyText",
    "seendate": "it is a list of articles of GDELT without their texts; fetch the pages and give those",
    "stories_id": "it is a list of stories of Media Cloud without their texts; fetch the pages and give those",
}
_DEEPEST = 12


def looks(sample: Sample) -> bool:
    """By its name, or where it begins as an object or a list of objects does."""
    if sample.suffix == ".json" or sample.suffix in _LINES:
        return True
    if not sample.start.startswith((b'{"', b"{\n", b"{\r\n", b'[{"', b"[{", b"[\n", b"[ {", b'["')):
        return False
    first = sample.start.split(b"\n", 1)[0].strip()
    try:
        json.loads(first if len(first) > 1 and len(first) < 50_000 else sample.data)
    except (ValueError, RecursionError):
        return sample.suffix not in ("", ".txt", ".md")
    return True


def rows(sample: Sample, columns: Columns) -> Found:
    """One value, or one a line; a line that is no JSON is set aside by itself."""
    text = sample.text
    if sample.suffix not in _LINES:
        try:
            value = loads(text)
        except ValueError as error:
            if "\n" not in text.strip():
                raise ValueError(f"it is not JSON ({error})") from None
        else:
            yield from _value(value, columns)
            return
    yield from _lines(text, columns, sample.first)


def _lines(text: str, columns: Columns, first: int) -> Found:
    lines = text.split("\n")
    broken: list[Broken] = []
    seen = False
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            value = loads(line)
        except ValueError as error:
            broken.append(Broken(place, f"it is not JSON ({error})"))
            if not seen and len(broken) == 3:  # no line so far is JSON: it may be one value over many lines
                break
            continue
        if not seen and isinstance(value, list):
            yield from _value(value, columns)
        else:
            yield _item(value, columns, place)
        seen = True
    if seen:
        yield from broken
        return
    try:
        whole = loads(text)
    except ValueError as error:
        yield from _cut_off(text, columns, broken, error)
        return
    yield from _value(whole, columns)


def _cut_off(text: str, columns: Columns, broken: list[Broken], error: ValueError) -> Found:
    """The whole objects of a list that is damaged or breaks off, and where the rest is lost."""
    decoder = json.JSONDecoder()
    start = text.find("[")
    position, number = start + 1, 0
    while start >= 0 and position < len(text):
        position = (
            len(text) - len(text[position:].lstrip(" \t\r\n,")) if number < 1 else _after(text, position)
        )
        if text[position : position + 1] != "{":
            break
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        number += 1
        yield _item(value, columns, f"item {number}")
    if not number:
        raise ValueError(f"no line of it is JSON; the first: {broken[0].reason}" if broken else "it is empty")
    yield Broken(f"after item {number}", f"the rest is not JSON ({error})")


def _after(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n,":
        position += 1
    return position


def loads(text: str) -> Any:
    """A JSON value.

    Raises:
        ValueError: with a short reason.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _value(value: Any, columns: Columns, depth: int = 0) -> Found:
    if isinstance(value, str):
        yield _item(value, columns, "")
    elif isinstance(value, list):
        if not value:
            raise ValueError("its list is empty")
        for number, item in enumerate(value, start=1):
            yield _item(item, columns, f"item {number}")
    elif isinstance(value, dict) and depth < _DEEPEST:
        yield from _object(value, columns, depth)
    else:
        raise ValueError("it holds neither articles nor text")


def _object(value: Mapping[str, Any], columns: Columns, depth: int) -> Found:
    """One article, or what holds a list of them."""
    try:
        text_column(list(flat(value)), columns.text)
    except NoColumn as error:
        for name in _LISTS:
            if isinstance(value.get(name), (list, dict)):
                yield from _value(value[name], columns, depth + 1)
                return
        inner = [item for item in value.values() if isinstance(item, dict)]
        if value and all(isinstance(item, (dict, str)) for item in value.values()):
            long = columns.text is None and all(len(str(item)) > 80 for item in value.values())
            if inner or long:
                yield from _by_name(value, columns)
                return
        raise error
    listed = next((value[name] for name in _LISTS[:-1] if isinstance(value.get(name), list)), None)
    if listed and isinstance(listed[0], dict) and not isinstance(value.get("text"), str):
        yield from _value(listed, columns, depth + 1)
        return
    yield Row("", value)


def _by_name(value: Mapping[str, Any], columns: Columns) -> Found:
    for name, item in value.items():
        place = f"item '{mend(name)[:60]}'"
        yield _item(
            {"id": name, **item} if isinstance(item, dict) else {"id": name, "text": item}, columns, place
        )


def _item(value: Any, columns: Columns, place: str) -> Row | Broken | Record:
    if isinstance(value, str):
        return Record(mend(value), place) if value.strip() else Broken(place, "it is empty")
    if not isinstance(value, dict):
        return Broken(place, "it is neither an object nor a text")
    cells = flat(value)
    if columns.text is None:
        try:
            text_column(list(cells))
        except NoColumn:
            for sign, reason in _WITHOUT_BODY.items():
                if any(name.lower() == sign for name in cells):
                    return Broken(place, reason)
    return Row(place, value)


FORMAT = Format("JSON", looks, rows)
