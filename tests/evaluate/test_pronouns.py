"""The task that measures pronouns, on a file of two lines."""

import json

import pytest

from framing.evaluate import evaluate
from framing.evaluate.gold import GoldError

TEXT = "Mayor Ana Ruiz left. She said it was late.\n\nPeter Hahn stayed. He said no."


def test_right_and_wrong_are_counted(tmp_path):
    she, he = TEXT.index("She"), TEXT.index("He said")
    labels = [
        {"start": she, "end": she + 3, "antecedent": "Ana Ruiz", "second": "Ana Ruiz"},
        {"start": he, "end": he + 2, "antecedent": "Ana Ruiz", "second": "Peter Hahn"},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "pronouns": labels}) + "\n", encoding="utf-8")
    found = evaluate("pronouns", path, bootstrap=10)
    assert found["metrics"] == {"pronouns": 2.0, "accuracy": 0.5, "agreement": 0.5}
    assert found["ci95"]["accuracy"] == [0.5, 0.5]


def test_a_file_without_pronouns_says_what_fits(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "She left."}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"no field 'pronouns'.*data/gold/pronouns\.jsonl"):
        evaluate("pronouns", path)
