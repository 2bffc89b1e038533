"""What rules mend of what the model finds: kinds of sentence, each with several faces."""

import pytest

from framing.article import Article, Span
from framing.attribution.days import no_day
from framing.attribution.repairs import REPAIRS, repaired
from framing.layers.statements import statements
from framing.statement import Attribution
from framing.text import Document


def said(text):
    doc = Document(Article("a", text))
    return [
        (s.source and s.source.of(text), [span.of(text) for span in s.content]) for s in statements([doc])[0]
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The dam, engineers warned, could break within weeks.", "engineers", ["The dam", "could break within weeks"]),
        ("The firm, two former clerks told reporters, shredded the files.", "two former clerks",
         ["The firm", "shredded the files"]),
        ("The mayor, according to three aides, knew of the leak.", "three aides", ["The mayor", "knew of the leak"]),
        ("The police, Mr Okafor claims, fired without warning.", "Mr Okafor",
         ["The police", "fired without warning"]),
    ],
)  # fmt: skip
def test_a_reporting_clause_between_commas(text, source, content):
    assert said(text) == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The United States, Congress and the State Department, have plans.",
        "The ship, which officials said was old, sank.",
        "The storm passed, officials said, and the port opened.",
        "The storm passed, officials said, the port opened.",
        "El Obeid, the capital of North Kordofan state, lies on the main road.",
        "El Obeid, in a recent report, lies on the main road.",
    ],
)
def test_what_is_no_reporting_clause_is_left(text):
    assert not any(a.rule == "interposed" for a in repaired(Document(Article("a", text)), []))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to the union's secretary, Paula Dee, the vote was fair.", "the union's secretary, Paula Dee",
         "the vote was fair"),
        ("According to Paula Dee, a nurse at the clinic, the vote was fair.", "Paula Dee, a nurse at the clinic",
         "the vote was fair"),
    ],
)  # fmt: skip
def test_an_apposition_belongs_to_the_source(text, source, content):
    assert said(text) == [(source, [content])]


def test_a_list_behind_according_to_is_no_apposition():
    text = "According to the report, roads, bridges and dams are old."
    given = Attribution(
        span(13, "the report"), span(0, "According to"), (span(25, "roads, bridges and dams are old"),)
    )
    assert repaired(Document(Article("a", text)), [given]) == [given]


@pytest.mark.parametrize("marks", ["“{},”", "“{}”,", "«{}»,", '"{},"'])
def test_a_reply_turned_round(marks):
    text = f"{marks.format('We stay')} said Ivan Orlov. {marks.format('You go')} answered the guard."
    assert [source for source, _ in said(text)] == ["Ivan Orlov", "the guard"]


def test_who_is_convicted_does_not_speak():
    text = "Two brokers have been convicted of fraud by a jury in Leeds."
    assert all(source is None or "jury" in source for source, _ in said(text))


def test_who_is_quoted_speaks_not_the_agency():
    [(source, _)] = said("“I know nothing,” state agency NTV quoted Olga Brandt as saying.")
    assert source == "Olga Brandt"


def span(start, words):
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("The court on Friday", "The court"),
        ("A poll released Friday", "A poll released Friday"),
        ("A reporter for USA Today", "A reporter for USA Today"),
        ("The ministry late last night", "The ministry"),
    ],
)
def test_a_day_is_no_part_of_a_source(words, kept):
    doc = Document(Article("a", f"{words} was sued."))
    assert no_day(Span(0, len(words)), doc).of(doc.text) == kept


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Many guests came late. Ada Obi said it was over.", "Ada Obi"),
        ("Rep. G.K. Stone (D-N.C.) said it was over.", "Rep. G.K. Stone (D-N.C.)"),
        (
            "Several leaders attended. John Hill, the businessman, said he was glad.",
            "John Hill, the businessman,",
        ),
        ("CNN — Utopia’s navy on Friday said it had built a bridge.", "Utopia’s navy"),
        ("AFP — The army said two soldiers were hurt.", "The army"),
        ("LAGOS, Nigeria (AP) — Police said Tuesday that six men were held.", "Police"),
        ("RT @evalund: “The road is safe,” says @mayor https://t.co/abc", "@mayor"),
        ("The council on Friday said the hall would stay open.", "The council"),
        (
            "The head of the union, Tran Duc, on Monday accused the ministry of delay.",
            "The head of the union, Tran Duc,",
        ),
        ("Abu Said said the market was closed.", "Abu Said"),
        ("Trần Quốc An said the road was open.", "Trần Quốc An"),
        ("According to the auditors, the fund is empty.", "the auditors"),
        ("It rained. According to Ann Lee, it was over.", "Ann Lee"),
    ],
)
def test_a_source_holds_nothing_but_who_speaks(text, source):
    assert [found for found, _ in said(text)] == [source]


def test_every_repair_leaves_an_empty_article_alone():
    doc = Document(Article("a", ""))
    assert repaired(doc, []) == []
    assert REPAIRS.names() == (
        "one_sentence",
        "whole_names",
        "interposed",
        "apposed",
        "inverted",
        "relayed",
        "acted_on",
        "signed",
        "worded",
        "announced",
        "headed",
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The fair opened on Monday.\n\n“We sold out by noon.” — Rosa Engel, baker", "Rosa Engel, baker"),
        ("The fair opened on Monday.\n\n“We sold out by noon.” (Rosa Engel, baker)", "Rosa Engel, baker"),
        ("The fair opened on Monday.\n\n“We sold out by noon.”\n– Rosa Engel", "Rosa Engel"),
        ("A letter from Rosa Engel, baker:\n\n“We sold out by noon.”", "Rosa Engel, baker"),
        ("The fair was, in Rosa Engel’s words, “a joyless market”.", "Rosa Engel"),
        ("In the words of the baker, Rosa Engel, the fair was “a joyless market”.", "the baker, Rosa Engel"),
    ],
)
def test_words_that_are_signed(text, source):
    assert [found for found, _ in said(text)] == [source]


def test_a_paragraph_behind_a_colon_is_its_speakers():
    text = "It was a cold fair.\n\nRosa Engel wrote on her page:\n\nThe mayor is a fool. He must go.\n\nIt rained."
    assert said(text) == [("Rosa Engel", ["The mayor is a fool. He must go."])]
    [row] = statements([Document(Article("a", text))])[0]
    assert row.kind == "direct"


def test_the_points_of_a_list_are_its_speakers():
    text = "Ms Engel gave two reasons:\n\n- “The tent was wet.”\n\n- “The road was shut.”\n\nIt rained."
    assert said(text) == [("Ms Engel", ["“The tent was wet.”"]), ("Ms Engel", ["“The road was shut.”"])]


def test_a_colon_before_news_is_no_speech():
    assert said("There are two halls:\n\nThe old hall is shut. The new hall opens in May.") == []
