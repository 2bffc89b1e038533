"""What was not said: negated, refused, only possible, by nobody."""

import pytest

from framing import annotate
from framing.article import Article
from framing.layers.statements import statements
from framing.study import measure
from framing.study.claims import without_accuser
from framing.text import Document


def rows(text):
    return statements([Document(Article("a", text))])[0]


@pytest.mark.parametrize(
    "text",
    [
        "The agency did not say who had paid for the trip.",
        "The minister never said that the road was safe.",
        "Nobody blamed the driver for the crash.",
        "No one accused the council of fraud.",
        "Ada Obi might say that the road is safe.",
        "The firm declined to comment on the leak.",
        "The firm refused to say whether the dam was safe.",
    ],
)
def test_what_was_not_said(text):
    assert rows(text)
    assert not any(row.made for row in rows(text))


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the road was not safe.",
        "The minister did not deny that the road was unsafe.",
        "The union refused the offer, the mayor said.",
        "The minister may have said so, Ada Obi said.",
        "The minister declined the offer, the union said.",
    ],
)
def test_what_was_said(text):
    assert any(row.made for row in rows(text))


def test_a_refusal_to_comment_has_an_act_of_its_own():
    assert {row.act for row in rows("The ministry declined to comment on the report.")} == {"declines"}


def test_it_counts_among_no_accusations():
    tables = annotate(
        [Article("a", "Nobody accused the mayor of lying. The union accused the mayor of fraud.")]
    )
    made = measure(tables).statements
    assert made["accusing"].sum() == 1
    assert tables.statements["made"].tolist() == [False, True]
    assert not without_accuser(list(tables.statements.itertuples()))
