"""The article upright beside itself: its paragraphs, statements and charges, and a frame where the reader is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.story.patterns import fill
from framing.study.exchange import Exchange
from framing.study.fact_places import paragraph_words, statement_words, word_at

_WIDTH, _LANE, _HEIGHT, _GAP = 64.0, 12.0, 460.0, 3.0
"""The map, the lane at its left in which charges are marked, and the room between paragraphs."""

_TARGET = 24.0
"""The least height of a link; shorter paragraphs share one."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph: its name, its first and last word, and where it lies on the map."""

    number: int
    label: str
    first: int
    last: int
    top: float
    bottom: float

    def y(self, word: float) -> float:
        return self.top + (self.bottom - self.top) * (word - self.first) / max(1, self.last - self.first)


def minimap(v: View, rows: Sequence[Exchange]) -> Html:
    """The map of the only article; each part is a link to its paragraph, and works without a script.

    Args:
        v: the view of one article.
        rows: its charges.
    """
    parts = list(_parts(v))
    if len(parts) < 3:
        return Html("")
    drawn = "".join(
        f'<path class="tj" data-a="p{part.number}" d="{_bar(_LANE, part.top, part.bottom)}"/>' for part in parts
    )
    for said, stretches in statement_words(v):
        bars = "".join(
            _bar(_LANE + (1 if said.mark else 0), *span, inset=1 if said.mark else 0)
            for a, b in stretches for span in _within(parts, a, b)
        )  # fmt: skip
        if not bars:
            continue
        look = f'class="fp s{said.camp.slot or "j"} u{" da" if said.nobody else ""}"' if said.mark else fill(said.camp.slot)
        drawn += f'<path {look} d="{bars}"/>'
    drawn += "".join(_charge(v, row, parts) for row in rows)
    links = "".join(_link(own) for own in _links(parts))
    charges = '<p class="small muted">▸ charge</p>' if rows else ""
    return Html(
        f'<nav class="map" aria-label="The article at a glance"><svg viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" '
        f'role="group" aria-label="{esc(_told(parts, rows))}">{drawn}{links}</svg>{charges}</nav>'
    )


def _parts(v: View) -> Iterator[_Part]:
    found = [
        (number, label, start, end)
        for number, (label, start, end) in enumerate(paragraph_words(v), 1)
        if end > start
    ]
    words = max(1, v.facts.words)
    gap = min(_GAP, 0.2 * _HEIGHT / max(1, len(found)))
    scale = (_HEIGHT - gap * (len(found) - 1)) / words
    top = 0.0
    for number, label, start, end in found:
        bottom = top + (end - start) * scale
        yield _Part(number, label, start, end, round(top, 1), round(bottom, 1))
        top = bottom + gap


def _within(parts: Sequence[_Part], first: int, last: int) -> Iterator[tuple[float, float]]:
    """A stretch of words as heights on the map, cut where a paragraph ends."""
    for part in parts:
        start, end = max(first, part.first), min(last, part.last)
        if start < end:
            yield part.y(start), part.y(end)


def _bar(left: float, top: float, bottom: float, *, inset: float = 0.0) -> str:
    width, height = _WIDTH - left - inset, max(2.0, bottom - top - 2 * inset)
    return f"M{left:.0f} {top + inset:.1f}h{width:.0f}v{height:.1f}h-{width:.0f}z"


def _charge(v: View, row: Exchange, parts: Sequence[_Part]) -> str:
    """A wedge in the lane that points at the charge; open where no accuser is named or the charge is in doubt."""
    word = word_at(v, row.clause[0])
    part = next((part for part in parts if part.first <= word < part.last), None)
    if part is None:
        return ""
    y = min(max(part.y(word) + 3, 5.0), _HEIGHT - 5)
    css = "fp si w4" if row.nameless or not row.sure else "fi"
    return f'<path class="{css}" d="M{_LANE - 2:.0f} {y:.1f}l-8 -4.5v9z"/>'


def _links(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """Paragraphs that share a link, so that each link is tall enough for a finger."""
    own: list[_Part] = []
    for part in parts:
        own.append(part)
        if own[-1].bottom - own[0].top >= _TARGET:
            yield own
            own = []
    if own:
        yield own


def _link(own: Sequence[_Part]) -> str:
    first, last = own[0], own[-1]
    name = _name(first.label) if first is last else f"{_name(first.label)} to {_name(last.label).lower()}"
    return (
        f'<a href="#p{first.number}"><title>{esc(name)}</title><rect y="{first.top}" width="{_WIDTH:.0f}" '
        f'height="{round(last.bottom - first.top, 1)}"/></a>'
    )


def _name(label: str) -> str:
    return f"Paragraph {label.removeprefix('Body ¶')}" if label.startswith("Body ¶") else label


def _told(parts: Sequence[_Part], rows: Sequence[Exchange]) -> str:
    told = f"Upright map of {len(parts)} parts of the story"
    places = list(dict.fromkeys(row.place for row in rows))
    return f"{told}; charges in {', '.join(places[:8])}." if places else f"{told}."
