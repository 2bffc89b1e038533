"""The article as a strip: where which camp's statements stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.show.charts.pieces import with_note
from framing.show.figures import figure
from framing.show.html import Html
from framing.show.model import View, view
from framing.show.parts import chips, listing, percent, where
from framing.show.sheet import Sheet, breadth
from framing.show.tabular import markup
from framing.study.camp_styles import CampStyle
from framing.study.fact_places import Stretches, beginning, paragraph_words, stretches, tenths

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def strip(tables: Tables | View, camps: Sides = None) -> Html:
    """The story from its first word to its last, and where in it each camp speaks.

    In a corpus the stories are laid over one another, cut into tenths.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    return _strip_one(v) if v.one else _strip_many(v)


@dataclass(frozen=True)
class _Lane:
    """One camp's stretches of the story under its title; the journalist's without a camp."""

    camp: CampStyle | None
    title: str
    told: Stretches


def _strip_one(v: View) -> Html:
    page = v.pages[0]
    facts = v.facts
    total, before = facts.words, facts.before_accusation
    told = stretches(v)
    lanes = [_Lane(camp, camp.title, told[camp.name]) for camp in v.drawn]
    lanes.append(_Lane(None, "Journalist alone", told[None]))
    first = facts.first_accusation
    blocks = [(label.replace("Body ", ""), start, end) for label, start, end in paragraph_words(v)]

    def draw(fig: Figure, wide: bool) -> None:
        _draw_strip(fig, wide, lanes, blocks, total, first, before)

    rows = [
        [
            s.camp.title,
            chips(v, [s]),
            s.kind,
            where(v, page, beginning(s), f"t{s.key}"),
            f"{s.words:,}",
            f"{s.quoted:,}",
        ]
        for s in v.said
    ]
    columns = ["Camp", "Statement", "Kind", "Where", "Words", "Of these quoted"]
    data = markup(columns, rows, "Each statement’s place in the article", {"Words", "Of these quoted"})
    heard = [
        f"{lane.title}: {', '.join(f'{s.place} ({s.number})' for _, s in lane.told.begins[:9])}"
        f"{f' and {len(lane.told.begins) - 9:,} more' if len(lane.told.begins) > 9 else ''}"
        for lane in lanes[:-1] if lane.told.begins
    ]  # fmt: skip
    silent = [camp.title for camp in v.silent]
    alt = f"Strip of the {total:,} words of the story. {'; '.join(heard) or 'No statement'}."
    if silent:
        alt += f" Nowhere: {listing(silent)}."
    if before:
        alt += f" The first accusation comes after {before[0]:,} of {before[1]:,} body words."
    caption = (
        f"{percent(*before)} of the body is read before the first accusation" if before and before[0]
        else "Where in the article each camp speaks"
    )  # fmt: skip
    return figure(
        draw, alt, caption, data, id="fig-strip",
        note=with_note(v, f"All {total:,} counted words from headline to end. Thick parts are in quotation marks, thin "
                    "parts are paraphrased; numbers are statements."),
    )  # fmt: skip


def _draw_strip(
    fig: Figure, wide: bool, lanes: Sequence[_Lane], blocks: Sequence[tuple[str, int, int]], total: int,
    first: int | None, before: tuple[int, int] | None,
) -> None:  # fmt: skip
    height, left = (58.0, 168.0) if wide else (66.0, 0.0)
    top = 44.0 if wide else 40.0
    sheet = Sheet(fig, wide, top + len(lanes) * (height + 5) + 30)
    room = sheet.width - left
    scale = room / max(1, total)
    _ruler(sheet, left, scale, blocks, top - 8)
    if wide:
        sheet.note(0, top - 14, "Where in the text")
    y = top
    for lane in lanes:
        tall = height - (0 if wide else 18)
        if wide:
            sheet.label(0, y + height / 2, lane.title, left - 10, bold=lane.camp is not None)
            upper = y
        else:
            sheet.text(0, y + 13, sheet.fit(lane.title, 330, bold=True), bold=lane.camp is not None)
            upper = y + 18
        sheet.box(left, upper, room, tall, fill="wash")
        base = upper + tall - 3
        thin, thick = (11.0, 30.0) if wide else (9.0, 24.0)
        if not lane.told.spans:
            sheet.note(left + 8, upper + tall / 2 + 5, "none")
        sheet.bars(
            [(left + a * scale, max(1.5, (b - a) * scale)) for a, b in lane.told.spans],
            base - thin,
            thin,
            lane.camp,
        )
        sheet.bars(
            [(left + a * scale, max(1.5, (b - a) * scale)) for a, b in lane.told.quoted],
            base - thick,
            thick,
            lane.camp,
        )
        _numbers(sheet, lane, left, scale, upper + 14)
        y += height + 5
    if first is not None and before:
        x = left + first * scale
        sheet.rule(x, top - 4, x, y, colour="ink", weight=1.5, dotted=True)
        side = "right" if x > left + room / 2 else "left"
        sheet.note(
            x + (-6 if side == "right" else 6),
            y + 14,
            f"First accusation: {percent(*before)} of the body read",
            align=side,
        )


def _ruler(sheet: Sheet, left: float, scale: float, blocks: Sequence[tuple[str, int, int]], y: float) -> None:
    last = upper = left - 100
    for label, start, end in blocks:
        x, to = left + start * scale, left + end * scale
        sheet.rule(x + 0.5, y, max(x + 1, to - 1.5), y, colour="ink2", weight=2)
        paragraph = label.startswith("¶")
        words = label if paragraph else label.lower()
        need = breadth(words, sheet.size - 1.5)
        centre = (x + to) / 2
        if paragraph:
            if centre - need / 2 > last + 4:
                sheet.note(centre, y - 7, words, align="center")
                last = centre + need / 2
        elif x > upper + 6:
            # The parts before the paragraphs have long names: they take turns on two lines.
            sheet.note(x, y - 22, words)
            upper = x + need
        elif x > last + 6:
            sheet.note(x, y - 7, words)
            last = x + need


def _numbers(sheet: Sheet, lane: _Lane, left: float, scale: float, y: float) -> None:
    last = -100.0
    for at, said in lane.told.begins:
        label = str(said.number)
        need = breadth(label, sheet.size - 2, True)
        x = min(left + at * scale, sheet.width - need)
        if x > last + 3:
            colour = f"c{said.camp.slot}" if said.camp.slot else "cj"
            sheet.text(x, y, label, colour=colour, size=-2, bold=True)
            last = x + need


def _strip_many(v: View) -> Html:
    counts = tenths(v)
    highest = max((max(row) for row in counts.values()), default=0) or 1

    def draw(fig: Figure, wide: bool) -> None:
        height, left = (64.0, 168.0) if wide else (80.0, 0.0)
        sheet = Sheet(fig, wide, len(v.drawn) * (height + 6) + 30)
        room = (sheet.width - left) / 10
        y = 0.0
        for camp in v.drawn:
            tall = height - (0 if wide else 18)
            upper = y + (0 if wide else 18)
            sheet.label(0, y + (height / 2 if wide else 8), camp.title, left - 10 if wide else 330, bold=True)
            sheet.box(left, upper, room * 10, tall, fill="wash")
            for position, count in enumerate(counts[camp.name]):
                x = left + position * room
                bar = (tall - 20) * count / highest
                if count:
                    sheet.bar(x + 3, upper + tall - bar, room - 6, bar, camp)
                sheet.note(
                    x + room / 2, upper + tall - bar - 4, f"{count:,}" if count else "–", align="center"
                )
            y += height + 6
        for mark, align in ((0, "left"), (5, "center"), (10, "right")):
            sheet.note(left + mark * room, y + 12, ("beginning", "middle", "end")[mark // 5], align=align)

    columns = ["Camp", *(f"{10 * i}–{10 * i + 10}%" for i in range(10))]
    rows = [[camp.title, *counts[camp.name]] for camp in v.camps]
    told = "; ".join(f"{camp.title} {', '.join(map(str, counts[camp.name]))}" for camp in v.camps)
    return figure(
        draw, f"Bars of statements in each tenth of the story, from beginning to end. {told}.",
        "Where in the story each camp speaks",
        markup(columns, rows, "Statements by tenth of the story", set(columns[1:])),
        note=with_note(v, f"The {len(v.pages):,} stories laid over one another and cut into tenths by words."),
        id="fig-strip",
    )  # fmt: skip
