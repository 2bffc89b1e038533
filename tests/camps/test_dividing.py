from __future__ import annotations

import random
import time
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.camps.dividing import Dispute, Tie, divide


def against(one: str, other: str, chance: float = 0.9) -> Tie:
    return Tie(one, other, -1, chance, "accuses")


def beside(one: str, other: str, chance: float = 0.9) -> Tie:
    return Tie(one, other, 1, chance, "speaks for")


def names(one: Dispute) -> list[set[str]]:
    return [{member.name for member in side} for side in one.sides]


def test_who_accuses_the_same_party_stands_together_and_who_speaks_for_it_with_it() -> None:
    told = [against("union", "firm"), against("Rao", "firm"), beside("Lee", "firm")]
    (found,) = divide(told)
    assert names(found) == [{"firm", "Lee"}, {"union", "Rao"}]
    rules = {member.name: (member.tie.one, member.tie.rule) for side in found.sides for member in side}
    assert rules["Lee"] == ("Lee", "speaks for")
    assert rules["Rao"] == ("Rao", "accuses")


def test_who_is_accused_more_stands_first() -> None:
    assert names(divide([against("A", "Z")])[0])[0] == {"Z"}
    assert names(divide([against("Z", "A")])[0])[0] == {"A"}


def test_a_spokesman_is_not_taken_off_his_side_by_one_doubtful_accusation() -> None:
    told = [against("union", "firm"), beside("Lee", "firm", 0.95), against("Lee", "firm", 0.3)]
    (found,) = divide(told)
    assert found.side_of("Lee") == found.side_of("firm") == 0


def test_thin_evidence_is_no_dispute_and_a_far_party_is_doubtful() -> None:
    assert divide([against("union", "firm", 0.4)]) == []
    told = [against("union", "firm"), beside("Lee", "firm", 0.6), beside("Kim", "Lee", 0.6)]
    (found,) = divide(told, least=0.5)
    assert found.side_of("Lee") == 0
    assert found.side_of("Kim") is None
    assert [member.name for member in found.doubtful] == ["Kim"]


def test_contradiction_takes_certainty() -> None:
    told = [against("union", "firm"), beside("Lee", "firm"), beside("Lee", "union", 0.8)]
    (found,) = divide(told)
    assert [member.name for member in found.doubtful] == ["Lee"]


def test_several_doubtful_places_make_a_sure_tie() -> None:
    assert divide([against("union", "firm", 0.4)] * 3)[0].side_of("union") == 1


def test_whom_one_party_accuses_are_not_yet_one_side() -> None:
    told = [against("Beck", "Trump"), against("Beck", "Cruz", 0.8)]
    assert names(divide(told, indirect=0.5)[0]) == [{"Trump"}, {"Beck"}]
    assert names(divide(told)[0]) == [{"Trump", "Cruz"}, {"Beck"}]
    together = [against("Trump", "Beck"), against("Cruz", "Beck", 0.8)]
    assert names(divide(together, indirect=0.5)[0]) == [{"Beck"}, {"Trump", "Cruz"}]


def test_two_states_never_share_a_side() -> None:
    told = [against("Moscow", "the UN"), against("Kyiv", "the UN"), beside("Kyiv", "Moscow", 0.6)]
    states = {"Moscow": "Russia", "Kyiv": "Ukraine"}
    (found,) = divide(told, apart=states)
    assert {found.side_of("Moscow"), found.side_of("Kyiv")} == {1, None}
    assert divide(told)[0].side_of("Kyiv") == 1


def test_two_disputes_are_two_the_one_with_more_evidence_first() -> None:
    told = [against("a", "b", 0.7), against("c", "d"), against("e", "d")]
    assert [names(one) for one in divide(told)] == [[{"d"}, {"c", "e"}], [{"b"}, {"a"}]]


_NAME = st.sampled_from([f"party {letter}" for letter in "abcdefgh"])
_TIE = st.builds(Tie, _NAME, _NAME, st.sampled_from((-1, 1)), st.floats(0, 1), st.just("x"))


def test_the_weight_of_a_dispute_does_not_hang_on_the_order_of_its_ties() -> None:
    ties = [
        Tie(*pair, -1, chance, "x")
        for pair, chance in ((("a", "b"), 0.5), (("b", "a"), 0.75), (("b", "a"), 0.25))
    ]
    assert len({dispute.weight for order in permutations(ties) for dispute in divide(order)}) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(_TIE, max_size=25), st.randoms(use_true_random=False))
def test_any_ties_are_divided_and_their_order_does_not_matter(ties: list[Tie], draw: random.Random) -> None:
    found = divide(ties)
    shuffled = list(ties)
    draw.shuffle(shuffled)
    assert divide(shuffled) == found
    seen = [member.name for one in found for side in (*one.sides, one.doubtful) for member in side]
    assert len(seen) == len(set(seen))
    for one in found:
        assert all(one.sides)
        assert all(member.certainty >= 0.5 for side in one.sides for member in side)


def test_everybody_accuses_everybody_in_linear_time() -> None:
    def seconds(parties: int) -> float:
        draw = random.Random(parties)
        told = [
            against(f"p{draw.randrange(parties)}", f"q{draw.randrange(parties)}", 0.8)
            for _ in range(4 * parties)
        ]
        start = time.perf_counter()
        assert divide(told)
        return time.perf_counter() - start

    seconds(100)
    small, large = min(seconds(500) for _ in range(2)), seconds(3000)
    assert large < 30 * max(small, 0.02)
