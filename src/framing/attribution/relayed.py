"""Speakers whose words somebody else passes on: 'ABX quoted Ann Lee as saying', '…, Lee said, ABX reported.'"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.article import Span
from framing.attribution.clause import Clause
from framing.statement import Attribution
from framing.text import Document
from framing.words.tables import WordSet, derived
from framing.words.verbs import inflections

RELAY = WordSet("attribution", "relay")
_AS = WordSet("attribution", "relayed: as")
_LONGEST = 10  # words of the one who is quoted


@derived
def _relays() -> frozenset[str]:
    return frozenset(f for lemma in RELAY for f in inflections(lemma) if not f.endswith("ing"))


def relayed(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Give the words to the one who is quoted, not to the outlet that quotes.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "“I have no idea,” agency ABX quoted Ann Lee as saying."))
        >>> [one] = relayed(doc, [Attribution(Span(18, 28), Span(29, 35), (Span(0, 17),))])
        >>> one.source.of(doc.text), one.cue.of(doc.text)
        ('Ann Lee', 'quoted Ann Lee as saying')
    """
    made = [_quoted(doc, a) for a in found]
    made = _reported(doc, made)
    return made if made != list(found) else None


def _quoted(doc: Document, a: Attribution) -> Attribution:
    """'X quoted Y as saying': the source is Y."""
    if a.cue is None or a.source is None or a.source.start > a.cue.start:
        return a
    inside = doc.words.within(a.cue)
    clause = Clause.around(doc, inside.start) if inside else None
    verb = next((k for k in inside if doc.words.lower[k] in _relays()), None)
    if clause is None or verb is None:
        return a
    passive = clause.verb_group(verb)[1]
    as_ = next((k for k in range(verb + 1, verb + 2 + _LONGEST) if clause.word(k) == "as"), None)
    if passive or as_ is None or as_ == verb + 1 or clause.word(as_ + 1) not in _AS:
        return a
    source = clause.span(verb + 1, as_)
    if source is None or any(source.overlaps(span) for span in a.content):
        return a
    return replace(a, source=source, cue=Span(doc.words.starts[verb], doc.words.ends[as_ + 1]))


def _reported(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """A quotation behind '“…,” Lee said, ABX reported.' goes on with what Lee said."""
    made = list(found)
    for k, a in enumerate(found):
        if a.cue is None or a.source is None or doc.text[a.content[0].start] not in '"“«':
            continue
        sentence = doc.sentence_at(a.cue.start)
        if sentence is None or a.content[0].start < sentence.end or not _outer(doc, a, sentence.span):
            continue
        earlier = next(
            (
                j for j, b in enumerate(made)
                if j != k and b.cue is not None and b.source is not None and sentence.span.covers(b.cue)
                and b.cue.end <= a.source.start and doc.text[b.content[0].start] in "\"“«"
            ),
            None,
        )  # fmt: skip
        if earlier is not None:
            made[earlier] = replace(made[earlier], content=(*made[earlier].content, *a.content))
            made[k] = replace(a, content=())
    return [a for a in made if a.content]


def _outer(doc: Document, a: Attribution, sentence: Span) -> bool:
    """Whether a cue ends its sentence as an outlet's does: 'ABX reported Wednesday.'"""
    assert a.cue is not None
    return "report" in a.cue.of(doc.text).lower() and sentence.end - a.cue.end <= 24
