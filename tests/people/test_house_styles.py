"""One story in the styles of five houses: the same table of sources."""

import pytest

from framing.article import Article
from framing.layers.sources import sources
from framing.layers.statements import statements
from framing.text import Document

STORY = """Lawmaker Says Dam Is Safe

WASHINGTON — {rep} said on Tuesday that the dam was safe. "It will hold," {rep_again} told reporters. {gov} disagreed. \
"The wall is cracked," {gov_again} said.

A spokeswoman for {rep_again} said the report was wrong. {doctor}, who studies dams at the University of Utah, said \
the wall would hold. {police} said nobody was hurt, and {police_again} added that the road was open.
"""
STYLES = {
    "agency": ("Rep. Ann Lee, D-Ohio,", "Lee", "Gov. John Roe", "Roe", "Dr. Jane Doe", "Sgt. Tom Hill", "Hill"),
    "broadsheet": ("Representative Ann Lee, Democrat of Ohio,", "Ms. Lee", "Governor John Roe", "Mr. Roe",
                   "Dr. Jane Doe", "Sergeant Tom Hill", "Sergeant Hill"),
    "capitol": ("Congresswoman Ann Lee (D-OH)", "Lee", "Gov. John Roe", "Gov. Roe", "Dr. Jane Doe",
                "Sgt. Tom Hill", "Sgt. Hill"),
    "British": ("Ann Lee, a Democratic congresswoman from Ohio,", "Ms Lee", "John Roe, the governor,", "Mr Roe",
                "Dr Jane Doe", "Sgt Tom Hill", "Sgt Hill"),
    "brackets": ("Rep. Ann Lee (D., Ohio)", "Lee", "Governor John Roe", "Governor Roe", "Dr Jane Doe",
                 "Sergeant Tom Hill", "Sergeant Hill"),
}  # fmt: skip
FIELDS = ("rep", "rep_again", "gov", "gov_again", "doctor", "police", "police_again")


def table(style: str) -> list[tuple[object, ...]]:
    """What the sources of the story are in one style; a role is as the house writes it, so it is left out."""
    text = STORY.format(**dict(zip(FIELDS, STYLES[style], strict=True)))
    doc = Document(Article(style, text))
    return [
        (one.speaking.name, one.speaking.kind, str(one.affiliation), str(one.function),
         one.gender, one.person_id, len(one.speaking.statements))
        for one in sources(doc, statements([doc])[0])
    ]  # fmt: skip


@pytest.mark.parametrize("style", [style for style in STYLES if style != "agency"])
def test_house_style_is_no_finding(style: str) -> None:
    """Titles long and short, parties in brackets and commas, Ms and no Ms change nothing."""
    assert table(style) == table("agency")


def test_the_story_has_its_five_speakers() -> None:
    """What is the same in all styles is also right, and no headline speaks."""
    assert [row[:3] for row in table("agency")] == [
        ("Ann Lee", "person", "politics"), ("John Roe", "person", "government"),
        ("a spokeswoman for Lee", "unnamed person", "politics"), ("Jane Doe", "person", "expert"),
        ("Tom Hill", "person", "justice"),
    ]  # fmt: skip
