"""What the accusation network looks at: pieces of an article, clauses in them, and who may be meant around a clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.article import STORY, Span
from framing.layers._tone_network import Floats, Ints, Passage, describe
from framing.people.authors import writer
from framing.people.parties import HOWS, Meant, Parties, parties
from framing.spans import Owners
from framing.statement import ACCUSING, Act, Statement
from framing.text import Document

PIECE = 160  # words of a paragraph that are read at once
BEFORE, BEHIND = 70, 25  # words around a clause in which who is meant may stand
KINDS = ("person", "organisation", "unnamed person", "unnamed group", "document", "agentless")
ANSWERING = frozenset((Act.DENIES, Act.DECLINES, Act.ADMITS, Act.APOLOGISES))
_STEPS = (0, 1, 3, 8, 20, 60)
_CHIEF = 4  # parties that are meant most often in the article: they may be meant where none of their places is near
_MARKED = 21  # features of a candidate that are yes or no
FEATURES = len(HOWS) + 2 * len(_STEPS) + 1 + len(KINDS) + _MARKED
CLAUSE_FEATURES = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant around a clause, at one place.

    Args:
        first, last: word positions within the window; equal where the place lies outside it.
        party: the number of the party.
        features: (FEATURES,), what speaks for and against.
    """

    first: int
    last: int
    party: int
    features: Floats


@dataclass(frozen=True)
class Around:
    """A clause in its window of words, with everybody who may accuse or be accused in it.

    Args:
        low, high: the window as word positions of the article.
        first, last: the clause, as word positions of the article.
        candidates: places at which parties are meant, in text order.
        features: (CLAUSE_FEATURES,), of the clause itself.
    """

    low: int
    high: int
    first: int
    last: int
    candidates: tuple[Candidate, ...]
    features: Floats


class Reading:
    """One article as the network reads it.

    Args:
        doc: the article.
        statements: who says what in it.
    """

    def __init__(self, doc: Document, statements: Sequence[Statement]) -> None:
        self.doc = doc
        self.statements = {s.statement_id: s for s in statements}
        self._owners = Owners.of((s.statement_id, (c.start, c.end)) for s in statements for c in s.content)
        self._cues = Owners.of(
            (s.statement_id, (s.cue.start, s.cue.end)) for s in statements if s.cue is not None
        )

    @cached_property
    def parties(self) -> Parties:
        """Whoever may accuse or be accused."""
        return parties(self.doc, list(self.statements.values()))

    @cached_property
    def pieces(self) -> tuple[range, ...]:
        """The paragraphs of the story as words, long ones cut."""
        return tuple(_pieces(self.doc))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The pieces as the network sees them."""
        return tuple(describe(self.doc.words, piece) for piece in self.pieces)

    def owner(self, first: int, last: int) -> Statement | None:
        """The statement in whose content most words of a clause stand, if that is at least half of them."""
        starts = self.doc.words.starts
        counts: dict[int, int] = {}
        for at in range(first, last):
            number = self._owners.at(starts[at])
            if number is not None:
                counts[number] = counts.get(number, 0) + 1
        best = max(counts, key=lambda number: (counts[number], -number), default=None)
        return self.statements[best] if best is not None and 2 * counts[best] >= last - first else None

    def accusing(self, first: int, last: int) -> Statement | None:
        """The statement whose reporting word stands in a clause and accuses."""
        for at in range(first, last):
            number = self._cues.at(self.doc.words.starts[at])
            if number is not None and self.statements[number].act in ACCUSING:
                return self.statements[number]
        return None

    def answering(self, first: int, last: int) -> bool:
        """Whether the reporting word in a clause denies, admits or declines: an answer, no accusation."""
        numbers = {self._cues.at(self.doc.words.starts[at]) for at in range(first, last)} - {None}
        acts = {self.statements[number].act for number in numbers if number is not None}
        return bool(acts) and acts <= ANSWERING

    def around(self, first: int, last: int) -> Around:
        """A clause with everybody who may be meant around it."""
        low, high = max(0, first - BEFORE), min(len(self.doc.words), last + BEHIND)
        owner, telling = self.owner(first, last), self.accusing(first, last)
        speaker = self.parties.number(owner.speaker) if owner is not None else None
        teller = self.parties.number(telling.speaker) if telling is not None else None
        meant = self.parties.meant
        begin = bisect_left(self._meant_starts, low)
        end = bisect_left(self._meant_starts, high)
        found = []
        at = bisect_left(self._meant_starts, first)  # the first place that stands in the clause or behind it
        for number, one in enumerate(meant[begin:end], begin):
            vector = self._features(one, number - at, (first, last), owner, speaker, teller)
            found.append(Candidate(one.first - low, min(one.last, high) - low, one.party, vector))
        present = {candidate.party for candidate in found}
        for party in dict.fromkeys((speaker, teller, self._writer, *self._chief)):
            if party is None or party in present:
                continue
            number = self._nearest(party, first)
            vector = self._features(meant[number], number - at, (first, last), owner, speaker, teller)
            found.append(Candidate(0, 0, party, vector))
        return Around(low, high, first, last, tuple(found), self._of_clause(first, last, owner, telling))

    @cached_property
    def _meant_starts(self) -> list[int]:
        return [one.first for one in self.parties.meant]

    @cached_property
    def _places(self) -> list[list[int]]:
        """Of every party the numbers of its places."""
        made: list[list[int]] = [[] for _ in self.parties.names]
        for number, one in enumerate(self.parties.meant):
            made[one.party].append(number)
        return made

    def _nearest(self, party: int, at: int) -> int:
        """The last place of a party before a word, else its first."""
        places = self._places[party]
        before = bisect_left(places, bisect_left(self._meant_starts, at))
        return places[max(before - 1, 0)]

    @cached_property
    def _chief(self) -> tuple[int, ...]:
        times = self.parties.times
        return tuple(sorted(range(len(times)), key=lambda party: (-times[party], party))[:_CHIEF])

    @cached_property
    def _writer(self) -> int | None:
        """Who writes the piece in his own name."""
        return self.parties.number(writer(self.doc))

    @cached_property
    def _heard(self) -> frozenset[int]:
        """The parties that speak in the article."""
        numbers = {self.parties.number(s.speaker) for s in self.statements.values()}
        return frozenset(number for number in numbers if number is not None)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.doc.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block, _ in self.doc.blocks]

    @cached_property
    def _most(self) -> int:
        return max(self.parties.times, default=1)

    @cached_property
    def _quotes(self) -> tuple[list[int], list[int]]:
        outer = [q for q in self.doc.quotes if q.depth == 0]
        return [q.start for q in outer], [q.end for q in outer]

    def _quoted(self, at: int) -> bool:
        offset = self.doc.words.starts[at]
        place = bisect_right(self._quotes[0], offset) - 1
        return place >= 0 and self._quotes[1][place] > offset

    def _features(
        self, one: Meant, rank: int, clause: tuple[int, int],
        owner: Statement | None, speaker: int | None, teller: int | None,
    ) -> Floats:  # fmt: skip
        first, last, party, how = one.first, one.last, one.party, one.how
        starts, made = self.doc.words.starts, np.zeros(FEATURES, dtype=np.float32)
        made[HOWS.index(how)] = 1
        away = (
            first - clause[1] + 1
            if first >= clause[1]
            else min(last - clause[0] - 1, 0)
            if last <= clause[0]
            else 0
        )
        base = len(HOWS)
        step = bisect_left(_STEPS, abs(away))
        made[base + (step if away <= 0 else len(_STEPS) + step)] = 1
        base += 2 * len(_STEPS) + 1
        kind = self.parties.kinds[party]
        if kind in KINDS:
            made[base + KINDS.index(kind)] = 1
        base += len(KINDS)
        here, there = starts[clause[0]], starts[first]
        sentences = bisect_right(self._sentence_starts, here) - bisect_right(self._sentence_starts, there)
        blocks = bisect_right(self._block_starts, here) - bisect_right(self._block_starts, there)
        own = owner is not None and self._owners.at(there) == owner.statement_id
        source = owner.source if owner is not None else None
        made[base : base + _MARKED] = (
            sentences == 0, sentences == 1, sentences < 0, blocks == 0, blocks == 1,
            party == speaker, party == teller, own, source is not None and source.start <= there < source.end,
            self.parties.times[party] / self._most, self.parties.named[party], self._quoted(first),
            speaker is not None and party != speaker,
            party == self._writer, party in self._heard, party in self._chief[:1], party in self._chief,
            rank == -1, rank == -2, rank == 0, away == 0 and rank > 0,
        )  # fmt: skip
        return made

    def _of_clause(self, first: int, last: int, owner: Statement | None, telling: Statement | None) -> Floats:
        return np.array(
            [
                owner is not None, owner is not None and owner.source is None, telling is not None,
                telling is not None and telling.source is None, self._quoted(first),
                self._writer is not None,
            ],
            dtype=np.float32,
        )  # fmt: skip


def _pieces(doc: Document) -> Iterator[range]:
    starts = [sentence.start for sentence in doc.sentences]
    for block, region in doc.blocks:
        if region not in STORY:
            continue
        inside = doc.words.within(block)
        low = inside.start
        while inside.stop - low > PIECE:
            cut = _cut(doc, starts, low)
            yield range(low, cut)
            low = cut
        if low < inside.stop:
            yield range(low, inside.stop)


def _cut(doc: Document, starts: Sequence[int], low: int) -> int:
    """The last sentence's end within reach, or the reach itself."""
    offset = doc.words.starts[low + PIECE]
    at = bisect_right(starts, offset) - 1
    first = bisect_left(doc.words.starts, starts[at]) if at >= 0 else low
    return first if low < first <= low + PIECE else low + PIECE


def words_of(doc: Document, span: Span) -> tuple[int, int]:
    """A span as word positions, end exclusive; marks at its edges are left out.

    Example:
        >>> from framing.article import Article
        >>> words_of(Document(Article("a", 'He said: "No way."')), Span(9, 18))
        (4, 6)
    """
    inside = doc.words.within(span)
    first, last = inside.start, inside.stop
    while first < last and not doc.words.forms[first][0].isalnum():
        first += 1
    while last > first and not doc.words.forms[last - 1][0].isalnum():
        last -= 1
    return first, last


def labels(piece: range, clauses: Sequence[tuple[int, int, int]]) -> Ints:
    """The class of every word of a piece: 0 outside, else that of its clause; for fitting.

    Args:
        piece: word positions.
        clauses: first, last, class.
    """
    made = np.zeros(len(piece), dtype=np.int64)
    for first, last, cls in clauses:
        made[max(first - piece.start, 0) : max(last - piece.start, 0)] = cls
    return made
