"""Headlines with a colon: who speaks there, and what is only a rubric."""

import pytest

from framing.article import Article, Region
from framing.attribution.headed import headed
from framing.attribution.whole_names import whole_names
from framing.layers.statements import statements
from framing.statement import Attribution, Span
from framing.text import Document

BODY = "The council closed the harbour on Tuesday, and Ann Orlova said the tide had broken the wall."


def article(headline):
    text = f"{headline}\n\n{BODY}"
    body = len(headline) + 2
    regions = (Region("headline", 0, len(headline)), Region("body", body, len(text)))
    return Document(Article("a", text, regions=regions))


def of_headline(headline):
    doc = article(headline)
    return [
        (s.source.of(doc.text), [span.of(doc.text) for span in s.content])
        for s in statements([doc])[0]
        if s.region == "headline" and s.source is not None
    ]


@pytest.mark.parametrize(("headline", "source", "content"), [
    ("Harbour chief: ferries will run again", "Harbour chief", "ferries will run again"),
    ("Police: three held after harbour fire", "Police", "three held after harbour fire"),
    ("Orlova: the harbour was never safe", "Orlova", "the harbour was never safe"),
    ("Ferries will run again by May: minister", "minister", "Ferries will run again by May"),
])  # fmt: skip
def test_who_stands_at_the_colon_says_the_rest(headline, source, content):
    assert of_headline(headline) == [(source, [content])]


@pytest.mark.parametrize("headline", [
    "Opinion: the harbour was never safe",
    "Explainer: how the harbour wall was built",
    "Norway: the harbour that was never safe",
    "Harbour wall: three plans that failed",
    "Orlova: a life by the harbour",
    "Mayor: no comment: harbour closed again",
])  # fmt: skip
def test_a_rubric_a_place_or_a_topic_says_nothing(headline):
    assert of_headline(headline) == []


def test_what_somebody_says_already_is_not_given_twice():
    doc = article("Mayor: ferries will run again")
    known = [Attribution(Span(0, 5), None, (Span(7, 29),))]
    assert headed(doc, known) is None


def test_a_headline_in_capitals_keeps_its_cue():
    text = "AN LEE SAID FERRIES WOULD RUN"
    doc = Document(Article("a", text))
    assert whole_names(doc, [Attribution(Span(0, 2), Span(3, 11), (Span(12, 29),))]) is None
