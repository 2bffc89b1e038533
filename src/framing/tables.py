"""The schemas of the tables, and their way in and out of pandas and Parquet."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing import parts

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.dataset as ds

# A column is (name, type); types are str, int, int?, float, bool, time, list[str] and spans, where
# `int?` may be null and `spans` is list<struct<start, end>>. Every str but an id may be null.
KINDS = ("str", "int", "int?", "float", "bool", "time", "list[str]", "spans")
"""The kinds of columns."""

PAGE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "articles": (
        ("article_id", "str"), ("source", "str"), ("text", "str"), ("headline", "str"), ("outlet", "str"),
        ("byline", "list[str]"), ("published", "time"), ("words", "int"), ("language", "str"),
        ("published_from", "str"), ("copy_of", "str"),
    ),
    "regions": (("article_id", "str"), ("region", "str"), ("start", "int"), ("end", "int")),
    "sentences": (
        ("article_id", "str"), ("sentence_id", "int"), ("start", "int"), ("end", "int"),
        ("region", "str"), ("paragraph", "int"),
    ),
}  # fmt: skip
"""The tables that say what is on the page, before any layer reads it."""

BY_HAND: Mapping[str, tuple[tuple[str, str], ...]] = {
    "corrections": (
        ("article_id", "str"), ("table", "str"), ("start", "int?"), ("end", "int?"), ("name", "str"), ("do", "str"),
        ("field", "str"), ("value", "str"), ("was", "str"), ("outcome", "str"), ("reason", "str"), ("coder", "str"),
        ("when", "str"), ("note", "str"), ("line", "int"),
    ),
}  # fmt: skip
"""The tables that say what people changed in the others, after every layer has read the page."""


class Schemas(Mapping[str, tuple[tuple[str, str], ...]]):
    """The columns of every table: of the page, of the layers, asked for on first use, and of corrections by hand.

    Example:
        >>> list(Schemas())
        ['articles', 'regions', 'sentences', 'corrections']
    """

    def __init__(self) -> None:
        self._supply: Callable[[], Mapping[str, tuple[tuple[str, str], ...]]] = dict
        self._known: dict[str, tuple[tuple[str, str], ...]] | None = None

    def supplied_by(self, supply: Callable[[], Mapping[str, tuple[tuple[str, str], ...]]]) -> None:
        """Say who knows the tables of the layers; asked again from now on."""
        self._supply = supply
        self._known = None

    def _all(self) -> dict[str, tuple[tuple[str, str], ...]]:
        if self._known is None:
            self._known = {**PAGE, **self._supply(), **BY_HAND}
        return self._known

    def __getitem__(self, name: str) -> tuple[tuple[str, str], ...]:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


SCHEMAS = Schemas()
"""The columns of every table: names and types are a contract, columns are only ever added."""


class Tables(Mapping[str, "pd.DataFrame"]):
    """The tables of one corpus as pandas frames: a mapping by name, and an attribute each.

    Args:
        frames: frames by name with the columns of `SCHEMAS`, empty where a layer found nothing; a table that is
            not given is empty.
        provenance: versions and hashes of what made the tables.

    Raises:
        KeyError: for a name that is not in `SCHEMAS`.

    Example:
        >>> tables = Tables.from_rows({"regions": [{"article_id": "a", "region": "body", "start": 0, "end": 4}]})
        >>> len(tables.regions), len(tables["statements"]), list(tables)[:2]
        (1, 0, ['articles', 'regions'])
    """

    provenance: Mapping[str, Any]

    def __init__(
        self, frames: Mapping[str, pd.DataFrame], *, provenance: Mapping[str, Any] | None = None
    ) -> None:
        unknown = next((name for name in frames if name not in SCHEMAS), None)
        if unknown is not None:
            raise KeyError(_no_table(unknown))
        self.__dict__["_frames"] = {
            name: frames[name] if name in frames else _empty(name, SCHEMAS[name]).copy() for name in SCHEMAS
        }
        self.__dict__["provenance"] = dict(provenance or {})

    @classmethod
    def from_rows(
        cls, rows: Mapping[str, Iterable[Mapping[str, Any]]], provenance: Mapping[str, Any] | None = None
    ) -> Tables:
        """Tables from plain rows; a table that is not named is empty."""
        return cls({name: frame(name, rows[name]) for name in SCHEMAS if name in rows}, provenance=provenance)

    def __getitem__(self, name: str) -> pd.DataFrame:
        found: dict[str, pd.DataFrame] = self.__dict__["_frames"]
        if name not in found:
            raise KeyError(_no_table(name))
        return found[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        # Only asked for what is no attribute: a table, or a mistake. Copying asks before there are any frames.
        found: dict[str, pd.DataFrame] = self.__dict__.get("_frames", {})
        if name not in found:
            raise AttributeError(_no_table(name))
        return found[name]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"tables do not change; make others with `tables.but({name}=…)`.")

    def __iter__(self) -> Iterator[str]:
        return iter(self.__dict__["_frames"])

    def __len__(self) -> int:
        return len(self.__dict__["_frames"])

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *self])

    # Frames do not compare as one value, so tables are equal to themselves alone.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def but(self, provenance: Mapping[str, Any] | None = None, **frames: pd.DataFrame) -> Tables:
        """The same tables with some of them, or their provenance, replaced.

        Example:
            >>> tables = Tables.from_rows({})
            >>> tables.but(provenance={"framing": "1"}).provenance
            {'framing': '1'}
        """
        told = self.provenance if provenance is None else provenance
        return Tables({**self.__dict__["_frames"], **frames}, provenance=told)

    def only(self, article_ids: Iterable[str]) -> Tables:
        """The same tables for some of the articles."""
        wanted = set(article_ids)
        made = {
            name: rows[rows["article_id"].isin(wanted)].reset_index(drop=True) for name, rows in self.items()
        }
        return Tables(made, provenance=self.provenance)

    def __repr__(self) -> str:
        return "<Tables: " + ", ".join(f"{len(self[name])} {name}" for name in self) + ">"


def _no_table(name: object) -> str:
    return f"no table '{name}'; the tables are {', '.join(SCHEMAS)}."


def schema(name: str, more: Sequence[tuple[str, str]] = ()) -> pa.Schema:
    """The Arrow schema of one table.

    Args:
        name: a table of `SCHEMAS`.
        more: further columns with their kinds: the input's own (see `framing.given`).

    Raises:
        KeyError: for a name that is not in `SCHEMAS`.
    """
    import pyarrow as pa

    span = pa.struct([pa.field("start", pa.int64()), pa.field("end", pa.int64())])
    types = {
        "str": pa.string(), "int": pa.int64(), "int?": pa.int64(), "float": pa.float64(), "bool": pa.bool_(),
        "time": pa.timestamp("us", tz="UTC"), "list[str]": pa.list_(pa.string()), "spans": pa.list_(span),
    }  # fmt: skip
    return pa.schema([pa.field(column, types[kind]) for column, kind in (*SCHEMAS[name], *more)])


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """One table from plain rows, with the columns and types of its schema.

    Args:
        name: a table of `SCHEMAS`.
        rows: mappings of column to value; a column left out is null.

    Example:
        >>> frame("sentences", []).columns.tolist()
        ['article_id', 'sentence_id', 'start', 'end', 'region', 'paragraph']
    """
    import pyarrow as pa

    return to_pandas(name, pa.Table.from_pylist(list(rows), schema=schema(name)))


@lru_cache(maxsize=64)
def _empty(name: str, columns: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """A table without rows, made once; `columns` are those of its schema, which layers may change."""
    return frame(name, ())


def to_pandas(name: str, table: pa.Table) -> pd.DataFrame:
    """An Arrow table as the frame of that name: None for null, nullable whole numbers."""
    import pandas as pd

    made: pd.DataFrame = table.to_pandas()
    for column, kind in SCHEMAS[name]:
        if kind == "int?":
            made[column] = pd.array(table[column].to_pylist(), dtype="Int64")
        elif kind in ("str", "list[str]", "spans"):
            # Plain objects with None for null, whatever string type this pandas defaults to.
            made[column] = pd.Series(table[column].to_pylist(), dtype=object, index=made.index)
    for column in made.columns[len(SCHEMAS[name]) :]:  # the input's own
        kind = str(table[column].type)
        if kind == "int64":
            made[column] = pd.array(table[column].to_pylist(), dtype="Int64")
        elif kind in ("string", "bool"):
            made[column] = pd.Series(table[column].to_pylist(), dtype=object, index=made.index)
    return made


def more_of(name: str, table: pa.Table) -> tuple[tuple[str, str], ...]:
    """The columns of an Arrow table that its schema does not have, each with its kind."""
    kinds = {"int64": "int?", "double": "float", "bool": "bool", "timestamp[us, tz=UTC]": "time"}
    known = {column for column, _ in SCHEMAS[name]}
    return tuple(
        (field.name, kinds.get(str(field.type), "str")) for field in table.schema if field.name not in known
    )


def joined(name: str, pieces: Sequence[pa.Table]) -> pa.Table:
    """Parts of one table as one, each part's own columns kept; a column of different kinds is text."""
    import pyarrow as pa

    kinds: dict[str, str] = {}
    for part in pieces:
        for column, kind in more_of(name, part):
            kinds[column] = kind if kinds.get(column, kind) == kind else "str"
    wanted = schema(name, tuple(kinds.items()))
    made = []
    for part in pieces:
        columns = [
            part[field.name].cast(field.type)
            if field.name in part.column_names
            else pa.nulls(len(part), field.type)
            for field in wanted
        ]
        made.append(pa.table(columns, schema=wanted))
    return pa.concat_tables(made) if made else wanted.empty_table()


_TOLD = "provenance.json"


def write(tables: Tables, folder: str | Path) -> list[Path]:
    """Write every table as `folder/<name>.parquet`, each file whole or not at all, and how they were made.

    Returns:
        The paths written, in the order of `SCHEMAS`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name in SCHEMAS:
        own = list(tables[name].columns[len(SCHEMAS[name]) :])
        given = pa.Table.from_pandas(tables[name][own], preserve_index=False) if own else None
        wanted = schema(name, more_of(name, given) if given is not None else ())
        rows = pa.Table.from_pandas(tables[name], schema=wanted, preserve_index=False)
        with atomic(target / f"{name}.parquet") as path:
            pq.write_table(rows.replace_schema_metadata(None), path)
        written.append(target / f"{name}.parquet")
    if tables.provenance:
        with atomic(target / _TOLD) as path:
            path.write_text(json.dumps(tables.provenance, sort_keys=True, default=str), encoding="utf-8")
    return written


def read(folder: str | Path) -> Tables:
    """Read the tables of a folder, each a file or a folder of parts; one that is missing is an empty table.

    What they were made with is read, too, where `provenance.json` lies beside them.

    Raises:
        ValueError: where the tables are parts and not finished.
    """
    import pyarrow.parquet as pq

    made = {}
    for name in SCHEMAS:
        found = [pq.ParquetFile(path).read() for path in parts.files(folder, name)]
        made[name] = to_pandas(name, joined(name, found)) if found else frame(name, ())
    beside = Path(folder) / _TOLD
    told = json.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else None
    return Tables(made, provenance=told)


def dataset(folder: str | Path, name: str) -> ds.Dataset:
    """One table, a file or a folder of parts, to be read column by column and row by row as they are asked for.

    Args:
        folder: of the tables.
        name: a table of `SCHEMAS`.

    Raises:
        KeyError: for a name that is not in `SCHEMAS`.
        ValueError: where the tables are parts and not finished.

    Example:
        >>> import tempfile
        >>> folder = tempfile.mkdtemp()
        >>> rows = [{"article_id": "a", "region": "body", "start": 0, "end": 4}]
        >>> _ = write(Tables.from_rows({"regions": rows}), folder)
        >>> dataset(folder, "regions").count_rows()
        1
    """
    import pyarrow.dataset as ds

    if name not in SCHEMAS:
        raise KeyError(_no_table(name))
    found = parts.files(folder, name)
    if not found:
        return ds.dataset(schema(name).empty_table())
    return ds.dataset([str(path) for path in found], format="parquet")


class atomic:  # noqa: N801 - reads as a verb: `with atomic(path) as beside:`
    """A path beside the wanted one to write to, moved into its place only when all went well.

    Example:
        >>> import tempfile
        >>> target = Path(tempfile.mkdtemp()) / "a.txt"
        >>> with atomic(target) as beside:
        ...     _ = beside.write_text("whole")
        >>> target.read_text()
        'whole'
    """

    def __init__(self, target: str | Path) -> None:
        self.target = Path(target)

    def __enter__(self) -> Path:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.target.parent, prefix=f".{self.target.name[:40]}.")
        os.close(handle)
        self.beside = Path(name)
        return self.beside

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            mode = 0o666 & ~_umask()
            self.beside.chmod(mode)  # mkstemp makes private files; these are for everyone to read
            self.beside.replace(self.target)
        else:
            self.beside.unlink(missing_ok=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
