"""Which frames the articles have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.show.figures import figure
from framing.show.html import Html
from framing.show.model import View, view
from framing.show.parts import listing, percent
from framing.show.sheet import Sheet
from framing.show.tabular import markup
from framing.study.accuracy import doubtful_frames
from framing.study.fact_words import frame_facts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.study.camp_styles import Sides
    from framing.tables import Tables


FRAMES = {
    "responsibility": "Responsibility", "human_interest": "Human interest", "conflict": "Conflict",
    "morality": "Morality", "economic": "Economic consequences",
}  # fmt: skip


def frames(tables: Tables | View, camps: Sides = None) -> Html:
    """Which frames carry the story: scores in one article, articles that have the frame in a corpus.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    facts = frame_facts(v)
    # A scheme of the user's own stands in place of the generic frames: nobody looked for those, so they are not absent.
    usual = FRAMES if not facts or any(name in facts for name in FRAMES) else {}
    names = list(dict.fromkeys([*usual, *facts]))
    titles = {name: FRAMES.get(name, name.replace("_", " ").capitalize()) for name in names}
    doubtful = {name: figures for name, figures in doubtful_frames().items() if name in names}
    names = [name for name in names if name not in doubtful]
    present = {name: facts[name].present if name in facts else 0 for name in names}
    mean = {name: facts[name].mean if name in facts else 0.0 for name in names}
    total = len(v.pages)
    found = [titles[name] for name in names if present[name]]

    def draw(fig: Figure, wide: bool) -> None:
        step = 36.0 if wide else 46.0
        sheet = Sheet(fig, wide, 34 + step * len(names))
        left, room = (190.0, 560.0) if wide else (0.0, 190.0)
        sheet.text(left, 16, "Score, 0 to 1" if v.one else "Articles with the frame", bold=True)
        if not v.one:
            sheet.note(sheet.width, 16, f"of {total:,}", align="right")
        top = max([1.0, *mean.values()]) if v.one else max(1, total)
        for i, name in enumerate(names):
            y = 30 + step * i
            value = mean[name] if v.one else present[name]
            sheet.text(0, y + (16 if wide else 12), titles[name], bold=bool(present[name]))
            bar = y + (0 if wide else 18)
            if value:
                sheet.box(left, bar, max(2.0, room * value / top), 22 if wide else 18,
                          fill="cj" if present[name] else "tj", line="cj")  # fmt: skip
            label = (f"{value:.2f}, {'present' if present[name] else 'not marked'}" if v.one
                     else f"{value:,}" if value else "none")  # fmt: skip
            sheet.note(left + (room * value / top) + 9, bar + (16 if wide else 14), label)
        sheet.rule(left, 26, left, 26 + step * len(names), colour="ink", weight=1.5)

    rows = [
        [
            titles[n],
            f"{mean[n]:.2f}",
            ("yes" if present[n] else "no") if v.one else f"{present[n]:,} ({percent(present[n], total)})",
        ]
        for n in names
    ]
    columns = ["Frame", "Score" if v.one else "Mean score", "Present" if v.one else "Articles"]
    told = "; ".join(f"{titles[n]} {rows[i][1] if v.one else present[n]}" for i, n in enumerate(names))
    caption = (
        f"Frames in {total:,} articles" if not v.one
        else "No frame is marked as present" if not found
        else f"{listing([found[0], *map(str.lower, found[1:])])} {'is' if len(found) == 1 else 'are'} marked as present"
    )  # fmt: skip
    return figure(
        draw, f"{'Scores of frames' if v.one else 'Articles that have each frame'}: {told}.", caption,
        markup(columns, rows, "Frames", set(columns[1:])), id="fig-frames",
        note="Frames after Semetko and Valkenburg (2000), read from words; filled bars are marked as present."
        + "".join(
            f" {titles[name]} is not drawn: on labelled articles it is told hardly better (F1 {mine:.2f}) than by "
            f"marking every text ({floor:.2f})."
            for name, (mine, floor) in doubtful.items()
        ),
    )  # fmt: skip
