"""What the lists mark of ambiguous words, held against coded senses."""

import json
from collections import Counter
from pathlib import Path

import pytest

from framing.article import Article
from framing.layers.loaded import loaded
from framing.layers.names import naming
from framing.layers.voices import Voices
from framing.text import Document

GOLD = Path(__file__).parents[2] / "data" / "gold" / "senses" / "sentences.jsonl"
LAYERS = {"loaded": loaded, "naming": naming}


@pytest.fixture(scope="module")
def told():
    found: dict[str, Counter] = {name: Counter() for name in LAYERS}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] != "measured":
            continue
        doc = Document(Article("a", row["text"]))
        marks = LAYERS[row["list"]](doc, Voices(doc, []))
        hit = any(mark["start"] <= row["start"] < mark["end"] for mark in marks)
        found[row["list"]][row["meant"], hit] += 1
    return found


@pytest.mark.parametrize(("name", "precision", "recall"), [("loaded", 0.9, 0.5), ("naming", 0.9, 0.75)])
def test_an_ambiguous_word_is_marked_in_its_meant_sense(told, name, precision, recall):
    counts = told[name]
    marked = counts[True, True] + counts[False, True]
    assert marked >= 20
    assert counts[True, True] / marked >= precision
    assert counts[True, True] / (counts[True, True] + counts[True, False]) >= recall


@pytest.mark.parametrize(
    "text",
    [
        "He was found lying on the ground beside a rotten fence.",
        "Swine flu was confirmed in two schools.",
    ],
)
def test_another_sense_is_not_loaded(text):
    doc = Document(Article("a", text))
    assert {row["text"].lower() for row in loaded(doc, Voices(doc, []))} <= {"rotten"}


@pytest.mark.parametrize(
    "text",
    [
        "Moderate coffee drinkers had brains that appeared younger.",
        "Doctors put him on a mobile regime of antibiotics.",
        "The striker scored twice in the second half.",
    ],
)
def test_another_sense_is_no_rival_name(text):
    doc = Document(Article("a", text))
    assert not naming(doc, Voices(doc, []))
