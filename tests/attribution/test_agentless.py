"""Accusation, criticism and belief without an agent."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.article import Article
from framing.attribution.agentless import agentless
from framing.evaluate.agentless import agentless_accuracy, measure
from framing.text import Document

GOLD = Path(__file__).parents[2] / "data" / "gold" / "agentless.jsonl"


def found(text: str) -> list[tuple[str, list[str], str | None]]:
    return [
        (
            f.attribution.cue.of(text) if f.attribution.cue else "",
            [span.of(text) for span in f.attribution.content],
            f.target.of(text) if f.target else None,
        )
        for f in agentless(Document(Article("a", text)))
    ]


@pytest.mark.parametrize(
    ("text", "cue", "content", "target"),
    [
        (
            "The brewery has been widely accused of watering its ale.",
            "has been widely accused of", ["watering its ale"], "The brewery",
        ),
        (
            "While the tram was meant to help, Lowfield has been blamed for the jams.",
            "has been blamed for", ["the jams"], "Lowfield",
        ),
        ("Two clerks are feared to have drowned.", "are feared", ["Two clerks", "to have drowned"], None),
        ("It is widely believed that the vault is empty.", "It is widely believed", ["that the vault is empty"], None),
        ("The choir faces accusations of cheating.", "faces accusations of", ["cheating"], "The choir"),
        ("The vote went ahead amid criticism that it was rushed.", "criticism", ["that it was rushed"], None),
        ("Amid fears of a flood, the town was cleared.", "fears of", ["a flood"], None),
        ("The zoo came under fire over its cages.", "came under fire over", ["its cages"], "The zoo"),
        ("Doubts have been raised about the clock.", "Doubts have been raised about", ["the clock"], None),
        ("The baker, accused of arson, fled.", "accused of", ["arson"], "The baker"),
        ("The plot was blamed on a rival.", "was blamed on", ["The plot", "a rival"], "a rival"),
        ("COUNCIL ACCUSED OF WASTE", "ACCUSED OF", ["WASTE"], "COUNCIL"),
    ],
)  # fmt: skip
def test_patterns(text: str, cue: str, content: list[str], target: str | None) -> None:
    assert found(text) == [(cue, content, target)]


@pytest.mark.parametrize(
    "text",
    [
        "The brewery was accused by its own cooper of watering its ale.",
        "The brewery was accused of watering its ale by two inspectors.",
        "According to the guild, the brewery has been accused of fraud.",
        "Critics say the brewery waters its ale.",
        "Drinkers raised concerns that the ale was thin.",
        '"They have been accused of worse," said the cooper.',
        "The guild said it had been urged to act.",
        "Their allegations of fraud came to nothing.",
        "The choir drew criticism from two judges for its noise.",
        "The battery was charged overnight.",
        "The accused man smiled.",
    ],
)
def test_a_named_agent_gives_nothing(text: str) -> None:
    assert found(text) == []


def test_coordination_over_a_clause_break_keeps_the_target() -> None:
    text = "Orland has been accused of bribery. It has also been criticised for closing a school."
    assert [target for _, _, target in found(text)] == ["Orland", "Orland"]


def test_one_cue_gives_one_finding() -> None:
    text = "The guild was widely criticised for its silence and accused of theft."
    cues = [cue for cue, _, _ in found(text)]
    assert len(cues) == len(set(cues))


@pytest.mark.parametrize("part", ["tune", "test"])
def test_accuracy_on_the_labelled_sentences(part: str) -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 150
    assert sum(not row["agentless"] for row in rows) * 2 >= len(rows)
    documents = [Document(Article(row["id"], row["text"])) for row in rows]
    marked = [
        [
            (f.attribution.cue, f.attribution.content, f.target.of(d.text) if f.target else None)
            for f in agentless(d)
        ]
        for d in documents
    ]
    measured = measure(sum(agentless_accuracy(rows, marked, part), Counter()))
    assert (measured["agentless.p"] or 0) >= 0.85
    assert (measured["agentless.r"] or 0) >= 0.85
    assert (measured["target_accuracy"] or 0) >= 0.85


def test_gold_spans_lie_in_their_text() -> None:
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for label in row["agentless"]:
            for start, end in (*label["cue"], *label["content"]):
                assert 0 <= start < end <= len(row["text"])
                assert row["text"][start:end] == row["text"][start:end].strip()


WORDS = st.sampled_from(
    "accused of criticised for it is believed that amid concerns about faces by the critics said was been has seems "
    "to under fire over , . \" ' “ ” ; ( ) and but who Ann as considered a reportedly raised doubts".split()
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_jumbled_words_give_spans_within_the_text(text: str) -> None:
    for finding in agentless(Document(Article("a", text))):
        spans = [finding.attribution.cue, *finding.attribution.content, finding.target]
        assert all(0 <= span.start < span.end <= len(text) for span in spans if span is not None)
        assert 0 <= finding.attribution.score <= 1
        assert finding.attribution.source is None


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Asked on Tuesday about the leak, Ann Orlova shrugged.", "Asked on Tuesday about", "the leak"),
        ("She smiled when asked last month whether she would stay.", "asked last month", "whether she would stay"),
        (
            "Asked why the ferry, the oldest of the line, had sunk, Ann Orlova said she did not know.",
            "Asked", "why the ferry, the oldest of the line, had sunk",
        ),
        ("Asked if it was safe, Ann Orlova said it was.", "Asked", "if it was safe"),
    ],
)  # fmt: skip
def test_a_question_is_read_behind_its_time_and_up_to_the_reply(text, cue, content):
    assert [(c, " … ".join(pieces)) for c, pieces, _ in found(text)] == [(cue, content)]
