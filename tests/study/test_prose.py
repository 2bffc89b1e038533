"""Sentences that must be true for none, one and many."""

from __future__ import annotations

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


ACCUSED = {"act": "accuses", "speaker_type": "agentless", "target": "the council"}
NAMED = {"act": "criticises", "speaker_type": "person", "speaker": "Ida Holt", "target": "the mayor"}
ANSWER = {"act": "denies", "speaker_type": "organisation", "speaker": "Council"}


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        ([], "Nobody is accused or criticised here."),
        ([ACCUSED], "There is one accusation or criticism, with no accuser at all. The one target that could be named, "
                    "the council, says nothing itself here."),
        ([ACCUSED, ANSWER], "There is one accusation or criticism, with no accuser at all. The one target that could "
                            "be named, the council, also speaks here."),
        ([ACCUSED, NAMED, ANSWER], "There are 2 accusations and criticisms: 1 with a named accuser, 1 with no accuser "
                                   "at all. Of the 2 targets that could be named, 1 is silent here."),
        ([ACCUSED | {"target": None}], "There is one accusation or criticism, with no accuser at all."),
    ],
)  # fmt: skip
def test_answered(statements: list[dict[str, object]], sentence: str) -> None:
    assert study.answered(study.measure(tables(statements))) == sentence


def test_accused_counts_who_answers() -> None:
    row = study.accused(study.measure(tables([ACCUSED, ACCUSED, ANSWER]))).iloc[0]
    assert (row["accusations"], row["by_no_one"], row["own_statements"], row["numbers"]) == (2, 2, 1, "1, 2")


def test_named_leaves_out_what_is_not_there() -> None:
    assert prose.named(study.measure(tables([]))) == "Nobody is said to say anything here."
    told = prose.named(study.measure(tables([ACCUSED, NAMED])))
    assert told == "2 statements: 1 from a person given by name and 1 from no one."


def test_opening_for_one_and_many() -> None:
    one = prose.opening(study.measure(tables([ACCUSED])))
    assert one == "4 of the body's 20 words (20%) are read before the first accusation or criticism."
    many = prose.opening(study.measure(tables([ACCUSED], articles=3)))
    assert many.startswith("1 of the 3 articles")


def test_copies_for_one_none_and_some() -> None:
    assert "only one" in prose.copies(study.copies.near({"a": "x"}), 1)
    assert "None of the 2" in prose.copies(study.copies.near({"a": "one", "b": "two"}), 2)
    same = study.copies.near(dict.fromkeys("abc", "one two three four five six"))
    assert prose.copies(same, 5) == (
        "3 of the 5 articles are near-copies, in 1 group; counted once each, 3 different stories remain."
    )


def test_certainty_is_careful_with_few_words() -> None:
    made = tables([])
    rates = study.rates(study.measure(made), made.hedges)
    assert prose.certainty(rates, "mark") == "There is no mark in these 20 words."
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
    told = prose.certainty(study.rates(study.measure(one), one.hedges), "mark")
    assert told == (
        "There is 1 mark in 5 words of the journalist’s own and no mark in 2 words that paraphrase a source. "
        "The intervals overlap, so these words are too few to say that one voice hedges more."
    )


def test_extremes_and_commonest() -> None:
    import pandas as pd

    assert study.extremes(pd.DataFrame({"x": range(-9, 10)}), "x", most=2)["x"].tolist() == [-9, -8, 8, 9]
    assert study.extremes(pd.DataFrame({"x": [0, 1]}), "x")["x"].tolist() == [1]
