"""Runs of capitals: what a headline that is glued to its text leaves as a name."""

import pytest

from framing.article import Article
from framing.people.capitals import Scanner
from framing.text import Document


def runs(text):
    scanner = Scanner(Document(Article("a", text)))
    return [" ".join(scanner.forms[at] for at in run.positions) for run in scanner.runs()]


REST = " It was a long and quiet day in the town, and nobody there had much to add to what they knew of it before noon."


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Cory Booker Says Any Serious Plan Has to Include Nuclear.", ["Cory Booker"]),
        ("Exxon Mobil Lends Its Support to a tax.", []),
        ("We heard Prime Minister Theresa May on the hill.", ["Prime Minister Theresa May"]),
        ("We heard Sir Thomas Will Hale on the hill.", ["Sir Thomas Will Hale"]),
        (
            "We met the Department of Health and Social Care on the hill.",
            ["Department of Health and Social Care"],
        ),
    ],
)
def test_a_reporting_verb_ends_a_name_and_a_word_of_grammar_makes_it_none(headline, names):
    assert runs(headline + REST)[: len(names)] == names
    assert not any("Its" in run or "Says" in run for run in runs(headline + REST))
