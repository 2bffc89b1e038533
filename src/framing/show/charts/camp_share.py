"""Bars: each camp's statements, words reported, and words in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.show.charts.pieces import (
    Panel,
    alt_text,
    panel_figure,
    share_of,
    silent_camps,
    told_of,
    with_note,
)
from framing.show.figures import figure
from framing.show.html import Html
from framing.show.model import View, view
from framing.show.parts import chips
from framing.show.tabular import markup
from framing.study.measures import UNASSIGNED

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def share(tables: Tables | View, camps: Sides = None) -> Html:
    """Bars: each camp's statements, words reported, and words in quotation marks.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    rows = [c for c in v.facts.camps if c.camp in v.drawn]
    panels = [
        Panel("Statements", [c.statements for c in rows], v.facts.statements),
        Panel("Words reported", [c.words for c in rows], v.facts.reported),
        Panel("Words in quotation marks", [c.quoted for c in rows], v.facts.quoted),
    ]
    styles = [c.camp for c in rows]
    cells = [
        [c.camp.title, *(share_of(p.counts[i], p.total) for p in panels), chips(v, c.said)]
        for i, c in enumerate(rows)
    ]
    if v.left_out:
        cells.append([silent_camps(v), *("none" for _ in panels), ""])
    cells.append(["All", *(f"{p.total:,}" for p in panels), ""])
    columns = ["Camp", *(p.title for p in panels), "Which statements"]
    data = markup(columns, cells, "Share of statements and words by camp", {p.title for p in panels})
    return figure(
        lambda fig, wide: panel_figure(fig, wide, [(s.title, s) for s in styles], panels),
        told_of(v, alt_text("Bars", panels, [s.title for s in styles])), _share_caption(v), data,
        note=with_note(v, "Reported words are quoted and paraphrased together. Passages that the page repeats count "
                    "each time."),
        id="fig-share",
    )  # fmt: skip


def _share_caption(v: View) -> str:
    facts = v.facts
    speaking = list(facts.speaking)
    if not speaking:
        return "No statement is attributed to anyone"
    outsiders = facts.unassigned
    if facts.uncovered:
        return f"Most speakers fit no camp: {outsiders:,} of {facts.statements:,} statements" if (
            2 * outsiders > facts.statements
        ) else f"The largest group is in no camp: {outsiders:,} of {facts.statements:,} statements"  # fmt: skip
    # Those in no camp are no side: the camps are compared with one another.
    speaking = [c for c in speaking if c.camp.name != UNASSIGNED] or speaking
    if len(speaking) == 1:
        outside = facts.unassigned and len(facts.camps) > 1
        beside = " and speakers in no camp" if outside and speaking[0].camp.name != UNASSIGNED else ""
        return f"Only one camp is heard: {speaking[0].camp.name}{beside}"
    tops = [max(speaking, key=lambda c: c.statements), max(speaking, key=lambda c: c.words)]
    if facts.quoted:
        tops.append(max(speaking, key=lambda c: c.quoted))
    ways = {2: "Two", 3: "Three"}[len(tops)]
    if len({c.camp.name for c in tops}) == 1:
        return f"{ways} ways to count put the same camp on top: {tops[0].camp.name}"
    return "The largest camp depends on how you count"
