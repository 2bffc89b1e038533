"""Transcripts and interviews: turns that open with a name or a letter, 'TAPPER: …', 'Marta Klein: …', 'Q: …'."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.article import Span
from framing.attribution.weights import FOUND
from framing.statement import Attribution
from framing.text import Document
from framing.words.tables import WordSet

ASKING = WordSet("attribution", "turn label")

_STAMP = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?\s*[-–—]?\s*)?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*"
_TITLE = r"[A-ZÀ-Þ][\w.'’\-]*"
_BESIDE = r"(?:\s\([^)\n]{1,60}\)|,\s[^:\n]{1,60})?"
_SHOUTED = re.compile(
    rf"{_STAMP}(?P<who>[QA]|{_CAPITALS}(?:\s{_CAPITALS}){{0,4}}{_BESIDE})(?P<cue>:)\s+(?=\S)"
)
_NAMED = re.compile(rf"{_STAMP}(?P<who>{_TITLE}(?:\s{_TITLE}){{0,3}}{_BESIDE})(?P<cue>:)\s+(?=\S)")
_ALONE = re.compile(rf"{_STAMP}(?P<who>{_CAPITALS}(?:\s{_CAPITALS}){{0,4}}{_BESIDE})(?P<cue>:?)$")
_INNER = re.compile(rf"(?<=[.?!…\"”’]\s)(?P<who>[QA]|{_CAPITALS}(?:\s{_CAPITALS}){{0,3}})(?P<cue>:)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Label:
    """A speaker's label: who, the colon, where the turn begins; `key` is what tells that two are the same."""

    who: Span
    cue: Span | None
    opens: int
    key: str


def turns(doc: Document) -> list[Attribution]:
    """The turns of a transcript; nothing in a text that is none.

    A text is a transcript if three turns or more open with a label and one label comes back. Labels are names in
    capitals, letters, or, where they open half of the paragraphs, names in title case; a time stamp may stand before
    them, a part or an office behind, and they may stand in a line of their own or within a paragraph. A paragraph
    without a label goes on with the turn before, if a label follows.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Q: When?\\nA: In May.\\nQ: Where?"))
        >>> [(t.source.of(doc.text), t.content[0].of(doc.text)) for t in turns(doc)]
        [('Q', 'When?'), ('A', 'In May.'), ('Q', 'Where?')]
    """
    blocks = [block for block, _ in doc.story]
    if doc.text.count(":") + doc.text.count("\n") < FOUND.now.turns:
        return []
    for found in (_shouted(doc, blocks), _named(doc, blocks), _alone(doc, blocks)):
        counts = Counter(label.key for label in found)
        if len(found) >= FOUND.now.turns and max(counts.values(), default=0) > 1:
            return list(_turns(doc, blocks, found))
    return []


def _shouted(doc: Document, blocks: Sequence[Span]) -> list[_Label]:
    """Labels in capitals, at the head of a paragraph or within it."""
    made = []
    for block in blocks:
        match = _SHOUTED.match(doc.text, block.start, block.end)
        if match is not None and match.end() < block.end:
            made.append(_label(match))
        if ":" in doc.text[block.start : block.end]:
            inner = _INNER.finditer(doc.text, block.start, block.end)
            made += [_label(match) for match in inner if match.start() > block.start]
    return made


def _named(doc: Document, blocks: Sequence[Span]) -> list[_Label]:
    """Labels in title case: whole names, their last words, 'Host' and the like; of half of the paragraphs at least."""
    matches = [
        match for block in blocks if (match := _NAMED.match(doc.text, block.start, block.end)) is not None
    ]
    made = [_label(match) for match in matches]
    whole = {label.key for label in made if " " in _bare(label.who.of(doc.text))}
    made = [label for label in made if label.key in whole or label.key.lower() in ASKING]
    return made if len(made) >= FOUND.now.labelled * len(blocks) else []


def _alone(doc: Document, blocks: Sequence[Span]) -> list[_Label]:
    """Labels in capitals that are a line of their own, with the turn under them."""
    made = []
    for block, following in pairwise(blocks):
        match = _ALONE.fullmatch(doc.text, block.start, block.end)
        if match is not None and len(match["who"].split()) <= 5:
            label = _label(match)
            made.append(_Label(label.who, label.cue, following.start, label.key))
    return made if len(made) >= FOUND.now.labelled / 2 * len(blocks) else []


def _bare(who: str) -> str:
    """A label without the part in brackets and the office behind its comma."""
    return re.split(r"\s\(|,", who)[0]


def _label(match: re.Match[str]) -> _Label:
    cue = Span(*match.span("cue")) if match["cue"] else None
    return _Label(Span(*match.span("who")), cue, match.end(), _bare(match["who"]).split()[-1].casefold())


def _turns(doc: Document, blocks: Sequence[Span], labels: Sequence[_Label]) -> Iterator[Attribution]:
    """From each label up to the next; the last one ends with its paragraph."""
    ends = [block.end for block in blocks]
    for number, label in enumerate(labels):
        last = labels[number + 1].who.start if number + 1 < len(labels) else None
        content: list[Span] = []
        first = bisect_right(ends, label.opens)
        for block in blocks[first:]:
            if (last is None and content) or (last is not None and block.start >= last):
                break
            left = max(block.start, label.opens)
            right = block.end if last is None else min(block.end, _before(doc, last))
            if right > left:
                content.append(Span(left, left + len(doc.text[left:right].rstrip())))
        if content:
            yield Attribution(label.who, label.cue, tuple(content), FOUND.now.turn, "turn")


def _before(doc: Document, start: int) -> int:
    """Where the words before a label end, its time stamp left out."""
    line = doc.text.rfind("\n", 0, start) + 1
    return line if re.fullmatch(_STAMP, doc.text[line:start]) else start


def with_turns(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions with the turns of a transcript in place of what was found of them.

    What is attributed within a turn ('he says that …') stays beside it.
    """
    spoken = turns(doc)
    if not spoken:
        return list(found)
    by_start = {turn.source.start: turn for turn in spoken if turn.source is not None}
    cues = {turn.cue for turn in spoken if turn.cue is not None}
    pieces = [span for turn in spoken for span in turn.content]
    kept = []
    for a in found:
        own = a.source is not None and a.source.start in by_start
        loose = a.cue is None and any(piece.covers(a.content[0]) for piece in pieces)
        if not (a.cue in cues or loose or (own and a.cue is not None and a.cue.end <= _end(by_start, a))):
            kept.append(a)
    return kept + spoken


def _end(by_start: dict[int, Attribution], a: Attribution) -> int:
    """Where the label of the turn that an attribution's source opens ends."""
    assert a.source is not None
    cue = by_start[a.source.start].cue
    return cue.end if cue is not None else a.source.end
