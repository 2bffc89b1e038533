from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article, Span
from framing.layers._tone_network import load
from framing.layers.tone import compound, tone, toward, toward_rows
from framing.layers.voices import Voices
from framing.statement import Statement
from framing.text import Document


@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ("The minister condemned Brevik for lying to parliament.", "Brevik", -1),
        ("Doctors praised Okoye for her brilliant rescue work.", "Okoye", 1),
        ("Okoye arrived on Tuesday at the office.", "Okoye", 0),
        ("Prosecutors accused Duarte of stealing from the poor.", "Duarte", -1),
    ],
)
def test_the_tone_is_toward_the_target(text: str, target: str, polarity: int) -> None:
    start = text.index(target)
    assert toward(text, start, start + len(target)).polarity == polarity


def test_a_name_itself_counts_for_nothing() -> None:
    met = [
        (f"Voters met {name} in town and praised the plan.", len(name))
        for name in ("Adeyemi", "Smithers", "Xu")
    ]
    scores = {toward(text, 11, 11 + length).score for text, length in met}
    assert len(scores) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=200), st.data())
def test_any_span_of_any_text_has_a_tone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = toward(text, start, end)
    assert found.polarity in (-1, 0, 1)
    assert -1 <= found.score <= 1
    assert toward(text, start, end) == found


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (0, 99)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a target needs"):
        toward("Some text.", start, end)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_the_short_way_to_vader_gives_vaders_answer(text: str) -> None:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    assert compound(text) == SentimentIntensityAnalyzer().polarity_scores(text)["compound"]


def test_sentences_have_a_voice_and_other_languages_no_rows() -> None:
    text = 'It rained. "We love it," he said.'
    doc = Document(Article("a", text))
    voices = Voices(doc, [Statement(0, "direct", Span(25, 27), Span(28, 32), (Span(11, 24),))])
    assert [(row["voice"], row["compound"] > 0) for row in tone(doc, voices)] == [
        ("journalist", False),
        ("0", True),
    ]
    german = Document(Article("a", text, language="de"))
    assert tone(german, voices) == toward_rows(german, voices) == []


def test_every_named_target_has_a_row() -> None:
    text = "Ana Ruiz praised the Harbour Trust. Mr Blom attacked Ms Ruiz."
    doc = Document(Article("a", text))
    rows = toward_rows(doc, Voices(doc, []))
    assert {row["target"] for row in rows} >= {"Ana Ruiz"}
    assert all(text[row["start"] : row["end"]] for row in rows)


def test_damaged_weights_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "tone.npz").write_bytes(b"no zip")
    with pytest.raises(ValueError, match="install the package again"):
        load(tmp_path / "tone.npz")
    np.savez(tmp_path / "other.npz", format=np.array(99))
    with pytest.raises(ValueError, match="other format"):
        load(tmp_path / "other.npz")


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        (
            "The officials didn’t support the peaceful plan.",
            "The officials didn't support the peaceful plan.",
        ),
        ("The attack was “terrible”.", 'The attack was "terrible".'),
        ("A terrible—truly terrible—attack.", "A terrible - truly terrible - attack."),
        ("The attack was terrible… and cruel…", "The attack was terrible... and cruel..."),
        ("The at\u00adtack was ter\u00adrible.", "The attack was terrible."),
    ],
)
def test_house_style_does_not_change_the_score(printed: str, typed: str) -> None:
    assert compound(printed) == compound(typed) < 0
