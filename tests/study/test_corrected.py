"""Shares corrected by codes: unbiased where the machine is not, as ppi-python has it, and honest where it cannot."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from corpora import correction

from framing.study.corrected import corrected, told


def sample(seed: int = 0, rows: int = 2000, codes: int = 200) -> tuple[pd.Series, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    label = rng.random(rows) < 0.3
    guess = np.where(label, rng.random(rows) < 0.8, rng.random(rows) < 0.15).astype(float)
    drawn = np.sort(rng.choice(rows, codes, replace=False))
    coded = pd.DataFrame({"label": label[drawn].astype(float), "probability": codes / rows}, index=drawn)
    return pd.Series(guess), coded


def test_unbiased_where_labels_err_more_in_one_group() -> None:
    """Small here; `benchmarks/compare.py corrected` is the large one."""
    found = correction(60, articles=80, each=6, codes=80)
    assert found["B"]["raw bias"] > 0.11
    assert found["A − B"]["raw holds"] < 0.1
    for name in ("A", "B", "A − B"):
        assert abs(found[name]["corrected bias"]) < 0.025
        assert found[name]["corrected holds"] >= 0.88


def test_as_ppi_python_has_it() -> None:
    ppi = pytest.importorskip("ppi_py", reason="ppi-python is not installed (extra: test)")
    for seed in range(3):
        guess, coded = sample(seed)
        label, seen = coded["label"].to_numpy(), guess[coded.index].to_numpy()
        ours = corrected(guess, coded, lean=1.0).loc["all"]
        point = ppi.ppi_mean_pointestimate(label, seen, guess.to_numpy(), lam=1)[0]
        low, high = (limit[0] for limit in ppi.ppi_mean_ci(label, seen, guess.to_numpy(), alpha=0.05, lam=1))
        assert ours["corrected"] == pytest.approx(point, abs=1e-9)
        assert ours["high"] - ours["low"] == pytest.approx(high - low, rel=0.06)
        tuned = corrected(guess, coded).loc["all"]
        low, high = (limit[0] for limit in ppi.ppi_mean_ci(label, seen, guess.to_numpy(), alpha=0.05))
        assert tuned["high"] - tuned["low"] == pytest.approx(high - low, rel=0.08)


def test_unequal_probabilities_are_made_up_for() -> None:
    rng = np.random.default_rng(2)
    label = (rng.random(4000) < 0.2).astype(float)
    guess = pd.Series(np.where(rng.random(4000) < 0.9, label, 1 - label))
    chance = np.where(guess == 1, 0.4, 0.05)
    drawn = np.flatnonzero(rng.random(4000) < chance)
    coded = pd.DataFrame({"label": label[drawn], "probability": chance[drawn]}, index=drawn)
    found = corrected(guess, coded).loc["all"]
    assert abs(found["raw"] - 0.2) > 0.04
    assert found["low"] <= label.mean() <= found["high"]
    careless = corrected(guess, coded.assign(probability=0.1)).loc["all"]
    assert abs(careless["corrected"] - label.mean()) > abs(found["corrected"] - label.mean())


def test_everything_coded_is_the_codes() -> None:
    guess, _ = sample()
    label = pd.Series(np.tile([1.0, 0.0, 0.0, 0.0], 500))
    found = corrected(guess, pd.DataFrame({"label": label, "probability": 1.0})).loc["all"]
    assert found["corrected"] == pytest.approx(0.25)
    assert found["high"] - found["low"] < 0.045


def test_how_many_more_codes() -> None:
    guess, coded = sample()
    more = corrected(guess, coded, lean=1.0).loc["all", "more_codes_to_halve"]
    again = corrected(*sample(0, codes=200 + int(more)), lean=1.0).loc["all"]
    before = corrected(guess, coded, lean=1.0).loc["all"]
    assert (again["high"] - again["low"]) / (before["high"] - before["low"]) == pytest.approx(0.5, abs=0.05)
    assert f"{int(more):,} more codes would halve" in told(corrected(guess, coded, lean=1.0))[0]


def test_a_difference_is_that_of_the_figures_shown() -> None:
    guess, coded = sample()
    groups = pd.Series(np.where(np.arange(2000) % 3 == 0, "Echo", "Post"))
    table = corrected(guess, coded, groups=groups, clusters=pd.Series(np.arange(2000) // 8))
    gap = table.loc["Post − Echo"]
    assert gap["what"] == "difference"
    assert gap["corrected"] == pytest.approx(table.loc["Post", "corrected"] - table.loc["Echo", "corrected"])
    assert gap["n_codes"] == 200
    many = corrected(guess, coded, groups=pd.Series(np.arange(2000) % 12))
    assert "0 − the others" in many.index
    assert len(many) == 24


def test_too_few_codes_is_said() -> None:
    guess, coded = sample(codes=8)
    table = corrected(guess, coded)
    assert np.isnan(table.loc["all", "corrected"])
    assert "with 8 codes it cannot be corrected" in told(table)[0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c.drop(columns="probability"), "no column 'probability'"),
        (lambda c: c.assign(probability=0.0), "does not lie above 0 and up to 1"),
        (lambda c: c.set_axis(c.index + 5000), "200 of 200 coded rows are not among the predicted ones"),
        (lambda c: pd.concat([c, c.head(1)]), "twice"),
        (lambda c: c.assign(label=[None, *c["label"][1:]]), "a code has no label"),
    ],
)
def test_bad_codes_are_one_sentence(change: object, message: str) -> None:
    guess, coded = sample()
    with pytest.raises(ValueError, match=message) as caught:
        corrected(guess, change(coded))  # type: ignore[operator]
    assert str(caught.value).count(". ") == 0
