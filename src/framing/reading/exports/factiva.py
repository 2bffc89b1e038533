"""Factiva: articles with a code before every field, or without codes in a fixed order; both end with their number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from framing.reading import markup
from framing.reading.columns import Columns
from framing.reading.dates import parse
from framing.reading.exports.fields import article, names, squeeze
from framing.reading.exports.format import Format, Found, Sample
from framing.reading.rows import Broken, Row

NAME = "Factiva"
_END = re.compile(
    r"^[ \t]*(?:AN[ \t|]+)?Document[ \t]+(?P<id>[A-Z0-9]{8,}[0-9a-z]{8,})[ \t|]*\r?$", re.MULTILINE
)
_WORDS = re.compile(
    r"[\d][\d.,\s]*\s?(?:words|mots|Wörter|Worte|palabras|parole|woorden|palavras|ord|слов)", re.IGNORECASE
)
SIGN = re.compile(
    r"^[ \t]*(?:WC[ \t|]+)?\d[\d.,]* (?:words|mots|Wörter|palabras|parole)[ \t|]*\r?$", re.MULTILINE
)
"""What every document has once: where there are more than documents were found, some stand within others."""
_CODED = re.compile(r"[ \t|]*(?P<code>[A-Z]{2,3})(?:[ \t|]+(?P<rest>.*))?")
_COPYRIGHT = re.compile(r"(?i)\(c\)|copyright\b|©|\(?c\)? \d{4}")
_NUMBER = re.compile(r"\bDocument ([A-Z0-9]{8,}[0-9a-z]{8,})\b")
_CLASS = re.compile(r"(?:^|\s)[a-z]{2}Article(?:\s|$)")
_LANGUAGES = frozenset(
    "english french german spanish italian dutch portuguese russian swedish anglais français deutsch englisch".split()
)


def looks(text: str) -> bool:
    """Whether articles end with Factiva's number of a document."""
    return _END.search(text) is not None


def split(text: str) -> Found:
    """One row an article, from RTF or text.

    Example:
        >>> page = "Rain\\nBy Ann Lee\\n2 words\\n4 May 2024\\nThe Fenwick Post\\nFENW\\nEnglish\\n(c) 2024\\n\\n"
        >>> page += "It rained.\\n\\nDocument FENW000020240504ek540000a"
        >>> [(row.cells["headline"], row.cells["outlet"], row.cells["byline"]) for row in split(page)]
        [('Rain', 'The Fenwick Post', 'By Ann Lee')]
    """
    start = 0
    ends = list(_END.finditer(text))
    for number, end in enumerate(ends, start=1):
        lines = [line.strip(" \t\r|") for line in text[start : end.start()].split("\n")]
        yield _article(lines, end["id"], f"document {number}")
        start = end.end()
    rest = text[start:]
    if SIGN.search(rest) or len(rest.split()) > 60:
        yield Broken(f"document {len(ends) + 1}", "the file breaks off in it")


def _article(lines: Sequence[str], number: str, place: str) -> Row | Broken:
    codes = names(NAME)
    first = next(
        (i for i, line in enumerate(lines) if (m := _CODED.fullmatch(line)) and m["code"] == "HD"), None
    )
    if first is not None:
        while first and (m := _CODED.fullmatch(lines[first - 1])) and m["code"] in codes:
            first -= 1  # the section stands over the headline
        fields: dict[str, list[str]] = {}
        into: list[str] = []
        for line in lines[first:]:
            found = _CODED.fullmatch(line)
            if found and found["code"] in codes:
                into = fields.setdefault(codes[found["code"]], [])
                into.append(found["rest"] or "")
            else:
                into.append(line)
        return _coded({name: "\n".join(part) for name, part in fields.items()} | {"id": number}, place)
    return _plain([line for line in lines if line], number, place)


def _coded(fields: Mapping[str, str], place: str) -> Row | Broken:
    told = dict(fields)
    body = "\n\n".join(
        squeeze(part)
        for name in ("lead", "body")
        for part in re.split(r"\n\s*\n", told.pop(name, ""))
        if part.strip()
    )
    told["id"] = squeeze(told.get("id", "")).removeprefix("Document ")
    told["date"] = f"{told.get('date', '')} {told.pop('time', '')}"
    if not body:
        return Broken(place, f"the article ('{squeeze(told.get('headline', ''))[:60]}') has no text")
    return article(place, told, body)


def _plain(lines: list[str], number: str, place: str) -> Row | Broken:
    """Headline, author, words, date, time, paper, code, language, copyright; then the text."""
    words = next((i for i, line in enumerate(lines[:40]) if _WORDS.fullmatch(line)), None)
    if words is None:
        return Broken(
            place, f"the article {number} has no line with its number of words, so its parts cannot be told"
        )
    # What stands before on the same page belongs to the article before, or to the list of results.
    above = lines[max(0, words - 4) : words] if words > 6 else lines[:words]
    told = {"length": lines[words], "id": number}
    if len(above) > 1 and (
        re.match(r"(?i)(?:by|von|par|por|di|door)\b", above[-1])
        or (len(above) > 2 and len(above[-1].split()) < 8)
    ):
        told["byline"] = above.pop()
    if len(above) > 1 and len(above[0].split()) <= 4 and len(above[-1].split()) > 4:
        told["section"] = above.pop(0)
    told["headline"] = " ".join(above)
    position = words + 1
    if position < len(lines) and parse(lines[position]):
        told["date"] = lines[position]
        position += 1
    if position < len(lines) and re.fullmatch(r"\d{1,2}[:.]\d\d(?:\s?[AP]M)?(?: GMT)?", lines[position]):
        told["date"] = f"{told.get('date', '')} {lines[position]}"
        position += 1
    if position < len(lines):
        told["outlet"] = lines[position]
        position += 1
    closing = next(
        (i for i in range(position, min(position + 8, len(lines))) if _COPYRIGHT.match(lines[i])), None
    )
    if closing is None:
        closing = next(
            (i for i in range(position, min(position + 6, len(lines))) if lines[i].lower() in _LANGUAGES),
            position - 1,
        )
    for line in lines[position:closing]:
        if line.lower() in _LANGUAGES:
            told["language"] = line
        elif re.fullmatch(r"[A-Z0-9]{3,8}", line):
            told["source_code"] = line
    body = "\n\n".join(lines[closing + 1 :])
    return article(place, told, body) if body else Broken(place, f"the article {number} has no text")


def looks_html(sample: Sample) -> bool:
    """Whether it is a page with the classes that Factiva gives its articles."""
    return (
        b"Article" in sample.data
        and re.search(rb"class=[\"']?article [a-z]{2}Article|articleParagraph", sample.data) is not None
    )


def rows_html(sample: Sample, columns: Columns) -> Found:
    """One row an article of a saved page."""
    tree = markup.html_tree(sample.text)
    found = [
        node
        for node in tree.iter("div")
        if _CLASS.search(node.get("class") or "") and "article" in markup.classes(node)
    ]
    for number, node in enumerate(found, start=1):
        yield _element(node, f"document {number}")
    ends = set(_NUMBER.findall(markup.text_of(tree))) if found else set()
    if len(ends) > len(found):
        yield Broken(
            "", f"it has the numbers of {len(ends)} documents, but only {len(found)} can be told apart"
        )
    if not found:
        yield from split(markup.text_of(tree))


def _element(node: Any, place: str) -> Row | Broken:
    codes = names(NAME)
    fields: dict[str, str] = {}
    for line in node.iter("tr"):
        cells = [child for child in line if markup.local(child) in ("td", "th")]
        code = squeeze(markup.text_of(cells[0])) if len(cells) > 1 else ""
        if code in codes:
            value = markup.text_of(cells[1])
            fields[codes[code]] = f"{fields[codes[code]]}\n\n{value}" if codes[code] in fields else value
    if "headline" in fields:
        return _coded(fields, place)
    lines = [line for line in markup.text_of(node).split("\n") if line.strip()]
    end = next((m for line in reversed(lines) if (m := _END.fullmatch(line))), None)
    if end:
        lines.remove(end[0])
    return _plain(lines, end["id"] if end else "", place)


def looks_xml(sample: Sample) -> bool:
    """Whether it is XML with Factiva's articles."""
    return (
        sample.start.startswith(b"<")
        and b"accessionNo" in sample.data
        and b"ppsarticle" in sample.data.lower()
    )


def rows_xml(sample: Sample, columns: Columns) -> Found:
    """One row an article of an XML delivery."""
    number = 0
    for node in markup.xml_tree(sample.data).iter():
        if markup.local(node) == "article":
            number += 1
            yield _delivered(node, f"document {number}")


def _delivered(node: Any, place: str) -> Row | Broken:
    parts: dict[str, list[str]] = {}
    for child in node:
        name = markup.local(child)
        for part in (
            child if len(child) and name in ("leadparagraph", "tailparagraphs", "headline") else [child]
        ):
            text = squeeze(" ".join(part.itertext()))
            if text:
                parts.setdefault(name, []).append(text)
    ours = {
        "accessionno": "id", "headline": "headline", "publicationdate": "date",
        "sourcename": "outlet", "byline": "byline",
        "baselanguage": "language", "wordcount": "length", "sectionname": "section", "columnname": "column",
        "publishername": "publisher", "copyright": "copyright", "pages": "pages", "sourcecode": "source_code",
        "notes": "notes",
    }  # fmt: skip
    told = {ours[name]: " ".join(texts) for name, texts in parts.items() if name in ours}
    body = "\n\n".join([*parts.get("leadparagraph", ()), *parts.get("tailparagraphs", ())])
    return (
        article(place, told, body) if body else Broken(place, f"the article {told.get('id', '')} has no text")
    )


HTML = Format("Factiva HTML", looks_html, rows_html)
XML = Format("Factiva XML", looks_xml, rows_xml)
