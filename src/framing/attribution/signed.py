"""Words that are signed or announced: '“…” — Peter Munk, farmer', 'in Eva Lund’s words', 'Marta Klein wrote:'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from framing.article import STORY, Span
from framing.attribution.clause import Clause
from framing.attribution.quoted import unclaimed
from framing.attribution.running import merged
from framing.attribution.weights import FOUND
from framing.spans import Taken
from framing.statement import Attribution
from framing.text import Document, Quote
from framing.words.tables import WordSet
from framing.words.verbs import verb_forms

_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]*|(?:de|van|von|der|al|bin|la|du)\b)"
_PERSON = rf"{_NAME}(?:\s+{_NAME}){{1,4}}"
_SIGNED = re.compile(
    rf"[ \t]*\n?[ \t]*(?:(?P<cue>[—–]|--?)\s*(?P<who>{_PERSON}(?:,[^\n]{{1,80}})?)"
    rf"|\((?P<bracket>{_PERSON}(?:,[^()\n]{{1,80}})?)\))[ \t]*(?=\n|$)"
)
_FROM = re.compile(
    rf"\b(?:[Ff]rom|[Bb]y|[Ss]tatement|[Ll]etter|[Mm]essage|[Pp]ost)\b[^:\n]{{0,30}}?\b(?:of|by|from)?\s*"
    rf"(?P<who>{_PERSON}(?:,[^:\n]{{1,60}})?):$"
)
_POSSESSED = re.compile(
    rf"\b[Ii]n\s+(?P<who>{_PERSON}|[Hh]is|[Hh]er|[Tt]heir)(?:[’']s?)?\s+(?:own\s+)?words\b"
)
_OF = re.compile(r"\b[Ii]n the words of\s+(?P<who>[^\n“\"]{2,80}?)(?=,)")
OWN = WordSet("attribution", "first person")


def signed(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Give quotations that stand alone to the name that is signed under them or stands in front of them.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "“The harvest is late.” — Peter Munk, farmer"))
        >>> [one] = signed(doc, [])
        >>> one.source.of(doc.text), one.content[0].of(doc.text)
        ('Peter Munk, farmer', '“The harvest is late.”')
    """
    loose = unclaimed(doc, [span for a in found if a.source is not None for span in a.content])
    made = [one for quote in loose if (one := _signature(doc, quote) or _heading(doc, quote)) is not None]
    if not made:
        return None
    taken = [span for one in made for span in one.content]
    kept = [
        a for a in found if a.source is not None or not any(s.overlaps(t) for s in a.content for t in taken)
    ]
    return kept + made


def _signature(doc: Document, quote: Quote) -> Attribution | None:
    match = _SIGNED.match(doc.text, quote.end)
    if match is None:
        return None
    who = "who" if match["who"] else "bracket"
    cue = Span(*match.span("cue")) if match["cue"] else None
    return Attribution(Span(*match.span(who)), cue, (quote.span,), FOUND.now.signed, "signature")


def _heading(doc: Document, quote: Quote) -> Attribution | None:
    """'From the desk of John Roe, analyst:' in the paragraph before."""
    if quote.start not in doc.heads:
        return None
    number = bisect_left(doc.story, quote.start, key=_head)
    if not number:
        return None
    before = doc.story[number - 1][0]
    match = _FROM.search(doc.text, before.start, before.end)
    if match is None:
        return None
    return Attribution(Span(*match.span("who")), None, (quote.span,), FOUND.now.signed, "signature")


def _start(quote: Quote) -> int:
    return quote.start


def _head(block: tuple[Span, str]) -> int:
    return block[0].start


def worded(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Read 'in Eva Lund’s words' and 'in the words of the auditor' as what they are: an attribution of the sentence.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "The plan is, in Eva Lund’s words, “a barbaric sham”."))
        >>> [one] = worded(doc, [])
        >>> one.source.of(doc.text), [span.of(doc.text) for span in one.content]
        ('Eva Lund', ['The plan is', '“a barbaric sham”'])
    """
    made: list[Attribution] = []
    claimed = Taken((s.start, s.end) for a in found if a.source is not None for s in a.content)
    for pattern in (_POSSESSED, _OF):
        for match in pattern.finditer(doc.text):
            one = _worded(doc, match)
            if one is None or any(claimed.meets((span.start, span.end)) for span in one.content):
                continue
            made.append(one)
            for span in one.content:
                claimed.add((span.start, span.end))
    return [*found, *made] if made else None


def _claims(a: Attribution, one: Attribution) -> bool:
    return a.source is not None and any(s.overlaps(t) for s in a.content for t in one.content)


def _worded(doc: Document, match: re.Match[str]) -> Attribution | None:
    sentence = doc.sentence_at(match.start())
    if sentence is None or sentence.region not in STORY or match.end() > sentence.end:
        return None
    who = Span(match.start("who"), match.end("who") - 2 * match["who"].endswith(("'s", "’s")))
    source, close = who, match.end()
    if match.re is _OF:
        source, close = _whole(doc, who, sentence.end)
    pieces = (Span(sentence.start, match.start()), Span(close, sentence.end))
    content = tuple(piece for piece in (_bare(doc.text, one) for one in pieces) if piece is not None)
    low, high = (bisect_left(doc.quotes, edge, key=_start) for edge in (sentence.start, sentence.end))
    first = low - 1
    while first > 0 and doc.quotes[first].depth:
        first -= 1  # the outer one before may hold the whole sentence
    near = [*doc.quotes[max(first, 0) : first + 1], *doc.quotes[low:high]]
    quoted = any(q.start < span.end and q.end > span.start for q in near for span in content)
    if not content or not quoted:
        return None
    start = match.start() if match.re is _OF else who.end
    cue = Span(start, who.start if match.re is _OF else match.end())
    return Attribution(source, _bare(doc.text, cue), content, FOUND.now.signed, "words of")


def _whole(doc: Document, who: Span, end: int) -> tuple[Span, int]:
    """A role with the name behind its comma: 'the auditor, Eva Lund,'."""
    match = re.compile(rf",\s+{_PERSON}(?=,)").match(doc.text, who.end, end)
    return (Span(who.start, match.end()), match.end()) if match is not None else (who, who.end)


def _bare(text: str, span: Span) -> Span | None:
    """A span without white space, commas and a full stop at its edges; None where nothing is left."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(" ,;:—–-\n"))
    right = len(words.rstrip(" ,;:—–-.\n"))
    return Span(span.start + left, span.start + right) if right > left else None


def announced(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Give the paragraph or list behind 'Marta Klein wrote on Facebook:' to her.

    A paragraph without quotation marks counts where the one before is a reporting clause that ends in a colon; quoted
    paragraphs, the points of a list, count one after the other.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Marta Klein wrote on her page:\\n\\nThe mayor is a liar.\\n\\nIt rained."))
        >>> [one] = announced(doc, [])
        >>> one.source.of(doc.text), one.content[0].of(doc.text)
        ('Marta Klein', 'The mayor is a liar.')
    """
    known = _ByPlace(found)
    made = [
        one
        for one in _announced(doc)
        if not any(_claims(a, one) and _outside(a, one) for a in known.near(one))
    ]
    if not made:
        return None
    given = _ByPlace(made)
    return [a for a in found if not any(_within(doc, a, one) for one in given.near(a))] + made


class _ByPlace:
    """Attributions by where their contents stand."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self._known = sorted(((s.start, number) for number, a in enumerate(found) for s in a.content))
        self._longest = max((len(s) for a in found for s in a.content), default=0)
        self._found = found

    def near(self, a: Attribution) -> list[Attribution]:
        """Those whose content may overlap that of another."""
        numbers: set[int] = set()
        for span in a.content:
            low = bisect_left(self._known, (span.start - self._longest, 0))
            high = bisect_left(self._known, (span.end, 0))
            numbers.update(number for _, number in self._known[low:high])
        return [self._found[number] for number in sorted(numbers)]


def _outside(a: Attribution, one: Attribution) -> bool:
    """Whether a cue stands before the paragraph: then it has an owner already."""
    return a.cue is not None and a.cue.end <= one.content[0].start


def _within(doc: Document, a: Attribution, one: Attribution) -> bool:
    """Whether an attribution is the announced one's own 'we say', or has no source of its own."""
    if not any(span.overlaps(whole) for span in a.content for whole in one.content):
        return False
    return a.source is None or a.source.of(doc.text).lower() in OWN


def _announced(doc: Document) -> Iterator[Attribution]:
    blocks = [block for block, name in doc.story if name == "body"]
    starts = {q.start: q for q in doc.quotes if not q.depth}
    spoken = [_point(doc, block, starts) for block in blocks]
    for number, lead in enumerate(blocks[:-1]):
        if doc.text[lead.end - 1] != ":":
            continue
        subject = _subject(doc, lead)
        if subject is None:
            continue
        source, cue = subject
        points = []
        for point in spoken[number + 1 :]:
            if point is None:
                break
            points.append(point)
        if points and cue is not None and len(points) == 1:
            points = []  # the model and the running quotations see one; a list is what they miss
        if not points and cue is not None and spoken[number + 1] is None:
            points = [blocks[number + 1]]
        for block in points:
            yield Attribution(source, cue, merged(doc.text, [block]), FOUND.now.signed, "announced")


_BULLET = re.compile(r"(?:[-•*–·]|\d{1,2}[.)])?\s*")


def _point(doc: Document, block: Span, starts: Mapping[int, Quote]) -> Span | None:
    """The quotation that a paragraph is, its bullet left out."""
    match = _BULLET.match(doc.text, block.start, block.end)
    quote = starts.get(match.end()) if match is not None else None
    return quote.span if quote is not None and quote.end >= block.end - 1 else None


def _subject(doc: Document, lead: Span) -> tuple[Span, Span | None] | None:
    """Who is about to speak at the end of a paragraph, and the reporting verb if there is one."""
    last = doc.sentence_at(lead.end - 1)
    if last is None:
        return None
    words = doc.words.within(last.span)
    clause = Clause(doc, words.start, words.stop)
    verb = next((k for k in words if clause.word(k) in verb_forms() and clause.finite(k)), None)
    finite = next((k for k in words if clause.finite(k)), None)
    subject = clause.leading() or (clause.subject(finite) if finite is not None else None)
    if subject is None:
        return None
    source = clause.span(*subject)
    cue = None if verb is None or verb < subject[1] else clause.span(verb, verb + 1)
    named = source is not None and (doc.text[source.start].isupper() or " " in source.of(doc.text))
    return (source, cue) if source is not None and named else None
