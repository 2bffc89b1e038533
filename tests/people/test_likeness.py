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


def test_names_are_found_by_what_they_share_as_if_each_were_asked() -> None:
    from framing.people.likeness import Alike, same_party

    names = [
        "Ana Ruiz", "Ms Ruiz", "Leo Ruiz", "the EPA", "EPA", "Environmental Protection Agency", "Russia",
        "the Russians",
        "residents", "a resident", "U.S.", "United States", "the mayor", "Mayor Ana Ruiz's office", "", "…", "NBC News",
    ]  # fmt: skip
    index = Alike(names)
    for asked in (*names, "Ruiz", "Agency", "The EPA", "Carla Ruiz"):
        assert index.to(asked) == {n for n, name in enumerate(names) if same_party(name, asked)}, asked
