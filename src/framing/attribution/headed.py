"""Headlines that say who speaks with a colon: 'Mayor: bridge is safe', '“We are ready”: army chief'."""

from __future__ import annotations

from collections.abc import Sequence

from framing.article import Span
from framing.attribution.clause import Clause
from framing.attribution.weights import FOUND
from framing.statement import Attribution
from framing.text import Document
from framing.words.gazetteer import country_terms, given_names, noun_kind
from framing.words.tables import WordSet

_LONGEST = 5  # words that name who speaks
_SHORTEST = 3  # words of what is said
_SPEAKING = ("role", "person", "group", "organisation")
_RUBRICS = WordSet("attribution", "headed: rubric")


def headed(doc: Document, found: Sequence[Attribution]) -> list[Attribution] | None:
    """Give the words of a headline to who stands before its colon, or behind it.

    Who stands there is somebody by a role, or by a name that speaks in the article; a rubric ('Opinion: …') or a place
    is nobody. Behind a name only a clause counts as said.

    Example:
        >>> from framing.article import Article, Region
        >>> text = "Mayor: bridge is safe\\n\\nIt rained."
        >>> doc = Document(Article("a", text, regions=(Region("headline", 0, 21), Region("body", 23, 33))))
        >>> [one] = headed(doc, [])
        >>> one.source.of(text), one.content[0].of(text)
        ('Mayor', 'bridge is safe')
    """
    made = [
        one
        for block, name in doc.story
        if name == "headline" and (one := _headed(doc, block, found)) is not None
    ]
    return [*found, *made] if made else None


def _headed(doc: Document, block: Span, found: Sequence[Attribution]) -> Attribution | None:
    inside = doc.words.within(block)
    colons = [k for k in inside if doc.words.forms[k] == ":"]
    if len(colons) != 1:
        return None
    [colon] = colons
    before, behind = range(inside.start, colon), range(colon + 1, inside.stop)
    cue = Span(doc.words.starts[colon], doc.words.ends[colon])
    for who, said in ((before, behind), (behind, before)):
        if len(who) <= _LONGEST and len(said) >= _SHORTEST and _speaks(doc, who, said, found):
            source, content = (
                Span(doc.words.starts[part.start], doc.words.ends[part.stop - 1]) for part in (who, said)
            )
            if any(a.source is not None and any(s.overlaps(content) for s in a.content) for a in found):
                return None
            return Attribution(source, cue, (content,), FOUND.now.signed, "headline")
    return None


def _speaks(doc: Document, who: range, said: range, found: Sequence[Attribution]) -> bool:
    if not len(who) or not doc.words.forms[who.start][0].isalpha():
        return False
    words = [doc.words.lower[k] for k in who]
    clause = Clause(doc, who.start, who.stop)
    if words[0] in _RUBRICS or any(clause.finite(k) for k in who):
        return False
    if noun_kind(words[-1]) in _SPEAKING:
        return True
    forms = [doc.words.forms[k] for k in who]
    if " ".join(forms) in country_terms() or not all(form[0].isupper() for form in forms):
        return False
    told = Clause(doc, said.start, said.stop)
    if not any(told.finite(k) for k in said) and not _quoted(doc, said):
        return False
    return (forms[0] in given_names() and len(forms) > 1) or _spoken(doc, forms[-1], found)


def _quoted(doc: Document, said: range) -> bool:
    start = doc.words.starts[said.start]
    return any(q.start == start for q in doc.quotes)


def _spoken(doc: Document, name: str, found: Sequence[Attribution]) -> bool:
    """Whether who bears a name says something elsewhere in the article."""
    return any(a.source is not None and name in a.source.of(doc.text).split() for a in found)
