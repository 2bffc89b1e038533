"""What the words of a role tell of its side, by kinds."""

import pytest

from framing.camps.classes import classes_of
from framing.camps.countries import country_of


@pytest.mark.parametrize(("long", "short"), [
    ("Representative", "Rep."), ("U.S. Representative", "U.S. Rep."), ("Republican Representative", "Republican Rep."),
])  # fmt: skip
def test_a_title_written_out_is_the_office_of_the_short_one(long, short):
    assert classes_of(long)[0] == classes_of(short)[0]


def test_a_representative_of_a_body_is_no_legislator():
    assert "parliament" not in classes_of("Representative of the dockers")
    assert "parliament" not in classes_of("representative")


@pytest.mark.parametrize(("role", "first"), [
    ("former governor and a candidate for the nomination", "party"),
    ("former mayor of Oslo and nominee for the Senate", "party"),
    ("former governor of Iowa", "official"),
    ("governor and a former candidate", "official"),
    ("spokesperson for the Lee/Hill campaign", "party"),
    ("spokesperson for the Save the River campaign", "rights"),
])  # fmt: skip
def test_the_office_of_now_and_the_campaign_of_a_ticket(role, first):
    assert classes_of(role)[0] == first


@pytest.mark.parametrize(("text", "land"), [
    ("British Airways spokesman", None), ("China Mobile spokeswoman", None),
    ("British Army spokesman", "United Kingdom"), ("Israeli Air Force spokesman", "Israel"),
    ("Russian Central Bank governor", "Russia"), ("Kenya Airways pilot", None),
    ("French Foreign Ministry spokesman", "France"), ("Russian President", "Russia"),
])  # fmt: skip
def test_a_firm_with_a_countrys_name_is_not_the_country(text, land):
    assert country_of(text) == land
