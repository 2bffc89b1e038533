"""What an article prints of the accused's own side: denial, defence, admission, refusal, or that nobody was reached."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

import numpy as np

from framing.article import STORY, Span
from framing.layers._accusation_shape import Reading
from framing.layers._tone_network import Floats
from framing.layers.found import Reply
from framing.people.likeness import same_party
from framing.statement import Act
from framing.text import Sentence
from framing.words.tables import WordSet, derived, rows

REPLIES = ("admits", "denies", "defends", "declined", "no_comment", "not_reached")
"""The kinds of reply, the strongest first."""

NONE = "none"
_SPEAKS_FOR = WordSet("accusing", "speaks_for")
_ACTS = {
    Act.DENIES: "denies", Act.REJECTS: "denies", Act.ADMITS: "admits", Act.APOLOGISES: "admits",
    Act.DECLINES: "declined",
}  # fmt: skip
_FAR = 12  # sentences around an accusation among which a reply is looked for in any case
_MOST = 60  # sentences of the accused's side that are weighed for one accusation
FEATURES = 37
_NEGATION = re.compile(r"\b(?:not|never|no|nothing|nobody|neither|none)\b|n't\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:I|my|me|we|our|us)\b")
_ASKED = re.compile(
    r"\b(?:asked|response|respond|responded|reply|replied|reacting|statement)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence offers as a reply: the words of reply in it, and whose statement it tells."""

    sentence: Sentence
    kinds: frozenset[str]
    speaker: str | None
    role: str | None
    act: Act | None
    words: frozenset[str]
    signs: tuple[bool, bool, bool]


@derived
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_kind: dict[str, list[str]] = {kind: [] for kind in REPLIES}
    for row in rows("accusing"):
        if row.cls in by_kind:
            by_kind[row.cls].append(re.escape(row.word).replace(r"\ ", r"\s+"))
    return tuple(
        (kind, re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)", re.IGNORECASE))
        for kind, words in by_kind.items()
    )


class Replies:
    """The sentences of one article as answers to what is said of somebody.

    Args:
        reading: the article with its statements and parties.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._doc = reading.doc
        self._meant: dict[str, frozenset[int]] = {}
        self._whose: dict[str, list[tuple[bool, bool, bool]]] = {}

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every sentence of the story."""
        statements = sorted(self._reading.statements.values(), key=lambda s: s.start)
        starts = [s.start for s in statements]
        made = []
        for sentence in self._doc.sentences:
            if sentence.region not in STORY:
                continue
            text = sentence.span.of(self._doc.text).replace("’", "'")
            kinds = frozenset(kind for kind, pattern in _phrases() if pattern.search(text))
            low, high = bisect_right(starts, sentence.start - 1), bisect_right(starts, sentence.end - 1)
            here = next((s for s in statements[low:high] if s.speaker), None)
            if here is None:
                here = self._reading.statements.get(self._owner(sentence))
            words = frozenset(w for w in re.findall(r"[a-z]{4,}", text.lower()))
            made.append(
                Said(sentence, kinds, here.speaker if here else None, here.role if here else None,
                     here.act if here else None, words,
                     (bool(_NEGATION.search(text)), bool(_OWN.search(text)), bool(_ASKED.search(text))))
            )  # fmt: skip
        return tuple(made)

    def _owner(self, sentence: Sentence) -> int:
        inside = self._doc.words.within(sentence.span)
        owner = self._reading.owner(inside.start, inside.stop) if inside else None
        return owner.statement_id if owner is not None else -1

    @cached_property
    def _named(self) -> dict[int, frozenset[int]]:
        """The parties that are meant in each sentence, by its id."""
        made: dict[int, set[int]] = {}
        for one in self._reading.parties.meant:
            sentence = self._doc.sentence_at(self._doc.words.starts[one.first])
            if sentence is not None:
                made.setdefault(sentence.sentence_id, set()).add(one.party)
        return {number: frozenset(found) for number, found in made.items()}

    def candidates(self, span: Span, accuser: str | None, target: str) -> list[tuple[Said, Floats]]:
        """The sentences that may be the target's reply to an accusation, with their features.

        Args:
            span: the accusing clause.
            accuser, target: who accuses whom.
        """
        own = self._doc.sentence_at(span.start)
        here = own.sentence_id if own is not None else 0
        paragraph = own.paragraph if own is not None else 0
        accusing = set(re.findall(r"[a-z]{4,}", span.of(self._doc.text).lower()))
        foes = self._alike(accuser) if accuser is not None else frozenset()
        found = []
        first = True  # nobody of the target's side has spoken since
        for said, (speaks, stands_for, named) in zip(self.said, self._sides(target), strict=True):
            near = abs(said.sentence.sentence_id - here) <= _FAR
            meant = self._named.get(said.sentence.sentence_id, frozenset())
            if not (speaks or stands_for or (named and said.kinds) or (near and said.kinds)):
                continue
            side, behind = speaks or stands_for, said.sentence.sentence_id >= here
            other = accuser is not None and said.speaker is not None and _alike(said.speaker, accuser)
            more = (other, bool(foes & meant), side and behind and first)
            found.append(
                (said, _features(said, here, paragraph, (speaks, stands_for, named), accusing, more))
            )
            first = first and not (side and behind)
        found.sort(key=lambda pair: abs(pair[0].sentence.sentence_id - here))
        return found[:_MOST]

    def _alike(self, name: str) -> frozenset[int]:
        """The parties that a name means."""
        found = self._meant.get(name)
        if found is None:
            names = self._reading.parties.names
            found = self._meant[name] = frozenset(n for n, other in enumerate(names) if _alike(other, name))
        return found

    def _sides(self, target: str) -> list[tuple[bool, bool, bool]]:
        """Of every sentence whether the target speaks in it, somebody speaks for it, and it is meant there."""
        kept = self._whose.get(target)
        if kept is None:
            alike = self._alike(target)
            kept = self._whose[target] = []
            for said in self.said:
                speaks = said.speaker is not None and _alike(said.speaker, target)
                stands_for = not speaks and _for(said.role, said.speaker, target)
                named = bool(alike & self._named.get(said.sentence.sentence_id, frozenset()))
                kept.append((speaks, stands_for, named))
        return kept

    def reply(self, span: Span, accuser: str | None, target: str | None) -> Reply | None:
        """The reply that the article prints to an accusation, None where it prints none."""
        if target is None:
            return None
        weights = shipped()
        best: tuple[float, Said] | None = None
        kinds: list[tuple[str, float, Said]] = []
        for said, vector in self.candidates(span, accuser, target):
            score = float(1 / (1 + np.exp(-(vector @ weights.of + weights.bias))))
            if best is None or score > best[0]:
                best = (score, said)
            if score >= weights.least:
                kinds.append((kind_of(said), score, said))
        if best is None or best[0] < weights.least:
            return None
        kind, score, said = min(kinds, key=lambda one: (-one[1], REPLIES.index(one[0])))
        return Reply(kind, said.sentence.span, round(score, 4))


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


def _for(role: str | None, speaker: str | None, target: str) -> bool:
    """Whether somebody speaks for the target: a spokesman, a lawyer, the campaign of."""
    words = f"{role or ''} {speaker or ''}"
    return any(word in _SPEAKS_FOR for word in words.lower().replace(",", " ").split()) and _alike(
        words, target
    )


def _features(
    said: Said, here: int, paragraph: int, whose: tuple[bool, bool, bool], accusing: set[str],
    more: tuple[bool, bool, bool],
) -> Floats:  # fmt: skip
    made = np.zeros(FEATURES, dtype=np.float32)
    away = said.sentence.sentence_id - here
    speaks, stands_for, named = whose
    negated, own, asked = said.signs
    other, foe, first = more
    side = speaks or stands_for
    near = 0 <= away <= 5
    kinds = [kind in said.kinds for kind in REPLIES]
    shared = len(accusing & said.words) / max(len(accusing), 1)
    act = said.act is not None and said.act in _ACTS
    made[:] = (
        speaks, stands_for, named, *kinds,
        away == 0, away == 1, 2 <= away <= 3, 4 <= away <= 8, away > 8, -3 <= away < 0, away < -3,
        said.sentence.paragraph == paragraph, shared, act,
        side and any(kinds[:2]), side and kinds[2], named and any(kinds[:3]), named and any(kinds[3:]),
        side and 0 <= away <= 3, side and act, other, foe, first, side and negated, side and own, side and asked,
        side and foe and near, side and negated and near, first and near, first and (foe or negated), named and asked,
        side and said.act == Act.STATES,
    )  # fmt: skip
    return made


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


def holding(candidates: Sequence[tuple[Said, Floats]], span: tuple[int, int]) -> int | None:
    """The candidate that a coder's reply stands in, for fitting; None where it is not among them."""
    for number, (said, _) in enumerate(candidates):
        if said.sentence.start < span[1] and span[0] < said.sentence.end:
            return number
    return None
