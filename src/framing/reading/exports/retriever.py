"""Retriever: articles between rules, each with its headline, a line of paper and date, and the paper's copyright."""

from __future__ import annotations

import re

from framing.reading.dates import parse
from framing.reading.exports.fields import article, squeeze
from framing.reading.exports.format import Found
from framing.reading.rows import Broken, Row

NAME = "Retriever"
_RULE = re.compile(r"^[ \t]*={20,}[ \t]*\r?$", re.MULTILINE)
_SURE = re.compile(
    r"(?i)retriever|\bret\.nu/|mediearkivet"
    r"|^(?:publicerat|publisert|udgivet|julkaistu) (?:i print|på nett|på trykk|på webb|i papir)",
    re.MULTILINE,
)
_DATED = re.compile(
    r"(?P<outlet>.+?)[,;]?\s+(?P<date>\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.? [a-zæøåäö]+\.? \d{4})"
    r"(?P<time>[ ,]+\d{1,2}[:.]\d\d)?(?P<rest>.*)"
)
_PRINTED = re.compile(r"(?i)(?:publicerat|publisert|udgivet|published|julkaistu) (?:i|på|in|on) .{2,30}")
SIGN = re.compile(r"^[ \t]*©", re.MULTILINE)
"""What every document has once: where there are more than documents were found, some stand within others."""
_LINK = re.compile(
    r"(?i)(?:se|läs|les|læs|see|read) .{0,60}(?P<url>https?://\S+)|(?P<bare>https?://(?:ret\.nu|www\.retriever)\S+)"
)


def looks(text: str) -> bool:
    """Whether it has the rules between articles, and the words of the archive."""
    return _RULE.search(text) is not None and _SURE.search(text) is not None


def split(text: str) -> Found:
    """One row an article; a list of the hits before the first is left out.

    Example:
        >>> page = "Regn\\nFenwick Post, 2024-05-04\\nPublicerat i print.\\n\\nDet regnade.\\n\\n© Fenwick Post\\n"
        >>> page += "=" * 40
        >>> [(row.cells["headline"], row.cells["outlet"], row.cells["date"]) for row in split(page)]
        [('Regn', 'Fenwick Post', '2024-05-04')]
    """
    number = 0
    for piece in _RULE.split(text):
        lines = [line.strip() for line in piece.split("\n")]
        dated = next(
            (i for i, line in enumerate(lines[:14]) if (m := _DATED.fullmatch(line)) and parse(m["date"])),
            None,
        )
        if dated is None:
            if len(piece.split()) > 60:
                number += 1
                yield Broken(f"document {number}", "it has no line with its paper and date")
            continue
        number += 1
        yield _document(lines, dated, f"document {number}")


def _document(lines: list[str], dated: int, place: str) -> Row | Broken:
    found = _DATED.fullmatch(lines[dated])
    assert found is not None  # the caller looked
    told = {"outlet": found["outlet"], "date": squeeze(found["date"] + (found["time"] or ""))}
    above = [line for line in lines[:dated] if line and not _PRINTED.fullmatch(line.rstrip("."))]
    told["headline"] = above[-1] if above else ""
    if page := re.search(r"(?i)\b(?:sid[ea]?|s|page)\.?\s*\d+", found["rest"]):
        told["pages"] = page[0]
    body: list[str] = []
    for line in lines[dated + 1 :]:
        if link := _LINK.search(line):
            told["url"] = link["url"] or link["bare"]
        elif line.startswith("©"):
            told["copyright"] = line
        elif not _PRINTED.fullmatch(line.rstrip(".")) and "copyright" not in told:
            body.append(line)
    text = "\n".join(body).strip()
    return (
        article(place, told, text)
        if text
        else Broken(place, f"the article ('{told['headline'][:60]}') has no text")
    )
