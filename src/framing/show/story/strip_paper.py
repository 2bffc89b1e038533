"""The strip on a sheet: what `figure_of` draws for print, from the same plan as the page's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.show.model import View
from framing.show.sheet import Sheet
from framing.show.story.strip_plan import NARROW, WIDE, Arc, Block, Plan, plan
from framing.study.exchange import Exchange

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw(fig: Figure, wide: bool, v: View, rows: Sequence[Exchange]) -> None:
    """Draw the strip of the only article.

    Args:
        fig: an empty figure.
        wide: whether it is as wide as a page or as a column.
        v: the view of one article.
        rows: its charges.
    """
    made = plan(v, rows, WIDE if wide else NARROW)
    sheet = Sheet(fig, wide, made.height)
    frame = made.frame
    sheet.box(0, made.band, frame.width, frame.band, fill="tj")
    for block in made.blocks:
        _block(sheet, block, made)
    foot = made.band + frame.band
    for line in made.lines:
        sheet.rule(line.left, foot + 3.5, max(line.left + 3, line.right), foot + 3.5, colour="ink", weight=3,
                   dotted=line.row.nameless or not line.row.sure)  # fmt: skip
    for arc in made.arcs:
        _arc(sheet, arc, made)
    for tick in made.ticks:
        sheet.rule(tick, foot + 2, tick, foot + 6, colour="cj")
    for label in made.ruler:
        sheet.text(label.x, label.y, label.words, colour="ink2", size=-2)
    align = {"start": "left", "middle": "center", "end": "right"}
    for label in made.names:
        slot = label.camp.slot if label.camp else 0
        sheet.text(label.x, label.y, label.words, colour=f"c{slot or 'j'}", bold=True, align=align[label.align])


def _block(sheet: Sheet, block: Block, made: Plan) -> None:
    said, height = block.said, made.frame.band
    for left, right in block.spans:
        width = max(2.0, right - left)
        if said.mark:
            sheet.box(left + 1, made.band + 1, max(1.0, width - 2), height - 2, fill="paper", weight=2,
                      line=f"c{said.camp.slot or 'j'}", dashed=said.nobody)  # fmt: skip
        else:
            sheet.box(left, made.band, width, height, fill=f"c{said.camp.slot or 'j'}")
            if said.camp.slot:
                sheet.bar(left, made.band, width, height, said.camp)
        if said.doubtful:
            sheet.hatched(left, made.band, width, height)


def _arc(sheet: Sheet, arc: Arc, made: Plan) -> None:
    base = made.band - 1
    if arc.to is None:
        sheet.rule(arc.left, base, arc.left, made.band - arc.height, colour="ink", weight=1.6, dotted=arc.broken)
        sheet.dots([arc.left], [made.band - arc.height], "ink", filled=False, side=6)
        return
    sheet.arc(arc.left, arc.to, base, arc.height, dashed=arc.broken)
