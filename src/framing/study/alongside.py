"""What belongs beside a comparison: the words that set its groups apart, and the stories that several of them tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from framing.study.bags import bags
from framing.study.compared import Comparison
from framing.study.events import events
from framing.study.grouping import grouped
from framing.study.keywords import keywords
from framing.study.stories import Stories, stories

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables


def alongside(
    tables: Tables, found: Comparison, *, full: Callable[[list[str]], Tables] | None = None
) -> tuple[pd.DataFrame, Stories]:
    """The keywords and the shared stories of a comparison by groups; its words are counted once for both.

    Where articles were paired by a column, that says which tell the same story; else near words and dates do.

    Args:
        tables: what was compared.
        found: from `framing.study.compare`.
        full: as for `framing.study.stories.stories`.

    Raises:
        ValueError: for a comparison over time alone, which has no groups.

    Example:
        >>> from framing.study.compared import compare
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": f"{i}", "text": f"The {'old' if i % 2 else 'new'} bridge.", "words": 3,
        ...          "outlet": "Post" if i % 2 else "Echo"} for i in range(24)]
        >>> tables = Tables.from_rows({"articles": rows})
        >>> words, same = alongside(tables, compare(tables, "outlet", measure="words", draws=50))
        >>> sorted(words["word"])
        ['new', 'old']
    """
    if found.by is None:
        raise ValueError(
            "a comparison over time has no groups whose words or stories could be set side by side."
        )
    whole = len(tables.articles) == len(found.articles)
    own = tables if whole else tables.only(found.articles["article_id"])
    groups = grouped(own.articles, found.by)
    counted = bags(own)
    which = (
        events(own, found=counted) if found.pair is None else own.articles.set_index("article_id")[found.pair]
    )
    return (
        keywords(counted, groups.codes, groups.names),
        stories(own, which, groups.codes, groups.names, bags=counted, full=full),
    )
