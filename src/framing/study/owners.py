"""Whose word is this: for every word of the story the statement that owns it, and whether it is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.spans import Owners, Place, overlap, union
from framing.text import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def quotations(document: Document) -> tuple[Place, ...]:
    """The outer quotations of the story, with their marks, in text order; marks around nothing are none.

    Example:
        >>> from framing.article import Article
        >>> quotations(Document(Article("a", 'He said "no".')))
        ((8, 12),)
    """
    return tuple((q.start, q.end) for q in document.quotes if q.depth == 0 and q.end - q.start > 2)


def owned(
    starts: Sequence[int] | NDArray[np.int64], contents: Sequence[Sequence[Place]], quotes: Sequence[Place]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For every word the statement that owns it, and whether it stands in quotation marks.

    Every count of words in the suite is made of this, so that all of them agree and their sums are true.

    Args:
        starts: where the words begin, (words,), ascending.
        contents: the spans of each statement.
        quotes: as `quotations` gives them.

    Returns:
        owner, (words,): the position of the innermost statement in `contents`, -1 for the journalist; and quoted,
        (words,): whether an owned word is quoted.

    Example:
        >>> owner, quoted = owned([0, 3, 8, 12], [[(3, 20)], [(8, 11)]], [(8, 20)])
        >>> owner.tolist(), quoted.tolist()
        ([-1, 0, 1, 0], [False, False, True, True])
    """
    import numpy as np

    places = np.asarray(starts, dtype=np.int64)
    owner = np.full(len(places), -1, dtype=np.int64)
    map_ = Owners.of((number, place) for number, spans in enumerate(contents) for place in spans)
    if map_.edges:
        labels = np.array([-1 if label is None else label for label in map_.labels], dtype=np.int64)
        position = np.searchsorted(np.array(map_.edges, dtype=np.int64), places, side="right") - 1
        owner = np.where(position >= 0, labels[position], -1)
    quoted = np.zeros(len(places), dtype=bool)
    for start, end in quotes:
        first, last = np.searchsorted(places, (start, end))
        quoted[first:last] = True
    return owner, quoted & (owner >= 0)


def counted(
    starts: Sequence[int], contents: Sequence[Sequence[Place]], quotes: Sequence[Place]
) -> list[tuple[int, int]]:
    """For each statement the words that are its own, and those of them in quotation marks.

    Example:
        >>> counted([0, 3, 8, 12], [[(3, 20)], [(8, 11)]], [(8, 20)])
        [(2, 1), (1, 1)]
    """
    import numpy as np

    owner, quoted = owned(starts, contents, quotes)
    size = len(contents)
    own = np.bincount(owner[owner >= 0], minlength=size)
    marked = np.bincount(owner[quoted], minlength=size)
    return list(zip(own.tolist(), marked.tolist(), strict=True))


def spoken(contents: Sequence[Place], quotes: Sequence[Place]) -> tuple[Place, ...]:
    """The parts of a statement that stand in quotation marks.

    Example:
        >>> spoken([(3, 20)], [(8, 12)])
        ((8, 12),)
    """
    return overlap(union(contents), quotes)
