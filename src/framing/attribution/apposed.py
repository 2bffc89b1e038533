"""Who stands beside the source in apposition: 'According to the mayor, Jan Vos, the bridge is safe.'"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.article import Span
from framing.attribution.clause import Clause
from framing.statement import Attribution
from framing.text import Document
from framing.words.gazetteer import given_names, noun
from framing.words.tables import WordSet

_ARTICLES = WordSet("function", "article")
_POSSESSIVES = WordSet("attribution", "apposed: possessives")
_PARTICLES = WordSet("attribution", "apposed: particles")
_LONGEST = 12  # words of an apposition


def apposed(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Give the source its apposition where the content has begun with it.

    Only behind 'according to' and its like, where source and content meet at a comma: a name beside a role, or a role
    beside a name, up to the next comma and without a verb.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "According to the mayor, Jan Vos, the bridge is safe."))
        >>> [one] = apposed(doc, [Attribution(Span(13, 22), Span(0, 12), (Span(24, 51),))])
        >>> one.source.of(doc.text), one.content[0].of(doc.text)
        ('the mayor, Jan Vos', 'the bridge is safe')
    """
    made = [_with(doc, a) for a in found]
    return made if any(new is not old for new, old in zip(made, found, strict=True)) else None


def _with(doc: Document, a: Attribution) -> Attribution:
    if a.source is None or a.cue is None or a.cue.start > a.source.start:
        return a
    first = a.content[0]
    if first.start < a.source.end or doc.text[a.source.end : first.start].strip() != ",":
        return a
    inside = doc.words.within(first)
    clause = Clause.around(doc, inside.start) if inside else None
    if clause is None:
        return a
    stop = next((k for k in inside[:_LONGEST] if clause.word(k) == ","), None)
    if stop is None or stop + 2 >= inside.stop or any(clause.finite(k) for k in range(inside.start, stop)):
        return a
    if not _beside(doc, a.source, clause, inside.start, stop):
        return a
    end, begin = doc.words.ends[stop - 1], doc.words.starts[stop + 1]
    return replace(a, source=Span(a.source.start, end), content=(Span(begin, first.end), *a.content[1:]))


def _beside(doc: Document, source: Span, c: Clause, first: int, stop: int) -> bool:
    """Whether words can be an apposition of a source: a name of a role, or a role of a name."""
    words = [doc.words.forms[k] for k in doc.words.within(source)]
    named = words[-1][:1].isupper() and words[0].lower() not in _ARTICLES
    opener = c.word(first)
    if named:
        roles = any(noun(c.word(k)) is not None for k in range(first, min(first + 5, stop)))
        return roles and (opener in _ARTICLES or opener in _POSSESSIVES or not c.form(first)[:1].isupper())
    names = all(
        c.form(k)[:1].isupper() or c.word(k) in ("de", "van", "von", "al", "bin", "of")
        for k in range(first, stop)
    )
    return names and (stop - first > 1 or opener in given_names())
