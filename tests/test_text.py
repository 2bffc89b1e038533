from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article, Region
from framing.sentences import paragraphs, sentences
from framing.text import Document, quotes, words

MARKS = st.sampled_from("\"'“”‘’«»„.\n\r Mr U.S. a")
WILD = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), MARKS), max_size=300)


@settings(deadline=None)
@given(WILD)
def test_words_lie_in_the_text_in_order_and_lose_only_white_space(text: str) -> None:
    found = words(text)
    assert all(text[a:b] == form for a, b, form in zip(found.starts, found.ends, found.forms, strict=True))
    assert all(end <= start for end, start in zip(found.ends, found.starts[1:], strict=False))
    assert "".join("".join(found.forms).split()) == "".join(text.split())


@settings(deadline=None)
@given(WILD)
def test_sentences_cover_every_word_once(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())


@settings(deadline=None)
@given(WILD)
def test_quotes_stay_in_their_paragraph(text: str) -> None:
    blocks = paragraphs(text)
    for quote in quotes(text):
        assert 0 <= quote.start < quote.end <= len(text)
        assert any(block.covers(quote.span) for block in blocks)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Ito met Mrs. Okoye at No. 10 on Jan. 3. They spoke.", 2),
        ("He moved to the U.S. The move took years.", 2),
        ("“Is it safe?” she asked. “No.”", 2),
        ("Prices rose 3.5 per cent... and then fell.", 1),
        ("J. R. Smith of Acme Inc. resigned. Nobody knew.", 2),
        ("no full stop at all", 1),
        ("She paid $1.50. He paid £2.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count, [s.of(text) for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said 'it isn't the rebels' camp' and left.", ["'it isn't the rebels' camp'"]),
        ("‘We’re here,’ he said.", ["‘We’re here,’"]),
        ("the '90s and rock 'n' roll, the workers' rights", []),
        ("“Nested ‘inner’ words”", ["“Nested ‘inner’ words”", "‘inner’"]),
        ("«Nous partons», dit-il.", ["«Nous partons»"]),
        ("„Das ist gut“, sagte er. „Und jetzt?“", ["„Das ist gut“", "„Und jetzt?“"]),
        ("»Nein«, sagte sie. »Ja«", ["»Nein«", "»Ja«"]),
        ("« Oui », dit-il.", ["« Oui »"]),
        ("``TeX marks'' too", ["``TeX marks''"]),
        ('an unclosed "quotation ends\nwith its paragraph.', ['"quotation ends']),
    ],
)
def test_quotation_marks_are_paired_against_apostrophes(text: str, found: list[str]) -> None:
    assert [q.span.of(text) for q in quotes(text)] == found


def test_a_quotation_over_paragraphs_is_one_group() -> None:
    text = '"One.\n\n"Two.\n\n"Three," he said.\n\n"Another."'
    assert [q.group for q in quotes(text)] == [0, 0, 0, 1]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    line = "the quick brown fox jumps over the lazy dog and runs away again\n"
    assert len(paragraphs(line * 4 + "\n" + line * 3)) == 2
    assert len(paragraphs("One.\nTwo.\nThree.\nFour.")) == 4


def test_a_megabyte_in_one_line_is_no_trouble() -> None:
    text = "“'\" " * 100_000 + "a" * 600_000
    assert len(words(text)) > 1
    assert quotes(text)
    assert sentences(text)


def test_a_document_knows_its_story() -> None:
    text = "Rain\n\nIt rained. It stopped.\n\nRead more"
    regions = (Region("headline", 0, 4), Region("body", 6, 28), Region("furniture", 30, 39))
    doc = Document(Article("a", text, regions=regions))
    assert [s.region for s in doc.sentences] == ["headline", "body", "body", "furniture"]
    assert len(doc.story) == 2
    assert doc.sentence_at(18).span.of(text) == "It stopped."
    assert doc.sentence_at(5) is None
