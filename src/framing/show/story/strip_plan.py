"""Where everything of the strip lies: blocks, arcs and labels that do not collide, for whatever draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from framing.show.model import View
from framing.study.camp_styles import CampStyle
from framing.study.exchange import Exchange
from framing.study.fact_places import paragraph_words, statement_words, word_at
from framing.study.said import Said

_LETTER = 0.66
"""The breadth of a bold letter, in its height."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One drawing: its width in units, the most height of an arc, the height of the band, the size of its letters."""

    width: float
    arcs: float
    band: float
    size: float

    def x(self, word: float, whole: int) -> float:
        """Where a word of so many lies."""
        return round(self.width * word / max(1, whole), 1)


WIDE = Frame(960, 62, 28, 15)
NARROW = Frame(340, 46, 26, 13)


@dataclass(frozen=True, slots=True)
class Block:
    """A statement: its stretches, as places from left to right."""

    said: Said
    spans: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A charge in the journalist's own words, which no block stands for."""

    row: Exchange
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Arc:
    """From the middle of a charge to the accused, so high; to nowhere where the accused is not heard."""

    row: Exchange
    left: float
    to: float | None
    height: float

    @property
    def broken(self) -> bool:
        """Whether nobody is named as the accuser, or the charge is in doubt."""
        return self.row.nameless or not self.row.sure


@dataclass(frozen=True, slots=True)
class Label:
    """Words whose base line is at a height; `align` is start, middle or end; a camp lends its colour."""

    x: float
    y: float
    align: str
    words: str
    camp: CampStyle | None = None


@dataclass(frozen=True)
class Plan:
    """The whole strip.

    Args:
        frame: of the drawing.
        band: the height of the band's upper edge.
        height: of the drawing.
        blocks, lines, arcs: what lies on the band, under it and over it.
        ticks: where paragraphs begin.
        ruler: the names of the parts and numbers of paragraphs, as far as there is room.
        names: every side's name, near its words.
    """

    frame: Frame
    band: float
    height: float
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    arcs: tuple[Arc, ...]
    ticks: tuple[float, ...]
    ruler: tuple[Label, ...]
    names: tuple[Label, ...]


def plan(v: View, rows: Sequence[Exchange], frame: Frame = WIDE) -> Plan:
    """Lay out the strip of the only article.

    Args:
        v: the view of one article.
        rows: its charges.
        frame: of the drawing.

    Example:
        >>> from framing.show.model import view
        >>> from framing.tables import Tables
        >>> made = plan(view(Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained."}]})), [])
        >>> made.blocks, [label.words for label in made.ruler]
        ((), ['¶1'])
    """
    whole = v.facts.words
    blocks = tuple(
        Block(said, tuple((frame.x(a, whole), frame.x(b, whole)) for a, b in stretches))
        for said, stretches in statement_words(v)
        if stretches
    )
    arcs = tuple(_arcs(v, rows, frame, whole, blocks))
    band = round(max((arc.height for arc in arcs), default=0.0) + 6, 1)
    under = band + frame.band + frame.size + 4
    ruler = tuple(_ruler(v, frame, whole, under))
    names = tuple(_names(blocks, frame, under + frame.size + 6))
    lines = tuple(
        Line(row, frame.x(word_at(v, row.clause[0]), whole), frame.x(word_at(v, row.clause[1]), whole))
        for row in rows
        if row.said is None
    )
    lowest = max([under, *(label.y for label in names)])
    ticks = tuple(frame.x(start, whole) for _, start, _ in paragraph_words(v))
    return Plan(frame, band, round(lowest + 6, 1), blocks, lines, arcs, ticks, ruler, names)


def _arcs(
    v: View, rows: Sequence[Exchange], frame: Frame, whole: int, blocks: Sequence[Block]
) -> Iterator[Arc]:
    """Every charge that has an accused to lead to or nobody behind it; arcs nest, and none lands on another."""
    first = {block.said.number: block.spans[0] for block in blocks}
    shown: list[tuple[Exchange, float, tuple[float, float] | None]] = []
    for row in rows:
        if row.heard is None and not row.nameless:
            continue
        left, right = (frame.x(word_at(v, at), whole) for at in row.clause)
        shown.append((row, round((left + right) / 2, 1), first.get(row.heard.number) if row.heard else None))
    landing: dict[int, float] = {}
    for aim in {aim for _, _, aim in shown if aim is not None}:
        own = [(row, x) for row, x, to in shown if to == aim]
        # Those from the left land left of those from the right, and the outer of two arcs outside the inner one.
        own.sort(key=lambda one: (one[1] > aim[0], -one[1]))
        step = min(10.0, max(8.0, (aim[1] - aim[0]) / (len(own) + 1)))
        middle = min(aim[0] + step * (len(own) + 1) / 2, (aim[0] + aim[1]) / 2)
        for place, (row, _) in enumerate(own):
            at = max(2.0, middle + step * (place - (len(own) - 1) / 2))
            # Where another charge begins just there, a line up and a head down would be one mark.
            begun = next((x for _, x, _ in shown if abs(x - at) < 8), None)
            if begun is not None and len(own) == 1:
                at = begun + 10 if begun + 10 < max(aim[1], aim[0] + 12) else begun - 10
            landing[row.number] = round(at, 1)
    reach = max((abs(landing[row.number] - x) for row, x, to in shown if to), default=1.0) or 1.0
    last = 0.0
    for row, x, to in sorted(shown, key=lambda one: abs(landing.get(one[0].number, one[1]) - one[1])):
        if to is None:
            yield Arc(row, x, None, round(frame.arcs * 0.4, 1))
            continue
        # Low where it is short; and no two at one height, or two that cross would be one line.
        height = frame.arcs * (0.32 + 0.68 * abs(landing[row.number] - x) / reach)
        last = round(min(max(height, last + 5), 1.4 * frame.arcs), 1)
        yield Arc(row, x, landing[row.number], last)


def _ruler(v: View, frame: Frame, whole: int, y: float) -> Iterator[Label]:
    """The names of the parts under the band; of the paragraphs of the body, as many numbers as have room."""
    size = frame.size - 2
    last = -100.0
    for label, start, end in paragraph_words(v):
        x, to = frame.x(start, whole), frame.x(end, whole)
        words = label.removeprefix("Body ") if label.startswith("Body ") else label.lower()
        need = len(words) * size * _LETTER
        middle = (x + to) / 2
        at = max(0.0, middle - need / 2)
        if at > last + 6 and at + need <= frame.width:
            yield Label(round(at, 1), y, "start", words)
            last = at + need


def _names(blocks: Sequence[Block], frame: Frame, y: float) -> Iterator[Label]:
    """Every side's name under one of its blocks, the broadest first, on as many lines as it takes."""
    rows: list[list[tuple[float, float]]] = [[]]
    step = frame.size + 5
    for camp, centres in _centres(blocks):
        need = len(camp.title) * frame.size * _LETTER
        found = _free(rows, centres, need, frame.width)
        if found is None:
            rows.append([])
            found = (len(rows) - 1, centres[0])
        line, centre = found
        left, align, x = _fitted(centre, need, frame.width)
        rows[line].append((left, left + need))
        yield Label(round(x, 1), round(y + step * line, 1), align, camp.title, camp)


@dataclass
class _Words:
    camp: CampStyle
    breadth: float = 0.0
    spans: list[tuple[float, float]] = field(default_factory=list)


def _centres(blocks: Sequence[Block]) -> list[tuple[CampStyle, list[float]]]:
    """The sides, those with most words first, each with the middles of its blocks, the broadest first."""
    sides: dict[str, _Words] = {}
    for block in blocks:
        own = sides.setdefault(block.said.camp.name, _Words(block.said.camp))
        for left, right in block.spans:
            own.spans.append((left, right))
            own.breadth += right - left
    ordered = sorted(sides.values(), key=lambda own: -own.breadth)
    return [
        (own.camp, [(a + b) / 2 for a, b in sorted(own.spans, key=lambda span: span[0] - span[1])])
        for own in ordered
    ]


def _free(
    rows: Sequence[Sequence[tuple[float, float]]], centres: Sequence[float], need: float, width: float
) -> tuple[int, float] | None:
    """A line and one of the middles at which a label has room."""
    for line, taken in enumerate(rows):
        for centre in centres:
            left, _, _ = _fitted(centre, need, width)
            if all(left >= b + 10 or left + need <= a - 10 for a, b in taken):
                return line, centre
    return None


def _fitted(centre: float, need: float, width: float) -> tuple[float, str, float]:
    """The left edge of a label about a middle, how it is set, and at which place: never beyond an edge."""
    if centre - need / 2 <= 0:
        return 0.0, "start", 0.0
    if centre + need / 2 >= width:
        return width - need, "end", width
    return centre - need / 2, "middle", centre
