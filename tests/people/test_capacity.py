"""In what capacity a source speaks, whatever the house style."""

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
