"""The whole report: the article's page where there is one article, the corpus page where there are several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from framing.corrections import text_hash
from framing.show.corpus.page import corpus
from framing.show.html import Html, esc, join
from framing.show.model import View, view
from framing.show.story.doubt import doubt
from framing.show.story.exchange import exchange
from framing.show.story.more import more
from framing.show.story.opening import opening
from framing.show.story.sources import sources
from framing.show.story.text import text
from framing.study.affiliations import NAMES
from framing.study.exchange import exchanges
from framing.study.overall import Overall
from framing.study.overall import overall as found_over

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def report(
    tables: Tables | View, camps: Sides = None, *, parameters: Mapping[str, Any] | None = None,
    overall: Overall | None = None, links: Mapping[str, str] | None = None,
) -> Html:  # fmt: skip
    """The report on one article, or on a corpus.

    One article: its kind, one sentence about the exchange and the article as a strip; then the article itself, with
    charges, answers and lines without a source beside it; charge and answer row by row; who speaks;
    how sure, how called, in which tone; and how far to trust all this.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        parameters: of the notebook, shown as they are.
        overall: what was found over all articles of a corpus; found here where not given.
        links: where each article's own report lies, by article id, as seen from the page.

    Example:
        >>> from framing.tables import Tables
        >>> made = str(report(Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]})))
        >>> made.count("<h1"), 'id="text"' in made
        (1, True)
    """
    v = view(tables, camps, links=links)
    if not v.one:
        return corpus(v, overall or found_over(v.tables), parameters=parameters)
    rows = exchanges(v)
    parts = [opening(v, rows), text(v, rows), exchange(v, rows), sources(v), more(v), doubt(v, parameters)]
    page = v.pages[0]
    allowed = f' data-allowed="{",".join(NAMES)}"' if v.generic else ""
    return Html(
        f'<div class="story" data-hash="{text_hash(page.text)}" data-article="{esc(page.id)}"{allowed}>'
        f"{join(parts)}</div>"
    )
