"""VADER's score, held to the package's own, digit by digit."""

from __future__ import annotations

import random
import time

import pytest
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from framing.layers._vader import vader

PACKAGE = SentimentIntensityAnalyzer()
OTHERS = (
    "but BUT no nor or so this never without doubt least at very kind of sort just enough the The a man VERY GOOD "
    "bad!!! :) ?? ??? ! !!!!!! a😀b 😀 💘 é (good) 'bad'"
).split()
WORDS = [*OTHERS, *BOOSTER_DICT, *NEGATE, *(word for phrase in SPECIAL_CASES for word in phrase.split())]
LEXICON = list(PACKAGE.lexicon)


def drawn(seed: int, count: int) -> list[str]:
    """Sentences of words that VADER treats in some way, drawn at random."""
    draw = random.Random(seed)
    made = []
    for _ in range(count):
        words = [draw.choice(LEXICON if draw.random() < 0.4 else WORDS) for _ in range(draw.randint(1, 14))]
        made.append(" ".join(word.upper() if draw.random() < 0.15 else word for word in words))
    return made


def test_every_sentence_has_the_score_that_the_package_gives_it() -> None:
    sentences = drawn(1, 6_000)
    mine = [vader().compound(sentence) for sentence in sentences]
    assert mine == [PACKAGE.polarity_scores(sentence)["compound"] for sentence in sentences]
    assert sum(score != 0 for score in mine) > 5_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!",
        "but",
        "good but bad but good but bad",
        "not good",
        "no",
        "no good",
        "kind of good",
        "😀😀 😀",
        "a😀b",
    ],
)
def test_the_edges(text: str) -> None:
    assert vader().compound(text) == PACKAGE.polarity_scores(text)["compound"]


@pytest.mark.parametrize("piece", ["😀", "not very good but bad ", "GOOD bad "])
def test_time_grows_with_the_length(piece: str) -> None:
    def taken(times: int) -> float:
        spent = []
        for _ in range(2):  # the least of two: whatever else the machine does only adds
            began = time.process_time()
            vader().compound(piece * times)
            spent.append(time.process_time() - began)
        return min(spent)

    taken(100)
    # Both are longer than what a processor keeps at hand, so that the two differ by their work alone.
    assert taken(80_000) < 14 * max(taken(8_000), 0.01)
