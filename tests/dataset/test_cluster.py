from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from framing.dataset import cluster
from framing.dataset.making import Choice, make

from .engines import Inline, bytes_of, run, write

pytest.importorskip("distributed", reason="the engine dask needs: pip install framing[dask]")


def test_a_cluster_of_two_workers_one_killed_makes_the_same_bytes(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(40))
    killed: list[int] = []

    def two(progress: Any) -> cluster.Cluster:
        made = cluster.Cluster(None, 2, 60.0, progress)
        threading.Thread(target=kill, args=(made._client.run(os.getpid),), daemon=True).start()
        return made

    def kill(workers: dict[str, int]) -> None:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not killed:
            if list((tmp_path / "out").glob("articles.parquet/*")):
                killed.append(next(iter(workers.values())))
                os.kill(killed[0], signal.SIGKILL)
            time.sleep(0.02)

    done = make([str(source)], tmp_path / "out", two, Choice(size=8))
    assert len(killed) == 1
    assert (done.articles, done.failed) == (40, ())
    run(source, tmp_path / "inline", Inline())
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "inline")


def test_nobody_at_the_address_is_told() -> None:
    with pytest.raises(ValueError, match=r"no Dask scheduler answers at 'tcp://127\.0\.0\.1:9'"):
        cluster.Cluster("tcp://127.0.0.1:9", 1, 60.0, patience="1s")
