"""Keep NumPy's OpenBLAS on one thread while many small matrices are multiplied."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np


@contextmanager
def one_thread() -> Iterator[None]:
    """Within it, matrix products run on one thread; the setting found is put back afterwards.

    The products of the attribution model are too small to share out: on a machine that has other
    work, threads waiting for each other made it twenty times slower than one thread alone. Where
    NumPy uses another library than its own OpenBLAS, nothing is changed.

    Example:
        >>> with one_thread():
        ...     float((np.eye(2) @ np.ones(2)).sum())
        2.0
    """
    switch = _switch()
    if switch is None:
        yield
        return
    read, write = switch
    before = read()
    write(1)
    try:
        yield
    finally:
        write(before)


@lru_cache(maxsize=1)
def _switch() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    home = Path(np.__file__).parent
    folders = (home.parent / "numpy.libs", home / ".dylibs")
    for library in (path for folder in folders for path in sorted(folder.glob("*openblas*"))):
        try:
            loaded = ctypes.CDLL(str(library))
            for suffix in ("64_", ""):
                for prefix in ("scipy_openblas", "openblas"):
                    try:
                        return (
                            getattr(loaded, f"{prefix}_get_num_threads{suffix}"),
                            getattr(loaded, f"{prefix}_set_num_threads{suffix}"),
                        )
                    except AttributeError:
                        continue
        except OSError:
            continue
    return None
