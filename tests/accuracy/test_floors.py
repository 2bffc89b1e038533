"""The accuracy gate: no change may lower a layer's measured figure unseen.

The outside gold lies where FRAMING_BENCHMARKS says; floors that cannot be checked are counted aloud at the end.
"""

import hashlib
import json
from pathlib import Path

import pytest

from framing.evaluate import evaluate, outside

ROOT = Path(__file__).parents[2]
OWN = ROOT / "data" / "gold"
# Stand-off labels are our own; the texts that they stand over lie with the outside gold.
PLACES = {"own": OWN, "stand-off": OWN, "benchmarks": outside.folder(ROOT)}
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["floors"]


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: f"{floor['task']}-{floor['gold']}")
def test_no_figure_is_below_its_floor(floor: dict) -> None:
    gold = PLACES[floor["place"]] / floor["gold"]
    if not gold.exists():
        assert floor["place"] == "benchmarks", f"{gold} belongs to the project and must be there"
        pytest.skip(f"floor not checked: no {floor['gold']} in {PLACES['benchmarks']}")
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()
    if floor["place"] == "stand-off" and not outside.texts_of(gold):
        pytest.skip(f"floor not checked: no texts for {floor['gold']} in {PLACES['benchmarks']}")
    if floor["place"] == "benchmarks" and digest != floor["sha256"]:
        pytest.skip(f"floor not checked: {gold} is not the file that it was measured on")
    assert digest == floor["sha256"], f"{gold} is not the data that its floor was measured on; measure again"
    metrics = evaluate(floor["task"], gold)["metrics"]
    for name, least in floor["at_least"].items():
        assert metrics[name] >= least - 5e-5, (
            f"{floor['task']} {name} fell to {metrics[name]:.4f} from {least}"
        )
