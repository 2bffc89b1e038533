"""What to print for somebody who wants to cite: the paragraph, the references, BibTeX."""

from __future__ import annotations

from pathlib import Path

from framing.exchange.shelf import Shelf
from framing.layers.registry import layers
from framing.study.citing import of_layers, suite
from framing.study.methods import COLUMNS, Scope, paragraph
from framing.tables import Tables


def scope(tables: Tables | str | Path) -> Scope:
    """What tables are about, read without their texts.

    Args:
        tables: tables, or the folder that `framing annotate` wrote.

    Raises:
        ValueError: where there are none.
    """
    shelf = Shelf.open(tables)
    made = Scope(rows={name: shelf.size(name) for name in shelf.names}, provenance=shelf.provenance)
    for batch in shelf.batches("articles", COLUMNS):
        for row in batch.to_pylist():
            made.add(*(row.get(name) for name in COLUMNS))
    return made


def citation(tables: Tables | str | Path | None = None, *, bibtex: bool = False) -> str:
    """How to cite the suite, and with tables how to tell what was done.

    Args:
        tables: tables, or their folder; only the layers that found something there are cited.
        bibtex: the entries alone.

    Raises:
        ValueError: where there are no tables.

    Example:
        >>> citation(bibtex=True).partition("{")[0]
        '@software'
    """
    about = scope(tables) if tables is not None else None
    used = [name for name in layers() if about is None or about.rows.get(name)]
    cited = [suite(), *of_layers(used)]
    entries = "\n\n".join(one.bibtex for one in cited)
    if bibtex:
        return entries
    told = "\n".join(
        f"  {one.long}" + (f" [{one.what}]" if one.what and one is not cited[0] else "") for one in cited
    )
    method = [f"For the methods section:\n\n{paragraph(about)}"] if about is not None else []
    return "\n\n".join([*method, f"To cite:\n\n{told}", f"BibTeX:\n\n{entries}"])
