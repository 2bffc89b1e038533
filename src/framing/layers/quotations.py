"""What each pair of quotation marks is for: quoted speech, a part of it, a distance, or a title."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from framing.attribution.quoted import SPOKEN, inner, length, looks_spoken
from framing.layers.registry import Layer
from framing.statement import Statement
from framing.text import Document, Quote
from framing.words.tables import WordSet

TYPES = ("quoted speech", "partial", "scare", "title")

_IN_CAPITALS = ("headline", "standfirst")  # where a capital says nothing
_LONGEST_TITLE = 12
_WORKS = WordSet("layers", "quotations: works")
_MINOR = WordSet("layers", "quotations: minor")
_DISTANCING = WordSet("layers", "quotations: distancing")


def quotations(doc: Document, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Type every quotation of an article and name the statement it belongs to.

    A quotation in a statement's content is quoted speech if it is a whole clause and a partial quotation if it is
    built into the reporter's own sentence. One that nobody is said to have said is a title if it names a work or
    is written like one, and else scare quotes: the writer's distance from a word.

    Args:
        doc: the article.
        statements: its statements.

    Returns:
        Rows of the table `quotations` in text order; `statement_id` is None for scare quotes and titles.

    Example:
        >>> from framing.article import Article, Span
        >>> text = 'He called it "a gift" at the "victory" parade for the film "Red River".'
        >>> s = Statement(0, "mixed", Span(0, 2), Span(3, 9), (Span(10, 21),))
        >>> [(row["type"], row["statement_id"]) for row in quotations(Document(Article("a", text)), [s])]
        [('partial', 0), ('scare', None), ('title', None)]
    """
    spoken = sorted((span.start, span.end, s.statement_id) for s in statements for span in s.content)
    starts = [start for start, _, _ in spoken]
    reach = []  # the furthest end of the spans so far, to know when to stop looking back
    furthest = 0
    for _, end, _ in spoken:
        furthest = max(furthest, end)
        reach.append(furthest)
    kinds = {s.statement_id: s.kind for s in statements}
    rows = []
    for quote in doc.quotes:
        if quote.end - quote.start <= 2:
            continue
        owner = _owner(quote, spoken, starts, reach)
        if owner is not None and _title(doc, quote, named=True):
            owner = None
        rows.append(
            {
                "article_id": doc.article.id,
                "start": quote.start,
                "end": quote.end,
                "type": _type(doc, quote, kinds.get(owner) if owner is not None else None),
                "statement_id": owner,
            }
        )
    return rows


def _owner(
    quote: Quote, spoken: Sequence[tuple[int, int, int]], starts: Sequence[int], reach: Sequence[int]
) -> int | None:
    """The statement whose content has most of the quotation; the shortest content where several have."""
    best: tuple[int, int] | None = None
    at = bisect_left(starts, quote.end) - 1
    while at >= 0 and reach[at] > quote.start:
        start, end, number = spoken[at]
        shared = min(end, quote.end) - max(start, quote.start)
        if 2 * shared > quote.end - quote.start and (best is None or end - start < best[0]):
            best = end - start, number
        at -= 1
    return best[1] if best is not None else None


def _type(doc: Document, quote: Quote, kind: str | None) -> str:
    if kind is not None:
        clause = looks_spoken(doc, quote) and (kind == "direct" or _opens_clause(doc, quote))
        return "quoted speech" if clause or (kind == "direct" and length(doc, quote) >= SPOKEN) else "partial"
    if _title(doc, quote, named=doc.article.region_at(quote.start) in _IN_CAPITALS):
        return "title"
    if _pulled(doc, quote):
        return "quoted speech"
    return "quoted speech" if looks_spoken(doc, quote) and _opens_clause(doc, quote) else "scare"


def _pulled(doc: Document, quote: Quote) -> bool:
    """Whether the quotation is a paragraph of its own: a heading or a pulled quote."""
    sentence = doc.sentence_at(quote.start)
    if sentence is None or sentence.start != quote.start:
        return False
    block = doc.blocks[sentence.paragraph][0]
    return block.start == quote.start and quote.end >= block.end - 1


def _opens_clause(doc: Document, quote: Quote) -> bool:
    return inner(doc, quote)[:1].isupper()


def _title(doc: Document, quote: Quote, *, named: bool) -> bool:
    """Whether the marks hold the name of a work or a ship: `named` asks for the noun that says so."""
    words = doc.words
    inside = [i for i in words.within(quote.span) if words.forms[i][0].isalnum()]
    if not 0 < len(inside) <= _LONGEST_TITLE:
        return False
    forms = [words.forms[i] for i in inside]
    capital = all(form[0].isupper() or form[0].isdigit() or form.lower() in _MINOR for form in forms)
    first = forms[0][0].isupper() or forms[0][0].isdigit()
    left = bisect_right(words.starts, quote.start) - 1
    before = [words.lower[i] for i in range(max(0, left - 3), left + 1) if words.starts[i] < quote.start]
    work = any(word in _WORKS for word in before[-2:])
    if work and first and capital:
        return True
    if named:
        return False
    return (
        first and capital and len(forms) > 1 and not any(form.isupper() and len(form) > 3 for form in forms)
    )


LAYERS = (
    Layer(
        "quotations",
        (
            ("article_id", "str"), ("start", "int"), ("end", "int"), ("type", "str"), ("statement_id", "int?"),
        ),
        lambda seen: quotations(seen.document, seen.statements),
    ),
)  # fmt: skip
"""What quotation marks do."""
