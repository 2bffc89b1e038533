"""What a reading says of itself: the screen, the page, the three closing lines, copies, doubts."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from damage import FIXTURES, TEXTS

from framing.article import Article, Corpus
from framing.cli import main
from framing.reading import read
from framing.reading.copies import chosen, marked
from framing.reading.doubts import suspicions
from framing.reading.inspection import closing, inspect, screen
from framing.study.copies import counted

LONG = " ".join(TEXTS)


def run(*args):
    return CliRunner().invoke(main, [str(one) for one in args])


@pytest.fixture
def folder(tmp_path):
    rows = [
        {"id": "a", "text": LONG, "outlet": "Reuters_Co_Uk", "date": "2024-05-04", "page": 3},
        {"id": "b", "text": f"{LONG} More was not known.", "outlet": "ReutersIndia", "date": "2024-05-03"},
        {"id": "c", "text": TEXTS[0], "outlet": "Fenwick Post", "date": "6 YEARS AGO"},
        {"id": "d", "text": "404 Page Not Found", "outlet": "The Fenwick Post"},
        {"id": "e", "text": ""},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return tmp_path


def test_figures_and_closing_lines(folder):
    found = inspect(read(folder))
    assert dict(found.outlets) == {"Reuters": 2, "The Fenwick Post": 2}
    assert dict(found.months) == {"": 2, "2024-05": 2}
    assert found.origins["JSON: date"] == 2
    assert found.origins["JSON: date (cannot be read)"] == 1
    assert dict(found.own) == {"page": 1}
    assert found.copies == (("b", "a"),), "the earlier is the original"
    assert closing(found) == (
        "Read 4 articles, 2 outlets, 2024-05 (2 without a date).",
        "In doubt: date that cannot be read (1), no article (1); set aside: 1.",
        "Copies: 1 article in 1 group.",
    )
    assert "6 YEARS AGO" in screen(found)


def test_inspect_shows_a_screen_and_a_page_and_strict_fails(folder, tmp_path):
    shown = run("inspect", folder, "--html", tmp_path / "page.html")
    assert shown.exit_code == 0
    for said in (
        "Outlets",
        "Reuters",
        "In doubt: no article (1)",
        "Set aside (1)",
        "Copies",
        "Read 4 articles",
    ):
        assert said in shown.output
    page = (tmp_path / "page.html").read_text()
    assert "Page Not Found" in page
    assert "Content-Security-Policy" in page
    assert run("inspect", folder, "--strict").exit_code == 1
    (folder / "clean").mkdir()
    (folder / "clean" / "a.txt").write_text(TEXTS[0])
    assert run("inspect", folder / "clean", "--strict").exit_code == 0


def test_columns_by_flags_and_by_a_file(tmp_path):
    row = {"x": {"body": TEXTS[0], "when": "2024-05-04"}, "paper": "Fenwick Post"}
    (tmp_path / "rows.json").write_text(json.dumps([row]))
    (tmp_path / "columns.yaml").write_text("text: x.body\ndate: nothing\noutlet: paper\n")
    shown = run(
        "inspect", tmp_path / "rows.json", "--columns", tmp_path / "columns.yaml", "--date-column", "x.when"
    )
    assert shown.exit_code == 0
    assert "JSON: x.when" in shown.output
    assert "Fenwick Post" in shown.output
    (tmp_path / "columns.yaml").write_text("txt: x.body\n")
    shown = run("inspect", tmp_path / "rows.json", "--columns", tmp_path / "columns.yaml")
    assert shown.exit_code == 2
    assert "did you mean 'text'" in shown.output


def test_annotate_ends_with_what_was_read(folder, tmp_path):
    shown = run("annotate", folder, "--out", tmp_path / "t")
    assert "In doubt: date that cannot be read (1)" in shown.output
    from framing.tables import read as read_tables

    tables = read_tables(tmp_path / "t")
    articles = tables.articles.set_index("article_id")
    assert articles["copy_of"].to_dict() == {"a": "b", "b": None, "c": None, "d": None}
    assert [len(counted(tables, how).articles) for how in ("keep", "once", "drop")] == [4, 3, 2]
    assert set(counted(tables, "once").sentences["article_id"]) == {"b", "c", "d"}


# --- copies ---------------------------------------------------------------------------------------


def test_copies_are_near_whole_or_word_for_word():
    other = (
        "A wholly different story of a fair in the town, with music and food for all, was told there. " * 4
    )
    articles = [
        Article("whole", LONG + " " + other),
        Article("cut", LONG),
        Article("other", other),
        Article("short", "It rained."),
        Article("short again", "It  rained!"),
        Article("longer", LONG.replace("Tuesday", "Wednesday")),
    ]
    found = {article.id: article.copy_of for article in marked(articles)}
    assert found["short again"] == "short"
    assert found["cut"] == "whole"
    assert found["longer"] == "whole"
    assert found["whole"] is None


def test_the_original_is_the_earliest_that_has_a_date():
    from datetime import UTC, datetime

    dated = Article("dated", LONG, published=datetime(2024, 5, 4, tzinfo=UTC))
    found = {article.id: article.copy_of for article in marked([Article("undated", LONG), dated])}
    assert found == {"undated": "dated", "dated": None}


def test_a_thousand_copies_are_one_group_in_little_time():
    made = marked([Article(f"a{n}", f"{LONG} Story {n} of {n * 7}.") for n in range(1000)])
    assert {article.copy_of for article in made} == {None, "a0"}


def test_how_copies_are_counted_is_one_of_three():
    with pytest.raises(ValueError, match="keep, once, drop"):
        chosen(Corpus((Article("a", "x"),)), "twice")


# --- doubts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Page Not Found", ["no article"]),
        ("Please enable cookies to continue. Ray ID 1234", ["no article"]),
        ("-", ["no article"]),
        ("The council closed the bridge on Tuesday, and it… [+812 chars]", ["cut off"]),
        ("The council closed the bridge on Tuesday. Read more", ["cut off"]),
        ("“It isn’t safe,” she said.".encode().decode("cp1252", "ignore"), ["doubly encoded"]),
        ("One.\n\n==========\n\nTwo stories.\n\n==========\n\nThree.", ["several articles"]),
        ("Document 1\n\nOne here.\n\nDocument 2\n\nTwo.\n\nDocument 3\n\nThree.", ["several articles"]),
        ("The council said the page was not found in its files for years. " * 40, []),
        (LONG, []),
        ("Señor Muñoz said “no”: it costs £5 — or 5 € — in Málaga, où il pleut.", []),
    ],
)
def test_what_is_odd_about_a_text(text, kinds):
    assert [kind for kind, _ in suspicions(Article("a", text))] == kinds


def test_exports_of_our_own_are_in_no_doubt():
    for name in (
        "lexisnexis.txt",
        "nexisuni.txt",
        "factiva.rtf",
        "proquest.txt",
        "keys.txt",
        "retriever.txt",
    ):
        assert read(FIXTURES / name).doubts == (), name
