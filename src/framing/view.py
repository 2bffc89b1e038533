"""The text as it is read: without soft hyphens, zero-width marks and ligatures; and the way back to the text as it is.

Layers look words up in the view; what they find is told in offsets of the unchanged text. One place serves them all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from framing.article import Article, Region

_LATIN = "A-Za-zÀ-ɏ"
_UNREAD = re.compile(
    "[\u00ad\u200b\u2060\ufeff]"  # soft hyphen, zero-width space, word joiner, byte order mark
    f"|(?<=[{_LATIN}])[\u200c\u200d](?=[{_LATIN}])"  # joiners mean something in other scripts and in emoji
    "|[\ufb00-\ufb06\u2011]"
)
_AS_READ = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u2011": "-",
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """An article as it is read, and where each of its characters stands in the text as it is.

    Args:
        article: the article with the read text and its regions there.
        origin: for every character of the read text, its offset in the text as it is, and at last that text's length.
        text: the text as it is.

    Example:
        >>> view = view_of(Article("a", "The re\\u00adgime ﬁnished."))
        >>> view.article.text, view.back(4, 10)
        ('The regime finished.', (4, 11))
    """

    article: Article
    origin: tuple[int, ...]
    text: str

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A span of the read text as a span of the text as it is."""
        first = self.origin[start]
        return first, (self.origin[end - 1] + 1 if end > start else first)

    def forward(self, offset: int) -> int:
        """An offset of the text as it is as one of the read text: the first that is not before it.

        Example:
            >>> view_of(Article("a", "The re\\u00adgime ﬁnished.")).forward(11)
            10
        """
        return bisect_left(self.origin, offset)

    def rows(
        self, rows: Iterable[Mapping[str, Any]], schema: Iterable[tuple[str, str]]
    ) -> list[dict[str, Any]]:
        """Rows of a table, with every span of theirs brought back to the text as it is.

        Args:
            rows: rows over the read text.
            schema: (column, kind) of the table; pairs `…start`, `…end` and columns of kind `spans` are spans.
        """
        kinds = dict(schema)
        pairs = [(c, f"{c[:-5]}end") for c in kinds if c.endswith("start") and f"{c[:-5]}end" in kinds]
        lists = [column for column, kind in kinds.items() if kind == "spans"]
        return [self._row(row, pairs, lists) for row in rows]

    def _row(
        self, row: Mapping[str, Any], pairs: Iterable[tuple[str, str]], lists: Iterable[str]
    ) -> dict[str, Any]:
        made = dict(row)
        for first, last in pairs:
            if made.get(first) is not None and made.get(last) is not None:
                made[first], made[last] = self.back(made[first], made[last])
        for column in lists:
            if made.get(column) is not None:
                places = [self.back(span["start"], span["end"]) for span in made[column]]
                made[column] = [{"start": start, "end": end} for start, end in places]
        if "text" in made and "start" in made:
            made["text"] = self.text[made["start"] : made["end"]]
        return made


def view_of(article: Article) -> View | None:
    """The article as it is read; None where that is the article itself.

    Example:
        >>> view_of(Article("a", "Plain text.")) is None
        True
    """
    text = article.text
    if text.isascii() or _UNREAD.search(text) is None:
        return None
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for match in _UNREAD.finditer(text):
        pieces.append(text[at : match.start()])
        origin.extend(range(at, match.start()))
        read = _AS_READ.get(match.group(), "")
        pieces.append(read)
        origin.extend([match.start()] * len(read))
        at = match.end()
    pieces.append(text[at:])
    origin.extend(range(at, len(text) + 1))
    forward = _forward(origin, len(text))
    regions = tuple(Region(r.name, forward[r.start], forward[r.end]) for r in article.regions)
    read_article = replace(article, text="".join(pieces), regions=regions)
    return View(read_article, tuple(origin), text)


def _forward(origin: list[int], size: int) -> list[int]:
    """For every offset of the text as it is, the first one of the read text that is not before it."""
    made = [0] * (size + 1)
    at = 0
    for offset in range(size + 1):
        while origin[at] < offset:
            at += 1
        made[offset] = at
    return made
