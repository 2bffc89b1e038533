"""The source that a reporting verb has as its subject or agent, where the model has found only the verb."""

from __future__ import annotations

from dataclasses import replace

from framing.article import Span
from framing.attribution.clause import Clause
from framing.attribution.days import before_day, no_day
from framing.attribution.weights import FOUND
from framing.statement import Attribution
from framing.text import Document
from framing.words.tables import WordSet
from framing.words.verbs import verb_forms

_NOUNISH = WordSet("attribution", "subjects: nounish")
_GERUND = WordSet("attribution", "subjects: gerund")
_SEEMING = WordSet("attribution", "subjects: seeming")
_INVERTED = WordSet("attribution", "subjects: inverted")
_NOBODY = WordSet("attribution", "subjects: nobody")
_JOINED = WordSet("function", "coordinator")
_PERSONS = WordSet("attribution", "subjects: persons")
_NEEDY = WordSet("agentless", "verbs: says nothing alone")
_PURPOSE = WordSet("agentless", "verbs: tells a purpose")
_ADJUNCT = WordSet("agentless", "verbs: brings in a time or place")
_REPORTED = WordSet("agentless", "verbs: brings in what is reported")
_LONGEST = 15


def with_source(doc: Document, found: Attribution) -> Attribution:
    """Give an attribution without a source the subject of its verb, if the verb is active.

    A participle ('…, vowing to return') takes the subject of its sentence, a passive the agent behind its 'by'.
    Other passives, nouns and verbs of seeming stay without a source.

    Args:
        doc: the article.
        found: an attribution; returned as it is where it has a source or no cue.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Ann Lee won again, vowing to cut fares."))
        >>> with_source(doc, Attribution(None, Span(19, 25), (Span(26, 38),))).source.of(doc.text)
        'Ann Lee'
    """
    if found.source is not None or found.cue is None:
        return found
    source = _subject(doc, found.cue)
    if source is None:
        return found
    content = tuple(span for span in found.content if not source.covers(span))
    if not content or any(source.overlaps(span) for span in content):
        return found
    return replace(found, source=source, content=content)


def credible(doc: Document, found: Attribution) -> bool:
    """Whether an attribution that still has no source may stand as one that nobody is named for.

    Not so if the model itself doubts it, if nothing is reported, or if its sentence says who says it or names an
    agent: then it is part of what somebody else says.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Critics say it was called a gift."))
        >>> credible(doc, Attribution(None, Span(15, 25), (Span(26, 32),)))
        False
    """
    if found.source is not None or found.cue is None:
        return True
    inside = doc.words.within(found.cue)
    clause = Clause.around(doc, inside.start) if inside else None
    if clause is None or found.score < FOUND.now.doubtful:
        return False
    if _reports_nothing(clause, inside):
        return False
    return not clause.sourced(inside.stop - 1) and not clause.agent(inside.stop, clause.stop)


def _reports_nothing(clause: Clause, inside: range) -> bool:
    """'was intended to help'; 'was called at six': a passive with nothing but a time or place behind it."""
    if any(clause.word(i) in _PURPOSE and clause.verb_group(i)[1] for i in inside):
        return True
    verb = next((i for i in inside if clause.word(i) in _NEEDY and clause.verb_group(i)[1]), None)
    if verb is None or clause.word(verb + 1) not in _ADJUNCT:
        return False
    return not any(clause.word(k) in _REPORTED for k in range(verb + 2, clause.stop))


def _subject(doc: Document, cue: Span) -> Span | None:
    inside = doc.words.within(cue)
    clause = Clause.around(doc, inside.start) if inside else None
    if clause is None:
        return None
    found = _beside(clause, inside.start, inside.stop)
    if found is None or found[1] - found[0] > _LONGEST or clause.word(found[0]) in _NOBODY:
        return None
    first, last = found
    if clause.word(last - 1) in _PERSONS and clause.word(last - 2) not in _JOINED:  # 'Three years ago I'
        first = last - 1
    source = clause.span(first, last)
    if source is None:
        return None
    return no_day(before_day(doc, source), doc)


def _beside(clause: Clause, first: int, stop: int) -> tuple[int, int] | None:
    """The words of the source that belongs to the cue from `first` to `stop`."""
    if clause.word(first) == "according":
        return clause.phrase(stop)
    opinion = clause.opinion()
    if opinion is not None:
        return opinion
    verb = next((i for i in range(first, stop) if clause.word(i) in verb_forms()), None)
    if verb is None or verb_forms()[clause.word(verb)].lemma in _SEEMING:
        return None
    word = clause.word(verb)
    start, passive = clause.verb_group(verb)
    before = clause.word(start - 1)
    if passive or (word.endswith(("ed", "en")) and start == verb):
        agent = clause.by(verb + 1)
        if agent is not None:
            return agent
    if word.endswith("ing") and not passive:
        return None if before in _NOUNISH - _GERUND else _of_sentence(clause, verb)
    if passive and not word.endswith("ing"):
        return None
    if clause.word(start) == "having":
        return _of_sentence(clause, verb)
    if before in ("", ",", "”", '"', "''", "’", "'") and start == verb and word in _INVERTED:
        return clause.phrase(verb + 1)
    if clause.word(start) == "to" or before in _NOUNISH or clause.word(verb + 1) == "by":
        return None
    return clause.subject(start)


def _of_sentence(clause: Clause, verb: int) -> tuple[int, int] | None:
    """The subject of the main clause around a participle: before it, or behind the comma that ends its phrase."""
    subject = clause.leading()
    if subject is None or not (subject[1] <= verb or clause.word(subject[0] - 1) == ","):
        return None
    return subject
