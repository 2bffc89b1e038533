"""What a check answers: whether the task is done, and otherwise where to look again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.show.html import esc


@dataclass(frozen=True)
class Hint:
    """The answer to a student's attempt; it points to a place and asks, it never gives the solution.

    Args:
        done: whether nothing is left to find.
        lines: sentences, in the order in which they help.
        head: what stands above them; told from `done` where it is empty.

    Example:
        >>> Hint(False, ("Look at the headline again.",))
        Not there yet.
          - Look at the headline again.
    """

    done: bool
    lines: Sequence[str]
    head: str = ""

    def __repr__(self) -> str:
        return "\n  - ".join([self._head, *self.lines])

    def _repr_html_(self) -> str:
        items = "".join(f'<li style="margin-bottom:.4em">{esc(line)}</li>' for line in self.lines)
        head = f'<p style="margin:0 0 .4em"><b>{self._head}</b></p>'
        return f'<div class="prose">{head}<ul style="list-style:disc;padding-left:1.3em">{items}</ul></div>'

    @property
    def _head(self) -> str:
        return self.head or ("Done." if self.done else "Not there yet.")
