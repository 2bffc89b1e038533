"""The tone of sentences by whose words they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.show.figures import figure
from framing.show.html import Html, esc
from framing.show.model import EMPTY, View, view
from framing.show.parts import chips, listing
from framing.show.sheet import Sheet
from framing.show.tabular import markup
from framing.show.words import number
from framing.study.camp_styles import CampStyle
from framing.study.fact_words import FEWEST, ToneFacts, tone_by_voice

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def tone(tables: Tables | View, camps: Sides = None) -> Html:
    """Each sentence on VADER's scale from -1 to +1, by voice, with the mean of the voice.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    tones = tone_by_voice(v)
    lanes: list[tuple[str, CampStyle | None, ToneFacts]] = [("Outside quotation marks", None, tones[None])]
    lanes += [(camp.title, camp, tones[camp.name]) for camp in v.drawn]
    small = v.one and v.facts.tone.sentences <= 200

    def draw(fig: Figure, wide: bool) -> None:
        _tone_lanes(fig, wide, lanes, small)

    rows: list[list[Any]] = []
    if small:
        for page, start, end, score, said in v.tones:
            text = " ".join(page.text[start:end].split())
            short = text if len(text) <= 56 else text[:54].rsplit(" ", 1)[0] + " …"
            whose = (
                "Outside quotation marks"
                if said is None
                else Html(esc(said.camp.title) + " ") + chips(v, [said])
            )
            rows.append(
                [
                    Html(f'<span class="words">{esc(short)}</span>'),
                    whose,
                    _signed(score),
                ]
            )
        data = markup(
            ["Sentence", "Voice", "Score"], rows, "VADER compound score of each sentence", {"Score"}
        )
    else:
        rows = [
            [title, f"{own.sentences:,}", _mean(own), f"{own.below:,}", f"{own.between:,}", f"{own.above:,}"]
            for title, _, own in lanes
        ]
        columns = ["Voice", "Sentences", "Mean", "Below −0.05", "Between", "Above +0.05"]
        data = markup(columns, rows, "VADER compound scores by voice", set(columns[1:]))
    told = "; ".join(f"{title} {_with_mean(own)}" for title, _, own in lanes if own.sentences)
    quiet = [title for title, _, own in lanes if not own.sentences]
    if len(quiet) > EMPTY:
        lanes = [lane for lane in lanes if lane[2].sentences]
    else:
        quiet = []
    left_out = [*quiet, *(camp.title for camp in v.silent if camp not in v.drawn)]
    none = [*(title for title, _, own in lanes if not own.sentences), *left_out]
    alt = f"Sentences on VADER’s scale from −1 to +1: {told or 'none'}." + (
        f" None: {listing(none)}." if none else ""
    )
    note = f"One dot is one sentence; the triangle is that voice’s mean, from {number(FEWEST)} sentences on." if small else (
        "Bars count sentences in steps of a tenth; the triangle is that voice’s mean.")  # fmt: skip
    note += f" No sentence: {listing(left_out)}." if left_out else ""
    return figure(draw, alt, "Each sentence on VADER’s scale", data, note=note, id="fig-tone")


def _counted(count: int) -> str:
    return "1 sentence" if count == 1 else f"{count:,} sentences"


def _signed(score: float) -> str:
    return "0.00" if abs(score) < 0.005 else f"{score:+.2f}".replace("-", "−")


def _mean(own: ToneFacts) -> str:
    return "–" if own.told_mean is None else _signed(own.told_mean)


def _with_mean(own: ToneFacts) -> str:
    """How many sentences a voice has, and their mean where there are enough."""
    mean = f"mean {_mean(own)}, " if own.told_mean is not None else ""
    return f"{mean}{_counted(own.sentences)}" if own.sentences else "none"


def _tone_lanes(
    fig: Figure, wide: bool, lanes: Sequence[tuple[str, CampStyle | None, ToneFacts]], small: bool
) -> None:
    left, right = (230.0, 940.0) if wide else (14.0, 326.0)
    head = 0.0 if wide else 22.0
    dot = 13.0 if wide else 10.0

    def x(score: float) -> float:
        return left + (score + 1) / 2 * (right - left)

    plans = []
    for title, camp, own in lanes:
        bins: dict[int, list[float]] = {}
        for score in sorted(own.scores):
            bins.setdefault(round(score * (20 if small else 10)), []).append(score)
        tallest = max((len(b) for b in bins.values()), default=0)
        height = max(52.0, tallest * dot + 26) if small else 74.0
        if not own.sentences:
            height = 46.0 if wide else 6.0
        plans.append((title, camp, own, bins, height + head))
    sheet = Sheet(fig, wide, 8 + sum(p[-1] for p in plans) + 44)
    bottom = 8 + sum(p[-1] for p in plans)
    for tick in (-1.0, -0.5, 0.0, 0.5, 1.0):
        tops = [8.0] if wide else [8 + head + sum(p[-1] for p in plans[:lane]) for lane in range(len(plans))]
        ends = [bottom] if wide else [top - head + plan[-1] for top, plan in zip(tops, plans, strict=True)]
        for top, end in zip(tops, ends, strict=True):
            sheet.rule(x(tick), top, x(tick), end, colour="ink" if tick == 0 else "line",
                       weight=1.5 if tick == 0 else 1)  # fmt: skip
        align = "center" if wide or abs(tick) < 1 else ("left" if tick < 0 else "right")
        sheet.note(x(tick) - (14 if align == "left" else -14 if align == "right" else 0), bottom + 18,
                   "0" if tick == 0 else f"{tick:+.1f}".replace("-", "−"), align=align)  # fmt: skip
    sheet.note(left - (0 if wide else 14), bottom + 38, "more negative")
    sheet.note(right + (0 if wide else 14), bottom + 38, "more positive", align="right")
    y = 8.0
    for title, camp, own, bins, height in plans:
        sheet.rule(0, y, sheet.width, y)
        middle = y + head + (height - head) / 2
        if wide:
            named = sheet.lines(title, left - 30, bold=True)
            for line, words in enumerate(named):
                sheet.text(0, middle - 1 - 18 * (len(named) - 1 - line), words, bold=True)
            sheet.note(0, middle + 17, _with_mean(own))
        else:
            sheet.text(0, y + 15, sheet.fit(title, 160, bold=True), bold=True)
            sheet.note(340, y + 15, _with_mean(own), align="right")
        colour = f"c{camp.slot}" if camp and camp.slot else "cj"
        most = max((len(b) for b in bins.values()), default=1)
        for step, found in sorted(bins.items()):
            if small:
                ys = [middle + (i - (len(found) - 1) / 2) * dot + 4 for i in range(len(found))]
                sheet.dots([x(score) for score in found], ys, colour, filled=False, side=dot - 3)
            else:
                tall = (height - head - 26) * len(found) / most
                centre = x(max(-1.0, min(1.0, step / 10)))
                sheet.bar(
                    centre - (right - left) / 50, y + height - 4 - tall, (right - left) / 25, tall, camp
                )
        if own.told_mean is not None:
            sheet.mean(x(own.told_mean), y + head + 9)
        y += height
    sheet.rule(0, y, sheet.width, y)
