"""What docs/scale.md tells to write runs as it stands there."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing import study
from framing.tables import SCHEMAS

from .engines import run, write

PAGE = (Path(__file__).parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
ARTICLES = pd.DataFrame({"id": ["a", "b"], "text": ["It may rain.", "Perhaps it will snow, the mayor said."]})


def snippet(holding: str) -> str:
    """The Python snippet that has these words."""
    [found] = [code for code in re.findall(r"```python[^\n]*\n(.*?)```", PAGE, re.DOTALL) if holding in code]
    return str(found)


def test_every_snippet_is_python() -> None:
    found = re.findall(r"```python[^\n]*\n(.*?)```", PAGE, re.DOTALL)
    assert len(found) >= 5
    for code in found:
        compile(code, "docs/scale.md", "exec")


def test_the_counting_that_it_shows_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(write(tmp_path / "in.jsonl", range(20)), tmp_path / "tables")
    monkeypatch.chdir(tmp_path)
    session: dict[str, Any] = {}
    exec(snippet("study.large"), session)
    assert study.large.words(session["whole"])["words"].sum() == session["whole"].words
    exec(snippet("pyarrow.dataset").replace("ds.dataset(", "count = ds.dataset("), session)
    assert session["count"] > 0


def test_the_function_for_spark_gives_the_rows_of_a_table() -> None:
    session: dict[str, Any] = {}
    exec(snippet("mapInPandas"), session)
    [rows] = session["hedges"](iter([ARTICLES]))
    assert list(rows.columns) == [column for column, _ in SCHEMAS["hedges"]]
    assert rows[["article_id", "text"]].values.tolist() == [["a", "may"], ["b", "Perhaps"]]


def test_spark_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    from pyspark.sql import SparkSession

    session: dict[str, Any] = {}
    exec(snippet("mapInPandas"), session)
    try:
        spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    except Exception as error:
        pytest.skip(f"Spark does not start here: {error}")
    rows = session["over"](spark.createDataFrame(ARTICLES)).toPandas()
    spark.stop()
    assert rows["text"].tolist() == ["may", "Perhaps"]
