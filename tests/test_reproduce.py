"""docs/reproduce.md says how to get a page's numbers with pandas, and it is true."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_numbers_are_those_of_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = ROOT / "docs" / "reproduce.md"
    found = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 20
    assert not found.failed
    ten = page.read_text(encoding="utf-8").split("## Four numbers in ten lines")[1].split("They are")[0]
    assert sum(line.startswith(">>> ") for line in ten.splitlines()) <= 10
