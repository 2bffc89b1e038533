"""INCEpTION and other UIMA tools: a CAS in XMI for each article, the type system of the layers, and annotations back.

UIMA counts UTF-16 units; dkpro-cassis turns code points into them and back. Every table is a span layer; its columns
are features of type String, which hold any value as it is. A row's further places, and the pieces of what is
discontinuous, are annotations of the same layer with the same `row`.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.exchange.carried import Counts, carried, safe
from framing.exchange.coded import Coded, Lost
from framing.exchange.known import row_of_index
from framing.exchange.marks import Left, Mark, astray, chosen, marks, row_of, shape
from framing.exchange.place import Written, file_name, folder
from framing.exchange.shelf import Sheaf, Shelf
from framing.exchange.unpack import Bundle, Found
from framing.tables import SCHEMAS

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

TYPES = "TypeSystem.xml"
_PREFIX = "webanno.custom.Framing"
_META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
_TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
_OWN = ("label", "part", "row", "piece")
_TAKEN = frozenset((*_OWN, "begin", "end", "sofa", "self", "type", "xmiID", "id"))
_WORD = re.compile(r"\w+|[^\w\s]")
# What every document of INCEpTION has and no coder has marked; layers for coders, such as NamedEntity, are not here.
_TECHNICAL = (
    "uima.", "de.tudarmstadt.ukp.dkpro.core.api.segmentation.", "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
    "de.tudarmstadt.ukp.clarin.webanno.api.type.", "org.dkpro.core.api.xml.",
)  # fmt: skip


def type_of(table: str) -> str:
    """The UIMA type of a table.

    Example:
        >>> type_of("tone_toward")
        'webanno.custom.FramingToneToward'
    """
    return _PREFIX + "".join(part.capitalize() for part in table.split("_"))


def feature(column: str) -> str:
    """The feature of a column; one of UIMA's own names has another.

    Example:
        >>> feature("speaker"), feature("type")
        ('speaker', 'f_type')
    """
    return f"f_{column}" if column in _TAKEN else column


def _cassis() -> Any:
    try:
        import cassis
    except ImportError:
        raise ValueError(
            "INCEpTION's format needs the package dkpro-cassis, which is not installed; "
            "run: pip install framing[exchange]"
        ) from None
    return cassis


def types_of(names: Sequence[str]) -> TypeSystem:
    """The type system of some tables.

    Args:
        names: the tables.
    """
    made = _cassis().TypeSystem()
    meta = made.create_type(_META, supertypeName="uima.tcas.DocumentAnnotation")
    for name in ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri"):
        made.create_feature(meta, name, "uima.cas.String")
    made.create_feature(meta, "isLastSegment", "uima.cas.Boolean")
    for name in (_SENTENCE, _TOKEN):
        made.create_type(name)
    for table in names:
        layer = made.create_type(type_of(table), description=f"Rows of framing's table {table}.")
        for name in (*_OWN, *(feature(column) for column in shape(table).fields)):
            made.create_feature(layer, name, "uima.cas.String")
    return made


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """Every article as a CAS in XMI, with the type system to import as layers.

    Args:
        shelf: the tables.
        out: the folder.
        layers: the tables whose rows are annotations; all by default.
        force: replace an earlier export.
    """
    names = chosen(layers)
    counts, left = Counts(), Left()
    system = types_of(names)
    documents = total = 0
    with folder(out, "inception", force) as made:
        made.file(TYPES).write_bytes(system.to_xml().encode("utf-8"))
        for number, sheaf in enumerate(shelf.sheaves(sorted({*names, "sentences"}))):
            name = f"{file_name(sheaf.id, number)}.xmi"
            found = marks(sheaf, names, left)
            cas = _cas(sheaf, found, name, system, counts)
            cas.to_xmi(made.file(name), pretty_print=False)
            made.index(row_of_index(name, sheaf.id, sheaf.text))
            documents += 1
            total += len(found)
    notes = [*counts.told(), *left.told(), *astray(shelf)]
    return Written(Path(out), {"documents": documents, "annotations": total}, tuple(notes))


def _cas(sheaf: Sheaf, found: Sequence[Mark], name: str, system: TypeSystem, counts: Counts) -> Cas:
    text = carried(sheaf.text, counts)
    cas = _cassis().Cas(typesystem=system)
    cas.sofa_string = text
    cas.sofa_mime = "text/plain"
    meta = system.get_type(_META)
    language = sheaf.article.get("language") or "x-unspecified"
    cas.add(meta(begin=0, end=len(text), documentTitle=name, documentId=safe(sheaf.id), language=language))
    sentence, token = system.get_type(_SENTENCE), system.get_type(_TOKEN)
    for row in sheaf.rows.get("sentences", ()):
        if 0 <= row["start"] < row["end"] <= len(text):
            cas.add(sentence(begin=row["start"], end=row["end"]))
            cas.add_all(
                token(begin=one.start(), end=one.end())
                for one in _WORD.finditer(text, row["start"], row["end"])
            )
    for mark in found:
        layer = system.get_type(type_of(mark.table))
        own = {feature(column): safe(_text(value)) for column, value in mark.fields.items()}
        for piece, (start, end) in enumerate(mark.spans):
            which = f"{piece + 1}/{len(mark.spans)}" if len(mark.spans) > 1 else None
            cas.add(
                layer(
                    begin=start,
                    end=end,
                    label=safe(mark.label) or None,
                    part=mark.part or None,
                    row=mark.key,
                    piece=which,
                    **own,
                )
            )
    return cas


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return repr(value) if isinstance(value, float) else str(value)


def read(bundle: Bundle, coder: str | None = None) -> Iterator[Coded]:
    """What was annotated in INCEpTION: every XMI of an export, as `annotation/DOCUMENT/CODER.zip` or by itself.

    Args:
        bundle: the export.
        coder: who coded, where the export does not tell.
    """
    cassis = _cassis()
    for file in bundle.named(".xmi"):
        types = bundle.beside(file, TYPES) or next(iter(bundle.named(TYPES.lower())), None)
        try:
            system = (
                cassis.load_typesystem(io.BytesIO(_plain(types.load())))
                if types
                else types_of(list(_layers()))
            )
            cas = cassis.load_cas_from_xmi(
                io.BytesIO(_plain(file.load())), typesystem=system, lenient=True, trusted=True
            )
        except Exception as error:  # cassis fails on damage in many ways
            lost = Lost(file.name, f"it cannot be read as a CAS ({' '.join(str(error).split())[:120]})", {})
            yield Coded(file.name, "", coder or "", lost=[lost])
            continue
        yield _coded(file, cas, coder or "")


def _layers() -> Iterator[str]:
    yield from (name for name in SCHEMAS if name != "articles" and shape(name).main)


def _plain(data: bytes) -> bytes:
    """XML that declares nothing: a document type could name files to fetch, and no CAS has one.

    Raises:
        ValueError: where it has one.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    tree = etree.fromstring(data, parser).getroottree()
    if tree.docinfo.doctype:
        raise ValueError("it declares a document type, which no CAS does")
    return data


def _coded(file: Found, cas: Cas, coder: str) -> Coded:
    meta = next(iter(cas.select(_META)), None) if cas.typesystem.contains_type(_META) else None
    title = (meta.get("documentTitle") if meta is not None else None) or file.path.name
    coded = Coded(str(title), cas.sofa_string or "", _coder(file) or coder)
    tables = {type_of(table): table for table in _layers()}
    pieces: dict[tuple[Any, ...], list[tuple[int, int, int]]] = {}
    made: dict[tuple[Any, ...], Mark] = {}
    others: dict[str, int] = {}
    for number, one in enumerate(cas.select_all_annotations()):
        name = str(one.type.name)
        begin, end = getattr(one, "begin", None), getattr(one, "end", None)
        if begin is None or end is None or (name.startswith(_TECHNICAL) and name not in tables):
            continue
        table = tables.get(name, "")
        mark, piece = _mark(one, table) if table else (_own(one, name), 1)
        if not table:
            others[name] = others.get(name, 0) + 1
        key = (mark.table, mark.row, mark.part, mark.label) if mark.row is not None else (mark.table, number)
        pieces.setdefault(key, []).append((piece, int(begin), int(end)))
        made.setdefault(key, mark)
    for key, mark in made.items():
        places = tuple((start, end) for _, start, end in sorted(pieces[key]))
        coded.put(Mark(mark.table, mark.row, mark.part, places, mark.label, mark.fields))
    return coded


def _mark(one: Any, table: str) -> tuple[Mark, int]:
    row = row_of(str(one.get("row") or ""))
    part = str(one.get("part") or "")
    fields = {
        column: one.get(feature(column)) for column in shape(table).fields if _has(one, feature(column))
    }
    told = {column: value for column, value in fields.items() if value is not None}
    piece = str(one.get("piece") or "1").partition("/")[0]
    number = row[1] if row is not None and row[0] == table else None
    label = str(one.get("label") or "")
    return Mark(table, number, part, (), label, {} if part else told), int(piece) if piece.isdigit() else 1


def _own(one: Any, name: str) -> Mark:
    """An annotation of a layer that is not the suite's: its features are fields, the first text is the label."""
    told: dict[str, Any] = {}
    for found in one.type.all_features:
        value: Any = None if found.name in ("begin", "end", "sofa") else one.get(found.name)
        if isinstance(value, str | int | float | bool):
            told[found.name] = value
        elif (
            value is not None and getattr(value, "begin", None) is not None
        ):  # a relation names the marks that it ties
            told[found.name] = [value.begin, value.end]
    label = next((str(told[key]) for key in ("label", "value") if key in told), "")
    return Mark(name.rpartition(".")[2], None, "", (), label, told)


def _has(one: Any, name: str) -> bool:
    return one.type.get_feature(name) is not None


def _coder(file: Found) -> str:
    """Who annotated, by the folders of INCEpTION's project export: `annotation/DOCUMENT/CODER.zip` or `CODER.xmi`."""
    parts = file.path.parts
    if "annotation" not in parts and "curation" not in parts:
        return ""
    at = max(place for place, part in enumerate(parts) if part in ("annotation", "curation"))
    return Path(parts[at + 2]).stem if len(parts) > at + 2 else ""
