"""News and text corpora in XML: NITF, NewsML, TEI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from framing.reading.columns import Columns
from framing.reading.decode import NotText
from framing.reading.exports.fields import article, squeeze
from framing.reading.exports.format import Format, Found, Sample
from framing.reading.markup import local, text_of, xml_tree
from framing.reading.rows import Broken, Row

_ITEMS = {"nitf": "nitf", "newsitem": "newsml", "tei": "tei", "tei.2": "tei"}
_ROOT = re.compile(rb"<(?:\w+:)?(?:nitf|NewsML|newsItem|newsMessage|TEI|TEI\.2|teiCorpus)[\s>]")
_BLOCKS = frozenset("p head lg l list item quote note table row block hl1 hl2 div ab sp".split())


def looks(sample: Sample) -> bool:
    """By the outermost element."""
    return sample.start.startswith(b"<") and _ROOT.search(sample.start[:4000]) is not None


def rows(sample: Sample, columns: Columns) -> Found:
    """One row a document of the file."""
    number = 0
    for node, kind in _items(xml_tree(sample.data)):
        number += 1
        told, body = {"nitf": _nitf, "newsml": _newsml, "tei": _tei}[kind](node)
        place = f"document {number}"
        yield _row(told, body, place)
    if not number:
        raise NotText("its XML holds no article")


def _row(told: dict[str, str], body: str, place: str) -> Row | Broken:
    if not body:
        return Broken(place, f"the document ('{told.get('headline', '')[:60]}') has no text")
    return article(place, told, body)


def _items(root: Any) -> Iterator[tuple[Any, str]]:
    """The documents, the innermost kind where one holds another: NITF within NewsML is NITF."""
    found = [(node, _ITEMS[local(node)]) for node in root.iter() if local(node) in _ITEMS]
    outer = {up for node, _ in found for up in node.iterancestors()}
    yield from ((node, kind) for node, kind in found if node not in outer)


def _first(node: Any, *names: str) -> Any:
    for name in names:
        for one in node.iter():
            if local(one) == name:
                return one
    return None


def _told(node: Any, *names: str) -> str:
    found = _first(node, *names)
    return squeeze(" ".join(found.itertext())) if found is not None else ""


def _attribute(node: Any, name: str, *attributes: str) -> str:
    for one in node.iter():
        if local(one) == name:
            for attribute in attributes:
                if one.get(attribute):
                    return str(one.get(attribute))
    return ""


def _paragraphs(node: Any) -> str:
    return text_of(node, _BLOCKS) if node is not None else ""


def _nitf(node: Any) -> tuple[dict[str, str], str]:
    told = {
        "headline": _told(node, "hl1", "headline", "title"), "standfirst": _told(node, "hl2"),
        "byline": _told(node, "byline", "byttl"),
        "date": _attribute(node, "date.issue", "norm") or _attribute(node, "pubdata", "date.publication")
        or _attribute(node, "story.date", "norm") or _told(node, "story.date"),
        "outlet": _attribute(node, "pubdata", "name") or _told(node, "distributor"),
        "section": _attribute(node, "pubdata", "position.section"), "id": _attribute(node, "doc-id", "id-string"),
        "dateline": _told(node, "dateline"),
    }  # fmt: skip
    return told, _paragraphs(_first(node, "body.content", "block", "body"))


def _newsml(node: Any) -> tuple[dict[str, str], str]:
    # From around it, where one item holds the story and its package the rest.
    told = {
        "headline": _told(node, "headline", "title"), "standfirst": _told(node, "subheadline", "dateline.subheadline"),
        "byline": _told(node, "by", "byline", "creator"),
        "date": _told(node, "contentcreated", "firstcreated", "versioncreated", "dateid", "firstCreated".lower()),
        "outlet": _attribute(node, "provider", "literal") or _told(node, "provider", "infosource", "providerid"),
        "id": str(node.get("guid") or "") or _told(node, "newsitemid", "publicidentifier"),
        "language": _attribute(node, "language", "tag", "FormalName"), "slug": _told(node, "slugline"),
    }  # fmt: skip
    return told, _paragraphs(_first(node, "body.content", "inlinexml", "datacontent", "inlinedata", "body"))


def _tei(node: Any) -> tuple[dict[str, str], str]:
    header = _first(node, "teiheader")
    told: dict[str, str] = {}
    if header is not None:
        told = {
            "headline": _told(header, "title"), "byline": _told(header, "author"),
            "date": _attribute(header, "date", "when", "when-iso") or _told(header, "date"),
            "outlet": _series(header) or _told(header, "publisher"), "id": _told(header, "idno"),
            "language": _attribute(header, "language", "ident"),
        }  # fmt: skip
    text = _first(node, "text")
    body = next((one for one in text.iter() if local(one) == "body"), text) if text is not None else None
    return told, _paragraphs(body)


def _series(header: Any) -> str:
    """The paper's name, where a title says by its level that it is one."""
    levels = {
        str(one.get("level")): squeeze(" ".join(one.itertext()))
        for one in header.iter()
        if local(one) == "title"
    }
    return levels.get("j", "") or levels.get("s", "")


FORMAT = Format("news XML", looks, rows)
