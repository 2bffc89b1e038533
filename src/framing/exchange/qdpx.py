"""REFI-QDA projects (.qdpx), for QualCoder and the other programs of qualitative analysis, and their codes back.

A project is a zip with `project.qde` and the sources. Places are code points, as QualCoder takes them. QualCoder wants
every code's name once in the project and knows one coding of a place by a code; rows that share both go out as one
selection with several rows in its description. Its export may write CR LF where it counts one character; which way a
text is meant is told by the words that stand beside the selections.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from lxml import etree

from framing import __version__
from framing.exchange.carried import Counts, Units, carried, safe
from framing.exchange.coded import Coded, Lost
from framing.exchange.known import IDENTITY, identity
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
from framing.exchange.place import Written, check_file
from framing.exchange.shelf import Sheaf, Shelf
from framing.exchange.unpack import Bundle, Found
from framing.exchange.variables import looks
from framing.tables import SCHEMAS, atomic

NAMESPACE = "urn:QDA-XML:project:1.0"
_SPACE = uuid.UUID("0b8a4a3e-2f0e-5f1c-8a8e-5d8f2c7b9e11")
_STAMP = (1980, 1, 1, 0, 0, 0)
_VARIABLES = (*IDENTITY, "outlet", "published")
_NAME = 80
_NO_FILE = re.compile(r'[\\/:*?"<>|\t\n]')


def _guid(*parts: object) -> str:
    return str(uuid.uuid5(_SPACE, "\x1f".join(str(part) for part in parts)))


USER = f"framing {__version__}"
"""The coder that the machine's codes belong to."""


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """Every article as a source whose selections are the rows of the tables.

    Args:
        shelf: the tables.
        out: the file, .qdpx.
        layers: the tables whose rows are selections; all by default.
        force: write over a file that is there.
    """
    path = check_file(out, force)
    names = chosen(layers)
    codes = _codes(shelf, names)
    work = _Work(codes)
    with (
        atomic(path) as beside,
        zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed,
        tempfile.TemporaryFile() as project,
    ):
        _project(project, packed, shelf, names, work)
        project.seek(0)
        with packed.open(_member("project.qde"), "w", force_zip64=True) as target:
            shutil.copyfileobj(project, target)
    notes = [*work.counts.told(), *work.left.told(), *astray(shelf)]
    counted = {"sources": work.sources, "selections": work.selections, "codes": sum(map(len, codes.values()))}
    return Written(path, counted, tuple(notes))


@dataclass
class _Work:
    codes: Mapping[str, Mapping[str, str]]
    counts: Counts = field(default_factory=Counts)
    left: Left = field(default_factory=Left)
    sources: int = 0
    selections: int = 0
    names: set[str] = field(default_factory=set)

    def name(self, article_id: str) -> str:
        """A source's name: QualCoder makes a file of it, and takes each name once."""
        made = _NO_FILE.sub("_", safe(article_id)) or "article"
        found, number = made, 2
        while found in self.names:
            found, number = f"{made} ({number})", number + 1
        self.names.add(found)
        return found


def _codes(shelf: Shelf, names: Sequence[str]) -> dict[str, dict[str, str]]:
    """The codes that are used, with their ids, by table."""
    found: dict[str, set[str]] = {name: set() for name in names}
    for sheaf in shelf.sheaves(names):
        for mark in marks(sheaf, names):
            found[mark.table].add(safe(named(mark)))
    return {
        table: {name: _guid("code", name) for name in sorted(codes)} for table, codes in found.items() if codes
    }  # fmt: skip


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _project(
    file: IO[bytes], packed: zipfile.ZipFile, shelf: Shelf, names: Sequence[str], work: _Work
) -> None:
    head = {"name": "framing", "origin": USER}
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration(standalone=True)
        with xml.element("Project", head, nsmap={None: NAMESPACE}):
            users = etree.Element("Users")
            etree.SubElement(users, "User", guid=_guid("user"), name=USER)
            xml.write(users)
            if work.codes:
                xml.write(_codebook(work.codes))
            variables = etree.Element("Variables")
            for name in _VARIABLES:
                etree.SubElement(
                    variables, "Variable", guid=_guid("variable", name), name=name, typeOfVariable="Text"
                )
            xml.write(variables)
            if shelf.size("articles"):
                with xml.element("Sources"):
                    for sheaf in shelf.sheaves(names):
                        xml.write(_source(sheaf, packed, names, work))
            about = etree.Element("Description")
            about.text = f"Made by {USER}. The codes are a machine's: candidates to check."
            xml.write(about)


def _codebook(codes: Mapping[str, Mapping[str, str]]) -> Any:
    book = etree.Element("CodeBook")
    top = etree.SubElement(book, "Codes")
    for table, known in codes.items():
        colour = looks(table).colour
        group = etree.SubElement(
            top, "Code", guid=_guid("table", table), name=f"framing: {table}", isCodable="false", color=colour
        )
        for name, guid in known.items():
            etree.SubElement(group, "Code", guid=guid, name=name, isCodable="true", color=colour)
    return book


def _source(sheaf: Sheaf, packed: zipfile.ZipFile, names: Sequence[str], work: _Work) -> Any:
    text = carried(sheaf.text, work.counts)
    guid = _guid("source", sheaf.id)
    packed.writestr(_member(f"Sources/{guid}.txt"), text.encode("utf-8"))
    made = etree.Element(
        "TextSource",
        guid=guid,
        name=work.name(sheaf.id),
        plainTextPath=f"internal://{guid}.txt",
        creatingUser=_guid("user"),
    )
    work.sources += 1
    held: dict[tuple[str, int, int], list[dict[str, Any]]] = {}
    for mark in marks(sheaf, names, work.left):
        for piece, (start, end) in enumerate(mark.spans):
            note = told(mark) | ({"piece": [piece + 1, len(mark.spans)]} if len(mark.spans) > 1 else {})
            held.setdefault((safe(named(mark)), start, end), []).append(note)
    for (name, start, end), notes in held.items():
        made.append(_selection(guid, name, start, end, notes, text, work))
    values = {
        **identity(sheaf.id, sheaf.text), "outlet": sheaf.article.get("outlet") or "",
        "published": _when(sheaf.article.get("published")),
    }  # fmt: skip
    for name in _VARIABLES:
        value = etree.SubElement(made, "VariableValue")
        etree.SubElement(value, "VariableRef", targetGUID=_guid("variable", name))
        etree.SubElement(value, "TextValue").text = safe(values[name])
    return made


def _when(value: Any) -> str:
    return value.isoformat() if value is not None else ""


def _selection(
    source: str, name: str, start: int, end: int, notes: list[dict[str, Any]], text: str, work: _Work
) -> Any:
    work.selections += 1
    words = " ".join(text[start:end].split())[:_NAME]
    made = etree.Element(
        "PlainTextSelection", guid=_guid(source, name, start, end), name=safe(words), startPosition=str(start),
        endPosition=str(end), creatingUser=_guid("user"),
    )  # fmt: skip
    said: Any = notes if len(notes) > 1 else notes[0]
    etree.SubElement(made, "Description").text = safe(json.dumps(said, ensure_ascii=False))
    coding = etree.SubElement(
        made, "Coding", guid=_guid("coding", source, name, start, end), creatingUser=_guid("user")
    )
    table, _, _ = by_name(name)
    etree.SubElement(coding, "CodeRef", targetGUID=work.codes[table][name])
    return made


@dataclass
class _Selection:
    """A selection as it came.

    Args:
        start, end: as they stand.
        name: its words, or some of them, or nothing.
        note: its description.
        codes: coder and code of each coding.
    """

    start: int
    end: int
    name: str
    note: str
    codes: list[tuple[str, str]]


def read(bundle: Bundle, coder: str | None = None) -> Iterator[Coded]:
    """What was coded in a REFI-QDA project, coder by coder.

    Args:
        bundle: the project, packed or unpacked.
        coder: who coded, where the project does not tell.
    """
    for file in bundle.named(".qde"):
        yield from _Reader(bundle, file, coder or "").sources()


class _Reader:
    """One project while it is read, source by source."""

    def __init__(self, bundle: Bundle, file: Found, coder: str) -> None:
        self._bundle, self._file, self._coder = bundle, file, coder
        self._users: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._paths: dict[str, str] = {}
        self._variables: dict[str, str] = {}

    def sources(self) -> Iterator[Coded]:
        """Each text of the project with what each coder has marked in it."""
        try:
            # No entity is resolved and nothing is fetched, whatever the file declares.
            parts = etree.iterparse(
                io.BytesIO(self._file.load()), events=("end",), resolve_entities=False, no_network=True, load_dtd=False,
                huge_tree=True,
            )  # fmt: skip
            for _, element in parts:
                kind = _local(element)
                if kind == "User":
                    self._users[_key(element, "guid")] = element.get("name") or element.get("id") or ""
                elif kind == "Code":
                    self._names[_key(element, "guid")] = element.get("name") or ""
                    self._paths[_key(element, "guid")] = _path(element)
                elif kind == "Variable":
                    self._variables[_key(element, "guid")] = element.get("name") or ""
                elif kind == "TextSource" and _local(element.getparent()) == "Sources":
                    yield from self._source(element)
                    element.clear()
                elif kind in ("PDFSource", "PictureSource", "AudioSource", "VideoSource"):
                    yield self._no_text(element, kind)
                    element.clear()
        except etree.XMLSyntaxError as error:
            lost = Lost(self._file.name, f"it is damaged ({error.msg})", {})
            yield Coded(self._file.name, "", self._coder, lost=[lost])

    def _no_text(self, element: Any, kind: str) -> Coded:
        count = sum(_local(one).endswith("Selection") for one in element.iter())
        name = element.get("name") or kind
        reason = f"it is no text source but a {kind}, with {count:,} selection{'s' * (count != 1)}"
        return Coded(name, "", self._coder, lost=[Lost(name, reason, {"guid": element.get("guid")})])

    def _source(self, element: Any) -> Iterator[Coded]:
        name = element.get("name") or element.get("guid") or ""
        text = self._text(element)
        if text is None:
            yield Coded(name, "", self._coder, lost=[Lost(name, "its text is not in the project", {})])
            return
        found = [self._selection(one) for one in element if _local(one) == "PlainTextSelection"]
        text, units = _meant(text, found)
        values = self._values(element)
        article = {name: values[name] for name in IDENTITY if values.get(name)}
        by_coder: dict[str, Coded] = {}
        pieces: dict[tuple[Any, ...], list[tuple[int, int, int]]] = {}
        made: dict[tuple[Any, ...], tuple[str, Mark]] = {}
        for number, one in enumerate(found):
            place = (units.points(one.start), units.points(one.end)) if units else (one.start, one.end)
            for who, code in one.codes:
                by_coder.setdefault(who, Coded(name, text, who, told=article))
                path = self._paths.get(code, "")
                for key, piece, mark in _marks(number, self._names.get(code, code), one.note, path):
                    pieces.setdefault((who, *key), []).append((piece, *place))
                    made.setdefault((who, *key), (who, mark))
            if not one.codes:
                who = self._coder
                by_coder.setdefault(who, Coded(name, text, who, told=article))
                said = {"start": one.start, "end": one.end, "note": one.note}
                by_coder[who].lost.append(Lost(name, "it has no code but only a note", said))
        for key, (who, mark) in made.items():
            places = tuple((start, end) for _, start, end in sorted(pieces[key]))
            by_coder[who].put(Mark(mark.table, mark.row, mark.part, places, mark.label, mark.fields))
        for one in element:
            if _local(one) == "Coding":
                by_coder.setdefault(self._coder, Coded(name, text, self._coder, told=article))
                code = next(
                    (self._names.get(_key(ref, "targetGUID"), "") for ref in one if _local(ref) == "CodeRef"),
                    "",
                )
                by_coder[self._coder].lost.append(
                    Lost(name, "it codes a whole text and no place in it", {"label": code})
                )
        yield from by_coder.values() or [Coded(name, text, self._coder, told=article)]

    def _selection(self, element: Any) -> _Selection:
        note = "".join((one.text or "") for one in element if _local(one) == "Description")
        codes = []
        for coding in element:
            if _local(coding) == "Coding":
                who = (
                    coding.get("creatingUser")
                    or element.get("creatingUser")
                    or element.get("modifyingUser")
                    or ""
                )
                code = next((_key(ref, "targetGUID") for ref in coding if _local(ref) == "CodeRef"), "")
                codes.append((self._users.get(who.strip("{}").lower()) or self._coder, code))
        return _Selection(
            _number(element.get("startPosition")), _number(element.get("endPosition")), element.get("name") or "", note,
            codes,
        )  # fmt: skip

    def _values(self, element: Any) -> dict[str, str]:
        made = {}
        for value in element:
            if _local(value) == "VariableValue":
                inner = {_local(one): one for one in value}
                ref, text = inner.get("VariableRef"), inner.get("TextValue")
                if ref is not None and text is not None:
                    made[self._variables.get(_key(ref, "targetGUID"), "")] = text.text or ""
        return made

    def _text(self, element: Any) -> str | None:
        for one in element:
            if _local(one) == "PlainTextContent":
                return one.text or ""
        path = (element.get("plainTextPath") or "").partition("://")[2].lstrip("/")
        if not path:
            return None
        for name in (f"Sources/{path}", f"sources/{path}", path):
            if file := self._bundle.beside(self._file, name):
                return file.load().decode("utf-8-sig", "replace")
        return None


def _local(element: Any) -> str:
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""


def _key(element: Any, name: str) -> str:
    return (element.get(name) or "").strip("{}").lower()


def _number(value: str | None) -> int:
    try:
        return int(value or "")
    except ValueError:
        return -1


def _meant(text: str, found: Sequence[_Selection]) -> tuple[str, Units | None]:
    """The text and the units in which most selections stand at their words: CR LF one or two, code points or UTF-16."""
    best: tuple[int, str, Units | None] = (-1, text, None)
    # In doubt a line's end is one character, as all but Windows files have it, and a place counts code points.
    for one in dict.fromkeys((text.replace("\r\n", "\n"), text)):
        for units in (None, Units(one)):
            right = sum(_fits(selection, one, units) for selection in found)
            if right > best[0]:
                best = (right, one, units)
    return best[1], best[2]


def _fits(one: _Selection, text: str, units: Units | None) -> bool:
    start, end = (units.points(one.start), units.points(one.end)) if units else (one.start, one.end)
    words = "".join(one.name.split()).rstrip(".…")
    return bool(words) and "".join(text[start:end].split()).startswith(words)


def _path(element: Any) -> str:
    """The names of the codes that a code lies in, and its own."""
    above = [one.get("name") or "" for one in element.iterancestors() if _local(one) == "Code"]
    return " / ".join([*reversed(above), element.get("name") or ""]) if above else ""


def _marks(number: int, name: str, note: str, path: str) -> Iterator[tuple[tuple[Any, ...], int, Mark]]:
    """The rows that a coding stands for, each with what its pieces share and which piece this is."""
    table, part, label = by_name(name)
    for said in _notes(note):
        row = known_row(table, said)
        piece = said.get("piece", [1, 1])
        place = piece[0] if isinstance(piece, list) and piece and isinstance(piece[0], int) else 1
        key = (table, row, part, label) if row is not None else (table, part, label, number)
        fields = {} if part else dict(said.get("fields", {}))
        if path and table not in SCHEMAS:
            fields["path"] = path
        yield key, place, Mark(table, row, part, (), str(said.get("label") or "") if part else label, fields)


def _notes(note: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(note)
    except ValueError:
        found = None
    if isinstance(found, list) and found and all(isinstance(one, dict) for one in found):
        return [from_note(json.dumps(one)) for one in found]
    return [from_note(note)]
