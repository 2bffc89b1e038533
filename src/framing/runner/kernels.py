"""Workers: many jobs at a time, at most one a core, and one more try for a worker that dies.

Where the platform can fork safely, workers are forked from a process that has imported everything
(`framing.runner.nursery`). Elsewhere every notebook gets a kernel of its own, over IPC where the platform
has it.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from framing import locking
from framing.runner.notebooks import Content
from framing.runner.shell import CellError, cell_number
from framing.runner.work import Job, Outcome, do

TIMEOUT = 600.0
"""Seconds that one cell may take."""

TRIES = 2
"""How often a job is tried whose worker dies under it."""


class Pool(Protocol):
    """Takes jobs, gives back each with its outcome, in the order in which they are done."""

    def submit(self, job: Job) -> None:
        """Queue a job; `job["id"]` must be unique."""

    def finished(self) -> Iterator[tuple[Job, Outcome]]:
        """Jobs as they are done, until none is left."""

    def stop(self) -> None:
        """Stop from another thread than the one that waits for jobs, which gets a RuntimeError and closes."""

    def close(self) -> None:
        """Stop every worker at once."""


def cores() -> int:
    """The number of cores that this process may use.

    Example:
        >>> cores() >= 1
        True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers(jobs: int | None) -> int:
    """How many workers a wish for `jobs` gives: at least one, at most one a core.

    Raises:
        ValueError: for a wish below one.
    """
    if jobs is not None and jobs < 1:
        raise ValueError(
            f"--jobs {jobs} asks for no worker; allowed are 1 to {cores()}, the cores of this machine."
        )
    return min(jobs or cores(), cores())


def forks() -> bool:
    """Whether workers can be forked here.

    macOS can fork, but its system libraries may not be used afterwards, so it is left out.
    """
    return (
        hasattr(os, "fork")
        and sys.platform != "darwin"
        and os.environ.get("FRAMING_KERNELS", "fork") == "fork"
    )


def pool(jobs: int, *, page: str, warm: tuple[str, ...] = (), timeout: float = TIMEOUT) -> Pool:
    """The workers that suit this platform.

    Args:
        jobs: how many at a time.
        page: `module:function` that makes HTML of a notebook.
        warm: modules that the notebooks import.
        timeout: seconds that one cell may take.
    """
    if forks():
        return ForkPool(jobs, page=page, warm=warm, timeout=timeout)
    return KernelPool(jobs, timeout=timeout)


def died(how: str, timed_out: bool, cell: int | None, job: Job, timeout: float) -> Outcome:
    """The outcome of a job whose worker is gone."""
    source = ""
    if cell is not None and "notebook" in job:
        source = _source(job["notebook"], cell)
    if timed_out:
        error = {
            "name": "Timeout",
            "message": f"the cell took longer than {timeout:g} seconds and was stopped",
        }
    else:
        error = {"name": "DeadKernel", "message": f"the kernel died ({how}), {TRIES} times"}
    return {"error": {"cell": cell, "source": source, **error}}


def _source(notebook: str, cell: int) -> str:
    with contextlib.suppress(Exception):
        content = json.loads(Path(notebook).read_bytes())
        cells = [
            c for c in content["cells"] if "injected-parameters" not in c.get("metadata", {}).get("tags", [])
        ]
        return "".join(cells[cell - 1]["source"])
    return ""


class ForkPool:
    """Workers forked from a nursery, which is started with the first job."""

    def __init__(self, jobs: int, *, page: str, warm: tuple[str, ...] = (), timeout: float = TIMEOUT) -> None:
        self._jobs, self._timeout = jobs, timeout
        self._setup = {"page": page, "warm": list(warm), "timeout": timeout, "cwd": str(Path.cwd())}
        self._waiting: list[Job] = []
        self._running: dict[str, Job] = {}
        self._tries: dict[str, int] = {}
        self._nursery: subprocess.Popen[bytes] | None = None
        self._log: Any = None
        self._ready = False
        self._stopped = False

    def start(self) -> None:
        """Start the nursery, so that it imports while others work; once is enough."""
        if self._nursery is not None:
            return
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - read when the nursery dies
        self._home = locking.Temporary()
        environment = {
            **os.environ, "PYTHONHASHSEED": "0", "IPYTHONDIR": self._home.name, "PYTHONUTF8": "1",
            # One worker a core: libraries must not start threads of their own, which forks would lose.
            "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "ARROW_IO_THREADS": "1",
        }  # fmt: skip
        code = "from framing.runner.nursery import main; main()"
        self._nursery = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", "-c", code],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, env=environment,
            start_new_session=True,  # Ctrl-C is for the build, which then stops the workers
        )  # fmt: skip
        self._write(self._setup)

    def submit(self, job: Job) -> None:
        """Queue a job; the nursery starts importing with the first."""
        self.start()
        self._waiting.append(job)

    def finished(self) -> Iterator[tuple[Job, Outcome]]:
        """Jobs as they are done; more may be submitted meanwhile."""
        while self._waiting or self._running:
            while self._waiting and len(self._running) < self._jobs:
                job = self._waiting.pop(0)
                self._running[job["id"]] = job
                self._tries[job["id"]] = self._tries.get(job["id"], 0) + 1
                self._write(job)
            message = self._read()
            if "job" not in message:
                self._ready = self._ready or "ready" in message
                continue
            job = self._running.pop(message["job"])
            outcome = message["outcome"]
            if outcome is None:
                if self._tries[job["id"]] < TRIES and not message["timed_out"]:
                    self._waiting.insert(0, job)
                    continue
                outcome = died(message["died"], message["timed_out"], message["cell"], job, self._timeout)
            yield job, outcome

    def _write(self, message: Content) -> None:
        assert self._nursery is not None
        assert self._nursery.stdin is not None
        try:
            self._nursery.stdin.write(json.dumps(message).encode() + b"\n")
            self._nursery.stdin.flush()
        except BrokenPipeError:
            self._gone()

    def _read(self) -> Content:
        assert self._nursery is not None
        assert self._nursery.stdout is not None
        line = self._nursery.stdout.readline()
        if not line:
            self._gone()
            return {}
        message: Content = json.loads(line)
        return message

    def _gone(self) -> None:
        """The nursery is dead: begin a new one with what was running, but not for ever."""
        if self._stopped:
            raise RuntimeError("the workers were stopped")
        self._log.seek(0)
        said = self._log.read().decode("utf-8", "replace").strip().splitlines()
        lost, self._running = list(self._running.values()), {}
        self.close()
        if any(self._tries[job["id"]] >= TRIES for job in lost) or not lost:
            raise RuntimeError(
                f"the workers could not be started: {said[-1] if said else 'no reason was given'}"
            )
        self._waiting[:0] = lost
        self.start()

    def stop(self) -> None:
        """End the work from another thread than the one that waits for it, which is told so and can then close."""
        self._stopped = True
        if (nursery := self._nursery) is None:
            return
        if not self._ready:  # it imports and has no workers yet
            nursery.kill()
        elif nursery.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                nursery.stdin.close()  # its sign to kill them and go

    def close(self) -> None:
        """Kill the nursery; it takes its workers with it."""
        if self._nursery is None:
            return
        for stream in (self._nursery.stdin, self._nursery.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        try:
            # One that still imports has no workers yet and does not listen.
            self._nursery.wait(timeout=5 if self._ready else 0)
        except subprocess.TimeoutExpired:
            self._nursery.kill()
            self._nursery.wait()
        self._log.close()
        self._home.cleanup()
        self._nursery, self._ready = None, False


class KernelPool:
    """A thread a worker, each running notebooks in kernels of their own through nbclient."""

    def __init__(self, jobs: int, *, timeout: float = TIMEOUT) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._threads = ThreadPoolExecutor(jobs)
        self._timeout = timeout
        self._done: queue.Queue[tuple[Job, Outcome]] = queue.Queue()
        self._open = 0
        self._stopped = False
        self._managers: set[Any] = set()

    def submit(self, job: Job) -> None:
        """Queue a job."""
        self._open += 1
        self._threads.submit(self._try, job)

    def finished(self) -> Iterator[tuple[Job, Outcome]]:
        """Jobs as they are done; more may be submitted meanwhile."""
        while self._open:
            done = self._done.get()
            self._open -= 1
            yield done

    def _try(self, job: Job) -> None:
        from nbclient.exceptions import DeadKernelError

        outcome: Outcome = {"fault": "the build was stopped", "errno": None}
        for attempt in range(TRIES):
            if self._stopped:
                break
            cell: list[int | None] = [None]

            def execute(content: Content, folder: Path, cell: list[int | None] = cell) -> CellError | None:
                return self._execute(content, folder, cell)

            try:
                outcome = _do_but_death(job, execute)
                break
            except DeadKernelError as error:
                if attempt + 1 == TRIES:
                    outcome = died(str(error), False, cell[0], job, self._timeout)
        self._done.put((job, outcome))

    def _execute(self, content: Content, folder: Path, last: list[int | None]) -> CellError | None:
        import nbformat
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

        notebook = nbformat.from_dict(content)
        manager = AsyncKernelManager(kernel_name="python3")
        place = locking.Temporary()
        if os.name == "posix":
            # Unix sockets: no port is open to others on this machine, and no two workers take the same.
            manager.transport, manager.ip = "ipc", f"{place.name}/kernel"
        numbers = {i: cell_number(notebook.cells, i) for i in range(len(notebook.cells))}

        def starts(cell: Content, cell_index: int) -> None:
            last[0] = numbers[cell_index]

        client = NotebookClient(
            notebook, km=manager, timeout=self._timeout, record_timing=False, on_cell_execute=starts,
            resources={"metadata": {"path": str(Path.cwd())}},
        )  # fmt: skip
        self._managers.add(manager)
        try:
            client.execute(env={**os.environ, "PYTHONHASHSEED": "0", "IPYTHONDIR": place.name})
        except DeadKernelError:
            raise
        except (CellExecutionError, CellTimeoutError) as error:
            index = next((i for i, number in numbers.items() if number == last[0]), 0)
            source = notebook.cells[index].source
            if isinstance(error, CellTimeoutError):
                return CellError(
                    last[0], source, "Timeout", f"the cell took longer than {self._timeout:g} seconds"
                )
            if error.ename == "SystemExit" and error.evalue in ("", "0", "None"):
                return None
            return CellError(last[0], source, error.ename, error.evalue)
        finally:
            self._managers.discard(manager)
            place.cleanup()
            content.clear()
            content.update(notebook)
        return None

    def stop(self) -> None:
        """The same from any thread."""
        self.close()

    def close(self) -> None:
        """Stop: kernels that run are killed, jobs that wait are dropped."""
        self._stopped = True
        for manager in list(self._managers):
            with contextlib.suppress(Exception):
                provisioner = manager.provisioner
                os.kill(provisioner.pid, 9)
        self._threads.shutdown(wait=False, cancel_futures=True)


def _do_but_death(job: Job, execute: Any) -> Outcome:
    """`do`, except that a dead kernel is for the pool to see."""
    from nbclient.exceptions import DeadKernelError

    dead: list[DeadKernelError] = []

    def watched(content: Content, folder: Path) -> CellError | None:
        try:
            found: CellError | None = execute(content, folder)
            return found
        except DeadKernelError as error:
            dead.append(error)
            raise

    outcome = do(job, watched)
    if dead:
        raise dead[0]
    return outcome
