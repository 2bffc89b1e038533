"""The wall: which story stands first."""

from types import SimpleNamespace

from framing.study.wall import Story, walls


def story(index, **more):
    page = SimpleNamespace(index=index, id=str(index))
    given = {"words": 10, "blocks": (), "charge": None, "statements": 1, "nobody": 0.0, "loaded": 0.0}
    return Story(page, **given | more)


def test_the_earliest_charge_stands_first_and_one_without_last():
    [found] = walls([story(1), story(2, charge=0.6), story(3, charge=0.2), story(4, nobody=0.5)], {}, ())
    assert found.name == ""
    assert [one.page.index for one in found.stories] == [3, 2, 4, 1]
    assert (found.charging, found.charge) == (2, 0.4)


def test_each_order_gives_every_story_its_place():
    [found] = walls([story(1, loaded=3.0), story(2, charge=0.6, nobody=0.1), story(3, nobody=0.9)], {}, ())
    assert [one.page.index for one in found.stories] == [2, 3, 1]
    assert found.places == {"charge": (0, 1, 2), "nobody": (1, 0, 2), "loaded": (1, 2, 0)}


def test_groups_stand_in_their_order_and_strangers_last():
    groups = {"1": "Post", "2": "Herald"}
    found = walls([story(1), story(2), story(3)], groups, ("Herald", "Post"))
    assert [one.name for one in found] == ["Herald", "Post", ""]
