"""A folder of tables that may not fit into memory: asked for single articles, for a draw of them, or part by part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing import parts
from framing.annotate import PROVENANCE
from framing.tables import SCHEMAS, Tables, dataset, joined, schema, to_pandas

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 250
"""Articles that are held at a time, where the tables are single files."""
DRAWN = "drawn"
"""Under this name the provenance of drawn tables tells how many articles there are in all, and their exact counts."""


class Whole:
    """The tables of a folder, none of which is read before it is asked for.

    Args:
        folder: what `framing annotate` wrote.

    Raises:
        ValueError: where the tables are parts and not finished.

    Example:
        >>> import tempfile
        >>> from framing.annotate import annotate_to
        >>> from framing.article import Article
        >>> place = tempfile.mkdtemp()
        >>> _ = annotate_to([Article("a", "It rained."), Article("b", "It may snow.")], place)
        >>> whole = Whole(place)
        >>> len(whole), whole.words, whole.only(["b"]).hedges["text"].tolist()
        (2, 5, ['may'])
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._files = {name: parts.files(folder, name) for name in SCHEMAS}
        manifest = parts.load(folder)
        self._parts = [manifest.parts[name] for name in manifest.order or ()] if manifest is not None else []

    def __len__(self) -> int:
        return self.rows["articles"]

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """How many rows each table has; counted, not estimated."""
        if self._parts:
            return {name: sum(part.rows.get(name, 0) for part in self._parts) for name in SCHEMAS}
        return {name: dataset(self.folder, name).count_rows() for name in SCHEMAS}

    @cached_property
    def words(self) -> int:
        """The words of all stories."""
        import pyarrow.compute as pc

        if self._parts:
            return sum(part.words for part in self._parts)
        scanned = dataset(self.folder, "articles").to_batches(columns=["words"])
        return sum(pc.sum(batch["words"]).as_py() or 0 for batch in scanned)

    @cached_property
    def provenance(self) -> Mapping[str, Any]:
        """What the tables were made with, and what they are not about."""
        told = self.folder / PROVENANCE
        kept = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {}
        return kept if isinstance(kept, dict) else {}

    def ids(self) -> pa.Table:
        """`article_id` and `copy_of` of every article, in order: the only columns that are read."""
        return dataset(self.folder, "articles").to_table(columns=["article_id", "copy_of"])

    def each(self) -> Iterator[Tables]:
        """The tables, some articles at a time, in order; memory does not grow with the corpus.

        What can be added up over articles can be counted over a dataset of any size so; see
        `framing.study.large`.
        """
        if self._parts:
            for number in range(len(self._parts)):
                yield self._tables({
                    name: [files[number]] if number < len(files) else [] for name, files in self._files.items()
                })  # fmt: skip
            return
        names = self.ids()["article_id"].to_pylist()
        for first in range(0, len(names), BATCH):
            yield self.only(names[first : first + BATCH])

    def read(self) -> Tables:
        """All of the tables."""
        return self._tables(self._files)

    def only(self, article_ids: Iterable[str]) -> Tables:
        """The tables of some articles, in the order of the whole; of parts, only those that hold them are read."""
        return self._framed(self.arrow(article_ids))

    def arrow(
        self, article_ids: Iterable[str] | None = None, *, among: Iterable[int] | None = None
    ) -> dict[str, pa.Table]:
        """The tables of some articles as Arrow tables by name, in the order of the whole.

        Args:
            article_ids: which; None for all.
            among: the places of the parts that hold them, by a caller who knows; None to look for them.
        """
        import pyarrow as pa
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        if article_ids is None:
            return self._rows(self._files)
        wanted = pa.array(list(article_ids), pa.string())
        holding = among
        if holding is None:
            holding = [
                number
                for number, file in enumerate(self._files["articles"])
                if pc.any(
                    pc.is_in(pq.ParquetFile(file).read(["article_id"])["article_id"], value_set=wanted)
                ).as_py()
            ]
        places = list(holding)
        chosen = {
            name: [files[number] for number in places if number < len(files)]
            for name, files in self._files.items()
        }
        return self._rows(chosen, wanted)

    def _tables(self, files: Mapping[str, list[Path]]) -> Tables:
        return self._framed(self._rows(files))

    def _framed(self, rows: Mapping[str, pa.Table]) -> Tables:
        made = {name: to_pandas(name, table) for name, table in rows.items()}
        return Tables(made, provenance=self.provenance)

    def _rows(self, files: Mapping[str, list[Path]], wanted: pa.Array | None = None) -> dict[str, pa.Table]:
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        made = {}
        for name in SCHEMAS:
            found = []
            for file in files[name]:
                reader = pq.ParquetFile(file)
                for group in range(reader.num_row_groups):
                    rows = reader.read_row_group(group, use_threads=False)
                    if wanted is not None:
                        rows = rows.filter(pc.is_in(rows["article_id"], value_set=wanted))
                    if len(rows):
                        found.append(rows)
            made[name] = joined(name, found) if found else schema(name).empty_table()
        return made

    def drawn(self, most: int, *, copies: str = "keep", seed: int = 0) -> Tables:
        """The tables of articles drawn at random, each as likely as any other, in the order of the whole.

        Args:
            most: how many.
            copies: which may be drawn: "keep" for all, "once" for one of each group of copies, "drop" for none of one.
            seed: of the draw.

        Returns:
            The tables; their provenance tells under `DRAWN` what the whole has, and how copies are counted.
        """
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        known = self.ids().combine_chunks()
        names, original = known["article_id"], known["copy_of"]
        alone = pc.is_null(original)
        if copies == "keep":
            may = pa.chunked_array([pa.array(np.ones(len(names), dtype=bool))])
        elif copies == "once":
            # A copy whose original is not among them stands for it.
            may = pc.or_(alone, pc.invert(pc.is_in(original, value_set=names.combine_chunks())))
        else:
            may = pc.and_(alone, pc.invert(pc.is_in(names, value_set=original.drop_null().combine_chunks())))
        eligible = names.filter(may)
        chance = np.random.default_rng(seed)
        places = np.sort(chance.choice(len(eligible), size=min(most, len(eligible)), replace=False))
        found = self.only(eligible.take(pa.array(places)).to_pylist())
        told = {
            "articles": len(found.articles), "of": len(eligible), "all": len(self), "words": self.words,
            "rows": dict(self.rows), "seed": seed,
        }  # fmt: skip
        left = {"counted": copies, "left_out": len(self) - len(eligible)}
        return found.but(provenance={"copies": left, **self.provenance, DRAWN: told})
