"""Sentences that open with 'According to the mayor, …' where the model has found nothing."""

from __future__ import annotations

from collections.abc import Sequence

from framing.article import STORY, Span
from framing.attribution.clause import Clause
from framing.attribution.weights import FOUND
from framing.statement import Attribution
from framing.text import Document

_END = ".!?"


def according(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Read the opening 'According to' of sentences that nothing is found in yet: the rest of the sentence is said.

    The source goes to the first comma; what stands beside it in apposition `apposed` gives back to it.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "According to the auditors, the fund is empty."))
        >>> [one] = according(doc, [])
        >>> one.source.of(doc.text), one.content[0].of(doc.text)
        ('the auditors', 'the fund is empty')
    """
    lower = doc.words.lower
    made = []
    for i, word in enumerate(lower[:-2]):
        if word != "according" or lower[i + 1] != "to" or not doc.words.forms[i][0].isupper():
            continue
        start = doc.words.starts[i]
        if doc.article.region_at(start) not in STORY:
            continue
        cue = Span(start, doc.words.ends[i + 1])
        if any(a.cue is not None and a.cue.overlaps(cue) for a in found):
            continue
        one = _opening(doc, i, cue)
        if one is not None and not any(s.overlaps(t) for a in found for s in a.content for t in one.content):
            made.append(one)
    return [*found, *made] if made else None


def _opening(doc: Document, i: int, cue: Span) -> Attribution | None:
    clause = Clause.around(doc, i)
    if clause is None or clause.first != i:
        return None
    who = clause.phrase(i + 2)
    if who is None or clause.word(who[1]) != "," or who[1] + 2 >= clause.stop:
        return None
    last = clause.stop
    while last > who[1] + 2 and clause.word(last - 1) in _END:
        last -= 1
    source, content = clause.span(*who), clause.span(who[1] + 1, last)
    if source is None or content is None or not any(clause.finite(k) for k in range(who[1] + 1, last)):
        return None
    return Attribution(source, cue, (content,), FOUND.now.interposed, "according")
