"""The wall: which story stands first."""

from types import SimpleNamespace

from framing.study.wall import Story, walls


def story(index, outlet="Post", **more):
    page = SimpleNamespace(index=index, article=SimpleNamespace(outlet=outlet, published=None))
    given = {"words": 10, "blocks": (), "charge": None, "statements": 1, "nobody": 0.0, "loaded": 0.0}
    return Story(page, **given | more)


def test_the_earliest_charge_stands_first_and_one_without_last():
    [(name, own)] = walls([story(1), story(2, charge=0.6), story(3, charge=0.2), story(4, nobody=0.5)])
    assert name == ""
    assert [one.page.index for one in own] == [3, 2, 4, 1]


def test_several_outlets_make_groups():
    found = walls([story(1), story(2, "Herald"), story(3, None)])
    assert [name for name, _ in found] == ["Herald", "Post", "outlet not told"]
