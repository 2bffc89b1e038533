"""What came of a batch, and of each report in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from framing.report import manifest


@dataclass(frozen=True)
class Result:
    """What came of one report: its path, its status, and why."""

    path: str
    status: str
    reason: str = ""


@dataclass(frozen=True)
class BuildResult:
    """What came of a batch.

    Args:
        index: the start page; None where nothing was written (`list_only`).
        reports: a result for every report of the batch. With `list_only` the status is `build` or
            `unchanged`.
        set_aside: source and reason of every input that was not read.
        notes: what else there is to know about the inputs, a sentence each.
        interrupted: whether it was stopped by Ctrl-C.
        strict: whether inputs set aside or in doubt count as a failure.
        seconds: how long it took.
        told: three lines for each reading: what was read, what of it is in doubt, what is a copy.
        clean: whether nothing that was read is in doubt or a copy.
    """

    index: Path | None
    reports: tuple[Result, ...]
    set_aside: tuple[tuple[str, str], ...] = ()
    interrupted: bool = False
    strict: bool = False
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    clean: bool = True

    def count(self, status: str) -> int:
        """How many reports have a status."""
        return sum(result.status == status for result in self.reports)

    @property
    def exit_code(self) -> int:
        """0 where all is well, 1 where a report failed or is stale, 130 after Ctrl-C."""
        if self.interrupted:
            return 130
        return int(
            bool(
                self.count("failed")
                or self.count("stale")
                or (self.strict and (self.set_aside or not self.clean))
            )
        )

    @property
    def sentence(self) -> str:
        """The outcome in one sentence."""
        statuses = ("build", *manifest.STATUSES)  # `build` is what a list says of what a build would make
        counted = [f"{self.count(s):,} {'to ' if s == 'build' else ''}{s}" for s in statuses if self.count(s)]
        said = ", ".join(counted) or "nothing to build"
        where = f"; see {self.index}" if self.index is not None else ""
        return f"{len(self.reports)} report{'' if len(self.reports) == 1 else 's'}: {said}{where}."
