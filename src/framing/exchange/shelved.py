"""Annotated tables as a folder has them, with what made them."""

from __future__ import annotations

import json
from pathlib import Path

from framing.annotate import PROVENANCE
from framing.exchange.coding_kinds import UNITS
from framing.tables import SCHEMAS, Tables, dataset, joined, to_pandas


def tables_in(folder: str | Path) -> Tables:
    """The tables of a folder that people can code, with what is needed to show them, and their provenance.

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
    # What is asked and shown of rows; the other tables of a large corpus stay on the disk.
    names = (
        [name for name in SCHEMAS if name in {"articles", "frames", "tone", *UNITS}] if place.is_dir() else []
    )
    found = Tables({name: to_pandas(name, joined(name, [dataset(place, name).to_table()])) for name in names})
    if not len(found.articles):
        raise ValueError(
            f"no tables in '{folder}'; give a folder that `framing annotate INPUT --out DIR` wrote."
        )
    told = place / PROVENANCE
    made_with = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {}
    return found.but(provenance=made_with)
