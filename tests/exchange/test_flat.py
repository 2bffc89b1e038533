"""Tables as files for people and programs: whole, labelled, harmless."""

import csv
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import stock

from framing import parts
from framing.exchange import excel
from framing.exchange.formats import export
from framing.exchange.shelf import Shelf
from framing.exchange.stata import names_of
from framing.tables import SCHEMAS, Tables, read, write

TONE = {"article_id": "a", "sentence_id": 0, "start": 0, "end": 4, "compound": -0.5, "voice": "journalist"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_holds_every_table_and_the_codebook(tmp_path: Path) -> None:
    made = export(stock.story(), "csv", tmp_path / "c")
    assert {path.stem for path in (tmp_path / "c").glob("*.csv")} == {*SCHEMAS, "codebook"}
    assert rows(tmp_path / "c/names.csv") == []
    assert (tmp_path / "c/names.csv").read_text(encoding="utf-8-sig").startswith("article_id,referent")
    assert rows(tmp_path / "c/statements.csv")[0]["content"] == "0-11"
    told = {(one["table"], one["variable"]) for one in rows(tmp_path / "c/codebook.csv")}
    assert told == {(table, name) for table, columns in SCHEMAS.items() for name, _ in columns}
    assert made.counts["hedges"] == 1


def test_formulas_are_harmless_in_csv_and_numbers_stay_numbers(tmp_path: Path) -> None:
    tables = stock.story("=HYPERLINK(1)", copy_of="@x").but(tone=Tables.from_rows({"tone": [TONE]}).tone)
    made = export(tables, "csv", tmp_path / "c")
    (article,) = rows(tmp_path / "c/articles.csv")
    assert (article["text"], article["headline"], article["copy_of"]) == ("'=HYPERLINK(1)", "'=Rain", "'@x")
    assert rows(tmp_path / "c/tone.csv")[0]["compound"] == "-0.5"
    assert made.notes == (
        "3 values that begin like a formula got an apostrophe in front; codebook.md tells how to take it away.",
    )


def test_one_table_alone_goes_out(tmp_path: Path) -> None:
    export(stock.story(), "csv", tmp_path / "c", layers=["hedges"])
    assert {path.name for path in (tmp_path / "c").glob("*.csv")} == {"hedges.csv", "codebook.csv"}
    with pytest.raises(ValueError, match="there is no table 'hedge'; --layer takes articles"):
        export(stock.story(), "csv", tmp_path / "d", layers=["hedge"])


def test_an_export_never_takes_the_place_of_other_files(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("all of it")
    with pytest.raises(ValueError, match="holds files that no export has made"):
        export(stock.story(), "csv", tmp_path / "mine", force=True)
    assert (tmp_path / "mine/thesis.txt").read_text() == "all of it"
    export(stock.story(), "csv", tmp_path / "c")
    with pytest.raises(ValueError, match="--force to replace it"):
        export(stock.story(), "csv", tmp_path / "c")
    export(stock.story(), "brat", tmp_path / "c", force=True)
    assert not list((tmp_path / "c").glob("*.csv"))


def test_an_export_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.exchange.flat.write_codebook", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(stock.story(), "csv", tmp_path / "c")
    assert list(tmp_path.iterdir()) == []


def test_excel_takes_formulas_for_text_and_tells_what_it_cut(tmp_path: Path) -> None:
    long = "=1+1" + "😀" * excel.LONGEST_CELL
    when = datetime(2024, 5, 1, 7, tzinfo=UTC)
    made = export(stock.story(long, published=when), "xlsx", tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["codebook", *SCHEMAS]
    head, row = map(list, book["articles"].iter_rows())
    cells = {title.value: cell for title, cell in zip(head, row, strict=True)}
    assert (cells["headline"].value, cells["headline"].data_type) == ("=Rain", "s")
    assert cells["published"].value == datetime(2024, 5, 1, 7)
    assert (
        len(cells["text"].value.encode("utf-16-le")) // 2 == excel.LONGEST_CELL - 1
    )  # half an emoji is none
    assert book["names"].max_row == 1
    assert made.notes == ("1 text is cut: an Excel cell holds 32,767 characters; --to csv has the whole.",)


def test_excel_goes_on_in_another_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    tone = Tables.from_rows({"tone": [TONE | {"sentence_id": number} for number in range(5)]}).tone
    made = export(stock.story().but(tone=tone), "xlsx", tmp_path / "t.xlsx", layers=["tone"])
    book = openpyxl.load_workbook(tmp_path / "t.xlsx", read_only=True)
    sheets = [name for name in book.sheetnames if name.startswith("tone")]
    assert sheets == ["tone", "tone (2)", "tone (3)"]
    assert [len(list(book[name].iter_rows())) for name in sheets] == [3, 3, 2]
    assert "The table tone goes on in a further sheet after 3 rows." in made.notes


def test_stata_has_labels_long_texts_and_what_is_missing(tmp_path: Path) -> None:
    text = "é" * 3000 + "\x00"
    made = export(stock.story(text), "dta", tmp_path / "s")
    with pd.read_stata(tmp_path / "s/articles.dta", iterator=True) as reader:
        assert reader.variable_labels()["words"].startswith("Words of the story: headline")
        assert reader.data_label == "framing: articles"
        (article,) = reader.read().to_dict("records")
    assert article["text"] == "é" * 3000 + "�"
    assert pd.isna(article["published"])
    statements = pd.read_stata(tmp_path / "s/statements.dta")
    assert statements["made"].tolist() == ["true"]
    assert statements["source_start"].tolist() == [13]
    assert pd.isna(statements["cue_start"][0])
    hedges = pd.read_stata(tmp_path / "s/hedges.dta")
    assert hedges[["start", "end_", "category"]].values.tolist() == [[3, 6, "hedge"]]
    assert len(pd.read_stata(tmp_path / "s/names.dta")) == 0
    assert any("articles.text" in note for note in made.notes)
    assert any("zero byte" in note for note in made.notes)


def test_names_for_stata_are_short_and_each_its_own() -> None:
    long = [f"{'input_' * 6}{end}" for end in "ab"]
    made = names_of([*long, "3rd", "end", "Ärger"])
    assert len(set(made.values())) == 5
    assert all(len(name) <= 32 for name in made.values())
    assert (made["3rd"], made["end"], made["Ärger"]) == ("_3rd", "end_", "rger")


def test_a_data_package_describes_every_field(tmp_path: Path) -> None:
    tables = stock.story(byline=["Ann Lee", "Bo"])
    export(tables, "datapackage", tmp_path / "d")
    package = json.loads((tmp_path / "d/datapackage.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in package["resources"]] == list(SCHEMAS)
    for one in package["resources"]:
        path = tmp_path / "d" / one["path"]
        assert one["bytes"] == path.stat().st_size
        head = path.read_bytes().decode("utf-8").split("\r\n")[0].split(",")
        assert head == [field["name"] for field in one["schema"]["fields"]]
        assert all(field["description"] for field in one["schema"]["fields"])
    (article,) = rows(tmp_path / "d/data/articles.csv")
    assert (article["headline"], json.loads(article["byline"])) == ("=Rain", ["Ann Lee", "Bo"])
    kinds = {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]}
    assert (kinds["published"], kinds["words"], kinds["byline"]) == ("datetime", "integer", "array")


def test_the_inputs_own_columns_go_out_too(tmp_path: Path) -> None:
    tables = stock.story()
    tables = tables.but(articles=tables.articles.assign(**{"section (print)": ["News"]}))
    export(tables, "csv", tmp_path / "c")
    assert rows(tmp_path / "c/articles.csv")[0]["section (print)"] == "News"
    told = {(one["variable"], one["description"]) for one in rows(tmp_path / "c/codebook.csv")}
    assert ("section (print)", "A column of the input, as it came.") in told


def into_parts(folder: Path, ids: dict[str, list[str]], order: list[str]) -> None:
    """The tables of a folder as a run in parts leaves them; a part that was not finished lies there too."""
    whole, lines = read(folder), []
    for path in folder.glob("*.parquet"):
        path.unlink()
    for part, wanted in ids.items():
        write(whole.only(wanted), folder / "beside")
        for table in SCHEMAS:
            place = parts.place(folder, table, part)
            place.parent.mkdir(exist_ok=True)
            (folder / "beside" / f"{table}.parquet").rename(place)
        sizes = {table: parts.place(folder, table, part).stat().st_size for table in SCHEMAS}
        lines.append(parts.Part(part, "x", len(wanted), 3, {}, sizes).line())
    (folder / "hedges.parquet/unfinished.parquet").write_bytes(b"PAR1")
    (folder / parts.MANIFEST).write_text("".join([*lines, parts.ended(order, {"framing": "9.9"})]))


def test_tables_are_read_in_parts_and_in_any_order(tmp_path: Path) -> None:
    ids = ["a", "b", "c"]
    articles = [{"article_id": one, "text": "It may rain."} for one in ids]
    hedges = [{"article_id": one, "start": 3, "end": 6, "category": "hedge"} for one in ids]
    write(Tables.from_rows({"articles": articles, "hedges": hedges[::-1]}), tmp_path / "mixed")
    write(Tables.from_rows({"articles": articles, "hedges": hedges}), tmp_path / "parts")
    into_parts(tmp_path / "parts", {"p1": ["c"], "p2": ["a", "b"]}, order=["p2", "p1"])
    for name in ("mixed", "parts"):
        shelf = Shelf.open(tmp_path / name)
        found = [(one.id, len(one.rows["hedges"])) for one in shelf.sheaves(["hedges"])]
        assert found == [("a", 1), ("b", 1), ("c", 1)], name
    assert shelf.provenance == {"framing": "9.9"}


def test_rows_of_no_article_are_counted(tmp_path: Path) -> None:
    hedges = [{"article_id": one, "start": 3, "end": 6, "category": "hedge"} for one in ("a", "gone")]
    tables = stock.story().but(hedges=Tables.from_rows({"hedges": hedges}).hedges)
    made = export(tables, "brat", tmp_path / "b")
    assert "Rows that belong to no article are left out: 1 hedges." in made.notes


def test_a_folder_without_tables_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no tables; give the folder that `framing annotate"):
        export(tmp_path, "csv", tmp_path / "out")
    (tmp_path / "articles.parquet").write_bytes(b"no parquet")
    with pytest.raises(ValueError, match="cannot be read"):
        export(tmp_path, "csv", tmp_path / "out")


def test_an_excel_file_is_the_same_whenever_it_is_written(tmp_path: Path) -> None:
    for name in "ab":
        export(stock.story(), "xlsx", tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as packed:
        assert b"2000-01-01T00:00:00Z" in packed.read("docProps/core.xml")
