"""Days that stand beside a source: 'the army on Sunday', 'its head, Tran Duc, on Monday accused'."""

from __future__ import annotations

import re

from framing.article import Span
from framing.text import Document
from framing.words.tables import WordSet

_TIME = (
    r"(?:(?i:late|early|later|earlier)\s+)?(?:(?i:on|last|next|this)\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|yesterday|today|tonight|(?i:last|this)\s+(?:week|month|year|night))"
)
_DAY = re.compile(rf",?\s+{_TIME}$")
_ONLY_DAY = re.compile(_TIME)
_INSERTED = WordSet("function", "relative", "article")
_BEFORE = re.compile(r"[,;:]\s+|[—–]\s*|\s-\s")
_FAR = 300  # characters to the left in which a speaker may stand
_DATED = WordSet("attribution", "days: dated")


def no_day(source: Span, doc: Document) -> Span:
    """A source without the day at its end.

    Args:
        source: a span in a sentence.
        doc: its article.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Utopia’s army on Sunday fired."))
        >>> no_day(Span(0, 23), doc).of(doc.text)
        'Utopia’s army'
    """
    words = source.of(doc.text)
    match = _DAY.search(words, max(0, len(words) - 60))
    if match is None or match.start() < 3:
        return source
    before = words[: match.start()].split()
    dated = before[-1].endswith(("ed", "ing")) or before[-1] in _DATED  # 'a poll released Sunday'
    clause = any(word in ("who", "which", "that", "at") for word in before)
    return source if dated or clause else Span(source.start, source.start + match.start())


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
