"""Tests that keep articles whole: their level, also where groups vary differently, their power, and pairing."""

from __future__ import annotations

import numpy as np

from framing.study.permutation import differ, p_values


def panel(
    seed: int, level: np.ndarray, alike: np.ndarray, columns: int = 20
) -> tuple[np.ndarray, np.ndarray]:
    """Shares in articles: each article has its own odds, the more of its own the more alike its cases are."""
    rng = np.random.default_rng(seed)
    shape = (len(level), columns)
    below = 1.0 + rng.negative_binomial(2, 0.15, size=shape)
    a, b = level * (1 - alike) / alike, (1 - level) * (1 - alike) / alike
    odds = rng.beta(np.broadcast_to(a[:, None], shape), np.broadcast_to(b[:, None], shape))
    return rng.binomial(below.astype(int), odds).astype(float), below


def test_the_level_holds_where_groups_vary_differently() -> None:
    labels = np.repeat([0, 1, 2], [25, 40, 60])
    alike = np.where(labels == 0, 0.3, 0.06)
    fit = np.ones((20, 3), dtype=bool)
    each, overall = [], []
    for seed in range(12):
        found = differ(*panel(seed, np.full(len(labels), 0.3), alike), labels, fit, draws=200, seed=seed)
        each.append(found.each)
        overall.append(found.overall)
    assert (np.concatenate(each) < 0.05).mean() < 0.085
    assert (np.concatenate(overall) < 0.05).mean() < 0.09


def test_a_difference_is_found_and_told_beyond_the_draws() -> None:
    labels = np.repeat([0, 1], 100)
    above, below = panel(1, np.where(labels == 0, 0.5, 0.25), np.full(200, 0.1))
    found = differ(above, below, labels, np.ones((20, 2), dtype=bool), draws=200)
    assert (found.overall < 1 / 201).all()  # smaller than 200 deals alone could say
    assert (found.overall >= 1e-9).all()


def test_whole_articles_are_dealt_not_statements() -> None:
    """Two articles hold all that differs: a test of statements would find it, one of articles must not."""
    above = np.zeros((40, 1))
    above[[0, 1], 0] = 60
    below = np.full((40, 1), 60.0)
    labels = np.repeat([0, 1], 20)
    found = differ(above, below, labels, np.ones((1, 2), dtype=bool), draws=500)
    assert found.overall[0] > 0.1


def test_pairing_takes_the_events_out() -> None:
    """Events differ much more than groups do: only within events is the difference seen."""
    rng = np.random.default_rng(5)
    event = np.repeat(np.arange(30), 2)
    labels = np.tile([0, 1], 30)
    level = np.repeat(rng.uniform(0.1, 0.8, 30), 2) + np.where(labels == 0, 0.08, 0.0)
    below = np.full((60, 1), 200.0)
    above = rng.binomial(200, level).astype(float)[:, None]
    fit = np.ones((1, 2), dtype=bool)
    apart = differ(above, below, labels, fit, draws=500)
    paired = differ(above, below, labels, fit, strata=event, draws=500)
    assert apart.overall[0] > 0.1
    assert paired.overall[0] < 0.01


def test_labels_move_within_events_only() -> None:
    """An event that one group alone tells says nothing of a difference."""
    event = np.repeat([0, 1], 15)
    labels = np.repeat([0, 1], 15)
    above = np.repeat([[1.0], [0.0]], 15, axis=0)
    found = differ(above, np.ones((30, 1)), labels, np.ones((1, 2), dtype=bool), strata=event, draws=200)
    assert found.overall[0] == 1.0


def test_same_seed_same_answer_and_nothing_tested_stays_nothing() -> None:
    labels = np.repeat([0, 1], 15)
    above, below = panel(2, np.full(30, 0.3), np.full(30, 0.1), columns=3)
    fit = np.ones((3, 2), dtype=bool)
    fit[1] = False
    one, other = (differ(above, below, labels, fit, draws=100, seed=4) for _ in range(2))
    assert np.array_equal(one.overall, other.overall, equal_nan=True)
    assert np.isnan(one.overall[1])
    assert np.isnan(one.each[1]).all()


def test_a_tie_counts_as_reached() -> None:
    assert p_values(np.array([1.0]), np.ones((9, 1)))[0] == 1.0
