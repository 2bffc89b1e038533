"""Who speaks behind a description: "the retired surgeon" goes by a name elsewhere, a report has a maker.

The statements call a speaker by the words that stand there, where no name or office tells more. Who accuses is a
person or a body: the one of whom the article has just told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from framing.people.parties import Parties
from framing.statement import SpeakerType, Statement
from framing.text import Document
from framing.words.tables import WordSet

_MAKER = re.compile(r"\b(?:by|from|of)\s+(?P<who>.+)$")
_OWNER = re.compile(r"^(?P<who>.+?)['’]s?\s+\S")
_ANSWER = frozenset(("A", "A."))
_REACH = 90  # words before a description in which he has been named whom it means
_SPEAKS_FOR = WordSet("accusing", "speaks_for")
_OTHER = frozenset(("other", "another", "second", "third", "latter", "one"))


def bearers(doc: Document, statements: Sequence[Statement], parties: Parties) -> dict[int, int]:
    """The parties that are but another word for a named one: party to party.

    Args:
        doc: the article.
        statements: its statements.
        parties: of the article.

    Example:
        >>> from framing.article import Article
        >>> from framing.layers.statements import statements
        >>> from framing.people.parties import parties
        >>> doc = Document(Article("a", "Ana Ruiz rose. “They lied,” she said. “It is theft,” the surgeon added."))
        >>> said = statements([doc])[0]
        >>> found = parties(doc, said)
        >>> {found.names[a]: found.names[b] for a, b in bearers(doc, said, found).items()}
        {'the surgeon': 'Ana Ruiz'}
    """
    made: dict[int, int] = {}
    ordered = sorted(statements, key=lambda s: s.start)
    for number, one in enumerate(ordered):
        party = parties.number(one.speaker)
        if party is None or party in made or one.speaker is None:
            continue
        if parties.named[party] and one.speaker not in _ANSWER:
            continue
        found = _bearer(doc, ordered, number, parties)
        if found is not None and found != party and parties.named[found]:
            made[party] = found
    return {one: other for one, other in made.items() if other not in made}


def merged(parties: Parties, same: Mapping[int, int]) -> Parties:
    """The parties with all that another word means given to the party that it means."""
    if not same:
        return parties
    times = list(parties.times)
    for one, other in same.items():
        times[other] += times[one]
        times[one] = 0
    meant = tuple(one._replace(party=same[one.party]) if one.party in same else one for one in parties.meant)
    return replace(parties, times=tuple(times), meant=meant)


def _bearer(doc: Document, ordered: Sequence[Statement], number: int, parties: Parties) -> int | None:
    one = ordered[number]
    assert one.speaker is not None
    if one.speaker in _ANSWER:
        people = [n for n, kind in enumerate(parties.kinds) if kind == "person" and parties.named[n]]
        return max(people, key=lambda n: (parties.times[n], -n), default=None)
    if one.speaker_type == SpeakerType.DOCUMENT:
        told = _MAKER.search(one.speaker) or _OWNER.match(one.speaker)
        if told is not None:
            return _party(parties, told["who"])
        return _last(doc, ordered, number, parties, ("person", "organisation"))
    if one.speaker_type == SpeakerType.UNNAMED_PERSON and _described(one.speaker):
        return _last(doc, ordered, number, parties, ("person",))
    return None


def _described(name: str) -> bool:
    """Whether a phrase describes one person whom the reader knows: "the surgeon", not "the surgeon's lawyer"."""
    words = name.lower().split()
    if words[0] != "the" or not 2 <= len(words) <= 6 or not _OTHER.isdisjoint(words):
        return False
    return not any(word in _SPEAKS_FOR or word.endswith(("'s", "’s")) or word == "of" for word in words)


def _last(
    doc: Document, ordered: Sequence[Statement], number: int, parties: Parties, kinds: Sequence[str]
) -> int | None:
    """The named party that spoke last before a statement, not long ago."""
    one = ordered[number]
    at = doc.words.within(one.source).start if one.source is not None else 0
    for before in reversed(ordered[:number]):
        party = parties.number(before.speaker)
        if party is None or not parties.named[party] or parties.kinds[party] not in kinds:
            continue
        last = doc.words.within(before.source).start if before.source is not None else at
        return party if at - last <= _REACH else None
    return None


def _party(parties: Parties, phrase: str) -> int | None:
    """The party whose name stands first in a phrase, the longest name of those."""
    held = [n for n, name in enumerate(parties.names) if parties.named[n] and name in phrase]
    return min(held, key=lambda n: (phrase.find(parties.names[n]), -len(parties.names[n])), default=None)
