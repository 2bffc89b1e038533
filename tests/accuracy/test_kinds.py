"""Kinds of sentence that one rule reads: right with it, not without it (data/gold/kinds.jsonl)."""

import json
from pathlib import Path

import pytest

from framing.article import Article
from framing.layers.statements import statements
from framing.text import Document
from framing.words.rules import switched_off

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "gold" / "kinds.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def read(text, asked):
    """The statements of a text, with the labels that its gold has."""
    return [
        {name: value for name, value in {
            "source": s.source.of(text) if s.source else None, "speaker": s.speaker, "type": str(s.speaker_type),
            "camp": s.camp, "content": [span.of(text) for span in s.content], "target": s.target,
            "made": s.made,
        }.items() if name in asked}
        for s in statements([Document(Article("a", text))])[0]
    ]  # fmt: skip


@pytest.mark.parametrize("line", GOLD, ids=[line["rule"] for line in GOLD])
def test_a_kind_is_read_as_labelled_and_by_its_rule(line):
    asked = set(line["statements"][0])
    assert read(line["text"], asked) == line["statements"]
    with switched_off(line["rule"]):
        assert read(line["text"], asked) != line["statements"]
