"""What every column of every table holds, in words: the codebook that travels with each export.

The words are data, `resources/exchange/variables.csv`; the columns are the schemas'. A layer of another package is
described by its name alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from framing.layers.registry import layers
from framing.tables import SCHEMAS

_HOME = resources.files("framing").joinpath("resources", "exchange")
EVERY = "*"
"""In the table of variables: what holds for every table that has the column."""

KINDS = {
    "str": "text", "int": "whole number", "int?": "whole number, may be missing", "float": "number",
    "bool": "true or false", "time": "time, UTC", "list[str]": "list of texts", "spans": "list of places (start-end)",
}  # fmt: skip
"""The kinds of columns in words."""


@dataclass(frozen=True)
class Variable:
    """One column of one table.

    Args:
        table, name, kind: what and where it is.
        description: what it holds.
        values: the values it can have, where they are few.
    """

    table: str
    name: str
    kind: str
    description: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looks:
    """How a table shows itself in other tools.

    Args:
        label: the column that names a row's kind.
        colour: of its marks, as #rrggbb.
    """

    label: str
    colour: str


@lru_cache(maxsize=1)
def _described() -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    rows = csv.DictReader(io.StringIO(_HOME.joinpath("variables.csv").read_text(encoding="utf-8")))
    return {
        (row["table"], row["column"]): (
            row["description"],
            tuple(one.strip() for one in row["values"].split("|") if one.strip()),
        )
        for row in rows
    }


@lru_cache(maxsize=1)
def _looks() -> dict[str, Looks]:
    rows = csv.DictReader(io.StringIO(_HOME.joinpath("looks.csv").read_text(encoding="utf-8")))
    return {row["table"]: Looks(row["label"], row["colour"]) for row in rows}


def looks(table: str) -> Looks:
    """How a table shows itself: the shipped answer, else by the names of its columns.

    Example:
        >>> looks("hedges").label
        'category'
    """
    if table in _looks():
        return _looks()[table]
    names = [name for name, _ in SCHEMAS[table]]
    return Looks(
        next((name for name in ("category", "kind", "type", "label") if name in names), ""), "#7f7f7f"
    )


def variables(table: str, columns: Sequence[tuple[str, str]] | None = None) -> list[Variable]:
    """The columns of a table, described.

    Args:
        table: its name.
        columns: the columns with their kinds; those of the schema by default.

    Example:
        >>> variables("regions")[1].values[:2]
        ('headline', 'standfirst')
    """
    own = {name for name, _ in SCHEMAS[table]}
    made = []
    for name, kind in columns if columns is not None else SCHEMAS[table]:
        told, values = _described().get((table, name)) or _described().get((EVERY, name)) or ("", ())
        if name not in own:
            told, values = "A column of the input, as it came.", ()
        made.append(
            Variable(table, name, kind, told or "A column of another package's layer; see there.", values)
        )
    return made


def codebook() -> list[Variable]:
    """Every variable of every table, in the order of the schemas.

    Example:
        >>> len({(one.table, one.name) for one in codebook()}) == len(codebook())
        True
    """
    return [one for table in SCHEMAS for one in variables(table)]


def stray() -> list[tuple[str, str]]:
    """Descriptions of columns that there are not; a test keeps this empty.

    Example:
        >>> stray()
        []
    """
    known = {(table, name) for table in SCHEMAS for name, _ in SCHEMAS[table]}
    names = {name for _, name in known}
    return [
        (table, name) for table, name in _described()
        if (table in SCHEMAS and name and (table, name) not in known) or (table == EVERY and name not in names)
    ]  # fmt: skip


def as_markdown(variables_: Sequence[Variable], title: str) -> str:
    """The codebook as a page of Markdown.

    Example:
        >>> print(as_markdown([Variable("hedges", "text", "str", "The words.")], "Variables").split("\\n\\n")[0])
        # Variables
    """
    parts = [f"# {title}\n"]
    table = ""
    for one in variables_:
        if one.table != table:
            table = one.table
            parts.append(
                f"\n## {table}\n\n{_about(table)}| variable | kind | what it holds |\n| --- | --- | --- |\n"
            )
        values = f" Values: {', '.join(f'`{value}`' for value in one.values)}." if one.values else ""
        parts.append(
            f"| `{one.name}` | {KINDS.get(one.kind, one.kind)} | {_escaped(one.description)}{_escaped(values)} |\n"
        )
    return "".join(parts)


def _about(table: str) -> str:
    told, _ = _described().get((table, ""), ("", ()))
    told = told or (layers()[table].about if table in layers() else "")
    return f"{told}\n\n" if told else ""


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
