"""What a source is: the same in every house style, at its edges, and what is never told."""

from __future__ import annotations

import pytest

from framing.article import Article
from framing.layers.sources import affiliation_of, person_id, sources
from framing.layers.statements import statements
from framing.people import capacity
from framing.people.affiliations import Asked, affiliation, words_of
from framing.people.asking import asked, page
from framing.people.genders import GENDER, UNKNOWN
from framing.text import Document

STYLES = (
    ("Rep. Ann Lee, D-Ohio, said the plan was unsafe.", "politics"),
    ("Rep. Ann Lee (D-Ohio) said the plan was unsafe.", "politics"),
    ("Representative Ann Lee, Democrat of Ohio, said the plan was unsafe.", "politics"),
    ("US congresswoman Ann Lee said the plan was unsafe.", "politics"),
    ("Democratic Representative Ann Lee of Ohio said that the plan was unsafe.", "politics"),
    ("Det Insp Ann Lee said the plan was unsafe.", "justice"),
    ("Detective Inspector Ann Lee said the plan was unsafe.", "justice"),
    ("Det. Insp. Ann Lee said the plan was unsafe.", "justice"),
    ("Ann Lee, a detective inspector, said the plan was unsafe.", "justice"),
    ("Police inspector Ann Lee said the plan was unsafe.", "justice"),
    ("Prof Ann Lee, of the University of Leeds, said the plan was unsafe.", "expert"),
    ("Professor Ann Lee of the University of Leeds said the plan was unsafe.", "expert"),
    ("Ann Lee, a professor at the University of Leeds, said the plan was unsafe.", "expert"),
    ("Dr. Ann Lee, a University of Leeds economist, said the plan was unsafe.", "expert"),
    ("University of Leeds professor Ann Lee said the plan was unsafe.", "expert"),
)


def found(text: str) -> list:
    doc = Document(Article("a", text))
    return sources(doc, statements([doc])[0])


@pytest.mark.parametrize(("text", "expected"), STYLES)
def test_the_house_style_does_not_matter(text: str, expected: str) -> None:
    [one] = found(text)
    assert (one.speaking.name, str(one.affiliation)) == ("Ann Lee", expected)


@pytest.mark.parametrize(
    ("name", "role", "kind", "expected"),
    [
        (
            "a Southwest Airlines spokesperson",
            "Southwest Airlines spokesperson",
            "unnamed person",
            "business",
        ),
        ("Ann Lee", "spokesman for the teachers union", "person", "civil_society"),
        ("Ann Lee", "President", "person", "government"),
        ("Ann Lee", "president of the teachers union", "person", "civil_society"),
        ("Ann Lee", "City Attorney", "person", "government"),
        ("Ann Lee", "state Sen", "person", "politics"),
        ("Ann Lee", "former minister", "person", "politics"),
        ("a study by the University of Leeds", "", "document", "expert"),
        ("city officials", "", "unnamed group", "government"),
    ],
)
def test_rules_of_the_codebook(name: str, role: str, kind: str, expected: str) -> None:
    source = Asked(() if kind == "person" else words_of(name), words_of(role), kind)
    assert str(affiliation(source)[0]) == expected


def test_the_spokesman_of_an_unknown_body_is_not_given_to_the_body_named_before() -> None:
    source = Asked(
        (), words_of("spokesman for Platte River"), "person", (), words_of("The police came to the mill.")
    )
    assert affiliation(source)[1] != "speaks_for"


def test_a_body_and_a_document_have_no_gender_and_a_person_may_have_none_told() -> None:
    told = {one.speaking.name: one.gender for one in found(
        "The city council said the bridge was safe. A report by the council found cracks. "
        "J. D. Quill, an engineer, said the bridge would fall."
    )}  # fmt: skip
    assert told["J. D. Quill"] == UNKNOWN
    assert {sex for name, sex in told.items() if name != "J. D. Quill"} == {None}


def test_the_text_is_believed_before_the_given_name() -> None:
    [one] = found("Mary Quill, a fisherman, said the sea was rough. He never went out again.")
    assert (one.gender, one.gender_rule) != ("woman", "given_name")
    assert GENDER.names()[-1].rpartition(".")[2] == "given_name"


@pytest.mark.parametrize(
    "text", ["Quill said it rained.", "Martin said it rained.", "Jordan Quill-Vos said it rained."]
)
def test_a_surname_tells_no_gender(text: str) -> None:
    assert all(one.gender in (UNKNOWN, None) for one in found(text))


def test_a_surname_alone_is_no_person() -> None:
    assert person_id("Trump", "person") is None
    assert person_id("Donald J. Trump", "person") == person_id("Donald Trump Jr.", "person")
    assert person_id("critics", "unnamed group") is None


def test_a_party_that_never_speaks_has_an_affiliation_too() -> None:
    doc = Document(Article("a", "The union sued the Ministry of Health. The court will decide."))
    assert affiliation_of(doc, "Ministry of Health", ()) == "government"


def test_a_source_in_an_article_about_nothing_known() -> None:
    text = "Xyzzy plugh, said Qux. " * 3
    told = capacity.shipped().capacity(asked(text, "Qux", (), "person", None))
    assert 0 < told.share <= 1
    assert page("") == ()
