"""Keep matrix products on one thread while many small ones are made."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any


def one_thread() -> AbstractContextManager[Any]:
    """Within it, matrix products run on one thread; the setting found is put back afterwards.

    The products of the suite's networks are too small to share out: on a machine that has other
    work, threads waiting for each other made them twenty times slower than one thread alone.

    Example:
        >>> import numpy as np
        >>> with one_thread():
        ...     float((np.eye(2) @ np.ones(2)).sum())
        2.0
    """
    made: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return made


@lru_cache(maxsize=1)
def _controller() -> Any:
    # Looking for the libraries takes a millisecond, switching them a microsecond: look once.
    import numpy  # noqa: F401 - loads the library that is to be found
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
