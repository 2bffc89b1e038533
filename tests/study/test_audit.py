"""The source audit and the persons of a corpus, on tables small enough to count by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from framing import study
from framing.tables import Tables

FEBRUARY, MARCH = (pd.Timestamp(f"2024-0{month}-02", tz="UTC") for month in (2, 3))


def source(article: str, name: str, **more: object) -> dict[str, object]:
    row: dict[str, object] = {
        "article_id": article, "speaker": name, "speaker_type": "person", "named": True, "statements": 1, "words": 10,
        "quoted_words": 4, "affiliation": "citizens", "gender": "unknown", "person_id": None, "role": None,
    }  # fmt: skip
    return row | more


ROE = {"person_id": "ida-roe", "gender": "woman", "affiliation": "government", "role": "mayor"}


@pytest.fixture(scope="module")
def tables() -> Tables:
    articles = [
        {"article_id": "late", "text": "", "byline": ["Jo Marsh", "Al Beck"], "published": MARCH},
        {"article_id": "early", "text": "", "byline": ["Jo Marsh"], "published": FEBRUARY},
        {"article_id": "undated", "text": "", "byline": []},
    ]  # fmt: skip
    return Tables.from_rows({
        "articles": articles,
        "sources": [
            source("late", "Ida Roe", **ROE),
            source("late", "residents", speaker_type="unnamed group", named=False, gender=None),
            source("early", "Ida Roe", **ROE),
            source("early", "Sam Poe", person_id="sam-poe", gender="man"),
            source("undated", "Roe", role="mayor", affiliation="government"),
        ],
    })  # fmt: skip


def test_new_and_repeated_voices_follow_the_dates_not_the_order_of_the_table(tables: Tables) -> None:
    found = study.audit(tables, "month").set_index("month")
    assert found.index.tolist() == ["2024-02", "2024-03", "not told"]
    assert found[["new", "repeated"]].to_numpy().tolist() == [[2, 0], [0, 1], [0, 1]]
    assert found.loc["2024-03", ["sources", "women", "officials", "citizens", "unnamed"]].tolist() == [
        2,
        1,
        1,
        1,
        1,
    ]
    assert found.loc["2024-02", "women_share"] == 0.5
    assert found["gender_not_told"].tolist() == [0, 0, 1]


def test_an_article_of_two_authors_counts_with_each(tables: Tables) -> None:
    found = study.audit(tables, "author").set_index("author")["articles"]
    assert found.to_dict() == {"Al Beck": 1, "Jo Marsh": 2, "not told": 1}


def test_a_column_that_is_not_there_is_named(tables: Tables) -> None:
    with pytest.raises(ValueError, match="no column 'ressort'"):
        study.audit(tables, "ressort")
    with pytest.raises(ValueError, match="'speaker'"):
        study.heard(tables, "speaker")


def test_bodies_have_no_part_in_the_count_by_gender(tables: Tables) -> None:
    assert study.heard(tables, "gender")["sources"].sum() == 4
    assert study.heard(tables)["sources"].sum() == 5
    assert study.heard(tables, "named").set_index("named")["sources"].to_dict() == {"named": 4, "unnamed": 1}


def test_a_surname_is_a_person_only_with_the_office(tables: Tables) -> None:
    assert study.persons(tables)["undated", "Roe"] == "ida-roe"
    bare = Tables.from_rows({"sources": [source("1", "Ida Roe", **ROE), source("2", "Roe")]})
    assert ("2", "Roe") not in study.persons(bare)
    assert study.doubtful(bare)["why"].tolist() == ["the same surname alone"]
    two = Tables.from_rows({"sources": [
        source("1", "Ida Roe", **ROE), source("2", "Max Roe", person_id="max-roe"),
        source("3", "Roe", role="mayor", affiliation="government"),
    ]})  # fmt: skip
    assert ("3", "Roe") not in study.persons(two)


def test_one_name_with_two_offices_is_two_persons_and_listed() -> None:
    player = {"person_id": "ida-roe", "role": "striker", "affiliation": "business", "gender": "woman"}
    made = Tables.from_rows({"sources": [source("1", "Ida Roe", **ROE), source("2", "Ida Roe", **player)]})
    assert sorted(study.persons(made).values()) == ["ida-roe-1", "ida-roe-2"]
    assert study.doubtful(made)["why"].tolist() == ["the same name, another office or gender"]


def test_a_corpus_without_sources_has_an_empty_audit() -> None:
    empty = Tables.from_rows({})
    assert study.audit(empty).empty
    assert study.heard(empty).empty
    assert study.doubtful(empty).empty
