from __future__ import annotations

import random
import time
from typing import Any

from framing.study.accusing import Accusing, accusations_of, accusing, folded, pairs_table, silent
from framing.study.article_sides import UNNAMED
from framing.tables import Tables

TEXT = "Bo Lind accused Acme of fraud. Acme denied it. Jo Po accused Ulm of theft."


def charge(
    number: int, accuser: str | None, target: str, words: str = "Bo Lind", **more: Any
) -> dict[str, Any]:
    start = TEXT.index(words)
    return {
        "article_id": "a", "accusation_id": number, "start": start, "end": start + len(words), "accuser": accuser,
        "target": target, "kind": "accuses", "voice": "journalist", "reply": "none", "score": 0.95, **more,
    }  # fmt: skip


def of(*rows: dict[str, Any], **more: list[dict[str, Any]]) -> Tables:
    return Tables.from_rows(
        {"articles": [{"article_id": "a", "text": TEXT}], "accusations": list(rows), **more}
    )


def everybody(parties: int, charges: int) -> Tables:
    draw = random.Random(parties)
    return of(
        *(
            charge(
                n,
                None if n % 9 == 0 else f"Party A{draw.randrange(parties)}",
                f"Party B{draw.randrange(parties)}",
            )
            for n in range(charges)
        )
    )


def test_a_doubtful_pair_is_counted_and_not_drawn() -> None:
    found = accusing(of(charge(0, "Bo Lind", "Acme"), charge(1, "Jo Po", "Ulm", score=0.3, voice="0")))
    assert [(one.accuser, one.accused) for one in found.pairs] == [("Bo Lind", "Acme")]
    assert found.unsure == 1
    thrice = accusing(of(*(charge(n, "Jo Po", "Ulm", score=0.3, voice="0") for n in range(3))))
    assert [(one.accuser, one.count) for one in thrice.pairs] == [("Jo Po", 3)]


def test_what_is_not_to_be_trusted_is_not_drawn_however_sure_its_clause() -> None:
    assert accusing(of(charge(0, "Bo Lind", "Acme", trust=0.1))).pairs == ()
    assert len(accusing(of(charge(0, "Bo Lind", "Acme", score=0.3, trust=0.9))).pairs) == 1


def test_nobody_accuses_whom_he_speaks_for() -> None:
    own = [
        {"article_id": "a", "speaker": name, "speaker_type": kind, "role": role, "start": TEXT.index(name),
         "end": TEXT.index(name) + len(name), "statements": 1}
        for name, kind, role in (("Bo Lind", "person", "Acme spokesman"), ("Acme", "organisation", None))
    ]  # fmt: skip
    assert accusing(of(charge(0, "Bo Lind", "Acme"), sources=own)).pairs == ()


def test_accusers_without_a_name_are_one_row_and_the_accused_may_be_unheard() -> None:
    found = accusing(
        of(charge(0, None, "Acme"), charge(1, None, "Acme"), charge(2, "Jo Po", "Ulm", reply="denies"))
    )
    assert dict(found.accusers) == {UNNAMED: 2, "Jo Po": 1}
    assert found.unheard == {"Acme"}
    assert silent(found).values.tolist() == [["Acme", 2, UNNAMED]]
    assert dict(zip(pairs_table(found)["accused"], pairs_table(found)["heard"], strict=True))["Ulm"] == "yes"


def test_the_accusations_stand_with_their_words_and_the_answer() -> None:
    at, words = TEXT.index("Acme denied it"), "Bo Lind accused Acme of fraud"
    tables = of(
        charge(0, "Bo Lind", "Acme", words, reply="denies", reply_start=at, reply_end=at + 14),
        charge(1, "Jo Po", "Ulm", "Jo Po", score=0.3, voice="0"),
    )  # fmt: skip
    rows = accusations_of(tables, accusing(tables))
    assert rows.values.tolist() == [
        ["Bo Lind", "Acme", "accuses", "Bo Lind accused Acme of fraud", "denies", "Acme denied it", "a"]
    ]


def test_fifty_parties_are_folded_into_rows_that_keep_every_accusation() -> None:
    found = accusing(everybody(50, 600))
    small = folded(found, 10)
    assert (len(small.accusers), len(small.accused)) == (10, 10)
    total = sum(one.count for one in found.pairs)
    assert sum(count for *_, count in small.links) == total
    assert sum(count for _, count in small.accusers) == total
    assert small.accused[-1][0] == f"{small.others[1]} others"
    assert small.others == (len(found.accusers) - 9, len(found.accused) - 9)


def test_everybody_accuses_everybody_in_linear_time() -> None:
    def seconds(charges: int) -> float:
        tables = everybody(50, charges)
        start = time.perf_counter()
        folded(accusing(tables))
        return time.perf_counter() - start

    seconds(50)
    small, large = min(seconds(300) for _ in range(2)), seconds(2400)
    assert large < 24 * max(small, 0.02)


def test_no_accusation_is_no_pair() -> None:
    assert accusing(of()) == Accusing((), (), (), frozenset(), 0)


def test_a_government_is_heard_where_its_minister_speaks() -> None:
    own = [
        {"article_id": "a", "speaker": "Jo Po", "speaker_type": "person", "role": "minister of labour",
         "affiliation": "government", "start": TEXT.index("Jo Po"), "end": TEXT.index("Jo Po") + 5, "statements": 1}
    ]  # fmt: skip
    rows = [charge(0, "Bo Lind", "Government"), charge(1, "Bo Lind", "Acme")]
    assert accusing(of(*rows, sources=own)).unheard == {"Acme"}
    assert accusing(of(*rows)).unheard == {"Acme", "Government"}
