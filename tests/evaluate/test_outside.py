"""A run without the outside corpora says aloud what it has not checked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_floors_that_are_not_checked_are_counted(tmp_path: Path) -> None:
    wanted = "tests/accuracy/test_floors.py"
    out = subprocess.run(
        [sys.executable, "-m", "pytest", wanted, "-k", "polnear or weasel", "-p", "no:cacheprovider"],
        cwd=ROOT, env=os.environ | {"FRAMING_BENCHMARKS": str(tmp_path)}, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    assert "2 floors not checked" in out, out
    assert "benchmarks/convert.py" in out
