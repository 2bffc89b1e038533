"""One interval map: whoever asks who owns a place gets the same answer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article, Span
from framing.layers.voices import Voices
from framing.spans import Owners, overlap, union
from framing.statement import Statement
from framing.study.owners import counted, owned, quotations
from framing.tables import Tables
from framing.text import Document

SIZE = 40
places = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda pair: (min(pair), max(pair)))
labelled = st.lists(st.tuples(st.integers(0, 4), places), max_size=12)


def slow(spans, offset):
    """The rule as it is told, place by place."""
    around = []
    for label in {label for label, _ in spans}:
        for start, end in union(place for other, place in spans if other == label):
            if start <= offset < end:
                around.append((end - start, -start, -label))
    return -min(around)[2] if around else None


@given(labelled)
def test_owners_are_the_innermost(spans):
    owners = Owners.of(spans)
    assert [owners.at(k) for k in range(-1, SIZE + 2)] == [slow(spans, k) for k in range(-1, SIZE + 2)]


@given(labelled, places)
def test_shares_add_up(spans, place):
    owners = Owners.of(spans)
    start, end = place
    shares = owners.shares(start, end)
    assert sum(shares.values()) == end - start
    for owner, count in shares.items():
        assert count == sum(owners.at(k) == owner for k in range(start, end))


@given(labelled)
def test_touching_spans_of_one_label_are_one(spans):
    cut = [(label, piece) for label, (a, b) in spans for piece in ((a, (a + b) // 2), ((a + b) // 2, b))]
    assert Owners.of(cut) == Owners.of(spans) or all(
        Owners.of(cut).at(k) == Owners.of(spans).at(k) for k in range(SIZE)
    )


@given(st.lists(places, max_size=6), st.lists(places, max_size=6))
def test_overlap_is_what_lies_in_both(one, other):
    both = overlap(union(one), union(other))
    inside = {k for start, end in both for k in range(start, end)}
    assert inside == {k for a, b in one for k in range(a, b)} & {k for a, b in other for k in range(a, b)}


def test_a_quotation_reaches_to_its_last_character():
    owner, quoted = owned([0, 8], [[(0, 9)]], [(0, 9)])  # left open at the end, with a word of one letter
    assert owner.tolist() == [0, 0]
    assert quoted.tolist() == [True, True]


TEXT = 'Ann said: "We may go and they will not, he said, or stay here now." It rained on "us all" today.'


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(0, 96), st.integers(0, 96)).map(sorted), min_size=1, max_size=3),
                max_size=5))  # fmt: skip
def test_layers_study_and_pages_agree(contents):
    from framing import show
    from framing.study.measures import measure

    contents = [[(a, b) for a, b in spans if a < b] for spans in contents]
    contents = [spans for spans in contents if spans]
    doc = Document(Article("a", TEXT))
    spoken = [
        Statement(n, "direct", None, None, tuple(Span(*place) for place in spans))
        for n, spans in enumerate(contents)
    ]
    voices = Voices(doc, spoken)
    starts = [word.start for word, _ in doc.story_words]
    owner, quoted = owned(starts, contents, quotations(doc))
    for start, who, marked in zip(starts, owner.tolist(), quoted.tolist(), strict=True):
        voice, reporter = voices.at(Span(start, start + 1))
        assert reporter == (who if who >= 0 else None)
        assert voice == (str(who) if marked else "journalist")
    tables = Tables.from_rows({
        "articles": [{"article_id": "a", "text": TEXT, "words": len(starts)}],
        "statements": [s.row("a") for s in spoken],
    })  # fmt: skip
    measured = measure(tables)
    told = list(zip(measured.statements["words"], measured.statements["quoted"], strict=True))
    assert told == counted(starts, contents, quotations(doc))
    view = show.view(tables, None)
    assert [(said.words, said.quoted) for said in view.said] == told
    facts = view.facts
    by_voice = measured.words.groupby("voice")["words"].sum()
    assert facts.words == int(measured.articles["words"].sum()) == len(starts)
    assert (facts.own, facts.paraphrased, facts.quoted) == tuple(
        int(by_voice.get(name, 0)) for name in ("journalist", "paraphrased", "quoted")
    )
