"""ProQuest: documents between lines, each with its headline on top and named fields, one of them the full text."""

from __future__ import annotations

import re

from framing.reading.dates import parse
from framing.reading.exports.fields import article, names, opening, squeeze
from framing.reading.exports.format import Found
from framing.reading.rows import Broken, Row

NAME = "ProQuest"
_BETWEEN = re.compile(r"^[ \t]*(?:_{20,}|-{30,}|={30,}|Document \d+ of \d+)[ \t]*\r?$", re.MULTILINE)
_SURE = re.compile(r"^[ \t]*(?:ProQuest document (?:ID|link)|Publication info\s?:)", re.MULTILINE)
SIGN = re.compile(r"^[ \t]*Full text\s?:", re.MULTILINE | re.IGNORECASE)
"""What every document has once: where there are more than documents were found, some stand within others."""
_PUBLISHED_IN = re.compile(r"(?P<outlet>[^;\[\]]+?)\s*(?:;|\[|,).*?(?P<date>\d{1,2} \w{3,9} \d{4})")


def looks(text: str) -> bool:
    """Whether it has the fields that only ProQuest has."""
    return _SURE.search(text) is not None and "ull text" in text


def split(text: str) -> Found:
    """One row a document.

    Example:
        >>> page = "Rain\\n\\nPublication info: The Fenwick Post; Fenwick. 04 May 2024: A1.\\n\\nFull text: It rained."
        >>> [(row.cells["outlet"], row.cells["date"]) for row in split(page)]
        [('The Fenwick Post', '04 May 2024')]
    """
    number = 0
    for piece in _BETWEEN.split(text):
        if _SURE.search(piece) or re.search(r"^[ \t]*Full text\s?:", piece, re.MULTILINE | re.IGNORECASE):
            number += 1
            yield _document(piece, f"document {number}")


def _document(piece: str, place: str) -> Row | Broken:
    opens, known = opening(NAME), names(NAME)
    fields: dict[str, list[str]] = {}
    top: list[str] = []
    into = top
    for line in piece.split("\n"):
        found = opens.fullmatch(line.rstrip("\r"))
        if found:
            into = fields.setdefault(known[found["name"]], [])
            into.append(found["rest"])
        else:
            into.append(line.rstrip("\r"))
    told = {name: "\n".join(lines) for name, lines in fields.items() if name != "-"}
    body = told.pop("body", "").strip()
    heading = next(
        (squeeze(line) for line in top if line.strip() and "ProQuest document link" not in line), ""
    )
    told["headline"] = squeeze(told.get("headline", "")) or heading
    published = _PUBLISHED_IN.match(squeeze(told.get("publication_info", "")))
    if published:
        told.setdefault("outlet", published["outlet"])
        if parse(told.get("date", "")) is None:  # often the year alone
            told["date"] = published["date"]
    told["outlet"] = squeeze(told.get("outlet", "")).split(";")[0]
    told["byline"] = "; ".join(_straight(one) for one in squeeze(told.get("byline", "")).split(";"))
    for name in ("id", "url"):
        told[name] = squeeze(told.get(name, "")).split(" ")[0]
    if not body:
        return Broken(place, f"the document ('{told['headline'][:60]}') has no full text")
    return article(place, told, re.sub(r"\n[ \t]+", "\n", body))


def _straight(name: str) -> str:
    """A name as it is spoken: "Lee, Ann" is Ann Lee."""
    family, comma, given = name.strip().partition(", ")
    return f"{given} {family}" if comma and len(given.split()) <= 3 else name.strip()
