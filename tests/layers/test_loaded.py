"""Loaded words: which are marked, for which reason, and when a sentence gets none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article, Region, Span
from framing.layers.loaded import REASONS, SOBER, lexicon_of, loaded, version
from framing.layers.voices import Voices
from framing.statement import Statement
from framing.tables import SCHEMAS, frame
from framing.text import Document
from framing.words.lexicons import LexiconError


def marks(text: str, folder: Path | None = None, **about: object) -> list[tuple[str, str]]:
    doc = Document(Article("a", text, **about))  # type: ignore[arg-type]
    return [(row["text"], row["reason"]) for row in loaded(doc, Voices(doc, []), folder=folder)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor is a shameless liar.", ("liar", "insult")),
        ("The senator lambasted her rival's plan.", ("lambasted", "sensational verb")),
        ("The plan is utterly ridiculous.", ("utterly", "subjective intensifier")),
        ("The radical left wants open borders.", ("open borders", "one-sided term")),
        ("A horde of tourists overran the old town.", ("horde of", "dehumanising metaphor")),
        ("Hordes of looters, those thugs, came back.", ("Hordes of", "dehumanising metaphor")),
        ("The thugs called it collateral damage.", ("collateral damage", "euphemism")),
    ],
)
def test_each_family_is_marked_with_its_reason(text: str, expected: tuple[str, str]) -> None:
    assert expected in marks(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Monday to discuss the budget.",
        "Two people were killed in the attack, the ministry said on Tuesday.",
        "Unemployment fell to 4 percent in June, according to the statistics office.",
        "The court will hear the case in September.",
    ],
)
def test_plain_reporting_gets_no_mark(text: str) -> None:
    assert marks(text) == []


def test_a_word_that_is_loaded_now_and_then_needs_company() -> None:
    weak = next(e for e in lexicon_of().entries if e.pattern == "collateral damage")
    assert weak.weight == 0.3
    assert marks("He spoke of collateral damage.") == []
    assert ("collateral damage", "euphemism") in marks("The thugs called it collateral damage.")
    # A weak verb beside an insult is left plain.
    assert marks("The bloodthirsty thugs attacked the town.") == [
        ("bloodthirsty", "insult"),
        ("thugs", "insult"),
    ]


def test_reporting_verbs_count_against_a_sentence_but_not_against_an_insult() -> None:
    assert marks("The plan is bizarre.") == [("bizarre", "subjective intensifier")]
    assert marks("The plan is bizarre, the mayor said.") == []
    assert marks('"They are idiots," the mayor said.') == [("idiots", "insult")]


@pytest.mark.parametrize(
    "text",
    ["The storm hit; the force and the fuel for Storm Maud came late.", "He read The Slam and Boast Weekly."],
)
def test_nouns_and_names_are_no_verbs(text: str) -> None:
    assert marks(text) == []


def test_strengths_are_those_of_the_steps() -> None:
    steps = {e.weight for e in lexicon_of().entries if e.category != SOBER}
    assert steps == {0.3, 0.6, 1.0}


def test_rows_fit_the_table_and_point_into_the_text() -> None:
    text = 'The thugs are back.\n\n"These idiots lied," Ann Lee said.'
    doc = Document(Article("a", text, regions=(Region("headline", 0, 19), Region("body", 21, len(text)))))
    said = Statement(2, "direct", Span(42, 49), Span(50, 54), (Span(22, 39),))
    rows = loaded(doc, Voices(doc, [said]))
    assert [(r["text"], r["voice"], r["region"]) for r in rows][:2] == [
        ("thugs", "journalist", "headline"),
        ("idiots", "2", "body"),
    ]
    assert all(text[r["start"] : r["end"]] == r["text"] and 0 < r["score"] <= 1 for r in rows)
    assert set(rows[0]) == {name for name, _ in SCHEMAS["loaded"]}
    assert len(frame("loaded", rows)) == len(rows)


def test_the_list_is_broad_and_well_formed() -> None:
    entries = lexicon_of().entries
    assert len(entries) >= 1500
    assert {entry.category for entry in entries} == {*REASONS, SOBER}
    assert all(0 < e.weight <= 1 for e in entries if e.category != SOBER)
    assert all(-1 <= e.weight < 0 for e in entries if e.category == SOBER)
    assert len(version()) == 64


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "loaded.more.csv"
    path.write_text(
        "pattern,category,example,source\nfrumious,insult,A frumious man.,Carroll 1871\n", encoding="utf8"
    )
    assert marks("A frumious man left.", tmp_path) == [("frumious", "insult")]
    path.write_text(
        "pattern,category,example,source\nfrumious,rude,A frumious man.,Carroll 1871\n", encoding="utf8"
    )
    with pytest.raises(LexiconError, match=r"loaded\.more\.csv, row 2: unknown category 'rude'"):
        marks("A frumious man left.", tmp_path)


def test_another_language_is_not_scored() -> None:
    assert marks("Das ist ein Nazi-Skandal, you idiots.", language="de") == []


def test_furniture_is_not_read() -> None:
    text = "Rain fell.\nShare, you idiots"
    assert marks(text, regions=(Region("body", 0, 10), Region("furniture", 11, len(text)))) == []


def test_capitals_no_punctuation_and_hashtags() -> None:
    assert ("IDIOTS", "insult") in marks("THESE IDIOTS LIED TO US ALL")
    assert marks("#idiots #liars #thugs\n" * 50) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    doc = Document(Article("a", text))
    for row in loaded(doc, Voices(doc, [])):
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["reason"] in REASONS
