"""Europresse: saved pages of before and after 2013, paper, date, title and text under known classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from framing.reading import markup
from framing.reading.columns import Columns
from framing.reading.dates import parse
from framing.reading.exports.fields import article, squeeze
from framing.reading.exports.format import Format, Found, Sample
from framing.reading.rows import Broken, Row

_NUMBER = re.compile(r"(?:Numéro de document|Document number)\s*:\s*(?P<id>\S+)|\b(?P<news>news·\S+)")
_NUMBERED = re.compile(r"(?:Numéro de document|Document number)\s*:\s*(\S+)")
_ENDS = re.compile(
    r"(?:©|\(c\)|Numéro de document|Document number|news·|Ce certificat|This certificate|Cet article est paru)",
    re.IGNORECASE,
)
_BODIES = ("dococurrcontainer", "doctext")
_TITLE = re.compile(r"titrearticle", re.IGNORECASE)


def looks(sample: Sample) -> bool:
    """By the class that holds the paper's name."""
    return b"DocPublicationName" in sample.data


def rows(sample: Sample, columns: Columns) -> Found:
    """One row an article."""
    tree = markup.html_tree(sample.text)
    number = 0
    for number, node in enumerate(_articles(tree), start=1):
        yield _article(node, f"document {number}")
    signs = max(len(set(_NUMBERED.findall(markup.text_of(tree)))), _papers(tree))
    if signs > number:
        yield Broken("", f"it has the signs of {signs} documents, but only {number} can be told apart")


def _papers(tree: Any) -> int:
    return sum("docpublicationname" in markup.classes(one) for one in tree.iter())


def _articles(tree: Any) -> Iterator[Any]:
    """The element around each paper's name: an `article`, else the cell that holds the whole text."""
    for name in tree.iter():
        if "docpublicationname" not in markup.classes(name):
            continue
        around = next((up for up in name.iterancestors() if markup.local(up) == "article"), None)
        if around is None:
            around = next((up for up in name.iterancestors() if _titled(up)), None)
        if around is not None:
            yield around


def _titled(node: Any) -> bool:
    return any(_TITLE.search(one.get("class") or "") for one in node.iter() if isinstance(one.tag, str))


def _article(node: Any, place: str) -> Row | Broken:
    told: dict[str, str] = {}
    by_class: dict[str, list[Any]] = {}
    for one in node.iter():
        for name in markup.classes(one):
            by_class.setdefault(name, []).append(one)
    paper = markup.text_of(by_class["docpublicationname"][0])
    told["outlet"] = re.split(r"(?:,|\s-)\s*n(?:o|°|º)\b\.?|\n", paper)[0]
    told["outlet"] = re.sub(r"\s*\((?:site web|web)[^)]*\)", "", told["outlet"])
    header = squeeze(" ".join(markup.text_of(one) for one in by_class.get("docheader", ())))
    told["header"] = header
    told |= _dated(header)
    title = next(
        (one for one in node.iter() if isinstance(one.tag, str) and _TITLE.search(one.get("class") or "")),
        None,
    )
    told["headline"] = squeeze(markup.text_of(title)) if title is not None else ""
    text = markup.text_of(node)
    if number := _NUMBER.search(text):
        told["id"] = number["id"] or number["news"]
    authors = by_class.get("docauthors")
    if authors:
        told["byline"] = markup.text_of(authors[0])
    containers = [one for name in _BODIES for one in by_class.get(name, ())][:1]
    if containers:
        body = [part for part in markup.text_of(containers[0]).split("\n\n") if not _ENDS.match(part)]
    else:
        above, body = _cut(text, told["headline"])
        if above:
            told["byline"] = above
    if not body:
        return Broken(place, f"the article ('{told['headline'][:60]}') has no text")
    return article(place, told, "\n\n".join(body))


def _dated(header: str) -> dict[str, str]:
    """The date, the section before it and the page behind it."""
    found = re.search(
        r"\d{1,2}(?:er)?\s+[^\W\d]+\s+\d{4}|[^\W\d]+\s+\d{1,2},\s+\d{4}|\d{4}-\d\d-\d\d", header
    )
    if found is None or parse(found[0]) is None:
        return {}
    told = {"date": found[0]}
    before = re.sub(
        r"(?i)\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day)\b", "", header[: found.start()]
    )
    if before.strip(" ,"):
        told["section"] = before.strip(" ,")
    if page := re.search(r"p\.\s*\S+", header[found.end() :]):
        told["pages"] = page[0]
    return told


def _cut(text: str, headline: str) -> tuple[str, list[str]]:
    """The author's line under the headline and the paragraphs, in the older pages that mark neither."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    at = next((i for i, part in enumerate(parts) if headline and headline in squeeze(part)), -1)
    lines = parts[at].split("\n") if at >= 0 else []
    rest = parts[at + 1 :]
    while lines and headline not in squeeze(lines[0]):
        lines.pop(0)
    under = [line for line in lines[1:] if line.strip()]
    end = next((i for i, part in enumerate(rest) if _ENDS.match(part)), len(rest))
    rest = rest[:end]
    if not under and len(rest) > 1 and len(rest[0].split()) <= 6 and not re.search(r"[.!?…:]$", rest[0]):
        under, rest = [rest[0]], rest[1:]
    name = squeeze(" ".join(under))
    if name and (len(name.split()) > 8 or re.search(r"[.!?…]$", name)):
        return "", [name, *rest]
    return name, rest


FORMAT = Format("Europresse", looks, rows)
