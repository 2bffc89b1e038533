"""brat standoff: a text and its annotations a file each, and the configuration that names the types.

Offsets are code points (brat.nlplab.org/standoff.html). A type is the table and the label, as `hedges-weasel`; a part
of a row is `statements-part-source`. What a row says besides stands in a note to its mark, as JSON. An annotation that
runs over a line's end is written in pieces, as brat itself does it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.exchange.carried import Counts, carried
from framing.exchange.coded import Coded, Lost
from framing.exchange.known import row_of_index
from framing.exchange.marks import Left, Mark, Spans, astray, chosen, from_note, known_row, marks, shape, told
from framing.exchange.place import Written, file_name, folder
from framing.exchange.shelf import Shelf
from framing.exchange.unpack import Bundle, Found
from framing.exchange.variables import looks
from framing.tables import SCHEMAS

_PART = "part-"
_TYPE = re.compile(r"[^A-Za-z0-9_-]+")
_LINE_END = re.compile(r"\n+")


def type_of(mark: Mark) -> str:
    """The type of a mark.

    Example:
        >>> type_of(Mark("hedges", 0, "", ((0, 1),), "weasel"))
        'hedges-weasel'
    """
    if mark.part:
        return f"{mark.table}-{_PART}{mark.part}"
    return f"{mark.table}-{_TYPE.sub('_', mark.label)}" if mark.label else mark.table


def pieces(spans: Spans, text: str) -> Spans:
    """The same spans without the line ends that they run over.

    Example:
        >>> pieces(((0, 5),), "ab\\ncd")
        ((0, 2), (3, 5))
    """
    made: list[tuple[int, int]] = []
    for start, end in spans:
        at = start
        for found in _LINE_END.finditer(text, start, end):
            if found.start() > at:
                made.append((at, found.start()))
            at = found.end()
        if at < end:
            made.append((at, end))
    return tuple(made)


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """Every article as a brat document.

    Args:
        shelf: the tables.
        out: the folder, to be put among brat's data.
        layers: the tables whose rows are marked; all by default.
        force: replace an earlier export.
    """
    names = chosen(layers)
    counts, left = Counts(), Left()
    types: dict[str, str] = {}
    total = documents = blank = 0
    with folder(out, "brat", force) as made:
        for number, sheaf in enumerate(shelf.sheaves(names)):
            text = carried(sheaf.text, counts)
            stem = file_name(sheaf.id, number)
            lines: list[str] = []
            known = 0
            for mark in marks(sheaf, names, left):
                types.setdefault(type_of(mark), looks(mark.table).colour)
                cut = pieces(mark.spans, text)
                blank += not cut
                if cut:
                    known += 1
                    lines += _lines(mark, cut, text, known)
            total += known
            made.write(f"{stem}.txt", text)
            made.write(f"{stem}.ann", "".join(f"{line}\n" for line in lines))
            made.index(row_of_index(f"{stem}.txt", sheaf.id, sheaf.text))
            documents += 1
        made.write("annotation.conf", _configuration(types))
        made.write("visual.conf", _drawing(types))
    notes = [*counts.told(), *left.told(), *astray(shelf)]
    if blank:
        notes.append(
            f"{blank:,} span{'s' * (blank != 1)} of nothing but line ends left out: brat cannot show them."
        )
    return Written(Path(out), {"documents": documents, "annotations": total}, tuple(notes))


def _lines(mark: Mark, cut: Spans, text: str, number: int) -> Iterator[str]:
    places = ";".join(f"{start} {end}" for start, end in cut)
    words = " ".join(text[start:end].replace("\t", " ") for start, end in cut)
    yield f"T{number}\t{type_of(mark)} {places}\t{words}"
    said = told(mark) | {"label": mark.label}
    if cut != mark.spans:
        said["spans"] = [list(one) for one in mark.spans]
    yield f"#{number}\tAnnotatorNotes T{number}\t{json.dumps(said, ensure_ascii=False)}"


def _configuration(types: Iterable[str]) -> str:
    entities = "\n".join(sorted(types))
    return f"[entities]\n\n{entities}\n\n[relations]\n\n[events]\n\n[attributes]\n"


def _drawing(types: Mapping[str, str]) -> str:
    labels = "\n".join(
        f"{name} | {name.replace('-' + _PART, ': ').replace('-', ' ', 1)}" for name in sorted(types)
    )
    colours = "\n".join(f"{name}\tbgColor:{colour}" for name, colour in sorted(types.items()))
    return f"[labels]\n\n{labels}\n\n[drawing]\n\n{colours}\n"


def read(bundle: Bundle, coder: str | None = None) -> Iterator[Coded]:
    """What was coded in brat: every `.ann` with its `.txt`.

    Args:
        bundle: the collection.
        coder: who coded it.
    """
    for file in bundle.named(".ann"):
        beside = bundle.files.get(f"{file.name[:-4]}.txt")
        if beside is None:
            lost = Lost(file.name, "its text is missing: there is no .txt of that name", {})
            yield Coded(file.name, "", coder or "", lost=[lost])
            continue
        text = beside.load().decode("utf-8", "replace")
        coded = Coded(beside.name, text, coder or "")
        _read(file, coded)
        yield coded


def _read(file: Found, coded: Coded) -> None:
    bound: dict[str, tuple[str, Spans, str]] = {}
    notes: dict[str, str] = {}
    further: dict[str, int] = {}
    for line in file.load().decode("utf-8", "replace").split("\n"):
        name, _, rest = line.rstrip("\r").partition("\t")
        if not name:
            continue
        if name[0] == "T":
            kind, spans, words = _bound(rest)
            if spans:
                bound[name] = (kind, spans, words)
            else:
                coded.lost.append(Lost(file.name, "its offsets cannot be read", {"line": line}))
        elif name[0] == "#":
            kind, _, said = rest.partition("\t")
            notes[kind.rpartition(" ")[2]] = said
        else:  # relations, events, attributes, normalisations: of the coder's own configuration
            further[name[0]] = further.get(name[0], 0) + 1
            coded.lost.append(Lost(file.name, "it is no span but tells something of others", {"line": line}))
    for name, (kind, spans, words) in bound.items():
        coded.put(_mark(kind, spans, coded.text, notes.get(name, "")), words)


def _bound(rest: str) -> tuple[str, Spans, str]:
    head, _, words = rest.partition("\t")
    kind, _, places = head.partition(" ")
    try:
        found = tuple(
            (int(start), int(end)) for start, end in (one.split(" ", 1) for one in places.split(";"))
        )
    except ValueError:
        return kind, (), words
    return kind, found, words


def _mark(kind: str, spans: Spans, text: str, note: str) -> Mark:
    said = from_note(note)
    table, cut, label = kind.partition("-")
    whole = _whole(said.get("spans"), len(text))
    if whole and pieces(whole, text) == spans:
        spans = whole  # the coder has left it where it was
    row = known_row(table, said)
    exact = str(said.get("label") or "")
    part = label.removeprefix(_PART)
    if cut and part != label and table in SCHEMAS and part in dict(shape(table).parts):
        return Mark(table, row, part, spans, exact)
    label = exact if _TYPE.sub("_", exact) == label else label
    return Mark(table, row, "", spans, label, said.get("fields", {}))


def _whole(spans: Any, size: int) -> Spans:
    """Spans as a note has them; nothing where somebody has spoiled them."""
    try:
        made = tuple((int(start), int(end)) for start, end in spans or ())
    except (TypeError, ValueError):
        return ()
    return made if all(0 <= start < end <= size for start, end in made) else ()
