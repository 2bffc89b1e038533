"""Several named sources of one statement: 'Jan Vos and Eva Lund said …' is said by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from framing.article import Span
from framing.people import mentions
from framing.people.entities import Cast, Mention
from framing.people.speakers import meant
from framing.statement import Beside, SpeakerType, Statement
from framing.text import Document
from framing.words.tables import WordSet

_JOINING = WordSet("people", "joining")
_NAMED = (SpeakerType.PERSON, SpeakerType.ORGANISATION)


def together(doc: Document, statements: Sequence[Statement]) -> list[Statement]:
    """Say who else makes each statement whose source names several: fills `besides`.

    Only names count that are joined to the first speaker's by "and", "as well as" or a comma before it, and are of
    the same kind as his; "the head of Norvik and Lund" has one speaker.

    Args:
        doc: the article.
        statements: its statements, with their speakers.

    Example:
        >>> from framing.article import Article, Span
        >>> doc = Document(Article("a", "Jan Vos and Eva Lund said it was time."))
        >>> said = Statement(0, "indirect", Span(0, 20), Span(21, 25), (Span(26, 37),), "Jan Vos", None, "person")
        >>> [one.name for one in together(doc, [said])[0].besides]
        ['Eva Lund']
    """
    cast = mentions.read(doc)
    asked = [(s, m) for s in statements if s.speaker_type in _NAMED for m in _joined(doc, cast, s)]
    if not asked:
        return list(statements)
    voices = meant(doc, statements, [(m.first, m.last) for _, m in asked])
    besides: dict[int, list[Beside]] = {}
    for (s, m), voice in zip(asked, voices, strict=True):
        taken = besides.setdefault(s.statement_id, [])
        if (
            voice.name
            and voice.kind in _NAMED
            and voice.name not in (s.speaker, *(one.name for one in taken))
        ):
            role = m.entity.roles[0].text if m.entity.roles else None
            taken.append(Beside(voice.name, role, SpeakerType(voice.kind), _span(doc, s, m)))
    return [
        replace(s, besides=tuple(besides[s.statement_id])) if besides.get(s.statement_id) else s
        for s in statements
    ]


def _span(doc: Document, s: Statement, mention: Mention) -> Span:
    """Where a name stands, no further than the source reaches."""
    end = doc.words.ends[mention.last - 1]
    return Span(doc.words.starts[mention.first], end if s.source is None else min(end, s.source.end))


def _joined(doc: Document, cast: Cast, s: Statement) -> list[Mention]:
    """The further names that stand in a source, if its first name is the speaker's."""
    if s.source is None:
        return []
    inside = doc.words.within(s.source)
    if not any(doc.words.lower[k] in _JOINING for k in inside):
        return []
    named = [m for m in cast.within(inside.start, inside.stop) if m.first >= inside.start]
    if len(named) < 2 or named[0].entity.name != s.speaker or _owns(doc, named[0]):
        return []
    kind = named[0].entity.kind == "person"
    found: list[Mention] = []
    joined = False
    for before, mention in pairwise(named):
        gap = doc.words.lower[before.last : mention.first]
        if not kind and gap == ["and"] and _one_body(before.entity.name, mention.entity.name):
            return []
        if (mention.entity.kind == "person") == kind and not _owns(doc, mention) and _joins(gap):
            found.append(mention)
            joined = joined or any(word in _JOINING for word in gap)
    return found if joined else []


def _joins(gap: Sequence[str]) -> bool:
    """Whether what stands between two names joins them: it ends in 'and', or is a comma."""
    words = [word for word in gap if word != "the"]
    return bool(words) and (words[-1] in _JOINING or words == [","] or words[-3:] == ["as", "well", "as"])


def _one_body(first: str, second: str) -> bool:
    """Whether 'and' stands inside one body's name: 'the Department of Health and Social Care'."""
    return any(word in first.split() for word in ("of", "for")) and not second.isupper()


def _owns(doc: Document, mention: Mention) -> bool:
    """Whether a name owns what stands behind it: 'Jan Vos's lawyer'."""
    return mention.last < len(doc.words.lower) and doc.words.lower[mention.last] in ("'s", "’s", "'", "’")
