"""What a corpus page compares: the same figures as a comparison, and one sentence where there is nothing to compare."""

from __future__ import annotations

import pandas as pd
import pytest
from corpora import corpus
from pandas.testing import assert_frame_equal

from framing.study.columns import BEGINS, open_columns
from framing.study.compared import compare
from framing.study.overall import overall
from framing.tables import Tables, write


@pytest.fixture(scope="module")
def tables() -> Tables:
    return corpus(120, 3, 10, seed=3, differing=1, text=True)


def test_a_corpus_page_and_a_comparison_have_the_same_figures(tables: Tables) -> None:
    found = overall(tables, draws=100)
    assert found.by == "outlet"
    assert found.found is not None
    assert_frame_equal(found.found.estimates, compare(tables, "outlet", draws=100).estimates)
    assert found.names == ("Outlet 1", "Outlet 2", "Outlet 3")
    assert found.groups == dict(zip(tables.articles["article_id"], tables.articles["outlet"], strict=True))


def test_columns_give_the_same_figures_as_whole_tables(tables: Tables, tmp_path) -> None:
    write(tables, tmp_path)
    slim = open_columns(tmp_path)
    assert BEGINS in slim.statements
    assert "content" not in slim.statements
    assert_frame_equal(
        compare(slim, "outlet", over="month", draws=100).estimates,
        compare(tables, "outlet", over="month", draws=100).estimates,
    )


def test_one_outlet_is_compared_by_month(tables: Tables) -> None:
    one = tables.but(articles=tables.articles.assign(outlet="Echo"))
    found = overall(one, draws=100)
    assert found.by == "month"
    assert list(found.names) == sorted(found.names)


def test_the_column_that_was_asked_for_is_compared(tables: Tables) -> None:
    desk = ["city" if n % 2 else "world" for n in range(len(tables.articles))]
    assert overall(tables.but(articles=tables.articles.assign(desk=desk)), "desk", draws=100).names == (
        "city",
        "world",
    )


@pytest.mark.parametrize(
    ("by", "outlet", "dated", "told"),
    [
        ("", "Echo", False, "All articles are from Echo and none has a date, so no groups are compared here"),
        ("", None, False, "No article names its outlet and none has a date"),
        ("desk", "Echo", True, "the articles have no column 'desk' to compare by"),
        ("month", "Echo", False, "no article has a date, so nothing can be compared by month"),
    ],
)
def test_nothing_to_compare_is_one_sentence(
    tables: Tables, by: str, outlet: str, dated: bool, told: str
) -> None:
    days = tables.articles["published"] if dated else pd.to_datetime([None] * len(tables.articles), utc=True)
    found = overall(tables.but(articles=tables.articles.assign(outlet=outlet, published=days)), by, draws=100)
    assert found.found is None
    assert told in found.why
    assert "\n" not in found.why
