from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from framing import parts, tables
from framing.annotate import BATCH
from framing.dataset import hands, spool
from framing.dataset.hands import Crew, Died, Hand, look_after
from framing.dataset.making import Choice, make

from .engines import STORY, Inline, bytes_of, run, write

JOB: dict[str, Any] = {"kind": "make", "careful": [], "skip": {}}

LIMIT = 4.0
SLEEPER = """
import time
from framing.layers.registry import Layer

def rows(seen):
    if "sleeps for ever" in seen.document.text:
        time.sleep(600)
    return []

LAYER = Layer("sleeper", (("article_id", "str"),), rows)
"""


class Scripted(Hand):
    """A worker that dies by a script: of each job, whether it dies, and at what."""

    def __init__(self, deadly: int, slow: bool = False) -> None:
        super().__init__()
        self.jobs: list[dict[str, Any]] = []
        self._deadly, self._slow = deadly, slow

    def do(self, job: dict[str, Any], limit: float, progress: Any) -> dict[str, Any]:
        self.jobs.append(job)
        for start in range(0, 200, BATCH):
            one_by_one = start // BATCH in job["careful"]
            for at in range(start, start + BATCH) if one_by_one else [start]:
                end = at + 1 if one_by_one else start + BATCH
                if at <= self._deadly < end and str(self._deadly) not in job["skip"]:
                    raise Died("killed by SIGKILL", self._slow, (at, end))
        progress(200)
        return {"part": job["skip"]}


def test_a_worker_that_dies_is_replaced_once_and_then_the_article_is_found() -> None:
    hand, done = Scripted(100), []
    outcome = look_after(hand, JOB, 5.0, done.append)
    assert list(outcome["part"]) == ["100"]
    assert "the worker that read it died (killed by SIGKILL)" in outcome["part"]["100"]
    assert [job["careful"] for job in hand.jobs] == [[], [], [1], [1]]
    assert done == [200]


def test_what_takes_for_ever_is_looked_for_at_once() -> None:
    hand = Scripted(3, slow=True)
    outcome = look_after(hand, JOB, 5.0)
    assert "it took over 5 seconds" in outcome["part"]["3"]
    assert len(hand.jobs) == 3


def test_a_line_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(3))
    piece = {"path": str(source), "label": "in.jsonl", "suffix": ".jsonl", "names": ["in"], "start": 0, "end": -1,
             "first": 1, "size": 9, "laid_down": False}  # fmt: skip

    class Reader(Hand):
        def do(self, job: dict[str, Any], limit: float, progress: Any) -> dict[str, Any]:
            if len(job["pieces"]) == 1:
                raise Died("it took over 5 seconds", True, (0, 1))
            if not job["skip"]:
                raise Died("it took over 5 seconds", True, (1, 2))
            return job

    done = look_after(Reader(), {"kind": "read", "pieces": [piece], "skip": {}}, 5.0)
    assert [one["first"] for one in done["pieces"]] == [1, 2, 3]
    assert list(done["skip"]) == ["1"]


def test_a_worker_that_always_dies_is_a_fault() -> None:
    class Dead(Hand):
        def do(self, job: dict[str, Any], limit: float, progress: Any) -> dict[str, Any]:
            raise Died("exited with status 1", False, None)

    assert "died 2 times (exited with status 1)" in look_after(Dead(), JOB, 5.0)["fault"]


def test_real_workers_killed_slow_and_as_many_as_you_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One run of two workers: one of them is killed, and an article takes for ever; the rest is as ever."""
    monkeypatch.setattr(hands, "PATIENCE", LIMIT)
    plugin = tmp_path / "plugin"
    (plugin / "sleeper-1.0.dist-info").mkdir(parents=True)
    (plugin / "sleeper.py").write_text(SLEEPER)
    (plugin / "sleeper-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: sleeper\nVersion: 1.0\n"
    )
    (plugin / "sleeper-1.0.dist-info" / "entry_points.txt").write_text(
        "[framing.layers]\nsleeper = sleeper:LAYER\n"
    )
    source = write(tmp_path / "in.jsonl", range(30))
    with source.open("a") as file:
        file.write(json.dumps({"id": "z", "text": STORY + " He sleeps for ever."}) + "\n")
    monkeypatch.setenv("PYTHONPATH", str(plugin))
    crews: list[Crew] = []

    def crew(progress: Any) -> Crew:
        crews.append(Crew(2, LIMIT, progress))
        return crews[0]

    def kill() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            process = crews[0]._hands[0]._process if crews else None
            if process is not None and list((tmp_path / "out").glob("articles.parquet/*")):
                os.kill(process.pid, signal.SIGKILL)
                return
            time.sleep(0.02)

    threading.Thread(target=kill, daemon=True).start()
    done = make([str(source)], tmp_path / "out", crew, Choice(size=8, limit=LIMIT))
    assert done.articles == 30
    [(place, why)] = done.set_aside
    assert place.endswith("in.jsonl:line 31")
    assert why.startswith("it took over 4 seconds")
    assert tables.read(tmp_path / "out").articles["page"].tolist() == list(range(30))
    # What they made is, byte by byte, what this process makes of the same slices.
    last = parts.load(tmp_path / "out").order[-1]  # type: ignore[union-attr, index]
    inline = Inline(
        lambda job: job["skip"].update({str(_last_of(job)): why}) if job.get("name") == last else None
    )
    run(source, tmp_path / "inline", inline, limit=LIMIT)
    there, expected = bytes_of(tmp_path / "out"), bytes_of(tmp_path / "inline")
    assert {name for name in expected if there.get(name) != expected[name]} == {
        parts.MANIFEST
    }  # which has the layer


def _last_of(job: dict[str, Any]) -> int:
    """The place of the last article of a slice."""
    return sum(1 for _ in spool.read(job["spool"], [tuple(one) for one in job["stretches"]], {}, {})) - 1
