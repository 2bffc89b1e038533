"""Plain statements in sentences that the model has left empty."""

import pytest

from framing.article import Article, Span
from framing.attribution.plain import plain
from framing.statement import Attribution
from framing.text import Document


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Brell said in a filing that its sales had halved.", "Brell", "that its sales had halved"),
        ("The prosecutor told the court Ray Stubbs had claimed for a tub.", "The prosecutor",
         "Ray Stubbs had claimed for a tub"),
        ("One woman was hurt by falling glass, regional governor Ian Voro said on the Telegram app.",
         "regional governor Ian Voro", "One woman was hurt by falling glass"),
        ("Ray Stubbs maintained it was for medical use.", "Ray Stubbs", "it was for medical use"),
    ],
)  # fmt: skip
def test_a_sentence_left_empty_is_read(text: str, source: str, content: str) -> None:
    doc = Document(Article("a", text))
    [found] = plain(doc, [])
    assert found.source is not None
    assert (found.source.of(text), found.content[0].of(text)) == (source, content)
    assert found.score < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "She was told that the road would stay open.",
        "It is said that the road is haunted by a monk.",
        "He claimed the prize at the end of the week.",
        "\u201cShe said that we should all go home,\u201d read the note.",
        "The mayor told them so.",
        "",
    ],
)
def test_what_tells_nothing_stays_empty(text: str) -> None:
    assert plain(Document(Article("a", text)), []) == []


def test_a_sentence_with_a_statement_is_left_alone() -> None:
    text = "Brell said in a filing that its sales had halved."
    found = Attribution(Span(0, 5), Span(6, 10), (Span(23, 48),))
    assert plain(Document(Article("a", text)), [found]) == []
