"""The date that a page shows for its own article: no copyright year, no post set into it, no note of a change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from framing.reading.dates import date_line
from framing.reading.markup import local
from framing.reading.moments import moment

_AROUND = frozenset("footer aside blockquote nav figure iframe form select".split())
_OTHERS = re.compile(
    r"(?i)tweet|instagram|facebook|embed|comment|related|recommend|most-?(?:read|popular)|teaser|promo|sidebar|widget"
    r"|copyright|correction|amend|newsletter|card"
)
_DATES = re.compile(
    r"(?i)(?:^|[\s_\-])(?:date|datetime|time|timestamp|published|pubdate|posted|dateline|byline|meta|entry-meta)(?:$|[\s_\-])"
)
_CHANGED = re.compile(r"(?i)\b(?:amend|correct|updat|modif|chang|edited|revis)")
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)/(\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(\d{1,2})(?:/|$)"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def published(tree: Any) -> tuple[datetime, str] | None:
    """The date of a page's article by what it shows, and where it stands; None where it shows none.

    Args:
        tree: the page, as lxml has it.

    Example:
        >>> from lxml import html
        >>> page = "<p>Updated <time datetime='2024-05-06'></time></p><time datetime='2024-05-04'></time>"
        >>> published(html.document_fromstring(page))[0].day
        4
        >>> published(html.document_fromstring("<p>Rain.</p><footer>Copyright 2024</footer>")) is None
        True
    """
    return _timed(tree) or _shown(tree) or _addressed(tree)


def _own(node: Any) -> bool:
    """Whether an element belongs to the article: not a footer, a post of others, a note of a change."""
    for one in (node, *node.iterancestors()):
        if local(one) in _AROUND or (
            local(one) not in ("body", "html", "main", "article")
            and _OTHERS.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        ):
            return False
    return True


def _before(node: Any) -> str:
    """The words just before an element, in its own block."""
    parent = node.getparent()
    sibling = node.getprevious()
    text = (sibling.tail if sibling is not None else parent.text if parent is not None else "") or ""
    return text[-60:]


def _timed(tree: Any) -> tuple[datetime, str] | None:
    changed = None
    for node in tree.iter("time"):
        if not _own(node):
            continue
        at = moment(node.get("datetime") or node.text_content())
        if at is None:
            continue
        if not _CHANGED.search(f"{_before(node)} {node.get('class') or ''} {node.get('itemprop') or ''}"):
            return at, "page: time"
        changed = changed or at
    return (changed, "page: time of its last change") if changed else None


def _marked(tree: Any) -> Iterator[Any]:
    for node in tree.iter():
        if isinstance(node.tag, str) and _DATES.search(
            f"{node.get('class') or ''} {node.get('itemprop') or ''}"
        ):
            yield node


def _shown(tree: Any) -> tuple[datetime, str] | None:
    for node in _marked(tree):
        text = " ".join(node.text_content().split())
        if not 6 <= len(text) <= 160 or not _own(node) or _CHANGED.match(text):
            continue
        for start in (0, *(found.start() for found in re.finditer(r"\b(?=\d|[A-Z][a-z]{2,8} \d)", text))):
            found = date_line(text, start)
            if found and found.published:
                return found.published, "page: date line"
    return None


def _addressed(tree: Any) -> tuple[datetime, str] | None:
    for node in tree.iter("link", "meta"):
        canonical = (node.get("rel") or "").lower() == "canonical" or node.get("property") == "og:url"
        found = _IN_URL.search(node.get("href") or node.get("content") or "") if canonical else None
        if found:
            month = found[2] if found[2].isdigit() else str(_MONTHS.index(found[2]) + 1)
            at = moment(f"{found[1]}-{int(month):02}-{int(found[3]):02}")
            if at is not None:
                return at, "page: its address"
    return None
