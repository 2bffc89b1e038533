import json
from pathlib import Path

import pytest

from framing.evaluate import GoldError, evaluate
from framing.evaluate.marks import count_pair, measure_pairs


def test_direction_and_polarity_both_count() -> None:
    counts = count_pair((-1, 0), (-1, 0))
    for predicted in ((0, -1), (1, 0), (0, 0)):
        counts += count_pair(predicted, (-1, 0))
    found = measure_pairs(counts)
    assert found["directed_negative.r"] == 0.25
    assert found["directed_negative.p"] == 0.5
    assert found["accuracy"] == 0.25


def test_none_everywhere_scores_as_the_share_of_none_says() -> None:
    found = measure_pairs(
        sum((count_pair((0, 0), gold) for gold in ((0, 0), (0, 0), (1, 0))), count_pair((0, 0), (0, 0)))
    )
    assert found["none.f1"] == pytest.approx(6 / 7)
    assert found["macro_f1"] == pytest.approx(6 / 35)


def test_the_command_measures_a_gold_file(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    lines = [
        {
            "id": "1",
            "text": "Ann Roe condemned Bo Marsh.",
            "p": [0, 7],
            "q": [18, 26],
            "p_to_q": -1,
            "q_to_p": 0,
        },
        {
            "id": "2",
            "text": "Ann Roe condemned Bo Marsh.",
            "p": [18, 26],
            "q": [0, 7],
            "p_to_q": 0,
            "q_to_p": -1,
        },
    ]
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = evaluate("relations", gold)
    assert found["headline"] == "macro_f1"
    assert found["metrics"]["accuracy"] == found["metrics"]["directed_negative.f1"] == 1.0


def test_a_line_without_a_party_is_refused(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"id": "1", "text": "Ann praised Bo.", "p": [0, 3], "p_to_q": 1, "q_to_p": 0}\n', encoding="utf-8"
    )
    with pytest.raises(GoldError, match="no field 'q'"):
        evaluate("relations", gold)
