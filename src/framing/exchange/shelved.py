"""Annotated tables as a folder has them, with what made them."""

from __future__ import annotations

import json
from pathlib import Path

from framing.annotate import PROVENANCE
from framing.tables import Tables, read


def tables_in(folder: str | Path) -> Tables:
    """The tables of a folder, whole, with their provenance.

    Args:
        folder: what `framing annotate` wrote to.

    Raises:
        ValueError: for a folder without tables.

    Example:
        >>> tables_in("no/such/tables")
        Traceback (most recent call last):
        ...
        ValueError: no tables in 'no/such/tables'; give a folder that `framing annotate INPUT --out DIR` wrote.
    """
    place = Path(folder)
    found = read(place) if place.is_dir() else None
    if found is None or not len(found.articles):
        raise ValueError(
            f"no tables in '{folder}'; give a folder that `framing annotate INPUT --out DIR` wrote."
        )
    told = place / PROVENANCE
    made_with = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {}
    return found.but(provenance=made_with)
