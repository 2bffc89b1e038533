"""Shares, rates and means of a corpus with the article as the unit: intervals that know that words come in articles.

Every measure of a comparison is a ratio of two sums over articles: statements of women over statements, hedges over
words, scores over sentences. What stands in one article is not independent, so the article is what varies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.study.intervals import LEAST_ARTICLES, LEVEL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

FORMS = ("share", "rate", "mean")
"""What a ratio is: a share of things, a rate of things in words, a mean of scores. It decides the interval's shape."""


_NORMAL = 3.0
"""The kurtosis of the normal distribution: with it, articles that vary so count one each."""


@dataclass(frozen=True)
class Ratio:
    """A ratio of sums over articles, with what its uncertainty needs.

    Args:
        above, below: the sums.
        value: their ratio, NaN where `below` is 0.
        variance: of the ratio between corpora of other articles of the kind.
        articles: how many have something below the line.
        freedom: degrees of freedom: how many equal articles would tell as much, less one.
        low, high: the interval.
    """

    above: float
    below: float
    value: float
    variance: float
    articles: int
    freedom: float
    low: float
    high: float


def ratio(above: ArrayLike, below: ArrayLike, *, form: str = "share", level: float = LEVEL) -> Ratio:
    """A ratio with its cluster-robust interval.

    The variance is that of leaving out one article after the other (the CR3 estimate; MacKinnon, Nielsen & Webb 2023),
    with as many degrees of freedom as the articles' sizes (Carter, Schnepel & Steigerwald 2017) and what they add to
    the variance (Satterthwaite 1946) bear out. Shares get Wilson's interval at the effective number of cases, so that
    it stays within 0 and 1 (Korn & Graubard 1998; Dean & Pagano 2015), rates the score interval of a Poisson count at
    the effective number of words, means the t interval.

    Args:
        above, below: one value an article each.
        form: one of `FORMS`.
        level: of confidence.

    Raises:
        ValueError: for another form.

    Example:
        >>> found = ratio([1, 0, 2, 1, 1], [2, 2, 2, 2, 2])
        >>> found.value, found.articles, round(found.low, 2), round(found.high, 2)
        (0.5, 5, 0.11, 0.89)
    """
    import numpy as np

    if form not in FORMS:
        raise ValueError(f"a ratio cannot be a '{form}'; allowed are {', '.join(FORMS)}.")
    a, b = (np.asarray(part, dtype=np.float64) for part in (above, below))
    total, size = float(a.sum()), float(b.sum())
    if size <= 0:
        return Ratio(total, size, np.nan, np.nan, 0, 0.0, np.nan, np.nan)
    value, weight = total / size, b / size
    count = int((b > 0).sum())
    freedom = max(0.0, 1 / float((weight**2).sum()) - 1)
    rest = np.maximum(1 - weight, 1e-9)
    lifted = (a - value * b) / rest / size
    squares = lifted**2
    variance = float(squares.sum()) * (count - 1) / count if count > 1 else np.nan
    if squares.any():  # a variance that a few articles carry is known as badly as one of so few articles
        freedom = min(freedom, _NORMAL * float(squares.sum()) ** 2 / float((squares**2).sum()) - 1)
    holding = min(int((a > 0).sum()), int((a < b).sum()))
    cases = float(count) if form == "share" and holding < LEAST_ARTICLES else np.inf
    low, high = _limits(value, variance, size, freedom, form, level, most=cases)
    return Ratio(total, size, value, variance, count, freedom, low, high)


def _limits(
    value: float, variance: float, size: float, freedom: float, form: str, level: float, most: float
) -> tuple[float, float]:
    """The interval of one ratio; two NaN where one article, or next to one, says it all.

    Where fewer than five articles hold what is counted, how much articles differ cannot be seen: then an article tells
    no more than one case (`most`).
    """
    from math import inf, nan

    from scipy.special import stdtrit

    if not variance >= 0 or freedom <= 0.05:
        return nan, nan
    t = float(stdtrit(max(freedom, 0.5), 0.5 + level / 2))
    if form == "mean":
        return value - t * variance**0.5, value + t * variance**0.5
    spread = value * (1 - value) if form == "share" else value
    # Nothing found, or nothing else: no article differs from another, and the number of cases must speak for itself.
    cases = min(size if variance <= 0 or spread <= 0 else spread / variance, most)
    middle = (value + t * t / (2 * cases)) / (1 + t * t / cases if form == "share" else 1)
    half = (
        t / (1 + t * t / cases) * (value * (1 - value) / cases + t * t / (4 * cases * cases)) ** 0.5
        if form == "share"
        else t * (value / cases + t * t / (4 * cases * cases)) ** 0.5
    )
    top = 1.0 if form == "share" else inf
    return (
        max(0.0, middle - half) if value > 0 else 0.0,
        min(top, middle + half) if value < top else top,
    )


def summed(codes: ArrayLike, values: ArrayLike, count: int) -> NDArray[np.float64]:
    """Sums of values by code, 0 to `count` - 1.

    Example:
        >>> summed([0, 2, 2], [1.0, 2.0, 3.0], 3).tolist()
        [1.0, 0.0, 5.0]
    """
    import numpy as np

    weights = np.asarray(values, dtype=np.float64)
    return np.bincount(np.asarray(codes, dtype=np.int64), weights, minlength=count).astype(np.float64)


def difference(one: Ratio, other: Ratio) -> tuple[float, float, float]:
    """The difference of two ratios of different articles with its interval, from those of the two (MOVER).

    Zou & Donner 2008; for shares it is Newcombe's interval of 1998.

    Example:
        >>> one, other = ratio([1, 1, 1, 0, 1, 1], [1] * 6), ratio([0, 0, 1, 0, 0, 0], [1] * 6)
        >>> [round(part, 2) for part in difference(one, other)]
        [0.67, -0.16, 0.88]
    """
    gap = one.value - other.value
    below = ((one.value - one.low) ** 2 + (other.high - other.value) ** 2) ** 0.5
    above = ((one.high - one.value) ** 2 + (other.value - other.low) ** 2) ** 0.5
    return gap, gap - below, gap + above


def times(one: Ratio, other: Ratio) -> tuple[float, float, float]:
    """How many times as large one ratio is as another, with its interval (MOVER-R; Donner & Zou 2012).

    Three NaN where the other is 0 or where either may be negative; the upper limit is infinite where the other's lower
    limit is 0.

    Example:
        >>> one, other = ratio([4, 5, 6, 5], [9] * 4), ratio([2, 3, 2, 3], [9] * 4)
        >>> round(times(one, other)[0], 2)
        2.0
    """
    from math import inf, nan

    if not other.value > 0 or not one.low >= 0 or not other.low >= 0:
        return nan, nan, nan
    product = one.value * other.value
    left = other.high * (2 * other.value - other.high)
    right = other.low * (2 * other.value - other.low)
    under = max(product**2 - one.low * (2 * one.value - one.low) * left, 0.0) ** 0.5
    over = max(product**2 - one.high * (2 * one.value - one.high) * right, 0.0) ** 0.5
    low = (product - under) / left if left > 0 else nan
    return one.value / other.value, max(0.0, low), (product + over) / right if right > 1e-12 else inf


def bootstrapped(
    above: ArrayLike, below: ArrayLike, *, draws: int = 2000, level: float = LEVEL, seed: int = 0
) -> tuple[float, float]:
    """The same interval by drawing whole articles with replacement; the check on the formula.

    Example:
        >>> low, high = bootstrapped([1, 0, 2, 1, 1] * 8, [2] * 40)
        >>> 0.35 < low < 0.45 < 0.55 < high < 0.65
        True
    """
    import numpy as np

    from framing.study.intervals import bootstrap_ratio

    columns: list[NDArray[np.float64]] = [np.asarray(part, dtype=float)[:, None] for part in (above, below)]
    low, high = bootstrap_ratio(columns[0], columns[1], draws=draws, level=level, seed=seed)[0]
    return float(low), float(high)
