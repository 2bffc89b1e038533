"""The formats that tables go out in and codes come back in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from framing.exchange.place import check_file
from framing.exchange.shelf import Shelf

if TYPE_CHECKING:
    from framing.exchange.coded import Brought, Reader
    from framing.exchange.place import Written
    from framing.tables import Tables


@dataclass(frozen=True)
class Form:
    """One format.

    Args:
        module: what writes it, and reads it where it comes back.
        what: in a few words, for the help text.
        folder: whether it is a folder rather than a file.
        back: whether codes come back in it.
    """

    module: str
    what: str
    folder: bool = True
    back: bool = False


FORMATS: Mapping[str, Form] = MappingProxyType({
    "csv": Form("flat", "CSV, a file a table, with a codebook"),
    "xlsx": Form("excel", "an Excel workbook, a sheet a table", folder=False),
    "dta": Form("stata", "Stata, a file a table, labelled"),
    "datapackage": Form("datapackage", "a Frictionless data package"),
    "w3c": Form("webannotation", "W3C Web Annotation, JSON-LD", folder=False),
    "brat": Form("brat", "brat standoff", back=True),
    "labelstudio": Form("labelstudio", "Label Studio tasks with predictions", back=True),
    "inception": Form("inception", "INCEpTION: UIMA CAS XMI with its type system", back=True),
    "qdpx": Form("qdpx", "a REFI-QDA project for QualCoder and others", folder=False, back=True),
    "dna": Form("dna", "Discourse Network Analyzer: a database, and CSV"),
    "graphml": Form("graphml", "a network of speakers and whom they are for or against", folder=False),
})  # fmt: skip
"""Every format by its name on the command line."""


def export(
    tables: Tables | str | Path, to: str, out: str | Path, *, layers: Sequence[str] = (), force: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Written:  # fmt: skip
    """Write tables in another tool's format.

    Args:
        tables: tables, or the folder that `framing annotate` wrote.
        to: one of `FORMATS`.
        out: the file or folder.
        layers: some tables alone; all where nothing is given.
        force: write over an earlier export.
        progress: called with the number of rows just read.

    Raises:
        ValueError: one sentence, for a format or a table that there is not, or a place that cannot be written.

    Example:
        >>> import tempfile
        >>> from framing.tables import Tables
        >>> made = export(Tables.from_rows({}), "csv", tempfile.mkdtemp())
        >>> made.counts["statements"]
        0
    """
    from framing.tables import SCHEMAS

    form = _form(to, FORMATS)
    unknown = next((name for name in layers if name not in SCHEMAS), None)
    if unknown is not None:
        raise ValueError(f"there is no table '{unknown}'; --layer takes {', '.join(SCHEMAS)}.")
    writer = import_module(f"framing.exchange.{form.module}").write
    shelf = Shelf.open(tables)
    shelf.progress = progress
    made = cast("Written", writer(shelf, out, layers=tuple(layers), force=force))
    if not shelf.strange:
        return made
    told = f"Tables of layers that are not installed are left out: {', '.join(shelf.strange)}."
    return replace(made, notes=(*made.notes, told))


def bring(
    path: str | Path, form: str, out: str | Path, *, tables: Tables | str | Path | None = None,
    coder: str | None = None, corrections: str | Path | None = None, force: bool = False,
) -> Brought:  # fmt: skip
    """Read the codes that people have made in another tool, and write them as JSON Lines.

    Args:
        path: what that tool has exported: a file, a folder or an archive.
        form: its format, one of those of `FORMATS` that come back.
        out: the file for the codes.
        tables: the tables that the texts come from, by which they are known again.
        coder: who coded, where the files do not tell.
        corrections: a file for what coders have changed, as `framing annotate --corrections` takes it.
        force: write over a file that is there.

    Raises:
        ValueError: one sentence, for a format that there is not, or where there is nothing to read.
    """
    from framing.exchange import coded

    known = _form(form, {name: one for name, one in FORMATS.items() if one.back})
    reader = cast("Reader", import_module(f"framing.exchange.{known.module}").read)
    if corrections is not None and tables is None:
        raise ValueError("corrections are what differs from the tables; give those with --tables.")
    target = check_file(corrections, force) if corrections is not None else None
    made = coded.bring(path, form, reader, out, tables=tables, coder=coder, force=force)
    return made if target is None or tables is None else _corrected(made, tables, target)


def _corrected(made: Brought, tables: Tables | str | Path, target: Path) -> Brought:
    """Write what coders have changed beside the codes."""
    import json

    from framing.corrections import write
    from framing.exchange.differences import differences

    lines = (json.loads(line) for line in made.path.read_text(encoding="utf-8").split("\n") if line)
    told = differences(lines, Shelf.open(tables))
    write(told.corrections, target)
    done: dict[str, int] = {}
    for one in told.corrections:
        done[one.do] = done.get(one.do, 0) + 1
    counted = ", ".join(f"{count:,} {do}" for do, count in sorted(done.items())) or "none"
    notes = [f"{count:,} changes are no corrections: {reason}." for reason, count in told.notes.items()]
    return replace(made, notes=(*made.notes, *notes, f"Corrections in {target}: {counted}."))


def _form(name: str, allowed: Mapping[str, Form]) -> Form:
    if name not in allowed:
        raise ValueError(f"there is no format '{name}'; the formats are {', '.join(allowed)}.")
    return allowed[name]
