"""Nexis Uni: headline, paper and date on top, named fields, "Body", the text, "End of Document"."""

from __future__ import annotations

import re

from framing.reading.dates import parse
from framing.reading.exports.fields import article, names, opening, squeeze
from framing.reading.exports.format import Found
from framing.reading.rows import Broken, Row

NAME = "Nexis Uni"
_END = re.compile(
    r"^[ \t\xa0]*(?:End of Document|Ende des Dokuments?|Fin du document|Fin del documento)[ \t\xa0]*\r?$",
    re.MULTILINE,
)
_BODY = re.compile(r"(?:Body|Volltext|Text|Corps|Cuerpo)")
_AFTER = re.compile(
    r"(?:Classification|Klassifikation|Graphic|Load-Date:.*|Notes|Correction|Correction-Date:.*|End of Document)"
)
_COVER = re.compile(
    r"(?:Client/Matter|Search Terms|Search Type|Narrowed by|Content Type|Date and Time|Job Number)\b|Page \d+ of \d+"
)
SIGN = re.compile(r"^[ \t\xa0]*(?:Length|Länge|Longueur|Longitud|Lengte|Lunghezza)\s?:", re.MULTILINE)
"""What every document has once: where there are more than documents were found, some stand within others."""
_COPYRIGHT = re.compile(r"(?i)copyright\b|©|\(c\)|all rights reserved")


def looks(text: str) -> bool:
    """Whether it has the line that ends a document, and the one that opens its text."""
    return (
        _END.search(text) is not None
        and re.search(r"^[ \t]*(?:Body|Volltext|Corps|Cuerpo|Length:|Länge:)", text, re.MULTILINE) is not None
    )


def split(text: str) -> Found:
    """One row a document; the list on the cover is left out.

    Example:
        >>> page = "Rain\\nThe Fenwick Post\\nMay 4, 2024 Saturday\\n\\nLength: 2 words\\nBody\\n\\nIt rained.\\n\\n"
        >>> page += "End of Document"
        >>> [(row.cells["headline"], row.cells["outlet"]) for row in split(page)]
        [('Rain', 'The Fenwick Post')]
    """
    pieces = _END.split(text)
    for number, piece in enumerate(pieces, start=1):
        if number == len(pieces) and not _is_document(piece):
            if SIGN.search(piece) or len(piece.split()) > 20:
                yield Broken(f"document {number}", "the file breaks off in it")
            continue
        yield _document([line.strip(" \t\xa0\r") for line in piece.split("\n")], f"document {number}")


def _is_document(piece: str) -> bool:
    return any(_BODY.fullmatch(line.strip()) for line in piece.split("\n"))


def _document(lines: list[str], place: str) -> Row | Broken:
    opens, known = opening(NAME), names(NAME)
    start = next((i for i, line in enumerate(lines) if _BODY.fullmatch(line)), None)
    firsts = [i for i, line in enumerate(lines[:start]) if opens.match(line)]
    if start is None:
        start = max(firsts, default=-1)
    fields: dict[str, str] = {}
    for i in firsts:
        found = opens.match(lines[i])
        if found:
            fields[known[found["name"]]] = found["rest"]
    fields = _head(lines[: min(firsts, default=max(start, 0))]) | fields
    end = next((i for i in range(start + 1, len(lines)) if _AFTER.fullmatch(lines[i])), len(lines))
    for line in lines[end:]:
        if found := opens.match(line):
            fields.setdefault(known[found["name"]], found["rest"])
    body = [line for line in lines[start + 1 : end] if line]
    if not body:
        what = f" ('{fields['headline'][:60]}')" if fields.get("headline") else ""
        return Broken(place, f"the document{what} has no text")
    return article(place, fields, "\n\n".join(body))


def _head(lines: list[str]) -> dict[str, str]:
    """The date is the last line that is one, the paper stands over it, the headline over that."""
    dated = next(
        (
            i
            for i in range(len(lines) - 1, -1, -1)
            if 0 < len(lines[i]) < 90 and not _COPYRIGHT.match(lines[i]) and parse(lines[i])
        ),
        None,
    )
    if dated is None:
        told = [line for line in lines if line and not _COVER.match(line) and not _COPYRIGHT.match(line)]
        return {"headline": told[-2], "outlet": told[-1]} if len(told) > 1 else {}
    found = {"date": lines[dated]}
    above = dated - 1
    while above >= 0 and not lines[above]:
        above -= 1
    if above >= 0:
        found["outlet"] = re.sub(r"(?<=[^\s(])\(", " (", lines[above])
    title: list[str] = []
    above -= 1
    while above >= 0 and not lines[above] and not title:
        above -= 1
    while above >= 0 and lines[above] and len(title) < 3 and not _COVER.match(lines[above]):
        title.insert(0, lines[above])
        above -= 1
    if title:
        found["headline"] = squeeze(" ".join(title))
    return found
