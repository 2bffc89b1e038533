"""Label Studio: tasks with predictions to correct, the labelling configuration, and the annotations back.

Offsets are code points, as Label Studio stores them since 1.5 (its frontend's pull request 308); earlier versions
stored UTF-16 units, which are known by the words that stand beside them. The configuration keeps white space, without
which offsets would move (labelstud.io/tags/text).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from framing import __version__
from framing.exchange.carried import Counts, Units, carried, safe
from framing.exchange.coded import Coded, Lost
from framing.exchange.known import IDENTITY, identity, row_of_index
from framing.exchange.marks import (
    Left,
    Mark,
    astray,
    by_name,
    chosen,
    from_note,
    known_row,
    marks,
    named,
    told,
)
from framing.exchange.place import Written, folder
from framing.exchange.shelf import Sheaf, Shelf
from framing.exchange.unpack import Bundle
from framing.exchange.variables import looks

_NAME, _TEXT = "label", "text"
_ID = re.compile(r"(\d+)-([a-z_][a-z0-9_]*)-(\d+)-([a-z_]*)-(\d+)")


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """Every article as a task whose predictions are the rows of the tables.

    Args:
        shelf: the tables.
        out: the folder, for `tasks.json` and `config.xml`.
        layers: the tables whose rows are predicted; all by default.
        force: replace an earlier export.
    """
    names = chosen(layers)
    counts, left = Counts(), Left()
    labels: dict[str, str] = {}
    regions = tasks = 0
    with (
        folder(out, "labelstudio", force) as made,
        made.file("tasks.json").open("w", encoding="utf-8") as file,
    ):
        file.write("[")
        for number, sheaf in enumerate(shelf.sheaves(names)):
            text = carried(sheaf.text, counts)
            result: list[dict[str, Any]] = []
            for mark in marks(sheaf, names, left):
                labels.setdefault(named(mark), looks(mark.table).colour)
                result += _regions(number, mark, text)
            regions += len(result)
            task = {
                "data": _data(sheaf, text),
                "predictions": [{"model_version": f"framing {__version__}", "result": result}],
            }
            file.write((",\n" if number else "\n") + json.dumps(task, ensure_ascii=False))
            made.index(row_of_index(f"task {number + 1}", sheaf.id, sheaf.text))
            tasks += 1
        file.write("\n]\n")
        file.flush()
        made.file("config.xml").write_bytes(_configuration(labels))
    notes = [*counts.told(), *left.told(), *astray(shelf)]
    return Written(Path(out), {"tasks": tasks, "regions": regions}, tuple(notes))


def _data(sheaf: Sheaf, text: str) -> dict[str, Any]:
    made: dict[str, Any] = {_TEXT: text, **identity(sheaf.id, sheaf.text)}
    for name in ("headline", "outlet"):
        made[name] = carried(sheaf.article.get(name) or "")
    when = sheaf.article.get("published")
    return made | {"published": when.isoformat() if when is not None else ""}


def _regions(number: int, mark: Mark, text: str) -> Iterator[dict[str, Any]]:
    score = mark.fields.get("score")
    for piece, (start, end) in enumerate(mark.spans):
        # No id may be there twice, in any task.
        made: dict[str, Any] = {
            "id": f"{number + 1}-{mark.table}-{mark.row}-{mark.part}-{piece}", "from_name": _NAME, "to_name": _TEXT,
            "type": "labels", "value": {"start": start, "end": end, "text": text[start:end], "labels": [named(mark)]},
        }  # fmt: skip
        note = told(mark)
        if len(mark.spans) > 1:
            note["piece"] = [piece + 1, len(mark.spans)]
        made["meta"] = {"text": [json.dumps(note, ensure_ascii=False)]}
        if isinstance(score, float) and 0 <= score <= 1:
            made["score"] = score
        yield made


def _configuration(labels: Mapping[str, str]) -> bytes:
    view = etree.Element("View")
    etree.SubElement(view, "Style").text = ".htx-text { white-space: pre-wrap; }"
    etree.SubElement(view, "Header", value="$headline")
    choice = etree.SubElement(view, "Labels", name=_NAME, toName=_TEXT, choice="multiple")
    for name, colour in sorted(labels.items()):
        etree.SubElement(choice, "Label", value=safe(name), background=colour)
    etree.SubElement(view, "Text", name=_TEXT, value=f"${_TEXT}", granularity="symbol", saveTextResult="yes")
    return bytes(etree.tostring(view, pretty_print=True, encoding="utf-8"))


def read(bundle: Bundle, coder: str | None = None) -> Iterator[Coded]:
    """What was annotated in Label Studio: its export as JSON, each annotation a coder's.

    Predictions are left where they are: they are the machine's.

    Args:
        bundle: the export.
        coder: who coded, where the export does not tell.
    """
    for file in bundle.named(".json", ".jsonl"):
        if file.path.name == "framing.jsonl":
            continue
        for number, task in enumerate(_tasks(file.load())):
            yield from _task(f"{file.name}, task {number + 1}", task, coder)


def _tasks(data: bytes) -> Iterable[Any]:
    text = data.decode("utf-8-sig", "replace")
    try:
        found = json.loads(text)
    except ValueError:
        found = []
        for line in text.split("\n"):
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
    return found if isinstance(found, list) else [found]


def _task(where: str, task: Any, coder: str | None) -> Iterator[Coded]:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict):
        return
    annotations = [
        one for one in task.get("annotations") or task.get("completions") or () if isinstance(one, dict)
    ]
    for annotation in annotations:
        if annotation.get("was_cancelled"):
            continue
        coded = Coded(
            where, str(data.get(_TEXT) or ""), _coder(annotation) or coder or "", told=_identity(data)
        )
        units = Units(coded.text)
        held: dict[tuple[Any, ...], list[tuple[int, int, int]]] = {}
        made: dict[tuple[Any, ...], Mark] = {}
        for region in annotation.get("result") or ():
            _region(region, coded, units, held, made)
        for key, mark in made.items():
            places = tuple((start, end) for _, start, end in sorted(held[key]))
            coded.put(Mark(mark.table, mark.row, mark.part, places, mark.label, mark.fields))
        yield coded


def _identity(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(data[name]) for name in IDENTITY if data.get(name)}


def _coder(annotation: Mapping[str, Any]) -> str:
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("username") or by.get("id")
    return "" if by is None else str(by)


def _region(
    region: Any, coded: Coded, units: Units, held: dict[tuple[Any, ...], list[tuple[int, int, int]]],
    made: dict[tuple[Any, ...], Mark],
) -> None:  # fmt: skip
    """Take one region: its place in code points, its labels, and what of a row it is."""
    value = region.get("value") if isinstance(region, dict) else None
    labels = value.get("labels") if isinstance(value, dict) else None
    if (
        not isinstance(value, dict)
        or not isinstance(labels, list)
        or not isinstance(value.get("start"), int | float | str)
    ):
        coded.lost.append(Lost(coded.file, "it marks no words", {"region": region}))
        return
    place = _place(value, units)
    if place is None:
        coded.lost.append(Lost(coded.file, "its words do not stand at its place", {"region": region}))
        return
    note = from_note("\n".join(str(one) for one in (region.get("meta") or {}).get("text") or ()))
    if "row" not in note and (found := _ID.fullmatch(str(region.get("id", "")))):
        note = {"row": f"{found[2]}:{found[3]}", "piece": [int(found[5]) + 1, 0]} | note
    for label in labels:
        table, part, kind = by_name(str(label))
        row = known_row(table, note)
        piece = note.get("piece", [1, 1])
        number = piece[0] if isinstance(piece, list) and piece and isinstance(piece[0], int) else 1
        key = (table, row, part, kind) if row is not None else (table, part, kind, region.get("id"), place)
        held.setdefault(key, []).append((number, *place))
        label_ = str(note.get("label") or "") if part else kind
        made.setdefault(key, Mark(table, row, part, (), label_, {} if part else note.get("fields", {})))


def _place(value: Mapping[str, Any], units: Units) -> tuple[int, int] | None:
    """The place in code points: as it stands, or counted in UTF-16 where only then the words are there."""
    try:
        start, end = int(value["start"]), int(value["end"])
    except (KeyError, TypeError, ValueError):
        return None
    words = value.get("text")
    for one in ((start, end), (units.points(start), units.points(end))):
        if not isinstance(words, str) or _bare(words) == _bare(units.text[one[0] : one[1]]):
            return one
    return None


def _bare(words: str) -> str:
    # Label Studio writes a line's end as such, or as a backslash and an n.
    return "".join(words.replace("\\n", "\n").split())
