"""Makes pages one after another, in workers as a batch has them, and keeps the last ones."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

from framing import locking
from framing.report.jobs import from_outcome
from framing.runner import kernels
from framing.runner.work import Job

KEPT = 64_000_000
"""Bytes of pages and their files that are kept."""

Files = Mapping[str, bytes]
"""What belongs to a page, by name."""


class Unmade(Exception):  # noqa: N818 - what is the matter, told to whoever asked
    """A page that could not be made; its text is one sentence."""


class Press:
    """Makes pages, one at a time.

    Args:
        page: `module:function` that makes HTML of an executed notebook.
        timeout: seconds that one cell may take.
        kept: bytes of pages that are kept, the least recently asked for going first.
    """

    def __init__(self, *, page: str, timeout: float, kept: int = KEPT) -> None:
        self._page, self._timeout = page, timeout
        self._most = kept
        self._size = 0
        self._made: OrderedDict[str, Files] = OrderedDict()
        self._pool: kernels.Pool | None = None
        self._desk: locking.Temporary | None = None
        self._one = threading.Lock()  # a page is made by one at a time
        self._few = threading.Lock()  # and what is kept is changed by one at a time
        self._closed = False

    @property
    def desk(self) -> Path:
        """A folder for what belongs to a page while it is made."""
        if self._desk is None:
            self._desk = locking.Temporary("serve")
        return self._desk.path.resolve()

    def start(self) -> None:
        """Let the workers import what pages need, so that the first page need not wait for it."""
        with self._one:
            pool = self._ready()
            if isinstance(pool, kernels.ForkPool):
                pool.start()

    def files(self, key: str, job: Callable[[Path], Job]) -> Files:
        """The files of a page: kept ones, or made now.

        Args:
            key: of everything that decides the page.
            job: gives the job, told a folder of its own; what lies there is removed afterwards.

        Raises:
            Unmade: where it could not be made.
        """
        if (kept := self._kept(key)) is not None:
            return kept
        with self._one:
            if (kept := self._kept(key)) is not None:  # somebody else had just asked for it
                return kept
            made = self._make(job)
        with self._few:
            self._made[key] = made
            self._size += _size(made)
            while self._size > self._most and len(self._made) > 1:
                self._size -= _size(self._made.popitem(last=False)[1])
        return made

    def _kept(self, key: str) -> Files | None:
        with self._few:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        return None

    def _ready(self) -> kernels.Pool:
        if self._closed:
            raise Unmade("the server is stopping.")
        if self._pool is None:
            self._pool = kernels.pool(1, page=self._page, timeout=self._timeout)
        return self._pool

    def _make(self, job: Callable[[Path], Job]) -> Files:
        pool = self._ready()
        shutil.rmtree(self.desk / "page", ignore_errors=True)
        (self.desk / "page").mkdir()
        try:
            asked = job(self.desk / "page")
            pool.submit(asked)
            [(_, outcome)] = pool.finished()
            if "files" not in outcome:
                error = from_outcome(outcome)
                raise Unmade(_sentence(error.sentence if error is not None else outcome["fault"]))
            folder = Path(asked["folder"])
            return {name: (folder / name).read_bytes() for name in outcome["files"]}
        except (OSError, RuntimeError, ValueError) as error:
            if self._closed:
                raise Unmade("the server is stopping.") from None
            self._drop()  # workers that cannot be talked to any more make no further page
            raise Unmade(_sentence(str(error) or type(error).__name__)) from None
        finally:
            shutil.rmtree(self.desk / "page", ignore_errors=True)

    def _drop(self) -> None:
        if self._pool is not None:
            with contextlib.suppress(OSError, ValueError):
                self._pool.close()
            self._pool = None

    def close(self) -> None:
        """Stop the workers, also in the middle of a page, and leave nothing behind."""
        self._closed = True
        if (pool := self._pool) is not None:
            pool.stop()
        with self._one:  # whoever waited for a page has been told
            self._drop()
            if self._desk is not None:
                self._desk.cleanup()
                self._desk = None


def _size(files: Files) -> int:
    return sum(map(len, files.values()))


def _sentence(text: str) -> str:
    said = " ".join(text.split())
    return said if said.endswith((".", "…", "!", "?")) else f"{said}."
