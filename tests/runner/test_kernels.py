"""Workers: what they give back, and what happens when they die or hang."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from framing.runner import kernels
from framing.runner.kernels import ForkPool, KernelPool, Pool
from framing.runner.notebooks import load, publishable

NOTEBOOKS = Path(__file__).parents[1] / "fixtures" / "notebooks"

needs_fork = pytest.mark.skipif(
    not kernels.forks(), reason="workers are forked on Linux and other Unix systems only"
)


def job(name: str, parts: Path, desk: Path, page: str, number: int = 0, **parameters: Any) -> dict[str, Any]:
    folder = desk / f"{name}{number}"
    values = {"tables": str(folder / "tables"), "article": "a", **parameters}
    return {
        "id": f"{name}{number}", "kind": "report", "notebook": str(NOTEBOOKS / f"{name}.ipynb"), "name": name,
        "parameters": values, "shown": {"article": "a"}, "tables": str(folder / "tables"),
        "parts": [[str(parts), ["a", "b"]]], "set_aside": [],
        "articles": ["a"], "folder": str(folder / "made"), "hide": {str(folder): "."}, "page": page,
        "title": "A <title>", "index": "../index.html",
    }  # fmt: skip


def results(pool: Pool, jobs: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    try:
        for one in jobs:
            pool.submit(one)
        return {done["id"]: outcome for done, outcome in pool.finished()}
    finally:
        pool.close()


@needs_fork
def test_a_batch_of_good_and_bad_notebooks_each_gets_its_own_outcome(
    parts: Path, tmp_path: Path, tiny_page: str
) -> None:
    pool = ForkPool(2, page=tiny_page, timeout=1.5)
    once = tmp_path / "mark.once"
    found = results(
        pool,
        [
            job("slow", parts, tmp_path, tiny_page),
            job("good", parts, tmp_path, tiny_page),
            job("raises", parts, tmp_path, tiny_page),
            job("dies", parts, tmp_path, tiny_page),
            job("dies", parts, tmp_path, tiny_page, 1, source=str(once)),
        ],
    )
    assert found["good0"]["files"] == ["good.ipynb", "statements.csv", "good.html"]
    assert found["good0"]["figures"]["statements"] == 1
    made = tmp_path / "good0" / "made"
    assert "6 words" in (made / "good.html").read_text()
    notebook = json.loads((made / "good.ipynb").read_text())
    assert str(tmp_path) not in json.dumps(notebook)
    assert "<object at 0x…>" in json.dumps(notebook, ensure_ascii=False)

    error = found["raises0"]["error"]
    assert (error["cell"], error["name"], error["message"]) == (4, "RuntimeError", "no <b>figures</b> today")
    assert error["source"].startswith("def deep():")

    died = found["dies0"]["error"]
    assert (died["cell"], died["name"]) == (3, "DeadKernel")
    assert "exited with status 3" in died["message"]
    assert "os._exit(3)" in died["source"]
    assert found["dies1"]["files"], "a kernel that dies once gets a second try"

    slow = found["slow0"]["error"]
    assert (slow["cell"], slow["name"]) == (3, "Timeout")
    assert "time.sleep(30)" in slow["source"]


@needs_fork
def test_closing_a_pool_stops_its_workers(parts: Path, tmp_path: Path, tiny_page: str) -> None:
    pool = ForkPool(1, page=tiny_page)
    pool.submit(job("slow", parts, tmp_path, tiny_page))
    pool.start()
    nursery = pool._nursery
    assert nursery is not None
    began = time.monotonic()
    pool.close()
    assert nursery.poll() is not None
    assert time.monotonic() - began < 6


@needs_fork
def test_a_nursery_that_is_killed_is_replaced(parts: Path, tmp_path: Path, tiny_page: str) -> None:
    pool = ForkPool(1, page=tiny_page)
    pool.submit(job("good", parts, tmp_path, tiny_page))
    assert pool._nursery is not None
    pool._nursery.kill()
    assert [outcome["files"][0] for _, outcome in pool.finished()] == ["good.ipynb"]
    pool.close()


@pytest.mark.notebook
def test_forked_workers_and_kernels_of_their_own_and_papermill_agree(
    parts: Path, tmp_path: Path, tiny_page: str
) -> None:
    pytest.importorskip("papermill")
    made: list[Any] = []
    if kernels.forks():
        results(ForkPool(1, page=tiny_page), [job("kinds", parts, tmp_path, tiny_page)])
        made.append(_comparable(tmp_path / "kinds0" / "made" / "kinds.ipynb"))
    found = results(KernelPool(1), [job("kinds", parts, tmp_path, tiny_page, 1)])
    assert "files" in found["kinds1"], found
    made.append(_comparable(tmp_path / "kinds1" / "made" / "kinds.ipynb"))
    made.append(_by_papermill(tmp_path))
    for other in made[1:]:
        for one, two in zip(made[0]["cells"], other["cells"], strict=True):
            assert one == two
        assert made[0] == other


def _by_papermill(tmp_path: Path) -> Any:
    import contextlib

    import papermill

    out = tmp_path / "papermill.ipynb"
    with contextlib.suppress(papermill.exceptions.PapermillExecutionError):  # the cell that is meant to raise
        papermill.execute_notebook(
            str(NOTEBOOKS / "kinds.ipynb"),
            str(out),
            {"article": "a"},
            progress_bar=False,
            cwd=str(Path.cwd()),
        )
    return _comparable(out)


def _comparable(path: Path) -> Any:
    """Without random ids, and without the colours of a traceback, which need a terminal's settings."""
    content = publishable(load(str(path)).content, {"article": "a"}, {})
    content["cells"] = [
        c for c in content["cells"] if "papermill-error-cell-tag" not in c["metadata"].get("tags", [])
    ]
    for cell in content["cells"]:
        cell.pop("id", None)
        for output in cell.get("outputs", ()):
            if "traceback" in output:
                output["traceback"] = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in output["traceback"]]
    return content


@pytest.mark.notebook
def test_own_kernels_tell_the_failing_cell(parts: Path, tmp_path: Path, tiny_page: str) -> None:
    found = results(KernelPool(1, timeout=5), [job("raises", parts, tmp_path, tiny_page)])
    assert (found["raises0"]["error"]["cell"], found["raises0"]["error"]["name"]) == (4, "RuntimeError")


def test_workers_are_at_most_one_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "cores", lambda: 2)
    assert [kernels.workers(n) for n in (None, 1, 2, 50)] == [2, 1, 2, 2]
    with pytest.raises(ValueError, match="allowed are 1 to 2"):
        kernels.workers(0)
