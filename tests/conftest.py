"""What the tests of several rooms share: tables of invented articles, a page that is fast to make."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.tables import Tables, write

TESTS = Path(__file__).parent
sys.path.insert(0, str(TESTS))  # what several rooms' tests share: stories.py
sys.path.insert(0, str(TESTS / "exchange"))  # and what one room shares: stock.py


GOLDEN = TESTS / "golden.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    """One command writes all prose that tests pin anew."""
    parser.addoption(
        "--rewrite-golden", action="store_true", help="write what pages say into tests/golden.json"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Writing the prose anew takes only the tests that hold some."""
    if config.getoption("--rewrite-golden"):
        kept = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Hold a text against what `golden.json` has for this test; a test holds its texts in one order."""
    config = request.config
    file, _, case = request.node.nodeid.rpartition("tests/")[2].partition("::")
    held = 0

    def hold(said: str) -> None:
        nonlocal held
        held += 1
        name = f"{file}::{case}" + (f"#{held}" if held > 1 else "")
        known = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
        if not config.getoption("--rewrite-golden"):
            meant = "if that is meant, run pytest --rewrite-golden"
            assert said == known.get(name), f"{name} reads otherwise; {meant}"
            return
        if hasattr(config, "workerinput"):
            raise pytest.UsageError("--rewrite-golden writes one file: run it in one process, with -n 0.")
        text = json.dumps({**known, name: said}, indent=1, ensure_ascii=False, sort_keys=True)
        GOLDEN.write_text(text + "\n", encoding="utf-8")

    return hold


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
