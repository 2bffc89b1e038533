"""What a page's headline says, held against what a careful reader noted of 56 articles."""

import json
import re
from pathlib import Path

import pytest

from framing.annotate import annotate
from framing.article import Article
from framing.people.likeness import same_party
from framing.show.sentence_finding import clause, finding, headline
from framing.study.finding import kinds
from framing.study.findings import Finding, findings
from framing.study.genres import genre

GOLD = Path(__file__).parents[2] / "data" / "gold" / "findings"
CHARGES = ("each_other", "each_accuses", "nobody_accuses")
PRINTED = ("accuses", "answers", "says_against")
VOICES = ("one_voice", "mostly", "most_heard")


@pytest.fixture(scope="module")
def told():
    items = [
        json.loads(line)
        for name in ("articles", "hostile")
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    made = [Article(item["id"], item["text"]) for item in items]
    tables = annotate(made)
    return [
        (item, findings(tables, item["id"], genre=genre(article, 2)))
        for item, article in zip(items, made, strict=True)
    ]


def first(found: list[Finding], wanted: tuple[str, ...]) -> Finding | None:
    return next((one for one in found if one.kind in wanted), None)


def right_of_charge(one: Finding, accused: list[dict]) -> bool:
    if one.kind in ("each_other", "each_accuses"):
        return all(any(same_party(a["target"], name) for a in accused) for name in (one.who, one.others[0]))
    mine = [a for a in accused if same_party(a["target"], one.who) or not one.who]
    return bool(mine)


def right_of_voice(one: Finding, most: dict) -> bool:
    if one.kind == "mostly":
        return one.who == most["affiliation"]
    return most["speaker"] is not None and same_party(most["speaker"], one.who)


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def test_what_is_said_of_the_accused_is_true(told):
    said = [(item, one) for item, found in told if (one := first(found, CHARGES)) is not None]
    wrong = [
        f"{item['id']}: {clause(one)}" for item, one in said if not right_of_charge(one, item["accused"])
    ]
    assert len(said) >= 2
    assert not wrong


def test_an_answer_is_told_where_the_notes_have_an_accused_whose_side_answers(told):
    said = [(item, one) for item, found in told if (one := first(found, ("answers",))) is not None]
    wrong = [
        f"{item['id']}: {clause(one)}"
        for item, one in said
        if not any(a["reply"] != "none" for a in item["accused"])
    ]
    assert len(said) >= 8
    assert not wrong


def test_who_is_said_to_be_heard_most_mostly_is(told):
    said = [(item, one) for item, found in told if (one := first(found, VOICES)) is not None]
    wrong = [
        f"{item['id']}: {clause(one)}" for item, one in said if not right_of_voice(one, item["most_heard"])
    ]
    assert len(said) >= 12
    assert len(wrong) <= 0.4 * len(said), wrong


def test_nothing_is_said_to_be_accused_where_nobody_is(told):
    assert not [item["id"] for item, found in told if not item["accused"] and first(found, CHARGES)]


def test_who_accuses_whom_is_somebody_whom_the_notes_have(told):
    said = [
        (item, one) for item, found in told if (one := first(found, ("accuses",))) is not None and one.who
    ]
    wrong = [
        f"{item['id']}: {clause(one)}"
        for item, one in said
        if not any(same_party(a["target"], one.who) for a in item["accused"])
    ]
    assert len(said) >= 8
    assert len(wrong) <= 2, wrong


def test_what_is_told_as_printed_is_printed(told):
    for item, found in told:
        text = plain(item["text"])
        for one in found:
            if one.kind in PRINTED:
                tail = plain(one.clause).split()[-2:]
                assert " ".join(tail) in text, one.clause


def test_most_headlines_tell_more_than_a_number_of_voices(told):
    dull = [item["id"] for item, found in told if {one.kind for one in headline(found)} <= {"several"}]
    assert len(dull) <= 0.2 * len(told), dull


def test_no_headline_says_the_same_twice_or_nothing(told):
    for _, found in told:
        if not found:
            continue
        text = finding(found)
        parts = text.rstrip(".").lower().split("; ")
        assert text[0].isupper() or text[0] == "“"
        assert all(parts)
        assert len(set(parts)) == len(parts)
        assert all(one.kind in kinds() for one in found)
