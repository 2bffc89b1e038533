"""Copies in a corpus that is not held in memory: told by the traces of its articles, checked by their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from framing.article import Article
from framing.reading.copies import BANDS, CROWD, are_copies, joined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def originals(
    words: NDArray[np.uint64],
    enough: NDArray[np.bool_],
    published: NDArray[np.float64],
    bands: Callable[[int], NDArray[np.uint64]],
    article: Callable[[int], Article],
) -> dict[int, int]:
    """The original of every article that repeats another, by their places: what `copies.marked` finds.

    Time and memory grow with the number of articles and of copies, not of pairs; texts are asked for only
    where two traces agree.

    Args:
        words: `Trace.words` of every article.
        enough: `Trace.enough`.
        published: seconds since 1970; not a number where there is no date.
        bands: the hashes of one band, by its number, of every article.
        article: the article at a place.

    Example:
        >>> import numpy as np
        >>> from framing.reading.copies import trace
        >>> told = "The council closed the old bridge on Tuesday. " * 6
        >>> texts = [Article("a", told), Article("b", "It rained."), Article("c", told + "It rained.")]
        >>> traces = [trace(one) for one in texts]
        >>> originals(
        ...     np.array([t.words for t in traces], np.uint64), np.array([t.enough for t in traces]),
        ...     np.full(3, np.nan), lambda band: np.array([t.bands[band] for t in traces]), lambda i: texts[i])
        {2: 0}
    """
    import numpy as np

    pairs: set[tuple[int, int]] = set()
    first = np.ones(len(words), dtype=bool)
    for same in _alike(words, np.flatnonzero(words != 0)):
        pairs.update((same[0], other) for other in same[1:])
        first[same[1:]] = False
    single = np.flatnonzero(enough & first)
    looked_at: set[tuple[int, int]] = set()
    for band in range(BANDS if len(single) > 1 else 0):
        for alike in _alike(bands(band), single):
            for pair in _paired(alike):
                if pair not in looked_at:
                    looked_at.add(pair)
                    if are_copies(article(pair[0]), article(pair[1])):
                        pairs.add(pair)
    made = {}
    for members in joined(pairs):
        original = min(members, key=lambda i: (np.isnan(published[i]), np.nan_to_num(published[i]), i))
        made.update({one: original for one in members if one != original})
    return dict(sorted(made.items()))


def _alike(hashes: NDArray[np.uint64], places: NDArray[np.intp]) -> Iterator[list[int]]:
    """The places, in order, at which one hash stands more than once."""
    import numpy as np

    chosen = np.asarray(hashes)[places]
    order = np.argsort(chosen, kind="stable")
    ends = np.flatnonzero(np.diff(chosen[order])) + 1
    starts = np.concatenate([[0], ends]) if len(order) else ends
    sizes = np.diff(np.concatenate([starts, [len(order)]]))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        yield places[order[start : start + size]].tolist()


def _paired(alike: list[int]) -> Iterable[tuple[int, int]]:
    if len(alike) > CROWD:
        return pairwise(alike)
    return ((one, other) for k, one in enumerate(alike) for other in alike[k + 1 :])
