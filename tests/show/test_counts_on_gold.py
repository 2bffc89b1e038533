"""Every figure of a page is the one that the study gives, over the seed and the suite's own gold."""

from __future__ import annotations

import re

import pytest
from stories import gold

import framing
from framing import show, study
from framing.study.measures import VOICES, rows_of
from framing.study.shares import voiced


@pytest.mark.parametrize("name", ["seed", "pronouns", "agentless"])
def test_pages_print_what_the_study_counts(name):
    tables = framing.annotate(gold(name))
    measured = study.measure(tables)
    table, words = measured.statements, measured.words
    view = show.view(tables, None)
    facts = view.facts
    assert len(table) > 0
    assert facts.statements == len(table)
    assert facts.words == int(measured.articles["words"].sum()) == int(tables.articles["words"].sum())
    voices = words.groupby("voice")["words"].sum()
    assert (facts.own, facts.paraphrased, facts.quoted) == tuple(
        int(voices.get(voice, 0)) for voice in ("journalist", "paraphrased", "quoted")
    )
    accusing = table[table["accusing"]]
    assert len(facts.accusations) == len(accusing)
    assert len(facts.unnamed_accusations) == len(study.without_accuser(rows_of(accusing)))
    for camp in facts.camps:
        own = table[table["camp"] == camp.camp.name]
        assert (camp.statements, camp.words, camp.quoted) == (
            len(own), int(own["words"].sum()), int(own["quoted"].sum()),
        ), camp.camp.name  # fmt: skip
    for kind, found in (("hedges", facts.hedges_by_voice), ("loaded", facts.loaded_by_voice)):
        placed = voiced(measured, tables[kind])["voice"].value_counts()
        assert [found[name] for name in VOICES] == [int(placed.get(name, 0)) for name in VOICES]
    printed = " ".join(re.sub(r"<[^>]+>", " ", str(show.finding(view))).split())
    own = int((voiced(measured, tables.hedges)["voice"] == "journalist").sum())
    assert f"in the journalist’s own words {own:,} of {len(tables.hedges):,} See" in printed
    assert f"The {len(table):,} statements" in printed
    most, quoted = int(table.groupby("camp")["quoted"].sum().max()), int(voices.get("quoted", 0))
    share = (most, quoted) if quoted else (0, int(voices.get("paraphrased", 0)))
    assert f"{share[0]:,} of {share[1]:,} See the shares" in printed


@pytest.mark.parametrize("name", ["seed", "pronouns", "agentless"])
def test_ranges_are_those_of_the_study(name):
    tables = framing.annotate(gold(name))
    table = study.measure(tables).statements
    facts = show.view(tables, None).facts
    for camp in facts.camps:
        own = table[table["camp"] == camp.camp.name]
        assert camp.range == study.count_range(rows_of(own))
        assert (camp.range.least, camp.range.most) == (int((own["score"] >= 0.5).sum()), len(own))
    assert facts.nobody_range.most == facts.nobody
    assert facts.nobody_range.least <= facts.nobody_range.most
