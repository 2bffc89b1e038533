"""What lies in a folder of tables, told in a few lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from framing import locking, parts
from framing.annotate import PROVENANCE
from framing.dataset.folder import LOCK
from framing.tables import SCHEMAS

_SHOWN = 10


def listing(folder: str | Path) -> Iterator[str]:
    """Lines that tell what is in a folder: tables, rows, parts, what made them, what is missing.

    Args:
        folder: what `framing annotate` writes to.

    Raises:
        ValueError: where there are no tables.

    Example:
        >>> import tempfile
        >>> from framing.annotate import annotate_to
        >>> from framing.article import Article
        >>> place = tempfile.mkdtemp()
        >>> _ = annotate_to(Article("a1", "It rained."), place)
        >>> next(listing(place)).rpartition(": ")[2]
        '1 article with 2 words, every table a single file.'
    """
    place = Path(folder)
    manifest = parts.load(place)
    if manifest is None and not parts.there(place):
        raise ValueError(
            f"there are no tables in '{folder}'; make them with `framing annotate INPUT --out {folder}`."
        )
    if busy(place):
        yield f"A run is writing to {place} now."
    if manifest is None:
        yield from _single(place)
        return
    made = (
        list(manifest.parts.values())
        if manifest.order is None
        else [manifest.parts[n] for n in manifest.order]
    )
    articles, words = sum(part.articles for part in made), sum(part.words for part in made)
    broken = [part.name for part in made if not part.whole(place)]
    if manifest.order is None:
        yield (
            f"{place}: not finished, {len(made):,} of {manifest.wanted:,} parts with {articles:,} articles are there; "
            "run the same command again, it goes on from there."
        )
    else:
        yield f"{place}: {articles:,} articles with {words:,} words in {len(made):,} parts."
    later = len(manifest.parts) - len(made)
    if later:
        yield f"A later run was stopped; {later:,} of its parts are there, and the next one goes on from there."
    if broken:
        yield f"Missing or damaged: {_some(broken)}; the next run makes them again."
    rows: dict[str, int] = {}
    for part in made:
        for table, count in part.rows.items():
            rows[table] = rows.get(table, 0) + count
    yield from _rows(rows, sum(sum(part.sizes.values()) for part in made))
    aside = len(manifest.told.get("set_aside", ())) or sum(len(part.set_aside) for part in made)
    if aside:
        yield f"Set aside: {aside:,}; {PROVENANCE} says what and why."
    if version := manifest.told.get("framing"):
        yield f"Made with framing {version}, camps {manifest.told['camps']['name']}, model {manifest.told['model']}."


def busy(folder: Path) -> bool:
    """Whether a run holds the folder now."""
    if not (folder / LOCK).is_file():
        return False
    try:
        locking.take(folder / LOCK).close()
    except locking.Busy:
        return True
    except OSError:  # not ours to write to
        return False
    return False


def _single(place: Path) -> Iterator[str]:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    rows, size = {}, 0
    for table in SCHEMAS:
        for path in parts.files(place, table):
            rows[table] = pq.ParquetFile(path).metadata.num_rows
            size += path.stat().st_size
    words = pc.sum(pq.ParquetFile(place / "articles.parquet").read(["words"])["words"]).as_py() or 0
    many = f"{rows['articles']:,} article{'' if rows['articles'] == 1 else 's'}"
    yield f"{place}: {many} with {words:,} words, every table a single file."
    yield from _rows(rows, size)
    if (place / PROVENANCE).is_file():
        told = json.loads((place / PROVENANCE).read_text(encoding="utf-8"))
        if aside := len(told.get("set_aside", ())):
            yield f"Set aside: {aside:,}; {PROVENANCE} says what and why."
        yield f"Made with framing {told['framing']}, camps {told['camps']['name']}, model {told['model']}."


def _rows(rows: dict[str, int], size: int) -> Iterator[str]:
    width = max(map(len, rows), default=0)
    for table, count in rows.items():
        yield f"  {table:<{width}}  {count:>12,}"
    yield f"{size / 1e6:,.1f} MB on disk."


def _some(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
