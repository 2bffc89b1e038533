"""Denials by what is said: the verb only says that it was said."""

import pytest

from framing.article import Article
from framing.layers.statements import statements
from framing.text import Document


@pytest.mark.parametrize(("text", "act"), [
    ("A harbour spokesman told the paper that the claim is unfounded.", "denies"),
    ("Ann Lee said the allegations were completely baseless.", "denies"),
    ("Ann Lee said that it was not true.", "denies"),
    ("Ann Lee said the complaint had no merit.", "denies"),
    ("“These reports are false,” Ann Lee said.", "denies"),
    ("Ann Lee said the charges were not false.", "states"),
    ("Ann Lee said the door was a false one.", "states"),
    ("Ann Lee warned that the claim was false.", "warns"),
])  # fmt: skip
def test_who_says_that_a_charge_is_untrue_denies(text, act):
    [said] = statements([Document(Article("a", text))])[0]
    assert said.act == act
