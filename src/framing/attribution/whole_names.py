"""Names whose last word looks like an English one: 'Trần Quốc An said', where 'An' was taken for a part of the cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.article import Span
from framing.statement import Attribution
from framing.text import Document
from framing.words.tables import WordSet
from framing.words.verbs import verb_forms

_ARTICLES = WordSet("function", "article")


def whole_names(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Give back to a name the words with a capital that the cue behind it has begun with, or those before an 'An'.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Trần Quốc An said the road was open."))
        >>> [one] = whole_names(doc, [Attribution(Span(0, 9), Span(10, 17), (Span(18, 35),))])
        >>> one.source.of(doc.text), one.cue.of(doc.text)
        ('Trần Quốc An', 'said')
    """
    made = [_whole(doc, a) for a in found]
    return made if any(new is not old for new, old in zip(made, found, strict=True)) else None


def _whole(doc: Document, a: Attribution) -> Attribution:
    if a.source is None or a.cue is None or doc.text[a.source.end : a.cue.start].strip(" "):
        return a
    if a.source.of(doc.text).lower() in _ARTICLES:
        source = _leftward(doc, a.source)
        return a if source == a.source else replace(a, source=source)
    if a.cue.start < a.source.end:
        return a
    words = doc.words
    last = words.forms[words.within(a.source).stop - 1]
    inside = words.within(a.cue)
    taken = inside.start
    while taken < inside.stop - 1 and words.forms[taken][0].isupper():
        taken += 1
    # a headline has capitals throughout: 'Pope Francis Calls for calm'
    reports = bool(inside) and words.forms[taken].islower() and words.lower[taken] in verb_forms()
    if taken == inside.start or not reports or not last[0].isupper():
        return a
    return replace(
        a, source=Span(a.source.start, words.ends[taken - 1]), cue=Span(words.starts[taken], a.cue.end)
    )


def _leftward(doc: Document, source: Span) -> Span:
    """A word that looks like an article, with the words of the name that stand before it."""
    forms, starts, ends = doc.words.forms, doc.words.starts, doc.words.ends
    first = doc.words.within(source).start
    while first and forms[first - 1][0].isupper() and doc.text[ends[first - 1] : starts[first]] == " ":
        first -= 1
    return Span(starts[first], source.end)
