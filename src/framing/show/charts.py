"""The charts of a report: one function a picture, each with its alt text and its data, for one article or many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.show.figures import figure
from framing.show.html import Html, esc, join
from framing.show.model import EMPTY, CampStyle, Mark, Said, View, view
from framing.show.parts import chips, listing, measured, percent, where
from framing.show.sheet import Sheet, breadth
from framing.show.tabular import markup
from framing.show.words import part, single
from framing.spans import union
from framing.study.measures import UNASSIGNED

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.tables import Tables

TOKENS = 60
"""Up to so many statements are drawn one by one; more are drawn as bars."""

NAMINGS = (
    ("named", "A person, by name"), ("body", "A body, by name"), ("unnamed", "Someone, no name"),
    ("nobody", "No one at all"),
)  # fmt: skip


@dataclass(frozen=True)
class _Panel:
    """One column of bars: what is counted, of how many, and the count of each row."""

    title: str
    counts: Sequence[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


def share(tables: Tables | View, camps: Any = None) -> Html:
    """Bars: each camp's statements, words reported, and words in quotation marks.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    rows = [c for c in v.facts.camps if c.camp in v.drawn]
    panels = [
        _Panel("Statements", [c.statements for c in rows]),
        _Panel("Words reported", [c.words for c in rows]),
        _Panel("Words in quotation marks", [c.quoted for c in rows]),
    ]
    styles = [c.camp for c in rows]
    cells = [
        [c.camp.title, *(_share(p.counts[i], p.total) for p in panels), chips(v, c.said)]
        for i, c in enumerate(rows)
    ]
    if v.left_out:
        cells.append([_silent(v), *("none" for _ in panels), ""])
    cells.append(["All", *(f"{p.total:,}" for p in panels), ""])
    columns = ["Camp", *(p.title for p in panels), "Which statements"]
    data = markup(columns, cells, "Share of statements and words by camp", {p.title for p in panels})
    return figure(
        lambda fig, wide: _panels(fig, wide, [(s.title, s) for s in styles], panels),
        _told(v, _alt("Bars", panels, [s.title for s in styles])), _share_caption(v), data,
        note=_noted(v, "Reported words are quoted and paraphrased together. Passages that the page repeats count "
                    "each time."),
        id="fig-share",
    )  # fmt: skip


def _silent(v: View) -> str:
    """The camps that have no row of their own, as the heading of the row that they share."""
    title = ", ".join(camp.name for camp in v.silent)
    return title[:1].upper() + title[1:]


def _noted(v: View, note: str) -> str:
    """A figure's note, with the camps that it leaves out: absence is a finding, eight empty rows are not."""
    return f"{v.left_out} {note}".strip()


def _told(v: View, alt: str) -> str:
    return f"{alt} {v.left_out}".strip()


def _share(count: int, total: int) -> str:
    return f"{count:,} ({percent(count, total)})"


def _share_caption(v: View) -> str:
    speaking = [c for c in v.facts.camps if c.statements]
    if not speaking:
        return "No statement is attributed to anyone"
    outsiders = next((c.statements for c in speaking if c.camp.name == UNASSIGNED), 0)
    if outsiders and outsiders > max(
        (c.statements for c in speaking if c.camp.name != UNASSIGNED), default=0
    ):
        return f"Most speakers fit no camp: {outsiders:,} of {v.facts.statements:,} statements" if (
            2 * outsiders > v.facts.statements
        ) else f"The largest group is in no camp: {outsiders:,} of {v.facts.statements:,} statements"  # fmt: skip
    # Those in no camp are no side: the camps are compared with one another.
    speaking = [c for c in speaking if c.camp.name != UNASSIGNED] or speaking
    if len(speaking) == 1:
        outside = (
            any(c.statements for c in v.facts.camps if c.camp.name == UNASSIGNED) and len(v.facts.camps) > 1
        )
        beside = " and speakers in no camp" if outside and speaking[0].camp.name != UNASSIGNED else ""
        return f"Only one camp is heard: {speaking[0].camp.name}{beside}"
    tops = [max(speaking, key=lambda c: c.statements), max(speaking, key=lambda c: c.words)]
    if v.facts.quoted:
        tops.append(max(speaking, key=lambda c: c.quoted))
    ways = {2: "Two", 3: "Three"}[len(tops)]
    if len({c.camp.name for c in tops}) == 1:
        return f"{ways} ways to count put the same camp on top: {tops[0].camp.name}"
    return "The largest camp depends on how you count"


def _alt(kind: str, panels: Sequence[_Panel], names: Sequence[str]) -> str:
    said = [
        f"{p.title}: {', '.join(f'{name} {count:,}' for name, count in zip(names, p.counts, strict=True)) or 'none'}."
        for p in panels
    ]
    return f"{kind}. {' '.join(said)}"


def _panels(
    fig: Figure, wide: bool, rows: Sequence[tuple[str, CampStyle | None]], panels: Sequence[_Panel]
) -> None:
    """Bars in panels: side by side when wide, one under the other when narrow."""
    if wide:
        sheet = Sheet(fig, wide, 54 + 36 * max(1, len(rows)))
        left = 168.0
        room = (960 - left) / len(panels)
        for i, (name, _) in enumerate(rows):
            sheet.label(0, 61 + 36 * i, name, left - 12)
        for number, panel in enumerate(panels):
            x = left + number * room
            sheet.text(x, 16, sheet.fit(panel.title, room - 8, bold=True), bold=True)
            sheet.note(x, 34, f"of {panel.total:,}")
            _bars(sheet, x, 50, 36, 22, room - 92, rows, panel)
    else:
        step = 34 if any(len(name) > 17 for name, _ in rows) else 27
        each = 32 + step * max(1, len(rows))
        sheet = Sheet(fig, wide, each * len(panels) + 8 * (len(panels) - 1))
        for number, panel in enumerate(panels):
            top = number * (each + 8)
            sheet.text(0, top + 14, panel.title, bold=True)
            sheet.note(340, top + 14, f"of {panel.total:,}", align="right")
            for i, (name, _) in enumerate(rows):
                sheet.label(0, top + 34 + step * i, name, 120)
            _bars(sheet, 124, top + 24, step, 20, 128, rows, panel)


def _bars(
    sheet: Sheet, x: float, y: float, step: float, thick: float, room: float,
    rows: Sequence[tuple[str, CampStyle | None]], panel: _Panel,
) -> None:  # fmt: skip
    longest = max(panel.counts, default=0) or 1
    for i, (_, camp) in enumerate(rows):
        count, top = panel.counts[i], y + step * i
        base = top + thick / 2 + sheet.size * 0.36
        if not count:
            sheet.note(x + 8, base, "none")
            continue
        width = max(2.0, room * count / longest)
        sheet.bar(x, top, width, thick, camp)
        label = f"{count:,}"
        sheet.text(x + width + 7, base, label, bold=True)
        sheet.note(x + width + 13 + breadth(label, sheet.size + 2, True), base, percent(count, panel.total))
    sheet.rule(
        x,
        y - (8 if sheet.wide else 3),
        x,
        y + step * max(1, len(rows)) - (step - thick) + 8,
        colour="ink",
        weight=1.5,
    )


def sources(tables: Tables | View, camps: Any = None) -> Html:
    """How each source is named: a square a statement, or bars where there are many.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    cells: dict[tuple[str, str], list[Said]] = {}
    for said in v.said:
        cells.setdefault((said.camp.name, said.naming), []).append(said)
    panels = [
        _Panel(title, [len(cells.get((camp.name, key), ())) for camp in v.drawn]) for key, title in NAMINGS
    ]
    total = len(v.said)
    nobody = panels[-1].total
    table = [
        [camp.title, *(_cell(v, cells.get((camp.name, key), [])) for key, _ in NAMINGS)] for camp in v.drawn
    ]
    if v.left_out:
        table.append([_silent(v), *("none" for _ in NAMINGS)])
    table.append(["All", *(_share(p.total, total) for p in panels)])
    data = markup(["Camp", *(title for _, title in NAMINGS)], table, "How each source is named", ())
    caption = (
        "No source to name" if not total
        else "Every statement has somebody behind it" if not nobody
        else f"No one at all stands behind {_behind(nobody, total)}"
    )  # fmt: skip
    small = v.one and total <= TOKENS

    def draw(fig: Figure, wide: bool) -> None:
        if small:
            _token_grid(fig, wide, v, cells)
        else:
            _panels(fig, wide, [(camp.title, camp) for camp in v.drawn], panels)

    note = "A body is a state, ministry, company, document or other organisation."
    return figure(
        draw,
        _told(v, _alt("Numbered squares, one per statement" if small else "Bars", panels, [c.title for c in v.drawn])),
        caption, data, note=_noted(v, f"Each square is one statement. {note}" if small else note), id="fig-named",
    )  # fmt: skip


def _behind(nobody: int, total: int) -> str:
    if nobody == total and total > 2:
        return f"any of the {total:,} statements"
    if nobody == total:
        return "the one statement" if total == 1 else "either statement"
    return f"{nobody:,} of the {total:,} statements"


def _cell(v: View, said: Sequence[Said]) -> Html:
    if not said:
        return Html("none")
    return Html(f"{len(said):,} ") + chips(v, said)


def _token_grid(fig: Figure, wide: bool, v: View, cells: Mapping[tuple[str, str], Sequence[Said]]) -> None:
    side, gap = (28.0, 5.0) if wide else (26.0, 4.0)
    if wide:
        most = [max((len(cells.get((c.name, key), ())) for c in v.drawn), default=0) for key, _ in NAMINGS]
        room, least = 960.0 - 168, 150.0
        wanted = [max(least, min(m, 12) * (side + gap) + 16) for m in most]
        widths = [w * min(1.0, room / sum(wanted)) if sum(wanted) > room else w for w in wanted]
        spare = (room - sum(widths)) / len(widths)
        widths = [w + spare for w in widths]
        per = [max(1, int((w - 8) // (side + gap))) for w in widths]
        lines = [
            max(
                1,
                *(
                    -(-len(cells.get((c.name, key), ())) // n)
                    for (key, _), n in zip(NAMINGS, per, strict=True)
                ),
            )
            for c in v.drawn
        ]
        heights = [max(n * (side + gap) + 12, 45.0) for n in lines]
        sheet = Sheet(fig, wide, 46 + sum(heights) + 4)
        x = 168.0
        for (key, title), width in zip(NAMINGS, widths, strict=True):
            sheet.text(x, 16, sheet.fit(title, width - 6, bold=True), bold=True)
            sheet.note(x, 34, f"{sum(s.naming == key for s in v.said):,} of {len(v.said):,}")
            x += width
        y = 45.0
        for camp, height in zip(v.drawn, heights, strict=True):
            sheet.rule(0, y, 960, y)
            sheet.label(0, y + height / 2, camp.title, 156)
            x = 168.0
            for (key, _), width, n in zip(NAMINGS, widths, per, strict=True):
                _tokens(sheet, x, y + 7, cells.get((camp.name, key), ()), n, side, gap)
                x += width
            y += height
        return
    per_line = int((340 - 118) // (side + gap))
    blocks: list[tuple[str, str, list[tuple[CampStyle, Sequence[Said], float]], str]] = []
    ruler = Sheet(fig, wide, 24)
    for key, title in NAMINGS:
        empty = [camp for camp in v.drawn if not cells.get((camp.name, key))]
        rows = []
        for camp in v.drawn:
            said = cells.get((camp.name, key), ())
            if said or len(empty) <= EMPTY:
                least = 34 if len(ruler.lines(camp.title, 112)) > 1 else 0
                rows.append((camp, said, max(max(1, -(-len(said) // per_line)) * (side + gap), least) + 4))
        others = "all camps: none" if not rows else "other camps: none" if len(empty) > EMPTY else ""
        blocks.append((key, title, rows, others))
    height = sum(32 + sum(tall for *_, tall in rows) + (22 if others else 0) for *_, rows, others in blocks)
    sheet = Sheet(fig, wide, height)
    y = 0.0
    for key, title, rows, others in blocks:
        sheet.text(0, y + 14, title, bold=True)
        sheet.note(340, y + 14, f"{sum(s.naming == key for s in v.said):,} of {len(v.said):,}", align="right")
        y += 22
        for camp, said, tall in rows:
            sheet.label(0, y + (tall - 4) / 2, camp.title, 112)
            _tokens(sheet, 118, y, said, per_line, side, gap)
            y += tall
        if others:
            sheet.note(0, y + 15, others)
            y += 22
        y += 10


def _tokens(
    sheet: Sheet, x: float, y: float, said: Sequence[Said], per: int, side: float, gap: float
) -> None:
    if not said:
        sheet.note(x + 6, y + side * 0.65, "–")
    for number, one in enumerate(said):
        sheet.token(x + (number % per) * (side + gap), y + (number // per) * (side + gap), one, side)


def strip(tables: Tables | View, camps: Any = None) -> Html:
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
    """One camp's stretches of the story, in words from its beginning: paraphrased and quoted."""

    camp: CampStyle | None
    title: str
    spans: list[tuple[int, int]]
    quoted: list[tuple[int, int]]
    numbers: list[tuple[float, Said]]


def _strip_one(v: View) -> Html:
    page = v.pages[0]
    starts = page.word_starts
    total = len(starts)

    def words(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        made = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in places]
        return [pair for pair in made if pair[0] < pair[1]]

    lanes = []
    for camp in v.drawn:
        said = [s for s in v.said if s.camp.name == camp.name]
        spans = words(union(place for s in said for place in s.content))
        quoted = words(union(place for s in said for place in s.quoted_parts))
        numbers = [(float(bisect_left(starts, (s.content or ((s.start, 0),))[0][0])), s) for s in said]
        lanes.append(_Lane(camp, camp.title, spans, quoted, numbers))
    covered = words(union(place for s in v.said for place in s.content))
    alone, at = [], 0
    for left, right in covered:
        if left > at:
            alone.append((at, left))
        at = max(at, right)
    if at < total:
        alone.append((at, total))
    lanes.append(_Lane(None, "Journalist alone", alone, [], []))
    before = v.facts.before_accusation
    first = None
    if before:
        places = [s.start for s in v.facts.accusations if page.article.region_at(s.start) == "body"]
        first = bisect_left(starts, min(places))
    blocks = [
        (b.label.replace("Body ", ""), bisect_left(starts, b.start), bisect_left(starts, b.end))
        for b in page.blocks if b.story
    ]  # fmt: skip

    def draw(fig: Figure, wide: bool) -> None:
        _draw_strip(fig, wide, lanes, blocks, total, first, before)

    rows = [
        [s.camp.title, chips(v, [s]), s.kind, where(v, page, (s.content or ((s.start, 0),))[0][0], f"t{s.key}"),
         f"{s.words:,}", f"{s.quoted:,}"]
        for s in v.said
    ]  # fmt: skip
    columns = ["Camp", "Statement", "Kind", "Where", "Words", "Of these quoted"]
    data = markup(columns, rows, "Each statement’s place in the article", {"Words", "Of these quoted"})
    heard = [
        f"{lane.title}: {', '.join(f'{s.place} ({s.number})' for _, s in lane.numbers[:9])}"
        f"{f' and {len(lane.numbers) - 9:,} more' if len(lane.numbers) > 9 else ''}"
        for lane in lanes[:-1] if lane.numbers
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
        note=_noted(v, f"All {total:,} counted words from headline to end. Thick parts are in quotation marks, thin "
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
        if not lane.spans:
            sheet.note(left + 8, upper + tall / 2 + 5, "none")
        sheet.bars(
            [(left + a * scale, max(1.5, (b - a) * scale)) for a, b in lane.spans],
            base - thin,
            thin,
            lane.camp,
        )
        sheet.bars(
            [(left + a * scale, max(1.5, (b - a) * scale)) for a, b in lane.quoted],
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
    for at, said in lane.numbers:
        label = str(said.number)
        need = breadth(label, sheet.size - 2, True)
        x = min(left + at * scale, sheet.width - need)
        if x > last + 3:
            colour = f"c{said.camp.slot}" if said.camp.slot else "cj"
            sheet.text(x, y, label, colour=colour, size=-2, bold=True)
            last = x + need


def _strip_many(v: View) -> Html:
    tenths = {camp.name: [0] * 10 for camp in v.camps}
    for said in v.said:
        starts = said.page.word_starts
        at = bisect_left(starts, (said.content or ((said.start, 0),))[0][0])
        tenths[said.camp.name][min(9, 10 * at // max(1, len(starts)))] += 1
    highest = max((max(counts) for counts in tenths.values()), default=0) or 1

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
            for position, count in enumerate(tenths[camp.name]):
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
    rows = [[camp.title, *tenths[camp.name]] for camp in v.camps]
    told = "; ".join(f"{camp.title} {', '.join(map(str, tenths[camp.name]))}" for camp in v.camps)
    return figure(
        draw, f"Bars of statements in each tenth of the story, from beginning to end. {told}.",
        "Where in the story each camp speaks",
        markup(columns, rows, "Statements by tenth of the story", set(columns[1:])),
        note=_noted(v, f"The {len(v.pages):,} stories laid over one another and cut into tenths by words."),
        id="fig-strip",
    )  # fmt: skip


# The classes of reporting verbs, those drawn even when empty first told by their commonest words.
_CLASSES = (
    ("Neutral", "say, tell …", True), ("Announcing", "announce …", True), ("Endorsing", "confirm, reveal …", False),
    ("Doubting", "claim, allege …", True), ("Conceding", "admit, concede …", True), ("Denying", "deny, reject …", True),
    ("Urging", "urge, warn …", False), ("Praising", "praise, welcome …", False),
    ("Accusing", "accuse, criticise …", True),
)  # fmt: skip
_URGING = frozenset({"urges", "warns", "orders", "promises", "threatens", "asks", "demands"})


def verb_class(said: Said) -> str:
    """The class of a statement's reporting verb, one of the nine that the chart of verbs has."""
    if said.accusing:
        return "Accusing"
    if said.act in ("denies", "rejects"):
        return "Denying"
    if said.act == "admits":
        return "Conceding"
    if said.act in ("praises", "thanks"):
        return "Praising"
    if said.stance == "distancing":
        return "Doubting"
    if said.act in _URGING:
        return "Urging"
    if said.act == "announces":
        return "Announcing"
    return "Endorsing" if said.stance == "endorsing" else "Neutral"


def verb_of(said: Said) -> str:
    """The verb that introduces a statement, as a word; a dash where quotation marks alone do."""
    return said.verb or " ".join(said.slice(said.cue).split()).lower() or "–"


def verbs(tables: Tables | View, camps: Any = None) -> Html:
    """Which reporting verb introduces whom: squares by verb, or bars by class and camp where there are many.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    groups: dict[str, dict[str, list[Said]]] = {name: {} for name, _, _ in _CLASSES}
    for said in v.said:
        groups[verb_class(said)].setdefault(verb_of(said), []).append(said)
    for name, verbs_ in groups.items():
        groups[name] = dict(sorted(verbs_.items(), key=lambda pair: (-len(pair[1]), pair[0])))
    shown = [(name, usual) for name, usual, always in _CLASSES if always or groups[name]]
    counts = {name: sum(len(said) for said in groups[name].values()) for name, _ in shown}
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
    lines = sum(max(1, len(groups[name])) for name, _ in shown)
    small = v.one and len(v.said) <= TOKENS and lines <= 40
    left_empty = f" Empty: {listing(empty).lower()}." if empty else ""

    def draw(fig: Figure, wide: bool) -> None:
        if small:
            _verb_rows(fig, wide, shown, groups)
        else:
            panels = [
                _Panel(
                    camp.title,
                    [sum(s.camp.name == camp.name for g in groups[n].values() for s in g) for n, _ in shown],
                )
                for camp in v.drawn
            ]
            _class_bars(fig, wide, [name for name, _ in shown], list(zip(v.drawn, panels, strict=True)))

    return figure(
        draw, f"Reporting verbs by class. {told}.", _verb_caption(counts, len(v.said)), data, id="fig-verbs",
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
            _tokens(sheet, at_tokens, y, said, per, side, gap)
            if wide:
                for line, words in enumerate(camps[name, verb]):
                    sheet.note(960 - 190, y + 19 + 17 * line, words)
            y += height
        y += (0 if entries else heights[0]) + 4
    sheet.rule(0, y, end, y)


def _class_bars(
    fig: Figure, wide: bool, names: Sequence[str], panels: Sequence[tuple[CampStyle, _Panel]]
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
        _bars(sheet, start, y + 30, 27, 20, room - (100 if wide else 200), [(n, camp) for n in names], panel)


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


def tone(tables: Tables | View, camps: Any = None) -> Html:
    """Each sentence on VADER's scale from -1 to +1, by voice, with the mean of the voice.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    lanes: list[tuple[str, CampStyle | None, list[float]]] = [
        ("Journalist alone", None, [score for *_, score, said in v.tones if said is None])
    ]
    lanes += [
        (
            camp.title,
            camp,
            [score for *_, score, said in v.tones if said is not None and said.camp.name == camp.name],
        )
        for camp in v.drawn
    ]
    small = v.one and len(v.tones) <= 200

    def draw(fig: Figure, wide: bool) -> None:
        _tone_lanes(fig, wide, lanes, small)

    rows: list[list[Any]] = []
    if small:
        for page, start, end, score, said in v.tones:
            text = " ".join(page.text[start:end].split())
            short = text if len(text) <= 72 else text[:70].rsplit(" ", 1)[0] + " …"
            whose = "Journalist" if said is None else Html(esc(said.camp.title) + " ") + chips(v, [said])
            rows.append(
                [
                    Html(f'<span class="words" style="font-weight:400">{esc(short)}</span>'),
                    whose,
                    _signed(score),
                ]
            )
        data = markup(
            ["Sentence", "Voice", "Score"], rows, "VADER compound score of each sentence", {"Score"}
        )
    else:
        for title, _, scores in lanes:
            below, above = sum(s < -0.05 for s in scores), sum(s > 0.05 for s in scores)
            rows.append(
                [
                    title,
                    f"{len(scores):,}",
                    _mean(scores),
                    f"{below:,}",
                    f"{len(scores) - below - above:,}",
                    f"{above:,}",
                ]
            )
        columns = ["Voice", "Sentences", "Mean", "Below −0.05", "Between", "Above +0.05"]
        data = markup(columns, rows, "VADER compound scores by voice", set(columns[1:]))
    told = "; ".join(
        f"{title} {_mean(scores)} over {_counted(len(scores))}" for title, _, scores in lanes if scores
    )
    quiet = [title for title, _, scores in lanes if not scores]
    if len(quiet) > EMPTY:
        lanes = [lane for lane in lanes if lane[2]]
    else:
        quiet = []
    left_out = [*quiet, *(camp.title for camp in v.silent if camp not in v.drawn)]
    none = [*(title for title, _, scores in lanes if not scores), *left_out]
    alt = f"Sentences on VADER’s scale from −1 to +1. Means: {told or 'none'}." + (
        f" None: {listing(none)}." if none else ""
    )
    note = "One dot is one sentence; the triangle is that voice’s mean." if small else (
        "Bars count sentences in steps of a tenth; the triangle is that voice’s mean.")  # fmt: skip
    note += f" No sentence: {listing(left_out)}." if left_out else ""
    return figure(draw, alt, "Each sentence on VADER’s scale", data, note=note, id="fig-tone")


def _counted(count: int) -> str:
    return "1 sentence" if count == 1 else f"{count:,} sentences"


def _signed(score: float) -> str:
    return "0.00" if abs(score) < 0.005 else f"{score:+.2f}".replace("-", "−")


def _mean(scores: Sequence[float]) -> str:
    return _signed(sum(scores) / len(scores)) if scores else "–"


def _tone_lanes(
    fig: Figure, wide: bool, lanes: Sequence[tuple[str, CampStyle | None, Sequence[float]]], small: bool
) -> None:
    left, right = (230.0, 940.0) if wide else (14.0, 326.0)
    head = 0.0 if wide else 22.0
    dot = 13.0 if wide else 10.0

    def x(score: float) -> float:
        return left + (score + 1) / 2 * (right - left)

    plans = []
    for title, camp, scores in lanes:
        bins: dict[int, list[float]] = {}
        for score in sorted(scores):
            bins.setdefault(round(score * (20 if small else 10)), []).append(score)
        tallest = max((len(b) for b in bins.values()), default=0)
        height = max(52.0, tallest * dot + 26) if small else 74.0
        plans.append((title, camp, scores, bins, height + head))
    sheet = Sheet(fig, wide, 8 + sum(p[-1] for p in plans) + 44)
    bottom = 8 + sum(p[-1] for p in plans)
    for tick in (-1.0, -0.5, 0.0, 0.5, 1.0):
        sheet.rule(
            x(tick), 8, x(tick), bottom, colour="ink" if tick == 0 else "line", weight=1.5 if tick == 0 else 1
        )
        align = "center" if wide or abs(tick) < 1 else ("left" if tick < 0 else "right")
        sheet.note(x(tick) - (14 if align == "left" else -14 if align == "right" else 0), bottom + 18,
                   "0" if tick == 0 else f"{tick:+.1f}".replace("-", "−"), align=align)  # fmt: skip
    sheet.note(left - (0 if wide else 14), bottom + 38, "more negative")
    sheet.note(right + (0 if wide else 14), bottom + 38, "more positive", align="right")
    y = 8.0
    for title, camp, scores, bins, height in plans:
        sheet.rule(0, y, sheet.width, y)
        middle = y + head + (height - head) / 2
        if wide:
            named = sheet.lines(title, left - 30, bold=True)
            for line, words in enumerate(named):
                sheet.text(0, middle - 1 - 18 * (len(named) - 1 - line), words, bold=True)
            sheet.note(0, middle + 17, f"mean {_mean(scores)}, {_counted(len(scores))}" if scores else "none")
        else:
            sheet.box(0, y + 1, 340, 19, fill="paper")
            sheet.text(0, y + 15, sheet.fit(title, 160, bold=True), bold=True)
            sheet.note(
                340,
                y + 15,
                f"mean {_mean(scores)}, {_counted(len(scores))}" if scores else "none",
                align="right",
            )
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
        if scores:
            sheet.mean(x(sum(scores) / len(scores)), y + head + 9)
        y += height
    sheet.rule(0, y, sheet.width, y)


FRAMES = {
    "responsibility": "Responsibility", "human_interest": "Human interest", "conflict": "Conflict",
    "morality": "Morality", "economic": "Economic consequences",
}  # fmt: skip


def frames(tables: Tables | View, camps: Any = None) -> Html:
    """Which frames carry the story: scores in one article, articles that have the frame in a corpus.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    names = (
        list(dict.fromkeys([*FRAMES, *(str(row["frame"]) for row in v.frames)])) if v.frames else list(FRAMES)
    )
    titles = {name: FRAMES.get(name, name.replace("_", " ").capitalize()) for name in names}
    doubtful = {name: figures for name, figures in _untold().items() if name in names}
    names = [name for name in names if name not in doubtful]
    scores: dict[str, list[float]] = {name: [] for name in names}
    present = dict.fromkeys(names, 0)
    for row in v.frames:
        if row["frame"] in scores:
            scores[str(row["frame"])].append(float(row["score"] or 0))
            present[str(row["frame"])] += bool(row["present"])
    total = len(v.pages)
    found = [titles[name] for name in names if present[name]]
    mean = {name: sum(values) / len(values) if values else 0.0 for name, values in scores.items()}

    def draw(fig: Figure, wide: bool) -> None:
        step = 36.0 if wide else 46.0
        sheet = Sheet(fig, wide, 34 + step * len(names))
        left, room = (190.0, 560.0) if wide else (0.0, 190.0)
        sheet.text(left, 16, "Score, 0 to 1" if v.one else "Articles with the frame", bold=True)
        if not v.one:
            sheet.note(sheet.width, 16, f"of {total:,}", align="right")
        top = max([1.0, *mean.values()]) if v.one else max(1, total)
        for i, name in enumerate(names):
            y = 30 + step * i
            value = mean[name] if v.one else present[name]
            sheet.text(0, y + (16 if wide else 12), titles[name], bold=bool(present[name]))
            bar = y + (0 if wide else 18)
            if value:
                sheet.box(left, bar, max(2.0, room * value / top), 22 if wide else 18,
                          fill="cj" if present[name] else "tj", line="cj")  # fmt: skip
            label = (f"{value:.2f}, {'present' if present[name] else 'not marked'}" if v.one
                     else f"{value:,}" if value else "none")  # fmt: skip
            sheet.note(left + (room * value / top) + 9, bar + (16 if wide else 14), label)
        sheet.rule(left, 26, left, 26 + step * len(names), colour="ink", weight=1.5)

    rows = [
        [
            titles[n],
            f"{mean[n]:.2f}",
            ("yes" if present[n] else "no") if v.one else f"{present[n]:,} ({percent(present[n], total)})",
        ]
        for n in names
    ]
    columns = ["Frame", "Score" if v.one else "Mean score", "Present" if v.one else "Articles"]
    told = "; ".join(f"{titles[n]} {rows[i][1] if v.one else present[n]}" for i, n in enumerate(names))
    caption = (
        f"Frames in {total:,} articles" if not v.one
        else "No frame is marked as present" if not found
        else f"{listing([found[0], *map(str.lower, found[1:])])} {'is' if len(found) == 1 else 'are'} marked as present"
    )  # fmt: skip
    return figure(
        draw, f"{'Scores of frames' if v.one else 'Articles that have each frame'}: {told}.", caption,
        markup(columns, rows, "Frames", set(columns[1:])), id="fig-frames",
        note="Frames after Semetko and Valkenburg (2000), read from words; filled bars are marked as present."
        + "".join(
            f" {titles[name]} is not drawn: on labelled articles it is told hardly better (F1 {mine:.2f}) than by "
            f"marking every text ({floor:.2f})."
            for name, (mine, floor) in doubtful.items()
        ),
    )  # fmt: skip


# A frame is drawn where its F1 is at least this much above that of marking every text.
_LEAST_GAIN = 0.02


def _untold() -> dict[str, tuple[float, float]]:
    """The frames that were not told better than chance when measured: F1, and F1 of marking every text."""
    row = next((row for row in measured() if row["layer"] == "frames"), {})
    by_frame: Mapping[str, Sequence[float]] = row.get("by_frame", {})
    return {name: (mine, floor) for name, (mine, floor) in by_frame.items() if mine - floor < _LEAST_GAIN}


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
