from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.article import Span
from framing.evaluate.speakers import (
    evaluate_file,
    gold_statements,
    pair,
    same_name,
    same_title,
    speakers_accuracy,
)
from framing.statement import Statement

GOLD = Path(__file__).parents[2] / "data" / "gold" / "speakers"


@pytest.mark.parametrize(
    ("mine", "gold", "person", "same"),
    [
        ("Ruiz", "Ana Ruiz", True, True),
        ("A. Ruiz", "Ana Ruiz", True, True),
        ("Bo Ruiz", "Ana Ruiz", True, False),
        ("the finance ministry", "Finance Ministry", False, True),
        ("a senior official", "a senior official at the port", False, True),
        ("residents", "police", False, False),
        (None, None, False, True),
        ("Ana", None, True, False),
    ],
)
def test_names(mine: str | None, gold: str | None, person: bool, same: bool) -> None:
    assert same_name(mine, gold, person=person) is same


def test_titles_need_half_of_their_words() -> None:
    assert same_title("professor of law at Leeds", "law professor")
    assert not same_title("professor of law at the University of Leeds", "lecturer")
    assert not same_title(None, "mayor")


def test_a_missing_prediction_is_wrong_everywhere() -> None:
    gold = [{"speaker": "Ana", "role": "mayor", "speaker_type": "person", "camp": "x"}]
    assert set(speakers_accuracy(gold, [None]).values()) == {0.0, 1.0}
    assert speakers_accuracy([], [])["name"] == 0.0


def test_pairs_by_content() -> None:
    gold = [{"content": [[0, 10]]}, {"content": [[50, 60]]}]
    near = Statement(0, "direct", None, None, (Span(1, 10),))
    far = Statement(1, "direct", None, None, (Span(20, 30),))
    assert pair(gold, [far, near]) == [near, None]


def test_the_gold_files_are_sound() -> None:
    count = 0
    for file in sorted(GOLD.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            count += 1
            assert 120 <= len(item["text"].split()) <= 700
            for statement, label in zip(gold_statements(item), item["statements"], strict=True):
                for span in (statement.source, statement.cue, *statement.content):
                    assert span is None or (span.end <= len(item["text"]) and span.of(item["text"]).strip())
                assert (label["speaker"] is None) == (label["speaker_type"] == "agentless")
    assert count >= 25


def test_a_file_is_measured_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        (GOLD / "test.jsonl").read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8"
    )
    result = evaluate_file(path, bootstrap=20, seed=1)
    assert result["metrics"]["name"] > 0.8
    assert 0 <= result["end_to_end"]["found"] <= 1
    assert result["ci95"]["name"][0] <= result["metrics"]["name"] <= result["ci95"]["name"][1]


def test_what_fits_a_task_is_said_and_is_true(tmp_path: Path) -> None:
    from framing.evaluate import gold, tasks
    from framing.layers import registry

    for task, (_, declared) in registry.tasks().items():
        path = tmp_path / f"{task}.jsonl"
        path.write_text(declared.example + "\n")
        assert tasks.evaluate(task, path)["items"] == 1
    assert len(registry.tasks()) >= 6
    for task, name in gold.OWN.items():
        lines = gold.read_gold(Path(__file__).parents[2] / name, ("id", "text"), task)
        assert lines
