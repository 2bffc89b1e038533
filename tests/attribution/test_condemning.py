"""Blame by what is said: the verb only says that it was said."""

import pytest

from framing.article import Article
from framing.layers.statements import statements
from framing.text import Document


@pytest.mark.parametrize(("text", "target"), [
    ('Harbour master Ann Lee described the ruling as "wholly unlawful" and "unfair".', "the ruling"),
    ('Mayor Tom Berg called the strike "a disgrace".', "the strike"),
    ("The union labelled the offer shameful.", "the offer"),
    ('A ministry spokeswoman said in a statement: "Minister Lee deplores the raid by Norvik."', "Norvik"),
    ("“We condemn the raid by the Norvik navy,” Ann Lee said.", "Norvik navy"),
    ("“We deplore Norvik's decision,” the minister said.", "Norvik"),
])  # fmt: skip
def test_who_judges_or_condemns_criticises(text, target):
    [said] = statements([Document(Article("a", text))])[0]
    assert (said.act, said.target) == ("criticises", target)


@pytest.mark.parametrize(("text", "act", "target"), [
    ("Barbara Moss filed a lawsuit that accuses the airline of breaking labour laws.", "accuses", "airline"),
    ("The union released a report that criticises the council for the delay.", "criticises", "council"),
])  # fmt: skip
def test_who_brings_out_what_accuses_accuses(text, act, target):
    [said] = statements([Document(Article("a", text))])[0]
    assert (said.act, said.target) == (act, target)


@pytest.mark.parametrize("text", [
    'Mayor Tom Berg called the bridge "a gift to the city".',
    "Ann Lee described the plan as fair and not illegal.",
    "Ann Lee described how the illegal fishing had begun.",
    "Ann Lee said that she condemned the raid.",
    "Ann Lee said Tom Berg condemns the raid.",
    'A harbour spokesman said they had "more questions than answers".',
])  # fmt: skip
def test_who_reports_a_judgement_or_none_only_states(text):
    [said] = statements([Document(Article("a", text))])[0]
    assert (said.act, said.target) == ("states", None)
