"""The whole report: the article's page where there is one article, the sections of a corpus where there are several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from framing.corrections import text_hash
from framing.show.chapters import sections
from framing.show.html import Html, esc, join
from framing.show.model import View, view
from framing.show.story.doubt import doubt
from framing.show.story.exchange import exchange
from framing.show.story.more import more
from framing.show.story.opening import opening
from framing.show.story.sources import sources
from framing.show.story.text import text
from framing.show.story.wall import wall
from framing.study.affiliations import NAMES
from framing.study.exchange import exchanges

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def report(
    tables: Tables | View, camps: Sides = None, *, parameters: Mapping[str, Any] | None = None
) -> Html:  # fmt: skip
    """The report on one article, or on a corpus.

    One article: its kind, one sentence about the exchange and the article as a strip; then the article itself, with
    charges, answers and lines without a source beside it; charge and answer row by row; who speaks;
    how sure, how called, in which tone; and how far to trust all this.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        parameters: of the notebook, shown as they are.

    Example:
        >>> from framing.tables import Tables
        >>> made = str(report(Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]})))
        >>> made.count("<h1"), 'id="text"' in made
        (1, True)
    """
    v = view(tables, camps)
    if not v.one:
        first, *rest = sections(v, parameters=parameters)
        return join([first, wall(v), *rest])
    rows = exchanges(v)
    parts = [opening(v, rows), text(v, rows), exchange(v, rows), sources(v), more(v), doubt(v, parameters)]
    page = v.pages[0]
    allowed = f' data-allowed="{",".join(NAMES)}"' if v.generic else ""
    return Html(
        f'<div class="story" data-hash="{text_hash(page.text)}" data-article="{esc(page.id)}"{allowed}>'
        f"{join(parts)}</div>"
    )
