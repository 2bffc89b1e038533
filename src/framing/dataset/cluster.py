"""Workers of a Dask cluster: the same jobs, the same parts and bytes, on as many machines as there are.

Every worker of the cluster keeps one worker of this suite beside it, which loads the weights once and which it
may end; so an article that takes for ever is found there as it is on one machine. What goes over the network
are places and names: inputs, spool and tables lie on a file system that all machines see. Dask gives the jobs of
a machine that is gone to others (Rocklin 2015).
"""

from __future__ import annotations

import atexit
import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from framing.dataset.hands import Hand, Job, Outcome, look_after

AHEAD = 2
"""Jobs that wait at each worker, so that none is idle while the next is on its way."""


_mine: list[Hand] = []


def work(job: Job, limit: float) -> Outcome:
    """Do a job on a worker of the cluster.

    Args:
        job: for `framing.dataset.worker.do`.
        limit: seconds an article may take.
    """
    # A worker that takes on several jobs at a time has a hand for each.
    hand = _mine.pop() if _mine else _new()
    try:
        return look_after(hand, job, limit)
    finally:
        _mine.append(hand)


def _new() -> Hand:
    hand = Hand()
    atexit.register(hand.close)
    return hand


class Cluster:
    """The workers of a Dask cluster.

    Args:
        address: of its scheduler; None for a cluster on this machine.
        size: workers of a cluster on this machine.
        limit: seconds an article may take.
        progress: called with the number of articles just done.
        patience: how long to wait for the scheduler.

    Raises:
        ValueError: where Dask is not installed, or nobody answers at the address.
    """

    def __init__(
        self,
        address: str | None,
        size: int,
        limit: float,
        progress: Callable[[int], None] = lambda done: None,
        patience: str = "20s",
    ) -> None:
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            raise ValueError(
                "the engine dask needs the package distributed, which is not installed; run: "
                "pip install framing[dask]."
            ) from None
        self._limit, self._progress = limit, progress
        self._own: Any = None
        if address is None:
            self._own = LocalCluster(
                n_workers=size, threads_per_worker=1, processes=True, dashboard_address=None
            )
        try:
            self._client = Client(self._own if address is None else address, timeout=patience)
        except (OSError, TimeoutError, ValueError) as error:
            raise ValueError(
                f"no Dask scheduler answers at '{address}' ({type(error).__name__}); give the address that it printed, "
                "such as tcp://10.0.0.1:8786, or leave --scheduler out for a cluster on this machine."
            ) from None

    @property
    def size(self) -> int:
        """How many jobs the cluster does at a time, as it stands now: workers may come and go."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Do jobs, a few more at a time than there are workers; each with its outcome, as they end."""
        from distributed import as_completed

        waiting = iter(jobs)
        known: dict[str, Job] = {}
        running = as_completed()

        def more() -> bool:
            job = next(waiting, None)
            if job is None:
                return False
            future = self._client.submit(work, job, self._limit, pure=False, retries=1)
            known[future.key] = job
            running.add(future)
            return True

        while len(known) < AHEAD * self.size and more():
            pass
        if not known:
            return
        for future in running:
            job = known.pop(future.key)
            while len(known) < AHEAD * self.size and more():
                pass
            try:
                outcome = future.result()
            except Exception as error:  # a partition that ends every worker that takes it, for one
                outcome = {
                    "fault": f"the cluster gave it up ({type(error).__name__}: {error})", "errno": None, "place": "",
                }  # fmt: skip
            future.release()
            self._progress(_articles(job, outcome))
            yield job, outcome

    def close(self) -> None:
        """Leave the cluster; one of this machine's own is closed."""
        with contextlib.suppress(Exception):
            self._client.close()
        if self._own is not None:
            with contextlib.suppress(Exception):
                self._own.close()


def _articles(job: Job, outcome: Outcome) -> int:
    """How many articles a job was about; those of reading are told by whoever asked for it."""
    return int(outcome["part"]["articles"]) if job["kind"] == "make" and "part" in outcome else 0
