"""The reports folder: one writer at a time, files moved into place, nothing half-written left behind."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO

from framing import locking

BUILDING, CACHE, LOCK = ".building", ".cache", ".lock"


class FolderError(OSError):
    """The reports folder cannot be used; its text is one sentence for the person who runs the build."""


class ReportsFolder:
    """The reports folder while a build writes to it.

    Args:
        path: the folder; it is made if it is missing.

    Raises:
        FolderError: on entering, where it cannot be written or another build is writing to it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._lock: IO[str] | None = None
        self._new = False

    @property
    def building(self) -> Path:
        """Where reports are made before they are moved; empty at the start and at the end of a build."""
        return self.path / BUILDING

    @property
    def cache(self) -> Path:
        """Tables that later builds can use again."""
        return self.path / CACHE

    def __enter__(self) -> ReportsFolder:
        try:
            self._new = not self.path.exists()
            self.path.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            locking.sweep()
            self.clear()  # what a killed build has left
            self.building.mkdir()
            probe = self.building / "probe"
            probe.write_bytes(b"x" * 4096)
            probe.unlink()
        except OSError as error:
            self.__exit__(None, None, None)
            if isinstance(error, FolderError):
                raise
            raise FolderError(sentence(error, self.path)) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            self.clear()
            self._lock.close()  # the file stays: removing it could take away a lock that another build has just got
            self._lock = None
            if kind is not None and self._new:
                self._leave_nothing()

    def _leave_nothing(self) -> None:
        """Take away the folder that this build made, if nothing but the lock came of it."""
        if {one.name for one in self.path.iterdir()} <= {LOCK}:
            with contextlib.suppress(OSError):
                (self.path / LOCK).unlink(missing_ok=True)
                self.path.rmdir()

    def _take_lock(self) -> None:
        try:
            self._lock = locking.take(self.path / LOCK)
        except locking.Busy:
            raise FolderError(
                f"another build is writing to '{self.path}'; wait for it to end, or give another --out."
            ) from None

    def clear(self) -> None:
        """Remove everything that is half made."""
        shutil.rmtree(self.building, ignore_errors=True)

    def publish(
        self, staged: Path, names: Iterable[str], folder: str, *, old: Iterable[str] = ()
    ) -> dict[str, int]:
        """Move a report's files into place, each whole; the page comes last in `names`.

        Args:
            staged: where they were made.
            names: the files.
            folder: where they go, relative to the reports folder.
            old: files of the report before; those that are not there any more are removed.

        Returns:
            Size in bytes by name.
        """
        target = self.path / folder
        target.mkdir(parents=True, exist_ok=True)
        sizes = {}
        for name in names:
            made = staged / name
            sizes[name] = made.stat().st_size
            made.replace(target / name)
        for name in set(old) - set(sizes):
            with contextlib.suppress(OSError):
                (target / Path(name).name).unlink()
        return sizes


def sentence(error: OSError, folder: str | Path) -> str:
    """What stopped the writing, in one sentence."""
    reason = {
        errno.ENOSPC: ("the disk is full", "free some space and run again; it goes on from here"),
        errno.EDQUOT: ("the disk quota is used up", "free some space and run again; it goes on from here"),
        errno.EROFS: ("the file system is read-only", "give another --out"),
        errno.EACCES: ("it may not be written", "change its permissions or give another --out"),
        errno.EPERM: ("it may not be written", "change its permissions or give another --out"),
        errno.ENOTDIR: ("it is a file, or lies in one", "give a folder with --out"),
        errno.EEXIST: ("it is a file", "give a folder with --out"),
        errno.ENAMETOOLONG: ("its name is too long", "give a shorter --out"),
    }
    what, do = reason.get(
        error.errno or 0, (error.strerror or str(error), "check the folder or give another --out")
    )
    return f"cannot write reports to '{folder}': {what}; reports from before are as they were; {do}."


STOPS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
)
"""Faults of the machine after which going on with the next report makes no sense."""
