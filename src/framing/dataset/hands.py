"""Workers on this machine, and who looks after them: one that dies or takes for ever costs an article, not a run."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from framing.annotate import BATCH
from framing.dataset.reading import lines_apart

Job = dict[str, Any]
Outcome = dict[str, Any]
Heard = Callable[[int], None]

STARTING = 300.0
"""Seconds that a worker may take to load the suite on a slow disk."""
PATIENCE = 20.0
"""Seconds that a batch of articles may take at least, before it is annotated article by article."""


class Died(Exception):  # noqa: N818 - what happened, and no fault of the suite
    """A worker is gone; its text says how, `slow` whether it was ended for taking too long."""

    def __init__(self, how: str, slow: bool, at: tuple[int, int] | None) -> None:
        super().__init__(how)
        self.how, self.slow, self.at = how, slow, at


class Hand:
    """One worker, started with its first job and again after a death."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: queue.Queue[bytes | None] = queue.Queue()
        self._closed = False

    def do(self, job: Job, limit: float, progress: Heard) -> Outcome:
        """Do a job.

        Args:
            job: for `framing.dataset.worker.do`.
            limit: seconds an article may take.
            progress: called with the number of articles just done.

        Raises:
            Died: where the worker died or was ended.
        """
        process = self._started()
        assert process.stdin is not None
        at: tuple[int, int] | None = None
        try:
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
        except OSError:
            self._end()
            raise Died("it could not be reached", False, None) from None
        while True:
            several = at is not None and job["kind"] == "make" and at[1] - at[0] > 1
            patience = STARTING if at is None else max(limit, PATIENCE) if several else limit
            try:
                line = self._heard.get(timeout=patience)
            except queue.Empty:
                self._end()
                raise Died(f"it took over {patience:g} seconds", True, at) from None
            if line is None:
                raise Died(self._end(), False, at)
            message = json.loads(line)
            if "outcome" in message:
                outcome: Outcome = message["outcome"]
                return outcome
            at = (int(message["at"][0]), int(message["at"][1]))
            if message.get("done"):
                progress(int(message["done"]))

    def _started(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise RuntimeError("the run was stopped")
        if self._process is None or self._process.poll() is not None:
            home = str(Path(__file__).parents[2])
            path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
            environment = {
                **os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0",
                # A worker has one core: threads of libraries would only wait for each other.
                "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "ARROW_IO_THREADS": "1",
            }  # fmt: skip
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "framing.dataset.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
                start_new_session=True,  # Ctrl-C is for the run, which then ends its workers
            )  # fmt: skip
            self._heard = queue.Queue()
            threading.Thread(target=_listen, args=(self._process, self._heard), daemon=True).start()
        return self._process

    def _end(self) -> str:
        """End the worker; returns how it ended."""
        process, self._process = self._process, None
        if process is None:
            return "it was not there"
        with contextlib.suppress(OSError):
            process.kill()
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        code = process.wait()
        if code < 0:
            with contextlib.suppress(ValueError):
                return f"killed by {signal.Signals(-code).name}"
        return f"exited with status {code}"

    def close(self) -> None:
        """Let the worker go; it is not started again."""
        self._closed = True
        self._end()


def _listen(process: subprocess.Popen[bytes], heard: queue.Queue[bytes | None]) -> None:
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError), process.stdout:
        for line in process.stdout:
            heard.put(line)
    heard.put(None)


def look_after(hand: Hand, job: Job, limit: float, progress: Heard = lambda done: None) -> Outcome:
    """Do a job whatever happens to the worker.

    A worker that dies is replaced, once without more ado. Where it dies again in the same batch of articles, or a
    batch takes too long, that batch is annotated one by one, and the article that does it is set aside by name.

    Args:
        hand: the worker.
        job: for `framing.dataset.worker.do`.
        limit: seconds an article may take.
        progress: called with the number of articles just done.

    Returns:
        The outcome; `{"fault": …}` where nothing helps.
    """
    tries = done = seen = 0

    def heard(more: int) -> None:  # after a death the same articles come by again
        nonlocal seen, done
        seen += more
        if seen > done:
            progress(seen - done)
            done = seen

    while True:
        seen = 0
        try:
            return hand.do(job, limit, heard)
        except Died as death:
            tries += 1
            if tries == 1 and not death.slow:
                continue
            if death.at is None or tries > 3 * BATCH:
                return {"fault": f"the worker died {tries} times ({death.how})", "errno": None, "place": ""}
            job = _without(job, death, limit)


def _without(job: Job, death: Died, limit: float) -> Job:
    """The job without what killed its worker, or with more care where that is not known yet."""
    assert death.at is not None
    start, end = death.at
    why = (
        f"it took over {limit:g} seconds, the time an article may take; give a larger --limit to try it again"
        if death.slow
        else f"the worker that read it died ({death.how}); with more memory it may go through"
    )
    if job["kind"] == "read":
        lines = list(lines_apart(job["pieces"], start))
        if len(lines) > len(job["pieces"]):
            return {**job, "pieces": lines}
        return {**job, "skip": {**job["skip"], str(start): why}}
    if end - start > 1:
        return {**job, "careful": [*job["careful"], start // BATCH]}
    return {**job, "skip": {**job["skip"], str(start): why}}


class Crew:
    """Several workers on this machine, one a core.

    Args:
        size: how many.
        limit: seconds an article may take.
        progress: called with the number of articles just done, from any thread.
    """

    def __init__(self, size: int, limit: float, progress: Heard = lambda done: None) -> None:
        self.size, self._limit, self._progress = size, limit, progress
        self._hands = [Hand() for _ in range(size)]

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Do jobs, as many at a time as there are workers; each with its outcome, as they end."""
        waiting = iter(jobs)
        done: queue.Queue[tuple[Hand, Job, Outcome | BaseException]] = queue.Queue()
        free, busy = list(self._hands), 0
        try:
            while True:
                while free and (job := next(waiting, None)) is not None:
                    threading.Thread(target=self._work, args=(free.pop(), job, done), daemon=True).start()
                    busy += 1
                if not busy:
                    return
                hand, job, outcome = done.get()
                busy -= 1
                free.append(hand)
                if isinstance(outcome, BaseException):
                    raise outcome
                yield job, outcome
        finally:
            if busy:  # stopped in the middle
                self.close()

    def _work(self, hand: Hand, job: Job, done: queue.Queue[tuple[Hand, Job, Any]]) -> None:
        try:
            done.put((hand, job, look_after(hand, job, self._limit, self._progress)))
        except BaseException as error:
            done.put((hand, job, error))

    def close(self) -> None:
        """Let the workers go."""
        for hand in self._hands:
            hand.close()
