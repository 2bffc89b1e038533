"""LexisNexis: "3 of 10 DOCUMENTS", the paper, the date, the headline, fields in capitals, the text, more fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.reading.dates import parse
from framing.reading.exports.fields import article, names, opening, squeeze
from framing.reading.exports.format import Found
from framing.reading.rows import Broken, Row

NAME = "LexisNexis"
_MARK = re.compile(
    r"^[ \t]*(?:\d+ (?:of|sur|de|von|van|di) \d+ (?:DOCUMENT|DOKUMENT|DOCUMENTO)[SEI]?N?"
    r"|Document \d+ (?:of|sur|de) \d+|Dokument \d+ von \d+)[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_SURE = re.compile(
    r"^[ \t]*(?:LENGTH|LONGUEUR|LÄNGE|LONGITUD|LUNGHEZZA|LENGTE|LOAD-DATE|PUBLICATION-TYPE):", re.MULTILINE
)
SIGN = re.compile(r"^[ \t]*(?:LENGTH|LONGUEUR|LÄNGE|LONGITUD|LUNGHEZZA|LENGTE):", re.MULTILINE)
"""What every document has once: where there are more than documents were found, some stand within others."""
_COPYRIGHT = re.compile(r"(?i)copyright\b|©|\(c\)|tous droits|all rights reserved|alle rechte")
_BLANK = re.compile(r"\r?\n[ \t\xa0]*(?:\r?\n[ \t\xa0]*)+")
_PORTION = 50
"""Databases give out documents in portions of a multiple of this."""
_HEAD_FIELDS = frozenset(
    {"byline", "section", "length", "headline", "standfirst", "dateline", "series", "abstract"}
)


def looks(text: str) -> bool:
    """Whether it has the line that numbers the documents, and a field that each of them has."""
    return _MARK.search(text) is not None and _SURE.search(text) is not None


def split(text: str) -> Found:
    """One row a document; what stands before the first is the cover page.

    Example:
        >>> page = "1 of 1 DOCUMENTS\\n\\nThe Fenwick Post\\n\\nMay 4, 2024 Saturday\\n\\nRain\\n\\n"
        >>> page += "LENGTH: 2 words\\n\\nIt rained."
        >>> [(row.cells["headline"], row.cells["outlet"], row.cells["length"]) for row in split(page)]
        [('Rain', 'The Fenwick Post', '2 words')]
    """
    marks = list(_MARK.finditer(text))
    for number, mark in enumerate(marks, start=1):
        end = marks[number].start() if number < len(marks) else len(text)
        blocks = [block for block in _BLANK.split(text[mark.end() : end].strip("\r\n \t")) if block.strip()]
        yield document(blocks, f"document {number}")
    yield from _rest(marks[0][0], marks[-1][0])


def _rest(first: str, last: str) -> Found:
    """Whether the file ends before the last of the documents that it counts; full portions are another file's start."""
    begins, (number, total) = re.findall(r"\d+", first)[0], (int(n) for n in re.findall(r"\d+", last))
    if begins == "1" and number < total and number % _PORTION:
        yield Broken(
            "", f"it ends with document {number} of {total}; the file breaks off, or the rest is in another"
        )


def document(blocks: Sequence[str], place: str) -> Row | Broken:
    """One document from its blocks."""
    head, start = _head(blocks)
    fields, body, notes = _fields(blocks[start:])
    fields = head | fields
    if not body:
        what = f" ('{fields['headline'][:60]}')" if fields.get("headline") else ""
        return Broken(place, f"the document{what} has no text")
    return article(place, fields | notes, "\n\n".join(body))


def _head(blocks: Sequence[str]) -> tuple[dict[str, str], int]:
    """Paper, date and headline, and where the fields begin."""
    opens = opening(NAME)
    first = next((i for i, block in enumerate(blocks) if opens.match(block)), len(blocks))
    first = min(first, 8)
    dated = next((i for i in range(first) if _date(blocks[i])), None)
    found: dict[str, str] = {}
    if dated is None:
        if first:
            found["outlet"] = squeeze(blocks[0])
        if first > 1:
            found["headline"] = squeeze(blocks[1])
        return found, first
    before = [block for block in blocks[:dated] if not _COPYRIGHT.match(block.strip())]
    lines = blocks[dated].strip().splitlines()
    if before:
        found["outlet"] = squeeze(before[0])
    elif len(lines) > 1 and not parse(lines[0]):
        found["outlet"] = squeeze(lines[0])
    at = next(i for i, line in enumerate(lines) if parse(line))
    found["date"] = squeeze(lines[at])
    if edition := squeeze(" ".join(lines[at + 1 :])):
        found["edition"] = edition
    after = [block for block in blocks[dated + 1 : first] if not _COPYRIGHT.match(block.strip())]
    if after:
        found["headline"] = squeeze(after[0])
    if len(after) > 1 and first < len(blocks):
        found["standfirst"] = squeeze(" ".join(after[1:]))
    return found, first if first < len(blocks) else min(dated + 2, len(blocks))


def _date(block: str) -> bool:
    return len(block) < 300 and any(
        len(line) < 120 and parse(line.strip()) for line in block.splitlines()[:3]
    )


def _fields(blocks: Sequence[str]) -> tuple[dict[str, str], list[str], dict[str, str]]:
    """The fields before the text, the text, and the fields below it."""
    opens, known = opening(NAME), names(NAME)
    head: dict[str, str] = {}
    tail: dict[str, str] = {}
    body: list[str] = []
    last = ""
    for block in blocks:
        found = opens.match(block)
        field = known[found["name"]] if found else ""
        value = block[found.start("rest") :] if found else block
        if field == "body":
            body += [value.strip()] if value.strip() else []
        elif field in _HEAD_FIELDS and not body:
            head[field] = value
        elif field:
            last = field
            tail[field] = f"{tail[field]}; {value}" if field in tail else value
        elif _COPYRIGHT.match(block.strip()) and (last or len(block) < 200):
            tail["copyright"], last = value, "copyright"
        elif last:
            tail[last] = f"{tail[last]}\n{value}"
        else:
            body.append(value.strip("\r\n"))
    return head, body, tail
