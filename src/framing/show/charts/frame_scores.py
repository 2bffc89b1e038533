"""Which frames the articles have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show.figures import figure
from framing.show.html import Html
from framing.show.model import View, view
from framing.show.parts import listing, measured, percent
from framing.show.sheet import Sheet
from framing.show.tabular import markup

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.tables import Tables


FRAMES = {
    "responsibility": "Responsibility", "human_interest": "Human interest", "conflict": "Conflict",
    "morality": "Morality", "economic": "Economic consequences",
}  # fmt: skip


def frames(tables: Tables | View, camps: Any = None) -> Html:
    """Which frames carry the story: scores in one article, articles that have the frame in a corpus.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    names = (
        list(dict.fromkeys([*FRAMES, *(str(row["frame"]) for row in v.frames)])) if v.frames else list(FRAMES)
    )
    titles = {name: FRAMES.get(name, name.replace("_", " ").capitalize()) for name in names}
    doubtful = {name: figures for name, figures in _untold().items() if name in names}
    names = [name for name in names if name not in doubtful]
    scores: dict[str, list[float]] = {name: [] for name in names}
    present = dict.fromkeys(names, 0)
    for row in v.frames:
        if row["frame"] in scores:
            scores[str(row["frame"])].append(float(row["score"] or 0))
            present[str(row["frame"])] += bool(row["present"])
    total = len(v.pages)
    found = [titles[name] for name in names if present[name]]
    mean = {name: sum(values) / len(values) if values else 0.0 for name, values in scores.items()}

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


# A frame is drawn where its F1 is at least this much above that of marking every text.
_LEAST_GAIN = 0.02


def _untold() -> dict[str, tuple[float, float]]:
    """The frames that were not told better than chance when measured: F1, and F1 of marking every text."""
    row = next((row for row in measured() if row["layer"] == "frames"), {})
    by_frame: Mapping[str, Sequence[float]] = row.get("by_frame", {})
    return {name: (mine, floor) for name, (mine, floor) in by_frame.items() if mine - floor < _LEAST_GAIN}
