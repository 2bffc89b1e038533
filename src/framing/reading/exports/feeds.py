"""RSS and Atom feeds (feedparser; nothing is fetched)."""

from __future__ import annotations

import io
import re
from typing import Any

from framing.reading.columns import Columns
from framing.reading.decode import NotText
from framing.reading.exports.fields import article
from framing.reading.exports.format import Format, Found, Sample, needs, short
from framing.reading.markup import plain
from framing.reading.rows import Broken, Row

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")


def looks(sample: Sample) -> bool:
    """By the feed's outermost element."""
    return sample.start.startswith(b"<") and _ROOT.search(sample.start[:4000]) is not None


def rows(sample: Sample, columns: Columns) -> Found:
    """One row an entry: its content, else its summary."""
    try:
        import feedparser
    except ImportError:
        raise needs("feedparser", "RSS and Atom") from None
    if b"<!ENTITY" in sample.data:
        raise NotText("it defines entities of its own, which are not expanded; save it without them")
    try:
        feed = feedparser.parse(io.BytesIO(sample.data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a damaged feed breaks the library anywhere
        raise NotText(f"it is no feed that can be read ({short(error)})") from error
    if not feed.entries:
        raise NotText("the feed has no entries")
    outlet = str(feed.feed.get("title") or "")
    for number, entry in enumerate(feed.entries, start=1):
        yield _entry(entry, outlet, f"entry {number}")
    if feed.bozo and not sample.data.rstrip().endswith(b">"):
        yield Broken(f"after entry {len(feed.entries)}", "the file breaks off")


def _entry(entry: Any, outlet: str, place: str) -> Row | Broken:
    contents = [str(one.get("value") or "") for one in entry.get("content") or ()]
    whole = plain(max(contents, key=len, default="")).strip()
    summary = plain(str(entry.get("summary") or "")).strip()
    source = entry.get("source") or {}
    told = {
        "headline": plain(str(entry.get("title") or "")),
        "date": str(entry.get("published") or entry.get("updated") or ""),
        "byline": str(entry.get("author") or ""), "id": str(entry.get("id") or entry.get("link") or ""),
        "url": str(entry.get("link") or ""), "outlet": str(source.get("title") or "") or outlet,
        "section": ", ".join(str(tag.get("term") or "") for tag in entry.get("tags") or ()),
    }  # fmt: skip
    body = whole or summary
    if not body:
        return Broken(place, f"the entry ('{told['headline'][:60]}') has no text")
    if not whole:
        told["extent"] = "summary"
    return article(place, told, body)


FORMAT = Format("feed", looks, rows)
