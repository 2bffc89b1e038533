from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing import camps
from framing.annotate import annotate_to
from framing.article import Article, Corpus
from framing.study.drafting import draft
from framing.study.suggesting import suggested
from framing.tables import Tables

UNION = (
    "The Harbour Guild has accused Tarn Shipping of fraud. “Tarn Shipping lied to us,” said Maureen Tully, the guild’s "
    "leader.\n\nTarn Shipping denied the claim. Tarn’s spokesman, Stephen Rourke, accused the Harbour Guild of holding "
    "passengers to ransom."
)
CORPUS = Corpus(tuple(Article(name, UNION) for name in ("a", "b")))


def rows(name: str, accuser: str | None, target: str, times: int = 3, **more: Any) -> list[dict[str, Any]]:
    told = {
        "article_id": name, "accuser": accuser, "target": target, "kind": "accuses", "voice": "journalist",
        "reply": "none", "score": 0.9,
    }  # fmt: skip
    return [told | more | {"accusation_id": n, "start": n, "end": n + 4} for n in range(times)]


def of(told: list[dict[str, Any]], names: str = "ab") -> Tables:
    articles = [{"article_id": name, "text": "Kenya and A: b."} for name in names]
    return Tables.from_rows({"articles": articles, "accusations": told})


def test_a_draft_has_two_sides_with_members_evidence_and_counts() -> None:
    text = draft(framing.annotate(CORPUS, camps="generic"))
    found = camps.parse(text)
    firm, guild = found["Tarn Shipping"], found["Harbour Guild"]
    assert "Tarn Shipping" in (*firm.organisations, *firm.names)
    assert "Stephen Rourke" in firm.names
    assert "Harbour Guild" in guild.organisations
    assert "against Tarn Shipping" in text
    assert '2 statements; speaks for Tarn Shipping: "Tarn’s spokesman, Stephen Rourke, accused' in text


def test_a_draft_works_as_camps_at_once() -> None:
    first = framing.annotate(CORPUS, camps="generic")
    again = framing.annotate(CORPUS, camps=camps.parse(draft(first)))
    placed = dict(zip(again.statements["speaker"], again.statements["camp"], strict=True))
    assert placed["Stephen Rourke"] == "Tarn Shipping"
    assert placed["Harbour Guild"] == "Harbour Guild"


def test_the_doubtful_stand_apart_as_comments() -> None:
    thin = rows("a", "Bo Lind", "Acme", 1, score=0.3, voice="0")
    text = draft(of([*rows("a", "Ana Ruiz", "Acme"), *thin]))
    assert [camp.name for camp in camps.parse(text)] == ["Acme", "Ana Ruiz", "critics"]
    assert "#      - Bo Lind" in text.partition("# Doubtful")[2]


def test_two_states_have_two_camps_with_their_officials() -> None:
    found = camps.parse(draft(of([*rows("a", "Kyiv", "Moscow"), *rows("b", "Kyiv", "Moscow")])))
    assert {camp.countries for camp in found if camp.countries} == {("Russia",), ("Ukraine",)}


def test_only_a_lone_article_has_members_without_a_name() -> None:
    told = rows("a", "residents", "Acme")
    assert camps.parse(draft(of(told, "a")))["residents"].organisations == ("residents",)
    assert "residents" not in [camp.name for camp in camps.parse(draft(of(told)))]


_ODD = (
    "Yes",
    "Null",
    "- A",
    "A: b",
    "#X",
    "'",
    '"',
    "Kenya",
    "Russia",
    "critics",
    "<<",
    "&a",
    "*a",
    "!x",
    "{A",
    "A\u2028B",
)
_WILD = st.one_of(st.text(min_size=1, max_size=30), st.sampled_from(_ODD))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.one_of(st.none(), _WILD), _WILD), max_size=8))
def test_any_draft_loads(told: list[tuple[str, str | None, str]]) -> None:
    assert len(camps.parse(draft(of([row for one in told for row in rows(*one)]))))


def test_tables_and_articles_give_the_same_draft(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(UNION, encoding="utf-8")
    annotate_to(framing.read(tmp_path / "in"), tmp_path / "tables", camps="generic")
    assert suggested([tmp_path / "tables"]).text == suggested([tmp_path / "in"]).text


def test_near_copies_count_once_and_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(UNION * 3, encoding="utf-8")
    assert suggested([folder]).told == "a draft of camps from 1 article, 1 near copy left out"


def test_tables_stand_alone_and_nothing_is_no_draft(tmp_path: Path) -> None:
    annotate_to(CORPUS, tmp_path / "tables", camps="generic")
    with pytest.raises(ValueError, match="give that folder alone"):
        suggested([tmp_path / "tables", "seeds/"])
    annotate_to(Corpus(()), tmp_path / "empty", camps="generic")
    with pytest.raises(ValueError, match="a draft needs articles"):
        suggested([tmp_path / "empty"])
