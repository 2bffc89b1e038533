"""Where the outside corpora lie that accuracy is measured on; none of them ships with the project."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "FRAMING_BENCHMARKS"
"""The environment variable that names their folder; `benchmarks/convert.py` fills one from the public repositories."""


def folder(checkout: str | Path) -> Path:
    """The folder of the outside gold files: what the variable says, else `shared/benchmarks/data` beside the checkout.

    Args:
        checkout: the project's folder.

    Example:
        >>> old = os.environ.pop(VARIABLE, None)
        >>> folder("src/..").parts[-2:]
        ('benchmarks', 'data')
        >>> if old is not None:
        ...     os.environ[VARIABLE] = old
    """
    given = os.environ.get(VARIABLE)
    return Path(given) if given else Path(checkout).resolve().parent / "shared" / "benchmarks" / "data"
