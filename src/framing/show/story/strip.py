"""The article as one strip: every reported stretch in its side's colour, every charge as an arc to the accused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.words import some
from framing.study.camp_styles import CampStyle
from framing.study.exchange import Exchange
from framing.study.fact_places import paragraph_words, statement_words, word_at
from framing.study.said import Said


@dataclass(frozen=True, slots=True)
class _Frame:
    """One drawing: its width in units, the height of the arcs and of the band, the size of its letters."""

    name: str
    width: float
    arcs: float
    band: float
    size: float

    def x(self, word: float, whole: int) -> float:
        return round(self.width * word / max(1, whole), 1)


_WIDE = _Frame("w", 1000, 62, 28, 15)
_NARROW = _Frame("n", 340, 46, 26, 13)
_LETTER = 0.62
"""The breadth of a letter, in its height; what is too long for its place is left out."""

_PATTERNS = {
    2: "M-1 7 7 -1M3 11 11 3", 3: "M2 0V8M6 0V8", 4: "M0 0 8 8M8 0 0 8", 5: "M0 2H8M0 6H8", 6: "M-1 1 7 9M3 -3 11 5",
    7: "M4 0V8M0 4H8", 8: "M-1 7 7 -1M0 4H8",
}  # fmt: skip
"""What lies over a side's colour, by its slot, so that sides differ without colour."""


def strip(v: View, rows: Sequence[Exchange]) -> Html:
    """The strip of the only article with its caption; the data stand in the tables of the page.

    Args:
        v: the view of one article.
        rows: its charges, as `framing.study.exchange.exchanges` gives them.
    """
    alt = esc(_alt(v, rows))
    plots = "".join(
        f'<div class="plot {css}">{_drawing(v, rows, frame, alt)}</div>'
        for css, frame in (("wide", _WIDE), ("narrow", _NARROW))
    )
    return Html(
        f'<figure class="fig strip" id="fig-strip">{plots}<figcaption>{esc(_reading(v, rows))}'
        "</figcaption></figure>"
    )


def _reading(v: View, rows: Sequence[Exchange]) -> str:
    if not v.said:
        return f"All {v.facts.words:,} words are the journalist’s own."
    told = (
        f"The story’s {v.facts.words:,} words from headline to end. Each block is a reported statement: "
        "filled where somebody is named, outlined where a person or group has no name, dashed where nobody stands "
        "behind it."
    )
    if any(row.heard or row.nameless for row in rows):
        told += " An arc runs from a charge to the accused, broken where the accuser is not named."
    if any(said.doubtful for said in v.said):
        told += " Hatched: perhaps no statement."
    return f"{told} Choose a block to read it."


def _alt(v: View, rows: Sequence[Exchange]) -> str:
    sides = "; ".join(
        f"{c.camp.title} {', '.join(s.place for s in c.said[:6])}{' and more' if len(c.said) > 6 else ''}"
        for c in v.facts.speaking
    )
    told = f"Strip of the {v.facts.words:,} words of the story. {sides or 'No statement'}."
    if rows:
        against = "; ".join(
            f"{row.accuser or 'nobody named'} against {row.target} in {row.place}" for row in rows[:6]
        )
        told += f" {some(len(rows), 'charge').capitalize()}: {against}."
    return told


def _drawing(v: View, rows: Sequence[Exchange], frame: _Frame, alt: str) -> str:
    whole = v.facts.words
    shown = [row for row in rows if row.heard is not None or row.nameless]
    top = frame.arcs if shown else 0.0
    ruler = top + frame.size + 4
    band = ruler + 5
    foot = band + frame.band + frame.size + 8
    parts = [_defs(v, frame), *_ruler(v, frame, whole, ruler)]
    parts.append(f'<rect class="tj" x="0" y="{band}" width="{frame.width}" height="{frame.band}"/>')
    for said, stretches in statement_words(v):
        parts += [_block(said, frame, whole, band, *pair) for pair in stretches]
    parts += [_charge(v, row, frame, whole, band) for row in rows if row.said is None]
    parts += [_arc(v, row, frame, whole, band) for row in shown]
    parts += _names(v, frame, whole, foot)
    role = "img" if frame is _NARROW else "group"  # a picture may hold no links
    return (
        f'<svg viewBox="0 0 {frame.width} {foot + 6}" role="{role}" aria-label="{alt}">{"".join(parts)}</svg>'
    )


def _defs(v: View, frame: _Frame) -> str:
    used = {c.camp.slot for c in v.facts.speaking if c.camp.slot in _PATTERNS}
    tiles = "".join(
        f'<pattern id="sp{frame.name}{slot}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path d="{_PATTERNS[slot]}" '
        'style="fill:none;stroke:var(--paper);stroke-width:1.3;opacity:.6"/></pattern>'
        for slot in sorted(used)
    )  # fmt: skip
    doubt = (
        f'<pattern id="sp{frame.name}d" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M-1 5 5 -1M2 8 8 2" '
        'style="fill:none;stroke:var(--paper);stroke-width:2.4"/></pattern>'
    )  # fmt: skip
    tip = (
        f'<marker id="sp{frame.name}t" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto">'
        '<path class="fi" d="M0 0 8 4 0 8z"/></marker>'
    )  # fmt: skip
    return f"<defs>{tiles}{doubt}{tip}</defs>"


def _ruler(v: View, frame: _Frame, whole: int, y: float) -> list[str]:
    """The names of the parts over the band; of the paragraphs of the body, as many numbers as have room."""
    made = []
    last = -100.0
    for label, start, end in paragraph_words(v):
        x, to = frame.x(start, whole), frame.x(end, whole)
        body = label.startswith("Body ")
        words = label.removeprefix("Body ") if body else label.lower()
        need = len(words) * frame.size * _LETTER
        at = (x + to) / 2 - need / 2 if body else x
        made.append(f'<path class="sl w2" d="M{x} {y + 2}V{y + 5}"/>')
        if at > last + 6 and at + need <= frame.width:
            made.append(
                f'<text class="m" x="{round(at, 1)}" y="{y}" style="font-size:{frame.size - 2}px">{words}</text>'
            )
            last = at + need
    return made


def _block(said: Said, frame: _Frame, whole: int, y: float, start: int, end: int) -> str:
    x, width = frame.x(start, whole), max(2.0, frame.x(end, whole) - frame.x(start, whole))
    place = f'x="{x}" y="{y}" width="{round(width, 1)}" height="{frame.band}"'
    slot = said.camp.slot or "j"
    dash = ' stroke-dasharray="4 3"' if said.nobody else ""
    if said.mark:
        made = f'<rect class="fp s{slot}" {place} stroke-width="2"{dash}/>'
    else:
        made = f'<rect class="f{slot}" {place}/>'
        if said.camp.slot in _PATTERNS:
            made += f'<rect {place} fill="url(#sp{frame.name}{said.camp.slot})"/>'
    if said.doubtful:
        made += f'<rect {place} fill="url(#sp{frame.name}d)"/>'
    if frame is _NARROW:  # a finger has no hover, and a strip so small no block to choose
        return made
    return f'<a href="#t{said.key}"><title>{esc(said.token)}: {esc(said.who)}</title>{made}</a>'


def _charge(v: View, row: Exchange, frame: _Frame, whole: int, y: float) -> str:
    """A charge in the journalist's own words: a line under the band."""
    x, to = (frame.x(word_at(v, at), whole) for at in row.clause)
    broken = ' stroke-dasharray="4 3"' if row.nameless or not row.sure else ""
    return f'<path class="si" d="M{x} {y + frame.band + 3}H{max(x + 3, to)}" stroke-width="3"{broken}/>'


def _arc(v: View, row: Exchange, frame: _Frame, whole: int, band: float) -> str:
    """An arc from the middle of a charge to the first words of the accused; a stub where it has none."""
    first, last = (frame.x(word_at(v, at), whole) for at in row.clause)
    x, y = round((first + last) / 2, 1), band - 2
    broken = ' stroke-dasharray="4 3"' if row.nameless or not row.sure else ""
    title = f"<title>{esc(row.accuser or 'Nobody named')} against {esc(row.target)}</title>"
    style = 'style="fill:none;stroke:var(--ink);stroke-width:1.6"'
    if row.heard is None or not row.heard.content:
        reach = round(y - frame.arcs * 0.35, 1)
        return f'<g>{title}<path d="M{x} {y}V{reach}" {style}{broken}/></g>'
    to = frame.x(word_at(v, row.heard.content[0][0]) + 1, whole)
    height = round(max(6.0, frame.arcs * min(1.0, 0.45 + abs(x - to) / frame.width)), 1)
    peak = round(y - height * 1.3, 1)
    return (
        f'<g>{title}<path d="M{x} {y}C{x} {peak} {to} {peak} {to} {y}" {style}{broken} '
        f'marker-end="url(#sp{frame.name}t)"/></g>'
    )


def _names(v: View, frame: _Frame, whole: int, y: float) -> list[str]:
    """The sides' names under their broadest block, where there is room, the broadest first."""
    blocks: list[tuple[int, int, int, CampStyle]] = []
    for said, stretches in statement_words(v):
        blocks += [(end - start, start, end, said.camp) for start, end in stretches]
    taken: list[tuple[float, float]] = []
    told: set[str] = set()
    made = []
    for _, start, end, camp in sorted(blocks, key=lambda one: -one[0]):
        if camp.name in told:
            continue
        need = len(camp.title) * frame.size * _LETTER
        centre = (frame.x(start, whole) + frame.x(end, whole)) / 2
        left = min(max(0.0, centre - need / 2), frame.width - need)
        if any(left < b + 10 and left + need > a - 10 for a, b in taken):
            continue
        told.add(camp.name)
        taken.append((left, left + need))
        colour = f"f{camp.slot}" if camp.slot else "fj"
        made.append(
            f'<text class="b {colour}" x="{round(left, 1)}" y="{round(y, 1)}" style="font-size:{frame.size}px">'
            f"{esc(camp.title)}</text>"
        )
    return made
