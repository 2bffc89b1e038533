from __future__ import annotations

from pathlib import Path
from typing import Any

import framing
from framing.article import Article
from framing.study.article_sides import UNNAMED, article_sides, sided_parties
from framing.study.ties import standings
from framing.tables import Tables

ROOT = Path(__file__).parents[2]


def source(text: str, speaker: str, phrase: str, kind: str = "person", **more: Any) -> dict[str, Any]:
    start = text.index(phrase)
    return {
        "article_id": "a", "speaker": speaker, "speaker_type": kind, "affiliation": "business", "statements": 1,
        "named": True, "start": start, "end": start + len(phrase), **more,
    }  # fmt: skip


def charge(accuser: str | None, target: str, **more: Any) -> dict[str, Any]:
    return {
        "article_id": "a", "accusation_id": 0, "start": 0, "end": 5, "accuser": accuser, "target": target,
        "kind": "accuses", "voice": "journalist", "reply": "none", "score": 0.9, **more,
    }  # fmt: skip


def against(holder: str, target: str) -> dict[str, Any]:
    return {
        "article_id": "a", "holder": holder, "target": target, "polarity": -1, "start": 0, "end": 5, "score": 0.9,
    }  # fmt: skip


def tables(text: str, **rows: list[dict[str, Any]]) -> Tables:
    return Tables.from_rows({"articles": [{"article_id": "a", "text": text}], **rows})


def ties(made: Tables) -> set[tuple[str, str, str]]:
    return {(tie.one, tie.rule, tie.other) for tie in next(standings(made)).ties}


def test_who_speaks_for_a_party_is_told_by_role_owner_noun_and_pronoun() -> None:
    text = (
        "Acme Corp said no. Acme's lawyer, Bo Lind, left. Ida Kern, the council's leader, stayed. Ulm Council said so. "
        "Jo Marsh spoke. Her agent, Pia Voss, agreed."
    )
    made = tables(text, sources=[
        source(text, "Acme Corp", "Acme Corp", "organisation"),
        source(text, "Bo Lind", "Acme's lawyer, Bo Lind,", role="lawyer"),
        source(text, "Ulm Council", "Ulm Council", "organisation"),
        source(text, "Ida Kern", "Ida Kern, the council's leader,", role="council's leader"),
        source(text, "Jo Marsh", "Jo Marsh", gender="woman"),
        source(text, "Pia Voss", "Her agent, Pia Voss,", role="agent"),
    ])  # fmt: skip
    assert ties(made) == {
        ("Bo Lind", "speaks for", "Acme Corp"), ("Ida Kern", "is of", "Ulm Council"), ("Pia Voss", "is of", "Jo Marsh"),
    }  # fmt: skip


def test_a_former_manager_and_a_rival_are_not_of_the_body() -> None:
    text = "Acme said no. Acme's former manager Bo Lind laughed. Acme's rival Pia Voss smiled."
    made = tables(text, sources=[
        source(text, "Acme", "Acme", "organisation"),
        source(text, "Bo Lind", "Acme's former manager Bo Lind", role="former manager"),
        source(text, "Pia Voss", "Acme's rival Pia Voss", role="rival"),
    ])  # fmt: skip
    assert not ties(made)


def test_the_council_is_the_only_council() -> None:
    text = "Ulm Council said no. Bo Lind spoke."
    own = [source(text, "Ulm Council", "Ulm Council", "organisation"), source(text, "Bo Lind", "Bo Lind")]
    assert ties(tables(text, sources=own, accusations=[charge("Bo Lind", "the council")])) == {
        ("Bo Lind", "accuses", "Ulm Council")
    }


def test_who_answers_for_the_accused_stands_with_it() -> None:
    text = "Bo Lind accused Acme. That is false, Ida Kern said."
    at = text.index("That")
    said = {
        "article_id": "a",
        "statement_id": 0,
        "speaker": "Ida Kern",
        "content": [{"start": at, "end": at + 13}],
    }
    own = [source(text, name, name) for name in ("Bo Lind", "Ida Kern")]
    own.append(source(text, "Acme", "Acme", "organisation"))
    row = charge("Bo Lind", "Acme", reply="denies", reply_start=at, reply_end=at + 13)
    assert ("Ida Kern", "answers for", "Acme") in ties(
        tables(text, sources=own, accusations=[row], statements=[said])
    )


def test_two_opinions_that_agree_make_sides_and_one_alone_does_not() -> None:
    text = "Bo Lind accused Acme."
    own = [source(text, "Bo Lind", "Bo Lind"), source(text, "Acme", "Acme", "organisation")]
    rows = {"sources": own, "accusations": [charge("Bo Lind", "Acme", voice="0", score=0.5)]}
    assert next(article_sides(tables(text, **rows))).sides == ()
    found = next(article_sides(tables(text, **rows, relations=[against("Bo Lind", "Acme")])))
    assert [side.name for side in found.sides] == ["Acme", "Bo Lind"]
    assert [side.members[0].rule for side in found.sides] == ["is accused by Bo Lind", "accuses Acme"]


def test_the_seed_has_official_russians_critics_without_a_name_and_the_eu() -> None:
    made = framing.annotate(framing.read(ROOT / "seeds" / "000_366a06ce1944d601.txt"), camps="generic")
    (found,) = article_sides(made)
    assert [side.name for side in found.sides] == ["Russia", UNNAMED]
    officials, critics = ([member.name for member in side.members] for side in found.sides)
    assert {"Russia", "Vladimir Putin", "Nikolai Pankov", "Russian defence ministry"} <= set(officials)
    assert critics == [UNNAMED]
    assert found.others == (("Catherine Ray", "European Union"),)


def test_kyiv_and_moscow_are_never_one_side() -> None:
    text = "Kyiv and Moscow have both accused the UN of lies. Kyiv spoke. Moscow spoke. The UN spoke."
    own = [
        source(text, name, name, "organisation", affiliation="government")
        for name in ("Kyiv", "Moscow", "UN")
    ]
    made = tables(
        text, sources=own,
        accusations=[charge("Kyiv", "UN"), charge("Moscow", "UN")],
        relations=[against("Kyiv", "UN"), against("Moscow", "UN")],
    )  # fmt: skip
    (found,) = article_sides(made)
    assert len({found.side_of("Kyiv"), found.side_of("Moscow")} - {None}) == 1
    assert None in (found.side_of("Kyiv"), found.side_of("Moscow"))


def test_the_table_of_sides_has_a_row_a_party_with_its_rule() -> None:
    text = "Bo Lind accused Acme. Jo Po watched."
    own = [source(text, "Acme", "Acme", "organisation"), source(text, "Bo Lind", "Bo Lind")]
    own.append(source(text, "Jo Po", "Jo Po", affiliation="citizens"))
    told = {"accusations": [charge("Bo Lind", "Acme")], "relations": [against("Bo Lind", "Acme")]}
    made = tables(text, sources=own, **told)
    frame = sided_parties(made)
    assert frame[["side", "party"]].values.tolist() == [
        ["Acme", "Acme"], ["Bo Lind", "Bo Lind"], ["not told", "Jo Po"],
    ]  # fmt: skip
    assert sided_parties(framing.annotate(Article("a", "It rained."))).empty
