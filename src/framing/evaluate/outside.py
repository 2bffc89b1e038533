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


def texts_of(gold: str | Path) -> list[Path]:
    """The files in which the texts of stand-off codes may lie; none where every line has its own.

    Args:
        gold: a JSON Lines file, in a checkout whose outside files are looked for as by `folder`.

    Example:
        >>> texts_of("data/gold/pronouns.jsonl")
        []
    """
    place = Path(gold)
    with place.open(encoding="utf-8") as lines:
        if all('"text"' in line for line in lines if line.strip()):
            return []
    for parent in place.resolve().parents:
        if (found := folder(parent)).is_dir():
            return sorted(found.glob("*.jsonl"))
    return []
