"""Quotations that run on: over paragraphs without a closing mark, or in a paragraph of their own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from framing.article import Span
from framing.attribution.quoted import unclaimed
from framing.statement import Attribution
from framing.text import Document, Quote

_OPENING, _CLOSING = "\"“„«‘'`", "\"”“»’'"


def joined(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Bring the paragraphs of a running quotation together in the attribution that has its first piece."""
    pieces: dict[int, list[Quote]] = {}
    for quote in doc.quotes:
        if quote.depth:
            continue
        pieces.setdefault(quote.group, []).append(quote)
    running = {group: quotes for group, quotes in pieces.items() if len(quotes) > 1}
    if not running:
        return list(found)
    made = list(found)
    for quotes in running.values():
        first, rest = quotes[0], quotes[1:]
        owner = next(
            (k for k, a in enumerate(made) if a.cue is not None and any(_fills(c, first) for c in a.content)),
            None,
        )
        if owner is None:
            continue
        content = list(made[owner].content)
        for quote in rest:
            for k, a in enumerate(made):
                if k == owner or not all(quote.start <= c.start and c.end <= quote.end for c in a.content):
                    continue
                if a.cue is None or not quote.span.covers(
                    a.cue
                ):  # a cue inside the quotation is another fact
                    made[k] = replace(a, content=())
            content.append(quote.span)
        made[owner] = replace(made[owner], content=merged(doc.text, content))
    return [a for a in made if a.content]


def _fills(span: Span, quote: Quote) -> bool:
    """Whether a span has most of a quotation."""
    shared = min(span.end, quote.end) - max(span.start, quote.start)
    return 2 * shared > quote.end - quote.start


def continued(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Give a paragraph that is nothing but a quotation to the speaker of the paragraph before.

    Only where that paragraph ends in a quotation of his, or in a colon.

    Example:
        >>> from framing.article import Article
        >>> text = '"It froze," Bo Ray said.\\n"It never did before."'
        >>> a = Attribution(Span(12, 18), Span(19, 23), (Span(0, 11),))
        >>> [span.of(text) for span in continued(Document(Article("a", text)), [a])[0].content]
        ['"It froze,"', '"It never did before."']
    """
    blocks = [block for block, _ in doc.story]
    starts = [block.start for block in blocks]
    made = list(found)
    touching: dict[int, list[int]] = {}  # paragraph → the attributions with content in it
    for k, a in enumerate(made):
        for span in a.content:
            touching.setdefault(bisect_right(starts, span.start) - 1, []).append(k)
    for quote in unclaimed(doc, [span for a in made for span in a.content]):
        number = bisect_right(starts, quote.start) - 1
        if number < 1 or quote.start > starts[number] + 1 or quote.end < blocks[number].end - 2:
            continue
        owner = _last_speaker(doc, made, touching.get(number - 1, ()), blocks[number - 1])
        if owner is not None:
            made[owner] = replace(made[owner], content=merged(doc.text, (*made[owner].content, quote.span)))
            touching.setdefault(number, []).append(owner)
    return made


def _last_speaker(
    doc: Document, found: Sequence[Attribution], inside: Sequence[int], block: Span
) -> int | None:
    """The attribution that ends a paragraph, if what follows can be its going on."""
    spoken = [k for k in inside if found[k].source is not None and (found[k].cue or block).start < block.end]
    last = max(spoken, key=lambda k: _reach(found[k]), default=None)
    if last is None:
        return None
    end = found[last].content[-1]
    quoted = doc.text[end.start] in _OPENING or doc.text[end.end - 1] in _CLOSING
    return last if quoted or block.of(doc.text).endswith(":") else None


def _reach(a: Attribution) -> int:
    return max(span.end for span in (a.cue, *a.content) if span is not None)


def merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in text order, overlapping ones made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start <= made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return tuple(made)
