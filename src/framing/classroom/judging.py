"""When a student's mark is the suite's: it names the words or most of them, and does not mark half the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framing.article import Span
from framing.text import word_spans
from framing.words.tables import WordSet

SMALL = WordSet(
    "function", "article", "be", "have", "do", "coordinator", "demonstrative", "preposition", "preposition_of_place",
    "preposition_of_relation", "pronoun", "possessive", "subordinator", "relative",
)  # fmt: skip
"""Words that name nothing by themselves: who marks only these has marked nothing."""

_MOST = 0.5  # of the words that count must be named
_WIDEST = 4  # times as many words as the suite's mark, and a few, are still that mark
_SPARE = 3
_PAGE = 0.25  # of the story: who marks more has not chosen


def meets(text: str, mark: Span, wanted: Span, *, core: Span | None = None) -> bool:
    """Whether a mark is the wanted one.

    Args:
        text: of the article.
        mark: the student's.
        wanted: the suite's.
        core: a part of the wanted mark that is enough by itself, such as the verb that accuses.

    Example:
        >>> text = "It has been widely accused of bombing schools for years."
        >>> wanted, core = Span(3, 45), Span(19, 29)
        >>> [meets(text, Span(*where), wanted, core=core) for where in ((19, 26), (46, 49), (12, 45))]
        [True, False, True]
    """
    if not mark.overlaps(wanted):
        return False
    own = word_spans(text, mark.start, mark.end)
    if len(own) > _WIDEST * len(word_spans(text, wanted.start, wanted.end)) + _SPARE:
        return False
    if core is not None and _telling(text, core) and set(_telling(text, core)) & set(own):
        return True
    telling = _telling(text, wanted) or word_spans(text, wanted.start, wanted.end)
    return sum(word in own for word in telling) >= _MOST * len(telling)


def too_many(text: str, marks: Iterable[Span], places: Sequence[Span]) -> tuple[int, int] | None:
    """The words marked and all words, where so many are marked that nothing was chosen; else None.

    Example:
        >>> too_many("It may rain on us.", [Span(0, 17)], [Span(0, 18)])
        (5, 5)
        >>> too_many("It may rain on us.", [Span(3, 6)], [Span(0, 18)]) is None
        True
    """
    words = [word for place in places for word in word_spans(text, place.start, place.end)]
    spans = list(marks)
    marked = sum(any(word.overlaps(span) for span in spans) for word in words)
    return (marked, len(words)) if marked > max(_PAGE * len(words), 2) else None


def _telling(text: str, span: Span) -> list[Span]:
    """The words of a span that are more than grammar."""
    return [word for word in word_spans(text, span.start, span.end) if word.of(text).lower() not in SMALL]
