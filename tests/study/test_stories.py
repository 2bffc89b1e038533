"""The same story in several outlets: which articles tell it, whom each keeps, what is cut and what is absent."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import framing
from framing import study
from framing.article import Article, Corpus
from framing.study.alongside import alongside
from framing.study.bags import bags
from framing.study.events import events
from framing.study.keywords import keywords
from framing.study.stories import CHANGED, CUT, SAME, fate, printed
from framing.tables import Tables

ECHO = """Bridge shut

Mayor Ana Ruiz said the bridge would stay shut until June. "We will not open it before every crack is sealed," she said.

Bo Lee, a baker, said he had lost half his sales since the barriers went up.
"""

POST = """Town closes old bridge over cracks

Ana Ruiz, a former builder, said the bridge would stay shut until June. "We will not open it," she said.

Omar Finch, an engineer, said the steel was sound and the cracks were only in the plaster.
"""

RAIN = """Storm floods the harbour

Harbour master Kim Dale said two boats sank in the storm on Sunday night. "The water came over the wall," she said.
"""


@pytest.fixture(scope="module")
def tables() -> Tables:
    made = [
        Article("e1", ECHO, outlet="Echo"),
        Article("p1", POST, outlet="Post"),
        Article("p2", RAIN, outlet="Post"),
    ]
    return framing.annotate(Corpus(tuple(made)))


def test_near_texts_and_dates_are_one_event(tables: Tables) -> None:
    assert events(tables).tolist() == [0, 0, 1]
    days = pd.to_datetime(["2024-05-01", "2024-05-20", "2024-05-01"], utc=True)
    apart = tables.but(articles=tables.articles.assign(published=days))
    assert events(apart).tolist() == [0, 1, 2]
    assert events(apart, days=30).tolist() == [0, 0, 1]
    undated = tables.but(
        articles=tables.articles.assign(published=pd.to_datetime(["2024-05-01", None, None], utc=True))
    )
    assert events(undated).tolist() == [0, 1, 2]


def test_a_chain_of_neighbours_is_no_story() -> None:
    """Each text shares a half with the next; the first and the last share nothing."""
    words = [f"word{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(240)]
    rows = [
        {"article_id": f"{n}", "text": " ".join(words[n * 20 : n * 20 + 40]), "words": 40} for n in range(10)
    ]
    found = events(Tables.from_rows({"articles": rows}), alike=0.4)
    assert found.nunique() > 2


def test_who_is_kept_and_what_is_cut(tables: Tables) -> None:
    found = study.of(tables).compare("outlet", measure="words", draws=100)
    _, same = alongside(tables, found)
    assert same.events[["articles", "groups"]].values.tolist() == [[2, 2]]
    fates = dict(zip(same.voices["voice"], same.voices["fate"], strict=True))
    assert fates["Ana Ruiz"] == "renamed"
    assert fates["Bo Lee"] == fates["Omar Finch"] == "dropped"
    assert "Kim Dale" not in fates
    assert same.quotations[["group", "other_group", "how"]].values.tolist() == [["Post", "Echo", CUT]]
    assert same.quotations["attributed"].tolist() == ["to the same"]
    lacking = dict(zip(same.absent["speaker"], same.absent["absent_from"], strict=True))
    assert lacking["Bo Lee"] == "Post"
    assert lacking["Omar Finch"] == "Echo"
    assert "the bridge would stay shut" not in " ".join(same.absent["words"])
    kept = same.groups.set_index("group")
    assert kept.loc["Echo", ["stories", "kept", "voices", "alone"]].tolist() == [1, 2, 3, 1]
    assert np.isnan(kept.loc["Echo", "low"])  # one story bears no interval


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("We will not pay.", "“We will not pay”", SAME),
        ("We will not pay, not now, not ever", "We will not pay", CUT),
        ("It is, as far as I know, a lie", "It is a lie", CUT),
        ("We will never pay for it", "We will not pay for it", CHANGED),
    ],
)
def test_how_quotations_are_printed(one: str, other: str, how: str) -> None:
    assert printed(one, other)[0] == how
    assert printed(other, one)[0] == how


@pytest.mark.parametrize(
    ("there", "called", "expected"),
    [
        ([True, True], ["Gov.", "governor of Ohio"], "kept"),
        ([True, True], ["New Jersey Gov.", "the governor of New Jersey"], "kept"),
        ([True, True], ["mayor", ""], "kept"),
        ([True, True, True], ["mayor", "mayor", "property developer"], "renamed"),
        ([True, False], ["mayor", ""], "dropped"),
    ],
)
def test_fates(there: list[bool], called: list[str], expected: str) -> None:
    assert fate(there, called) == expected


def corpus_of(texts: list[str]) -> Tables:
    return Tables.from_rows(
        {"articles": [{"article_id": f"{i}", "text": text, "words": 9} for i, text in enumerate(texts)]}
    )


def test_one_story_makes_no_keyword() -> None:
    """A word forty times in one article against a word once in each of twenty."""
    rng = np.random.default_rng(0)
    words = [f"filler{chr(97 + a)}{chr(97 + b)}" for a in range(5) for b in range(8)]
    texts = [
        f"{' '.join(rng.choice(words, 30))} {'reckless' if i % 2 else ''} {'asbestos ' * 40 if i == 1 else ''}"
        for i in range(60)
    ]
    found = keywords(bags(corpus_of(texts)), np.arange(60) % 2, ("Echo", "Post"))
    assert found[["group", "word"]].values.tolist() == [["Post", "reckless"]]
    row = found.iloc[0]
    assert (row["articles"], row["of"], row["others"]) == (30, 30, 0)
    assert row["dispersion"] < 0.2


def test_no_keyword_between_groups_by_lot() -> None:
    rng = np.random.default_rng(1)
    words = np.array([f"w{chr(97 + a)}{chr(97 + b)}" for a in range(20) for b in range(20)])
    texts = [" ".join(rng.choice(words, 120)) for _ in range(90)]
    assert keywords(bags(corpus_of(texts)), rng.integers(0, 3, 90), ("a", "b", "c")).empty
    assert keywords(bags(corpus_of(texts)), np.full(90, -1), ("a", "b")).empty


def test_the_words_of_titles_days_and_the_groups_own_names_are_no_keywords() -> None:
    texts = [f"storm over town {'Mr Tuesday Echo of the' if i % 2 else ''} again" for i in range(40)]
    assert keywords(bags(corpus_of(texts)), np.arange(40) % 2, ("Post", "Echo")).empty
