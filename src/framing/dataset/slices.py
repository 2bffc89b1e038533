"""Where the corpus is cut: by what the articles say, so that a new one moves no cut but its own slice's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.given import Fields

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE = 250
"""Articles of a slice, about."""
_MOST_CHARACTERS = 20_000_000


@dataclass(frozen=True)
class Slice:
    """Articles that are annotated together, by their places.

    Args:
        name: by all that goes into their tables.
        first, last: the place of the first, and that behind the last.
    """

    name: str
    first: int
    last: int


def cuts(bare: NDArray[np.uint8], chars: NDArray[np.uint32], size: int = SIZE) -> list[tuple[int, int]]:
    """First and last places of the slices: the cut comes behind an article whose hash says so (Muthitacharoen,
    Chen & Mazières 2001), within bounds.

    Args:
        bare: the hash of what the layers read of each article.
        chars: the length of each.
        size: articles of a slice, about; it has at least half, and at most twice as many.

    Example:
        >>> import numpy as np
        >>> cuts(np.zeros((5, 16), np.uint8), np.ones(5, np.uint32), size=4)
        [(0, 2), (2, 4), (4, 5)]
    """
    import numpy as np

    marks = (np.ascontiguousarray(bare[:, :4]).view(np.uint32)[:, 0] % size == 0).tolist()
    lengths = chars.tolist()
    made, first, held = [], 0, 0
    for place, length in enumerate(lengths):
        held += length
        count = place + 1 - first
        if count >= 2 * size or held >= _MOST_CHARACTERS or (count * 2 >= size and marks[place]):
            made.append((first, place + 1))
            first, held = place + 1, 0
    return [*made, (first, len(lengths))] if first < len(lengths) else made


def named(
    cut: Sequence[tuple[int, int]], whole: NDArray[np.uint8], ids: NDArray[np.uint64], *,
    made_with: str, columns: Fields, renamed: Mapping[int, str], copies: Mapping[int, str],
) -> list[Slice]:  # fmt: skip
    """The slices, each with a name by its content.

    Args:
        cut: first and last places.
        whole: the hash of everything that was read of each article.
        ids: the hash of the id of each.
        made_with: a hash of what decides the tables besides the texts.
        columns: the input's own.
        renamed: ids of articles that are not called by their own, by place.
        copies: the id of the article that it repeats, by place.
    """
    made = []
    for first, last in cut:
        total = hashlib.sha256(json.dumps([made_with, list(columns)]).encode())
        total.update(whole[first:last].tobytes())
        total.update(ids[first:last].tobytes())
        total.update(json.dumps([among(renamed, first, last), among(copies, first, last)]).encode())
        made.append(Slice(total.hexdigest()[:20], first, last))
    return made


def among(told: Mapping[int, Any], first: int, last: int) -> dict[str, Any]:
    """What is told of the places of a slice, by place within it.

    Example:
        >>> among({3: "x", 9: "y"}, 2, 5)
        {'1': 'x'}
    """
    if len(told) < last - first:
        return {str(place - first): value for place, value in sorted(told.items()) if first <= place < last}
    return {str(place - first): told[place] for place in range(first, last) if place in told}
