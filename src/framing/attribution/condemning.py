"""Blame by what is said, not by the verb: 'described the hearing as "illegal"', 'said: "We condemn the attack"'."""

from __future__ import annotations

from framing.article import Span
from framing.attribution.clause import Clause
from framing.statement import ACCUSING, Act, Attribution
from framing.text import Document
from framing.words.tables import WordSet, derived
from framing.words.verbs import inflections, verb_forms

_NAMING = WordSet("attribution", "condemning: naming")
_AS = WordSet("attribution", "condemning: with as")
_QUESTIONS = WordSet("function", "relative")
_BEFORE_NOUNS = WordSet("function", "article", "preposition")
_WRONG = WordSet("attribution", "condemning: wrong")
_FIRST = WordSet("attribution", "condemning: first person")
_MOUTHPIECES = WordSet("accusing", "speaks_for")
_DOCUMENTS = WordSet("attribution", "clause: documents")
_ENDS = WordSet("attribution", "condemning: ends what is judged")
_MARKS = frozenset("\"“”„‟«»‹›'‘’‚‛`")
_STOPS = frozenset(".,;:–—")
_NEAR = 6  # words of a subject and its adverbs before the judging verb
_LONGEST = 12  # words of what is judged


@derived
def _names() -> frozenset[str]:
    return frozenset(form for lemma in _NAMING for form in inflections(lemma))


@derived
def _with_as() -> frozenset[str]:
    return frozenset(form for lemma in _AS for form in inflections(lemma))


@derived
def _blames() -> frozenset[str]:
    """Present forms of verbs that accuse or criticise: whoever says 'I condemn' does so by saying it (Austin 1962)."""
    return frozenset(
        form
        for form, verb in verb_forms().items()
        if verb.act in ACCUSING
        and not form.endswith(("ed", "ing"))
        and form in (verb.lemma, *_third(verb.lemma))
    )


def _third(lemma: str) -> tuple[str, str, str]:
    return lemma + "s", lemma + "es", lemma.removesuffix("y") + "ies"


def blamed(doc: Document, a: Attribution) -> tuple[Act, Span] | None:
    """Whom a statement accuses or criticises, where its content says so and its cue does not.

    Args:
        doc: the article.
        a: an attribution whose cue says only that it was said.

    Returns:
        The act and the mention of what is blamed; None where nothing is.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", 'Ann Lee called the vote "shameful".'))
        >>> blamed(doc, Attribution(Span(0, 7), Span(8, 14), (Span(15, 34),)))
        (<Act.CRITICISES: 'criticises'>, Span(start=15, end=23))
    """
    if a.cue is None or a.source is None:
        return None
    cue = doc.words.within(a.cue)
    inside = doc.words.within(a.content[0])
    if not cue or not inside:
        return None
    c = Clause(doc, inside.start, inside.stop)
    if any(doc.words.lower[k] in _names() for k in cue):
        whom = _named(c, doc.words.lower[cue.stop - 1] in _with_as()) if cue.stop <= inside.start else None
        return (Act.CRITICISES, whom) if whom is not None else None
    in_cue = Clause(doc, cue.start, inside.stop) if cue.stop == inside.start else c
    found = _that_blames(in_cue)
    if found is not None:
        return found
    speaks_for = any(word in _MOUTHPIECES for word in doc.words.lower[_slice(doc.words.within(a.source))])
    return _performed(c, speaks_for)


def _slice(places: range) -> slice:
    return slice(places.start, places.stop)


def _named(c: Clause, needs_as: bool) -> Span | None:
    """'the hearing as "illegal"', 'the plan a disgrace', 'it shameful': what stands before the judgement."""
    stop = next(
        (k for k in range(c.first + 1, min(c.stop, c.first + _LONGEST)) if _judgement(c, k, needs_as)), None
    )
    if stop is None or c.word(c.first) in _QUESTIONS or c.form(c.first) in _MARKS:
        return None
    for k in range(stop, min(c.stop, stop + _LONGEST)):
        if c.word(k) in _STOPS or c.word(k) in ("not", "n't", "never", "hardly"):
            return None
        if c.word(k) in _WRONG:
            return c.span(c.first, stop)
    return None


def _judgement(c: Clause, k: int, needs_as: bool) -> bool:
    """Whether the second object of 'call', or what follows 'describe … as', starts at a word."""
    if needs_as:
        return c.word(k) == "as"
    if c.word(k) in ("a", "an") or c.form(k) in _MARKS:
        return True
    return (c.word(k) in _WRONG or c.adverb(k)) and c.word(k - 1) not in _BEFORE_NOUNS


def _that_blames(c: Clause) -> tuple[Act, Span] | None:
    """'filed a lawsuit | that accuses the airline of …': the document's verb is what its author does."""
    for k in range(c.first, min(c.stop, c.first + _NEAR)):
        if c.word(k) in ("that", "which") and (k == c.first or c.word(k - 1) in _DOCUMENTS):
            verb = verb_forms().get(c.word(k + 1))
            whom = _object(c, k + 2) if verb is not None and verb.act in ACCUSING else None
            return (Act(verb.act), whom) if verb is not None and whom is not None else None
    return None


def _object(c: Clause, first: int) -> Span | None:
    """What a blaming verb acts on: its agent, or else its owner, where it names one."""
    stop = first
    while stop < min(c.stop, first + _LONGEST) and c.word(stop) not in _ENDS | _STOPS | _MARKS:
        stop += 1
    by = next((k for k in range(first, stop) if c.word(k) == "by" and k + 1 < stop), None)
    if by is not None:
        return c.span(by + 1, stop)
    whose = next((k for k in range(first, stop) if c.word(k) in ("'s", "’s")), None)
    return c.span(first, stop if whose is None else whose)


def _performed(c: Clause, speaks_for: bool) -> tuple[Act, Span] | None:
    """'We strongly condemn the attack by X': the agent of what is condemned, or what is condemned."""
    verb = next((k for k in range(c.first, min(c.stop, c.first + _NEAR + 1)) if c.word(k) in _blames()), None)
    if verb is None:
        return None
    before = [c.form(k) for k in range(c.first, verb) if not c.adverb(k) and c.form(k) not in _MARKS]
    if not before or any(word in ("to", "not", "n't", "who", "that") for word in before[1:]):
        return None
    # 'Secretary Lee condemns', by her spokesman
    named = before[-1][:1].isupper() and c.word(verb).endswith("s")
    if before[-1].lower() not in _FIRST and not (speaks_for and named):
        return None
    whom = _object(c, verb + 1)
    return (Act(verb_forms()[c.word(verb)].act), whom) if whom is not None else None
