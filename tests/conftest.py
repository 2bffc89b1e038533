"""What the tests of several rooms share: tables of invented articles, a page that is fast to make."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from framing.tables import Tables, write

TESTS = Path(__file__).parent
sys.path.insert(0, str(TESTS))  # what several rooms' tests share: stories.py


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """A folder of annotated tables for two invented articles."""
    rows = {
        "articles": [
            {"article_id": name, "source": f"{name}.txt", "text": text, "headline": None, "byline": [], "words": 6}
            for name, text in (("a", "The mayor said the bridge is safe."), ("b", "Trains may stop, a union said."))
        ],
        "statements": [
            {
                "article_id": "a", "statement_id": 0, "kind": "indirect", "source_start": 0, "source_end": 9,
                "cue_start": 10, "cue_end": 14, "content": [{"start": 15, "end": 33}], "speaker": "mayor",
                "speaker_type": "unnamed person", "camp": "city", "act": "states", "stance": "neutral", "score": 1.0,
                "region": "body",
            }
        ],
    }  # fmt: skip
    folder = tmp_path / "part"
    write(Tables.from_rows(rows), folder)
    (folder / "provenance.json").write_text("{}")
    return folder


@pytest.fixture
def tiny_page(monkeypatch: pytest.MonkeyPatch) -> str:
    """A converter that is there before the template is, and fast; workers find it by `PYTHONPATH`."""
    here = str(TESTS / "fixtures" / "tiny")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]))
    monkeypatch.syspath_prepend(here)
    return "tiny_page:to_html"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud, last, how many floors of accuracy a run has not checked."""
    skipped = terminalreporter.stats.get("skipped", [])
    missing = sum("floor not checked" in str(report.longrepr) for report in skipped)
    if missing:
        terminalreporter.write_sep(
            "!", f"{missing} floor{'s' * (missing > 1)} not checked", yellow=True, bold=True
        )
        terminalreporter.write_line(
            "Their outside gold files are not here; benchmarks/convert.py makes them from the public repositories, "
            "and FRAMING_BENCHMARKS names their folder."
        )
