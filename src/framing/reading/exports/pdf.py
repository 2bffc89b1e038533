"""The text layer of a PDF as lines: columns one after the other, running heads and page numbers left out."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import Any

from framing.reading.decode import NotText
from framing.reading.exports.format import needs, short

MOST_PAGES = 2000
MOST_SECONDS = 60
"""A document that takes longer is set aside: damage may send the library in circles."""
_EDGE = 3
"""Lines of a running head or foot at most."""
_DIGITS = re.compile(r"\d+")
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")


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
    return _running([ordered(page) for page in _without_heads(pages)])


def _pages(reader: Any) -> list[list[str]]:
    begun = time.monotonic()
    made: list[list[str]] = []
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or time.monotonic() - begun > MOST_SECONDS:
            raise NotText(
                f"it has more than the {MOST_PAGES} pages, or takes more than the {MOST_SECONDS} seconds allowed"
            )
        made.append(page.extract_text(extraction_mode="layout").split("\n"))
    return made


def ordered(page: Sequence[str]) -> list[str]:
    """The lines of a page as it is laid out, one column after the other where a gutter parts it.

    Example:
        >>> ordered([f"left line {n}          right line {n}" for n in range(5)])[4:6]
        ['left line 4', 'right line 0']
    """
    gutter = _gutter(page)
    if gutter is None:
        return [" ".join(line.split()) for line in page]
    made: list[str] = []
    sides: tuple[list[str], list[str]] = ([], [])
    for line in page:
        if line[:gutter].strip() and line[gutter - 2 : gutter].strip():  # a headline over both columns
            made += [*sides[0], *sides[1], " ".join(line.split())]
            sides = ([], [])
        else:
            sides[0].append(" ".join(line[:gutter].split()))
            sides[1].append(" ".join(line[gutter:].split()))
    return (
        [*made, *sides[0], "", *sides[1]] if sides[1] and not sides[0][-1] else [*made, *sides[0], *sides[1]]
    )


def _gutter(page: Sequence[str]) -> int | None:
    """Where a page is parted into two columns: line after line has a gap there, hardly one runs over it."""
    full = [line for line in page if line.strip()]
    ends = Counter(found.end() for line in full for found in _GAP.finditer(line))
    for end, _ in sorted(ends.items(), key=lambda pair: (-pair[1], pair[0]))[:5]:
        both = sum(
            bool(line[: end - 1].strip() and line[end:].strip()) and not line[end - 2 : end].strip()
            for line in full
        )
        over = sum(bool(line[: end - 1].strip()) and bool(line[end - 2 : end].strip()) for line in full)
        if both >= 4 and over <= 0.25 * len(full):
            return end
    return None


def _without_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the lines that stand at the edge of most, numbers and spaces aside."""
    full = [[line for line in page if line.strip()] for page in pages]
    edges = Counter(
        masked for page in full for masked in {_masked(line) for line in (*page[:_EDGE], *page[-_EDGE:])}
    )
    repeated = {line for line, count in edges.items() if count > max(1, len(pages) // 2)}
    made = []
    for page, lines in zip(pages, full, strict=True):
        edge = {*_from_edge(lines, repeated), *_from_edge(lines[::-1], repeated)}
        made.append([line for line in page if line not in edge])
    return made


def _from_edge(lines: Sequence[str], repeated: Collection[str]) -> list[str]:
    """The running heads from the edge inwards, up to the first line that is none."""
    return list(takewhile(lambda line: _masked(line) in repeated or line.strip().isdigit(), lines[:_EDGE]))


def _masked(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))


def _running(pages: Sequence[Sequence[str]]) -> list[str]:
    """The paragraphs of all pages; a sentence goes on over the page."""
    made: list[str] = []
    for page in pages:
        lines = list(page)
        while lines and not lines[0].strip():
            del lines[0]
        while made and not made[-1].strip():
            made.pop()
        if made and lines and re.search(r"[.!?…:”\"]$", made[-1]):
            made.append("")
        made += lines
    return _paragraphs(made)


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
