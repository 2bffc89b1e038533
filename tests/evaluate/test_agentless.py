"""The measure of agentless statements."""

import json
from collections import Counter
from pathlib import Path

from framing.article import Span
from framing.evaluate.agentless import PARTS, agentless_accuracy, evaluate_file, measure

ROWS = [
    {
        "text": "Orland was accused of theft.",
        "agentless": [{"cue": [[7, 21]], "content": [[22, 27]], "target": "Orland"}],
    },
    {"text": "Ann Lee accused Orland.", "agentless": []},
]


def test_a_hit_needs_cue_and_content() -> None:
    right = [[(Span(11, 18), (Span(22, 27),), "Orland")], []]
    elsewhere = [[(Span(11, 18), (Span(0, 6),), "Orland")], [(Span(8, 15), (Span(16, 22),), None)]]
    assert measure(sum(agentless_accuracy(ROWS, right), Counter()))["agentless.f1"] == 1
    wrong = measure(sum(agentless_accuracy(ROWS, elsewhere), Counter()))
    assert (wrong["agentless.f1"], wrong["plain_kept"]) == (0, 0)


def test_parts_are_halves() -> None:
    none: list[list[object]] = [[], []]
    assert [len(agentless_accuracy(ROWS, none, part)) for part in PARTS] == [1, 1]  # type: ignore[arg-type]


def test_a_file_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        "".join(json.dumps({"id": str(n), **row}) + "\n" for n, row in enumerate(ROWS)), encoding="utf-8"
    )
    result = evaluate_file(path, bootstrap=50)
    assert result["metrics"]["agentless.r"] == 1
    assert result["metrics"]["target_accuracy"] == 1
    assert set(result["parts"]) == set(PARTS)
