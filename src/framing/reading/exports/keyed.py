"""A text with keys on top: "Headline: …", "Date: …", "Publisher: …", then the story."""

from __future__ import annotations

import re

from framing.reading.exports.fields import article, names, opening
from framing.reading.exports.format import Found
from framing.reading.rows import Broken

NAME = "keys"
SIGN = re.compile(r"(?i)^headline\s?:", re.MULTILINE)
"""What every document has once: where there are more than documents were found, some stand within others."""
_TELLING = frozenset({"headline", "date", "outlet", "byline", "id", "url"})


def _head(text: str) -> tuple[dict[str, str], int]:
    """The keys on top and where the story begins; nothing where the first line has no key."""
    opens = opening(NAME, any_case=True)
    known = {name.lower(): field for name, field in names(NAME).items()}
    told: dict[str, str] = {}
    position = 0
    for line in text[:20_000].splitlines(keepends=True)[:40]:
        found = opens.fullmatch(line.strip("\r\n\ufeff"))
        if found:
            field = known[found["name"].lower()]
            if field == "body":
                told["body"] = ""
                return told, position + (found.start("rest") if found["rest"] else len(line))
            if field in told or len(found["rest"]) > 400:
                break
            told[field] = found["rest"].strip()
        elif line.strip() and not re.fullmatch(r"\s*-{3,}\s*", line):
            break
        position += len(line)
    return told, position


def looks(text: str) -> bool:
    """Whether it opens with two keys or more, one of them the headline, the date, the paper or the author."""
    first = text[:2000].lstrip("\ufeff \t\r\n")
    told, _ = _head(first if len(text) <= 2000 else text[:20_000].lstrip("\ufeff \t\r\n"))
    kept = told.keys() - {"body"}
    return len(kept) >= 2 and len(kept & _TELLING) >= 1


def split(text: str) -> Found:
    """The article, or each of several that open with the same key after a blank line or a rule.

    Example:
        >>> [row.cells["headline"] for row in split("Headline: Rain\\nDate: 2024-05-04\\n\\nIt rained.")]
        ['Rain']
    """
    text = text.lstrip("\ufeff \t\r\n")
    pieces = _pieces(text)
    for number, piece in enumerate(pieces, start=1):
        place = f"document {number}" if len(pieces) > 1 else ""
        told, position = _head(piece)
        told.pop("body", None)
        body = _RULES.sub("", piece[position:]).strip()
        yield article(place, told, body) if body else Broken(place, "there is no text under its keys")


_RULES = re.compile(r"\s*^[ \t]*[-=_*]{3,}[ \t]*\s*\Z", re.MULTILINE)


def _pieces(text: str) -> list[str]:
    """The text cut where its first key stands again on top of others."""
    first = text.split(":", 1)[0].strip()
    again = re.compile(
        rf"(?:^|\n)[ \t]*(?:[-=_*]{{3,}}[ \t]*)?\r?\n(?={re.escape(first)}\s?:)", re.IGNORECASE
    )
    cuts = [
        found.end()
        for found in again.finditer(text)
        if len(_head(text[found.end() : found.end() + 4000])[0]) > 1
    ]
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
