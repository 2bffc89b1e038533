"""Change over time: a smooth line through the months, a trend, and whether and where the level changes.

What happens in a month is one piece of news, so articles of a month are no independent draws. The tests deal out
whole months, with all their articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.study.limits import least, limits
from framing.study.permutation import DRAWS, p_values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Course:
    """What became of one ratio over time.

    Args:
        slope, low, high: of a straight line, by one period, with its interval.
        trend: the p-value of the slope.
        change: the p-value of one change of level, wherever it lies.
        cut: the first period after the largest change; -1 where nothing was tested.
        before, after: the ratio on either side.
        periods: how many have anything to count.
    """

    slope: float
    low: float
    high: float
    trend: float
    change: float
    cut: int
    before: float
    after: float
    periods: int


def smoothed(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """A smooth line through ratios by period: local lines with tricube weights (Cleveland 1979), by size.

    Args:
        above, below: one value a period.

    Returns:
        The line at every period, NaN before the first and after the last that has anything to count.

    Example:
        >>> import numpy as np
        >>> smoothed(np.array([1.0, 2, 3, 4, 5]), np.ones(5)).round(6).tolist()
        [1.0, 2.0, 3.0, 4.0, 5.0]
    """
    import numpy as np

    line = np.full(len(above), np.nan)
    known = np.flatnonzero(below > 0)
    if len(known) < 3:
        return line
    y, weight = above[known] / below[known], below[known]
    width = max(4, int(np.ceil(limits()["smooth_share"] * len(known))))
    for place in range(known[0], known[-1] + 1):
        far = np.abs(known - place).astype(float)
        reach = np.sort(far)[min(width, len(far)) - 1] * 1.0001 + 1e-9
        w = weight * np.clip(1 - (far / reach) ** 3, 0, None) ** 3
        x = known - place
        total, first, second = w.sum(), (w * x).sum(), (w * x * x).sum()
        spread = total * second - first**2
        line[place] = (
            (second * (w * y).sum() - first * (w * x * y).sum()) / spread
            if spread > 1e-9 * total**2
            else (w * y).sum() / total
        )
    return line


def course(
    above: NDArray[np.float64], below: NDArray[np.float64], residual: NDArray[np.float64] | None = None, *,
    draws: int = DRAWS, seed: int = 0,
) -> Course:  # fmt: skip
    """The trend of a ratio and its largest change of level, each with a test that deals out whole periods.

    The change is looked for everywhere but at the ends; dealing out the periods makes up for the looking (Hothorn &
    Zeileis 2008). The slope's interval is the sandwich of weighted least squares with periods as clusters.

    Args:
        above, below: one value a period.
        residual: what `above` is more than expected of each period, where a mix of groups is to be kept out; else more
            than the ratio of all periods.
        draws: how many deals.
        seed: of the deals.

    Example:
        >>> import numpy as np
        >>> level = np.repeat([1.0, 3.0], 8) + np.tile([0.0, 0.1], 8)
        >>> found = course(level, np.ones(16))
        >>> found.cut, found.change < 0.01, round(found.before, 2), round(found.after, 2)
        (8, True, 1.05, 3.05)
    """
    import numpy as np

    known = np.flatnonzero(below > 0)
    nan = float("nan")
    if len(known) < least("months_test") or not above.any():
        return Course(nan, nan, nan, nan, nan, -1, nan, nan, len(known))
    a, b = above[known], below[known]
    expected = a.sum() / b.sum() * b
    e = a - expected if residual is None else residual[known] - residual[known].sum() / b.sum() * b
    slope, low, high = _slope(known.astype(float), e, b)
    generator = np.random.default_rng(seed)
    orders = np.stack([np.arange(len(known)), *(generator.permutation(len(known)) for _ in range(draws))])
    es, bs = e[orders], b[orders]
    t = known.astype(float)
    centred = t - (bs * t).sum(axis=1, keepdims=True) / bs.sum(axis=1, keepdims=True)
    scores = (centred * es).sum(axis=1) ** 2 / np.maximum((centred**2 * es**2).sum(axis=1), 1e-300)
    jumps = _jumps(es, bs)
    cut = int(jumps[0].argmax()) + least("months_side")
    highest = jumps.max(axis=1)
    trend, change = p_values(np.array([scores[0], highest[0]]), np.stack([scores[1:], highest[1:]], axis=1))
    return Course(slope, low, high, float(trend), float(change), int(known[cut]), float(a[:cut].sum() / b[:cut].sum()),
                  float(a[cut:].sum() / b[cut:].sum()), len(known))  # fmt: skip


def _slope(
    t: NDArray[np.float64], e: NDArray[np.float64], b: NDArray[np.float64]
) -> tuple[float, float, float]:
    """The slope of the residual ratio by period, with its 95 % interval."""
    from scipy.special import stdtrit

    centred = t - (b * t).sum() / b.sum()
    spread = float((b * centred**2).sum())
    slope = float((centred * e).sum()) / spread
    left = e - slope * b * centred
    lever = b * (1 / b.sum() + centred**2 / spread)  # of each period: leaving it out would leave so much more
    error = float(((centred * left / (1 - lever).clip(1e-9)) ** 2).sum()) ** 0.5 / spread
    half = float(stdtrit(len(t) - 2, 0.975)) * error
    return slope, slope - half, slope + half


def _jumps(es: NDArray[np.float64], bs: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each deal and each cut the squared difference of levels before and after, by its variance."""
    import numpy as np

    side = least("months_side")
    inner = slice(side - 1, es.shape[1] - side)
    e, b, ee = (np.cumsum(part, axis=1) for part in (es, bs, es**2))
    left_e, left_b, left_ee = e[:, inner], b[:, inner], ee[:, inner]
    right_e, right_b, right_ee = e[:, -1:] - left_e, b[:, -1:] - left_b, ee[:, -1:] - left_ee
    gap = left_e / left_b - right_e / right_b
    spread = left_ee / left_b**2 + right_ee / right_b**2
    made: NDArray[np.float64] = gap**2 / np.maximum(spread, 1e-300)
    return made
