"""Shares, rates and measures on a story small enough to count by hand."""

from __future__ import annotations

import math

import pytest

from framing import study
from framing.study.measures import documents
from framing.tables import Tables

TEXT = (
    "Council shuts pool\n\n"
    'Mayor Ida Holt said the pool "is not safe" any more.\n\n'
    "Swimmers have complained that nobody asked them.\n\n"
    "The council has been accused of wasting money.\n\n"
    "Share this story"
)


def span(piece: str) -> dict[str, int]:
    start = TEXT.index(piece)
    return {"start": start, "end": start + len(piece)}


def statement(number: int, content: str, **more: object) -> dict[str, object]:
    cue = span(str(more.pop("cue")))
    row = {"article_id": "a", "statement_id": number, "kind": "indirect", "cue_start": cue["start"],
           "cue_end": cue["end"], "content": [span(content)], "act": "states", "stance": "neutral",
           "region": "body", "score": 1.0, "camp": None}  # fmt: skip
    return row | more


@pytest.fixture(scope="module")
def tables() -> Tables:
    parts = ("Council shuts pool", TEXT.split("\n\n")[1], TEXT.split("\n\n")[2], TEXT.split("\n\n")[3])
    regions = [
        {"article_id": "a", "region": "headline" if i == 0 else "body", **span(part)}
        for i, part in enumerate(parts)
    ]
    regions.append({"article_id": "a", "region": "furniture", **span("Share this story")})
    return Tables.from_rows({
        "articles": [{"article_id": "a", "text": TEXT, "words": 36}],
        "regions": regions,
        "statements": [
            statement(3, 'the pool "is not safe" any more', cue="said", kind="mixed", speaker="Ida Holt",
                      role="Mayor", speaker_type="person", camp="council", verb="say"),
            statement(9, "nobody asked them", cue="complained that", speaker="Swimmers", speaker_type="unnamed group",
                      act="criticises", camp="residents", verb="complain"),
            statement(12, "wasting money", cue="has been accused of", speaker_type="agentless", act="accuses",
                      target="council", verb="accuse"),
        ],
        "hedges": [
            {"article_id": "a", **span("not safe"), "text": "not safe", "category": "hedge", "voice": "3", "rule": "x",
             "reported_by": 3, "region": "body"},
            {"article_id": "a", **span("wasting"), "text": "wasting", "category": "hedge", "voice": "journalist",
             "rule": "x", "reported_by": 12, "region": "body"},
            {"article_id": "a", **span("shuts"), "text": "shuts", "category": "booster", "voice": "journalist",
             "rule": "x", "region": "headline"},
        ],
    })  # fmt: skip


@pytest.fixture(scope="module")
def measured(tables: Tables) -> study.Measured:
    return study.measure(tables)


def test_measures_words_by_statement(measured: study.Measured) -> None:
    table = measured.statements
    assert table["statement_id"].tolist() == [3, 9, 12]
    assert table["number"].tolist() == [1, 2, 3]
    assert table["words"].tolist() == [7, 3, 2]
    assert table["quoted"].tolist() == [3, 0, 0]
    assert table["camp"].tolist() == ["council", "residents", study.UNASSIGNED]
    assert table["naming"].tolist() == [study.NAMINGS[0], study.NAMINGS[2], study.NAMINGS[3]]


def test_every_word_of_the_story_is_counted_once(measured: study.Measured) -> None:
    assert measured.words["words"].sum() == 29 == measured.articles["words"].iloc[0]  # without the furniture
    by_voice = measured.words.groupby("voice")["words"].sum().to_dict()
    assert by_voice == {"journalist": 17, "paraphrased": 9, "quoted": 3}
    assert measured.articles["body_words"].iloc[0] == 26


def test_first_accusation(measured: study.Measured) -> None:
    row = study.first_accusation(measured).iloc[0]
    assert row["before_accusation"] == 13  # the words of the body before "complained that"
    assert row["share"] == pytest.approx(13 / 26)


def test_a_statement_within_a_statement_counts_once() -> None:
    text = "Lee said Holt promised a new pool."
    outer = {
        "article_id": "a",
        "statement_id": 0,
        "content": [{"start": 9, "end": 33}],
        "speaker_type": "person",
    }
    inner = {
        "article_id": "a",
        "statement_id": 1,
        "content": [{"start": 23, "end": 33}],
        "speaker_type": "person",
    }
    articles = [{"article_id": "a", "text": text, "words": 7}]
    table = study.measure(Tables.from_rows({"articles": articles, "statements": [outer, inner]})).statements
    assert table["words"].tolist() == [2, 3]


def test_shares_keep_order_and_empty_classes(measured: study.Measured) -> None:
    table = study.shares(measured, order=["press", "council"])
    assert table["camp"].tolist() == ["press", "council", "residents", study.UNASSIGNED]
    assert table["count"].tolist() == [0, 1, 1, 1]
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()
    assert set(table["interval"]) == {"Wilson"}


def test_words_of_one_article_get_no_interval(measured: study.Measured) -> None:
    table = study.shares(measured, of="quoted")
    assert table.iloc[0][["camp", "count", "total"]].tolist() == ["council", 3, 3]
    assert table["low"].isna().all()


def test_many_articles_are_bootstrapped_with_a_fixed_seed() -> None:
    rows = [{"article_id": f"a{i}", "statement_id": j, "content": [], "camp": "x" if (i + j) % 3 else "y",
             "speaker_type": "person"} for i in range(12) for j in range(i % 4)]  # fmt: skip
    articles = [{"article_id": f"a{i}", "text": "", "words": 0} for i in range(12)]
    measured = study.measure(Tables.from_rows({"articles": articles, "statements": rows}))
    one, two = study.shares(measured, seed=4), study.shares(measured, seed=4)
    assert set(one["interval"]) == {"bootstrap by article"}
    assert one.equals(two)
    assert not one.equals(study.shares(measured, seed=5))


def test_crossed_has_empty_columns(measured: study.Measured) -> None:
    table = study.crossed(measured, "camp", "naming")
    assert list(table.columns) == list(study.NAMINGS)
    assert table.loc["council", study.NAMINGS[0]] == 1
    assert table[study.NAMINGS[1]].sum() == 0


def test_rates_use_the_words_of_each_voice(tables: Tables, measured: study.Measured) -> None:
    table = study.rates(measured, tables.hedges).set_index("voice")
    assert table["count"].to_dict() == {"journalist": 1, "paraphrased": 1, "quoted": 1}
    assert table.loc["quoted", "per_1000"] == pytest.approx(1000 / 3)
    assert table.loc["journalist", "low"] == pytest.approx(study.garwood(1, 0.017)[0])
    by_camp = study.rates(measured, tables.hedges, by=["camp"]).set_index("camp")
    assert by_camp.loc["residents", ["count", "words"]].tolist() == [0, 3]


def test_voiced_walks_back_to_the_statement(tables: Tables, measured: study.Measured) -> None:
    table = study.voiced(measured, tables.hedges)
    assert table["camp"].tolist()[0] == "council"
    assert table["number"].tolist()[:2] == [1, 3]
    assert table["speaker"].isna().tolist()[2]


def test_verbs_and_speakers(measured: study.Measured) -> None:
    verbs = study.verbs(measured, order=["council", "residents"])
    assert verbs.set_index("verb").loc["say", "council"] == 1
    speakers = study.speakers(measured)
    assert "No one named" in speakers["speaker"].tolist()
    assert speakers.set_index("speaker").loc["Ida Holt", "role"] == "Mayor"


def test_nothing_at_all_breaks_nothing() -> None:
    measured = study.measure(Tables.from_rows({"articles": [{"article_id": "a", "text": "", "words": 0}]}))
    assert study.shares(measured).empty
    assert study.crossed(measured).empty
    assert study.speakers(measured).empty
    assert study.verbs(measured).empty
    assert study.first_accusation(measured).empty
    rates = study.rates(measured, Tables.from_rows({}).hedges)
    assert rates["count"].sum() == 0
    assert all(math.isnan(rate) for rate in rates["per_1000"])


def test_unknown_column_is_one_sentence(measured: study.Measured) -> None:
    with pytest.raises(ValueError, match="no column 'colour'; allowed are"):
        study.shares(measured, "colour")
    with pytest.raises(ValueError, match="allowed are statements, words, quoted"):
        study.shares(measured, of="letters")


def test_documents_are_made_again_from_tables(tables: Tables) -> None:
    ((name, doc),) = documents(tables)
    assert name == "a"
    assert [region for _, region in doc.story] == ["headline", "body", "body", "body"]
