"""The parties of an article where they stand: its sources, the persons and bodies it names, their pronouns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from framing.article import Span
from framing.people import mentions, speakers
from framing.people.named import without_article
from framing.statement import SpeakerType, Statement
from framing.text import Document
from framing.words.tables import WordMap, WordSet

_FIRST = WordMap("function", "first_person")
_THIRD = WordMap("function", "pronoun")
_OWNING = WordSet("function", "possessive")
_BEHIND_OBJECT = WordSet("function", "preposition", "article")
_PRONOUNS = WordSet("function", "pronoun", "relative", "first_person")
_NOBODY = WordSet("function", "pronoun", "relative", "first_person", "indefinite")
_WHERE = WordSet("people", "before_scene")
_OWN = "s"  # the value of "I" among the pronouns of the first person
_NEITHER = "n"  # the value of "it", which stands for a thing more often than for a party
_LONGEST = 5  # words of a source that is no name: what follows tells of it, and is to be read


_NO_PARTY = (SpeakerType.AGENTLESS, SpeakerType.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Party:
    """One place where a party of the article stands.

    Args:
        name: canonical, as `speaker` in the statements table; of a pronoun that is not resolved yet, what kind it is.
        span: its place in the text.
        first, last: its words, end exclusive.
        open: whether it is a pronoun that `settled` has still to resolve.
    """

    name: str
    span: Span
    first: int
    last: int
    open: bool = False


def parties(doc: Document, statements: Sequence[Statement]) -> list[Party]:
    """Every party of an article, in text order; where two overlap, the source that is no name is kept.

    Pronouns of the third person are left open: resolving one costs more than finding it, so `settled` does it for
    those that matter.

    Args:
        doc: the article.
        statements: its statements with their speakers.

    Example:
        >>> from framing.article import Article
        >>> found = parties(Document(Article("a", "Ana Ruiz left Acme Inc. She sued it.")), [])
        >>> [(party.name, party.first) for party in found]
        [('Ana Ruiz', 0), ('Acme Inc', 3), ('f', 6)]
        >>> settled(Document(Article("a", "Ana Ruiz left Acme Inc. She sued it.")), [], found)[2].name
        'Ana Ruiz'
    """
    named = list(_named(doc))
    sources = list(_sources(doc, statements, named))
    taken = [(party.first, party.last) for party in sources]
    starts = [first for first, _ in taken]
    kept = [party for party in named if not _meets(party, taken, starts)]
    found = {(party.first, party.last): party for party in (*kept, *sources)}
    for party in _pronouns(doc, statements):
        found.setdefault((party.first, party.last), party)
    return sorted(found.values(), key=lambda party: (party.first, party.last))


def _meets(party: Party, taken: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, party.last) - 1
    return at >= 0 and taken[at][1] > party.first


def _named(doc: Document) -> Iterator[Party]:
    """Whom and what the cast names, but for places that something happens in."""
    words = doc.words
    place_ends = -1
    for mention in mentions.read(doc).mentions:
        person, before = mention.entity.kind == "person", mention.first - 1
        where = before >= 0 and words.lower[before] in _WHERE
        further = before >= 1 and words.lower[before] == "," and before == place_ends  # "in Oslo, Norway"
        if not person and (where or further):
            place_ends = mention.last
            continue
        name = mention.entity.name if person else without_article(mention.entity.name)
        span = Span(words.starts[mention.first], words.ends[mention.last - 1])
        yield Party(name, span, mention.first, mention.last)


def _sources(doc: Document, statements: Sequence[Statement], named: Sequence[Party]) -> Iterator[Party]:
    """The sources that the cast does not name: pronouns, roles, groups."""
    starts = [party.first for party in named]
    seen = -1
    for statement in sorted(statements, key=lambda s: s.source.start if s.source is not None else -1):
        source, name = statement.source, statement.speaker
        if source is None or not name or statement.speaker_type in _NO_PARTY:
            continue
        inside = doc.words.within(source)
        if not inside or inside.start < seen or name.lower() in _NOBODY:
            continue
        near = slice(max(bisect_left(starts, inside.start) - 1, 0), bisect_right(starts, inside.stop))
        if any(party.name == name and party.last > inside.start for party in named[near]):
            continue
        first, last = inside.start, min(inside.stop, inside.start + _LONGEST)
        seen = last
        yield Party(name, Span(doc.words.starts[first], doc.words.ends[last - 1]), first, last)


def settled(doc: Document, statements: Sequence[Statement], found: Sequence[Party]) -> list[Party | None]:
    """The parties with those that are open resolved; None for a pronoun that stands for nobody who is named or speaks.

    Args:
        doc: the article.
        statements: its statements with their speakers.
        found: some or all of its `parties`.
    """
    asked = [party for party in found if party.open]
    if not asked:
        return list(found)
    names = {statement.speaker for statement in statements} | {party.name for party in _named(doc)}
    voices = speakers.meant(doc, statements, [(party.first, party.last) for party in asked])
    meant = {(party.first, party.last): voice.name for party, voice in zip(asked, voices, strict=True)}

    def named(party: Party) -> Party | None:
        name = meant[party.first, party.last]
        if name is None or name not in names or name.lower() in _NOBODY:
            return None
        return replace(party, name=name, open=False)

    return [named(party) if party.open else party for party in found]


def _pronouns(doc: Document, statements: Sequence[Statement]) -> Iterator[Party]:
    """Pronouns: "I" for whose words it stands in, those of the third person open."""
    lower, words = doc.words.lower, doc.words
    contents = sorted(
        (span.start, span.end, s.speaker) for s in statements for span in s.content if s.speaker
    )
    starts = [start for start, _, _ in contents]
    for at in [at for at, word in enumerate(lower) if word in _PRONOUNS]:
        if _owns(lower, at):
            continue
        word = lower[at]
        span = Span(words.starts[at], words.ends[at])
        if _FIRST.get(word) == _OWN:
            inner = bisect_right(starts, span.start) - 1
            if inner >= 0 and contents[inner][1] > span.start:
                yield Party(contents[inner][2], span, at, at + 1)
        elif _THIRD.get(word, _NEITHER) != _NEITHER:
            yield Party(_THIRD[word], span, at, at + 1, True)


def _owns(lower: Sequence[str], at: int) -> bool:
    """Whether "her" or "my" is the possessive: a word follows that opens neither a phrase nor a clause."""
    if lower[at] not in _OWNING or at + 1 == len(lower):
        return False
    return lower[at + 1][0].isalnum() and lower[at + 1] not in _BEHIND_OBJECT
