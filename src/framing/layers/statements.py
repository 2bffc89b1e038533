"""Statements: the attributions of an article, each with its kind, act, stance, speaker, target and camp."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from framing.article import STORY, Span
from framing.layers import rules, verbs
from framing.layers.attribution import Attribution, Statement
from framing.text import Document, Quote

if TYPE_CHECKING:
    from framing.layers.camps import Camps
    from framing.layers.sequence import Tagger

_DIRECT = 0.9  # the share of quoted words from which a statement counts as direct
_MARKS = frozenset("\"“”„‟«»‹›'‘’‚‛`.,;:!?…–—-")


def statements(
    documents: Sequence[Document], *, tagger: Tagger | None = None, camps: Camps | None = None
) -> list[list[Statement]]:
    """Find every attributed statement of the documents, and say of each who, how and toward whom.

    Args:
        documents: prepared articles.
        tagger: the trained attribution model; None loads the one that ships with the package.
        camps: the sides that speakers belong to; None for the default camps.

    Returns:
        One list a document: its statements in text order, `statement_id` counting from 0.

    Example:
        >>> from framing.article import Article
        >>> [found] = statements([Document(Article("a", '"We close at noon," the clerk said.'))])
        >>> found[0].kind, found[0].verb, found[0].content[0]
        ('direct', 'say', Span(start=0, end=19))
    """
    found = []
    for doc, attributions in zip(documents, _attributed(documents, tagger), strict=True):
        made = number(doc, [_statement(doc, a) for a in tidy(doc, attributions)])
        found.append(_with_sides(doc, made, camps))
    return found


def _attributed(documents: Sequence[Document], tagger: Tagger | None) -> list[list[Attribution]]:
    return [rules.attribute(doc) for doc in documents] if tagger is None else tagger.attribute(documents)


def _with_sides(doc: Document, made: list[Statement], camps: Camps | None) -> list[Statement]:
    return made


def number(doc: Document, made: Sequence[Statement]) -> list[Statement]:
    """Statements in text order, numbered from 0."""
    ordered = sorted(made, key=lambda s: (s.start, (s.cue or s.content[0]).start, s.content[0].start))
    return [replace(statement, statement_id=i) for i, statement in enumerate(ordered)]


def tidy(doc: Document, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Attributions within the story, with whole quotations as content, and one for each fact.

    Content that starts or ends just inside quotation marks takes them in; the pieces of a quotation that runs
    over several paragraphs become the content of one attribution.

    Args:
        doc: the article.
        attributions: what a model or rules found; spans that leave the text are dropped.
    """
    outer = [q for q in doc.quotes if q.depth == 0]
    starts = [q.start for q in outer]
    size = len(doc.text)
    kept: list[Attribution] = []
    for a in attributions:
        content = tuple(span for span in a.content if span.start < span.end <= size)
        if not content or doc.article.region_at(content[0].start) not in STORY:
            continue
        content = _merged(doc.text, [_snapped(doc.text, span, outer, starts) for span in content])
        kept.append(replace(a, content=content))
    return _joined(doc, kept, outer, starts)


def _snapped(text: str, span: Span, outer: Sequence[Quote], starts: Sequence[int]) -> Span:
    """A span with the quotation marks at its edges, where the quotation lies within it."""
    start, end = span.start, span.end
    at = bisect_right(starts, start) - 1
    if at >= 0:
        quote = outer[at]
        if start - quote.start <= 2 and not text[quote.start : start].strip("\"“”„‟«»‹›'‘’‚‛` "):
            start = quote.start
    at = bisect_right(starts, end) - 1
    if at >= 0:
        quote = outer[at]
        gap = quote.end - end
        if start <= quote.start and 0 < gap <= 4 and all(c in _MARKS for c in text[end : quote.end]):
            end = quote.end
    return Span(start, end)


def _merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in text order, overlapping ones made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start <= made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return tuple(made)


def _joined(
    doc: Document, found: list[Attribution], outer: Sequence[Quote], starts: Sequence[int]
) -> list[Attribution]:
    """Bring the paragraphs of a running quotation together in the attribution that has its first piece."""
    pieces: dict[int, list[Quote]] = {}
    for quote in outer:
        pieces.setdefault(quote.group, []).append(quote)
    running = {group: quotes for group, quotes in pieces.items() if len(quotes) > 1}
    if not running:
        return found
    made = list(found)
    for quotes in running.values():
        first, rest = quotes[0], quotes[1:]
        owner = next(
            (k for k, a in enumerate(made) if a.cue is not None and any(_fills(c, first) for c in a.content)), None
        )
        if owner is None:
            continue
        content = list(made[owner].content)
        for quote in rest:
            for k, a in enumerate(made):
                if k == owner or not all(quote.start <= c.start and c.end <= quote.end for c in a.content):
                    continue
                if a.cue is None or not quote.span.covers(a.cue):  # a cue inside the quotation is another fact
                    made[k] = replace(a, content=())
            content.append(quote.span)
        made[owner] = replace(made[owner], content=_merged(doc.text, content))
    return [a for a in made if a.content]


def _fills(span: Span, quote: Quote) -> bool:
    """Whether a span has most of a quotation."""
    shared = min(span.end, quote.end) - max(span.start, quote.start)
    return 2 * shared > quote.end - quote.start


def kind(doc: Document, content: Sequence[Span]) -> str:
    """Direct, mixed or indirect, by the words of the content that stand inside quotation marks.

    Returns:
        `direct` with nine tenths of the words quoted, `mixed` with some, else `indirect`.

    Example:
        >>> from framing.article import Article
        >>> kind(Document(Article("a", 'He called it "a gift" to us.')), [Span(3, 27)])
        'mixed'
    """
    total = quoted = 0
    forms, starts = doc.words.forms, doc.words.starts
    for span in content:
        ranges = [q.span for q in doc.quotes if q.depth == 0 and q.span.overlaps(span)]
        for i in doc.words.within(span):
            if forms[i][0].isalnum():
                total += 1
                quoted += any(r.start <= starts[i] < r.end for r in ranges)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= _DIRECT * total else "mixed"


def _statement(doc: Document, a: Attribution) -> Statement:
    lemma, act, stance = verbs.describe(a.cue.of(doc.text)) if a.cue else ("", "states", "neutral")
    return Statement(
        statement_id=0,
        kind=kind(doc, a.content),
        source=a.source,
        cue=a.cue,
        content=a.content,
        act=act,
        stance=stance,
        score=a.score,
        verb=lemma or None,
        region=doc.article.region_at(a.content[0].start),
        rule=a.rule,
    )
