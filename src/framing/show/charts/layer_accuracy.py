"""How far each layer can be trusted: measured figures with their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from framing.show.figures import figure
from framing.show.html import Html
from framing.show.sheet import Sheet
from framing.show.tabular import markup
from framing.study.accuracy import measured

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def accuracy(found: Mapping[str, Any] | None = None) -> Html:
    """What was measured of each layer: a dot with its interval, where there is one.

    Args:
        found: `{layer: {"metric", "value", "low", "high", "data", "date"}}`; the package's own file by default.
    """
    rows = measured(found)
    if not rows:
        return Html(
            '<p class="trust">No accuracy of any layer has been measured for this version of the suite.</p>'
        )

    def inside(row: Mapping[str, Any], key: str) -> float | None:
        value = row.get(key)
        return min(1.0, max(0.0, float(value))) if isinstance(value, int | float) else None

    def draw(fig: Figure, wide: bool) -> None:
        step = 48.0 if wide else 64.0
        sheet = Sheet(fig, wide, 40 + step * len(rows))
        left, right = (400.0, 930.0) if wide else (6.0, 330.0)
        bottom = 10 + step * len(rows)
        for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
            x = left + tick * (right - left)
            sheet.rule(x, 8, x, bottom)
            sheet.note(x, bottom + 20, f"{tick:g}", align="center")
        for i, row in enumerate(rows):
            y = 10 + step * i
            middle = y + (step / 2 if wide else 50)
            title = str(row["layer"]).replace("_", " ").capitalize()
            kind = str(row.get("metric", "score"))
            if not wide:
                sheet.box(0, y + 4, 340, 36, fill="paper")
            sheet.text(0, y + 18, sheet.fit(title, 270, bold=True), bold=True)
            sheet.note(0, y + 35, sheet.fit(kind, 380 if wide else 340, size=-1.5))
            sheet.text(388 if wide else 340, y + 18, f"{float(row['value']):.2f}", bold=True, align="right")
            low, high = inside(row, "low"), inside(row, "high")
            if low is not None and high is not None:
                sheet.rule(
                    left + low * (right - left),
                    middle,
                    left + high * (right - left),
                    middle,
                    colour="ink",
                    weight=2,
                )
            point = inside(row, "value") or 0.0
            sheet.dots([left + point * (right - left)], [middle], "ink", filled=True, side=14)

    def interval(row: Mapping[str, Any]) -> str:
        low, high = inside(row, "low"), inside(row, "high")
        return f"{low:.2f} to {high:.2f}" if low is not None and high is not None else "not measured"

    columns = ["Layer", "Metric", "Value", "95% interval", "Data", "Date"]
    cells = [
        [str(r["layer"]).replace("_", " ").capitalize(), r.get("metric", "score"), f"{float(r['value']):.2f}",
         interval(r), r.get("data", ""), r.get("date", "")]
        for r in rows
    ]  # fmt: skip
    told = "; ".join(f"{c[0]} {c[1]} {c[2]} (interval {c[3]})" for c in cells)
    return figure(
        draw, f"Dots with intervals: {told}.", "What was measured of each layer",
        markup(columns, cells, "Measured accuracy of each layer", {"Value", "95% interval"}), id="fig-acc",
        note="The dot is the measured value, the line its 95% interval. Few cases make long lines.",
    )  # fmt: skip
