"""Lists of rules: order, names, switches; weights that can be changed for a while."""

from dataclasses import dataclass

import pytest

from framing.words import rules, tables


def test_the_first_rule_with_an_answer_gives_it():
    size = rules.Rules("test.size")

    @size.rule
    def large(number):
        return "large" if number > 9 else None

    @size.rule
    def _positive(number):
        return "positive" if number > 0 else None

    assert size.first(10) == ("large", "large")
    assert size.first(1) == ("positive", "positive")
    assert size.first(-1) is None
    assert [answer.rule for answer in size.every(10)] == ["large", "positive"]
    remembered = tables.derived(lambda number: size.first(number))
    assert remembered(10).rule == "large"
    with rules.switched_off("test.size.large"):
        assert remembered(10).rule == "positive"
    assert remembered(10).rule == "large"


def test_switches_stand_within_one_another():
    inner = rules.Rules("test.inner")

    @inner.rule
    def one(word):
        return "one"

    @inner.rule
    def two(word):
        return "two"

    with rules.switched_off("test.inner.one"):
        with rules.switched_off("test.inner.two"):
            assert inner.first("x") is None
        assert inner.first("x") == ("two", "two")
    assert inner.first("x") == ("one", "one")


def test_false_is_an_answer():
    truth = rules.Rules("test.truth")

    @truth.rule
    def no(word):
        return False

    assert truth.first("x") == ("no", False)


def test_a_name_is_given_once():
    twice = rules.Rules("test.twice")

    def one(word):
        return None

    twice.rule(one)
    with pytest.raises(ValueError, match="two rules named 'one'"):
        twice.rule(one)
    with pytest.raises(ValueError, match="two lists of rules named"):
        rules.Rules("test.twice")
    with pytest.raises(KeyError, match="no rule"), rules.switched_off("test.twice.two"):
        pass


def test_weights_change_for_a_while():
    @dataclass(frozen=True)
    class Near:
        sentence: float = 2.0

    near = rules.Weights("test.near", Near())
    assert ("test.near", "sentence") in rules.weight_names()
    with rules.weighing("test.near", sentence=0.0):
        assert near.now.sentence == 0.0
    assert near.now.sentence == 2.0
    with pytest.raises(KeyError, match="no weights"), rules.weighing("test.far", sentence=1.0):
        pass
