"""Denials by what is said, not by the verb: 'told the paper that the claim is unfounded'."""

from __future__ import annotations

from framing.attribution.clause import Clause
from framing.statement import Attribution
from framing.text import Document
from framing.words.tables import WordSet

_SAID = WordSet("attribution", "denying: what was said")
_FALSE = WordSet("attribution", "denying: false")
_MERIT = WordSet("attribution", "denying: merit")
_BEFORE = 4  # words between the verb and what makes it false


def denies(doc: Document, a: Attribution) -> bool:
    """Whether the content says of something said that it is not so.

    Its subject must be a word for what was said, or a pronoun that can stand for it; "the door was false" denies
    nothing.

    Args:
        doc: the article.
        a: an attribution whose cue says only that it was said.

    Example:
        >>> from framing.article import Article, Span
        >>> doc = Document(Article("a", "She said that the claim is wholly unfounded."))
        >>> denies(doc, Attribution(Span(0, 3), Span(4, 8), (Span(9, 43),)))
        True
    """
    for piece in a.content:
        inside = doc.words.within(piece)
        clause = Clause(doc, inside.start, inside.stop)
        for at in inside:
            if not clause.finite(at):
                continue
            subject = {clause.word(k) for k in range(max(inside.start, at - 6), at)}
            behind = [clause.word(k) for k in range(at + 1, min(inside.stop, at + 1 + _BEFORE))]
            if subject & _SAID and _untrue(behind):
                return True
    return False


def _untrue(words: list[str]) -> bool:
    if any(word in _FALSE for word in words):
        return not any(word in ("not", "n't") for word in words)
    if any(word in ("not", "n't", "no") for word in words):
        return any(word in _MERIT for word in words)
    return "without" in words and any(word in _MERIT for word in words)
