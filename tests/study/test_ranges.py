"""Counts are ranges where a row may be no statement."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest
from stories import CAMPS, story

from framing import show, study
from framing.study.said import DOUBT
from framing.words.rules import weighing


@pytest.mark.parametrize("scores", [*product((None, 0.0, 0.49, 0.5, 1.0), repeat=2), ()])
def test_from_the_sure_to_all(scores):
    found = study.count_range([SimpleNamespace(score=score) for score in scores])
    assert 0 <= found.least <= found.most == len(scores)
    assert found.most - found.least == len([s for s in scores if s is not None and s < DOUBT.now.least])


def doubted(*numbers):
    tables = story()
    rows = tables.statements.copy()
    rows.loc[list(numbers), "score"] = 0.3
    return show.view(tables.but(statements=rows), CAMPS)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((), "City hall voices, critics and experts each make 1 of the 3 statements"),
        ((0,), "City hall voices, critics and experts each make 0 to 1 of the 3 statements"),
    ],
)
def test_a_heading_tells_the_range(numbers, told):
    assert show.sentence.finding(doubted(*numbers)).startswith(told)


def test_an_accusation_in_doubt_is_not_there_at_least():
    assert "at least one accusation" in show.sentence.finding(doubted())
    assert "at least" not in show.sentence.finding(doubted(2))


def test_a_statement_without_source_that_is_in_doubt_is_perhaps_one():
    assert "One of the three statements has no source" in show.sentence.standing(doubted())
    assert "Up to one of the three statements has no source" in show.sentence.standing(doubted(2))


def test_the_line_can_be_moved():
    with weighing("study.said", least=0.2):
        assert study.count_range([SimpleNamespace(score=0.3)]).single
