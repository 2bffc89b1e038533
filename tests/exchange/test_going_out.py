"""What goes out is what the other tool takes: checked against its published format, read as it reads."""

import base64
import csv
import hashlib
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path

import pandas as pd
import pytest
import stock
from lxml import etree

from framing.exchange import dna, qdpx
from framing.exchange.formats import export
from framing.tables import Tables

EMOJI = "😀 It may rain, Ann said.\r\nBo blamed Cy."
SOURCE = {
    "article_id": "a",
    "speaker": "Ann",
    "speaker_type": "person",
    "affiliation": "expert",
    "named": True,
    "share": 0.5,
}


def quarrel(text: str = EMOJI) -> Tables:
    """Ann praises Cy, Bo blames him, and the city council is against him twice at one place."""
    start = text.index("Bo")
    relation = {
        "article_id": "a", "holder": "Ann", "holder_start": 15, "holder_end": 18, "target": "Cy", "target_start": 37,
        "target_end": 39, "polarity": 1, "start": 2, "end": 24, "score": 0.9,
    }  # fmt: skip
    blame = {
        "article_id": "a", "accusation_id": 0, "start": start, "end": len(text), "accuser": "city council",
        "target": "Cy", "kind": "accuses", "reply": "none", "score": 0.8,
    }  # fmt: skip
    against = relation | {"holder": "city council", "polarity": -1, "start": start, "end": len(text)}
    council = SOURCE | {
        "speaker": "city council",
        "speaker_type": "organisation",
        "affiliation": "government",
    }
    nobody = blame | {"accuser": None, "accusation_id": 1}
    return Tables.from_rows({
        "articles": [{"article_id": "a", "text": text, "headline": "H" * 300}], "relations": [relation, against],
        "accusations": [blame, nobody], "sources": [SOURCE, council],
    })  # fmt: skip


# What the REFI-QDA standard (Project.xsd, version 1.0) allows of the elements that are written, in its order.
ORDER = {
    "Project": ("Users", "CodeBook", "Variables", "Sources", "Description"), "Users": ("User",), "CodeBook": ("Codes",),
    "Codes": ("Code",), "Code": ("Code",), "Variables": ("Variable",), "Sources": ("TextSource",),
    "TextSource": ("PlainTextSelection", "VariableValue"), "PlainTextSelection": ("Description", "Coding"),
    "Coding": ("CodeRef",), "VariableValue": ("VariableRef", "TextValue"),
}  # fmt: skip
REQUIRED = {
    "Project": {"name"}, "User": {"guid"}, "Code": {"guid", "name", "isCodable"},
    "Variable": {"guid", "name", "typeOfVariable"},
    "TextSource": {"guid"}, "PlainTextSelection": {"guid", "startPosition", "endPosition"}, "Coding": {"guid"},
    "CodeRef": {"targetGUID"}, "VariableRef": {"targetGUID"},
}  # fmt: skip
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def test_a_refi_qda_project_follows_the_standard(tmp_path: Path) -> None:
    export(quarrel(), "qdpx", tmp_path / "p.qdpx")
    with zipfile.ZipFile(tmp_path / "p.qdpx") as packed:
        assert packed.testzip() is None
        root = etree.fromstring(packed.read("project.qde"))
        names = packed.namelist()
    guids = []
    for element in root.iter():
        name = etree.QName(element)
        assert name.namespace == qdpx.NAMESPACE
        inside = [etree.QName(child).localname for child in element]
        order = ORDER.get(name.localname, ())
        assert [order.index(one) for one in inside] == sorted(order.index(one) for one in inside)
        assert REQUIRED.get(name.localname, set()) <= set(element.attrib)
        guids += [element.get("guid")] if element.get("guid") else []
        assert all(
            GUID.fullmatch(element.get(key))
            for key in ("guid", "targetGUID", "creatingUser")
            if element.get(key)
        )
    assert len(set(guids)) == len(guids)
    codes = [one.get("name") for one in root.iter(f"{{{qdpx.NAMESPACE}}}Code")]
    assert len(set(codes)) == len(codes)  # QualCoder keeps one code of a name
    (source,) = root.iter(f"{{{qdpx.NAMESPACE}}}TextSource")
    assert f"Sources/{source.get('plainTextPath').removeprefix('internal://')}" in names


def test_sources_of_a_project_have_names_that_files_can_have(tmp_path: Path) -> None:
    articles = [{"article_id": one, "text": "It may rain."} for one in ("a/b", "a:b", "a_b")]
    export(Tables.from_rows({"articles": articles}), "qdpx", tmp_path / "p.qdpx")
    with zipfile.ZipFile(tmp_path / "p.qdpx") as packed:
        root = etree.fromstring(packed.read("project.qde"))
    assert [one.get("name") for one in root.iter(f"{{{qdpx.NAMESPACE}}}TextSource")] == [
        "a_b",
        "a_b (2)",
        "a_b (3)",
    ]


def test_qualcoder_finds_every_words_where_they_are(tmp_path: Path) -> None:
    text = "😀\r\nIt may\rrain, e\u0301 \r\nAnn said."
    start = text.index("Ann")
    tables = stock.story(text).but(hedges=Tables.from_rows({
        "hedges": [{"article_id": "a", "start": start, "end": start + 3, "category": "hedge"}]
    }).hedges)  # fmt: skip
    export(tables, "qdpx", tmp_path / "p.qdpx", layers=["hedges"])
    with zipfile.ZipFile(tmp_path / "p.qdpx") as packed:
        packed.extractall(tmp_path / "p")
    root = etree.parse(str(tmp_path / "p/project.qde")).getroot()
    (path,) = (tmp_path / "p/Sources").iterdir()
    with path.open(encoding="utf-8", errors="replace") as file:  # line ends as Python and QualCoder read them
        fulltext = file.read()
    assert b"\r" not in path.read_bytes()
    (one,) = root.iter(f"{{{qdpx.NAMESPACE}}}PlainTextSelection")
    assert fulltext[int(one.get("startPosition")) : int(one.get("endPosition"))] == "Ann"


def test_a_name_that_xml_cannot_hold_goes_out(tmp_path: Path) -> None:
    tables = Tables.from_rows({
        "articles": [{"article_id": "a\x01<&>", "text": "It may\x00 rain.", "outlet": "<b>\x02"}],
        "hedges": [{"article_id": "a\x01<&>", "start": 3, "end": 6, "category": "<\x03>", "rule": "\x04 &"}],
    })  # fmt: skip
    made = export(tables, "qdpx", tmp_path / "p.qdpx")
    assert "1 control character in 1 text is '�' there, since the format cannot hold them." in made.notes
    for form in ("labelstudio", "inception", "brat", "dna"):
        export(tables, form, tmp_path / form)
    with zipfile.ZipFile(tmp_path / "p.qdpx") as packed:
        names = [
            one.get("name")
            for one in etree.fromstring(packed.read("project.qde")).iter(f"{{{qdpx.NAMESPACE}}}Code")
        ]
    assert names == ["framing: hedges", "hedges: <�>"]


def test_uima_counts_utf_16(tmp_path: Path) -> None:
    hedge = {"article_id": "a", "start": 5, "end": 8, "category": "hedge"}
    export(
        Tables.from_rows({"articles": [{"article_id": "a", "text": EMOJI}], "hedges": [hedge]}),
        "inception",
        tmp_path / "i",
    )
    (path,) = (tmp_path / "i").glob("*.xmi")
    root = etree.parse(str(path)).getroot()
    (one,) = (element for element in root if etree.QName(element).localname == "FramingHedges")
    assert (one.get("begin"), one.get("end"), one.get("label")) == ("6", "9", "hedge")
    types = (tmp_path / "i/TypeSystem.xml").read_text(encoding="utf-8")
    assert types.startswith("<?xml")  # by which INCEpTION knows it for a type system when layers are imported
    assert "<name>webanno.custom.FramingHedges</name>" in types


def test_brat_has_one_line_for_each_mark_and_splits_at_line_ends(tmp_path: Path) -> None:
    text = "It may\n\nrain."
    hedge = {"article_id": "a", "start": 3, "end": 12, "category": "hedge"}
    export(
        Tables.from_rows({"articles": [{"article_id": "a", "text": text}], "hedges": [hedge]}),
        "brat",
        tmp_path / "b",
    )
    (ann,) = (tmp_path / "b").glob("*.ann")
    assert ann.read_text(encoding="utf-8").split("\n")[0] == "T1\thedges-hedge 3 6;8 12\tmay rain"
    assert "[entities]\n\nhedges-hedge\n" in (tmp_path / "b/annotation.conf").read_text(encoding="utf-8")


def test_label_studio_gets_what_its_configuration_names(tmp_path: Path) -> None:
    two = stock.story(EMOJI)
    again = {name: two[name].assign(article_id="b") for name in ("articles", "hedges", "statements")}
    both = two.but(**{name: pd.concat([two[name], rows], ignore_index=True) for name, rows in again.items()})
    export(both, "labelstudio", tmp_path / "l")
    view = etree.parse(str(tmp_path / "l/config.xml")).getroot()
    tasks = json.loads((tmp_path / "l/tasks.json").read_text(encoding="utf-8"))
    regions = [one for task in tasks for one in task["predictions"][0]["result"]]
    assert {one["value"]["labels"][0] for one in regions} == {one.get("value") for one in view.iter("Label")}
    assert len({one["id"] for one in regions}) == len(regions) == 6  # no id twice, in any task
    assert "white-space: pre-wrap" in view.findtext("Style")
    text = tasks[0]["data"]["text"]
    assert all(text[one["value"]["start"] : one["value"]["end"]] == one["value"]["text"] for one in regions)


def test_a_web_annotation_tells_place_and_words(tmp_path: Path) -> None:
    made = export(stock.story(EMOJI), "w3c", tmp_path / "a.jsonld")
    page = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert len(page["items"]) == made.counts["annotations"] == 3
    assert len({one["id"] for one in page["items"]}) == 3
    for one in page["items"]:
        position, quote = one["target"]["selector"]
        assert EMOJI[position["start"] : position["end"]] == quote["exact"]
        before = EMOJI[: position["start"]]
        assert quote["prefix"] == before[-32:]
        assert one["target"]["source"]["id"].startswith("urn:sha256:")


def test_dna_opens_with_its_password_and_finds_the_words(tmp_path: Path) -> None:
    made = export(quarrel(), "dna", tmp_path / "d")
    base = sqlite3.connect(tmp_path / "d/framing.dna")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    (kept,) = base.execute("SELECT Password FROM CODERS WHERE ID = 1").fetchone()
    salt = base64.b64decode(kept)[:16]
    digest = hashlib.sha256(salt + dna.PASSWORD.encode()).digest()  # as jasypt: then over and over
    for _ in range(99_999):
        digest = hashlib.sha256(digest).digest()
    assert base64.b64decode(kept)[16:] == digest
    query = (
        "SELECT s.Start, s.Stop, d.Text, p.Value, o.Value, c.Value, b.Value FROM STATEMENTS s "
        "JOIN DOCUMENTS d ON d.ID = s.DocumentId JOIN DATABOOLEAN b ON b.StatementId = s.ID "
        + " ".join(
            f"JOIN DATASHORTTEXT {x}t ON {x}t.StatementId = s.ID AND {x}t.VariableId = {n} "
            f"JOIN ENTITIES {x} ON {x}.ID = {x}t.Entity"
            for n, x in ((1, "p"), (2, "o"), (3, "c"))
        )
    )
    found = base.execute(query).fetchall()
    base.close()
    words = [
        text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") for start, stop, text, *_ in found
    ]
    assert words == ["It may rain, Ann said.", "Bo blamed Cy."]
    assert [tuple(one[3:]) for one in found] == [("Ann", "expert", "Cy", 1), ("", "city council", "Cy", 0)]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "d/statements.csv").read_text(encoding="utf-8-sig"))))
    assert [(one["person"], one["agreement"], one["text"]) for one in rows] == [
        ("Ann", "1", words[0]),
        ("", "0", words[1]),
    ]
    assert any("1 title or names are cut" in note or "cut: DNA takes 190" in note for note in made.notes)
    assert any("no date" in note for note in made.notes)


def test_a_network_has_speakers_concepts_and_sides(tmp_path: Path) -> None:
    made = export(quarrel(), "graphml", tmp_path / "n.graphml")
    root = etree.parse(str(tmp_path / "n.graphml")).getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = {one.get("id") for one in root.iterfind("g:key", space)}

    def data(element: etree._Element) -> dict[str, str]:
        return {one.get("key"): one.text for one in element.iterfind("g:data", space)}

    nodes = {one.get("id"): data(one) for one in root.iterfind(".//g:node", space)}
    edges = [
        (nodes[e.get("source")]["label"], nodes[e.get("target")]["label"], data(e))
        for e in root.iterfind(".//g:edge", space)
    ]
    assert sorted((speaker, target, said["agreement"], said["weight"]) for speaker, target, said in edges) == [
        ("Ann", "Cy", "for", "1"), ("city council", "Cy", "against", "1")
    ]  # fmt: skip
    assert {key for one in (*nodes.values(), *(said for *_, said in edges)) for key in one} <= keys
    assert made.counts == {"speakers": 2, "concepts": 1, "ties": 2}
    assert any("Found by machine, so check them" in note for note in made.notes)


def test_networks_take_no_tables_alone(tmp_path: Path) -> None:
    for form in ("dna", "graphml"):
        with pytest.raises(ValueError, match="leave --layer out"):
            export(quarrel(), form, tmp_path / form, layers=["relations"])


def test_rows_without_a_place_are_counted(tmp_path: Path) -> None:
    frame = {
        "article_id": "a",
        "frame": "conflict",
        "score": 0.0,
        "present": False,
        "evidence": [],
        "scheme": "generic",
    }
    tables = stock.story().but(frames=Tables.from_rows({"frames": [frame]}).frames)
    assert (
        "Rows that mark no place are not among the spans: 1 frames."
        in export(tables, "brat", tmp_path / "b").notes
    )
    with pytest.raises(ValueError, match="there is no table 'articles' with places"):
        export(tables, "brat", tmp_path / "c", layers=["articles"])
