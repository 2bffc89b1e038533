"""Sentences that are filled from slots, over pages of generated articles: no slot shows."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

_HOME = Path(__file__).parents[2] / "benchmarks" / "grammar.py"
_spec = importlib.util.spec_from_file_location("grammar_benchmark", _HOME)
assert _spec is not None
assert _spec.loader is not None
grammar = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = grammar
_spec.loader.exec_module(grammar)


@pytest.fixture(scope="module")
def tables() -> Any:
    return grammar.annotated(200, seed=7)


@pytest.mark.parametrize(
    "text",
    [
        "People there voices come in early.", "An accusation against United States has no accuser.", "A accusation.",
        "They come in in the same place.", "1 articles hold any.", "3 article hold any.", "It is  here.",
        "It is here..", "The council “denies it.", "A claim by .", "A share of nan.", "None is named, and None speaks.",
        "five of the 9 statements", "the the council denies it.", "One statement are reported.",
    ],
)  # fmt: skip
def test_a_fault_is_seen(text: str) -> None:
    assert grammar.faults(text, sentences=True)


@pytest.mark.parametrize("text", ["the council denies it.", "Five passages and 3 answers."])
def test_a_fault_of_whole_sentences_is_seen(text: str) -> None:
    assert grammar.faults(text, sentences=True)
    assert not grammar.faults(text)


@pytest.mark.parametrize("kind", ["index", "comparison", "corpus", "article"])
def test_no_sentence_shows_its_slots(tables: Any, kind: str) -> None:
    few = tables.only(list(tables.articles["article_id"])[:50])
    pages = {
        "index": grammar.index_pages, "comparison": lambda: grammar.comparison_pages(few, draws=100),
        "corpus": lambda: grammar.corpus_pages(few), "article": lambda: grammar.article_pages(few, 30),
    }[kind]()  # fmt: skip
    assert grammar.wrong(pages) == []


def test_two_hundred_articles_are_told_in_sentences(tables: Any) -> None:
    """The heads of pages, which are made of sentences alone."""
    from framing import show
    from framing.show import sentence

    found = []
    for name in tables.articles["article_id"]:
        v = show.view(tables.only([name]))
        for text in (sentence.finding(v), sentence.standing(v), sentence.voices(v)):
            found += [(name, fault, text) for fault in grammar.faults(text.replace("`", ""), sentences=True)]
    assert found == []
