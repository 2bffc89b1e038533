"""VADER's compound score to the last digit, in time that grows with the length of a text.

The package goes through the whole sentence again for each word that its lexicon knows. Here every word is looked at
once, with the three words before it and the two behind it. `tests/layers/test_vader.py` holds it to the package.

Paper: Hutto & Gilbert 2014, VADER: a parsimonious rule-based model for sentiment analysis of social media text.
"""

from __future__ import annotations

import heapq
import math
import string
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_SHORTEST = 2  # a word of so few letters without its marks may be an emoticon, and keeps them
_FADE = (1.0, 0.95, 0.9)  # how much a booster counts one, two, three words before
_ALPHA = 15
_MARKS = 4  # more exclamation marks add nothing


@dataclass(frozen=True)
class Vader:
    """VADER's word lists and constants, as its package has them.

    Args:
        lexicon: the valence of each word.
        emojis: what each emoji is called.
        boosters: how much a word adds to the next.
        idioms: the valence of phrases.
        negations: words that turn the next.
        capitals: what a word in capitals adds.
        turned: by what a negation multiplies.
    """

    lexicon: Mapping[str, float]
    emojis: Mapping[str, str]
    boosters: Mapping[str, float]
    idioms: Mapping[str, float]
    negations: Collection[str]
    capitals: float
    turned: float

    def compound(self, text: str) -> float:
        """The compound score of a text, -1 to 1.

        Example:
            >>> vader().compound("It is not good, but they love it!")
            0.7498
        """
        if not text.isascii() and not self.emojis.keys().isdisjoint(text):
            text = self._described(text)
        text = text.strip()
        words = [self._bare(word) for word in text.split()]
        lower = [word.lower() for word in words]
        if self.lexicon.keys().isdisjoint(lower):
            return 0.0
        shouted = sum(map(str.isupper, words))
        shouting = 0 < shouted < len(words)
        valences = [
            self._valence(words, lower, at, shouting)
            if word in self.lexicon and word not in self.boosters and not self._kind_of(lower, at)
            else 0.0
            for at, word in enumerate(lower)
        ]
        if "but" in lower:
            _contrasted(valences, lower.index("but"))
        total = float(sum(valences))
        if total:
            total += math.copysign(_emphasis(text), total)
        return round(max(-1.0, min(1.0, total / math.sqrt(total * total + _ALPHA))), 4)

    def _described(self, text: str) -> str:
        """A text with its emojis in words."""
        made: list[str] = []
        spaced = True
        for character in text:
            words = self.emojis.get(character)
            if words is None:
                made.append(character)
                spaced = character == " "
            else:
                made.append(words if spaced else f" {words}")
                spaced = False
        return "".join(made)

    @staticmethod
    def _bare(word: str) -> str:
        """A word without the marks at its edges, unless little is left."""
        bare = word.strip(string.punctuation)
        return word if len(bare) <= _SHORTEST else bare

    @staticmethod
    def _kind_of(lower: Sequence[str], at: int) -> bool:
        return lower[at] == "kind" and lower[at + 1 : at + 2] == ["of"]

    def _valence(self, words: Sequence[str], lower: Sequence[str], at: int, shouting: bool) -> float:
        """What a word of the lexicon says, given the words before and behind it."""
        valence = self.lexicon[lower[at]]
        if lower[at] == "no" and at + 1 < len(lower) and lower[at + 1] in self.lexicon:
            valence = 0.0
        if (
            (at > 0 and lower[at - 1] == "no")
            or (at > 1 and lower[at - 2] == "no")
            or (at > 2 and lower[at - 3] == "no" and lower[at - 1] in ("or", "nor"))
        ):
            valence = self.lexicon[lower[at]] * self.turned
        if shouting and words[at].isupper():
            valence += self.capitals if valence > 0 else -self.capitals
        for back in range(1, min(at, 3) + 1):
            if lower[at - back] in self.lexicon:
                continue
            valence = (
                valence + self._boost(words[at - back], lower[at - back], valence, shouting) * _FADE[back - 1]
            )
            valence = self._negated(valence, lower, at, back)
            if back == 3:
                valence = self._idiom(valence, lower, at)
        least = at > 0 and lower[at - 1] == "least" and "least" not in self.lexicon
        if least and (at == 1 or lower[at - 2] not in ("at", "very")):
            valence = valence * self.turned
        return valence

    def _boost(self, word: str, lower: str, valence: float, shouting: bool) -> float:
        boost = self.boosters.get(lower)
        if boost is None:
            return 0.0
        if valence < 0:
            boost *= -1
        if shouting and word.isupper():
            boost += self.capitals if valence > 0 else -self.capitals
        return boost

    def _negated(self, valence: float, lower: Sequence[str], at: int, back: int) -> float:
        """What a word one, two or three places before makes of a valence."""
        word, near = lower[at - back], lower[at - 1]
        if back == 2 and word == "never" and near in ("so", "this"):
            return valence * 1.25
        if back == 2 and word == "without" and near == "doubt":
            return valence
        if back == 3:
            middle = lower[at - 2]
            if (word == "never" and middle in ("so", "this")) or near in ("so", "this"):
                return valence * 1.25
            if word == "without" and "doubt" in (middle, near):
                return valence
        return valence * self.turned if word in self.negations or "n't" in word else valence

    def _idiom(self, valence: float, lower: Sequence[str], at: int) -> float:
        three, two, one, own = lower[at - 3 : at + 1]
        before = (
            f"{one} {own}",
            f"{two} {one} {own}",
            f"{two} {one}",
            f"{three} {two} {one}",
            f"{three} {two}",
        )
        valence = next((self.idioms[phrase] for phrase in before if phrase in self.idioms), valence)
        for more in (1, 2):
            if at + more < len(lower):
                valence = self.idioms.get(" ".join(lower[at : at + more + 1]), valence)
        for phrase in (before[3], before[4], before[2]):
            valence = valence + self.boosters.get(phrase, 0.0)
        return valence


def _contrasted(valences: list[float], but: int) -> None:
    """Halve what stands before the first "but" and raise what stands behind it.

    As the package does it: for each value in turn, the first place that holds an equal one.
    """
    places: dict[float, list[int]] = {}
    for at, valence in enumerate(valences):
        places.setdefault(valence, []).append(at)  # ascending, so each is a heap
    for at in range(len(valences)):
        valence = valences[at]
        heap = places[valence]
        while valences[heap[0]] != valence:
            heapq.heappop(heap)
        first = heap[0]
        if first == but:
            continue
        changed = valence * (0.5 if first < but else 1.5)
        valences[first] = changed
        if changed != valence:
            heapq.heappop(heap)
            heapq.heappush(places.setdefault(changed, []), first)


def _emphasis(text: str) -> float:
    """What exclamation marks and question marks add."""
    asked = text.count("?")
    doubt = 0.0 if asked < 2 else asked * 0.18 if asked <= 3 else 0.96
    return min(text.count("!"), _MARKS) * 0.292 + doubt


@lru_cache(maxsize=1)
def vader() -> Vader:
    """VADER's lists, read once."""
    from vaderSentiment.vaderSentiment import (
        BOOSTER_DICT,
        C_INCR,
        N_SCALAR,
        NEGATE,
        SPECIAL_CASES,
        SentimentIntensityAnalyzer,
    )

    own = SentimentIntensityAnalyzer()
    return Vader(own.lexicon, own.emojis, BOOSTER_DICT, SPECIAL_CASES, frozenset(NEGATE), C_INCR, N_SCALAR)
