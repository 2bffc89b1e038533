"""Comparisons on corpora whose truth is known, and every bad input in one sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from corpora import benchmark, corpus

from framing import study
from framing.study.compared import ALIKE, DIFFER, FEW, compare
from framing.study.grouping import grouped, timed
from framing.study.panel import CHAPTERS, measures
from framing.study.tellings import course, headline, line
from framing.study.trends import course as trend
from framing.study.trends import smoothed
from framing.tables import Tables


@pytest.fixture(scope="module")
def tables() -> Tables:
    return corpus(240, 3, 14, seed=3, differing=1, gap=0.25)


def articles(outlet: list[str | None], **further: list[object]) -> Tables:
    """Articles of some outlets, with columns of the input's own."""
    rows = [
        {"article_id": f"a{i}", "text": "", "words": 200 + i % 9, "outlet": name}
        for i, name in enumerate(outlet)
    ]
    made = Tables.from_rows({"articles": rows})
    return made.but(articles=made.articles.assign(**further))


def test_what_is_true_is_found_and_what_is_not_is_not(tables: Tables) -> None:
    found = compare(tables, "outlet", draws=500)
    told = found.measures.set_index("measure")["told"]
    assert told[["women among sources", "statements by women", "direct", "indirect"]].tolist() == [DIFFER] * 4
    wrong = set(found.differing["measure"]) - benchmark.TRUE
    assert len(wrong) <= 1
    first = found.of("direct").set_index("group").loc["Outlet 1"]
    assert first["difference_low"] < 0.25 < first["difference_high"]
    assert first["told"] == DIFFER


def test_one_family_of_all_tests(tables: Tables) -> None:
    found = compare(tables, "outlet", over="month", draws=200)
    p = np.concatenate(
        [found.measures["p"], found.estimates["p"], found.courses["trend_p"], found.courses["change_p"]]
    )
    q = np.concatenate(
        [found.measures["q"], found.estimates["q"], found.courses["trend_q"], found.courses["change_q"]]
    )
    assert found.tests == int((~np.isnan(p.astype(float))).sum())
    known = ~np.isnan(p.astype(float))
    order = np.argsort(p[known].astype(float))
    assert (np.diff(q[known].astype(float)[order]) >= -1e-12).all()
    assert (q[known] >= p[known]).all()
    one = compare(tables, "outlet", measure="direct", draws=200)
    assert one.tests == 4
    assert one.of("direct")["q"].max() <= found.of("direct")["q"].max() + 1e-9


def test_no_false_discoveries_in_small() -> None:
    """Small here; `benchmarks/compare.py discoveries` is the large one."""
    wrong = 0
    for seed in range(8):
        made = corpus(120, 3, 10, seed=seed)
        found = compare(made, "outlet", measure=["who speaks", "accusations", "frames"], draws=200, seed=seed)
        wrong += len(found.differing) > 0
    assert wrong <= 1


def test_numbers_are_those_of_pandas(tables: Tables) -> None:
    found = compare(
        tables,
        "outlet",
        measure=["direct", "no accuser", "hedge in the journalist's words", "words"],
        draws=100,
    )
    outlets = tables.articles.set_index("article_id")["outlet"]
    said = tables.statements.assign(outlet=tables.statements["article_id"].map(outlets))
    assert np.allclose(
        found.of("direct").set_index("group")["value"].sort_index(),
        said.groupby("outlet")["kind"].apply(lambda kinds: (kinds == "direct").mean()),
    )
    accused = tables.accusations.assign(outlet=tables.accusations["article_id"].map(outlets))
    assert np.allclose(
        found.of("no accuser").set_index("group")["value"].sort_index(),
        accused.groupby("outlet")["accuser"].apply(lambda who: who.isna().mean()),
    )
    length = tables.articles.groupby("outlet")["words"].mean()
    assert np.allclose(found.of("words").set_index("group")["value"].sort_index(), length)


def test_two_groups_are_one_test(tables: Tables) -> None:
    two = tables.only(tables.articles.query("outlet != 'Outlet 3'")["article_id"])
    found = compare(two, "outlet", measure="direct", draws=200)
    assert found.tests == 1
    rows = found.of("direct")
    assert rows["q"].nunique() == 1
    assert rows["difference"].sum() == pytest.approx(0)
    assert line(found.measures.iloc[0], rows).startswith("These differ")


def test_paired_by_event() -> None:
    made = corpus(300, 2, 12, seed=1, differing=1, gap=0.3)
    found = compare(made, "outlet", pair="event", measure="direct", draws=300)
    assert "two articles or more tell" in found.notes[0]
    first = found.of("direct").set_index("group").loc["Outlet 1"]
    assert first["difference_low"] < first["difference"] < first["difference_high"]
    assert first["difference_low"] > 0


def test_a_trend_and_a_change_are_found_and_noise_is_not() -> None:
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 0.04, 36)
    below = np.full(36, 100.0)
    rising = trend((0.2 + 0.008 * np.arange(36) + noise) * below, below, draws=500)
    assert rising.trend < 0.01
    assert rising.low < 0.008 < rising.high
    jump = trend((0.3 + 0.15 * (np.arange(36) >= 20) + noise) * below, below, draws=500)
    assert abs(jump.cut - 20) <= 1
    assert jump.change < 0.01
    flat = [trend((0.3 + rng.normal(0, 0.04, 24)) * 100, np.full(24, 100.0), draws=200) for _ in range(60)]
    assert np.mean([one.trend < 0.05 for one in flat]) < 0.14
    assert np.mean([one.change < 0.05 for one in flat]) < 0.14
    assert course({"form": "share"}, {**vars(jump), "told": "changes level", "trend_q": 0.5, "change_q": 0.01,
                                      "cut": "2023-09"}, "month").startswith("The level changes")  # fmt: skip


def test_a_new_mix_of_outlets_is_no_change() -> None:
    """One outlet quotes more women and comes in half-way: the corpus changes, no outlet does."""
    rows, sources = [], []
    rng = np.random.default_rng(4)
    for number in range(400):
        month = int(rng.integers(0, 24))
        late = month >= 12 and number % 2
        rows.append({"article_id": f"{number}", "text": "", "words": 300, "outlet": "Late" if late else "Early",
                     "published": pd.Timestamp("2022-01-10", tz="UTC") + pd.DateOffset(months=month)})  # fmt: skip
        level = 0.7 if late else 0.2
        sources += [{"article_id": f"{number}", "speaker": f"s{n}", "statements": 1,
                     "gender": "woman" if rng.random() < level else "man"} for n in range(5)]  # fmt: skip
    made = Tables.from_rows({"articles": rows, "sources": sources})
    apart = compare(made, "outlet", over="month", measure="women among sources", draws=400).courses.iloc[0]
    together = compare(made, None, over="month", measure="women among sources", draws=400).courses.iloc[0]
    assert together["change_p"] < 0.01
    assert apart["change_p"] > 0.05


def test_the_smooth_line_bridges_gaps_and_stops_at_the_ends() -> None:
    below = np.array([0, 5, 5, 0, 5, 5, 5, 0.0])
    found = smoothed(np.array([0, 1, 1, 0, 1, 1, 1, 0.0]), below)
    assert np.isnan(found[[0, 7]]).all()
    assert found[1:7] == pytest.approx(0.2)
    assert np.isnan(smoothed(np.ones(2), np.ones(2))).all()


def test_every_chapter_has_measures_and_a_wrong_one_is_told(tables: Tables) -> None:
    assert {one.chapter for one in measures(tables)} == set(CHAPTERS)
    names = [one.name for one in measures(tables)]
    assert len(names) == len(set(names))
    with pytest.raises(ValueError, match="there is no measure 'womem'; give one of the chapters who speaks"):
        measures(tables, "womem")


def test_text_in_another_language_is_not_scored() -> None:
    rows = [
        {"article_id": name, "text": "", "words": 100, "language": code}
        for name, code in (("a", "en"), ("b", "de"))
    ]
    [one] = measures(Tables.from_rows({"articles": rows}), "hedge in the journalist's words")
    assert one.below.tolist() == [0.1, 0.0]


def test_a_frame_scheme_of_ones_own_is_compared_beside_the_shipped_one() -> None:
    rows = [{"article_id": name, "text": "", "words": 9} for name in "ab"]
    schemes = (("conflict", None), ("conflict", "harbour"), ("tides", "harbour"))
    frames = [{"article_id": name, "frame": frame, "scheme": scheme, "present": name == "a"}
              for name in "ab" for frame, scheme in schemes]  # fmt: skip
    made = measures(Tables.from_rows({"articles": rows, "frames": frames}), "frames")
    assert [one.name for one in made] == [
        "frame: conflict",
        "frame: harbour: conflict",
        "frame: harbour: tides",
    ]
    assert [one.above.tolist() for one in made] == [[1.0, 0.0]] * 3


class TestBadInput:
    def test_a_group_of_one_article(self) -> None:
        found = compare(
            articles(outlet=["Echo"] * 30 + ["Post"] * 30 + ["Lone"]), "outlet", measure="words", draws=100
        )
        row = found.of("words").set_index("group").loc["Lone"]
        assert row["told"] == FEW
        assert np.isnan(row["low"])
        assert found.notes == ("Fewer than 10 articles, so too few to tell whether they differ: Lone.",)

    def test_a_column_with_5000_values(self) -> None:
        made = articles(outlet=[f"o{i}" for i in range(5000)])
        with pytest.raises(
            ValueError, match="the column 'outlet' has 5,000 different values, such as 'o0'; 2 to 50 can"
        ):
            compare(made, "outlet")

    def test_months_without_articles(self) -> None:
        days = pd.to_datetime(["2022-01-05", "2022-02-05", "2022-06-05", None] * 5, utc=True)
        made = articles(outlet=["Echo", "Post"] * 10)
        made = made.but(articles=made.articles.assign(published=days))
        found = compare(made, "month", measure="words", draws=100)
        assert found.names == ("2022-01", "2022-02", "2022-03", "2022-04", "2022-05", "2022-06")
        assert found.notes == (
            "3 of 6 months have no article and are drawn as a gap: 2022-03, 2022-04, 2022-05.",
            "5 articles have no date and do not count over time.",
        )
        assert headline(found) == "There is too little in 6 months to tell whether anything changes."

    @pytest.mark.parametrize(
        ("by", "message"),
        [
            (
                "desk",
                r"the articles have no column 'desk' to compare by; give one of source, headline, outlet",
            ),
            ("language", "the column 'language' has no value at all"),
            ("text", "the articles have no column 'text' to compare by"),
            ("month", "no article has a date, so nothing can be compared by month"),
            (None, "nothing to compare by"),
        ],
    )
    def test_columns(self, by: str | None, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            compare(articles(outlet=["Echo", "Post"]), by)

    def test_one_value_and_no_article(self) -> None:
        with pytest.raises(ValueError, match="has only the value 'Echo', so there is nothing to compare"):
            compare(articles(outlet=["Echo", "Echo"]), "outlet")
        with pytest.raises(ValueError, match="the tables hold no article"):
            compare(Tables.from_rows({}), "outlet")

    def test_pairs(self) -> None:
        made = articles(outlet=["Echo", "Post"] * 20, event=[str(i) for i in range(40)])
        with pytest.raises(ValueError, match="no column 'story' to pair by"):
            compare(made, "outlet", pair="story")
        with pytest.raises(ValueError, match="no two articles have the same value in 'event'"):
            compare(made, "outlet", pair="event")

    def test_articles_without_a_value_are_left_out_and_told(self) -> None:
        found = compare(
            articles(outlet=["Echo", "Post"] * 20 + [None, " "]), "outlet", measure="words", draws=100
        )
        assert found.notes == ("2 articles have no value in “outlet” and are left out.",)
        assert found.groups["articles"].tolist() == [20, 20]

    def test_a_time_too_long_and_a_wrong_span(self) -> None:
        days = pd.to_datetime(["1900-01-01", "2024-01-01"], utc=True)
        with pytest.raises(
            ValueError, match="1,489 months, more than the 400 that one page holds; compare by quarter"
        ):
            timed(pd.DataFrame({"published": days}), "month")
        with pytest.raises(
            ValueError, match="time cannot be counted by 'day'; allowed are year, quarter, month, week"
        ):
            timed(pd.DataFrame({"published": days}), "day")


def test_groups_of_any_column() -> None:
    frame = pd.DataFrame({"n": [1.0, 2.0, 2.0, None], "byline": [["Ann"], ["Ann", "Bo"], [], None],
                          "yes": [True, False, True, None]})  # fmt: skip
    assert grouped(frame, "n").names == ("2", "1")
    assert grouped(frame, "byline").names == ("Ann", "Ann and Bo")
    assert grouped(frame, "yes").names == ("True", "False")


def test_copies_count_once_unless_asked() -> None:
    rows = [{"article_id": f"{i}", "text": "x", "words": 9, "outlet": "Echo" if i % 2 else "Post",
             "copy_of": "0" if i in (2, 4) else None} for i in range(8)]  # fmt: skip
    made = Tables.from_rows({"articles": rows})
    assert study.of(made).compare("outlet", measure="words", draws=100).groups["articles"].sum() == 6
    assert (
        study.of(made, copies="keep").compare("outlet", measure="words", draws=100).groups["articles"].sum()
        == 8
    )


def test_the_same_seed_gives_the_same_comparison(tables: Tables) -> None:
    one, other = (compare(tables, "outlet", measure="tone", draws=100, seed=5) for _ in range(2))
    pd.testing.assert_frame_equal(one.estimates, other.estimates)
    assert set(one.measures["told"]) <= {DIFFER, ALIKE, FEW}
