"""The runner as papermill's engine: the same outputs as a kernel's, errors told as papermill tells them."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points

import nbformat
import pytest

RUN = """
import sys
import papermill
from papermill.engines import papermill_engines
from framing.runner.engine import FramingEngine
papermill_engines.register("framing", FramingEngine)
name, source, out = sys.argv[1:]
papermill.execute_notebook(source, out, {"n": 3}, engine_name=name if name != "none" else None, progress_bar=False)
"""
CELLS = [
    ("parameters", "n = 1"),
    ("", "print('n is', n)\nn + 1"),
    ("", "import pandas as pd\npd.DataFrame({'a': [n]})"),
    ("", "import warnings\nwarnings.warn('careful')"),
    ("", "from IPython.display import HTML\nHTML('<b>done</b>')"),
]


def execute(engine, folder, *more):
    cells = [nbformat.v4.new_markdown_cell("# A try")]
    for tag, source in (*CELLS, *more):
        cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": [tag] if tag else []}))
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {
        "name": "python3", "display_name": "Python 3", "language": "python"}})  # fmt: skip
    nbformat.write(made, folder / "in.ipynb")
    out = folder / f"{engine}.ipynb"
    command = [sys.executable, "-c", RUN, engine, folder / "in.ipynb", out]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return done, json.loads(out.read_text(encoding="utf-8"))


def outputs(notebook):
    kept = []
    for cell in notebook["cells"]:
        if "papermill-error-cell-tag" in cell["metadata"].get("tags", ()):
            continue
        for output in cell.get("outputs", ()):
            if output["output_type"] == "stream" and output["name"] == "stderr":
                kept.append(("stderr", "careful" in "".join(output["text"])))
            elif output["output_type"] == "error":
                kept.append(("error", output["ename"], output["evalue"]))
            else:
                kept.append((output["output_type"], json.dumps(output.get("data", output.get("text")))))
    return kept


@pytest.mark.notebook
def test_the_outputs_are_a_kernels(tmp_path):
    (ours, mine), (theirs, usual) = execute("framing", tmp_path), execute("none", tmp_path)
    assert ours.returncode == theirs.returncode == 0, ours.stderr
    assert outputs(mine) == outputs(usual)
    nbformat.validate(nbformat.from_dict(mine))
    assert [c["execution_count"] for c in mine["cells"] if c["cell_type"] == "code"] == [1, 2, 3, 4, 5, 6]
    states = [cell["metadata"]["papermill"]["status"] for cell in mine["cells"]]
    assert set(states) == {"completed"}
    assert "n is 3" in json.dumps(mine)


@pytest.mark.notebook
def test_a_cell_that_fails_stops_the_run_and_is_told(tmp_path):
    done, made = execute("framing", tmp_path, ("", "1 / 0"), ("", "print('never')"))
    assert done.returncode != 0
    assert "PapermillExecutionError" in done.stderr
    assert ("error", "ZeroDivisionError", "division by zero") in outputs(made)
    assert made["metadata"]["papermill"]["exception"] is True
    assert "never" not in json.dumps([cell.get("outputs") for cell in made["cells"]])


def test_papermill_finds_it():
    found = [point.value for point in entry_points(group="papermill.engine") if point.name == "framing"]
    assert found == ["framing.runner.engine:FramingEngine"]


def test_it_can_be_imported_before_papermill():
    code = "import framing.runner.engine, papermill; from papermill.engines import papermill_engines as known; " \
           "print(known.get_engine('framing').__name__)"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "FramingEngine", done.stderr
