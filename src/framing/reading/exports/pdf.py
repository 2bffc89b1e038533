"""The text layer of a PDF as lines: columns one after the other, running heads and page numbers left out."""

from __future__ import annotations

import io
import itertools
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from framing.reading.decode import NotText
from framing.reading.exports.format import needs, short

MOST_PAGES = 2000
MOST_SECONDS = 60
"""A document that takes longer is set aside: damage may send the library in circles."""
_WIDTH = 0.5  # of a letter, in its height: enough to see where a column ends
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Piece:
    """A run of text on a page, with its place in points from the lower left."""

    x: float
    y: float
    size: float
    text: str

    @property
    def right(self) -> float:
        """Where it ends, as far as its letters tell."""
        return self.x + _WIDTH * self.size * len(self.text)


def lines(data: bytes) -> list[str]:
    """The lines of a PDF in reading order, blank ones between paragraphs.

    Raises:
        NotText: for a PDF that is locked, damaged, or holds pictures of text only.
    """
    try:
        import pypdf
    except ImportError:
        raise needs("pypdf", "PDF") from None
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotText("it is locked with a password; save it without")
        pages = _pages(reader)
    except NotText:
        raise
    except Exception as error:  # a damaged document breaks the library anywhere
        raise NotText(f"it is no PDF that can be read ({short(error)})") from error
    if not any(line.strip() for page in pages for line in page):
        raise NotText(
            f"its {len(pages)} pages hold no text, only pictures, as scans do; run text recognition on it first"
        )
    return _without_heads(pages)


def _pages(reader: Any) -> list[list[str]]:
    begun = time.monotonic()
    made: list[list[str]] = []
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or time.monotonic() - begun > MOST_SECONDS:
            raise NotText(
                f"it has more than the {MOST_PAGES} pages, or takes more than the {MOST_SECONDS} seconds allowed"
            )
        pieces: list[Piece] = []

        def visit(text: str, cm: Any, tm: Any, font: Any, size: float, into: list[Piece] = pieces) -> None:
            if text.strip():
                height = abs(size * (tm[3] or tm[0] or 1)) or 10.0
                into.append(Piece(tm[4] + cm[4], tm[5] + cm[5], height, text.replace("\n", " ")))

        page.extract_text(visitor_text=visit)
        made.append(ordered(pieces))
    return made


def ordered(pieces: Sequence[Piece]) -> list[str]:
    """The lines of a page: one column after the other where a gutter parts it.

    Example:
        >>> left = [Piece(50, y, 10, "the left side of a page") for y in (90, 78, 66)]
        >>> right = [Piece(300, y, 10, "the right side of a page") for y in (90, 78, 66)]
        >>> ordered([p for pair in zip(left, right) for p in pair])[2:4]
        ['the left side of a page', 'the right side of a page']
    """
    gutter = _gutter(pieces)
    if gutter is None:
        return _lines(pieces)
    made: list[str] = []
    across = sorted(
        {p.y for p in pieces if p.x < gutter < p.right}, reverse=True
    )  # headlines over both columns
    top = float("inf")
    for y in [*across, float("-inf")]:
        between = [p for p in pieces if y < p.y < top and not p.x < gutter < p.right]
        made += _lines([p for p in between if p.x < gutter]) + _lines([p for p in between if p.x >= gutter])
        made += _lines([p for p in pieces if p.y == y])
        top = y
    return made


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where a page is parted into two columns: lines begin there on one height again and again, few cross it."""
    long = [p for p in pieces if len(p.text.strip()) > 12]
    if len(long) < 6:
        return None
    left = min(p.x for p in long)
    starts = Counter(round(p.x / 4) * 4 for p in long)
    for start, count in sorted(starts.items(), key=lambda pair: (-pair[1], pair[0])):
        edge = start - 6
        beside = [p for p in long if p.x < edge]
        crossing = sum(p.x < edge < p.right for p in long)
        if start > left + 60 and count >= 3 and len(beside) >= 3 and crossing <= 0.15 * len(long):
            return float(edge)
    return None


def _lines(pieces: Sequence[Piece]) -> list[str]:
    """Pieces on one height as a line; a wider gap below is the end of a paragraph."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.y, p.x)):
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * max(piece.size, 1):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    gaps = Counter(round(a[0].y - b[0].y) for a, b in itertools.pairwise(rows))
    usual = gaps.most_common(1)[0][0] if gaps else 0
    made: list[str] = []
    for number, row in enumerate(rows):
        if number and rows[number - 1][0].y - row[0].y > 1.4 * max(usual, 1):
            made.append("")
        made.append(" ".join(" ".join(p.text for p in sorted(row, key=lambda p: p.x)).split()))
    return made


def _without_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without those that stand at the edge of most, numbers aside."""
    edges = Counter(
        masked for page in pages
        for masked in {_DIGITS.sub("0", line) for line in _edge([one for one in page if one.strip()])}
    )  # fmt: skip
    repeated = {line for line, count in edges.items() if count > max(1, len(pages) // 2)}
    made: list[str] = []
    for page in pages:
        full = [line for line in page if line.strip()]
        edge = {line for line in _edge(full) if _DIGITS.sub("0", line) in repeated or line.strip().isdigit()}
        kept = [line for line in page if line not in edge]
        if made and kept and not re.search(r"[.!?…:”\"]$", made[-1]):
            made += kept  # a sentence goes on over the page
        else:
            made += ["", *kept] if made else kept
    return _paragraphs(made)


def _edge(lines: Sequence[str]) -> list[str]:
    return [*lines[:2], *lines[-2:]] if len(lines) > 4 else [*lines[:1], *lines[-1:]]


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Wrapped lines joined to paragraphs, words parted at a line's end made whole."""
    made: list[str] = []
    for line in lines:
        if not line.strip() or not made or not made[-1]:
            made.append(line.strip())
        elif made[-1].endswith("-") and line[:1].islower():
            made[-1] = made[-1][:-1] + line.strip()
        else:
            made[-1] = f"{made[-1]} {line.strip()}"
    return made
