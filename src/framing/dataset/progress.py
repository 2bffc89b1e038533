"""What a person sees of a long run: a bar on a terminal, a line a minute in a log, each with rate and time left."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

from framing.dataset.making import Watch

QUIET = 60.0
"""Seconds between two lines of a log."""


class Bar(Watch):
    """A bar on standard error where that is a terminal, else a line a minute.

    Args:
        terminal: whether it is one; None to look.
    """

    def __init__(self, terminal: bool | None = None) -> None:
        self._terminal = sys.stderr.isatty() if terminal is None else terminal
        self._bar: Any = None
        self._lock = threading.Lock()  # workers are heard by a thread each
        self._name, self._done = "", 0
        self._total: int | None = None
        self._since = self._told = time.monotonic()

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins; the one before is over."""
        self.close()
        self._name, self._total, self._done = name, total, 0
        self._since = self._told = time.monotonic()
        if self._terminal:
            from tqdm import tqdm

            self._bar = tqdm(total=total, desc=name, unit=" articles", delay=2, leave=False, file=sys.stderr)

    def step(self, articles: int) -> None:
        """So many articles more are done."""
        with self._lock:
            self._done += articles
            if self._bar is not None:
                self._bar.update(articles)
                return
            now = time.monotonic()
            if not self._terminal and now - self._told >= QUIET:
                self._told = now
                print(
                    line(self._name, self._done, self._total, now - self._since), file=sys.stderr, flush=True
                )

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def line(name: str, done: int, total: int | None, seconds: float) -> str:
    """How far a stage is.

    Example:
        >>> line("annotating", 1200, 6000, 60.0)
        'annotating: 1,200 of 6,000 articles, 20.0 a second, about 4 min left'
        >>> line("reading", 1200, None, 60.0)
        'reading: 1,200 articles, 20.0 a second'
    """
    rate = done / seconds if seconds > 0 else 0.0
    told = f"{name}: {done:,}{f' of {total:,}' if total is not None else ''} articles, {rate:.1f} a second"
    if total is None or not rate or done >= total:
        return told
    left = (total - done) / rate
    return f"{told}, about {span(left)} left"


def span(seconds: float) -> str:
    """A stretch of time in words.

    Example:
        >>> span(40), span(240), span(90_000)
        ('1 min', '4 min', '25 h')
    """
    return f"{seconds / 3600:.0f} h" if seconds >= 5400 else f"{max(1, round(seconds / 60))} min"
