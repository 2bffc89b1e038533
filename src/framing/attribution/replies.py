"""Quotations with their reporting verb turned round: '“You must,” replied the officer.'"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from framing.article import STORY, Span
from framing.attribution.clause import Clause
from framing.attribution.quoted import looks_spoken
from framing.attribution.weights import FOUND
from framing.statement import Attribution
from framing.text import Document, Quote
from framing.words.tables import WordSet, derived
from framing.words.verbs import inflections

REPLY = WordSet("attribution", "reply verb")
_NAMELESS = WordSet("attribution", "replies: nameless")
_LONGEST = 12


@derived
def _verbs() -> frozenset[str]:
    return frozenset(f for lemma in REPLY for f in inflections(lemma) if not f.endswith("ing"))


def inverted(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Give quotations that a turned-round reporting verb follows to the words behind the verb.

    Where another attribution has run over the verb or has taken the quotation in, that piece is cut off it.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "“You must,” replied the officer."))
        >>> [one] = inverted(doc, [])
        >>> one.source.of(doc.text), one.content[0].of(doc.text)
        ('the officer', '“You must,”')
    """
    cues = [a.cue for a in found if a.cue is not None]
    made = [one for one in _read(doc) if one.cue and not any(cue.overlaps(one.cue) for cue in cues)]
    if not made:
        return None
    kept = list(found)
    for one in made:
        assert one.source is not None
        taken = Span(one.content[0].start, one.source.end)
        kept = [a for a in (_without(b, taken) for b in kept) if a is not None]
    return kept + made


def _without(a: Attribution, taken: Span) -> Attribution | None:
    """An attribution without the content that lies in a span; None where nothing is left."""
    content: list[Span] = []
    for span in a.content:
        if not span.overlaps(taken):
            content.append(span)
            continue
        ends = ((span.start, taken.start), (taken.end, span.end))
        content += [Span(left, right) for left, right in ends if right - left > 2]
    if tuple(content) == a.content:
        return a
    return replace(a, content=tuple(content)) if content else None


def _read(doc: Document) -> Iterator[Attribution]:
    verbs, words = _verbs(), doc.words
    for quote in doc.quotes:
        if quote.depth or not quote.closed or doc.article.region_at(quote.start) not in STORY:
            continue
        k = words.within(quote.span).stop
        k += k < len(words) and words.forms[k] == ","
        if k + 1 >= len(words) or words.lower[k] not in verbs or words.starts[k] - quote.end > 2:
            continue
        source = _subject(doc, quote, k)
        if source is not None and looks_spoken(doc, quote) | _ends(doc, quote):
            yield Attribution(
                source, Span(words.starts[k], words.ends[k]), (quote.span,), FOUND.now.inverted, "inverted"
            )


def _ends(doc: Document, quote: Quote) -> bool:
    """Whether a comma stands at the end of a quotation, in it or behind it."""
    return "," in doc.text[quote.end - 2 : quote.end + 1] or doc.text[quote.end - 2 : quote.end - 1] in "!?"


def _subject(doc: Document, quote: Quote, k: int) -> Span | None:
    """The words behind the verb, if they name somebody: '… replied the officer', not '… said that'."""
    words = doc.words
    opener = words.forms[k + 1]
    if not (opener.lower() in _NAMELESS or opener[:1].isupper()):
        return None
    clause = Clause.around(doc, k)
    phrase = clause.phrase(k + 1) if clause is not None else None
    if clause is None or phrase is None or phrase[1] - phrase[0] > _LONGEST:
        return None
    return clause.span(*phrase)
