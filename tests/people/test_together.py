"""Several named sources of one statement: each is one of its speakers."""

import pytest

import framing
from framing.article import Article


def tables(text):
    return framing.annotate([Article("a", text)])


@pytest.mark.parametrize(("text", "first", "others"), [
    ("Jan Vos and Eva Lund said the bridge was safe.", "Jan Vos", ["Eva Lund"]),
    ("Norway and Sweden said the talks were over.", "Norway", ["Sweden"]),
    ("Senators Joan Hale, Eva Lund and Marco Rossi said they would vote no.", "Joan Hale", ["Eva Lund", "Marco Rossi"]),
    ("Jan Vos, the mayor, and Eva Lund, an engineer, said the bridge was safe.", "Jan Vos", ["Eva Lund"]),
])  # fmt: skip
def test_every_name_of_a_joint_source_speaks(text, first, others):
    [said] = tables(text)["statements"].to_dict("records")
    assert said["speaker"] == first
    assert list(said["besides"]) == others


@pytest.mark.parametrize("text", [
    "The head of Norvik and Lund said the plan was good.",
    "The Department of Health and Social Care said the plan was good.",
    "Jan Vos told Eva Lund and Marco Rossi that the bridge was safe.",
    "Jan Vos said the bridge and the road were safe.",
])  # fmt: skip
def test_a_name_that_is_no_source_speaks_beside_nobody(text):
    assert all(not len(row) for row in tables(text)["statements"]["besides"])


def test_each_speaker_of_a_joint_statement_is_a_source_with_its_own_role():
    made = tables("Jan Vos and Eva Lund, an engineer, said the bridge was safe. Eva Lund said it would open.")
    by_name = made["sources"].set_index("speaker")
    assert by_name.loc["Jan Vos", "statements"] == 1
    assert by_name.loc["Eva Lund", "statements"] == 2
    assert by_name.loc["Eva Lund", "role"] == "engineer"


def test_who_speaks_only_beside_another_is_what_the_other_is_where_nothing_tells():
    made = tables("Microsoft and Quuxly said the talks were over.")
    told = made["sources"].set_index("speaker")
    assert told.loc["Microsoft", "affiliation"] == told.loc["Quuxly", "affiliation"] == "business"
    assert told.loc["Quuxly", "rule"] == "together"
