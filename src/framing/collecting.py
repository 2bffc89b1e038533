"""Keep Python's search for unreachable cycles from being made every few hundred objects while a corpus is annotated."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (
    200_000  # objects made between two searches; an article makes some tens of thousands that live on with it
)


@contextmanager
def seldom() -> Iterator[None]:
    """Within it, unreachable cycles are looked for seldom; the setting found is put back afterwards.

    The layers make many small objects and hardly a cycle, and each search walks through the word lists, too: a
    twelfth of all time went into it. Where the search is switched off, it stays so.

    Example:
        >>> import gc
        >>> before = gc.get_threshold()
        >>> with seldom():
        ...     more = gc.get_threshold()[0] >= before[0]
        >>> more, gc.get_threshold() == before
        (True, True)
    """
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], _SELDOM), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
