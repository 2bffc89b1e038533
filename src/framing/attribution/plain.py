"""Plain statements that the model has missed: a sentence with 'said' or 'told' and nothing found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from framing.article import STORY, Span
from framing.attribution.clause import Clause
from framing.attribution.weights import FOUND
from framing.statement import Attribution
from framing.text import Document
from framing.words.tables import WordSet

_SAYS = WordSet("attribution", "plain: says")
# Only with 'that' or a pronoun behind them.
_CLAIMS = WordSet("attribution", "plain: claims")
_TOLD = WordSet("attribution", "plain: told")
_HEARERS = WordSet("attribution", "plain: hearers")
_NOT_BEFORE = WordSet("attribution", "plain: not before")
_PASSIVE = WordSet("attribution", "plain: passive")
_EMPTY = WordSet("attribution", "plain: empty")
_DAYS = WordSet("attribution", "plain: days")
_SHORT = 4  # words that content has at least
_SUBJECT = 14  # words that a subject has at most


def plain(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Find 'X said that …', 'X told Y …' and '…, X said' in sentences in which nothing was found.

    Args:
        doc: the article.
        found: the attributions that it has already.

    Returns:
        Further attributions, with a low score.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Brell said in a filing that sales had halved."))
        >>> [(a.source.of(doc.text), a.content[0].of(doc.text)) for a in plain(doc, [])]
        [('Brell', 'that sales had halved')]
    """
    lower, starts = doc.words.lower, doc.words.starts
    hits = [i for i, word in enumerate(lower) if word in _SAYS or word in _CLAIMS]
    if not hits:
        return []
    taken = sorted((s.start, s.end) for a in found for s in (*a.content, a.cue, a.source) if s is not None)
    begins = [start for start, _ in taken]
    quoted = [(q.start, q.end) for q in doc.quotes if q.depth == 0]
    opens = [start for start, _ in quoted]
    made: list[Attribution] = []
    for i in hits:
        place = starts[i]
        at = bisect_right(opens, place) - 1
        if (at >= 0 and place < quoted[at][1]) or doc.article.region_at(place) not in STORY:
            continue
        sentence = doc.sentence_at(place)
        if sentence is None:
            continue
        near = bisect_left(begins, sentence.span.end)
        if any(end > sentence.span.start for _, end in taken[max(near - 12, 0) : near]):
            continue
        clause = Clause.around(doc, i)
        told = _read(clause, i) if clause is not None and clause.covers(i) else None
        if told is not None and not any(_near(a, sentence.span) for a in made[-1:]):
            made.append(told)
    return made


def _near(made: Attribution, sentence: Span) -> bool:
    """Whether a statement was already made of a sentence."""
    return sentence.start <= made.content[0].start < sentence.end


def _read(c: Clause, i: int) -> Attribution | None:
    """The statement of the verb at `i`, if its clause is plain."""
    start, passive = c.verb_group(i)
    if passive or c.word(i - 1) in _NOT_BEFORE:
        return None
    subject = c.subject(start)
    if subject is None or subject[1] - subject[0] > _SUBJECT or not c.form(subject[1] - 1)[:1].isalnum():
        return None
    if c.word(subject[0]) in _NOT_BEFORE - {"the", "a", "an"}:
        return None
    if c.word(subject[1] - 1) in _EMPTY - {"he", "she", "they"}:
        return None
    source, cue = c.span(*subject), c.span(i, i + 1)
    content = _before(c, subject[0], i) or _behind(c, i)
    if source is None or cue is None or content is None or content.overlaps(source):
        return None
    return Attribution(source, cue, (content,), FOUND.now.plain, "plain")


def _before(c: Clause, subject: int, i: int) -> Span | None:
    """'The road is shut, the mayor said on Friday.': the sentence before its last comma."""
    room = 9 if c.word(i + 1) in ("on", "in", "at", "to", "via", "by") else 5
    if (
        c.word(i) not in _SAYS
        or c.word(subject - 1) != ","
        or c.stop - i > room
        or subject - 1 - c.first < _SHORT
    ):
        return None
    if any(c.word(k) in ("that", ",") for k in range(i + 1, c.stop)):
        return None
    if c.word(c.first).endswith("ing") or c.word(c.first) in _EMPTY - {
        "the",
        "it",
        "he",
        "she",
        "they",
        "his",
        "her",
    }:
        return None
    return c.span(c.first, subject - 1)


def _behind(c: Clause, i: int) -> Span | None:
    """What stands behind the verb: from 'that', or at once."""
    k = i + 1
    if c.word(i) in _CLAIMS and c.word(k) not in ("that", "it", "he", "she", "they"):
        return None
    that = next((j for j in range(k, min(k + 9, c.stop)) if c.word(j) == "that"), None)
    if that is not None and not any(c.word(j) in (",", ";", ":", "–", "—") for j in range(k, that)):
        k = that
    elif c.word(i) in _TOLD:
        first = k
        k += c.word(k) == "the"
        if c.word(k) in _HEARERS:
            k += 1
        else:
            while k < c.stop and c.form(k)[:1].isupper():
                k += 1
        if k == first or k - first > 6:
            return None
    elif c.word(k) in _DAYS:
        k += 1
    if c.stop - k < _SHORT + 1 or (
        c.word(k) in _EMPTY - {"it", "he", "she", "they", "no", "his", "her", "that"}
    ):
        return None
    if not c.form(k)[:1].isalnum():
        return None
    return c.span(k, c.stop)
