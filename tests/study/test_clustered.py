"""Ratios with the article as the unit: the formula agrees with the bootstrap, and both with what is true."""

from __future__ import annotations

import math

import numpy as np
import pytest
from corpora import drawn
from hypothesis import given
from hypothesis import strategies as st

from framing.study.clustered import FORMS, bootstrapped, difference, ratio, summed, times


@pytest.mark.parametrize(("form", "level"), [("share", 0.3), ("rate", 0.01), ("mean", 0.2)])
def test_formula_and_bootstrap_agree(form: str, level: float) -> None:
    for seed in range(4):
        above, below = drawn(np.random.default_rng(seed), form, level, 200, 0.2)
        found = ratio(above, below, form=form)
        low, high = bootstrapped(above, below, draws=1500, seed=seed)
        width = high - low
        assert abs(found.low - low) < 0.12 * width
        assert abs(found.high - high) < 0.12 * width


@pytest.mark.parametrize(("form", "level"), [("share", 0.3), ("rate", 0.01), ("mean", 0.2)])
@pytest.mark.parametrize("articles", [20, 80])
def test_intervals_hold_the_truth(form: str, level: float, articles: int) -> None:
    """Small here; `benchmarks/compare.py intervals` is the large one."""
    rng = np.random.default_rng(7)
    runs, own, gap = 400, 0, 0
    for _ in range(runs):
        one = ratio(*drawn(rng, form, level, articles, 0.2), form=form)
        other = ratio(*drawn(rng, form, 1.5 * level, articles, 0.2), form=form)
        own += one.low <= level <= one.high
        _, low, high = difference(other, one)
        gap += low <= 0.5 * level <= high
    assert 0.92 <= own / runs <= 0.98
    assert 0.92 <= gap / runs <= 0.985


def test_what_stands_in_one_article_is_not_independent() -> None:
    alike = ratio([10] * 10 + [0] * 10, [10] * 20)
    spread = ratio([5] * 20, [10] * 20)
    assert alike.value == spread.value == 0.5
    assert alike.high - alike.low > 5 * (spread.high - spread.low) or spread.variance == 0
    assert alike.high - alike.low > 0.4


def test_a_share_stays_within_bounds_and_says_nothing_of_nothing() -> None:
    none = ratio([0] * 12, [4] * 12)
    assert (none.value, none.low) == (0.0, 0.0)
    assert 0.05 < none.high < 0.5
    every = ratio([4] * 12, [4] * 12)
    assert (every.value, every.high) == (1.0, 1.0)
    assert math.isnan(ratio([0, 0], [0, 0]).value)
    assert math.isnan(ratio([1], [2]).low)
    with pytest.raises(ValueError, match="allowed are share, rate, mean"):
        ratio([1], [1], form="median")


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=30),
    st.sampled_from(FORMS[:2]),
)
def test_intervals_hold_the_value_itself(pairs: list[tuple[int, int]], form: str) -> None:
    below = [max(pair) for pair in pairs]
    above = [min(pair) for pair in pairs]
    found = ratio(above, below, form=form)
    if not math.isnan(found.low):
        assert found.low - 1e-9 <= found.value <= found.high + 1e-9


def test_differences_and_ratios_of_two() -> None:
    rng = np.random.default_rng(3)
    one, other = (ratio(*drawn(rng, "rate", level, 150, 0.2), form="rate") for level in (0.02, 0.01))
    gap, low, high = difference(one, other)
    assert low < gap < high
    many, least, most = times(one, other)
    assert least < many < most
    assert least < 2 < most
    assert math.isnan(times(one, ratio([0] * 9, [5] * 9, form="rate"))[0])


def test_sums_by_code() -> None:
    assert summed([1, 1, 0], [1, 2, 3], 3).tolist() == [3, 3, 0]
