"""Dots with intervals: true labels, no empty figure, foreign words escaped."""

from __future__ import annotations

import pandas as pd

from framing import study
from framing.show import compare
from framing.tables import Tables


def measured(camps: list[str], articles: int = 1) -> study.Measured:
    rows = [{"article_id": f"a{i % articles}", "statement_id": i, "content": [], "camp": camp, "speaker_type": "person"}
            for i, camp in enumerate(camps)]  # fmt: skip
    texts = [{"article_id": f"a{i}", "text": "It rained.", "words": 2} for i in range(articles)]
    return study.measure(Tables.from_rows({"articles": texts, "statements": rows}))


def test_shares_tell_counts_and_method() -> None:
    table = study.shares(measured(["x", "x", "<b>"]))
    html = str(compare.shares(table, "camp", caption="Two of three"))
    assert 'aria-label="Shares of statements by camp: x 2 of 3 (67%); &lt;b&gt; 1 of 3 (33%)."' in html
    assert "<b>1" not in html
    assert "Wilson" in html
    many = str(compare.shares(study.shares(measured(["x", "y"] * 12, 12)), "camp", caption="Half"))
    assert "drawing whole articles" in many


def test_nothing_to_draw_is_a_sentence() -> None:
    bare = measured([])
    assert "no statements here" in str(compare.shares(study.shares(bare), "camp", caption="None"))
    hedges = Tables.from_rows({}).hedges
    empty = study.rates(study.measure(Tables.from_rows({})), hedges)
    assert "no words here" in str(compare.rates(empty, "voice", of="marks", caption="None"))
    nothing = pd.DataFrame({"a": ["x"], "n": [0]})
    assert "There are no words" in str(compare.bars(nothing, "a", "n", of="words", caption="None"))
    assert "none" in str(compare.kwic(pd.DataFrame(columns=["left", "mark", "right"]), "None"))


def test_keywords_without_a_difference_say_so() -> None:
    table = study.keyness.fighting_words({"a": 3, "b": 3}, {"a": 3, "b": 3})
    assert "No word sets one and other apart" in str(compare.keywords(table, "one", "other"))
    assert "with few words" in str(compare.keywords(study.keyness.fighting_words({}, {}), "one", "other"))


def test_outlets_are_compared_where_there_are_two() -> None:
    rows = [{"article_id": f"a{i}", "text": f"{word} " * 40 + "story", "outlet": outlet, "words": 41}
            for i, (outlet, word) in enumerate((("Post", "regime"), ("Echo", "government")))]  # fmt: skip
    html = str(compare.outlets(Tables.from_rows({"articles": rows})))
    assert "regime 40 against 0" in html or "regime 0 against 40" in html


def test_rows_have_headings_for_readers() -> None:
    html = str(compare.rows(pd.DataFrame({"by_no_one": [1], "EU": [2]}), "Counts"))
    assert "With no accuser" in html
    assert ">EU<" in html
