"""What the report on a corpus needs besides its tables: what was found over all articles, and where their pages lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.dataset.whole import DRAWN
from framing.reading import safe_name
from framing.study.columns import open_columns
from framing.study.copies import counted
from framing.study.overall import Overall, overall

if TYPE_CHECKING:
    from framing.study import Study


def over_all(news: Study, *, by: str = "", over: str = "", tables: str = "") -> Overall | None:
    """Compare the groups of a study, and find the charges that several of its articles print.

    Of a corpus of which only some articles are drawn, all are compared: the columns that it takes are read from the
    folder of tables.

    Args:
        news: from `framing.notebook.params.open_study`.
        by, over: as for `framing.study.overall.overall`.
        tables: the folder that the study was read from, where it was.

    Returns:
        None for a single article.

    Example:
        >>> from framing.study import of
        >>> from framing.tables import Tables
        >>> row = {"article_id": "a", "text": "It rained.", "words": 2}
        >>> over_all(of(Tables.from_rows({"articles": [row]}))) is None
        True
    """
    if len(news.here.articles) < 2:
        return None
    whole = news.here
    if tables and DRAWN in whole.provenance:
        copies = whole.provenance.get("copies", {})
        whole = counted(open_columns(tables), str(copies.get("counted", "keep")))
    return overall(whole, by, over, seed=news.seed)


def pages_of(news: Study, pages: str) -> dict[str, str]:
    """Where the pages of the articles lie.

    Args:
        news: the study.
        pages: an address with {} for the name of an article; empty where they have no pages.

    Example:
        >>> from framing.study import of
        >>> from framing.tables import Tables
        >>> news = of(Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]}))
        >>> pages_of(news, "../articles/{}/report.html")
        {'a': '../articles/a/report.html'}
    """
    return {one.id: pages.replace("{}", safe_name(one.id)) for one in news.corpus} if pages else {}
