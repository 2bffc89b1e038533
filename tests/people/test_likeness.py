import pytest

from framing.people.likeness import same_party


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ms Ruiz", "Ana Ruiz", True),
        ("Donald J. Trump", "Trump", True),
        ("Bill Clinton", "Hillary Clinton", False),
        ("the Environmental Protection Agency", "EPA", True),
        ("the police", "Police", True),
        ("Russia", "Russian", True),
        ("the council", "the mayor", False),
        ("Southmere Water", "Southmere", True),
    ],
)
def test_names_and_phrases_of_one_party(one, other, same):
    assert same_party(one, other) is same
    assert same_party(other, one) is same
