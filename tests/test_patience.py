"""Work that takes too long is given up, and the clock is left as it was found."""

from __future__ import annotations

import signal
import time

import pytest

from framing.patience import TooLongError, at_most

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm clock on this system")


def works(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_work_is_given_up_after_its_time() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(TooLongError, match=r"more than 0\.1 seconds"), at_most(0.1):
        works(5)
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


def test_who_waits_does_not_compute() -> None:
    with at_most(0.1):
        time.sleep(0.3)


def test_a_clock_that_somebody_has_set_is_left_alone() -> None:
    signal.setitimer(signal.ITIMER_PROF, 50)
    try:
        with at_most(0.05):
            works(0.2)
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 40
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
