"""Toward whom a statement is: the one who is accused, criticised or praised in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from framing.article import Span
from framing.attribution.clause import Clause
from framing.people import speakers
from framing.statement import TARGETED, Kind, Statement
from framing.text import Document
from framing.words.tables import WordSet

_LINKS = WordSet("people", "target_end", "function.preposition")
_BACK = WordSet("people", "toward")
_REASONS = WordSet("people", "reason")
_PRONOUNS = WordSet("function", "pronoun", "relative")
_MARKS = frozenset(",.:;")
_LONGEST = 12


def with_targets(
    doc: Document, statements: Sequence[Statement], known: Mapping[Span, tuple[Span | None, Span | None]]
) -> list[Statement]:
    """Fill `target` with the canonical name of the one accused, criticised or praised.

    Args:
        doc: the article.
        statements: its statements.
        known: cue → (mention, pronoun) of the target, where a pattern has found it already.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Ana Ruiz accused Leo Marsh of theft."))
        >>> s = Statement(0, "indirect", Span(0, 8), Span(9, 16), (Span(17, 35),), act="accuses")
        >>> with_targets(doc, [s], {})[0].target
        'Leo Marsh'
    """
    wanted: dict[int, tuple[Span | None, Span | None]] = {}
    for number, statement in enumerate(statements):
        if statement.cue is not None and statement.cue in known:
            wanted[number] = known[statement.cue]
        elif statement.act in TARGETED and statement.cue is not None:
            wanted[number] = (_object(doc, statement), None)
    mentions = [(number, span) for number, pair in wanted.items() for span in pair if span is not None]
    names = dict(zip(mentions, _names(doc, [span for _, span in mentions]), strict=True))
    made = list(statements)
    for number, (mention, pronoun) in wanted.items():
        choices = [names[number, span] for span in (pronoun, mention) if span is not None]
        named = [name for name in choices if name and name.lower() not in _PRONOUNS]
        if named:
            made[number] = replace(made[number], target=named[0])
    return made


def _names(doc: Document, spans: Sequence[Span]) -> list[str | None]:
    """Canonical names for mentions, resolved as the sources of statements are."""
    asked = [Statement(n, Kind.INDIRECT, span, None, (span,)) for n, span in enumerate(spans)]
    return [found.speaker for found in speakers.resolve(doc, asked)]


def _object(doc: Document, statement: Statement) -> Span | None:
    """The noun phrase that the cue acts on: behind an active verb, before a passive one."""
    cue = statement.cue
    assert cue is not None
    inside = doc.words.within(cue)
    clause = Clause.around(doc, inside.start) if inside else None
    if clause is None:
        return None
    verb = next((i for i in inside if clause.word(i).endswith(("ed", "en"))), None)
    if verb is not None:
        start, passive = clause.verb_group(verb)
        if passive and start < verb:  # 'was accused by the unions of …'
            subject = clause.subject(start)
            return clause.mention(subject)
    if clause.word(inside.stop - 1) in _REASONS:
        return None  # 'criticism over the delay', 'praised for its wit': the reason, not the target
    first = inside.stop
    if clause.word(inside.stop - 1) not in _BACK and clause.word(first) in _BACK:  # 'criticism of the mayor'
        first += 1
    stop = first
    while (
        stop < clause.stop
        and stop - first < _LONGEST
        and not (clause.word(stop) in _LINKS or clause.word(stop) in _MARKS)
    ):
        stop += 1
    found = clause.span(first, stop)
    if found is None or (statement.source is not None and found.overlaps(statement.source)):
        return None
    return found
