from __future__ import annotations

from typing import Any

from stories import Page

from framing.show.charts import accusers
from framing.tables import Tables


def of(*pairs: tuple[str | None, str]) -> Tables:
    rows: list[dict[str, Any]] = [
        {
            "article_id": "a", "accusation_id": number, "start": 0, "end": 2, "accuser": accuser, "target": target,
            "kind": "accuses", "voice": "journalist", "reply": "none", "score": 0.95,
        }
        for number, (accuser, target) in enumerate(pairs)
    ]  # fmt: skip
    return Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained."}], "accusations": rows})


def test_every_pair_is_told_in_words_and_in_the_table() -> None:
    page = Page(str(accusers(of(("Bo Lind", "Acme"), (None, "Ulm"), (None, "Ulm")))))
    assert not page.faults()
    label = page.all("svg")[0]["aria-label"] or ""
    assert "critics without a name accuse Ulm, 2" in label
    assert "Bo Lind accuses Acme, 1" in label
    assert "Two accusers, two accused" in page.text


def test_the_figure_says_what_it_misses() -> None:
    text = Page(str(accusers(of(("Bo Lind", "Acme"))))).text
    assert "about half are found" in text
    assert "likelier right than not" in text
    assert "half" not in Page(str(accusers(of(("Bo Lind", "Acme")), accuracy={}))).text


def test_many_parties_share_a_row_and_are_counted() -> None:
    page = Page(str(accusers(of(*((f"Party A{n}", f"Party B{n % 30}") for n in range(50))))))
    assert "41 accusers and 21 accused share a row" in page.text
    drawn = "".join(page.words)
    assert "Party A49" in drawn  # in the data
    assert "41 others" in drawn


def test_names_are_escaped_and_nothing_is_drawn_where_nothing_is_told() -> None:
    page = Page(str(accusers(of(("Bo <i>Lind</i>", "Acme <i>")))))
    assert not page.all("i")
    assert "Bo <i>Lind</i>" in page.text
    assert "not told surely enough" in str(accusers(of()))
