"""Codes that come back changed, damaged or from elsewhere: named, and nothing lost."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import stock

from framing.exchange.coded import Brought
from framing.exchange.formats import bring, export


def brat(folder: Path, ann: str, text: str = "It may rain, Ann said.") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "x.txt").write_text(text, encoding="utf-8")
    (folder / "x.ann").write_text(ann, encoding="utf-8")
    return folder


def back(path: Path, form: str, **more: Any) -> tuple[Brought, list[dict[str, Any]], list[dict[str, Any]]]:
    made = bring(path, form, path.parent / "codes.jsonl", force=True, **more)
    lost = stock.lines(made.beside) if made.beside is not None else []
    return made, stock.lines(made.path), lost


def test_a_coders_own_layer_is_kept_under_its_name(tmp_path: Path) -> None:
    made, lines, _ = back(brat(tmp_path / "b", "T1\tIrony 3 6\tmay\n"), "brat", coder="Ana")
    assert [(one["table"], one["start"], one["end"], one["coder"], one["from"]) for one in lines] == [
        ("Irony", 3, 6, "Ana", "brat")
    ]
    assert any("1 of 'Irony'" in note for note in made.notes)


def test_a_span_that_is_not_there_is_named_and_kept(tmp_path: Path) -> None:
    places = ("3 6\tmay", "90 96\tperhaps", "0 2\tmay", "x\tmay")
    ann = "".join(f"T{number}\thedges-hedge {place}\n" for number, place in enumerate(places))
    made, lines, lost = back(brat(tmp_path / "b", ann), "brat")
    assert [(one["start"], one["label"]) for one in lines] == [(3, "hedge")]
    assert sorted(one["reason"] for one in lost) == [
        "its offsets cannot be read", "its place lies outside the text, which has 22 characters",
        "its words 'may' do not stand at that place",
    ]  # fmt: skip
    assert {one["code"].get("words") for one in lost} >= {"perhaps", "may"}
    assert len(made.aside) == 3


def test_what_is_no_span_in_brat_is_kept_beside(tmp_path: Path) -> None:
    ann = "T1\tA 3 6\tmay\nT2\tB 13 16\tAnn\nR1\tsays Arg1:T2 Arg2:T1\n"
    _, lines, lost = back(brat(tmp_path / "b", ann), "brat")
    assert [one["table"] for one in lines] == ["A", "B"]
    assert lost[0]["code"]["line"] == "R1\tsays Arg1:T2 Arg2:T1"


def test_an_annotation_without_its_text_is_named(tmp_path: Path) -> None:
    folder = brat(tmp_path / "b", "T1\tA 3 6\tmay\n")
    (folder / "lonely.ann").write_text("T1\tA 0 2\tIt\n")
    _, lines, lost = back(folder, "brat")
    assert len(lines) == 1
    assert lost == [
        {"file": "lonely.ann", "reason": "its text is missing: there is no .txt of that name", "code": {}}
    ]


def test_a_relabelled_and_moved_mark_says_what_the_coder_says(tmp_path: Path) -> None:
    export(stock.story(), "brat", tmp_path / "b")
    (ann,) = (tmp_path / "b").glob("*.ann")
    said = ann.read_text(encoding="utf-8").replace("hedges-hedge 3 6\tmay", "hedges-weasel 0 6\tIt may")
    ann.write_text(said, encoding="utf-8")
    _, lines, _ = back(tmp_path / "b", "brat")
    hedge = next(one for one in lines if one["table"] == "hedges")
    assert (hedge["label"], hedge["start"], hedge["end"]) == ("weasel", 0, 6)
    assert hedge["fields"]["voice"] == "journalist"


def test_a_note_of_the_coders_own_is_a_field(tmp_path: Path) -> None:
    ann = 'T1\thedges-hedge 3 6\tmay\n#1\tAnnotatorNotes T1\tnot sure, {odd} "note"\n'
    _, lines, _ = back(brat(tmp_path / "b", ann), "brat")
    assert lines[0]["fields"] == {"note": 'not sure, {odd} "note"'}


def test_a_text_that_was_changed_on_the_way_is_told(tmp_path: Path) -> None:
    export(stock.story(), "brat", tmp_path / "b")
    (text,) = (tmp_path / "b").glob("*.txt")
    text.write_text("Now it may rain, Ann said.", encoding="utf-8")
    made, lines, lost = back(tmp_path / "b", "brat", tables=stock.story())
    assert any("is not the article's any more" in note for note in made.notes)
    assert not lines
    assert len(lost) == 3  # every mark with its words, none put at a wrong place


def studio(path: Path, annotations: list[dict[str, Any]], **data: Any) -> Path:
    task = {
        "data": {"text": "😀 It may rain.", "article_id": "a"} | data,
        "annotations": annotations,
        "predictions": [{"result": [1]}],
    }
    path.write_text(json.dumps([task], ensure_ascii=False), encoding="utf-8")
    return path


def region(start: int, end: int, words: str, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": words, "labels": list(labels)}
    return {"id": "x1", "type": "labels", "from_name": "label", "to_name": "text", "value": value} | more


def test_label_studio_counts_code_points_and_once_counted_utf_16(tmp_path: Path) -> None:
    for start in (5, 6):
        path = studio(
            tmp_path / "t.json",
            [{"completed_by": 7, "result": [region(start, start + 3, "may", "hedges: hedge")]}],
        )
        _, lines, lost = back(path, "labelstudio")
        assert [(one["start"], one["end"], one["coder"], one["label"]) for one in lines] == [
            (5, 8, "7", "hedge")
        ]
        assert not lost


def test_each_annotation_of_a_task_is_a_coders(tmp_path: Path) -> None:
    both = [
        {"completed_by": {"email": who}, "result": [region(5, 8, "may", "hedges: hedge", "irony")]}
        for who in ("ana", "bo")
    ]
    skipped = {
        "completed_by": {"email": "cy"},
        "was_cancelled": True,
        "result": [region(5, 8, "may", "irony")],
    }
    made, lines, _ = back(studio(tmp_path / "t.json", [*both, skipped]), "labelstudio")
    assert made.coders == ("ana", "bo")
    assert sorted((one["coder"], one["table"]) for one in lines) == [
        ("ana", "hedges"), ("ana", "irony"), ("bo", "hedges"), ("bo", "irony")
    ]  # fmt: skip


def test_predictions_alone_are_no_codes(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds nothing that was coded"):
        back(studio(tmp_path / "t.json", []), "labelstudio")
    assert not (tmp_path / "codes.jsonl").exists()


def test_damaged_regions_are_kept_with_their_reason(tmp_path: Path) -> None:
    odd = [
        region(5, 8, "rain", "irony"),
        {"value": {"choices": ["x"]}},
        3,
        region(5, 99, "may rain and more", "irony"),
    ]
    _, lines, lost = back(studio(tmp_path / "t.json", [{"result": odd}]), "labelstudio")
    assert not lines
    assert [one["reason"] for one in lost] == [
        "its words do not stand at its place", "it marks no words", "it marks no words",
        "its words do not stand at its place",
    ]  # fmt: skip


QDE = """<?xml version="1.0" encoding="utf-8"?>{head}
<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="QualCoder"><Users><User guid="{user}" name="Ana"/></Users>
<CodeBook><Codes><Code guid="{code}" name="{name}" isCodable="true"/></Codes></CodeBook><Sources>
<TextSource guid="{source}" name="a" plainTextPath="internal://a.txt">{selections}</TextSource></Sources></Project>"""
GUIDS = {
    name: f"00000000-0000-4000-8000-00000000000{number}"
    for number, name in enumerate(("user", "code", "source"))
}


def selection(start: int, end: int, words: str, inside: str | None = None) -> str:
    code = f'<CodeRef targetGUID="{GUIDS["code"].upper()}"/>'
    coding = f'<Coding guid="{GUIDS["code"]}" creatingUser="{GUIDS["user"]}">{code}</Coding>'
    at = f'guid="{GUIDS["code"]}" name="{words}" startPosition="{start}" endPosition="{end}"'
    return f"<PlainTextSelection {at}>{coding if inside is None else inside}</PlainTextSelection>"


def project(
    path: Path, text: bytes, selections: str, name: str = "irony", head: str = "", folder: str = "Sources"
) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("project.qde", QDE.format(head=head, name=name, selections=selections, **GUIDS))
        packed.writestr(f"{folder}/a.txt", text)
    return path


def test_a_project_with_windows_line_ends_counts_them_as_its_words_tell(tmp_path: Path) -> None:
    text = b"It\r\nmay\r\nrain"
    one = back(project(tmp_path / "one.qdpx", text, selection(7, 11, "rain")), "qdpx")[1]
    two = back(project(tmp_path / "two.qdpx", text, selection(9, 13, "rain"), folder="sources"), "qdpx")[1]
    assert [(line["start"], line["end"]) for line in (*one, *two)] == [(7, 11), (9, 13)]
    assert one[0]["coder"] == "Ana"


def test_a_project_that_counts_utf_16_is_known_by_its_words(tmp_path: Path) -> None:
    text = "😀😀 may rain".encode()
    (line,) = back(project(tmp_path / "p.qdpx", text, selection(5, 8, "may")), "qdpx")[1]
    assert (line["start"], line["end"]) == (3, 6)


def test_a_code_within_a_code_says_where_it_lies(tmp_path: Path) -> None:
    path = project(tmp_path / "p.qdpx", b"It may rain", selection(3, 6, "may"))
    inner = '<Code guid="{code}" name="irony" isCodable="true"/>'.format(**GUIDS)
    outer = f'<Code guid="00000000-0000-4000-8000-000000000009" name="tone" isCodable="true">{inner}</Code>'
    with zipfile.ZipFile(path) as packed:
        said = packed.read("project.qde").decode().replace(inner, outer)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("project.qde", said)
        packed.writestr("Sources/a.txt", "It may rain")
    (line,) = back(path, "qdpx")[1]
    assert (line["table"], line["fields"]) == ("irony", {"path": "tone / irony"})


def test_what_has_no_code_or_no_place_in_a_project_is_kept(tmp_path: Path) -> None:
    whole = f'<Coding guid="{GUIDS["code"]}"><CodeRef targetGUID="{GUIDS["code"]}"/></Coding>'
    inside = selection(0, 2, "It") + selection(3, 6, "may", "<Description>why?</Description>") + whole
    made, lines, lost = back(project(tmp_path / "p.qdpx", b"It may rain", inside), "qdpx")
    assert [(one["table"], one["start"]) for one in lines] == [("irony", 0)]
    assert sorted(one["reason"] for one in lost) == [
        "it codes a whole text and no place in it", "it has no code but only a note"
    ]  # fmt: skip
    assert "why?" in json.dumps(lost)
    assert len(made.aside) == 2


def test_a_project_that_declares_entities_reads_none(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the password", encoding="utf-8")
    head = f'<!DOCTYPE Project [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "lol">]>'
    inside = selection(0, 2, "It", f"<Description>&x;&y;</Description>{selection(0, 2, '')[:0]}")
    path = project(tmp_path / "p.qdpx", b"It may rain", inside, head=head)
    back(path, "qdpx")
    assert "password" not in "".join(one.read_text(encoding="utf-8") for one in tmp_path.glob("codes*"))


def test_a_damaged_project_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("project.qde", "<Project><Users>")
    _, lines, lost = back(path, "qdpx")
    assert not lines
    assert "it is damaged" in lost[0]["reason"]


def inception(folder: Path) -> Path:
    export(stock.story(), "inception", folder)
    return folder


def test_inceptions_own_layers_come_back_with_their_features(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    folder = inception(tmp_path / "i")
    (xmi,) = folder.glob("*.xmi")
    system = cassis.load_typesystem(folder / "TypeSystem.xml")
    own = system.create_type("webanno.custom.Irony")
    system.create_feature(own, "strength", "uima.cas.String")
    cas = cassis.load_cas_from_xmi(xmi, typesystem=system)
    mark = own(begin=13, end=16, strength="high")
    tie = system.create_type("webanno.custom.Tie")
    system.create_feature(tie, "Governor", "uima.tcas.Annotation")
    entity = system.create_type("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
    system.create_feature(entity, "value", "uima.cas.String")
    cas.add_all([mark, tie(begin=3, end=6, Governor=mark), entity(begin=13, end=16, value="PER")])
    xmi.unlink()
    export_ = tmp_path / "project.zip"  # as INCEpTION packs it: annotation/DOCUMENT/CODER.zip
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("ana.xmi", cas.to_xmi())
        packed.writestr("TypeSystem.xml", system.to_xml())
    with zipfile.ZipFile(export_, "w") as packed:
        packed.writestr(f"annotation/{xmi.name}/ana.zip", inner.getvalue())
    made, lines, _ = back(export_, "inception", tables=stock.story())
    irony = next(one for one in lines if one["table"] == "Irony")
    assert (irony["start"], irony["end"], irony["fields"], irony["coder"]) == (
        13,
        16,
        {"strength": "high"},
        "ana",
    )
    others = {
        one["table"]: (one["label"], one["fields"]) for one in lines if one["table"] in ("Tie", "NamedEntity")
    }
    assert others == {"Tie": (None, {"Governor": [13, 16]}), "NamedEntity": ("PER", {"value": "PER"})}
    assert {one["article_id"] for one in lines} == {"a"}
    assert made.coders == ("ana",)


def test_a_cas_that_declares_a_document_type_is_not_read(tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    folder = inception(tmp_path / "i")
    (xmi,) = folder.glob("*.xmi")
    said = xmi.read_text(encoding="utf-8")
    xmi.write_text(said.replace("<xmi:XMI", '<!DOCTYPE x [<!ENTITY a "b">]><xmi:XMI', 1), encoding="utf-8")
    _, lines, lost = back(folder, "inception")
    assert not lines
    assert "declares a document type" in lost[0]["reason"]


@pytest.mark.parametrize(("form", "name"), [("brat", "x.ann"), ("qdpx", "x.qde"), ("inception", "x.xmi")])
def test_a_damaged_file_is_set_aside_with_its_reason(form: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x00\xff rubbish \xfe")
    made, lines, lost = back(tmp_path / name, form)
    assert not lines
    assert made.aside
    assert all(one["reason"] for one in lost)


@pytest.mark.parametrize(("form", "name"), [("qdpx", "x.qdpx"), ("labelstudio", "x.json"), ("brat", "x.txt")])
def test_what_holds_no_code_is_said_to_hold_none(form: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x00\xff rubbish \xfe")
    with pytest.raises(ValueError, match="holds nothing that was coded"):
        back(tmp_path / name, form)


def test_a_zip_bomb_is_set_aside(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("x.txt", b"It may rain.")
        packed.writestr("x.ann", b"T1\tA 3 6\tmay\n")
        packed.writestr("y.ann", b"\0" * 30_000_000)
    _, lines, lost = back(tmp_path / "b.zip", "brat")
    assert len(lines) == 1
    assert lost[0]["file"] == "b.zip!y.ann"
    assert "unpacks to 30000000 bytes" in lost[0]["reason"]


def test_a_damaged_member_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name in "xy":
            packed.writestr(f"{name}.txt", b"It may rain.")
            packed.writestr(f"{name}.ann", f"T1\tA 3 6\tmay\n# {name * 40}\n")
    path.write_bytes(path.read_bytes().replace(b"y" * 40, b"z" * 40, 1))  # not what its checksum says
    _, lines, lost = back(path, "brat")
    assert len(lines) == 1
    assert [one["file"] for one in lost] == ["b.zip!y.ann"]
    assert "it cannot be read (Bad CRC-32" in lost[0]["reason"]


def test_nothing_at_the_place_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing is at"):
        bring(tmp_path / "no", "brat", tmp_path / "codes.jsonl")


def test_codes_are_not_written_over_unasked(tmp_path: Path) -> None:
    folder = brat(tmp_path / "b", "T1\tA 3 6\tmay\n")
    (tmp_path / "codes.jsonl").write_text("mine")
    with pytest.raises(ValueError, match="--force"):
        bring(folder, "brat", tmp_path / "codes.jsonl")
    assert (tmp_path / "codes.jsonl").read_text() == "mine"
