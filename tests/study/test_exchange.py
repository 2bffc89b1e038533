"""Charge and answer of one article: which charges are shown, how sure, and where the accused speaks."""

from framing.study.affiliations import sided
from framing.study.exchange import exchanges
from framing.study.material import material
from framing.tables import Tables

TEXT = "Roe spoke first. Lee accused Roe of theft. Critics called it a fraud. Roe said no."


def charge(start, end, score, **more):
    row = {
        "article_id": "a", "accusation_id": start, "start": start, "end": end, "accuser": "Lee", "target": "Roe",
        "kind": "accuses", "voice": "journalist", "reply": "none", "score": 0.9, "trust": score,
    }  # fmt: skip
    return {**row, **more}


def said(number, start, end, **more):
    row = {
        "article_id": "a", "statement_id": number, "kind": "indirect", "content": [{"start": start, "end": end}],
        "speaker": "Roe", "speaker_type": "person", "act": "states", "score": 0.9,
    }  # fmt: skip
    return {**row, **more}


def found(accusations=(), statements=()):
    tables = Tables.from_rows({
        "articles": [{"article_id": "a", "text": TEXT, "words": 16}],
        "regions": [{"article_id": "a", "region": "body", "start": 0, "end": len(TEXT)}],
        "accusations": accusations, "statements": statements,
    })  # fmt: skip
    return exchanges(material(tables))


def test_a_charge_is_shown_as_sure_as_it_is():
    shown = found([charge(17, 41, 0.85), charge(43, 68, 0.5), charge(70, 81, 0.3)])
    assert [(row.clause, row.sure) for row in shown] == [((17, 41), True), ((43, 68), False)]


def test_a_table_without_trust_is_taken_by_its_score():
    (row,) = found([charge(17, 41, None)])
    assert row.sure


def test_without_an_accused_there_is_no_row():
    assert not found([charge(17, 41, 0.95, target=None)])


def test_an_accusing_statement_and_its_clause_are_one_charge():
    own = said(0, 29, 41, speaker="Ann Lee", act="accuses", target="Roe", cue_start=21, cue_end=28)
    (row,) = found([charge(17, 41, 0.6)], [own])
    assert (row.accuser, row.stated, row.sure) == ("Lee", True, False)
    assert row.accusation == (17, 41)


def test_an_accusing_statement_alone_is_no_charge():
    assert not found([], [said(0, 29, 41, speaker="Ann Lee", act="accuses", target="Roe")])


def test_where_the_accused_speaks():
    first, last = said(0, 0, 15), said(1, 79, 81)
    (row,) = found([charge(17, 41, 0.95)], [first, last])
    assert (row.before.start, row.after.start) == (0, 79)
    (row,) = found([charge(17, 41, 0.95)], [first])
    assert row.after is None


def test_an_answer_has_its_distance():
    (row,) = found([charge(17, 41, 0.95, reply="denies", reply_start=70, reply_end=81)])
    assert row.answered
    assert row.distance == 0


def test_generic_camps_give_way_to_what_a_source_is():
    tables = Tables.from_rows({
        "statements": [said(0, 0, 15, camp="critics"), said(1, 17, 41, speaker=None, speaker_type="agentless")],
        "sources": [{"article_id": "a", "speaker": "Roe", "affiliation": "justice"}],
    })  # fmt: skip
    assert sided(tables)["camp"].tolist() == ["critics", None]
    assert sided(tables.but(provenance={"camps": {"name": "generic"}}))["camp"].tolist() == [
        "police and courts", "no one named",
    ]  # fmt: skip
