"""What an article prints of the accused's own side: denial, defence, admission, refusal, or that nobody was reached."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

import numpy as np

from framing.article import STORY, Span
from framing.layers import _accusation_network as network
from framing.layers._accusation_shape import Reading
from framing.layers._convolution import Floats
from framing.layers.found import Reply
from framing.people.asking import nearest, possessor
from framing.people.likeness import Alike, same_party
from framing.statement import Act, Statement
from framing.text import Sentence
from framing.words.gazetteer import noun
from framing.words.tables import WordSet, derived, rows

REPLIES = ("admits", "denies", "defends", "declined", "no_comment", "not_reached")
"""The kinds of reply, the strongest first."""

NONE = "none"
_SPEAKS_FOR = WordSet("accusing", "speaks_for")
_LEADS = WordSet("affiliations", "leads")
_ACTS = {
    Act.DENIES: "denies", Act.REJECTS: "denies", Act.ADMITS: "admits", Act.APOLOGISES: "admits",
    Act.DECLINES: "declined",
}  # fmt: skip
_FAR = 12  # sentences around an accusation among which a reply is looked for in any case
_NEAREST = 150  # of them, as many on either side are looked at, so that work grows with the length alone
_MOST = 60  # sentences of the accused's side that are weighed for one accusation
FEATURES = 50
Features = tuple[float, ...]
"""`FEATURES` numbers that speak for and against a sentence."""

Sides = tuple[dict[int, tuple[bool, bool, bool]], list[int]]
"""The sentences in which somebody speaks, is spoken for or is meant: which of the three holds, and where they are."""

_NO_SIDE = (False, False, False)
_WORD = re.compile(r"\w+")
_LONGER = re.compile(r"[a-z]{4,}")
_NEGATION = re.compile(r"\b(?:not|never|no|nothing|nobody|neither|none)\b|n't\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:I|my|me|we|our|us)\b")
_ASKED = re.compile(
    r"\b(?:asked|response|respond|responded|reply|replied|reacting|statement)\b", re.IGNORECASE
)


class Said:
    """What a sentence offers as a reply; what its words tell is looked up where it is asked.

    Args:
        text: the sentence.
        sentence: its place.
        statement: the one that it tells, None where it tells none.
        speaker: who speaks in it, by name where the statement only describes him.
    """

    def __init__(
        self, text: str, sentence: Sentence, statement: Statement | None, speaker: str | None = None
    ) -> None:
        self._text = text
        self.sentence = sentence
        self.speaker = speaker
        self.role = statement.role if statement is not None else None
        self.act: Act | None = statement.act if statement is not None else None

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of reply of which it has words."""
        text = self._text.replace("’", "'")
        likely = _by_word()
        told = set(likely.get("", ()))
        for word in _WORD.findall(text.lower()):
            told.update(likely.get(word, ()))
        return frozenset(kind for kind in told if _phrases()[kind].search(text))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its longer words."""
        return frozenset(_longer(self._text))

    @cached_property
    def meaning(self) -> Floats:
        """What they mean together."""
        return _meaning(self.words)

    @cached_property
    def signs(self) -> tuple[bool, bool, bool]:
        """Whether it negates, speaks of the speaker himself, and tells of a question or an answer."""
        text = self._text.replace("’", "'")
        return bool(_NEGATION.search(text)), bool(_OWN.search(text)), bool(_ASKED.search(text))


def _meaning(words: Iterable[str]) -> Floats:
    """The direction of the sum of some words' vectors in the network of accusations; nothing where it knows none."""
    net = network.shipped()
    rows = sorted(net.vocabulary[word] for word in words if word in net.vocabulary)
    made: Floats = net.weights["E"][rows].sum(axis=0, dtype=np.float32)
    length = float(np.linalg.norm(made))
    return made / length if length else made


def _longer(text: str) -> list[str]:
    return _LONGER.findall(text.replace("’", "'").lower())


@derived
def _phrases() -> dict[str, re.Pattern[str]]:
    by_kind: dict[str, list[str]] = {kind: [] for kind in REPLIES}
    for row in rows("accusing"):
        if row.cls in by_kind:
            by_kind[row.cls].append(re.escape(row.word).replace(r"\ ", r"\s+").replace("'", "['’]"))
    return {
        kind: re.compile(r"(?:(?<!\w)|(?<=\w)(?=n['’]t))(?:" + "|".join(words) + r")(?!\w)", re.IGNORECASE)
        for kind, words in by_kind.items()
    }


@derived
def _by_word() -> dict[str, set[str]]:
    """The kinds of reply of whose phrases a word is the longest: a sentence without it need not be searched."""
    found: dict[str, set[str]] = {}
    for row in rows("accusing"):
        if row.cls in REPLIES:
            longest = max(_WORD.findall(row.word.lower()), key=len, default="")
            found.setdefault(longest, set()).add(row.cls)
    return found


class Replies:
    """The sentences of one article as answers to what is said of somebody.

    Args:
        reading: the article with its statements and parties.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._doc = reading.doc
        self._meant: dict[str, frozenset[int]] = {}
        self._whose: dict[str, Sides] = {}

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every sentence of the story."""
        statements = sorted(self._reading.statements.values(), key=lambda s: s.start)
        starts = [s.start for s in statements]
        made = []
        for sentence in self._doc.sentences:
            if sentence.region not in STORY:
                continue
            low, high = bisect_right(starts, sentence.start - 1), bisect_right(starts, sentence.end - 1)
            here = next((s for s in statements[low:high] if s.speaker), None)
            if here is None:
                here = self._reading.statements.get(self._owner(sentence))
            speaker = self._reading.called(here.speaker) if here is not None else None
            made.append(Said(self._doc.text[sentence.start : sentence.end], sentence, here, speaker))
        return tuple(made)

    def _owner(self, sentence: Sentence) -> int:
        inside = self._doc.words.within(sentence.span)
        owner = self._reading.owner(inside.start, inside.stop) if inside else None
        return owner.statement_id if owner is not None else -1

    @cached_property
    def _numbers(self) -> list[int]:
        return [said.sentence.sentence_id for said in self.said]

    @cached_property
    def _by_speaker(self) -> dict[tuple[str | None, str | None], list[int]]:
        """At which places of `said` each speaker speaks, by name and role."""
        found: dict[tuple[str | None, str | None], list[int]] = {}
        for place, said in enumerate(self.said):
            if said.speaker is not None or said.role is not None:
                found.setdefault((said.speaker, said.role), []).append(place)
        return found

    @cached_property
    def _voices(self) -> tuple[list[tuple[str | None, str | None]], Alike, Alike]:
        """Who speaks, by name and role; looked up by name, and by all words."""
        who = list(self._by_speaker)
        return (
            who,
            Alike([speaker or "" for speaker, _ in who]),
            Alike([self._whose_role(*one) for one in who]),
        )

    def _whose_role(self, speaker: str | None, role: str | None) -> str:
        """A speaker's role with the body or person whose it is, "council leader"; without one, who he is called."""
        if role is None:
            return speaker or ""
        text, words = self._doc.text, self._doc.words
        near = max(text.find(speaker or role), 0)
        whose = " ".join(possessor(text, role, near))
        at = nearest(text, role, near)
        if not whose and at is not None:  # "its managing director"
            party = self._meant_at.get(bisect_left(words.starts, at) - 1)
            whose = self._reading.parties.names[party] if party is not None else ""
        return f"{whose} {role}"

    @cached_property
    def _meant_at(self) -> dict[int, int]:
        """The party that is meant by a single word, by the word's place."""
        return {one.first: one.party for one in self._reading.parties.meant if one.last == one.first + 1}

    @cached_property
    def _named(self) -> dict[int, frozenset[int]]:
        """The parties that are meant in each sentence, by its id."""
        made: dict[int, set[int]] = {}
        for one in self._reading.parties.meant:
            sentence = self._doc.sentence_at(self._doc.words.starts[one.first])
            if sentence is not None:
                made.setdefault(sentence.sentence_id, set()).add(one.party)
        return {number: frozenset(found) for number, found in made.items()}

    @cached_property
    def _where(self) -> dict[int, list[int]]:
        """At which places of `said` each party is meant."""
        found: dict[int, list[int]] = {}
        for place, number in enumerate(self._numbers):
            for party in self._named.get(number, ()):
                found.setdefault(party, []).append(place)
        return found

    def candidates(self, span: Span, accuser: str | None, target: str) -> list[tuple[Said, Features]]:
        """The sentences that may be the target's reply to an accusation, with their features.

        Args:
            span: the accusing clause.
            accuser, target: who accuses whom.
        """
        own = self._doc.sentence_at(span.start)
        here = own.sentence_id if own is not None else 0
        paragraph = own.paragraph if own is not None else 0
        accusing = set(_longer(span.of(self._doc.text)))
        charge = _meaning(accusing)
        foes = self._alike(accuser) if accuser is not None else frozenset()
        sides, places = self._sides(target)
        spoken = sum(speaks or stands_for for speaks, stands_for, _ in sides.values())
        low, high = bisect_left(self._numbers, here - _FAR), bisect_right(self._numbers, here + _FAR)
        middle = bisect_left(places, bisect_left(self._numbers, here))
        asked = []
        for place in sorted({*places[max(middle - _NEAREST, 0) : middle + _NEAREST], *range(low, high)}):
            speaks, stands_for, named = sides.get(place, _NO_SIDE)
            if speaks or stands_for or (named and low <= place < high) or self.said[place].kinds:
                asked.append(place)
        asked.sort(key=lambda place: abs(self._numbers[place] - here))
        found: dict[int, tuple[Said, Features]] = {}
        first = True  # nobody of the target's side has spoken since
        for place in sorted(asked[:_MOST]):
            said = self.said[place]
            speaks, stands_for, named = sides.get(place, _NO_SIDE)
            meant = self._named.get(said.sentence.sentence_id, frozenset())
            side, behind = speaks or stands_for, said.sentence.sentence_id >= here
            other = accuser is not None and said.speaker is not None and _alike(said.speaker, accuser)
            more = (other, bool(foes & meant), side and behind and first)
            vector = _features(said, here, paragraph, (speaks, stands_for, named), accusing, more)
            further = _further(said, paragraph, vector, spoken, accuser is None)
            found[place] = (said, (*vector, *further, float(charge @ said.meaning)))
            first = first and not (side and behind)
        return [found[place] for place in asked[:_MOST]]

    @cached_property
    def _names(self) -> Alike:
        return Alike(self._reading.parties.names)

    def _alike(self, name: str) -> frozenset[int]:
        """The parties that a name means."""
        found = self._meant.get(name)
        if found is None:
            found = self._meant[name] = self._names.to(name)
        return found

    def _sides(self, target: str) -> Sides:
        """At which places of `said` the target speaks, somebody speaks for it, or it is meant."""
        kept = self._whose.get(target)
        if kept is None:
            named = {place for party in self._alike(target) for place in self._where.get(party, ())}
            sides = dict.fromkeys(named, (False, False, True))
            who, by_name, by_words = self._voices
            speaking = {number for number in by_name.to(target) if who[number][0] is not None}
            kind = target.split()[-1].lower()  # whoever speaks for the council speaks for "Peckwell Council"
            for number in speaking | by_words.to(target) | (by_words.to(kind) if noun(kind) else frozenset()):
                speaks = number in speaking
                if speaks or _stands_for_somebody(*who[number]):
                    for place in self._by_speaker[who[number]]:
                        sides[place] = speaks, not speaks, place in named
            kept = self._whose[target] = sides, sorted(sides)
        return kept

    def reply(self, span: Span, accuser: str | None, target: str | None) -> Reply | None:
        """The reply that the article prints to an accusation, None where it prints none."""
        if target is None:
            return None
        weights = shipped()
        asked = self.candidates(span, accuser, target)
        if not asked:
            return None
        vectors = np.array([vector for _, vector in asked], dtype=np.float32)
        scores = (1 / (1 + np.exp(-(vectors @ weights.of + weights.bias)))).tolist()
        if max(scores) < weights.least:
            return None
        told = [
            (kind, score, said)
            for (said, vector), score in zip(asked, scores, strict=True)
            if score >= weights.least and ((kind := kind_of(said)) != "admits" or _own(said, vector))
        ]
        if not told:
            return None
        kind, score, said = min(told, key=lambda one: (-one[1], REPLIES.index(one[0])))
        return Reply(kind, said.sentence.span, round(score, 4))


def _own(said: Said, vector: Features) -> bool:
    """Whether a sentence is the accused's own, or tells what somebody does: only that can be an admission."""
    return bool(vector[0] or vector[1]) or said.act in _ACTS


def kind_of(said: Said) -> str:
    """The kind of a reply by its words and the act of its statement; who only speaks defends himself."""
    act = _ACTS.get(said.act) if said.act is not None else None
    told = said.kinds | ({act} if act else set())
    for kind in ("not_reached", "no_comment", "declined", "denies", "admits"):
        if kind in told:
            return kind
    return "defends"


@derived
def _alike(one: str, other: str) -> bool:
    return same_party(one, other)


def _words(speaker: str | None, role: str | None) -> str:
    return f"{role or ''} {speaker or ''}"


def _stands_for_somebody(speaker: str | None, role: str | None) -> bool:
    """Whether somebody speaks for others: a spokesman, a lawyer, the campaign of, who leads a body."""
    words = _words(speaker, role).lower().replace(",", " ").split()
    return any(word in _SPEAKS_FOR or word in _LEADS for word in words)


def _features(
    said: Said, here: int, paragraph: int, whose: tuple[bool, bool, bool], accusing: set[str],
    more: tuple[bool, bool, bool],
) -> Features:  # fmt: skip
    away = said.sentence.sentence_id - here
    speaks, stands_for, named = whose
    negated, own, asked = said.signs
    other, foe, first = more
    side = speaks or stands_for
    near = 0 <= away <= 5
    kinds = [kind in said.kinds for kind in REPLIES]
    shared = len(accusing & said.words) / max(len(accusing), 1)
    act = said.act is not None and said.act in _ACTS
    return (
        speaks, stands_for, named, *kinds,
        away == 0, away == 1, 2 <= away <= 3, 4 <= away <= 8, away > 8, -3 <= away < 0, away < -3,
        said.sentence.paragraph == paragraph, shared, act,
        side and any(kinds[:2]), side and kinds[2], named and any(kinds[:3]), named and any(kinds[3:]),
        side and 0 <= away <= 3, side and act, other, foe, first, side and negated, side and own, side and asked,
        side and foe and near, side and negated and near, first and near, first and (foe or negated), named and asked,
        side and said.act == Act.STATES,
    )  # fmt: skip


def _further(said: Said, paragraph: int, vector: Features, spoken: int, nobody: bool) -> Features:
    """How much the side says at all, whether words of reply are its own, and how many paragraphs lie between."""
    speaks, stands_for, named = vector[:3]
    side, between = bool(speaks or stands_for), said.sentence.paragraph - paragraph
    denies, defends, admits = (kind in said.kinds for kind in ("denies", "defends", "admits"))
    shared = vector[3 + len(REPLIES) + 8]
    return (
        side and spoken <= 2, side and 2 < spoken <= 5, side and spoken > 12, side and between == 1,
        side and between in (2, 3), side and between < 0, side * shared, bool(stands_for and between >= 0),
        bool(speaks and (denies or admits)), bool(stands_for and (denies or defends)), side and nobody,
        bool(named and not side and denies and 0 <= between <= 2),
    )  # fmt: skip


@dataclass(frozen=True)
class Weights:
    """The weights of a logistic regression, and the least share from which a sentence is a reply.

    Fitted by `training/fit_replies.py` on the coded articles; see `accusations.md`.
    """

    of: Floats
    bias: float
    least: float


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The shipped weights."""
    file = resources.files("framing").joinpath("resources", "accusations.json")
    stored = json.loads(file.read_text(encoding="utf-8"))["replies"]
    return Weights(np.array(stored["weights"], dtype=np.float32), stored["bias"], stored["least"])


def holding(candidates: Sequence[tuple[Said, Features]], span: tuple[int, int]) -> int | None:
    """The candidate that a coder's reply stands in, for fitting; None where it is not among them."""
    for number, (said, _) in enumerate(candidates):
        if said.sentence.start < span[1] and span[0] < said.sentence.end:
            return number
    return None
