"""One measure over time, drawn as lines that take the width there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show.html import Html, esc, join
from framing.show.tabular import markup
from framing.study.compared import EVERYTHING, Comparison
from framing.study.limits import least
from framing.study.tellings import course, figure, interval

if TYPE_CHECKING:
    import pandas as pd

_WIDE, _HIGH = 600, 100


def over_time(found: Comparison, about: Mapping[Any, Any], *, data: bool = True) -> Html:
    """The values by period with their intervals, a smooth line, the change of level, and each group's smooth line.

    Args:
        found: a comparison with a time.
        about: the measure's row of `found.measures`.
        data: whether a table of the values stands below.
    """
    points = found.periods[found.periods["measure"] == about["measure"]]
    whole = _records(points[points["group"] == EVERYTHING])
    row = next(one for one in _records(found.courses) if one["measure"] == about["measure"])
    told = course(about, row, found.over or "")
    shown = [one for one in whole if one["value"] == one["value"]]
    if len(shown) < least("months_test"):
        return Html(f'<p class="tm">{esc(told)}</p>')
    low, high = _range(whole, about["form"])
    cut = found.names.index(row["cut"]) if "level changes" in told and row["cut"] in found.names else None
    parts = [
        Html(f'<p class="tm">{esc(told)}</p>'),
        _chart(whole, low, high, cut, about["form"], f"{about['title']} by {found.over}. {told}"),
        Html(f'<p class="ends"><span>{esc(found.names[0])}</span><span>{esc(found.names[-1])}</span></p>'),
    ]
    if found.by is not None:
        parts.append(_each(points, found, about))
    if data:
        parts.append(_table(whole, about, found.over or ""))
    return join(parts)


def _range(rows: Sequence[Mapping[Any, Any]], form: str) -> tuple[float, float]:
    """The ends of the upright axis: all values fit, and intervals as far as three times the highest value."""
    values = [row["value"] for row in rows if row["value"] == row["value"]]
    lines = [row["smooth"] for row in rows if row["smooth"] == row["smooth"]]
    top = max([1e-9, *values, *lines])
    ends = [row["high"] for row in rows if row["high"] == row["high"]]
    ends_low = [row["low"] for row in rows if row["low"] == row["low"]]
    # A line may start above 0, as the axis says, where all of it lies far up.
    low = min([0.0, *values]) if min(values) < 0.5 * top else max(0.0, min([*values, *ends_low]) * 0.96)
    high = min(max([top, *ends]), 2 * top) * 1.02
    return low, min(high, 1.0) if form == "share" else high


def _chart(
    rows: Sequence[Mapping[Any, Any]], low: float, high: float, cut: int | None, form: str, label: str
) -> Html:
    step = _WIDE / max(1, len(rows) - 1)

    def y(value: float) -> str:
        return f"{_HIGH * (1 - (min(max(value, low), high) - low) / (high - low)):.1f}".removesuffix(".0")

    def x(place: int) -> str:
        return f"{step * place:.1f}".removesuffix(".0")

    band = "".join(
        f"M{x(place)} {y(row['low'])}V{y(row['high'])}"
        for place, row in enumerate(rows)
        if row["low"] == row["low"]
    )
    raw = _path([row["value"] for row in rows], x, y)
    smooth = _path([row["smooth"] for row in rows], x, y)
    # A value between two gaps has no line through it; a short stroke shows that it is there.
    alone = "".join(
        f"M{x(place)} {y(row['value'])}h.1" for place, row in enumerate(rows) if row["value"] == row["value"]
    )
    at = f'<path class="cut" d="M{x(cut)} 0V{_HIGH}"/>' if cut is not None else ""
    return Html(
        f'<div class="tl"><span>{esc(figure(high, form))}</span><span>{esc(figure(low, form))}</span>'
        f'<svg viewBox="0 0 {_WIDE} {_HIGH}" preserveAspectRatio="none" role="img" aria-label="{esc(label)}">'
        f'<path class="bd" d="{band}"/>{at}<path class="rw" d="{raw}"/><path class="pt" d="{alone}"/>'
        f'<path class="sm" d="{smooth}"/></svg></div>'
    )


def _path(values: Sequence[float], x: Any, y: Any) -> str:
    """A line through the values, broken where one is missing."""
    made, broken = [], True
    for place, value in enumerate(values):
        if value == value:
            made.append(f"{'M' if broken else 'L'}{x(place)} {y(value)}")
        broken = value != value
    return "".join(made)


def _each(points: pd.DataFrame, found: Comparison, about: Mapping[Any, Any]) -> Html:
    """Each group's smooth line, small, all on one scale."""
    names = list(found.groups["group"])
    lines: dict[str, list[float]] = {name: [] for name in names}
    for name, value in zip(points["group"], points["smooth"], strict=True):
        if name in lines:
            lines[name].append(value)
    tops = [value for values in lines.values() for value in values if value == value]
    low, high = min([0.0, *tops]), max([1e-9, *tops])
    width, height = 120, 40

    def y(value: float) -> str:
        return f"{height * (1 - (min(max(value, low), high) - low) / (high - low)):.0f}"

    def x(place: int) -> str:
        return f"{width * place / max(1, len(found.names) - 1):.0f}"

    cells = []
    for name, smooth in lines.items():
        known = [value for value in smooth if value == value]
        told = (
            f"{figure(known[0], about['form'])} → {figure(known[-1], about['form'])}"
            if known
            else "too few to draw"
        )
        cells.append(
            f'<li><svg viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true">'
            f'<path class="sm" d="{_path(smooth, x, y)}"/></svg><b>{esc(name)}</b> {esc(told)}</li>'
        )
    top = f"smooth lines, all from {figure(low, about['form'])} to {figure(high, about['form'])}"
    return Html(
        f'<details><summary>By {esc(found.by)}: {esc(top)}</summary><ul class="sml">{"".join(cells)}</ul></details>'
    )


def _table(rows: Sequence[Mapping[Any, Any]], about: Mapping[Any, Any], over: str) -> Html:
    cells = [
        [row["period"], figure(row["value"], about["form"]) if row["articles"] else "no article",
         interval(row["low"], row["high"], about["form"]), f"{row['above']:,.4g}".rstrip("."), f"{row['below']:,.4g}",
         row["articles"]]
        for row in rows
    ]  # fmt: skip
    columns = [over.capitalize(), "Value", "95 % interval", "Above the line", "Below the line", "Articles"]
    data = markup(columns, cells, f"{about['title']} by {over}", {"Value", *columns[3:]})
    return Html(f"<details><summary>Data behind this figure</summary>{data}</details>")


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return list(frame.to_dict("records"))
