"""`framing compare` from tables to one page: what it says, how large it is, what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from corpora import corpus

from framing.cli import main
from framing.comparison.making import make
from framing.study.compared import compare
from framing.tables import Tables, write

FEW = ["women among sources", "direct", "words", "no accuser"]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return corpus(200, 3, 12, seed=2, differing=1, gap=0.25, text=True)


@pytest.fixture(scope="module")
def folder(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tables")
    write(tables, made)
    return made


def test_the_command_writes_one_page(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    asked = [part for name in FEW for part in ("--measure", name)]
    told = CliRunner().invoke(main, ["compare", str(folder), "--by", "outlet", "--over", "month", "--out", str(out),
                                     "--csv", str(tmp_path / "csv"), "--draws", "200", *asked])  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "and Outlet 1 differ in 2 of 4 measures" in told.output
    assert f"Wrote the page to {out}" in told.output
    page = out.read_text(encoding="utf-8")
    assert page.count("<h1") == 1
    assert "These differ (q " in page
    assert "No difference that chance would not explain" in page
    assert not re.search(r"\bnan\b|\bNone\b|&lt;NA&gt;", page)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    estimates = pd.read_csv(tmp_path / "csv" / "estimates.csv")
    assert set(estimates["measure"]) == set(FEW)
    assert {"measures.csv", "courses.csv", "keywords.csv", "absent.csv"} <= {
        p.name for p in (tmp_path / "csv").iterdir()
    }


def test_page_and_comparison_say_the_same(tables: Tables, tmp_path: Path) -> None:
    made = make(tables, tmp_path / "page.html", by="outlet", measure=FEW, draws=200)
    page = made.path.read_text(encoding="utf-8")
    row = compare(tables, "outlet", measure=FEW, draws=200).of("direct").set_index("group").loc["Outlet 1"]
    assert f"{row['above']:,.0f} of {row['below']:,.0f}, {row['articles']:,} articles" in page
    assert f"{100 * row['value']:.0f}%" in page


def test_the_same_input_gives_the_same_bytes(tables: Tables, tmp_path: Path) -> None:
    pages = [
        make(tables, tmp_path / f"{n}.html", by="outlet", over="month", measure=FEW, draws=100).path
        for n in (1, 2)
    ]
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_sixty_three_months_are_one_page(tmp_path: Path) -> None:
    made = make(corpus(300, 2, 63, seed=1), tmp_path / "page.html", by="month", draws=100)
    assert len(made.found.names) == 63
    assert made.size < 1_500_000
    assert "Over 63 months" in made.told[0]
    assert "<h1" in made.path.read_text(encoding="utf-8")


def test_what_an_article_says_is_escaped(tmp_path: Path) -> None:
    evil = '<script>alert("x")</script>'
    rows = [{"article_id": f"{i}", "text": f"{evil} the bridge is shut", "headline": evil, "words": 5,
             "outlet": f"{evil}{i % 2}"} for i in range(24)]  # fmt: skip
    page = make(Tables.from_rows({"articles": rows}), tmp_path / "page.html", by="outlet", draws=100).path
    assert "<script>alert" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--by", "desk"], "the articles have no column 'desk' to compare by"),
        (["--by", "article_id"], "the articles have no column 'article_id' to compare by"),
        (["--by", "outlet", "--pair", "story"], "no column 'story' to pair by"),
        (["--by", "outlet", "--measure", "beauty"], "there is no measure 'beauty'"),
        (["--by", "outlet", "--over", "day"], "time cannot be counted by 'day'"),
        ([], "nothing to compare by"),
    ],
)
def test_bad_input_is_one_sentence(folder: Path, tmp_path: Path, arguments: list[str], told: str) -> None:
    out = tmp_path / "page.html"
    found = CliRunner().invoke(main, ["compare", str(folder), "--out", str(out), *arguments])
    assert found.exit_code == 2
    assert told in found.output
    assert "Traceback" not in found.output
    assert not out.exists()


def test_no_tables_there(tmp_path: Path) -> None:
    found = CliRunner().invoke(
        main, ["compare", str(tmp_path), "--by", "outlet", "--out", str(tmp_path / "x.html")]
    )
    assert found.exit_code == 2
    assert "holds no tables (no articles.parquet is there); make them with `framing annotate" in found.output
