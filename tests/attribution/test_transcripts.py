"""Turns of transcripts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article, Span
from framing.attribution.transcripts import turns, with_turns
from framing.statement import Attribution
from framing.text import Document

SHOW = "TAPPER: Why now?\nANN LEE, MAYOR: The ice said yes.\nTAPPER: Thank you.\n"


def said(text: str) -> list[tuple[str, str]]:
    found = turns(Document(Article("a", text)))
    return [(t.source.of(text) if t.source else "", t.content[0].of(text)) for t in found]


def test_names_and_letters_open_turns() -> None:
    assert said(SHOW) == [
        ("TAPPER", "Why now?"), ("ANN LEE, MAYOR", "The ice said yes."), ("TAPPER", "Thank you."),
    ]  # fmt: skip
    assert [who for who, _ in said("Q: Cold?\nA: Very.\nQ: Why?")] == ["Q", "A", "Q"]


def test_headings_are_no_turns() -> None:
    assert said("UPDATE: The pond froze.\nBREAKING: It thawed.\nThe keeper said so: it thawed.") == []
    assert said("POND: It froze.\nLAKE: It did not.\nRIVER: It never does.") == []


def test_a_turn_takes_the_place_of_its_fragments() -> None:
    doc = Document(Article("a", SHOW))
    fragment = Attribution(Span(17, 24), Span(31, 32), (Span(33, 40),))
    inner = Attribution(Span(33, 40), Span(41, 45), (Span(46, 49),))
    found = with_turns(doc, [fragment, inner])
    assert fragment not in found
    assert inner in found
    assert len(found) == 4


@given(st.text(alphabet="AQB:, .\n()a", max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    for turn in turns(Document(Article("a", text))):
        assert all(0 <= span.start < span.end <= len(text) for span in turn.content)
