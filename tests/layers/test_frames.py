from pathlib import Path

import pytest

from framing.article import Article, Region
from framing.layers.frames import SCHEMES, frames, paragraph_frames
from framing.text import Document
from framing.words.lexicons import LexiconError

GENERIC = ("responsibility", "human_interest", "conflict", "morality", "economic")


def present(text: str, scheme: str = "generic") -> list[str]:
    return [row["frame"] for row in frames(Document(Article("a", text)), scheme=scheme) if row["present"]]


def test_the_frames_are_those_of_the_schemes() -> None:
    assert tuple(SCHEMES["generic"].half) == GENERIC
    assert len(SCHEMES["policy"].half) == 15


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("The pope called it a sin against God and a moral duty of every church.", "morality"),
        ("Wages fell, prices rose, and investors lost billions on the stock market.", "economic"),
        ("She wept for her son; his mother lost everything and the family mourned.", "human_interest"),
        ("Critics attacked the plan; the minister hit back and accused rivals in a bitter row.", "conflict"),
        (
            "Leaders must act now: the government should solve the problem and take responsibility.",
            "responsibility",
        ),
    ],
)
def test_each_frame_is_found_by_its_words(text: str, frame: str) -> None:
    assert frame in present(text)


def test_every_frame_has_a_row_and_its_evidence_is_in_the_text() -> None:
    text = "Police arrested two men; the court will hear the case."
    rows = frames(Document(Article("a", text)), scheme="policy")
    assert [row["frame"] for row in rows] == list(SCHEMES["policy"].half)
    law = next(row for row in rows if row["frame"] == "law_and_order_crime_and_justice")
    assert [text[s["start"] : s["end"]] for s in law["evidence"]] == ["Police", "arrested"]


def test_furniture_and_empty_text_count_nothing() -> None:
    text = "Rain fell.\n\nStock market prices, jobs, economy, budget, tax"
    doc = Document(Article("a", text, regions=(Region("body", 0, 10), Region("furniture", 12, len(text)))))
    assert not any(row["evidence"] for row in frames(doc))
    assert [row["score"] for row in frames(Document(Article("b", "")))] == [0.0] * 5


def test_paragraphs_are_scored_apart() -> None:
    doc = Document(Article("a", "Jobs and wages and prices fell.\nShe wept for her son."))
    strong = {(row["start"], row["frame"]) for row in paragraph_frames(doc) if row["score"] > 0.2}
    assert (0, "economic") in strong
    assert (32, "human_interest") in strong


def test_an_unknown_frame_or_scheme_is_named(tmp_path: Path) -> None:
    (tmp_path / "frames_generic.csv").write_text(
        "pattern,category,example,source\nrain/v,weather,It rains.,own\n"
    )
    with pytest.raises(LexiconError, match="unknown frame 'weather'"):
        frames(Document(Article("a", "It rains.")), folder=tmp_path)
    with pytest.raises(ValueError, match="the schemes are generic, policy"):
        frames(Document(Article("a", "It rains.")), scheme="other")
