"""A class of readers over one text: how far they agree, with an interval; and what they learned, with an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 2000
"""Of a bootstrap: the ends of an interval then move by less than a hundredth from seed to seed."""


@dataclass(frozen=True)
class Estimate:
    """A number with its interval of 95 per cent.

    Args:
        value: the number.
        low, high: the ends of the interval.
        of: how many it rests on.
    """

    value: float
    low: float
    high: float
    of: int


def marked_alpha(counts: Sequence[int], readers: int) -> float:
    """Krippendorff's alpha of marks that each reader sets or does not set on every word.

    The same as `agreement.alpha` for ratings of 0 and 1 without a gap, from counts alone.

    Args:
        counts: for every word, how many readers mark it.
        readers: how many there are; two or more.

    Returns:
        Alpha; 1.0 where all readers rate all words alike.

    Example:
        >>> round(marked_alpha([0, 0, 1, 2], 2), 3)
        0.533
    """
    import numpy as np

    return float(_alpha(np.asarray(counts, dtype=float)[None, :], readers)[0])


def agreement(counts: Sequence[int], readers: int, groups: Sequence[int], *, seed: int = 0) -> Estimate:
    """Alpha of a class with an interval: a bootstrap over the groups of words, such as paragraphs.

    Words that stand together are marked together, so whole groups are drawn (Field and Welsh 2007), not words.

    Args:
        counts: for every word, how many readers mark it.
        readers: how many there are; two or more.
        groups: for every word, the number of its group.
        seed: of the draws.

    Raises:
        ValueError: for fewer than two readers, or lists of different lengths.

    Example:
        >>> found = agreement([0, 0, 5, 0, 5, 0], 5, [0, 0, 1, 1, 2, 2])
        >>> found.value, found.high, found.of
        (1.0, 1.0, 5)
    """
    import numpy as np

    if readers < 2:
        raise ValueError(f"agreement needs two readers or more, but got {readers}.")
    if len(counts) != len(groups):
        raise ValueError(f"each of the {len(counts)} words needs a group, but {len(groups)} are given.")
    data, place = np.asarray(counts, dtype=float), np.asarray(groups)
    names = np.unique(place)
    marked = np.array([data[place == name].sum() for name in names])
    mixed = np.array([(data[place == name] * (readers - data[place == name])).sum() for name in names])
    sizes = np.array([(place == name).sum() for name in names], dtype=float)
    drawn = np.random.default_rng(seed).integers(0, len(names), (DRAWS, len(names)))
    values = _from_sums(marked[drawn].sum(1), mixed[drawn].sum(1), sizes[drawn].sum(1), readers)
    low, high = np.percentile(values, [2.5, 97.5])
    return Estimate(marked_alpha(counts, readers), float(low), float(high), readers)


def gain(before: Sequence[float], after: Sequence[float]) -> Estimate:
    """What a class gained from before to after: the mean difference with the t interval of pairs.

    Args:
        before, after: a number for each student, in the same order; two students or more.

    Raises:
        ValueError: for fewer than two students, or lists of different lengths.

    Example:
        >>> found = gain([1, 1, 2, 0], [2, 2, 2, 2])
        >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
        (1.0, -0.3, 2.3)
    """
    from scipy import stats

    differences = _differences(before, after)
    mean, deviation = _mean(differences), _deviation(differences)
    reach = float(stats.t.ppf(0.975, len(differences) - 1)) * deviation / sqrt(len(differences))
    return Estimate(mean, mean - reach, mean + reach, len(differences))


def effect(before: Sequence[float], after: Sequence[float], *, seed: int = 0) -> Estimate | None:
    """The gain in standard deviations of the two tests (Cohen's d for pairs, Lakens 2013), with a bootstrap interval.

    Args:
        before, after: a number for each student, in the same order; two students or more.
        seed: of the draws.

    Returns:
        None where every student has the same number, since then there is no deviation to measure in.

    Example:
        >>> round(effect([0, 1, 1, 2], [1, 2, 2, 3]).value, 2)
        1.22
        >>> effect([1, 1], [1, 1]) is None
        True
    """
    import numpy as np

    _differences(before, after)
    one, other = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    spread = sqrt((one.var(ddof=1) + other.var(ddof=1)) / 2)
    if spread == 0:
        return None
    drawn = np.random.default_rng(seed).integers(0, len(one), (DRAWS, len(one)))
    spreads = np.sqrt((one[drawn].var(1, ddof=1) + other[drawn].var(1, ddof=1)) / 2)
    means = (other[drawn] - one[drawn]).mean(1)
    values = means[spreads > 0] / spreads[spreads > 0]
    low, high = np.percentile(values, [2.5, 97.5])
    return Estimate(float((other - one).mean() / spread), float(low), float(high), len(one))


def _differences(before: Sequence[float], after: Sequence[float]) -> list[float]:
    if len(before) != len(after):
        raise ValueError(
            f"pairs are needed, but there are {len(before)} numbers before and {len(after)} after."
        )
    if len(before) < 2:
        raise ValueError(f"a gain needs two students or more, but got {len(before)}.")
    return [b - a for a, b in zip(before, after, strict=True)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _deviation(values: Sequence[float]) -> float:
    return sqrt(sum((value - _mean(values)) ** 2 for value in values) / (len(values) - 1))


def _alpha(counts: NDArray[np.float64], readers: int) -> NDArray[np.float64]:
    import numpy as np

    mixed = (counts * (readers - counts)).sum(1)
    return _from_sums(counts.sum(1), mixed, np.full(len(counts), counts.shape[1]), readers)


def _from_sums(marked: Any, mixed: Any, words: Any, readers: int) -> NDArray[np.float64]:
    """Alpha from the ratings that mark, the pairs that differ within a word, and the number of words."""
    import numpy as np

    total = words * readers
    both = marked * (total - marked)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = 1 - (total - 1) * mixed / (readers - 1) / both
    return np.where(both == 0, 1.0, value)
