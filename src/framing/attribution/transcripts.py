"""Transcripts: paragraphs that open with a speaker's name or letter and a colon, 'TAPPER: …', 'Q: …'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from framing.article import Span
from framing.statement import Attribution
from framing.text import Document

_NAME = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*"
_TURN = re.compile(
    rf"(?P<who>[QA]|{_NAME}(?:\s{_NAME}){{0,4}}(?:\s\([^)\n]{{1,60}}\)|,\s[^:\n]{{1,60}})?)(?P<cue>:)\s+(?=\S)"
)
_LEAST = 3  # turns from which a text is a transcript
_SCORE = 0.85


def turns(doc: Document) -> list[Attribution]:
    """The turns of a transcript; nothing in a text that is none.

    A text is a transcript if three paragraphs or more open with a label in capitals and a colon, and one label
    comes back.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Q: When?\\nA: In May.\\nQ: Where?"))
        >>> [(t.source.of(doc.text), t.content[0].of(doc.text)) for t in turns(doc)]
        [('Q', 'When?'), ('A', 'In May.'), ('Q', 'Where?')]
    """
    found = []
    labels: Counter[str] = Counter()
    for block, _ in doc.story:
        match = _TURN.match(doc.text, block.start, block.end)
        if match is None or match.end() >= block.end:
            continue
        labels[match["who"].split(",")[0].split()[-1]] += 1
        content = (Span(match.end(), block.end),)
        found.append(Attribution(Span(*match.span("who")), Span(*match.span("cue")), content, _SCORE, "turn"))
    return found if len(found) >= _LEAST and max(labels.values()) > 1 else []


def with_turns(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions with the turns of a transcript in place of what was found of them.

    What is attributed within a turn ('he says that …') stays beside it.
    """
    spoken = turns(doc)
    if not spoken:
        return list(found)
    by_start = {turn.source.start: turn for turn in spoken if turn.source is not None}
    cues = {turn.cue for turn in spoken}
    kept = []
    for a in found:
        own = a.source is not None and a.source.start in by_start
        loose = a.cue is None and any(turn.content[0].covers(a.content[0]) for turn in spoken)
        if not (a.cue in cues or loose or (own and a.cue is not None and a.cue.end <= _end(by_start, a))):
            kept.append(a)
    return kept + spoken


def _end(by_start: dict[int, Attribution], a: Attribution) -> int:
    """Where the label of the turn that an attribution's source opens ends."""
    assert a.source is not None
    cue = by_start[a.source.start].cue
    return cue.end if cue is not None else a.source.end
