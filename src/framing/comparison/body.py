"""The inside of a comparison page, in the order in which it is read: finding, differences, figures, words, stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.show import groups as show
from framing.show import groups_stories as stories_show
from framing.show.html import Html, esc, join
from framing.study.compared import DIFFER, FEW, Comparison
from framing.study.tellings import headline

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.stories import Stories


def body(
    found: Comparison, words: pd.DataFrame | None, same: Stories | None, dates: str, notes: Sequence[str]
) -> Html:
    """Everything inside `main`.

    Args:
        found: the comparison.
        words: from `framing.study.keywords.keywords`, where groups were compared.
        same: the stories that several groups tell.
        dates: from when to when.
        notes: what the reader must know.
    """
    sections: list[tuple[str, str, Html]] = []
    if found.by is not None:
        sections.append(("differences", "Where they differ", _differences(found)))
    sections += show.chapters(found)
    if words is not None:
        sections.append(("words", "Words that set them apart", stories_show.words(found, words)))
    if same is not None:
        sections.append(("stories", "The same story, several times", stories_show.stories(same)))
    sections.append(("method", "How this was counted", _method(found)))
    made = [
        Html(f'<section class="sec" aria-labelledby="{name}-h" id="{name}"><h2 id="{name}-h"><i>{number}</i> '
             f"{esc(title)}</h2>{inner}</section>")
        for number, (name, title, inner) in enumerate(sections, 2)
    ]  # fmt: skip
    items = "".join(
        f'<li><a href="#{name}"><i>{number}</i> <span>{esc(title)}</span></a></li>'
        for number, (name, title, _) in enumerate(sections, 2)
    )
    toc = f'<nav class="toc" aria-labelledby="toc-h"><h2 id="toc-h">On this page</h2><ol>{items}</ol></nav>'
    return Html(
        f'<div class="wrap">{_hero(found, dates, notes)}</div><div class="wrap grid">{toc}<div>{join(made)}</div></div>'
    )


def _hero(found: Comparison, dates: str, notes: Sequence[str]) -> Html:
    told = found.measures["told"]
    tested = int((told != FEW).sum())
    figures = [(f"{len(found.articles):,}", "articles"), (f"{len(found.groups):,}", f"groups by {found.by}"),
               (f"{int((told == DIFFER).sum()):,} of {tested:,}", "measures differ")]  # fmt: skip
    if found.by is None:
        figures = [figures[0], (f"{len(found.names):,}", f"{found.over}s"), (f"{len(told):,}", "measures")]
    figures.append((f"{found.tests:,}", "tests, corrected together"))
    tiles = "".join(
        f'<div><dt>{esc(what)}</dt><dd class="big">{esc(value)}</dd></div>' for value, what in figures
    )
    lines = "".join(f'<p class="prose">{esc(note)}</p>' for note in notes)
    return Html(
        f'<section class="hero" id="top"><p class="kick">{esc(dates)}</p><h1>{esc(headline(found))}</h1>{lines}'
        f'<dl class="kf">{tiles}</dl></section>'
    )


def _differences(found: Comparison) -> Html:
    few = int((found.measures["told"] == FEW).sum())
    rest = f"<p>Too few to tell in {few:,} of {len(found.measures):,} measures.</p>" if few else ""
    table = (
        show.differences(found)
        if len(found.differing)
        else Html("<p>No measure differs beyond what chance explains.</p>")
    )
    return join([table, Html(rest), show.groups(found)])


def _method(found: Comparison) -> Html:
    return join(
        [show.methods(found), Html("<p>How to get the same numbers with pandas: docs/reproduce.md.</p>")]
    )
