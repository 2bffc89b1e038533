"""Whose words a place of the text are, where one statement stands within another."""

from framing.article import Article, Span
from framing.layers.voices import Voices
from framing.statement import Statement
from framing.text import Document

TEXT = "Ana Ruiz said that Leo Lind claims the dam leaks."
OUTER = Span(TEXT.index("that"), len(TEXT) - 1)
INNER = Span(TEXT.index("the dam"), len(TEXT) - 1)


def test_the_innermost_statement_owns_a_word_in_whatever_order_they_come() -> None:
    outer = Statement(0, "indirect", Span(0, 8), Span(9, 13), (OUTER,))
    inner = Statement(1, "indirect", Span(19, 27), Span(28, 34), (INNER,))
    doc = Document(Article("a", TEXT))
    for said in ([outer, inner], [inner, outer]):
        assert Voices(doc, said).most(INNER) == "1"
        assert Voices(doc, said).most(Span(OUTER.start, INNER.start)) == "0"
