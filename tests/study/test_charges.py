from framing.study.charges import accused_of, charges, ledger
from framing.study.findings import findings
from framing.tables import Tables

TEXT = "Lee accused Ann Roe. Lee blamed Roe. Lee sued Ms Roe. Roe denied it."


def made(*, reply="none", speaker="Lee", accuser="Lee", times=3, affiliation="politics"):
    rows = [
        {"article_id": "a", "accusation_id": n, "start": 4, "end": 11, "accuser": accuser, "target": target,
         "kind": "accuses", "voice": "journalist", "reply": reply, "reply_start": 54 if reply != "none" else None,
         "reply_end": 68 if reply != "none" else None, "score": 0.9}
        for n, target in enumerate(("Ann Roe", "Ann Roe", "Ms Roe")[:times])
    ]  # fmt: skip
    said = [
        {"article_id": "a", "statement_id": n, "kind": "indirect", "content": [{"start": 0, "end": 3}],
         "speaker": speaker, "speaker_type": "person", "act": "states"} for n in range(6)
    ]  # fmt: skip
    sources = [
        {
            "article_id": "a",
            "speaker": speaker,
            "affiliation": affiliation,
            "statements": 6,
            "named": True,
            "share": 0.9,
        }
    ]
    articles = [{"article_id": "a", "text": TEXT, "words": 14}]
    return Tables.from_rows(
        {"articles": articles, "accusations": rows, "statements": said, "sources": sources}
    )


def kinds(tables):
    return [one.kind for one in findings(tables, "a")]


def test_charges_against_one_party_are_one_accused():
    (one,) = accused_of(made())
    assert (one.name, len(one.charges), one.accusers) == ("Ann Roe", 3, ("Lee",))


def test_who_speaks_or_answers_is_heard():
    for heard, told in (
        (False, made()), (True, made(speaker="Ann Roe")), (True, made(reply="denies")), (False, made(reply="declined")),
    ):  # fmt: skip
        (one,) = accused_of(told)
        assert one.heard is heard


def test_the_ledger_has_charge_and_answer():
    row = ledger(made(reply="denies")).iloc[0]
    assert (row["accuser"], row["words"], row["answer"]) == ("Lee", "accused", "Roe denied it.")


def test_a_charge_without_an_accuser_is_nameless():
    assert all(charge.nameless for charge in charges(made(accuser=None)))


def test_who_is_heard_most_and_by_affiliation():
    told = {one.kind: one for one in findings(made(), "a")}
    assert told["mostly"].who == "politics"
    assert told["one_voice"].who == "Lee"
    assert "mostly" not in kinds(made(affiliation="unknown"))
