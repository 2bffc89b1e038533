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


def turned(text):
    return [
        (t.source.of(text), [span.of(text) for span in t.content])
        for t in turns(Document(Article("a", text)))
    ]


def test_labels_in_title_case_with_offices_and_last_names():
    text = "Ada Obi: Welcome. It is late.\n\nBen Ruiz, chief cook: We burnt it.\n\nObi: Who knew?\n\nRuiz: All of us."
    assert [who for who, _ in turned(text)] == ["Ada Obi", "Ben Ruiz, chief cook", "Obi", "Ruiz"]


def test_title_case_keys_of_a_list_are_no_turns():
    assert turned("Venue: The pond.\n\nTime: Noon.\n\nVenue: The lake.\n\nTime: Dusk.") == []


def test_time_stamps_stand_before_labels():
    text = "[00:01] ADA OBI: It is late.\n[00:09] BEN RUIZ: It is.\n[00:20] OBI: Who knew?"
    assert turned(text) == [("ADA OBI", ["It is late."]), ("BEN RUIZ", ["It is."]), ("OBI", ["Who knew?"])]


def test_a_paragraph_without_a_label_goes_on_with_the_turn():
    text = "OBI: It is late.\n\nRUIZ: It is.\n\nThe oven was hot.\n\nOBI: Who knew?\n\nThe show ended at ten."
    assert turned(text) == [
        ("OBI", ["It is late."]), ("RUIZ", ["It is.", "The oven was hot."]), ("OBI", ["Who knew?"]),
    ]  # fmt: skip


def test_turns_within_one_paragraph():
    text = "Q: What burnt? RUIZ: The cake. All of it. Q: And then? RUIZ: We ate it."
    assert [(who, content) for who, content in turned(text)] == [
        ("Q", ["What burnt?"]), ("RUIZ", ["The cake. All of it."]), ("Q", ["And then?"]), ("RUIZ", ["We ate it."]),
    ]  # fmt: skip


def test_labels_in_a_line_of_their_own():
    text = "ADA OBI\nIt is late.\n\nBEN RUIZ\nIt is.\n\nADA OBI\nWho knew?"
    assert [who for who, _ in turned(text)] == ["ADA OBI", "BEN RUIZ", "ADA OBI"]
