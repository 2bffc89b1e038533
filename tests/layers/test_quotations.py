"""What each pair of quotation marks is for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article, Region, Span
from framing.attribution.quoted import unclaimed
from framing.layers.quotations import TYPES, quotations
from framing.statement import Statement
from framing.text import Document


def typed(text: str, *statements: Statement) -> list[tuple[str, str, int | None]]:
    rows = quotations(Document(Article("a", text)), statements)
    return [(text[row["start"] : row["end"]], row["type"], row["statement_id"]) for row in rows]


def said(text: str, content: str, *, kind: str = "mixed", number: int = 0) -> Statement:
    start = text.index(content)
    return Statement(number, kind, None, None, (Span(start, start + len(content)),))


def test_whole_sentences_are_quoted_speech() -> None:
    text = '"The pond is frozen," Ann Lee said.'
    assert typed(text, said(text, '"The pond is frozen,"', kind="direct")) == [
        ('"The pond is frozen,"', "quoted speech", 0)
    ]


def test_words_built_into_the_reporters_sentence_are_partial() -> None:
    text = 'Ann Lee called the pond "a danger to ducks" and left.'
    assert typed(text, said(text, 'the pond "a danger to ducks"')) == [('"a danger to ducks"', "partial", 0)]


def test_words_nobody_said_are_scare_quotes() -> None:
    assert typed("The “free” concert cost ten pounds.") == [("“free”", "scare", None)]


def test_works_and_ships_are_titles() -> None:
    text = 'She wrote the novel "Salt and Iron", starred in "The Long Night" and sails the yacht "Ada".'
    assert [kind for _, kind, _ in typed(text)] == ["title", "title", "title"]


def test_a_title_inside_a_statement_stays_a_title() -> None:
    text = 'Ann Lee said the film "Red Hill" was long.'
    assert typed(text, said(text, 'the film "Red Hill" was long')) == [('"Red Hill"', "title", None)]


def test_the_innermost_statement_owns_the_quotation() -> None:
    text = 'He said she had called it "a gift to us" twice.'
    outer = said(text, 'she had called it "a gift to us" twice', number=0)
    inner = said(text, 'it "a gift to us"', number=1)
    assert typed(text, outer, inner) == [('"a gift to us"', "partial", 1)]


def test_unclaimed_speech() -> None:
    text = '"We won again." The "big" cup was "ours for good," he said.'
    doc = Document(Article("a", text))
    assert [q.span.of(text) for q in unclaimed(doc, [])] == ['"We won again."', '"ours for good,"']


@given(st.text(alphabet="ab A.,\"'“”‘’«»\n", max_size=120), st.integers(0, 60), st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_rows_within_it(text: str, start: int, length: int) -> None:
    content = Span(min(start, len(text)), min(start + length, len(text)))
    statement = Statement(3, "mixed", None, None, (content,))
    for row in quotations(Document(Article("a", text)), [statement]):
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert row["type"] in TYPES
        assert row["statement_id"] in (None, 3)


def test_a_quotation_that_is_its_own_paragraph_is_pulled_from_speech() -> None:
    assert typed("The ice is thin.\n‘Nowhere to go’\nThe pond is shut.") == [
        ("‘Nowhere to go’", "quoted speech", None)
    ]


def test_capitals_of_a_headline_make_no_title() -> None:
    text = "Pond Keeper Calls Ice ‘Far Too Thin’"
    article = Article("a", text, regions=(Region("headline", 0, len(text)),))
    assert [row["type"] for row in quotations(Document(article), [])] == ["scare"]
