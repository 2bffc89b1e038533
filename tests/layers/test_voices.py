from framing.article import Article, Span
from framing.layers.voices import Voices
from framing.statement import Statement
from framing.text import Document

TEXT = 'It may rain, she said. He called it "certainly a scandal" and said it could grow.'


def voices() -> Voices:
    mixed = Statement(0, "mixed", Span(23, 25), Span(26, 32), (Span(36, 57),))
    indirect = Statement(1, "indirect", Span(23, 25), Span(62, 66), (Span(67, 80),))
    return Voices(Document(Article("a", TEXT)), [mixed, indirect])


def test_quoted_words_are_the_speakers_and_reported_ones_the_journalists() -> None:
    certainly, could, may = TEXT.index("certainly"), TEXT.index("could"), TEXT.index("may")
    assert voices().at(Span(certainly, certainly + 9)) == ("0", 0)
    assert voices().at(Span(could, could + 5)) == ("journalist", 1)
    assert voices().at(Span(may, may + 3)) == ("journalist", None)


def test_a_sentence_belongs_to_whom_most_of_it_belongs() -> None:
    assert voices().most(Span(0, 22)) == "journalist"
    assert voices().most(Span(36, 60)) == "0"


def test_an_article_without_statements_is_all_the_journalists() -> None:
    doc = Document(Article("a", 'A "strange" day.'))
    assert Voices(doc, []).at(Span(3, 10)) == ("journalist", None)
    assert Voices(doc, []).most(Span(0, 16)) == "journalist"


def test_of_nested_statements_the_inner_one_owns_the_words() -> None:
    text = "\"He told me, 'I quit', and left,\" she said."
    outer = Statement(0, "direct", Span(34, 37), Span(38, 42), (Span(0, 33),))
    inner = Statement(1, "direct", Span(1, 3), Span(4, 8), (Span(13, 21),))
    found = Voices(Document(Article("a", text)), [outer, inner]).at(Span(14, 15))
    assert found[1] == 1


def test_the_innermost_statement_owns_a_word_in_whatever_order_they_come() -> None:
    text = 'Ana Ruiz said: "Leo Lind claims the dam leaks and the mayor sleeps."'
    whole = Span(text.index('"'), len(text))
    part = Span(text.index("the dam"), text.index(" and the"))
    outer = Statement(0, "direct", Span(0, 8), Span(9, 13), (whole,))
    inner = Statement(1, "indirect", Span(16, 24), Span(25, 31), (part,))
    doc = Document(Article("a", text))
    for said in ([outer, inner], [inner, outer]):
        found = Voices(doc, said)
        assert found.most(part) == "1"
        assert found.most(Span(whole.start + 1, part.start)) == "0"
        assert found.most(Span(part.end, whole.end)) == "0"
