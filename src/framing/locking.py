"""One writer at a time: a lock that its owner's death sets free, and temporary folders whose owners may die.

A lock of the operating system goes with the process that holds it, however that ended; a file that merely
says "I am at work here" stays for ever after a power cut, and a number of a process may be another's by then.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import IO

_OWNER = ".owner"
_PREFIX = "framing-"
_NAME = re.compile(rf"{_PREFIX}(?:[a-z]+-)?[a-z0-9_]{{8}}")
_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_WITHOUT = (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL)


class Busy(OSError):  # noqa: N818 - what is the matter, and no fault
    """Another process holds the lock."""


def take(path: str | Path) -> IO[str]:
    """Take the lock of a file, which is made where it is missing; closing what is returned gives it back.

    The file stays: to remove it could take away a lock that another process has just got.

    Args:
        path: the file.

    Raises:
        Busy: where another process holds it.
        OSError: where the file cannot be made.

    Example:
        >>> place = Path(tempfile.mkdtemp()) / ".lock"
        >>> mine = take(place)
        >>> take(place)
        Traceback (most recent call last):
        ...
        framing.locking.Busy: ...
        >>> mine.close()
        >>> take(place).close()
    """
    file = Path(path).open("a+", encoding="utf-8")  # noqa: SIM115 - closing it gives the lock back
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _WITHOUT:  # a file system without locks: go on without
            return file
        file.close()
        if error.errno in _TAKEN:
            raise Busy(error.errno, "another process holds the lock", str(path)) from None
        raise
    return file


class Temporary:
    """A folder in the temporary folder that is removed at the end, or by a later run where this one is killed.

    Args:
        kind: a word in its name.

    Example:
        >>> with Temporary() as folder:
        ...     there = folder.is_dir()
        >>> there, folder.exists()
        (True, False)
    """

    def __init__(self, kind: str = "") -> None:
        self.path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{kind}-" if kind else _PREFIX))
        # Locked before it has its name, so that nobody can find it unlocked.
        self._owner = take(self.path / f"{_OWNER}.new")
        (self.path / f"{_OWNER}.new").replace(self.path / _OWNER)

    @property
    def name(self) -> str:
        """The folder as text."""
        return str(self.path)

    def cleanup(self) -> None:
        """Remove the folder."""
        self._owner.close()
        shutil.rmtree(self.path, ignore_errors=True)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.cleanup()


def sweep() -> int:
    """Remove the temporary folders of processes that are no more.

    Returns:
        How many were removed; one whose owner lives, or that tells no owner, is left alone.

    Example:
        >>> with Temporary() as folder:
        ...     _ = sweep()
        ...     folder.is_dir()
        True
    """
    removed = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = folder / _OWNER
        if not _NAME.fullmatch(folder.name) or folder.is_symlink() or not owner.is_file():
            continue
        with contextlib.suppress(OSError):  # in use, somebody else's, or gone meanwhile
            take(owner).close()
            shutil.rmtree(folder)
            removed += 1
    return removed
