"""What a page is made of: how much of it is story, and what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.article import REGIONS, STORY
from framing.study.measures import documents
from framing.tables import Tables
from framing.text import word_spans

if TYPE_CHECKING:
    import pandas as pd


def regions(tables: Tables) -> pd.DataFrame:
    """The parts of the pages: how many pieces and words each region has, empty ones included.

    Args:
        tables: the corpus.

    Returns:
        One row a region, in the order of `framing.article.REGIONS`: `region`, `story` (whether the layers
        read it), `articles` (that have one), `pieces` (paragraphs), `words`, `share` (of all words).

    Example:
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]})
        >>> regions(tables).query("words > 0")[["region", "pieces", "words"]].values.tolist()
        [['body', 1, 2]]
    """
    import pandas as pd

    holders: dict[str, set[str]] = {name: set() for name in REGIONS}
    found = dict.fromkeys(REGIONS, 0)
    words = dict.fromkeys(REGIONS, 0)
    for article_id, doc in documents(tables):
        for span, region in doc.blocks:
            holders[region].add(article_id)
            found[region] += 1
            words[region] += len(word_spans(doc.text, span.start, span.end))
    total = sum(words.values())
    rows = [
        (
            name,
            name in STORY,
            len(holders[name]),
            found[name],
            words[name],
            words[name] / total if total else None,
        )
        for name in REGIONS
    ]
    return pd.DataFrame(rows, columns=["region", "story", "articles", "pieces", "words", "share"])


def pieces(tables: Tables, *, width: int = 90) -> pd.DataFrame:
    """Every paragraph of the pages with its region and its first words.

    Args:
        tables: the corpus.
        width: how many characters of each paragraph to show.

    Returns:
        `article_id`, `region`, `words`, `begins`, `start`, `end`, in page order.

    Example:
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]})
        >>> pieces(tables)[["region", "begins"]].values.tolist()
        [['body', 'It rained.']]
    """
    import pandas as pd

    rows = []
    for article_id, doc in documents(tables):
        for span, region in doc.blocks:
            text = " ".join(span.of(doc.text).split())
            begins = text if len(text) <= width else text[: width - 2].rpartition(" ")[0] + " …"
            words = len(word_spans(doc.text, span.start, span.end))
            rows.append((article_id, region, words, begins, span.start, span.end))
    return pd.DataFrame(rows, columns=["article_id", "region", "words", "begins", "start", "end"])
