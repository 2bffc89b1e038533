"""Whose words a place of the text are, where one statement stands within another."""

from framing.article import Article, Span
from framing.layers.voices import Voices
from framing.statement import Statement
from framing.text import Document

TEXT = 'Ana Ruiz said: "Leo Lind claims the dam leaks and the mayor sleeps."'
OUTER = Span(TEXT.index('"'), len(TEXT))
INNER = Span(TEXT.index("the dam"), TEXT.index(" and the"))


def test_the_innermost_statement_owns_a_word_in_whatever_order_they_come() -> None:
    outer = Statement(0, "direct", Span(0, 8), Span(9, 13), (OUTER,))
    inner = Statement(1, "indirect", Span(16, 24), Span(25, 31), (INNER,))
    doc = Document(Article("a", TEXT))
    for said in ([outer, inner], [inner, outer]):
        voices = Voices(doc, said)
        assert voices.most(INNER) == "1"
        assert voices.most(Span(OUTER.start + 1, INNER.start)) == "0"
        assert voices.most(Span(INNER.end, OUTER.end)) == "0"
