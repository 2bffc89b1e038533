"""The same words with and without marks that no reader sees give the same tables, in offsets of the own text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import annotate
from framing.article import Article, Region
from framing.view import view_of

TEXT = 'The brutal regime was reportedly widely accused of fraud. "It is terrific," Igor Petrov said at the office.'
TABLES = ("hedges", "loaded", "statements", "tone", "frames")
HIDDEN = {
    "soft hyphen": "\u00ad",
    "zero-width space": "\u200b",
    "word joiner": "\u2060",
    "zero-width joiner": "\u200d",
}


def hidden(text, mark):
    return "".join(c + mark if c.isalpha() and text[k + 1 : k + 2].isalpha() and k % 3 == 0 else c
                   for k, c in enumerate(text))  # fmt: skip


def told(text):
    tables = annotate(Article("a", text))
    rows = {}
    for name in TABLES:
        frame = tables[name]
        keep = [
            c for c in frame if not c.endswith(("start", "end")) and c not in ("content", "evidence", "text")
        ]
        rows[name] = frame[keep].astype(object).where(frame[keep].notna(), None).values.tolist()
    return tables, rows


@pytest.mark.parametrize("mark", HIDDEN.values(), ids=HIDDEN)
def test_hidden_marks_change_nothing(mark):
    text = hidden(TEXT, mark)
    plain, (tables, rows) = told(TEXT)[1], told(text)
    assert rows == plain
    assert tables.articles["text"].tolist() == [text]
    assert [
        text[s:e].replace(mark, "") for s, e in zip(tables.hedges["start"], tables.hedges["end"], strict=True)
    ] == [
        TEXT[s:e]
        for s, e in zip(*(annotate(Article("a", TEXT)).hedges[c] for c in ("start", "end")), strict=True)
    ]
    assert all(row.text == text[row.start : row.end] for row in tables.loaded.itertuples())


def test_ligatures_are_their_letters():
    tables = annotate(Article("a", "It was a terriﬁc result, the oﬃce said."))
    plain = annotate(Article("a", "It was a terrific result, the office said."))
    assert tables.tone["compound"].tolist() == plain.tone["compound"].tolist()


def test_joiners_of_other_scripts_and_emoji_stay():
    assert view_of(Article("a", "می‌خواهم 👩‍🚀 نه")) is None


@given(st.text(alphabet="ab \u00ad\u200b\ufb01\ufb03é\n.", max_size=40), st.data())
def test_every_span_comes_back(text, data):
    cut = data.draw(st.integers(0, len(text)))
    view = view_of(Article("a", text, regions=(Region("headline", 0, cut), Region("body", cut, len(text)))))
    if view is None:
        return
    read = view.article.text
    assert not any(c in read for c in "\u00ad\u200b\ufb01\ufb03")
    end = data.draw(st.integers(0, len(read)))
    start = data.draw(st.integers(0, end))
    first, last = view.back(start, end)
    assert 0 <= first <= last <= len(text)
    again = view_of(Article("b", text[first:last]))
    inner = text[first:last] if again is None else again.article.text
    assert read[start:end] in inner
