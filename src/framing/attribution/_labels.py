"""The labels of the attribution model, and which spans may be linked with which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from framing.attribution._network import IMPOSSIBLE

ROLES = ("source before its cue", "source after it", "cue", "content before its cue", "content after it")
SOURCE_BEFORE, SOURCE_AFTER, CUE, CONTENT_BEFORE, CONTENT_AFTER = range(5)

LABELS = 1 + 2 * len(ROLES)
"""O, then B and I of every role: role r begins with label 1 + 2r and goes on with 2 + 2r."""

NEAREST = 5
"""How many candidates on either side a link is chosen from."""

_RANKS, _GAPS = 3, (0, 2, 5, 10, 20, 40)
BUCKETS = 2 * 2 * _RANKS * (len(_GAPS) + 1)
"""Kinds of a pair: side × label agrees × candidates between × distance."""

Ints = npt.NDArray[np.int64]


def hard_constraints() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """What no label sequence may do: go on with a role that did not begin.

    Returns:
        (labels,) for the first word and (labels, labels) for every further one: 0 or IMPOSSIBLE.

    Example:
        >>> start, moves = hard_constraints()
        >>> bool(start[2] < 0), bool(moves[1, 2] < 0), bool(moves[0, 2] < 0)
        (True, False, True)
    """
    start = np.zeros(LABELS, dtype=np.float32)
    moves = np.zeros((LABELS, LABELS), dtype=np.float32)
    for inside in range(2, LABELS, 2):
        start[inside] = IMPOSSIBLE
        moves[:, inside] = IMPOSSIBLE
        moves[inside - 1, inside] = moves[inside, inside] = 0
    return start, moves


def spans(labels: Ints) -> tuple[Ints, Ints, Ints]:
    """The labelled spans in text order: first words, last words (inclusive) and roles.

    Example:
        >>> [part.tolist() for part in spans(np.array([1, 2, 5, 0, 9, 10]))]
        [[0, 2, 4], [1, 2, 5], [0, 2, 4]]
    """
    first: Ints = np.flatnonzero(labels % 2 == 1)
    ends = np.flatnonzero(np.append((labels == 0) | (labels % 2 == 1), True))
    last: Ints = ends[np.searchsorted(ends, first, side="right")] - 1
    return first, last, labels[first] // 2


def pairs(
    anchors: Sequence[tuple[int, int, int]], options: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """The candidates of every anchor: a cue's possible sources, a content's possible cues.

    Args:
        anchors, options: (first word, last word, role) of spans in text order.

    Returns:
        (anchor, option, bucket), positions in the two sequences and the kind of the pair.

    Example:
        >>> pairs([(3, 3, CUE)], [(0, 2, SOURCE_BEFORE), (5, 6, SOURCE_BEFORE)])
        [(0, 0, 63), (0, 1, 1)]
    """
    found: list[tuple[int, int, int]] = []
    firsts = [option[0] for option in options]
    for number, (first, last, role) in enumerate(anchors):
        here = bisect_left(firsts, first)
        for rank, position in enumerate(range(here - 1, max(-1, here - 1 - NEAREST), -1)):
            found.append(
                (
                    number,
                    position,
                    _bucket(True, rank, first - options[position][1] - 1, role, options[position][2]),
                )
            )
        for rank, position in enumerate(range(here, min(len(options), here + NEAREST))):
            found.append(
                (
                    number,
                    position,
                    _bucket(False, rank, options[position][0] - last - 1, role, options[position][2]),
                )
            )
    return found


def _bucket(option_first: bool, rank: int, gap: int, anchor_role: int, option_role: int) -> int:
    if anchor_role == CUE:
        agrees = option_first == (option_role == SOURCE_BEFORE)
    else:
        agrees = option_first == (anchor_role == CONTENT_AFTER)
    distance = bisect_left(_GAPS, gap)
    return ((option_first * 2 + agrees) * _RANKS + min(rank, _RANKS - 1)) * (len(_GAPS) + 1) + distance
