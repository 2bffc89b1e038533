"""Sentences that must be true for none, one and many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing import study
from framing.study import prose
from framing.tables import Tables


def tables(statements: list[dict[str, object]], articles: int = 1) -> Tables:
    text = "One two three four. " * 5
    rows = [{"article_id": f"a{i}", "text": text, "words": 20} for i in range(articles)]
    made = [{"article_id": "a0", "statement_id": i, "kind": "indirect", "content": [{"start": 20, "end": 30}]} | row
            for i, row in enumerate(statements)]  # fmt: skip
    return Tables.from_rows({"articles": rows, "statements": made})


Golden = Callable[[str], None]

ACCUSED = {"act": "accuses", "speaker_type": "agentless", "target": "the council"}
NAMED = {"act": "criticises", "speaker_type": "person", "speaker": "Ida Holt", "target": "the mayor"}
ANSWER = {"act": "denies", "speaker_type": "organisation", "speaker": "Council"}


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param([], id="nobody"),
        pytest.param([ACCUSED], id="one silent target"),
        pytest.param([ACCUSED, ANSWER], id="one target that answers"),
        pytest.param([ACCUSED, NAMED, ANSWER], id="two targets"),
        pytest.param([ACCUSED | {"target": None}], id="no target"),
    ],
)
def test_answered(statements: list[dict[str, object]], golden: Golden) -> None:
    golden(study.answered(study.measure(tables(statements))))


def test_accused_counts_who_answers() -> None:
    row = study.accused(study.measure(tables([ACCUSED, ACCUSED, ANSWER]))).iloc[0]
    assert (row["accusations"], row["by_no_one"], row["own_statements"], row["numbers"]) == (2, 2, 1, "1, 2")


def test_named_leaves_out_what_is_not_there(golden: Golden) -> None:
    golden(prose.named(study.measure(tables([]))))
    golden(prose.named(study.measure(tables([ACCUSED, NAMED]))))


def test_opening_for_one_and_many(golden: Golden) -> None:
    golden(prose.opening(study.measure(tables([ACCUSED]))))
    golden(prose.opening(study.measure(tables([ACCUSED], articles=3))))


def test_copies_for_one_none_and_some(golden: Golden) -> None:
    golden(prose.copies(study.copies.near({"a": "x"}), 1))
    golden(prose.copies(study.copies.near({"a": "one", "b": "two"}), 2))
    golden(prose.copies(study.copies.near(dict.fromkeys("abc", "one two three four five six")), 5))


def test_certainty_is_careful_with_few_words(golden: Golden) -> None:
    made = tables([])
    rates = study.rates(study.measure(made), made.hedges)
    golden(prose.certainty(rates, "mark"))
    row = {
        "article_id": "a0",
        "start": 0,
        "end": 3,
        "text": "One",
        "category": "hedge",
        "voice": "journalist",
    }
    articles = [{"article_id": "a0", "text": "One two three four said he knew.", "words": 7}]
    spoken = [
        {
            "article_id": "a0",
            "statement_id": 0,
            "content": [{"start": 24, "end": 31}],
            "speaker_type": "person",
        }
    ]
    one = Tables.from_rows({"articles": articles, "statements": spoken, "hedges": [row]})
    golden(prose.certainty(study.rates(study.measure(one), one.hedges), "mark"))


def test_extremes_and_commonest() -> None:
    import pandas as pd

    assert study.extremes(pd.DataFrame({"x": range(-9, 10)}), "x", most=2)["x"].tolist() == [-9, -8, 8, 9]
    assert study.extremes(pd.DataFrame({"x": [0, 1]}), "x")["x"].tolist() == [1]
