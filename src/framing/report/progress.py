"""What a person sees while a batch is built: a line a report, and a bar for all of them."""

from __future__ import annotations

import sys
from typing import Any, Protocol


class Progress(Protocol):
    """Told about the build as it goes."""

    def start(self, total: int, what: str) -> None:
        """A stage begins that has `total` steps."""

    def step(self, line: str = "", by: int = 1) -> None:
        """Steps are done; `line` says what came of them."""

    def close(self) -> None:
        """The build is over."""


class Silent:
    """Says nothing."""

    def start(self, total: int, what: str) -> None:
        """Nothing."""

    def step(self, line: str = "", by: int = 1) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Bar:
    """Lines and a tqdm bar on standard error; the bar shows on a terminal only, the lines always."""

    def __init__(self) -> None:
        self._bar: Any = None

    def start(self, total: int, what: str) -> None:
        """Begin a bar; one that was open ends."""
        from tqdm import tqdm

        self.close()
        self._bar = tqdm(
            total=total, desc=what, unit="report" if what == "reports" else "article", file=sys.stderr, leave=False,
            disable=None, delay=2 if what != "reports" else 0,
        )  # fmt: skip

    def step(self, line: str = "", by: int = 1) -> None:
        """Print the line above the bar and move it."""
        if line:
            visible = "".join(char if char.isprintable() else "�" for char in line)
            if self._bar is not None and not self._bar.disable:
                self._bar.write(visible, file=sys.stderr)
            else:
                print(visible, file=sys.stderr, flush=True)
        if self._bar is not None:
            self._bar.update(by)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
