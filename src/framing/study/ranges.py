"""Counts as ranges: from the rows that are sure to all rows that are marked, by the score of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from framing.study.said import DOUBT


@dataclass(frozen=True, slots=True)
class CountRange:
    """How many there are at least and at most.

    Args:
        least: the rows that are more likely right than wrong.
        most: all of them.

    Example:
        >>> print(CountRange(8, 9), CountRange(9, 9))
        8 to 9 9
    """

    least: int
    most: int

    @property
    def single(self) -> bool:
        """Whether nothing is in doubt."""
        return self.least == self.most

    def __str__(self) -> str:
        return f"{self.most:,}" if self.single else f"{self.least:,} to {self.most:,}"


def count_range(rows: Iterable[Any]) -> CountRange:
    """Count statements as a range: those whose score says that they are doubtful may be there or not.

    The score is how likely a reader would mark the row; `study.said.least` is the line, the same that hatches a
    statement on a page. A row without a score, as hand-made tables have it, is sure.

    Args:
        rows: statements with their `score`, as `Measured.statements` has them row by row.

    Example:
        >>> from types import SimpleNamespace as row
        >>> print(count_range([row(score=0.9), row(score=0.4), row(score=None)]))
        2 to 3
    """
    scores = [row.score for row in rows]
    doubtful = sum(score is not None and score < DOUBT.now.least for score in scores)
    return CountRange(len(scores) - doubtful, len(scores))
