"""The article as one strip: every reported stretch in its side's colour, every charge as an arc to the accused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.story.patterns import fill
from framing.show.story.saving import saved
from framing.show.story.strip_plan import NARROW, WIDE, Arc, Block, Frame, Label, Line, Plan, plan
from framing.show.words import some
from framing.study.exchange import Exchange
from framing.study.fact_places import statement_words, word_at


def strip(v: View, rows: Sequence[Exchange]) -> Html:
    """The strip of the only article with its caption and its data.

    Args:
        v: the view of one article.
        rows: its charges, as `framing.study.exchange.exchanges` gives them.
    """
    told = esc(alt(v, rows))
    plots = "".join(
        f'<div class="plot {css}">{_drawing(plan(v, rows, frame), told)}</div>'
        for css, frame in (("wide", WIDE), ("narrow", NARROW))
    )
    return Html(
        f'<figure class="fig strip" id="fig-strip">{plots}<figcaption><b>{esc(caption(v))}</b> '
        f"<span>{esc(reading(v, rows))}</span></figcaption>{saved(v, 'strip', data(v, rows))}</figure>"
    )


def caption(v: View) -> str:
    """What the strip shows, in one sentence."""
    if not v.said:
        return f"All {v.facts.words:,} words are the journalist’s own."
    return f"Who speaks where in the story’s {v.facts.words:,} words."


def reading(v: View, rows: Sequence[Exchange]) -> str:
    """How to read the strip; only what is on it."""
    if not v.said:
        return ""
    looks = ["filled, the source is named"]
    if any(said.mark == "un" for said in v.said):
        looks.append("outlined, it has no name")
    if any(said.nobody for said in v.said):
        looks.append("dashed, nobody is behind it")
    if any(said.doubtful for said in v.said):
        looks.append("hatched, perhaps no statement")
    told = f"Each block is a reported statement: {'; '.join(looks)}."
    if any(row.heard for row in rows):
        told += " Arcs lead from a charge to the accused"
        told += ", broken where no accuser is named." if any(row.nameless for row in rows) else "."
    elif any(row.nameless for row in rows):
        told += " A broken line up is a charge without an accuser."
    return told


def alt(v: View, rows: Sequence[Exchange]) -> str:
    """The strip in words: each side's places, and the charges."""
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


def data(v: View, rows: Sequence[Exchange]) -> list[dict[str, Any]]:
    """The rows behind the strip: every stretch of a statement and every charge, in words from the story's beginning."""
    made: list[dict[str, Any]] = [
        {
            "what": "statement", "number": said.number, "side": said.camp.name, "source": said.who,
            "named": said.naming, "against": "", "paragraph": said.place, "first_word": start + 1, "last_word": end,
            "score": said.score,
        }
        for said, stretches in statement_words(v) for start, end in stretches
    ]  # fmt: skip
    made += [
        {
            "what": "charge", "number": row.number, "side": row.said.camp.name if row.said else "journalist",
            "source": row.accuser or "no one named", "named": "nobody" if row.nameless else "named",
            "against": row.target, "paragraph": row.place, "first_word": word_at(v, row.clause[0]) + 1,
            "last_word": word_at(v, row.clause[1]), "score": row.score,
        }
        for row in rows
    ]  # fmt: skip
    return made


def _drawing(made: Plan, told: str) -> str:
    frame = made.frame
    small = frame is NARROW
    parts = [f'<path class="tj" d="{_box(0, frame.width, made)}"/>']
    parts += [_block(one, made, linked=not small) for one in made.blocks]
    parts += [_line(one, made) for one in made.lines]
    parts += [_arc(one, made) for one in made.arcs]
    foot = made.band + frame.band
    if made.ticks:
        marks = "".join(f"M{x} {foot + 2}v4" for x in made.ticks)
        parts.append(f'<path class="sj w2" d="{marks}"/>')
    parts.append(
        f'<g class="m" style="font-size:{frame.size - 2}px">{"".join(map(_word, made.ruler))}</g>'
        if made.ruler
        else ""
    )
    parts.append(f'<g class="b" style="font-size:{frame.size}px">{"".join(map(_name, made.names))}</g>')
    role = "img" if small else "group"  # a picture may hold no links
    return (
        f'<svg viewBox="0 0 {_short(frame.width)} {_short(made.height)}" role="{role}" aria-label="{told}">'
        f"{''.join(parts)}</svg>"
    )


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _box(left: float, right: float, made: Plan, inset: float = 0.0) -> str:
    """A box on the band as a path."""
    width = max(2.0, right - left - 2 * inset)
    height = made.frame.band - 2 * inset
    x, y = _short(left + inset), _short(made.band + inset)
    return f"M{x} {y}h{_short(width)}v{_short(height)}h-{_short(width)}z"


def _block(block: Block, made: Plan, *, linked: bool) -> str:
    said = block.said
    slot = said.camp.slot
    if said.mark:
        path = "".join(_box(*span, made, 1.0) for span in block.spans)
        look = f'class="fp s{slot or "j"} u{" da" if said.nobody else ""}"'
    else:
        path = "".join(_box(*span, made) for span in block.spans)
        look = fill(slot)
    shapes = f'<path {look} d="{path}"/>'
    if said.doubtful:
        shapes += f'<path fill="url(#ptd)" d="{path}"/>'
    if not linked:  # a finger has no hover, and a strip so small no block to choose
        return shapes
    return f'<a href="#t{said.key}"><title>{esc(said.token)}: {esc(said.who)}</title>{shapes}</a>'


def _line(line: Line, made: Plan) -> str:
    broken = " da" if line.row.nameless or not line.row.sure else ""
    y = _short(made.band + made.frame.band + 3.5)
    return f'<path class="si w5{broken}" d="M{_short(line.left)} {y}H{_short(max(line.left + 3, line.right))}"/>'


def _arc(arc: Arc, made: Plan) -> str:
    """An arc to the first words of the accused; a line to an open ring where they are not heard."""
    y = _short(made.band - 1)
    css = f'class="fn si w6{" da" if arc.broken else ""}"'
    title = f"<title>{esc(arc.row.accuser or 'Nobody named')} against {esc(arc.row.target)}</title>"
    if arc.to is None:
        top = _short(made.band - arc.height)
        ring = f'<circle class="fp si w6" cx="{_short(arc.left)}" cy="{top}" r="3"/>'
        return f'<g>{title}<path {css} d="M{_short(arc.left)} {y}V{top}"/>{ring}</g>'
    peak = _short(made.band - 1 - arc.height * 1.3)
    x, to = _short(arc.left), _short(arc.to)
    return f'<g>{title}<path {css} marker-end="url(#pta)" d="M{x} {y}C{x} {peak} {to} {peak} {to} {y}"/></g>'


def _word(label: Label) -> str:
    return f'<text x="{_short(label.x)}" y="{_short(label.y)}">{esc(label.words)}</text>'


def _name(label: Label) -> str:
    slot = label.camp.slot if label.camp else 0
    css = f"f{slot or 'j'}{ {'middle': ' c', 'end': ' e'}.get(label.align, '') }"
    return f'<text class="{css}" x="{_short(label.x)}" y="{_short(label.y)}">{esc(label.words)}</text>'


__all__ = ["Frame", "alt", "caption", "data", "reading", "strip"]
