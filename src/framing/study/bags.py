"""The words of every article, counted once for all that needs counts of words: keywords, and who tells one story."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from framing.article import STORY
from framing.study.measures import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from framing.tables import Tables

WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, eq=False)
class Bags:
    """Word counts of articles.

    Args:
        articles: their ids, in order.
        vocabulary: the words, in the order of the columns.
        counts: articles × words, a sparse matrix.
    """

    articles: tuple[str, ...]
    vocabulary: tuple[str, ...]
    counts: Any

    @cached_property
    def holders(self) -> NDArray[np.int64]:
        """In how many articles each word stands."""
        import numpy as np

        return np.bincount(self.counts.indices, minlength=len(self.vocabulary))

    @cached_property
    def rarity(self) -> NDArray[np.float64]:
        """How much a word tells of what an article is about: 0 where all have it (inverse document frequency)."""
        import numpy as np

        made: NDArray[np.float64] = np.log((len(self.articles) + 1) / (self.holders + 1))
        return np.maximum(made, 0.0)


def bags(tables: Tables) -> Bags:
    """Count the words of every story, in lower case; what the page adds to the story is left out.

    Example:
        >>> from framing.tables import Tables
        >>> found = bags(Tables.from_rows({"articles": [{"article_id": "a", "text": "Rain. Rain again.", "words": 3}]}))
        >>> found.vocabulary, found.counts.toarray().tolist()
        (('rain', 'again'), [[2.0, 1.0]])
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    places: dict[str, int] = {}
    names, indices, values, edges = [], [], [], [0]
    for name, text in texts(tables):
        found = Counter(WORD.findall(text.lower()))
        names.append(name)
        indices.append(np.array([places.setdefault(word, len(places)) for word in found], dtype=np.int32))
        values.append(np.fromiter(found.values(), dtype=np.float64, count=len(found)))
        edges.append(edges[-1] + len(found))
    data = np.concatenate(values) if values else np.zeros(0)
    columns = np.concatenate(indices) if indices else np.zeros(0, dtype=np.int32)
    counts = csr_matrix((data, columns, np.array(edges)), shape=(len(names), len(places)))
    return Bags(tuple(names), tuple(places), counts)


def texts(tables: Tables) -> Iterator[tuple[str, str]]:
    """Each article's id and the text of its story.

    Example:
        >>> from framing.tables import Tables
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "Rain\\n\\nShare this", "words": 1}],
        ...     "regions": [{"article_id": "a", "region": "body", "start": 0, "end": 4}]})
        >>> list(texts(tables))
        [('a', 'Rain')]
    """
    parts: dict[str, list[tuple[int, int]]] = {}
    told: set[str] = set()
    for row in rows_of(tables.regions):
        told.add(row.article_id)
        if row.region in STORY:
            parts.setdefault(row.article_id, []).append((int(row.start), int(row.end)))
    for row in rows_of(tables.articles[["article_id", "text"]]):
        text = row.text or ""
        if row.article_id in told:
            text = "\n".join(text[start:end] for start, end in parts.get(row.article_id, ()))
        yield row.article_id, text
