"""What a worker does to annotate: a slice of the articles to the files of a part, each whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing import parts
from framing.annotate import BATCH, Resources, annotate_batches
from framing.article import Article, SetAside
from framing.dataset import spool
from framing.given import Fields, values
from framing.tables import PAGE, SCHEMAS, schema

if TYPE_CHECKING:
    import pyarrow as pa

Tell = Callable[[Mapping[str, Any]], None]

WORK, KEYS, MADE = ".work", ".keys", "made"
"""Folders within that of the tables: what a run needs while it goes on, hashes of the articles of every part,
and parts on their way."""

_REHEARSAL = (
    "The ferry may be late, the harbour master said. “We wait,” she added. Critics accused the port of delay."
)


@lru_cache(maxsize=1)
def _resources(
    camps: str | None,
    model: str | None,
    lexicons: str | None,
    corrections: str | None,
    frames: tuple[str, ...],
) -> Resources:
    """Loaded once a worker, however many parts it makes; what layers load on first use too, off any article's time."""
    resources = Resources.load(
        camps=camps, model=model, lexicons=lexicons, corrections=corrections, frames=frames
    )
    for _ in annotate_batches([Article("rehearsal", _REHEARSAL)], resources, []):
        pass
    return resources


def make(job: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    """Annotate a slice and put the files of its part into place.

    Args:
        job: `name` (of the part), `made_with`, `out` (the folder of the tables), `spool`, `stretches` (of the spool),
            `ids` and `copies` by place, `columns` (the input's own), `resources` (as `making.Loaded`), `reuse`
            (by place: part and row of the same article annotated before), `skip` (by place: why it is set aside),
            `careful` (the batches that are annotated article by article), `limit` (seconds an article).
        tell: called with the places of what is being annotated.

    Returns:
        `{"part": the part as the manifest has it}`.
    """
    *paths, frames = job["resources"]
    resources = _resources(*paths, tuple(frames))  # a job that came as JSON has a list
    columns: Fields = tuple((name, kind) for name, kind in job["columns"])
    stretches = [(int(unit), int(start), int(end)) for unit, start, end in job["stretches"]]
    ids, copies, skip = _by_place(job["ids"]), _by_place(job["copies"]), _by_place(job["skip"])
    articles = list(spool.read(job["spool"], stretches, ids, copies))
    kept = {place: (part, row) for place, (part, row) in _by_place(job["reuse"]).items() if place not in skip}
    set_aside = [
        SetAside(articles[place].source or articles[place].id, skip[place]) for place in sorted(skip)
    ]
    partly: list[SetAside] = []
    found: dict[str, list[pa.Table]] = {name: [] for name in SCHEMAS}
    new = [place for place in range(len(articles)) if place not in skip and place not in kept]
    for places in _batches(new, set(job["careful"]), len(articles)):
        tell({"at": [places[0], places[-1] + 1], "done": 0})
        batch = [articles[place] for place in places]
        for tables in annotate_batches(batch, resources, set_aside, None, partly, columns):
            for name, table in tables.items():
                found[name].append(table)
        tell({"at": [places[0], places[-1] + 1], "done": len(places)})
    if kept:
        for name, table in _kept(Path(job["out"]), articles, kept, columns).items():
            found[name].append(table)
        tell({"at": [0, 0], "done": len(kept)})
    tables = {
        name: _in_order(name, pieces, articles, columns, sort=bool(kept)) for name, pieces in found.items()
    }
    part = _put(job, tables, set_aside, partly, articles)
    return {"part": part}


def _by_place(given: Mapping[str, Any]) -> dict[int, Any]:
    return {int(place): value for place, value in given.items()}


def _batches(new: Sequence[int], careful: set[int], size: int) -> Iterator[list[int]]:
    """Places to annotate together: those of the same stretch of the slice; one by one where care is asked for."""
    for number in range(0, (size + BATCH - 1) // BATCH):
        places = [place for place in new if place // BATCH == number]
        if number in careful:
            yield from ([place] for place in places)
        elif places:
            yield places


def _kept(
    out: Path, articles: Sequence[Article], kept: Mapping[int, tuple[str, int]], columns: Fields
) -> dict[str, pa.Table]:
    """The rows of articles that were annotated before, under the ids that they have now."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    by_part: dict[str, list[tuple[int, int]]] = {}
    for place, (part, row) in kept.items():
        by_part.setdefault(part, []).append((row, place))
    made: dict[str, list[pa.Table]] = {name: [] for name in SCHEMAS}
    for part, wanted in sorted(by_part.items()):
        read = {
            name: pq.ParquetFile(parts.place(out, name, part)).read(use_threads=False) for name in SCHEMAS
        }
        before = read["articles"]["article_id"].to_pylist()
        old = pa.array([before[row] for row, _ in wanted], pa.string())
        now = pa.array([articles[place].id for _, place in wanted], pa.string())
        for name in SCHEMAS:
            rows = read[name]
            at = pc.index_in(rows["article_id"], value_set=old)
            rows, at = rows.filter(pc.is_valid(at)), at.filter(pc.is_valid(at))
            renamed = now.take(at.combine_chunks() if isinstance(at, pa.ChunkedArray) else at)
            made[name].append(rows.set_column(0, rows.schema.field(0), renamed))
    joined = {name: pa.concat_tables(found) for name, found in made.items() if name != "articles"}
    return joined | {"articles": _described(made["articles"], articles, kept, columns)}


def _described(
    found: Sequence[pa.Table], articles: Sequence[Article], kept: Mapping[int, Any], columns: Fields
) -> pa.Table:
    """Rows of `articles` from what was read now; the number of words alone is from before."""
    import pyarrow as pa

    words = {
        name: count
        for table in found
        for name, count in zip(table["article_id"].to_pylist(), table["words"].to_pylist(), strict=True)
    }
    rows = []
    for place in sorted(kept):
        one = articles[place]
        own = {name: getattr(one, name) for name, _ in PAGE["articles"] if hasattr(one, name)}
        own |= {"article_id": one.id, "byline": list(one.byline), "words": words[one.id]}
        rows.append(own | values(one, columns))
    return pa.Table.from_pylist(rows, schema=schema("articles", columns))


def _in_order(
    name: str, pieces: Sequence[pa.Table], articles: Sequence[Article], columns: Fields, *, sort: bool
) -> pa.Table:
    """One table, by the order of the articles, in one piece: the same bytes however it came about."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = schema(name, columns if name == "articles" else ())
    rows = pa.concat_tables([piece.cast(wanted) for piece in pieces]) if pieces else wanted.empty_table()
    if sort and len(rows):
        order = pc.index_in(rows["article_id"], value_set=pa.array([one.id for one in articles], pa.string()))
        keyed = pa.table({"place": order, "row": pa.array(range(len(rows)), pa.int64())})
        rows = rows.take(pc.sort_indices(keyed, sort_keys=[("place", "ascending"), ("row", "ascending")]))
    return rows.combine_chunks()


def _put(
    job: Mapping[str, Any], tables: Mapping[str, pa.Table], set_aside: Sequence[SetAside],
    partly: Sequence[SetAside], articles: Sequence[Article],
) -> dict[str, Any]:  # fmt: skip
    """Write the files beside, then move them: readers find a part whole or not at all."""
    import numpy as np
    import pyarrow.parquet as pq

    out, name = Path(job["out"]), str(job["name"])
    made = out / WORK / MADE
    made.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=made, prefix=f"{name}."))
    try:
        sizes = {}
        for table, rows in tables.items():
            with (beside / f"{table}.parquet").open("wb") as file:
                pq.write_table(rows, file)
                file.flush()
                os.fsync(file.fileno())
            sizes[table] = (beside / f"{table}.parquet").stat().st_size
        by_id = {one.id: one for one in articles}
        keys = b"".join(spool.keys(by_id[one])[0] for one in tables["articles"]["article_id"].to_pylist())
        np.save(beside / "keys.npy", np.frombuffer(keys, np.uint8).reshape(-1, 16))
        (out / KEYS).mkdir(exist_ok=True)
        (beside / "keys.npy").replace(out / KEYS / f"{name}.npy")
        for table in tables:
            target = parts.place(out, table, name)
            with contextlib.suppress(FileExistsError):
                target.parent.mkdir()
            (beside / f"{table}.parquet").replace(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    words = sum(tables["articles"]["words"].to_pylist())
    part = parts.Part(
        name, job["made_with"], len(tables["articles"]), words,
        {table: len(rows) for table, rows in tables.items()}, sizes,
        tuple((one.source, one.reason) for one in set_aside),
        tuple((one.source, one.reason) for one in partly), job["limit"] if job["skip"] else None,
    )  # fmt: skip
    return vars(part)
