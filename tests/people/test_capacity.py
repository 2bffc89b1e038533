"""In what capacity a source speaks, whatever the house style."""

import pytest

from framing.people.affiliations import affiliation, told_function
from framing.people.asking import asked
from framing.people.capacity import shipped


def test_a_title_written_out_is_the_title_in_short() -> None:
    """House style is no finding: one paper's Representative is another's Rep."""
    text = "{} Ann Lee, Democrat of Ohio, said the dam was safe. The state rebuilt it."
    told = [
        shipped().capacity(asked(text.format(title), "Ann Lee", [title], "person", None))
        for title in ("Representative", "Rep.")
    ]
    assert [(one.affiliation, one.function) for one in told] == [("politics", "decision_maker")] * 2
    spoke = "Ann Lee, a representative of the union, said the dam was safe."
    other = shipped().capacity(asked(spoke, "Ann Lee", ["representative of the union"], "person", None))
    assert other.affiliation == "civil_society"


@pytest.mark.parametrize(("text", "role", "told"), [
    ('"It is new," said study co-leader Andrew Roe of the University of Leeds.', "co-leader", "expert"),
    ('"It is new," said co-leader Andrew Roe (left), of Greenpeace.', "co-leader", "civil_society"),
    ("Andrew Roe, president of the Federation of German Industries, said it was new.",
     "president of the Federation of German Industries", "business"),
    ("Andrew Roe, branch secretary of the Dockers and Stevedores Union, said it was new.",
     "branch secretary of the Dockers and Stevedores Union", "civil_society"),
])  # fmt: skip
def test_an_office_that_any_body_has_is_of_the_body_named_with_it(text: str, role: str, told: str) -> None:
    assert affiliation(asked(text, "Andrew Roe", [role], "person", None))[0] == told


@pytest.mark.parametrize(("role", "function"), [
    ("White House press secretary", "spokesperson"),
    ("head of the Service Workers Union", "decision_maker"),
    ("chief of staff", None),
])  # fmt: skip
def test_the_head_of_a_role_tells_as_what_somebody_speaks(role: str, function: str | None) -> None:
    assert told_function(asked(f"Ann Lee, {role}, said so.", "Ann Lee", [role], "person", None)) == function


def test_who_has_seen_a_document_has_not_made_it() -> None:
    name = "internal documents seen by Northern Wire and three people"
    assert affiliation(asked(f"It was so, {name} showed.", name, (), "document", None))[0] != "citizens"
    name = "a report by three nurses"
    assert affiliation(asked(f"It was so, {name} said.", name, (), "document", None))[0] == "citizens"
