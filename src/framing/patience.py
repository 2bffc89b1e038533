"""A limit of time for one piece of work, so that a text that nobody thought of cannot hold up a corpus."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLongError(Exception):
    """Work that has taken longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"it takes more than {seconds:g} seconds of computing")


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Give work up that takes too long.

    Where the system has no alarm clock (Windows), outside the main thread, or where somebody has set the clock
    already, there is no limit.

    Args:
        seconds: how long it may take, of the processor's time: on a busy machine the clock on the wall tells nothing.

    Raises:
        TooLongError: when the time is over; whatever the work was doing is left as it is.

    Example:
        >>> with at_most(60):
        ...     2 + 2
        4
    """
    clock = getattr(signal, "setitimer", None)
    if (
        clock is None
        or threading.current_thread() is not threading.main_thread()
        or signal.getitimer(signal.ITIMER_PROF)[0]
    ):
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise TooLongError(seconds)

    before = signal.signal(signal.SIGPROF, over)
    clock(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        clock(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
