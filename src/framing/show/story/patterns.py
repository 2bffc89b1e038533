"""The sides' patterns, once a page: every drawing fills its blocks with them, so that sides differ without colour."""

from __future__ import annotations

from framing.show.html import Html
from framing.show.model import View

PATTERNS = {
    2: "M-1 7 7 -1M3 11 11 3", 3: "M2 0V8M6 0V8", 4: "M0 0 8 8M8 0 0 8", 5: "M0 2H8M0 6H8", 6: "M-1 1 7 9M3 -3 11 5",
    7: "M4 0V8M0 4H8", 8: "M-1 7 7 -1M0 4H8",
}  # fmt: skip
"""What lies over a side's colour, by its slot; the first side is plain."""

_DOUBT = "M-1 5 5 -1M2 8 8 2"


def patterns(v: View) -> Html:
    """The patterns of the sides that speak, and of doubt, for all drawings of a page.

    Args:
        v: the view of one article.
    """
    used = sorted({c.camp.slot for c in v.facts.speaking if c.camp.slot in PATTERNS})
    tiles = "".join(
        f'<pattern id="pt{slot}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect class="f{slot}" width="8" height="8"/><path class="pt" d="{PATTERNS[slot]}"/></pattern>'
        for slot in used
    )
    doubt = (
        '<pattern id="ptd" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path class="pt" stroke-width="2.4" d="{_DOUBT}"/></pattern>'
    )
    tip = (
        '<marker id="pta" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="fi" d="M0 0 8 4 0 8z"/></marker>'
    )
    return Html(f'<svg class="vh" aria-hidden="true"><defs>{tiles}{doubt}{tip}</defs></svg>')


def fill(slot: int) -> str:
    """The attribute that fills a shape with the colour and the pattern of a side.

    Example:
        >>> fill(1), fill(2), fill(0)
        ('class="f1"', 'fill="url(#pt2)"', 'class="fj"')
    """
    if slot in PATTERNS:
        return f'fill="url(#pt{slot})"'
    return f'class="f{slot or "j"}"'
