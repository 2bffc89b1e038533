"""What the small networks compute with: convolutions over a column of words, and sums over runs of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

STEPS = np.array([1, 2, 3, 5, 8, 13])


AT_ONCE = 4096
"""Rows that are worked on at a time, so that memory does not grow with the length of a text."""


def convolve(values: Floats, weight: Floats, bias: Floats, dilation: int) -> Floats:
    """A centred convolution as one product, or a few where there are many rows; `weight` is (width, in, out)."""
    width, deep, wide = weight.shape
    count = len(values)
    plain = weight.reshape(width * deep, wide)
    made = np.empty((count, wide), dtype=np.float32)
    columns = np.empty((min(count, AT_ONCE), width * deep), dtype=np.float32)
    for low in range(0, count, AT_ONCE):
        high = min(low + AT_ONCE, count)
        for number in range(width):
            shift = (number - width // 2) * dilation
            part = columns[: high - low, number * deep : (number + 1) * deep]
            first, last = max(low + shift, 0), min(high + shift, count)
            if first >= last:
                part[:] = 0
                continue
            part[: first - low - shift] = 0
            part[first - low - shift : last - low - shift] = values[first:last]
            part[last - low - shift :] = 0
        np.matmul(columns[: high - low], plain, out=made[low:high])
    made += bias
    return made


def portions(sizes: Sequence[int], most: int) -> Iterator[slice]:
    """Cut things that have sizes into runs that are no larger than `most`, or of one thing that is.

    Example:
        >>> list(portions([3, 3, 9, 1], 6))
        [slice(0, 2, None), slice(2, 3, None), slice(3, 4, None)]
    """
    first = size = 0
    for number, own in enumerate(sizes):
        if size and size + own > most:
            yield slice(first, number)
            first, size = number, 0
        size += own
    if first < len(sizes):
        yield slice(first, len(sizes))


def rectified(values: Floats, weight: Floats, bias: Floats, dilation: int, empty: Ints) -> Floats:
    """A convolution with what is below 0 cut off, and 0 at the places where no word stands."""
    made = convolve(values, weight, bias, dilation)
    np.maximum(made, 0, out=made)
    made[empty] = 0
    return made


class Runs:
    """Runs of rows, one a target: sums, means and maxima over each."""

    def __init__(self, low: Ints, high: Ints) -> None:
        self.lengths = high - low
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.owner = np.repeat(np.arange(len(low)), self.lengths)
        self.rows = np.arange(len(self.owner)) + self.spread(low - self.starts)

    def spread(self, values: Ints) -> Ints:
        """One value a target to one a row."""
        return np.asarray(values[self.owner])

    def sum(self, values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values, self.starts, axis=0))

    def most(self, values: Floats) -> Floats:
        return np.asarray(np.maximum.reduceat(values, self.starts, axis=0))

    def mean(self, values: Floats) -> Floats:
        return np.asarray(self.sum(values) / self.lengths[:, None], dtype=np.float32)


def _class_of_distance(away: int) -> int:
    if away == 0:
        return 0
    far = int(np.searchsorted(STEPS, abs(away), side="left")) + 1
    return far if away > 0 else far + len(STEPS) + 1


_FARTHEST = int(STEPS[-1]) + 1  # from here on all is one class
_CLASSES = np.array([_class_of_distance(away) for away in range(-_FARTHEST, _FARTHEST + 1)])


def distance_class(away: Ints) -> Ints:
    """Signed distance in words as one of the classes that the network knows: 0, ahead, behind.

    Example:
        >>> distance_class(np.array([0, 1, 4, 99, -1])).tolist()
        [0, 1, 4, 7, 8]
    """
    return np.asarray(_CLASSES[np.clip(away, -_FARTHEST, _FARTHEST) + _FARTHEST])
