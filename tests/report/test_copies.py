"""Copies in a report: every page of one article, and counts over all with each told once, or as asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.reading.columns import Columns
from framing.report.corpus import from_memory, of_run, to_memory
from framing.report.plan import plan
from framing.report.runs import RunsError, from_file, from_flags
from framing.runner.notebooks import load

TEXT = (
    "The council closed the old bridge on Tuesday after engineers had found cracks, a spokeswoman said. " * 5
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name, text in {
        "a": TEXT,
        "b": f"{TEXT} It rained.",
        "c": "A ferry ran aground near Fenwick, it said.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text)
    return tmp_path


@pytest.mark.parametrize(("copies", "counted"), [("keep", "abc"), ("once", "ac"), ("drop", "c")])
def test_what_is_counted_and_what_is_said_of_the_rest(news: Path, copies: str, counted: str) -> None:
    [run] = from_flags([str(news)], notebooks=["02_voices"], groupings=["article", "corpus"], copies=copies)
    reading = of_run(run, "mark")
    planned = plan(run, reading, {"02_voices": load("02_voices")}, camps="generic", model=None, lexicons=None)
    pages = [one for one in planned if one.unit == "article"]
    [whole] = [one for one in planned if one.unit == "corpus"]
    assert [one.members[0].id for one in pages] == ["a", "b", "c"], "every article has its page"
    assert "".join(member.id for member in whole.members) == counted
    assert sorted(name for name, _ in whole.set_aside) == sorted(set("abc") - set(counted))
    assert all("copies" in why or "more than once" in why for _, why in whole.set_aside)


def test_a_reading_is_remembered_with_what_it_said(news: Path, golden: Callable[[str], None]) -> None:
    [run] = from_flags([str(news)], notebooks=["02_voices"])
    reading = of_run(run, "mark")
    golden(reading.told[2])
    assert not reading.clean
    again = from_memory("mark", to_memory(reading))
    assert (again.told, again.clean, again.members) == (reading.told, False, reading.members)


def test_columns_and_copies_in_a_runs_file(tmp_path: Path) -> None:
    file = tmp_path / "runs.yaml"
    file.write_text("runs:\n  - inputs: news/\n    date_column: when\n    copies: keep\n")
    [run] = from_file(file)
    assert (run.fields, run.copies) == (Columns(date="when"), "keep")
    file.write_text("runs:\n  - inputs: news/\n    copies: twice\n")
    with pytest.raises(RunsError, match="keep, once, drop"):
        from_file(file)
