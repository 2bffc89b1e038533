"""Who writes in his own name: the author of a column, an editorial's paper, the reader who wrote a letter."""

from __future__ import annotations

import re

from framing.text import Document
from framing.words.tables import WordSet, derived

_OPENING = 200  # characters of a page in which the label of a column stands


@derived
def _label() -> re.Pattern[str]:
    words = sorted(WordSet("accusing", "opinion_label"), key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?:^|[\n|/>])[ \t]*(?:{alternatives})[ \t]*(?:[\n|/:–—-]|$)", re.IGNORECASE)


def opinion(doc: Document) -> bool:
    """Whether the page says that it is an opinion piece, by its label ("Opinion", "Comment:", "Letters").

    Example:
        >>> from framing.article import Article
        >>> opinion(Document(Article("a", "Opinion: The mayor must go. She has failed."))), opinion(
        ...     Document(Article("a", "The mayor must go, a poll found.")))
        (True, False)
    """
    given = doc.article.metadata if hasattr(doc.article, "metadata") else None
    section = str((given or {}).get("section") or "")
    return bool(_label().search(doc.text[:_OPENING]) or _label().search(section))


def author(doc: Document) -> str | None:
    """The one author of an opinion piece, None for any other article.

    Example:
        >>> from framing.article import Article
        >>> author(Document(Article("a", "Comment: Enough. She lied.", byline=("Ana Ruiz",))))
        'Ana Ruiz'
    """
    byline = doc.article.byline
    return byline[0] if len(byline) == 1 and opinion(doc) else None
