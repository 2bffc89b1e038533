"""What goes out comes back, and no span has moved: whatever is in the text."""

import json
import zipfile
from pathlib import Path

import pytest
import stock
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from framing.exchange.carried import Units, carried
from framing.exchange.formats import bring, export
from framing.tables import Tables


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=stock.tables_over())
def test_no_span_moves(tables: Tables, tmp_path: Path) -> None:
    for form in stock.BACK:
        assert stock.there_and_back(tables, form, tmp_path) == stock.meant(tables), form


@pytest.mark.parametrize("form", stock.BACK)
def test_words_stay_where_they_are_among_emoji_marks_and_line_ends(form: str, tmp_path: Path) -> None:
    text = "😀\r\nאבג e\u0301té 👩‍👩‍👧 may rain\x00.\r\n"
    start = text.index("may")
    hedge = {"article_id": "a", "start": start, "end": start + 3, "category": "hedge"}
    tables = Tables.from_rows({"articles": [{"article_id": "a", "text": text}], "hedges": [hedge]})
    (line,) = stock.there_and_back(tables, form, tmp_path)
    assert text[line["start"] : line["end"]] == "may"


@given(text=stock.TEXTS)
def test_a_carried_text_has_the_length_it_had(text: str) -> None:
    made = carried(text)
    assert len(made) == len(text)
    assert "\r" not in made
    assert carried(made) == made
    assert [
        i
        for i, (old, new) in enumerate(zip(text, made, strict=True))
        if old != new and old not in "\r\x00\x0b\ufffe"
    ] == []


@given(text=stock.TEXTS, data=st.data())
@example(text="a😀b😀", data=None)
def test_utf_16_offsets_are_those_of_the_encoded_text(text: str, data: st.DataObject | None) -> None:
    units = Units(text)
    offsets = range(len(text) + 1) if data is None else [data.draw(st.integers(0, len(text)))]
    for offset in offsets:
        wide = units.utf16(offset)
        assert wide == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        assert units.points(wide) == offset
    assert units.length == len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize("form", stock.BACK)
def test_the_same_tables_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    made = [tmp_path / one / stock.FILES.get(form, "made") for one in "ab"]
    for path in made:
        path.parent.mkdir()
        export(stock.story(), form, path)
    first, second = (
        [one.read_bytes() for one in sorted(p.rglob("*")) if one.is_file()] if p.is_dir() else p.read_bytes()
        for p in made
    )
    assert first == second


@pytest.mark.parametrize("form", stock.BACK)
def test_a_corpus_without_articles_goes_out(form: str, tmp_path: Path) -> None:
    made = export(Tables.from_rows({}), form, tmp_path / stock.FILES.get(form, "made"))
    assert not any(made.counts.values())


def test_pieces_of_one_row_come_back_as_one_code(tmp_path: Path) -> None:
    text = "“Rain,” she said, “may fall.”"
    content = [{"start": 1, "end": 6}, {"start": 19, "end": 28}]
    row = {"article_id": "a", "statement_id": 0, "kind": "direct", "content": content, "made": True}
    tables = Tables.from_rows({"articles": [{"article_id": "a", "text": text}], "statements": [row]})
    for form in stock.BACK:
        (line,) = stock.there_and_back(tables, form, tmp_path)
        assert line["spans"] == [[1, 6], [19, 28]], form


def test_a_list_in_a_row_comes_back_as_a_list(tmp_path: Path) -> None:
    row = {
        "article_id": "a",
        "statement_id": 0,
        "kind": "direct",
        "content": [{"start": 0, "end": 4}],
        "made": True,
    }
    both = [row | {"besides": ["Ann; Lee", "Bo"]}, row | {"statement_id": 1, "besides": []}]
    tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "Rain."}], "statements": both})
    for form in stock.BACK:
        back = stock.there_and_back(tables, form, tmp_path)
        assert [one["fields"].get("besides") for one in back] == [["Ann; Lee", "Bo"], None], form


def test_two_rows_at_one_place_stay_two(tmp_path: Path) -> None:
    rows = [
        {
            "article_id": "a",
            "start": 0,
            "end": 11,
            "kind": "accuses",
            "accusation_id": n,
            "target": t,
            "reply": "none",
        }
        for n, t in enumerate(("Bo", "Cy"))
    ]
    tables = Tables.from_rows(
        {"articles": [{"article_id": "a", "text": "Ann accused Bo and Cy."}], "accusations": rows}
    )
    for form in stock.BACK:
        back = stock.there_and_back(tables, form, tmp_path)
        assert [line["fields"]["target"] for line in back] == ["Bo", "Cy"], form


def test_an_article_is_known_again_by_its_tables(tmp_path: Path) -> None:
    tables = stock.story("It may rain,\r\nAnn said.")
    out = tmp_path / "made"
    export(tables, "brat", out)
    (out / "framing.jsonl").unlink()
    (out / next(one.name for one in out.glob("*.txt"))).rename(out / "renamed.txt")
    (out / next(one.name for one in out.glob("*.ann"))).rename(out / "renamed.ann")
    alone = bring(out, "brat", tmp_path / "alone.jsonl")
    known = bring(out, "brat", tmp_path / "known.jsonl", tables=tables)
    assert {line["article_id"] for line in stock.lines(alone.path)} == {"renamed"}
    assert "told by the file alone" in alone.notes[0]
    assert {line["article_id"] for line in stock.lines(known.path)} == {"a"}
    assert not known.notes


@pytest.mark.parametrize("form", stock.BACK)
def test_articles_with_one_text_are_told_apart(form: str, tmp_path: Path) -> None:
    hedge = {"article_id": "b", "start": 3, "end": 6, "category": "hedge"}
    articles = [{"article_id": one, "text": "It may rain."} for one in "ab"]
    (line,) = stock.there_and_back(
        Tables.from_rows({"articles": articles, "hedges": [hedge]}), form, tmp_path
    )
    assert line["article_id"] == "b"


def test_an_archive_is_read_as_the_folder_is(tmp_path: Path) -> None:
    out = tmp_path / "made"
    export(stock.story(), "brat", out)
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as packed:
        for one in out.iterdir():
            packed.write(one, f"../../{one.name}")  # a name that would climb out is a name and no more
    folder = bring(out, "brat", tmp_path / "folder.jsonl")
    archive = bring(tmp_path / "made.zip", "brat", tmp_path / "archive.jsonl")
    assert stock.lines(folder.path) == stock.lines(archive.path)
    assert not (tmp_path.parent / "framing.jsonl").exists()


def test_the_index_says_which_file_is_which_article(tmp_path: Path) -> None:
    export(stock.story(), "brat", tmp_path / "made")
    head, row = (json.loads(line) for line in (tmp_path / "made/framing.jsonl").read_text().splitlines())
    assert head["format"] == "brat"
    assert (row["file"], row["article_id"]) == ("00001-a.txt", "a")
