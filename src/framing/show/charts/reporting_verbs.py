"""Which reporting verb introduces whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from framing.show.charts.pieces import TOKENS, Panel, draw_bars, token_row
from framing.show.figures import figure
from framing.show.html import Html, esc
from framing.show.model import View, view
from framing.show.parts import chips, listing
from framing.show.sheet import Sheet
from framing.show.tabular import markup
from framing.study.camp_styles import CampStyle
from framing.study.said import Said

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.study.camp_styles import Sides
    from framing.tables import Tables


# The classes of reporting verbs, those drawn even when empty first told by their commonest words.
_CLASSES = (
    ("Neutral", "say, tell …", True), ("Announcing", "announce …", True), ("Endorsing", "confirm, reveal …", False),
    ("Doubting", "claim, allege …", True), ("Conceding", "admit, concede …", True), ("Denying", "deny, reject …", True),
    ("Urging", "urge, warn …", False), ("Praising", "praise, welcome …", False),
    ("Accusing", "accuse, criticise …", True),
)  # fmt: skip


def verbs(tables: Tables | View, camps: Sides = None) -> Html:
    """Which reporting verb introduces whom: squares by verb, or bars by class and camp where there are many.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    found = v.facts.verbs
    groups, counts = found.groups, found.counts
    totals = {c.camp.name: c.statements for c in v.facts.camps}
    shown = [(name, usual) for name, usual, always in _CLASSES if always or groups[name]]
    empty = [name for name, _ in shown if not counts[name]]
    rows = []
    for name, usual in shown:
        for verb, own in groups[name].items():
            cue = listing(sorted({f"“{' '.join(s.slice(s.cue).split())}”" for s in own if s.cue})[:4])
            rows.append(
                [Html(f'<span class="words">{esc(verb)}</span>'), name, cue, chips(v, own), f"{len(own):,}"]
            )
        if not groups[name]:
            rows.append([Html(f'<span class="words">{esc(usual)}</span>'), name, "", "none", "0"])
    data = markup(["Verb", "Class", "As printed", "Statements", "Count"], rows, "Reporting verbs", {"Count"})
    told = "; ".join(
        f"{name}: {', '.join(f'{verb} {len(said)}' for verb, said in list(groups[name].items())[:8]) or 'none'}"
        for name, _ in shown
    )
    lines = len(rows)  # a verb a line; an empty class has one too
    small = v.one and v.facts.statements <= TOKENS and lines <= 40
    left_empty = f" Empty: {listing(empty).lower()}." if empty else ""

    def draw(fig: Figure, wide: bool) -> None:
        if small:
            _verb_rows(fig, wide, shown, groups)
        else:
            panels = [
                Panel(
                    camp.title,
                    [found.camps[name][camp.name] for name, _ in shown],
                    totals[camp.name],
                )
                for camp in v.drawn
            ]
            _class_bars(fig, wide, [name for name, _ in shown], list(zip(v.drawn, panels, strict=True)))

    return figure(
        draw, f"Reporting verbs by class. {told}.", _verb_caption(counts, v.facts.statements), data, id="fig-verbs",
        note=f"The reporter picks the verb, so this is always the journalist’s voice.{left_empty}",
    )  # fmt: skip


def _verb_caption(counts: Mapping[str, int], total: int) -> str:
    if not total:
        return "No verb introduces anyone"
    neutral = counts.get("Neutral", 0)
    if neutral == total:
        return "The one verb is neutral" if total == 1 else "Every verb is neutral"
    if total == 1:
        return "The one verb is not neutral"
    if not neutral:
        return "No verb is neutral"
    return f"{neutral:,} of {total:,} statements {'has' if neutral == 1 else 'have'} a neutral verb"


def _verb_rows(
    fig: Figure,
    wide: bool,
    shown: Sequence[tuple[str, str]],
    groups: Mapping[str, Mapping[str, Sequence[Said]]],
) -> None:
    side, gap = (28.0, 5.0) if wide else (26.0, 4.0)
    at_verb, at_tokens = (130.0, 275.0) if wide else (8.0, 112.0)
    end = 960.0 if wide else 340.0
    per = int((end - (200 if wide else 0) - at_tokens) // (side + gap))
    plan = []
    ruler = Sheet(fig, wide, 24)
    camps = {
        (name, verb): ruler.lines(listing(dict.fromkeys(s.camp.name for s in said)), 165, most=6, size=-1.5)
        for name, _ in shown for verb, said in groups[name].items()
    }  # fmt: skip
    for name, usual in shown:
        entries = list(groups[name].items())
        heights = [
            max(max(1, -(-len(said) // per)) * (side + gap), 17 * len(camps[name, verb]) + 4 if wide else 0)
            + 3
            for verb, said in entries
        ] or [30.0]
        plan.append((name, usual, entries, heights))
    extra = 0 if wide else 22
    sheet = Sheet(fig, wide, 28 + sum(sum(h) + 8 + extra for *_, h in plan))
    if wide:
        for x, title in ((0.0, "Class"), (at_verb, "Verb"), (at_tokens, "Statements"), (960.0 - 190, "Camp")):
            sheet.note(x, 14, title)
    y = 24.0 if wide else 4.0
    for name, usual, entries, heights in plan:
        sheet.rule(0, y, end, y)
        y += 4
        sheet.text(
            0, y + 19 if wide else y + 15, name, bold=bool(entries), colour="ink" if entries else "ink2"
        )
        y += extra
        if not entries:
            sheet.note(at_verb, y + 19, usual, serif=True)
            sheet.note(at_tokens + 4, y + 19, "none")
        for (verb, said), height in zip(entries, heights, strict=False):  # an empty class has a height alone
            sheet.label(at_verb, y + 14, verb, at_tokens - at_verb - 8, serif=True)
            token_row(sheet, at_tokens, y, said, per, side, gap)
            if wide:
                for line, words in enumerate(camps[name, verb]):
                    sheet.note(960 - 190, y + 19 + 17 * line, words)
            y += height
        y += (0 if entries else heights[0]) + 4
    sheet.rule(0, y, end, y)


def _class_bars(
    fig: Figure, wide: bool, names: Sequence[str], panels: Sequence[tuple[CampStyle, Panel]]
) -> None:
    """Rows are classes; each camp has a panel with its own colour."""
    columns = min(len(panels), 4) if wide else 1
    lines = -(-len(panels) // columns) if panels else 1
    each = 44 + 27 * len(names)
    sheet = Sheet(fig, wide, lines * (each + 14))
    left = 130.0 if wide else 112.0
    for number, (camp, panel) in enumerate(panels):
        room = (sheet.width - (left if wide else 0)) / columns
        x = (left if wide else 0) + (number % columns) * room
        y = (number // columns) * (each + 14)
        start = x if wide else left
        sheet.text(x, y + 15, sheet.fit(camp.title, room - 50, bold=True), bold=True)
        sheet.note(x + room - 14, y + 15, f"of {panel.total:,}", align="right")
        if number % columns == 0:
            for i, name in enumerate(names):
                sheet.text(0, y + 46 + 27 * i, name)
        draw_bars(
            sheet, start, y + 30, 27, 20, room - (100 if wide else 200), [(n, camp) for n in names], panel
        )
