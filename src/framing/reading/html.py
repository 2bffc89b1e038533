"""HTML pages: the main text and what the page says of itself (trafilatura; Barbaresi 2021)."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from framing.reading.decode import NotText, decode, mend
from framing.reading.moments import moment
from framing.reading.pagedates import published
from framing.reading.rows import Record, people

_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})")
_KINDS = re.compile(r"(?i)article|newsarticle|reportage|blogposting|webpage|liveblog")
_DEEPEST = 40


def page(data: bytes) -> Record:
    """The article on an HTML page.

    The page's headline stands at the front of the text, whether or not the extraction kept it there;
    navigation, teasers and comments are dropped.

    Raises:
        NotText: for a page without a main text.

    Example:
        >>> html = b"<title>Rain | The Gazette</title><h1>Rain</h1><p>" + b"It rained all day, the office said. " * 9
        >>> found = page(html)
        >>> found.known["headline"], found.text[:15]
        ('Rain', 'Rain\\n\\nIt rained')
    """
    text = decoded(data)
    if not text.strip():
        raise NotText("it holds nothing but white space")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    import trafilatura
    from lxml import etree, html

    # A NUL or an encoding declaration within stops the parser, not a reader.
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", " "))
    try:
        tree = html.document_fromstring(clean)
        document = trafilatura.bare_extraction(
            clean, with_metadata=True, include_comments=False, include_tables=False
        )
    except (etree.LxmlError, ValueError, TypeError, AssertionError, AttributeError, RecursionError) as error:
        raise NotText("its HTML cannot be parsed") from error
    body = mend(getattr(document, "text", None) or "").strip()
    if not body:
        raise NotText("no main text was found on the page")
    linked = _linked(tree)
    known = _known(tree, linked, document)
    lines = body.split("\n")
    body = "\n\n".join(line for line in lines if line.strip())
    headline = known.get("headline")
    if headline and _same(lines[0], headline):
        known["headline"] = lines[0]
    elif headline:
        body = f"{headline}\n\n{body}"
    url = _canonical(tree)
    return Record(body, known=known, metadata={"url": url} if url else {}, titled=bool(headline))


def decoded(data: bytes) -> str:
    """A page's bytes as text, by the encoding that it names itself.

    Example:
        >>> decoded('<meta charset="latin-1"><p>Café'.encode("latin-1"))[-4:]
        'Café'
    """
    declared = _CHARSET.search(data[:4096])
    return decode(data, declared[1].decode("ascii") if declared else None)


def _known(tree: Any, linked: Mapping[str, Any], document: Any) -> dict[str, Any]:
    """What the page says of itself; an outside tool's guess only where it does not take it from an embedded post."""
    known: dict[str, Any] = {}
    if headline := _headline(tree, linked, getattr(document, "title", None)):
        known["headline"] = headline
    guessed = getattr(document, "author", None)
    if guessed and any(
        one.strip() and one.strip() in post for post in _embedded(tree) for one in guessed.split(";")
    ):
        guessed = None
    if authors := people(
        _names(linked.get("author")) or _meta(tree, "author", "article:author", "byl") or guessed
    ):
        known["byline"] = tuple(name for name in authors if not name.startswith("http"))
    value = linked.get("datePublished")
    origin = "page: datePublished"
    if not value:
        value, origin = _meta(tree, *_DATE_NAMES), "page: its metadata"
    if value:
        known["published_from"] = origin
        if (at := moment(value)) is None:
            known["published_from"] += " (cannot be read)"
        else:
            known["published"] = at
    elif found := published(tree):
        known["published"], known["published_from"] = found
    if name := _outlet(tree, linked, getattr(document, "sitename", None)):
        known["outlet"] = name
    language = (tree.get("lang") or "")[:2].lower()
    if language.isalpha() and len(language) == 2:
        known["language"] = language
    return known


_DATE_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "dc.date.issued",
    "parsely-pub-date", "publish-date", "sailthru.date",
)  # fmt: skip


def _embedded(tree: Any) -> list[str]:
    """The texts of posts of others that are set into the page."""
    return [_squeeze(node.text_content()) for node in tree.iter("blockquote")]


def _squeeze(text: str) -> str:
    return " ".join(mend(text).split())


def _same(left: str, right: str) -> bool:
    plain = re.compile(r"\W+")
    return plain.sub("", left).lower() == plain.sub("", right).lower()


def _meta(tree: Any, *names: str) -> str | None:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        value = node.get("content")
        if key in names and value and value.strip():
            found.setdefault(key, value)
    return next((_squeeze(found[name]) for name in names if name in found), None)


def _linked(tree: Any) -> Mapping[str, Any]:
    """The page's JSON-LD about its article."""
    for node in tree.iter("script"):
        if (node.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            value = json.loads(node.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _objects(value, 0):
            kind = item.get("@type")
            if any(
                isinstance(k, str) and _KINDS.search(k) for k in (kind if isinstance(kind, list) else [kind])
            ) and (item.get("headline") or item.get("datePublished")):
                return item
    return {}


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def _names(value: Any) -> list[str] | None:
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    flat = [n for name in names for n in (name if isinstance(name, list) else [name]) if isinstance(n, str)]
    return flat or None


def _headline(tree: Any, linked: Mapping[str, Any], title: str | None) -> str | None:
    shown = [_squeeze(node.text_content()) for node in tree.iter("h1")]
    shown = [text for text in shown if 2 <= len(text) <= 300]
    told = [
        t
        for t in (linked.get("headline"), _meta(tree, "og:title", "twitter:title"), title)
        if isinstance(t, str)
    ]
    for text in shown:  # an h1 that the page's own metadata names is the headline, not the paper's name
        if any(_same(text, one) or text in _squeeze(one) for one in told):
            return text
    if len(shown) == 1 and len(shown[0].split()) >= 3:
        return shown[0]
    best = next((_squeeze(one) for one in told if one.strip()), None)
    return best or (shown[0] if shown else None)


def _outlet(tree: Any, linked: Mapping[str, Any], sitename: str | None) -> str | None:
    from framing.reading.outlets import canonical

    publisher = linked.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else None
    value = _meta(tree, "og:site_name", "application-name") or named or sitename
    if not isinstance(value, str) or not value.strip():
        return None
    return canonical(_squeeze(value).removeprefix("@"))


def _canonical(tree: Any) -> str | None:
    for node in tree.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and node.get("href"):
            return str(node.get("href"))
    return _meta(tree, "og:url")
