"""Columns: dates read as a whole, rows never cut, everything else carried along."""

from __future__ import annotations

import json

import pytest

from framing import annotate
from framing.reading import Columns, read
from framing.reading.moments import column

TEXT = "The council closed the bridge, a spokeswoman said on Tuesday."


def table(tmp_path, text, name="case.csv"):
    (tmp_path / name).write_text(text)
    return read(tmp_path / name)


def days(values, seen=()):
    return [at and at.strftime("%Y-%m-%d") for at in column(values, seen).moments]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["04/05/2024", "05/13/2024"], ["2024-04-05", "2024-05-13"]),
        (["04/05/2024", "13/05/2024"], ["2024-05-04", "2024-05-13"]),
        (["04.05.24", "31.12.98"], ["2024-05-04", "1998-12-31"]),
        (
            ["20240504", 20240504, "2024-05", 1714816800, "1714816800000"],
            ["2024-05-04", "2024-05-04", None, "2024-05-04", "2024-05-04"],
        ),
        (
            ["2024-05-04T23:30:00-05:00", "20240504T101500Z", "Sat, 04 May 2024 10:00:00 +0000"],
            ["2024-05-05", "2024-05-04", "2024-05-04"],
        ),
        (["6 YEARS AGO", "yesterday", "", None, "NaN", "soon"], [None, None, None, None, None, None]),
        (["13/05/2024", "05/13/2024", "04/05/2024"], ["2024-05-13", "2024-05-13", None]),
        (
            ["4 mai 2024", "le 4 mai 2024", "4. Mai 2024", "4 de mayo de 2024"],
            ["2024-05-04", None, "2024-05-04", "2024-05-04"],
        ),
    ],
)
def test_a_column_of_dates_is_read_as_a_whole(values, expected):
    assert days(values) == expected


def test_which_dates_are_in_doubt():
    found = column(["04/05/2024", "05/05/2024", "soon", ""])
    assert (found.unclear, found.unread) == ((0,), (2,))


def test_a_date_is_counted_back_from_the_crawl_and_never_replaced_by_it(tmp_path):
    dates = ("2 days ago,2024-10-13", "September 19,2024-10-15", ",2024-10-15")
    text = "text,Date,Timestamp\n" + "".join(f'"{TEXT}",{date}\n' for date in dates)
    corpus = table(tmp_path, text)
    assert [a.published and a.published.day for a in corpus] == [11, None, None]
    assert [d.kind for d in corpus.doubts] == ["date counted back", "date that cannot be read"]
    assert corpus[1].published_from == "CSV: Date (cannot be read)"
    assert corpus[2].published_from is None
    corpus = table(tmp_path, f'text,Timestamp\n"{TEXT}",2024-10-13\n')
    assert corpus[0].published_from == "CSV: Timestamp", "the only date that there is"


@pytest.mark.parametrize(
    "row",
    ["2,The bridge, which is old, closed,Post", '2,"Unclosed, Post', '2,"a"b,Post', "2,only two"],
)
def test_a_row_that_does_not_fit_is_named_with_its_fields(tmp_path, row):
    corpus = table(tmp_path, f'id,text,outlet\n1,"Closed, said Eva.",Post\n{row}\n3,Next story here.,Post\n')
    assert [a.id for a in corpus] == ["1", "3"]
    assert [one.source.rsplit(":")[-1] for one in corpus.set_aside] == ["row 2"]
    assert "fields" in corpus.set_aside[0].reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('id,text\n1,"He said \\"no\\" to it, twice."\n2,"Next, row."\n', 'He said "no" to it, twice.'),
        ("id,text\n1,'It is closed, she said.'\n2,'Next, row.'\n", "It is closed, she said."),
        ('id\ttext\n1\t"No, he said, and left.\n2\tNext row here.\n', '"No, he said, and left.'),
        ('id;text\n1;"One; two"\n2;three four five\n', "One; two"),
        ('id,text,\n1,"One, two",\n2,three four,\n', "One, two"),
        ('"id","text"\n"1",7,"One, two"\n"2",8,"three, four"\n', "One, two"),
    ],
)
def test_a_dialect_that_fits_the_whole_file(tmp_path, text, expected):
    corpus = table(tmp_path, text, "case.tsv" if "\t" in text else "case.csv")
    assert corpus[0].text == expected
    assert (len(corpus), corpus.set_aside) == (2, ())


def test_columns_of_one_name_are_both_kept(tmp_path):
    corpus = table(tmp_path, f"text,note,note\n{TEXT.replace(',', '')},a,b\n")
    assert dict(corpus[0].metadata) == {"note": "a", "note 3": "b"}


def test_the_callers_columns_and_dotted_paths(tmp_path):
    row = {
        "x": {"body": TEXT, "when": "2024-05-04"},
        "date": "2020-01-01",
        "paper": "Fenwick Post",
        "nr": 7,
        "kop": "Closed",
    }
    (tmp_path / "a.json").write_text(json.dumps([row]))
    columns = Columns(text="x.body", date="x.when", outlet="paper", id="nr", headline="kop")
    article = read(tmp_path / "a.json", columns=columns)[0]
    assert (article.id, article.outlet, article.headline, article.text) == (
        "7",
        "Fenwick Post",
        "Closed",
        TEXT,
    )
    assert (article.published.year, article.metadata["date"]) == (2024, "2020-01-01")


def test_all_other_columns_travel_into_the_table_of_articles(tmp_path):
    rows = [
        {
            "id": "1",
            "text": TEXT,
            "country": "NO",
            "page": 3,
            "share": 0.5,
            "paid": True,
            "tags": ["a", "b"],
            "words": "x",
        },
        {"id": "2", "text": TEXT + " More.", "country": "SE", "share": 1},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    articles = annotate(read(tmp_path / "rows.jsonl")).articles
    assert articles["country"].tolist() == ["NO", "SE"]
    assert articles["page"].tolist()[0] == 3
    assert articles["page"].isna().tolist() == [False, True]
    assert articles["share"].tolist() == [0.5, 1.0]
    assert articles["tags"].tolist() == ['["a", "b"]', None]
    assert articles["input_words"].tolist() == ["x", None]
    assert articles.groupby("country").size().to_dict() == {"NO": 1, "SE": 1}


def test_the_input_columns_survive_the_way_to_disk(tmp_path):
    from framing.annotate import annotate_to
    from framing.tables import read as read_tables
    from framing.tables import write

    corpus = table(tmp_path, f'id,text,country\n1,"{TEXT}",NO\n2,"{TEXT}",\n')
    annotate_to(corpus, tmp_path / "t")
    tables = read_tables(tmp_path / "t")
    assert tables.articles["country"].tolist() == ["NO", None]
    write(tables, tmp_path / "u")
    assert read_tables(tmp_path / "u").articles["country"].tolist() == ["NO", None]


@pytest.mark.parametrize(
    ("name", "date", "outlet"),
    [
        ("2022-03-04_TheGuardian_Bridge.txt", "2022-03-04", "The Guardian"),
        ("20220304_Reuters_Co_Uk_x.txt", "2022-03-04", "Reuters"),
        ("story 12.txt", None, None),
        ("366a06ce20220304ab.txt", None, None),
    ],
)
def test_what_a_file_name_tells(tmp_path, name, date, outlet):
    (tmp_path / name).write_text("The council has closed a bridge of the town.\n\nNobody was hurt, it said.")
    article = read(tmp_path / name)[0]
    assert (article.published and article.published.strftime("%Y-%m-%d"), article.outlet) == (date, outlet)
    assert article.published_from == ("file name" if date else None)


def test_a_last_row_without_an_end_of_line_may_be_cut(tmp_path):
    whole = "id,text,outlet\n1,Closed it said.,Post\n2,Open it said.,Po"
    assert [d.kind for d in table(tmp_path, whole).doubts] == ["may break off"]
    assert table(tmp_path, f"{whole}st\n").doubts == ()


def test_the_callers_columns_are_those_of_tables_not_of_exports_beside_them(tmp_path):
    from damage import FIXTURES

    (tmp_path / "a.csv").write_text(f'id,storey,when\n1,"{TEXT}",2024-05-04\n')
    (tmp_path / "keys.txt").write_bytes((FIXTURES / "keys.txt").read_bytes())
    corpus = read(tmp_path, columns=Columns(text="storey", date="when"))
    assert [(a.id, a.published.strftime("%d %b")) for a in corpus] == [("1", "04 May"), ("keys", "04 May")]
    assert corpus.set_aside == ()
