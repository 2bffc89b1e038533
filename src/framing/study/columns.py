"""A folder of tables read for counting: only the columns that are counted, so that ten thousand articles stay small."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from framing.annotate import PROVENANCE
from framing.tables import SCHEMAS, Tables, dataset, frame, to_pandas

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

BEGINS = "begins"
"""In place of the places of what is said: where the first of them begins, -1 without any."""

COUNTED: Mapping[str, tuple[str, ...]] = {
    "regions": ("article_id", "region", "start", "end"),
    "sentences": ("article_id", "start", "end"),
    "statements": ("article_id", "kind", "speaker_type", "camp", "source_start", "cue_start", "content"),
    "sources": ("article_id", "speaker", "person_id", "role", "affiliation", "gender", "statements", "quoted_words"),
    "accusations": tuple("article_id accusation_id start end accuser accuser_affiliation target kind voice "
                         "statement_id reply reply_start reply_end score".split()),
    "hedges": ("article_id", "category", "voice"),
    "loaded": ("article_id", "voice"),
    "names": ("article_id", "referent", "term", "connotation", "voice"),
    "frames": ("article_id", "frame", "scheme", "present"),
    "tone": ("article_id", "compound", "voice"),
    "tone_toward": ("article_id", "polarity", "voice"),
}  # fmt: skip
"""The columns that comparisons count, by table; of the articles all are read, of other tables none."""


def open_columns(folder: str | Path, columns: Mapping[str, tuple[str, ...]] = COUNTED) -> Tables:
    """The tables of a folder, but of each only some columns; equal words share their memory.

    Args:
        folder: what `framing annotate` wrote, as files or as parts.
        columns: what is read, by table; the articles are read whole, what is not named stays empty.

    Raises:
        ValueError: where no tables are there.

    Example:
        >>> import tempfile
        >>> from framing.annotate import annotate_to
        >>> from framing.article import Article
        >>> place = tempfile.mkdtemp()
        >>> _ = annotate_to(Article("a", "It may rain, Ann Lee said."), place)
        >>> found = open_columns(place)
        >>> list(found.hedges), found.statements[BEGINS].tolist(), len(found.quotations)
        (['article_id', 'category', 'voice'], [0], 0)
    """
    import pyarrow as pa

    place = Path(folder)
    if not (place / "articles.parquet").exists():
        raise ValueError(no_tables(folder))
    told = place / PROVENANCE
    provenance = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {}
    frames = {"articles": to_pandas("articles", dataset(place, "articles").to_table())}
    frames |= {name: _read(place, name, wanted) for name, wanted in columns.items() if name in SCHEMAS}
    pa.default_memory_pool().release_unused()
    return Tables(frames, provenance=provenance)


def no_tables(folder: str | Path) -> str:
    """The sentence for a folder without tables."""
    return (
        f"'{folder}' holds no tables (no articles.parquet is there); make them with `framing annotate INPUT --out "
        "DIR` and give that folder."
    )


def open_some(folder: str | Path, article_ids: Iterable[str]) -> Tables:
    """All columns of the tables of some articles, in the order of the whole; the rest passes by in batches.

    Args:
        folder: what `framing annotate` wrote.
        article_ids: of a few articles.

    Example:
        >>> import tempfile
        >>> from framing.annotate import annotate_to
        >>> from framing.article import Article
        >>> place = tempfile.mkdtemp()
        >>> _ = annotate_to([Article("a", "It rained."), Article("b", "It may snow.")], place)
        >>> open_some(place, ["b"]).hedges["text"].tolist()
        ['may']
    """
    import pyarrow as pa
    import pyarrow.dataset as ds

    wanted = ds.field("article_id").isin(pa.array(list(article_ids), pa.string()))
    frames = {}
    for name in SCHEMAS:
        scanned = dataset(folder, name)
        batches = list(
            scanned.to_batches(filter=wanted, batch_size=8192, batch_readahead=1, use_threads=False)
        )
        frames[name] = to_pandas(name, pa.Table.from_batches(batches, schema=scanned.schema))
    return Tables(frames)


def _read(place: Path, name: str, wanted: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    scanned = dataset(place, name)
    empty = frame(name, ())
    rows = scanned.to_table(columns=[column for column in wanted if column in scanned.schema.names])
    made: dict[str, object] = {}
    for column in wanted:
        if column not in rows.schema.names:
            made[column] = pd.Series([None] * len(rows), dtype=object)
        elif column == "content":
            made[BEGINS] = begins(rows[column])
        elif str(rows.schema.field(column).type) == "string":
            made[column] = _shared(rows[column])
        else:
            whole = rows[column].to_pandas()
            made[column] = whole if rows[column].null_count else whole.astype(empty[column].dtype)
    return pd.DataFrame(made)


def _shared(column: pa.ChunkedArray) -> NDArray[np.object_]:
    """A column of words in which equal ones are one object."""
    import numpy as np

    coded = column.combine_chunks().dictionary_encode()
    known = np.array([*coded.dictionary.to_pylist(), None], dtype=object)
    made: NDArray[np.object_] = known[coded.indices.fill_null(len(known) - 1).to_numpy(zero_copy_only=False)]
    return made


def begins(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """Where the first place of each list begins.

    Example:
        >>> import pyarrow as pa
        >>> begins(pa.chunked_array([[[{"start": 7}, {"start": 3}], [], None]])).tolist()
        [3, -1, -1]
    """
    import numpy as np
    import pyarrow.compute as pc

    lists = column.combine_chunks()
    starts = pc.struct_field(pc.list_flatten(lists), "start").to_numpy(zero_copy_only=False)
    made = np.full(len(lists), np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(made, pc.list_parent_indices(lists).to_numpy(zero_copy_only=False), starts)
    made[made == np.iinfo(np.int64).max] = -1
    return made
