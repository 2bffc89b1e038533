"""The parent of the workers: it imports everything once, then forks a worker for every job.

It runs as a process of its own, with one thread, so that forking is safe; it speaks JSON lines on standard
input and output. A worker that dies, hangs or is told to stop takes nobody with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import gc
import json
import os
import random
import selectors
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.runner.notebooks import Content
from framing.runner.shell import CellError, Shell, cell_number

# Loaded before the first fork, so that no worker waits for them.
_WARM = (
    "pandas", "numpy", "pyarrow.dataset", "pyarrow.parquet", "pyarrow.compute", "matplotlib.pyplot",
    "matplotlib.backends.backend_svg", "yaml", "framing.annotate", "framing.study", "framing.show.charts",
    "framing.report.corpus", "framing.report.jobs", "framing.report.csvs", "framing.report.figures",
    "framing.notebook.params", "framing.reading",
)  # fmt: skip


@dataclass
class _Worker:
    job: Content
    pid: int
    pipe: int
    since: float
    buffer: bytes = b""
    cell: int | None = None
    outcome: Content | None = None
    timed_out: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


def main() -> None:
    """Serve jobs until standard input ends."""
    talk = os.dup(1)
    os.dup2(2, 1)  # whatever prints must not mix into the protocol
    setup = json.loads(_first_line())
    shell = Shell()
    warm(setup["warm"], setup["page"])
    gc.collect()
    gc.freeze()  # what is shared now stays shared: the collector must not touch it in every child
    _Nursery(shell, talk, setup).serve()


def _first_line() -> bytes:
    """The setup, byte by byte: a buffer would swallow the jobs behind it."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            sys.exit(0)
        line += byte
    return line


def warm(modules: list[str], page: str) -> None:
    """Import what the notebooks will need, and go once through what costs time the first time.

    A module that is missing or broken is left to the notebook that asks for it, which says so better.
    """
    from importlib import import_module

    for name in (*_WARM, *modules, page.partition(":")[0]):
        with contextlib.suppress(Exception):
            import_module(name)
    with contextlib.suppress(Exception):
        module, _, function = page.partition(":")
        getattr(import_module(module), function)({"cells": [], "metadata": {}}, title="rehearsal")
    with contextlib.suppress(Exception):
        _rehearse_figure()
    with contextlib.suppress(Exception):
        from framing.annotate import Resources, annotate
        from framing.article import Article

        Resources.load().provenance()
        annotate(
            Article("rehearsal", "The ferry may be late, the harbour master said. “We wait,” she added.")
        )


def _rehearse_figure() -> None:
    import io

    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.barh(["one"], [1])
    axes.set_title("rehearsal")
    figure.savefig(io.BytesIO(), format="svg")
    figure.savefig(io.BytesIO(), format="png")
    plt.close(figure)


class _Nursery:
    def __init__(self, shell: Shell, talk: int, setup: Content) -> None:
        self._shell, self._talk, self._timeout = shell, talk, float(setup["timeout"])
        self._cwd = setup["cwd"]
        self._workers: dict[int, _Worker] = {}
        self._selector = selectors.DefaultSelector()
        self._input = b""

    def serve(self) -> None:
        self._selector.register(0, selectors.EVENT_READ)
        self._say({"ready": True})
        while True:
            wait = 0.2 if self._workers else None
            for key, _ in self._selector.select(wait):
                if key.fd == 0:
                    if not self._listen():
                        self._stop()
                        return
                else:
                    self._hear(self._workers[key.fd])
            for worker in list(self._workers.values()):
                self._look_after(worker)

    def _say(self, message: Content) -> None:
        os.write(self._talk, json.dumps(message).encode() + b"\n")

    def _listen(self) -> bool:
        data = os.read(0, 1 << 20)
        if not data:
            return False
        *lines, self._input = (self._input + data).split(b"\n")
        for line in lines:
            self._start(json.loads(line))
        return True

    def _start(self, job: Content) -> None:
        ours, theirs = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(ours)
            _work(self._shell, job, theirs, self._cwd)  # never returns
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        os.close(theirs)
        self._workers[ours] = _Worker(job, pid, ours, time.monotonic())
        self._selector.register(ours, selectors.EVENT_READ)

    def _hear(self, worker: _Worker) -> None:
        data = os.read(worker.pipe, 1 << 20)
        *lines, worker.buffer = (worker.buffer + data).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "cell" in message:
                worker.cell, worker.since = message["cell"], time.monotonic()
            else:
                worker.outcome = message
        if not data:
            self._finish(worker, os.waitpid(worker.pid, 0)[1])

    def _look_after(self, worker: _Worker) -> None:
        if worker.pipe not in self._workers:
            return
        if time.monotonic() - worker.since > self._timeout:
            worker.timed_out = True
            _kill(worker.pid)
        done, status = os.waitpid(worker.pid, os.WNOHANG)
        if done:  # a grandchild may hold the pipe open, so the worker's own end is what counts
            with contextlib.suppress(OSError):
                os.set_blocking(worker.pipe, False)
                while data := os.read(worker.pipe, 1 << 20):
                    worker.buffer += data
            for line in worker.buffer.split(b"\n"):
                with contextlib.suppress(ValueError):
                    message = json.loads(line)
                    if "cell" not in message:
                        worker.outcome = message
            self._finish(worker, status)

    def _finish(self, worker: _Worker, status: int) -> None:
        self._selector.unregister(worker.pipe)
        os.close(worker.pipe)
        del self._workers[worker.pipe]
        _kill(worker.pid)  # whatever it started and left behind
        message: Content = {"job": worker.job["id"], "outcome": worker.outcome}
        if worker.outcome is None:
            code = os.waitstatus_to_exitcode(status)
            message |= {"died": _how(code), "timed_out": worker.timed_out, "cell": worker.cell}
        self._say(message)

    def _stop(self) -> None:
        for worker in self._workers.values():
            _kill(worker.pid)


def _how(code: int) -> str:
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"exited with status {code}"


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _work(shell: Shell, job: Content, pipe: int, cwd: str) -> None:
    """Do one job in this fresh fork and leave without the parent's exit handlers."""
    from framing.runner.work import do

    status = 1
    try:
        _die_with_parent()
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(cwd)
        sys.path.insert(0, "")  # as a kernel has it
        _same_chances()

        def tell(message: Content) -> None:
            data = json.dumps(message).encode() + b"\n"
            while data:
                data = data[os.write(pipe, data) :]

        def execute(content: Content, folder: Path) -> CellError | None:
            numbers = {i: cell_number(content["cells"], i) for i in range(len(content["cells"]))}
            return shell.run(content, started=lambda index: tell({"cell": numbers[index]}))

        tell(do(job, execute))
        status = 0
    except BaseException as error:  # the last line of a worker: nothing may escape into the parent's loop
        with contextlib.suppress(BaseException):
            print(f"{type(error).__name__}: {error}", file=sys.__stderr__, flush=True)
    finally:
        os._exit(status)


def _same_chances() -> None:
    """A notebook that draws at random without a seed still gives the same report twice."""
    random.seed(0)
    with contextlib.suppress(ImportError):
        import numpy as np

        np.random.seed(0)


def _die_with_parent() -> None:
    """On Linux a worker whose parent was killed is killed too."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL, 0, 0, 0)
            if os.getppid() == 1:
                raise OSError(errno.ESRCH, "the parent is gone")


if __name__ == "__main__":
    main()
