"""A reporting clause set between commas in the middle of what it reports: 'The company, analysts contend, is …'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.article import STORY
from framing.attribution.clause import Clause
from framing.attribution.weights import FOUND
from framing.statement import Attribution
from framing.text import Document
from framing.words.tables import WordSet, derived
from framing.words.verbs import inflections

COMMENT = WordSet("attribution", "comment verb")
_MARKS = "\"“”„‟«»‹›'‘’`"
_LONGEST_SOURCE = 8  # words
_LONGEST_TAIL = 6  # words between the verb and the comma: 'told reporters on Monday'
_LONGEST_OPENING = 14  # words before the reporting clause


@derived
def _verbs() -> frozenset[str]:
    """Finite forms of the verbs that make comment clauses."""
    return frozenset(f for lemma in COMMENT for f in inflections(lemma) if not f.endswith("ing"))


def interposed(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Read the reporting clauses that stand between the subject and the verb of what they report.

    Only where the words before the first comma have no finite verb: then the clause goes on behind the second, and
    its subject cannot be the source.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "The company, analysts contend, is hiding its debts."))
        >>> [one] = interposed(doc, [])
        >>> one.source.of(doc.text), [span.of(doc.text) for span in one.content]
        ('analysts', ['The company', 'is hiding its debts'])
    """
    made = [one for one in _found(doc) if not any(_whole(a, one) for a in found)]
    if not made:
        return None
    kept = list(found)
    for one in made:
        own = [span for span in (one.source, one.cue) if span is not None]
        kept = [
            a for a in kept
            if not any(span.overlaps(mine) for span in (a.source, a.cue) if span is not None for mine in own)
            and not (a.cue is None and any(span.overlaps(mine) for span in a.content for mine in own))
        ]  # fmt: skip
    return kept + made


def _whole(a: Attribution, one: Attribution) -> bool:
    """Whether an attribution has the same cue and the words on both sides of it already."""
    assert one.cue is not None
    if a.cue is None or a.source is None or not a.cue.overlaps(one.cue):
        return False
    return all(any(mine.overlaps(span) for span in a.content) for mine in one.content)


def _found(doc: Document) -> Iterator[Attribution]:
    lower = doc.words.lower
    verbs = _verbs()
    for i, word in enumerate(lower):
        if (word not in verbs or doc.words.forms[i] != word) and word != "according":
            continue  # 'the State Department' states nothing
        if doc.article.region_at(doc.words.starts[i]) not in STORY:
            continue
        clause = Clause.around(doc, i)
        if clause is not None and clause.covers(i):
            one = _according(clause, i) if word == "according" else _reported(clause, i)
            if one is not None:
                yield one


def _reported(c: Clause, i: int) -> Attribution | None:
    """', analysts contend,' and ', residents told reporters,'."""
    first = i
    while first > c.first and c.word(first - 1) != "," and i - first <= _LONGEST_SOURCE:
        first -= 1
    if c.word(first - 1) != "," or not _names(c, first, i):
        return None
    last = i + 1
    if c.word(last) != "," and not (c.word(i) in _TOLD or c.word(last) in _TAIL or c.adverb(last)):
        return None
    while last < c.stop and c.word(last) != "," and last - i <= _LONGEST_TAIL:
        if c.word(last) in _NO_SUBJECT or c.word(last) in (":", ";", "whether") or c.finite(last):
            return None
        last += 1
    return _made(c, first - 1, last, (first, i), (i, i + 1))


def _according(c: Clause, i: int) -> Attribution | None:
    """', according to residents,'."""
    if c.word(i - 1) != "," or c.word(i + 1) != "to":
        return None
    last = i + 2
    while last < c.stop and c.word(last) != "," and last - i <= _LONGEST_SOURCE + 2:
        last += 1
    return _made(c, i - 1, last, (i + 2, last), (i, i + 2)) if last > i + 2 else None


def _names(c: Clause, first: int, stop: int) -> bool:
    """Whether words can be the subject of a reporting clause: a noun phrase and nothing else."""
    if not first < stop <= first + _LONGEST_SOURCE:
        return False
    if any(c.finite(k) or (not c.form(k)[:1].isalpha() and c.word(k) not in ("'s", "’", "-"))
           for k in range(first, stop)):  # fmt: skip
        return False
    opener, last = c.word(first), c.word(stop - 1)
    if any(opener in words for words in (_NO_SUBJECT, _PREPOSITIONS, _verbs())):
        return False
    if last in _NO_SUBJECT or c.adverb(stop - 1):
        return False
    # 'in the capital, state troopers' and 'a recent report, …' report nothing
    return c.word(stop) not in COMMENT or last.endswith("s") or last in _MANY


_NO_SUBJECT = WordSet("attribution", "no subject")
_PREPOSITIONS = WordSet("attribution", "clause: prepositions")
_MANY = WordSet("attribution", "interposed: many")
_TAIL = WordSet("attribution", "tail")
_TOLD = frozenset(inflections("tell"))


def _made(
    c: Clause, comma: int, close: int, source: tuple[int, int], cue: tuple[int, int]
) -> Attribution | None:
    """The statement around a reporting clause, where what stands before it is no clause of its own."""
    if c.word(close) != "," or close + 2 > c.stop or not 0 < comma - c.first <= _LONGEST_OPENING:
        return None
    if any(c.finite(k) for k in range(c.first, comma)):
        return None
    if not _opens(c, comma) or c.form(close + 1)[:1] in _MARKS or c.form(comma - 1)[-1:] in _MARKS:
        return None
    if c.word(close + 1) in _NO_SUBJECT or c.trailing(close + 1):
        return None
    pieces = (c.span(c.first, comma), c.span(close + 1, c.stop))
    content = tuple(piece for piece in pieces if piece is not None)
    if len(content) < 2:
        return None
    return Attribution(c.span(*source), c.span(*cue), content, FOUND.now.interposed, "interposed")


def _opens(c: Clause, comma: int) -> bool:
    """Whether the words before the reporting clause are one phrase: no mark, no conjunction in front."""
    inner = any(c.word(k) in (",", ":", ";", "–", "—", "(", ")") for k in range(c.first, comma))
    first = c.word(c.first)
    return not (inner or first in _NO_OPENING or first in _PREPOSITIONS or c.adverb(c.first))


_NO_OPENING = WordSet("attribution", "no opening")
