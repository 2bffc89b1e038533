"""What a page's headline says, held against what a careful reader noted of 40 articles."""

import json
from pathlib import Path

import pytest

from framing.annotate import annotate
from framing.article import Article
from framing.people.likeness import same_party
from framing.show.sentence_finding import charges, voices
from framing.study.findings import Finding, findings

GOLD = Path(__file__).parents[2] / "data" / "gold" / "findings" / "articles.jsonl"
CHARGES = ("nameless", "unheard", "not_reached", "each_other", "answered")
VOICES = ("one_voice", "mostly", "most_heard")


@pytest.fixture(scope="module")
def told():
    items = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    tables = annotate([Article(item["id"], item["text"]) for item in items])
    return [(item, findings(tables, item["id"])) for item in items]


def first(found: list[Finding], kinds: tuple[str, ...]) -> Finding | None:
    return next((one for one in found if one.kind in kinds), None)


def right_of_charge(one: Finding, accused: list[dict]) -> bool:
    mine = [a for a in accused if same_party(a["target"], one.who)]
    if one.kind == "nameless":
        return bool(mine)
    if one.kind == "each_other":
        both = (one.who, one.others[0])
        return all(any(same_party(a["target"], name) for a in accused) for name in both)
    if one.kind == "answered":
        return any(a["heard"] and a["reply"] == one.reply for a in mine)
    return bool(mine) and not any(a["heard"] for a in mine)


def right_of_voice(one: Finding, most: dict) -> bool:
    if one.kind == "mostly":
        return one.who == most["affiliation"]
    return most["speaker"] is not None and same_party(most["speaker"], one.who)


def test_what_is_said_of_the_accused_is_true(told):
    said = [(item, one) for item, found in told if (one := first(found, CHARGES)) is not None]
    wrong = [
        f"{item['id']}: {charges([one])}" for item, one in said if not right_of_charge(one, item["accused"])
    ]
    assert len(said) >= 3
    assert not wrong


def test_who_is_said_to_be_heard_most_mostly_is(told):
    said = [(item, one) for item, found in told if (one := first(found, VOICES)) is not None]
    wrong = [
        f"{item['id']}: {voices([one])}" for item, one in said if not right_of_voice(one, item["most_heard"])
    ]
    assert len(said) >= 12
    assert len(wrong) <= 0.4 * len(said), wrong


def test_nothing_is_said_to_be_accused_where_nobody_is(told):
    assert not [item["id"] for item, found in told if not item["accused"] and first(found, CHARGES)]
