"""Intervals for shares, rates and ratios: what a small number of cases can and cannot bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVEL = 0.95
"""The confidence level of every interval in the suite, unless a caller asks for another."""

ENOUGH_ARTICLES = 10
"""From how many articles on an interval is bootstrapped by article; fewer clusters make it too short."""


LEAST_ARTICLES = 5
"""A group that stands in fewer articles than this gets no interval from a bootstrap by article."""


def wilson(count: float, total: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The Wilson score interval of a share (Wilson 1927; recommended by Brown, Cai & DasGupta 2001).

    It stays within 0 and 1 and keeps its level with few cases, where the textbook interval fails.

    Args:
        count: the cases with the property, 0 to `total`; no whole number where they are weighted.
        total: all cases, or as many as they are worth.
        level: the confidence level, above 0 and below 1.

    Returns:
        The lower and the upper limit; two NaN where `total` is 0.

    Raises:
        ValueError: if `count` is negative or larger than `total`.

    Example:
        >>> low, high = wilson(9, 12)
        >>> round(low, 3), round(high, 3)
        (0.468, 0.911)
    """
    from scipy.special import ndtri

    if not 0 <= count <= total:
        raise ValueError(f"a share needs 0 <= count <= total, but got count={count}, total={total}.")
    if total == 0:
        return float("nan"), float("nan")
    z = float(ndtri(0.5 + level / 2))
    share = count / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * ((share * (1 - share) + z * z / (4 * total)) / total) ** 0.5
    # The limits at the ends are exact; floating point must not put them a hair inside.
    return (max(0.0, centre - half) if count else 0.0), (min(1.0, centre + half) if count < total else 1.0)


def garwood(count: int, exposure: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The exact interval of a Poisson rate (Garwood 1936), in the unit of `1 / exposure`.

    Args:
        count: how often it happened.
        exposure: in what amount of text, above 0.
        level: the confidence level.

    Returns:
        The lower and the upper limit; two NaN where `exposure` is 0.

    Example:
        >>> low, high = garwood(4, 0.151)      # 4 hedges in 151 words, per 1,000 words
        >>> round(low, 1), round(high, 1)
        (7.2, 67.8)
    """
    from scipy.special import gammaincinv

    if exposure <= 0:
        return float("nan"), float("nan")
    tail = (1 - level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low / exposure, float(gammaincinv(count + 1, 1 - tail)) / exposure


def bootstrap_ratio(
    above: NDArray[np.float64],
    below: NDArray[np.float64],
    *,
    seed: int = 0,
    draws: int = 2000,
    level: float = LEVEL,
) -> NDArray[np.float64]:
    """Percentile intervals of ratios of sums, drawing whole articles with replacement.

    Statements of one article are no independent draws: its author, its sources and its subject are the
    same. Drawing articles, not statements, keeps what belongs together (Efron & Tibshirani 1993, ch. 8;
    Davison & Hinkley 1997, 3.8).

    Args:
        above: numerators, one row an article, one column a group.
        below: denominators, of the same shape, or one column for all groups.
        seed: of the random draws; the same seed gives the same interval.
        draws: how many samples to draw.
        level: the confidence level.

    Returns:
        An array of shape (groups, 2): lower and upper limits; NaN for a group that stands in fewer than
        `LEAST_ARTICLES` articles or whose numerator is 0 in all, since drawing the same few articles again
        and again would feign a certainty that is not there.

    Example:
        >>> import numpy as np
        >>> above = np.array([[1.0], [2.0], [0.0], [3.0], [0.0]])
        >>> limits = bootstrap_ratio(above, np.full((5, 1), 4.0), seed=1)
        >>> bool(0 <= limits[0, 0] < 6 / 20 < limits[0, 1] <= 0.75)
        True
    """
    import numpy as np

    above = np.asarray(above, dtype=float)
    below = np.broadcast_to(np.asarray(below, dtype=float), above.shape)
    articles = above.shape[0]
    generator = np.random.default_rng(seed)
    tops, bottoms = [], []
    # In blocks, so that a corpus of many thousand articles needs no matrix of draws × articles.
    block = max(1, min(draws, 20_000_000 // max(articles, 1)))
    done = 0
    while done < draws:
        size = min(block, draws - done)
        weights = generator.multinomial(articles, np.full(articles, 1 / articles), size=size)
        tops.append(weights @ above)
        bottoms.append(weights @ below)
        done += size
    top, bottom = np.concatenate(tops), np.concatenate(bottoms)
    ratios = np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom > 0)
    tail = 100 * (1 - level) / 2
    limits = np.full((above.shape[1], 2), np.nan)
    for group in range(above.shape[1]):
        column = ratios[:, group]
        column = column[~np.isnan(column)]
        if len(column) and (below[:, group] > 0).sum() >= LEAST_ARTICLES and above[:, group].any():
            limits[group] = np.percentile(column, [tail, 100 - tail])
    return limits
