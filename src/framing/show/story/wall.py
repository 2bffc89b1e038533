"""The wall of a corpus: one strip an article, in groups."""

from __future__ import annotations

from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.parts import percent
from framing.show.words import figures
from framing.study.wall import Story, stories, walls

LIMIT = 240
"""How many strips a page draws; where there are more, each group gives as many as its share, from its top."""

_WIDTH, _HEIGHT = 600, 16


def wall(v: View) -> Html:
    """One strip an article, grouped by outlet or month, the earliest charge first.

    Args:
        v: the view of a corpus.

    Example:
        >>> from framing.show.model import view
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": name, "text": "It rained.", "words": 2} for name in "ab"]
        >>> str(wall(view(Tables.from_rows({"articles": rows})))).count("<svg")
        2
    """
    found = stories(v)
    groups = walls(found)
    least = max(1, LIMIT // max(1, len(groups)))
    parts = []
    for name, own in groups:
        most = max(least, round(LIMIT * len(own) / max(1, len(found))))
        rows = "".join(_row(v, story) for story in own[:most])
        rest = f'<p class="small muted">and {len(own) - most:,} more articles</p>' if len(own) > most else ""
        head = f"<h3>{esc(name)} <span class=muted>{figures(len(own), 'article')}</span></h3>" if name else ""
        parts.append(f"{head}<ol>{rows}</ol>{rest}")
    sides = " ".join(
        f'<span class="st {c.camp.css}">&nbsp;{esc(c.camp.title)}&nbsp;</span>' for c in v.facts.speaking
    )
    return Html(
        '<section class="sec" id="wall" aria-labelledby="wall-h"><h2 id="wall-h">Article by article</h2>'
        '<p class="small muted">One strip an article, from headline to end; each block is a reported statement '
        "in its side’s colour, outlined where the source has no name, dashed where nobody stands behind it. In each "
        f'group the article whose first accusation comes earliest stands first.</p><p class="small">{sides}</p>'
        f'<div class="wall">{"".join(parts)}</div></section>'
    )


def _row(v: View, story: Story) -> str:
    page = story.page
    own = v.links.get(page.id)
    title = f'<a href="{esc(own)}">{esc(page.title)}</a>' if own else esc(page.title)
    charge = "no accusing verb" if story.charge is None else (
        f"first accusation after {percent(round(1000 * story.charge), 1000)}"
    )  # fmt: skip
    told = [figures(story.statements, "statement"), charge]
    if story.nobody:
        told.append(f"{percent(round(1000 * story.nobody), 1000)} with no source")
    about = f'<span class="muted">{esc(", ".join(told))}</span>'
    return f'<li id="w{page.index}"><p>{title} {about}</p>{_strip(story)}</li>'


def _strip(story: Story) -> str:
    scale = _WIDTH / max(1, story.words)
    blocks = []
    for said, stretches in story.blocks:
        slot = said.camp.slot or "j"
        look = f"f{slot}" if not said.mark else f"fp s{slot}"
        more = ' stroke-dasharray="3 2"' if said.nobody else ""
        for start, end in stretches:
            x, width = round(start * scale, 1), round(max(1.5, (end - start) * scale), 1)
            blocks.append(
                f'<rect class="{look}" x="{x}" y="1" width="{width}" height="{_HEIGHT - 2}"{more}/>'
            )
    if story.charge is not None:
        x = round(_WIDTH * story.charge, 1)
        blocks.append(f'<path class="si w3" d="M{x} 0V{_HEIGHT}"/>')
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="tj" width="{_WIDTH}" height="{_HEIGHT}"/>{"".join(blocks)}</svg>'
    )
