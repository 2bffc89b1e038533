from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article, Span
from framing.layers._relations_network import load
from framing.layers.relations import Between, between, relations
from framing.layers.statements import statements
from framing.statement import Statement
from framing.text import Document

TOLD = [
    ("Okoye condemned Brevik for lying to parliament.", "Okoye", "Brevik", -1),
    ("Okoye accused Brevik of stealing from the poor.", "Okoye", "Brevik", -1),
    ("Okoye said Brevik had lied to voters and should resign.", "Okoye", "Brevik", -1),
    ("Okoye praised Brevik for his courage.", "Okoye", "Brevik", 1),
    ("Okoye endorsed Brevik for governor on Monday.", "Okoye", "Brevik", 1),
    ("Okoye met Brevik in the capital on Tuesday.", "Okoye", "Brevik", 0),
]


def places(text: str, *names: str) -> list[tuple[int, int]]:
    return [(text.index(name), text.index(name) + len(name)) for name in names]


@pytest.mark.parametrize(("text", "holder", "target", "polarity"), TOLD)
def test_who_is_for_or_against_whom(text: str, holder: str, target: str, polarity: int) -> None:
    found = between(text, *places(text, holder, target))
    assert (found.p_to_q, found.q_to_p) == (polarity, 0)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Brevik was condemned by Okoye for lying to parliament.", -1),
        ("Brevik was accused by Okoye of stealing from the poor.", -1),
        ("Brevik was endorsed by Okoye on Monday.", 1),
    ],
)
def test_a_passive_turns_the_direction(text: str, polarity: int) -> None:
    found = between(text, *places(text, "Brevik", "Okoye"))
    assert (found.p_to_q, found.q_to_p) == (0, polarity)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=2, max_size=300), st.data())
def test_exchanged_parties_have_the_exchanged_answer(text: str, data: st.DataObject) -> None:
    spans = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text)))
    )
    p, q = data.draw(spans), data.draw(spans)
    if p == q:
        with pytest.raises(ValueError, match="two parties need two places"):
            between(text, p, q)
        return
    found = between(text, p, q)
    assert between(text, q, p) == found.turned()
    assert found.p_to_q in (-1, 0, 1)
    assert found.q_to_p in (-1, 0, 1)
    assert not (found.p_to_q and found.q_to_p)
    assert -1 <= found.p_to_q_score <= 1
    assert 0 <= found.score <= 1


@pytest.mark.parametrize(("text", "holder", "target", "polarity"), TOLD)
def test_other_names_have_the_same_answer(text: str, holder: str, target: str, polarity: int) -> None:
    found = between(text, *places(text, holder, target))
    for one, two in [("Trump", "Clinton"), ("Clinton", "Trump"), ("Xu", "Adeyemi"), ("Russia", "Ukraine")]:
        other = text.replace(holder, one).replace(target, two)
        assert between(other, *places(other, one, two)) == found


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (0, 99)])
def test_a_party_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a party needs"):
        between("Some text.", (0, 4), (start, end))


def test_in_an_article_the_sentences_of_the_pair_are_read() -> None:
    sentence = "Okoye accused Brevik of stealing from the poor."
    around = "It rained on Tuesday in the whole of the country. " * 10
    p, q = places(around + sentence, "Okoye", "Brevik")
    assert between(around + sentence + " " + around, p, q) == between(
        sentence, *places(sentence, "Okoye", "Brevik")
    )


def test_marks_of_another_house_change_nothing() -> None:
    plain = 'Okoye called Brevik "a liar" who doesn\'t care.'
    curly = "Okoye called Brevik “a liar” who doesn’t care."
    assert between(plain, (0, 5), (13, 19)) == between(curly, (0, 5), (13, 19))


def rows_of(text: str) -> list[tuple[str, str, int]]:
    doc = Document(Article("a", text))
    [found] = statements([doc])
    return [(row["holder"], row["target"], row["polarity"]) for row in relations(doc, found)]


def test_the_table_resolves_pronouns() -> None:
    text = "Mayor Ana Ruiz met Governor Leo Marsh. She accused him of lying to voters."
    assert rows_of(text) == [("Ana Ruiz", "Leo Marsh", -1)]


def test_spans_of_the_table_lie_where_the_parties_stand() -> None:
    text = "Ana Ruiz arrived. Leo Marsh strongly condemned Ana Ruiz for the attack on voters."
    doc = Document(Article("a", text))
    [row] = relations(doc, [])
    assert text[row["holder_start"] : row["holder_end"]] == "Leo Marsh"
    assert text[row["target_start"] : row["target_end"]] == "Ana Ruiz"
    assert text[row["start"] : row["end"]] == text[18:]
    assert (row["holder"], row["target"], row["polarity"]) == ("Leo Marsh", "Ana Ruiz", -1)


def test_the_table_says_what_between_says() -> None:
    text = "It rained. Leo Marsh strongly condemned Ana Ruiz for the attack. Ana Ruiz praised Eva Blom for her courage."
    rows = relations(Document(Article("a", text)), [])
    assert len(rows) == 2
    for row in rows:
        places = [
            (row[f"{who}_start"] - row["start"], row[f"{who}_end"] - row["start"])
            for who in ("holder", "target")
        ]
        found = between(text[row["start"] : row["end"]], *places)
        assert (found.p_to_q, found.score) == (row["polarity"], row["score"])


def test_a_source_that_is_no_name_is_a_party() -> None:
    text = "Critics accused Leo Marsh of lying to voters."
    said = Statement(
        0,
        "indirect",
        Span(0, 7),
        Span(8, 15),
        (Span(16, 45),),
        speaker="critics",
        speaker_type="unnamed group",
    )
    [row] = relations(Document(Article("a", text)), [said])
    assert (row["holder"], row["target"], row["polarity"]) == ("critics", "Leo Marsh", -1)


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Eva Blom heard Ana Ruiz attack Leo Marsh.", ["Ana Ruiz"]),
        ("Eva Blom and Ana Ruiz attacked Leo Marsh.", ["Ana Ruiz", "Eva Blom"]),
    ],
)
def test_an_attack_has_one_author_or_several_joined(
    text: str, holders: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from framing.layers import relations as layer

    told = [Between(0, 0, 0.0, 0.0, 0.9), Between(-1, 0, -0.6, 0.0, 0.6), Between(-1, 0, -0.8, 0.0, 0.8)]
    monkeypatch.setattr(layer, "_judge", lambda passages, pairs, glance: told)
    rows = relations(Document(Article("a", text)), [])
    assert sorted(row["holder"] for row in rows) == holders
    assert {row["target"] for row in rows} == {"Leo Marsh"}


def test_other_languages_have_no_rows() -> None:
    assert relations(Document(Article("a", "Ana Ruiz condemned Leo Marsh.", language="de")), []) == []


def test_a_sentence_of_fifty_parties_is_asked_about_a_few_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    from framing.layers import relations as layer

    asked: list[int] = []

    def judge(passages: list, pairs: list, glance: bool) -> list[Between]:
        asked.append(len(pairs))
        return [Between(0, 0, 0.0, 0.0, 1.0) for _ in pairs]

    monkeypatch.setattr(layer, "_judge", judge)
    given = ("Ada", "Ben", "Cara", "Dan", "Eva", "Finn", "Gus", "Hal", "Ida", "Jon")
    names = [f"{name} {last}" for last in ("Roe", "Marsh", "Ruiz", "Blom", "Okoye") for name in given]
    relations(Document(Article("a", ", ".join(names) + " accused each other of fraud.")), [])
    assert 0 < asked[0] <= 12


def test_work_grows_with_the_length_of_an_article() -> None:
    from time import process_time

    def seconds(times: int) -> float:
        text = (
            "Ana Ruiz attacked Leo Marsh. He said she was wrong, and they met Ms Ruiz and Mr Marsh.\n\n"
            * times
        )
        doc = Document(Article("a", text))
        [said] = statements([doc])
        relations(doc, said)  # loads the weights, reads the cast
        began = process_time()
        relations(doc, said)
        return process_time() - began

    assert seconds(200) < 12 * max(seconds(50), 0.02)


def test_damaged_weights_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "relations.npz").write_bytes(b"no zip")
    with pytest.raises(ValueError, match="install the package again"):
        load(tmp_path / "relations.npz")
    np.savez(tmp_path / "other.npz", format=np.array(99))
    with pytest.raises(ValueError, match="other format"):
        load(tmp_path / "other.npz")
