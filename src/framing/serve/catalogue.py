"""The articles of a folder of tables as an index needs them: some columns, read again where the tables have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from framing import parts
from framing.reading import safe_name
from framing.tables import SCHEMAS

if TYPE_CHECKING:
    import pyarrow as pa

SORTS = ("listed", "newest", "oldest", "words", "statements", "accusations")
"""The orders in which articles can be listed."""

_COLUMNS = ("article_id", "headline", "outlet", "published", "words")
_SEARCHED = ("headline", "outlet", "article_id")


@dataclass(frozen=True)
class Row:
    """One article of the catalogue.

    Args:
        id: the article's id.
        title: its headline, or its id.
        outlet, date: as far as they are known, else "".
        words, statements, accusations: how many it has.
        part: the place of the part that holds it.
        key: changes where its rows may have changed.
    """

    id: str
    title: str
    outlet: str
    date: str
    words: int
    statements: int
    accusations: int
    part: int
    key: str

    @property
    def name(self) -> str:
        """Its folder in addresses, as a batch names it."""
        return safe_name(self.id)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What a folder of tables held when it was looked at.

    Args:
        folder: what `framing annotate` wrote.
        mark: what tells whether it has changed; see `mark_of`.
        names: of its parts, in order; one for single files.
        pieces: the columns of each part, by its name.
    """

    folder: Path
    mark: str
    names: tuple[str, ...]
    pieces: Mapping[str, pa.Table] = field(repr=False)

    @cached_property
    def rows(self) -> pa.Table:
        """The columns of all articles, in order."""
        import pyarrow as pa

        return pa.concat_tables(
            self.pieces[name].append_column("part", pa.array([place] * len(self.pieces[name]), pa.int32()))
            for place, name in enumerate(self.names)
        ).combine_chunks()

    def __len__(self) -> int:
        return sum(len(self.pieces[name]) for name in self.names)

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Every outlet, in order of the alphabet."""
        import pyarrow.compute as pc

        return tuple(sorted(one for one in pc.unique(self.rows["outlet"]).to_pylist() if one))

    @cached_property
    def _odd(self) -> Mapping[str, int]:
        """The places of the articles whose ids are not file names as they stand."""
        return {
            name: place
            for place, one in enumerate(self.rows["article_id"].to_pylist())
            if (name := safe_name(one)) != one
        }

    def row(self, place: int) -> Row:
        """The article at a place."""
        found = {
            name: column[place].as_py() for name, column in zip(self.rows.column_names, self.rows.columns)
        }
        date = found["published"]
        return Row(
            found["article_id"], " ".join((found["headline"] or found["article_id"]).split()), found["outlet"] or "",
            date.isoformat() if date else "", found["words"], found["statements"], found["accusations"],
            found["part"], self.names[found["part"]],
        )  # fmt: skip

    def named(self, name: str) -> Row | None:
        """The article with this folder in addresses; None where there is none."""
        import pyarrow as pa
        import pyarrow.compute as pc

        place = -1
        if safe_name(name) == name:
            place = pc.index(self.rows["article_id"], pa.scalar(name, pa.string())).as_py()
        if place < 0:
            place = self._odd.get(name, -1)
        return self.row(place) if place >= 0 else None

    def found(self, words: str = "", outlet: str = "", sort: str = SORTS[0]) -> pa.Array:
        """The places of the articles that a reader looks for.

        Args:
            words: each of them stands in the headline, the outlet or the id.
            outlet: none but its articles.
            sort: one of `SORTS`; any other is the order of the tables.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        rows = self.rows
        places = pa.array(range(len(rows)), pa.int64())
        kept = None
        if outlet:
            kept = pc.equal(rows["outlet"], outlet)
        for word in words.split():
            fits = None
            for column in _SEARCHED:
                one = pc.fill_null(pc.match_substring(rows[column], word, ignore_case=True), False)
                fits = one if fits is None else pc.or_(fits, one)
            kept = fits if kept is None else pc.and_(kept, fits)
        if kept is not None:
            places = places.filter(pc.fill_null(kept, False))
        column = {"newest": "published", "oldest": "published"}.get(sort, sort)
        if sort in SORTS[1:]:
            by = rows.take(places).select([column]).append_column("place", places)
            way = "ascending" if sort == "oldest" else "descending"
            order = pc.sort_indices(
                by, sort_keys=[(column, way), ("place", "ascending")]
            )  # unknown ones last
            places = places.take(order)
        return places


def mark_of(folder: Path) -> str:
    """What changes when the tables of a folder change: cheap, nothing is opened.

    A run that goes on writes lines to the manifest that change nothing for a reader; those are looked at, no more.
    """
    journal = folder / parts.MANIFEST
    files: Iterable[Path] = (
        [journal] if journal.is_file() else (folder / f"{name}.parquet" for name in SCHEMAS)
    )
    seen = []
    for file in files:
        try:
            about = file.stat()
        except FileNotFoundError:
            continue
        seen.append(f"{file.name} {about.st_mtime_ns} {about.st_size} {about.st_ino}")
    return "\n".join(seen)


def load(folder: Path, before: Catalogue | None = None) -> Catalogue:
    """The catalogue of a folder; of parts that were known before, nothing is read again.

    Raises:
        ValueError: where there are no tables, or none that are finished.

    Example:
        >>> import tempfile
        >>> from framing.annotate import annotate_to
        >>> from framing.article import Article
        >>> place = Path(tempfile.mkdtemp())
        >>> articles = [Article("a", "It rained.", outlet="The Post"), Article("B 2", "Ann Lee said it may snow.")]
        >>> _ = annotate_to(articles, place)
        >>> known = load(place)
        >>> len(known), known.named("b-2-2fe093f9").id, known.found("post").to_pylist()
        (2, 'B 2', [0])
        >>> known.row(1).id, known.row(1).statements
        ('B 2', 1)
    """
    mark = mark_of(folder)
    if before is not None and mark == before.mark:
        return before
    if not parts.there(folder):
        raise ValueError(
            f"there are no tables in '{folder}'; make them with `framing annotate INPUT --out {folder}`, or give a "
            "reports folder."
        )
    files = {name: parts.files(folder, name) for name in ("articles", "statements", "accusations")}
    manifest = parts.load(folder)
    names = tuple(manifest.order or ()) if manifest is not None else (mark,)
    known = before.pieces if before is not None else {}
    pieces = {
        name: known[name] if name in known else _piece(*(files[table][place] for table in files))
        for place, name in enumerate(names)
    }
    return Catalogue(folder, mark, names, pieces)


def _piece(articles: Path, statements: Path, accusations: Path) -> pa.Table:
    """The columns of one part."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    rows = pq.ParquetFile(articles).read(list(_COLUMNS), use_threads=False).combine_chunks()
    days = rows["published"].cast(pa.timestamp("us")).cast(pa.date32(), safe=False)
    rows = rows.set_column(rows.schema.get_field_index("published"), "published", days)
    ids = rows["article_id"].combine_chunks()
    said = pq.ParquetFile(statements).read(["article_id"], use_threads=False)["article_id"]
    charged = pq.ParquetFile(accusations).read(["article_id"], use_threads=False)["article_id"]
    for name, column in (("statements", said), ("accusations", charged)):
        places = pc.index_in(column, value_set=ids).drop_null().to_numpy()
        counts = np.bincount(places, minlength=len(rows)) if len(rows) else np.zeros(0, dtype=np.int64)
        rows = rows.append_column(name, pa.array(counts.astype(np.int64)))
    return rows
