"""What a worker is given and gives back, and what does the work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from framing.runner.notebooks import Content
from framing.runner.shell import CellError

Job = dict[str, Any]
Outcome = dict[str, Any]
Execute = Callable[[Content, Path], CellError | None]
"""Runs the cells of a notebook, puts outputs into it, tells where it stopped."""

WORK = "framing.report.jobs:do"
"""What does a job; by its name, since the jobs stand on a floor above and cross to other processes."""


def do(job: Job, execute: Execute) -> Outcome:
    """Have one job done.

    Args:
        job: plain values that cross from process to process.
        execute: how this worker runs cells.
    """
    outcome: Outcome = resolve_name(WORK)(job, execute)
    return outcome
