"""What was not said: negated, refused, only possible, or said by nobody."""

from __future__ import annotations

from itertools import pairwise

from framing.attribution.clause import Clause
from framing.statement import Attribution
from framing.text import Document
from framing.words.rules import Rules
from framing.words.tables import WordSet, derived
from framing.words.verbs import inflections

NEGATION = WordSet("attribution", "negation")
POSSIBLE = WordSet("attribution", "possibility")
NOBODY = WordSet("attribution", "negative subject")
REFUSAL = WordSet("attribution", "refusal")
ANSWER = WordSet("attribution", "answer")

UNMADE: Rules[..., str] = Rules("attribution.unmade")
"""Why a statement was not made: `declined`, `negated`, `possible` or `nobody`; None for one that was."""


@derived
def _refusals() -> frozenset[str]:
    return frozenset(form for lemma in REFUSAL for form in inflections(lemma))


def unmade(doc: Document, a: Attribution) -> str | None:
    """Why a statement does not count as made; None where it was.

    A denied denial is one ('did not deny'), so negation counts for telling, not for denying.

    Example:
        >>> from framing.article import Article, Span
        >>> doc = Document(Article("a", "The mayor did not say the bridge was safe."))
        >>> unmade(doc, Attribution(Span(0, 9), Span(10, 21), (Span(22, 41),)))
        'negated'
    """
    if a.cue is None:
        return None
    inside = doc.words.within(a.cue)
    clause = Clause.around(doc, inside.start) if inside else None
    if clause is None:
        return None
    answer = UNMADE.first(clause, inside, a)
    return answer.value if answer is not None else None


@UNMADE.rule
def declined(c: Clause, inside: range, a: Attribution) -> str | None:
    """'declined to comment', 'refused to say whether', 'would not be drawn', 'had no comment'."""
    verb = next((k for k in inside if c.word(k) in _refusals()), None)
    if verb is not None and c.word(verb + 1) == "to" and _stem(c.word(verb + 2)) in ANSWER:
        return "declined"
    words = [c.word(k) for k in range(max(c.first, inside.start - 1), min(c.stop, inside.stop + 2))]
    return "declined" if ("no", "comment") in pairwise(words) else None


@UNMADE.rule
def nobody(c: Clause, inside: range, a: Attribution) -> str | None:
    """'Nobody accused the mayor', 'No one said', 'None of the ministers'."""
    if a.source is None:
        return None
    first = next(iter(c.doc.words.within(a.source)), None)
    if first is None or c.doc.words.lower[first] not in NOBODY:
        return None
    return "nobody"


@UNMADE.rule
def negated(c: Clause, inside: range, a: Attribution) -> str | None:
    """'did not say', 'never claimed', 'has yet to say'; 'did not deny' half admits, so it is made."""
    verb = _verb(c, inside)
    if verb is None or _stem(c.word(verb)) in _DENYING:
        return None
    start = min(c.verb_group(verb)[0], inside.start)
    before = [c.word(k) for k in range(max(c.first, start), verb)]
    if any(word in NEGATION for word in before):
        return "negated"
    return "negated" if c.word(start - 1) == "yet" or before[:2] == ["yet", "to"] else None


@UNMADE.rule
def possible(c: Clause, inside: range, a: Attribution) -> str | None:
    """'might say', 'could argue', 'may claim': only if the modal stands right before the verb."""
    verb = _verb(c, inside)
    if verb is None:
        return None
    start = min(c.verb_group(verb)[0], inside.start)
    before = [c.word(k) for k in range(max(c.first, start), verb)]
    return "possible" if before and before[0] in POSSIBLE and "have" not in before else None


_DENYING = WordSet("attribution", "unmade: denying")


def _verb(c: Clause, inside: range) -> int | None:
    """The reporting verb of a cue: its last verb form that is no auxiliary."""
    from framing.words.verbs import verb_forms

    return next((k for k in inside if c.word(k) in verb_forms()), None)


def _stem(word: str) -> str:
    from framing.words.verbs import verb_forms

    known = verb_forms().get(word)
    return known.lemma if known is not None else word
