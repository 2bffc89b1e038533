"""The wall of a corpus: one strip an article, in groups, to be sorted."""

from __future__ import annotations

from collections.abc import Mapping

from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.parts import percent
from framing.show.words import figures
from framing.study.overall import Overall
from framing.study.wall import ORDERS, Story, Wall, stories, walls

SHORT, FEWEST = 240, 4
"""Strips that are shown at once where a script can open the rest: together, and of a group at least."""

_WIDTH, _HIGH = 1000, 14
_HEADS = {"charge": "First accusation", "nobody": "No source", "loaded": "Loaded"}


def wall(v: View, overall: Overall) -> Html:
    """One strip an article, in the groups that are compared; a control sorts them, and without script all is there.

    Args:
        v: the view of a corpus.
        overall: what was found over all articles.

    Example:
        >>> from framing.show.model import view
        >>> from framing.study.overall import overall
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": name, "text": "It rained.", "words": 2} for name in "ab"]
        >>> tables = Tables.from_rows({"articles": rows})
        >>> str(wall(view(tables), overall(tables))).count("<svg")
        2
    """
    found = walls(stories(v), overall.groups, overall.names)
    short = max(FEWEST, SHORT // max(1, len(found)))
    parts = [_group(v, one, short, alone=len(found) == 1) for one in found]
    sides = " ".join(
        f'<span class="st {c.camp.css}">&nbsp;{esc(c.camp.title)}&nbsp;</span>' for c in v.facts.speaking
    )
    # The script makes buttons of these; without it they tell what the columns are.
    orders = "".join(f'<span data-sort="{name}">{esc(what)}</span>' for name, what in ORDERS.items())
    heads = "".join(f"<span>{esc(what)}</span>" for what in _HEADS.values())
    return Html(
        '<section class="sec" id="wall" aria-labelledby="wall-h"><h2 id="wall-h">Article by article</h2>'
        '<p class="small muted">One strip an article, from headline to end; each block is a reported statement in its '
        "side’s colour, outlined where the source has no name, dashed where nobody stands behind it; the upright line "
        "is the first accusation. Beside it: how much of the story is read before the first accusation, which share of "
        "the statements has no source, and the journalist’s own loaded words in 1,000 words.</p>"
        f'<p class="small">{sides}</p>'
        f'<p class="order off" role="group" aria-label="Sort the strips">Sorted by {orders}</p>'
        f'<div class="wall"><p class="wh" aria-hidden="true"><span>Article</span><span></span>{heads}</p>'
        f"{''.join(parts)}</div></section>"
    )


def _group(v: View, found: Wall, short: int, *, alone: bool) -> str:
    rows = "".join(
        _row(v, story, {name: own[place] for name, own in found.places.items()})
        for place, story in enumerate(found.stories)
    )
    name = found.name or ("" if alone else "In no group")
    head = ""
    if name:
        first = (
            ""
            if found.charge is None
            else f"; first accusation, where there is one, after {_share(found.charge)}"
        )
        told = f"{figures(len(found.stories), 'article')}{first}"
        head = f'<h3>{esc(name)} <span class="muted">{esc(told)}</span></h3>'
    return f'{head}<ol data-short="{short}">{rows}</ol>'


def _row(v: View, story: Story, places: Mapping[str, int]) -> str:
    page = story.page
    own = v.links.get(page.id)
    title = f'<a href="{esc(own)}">{esc(page.title)}</a>' if own else esc(page.title)
    charge = "none" if story.charge is None else _share(story.charge)
    cells = (
        ("first accusation", charge),
        ("with no source", _share(story.nobody) if story.statements else "–"),
        ("loaded", f"{story.loaded:.1f}"),
    )
    told = "".join(f'<span><i class="vh">{what} </i>{value}</span>' for what, value in cells)
    order = "".join(f' data-{name}="{place}"' for name, place in places.items())
    return f'<li id="w{page.index}"{order}><p>{title}</p>{_strip(story)}{told}</li>'


def _share(value: float) -> str:
    return percent(round(1000 * value), 1000)


def _strip(story: Story) -> str:
    """The blocks of one look as one path: a corpus has many."""
    scale = _WIDTH / max(1, story.words)
    paths: dict[str, list[str]] = {}
    for said, stretches in story.blocks:
        slot = said.camp.slot or "j"
        look = f'class="f{slot}"' if not said.mark else f'class="fp s{slot}"'
        look += ' stroke-dasharray="3 2"' if said.nobody else ""
        for start, end in stretches:
            left, width = round(start * scale), max(3, round((end - start) * scale))
            paths.setdefault(look, []).append(f"M{left} 1h{width}v{_HIGH - 2}h-{width}z")
    drawn = [f'<path {look} d="{"".join(own)}"/>' for look, own in paths.items()]
    if story.charge is not None:
        drawn.append(f'<path class="si w3" d="M{round(_WIDTH * story.charge)} 0V{_HIGH}"/>')
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HIGH}" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="tj" d="M0 0h{_WIDTH}v{_HIGH}H0z"/>{"".join(drawn)}</svg>'
    )
