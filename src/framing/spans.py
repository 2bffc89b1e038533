"""Spans of a text as sets of characters, and the one answer to "which of these owns this place?"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

Place = tuple[int, int]
"""Start and end of a span, end exclusive."""


def union(places: Iterable[Place]) -> tuple[Place, ...]:
    """The same characters as spans that neither overlap nor touch, in text order; empty spans are nothing.

    Example:
        >>> union([(5, 9), (0, 6), (9, 9), (12, 13)])
        ((0, 9), (12, 13))
    """
    merged: list[Place] = []
    for start, end in sorted(places):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def overlap(places: Sequence[Place], others: Sequence[Place]) -> tuple[Place, ...]:
    """The characters that lie in both; both in text order and free of overlaps within themselves.

    Example:
        >>> overlap([(0, 6), (8, 12)], [(4, 10)])
        ((4, 6), (8, 10))
    """
    found: list[Place] = []
    right_ends = [end for _, end in others]
    for start, end in places:
        for position in range(bisect_right(right_ends, start), len(others)):
            if others[position][0] >= end:
                break
            found.append((max(start, others[position][0]), min(end, others[position][1])))
    return tuple(found)


class Taken:
    """Places of a text that are taken: asked and added to in time that does not grow with their number.

    Args:
        places: those that are taken from the beginning.

    Example:
        >>> taken = Taken([(0, 4)])
        >>> taken.add((6, 9))
        >>> taken.meets((3, 5)), taken.meets((4, 6)), taken.meets((8, 20))
        (True, False, True)
    """

    def __init__(self, places: Iterable[Place]) -> None:
        whole = union(places)
        self._starts, self._ends = [start for start, _ in whole], [end for _, end in whole]

    def meets(self, place: Place) -> bool:
        """Whether a part of a place is taken."""
        at = bisect_left(self._starts, place[1]) - 1
        return at >= 0 and self._ends[at] > place[0]

    def add(self, place: Place) -> None:
        """Take a place of which no part is taken yet."""
        at = bisect_left(self._starts, place[0])
        self._starts.insert(at, place[0])
        self._ends.insert(at, place[1])


@dataclass(frozen=True)
class Owners:
    """Who owns each place of a text: of the labelled spans around it the innermost, which is the shortest.

    Spans of one label that touch or overlap are one. Of two that are equally long the one that starts later is the
    inner one, and of two with the same place the one with the higher label.

    Args:
        edges: where owners change, ascending.
        labels: the owner from each edge to the next; None for nobody.

    Example:
        >>> owners = Owners.of([(0, (0, 9)), (0, (9, 20)), (1, (5, 12))])
        >>> [owners.at(place) for place in (4, 5, 11, 12, 20)]
        [0, 1, 1, 0, None]
    """

    edges: tuple[int, ...]
    labels: tuple[int | None, ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, Place]]) -> Owners:
        """From pairs of label and span, in time that grows with n log n."""
        by_label: dict[int, list[Place]] = {}
        for label, place in spans:
            by_label.setdefault(label, []).append(place)
        pieces = sorted(
            (start, end, label) for label, places in by_label.items() for start, end in union(places)
        )
        edges = sorted({edge for start, end, _ in pieces for edge in (start, end)})
        open_: list[tuple[int, int, int, int]] = []  # length, later start first, higher label first, end
        labels: list[int | None] = []
        following = 0
        for edge in edges:
            while following < len(pieces) and pieces[following][0] == edge:
                start, end, label = pieces[following]
                heappush(open_, (end - start, -start, -label, end))
                following += 1
            while open_ and open_[0][3] <= edge:
                heappop(open_)
            labels.append(-open_[0][2] if open_ else None)
        return cls(tuple(edges), tuple(labels))

    def at(self, offset: int) -> int | None:
        """The owner of a place; None for nobody."""
        position = bisect_right(self.edges, offset) - 1
        return self.labels[position] if position >= 0 else None

    def pieces(self) -> Iterator[tuple[int, Place]]:
        """Every owner with each place that is his, in text order.

        Example:
            >>> list(Owners.of([(7, (2, 9)), (8, (4, 5))]).pieces())
            [(7, (2, 4)), (8, (4, 5)), (7, (5, 9))]
        """
        for start, end, label in zip(self.edges, self.edges[1:], self.labels):
            if label is not None:
                yield label, (start, end)

    def shares(self, start: int, end: int) -> dict[int | None, int]:
        """How many characters of a span each owner has, None for those that nobody does.

        Example:
            >>> Owners.of([(7, (2, 5))]).shares(0, 6)
            {None: 3, 7: 3}
        """
        found: dict[int | None, int] = {None: 0}
        place = start
        while place < end:
            position = bisect_right(self.edges, place)
            stop = min(self.edges[position], end) if position < len(self.edges) else end
            owner = self.labels[position - 1] if position else None
            found[owner] = found.get(owner, 0) + stop - place
            place = stop
        return found
