"""Sources that ran over a sentence's end: 'It found cracks. J. D. Quill' is J. D. Quill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from framing.article import Span
from framing.statement import Attribution
from framing.text import Document

_END = re.compile(r"(?:[a-z]{3}|\d|[a-z]\))[.!?][\"”’)]*$")  # no abbreviation, no initial


def one_sentence(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Cut sources to one sentence: the one before the cue that follows, or the one behind the cue that stands before.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Several leaders came. John Hill said he was glad."))
        >>> [one] = one_sentence(doc, [Attribution(Span(0, 31), Span(32, 36), (Span(37, 48),))])
        >>> one.source.of(doc.text)
        'John Hill'
    """
    made = [_cut(doc, a) for a in found]
    return made if any(new is not old for new, old in zip(made, found, strict=True)) else None


def _cut(doc: Document, a: Attribution) -> Attribution:
    if a.source is None:
        return a
    first, last = doc.sentences_before(a.source.start) - 1, doc.sentences_before(a.source.end - 1) - 1
    if first < 0 or last <= first:
        return a
    before = doc.sentences[last - 1]
    if not _END.search(doc.text, max(before.start, before.end - 8), before.end):
        return a
    if a.cue is not None and a.cue.end <= a.source.start:
        return replace(a, source=Span(a.source.start, doc.sentences[first].end))
    return replace(a, source=Span(doc.sentences[last].start, a.source.end))
