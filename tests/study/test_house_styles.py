"""House style is no finding: one story as five newspapers print it has the same relations, sides and counts."""

from __future__ import annotations

import io
import json

import pytest
from house_styles import STORIES, STYLES, printed

import framing
from framing.study.accusing import accusing
from framing.study.article_sides import article_sides


def plain(name: str | None) -> str | None:
    return name.replace("Centre", "Center") if name else name


@pytest.fixture(scope="module", params=sorted(STORIES))
def told(request: pytest.FixtureRequest) -> tuple[str, dict[str, framing.Tables]]:
    story = request.param
    lines = "".join(json.dumps({"id": name, "text": printed(story, name)}) + "\n" for name in STYLES)
    tables = framing.annotate(framing.read(io.StringIO(lines)), camps="generic")
    return story, {name: tables.only([name]) for name in STYLES}


def test_the_texts_differ_but_not_in_what_happens() -> None:
    for story in STORIES:
        assert len({printed(story, name) for name in STYLES}) == len(STYLES)


def test_who_is_against_whom_is_the_same(told: tuple[str, dict[str, framing.Tables]]) -> None:
    found = {
        name: {
            (plain(row.holder), plain(row.target))
            for row in tables.relations.itertuples()
            if row.polarity < 0
        }
        for name, tables in told[1].items()
    }
    assert found["US agency"]
    assert len(set(map(frozenset, found.values()))) == 1, found


def test_the_accused_heard_or_not_and_the_answers_are_the_same(
    told: tuple[str, dict[str, framing.Tables]],
) -> None:
    found = {
        name: frozenset(
            (row.target, row.reply) for row in tables.accusations.itertuples()
            if row.region == "body" and row.voice == "journalist"
        )
        for name, tables in told[1].items()
    }  # fmt: skip
    assert found["US agency"]
    assert len(set(found.values())) == 1, found


def test_the_main_accusation_is_told_surely_in_every_style(
    told: tuple[str, dict[str, framing.Tables]],
) -> None:
    wanted = {"mayor": ("Mark Dutton", "Ann Lee"), "ferry": ("Harbour Guild", "Tarn Ferries")}[told[0]]
    for name, tables in told[1].items():
        assert wanted in {(pair.accuser, pair.accused) for pair in accusing(tables).pairs}, name


def test_nobody_changes_sides(told: tuple[str, dict[str, framing.Tables]]) -> None:
    placed: dict[str, set[int]] = {}
    for name, tables in told[1].items():
        (found,) = article_sides(tables)
        assert len(found.sides) == 2, name
        for number, side in enumerate(found.sides):
            for member in side.members:
                placed.setdefault(plain(member.name) or "", set()).add(number)
    assert all(len(sides) == 1 for sides in placed.values()), placed
    always = {
        "mayor": "Ann Lee, Carl Voss, Mark Dutton",
        "ferry": "Tarn Ferries, Harbour Guild, Maureen Tully",
    }
    assert set(always[told[0]].split(", ")) <= placed.keys()


def test_the_counts_of_statements_and_sources_are_the_same(
    told: tuple[str, dict[str, framing.Tables]],
) -> None:
    counts = {
        name: (
            int((tables.statements["region"] == "body").sum()),
            frozenset(plain(one) for one in tables.sources["speaker"] if " " in one),
        )
        for name, tables in told[1].items()
    }
    assert len(set(counts.values())) == 1, counts


@pytest.mark.xfail(
    strict=True, reason="a clause more or less where its score is near the least that counts; see below"
)
def test_every_accusation_is_the_same(told: tuple[str, dict[str, framing.Tables]]) -> None:
    """The network of accusations takes the wording around a clause in, so "on Oct. 3" can tip a doubtful one."""
    found = {
        frozenset(
            (plain(row.accuser), row.target, row.kind)
            for row in tables.accusations.itertuples()
            if row.region == "body"
        )
        for tables in told[1].values()
    }
    assert len(found) == 1
