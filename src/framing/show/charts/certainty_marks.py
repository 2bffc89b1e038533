"""How sure the words sound: hedges and boosters by voice and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from framing.show.charts.pieces import TOKENS
from framing.show.figures import figure
from framing.show.html import Html, esc, join
from framing.show.model import View, view
from framing.show.sheet import Sheet, breadth
from framing.show.tabular import markup
from framing.show.words import part, single
from framing.statement import Voice
from framing.study.fact_places import progress
from framing.study.fact_words import marks_by_voice, per_hundred
from framing.study.said import Mark

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.study.camp_styles import Sides
    from framing.tables import Tables


VOICES = (
    (Voice.JOURNALIST, "Journalist’s own words"), (Voice.PARAPHRASED, "Sources, paraphrased"),
    (Voice.QUOTED, "Sources, in quotation marks"),
)  # fmt: skip


def hedges(tables: Tables | View, camps: Sides = None) -> Html:
    """Whose words are hedged: a bar as long as each voice has words, with a tick at each hedge.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    facts = v.facts
    words = {
        Voice.JOURNALIST: facts.own,
        Voice.PARAPHRASED: facts.paraphrased,
        Voice.QUOTED: facts.quoted,
    }
    groups = marks_by_voice(v.hedges)
    small = v.one and facts.hedges <= TOKENS

    def draw(fig: Figure, wide: bool) -> None:
        _hedge_bars(fig, wide, words, groups, progress(v) if small else None)

    rows = []
    for key, title in VOICES:
        marks = groups[key]
        shown = (
            join([Html(f'<a href="#h{m.key}">{esc(m.text)}</a>') for m in marks[:20]], ", ")
            if v.one
            else Html("")
        )
        more = Html(f" and {len(marks) - 20:,} more") if v.one and len(marks) > 20 else Html("")
        rows.append(
            [title, f"{words[key]:,}", f"{len(marks):,}", _rate(len(marks), words[key]), shown + more]
        )
    columns = ["Voice", "Words", "Hedges", "Per 100 words"]
    data = markup([*columns, "Which"], rows, "Hedges by voice", set(columns[1:]))
    told = "; ".join(f"{title} {len(groups[key]):,} in {words[key]:,} words" for key, title in VOICES)
    total = facts.hedges
    caption = (
        "No word is marked as a hedge" if not total
        else _hedge_caption(facts.hedges_by_voice[Voice.JOURNALIST], total)
    )  # fmt: skip
    note = "Each bar is as long as that voice has words" + ("; ticks stand at the hedge." if small else ".")
    return figure(draw, f"Hedges by voice: {told}.", caption, data, note=note, id="fig-hedge")


def _hedge_caption(own: int, total: int) -> str:
    told = part(own, total, "hedge") if own else "no hedge"
    return (
        f"{told[:1].upper()}{told[1:]} {'is' if single(own, total) else 'are'} in the journalist’s own words"
    )


def _rate(count: int, words: int) -> str:
    rate = per_hundred(count, words)
    return "–" if rate is None else f"{rate:.1f}"


def _hedge_bars(
    fig: Figure, wide: bool, words: Mapping[Voice, int], groups: Mapping[Voice, Sequence[Mark]],
    far: Mapping[Mark, float] | None,
) -> None:  # fmt: skip
    each = 84.0 if far is not None else 62.0
    sheet = Sheet(fig, wide, each * len(VOICES))
    longest = max(words.values(), default=0) or 1
    room = 760.0 if wide else 230.0
    for number, (key, title) in enumerate(VOICES):
        y = number * each
        marks = groups[key]
        sheet.text(0, y + 14, title, bold=True)
        top = y + (46 if far is not None else 24)
        length = room * words[key] / longest
        if length:
            sheet.box(
                0, top, max(2.0, length), 18, fill="tj" if key is Voice.JOURNALIST else "line", line="cj"
            )
        count = f"{len(marks):,} in {words[key]:,} words" if marks else f"none in {words[key]:,} words"
        if far is None and marks:
            count += f", {_rate(len(marks), words[key])} per 100"
        sheet.note(max(2.0, length) + 8, top + 14, count)
        if far is not None:
            places = [length * far[mark] for mark in marks]
            last = 0.0
            for mark, x, following in zip(
                marks, places, [*places[1:], sheet.width][: len(places)], strict=True
            ):
                sheet.rule(x, top - 14, x, top + 18, colour="ink", weight=2.5)
                label = " ".join(mark.text.split())
                need = breadth(label, sheet.size - 2) + 8
                if x + need < following:
                    sheet.text(x + 4, top - 5, label, size=-1.5, serif=True)
                    last = x + need
                elif x - need > last:
                    sheet.text(x - 4, top - 5, label, size=-1.5, serif=True, align="right")
                    last = x
                else:
                    last = x
