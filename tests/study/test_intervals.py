"""Intervals against published values and against simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.study import bootstrap_ratio, garwood, wilson


def test_wilson_against_scipy() -> None:
    from scipy.stats import binomtest

    for count, total in ((0, 5), (1, 12), (9, 12), (40, 41), (7, 7)):
        expected = binomtest(count, total).proportion_ci(method="wilson")
        assert wilson(count, total) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(st.integers(0, 500), st.integers(0, 500))
@settings(deadline=None)
def test_wilson_holds_the_share(count: int, more: int) -> None:
    low, high = wilson(count, count + more)
    if count + more:
        share = count / (count + more)
        assert 0 <= low <= share + 1e-12
        assert share - 1e-12 <= high <= 1
    else:
        assert math.isnan(low)
        assert math.isnan(high)


def test_wilson_refuses_what_is_no_share() -> None:
    with pytest.raises(ValueError, match="0 <= count <= total"):
        wilson(3, 2)


def test_garwood_against_published_values() -> None:
    # The exact 95 % limits of a Poisson count of 0, 4 and 10 in any table of them.
    assert garwood(0, 1) == pytest.approx((0, 3.689), abs=0.001)
    assert garwood(4, 1) == pytest.approx((1.090, 10.242), abs=0.001)
    assert garwood(10, 2) == pytest.approx((4.795 / 2, 18.390 / 2), abs=0.001)
    assert all(math.isnan(limit) for limit in garwood(1, 0))


def test_bootstrap_covers_at_about_its_level() -> None:
    generator = np.random.default_rng(3)
    covered = 0
    for trial in range(120):
        rates = generator.beta(4, 6, size=(30, 1))  # articles differ: the reason to draw articles
        above = generator.binomial(8, rates).astype(float)
        low, high = bootstrap_ratio(above, np.full_like(above, 8), seed=trial, draws=400)[0]
        covered += low <= 0.4 <= high
    assert 0.85 <= covered / 120 <= 0.99


def test_bootstrap_feigns_no_certainty() -> None:
    above, below = np.zeros((12, 3)), np.zeros((12, 3))
    below[:, 0], below[:4, 1], below[:, 2] = 3, 3, 3
    above[:4, 1], above[:6, 2] = 1, 1
    limits = bootstrap_ratio(above, below)
    assert np.isnan(limits[0]).all()  # never seen: the sample says nothing of how rare it is
    assert np.isnan(limits[1]).all()  # in four articles only
    assert not np.isnan(limits[2]).any()


def test_bootstrap_without_a_denominator_is_nan() -> None:
    assert np.isnan(bootstrap_ratio(np.zeros((3, 1)), np.zeros((3, 1)))).all()
