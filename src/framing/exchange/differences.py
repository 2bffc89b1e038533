"""Codes that came back as corrections: what a coder has taken out, moved, relabelled and added in another tool.

A row that came back as it went out says nothing: nobody knows whether it was looked at. A row that did not come back
was taken out, if others of its text came back; what has no row is an addition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from framing.corrections import Correction, correctable, fields_of, parse, text_hash
from framing.exchange.coded import Coded, records
from framing.exchange.known import Key
from framing.exchange.marks import marks, shape, typed
from framing.exchange.shelf import Sheaf, Shelf
from framing.rowplaces import has_places, named_by

Line = Mapping[str, Any]


@dataclass
class Told:
    """Corrections, and what cannot be told as one.

    Args:
        corrections: them, in the order of the articles.
        notes: why others are none, with how many there are.
    """

    corrections: list[Correction] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def take(self, line: dict[str, Any]) -> None:
        """Take a correction if it is one that can be applied."""
        try:
            self.corrections.append(
                parse({key: value for key, value in line.items() if value is not None or key == "value"})
            )
        except ValueError as error:
            reason = f"a row of '{line['table']}' {error}"
            self.notes[reason] = self.notes.get(reason, 0) + 1

    def skip(self, reason: str) -> None:
        """Count what is no correction."""
        self.notes[reason] = self.notes.get(reason, 0) + 1


def differences(lines: Iterable[Line], shelf: Shelf, machine: str = "framing ") -> Told:
    """What coders have changed.

    Args:
        lines: the codes, as an import writes them.
        shelf: the tables that were exported.
        machine: with what the machine's own name as a coder begins.

    Example:
        >>> from framing.tables import Tables
        >>> hedge = {"article_id": "a", "start": 3, "end": 6, "category": "hedge"}
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "It may rain."}], "hedges": [hedge]})
        >>> back = {"article_id": "a", "text_hash": text_hash("It may rain."), "table": "hedges", "start": 3, "end": 6,
        ...         "label": "weasel", "row": 0}
        >>> [(one.do, one.field, one.value) for one in differences([back], Shelf.open(tables)).corrections]
        [('relabel', 'category', 'weasel')]
    """
    by_article: dict[str, list[Line]] = {}
    for line in lines:
        by_article.setdefault(line["article_id"], []).append(line)
    known = set(correctable())
    shown = sorted({one["table"] for found in by_article.values() for one in found if one["table"] in known})
    told = Told()
    for sheaf in shelf.sheaves(shown):
        found = [one for one in by_article.get(sheaf.id, ()) if one["text_hash"] == text_hash(sheaf.text)]
        if found:
            _Text(sheaf, found, machine, told).compare(shown)
    return told


class _Text:
    """One article as it went out and as it came back."""

    def __init__(self, sheaf: Sheaf, lines: Sequence[Line], machine: str, told: Told) -> None:
        self._sheaf, self._told, self._machine = sheaf, told, machine
        self._lines = lines
        coders = {name for one in lines if (name := self._coder(one))}
        self._only = coders.pop() if len(coders) == 1 else None
        self._touched = any(one.get("row") is not None for one in lines)

    def _coder(self, line: Line) -> str | None:
        name = line.get("coder")
        return name if name and not name.startswith(self._machine) else None

    def compare(self, shown: Sequence[str]) -> None:
        """Tell every difference, table by table."""
        for table in shown:
            if not has_places(table):
                for one in self._lines:
                    if one["table"] == table and one.get("row") is None:
                        self._told.skip(f"rows of '{table}' have no place of their own; relabel them by hand")
                continue
            back: dict[int, Line] = {}
            for one in self._lines:
                if one["table"] == table and one.get("row") is not None and "part" not in one:
                    back.setdefault(one["row"], one)
            for number, was in self._out(table):
                now = back.get(number)
                if now is not None:
                    self._row(table, number, was, now)
                elif self._touched:
                    self._told.take(self._about(table, number, was) | {"do": "reject", "coder": self._only})
            for one in self._lines:
                if one["table"] == table and one.get("row") is None and "part" not in one:
                    self._added(table, one)

    def _out(self, table: str) -> Iterator[tuple[int, Line]]:
        """The rows of a table as they went out."""
        made = Coded("", self._sheaf.text, "", marks=marks(self._sheaf, [table]))
        for line in records(made, Key(self._sheaf.id, ""), ""):
            if line.get("row") is not None and "part" not in line:
                yield line["row"], line

    def _about(self, table: str, number: int, was: Line) -> dict[str, Any]:
        text, start, end = self._sheaf.text, was["start"], was["end"]
        column = named_by(table)
        name = self._sheaf.rows[table][number].get(column) if column else None
        return {
            "text_hash": text_hash(text), "table": table, "start": start, "end": end, "words": text[start:end],
            "article": self._sheaf.id, "name": name if isinstance(name, str) else None,
        }  # fmt: skip

    def _row(self, table: str, number: int, was: Line, now: Line) -> None:
        about = self._about(table, number, was) | {"coder": self._coder(now)}
        if _places(was) != _places(now):
            if len(_places(was)) > 1 or len(_places(now)) > 1:
                self._told.skip(
                    f"a row of '{table}' in several pieces has other places; give the whole by hand"
                )
            else:
                self._told.take(about | {"do": "move", "value": [now["start"], now["end"]]})
        for part, place in (now.get("parts") or {}).items():
            if place != (was.get("parts") or {}).get(part):
                self._told.take(about | {"do": "move", "field": part, "value": place[0]})
        for column, value in self._changed(table, was, now):
            self._told.take(about | {"do": "relabel", "field": column, "value": value})

    def _changed(self, table: str, was: Line, now: Line) -> Iterator[tuple[str, Any]]:
        column = shape(table).label
        if column and now["label"] != was["label"]:
            yield column, _value(table, column, now["label"])
        before, after = was.get("fields") or {}, now.get("fields") or {}
        for name in fields_of(table) if after else ():
            if name != column and after.get(name) != before.get(name):
                yield name, after.get(name)

    def _added(self, table: str, line: Line) -> None:
        allowed = fields_of(table)
        value = {name: given for name, given in (line.get("fields") or {}).items() if name in allowed}
        column = shape(table).label
        if column in allowed and line["label"] is not None:
            value[column] = _value(table, column, line["label"])
        for part, place in (line.get("parts") or {}).items():
            value |= {f"{part}_start": place[0][0], f"{part}_end": place[0][1]}
        start, end = line["start"], line["end"]
        text = self._sheaf.text
        self._told.take({
            "text_hash": text_hash(text), "table": table, "do": "add", "start": start, "end": end, "value": value,
            "words": text[start:end], "article": self._sheaf.id, "coder": self._coder(line),
        })  # fmt: skip


def _places(line: Line) -> list[list[int]]:
    return line.get("spans") or [[line["start"], line["end"]]]


def _value(table: str, column: str, label: Any) -> Any:
    return typed(table, {column: label})[column]
