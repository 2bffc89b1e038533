from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import camps
from framing.article import Article, Region, Span
from framing.evaluate.speakers import gold_statements
from framing.people import speakers
from framing.statement import SPEAKER_TYPES, CampRule, Statement
from framing.text import Document

ROOT = Path(__file__).parents[2]


def said(
    speaker: str | None, role: str | None = None, kind: str = "person", number: int = 0, act: str = "states"
) -> Statement:
    return Statement(
        number, "indirect", None, None, (Span(0, 1),), speaker=speaker, role=role,
        speaker_type="agentless" if speaker is None else kind, act=act,
    )  # fmt: skip


def placed(text: str, made: Statement, known: camps.Camps) -> tuple[str | None, str | None]:
    found = camps.assign(Document(Article("a", text)), [made], known)[0]
    return found.camp, None if found.camp_rule is None else str(found.camp_rule)


RIVER = camps.parse(
    """
title: a river dispute
camps:
  upstream:
    code: UP
    official: true
    names: [Ana Ruiz]
    aliases: [the Lioness]
    countries: [Ethiopia]
    roles: [official]
  downstream:
    countries: [Egypt]
  engineers:
    organisations: [Basin Water Authority]
    roles: [engineer]
    patterns: ['\\bhydro(?:log|electric)']
  doubters:
    critics: true
    agentless: true
    roles: [rights]
  everybody:
    others: true
"""
)


@pytest.mark.parametrize(
    ("made", "camp", "rule"),
    [
        (said(None, act="accuses"), "doubters", "agentless"),
        (said(None), None, "no one named"),
        (said("Ana Ruiz", "engineer"), "upstream", "names: Ana Ruiz"),
        (said("Ruiz"), "upstream", "names: Ana Ruiz"),
        (said("Pedro Ruiz"), "everybody", "everyone else"),
        (said("the Lioness", kind="unnamed person"), "upstream", "names: the Lioness"),
        (said("Basin Water Authority", kind="organisation"), "engineers", "organisations: Basin Water Authority"),
        (said("Lena Voss", "lawyer for the Basin Water Authority"), "engineers",
         "organisations in the role: Basin Water Authority"),
        (said("a hydrologist", "hydrologist", "unnamed person"), "engineers", "patterns: \\bhydro(?:log|electric)"),
        (said("Ethiopia", kind="organisation"), "upstream", "countries: Ethiopia"),
        (said("Addis Ababa", kind="organisation"), "upstream", "countries: Ethiopia"),
        (said("Ethiopian water ministry", kind="organisation"), "upstream", "countries: Ethiopia (role official)"),
        (said("Abel Bekele", "Ethiopian water minister"), "upstream", "countries: Ethiopia (role official)"),
        (said("Abel Bekele", "Ethiopian novelist"), "everybody", "everyone else"),
        (said("Mona Said", "Egyptian novelist"), "downstream", "countries: Egypt"),
        (said("Mona Said", "ambassador to Egypt"), "everybody", "everyone else"),
        (said("Jo Lind", "chief engineer"), "engineers", "roles: engineer"),
        (said("activists", kind="unnamed group"), "doubters", "roles: rights"),
    ],
)  # fmt: skip
def test_each_rule_and_its_name(made: Statement, camp: str, rule: str) -> None:
    assert placed("It rained.", made, RIVER) == (camp, rule)


def test_an_office_without_a_country_is_of_the_country_the_article_tells() -> None:
    text = "Ethiopia's water minister spoke. Ethiopia waits. Egypt waits. Ethiopia is dry. Abel Bekele left."
    doc = Document(Article("a", text))
    found = camps.assign(doc, [said("a senior minister", "senior minister", "unnamed person")], RIVER)[0]
    assert found.camp == "upstream"
    assert "article" in str(found.camp_rule or "")


def test_a_bodys_common_noun_tells_its_class() -> None:
    text = "Glimmer said no. The company said maybe."
    statements = [
        Statement(0, "indirect", Span(0, 7), Span(8, 12), (Span(13, 15),)),
        Statement(1, "indirect", Span(17, 28), Span(29, 33), (Span(34, 39),)),
    ]
    doc = Document(Article("a", text))
    generic = camps.load("generic")
    resolved = [
        Statement(
            **{
                **{f: getattr(s, f) for f in s.__slots__},
                "speaker": "Glimmer",
                "speaker_type": "organisation",
            }
        )
        for s in statements
    ]
    assert {s.camp for s in camps.assign(doc, resolved, generic)} == {"business"}


@pytest.mark.parametrize(
    ("name", "role", "camp"),
    [
        ("Jane Roe", "professor of law at the University of Leeds", "experts"),
        ("Jane Roe", "attorney general", "government"),
        ("Jane Roe", "Kenyan foreign minister", "government"),
        ("Jane Roe", "spokeswoman for the UN refugee agency", "international bodies"),
        ("Jane Roe", "Amnesty International researcher", "NGOs and rights groups"),
        ("Jane Roe", "chief executive of Acme Ltd", "business"),
        ("Jane Roe", "shadow health secretary", "opposition"),
        ("Jane Roe", "opposition MP", "opposition"),
        ("Jane Roe", "rival", None),
        ("Jane Roe", "union official", "NGOs and rights groups"),
        ("Jane Roe", "CEO of a charity", "NGOs and rights groups"),
        ("Jane Roe", "presidential nominee", "parties and parliament"),
        ("Jane Roe", "senior adviser to the Clinton campaign", "parties and parliament"),
        ("Jane Roe", "campaign manager", "parties and parliament"),
        ("Jane Roe", "founder of the campaign group Clean Air Now", "NGOs and rights groups"),
        ("Jane Roe", "spokesman for the environmental protection agency", "government"),
        ("Jane Roe", "professor of Labour law", "experts"),
        ("Jane Roe", "Bank of England governor", "government"),
        ("Jane Roe", "Labour MP", "parties and parliament"),
        ("Jane Roe", "Republican senator", "parties and parliament"),
        ("Conservatives", None, "parties and parliament"),
        ("Jane Roe", "Labour minister", "government"),
        ("Jane Roe", "defence lawyer", None),
        ("Jane Roe", "lawyer for the company", "business"),
        ("Jane Roe", "solicitor for the family", "citizens"),
        ("Jane Roe", "district attorney", "government"),
        ("Jane Roe", "prosecutor", "government"),
        ("Jane Roe", "manager of Harlow Town", None),
        ("Jane Roe", "Milton Town manager", None),
        ("Jane Roe", "city manager", "government"),
        ("Football Association", None, None),
        ("International Energy Agency", None, "international bodies"),
        ("Jane Roe", "boss of a campaign group", "NGOs and rights groups"),
        ("Jane Roe", "head of the Save the River campaign", "NGOs and rights groups"),
        ("Oceanic Trust", None, "NGOs and rights groups"),
        ("Northmoor NHS Trust", None, "experts"),
        ("Jane Roe", "Union general secretary", "NGOs and rights groups"),
        ("Jane Roe", "UN spokesman", "international bodies"),
        ("Jane Roe", "chief executive of the Bankers' Association", "business"),
        ("Jane Roe", "chief executive of Harrow Council", "government"),
        ("Acme Inc", None, "business"),
        ("Jane Roe", "pensioner", "citizens"),
        ("Jane Roe", "White House press secretary", "government"),
        ("Jane Roe", "Reuters correspondent", "media"),
        ("Reuters", None, "media"),
        ("critics", None, "critics"),
        ("European Commission", None, "international bodies"),
        ("France", None, "government"),
        (None, None, "critics"),
        ("Jane Roe", None, None),
    ],
)
def test_the_generic_camps_fit_any_news(name: str | None, role: str | None, camp: str | None) -> None:
    assert camps.of_name(name, role, camps.load("generic")).camp == camp


def test_the_seeds_camps_from_its_source_spans() -> None:
    gold = json.loads((ROOT / "data" / "gold" / "seed.json").read_text(encoding="utf-8"))
    with (ROOT / "seeds" / "000_366a06ce1944d601.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    doc = Document(
        Article("seed", text, regions=tuple(Region(r["region"], *r["span"]) for r in gold["regions"]))
    )
    resolved = speakers.resolve(doc, gold_statements(gold))
    known = camps.load(None, beside=ROOT / "seeds")
    assert [s.camp for s in camps.assign(doc, resolved, known)] == [
        label["camp"] for label in gold["statements"]
    ]


def test_the_default_is_the_file_beside_the_input_else_generic(tmp_path: Path) -> None:
    assert camps.load().name == "generic"
    assert camps.load(None, beside=tmp_path).name == "generic"
    (tmp_path / "camps.yaml").write_text("camps: {a: {names: [B]}}", encoding="utf-8")
    (tmp_path / "article.txt").write_text("x", encoding="utf-8")
    assert [c.name for c in camps.load(None, beside=tmp_path / "article.txt")] == ["a"]
    assert next(iter(camps.load("seed", beside=tmp_path))).name == "official Russian"


def test_the_seeds_file_is_the_shipped_one() -> None:
    assert camps.load(ROOT / "seeds" / "camps.yaml").version == camps.load("seed").version


@pytest.mark.parametrize(
    ("yaml", "parts"),
    [
        ("", ["empty"]),
        ("camps:\n  a:\n    names: [B\n  c: {}", ["line", "not valid YAML"]),
        ("camps: {}", ["no camps"]),
        ("side: {}", ["line 1", "unknown key 'side'", "title"]),
        ("camps: [a, b]", ["line 1", "map"]),
        ("camps:\n  a:\n    countrys: [Kenya]", ["line 3", "'countrys'", "did you mean 'countries'"]),
        ("camps:\n  a:\n    countries: [Kenia]", ["line 3", "'Kenia'", "did you mean 'Kenya'"]),
        ("camps:\n  a:\n    names: Ana", ["line 3", "must be a list"]),
        ("camps:\n  a:\n    names: [[Ana]]", ["line 3", "plain words"]),
        ("camps:\n  a:\n    names: [Ana, ana]", ["line 3", "twice"]),
        ("camps:\n  a:\n    names: [Ana]\n  b:\n    names:\n      - Bo\n      - Ana", ["line 7", "'a' and 'b'"]),
        ("camps:\n  a:\n    names: [Ana]\n  a:\n    names: [Bo]", ["line 4", "twice"]),
        ("camps:\n  a:\n    patterns: ['(']", ["line 3", "no regular expression"]),
        ("camps:\n  a:\n    patterns: ['(a+)+b']", ["line 3", "for ever"]),
        ("camps:\n  a:\n    patterns: ['x*']", ["line 3", "matches anything"]),
        ("camps:\n  a:\n    official: maybe\n    names: [B]", ["line 3", "true or false", "maybe"]),
        ("camps:\n  a:\n    agentless: true\n  b:\n    agentless: true", ["line 4", "both claim"]),
        ("camps:\n  a: {}", ["line 2", "no rule"]),
        ("camps:\n  a:\n    code: LONGER\n    names: [B]", ["line 3", "one to four"]),
        ("camps:\n  a:\n    code: X\n    names: [B]\n  b:\n    code: X\n    names: [C]", ["line 6", "share the code"]),
        ("camps:\n  a: 7", ["line 2", "key: value"]),
    ],
)  # fmt: skip
def test_a_wrong_file_is_one_sentence_with_its_place(yaml: str, parts: list[str]) -> None:
    with pytest.raises(camps.CampsError) as told:
        camps.parse(yaml, "my.yaml")
    message = str(told.value)
    assert "\n" not in message
    assert message.startswith("my.yaml")
    for part in parts:
        assert part in message


def test_a_missing_file_says_what_is_there(tmp_path: Path) -> None:
    for source, part in (
        (tmp_path / "no.yaml", "no camps file"),
        ("gneric", "did you mean 'generic'"),
        (tmp_path, "a folder"),
    ):
        with pytest.raises(camps.CampsError, match=part):
            camps.load(source)
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"\xff\xfe\x00camps")
    with pytest.raises(camps.CampsError, match="UTF-8"):
        camps.load(bad)


def test_unassigned_speakers_are_counted() -> None:
    known = camps.parse("camps: {a: {names: [Ana Ruiz]}}")
    made = [
        said("Bo Lind", number=0),
        said("Bo Lind", number=1),
        said("Ana Ruiz", number=2),
        said(None, number=3),
    ]
    found = camps.assign(Document(Article("a", "x")), made, known)
    assert [s.camp for s in found] == [None, None, "a", None]
    assert camps.unassigned(found) == [("Bo Lind", 2), ("nobody named", 1)]
    rest = camps.assign(Document(Article("a", "x")), [said("Bo Lind")], RIVER)
    assert camps.unassigned(rest) == [("Bo Lind", 1)]


def test_a_draft_loads_back() -> None:
    text = 'Kenya said no. Kenyan minister Ana Ruiz agreed. Acme Ltd said "yes: no". Bo Lind left.'
    doc = Document(Article("a", text))
    made = [
        said("Kenya", kind="organisation"), said("Ana Ruiz", "Kenyan minister"), said("Acme Ltd", kind="organisation"),
        said("Bo Lind", 'head of "x": y # z'), said(None), said(None, act="accuses"),
    ]  # fmt: skip
    draft = camps.suggest([doc], [made])
    known = camps.parse(draft)
    assert [c.name for c in known] == ["Kenya", "critics"]
    assert known["Kenya"].names == ("Ana Ruiz",)
    assert "1 accusations without a source" in draft
    assert "#      - Bo Lind  # 1" in draft.partition("# To assign")[2]


def test_a_draft_has_a_camp_a_country_and_no_junk() -> None:
    text = "Kenya waits. Uganda waits. Boston waits. Kenyan minister Ana Ruiz met Ugandan minister Jo Opio."
    made = [
        said("Ana Ruiz", "Kenyan minister"),
        said("Jo Opio", "Ugandan minister"),
        said("Ida Novak", "Kenyan poet"),
    ]
    made += [said(name) for name in ("RUIZ", "Novak", "BOSTON")]
    made += [
        said(name, kind="organisation") for name in ("laboratory", "Opposition", "GMT", "NASA", "BOSTON")
    ]
    made += [said(f"Person Number{chr(97 + n)}x") for n in range(25)]
    draft = camps.suggest([Document(Article("a", text))], [made])
    known = camps.parse(draft)
    assert [c.name for c in known] == ["Kenya", "Uganda", "critics"]
    assert known["Kenya"].names == ("Ana Ruiz",)
    for junk in ("RUIZ", "- Novak", "BOSTON", "laboratory", "Opposition", "GMT"):
        assert junk not in draft
    assert "- NASA" in draft
    assert "# and 6 more" in draft


@pytest.mark.parametrize(
    ("act", "verb", "rule", "camp"),
    [
        ("accuses", "accuse", "passive", "critics"),
        ("criticises", "criticise", "participle", "critics"),
        ("accuses", "accusation", "nominal", "critics"),
        ("criticises", "dispute", "dispute", "critics"),
        ("claims", "allege", "impersonal", "critics"),
        ("believes", "doubt", "nominal", "critics"),
        ("predicts", "expect", "belief", None),
        ("believes", "understand", "impersonal", None),
        ("praises", "praise", "passive", None),
        ("urges", "urge", "request", None),
        ("states", "call", "naming", None),
    ],
)
def test_only_accusations_of_nobody_are_the_critics(act: str, verb: str, rule: str, camp: str | None) -> None:
    made = Statement(0, "indirect", None, None, (Span(0, 1),), act=act, verb=verb, rule=rule)
    assert placed("It rained.", made, camps.load("generic"))[0] == camp
    whole = camps.parse("camps: {nobody: {agentless: true}}")
    assert placed("It rained.", made, whole)[0] == "nobody"


def test_officials_of_two_states_are_told_apart() -> None:
    text = "Russia and Ukraine met."
    known = camps.load("generic")
    made = [
        said("Bo Lind", "Russian defence minister"), said("Jo Po", "Ukrainian president", number=1),
        said("Moscow", kind="organisation", number=2), said("Al Ek", "mayor", number=3),
    ]  # fmt: skip
    doc = Document(Article("a", text))
    found = camps.assign(doc, made, known)
    assert {s.camp for s in found} == {"government"}
    assert [str(s.camp_rule) for s in found] == [
        "roles: official of Russia", "roles: official of Ukraine", "roles: official of Russia", "roles: official",
    ]  # fmt: skip
    assert camps.assign(doc, made[:1], known)[0].camp_rule == CampRule("roles", "official")


def test_states_in_no_table_are_told_apart_and_drafted() -> None:
    text = (
        "Talks between Karvan and Ostrea failed. Karvan's foreign minister Bo Lind left. Ostrean defence minister "
        "Jo Po stayed in Ostrea. The Karvani army fired."
    )
    made = [
        said("Bo Lind", "Karvan's foreign minister"), said("Jo Po", "Ostrean defence minister", number=1),
        said("Karvani army", kind="organisation", number=2), said("Jo Po", "Ostrean defence minister", number=3),
        said("Al Ek", "Health minister", number=4),
    ]  # fmt: skip
    doc = Document(Article("a", text))
    rules = [str(s.camp_rule) for s in camps.assign(doc, made, camps.load("generic"))]
    assert [(rule or "").rpartition(" of ")[2] for rule in rules] == [
        "Karvan", "Ostrea", "Karvan", "Ostrea", "roles: official",
    ]  # fmt: skip
    drafted = camps.parse(camps.suggest([doc], [made]))
    assert drafted["Karvan"].names == ("Bo Lind",)
    assert drafted["Ostrea"].names == ("Jo Po",)
    assert [s.camp for s in camps.assign(doc, made[:4], drafted)] == ["Karvan", "Ostrea", "Karvan", "Ostrea"]


def test_who_speaks_for_a_placed_speaker_is_placed_with_it() -> None:
    made = [said("Glimmer Ltd", kind="organisation"), said("Bo Lind", "Glimmer Ltd spokesman", number=1),
            said("Jo Po", "mayor", number=2), said("a spokesman for Po", None, "unnamed person", 3)]  # fmt: skip
    found = camps.assign(Document(Article("a", "It rained.")), made, camps.load("generic"))
    assert [s.camp for s in found] == ["business", "business", "government", "government"]
    assert str(found[3].camp_rule or "").startswith("speaks for Jo Po")


_NAMES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["yes", "null", "- a", "a: b", "#x", "Ana Ruiz", "'", '"', "Kenya", "critics", "people"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(_NAMES, st.one_of(st.none(), _NAMES), st.sampled_from(SPEAKER_TYPES)), max_size=8))
def test_any_draft_loads_back(found: list[tuple[str, str | None, str]]) -> None:
    doc = Document(Article("a", "Kenya and Kenya and Kenya, said the Ministry of Health."))
    made = [
        Statement(n, "direct", None, None, (Span(0, 1),), speaker=None if kind == "agentless" else name or "x",
                  role=role, speaker_type=kind)
        for n, (name, role, kind) in enumerate(found)
    ]  # fmt: skip
    camps.parse(camps.suggest([doc], [made]))
    for known in (RIVER, camps.load("generic"), camps.load("seed")):
        assert len(camps.assign(doc, made, known)) == len(made)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_camps_or_an_error(text: str) -> None:
    with contextlib.suppress(camps.CampsError):
        assert len(camps.parse(text)) > 0
