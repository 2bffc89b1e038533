"""Bylines and dates as lines of a page: who signs the story, and when."""

from __future__ import annotations

import re

from framing.reading import furniture
from framing.reading.blocks import Block
from framing.reading.bylines import Byline, byline
from framing.reading.dates import DateLine, date_line

_GAP = re.compile(r"[\s|·•,;:/()–—\-]*")
_POST = re.compile(r"(?i)\s*(?:[—–-]+\s*.{2,60}\(@\w{1,30}\)|a post shared by |view this post )")
"""The name and date under a post that is set into a story: its author's, not the story's."""
_PAPER = re.compile(r",\s*(?:The\s+)?[A-Z][\w&]+(?:\s[A-Z][\w&]+){0,3}$")
_KICKER = re.compile(r"[A-Z][\w &'’/-]{1,30}\s*[·|•]\s*")
_DATE_AHEAD = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b|(?:published|updated|posted|last|first|modified)\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,2}[:./\s-]|\d{4})",
    re.IGNORECASE,
)
_LONE_BY = re.compile(r"(?:by|words|author|written by|reported by|story by)\s*:?", re.IGNORECASE)
_JOB_WORDS = (
    r"(?:editor|correspondent|reporter|writer|columnist|bureau chief|analyst|journalist|critic|contributor)s?"
)
_JOB = re.compile(
    rf"(?:[\w.&’'\-]+,? ){{0,6}}{_JOB_WORDS}(?:,? (?:in|at|for|of|@)? ?[\w.’'@\-]+){{0,5}}", re.IGNORECASE
)
_JOB_AFTER = re.compile(rf"[\s,]{_JOB_WORDS}\b|\bin [A-Z]\w+$", re.IGNORECASE)


def sure(block: Block) -> bool:
    """Whether a block is nothing but a date, or a byline with its "By"."""
    if block.words > 40 or len(block.text) > 300 or block.name in ("credit", "caption", "furniture"):
        return False
    return any(isinstance(part[3], DateLine) or part[3].marked for part in sign(block.text))


def signed(block: Block) -> bool:
    """Whether the whole block is byline and date."""
    if block.words > 40 or len(block.text) > 300 or block.name in ("credit", "caption"):
        return False
    return bool(sign(block.text))


def sign(line: str) -> list[tuple[str, int, int, Byline | DateLine]]:
    """A line as byline and date, in whatever order, with nothing else left over."""
    found: list[tuple[str, int, int, Byline | DateLine]] = []
    if _POST.match(line):
        return []
    position = 0
    if (kicker := _KICKER.match(line)) and date_line(line, kicker.end()):
        position = kicker.end()  # "SCHOOLS · Published June 8, 2022"
    while position < len(line):
        gap = _GAP.match(line, position)
        position = gap.end() if gap else position
        if position >= len(line):
            break
        dated = date_line(line, position)
        if dated:
            beside = _PAPER.match(line, dated.end)  # "Monday August 14 2017, The Courant"
            position_after = beside.end() if beside else dated.end
            found.append(("date", position, position_after, dated))
            position = position_after
            continue
        rest = line[position:]
        named = _until_date(rest)
        if named is None or (not named.marked and any(name == "byline" for name, *_ in found)):
            return []
        found.append(("byline", position, position + named.end, named))
        position += named.end
    # A bare name alone is only a byline beside a date: the caller looks at its neighbours.
    return found


def _until_date(rest: str) -> Byline | None:
    """A byline that ends where a date begins, or with its line."""
    ahead = next(
        (m.start() for m in _DATE_AHEAD.finditer(rest) if m.start() > 3 and date_line(rest, m.start())), None
    )
    piece = rest if ahead is None else rest[:ahead].rstrip(" |·•,;:/(–—-\t")
    named = byline(piece)
    if named is None or _GAP.fullmatch(piece, named.end) is None:
        return None
    return named


def signatures(blocks: list[Block], body: int) -> list[int]:
    """Name the bylines and dates of the head (and those just below it); their positions."""
    found: list[int] = []
    limit = min(len(blocks), body + 1 if body < len(blocks) else body, 60)
    for i in range(limit):
        block = blocks[i]
        if block.name in ("credit", "caption") or block.words > 40 or len(block.text) > 300:
            continue
        parts = sign(block.text)
        if (
            not parts
            or furniture.is_section(block.text)
            or (block.name == "furniture" and not any(isinstance(p[3], DateLine) for p in parts))
        ):
            continue
        marked = any(isinstance(p[3], DateLine) or p[3].marked for p in parts)
        marked = marked or (i > 0 and _LONE_BY.fullmatch(blocks[i - 1].text) is not None)
        if not marked and (block.words > 9 or not _beside_sign(blocks, i)):
            continue
        if i == 0 and not marked:
            continue
        _assign(block, parts)
        found.append(i)
        if block.name == "byline" and i + 1 < len(blocks) and blocks[i + 1].name is None:
            below = blocks[i + 1].text
            if len(below) <= 120 and _JOB.fullmatch(below):
                blocks[i + 1].name = "byline"
    return _without_mottos(blocks, found)


def _without_mottos(blocks: list[Block], found: list[int]) -> list[int]:
    """Drop bare names far over the real byline: 'Freedom Lives in Daylight' has the shape of one."""
    sure = next(
        (i for i in found if blocks[i].date is not None or ((b := blocks[i].byline) and b.marked)), None
    )
    if sure is None:
        return found
    kept = []
    for i in found:
        between = blocks[i + 1 : sure]
        if i < sure and any(b.name is None and b.words >= 6 and not b.ended for b in between):
            blocks[i].name, blocks[i].byline, blocks[i].pieces = "furniture", None, ()
        else:
            kept.append(i)
    return kept


def _beside_sign(blocks: list[Block], i: int) -> bool:
    """Whether a date, a marked byline or a job stands within two blocks of a bare name."""
    for j in (i + 1, i - 1, i + 2):
        if 0 < j < len(blocks) and len(blocks[j].text) <= 200:
            near = sign(blocks[j].text)
            if any(isinstance(part[3], DateLine) for part in near):
                return True
            if j == i + 1 and (
                _JOB.fullmatch(blocks[j].text) or (blocks[j].words <= 3 and blocks[j].text.isupper())
            ):
                return True
    return _JOB_AFTER.search(blocks[i].text) is not None and i > 0


def _assign(block: Block, parts: list[tuple[str, int, int, Byline | DateLine]]) -> None:
    names = {name for name, *_ in parts}
    for *_, value in parts:
        if isinstance(value, DateLine):
            block.date = value if block.date is None or block.date.published is None else block.date
        elif block.byline is None:
            block.byline = value
    block.name = parts[0][0]
    if len(names) > 1:
        block.pieces = tuple((name, block.start + s, block.start + e) for name, s, e, _ in parts)
