"""Annotated tables read one article at a time, in memory that does not grow with the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing import parts
from framing.annotate import PROVENANCE
from framing.tables import SCHEMAS, Tables, dataset, more_of, schema

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as pds

Row = dict[str, Any]
_BATCH = 4096


@dataclass(frozen=True)
class Sheaf:
    """One article and what the tables say of it.

    Args:
        article: its row of `articles`.
        rows: its rows of the tables asked for, in their order there.
    """

    article: Mapping[str, Any]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]

    @property
    def id(self) -> str:
        """The article's id."""
        return str(self.article["article_id"])

    @property
    def text(self) -> str:
        """The article's text as it was read."""
        return str(self.article.get("text") or "")


class Shelf:
    """Tables on disk or in memory, and the way through them.

    Args:
        sets: a data set by table.
        provenance: what made the tables; empty where that is not known.

    `progress`, where it is set, is called with the number of rows just read; `strange` names tables of layers that are
    not installed, which nothing reads; `astray` counts rows that belong to no article, by table.

    Example:
        >>> tables = Tables.from_rows({
        ...     "articles": [{"article_id": "a", "text": "It may rain."}],
        ...     "hedges": [{"article_id": "a", "start": 3, "end": 6, "category": "hedge"}],
        ... })
        >>> [(one.id, len(one.rows["hedges"])) for one in Shelf.open(tables).sheaves(["hedges"])]
        [('a', 1)]
    """

    def __init__(self, sets: Mapping[str, pds.Dataset], provenance: Mapping[str, Any]) -> None:
        self._sets = sets
        self.provenance = dict(provenance)
        self.strange: tuple[str, ...] = ()
        self.astray: dict[str, int] = {}
        self.progress: Callable[[int], None] | None = None

    @classmethod
    def open(cls, tables: Tables | str | Path) -> Shelf:
        """Tables in memory, or the folder that `framing annotate` wrote: a file a table, or a folder of parts.

        Raises:
            ValueError: one sentence, where there are no tables or one of them is damaged.
        """
        import pyarrow as pa
        import pyarrow.dataset as pds

        if isinstance(tables, Tables):
            return cls({name: pds.dataset(_arrow(name, tables)) for name in tables}, tables.provenance)
        folder = Path(tables)
        there = {path.stem for path in folder.glob("*.parquet")} if folder.is_dir() else set()
        if "articles" not in there:
            raise ValueError(
                f"'{folder}' holds no tables; give the folder that `framing annotate INPUT --out DIR` wrote."
            )
        sets = {}
        for name in SCHEMAS:
            try:
                sets[name] = dataset(folder, name)
            except (pa.ArrowInvalid, OSError) as error:
                raise ValueError(
                    f"the table '{name}' in '{folder}' cannot be read ({str(error).splitlines()[0]}); annotate the "
                    "articles again."
                ) from None
        manifest = parts.load(folder)
        made = cls(sets, _provenance(folder / PROVENANCE) or (manifest.told if manifest is not None else {}))
        made.strange = tuple(sorted(there - set(SCHEMAS)))
        return made

    @property
    def names(self) -> list[str]:
        """The tables, those that are missing too: they are empty."""
        return list(SCHEMAS)

    def columns(self, name: str) -> tuple[tuple[str, str], ...]:
        """The columns of a table with their kinds, the input's own among them."""
        import pyarrow as pa

        more: tuple[tuple[str, str], ...] = ()
        if name in self._sets:
            more = more_of(name, pa.Table.from_pylist([], schema=self._sets[name].schema))
        return (*SCHEMAS[name], *more)

    def size(self, name: str) -> int:
        """How many rows a table has."""
        return int(self._sets[name].count_rows()) if name in self._sets else 0

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """A table, some thousand rows at a time."""
        if name in self._sets:
            known = self._sets[name].schema.names
            wanted = [one for one in columns if one in known] if columns is not None else None
            yield from self._sets[name].to_batches(columns=wanted, batch_size=_BATCH)

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table with every column of its schema; None for what is missing."""
        columns = [column for column, _ in self.columns(name)]
        for batch in self.batches(name):
            if self.progress is not None:
                self.progress(len(batch))
            for row in batch.to_pylist():
                yield {column: row.get(column) for column in columns}

    def sheaves(self, names: Iterable[str]) -> Iterator[Sheaf]:
        """Every article with its rows of some tables; rows of no article are counted in `astray`.

        Args:
            names: the tables.
        """
        import pyarrow as pa

        ids = [
            one for batch in self.batches("articles", ["article_id"]) for one in batch.column(0).to_pylist()
        ]
        known = pa.array(ids, pa.string())
        stacks = {name: _Stack(self, name, known) for name in names}
        for article in self.rows("articles"):
            yield Sheaf(article, {name: stack.take(article["article_id"]) for name, stack in stacks.items()})


class _Stack:
    """The rows of one table by article: one after the other where they lie in the order of the articles."""

    def __init__(self, shelf: Shelf, name: str, known: pa.Array) -> None:
        ordered, astray = _order(shelf, name, known)
        if astray:
            shelf.astray[name] = astray
        self._waiting: Iterator[Row] = iter(())
        self._next: Row | None = None
        self._held: dict[str, list[Row]] = {}
        if ordered and not astray:
            self._waiting = shelf.rows(name)
            self._next = next(self._waiting, None)
        else:  # somebody has sorted the table anew: it has to be held whole
            for row in shelf.rows(name):
                self._held.setdefault(row["article_id"], []).append(row)

    def take(self, article: str) -> list[Row]:
        """The rows of the article whose turn it is."""
        found = self._held.pop(article, [])
        while self._next is not None and self._next["article_id"] == article:
            found.append(self._next)
            self._next = next(self._waiting, None)
        return found


def _order(shelf: Shelf, name: str, known: pa.Array) -> tuple[bool, int]:
    """Whether a table's rows lie in the order of the articles, and how many belong to none."""
    import pyarrow.compute as pc

    last, ordered, astray = -1, True, 0
    for batch in shelf.batches(name, ["article_id"]):
        places = pc.index_in(batch.column(0), value_set=known)
        astray += places.null_count
        for place in places.drop_null().to_pylist():
            ordered = ordered and place >= last
            last = place
    return ordered, astray


def _arrow(name: str, tables: Tables) -> pa.Table:
    import pyarrow as pa

    own = list(tables[name].columns[len(SCHEMAS[name]) :])
    given = pa.Table.from_pandas(tables[name][own], preserve_index=False) if own else None
    wanted = schema(name, more_of(name, given) if given is not None else ())
    return pa.Table.from_pandas(tables[name], schema=wanted, preserve_index=False)


def _provenance(path: Path) -> dict[str, Any]:
    import json

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
