"""Sources cut down to who speaks: without a dateline, an earlier sentence, a link, a day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from framing.article import Span
from framing.statement import Attribution
from framing.text import Document, Quote
from framing.words.rules import Rules
from framing.words.tables import WordSet

_DASH = re.compile(r"\s+[—–-]{1,2}\s+|\s*—\s*")
_OUTLET = 5  # words of a dateline or outlet before the dash, at most
_LINK = re.compile(r"\s*(?:https?://\S+|pic\.twitter\.com/\S+)")
_TIME = (
    r"(?:(?i:late|early|later|earlier)\s+)?(?:(?i:on|last|next|this)\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|(?i:yesterday|today|tonight)|(?i:last|this)\s+(?:week|month|year|night))"
)
_DAY = re.compile(rf",?\s+{_TIME}$")
_ONLY_DAY = re.compile(_TIME)
_INSERTED = WordSet("function", "relative", "article")
_BEFORE = re.compile(r"[,;:]\s+|[—–]\s*|\s-\s")
_FAR = 300  # characters to the left in which a speaker may stand
_END = re.compile(r"(?:[a-z]{3}|\d|[a-z]\))[.!?][\"”’)]*$")  # no abbreviation, no initial
_DATED = WordSet("attribution", "leads: dated")

SOURCE: Rules[..., Span] = Rules("attribution.source")
"""What is cut off a source; each rule returns the shorter span, or None to leave it."""


def trimmed(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Attributions whose sources hold nothing but who speaks.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Several leaders came. John Hill said he was glad."))
        >>> [one] = trimmed(doc, [Attribution(Span(0, 31), Span(32, 36), (Span(37, 48),))])
        >>> one.source.of(doc.text)
        'John Hill'
    """
    made = []
    changed = False
    for a in found:
        source = SOURCE.through(a.source, doc, a) if a.source is not None else None
        if source is None or source == a.source or not source.of(doc.text).strip():
            made.append(a)
            continue
        changed = True
        made.append(replace(a, source=source, content=_rest(doc, a, source)))
    return made if changed else None


def _rest(doc: Document, a: Attribution, source: Span) -> tuple[Span, ...]:
    """The content, with a quotation left open at the paragraph's end that had been taken for a part of the source."""
    assert a.source is not None
    near = range(
        bisect_left(doc.quotes, source.end, key=_start), bisect_left(doc.quotes, a.source.end, key=_start)
    )
    opened = [q.span for q in map(doc.quotes.__getitem__, near) if not q.depth and not q.closed]
    return (*a.content, *opened[:1])


def _start(quote: Quote) -> int:
    return quote.start


@SOURCE.rule
def one_sentence(source: Span, doc: Document, a: Attribution) -> Span | None:
    """Of several sentences, the one that the cue stands in, or the last."""
    first, last = doc.sentences_before(source.start) - 1, doc.sentences_before(source.end - 1) - 1
    if first < 0 or last <= first:
        return None
    before = doc.sentences[last - 1]
    if not _END.search(doc.text, max(before.start, before.end - 8), before.end):
        return None
    if a.cue is not None and a.cue.end <= source.start:
        return Span(source.start, doc.sentences[first].end)
    return Span(doc.sentences[last].start, source.end)


@SOURCE.rule
def no_dateline(source: Span, doc: Document, a: Attribution) -> Span | None:
    """At the head of a paragraph, what stands behind a dash: 'CNN — Utopia’s army'."""
    if source.start not in doc.heads:
        return None
    dashes = list(_DASH.finditer(doc.text, source.start, source.end))
    if len(dashes) != 1:  # two set an apposition off
        return None
    [match] = dashes
    words = (
        doc.text[source.start : match.start()].replace(",", " ").replace("(", " ").replace(")", " ").split()
    )
    if not 0 < len(words) <= _OUTLET or not all(w[:1].isupper() or w[:1].isdigit() for w in words):
        return None
    head = doc.text[source.start : match.start()]
    if not (words[0].isupper() or "(" in head):
        return None
    return Span(match.end(), source.end) if match.end() < source.end else None


@SOURCE.rule
def no_link(source: Span, doc: Document, a: Attribution) -> Span | None:
    """Without the address of a post."""
    match = _LINK.search(doc.text, source.start, source.end)
    return Span(source.start, match.start()) if match is not None and match.start() > source.start else None


@SOURCE.rule
def no_day(source: Span, doc: Document, a: Attribution | None = None) -> Span | None:
    """Without the day at its end: 'Utopia’s army on Sunday'."""
    words = source.of(doc.text)
    match = _DAY.search(words, max(0, len(words) - 60))
    if match is None or match.start() < 3:
        return None
    before = words[: match.start()].split()
    dated = before[-1].endswith(("ed", "ing")) or before[-1] in _DATED  # 'a poll released Sunday'
    clause = any(word in ("who", "which", "that", "at") for word in before)
    return None if dated or clause else Span(source.start, source.start + match.start())


def undated(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Attributions whose source is no day, but who stands before it: 'The union's head, Tran Duc, on Monday accused'.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "The head of the union, Tran Duc, on Monday said he was glad."))
        >>> [one] = undated(doc, [Attribution(Span(33, 42), Span(43, 47), (Span(48, 59),))])
        >>> one.source.of(doc.text)
        'The head of the union, Tran Duc'
    """
    made = [_undated(doc, a) for a in found]
    return made if any(new is not old for new, old in zip(made, found, strict=True)) else None


def _undated(doc: Document, a: Attribution) -> Attribution:
    if a.source is None or a.cue is None or a.cue.start < a.source.end:
        return a
    least = max((c.end for c in a.content if c.end <= a.source.start), default=0)
    source = before_day(doc, a.source, least)
    return a if source is a.source else replace(a, source=source)


def before_day(doc: Document, source: Span, least: int = 0) -> Span:
    """Who stands before a source that is nothing but a day; any other source as it is.

    Args:
        source: a span in a sentence.
        least: where to look at the farthest.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Its head, Tran Duc, on Monday sued."))
        >>> before_day(doc, Span(20, 29)).of(doc.text)
        'Its head, Tran Duc'
    """
    text = doc.text
    if _ONLY_DAY.fullmatch(" ".join(source.of(text).split())) is None:
        return source
    sentence = doc.sentences[max(doc.sentences_before(source.start) - 1, 0)]
    low = max(sentence.start, source.start - _FAR, least)
    end = low + len(text[low : source.start].rstrip(" ,\u00a0\n"))
    cuts = [low, *(m.end() for m in _BEFORE.finditer(text, low, end))]
    beside = text[cuts[-1] : end].split()
    if not beside:
        return source
    first = cuts[-1]
    # What stands between two commas tells of who stands before them: a name, a role, a clause with "who".
    inserted = len(cuts) > 1 and text[end : source.start].strip() == ","
    if inserted and (beside[0][:1].isupper() or beside[0].lower() in _INSERTED):
        first = cuts[-2]
    return Span(first, end)
