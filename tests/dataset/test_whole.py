from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing import tables
from framing.dataset.whole import DRAWN, Whole
from framing.notebook import params
from framing.notebook.params import ParameterError, open_study
from framing.study import large
from framing.study.measures import measure
from framing.tables import SCHEMAS

from .engines import run, write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parts of thirty articles, the last six of them copies of the first."""
    place = tmp_path_factory.mktemp("whole")
    run(write(place / "in.jsonl", [*range(24), *range(6)]), place / "out")
    return place / "out"


@pytest.fixture(params=["parts", "files"])
def either(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Path:
    """The same tables as parts and as single files."""
    if request.param == "parts":
        return folder
    tables.write(tables.read(folder), tmp_path / "files")
    return tmp_path / "files"


def test_files_and_parts_are_one_dataset(either: Path, folder: Path) -> None:
    whole, known = Whole(either), tables.read(folder)
    assert (len(whole), whole.words) == (30, int(known.articles["words"].sum()))
    assert whole.rows == {name: len(known[name]) for name in SCHEMAS}
    assert sum(len(some.articles) for some in whole.each()) == 30
    some = whole.only(["a20", "a3", "nobody"])
    assert some.articles["article_id"].tolist() == ["a3", "a20"]
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(some[name], known.only(["a3", "a20"])[name], check_dtype=False)


def test_counts_part_by_part_are_those_of_all_at_once(either: Path, folder: Path) -> None:
    whole, measured = Whole(either), measure(tables.read(folder))
    found = large.statements(whole, ["camp", "act"])
    assert found["statements"].sum() == len(measured.statements)
    expected = measured.statements.groupby(["camp", "act"])["words"].sum().to_dict()
    assert {(row.camp, row.act): row.words for row in found.itertuples()} == expected
    voices = large.words(whole, ["voice"]).set_index("voice")["words"].to_dict()
    assert voices == measured.words.groupby("voice")["words"].sum().to_dict()
    hedges = large.rows(whole, "hedges", "text").set_index("text")["rows"].to_dict()
    assert hedges == tables.read(folder).hedges["text"].value_counts().to_dict()


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (
            lambda whole: large.statements(whole, ["colour"]),
            "nothing is counted by 'colour' here; allowed are outlet",
        ),
        (
            lambda whole: large.rows(whole, "hedges", "colour"),
            "the table 'hedges' has no column 'colour'; it has",
        ),
    ],
)
def test_what_cannot_be_counted_is_said(folder: Path, count: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        count(Whole(folder))  # type: ignore[operator]


@pytest.mark.parametrize(("copies", "eligible"), [("keep", 30), ("once", 24), ("drop", 18)])
def test_a_draw_is_the_same_for_a_seed_and_fair_to_copies(folder: Path, copies: str, eligible: int) -> None:
    whole = Whole(folder)
    one, same = (whole.drawn(9, copies=copies, seed=4) for _ in range(2))
    assert one.articles.equals(same.articles)
    assert len(one.articles) == 9
    assert one.provenance[DRAWN]["of"] == eligible
    assert one.provenance["copies"] == {"counted": copies, "left_out": 30 - eligible}
    names = {
        name for seed in range(40) for name in whole.drawn(9, copies=copies, seed=seed).articles["article_id"]
    }
    assert len(names) == eligible  # every article that may be drawn is, and no other


def test_a_notebook_over_a_large_dataset_draws_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(params, "MOST", 10)
    news = open_study(tables=str(folder))
    assert len(news.corpus) == len(news.tables.articles) == 10
    assert (
        "These 10 articles were drawn at random (seed 0) from 24; all 30 articles, counted exactly"
        in news.summary
    )
    assert f"{Whole(folder).rows['statements']:,} statements" in news.summary
    one = open_study(tables=str(folder), article="a17")
    assert (one.ids, one.single, "drawn" in one.summary) == (["a17"], True, False)
    with pytest.raises(ParameterError, match="there is no article 'x' among the 30; the first are 'a0'"):
        open_study(tables=str(folder), article="x")
    monkeypatch.setattr(params, "MOST", 30)
    assert "drawn" not in open_study(tables=str(folder)).summary
