"""How each camp's sources are given: by name, as a body, without a name, not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from framing.show.charts.pieces import (
    TOKENS,
    Panel,
    alt_text,
    panel_figure,
    share_of,
    silent_camps,
    token_row,
    told_of,
    with_note,
)
from framing.show.figures import figure
from framing.show.html import Html
from framing.show.model import EMPTY, View, view
from framing.show.parts import chips
from framing.show.sheet import Sheet
from framing.show.tabular import markup
from framing.study.camp_styles import CampStyle
from framing.study.material import grouped
from framing.study.said import Said

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.study.camp_styles import Sides
    from framing.tables import Tables


NAMINGS = (
    ("named", "A person, by name"), ("body", "A body, by name"), ("unnamed", "Someone, no name"),
    ("nobody", "No one at all"),
)  # fmt: skip


def sources(tables: Tables | View, camps: Sides = None) -> Html:
    """How each source is named: a square a statement, or bars where there are many.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    cells = grouped(v.said, lambda said: (said.camp.name, said.naming))
    namings = v.facts.namings
    panels = [
        Panel(title, [len(cells.get((camp.name, key), ())) for camp in v.drawn], len(namings[key]))
        for key, title in NAMINGS
    ]
    total, nobody = v.facts.statements, v.facts.nobody
    table = [
        [camp.title, *(_cell(v, cells.get((camp.name, key), ())) for key, _ in NAMINGS)] for camp in v.drawn
    ]
    if v.left_out:
        table.append([silent_camps(v), *("none" for _ in NAMINGS)])
    table.append(["All", *(share_of(len(namings[key]), total) for key, _ in NAMINGS)])
    data = markup(["Camp", *(title for _, title in NAMINGS)], table, "How each source is named", ())
    caption = (
        "No source to name" if not total
        else "Every statement has somebody behind it" if not nobody
        else f"No one at all stands behind {_behind(nobody, total)}"
    )  # fmt: skip
    small = v.one and total <= TOKENS

    def draw(fig: Figure, wide: bool) -> None:
        if small:
            _token_grid(fig, wide, v, cells)
        else:
            panel_figure(fig, wide, [(camp.title, camp) for camp in v.drawn], panels)

    note = "A body is a state, ministry, company, document or other organisation."
    return figure(
        draw,
        told_of(
            v, alt_text("Numbered squares, one per statement" if small else "Bars", panels, [c.title for c in v.drawn])
        ),
        caption, data, note=with_note(v, f"Each square is one statement. {note}" if small else note), id="fig-named",
    )  # fmt: skip


def _behind(nobody: int, total: int) -> str:
    if nobody == total and total > 2:
        return f"any of the {total:,} statements"
    if nobody == total:
        return "the one statement" if total == 1 else "either statement"
    return f"{nobody:,} of the {total:,} statements"


def _cell(v: View, said: Sequence[Said]) -> Html:
    if not said:
        return Html("none")
    return Html(f"{len(said):,} ") + chips(v, said)


def _token_grid(fig: Figure, wide: bool, v: View, cells: Mapping[tuple[str, str], Sequence[Said]]) -> None:
    side, gap = (28.0, 5.0) if wide else (26.0, 4.0)
    if wide:
        most = [max((len(cells.get((c.name, key), ())) for c in v.drawn), default=0) for key, _ in NAMINGS]
        room, least = 960.0 - 168, 150.0
        wanted = [max(least, min(m, 12) * (side + gap) + 16) for m in most]
        widths = [w * min(1.0, room / sum(wanted)) if sum(wanted) > room else w for w in wanted]
        spare = (room - sum(widths)) / len(widths)
        widths = [w + spare for w in widths]
        per = [max(1, int((w - 8) // (side + gap))) for w in widths]
        lines = [
            max(
                1,
                *(
                    -(-len(cells.get((c.name, key), ())) // n)
                    for (key, _), n in zip(NAMINGS, per, strict=True)
                ),
            )
            for c in v.drawn
        ]
        heights = [max(n * (side + gap) + 12, 45.0) for n in lines]
        sheet = Sheet(fig, wide, 46 + sum(heights) + 4)
        x = 168.0
        for (key, title), width in zip(NAMINGS, widths, strict=True):
            sheet.text(x, 16, sheet.fit(title, width - 6, bold=True), bold=True)
            sheet.note(x, 34, f"{len(v.facts.namings[key]):,} of {v.facts.statements:,}")
            x += width
        y = 45.0
        for camp, height in zip(v.drawn, heights, strict=True):
            sheet.rule(0, y, 960, y)
            sheet.label(0, y + height / 2, camp.title, 156)
            x = 168.0
            for (key, _), width, n in zip(NAMINGS, widths, per, strict=True):
                token_row(sheet, x, y + 7, cells.get((camp.name, key), ()), n, side, gap)
                x += width
            y += height
        return
    per_line = int((340 - 118) // (side + gap))
    blocks: list[tuple[str, str, list[tuple[CampStyle, Sequence[Said], float]], str]] = []
    ruler = Sheet(fig, wide, 24)
    for key, title in NAMINGS:
        empty = [camp for camp in v.drawn if not cells.get((camp.name, key))]
        rows = []
        for camp in v.drawn:
            said = cells.get((camp.name, key), ())
            if said or len(empty) <= EMPTY:
                least = 34 if len(ruler.lines(camp.title, 112)) > 1 else 0
                rows.append((camp, said, max(max(1, -(-len(said) // per_line)) * (side + gap), least) + 4))
        others = "all camps: none" if not rows else "other camps: none" if len(empty) > EMPTY else ""
        blocks.append((key, title, rows, others))
    height = sum(32 + sum(tall for *_, tall in rows) + (22 if others else 0) for *_, rows, others in blocks)
    sheet = Sheet(fig, wide, height)
    y = 0.0
    for key, title, rows, others in blocks:
        sheet.text(0, y + 14, title, bold=True)
        sheet.note(340, y + 14, f"{len(v.facts.namings[key]):,} of {v.facts.statements:,}", align="right")
        y += 22
        for camp, said, tall in rows:
            sheet.label(0, y + (tall - 4) / 2, camp.title, 112)
            token_row(sheet, 118, y, said, per_line, side, gap)
            y += tall
        if others:
            sheet.note(0, y + 15, others)
            y += 22
        y += 10
