"""The runner hands a job to what the floor above does with it."""

from __future__ import annotations

from pathlib import Path

from framing.runner import work


def test_a_job_is_done_by_name(tmp_path: Path) -> None:
    source = {"id": "a", "text": "It rained."}
    told = work.do({"kind": "no such kind", "article": source}, lambda content, path: None)
    assert "KeyError" in told["fault"]
