"""Rival names are compared where the article has one referent; and who calls whom what."""

from types import SimpleNamespace as Mark

from framing.annotate import annotate
from framing.article import Article
from framing.study.material import material
from framing.study.naming import calls, referents


def marks(text, *pairs):
    page = Mark(text=text)
    found = []
    for phrase, term in pairs:
        start = text.index(phrase)
        found.append(Mark(text=phrase, term=term, start=start, end=start + len(phrase), page=page))
    return found


def groups(text, *pairs):
    return [[mark.text for mark in group] for group in referents(marks(text, *pairs))]


def test_the_army_and_the_rebels_are_two():
    text = "Soldiers fired. The rebels fled."
    assert groups(text, ("Soldiers", "soldier"), ("rebels", "rebel")) == [["Soldiers"], ["rebels"]]


def test_what_shares_a_describing_word_is_one():
    text = "Syrian rebels came. Syrian fighters left. Turkish troops stayed."
    found = groups(
        text, ("Syrian rebels", "rebel"), ("Syrian fighters", "fighter"), ("Turkish troops", "troop")
    )
    assert found == [["Syrian rebels", "Syrian fighters"], ["Turkish troops"]]


def test_what_is_of_one_thing_is_one():
    text = "The annexation of Crimea, or its reunification with Crimea. The occupation of Kherson."
    found = groups(
        text, ("annexation", "annexation"), ("reunification", "reunification"), ("occupation", "occupation")
    )
    assert found == [["annexation", "reunification"], ["occupation"]]


def test_one_and_many_are_two():
    text = "A Syrian rebel came. Syrian fighters left."
    assert len(groups(text, ("Syrian rebel", "rebel"), ("Syrian fighters", "fighter"))) == 2


def test_who_calls_whom_what_is_told_as_printed():
    text = (
        "The city voted on Monday to close the library.\n\n"
        "Cllr Dev Anand described the plan as \"an act of vandalism\". "
        "Resident Tim Frayne called it \"selfish\". Mayor Ana Ruiz said it would rain."
    )  # fmt: skip
    told = calls(material(annotate([Article("a", text)])))
    assert told == ("Dev Anand described the plan as “an act of vandalism”",)
