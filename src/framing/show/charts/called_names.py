"""What one thing is called, by whom, and where in the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from framing.show.figures import Drawn, figure
from framing.show.html import Html
from framing.show.model import View, view
from framing.show.sheet import Sheet
from framing.show.tabular import markup
from framing.show.words import number, some, upper
from framing.study.fact_places import paragraph_words, word_at
from framing.study.fact_words import same_names
from framing.study.said import Mark

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.study.camp_styles import Sides
    from framing.tables import Tables

MOST = 8
"""How many names are drawn, in order of first mention; the table has all."""


def called(tables: Tables | View, camps: Sides = None) -> Drawn | Html:
    """The names of the thing that the voices name most differently, a line a name, a mark a mention.

    Args:
        tables: tables of one article, or a view of them.
        camps: as for `view`.

    Returns:
        The figure; an empty piece where nothing has two names.
    """
    v = view(tables, camps)
    found = v.facts.naming
    if not v.one or found is None or found.distinct < 2:
        return Html("")
    groups = same_names(found.marks, by_number=False)
    whole = v.facts.words
    places = {mark: word_at(v, mark.start) / max(1, whole) for mark in found.marks}

    def draw(fig: Figure, wide: bool) -> None:
        _lines(fig, wide, groups[:MOST], places, [start / max(1, whole) for _, start, _ in paragraph_words(v)])

    rows = [
        [own[0].term, mark.text, _voice(mark), mark.said.token if mark.said else "", mark.place,
         word_at(v, mark.start) + 1]
        for own in groups for mark in own
    ]  # fmt: skip
    columns = ["Name", "As printed", "Voice", "Statement", "Paragraph", "Word"]
    data = markup(columns, rows, f"Names for {found.referent}, mention by mention", {"Word"})
    caption = f"{upper(some(len(groups), 'name'))} for {found.referent}"
    told = "; ".join(
        f"“{own[0].term}” {number(len(own))}, by {', '.join(dict.fromkeys(_voice(m) for m in own))}" for own in groups
    )
    note = (
        "Each mark is a mention, from the headline to the end; its colour is the side that speaks: filled in "
        "quotation marks, open in paraphrase; a square is the journalist’s own."
    )
    more = f" {upper(number(len(groups) - MOST))} more stand in the data." if len(groups) > MOST else ""
    return figure(draw, f"{caption}: {told}.", caption, data, note=note + more, id="fig-called")


def _voice(mark: Mark) -> str:
    if mark.said is None:
        return "the journalist"
    return f"{mark.said.camp.name}, {'quoted' if mark.quoted else 'paraphrased'}"


def _lines(
    fig: Figure, wide: bool, groups: Sequence[Sequence[Mark]], places: Mapping[Mark, float], ticks: Sequence[float]
) -> None:  # fmt: skip
    step = 34.0 if wide else 50.0
    sheet = Sheet(fig, wide, step * len(groups) + 28)
    left, right = (250.0, 930.0) if wide else (8.0, 332.0)
    bottom = step * len(groups) + 4

    for tick in ticks:
        x = left + (right - left) * tick
        sheet.rule(x, bottom, x, bottom + 5, colour="cj")
    sheet.note(left, bottom + 18, "headline")
    sheet.note(right, bottom + 18, "end", align="right")
    for line, own in enumerate(groups):
        y = step * line + (22 if wide else 38)
        sheet.rule(left, y, right, y, colour="line")
        words = f"{' '.join(own[0].term.split())}{f' ×{len(own)}' if len(own) > 1 else ''}"
        if wide:
            sheet.text(0, y + 5, sheet.fit(words, left - 16), serif=True, size=1)
        else:
            sheet.text(0, y - 21, sheet.fit(words, 330), serif=True, size=1)
        last = -40.0
        for mark in own:
            x = left + (right - left) * places[mark]
            if mark.said is None:
                sheet.dots([x], [y], "cj", filled=True, side=9, square=True)
                continue
            camp = mark.said.camp
            colour = f"c{camp.slot}" if camp.slot else "cj"
            sheet.dots([x], [y], colour, filled=mark.quoted, side=11)
            # The side in letters as well, where there is room: two colours can look alike.
            if x > last + 26:
                sheet.text(x, y - 9, camp.code, colour=colour, size=-4 if wide else -3, bold=True, align="center")
                last = x
