"""Whom "he" and "she" mean: what each weight is for, one passage each."""

import pytest

from framing.article import Article, Span
from framing.people import mentions, speakers
from framing.people.antecedents import SALIENCE, candidates
from framing.people.scene import Scene
from framing.statement import Statement
from framing.text import Document
from framing.words.rules import weighing


def speaks(text: str, source: str, content: str | None = None) -> str | None:
    """Whom the last pronoun of a text is resolved to, as the source of some content."""
    at = text.rindex(source)
    start = text.index(content) if content else at
    span = Span(start, start + len(content)) if content else Span(at, at + len(source))
    asked = Statement(0, "direct", Span(at, at + len(source)), None, (span,))
    return speakers.resolve(Document(Article("a", text)), [asked])[0].speaker


def test_who_is_named_in_the_paragraph_is_nearer_than_who_led_the_one_before() -> None:
    far = (
        "Anna Weiss opened the clinic. Anna Weiss paid for it.\n\nThen came Ruth Adler. She said it was late."
    )
    assert speaks(far, "She") == "Ruth Adler"


def test_a_paragraph_more_makes_the_farther_one_less_likely() -> None:
    text = (
        "Anna Weiss opened the clinic.\n\nIt rained.\n\nThe keys were with Ruth Adler. She said it was late."
    )
    assert speaks(text, "She") == "Ruth Adler"
    with weighing("people.salience", paragraph=0.0, sentence=0.0):
        assert speaks(text, "She") == "Anna Weiss"


def test_a_sentence_more_makes_the_farther_one_less_likely() -> None:
    text = "Anna Weiss opened the clinic. It rained. It snowed. Then came Ruth Adler. She said it was late."
    assert speaks(text, "She") == "Ruth Adler"
    with weighing("people.salience", sentence=1.0):
        assert speaks(text, "She") == "Anna Weiss"


def test_who_is_named_in_a_quotation_is_not_the_one_who_speaks() -> None:
    text = 'Anna Weiss opened the clinic.\n\n"Ruth Adler was late. Ruth Adler is lazy," she said.'
    quoted = '"Ruth Adler was late. Ruth Adler is lazy,"'
    assert speaks(text, "she", quoted) == "Anna Weiss"
    with weighing("people.salience", quoted=0.0, own=0.0):
        assert speaks(text, "she", quoted) == "Ruth Adler"


def test_who_is_named_in_ones_own_words_is_somebody_else() -> None:
    text = "Anna Weiss opened the clinic. The clinic, Ruth Adler being away, was cold, she said."
    said = "The clinic, Ruth Adler being away, was cold,"
    assert speaks(text, "she", said) == "Anna Weiss"
    with weighing("people.salience", own=0.0):
        assert speaks(text, "she", said) == "Ruth Adler"


def test_an_object_is_less_likely_than_a_subject() -> None:
    text = "Anna Weiss opened the clinic with Ruth Adler. She said it was late."
    assert speaks(text, "She") == "Anna Weiss"
    with weighing("people.salience", subject=0.0, leads=0.0):
        assert speaks(text, "She") == "Ruth Adler"


def test_candidates_are_the_persons_of_the_gender_the_nearest_first() -> None:
    doc = Document(Article("a", "Anna Weiss met Peter Hahn and Ruth Adler. She left."))
    found = list(candidates(Scene(doc, mentions.read(doc)), doc.words.forms.index("She"), "f"))
    assert [c.mention.entity.name for c in found] == ["Ruth Adler", "Anna Weiss"]
    assert [c.leads for c in found] == [False, True]
    assert [c.rank for c in found] == [0, 1]


@pytest.mark.parametrize("name", ["paragraph", "sentence", "quoted", "own"])
def test_what_speaks_against_somebody_has_a_weight_below_nothing(name: str) -> None:
    assert getattr(SALIENCE.now, name) < 0
