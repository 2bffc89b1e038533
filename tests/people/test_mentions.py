from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article, Region
from framing.people import mentions
from framing.text import Document
from framing.words import gazetteer


def cast(text: str, headline: int = 0) -> mentions.Cast:
    regions = (Region("headline", 0, headline), Region("body", headline, len(text))) if headline else ()
    return mentions.read(Document(Article("a", text, regions=regions)))


def role_of(text: str, name: str) -> str | None:
    person = next(entity for entity in cast(text).persons if entity.name == name)
    return person.roles[0].text if person.roles else None


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("On Monday deputy health minister Joan Abara resigned.", "Joan Abara", "deputy health minister"),
        ("The union said President Luis Ortega lied.", "Luis Ortega", "President"),
        ("Peter Kaminski, a professor of law at the University of Gdansk, wept.", "Peter Kaminski",
         "professor of law at the University of Gdansk"),
        ("The museum's director, Clara Voss, wept.", "Clara Voss", "director"),
        ("A spokesman for the ministry, Ivan Petrov, wept.", "Ivan Petrov", "spokesman for the ministry"),
        ("Tom Brown, 34, a nurse from Leeds, wept.", "Tom Brown", "nurse from Leeds"),
        ("Amina Bello, who heads the Lagos Water Board, wept.", "Amina Bello", "heads the Lagos Water Board"),
        ("Sen. Carl Moss (R-Texas) wept.", "Carl Moss", "Sen."),
        ("Kenyan Foreign Minister Grace Otieno wept.", "Grace Otieno", "Kenyan Foreign Minister"),
        ("Secretary of State Marcus Bell wept.", "Marcus Bell", "Secretary of State"),
        ("White House chief of staff Rita Gomez wept.", "Rita Gomez", "White House chief of staff"),
        ("According to Acme chief executive Paul Lind, it works.", "Paul Lind", "Acme chief executive"),
        ("Hana Sato is the head of the clinic.", "Hana Sato", "head of the clinic"),
        ("Prof Ama Osei, of the University of Kumasi, wept.", "Ama Osei", "Prof of the University of Kumasi"),
        ("Sarah Bell, since the vote, has wept.", "Sarah Bell", None),
    ],
)  # fmt: skip
def test_reads_roles(text: str, name: str, role: str | None) -> None:
    assert role_of(text, name) == role


@pytest.mark.parametrize(
    "name",
    [
        "Ursula von der Brandt", "Khalid al-Rashid", "Mohammed bin Omar", "Juan de la Vega", "J. P. Morrow",
        "Mary O’Neil", "Anne-Marie Lloyd-Price", "John Q. Public", "Bui Thi Minh",
    ],
)  # fmt: skip
def test_takes_names_whole(name: str) -> None:
    found = cast(f"In the hall stood {name} with a flag.")
    assert [entity.name for entity in found.persons] == [name]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He left Goldman Partners last year.", "organisation"),
        ("He left the Ministry of Health last year.", "organisation"),
        ("He left Zimbabwe last year.", "country"),
        ("He left Linda Evans last year.", "person"),
        ("He left the Department of Homeland Security last year.", "organisation"),
        ("He left Human Rights Forum last year.", "organisation"),
    ],
)
def test_tells_kinds_apart(text: str, kind: str) -> None:
    assert [entity.kind for entity in cast(text).entities] == [kind]


def test_a_sentence_start_is_no_name() -> None:
    assert (
        cast("Certain results came in. Announcing them, nobody smiled. Meanwhile it rained.").entities == []
    )


def test_surname_and_title_mean_the_same_person() -> None:
    found = cast("Donald Marsh and Melissa Marsh came. Mrs Marsh spoke; Mr Marsh slept.")
    assert [m.entity.name for m in found.mentions] == [
        "Donald Marsh",
        "Melissa Marsh",
        "Melissa Marsh",
        "Donald Marsh",
    ]


def test_an_acronym_means_its_organisation() -> None:
    found = cast("The Basin Water Authority (BWA) met. The BWA was late.")
    assert {m.entity.name for m in found.mentions} == {"Basin Water Authority"}


def test_a_headline_in_title_case_adds_no_names_of_its_own() -> None:
    text = "Mayor Ruiz Says Budget Will Fail Again\n\nMayor Ana Ruiz told the council that it was late."
    found = cast(text, headline=38)
    assert {m.entity.name for m in found.mentions} == {"Ana Ruiz"}
    assert found.mentions[0].first == 1


def test_counts_countries() -> None:
    assert cast("Russia and the Kremlin; Russian ships off Syria.").countries == {"Russia": 3, "Syria": 1}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_cast(text: str) -> None:
    found = cast(text)
    words = len(Document(Article("a", text)).words)
    assert all(0 <= m.first < m.last <= words for m in found.mentions)


_PIECES = st.sampled_from(
    "Mr Mrs . , ' 's President of the Ministry Ana Ruiz van der al-Rashid AND SAID ( ) \" — J who is a minister for US "
    "\n\n Dr Jr. of for & 34 Russia Texas Gov. and".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_any_heap_of_titles_has_a_cast(text: str) -> None:
    cast(text)


def test_capitals_without_end_take_linear_time() -> None:
    cast("Ana Ruiz President of the " * 8000)
    cast("THE PRIME MINISTER OF " * 4000)


def test_the_country_table_is_whole() -> None:
    lands = gazetteer.countries()
    states = [land for land in lands if land.kind == "country"]
    assert len(states) >= 195
    assert len({land.iso2 for land in states}) == len(states)
    assert all(len(land.iso2) == 2 and len(land.iso3) == 3 for land in states)
    for term, name in (("Downing Street", "United Kingdom"), ("Beijing", "China"), ("the States", "United States"),
                       ("Brussels", "European Union"), ("Danes", "Denmark"), ("Iranian", "Iran")):  # fmt: skip
        found = gazetteer.country(term)
        assert found is not None
        assert found.name == name


def test_a_surname_that_bodies_have_too_is_a_persons_behind_a_given_name() -> None:
    cast = mentions.read(Document(Article("a", "Joanna Church said no. Rowan Street Church said yes.")))
    assert [(e.name, e.kind) for e in cast.entities] == [
        ("Joanna Church", "person"), ("Rowan Street Church", "organisation"),
    ]  # fmt: skip


def test_three_unknown_words_may_stand_in_a_role() -> None:
    text = "It rained. The senior barge haulage tariff adviser Joan Abara said no."
    cast = mentions.read(Document(Article("a", text)))
    assert [role.text for role in cast.persons[0].roles] == ["senior barge haulage tariff adviser"]


def test_a_bare_surname_is_the_one_whom_the_article_is_about() -> None:
    text = "Ana Ruiz spoke. Ana Ruiz left. Ana Ruiz came back. Her brother Leo Ruiz stayed. Ruiz said no."
    cast = mentions.read(Document(Article("a", text)))
    assert cast.mentions[-1].entity.name == "Ana Ruiz"


@pytest.mark.parametrize("marks", [("’", "'"), ("'", "’")])
def test_both_apostrophes_are_one(marks: tuple[str, str]) -> None:
    first, second = marks
    text = f"Sean O{first}Brien spoke. It rained. Later O{second}Brien left for the D{first}Arcy Trust. D{second}Arcy."
    names = [m.entity.name for m in cast(text).mentions]
    assert names[:2] == [f"Sean O{first}Brien"] * 2


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Superintendent of Police Anil Deshmane said so.", "Anil Deshmane", "Superintendent of Police"),
        ("Inspector General of Police John Kamau said so.", "John Kamau", "Inspector General of Police"),
        ("Commissioner of Prisons Ann Lee said so.", "Ann Lee", "Commissioner of Prisons"),
        ("Director of Public Prosecutions Tom Ray said so.", "Tom Ray", "Director of Public Prosecutions"),
        ("Minister of Public Health Xolani Nzuzo said so.", "Xolani Nzuzo", "Minister of Public Health"),
    ],
)
def test_an_office_of_something_stands_before_the_name_of_its_holder(text, name, role):
    assert role_of(text, name) == role


def test_the_sign_of_a_currency_is_no_name():
    found = cast("She alleged that the Rs 84-crore contract and the Ksh 2 million went to a friend of Ann Lee.")
    assert [entity.name for entity in found.entities] == ["Ann Lee"]
