"""Agreement of readers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Span
from framing.study import agreement


def test_alpha_of_a_textbook_table() -> None:
    # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C: nominal .743 with gaps.
    ratings = {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
    assert agreement.alpha(ratings) == pytest.approx(0.743, abs=0.001)
    assert agreement.alpha(ratings, level="interval") == pytest.approx(0.849, abs=0.001)


def test_alpha_takes_words_as_ratings() -> None:
    same = {"A": ["hedge", "none", "hedge"], "B": ["hedge", "none", "hedge"]}
    assert agreement.alpha(same) == 1.0
    assert agreement.alpha({"A": ["x", "x"], "B": ["x", "x"]}) == 1.0


@pytest.mark.parametrize(
    ("ratings", "sentence"),
    [
        ({"A": [1]}, "two readers or more"),
        ({"A": [1], "B": [1, 2]}, "A 1, B 2"),
        ({"A": [1, None], "B": [None, 1]}, "no unit was rated by two readers"),
    ],
)
def test_alpha_refuses_in_one_sentence(ratings: dict[str, list[int | None]], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        agreement.alpha(ratings)


def test_kappa_against_the_known_table() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed .70, expected .50.
    one = ["y"] * 25 + ["n"] * 25
    other = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert agreement.percent(one, other) == pytest.approx(0.7)
    assert agreement.kappa(one, other) == pytest.approx(0.4)


def test_spans_are_matched_one_to_one() -> None:
    score = agreement.span_score([Span(0, 20)], [Span(0, 4), Span(6, 9), Span(12, 15)])
    assert (score.matched, score.marked, score.wanted) == (1, 1, 3)
    # Greedy pairing would give (5, 9) the only partner of (0, 6).
    assert agreement.span_score([Span(0, 6), Span(5, 12)], [Span(4, 6), Span(8, 12)]).matched == 2


def test_nothing_against_nothing_agrees() -> None:
    score = agreement.span_score([], [])
    assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)


spans = st.lists(st.builds(lambda a, n: Span(a, a + n), st.integers(0, 60), st.integers(1, 9)), max_size=12)


@given(spans, spans)
@settings(deadline=None)
def test_f1_is_symmetric_and_exact_is_stricter(one: list[Span], other: list[Span]) -> None:
    there, back = agreement.span_score(one, other), agreement.span_score(other, one)
    assert there.f1 == pytest.approx(back.f1)
    assert 0 <= there.f1 <= 1
    assert agreement.span_score(one, other, exact=True).matched <= there.matched


def test_readers_of_one_text() -> None:
    text = "The ministry may perhaps close the mine."
    table = agreement.readers(text, {"Ana": [Span(13, 16)], "Ben": [Span(13, 24)], "Cem": []})
    assert len(table) == 3
    first = table.iloc[0]
    assert (first["reader"], first["other_reader"], first["shared"]) == ("Ana", "Ben", 1)
    assert first["f1"] == 1.0
    assert 0 < first["kappa"] < 1


def test_a_unit_that_one_reader_alone_has_rated_does_not_count() -> None:
    twice = {"Ana": ["x", "x", "y", "y"], "Ben": ["x", "x", "y", "x"]}
    once = {"Ana": [*twice["Ana"], "z"], "Ben": [*twice["Ben"], None]}
    assert agreement.alpha(once) == agreement.alpha(twice)
