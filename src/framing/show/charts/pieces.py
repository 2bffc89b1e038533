"""What several charts share: panels of bars, notes, alt texts, rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.show.model import View
from framing.show.parts import percent
from framing.show.sheet import Sheet, breadth
from framing.study.camp_styles import CampStyle
from framing.study.said import Said

if TYPE_CHECKING:
    from matplotlib.figure import Figure


TOKENS = 60
"""Up to so many statements are drawn one by one; more are drawn as bars."""


@dataclass(frozen=True)
class Panel:
    """One column of bars: what is counted, of how many, and the count of each row."""

    title: str
    counts: Sequence[int]
    total: int


def silent_camps(v: View) -> str:
    """The camps that have no row of their own, as the heading of the row that they share."""
    title = ", ".join(camp.name for camp in v.silent)
    return title[:1].upper() + title[1:]


def with_note(v: View, note: str) -> str:
    """A figure's note, with the camps that it leaves out: absence is a finding, eight empty rows are not."""
    return f"{v.left_out} {note}".strip()


def told_of(v: View, alt: str) -> str:
    """An alt text that also says what the chart leaves out."""
    return f"{alt} {v.left_out}".strip()


def share_of(count: int, total: int) -> str:
    """A count with its share of a total."""
    return f"{count:,} ({percent(count, total)})"


def alt_text(kind: str, panels: Sequence[Panel], names: Sequence[str]) -> str:
    """What panels of bars show, in words."""
    said = [
        f"{p.title}: {', '.join(f'{name} {count:,}' for name, count in zip(names, p.counts, strict=True)) or 'none'}."
        for p in panels
    ]
    return f"{kind}. {' '.join(said)}"


def panel_figure(
    fig: Figure, wide: bool, rows: Sequence[tuple[str, CampStyle | None]], panels: Sequence[Panel]
) -> None:
    """Bars in panels: side by side when wide, one under the other when narrow."""
    if wide:
        sheet = Sheet(fig, wide, 54 + 36 * max(1, len(rows)))
        left = 168.0
        room = (960 - left) / len(panels)
        for i, (name, _) in enumerate(rows):
            sheet.label(0, 61 + 36 * i, name, left - 12)
        for number, panel in enumerate(panels):
            x = left + number * room
            sheet.text(x, 16, sheet.fit(panel.title, room - 8, bold=True), bold=True)
            sheet.note(x, 34, f"of {panel.total:,}")
            draw_bars(sheet, x, 50, 36, 22, room - 92, rows, panel)
    else:
        step = 34 if any(len(name) > 17 for name, _ in rows) else 27
        each = 32 + step * max(1, len(rows))
        sheet = Sheet(fig, wide, each * len(panels) + 8 * (len(panels) - 1))
        for number, panel in enumerate(panels):
            top = number * (each + 8)
            sheet.text(0, top + 14, panel.title, bold=True)
            sheet.note(340, top + 14, f"of {panel.total:,}", align="right")
            for i, (name, _) in enumerate(rows):
                sheet.label(0, top + 34 + step * i, name, 120)
            draw_bars(sheet, 124, top + 24, step, 20, 128, rows, panel)


def draw_bars(
    sheet: Sheet, x: float, y: float, step: float, thick: float, room: float,
    rows: Sequence[tuple[str, CampStyle | None]], panel: Panel,
) -> None:  # fmt: skip
    """Draw one panel: a bar and a number for each row."""
    longest = max(panel.counts, default=0) or 1
    for i, (_, camp) in enumerate(rows):
        count, top = panel.counts[i], y + step * i
        base = top + thick / 2 + sheet.size * 0.36
        if not count:
            sheet.note(x + 8, base, "none")
            continue
        width = max(2.0, room * count / longest)
        sheet.bar(x, top, width, thick, camp)
        label = f"{count:,}"
        sheet.text(x + width + 7, base, label, bold=True)
        sheet.note(x + width + 13 + breadth(label, sheet.size + 2, True), base, percent(count, panel.total))
    sheet.rule(
        x,
        y - (8 if sheet.wide else 3),
        x,
        y + step * max(1, len(rows)) - (step - thick) + 8,
        colour="ink",
        weight=1.5,
    )


def token_row(
    sheet: Sheet, x: float, y: float, said: Sequence[Said], per: int, side: float, gap: float
) -> None:
    """Draw statements as numbered squares, so many in a line."""
    if not said:
        sheet.note(x + 6, y + side * 0.65, "–")
    for number, one in enumerate(said):
        sheet.token(x + (number % per) * (side + gap), y + (number // per) * (side + gap), one, side)
