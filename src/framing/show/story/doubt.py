"""How far to trust the page: what was measured, how it counts, and where it comes from; once, at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.show.chapter_text import COUNTING, LIMITS, provenance
from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.story.exchange import RIGHT
from framing.show.tabular import markup
from framing.study.accuracy import measured

_TOLD = tuple("statements speakers sources accusations hedges".split())
"""Of which tasks the lines that are always open tell the figure, by their key in the accuracy file."""


def doubt(v: View, parameters: Mapping[str, Any] | None = None) -> Html:
    """What was measured of the layers, how the numbers are made, their limits and their origin.

    Args:
        v: the view of one article.
        parameters: of the notebook, shown as they are.
    """
    rows = measured()
    counting = "".join(f"<li>{esc(item)}</li>" for item in COUNTING)
    limits = "".join(f"<li>{esc(item)}</li>" for item in LIMITS)
    table = markup(
        ["Layer", "Figure", "Value", "95% interval", "Measured on"],
        [
            [row["layer"], row.get("metric", "score"), f"{row['value']:.2f}", _interval(row), row.get("data", "")]
            for row in rows
        ],
        "What was measured", {"Value"},
    )  # fmt: skip
    return Html(
        '<section class="sec" id="method" aria-labelledby="method-h"><h2 id="method-h">How far to trust this page</h2>'
        f"<p>{esc(_lines(rows))}</p>"
        f"<details><summary>What was measured, on which data</summary>{table}</details>"
        f"<details><summary>How the numbers are made, and their limits</summary>"
        f'<ul class="list">{counting}{limits}</ul></details>'
        f"<details><summary>Where this report comes from</summary>{provenance(v, parameters)}</details></section>"
    )


def _interval(row: Mapping[str, Any]) -> str:
    if isinstance(row.get("low"), int | float) and isinstance(row.get("high"), int | float):
        return f"{row['low']:.2f} to {row['high']:.2f}"
    return ""


def _lines(rows: list[dict[str, Any]]) -> str:
    """A machine made every mark; how often it is right, in the plainest figures there are."""
    shown = []
    for key in _TOLD:
        row = next((row for row in rows if row["layer"].partition(" (")[0] == key), None)
        if row is not None:
            shown.append(f"{row['layer']} {row['value']:.2f} ({row.get('metric', 'score')})")
    told = (
        f" Measured against readers: {'; '.join(shown)}."
        if shown
        else " None of it has been measured for this version."
    )
    return (
        f"A machine found every mark on this page, and errs.{told} It finds about half of the accusations that a "
        f"reader marks. Who accuses whom is {RIGHT}; a statement that is hatched is more likely none. "
        "The page describes how the text is built; it does not say who is right."
    )
