import hashlib
import json

import pytest

from framing.evaluate.accusations import agreement, count, measure, pair
from framing.evaluate.coded import Accusation, Coded, CodedError, read

TEXT = "Lee accused Roe of theft. Roe denied it. Critics say Roe lied."


def coded(start, end, **more):
    given = {
        "accuser": "Lee",
        "target": "Roe",
        "kind": "accuses",
        "voice": "journalist",
        "reply": "none",
    } | more
    return Accusation(start, end, **given)


def row(start, end, **more):
    return {
        "start": start, "end": end, "accuser": "Lee", "target": "Roe", "kind": "accuses", "voice": "journalist",
        "reply": "none", "accuser_affiliation": "politics",
    } | more  # fmt: skip


def test_clauses_are_paired_once_and_the_best_first():
    rows = [row(4, 24), row(4, 11)]
    assert pair(TEXT, rows, [coded(4, 24)]) == [(0, 0)]


def test_a_clause_that_shares_less_than_half_is_another():
    assert pair(TEXT, [row(19, 40)], [coded(0, 24)]) == []


@pytest.mark.parametrize(
    ("found", "key", "value"),
    [
        (row(4, 24), "accuser", 1.0),
        (row(4, 24, accuser=None), "accuser", 0.0),
        (row(4, 24, target="Critics"), "target", 0.0),
        (row(4, 24, kind="criticises"), "kind", 0.0),
        (row(4, 24, reply="denies"), "reply.there", 1.0),
        (row(4, 24), "reply.there", 0.0),
    ],
)
def test_each_part_is_counted(found, key, value):
    counts = count(TEXT, [found], [coded(4, 24, reply="denies")])
    assert measure(counts)[key] == value


def test_an_article_with_accusations_called_free_of_them_is_counted():
    assert measure(count(TEXT, [], [coded(4, 24)]))["called_free"] == 1.0
    assert measure(count(TEXT, [row(4, 24)], []))["wrongly_accused"] == 1.0


def test_two_coders_who_code_the_same_agree():
    one = Coded("a", TEXT, (coded(4, 24),))
    assert agreement([one], [one])["accusation.f1"] == 1.0
    assert agreement([one], [Coded("a", TEXT, ())])["accusation.f1"] == 0.0


def test_stand_off_codes_need_the_very_text(tmp_path):
    line = {"id": "a", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "accusations": []}
    codes, texts = tmp_path / "codes.jsonl", tmp_path / "texts.jsonl"
    codes.write_text(json.dumps(line))
    texts.write_text(json.dumps({"id": "a", "text": TEXT}))
    assert [one.text for one in read(codes, [texts])] == [TEXT]
    texts.write_text(json.dumps({"id": "a", "text": TEXT + "!"}))
    with pytest.raises(CodedError, match="not the one that was coded"):
        list(read(codes, [texts]))
    with pytest.raises(CodedError, match="in none of the files"):
        list(read(codes))
