"""Tables as Stata files, one a table: labelled, long texts as strL.

Names of variables hold at most 32 characters and labels 80, both told where something had to be cut; a string of more
than 2,045 bytes becomes a strL, which Stata 13 and later read (format 118 is that of Stata 14, with Unicode).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.exchange.flat import plain, write_codebook
from framing.exchange.place import Written, folder
from framing.exchange.shelf import Shelf
from framing.exchange.variables import variables

if TYPE_CHECKING:
    import pandas as pd

LONGEST_NAME = 32
LONGEST_LABEL = 80
LONGEST_STRING = 2045
_WHEN = datetime(2000, 1, 1)  # the file's own stamp: the same tables give the same bytes


def names_of(columns: Sequence[str]) -> dict[str, str]:
    """What each column is called in Stata: letters, digits and underscores, at most 32 of them, none twice.

    Example:
        >>> names_of(["start", "url (first)", "if"])
        {'start': 'start', 'url (first)': 'url_first', 'if': 'if_'}
    """
    from pandas.io.stata import StataParser

    reserved: frozenset[str] = getattr(
        StataParser(), "RESERVED_WORDS", frozenset()
    )  # what pandas would rename behind our back
    made: dict[str, str] = {}
    for column in columns:
        name = re.sub(r"[^A-Za-z0-9_]+", "_", column).strip("_") or "column"
        name = f"_{name}" if name[0].isdigit() else name
        name = (f"{name}_" if name in reserved or re.fullmatch(r"str\d+", name) else name)[:LONGEST_NAME]
        number = 2
        while name in made.values():
            tail = f"_{number}"
            name = name.removesuffix(f"_{number - 1}")[: LONGEST_NAME - len(tail)] + tail
            number += 1
        made[column] = name
    return made


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """All tables as Stata files in one folder, empty ones too, with the codebook.

    Args:
        shelf: the tables.
        out: the folder.
        layers: some tables alone.
        force: replace an earlier export.
    """
    renamed: dict[str, str] = {}
    long: dict[str, int] = {}
    cut = 0
    counts = {}
    names = [name for name in shelf.names if not layers or name in layers]
    with folder(out, "dta", force) as made:
        for name in names:
            columns = shelf.columns(name)
            called = names_of([column for column, _ in columns])
            renamed |= {f"{name}.{column}": new for column, new in called.items() if new != column}
            frame, zeros = _frame(shelf, name, columns)
            cut += zeros
            labels = {called[one.name]: one.description[:LONGEST_LABEL] for one in variables(name, columns)}
            wide = [
                column
                for column, _ in columns
                if frame[column].dtype == object and _widest(frame[column]) > LONGEST_STRING
            ]
            long |= {f"{name}.{column}": _widest(frame[column]) for column in wide}
            _save(frame.rename(columns=called), made.file(f"{name}.dta"), name, columns, called, labels, wide)
            counts[name] = len(frame)
        write_codebook(
            shelf,
            made,
            more="Labels of variables in the Stata files end after 80 characters; the whole is here.",
        )
    return Written(Path(out), counts, tuple(_told(renamed, long, cut)))


def _told(renamed: Mapping[str, str], long: Mapping[str, int], zeros: int) -> list[str]:
    notes = []
    if renamed:
        some = ", ".join(f"{old} is {new}" for old, new in list(renamed.items())[:5])
        more = f" and {len(renamed) - 5:,} more" if len(renamed) > 5 else ""
        notes.append(f"Stata's names hold letters, digits and _, at most {LONGEST_NAME}: {some}{more}.")
    if long:
        notes.append(
            f"Texts over {LONGEST_STRING:,} bytes are strL, for Stata 14 and later: {', '.join(long)}."
        )
    if zeros:
        notes.append(
            f"{zeros:,} text{'s' * (zeros != 1)} held a zero byte, which ends a text in Stata; it is '�' there."
        )
    return notes


def _frame(shelf: Shelf, name: str, columns: Sequence[tuple[str, str]]) -> tuple[pd.DataFrame, int]:
    import pandas as pd

    values: dict[str, list[Any]] = {column: [] for column, _ in columns}
    zeros = 0
    for row in shelf.rows(name):
        for column, kind in columns:
            made, zero = _value(row[column], kind)
            zeros += zero
            values[column].append(made)
    return pd.DataFrame({column: _series(values[column], kind) for column, kind in columns}), zeros


def _value(value: Any, kind: str) -> tuple[Any, bool]:
    if kind in ("int", "int?", "float", "bool"):
        return value, False
    if kind == "time":
        return None if value is None else value.replace(tzinfo=None), False
    text = str(plain(value)).encode("utf-8", "replace").decode("utf-8")
    return (text.replace("\x00", "�"), True) if "\x00" in text else (text, False)


def _series(values: list[Any], kind: str) -> pd.Series[Any]:
    """A column as Stata has it: whole numbers where none is missing, else numbers with missing values."""
    import pandas as pd

    if kind in ("int", "int?", "bool"):
        whole = all(value is not None for value in values) and values and max(map(abs, values)) < 2**31 - 200
        return pd.Series(values, dtype="int32" if whole or not values else "float64")
    if kind == "float":
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype="datetime64[ms]" if kind == "time" else object)


def _widest(column: pd.Series[Any]) -> int:
    return max((len(value.encode()) for value in column if isinstance(value, str)), default=0)


def _save(
    frame: pd.DataFrame, path: Path, name: str, columns: Sequence[tuple[str, str]], called: Mapping[str, str],
    labels: Mapping[str, str], wide: Sequence[str],
) -> None:  # fmt: skip
    made = io.BytesIO()
    frame.to_stata(
        made, write_index=False, version=118, time_stamp=_WHEN, data_label=f"framing: {name}"[:LONGEST_LABEL],
        variable_labels=dict(labels), convert_strl=[called[column] for column in wide],
        convert_dates={called[column]: "tc" for column, kind in columns if kind == "time"},
        value_labels={called[column]: {0: "false", 1: "true"} for column, kind in columns if kind == "bool"},
    )  # fmt: skip
    path.write_bytes(made.getvalue())
