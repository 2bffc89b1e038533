"""How sure the words sound: hedges and boosters by voice and place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show.charts.pieces import TOKENS
from framing.show.figures import figure
from framing.show.html import Html, esc, join
from framing.show.model import View, view
from framing.show.said import Mark
from framing.show.sheet import Sheet, breadth
from framing.show.tabular import markup
from framing.show.words import part, single
from framing.spans import union

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.tables import Tables


VOICES = (
    ("journalist", "Journalist’s own words"), ("paraphrase", "Sources, paraphrased"),
    ("quoted", "Sources, in quotation marks"),
)  # fmt: skip


def hedges(tables: Tables | View, camps: Any = None) -> Html:
    """Whose words are hedged: a bar as long as each voice has words, with a tick at each hedge.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    facts = v.facts
    words = {"journalist": facts.own, "paraphrase": facts.paraphrased, "quoted": facts.quoted}
    groups = {key: [m for m in v.hedges if m.voice == key] for key, _ in VOICES}
    small = v.one and len(v.hedges) <= TOKENS

    def draw(fig: Figure, wide: bool) -> None:
        _hedge_bars(fig, wide, words, groups, _progress(v) if small else None)

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
    total = len(v.hedges)
    caption = (
        "No word is marked as a hedge" if not total
        else _hedge_caption(len(groups["journalist"]), total)
    )  # fmt: skip
    note = "Each bar is as long as that voice has words" + ("; ticks stand at the hedge." if small else ".")
    return figure(draw, f"Hedges by voice: {told}.", caption, data, note=note, id="fig-hedge")


def _hedge_caption(own: int, total: int) -> str:
    told = part(own, total, "hedge") if own else "no hedge"
    return (
        f"{told[:1].upper()}{told[1:]} {'is' if single(own, total) else 'are'} in the journalist’s own words"
    )


def _rate(count: int, words: int) -> str:
    return f"{100 * count / words:.1f}" if words else "–"


def _progress(v: View) -> Callable[[Mark], float]:
    """How far into its own voice's words a mark stands, 0 to 1."""
    page = v.pages[0]
    starts = page.word_starts
    said = union(place for s in v.said for place in s.content)
    quoted = union(place for s in v.said for place in s.quoted_parts)

    def voice_of(start: int) -> str:
        if any(a <= start < b for a, b in quoted):
            return "quoted"
        return "paraphrase" if any(a <= start < b for a, b in said) else "journalist"

    own: dict[str, list[int]] = {"journalist": [], "paraphrase": [], "quoted": []}
    for start in starts:
        own[voice_of(start)].append(start)

    def at(mark: Mark) -> float:
        mine = own[mark.voice]
        return bisect_left(mine, mark.start) / len(mine) if mine else 0.0

    return at


def _hedge_bars(
    fig: Figure, wide: bool, words: Mapping[str, int], groups: Mapping[str, Sequence[Mark]],
    progress: Callable[[Mark], float] | None,
) -> None:  # fmt: skip
    each = 84.0 if progress else 62.0
    sheet = Sheet(fig, wide, each * len(VOICES))
    longest = max(words.values(), default=0) or 1
    room = 760.0 if wide else 230.0
    for number, (key, title) in enumerate(VOICES):
        y = number * each
        marks = groups[key]
        sheet.text(0, y + 14, title, bold=True)
        top = y + (46 if progress else 24)
        length = room * words[key] / longest
        if length:
            sheet.box(0, top, max(2.0, length), 18, fill="tj" if key == "journalist" else "line", line="cj")
        count = f"{len(marks):,} in {words[key]:,} words" if marks else f"none in {words[key]:,} words"
        if not progress and marks:
            count += f", {_rate(len(marks), words[key])} per 100"
        sheet.note(max(2.0, length) + 8, top + 14, count)
        if progress:
            places = [length * progress(mark) for mark in marks]
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
