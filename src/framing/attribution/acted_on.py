"""Who is charged, convicted, told or warned never speaks by that: the source is the agent, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.article import Span
from framing.attribution.clause import BE, Clause
from framing.statement import Attribution
from framing.text import Document
from framing.words.tables import WordSet, derived
from framing.words.verbs import inflections

_CHARGE = WordSet("attribution", "charge")
_HEARS = WordSet("attribution", "hears")


@derived
def _participles() -> frozenset[str]:
    forms = (f for lemma in (*_CHARGE, *_HEARS) for f in inflections(lemma))
    return frozenset(f for f in forms if f.endswith(("ed", "en", "t", "ld"))) | {"found"}


def acted_on(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Take the accused, and who is told, out of the place of the source: 'found guilty by a court' is the court's.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Two men have been found guilty of theft by a court in Norland."))
        >>> [one] = acted_on(doc, [Attribution(Span(0, 7), Span(8, 33), (Span(34, 61),))])
        >>> one.source.of(doc.text), one.content[0].of(doc.text)
        ('a court in Norland', 'theft')
    """
    made = [_turned(doc, a) for a in found]
    return made if any(new is not old for new, old in zip(made, found, strict=True)) else None


def _turned(doc: Document, a: Attribution) -> Attribution:
    if a.source is None or a.cue is None or a.source.start > a.cue.start:
        return a
    inside = doc.words.within(a.cue)
    clause = Clause.around(doc, inside.start) if inside else None
    verb = _passive(clause, inside) if clause is not None else None
    if clause is None or verb is None:
        return a
    agent = clause.by(verb + 1)
    if agent is None:
        return replace(a, source=None)
    agent = _with_place(clause, *agent)
    source = clause.span(*agent)
    left = doc.words.starts[agent[0] - 1]
    assert source is not None
    content: list[Span] = []
    for span in a.content:
        if not span.overlaps(source):
            content.append(span)
            continue
        ends = ((span.start, len(doc.text[:left].rstrip())), (source.end, span.end))
        content += [Span(begin, end) for begin, end in ends if end - begin > 1]
    return replace(a, source=source, content=tuple(content)) if content else a


def _with_place(c: Clause, first: int, stop: int) -> tuple[int, int]:
    """An agent with the place it is of: 'a court in Norland'."""
    while c.word(stop) in ("in", "of") and c.form(stop + 1)[:1].isupper():
        stop += 2
        while c.form(stop)[:1].isupper():
            stop += 1
    return first, stop


def _passive(c: Clause, inside: range) -> int | None:
    """Where the participle of a cue stands that is a passive of a charging verb: a form of 'be', then it."""
    verb = next((k for k in inside if c.word(k) in _participles()), None)
    if verb is None or (c.word(verb) == "found" and c.word(verb + 1) not in ("guilty", "liable", "not")):
        return None
    start, passive = c.verb_group(verb)
    return verb if passive and start < verb and any(c.word(k) in BE for k in range(start, verb)) else None
