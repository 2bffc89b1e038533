"""An article as a strip on the start page: drawn, and packed for the script that turns the pages of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from framing.report.manifest import Entry

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def packed(blocks: Sequence[Sequence[Any]]) -> str:
    """A strip in five characters a block: left and width, two digits to the base of 36 each, and the look.

    Example:
        >>> packed([[35, 71, 2, "ag"]])
        '0z1zk'
    """

    def two(number: int) -> str:
        number = max(0, min(number, 36 * 36 - 1))
        return _DIGITS[number // 36] + _DIGITS[number % 36]

    looks = {"": 0, "ag": 2}
    return "".join(
        two(int(left)) + two(int(width)) + _DIGITS[9 * looks.get(mark, 1) + int(slot) % 9]
        for left, width, slot, mark in blocks
    )


def drawn(entry: Entry) -> str:
    """The article as a strip: its statements in their sides' colours, from headline to end."""
    found = entry.figures.get("strip") or []
    blocks = []
    for left, width, slot, mark in found:
        colour = f"var(--c{int(slot) or 'j'})"
        look = f"fill:{colour}" if not mark else f"fill:var(--paper);stroke:{colour};stroke-width:1.5"
        dash = ' stroke-dasharray="3 2"' if mark == "ag" else ""
        blocks.append(
            f'<rect x="{int(left)}" y="2" width="{int(width)}" height="36" style="{look}"{dash}'
            ' vector-effect="non-scaling-stroke"/>'
        )
    if not blocks:
        return ""
    return (
        '<svg class="strip" viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="1000" height="40" style="fill:var(--tj)"/>{"".join(blocks)}</svg>'
    )
