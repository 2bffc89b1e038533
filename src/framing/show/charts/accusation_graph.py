"""Who accuses whom: accusers on the left, the accused on the right, a line for every pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.show.figures import PALETTE, figure
from framing.show.html import Html, para
from framing.show.model import View
from framing.show.sheet import Sheet
from framing.show.words import some, upper
from framing.study.accuracy import measured
from framing.study.accusing import MOST, Folded, accusing, folded, pairs_table
from framing.study.article_sides import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from framing.study.accusing import Accusing
    from framing.tables import Tables

_STEP = 34.0  # pixels from one party to the next
_THICKEST = 7.0
_BROADEST = 8  # clauses; fewer are thinner, more are not drawn broader than the most frequent pair


def accusers(tables: Tables | View, *, most: int = MOST, accuracy: Mapping[str, Any] | None = None) -> Html:
    """The graph of who accuses whom, small enough to read in print.

    Args:
        tables: of an article or a corpus, or a view of them.
        most: how many accusers, and how many accused, have a row of their own; the rest share one.
        accuracy: as for `framing.show.trust`; it tells what the graph misses.

    Returns:
        The figure; one sentence where no pair is told surely enough.

    Example:
        >>> from framing.tables import Tables
        >>> print(accusers(Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained."}]})))
        <p class="prose">Who accuses whom is not told surely enough here to be drawn.</p>
    """
    found = accusing(tables.tables if isinstance(tables, View) else tables)
    if not found.pairs:
        return para("Who accuses whom is not told surely enough here to be drawn.")
    small = folded(found, most)

    def draw(fig: Figure, wide: bool) -> None:
        (_graph if wide else _list)(fig, small, found)

    told = "; ".join(
        f"{one.accuser} {'accuse' if one.accuser == UNNAMED else 'accuses'} {one.accused}, {one.count:,}"
        for one in found.pairs[:most]
    )
    more = f"; and {some(len(found.pairs) - most, 'further pair')}" if len(found.pairs) > most else ""
    caption = (
        f"{upper(some(len(found.accusers), 'accuser'))}, {some(len(found.accused), 'accused', 'accused')}"
    )
    return figure(
        draw, f"{caption}. {told}{more}.", caption, pairs_table(found), note=_note(found, small, accuracy),
        id="fig-accusers",
    )  # fmt: skip


def _note(found: Accusing, small: Folded, accuracy: Mapping[str, Any] | None) -> str:
    """How to read the figure, what is folded, and what its layer misses."""
    parts = [
        "A line is a pair, the broader the more clauses accuse; broken lines are accusers without a name. Who has an "
        "open circle says nothing where it is accused."
    ]
    pairs = zip(small.others, ("accuser", "accused"), ("accusers", "accused"), strict=True)
    folded_parts = [some(count, *words) for count, *words in pairs if count]
    if folded_parts:
        parts.append(f"{upper(' and '.join(folded_parts))} share a row; the data has all.")
    if found.unsure:
        are = "is" if found.unsure == 1 else "are"
        parts.append(f"At least these: {some(found.unsure, 'more pair')} {are} too doubtful to draw.")
    rows = {
        row["layer"]: row["value"] for row in measured(accuracy) if row["layer"].startswith("accusations")
    }
    if "accusations" in rows:
        parts.append(f"Of all accusations about half are found (F1 {rows['accusations']:.2f}).")
    if {"accusations (accuser)", "accusations (accused)"} <= rows.keys():
        parts.append(
            f"Of those, the accuser is right in {rows['accusations (accuser)']:.2f}, the accused in "
            f"{rows['accusations (accused)']:.2f}; a pair is drawn where it is likelier right than not."
        )
    return " ".join(parts)


def _graph(fig: Figure, small: Folded, found: Accusing) -> None:
    """Two columns of names with lines between them."""
    rows = max(len(small.accusers), len(small.accused))
    sheet = Sheet(fig, True, 34 + _STEP * rows)
    sheet.text(340, 15, "accuses", bold=True, align="right")
    sheet.text(620, 15, "is accused", bold=True)
    heard = {name for name, _ in found.accused}
    left, right = (
        [34 + _STEP * (row + (rows - len(side)) / 2 + 0.5) for row in range(len(side))]
        for side in (small.accusers, small.accused)
    )
    longest = max(_BROADEST, *(count for *_, count in small.links))
    for one, other, count in sorted(small.links, key=lambda link: link[2]):
        nameless = small.accusers[one][0] == UNNAMED
        weight = 1.2 + (_THICKEST - 1.2) * (count - 1) / max(1, longest - 1)
        _link(sheet, left[one], right[other], weight, nameless)
    for (name, count), y in zip(small.accusers, left, strict=True):
        sheet.text(340, y + 5, sheet.fit(f"{name} · {count:,}", 336), align="right")
    for (name, count), y in zip(small.accused, right, strict=True):
        if name in heard:
            sheet.dots([612.0], [y], "c2", filled=name not in found.unheard, side=8)
        sheet.text(624, y + 5, sheet.fit(f"{name} · {count:,}", 332))


def _link(sheet: Sheet, start: float, end: float, weight: float, nameless: bool) -> None:
    """A curve from an accuser to an accused; it leaves and arrives level, so that crossings are steep."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    path = Path(
        [(348, start), (455, start), (500, end), (606, end)],
        [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
    )
    sheet.figure.add_artist(
        PathPatch(
            path, transform=sheet.pixels, facecolor="none", edgecolor=PALETTE["cj" if nameless else "c1"],
            linewidth=weight * 0.72, linestyle=(0, (4, 2)) if nameless else "-", capstyle="butt",
        )
    )  # fmt: skip


def _list(fig: Figure, small: Folded, found: Accusing) -> None:
    """Each accused with those who accuse it: what fits on a small screen."""
    by: dict[int, list[tuple[int, int]]] = {}
    for one, other, count in small.links:
        by.setdefault(other, []).append((count, one))
    sheet = Sheet(fig, False, sum(30 + 20 * len(own) for own in by.values()))
    y = 0.0
    for other, (name, _) in enumerate(small.accused):
        sheet.dots([7.0], [y + 13], "c2", filled=name not in found.unheard, side=8)
        sheet.text(18, y + 18, sheet.fit(name, 318, bold=True), bold=True)
        y += 22
        for count, one in sorted(by[other], reverse=True):
            sheet.text(18, y + 16, sheet.fit(f"by {small.accusers[one][0]}", 270))
            sheet.note(336, y + 16, f"{count:,}", align="right")
            y += 20
        y += 8
