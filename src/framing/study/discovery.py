"""Many tests at once: the false discovery rate over all that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


def false_discovery(p: ArrayLike) -> NDArray[np.float64]:
    """P-values as `q`: the share of false findings among all that are called at this value (Benjamini & Hochberg 1995).

    Args:
        p: the p-values of one family; NaN where nothing was tested, which stays NaN and does not count.

    Example:
        >>> false_discovery([0.01, float("nan"), 0.04]).round(3).tolist()
        [0.02, nan, 0.04]
    """
    import numpy as np

    values = np.asarray(p, dtype=np.float64)
    q = np.full(values.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(values))
    order = tested[np.argsort(values[tested], kind="stable")[::-1]]
    scaled = values[order] * len(order) / np.arange(len(order), 0, -1)
    q[order] = np.minimum(1, np.minimum.accumulate(scaled)) if len(order) else scaled
    return q
