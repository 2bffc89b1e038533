"""Certainty: what is marked, with which category, voice and rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article, Region, Span
from framing.layers.hedges import CATEGORIES, certainty, version
from framing.layers.voices import Voices
from framing.statement import Statement
from framing.tables import SCHEMAS, frame
from framing.text import Document


def marks(text: str, **about: object) -> list[tuple[str, str]]:
    doc = Document(Article("a", text, **about))  # type: ignore[arg-type]
    return [(row["text"], row["category"]) for row in certainty(doc, Voices(doc, []))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour may close.", ("may", "hedge")),
        ("A strike is likely.", ("likely", "hedge")),
        ("The harbour appears to be closed.", ("appears", "hedge")),
        ("To some extent the plan has worked.", ("To some extent", "hedge")),
        ("Around 40 boats sank.", ("Around", "hedge")),
        ("Prices are expected to rise.", ("expected", "hedge")),
        ("Officers believe he crossed the border.", ("believe", "hedge")),
        ("If the dam breaks, the town is lost.", ("If", "hedge")),
        ("It was unclear whether the dam would hold.", ("unclear", "hedge")),
        ("The trucks have mostly stayed in their depots.", ("mostly", "hedge")),
        ("Certain early gains were lost.", ("Certain", "hedge")),
        ("Three men linked to the raid were held.", ("linked to", "hedge")),
        ("Many doubt the figures.", ("Many", "weasel")),
        ("Critics say the mayor lied.", ("Critics say", "weasel")),
        ("Some experts disagree.", ("Some experts", "weasel")),
        ("It is believed that he fled.", ("It is believed that", "weasel")),
        ("It is widely believed that he fled.", ("It is widely believed that", "weasel")),
        (
            "The bridge is safe, according to a senior interior official.",
            ("a senior interior official", "weasel"),
        ),
        ("A senior diplomat said talks had failed.", ("A senior diplomat", "weasel")),
        ("The minister has been widely criticised.", ("widely", "weasel")),
        ("He left amid growing criticism.", ("amid growing", "weasel")),
        ("This is clearly wrong.", ("clearly", "booster")),
        ("He undoubtedly knew.", ("undoubtedly", "booster")),
        ("The envoy reportedly left.", ("reportedly", "evidential")),
        ("The raid was officially meant to free hostages.", ("officially", "evidential")),
        ("The so-called experts left.", ("so-called", "evidential")),
        ("He allegedly stole it.", ("allegedly", "evidential")),
        ("It emerged that he had paid.", ("It emerged that", "evidential")),
    ],
)
def test_each_family_is_marked(text: str, expected: tuple[str, str]) -> None:
    assert expected in marks(text)


@pytest.mark.parametrize(
    "text",
    [
        "The vote is on 5 May, and May Day comes first.",
        "They spoke about peace and felt certain of it.",
        "She could not see the road and could hear nothing.",
        "A diplomat, Ann Lee, opened the door.",
        "The troops will leave on Friday, the ministry said, and would return in spring.",
        "The ships left the port and reached the island.",
        "Norway's road authority said it had tested the cells.",
        "The study is small, and the authors say so.",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert [m for m in marks(text) if m[1] in ("hedge", "weasel")] == []


def test_rows_fit_the_table_and_point_into_the_text() -> None:
    text = 'Rain may come.\n\n"It may snow, perhaps," Ann Lee said.'
    doc = Document(Article("a", text, regions=(Region("headline", 0, 14), Region("body", 16, len(text)))))
    said = Statement(7, "direct", Span(41, 48), Span(49, 53), (Span(17, 38),))
    rows = certainty(doc, Voices(doc, [said]), [said])
    assert [(r["text"], r["voice"], r["reported_by"], r["region"]) for r in rows] == [
        ("may", "journalist", None, "headline"),
        ("may", "7", 7, "body"),
        ("perhaps", "7", 7, "body"),
    ]
    assert all(text[r["start"] : r["end"]] == r["text"] and r["rule"] for r in rows)
    assert set(rows[0]) == {name for name, _ in SCHEMAS["hedges"]}
    assert len(frame("hedges", rows)) == 3


def test_furniture_is_not_read_and_no_mark_crosses_a_cut() -> None:
    text = "It may rain\nMany may share this page"
    doc = Document(Article("a", text, regions=(Region("body", 0, 11), Region("furniture", 12, len(text)))))
    assert [row["start"] for row in certainty(doc, Voices(doc, []))] == [3]
    assert marks("They said it is\nbelieved that he left") == [("believed", "hedge")]


def test_another_language_is_not_scored() -> None:
    text = "Der Rat may be wrong."
    assert marks(text, language="de") == []
    assert marks(text, language="en") == marks(text) != []


def test_capitals_no_punctuation_and_hashtags() -> None:
    assert ("MAY", "hedge") in marks("THE TALKS MAY FAIL OFFICIALS SAY")
    assert marks("#may #perhaps #likely\n" * 50) == []
    assert ("perhaps", "hedge") in marks("perhaps " * 3)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    doc = Document(Article("a", text))
    for row in certainty(doc, Voices(doc, [])):
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["category"] in CATEGORIES


def test_the_list_has_a_version() -> None:
    assert len(version()) == 64
