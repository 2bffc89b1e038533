"""HTML: a saved page, or a page in which a database delivers its articles."""

from __future__ import annotations

import contextlib
import re

from framing.reading.columns import Columns
from framing.reading.decode import NotText
from framing.reading.exports import texts
from framing.reading.exports.format import Format, Found, Sample
from framing.reading.html import decoded, page
from framing.reading.markup import html_tree, text_of

_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_ROOT = re.compile(
    rb"(?i)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.DOTALL
)
_EXPORT = re.compile(
    rb"DOCUMENTS?\b|LOAD-DATE|LXNComment|End of Document|ProQuest document|PUBLICATION-TYPE|mediearkivet|ret\.nu/"
    rb"|Document [A-Z]{4,}\d{6,}"
)
_BEFORE_DOCUMENT = re.compile(r"(?i)<a\s+name=[\"']?DocID|<hr\b")


def looks(sample: Sample) -> bool:
    """By its outermost element, or its name."""
    return sample.suffix in _SUFFIXES or _ROOT.match(sample.start[:4000]) is not None


def rows(sample: Sample, columns: Columns) -> Found:
    """The one article of a page, or those of the export that it is."""
    if _EXPORT.search(sample.data):
        marked = _BEFORE_DOCUMENT.sub(lambda found: f"<p>{'_' * 40}</p>{found[0]}", decoded(sample.data))
        text = ""
        with contextlib.suppress(NotText):
            text = text_of(html_tree(marked))
        if text and texts.splitter(text):
            yield from texts.articles(text, columns, lambda: iter(()))
            return
    yield page(sample.data)


FORMAT = Format("page", looks, rows)
