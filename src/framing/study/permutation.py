"""Permutation tests that keep articles whole: do groups differ beyond what dealing them out anew gives?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 2000
"""How often the articles are dealt out anew."""


@dataclass(frozen=True)
class Tested:
    """P-values of the columns of a panel.

    Args:
        overall: of each column, whether the groups differ at all, (columns,).
        each: of each column and group, whether the group differs from the others together, (columns, groups); NaN where
            nothing was tested.
    """

    overall: NDArray[np.float64]
    each: NDArray[np.float64]


def differ(
    above: NDArray[np.float64], below: NDArray[np.float64], labels: NDArray[np.int64], fit: NDArray[np.bool_], *,
    strata: NDArray[np.int64] | None = None, draws: int = DRAWS, seed: int = 0,
) -> Tested:  # fmt: skip
    """Test whether groups of articles differ in ratios of sums.

    The labels of the articles are dealt out anew, so that whatever stands in one article stays together. The statistic
    is studentised, which keeps the level where groups differ in how much their articles vary or in how long they are
    (Janssen 1997; Chung & Romano 2013). With strata, labels move within a stratum only, and the statistic compares
    each article with the others of its stratum: a test paired by event (Mantel & Haenszel 1959 gives the weights).

    Args:
        above, below: one row an article, one column a measure.
        labels: the group of each article, 0 to groups - 1.
        fit: of each column and group, whether it is tested, (columns, groups).
        strata: the event of each article; None where articles are not paired.
        draws: how many deals.
        seed: of the deals.

    Example:
        >>> import numpy as np
        >>> above = np.array([[1.0]] * 9 + [[0.0]] * 9)
        >>> labels = np.repeat([0, 1], 9)
        >>> found = differ(above, np.ones((18, 1)), labels, np.ones((1, 2), dtype=bool), draws=200)
        >>> bool(found.overall[0] < 0.01), found.each.shape
        (True, (1, 2))
    """
    import numpy as np

    groups = fit.shape[1]
    one = (
        np.zeros(len(labels), dtype=np.int64) if strata is None else np.unique(strata, return_inverse=True)[1]
    )
    residual = above - below * _ratio_of(above, below, one)
    # In one scale, sums of thousands of words and of a few frames are told equally well.
    size = np.sqrt((residual**2).mean(axis=0))
    residual = residual / np.where(size > 0, size, 1)
    mean = below.mean(axis=0)
    scaled = below / np.where(mean > 0, mean, 1)
    parts = [residual] if strata is not None else [residual, scaled, residual**2]
    # Half the bytes, half the time; the sums are of thousands of numbers near 1, told to six digits.
    columns = np.ascontiguousarray(np.concatenate(parts, axis=1), dtype=np.float32)
    totals = columns.sum(axis=0, dtype=np.float64)

    def told(order: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        if strata is not None:
            return _within(columns, order, labels, one, fit)
        return _statistics(_summed(columns, order, labels, groups), totals, fit)

    seen = told(np.arange(len(labels)))
    drawn = [told(order) for order in _deals(one, draws, seed)]
    return Tested(
        p_values(seen[0], np.stack([one[0] for one in drawn])),
        p_values(seen[1], np.stack([one[1] for one in drawn])),
    )


def _ratio_of(
    above: NDArray[np.float64], below: NDArray[np.float64], strata: NDArray[np.int64]
) -> NDArray[np.float64]:
    """For each article the ratio of its whole stratum."""
    import numpy as np

    count = int(strata.max()) + 1 if len(strata) else 0
    tops, bottoms = np.zeros((count, above.shape[1])), np.zeros((count, above.shape[1]))
    np.add.at(tops, strata, above)
    np.add.at(bottoms, strata, below)
    made: NDArray[np.float64] = np.divide(tops, bottoms, out=np.zeros_like(tops), where=bottoms > 0)[strata]
    return made


def _deals(strata: NDArray[np.int64], draws: int, seed: int) -> Iterator[NDArray[np.int64]]:
    """Orders of the articles; each article takes the label of the one whose place it takes."""
    import numpy as np

    generator = np.random.default_rng(seed)
    home = np.argsort(strata, kind="stable")
    whole = len(strata) > 0 and not strata.any()
    for _ in range(draws):
        if whole:
            yield generator.permutation(len(strata))
            continue
        order = np.empty(len(strata), dtype=np.int64)
        order[home] = np.lexsort((generator.random(len(strata)), strata))
        yield order


def _summed(
    columns: NDArray[np.float32], order: NDArray[np.int64], labels: NDArray[np.int64], groups: int
) -> NDArray[np.float64]:
    """Sums by group, (groups, columns), where the article at `order[i]` has the label of article i."""
    import numpy as np
    from scipy.sparse import csr_matrix

    indices = order[np.argsort(labels, kind="stable")]
    edges = np.concatenate([[0], np.cumsum(np.bincount(labels, minlength=groups))])
    rows = csr_matrix((np.ones(len(order), dtype=np.float32), indices, edges), shape=(groups, len(order)))
    return np.asarray(rows @ columns, dtype=np.float64)


def _statistics(
    sums: NDArray[np.float64], totals: NDArray[np.float64], fit: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Squared distance of all groups from one another, (columns,), and of each from the rest, (columns, groups)."""
    import numpy as np

    count = fit.shape[0]
    e, b, ee = (sums[:, i * count : (i + 1) * count].T for i in range(3))
    all_b, all_ee = (totals[i * count : (i + 1) * count, None] for i in (1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        gap, spread = e / b, ee / b**2
        # What one group has more than all together, the rest has less.
        each = (gap + e / (all_b - b)) ** 2 / (spread + (all_ee - ee) / (all_b - b) ** 2)
        weight = 1 / spread
    weight = np.where(fit & np.isfinite(weight) & np.isfinite(gap), weight, 0.0)
    gap = np.where(weight > 0, gap, 0.0)
    total = np.maximum(weight.sum(axis=1), 1e-300)
    overall = (weight * gap**2).sum(axis=1) - (weight * gap).sum(axis=1) ** 2 / total
    overall = np.where(fit.sum(axis=1) > 1, overall, np.nan)
    each = np.where(fit, np.where(np.isfinite(each), each, 0.0), np.nan)
    return overall, each


def _within(
    residual: NDArray[np.float32], order: NDArray[np.int64], labels: NDArray[np.int64],
    strata: NDArray[np.int64], fit: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:  # fmt: skip
    """The same two, of differences within events: each group's sum over events, by how it varies between them."""
    import numpy as np

    events = int(strata.max()) + 1
    # Labels move within events, so that how many of each group an event has stays the same.
    cells, place = np.unique(labels * events + strata, return_inverse=True)
    sums = _summed(residual, order, place, len(cells))
    edges = np.searchsorted(cells // events, np.arange(fit.shape[1]))
    gap, spread = np.add.reduceat(sums, edges, axis=0).T, np.add.reduceat(sums**2, edges, axis=0).T
    each = np.divide(gap**2, spread, out=np.zeros_like(gap), where=spread > 1e-12)
    overall = np.where(fit.sum(axis=1) > 1, np.where(fit, each, 0.0).sum(axis=1), np.nan)
    return overall, np.where(fit, each, np.nan)


def p_values(observed: NDArray[np.float64], drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """How rare a statistic at least as large is among the deals, the deal that was seen counted in.

    Where no deal reaches it, its place in the tail is that of a gamma distribution with the three first moments of the
    deals (Winkler and others 2016), so that many tests can be corrected without a million deals.

    Args:
        observed: the statistics; NaN where nothing was tested.
        drawn: the same of each deal, along the first axis.

    Example:
        >>> import numpy as np
        >>> p_values(np.array([3.0, float("nan")]), np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 1.0]])).tolist()
        [0.5, nan]
    """
    import numpy as np

    # Sums in another order differ in their last digits; a tie is a tie.
    edge = observed - 1e-5 * np.maximum(1.0, np.abs(np.nan_to_num(observed)))
    reached = (drawn >= edge).sum(axis=0)
    p = (1.0 + reached) / (1.0 + len(drawn))
    p = np.where((reached == 0) & (len(drawn) >= 100), np.minimum(p, _tail(observed, drawn)), p)
    return np.where(np.isnan(observed), np.nan, p)


def _tail(observed: NDArray[np.float64], drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """Beyond the observed value, of the gamma distribution (Pearson's type III) with the moments of the deals."""
    import numpy as np
    from scipy.special import gammaincc

    mean, spread = drawn.mean(axis=0), drawn.std(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        skew = np.maximum(((drawn - mean) ** 3).mean(axis=0) / spread**3, 1e-3)
        shape = 4 / skew**2
        place = shape + (observed - mean) / spread * np.sqrt(shape)
        tail = gammaincc(shape, np.maximum(place, 0.0))
    # Two thousand deals say nothing of one in a billion.
    return np.where(np.isfinite(tail), np.maximum(tail, 1e-9), 1.0)
