"""The same charge in several articles: what is laid together, who names the accuser, who prints an answer."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from framing.show.corpus.tellings import answer, charged, over_all
from framing.study.bags import bags
from framing.study.same_charge import SameCharge, same_charges
from framing.tables import Tables

COVER = "Ana Ruiz accused council leader Tom Roe of hiding cracks in the old bridge."
PASSIVE = "The council leader is accused of hiding cracks in the bridge for a year."
OTHER = "Tom Roe was criticised for serving cold coffee at the summer meeting."


def corpus(*made: dict[str, Any]) -> Tables:
    articles = [
        {"article_id": f"a{n}", "text": one["text"], "outlet": one.get("outlet"), "headline": f"Story {n}"}
        for n, one in enumerate(made)
    ]
    rows = [
        {"article_id": f"a{n}", "accusation_id": 0, "start": 0, "end": len(one["text"]), "accuser": one.get("by"),
         "target": one.get("target", "Tom Roe"), "kind": "accuses", "voice": "journalist",
         "reply": one.get("reply", "none"), "score": one.get("score", 0.9)}
        for n, one in enumerate(made)
    ]  # fmt: skip
    return Tables.from_rows({"articles": articles, "accusations": rows})


def found(tables: Tables, events: list[int]) -> tuple[SameCharge, ...]:
    return same_charges(
        tables, pd.Series(events, index=list(tables.articles["article_id"])), bags=bags(tables)
    )


def test_near_words_against_one_party_are_one_charge_and_others_are_not() -> None:
    tables = corpus(
        {"text": COVER, "by": "Ana Ruiz", "outlet": "Echo", "reply": "denies"},
        {"text": PASSIVE, "outlet": "Post"},
        {"text": OTHER, "outlet": "Herald"},
        {"text": PASSIVE, "outlet": "Star", "target": "Kim Dale"},
    )
    [one] = found(tables, [0, 0, 0, 0])
    assert [(p.outlet, p.accuser, p.answered) for p in one.printings] == [
        ("Echo", "Ana Ruiz", True),
        ("Post", None, False),
    ]
    assert (one.target, one.outlets, one.named, one.answered) == ("Tom Roe", 2, 1, 1)
    assert (
        charged(one)
        == "2 articles of 2 outlets. An accuser is named in 1 of 2: Echo. An answer was found in 1 of 2: Echo."
    )


def test_other_stories_need_nearer_words() -> None:
    near = {"text": "Mr Roe was blamed for cracks in the plaster of the town hall, and for hiding the bill."}
    tables = corpus({"text": COVER}, near)
    assert found(tables, [0, 1]) == ()
    assert len(found(corpus({"text": COVER}, {"text": COVER}), [0, 1])) == 1


def test_a_doubtful_clause_is_left_out() -> None:
    assert found(corpus({"text": COVER}, {"text": COVER, "score": 0.4}), [0, 0]) == ()


@pytest.mark.parametrize("count", [1, 2, 3, 14])
def test_what_is_told_of_all_fits_its_numbers(count: int) -> None:
    [one] = found(corpus({"text": COVER, "by": "Ruiz"}, {"text": COVER}), [0, 0])
    told = over_all([one] * count, 40)
    assert told.startswith(
        {1: "One charge was", 2: "Two charges were", 3: "Three charges were"}.get(count, "14 charges were")
    )
    assert told.endswith(".")
    assert answer(one.printings[0]) == "No answer and no statement of the accused was found."
