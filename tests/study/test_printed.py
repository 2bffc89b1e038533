"""Statements told again in the article's words: what makes a clause that stands alone, and what does not."""

import pytest

from framing.study.findings import findings
from framing.study.material import material
from framing.study.printed import retold, shortened
from framing.tables import Tables


def tables(text, source, cue, content, *, act="accuses", speaker="Ann Roe", kind="person", **more):
    at = text.index(f"{cue} {content}")
    begin, inside = text.rindex(source, 0, at), at + len(cue) + 1
    row = {
        "article_id": "a", "statement_id": 0, "kind": "indirect", "score": 0.9, "made": True, "act": act,
        "speaker": speaker, "speaker_type": kind, "source_start": begin, "source_end": begin + len(source),
        "cue_start": at, "cue_end": at + len(cue), "content": [{"start": inside, "end": inside + len(content)}],
        **more,
    }  # fmt: skip
    source_row = {"article_id": "a", "speaker": speaker, "statements": 1, "named": True, "share": 0.9}
    return Tables.from_rows({
        "articles": [{"article_id": "a", "text": text, "words": len(text.split())}],
        "regions": [{"article_id": "a", "region": "body", "start": 0, "end": len(text)}],
        "statements": [row], "sources": [source_row],
    })  # fmt: skip


def told(*given, **more):
    [said] = material(tables(*given, **more)).said
    return retold(said)


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
            page, group, "questioned", "the health of the mayor", speaker=group, kind="unnamed group"
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
    found = findings(tables(f"On Monday Ann Roe {cue} {content}.", "Ann Roe", cue, content, act=act), "a")
    assert ("answers" in [one.kind for one in found]) == answers
