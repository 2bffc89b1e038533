"""What the accusation network looks at: pieces of an article, clauses in them, and who may be meant around a clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from framing.layers import _accusation_syntax as syntax
from framing.layers._accusation_names import bearers, merged
from framing.layers._accusation_pieces import pieces
from framing.layers._convolution import Floats
from framing.layers._passages import Passage, describe
from framing.layers.relations import relations
from framing.people import mentions
from framing.people.authors import writer
from framing.people.entities import Mention
from framing.people.parties import HOWS, NAME, THIRD, Parties, parties
from framing.spans import Owners
from framing.statement import ACCUSING, Act, Statement
from framing.text import Document
from framing.words.tables import WordSet

BEFORE, BEHIND = 70, 25  # words around a clause in which who is meant may stand
KINDS = ("person", "organisation", "unnamed person", "unnamed group", "document", "agentless")
ANSWERING = frozenset((Act.DENIES, Act.DECLINES, Act.ADMITS, Act.APOLOGISES))
_STEPS = (0, 1, 3, 8, 20, 60)
_CHIEF = 4  # parties that are meant most often in the article: they may be meant where none of their places is near
_MARKED = 21  # features of a candidate that are yes or no
_SHOWN = 22  # of what the place itself shows, of gender and number, of the relations told of the party
_HE, _SHE, _THEY = (
    {"he", "his", "him", "himself"},
    {"she", "her", "hers", "herself"},
    {"they", "their", "them"},
)
_BE = WordSet("function", "be")
_AGAINST = frozenset(("of", "against", "to", "at", "on", "from", "with", "for"))
_NEW = syntax.SHAPE + syntax.TOLD + 8
FEATURES = len(HOWS) + 2 * len(_STEPS) + 1 + len(KINDS) + _MARKED + _SHOWN + _NEW
CLAUSE_FEATURES = 17 + syntax.SIGNS
_AT = len(HOWS) + 2 * len(_STEPS) + 1 + len(KINDS)  # where those that are yes or no begin
_SEEN = _AT + _MARKED  # and those of the place itself
_FURTHER = (
    _SEEN + _SHOWN
)  # and those of the accusing word, of what the statements tell; of the neighbours last
SUBJECT, OBJECT, STATED = _FURTHER + 1, _FURTHER + 4, _FURTHER + syntax.TOLD
"""The features of a place: the accusing word's subject, its object, the accused of an accusing statement."""
TELLING, QUOTED, VERB = 2, 4, 17
"""The features of a clause: it has an accusing statement's reporting word, is quoted, has an accusing verb."""


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
    features: Sequence[float]


class _Place(NamedTuple):
    """A place: the features that do not depend on the clause, and where it stands."""

    shown: list[float]
    start: int
    sentence: int
    block: int
    owner: int | None
    opens: bool


class _Clause(NamedTuple):
    """What the words of a clause show: its first place, pronouns, the place behind its accusing word, signs."""

    at: int
    pronouns: tuple[bool, bool, bool]
    verb_at: int
    signs: tuple[bool, ...]
    sentence: int
    block: int
    told: dict[int, list[float]]
    accused: frozenset[int]
    speaking: frozenset[int]
    near: dict[int, int]
    quoted: bool
    blamed: int | None
    turned: tuple[int | None, int | None]


@dataclass(frozen=True)
class Around:
    """A clause in its window of words, with everybody who may accuse or be accused in it.

    Args:
        low, high: the window as word positions of the article.
        first, last: the clause, as word positions of the article.
        candidates: places at which parties are meant, in text order.
        features: (CLAUSE_FEATURES,), of the clause itself.
        rejecting: the party that turns the charge away: it does not make it.
        maker: the party that makes the charge by the form of its noun, as "criticism from Lee".
    """

    low: int
    high: int
    first: int
    last: int
    candidates: tuple[Candidate, ...]
    features: Floats
    rejecting: int | None = None
    maker: int | None = None


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
        self._kept: dict[int, _Place] = {}
        self._cues = Owners.of(
            (s.statement_id, (s.cue.start, s.cue.end)) for s in statements if s.cue is not None
        )

    @cached_property
    def parties(self) -> Parties:
        """Whoever may accuse or be accused."""
        return merged(self._parties, self._same)

    @cached_property
    def _parties(self) -> Parties:
        return parties(self.doc, list(self.statements.values()))

    @cached_property
    def _same(self) -> dict[int, int]:
        return bearers(self.doc, list(self.statements.values()), self._parties)

    def party(self, name: str | None) -> int | None:
        """The party that the statements call so; for a description whom it means."""
        number = self._parties.number(name)
        return self._same.get(number, number) if number is not None else None

    def called(self, name: str | None) -> str | None:
        """The name of a speaker, where the statements only describe him."""
        number = self.party(name)
        return self._parties.names[number] if number is not None else name

    @cached_property
    def pieces(self) -> tuple[range, ...]:
        """The paragraphs of the story as words, long ones cut."""
        return tuple(pieces(self.doc))

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
        speaker = self.party(owner.speaker) if owner is not None else None
        teller = self.party(telling.speaker) if telling is not None else None
        meant = self.parties.meant
        begin = bisect_left(self._meant_starts, low)
        end = bisect_left(self._meant_starts, high)
        found = []
        seen = self._clause(first, last, owner)
        for number, one in enumerate(meant[begin:end], begin):
            vector = self._features(number, (first, last), owner, speaker, teller, seen)
            found.append(Candidate(one.first - low, min(one.last, high) - low, one.party, vector))
        present = {candidate.party for candidate in found}
        for party in dict.fromkeys((speaker, teller, self._writer, *self._chief)):
            if party is None or party in present:
                continue
            number = self._nearest(party, first)
            vector = self._features(number, (first, last), owner, speaker, teller, seen)
            found.append(Candidate(0, 0, party, vector))
        about = self._of_clause(first, owner, telling, seen)
        return Around(low, high, first, last, tuple(found), about, *seen.turned)

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
        return self.party(writer(self.doc))

    @cached_property
    def _heard(self) -> frozenset[int]:
        """The parties that speak in the article."""
        numbers = {self.party(s.speaker) for s in self.statements.values()}
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
        self, number: int, clause: tuple[int, int],
        owner: Statement | None, speaker: int | None, teller: int | None, seen: _Clause,
    ) -> list[float]:  # fmt: skip
        one, place = self.parties.meant[number], self._place(number)
        first, last, party = one.first, one.last, one.party
        made = place.shown.copy()
        away = (
            first - clause[1] + 1
            if first >= clause[1]
            else min(last - clause[0] - 1, 0)
            if last <= clause[0]
            else 0
        )
        step = bisect_left(_STEPS, abs(away))
        made[len(HOWS) + (step if away <= 0 else len(_STEPS) + step)] = 1
        sentences, blocks = seen.sentence - place.sentence, seen.block - place.block
        source = owner.source if owner is not None else None
        rank = number - seen.at
        made[_AT : _AT + 9] = (
            sentences == 0, sentences == 1, sentences < 0, blocks == 0, blocks == 1,
            party == speaker, party == teller, owner is not None and place.owner == owner.statement_id,
            source is not None and source.start <= place.start < source.end,
        )  # fmt: skip
        made[_AT + 12] = speaker is not None and party != speaker
        made[_AT + 17 : _AT + _MARKED] = (rank == -1, rank == -2, rank == 0, away == 0 and rank > 0)
        he, she, they = seen.pronouns
        man, woman, many = self._genders[party]
        made[_SEEN + 5 : _SEEN + 9] = (
            he and man, she and woman, they and many, (man and she and not he) or (woman and he and not she),
        )  # fmt: skip
        made[_SEEN + 13 : _SEEN + 15] = self._against.get((seen.sentence, party), (0.0, 0.0))
        same = sentences == 0
        made[_SEEN + 17 : _SEEN + 22] = (
            same and number == seen.verb_at - 1, same and number == seen.verb_at, last == clause[0],
            first == clause[0], same and place.opens,
        )  # fmt: skip
        if same and number in seen.told:
            made[_FURTHER : _FURTHER + syntax.TOLD] = seen.told[number]
        inside = away == 0
        made[_FURTHER + syntax.TOLD : _FURTHER + syntax.TOLD + 8] = (
            party in seen.accused, party in seen.speaking, party == seen.blamed,
            self._quoted(first) == seen.quoted, inside and number == seen.at, inside and number == seen.at + 1,
            seen.near.get(party) == 0, seen.near.get(party) == 1,
        )  # fmt: skip
        return made

    def _place(self, number: int) -> _Place:
        """What a place shows whatever the clause."""
        kept = self._kept.get(number)
        if kept is None:
            kept = self._kept[number] = self._shows(number)
        return kept

    def _shows(self, number: int) -> _Place:
        meant = self.parties.meant
        first, last, party, how = meant[number]
        lower, start = self.doc.words.lower, self.doc.words.starts[first]
        mention, sentence = self._mentions.get(first), self._sentence_of(first)
        shown: list[float] = [0.0] * FEATURES
        shown[HOWS.index(how)] = 1
        kind = self.parties.kinds[party]
        if kind in KINDS:
            shown[len(HOWS) + 2 * len(_STEPS) + 1 + KINDS.index(kind)] = 1
        shown[_AT + 9 : _AT + 12] = (
            self.parties.times[party] / self._most, self.parties.named[party], self._quoted(first),
        )  # fmt: skip
        shown[_AT + 13 : _AT + 17] = (
            party == self._writer, party in self._heard, party in self._chief[:1], party in self._chief,
        )  # fmt: skip
        before = lower[first - 1] if first else ""
        behind = lower[last] if last < len(lower) else ""
        shown[_SEEN : _SEEN + 5] = (
            mention is not None and mention.subject, mention is not None and mention.entity.kind == "place",
            *self._genders[party],
        )  # fmt: skip
        shown[_SEEN + 9 : _SEEN + 13] = (
            before == "by", before in _AGAINST, behind in ("'s", "’s", "'", "’"),
            behind in ("is", "was", "are", "were", "has", "have", "had"),
        )  # fmt: skip
        shown[_SEEN + 15 : _SEEN + 17] = self._always.get(party, (0.0, 0.0))
        here = bisect_left(self._meant_starts, first)
        opens = here == 0 or self._sentence_of(self._meant_starts[here - 1]) != sentence
        low, high = self._sentence_words(sentence)
        shown[_FURTHER + syntax.TOLD + 8 :] = syntax.shape(
            lower, self.doc.words.forms, low, high, first, last
        )
        return _Place(shown, start, sentence, self._block_of(first), self._owners.at(start), opens)

    def _clause(self, first: int, last: int, owner: Statement | None) -> _Clause:
        lower = self.doc.words.lower
        words = lower[first:last]
        here = frozenset(words)
        verbs, nouns = syntax.listed_words()
        verb = next((number for number, word in enumerate(words) if word in verbs), -1)
        noun = next((number for number, word in enumerate(words) if word in nouns), -1)
        at = bisect_left(self._meant_starts, first)
        place = verb if verb >= 0 else noun
        verb_at = bisect_left(self._meant_starts, first + place) if place >= 0 else -9
        passive = verb >= 0 and any(word in _BE for word in lower[max(first + verb - 3, 0) : first + verb])
        opens = at < len(self._meant_starts) and self._meant_starts[at] == first
        sentence, block = self._sentence_of(first), self._block_of(first)
        low, high = self._sentence_words(sentence)
        meant = self.parties.meant
        begin, end = bisect_left(self._meant_starts, low), bisect_left(self._meant_starts, high)
        found = syntax.predicate(lower, low, high, first, last)
        places = [(m.first, m.last) for m in meant[begin:end]]
        told = syntax.told(lower, low, high, found, places)
        turned = syntax.turned(lower, low, high, (first, last), places)
        by, maker = (meant[begin + n].party if n is not None else None for n in turned)
        signs = syntax.signs(lower, low, first, last, found)
        cued = self._cued.get(sentence, ())
        accused = frozenset(p for s in cued if s.act in ACCUSING and (p := self.party(s.target)) is not None)
        speaking = frozenset(p for s in cued if (p := self.party(s.speaker)) is not None)
        near: dict[int, int] = {}
        for one in reversed(meant[max(at - 12, 0) : at]):
            near.setdefault(one.party, len(near))
        return _Clause(
            at, (not here.isdisjoint(_HE), not here.isdisjoint(_SHE), not here.isdisjoint(_THEY)), verb_at,
            (verb >= 0, noun >= 0, 0 <= verb < 2, passive, opens, block == 1, words[0] in _BE, *signs),
            sentence, block, dict(enumerate(told.values(), begin)), accused, speaking, near,
            self._quoted(first), self.party(owner.target) if owner is not None else None,
            (by, maker if maker != by else None),
        )  # fmt: skip

    def _sentence_words(self, sentence: int) -> tuple[int, int]:
        if not sentence:
            return 0, len(self.doc.words)
        inside = self.doc.words.within(self.doc.sentences[sentence - 1].span)
        return inside.start, inside.stop

    @cached_property
    def _cued(self) -> dict[int, list[Statement]]:
        made: dict[int, list[Statement]] = {}
        for one in self.statements.values():
            if one.cue is not None:
                made.setdefault(bisect_right(self._sentence_starts, one.cue.start), []).append(one)
        return made

    def _block_of(self, at: int) -> int:
        return bisect_right(self._block_starts, self.doc.words.starts[at])

    def _sentence_of(self, at: int) -> int:
        return bisect_right(self._sentence_starts, self.doc.words.starts[at])

    @cached_property
    def _mentions(self) -> dict[int, Mention]:
        return {mention.first: mention for mention in mentions.read(self.doc).mentions}

    @cached_property
    def _genders(self) -> list[tuple[bool, bool, bool]]:
        """Of every party whether it is a man, a woman, several."""
        lower = self.doc.words.lower
        counts = [[0, 0, 0] for _ in self.parties.names]
        for one in self.parties.meant:
            mention = self._mentions.get(one.first) if one.how == NAME else None
            word, count = lower[one.first], counts[one.party]
            if mention is not None and mention.entity.gender in ("m", "f"):
                count[mention.entity.gender == "f"] += 1
            elif one.how == THIRD:
                count[0] += word in _HE
                count[1] += word in _SHE
                count[2] += word in _THEY
        group = [kind == "unnamed group" for kind in self.parties.kinds]
        return [
            (man > max(woman, many), woman > max(man, many), many > max(man, woman) or plural)
            for (man, woman, many), plural in zip(counts, group, strict=True)
        ]

    @cached_property
    def _against(self) -> dict[tuple[int, int], tuple[float, float]]:
        """Of sentence and party how surely it is against somebody there, and somebody against it."""
        made: dict[tuple[int, int], tuple[float, float]] = {}
        for row in relations(self.doc, list(self.statements.values())):
            if row["polarity"] > 0:
                continue
            sentence = bisect_right(self._sentence_starts, row["start"])
            for role, name in enumerate((row["holder"], row["target"])):
                party = self.party(name)
                if party is not None:
                    now = list(made.get((sentence, party), (0.0, 0.0)))
                    now[role] = max(now[role], row["score"])
                    made[sentence, party] = (now[0], now[1])
        return made

    @cached_property
    def _always(self) -> dict[int, tuple[float, float]]:
        """Of a party its share among those that are against somebody in the article, and somebody against them."""
        sums: dict[int, list[float]] = {}
        for (_, party), scores in self._against.items():
            for role in (0, 1):
                sums.setdefault(party, [0.0, 0.0])[role] += scores[role]
        most = [max((one[role] for one in sums.values()), default=0.0) or 1.0 for role in (0, 1)]
        return {party: (one[0] / most[0], one[1] / most[1]) for party, one in sums.items()}

    def _of_clause(
        self, first: int, owner: Statement | None, telling: Statement | None, seen: _Clause
    ) -> Floats:
        return np.array(
            [
                owner is not None, owner is not None and owner.source is None, telling is not None,
                telling is not None and telling.source is None, self._quoted(first),
                self._writer is not None, *seen.pronouns, telling is not None and owner is not None, *seen.signs,
            ],
            dtype=np.float32,
        )  # fmt: skip
