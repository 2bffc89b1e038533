"""Statements told again in the article's words: what makes a clause that stands alone, and what does not."""

import pytest
from retelling import said, tables

from framing.study.findings import findings
from framing.study.material import material
from framing.study.printed import clean, party, passive, retold, shortened


def told(text, *given, **more):
    row = said(text, *given, **{"speaker": "Ann Roe", "act": "accuses", "speaker_type": "person"} | more)
    [one] = material(tables(text, [row])).said
    return retold(one)


def test_a_finite_verb_makes_a_clause():
    assert str(
        told("Ann Roe has accused the board of theft.", "Ann Roe", "has accused", "the board of theft")
    ) == ("Ann Roe accused the board of theft")


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("It ends with Ann Roe accusing the board of theft.", "accusing", "the board of theft"),
        ("Ann Roe could sue the board for theft.", "could sue", "the board for theft"),
        ("Ann Roe would accuse the board of theft.", "would accuse", "the board of theft"),
        ("Ann Roe doesn’t blame the board for it all.", "doesn’t blame", "the board for it all"),
        (
            "Ann Roe avoids condemning the attack on the board.",
            "avoids condemning",
            "the attack on the board",
        ),
        ("Ann Roe, long opposed to drilling at sea, won.", "opposed", "to drilling at sea"),
        ("Ann Roe accused the old board.", "accused", "the old board"),
    ],
)
def test_a_participle_a_modal_a_negation_and_a_verb_without_its_object_make_none(text, cue, content):
    assert told(text, "Ann Roe", cue, content) is None


def test_a_group_keeps_the_capital_of_a_name_and_loses_that_of_a_sentence():
    text = "{} questioned the health of the mayor. He thanked {} for it."
    for group, printed in (("Lee supporters", "Lee supporters"), ("Residents", "residents")):
        page = text.format(group, printed)
        clause = told(
            page, group, "questioned", "the health of the mayor", speaker=group, speaker_type="unnamed group"
        )
        assert str(clause) == f"{printed} questioned the health of the mayor"


def test_a_clause_is_not_cut_where_another_has_only_begun():
    text = (
        "that the visas were sold, and that international fugitives who fled bought them from agents of the board "
        "by the dozen in the spring of that year"
    )
    assert shortened(text) == "that the visas were sold"


@pytest.mark.parametrize(
    ("cue", "content", "act", "answers"),
    [
        ("dismissed", "the allegations as a stunt", "rejects", True),
        ("dismissed", "the chances of rain in May", "rejects", False),
        ("denied", "taking money from the board", "denies", True),
        ("denied", "the science of climate change", "denies", False),
        ("defended", "the choice of the new bridge", "rejects", True),
        ("declined", "to comment on the new bridge", "declines", True),
        ("declined", "to lead the march in May", "declines", False),
        ("conceded", "that the river is deep here", "admits", False),
    ],
)
def test_an_answer_is_told_where_something_was_held_against_somebody(cue, content, act, answers):
    text = f"On Monday Ann Roe {cue} {content}."
    row = said(text, "Ann Roe", cue, content, speaker="Ann Roe", speaker_type="person", act=act)
    found = findings(tables(text, [row]), "a")
    assert ("answers" in [one.kind for one in found]) == answers


def test_printed_words_stand_alone():
    assert (
        shortened("the board of leaking the result before his sample was opened")
        == "the board of leaking the result"
    )
    assert not shortened("him of lying to the house")
    assert not shortened("the board of “leaking it")
    assert clean('of "fire\nand rehire"') == "of “fire and rehire”"
    assert (
        party("Transport Guild", "The Transport Guild met. The Transport Guild left.")
        == "the Transport Guild"
    )
    assert not party("last week the founder", "Last week the founder left.")


def test_direct_speech_and_pronouns_are_not_retold():
    text = "The army accused them of looting shops."
    row = said(
        text, "The army", "accused", "them of looting shops", speaker="army", act="accuses", target="Front"
    )
    made = material(tables(text, [row])).said
    assert retold(made[0]) is None
    text = "The army said the Front had failed."
    row = said(text, "The army", "said", "the Front had failed", speaker="army", act="states")
    assert retold(material(tables(text, [row])).said[0]) is not None


def unowned(text, cue, content, target):
    row = said(text, "", cue, content, speaker=None, speaker_type="agentless", act="accuses", target=target)
    [one] = material(tables(text, [row])).said
    return passive(one)


def test_a_passive_is_told_with_a_finite_verb_that_fits_its_subject():
    told_so = unowned("Voltara was accused of hiding faults.", "was accused of", "hiding faults", "Voltara")
    assert told_so == "Voltara was accused of hiding faults"
    assert (
        unowned(
            "Voltara, being accused of hiding faults, left.", "being accused of", "hiding faults", "Voltara"
        )
        is None
    )
    text = "The many leaders and ministers of the E.U. in the town have been criticised for hiding faults."
    assert unowned(text, "have been criticised for", "hiding faults", "E.U.") is None


def test_a_target_that_is_told_in_full_is_not_told_twice():
    text = "Ann Roe accused the Saudi government of hiding faults."
    row = said(
        text, "Ann Roe", "accused", "the Saudi government of hiding faults", speaker="Ann Roe", act="accuses",
        speaker_type="person", target="Saudi government",
    )  # fmt: skip
    [one] = material(tables(text, [row])).said
    assert str(retold(one)) == "Ann Roe accused the Saudi government of hiding faults"
