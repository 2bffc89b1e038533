"""The list of reporting words and what `describe` reads out of a cue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.statement import STANCES
from framing.words import verbs

ACTS = set(
    "states claims accuses denies announces admits urges praises criticises warns promises asks predicts believes "
    "orders agrees rejects threatens thanks apologises plans".split()
)


@pytest.mark.parametrize(
    ("cue", "lemma", "act", "stance"),
    [
        ("said", "say", "states", "neutral"),
        ("has repeatedly insisted", "insist", "claims", "distancing"),
        ("pointed out", "point out", "states", "endorsing"),
        ("quickly hit back", "hit back", "criticises", "neutral"),
        ("According to", "according to", "states", "neutral"),
        ("has been widely accused of", "accuse", "accuses", "neutral"),
        ("did not deny", "deny", "admits", "neutral"),
        ("never admitted", "admit", "denies", "endorsing"),
        ("did not praise", "praise", "states", "neutral"),
        ("is said", "say", "states", "distancing"),
        ("criticized", "criticise", "criticises", "neutral"),
        ("faces accusations of", "accusation", "accuses", "distancing"),
        ("acknowledging", "acknowledge", "admits", "endorsing"),
        ("told reporters", "tell", "states", "neutral"),
        ("TWEETED", "tweet", "states", "neutral"),
        ("didn’t rule out", "rule out", "rejects", "neutral"),
        (":", "", "states", "neutral"),
        ("", "", "states", "neutral"),
    ],
)
def test_describe(cue: str, lemma: str, act: str, stance: str) -> None:
    assert verbs.describe(cue) == (lemma, act, stance)


def test_unknown_words_keep_their_stem() -> None:
    assert verbs.describe("blorked") == ("blork", "states", "neutral")


def test_the_list_is_whole() -> None:
    entries = verbs.entries()
    assert len(entries) >= 350
    assert {entry.act for entry in entries} <= ACTS
    assert {entry.stance for entry in entries} <= set(STANCES)
    assert len({(entry.lemma, entry.form) for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.example
        assert entry.source


def test_every_inflection_is_described_by_its_entry() -> None:
    missed = []
    for entry in verbs.entries():
        if entry.form == "verb" and " " not in entry.lemma:
            for form in verbs.inflections(entry.lemma):
                if verbs.describe(form)[0] != verbs.verb_forms()[form].lemma:
                    missed.append(form)
    assert not missed


@given(st.text(max_size=60))
def test_any_cue_is_described(cue: str) -> None:
    lemma, act, stance = verbs.describe(cue)
    assert isinstance(lemma, str)
    assert act in ACTS
    assert stance in STANCES
