"""A study from tables that are there already: the articles as the tables hold them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from framing.article import Article, Corpus, Region, SetAside
from framing.study.columns import no_tables
from framing.study.copies import COUNTED, counted
from framing.study.measures import rows_of
from framing.study.study import Study
from framing.tables import Tables, read

if TYPE_CHECKING:
    from framing.camps import Camps


def of(
    tables: Tables | str | Path, *, camps: Camps | None = None, copies: str = "once", seed: int = 0
) -> Study:
    """A study of tables, near copies counted once unless asked otherwise.

    Args:
        tables: from `framing.annotate`, or the folder that `framing annotate` wrote.
        camps: of the analyst, where known.
        copies: "once" for one of each group, "keep" for all, "drop" for none of a group; tables whose copies were
            counted already stay as they are.
        seed: of everything that draws at random.

    Raises:
        ValueError: for a folder without tables, or another word for `copies`.

    Example:
        >>> rows = [{"article_id": name, "text": "It rained.", "words": 2, "copy_of": of} for name, of in
        ...         (("a", None), ("b", "a"))]
        >>> of(Tables.from_rows({"articles": rows})).ids
        ['a']
    """
    found = tables if isinstance(tables, Tables) else open_tables(tables)
    if COUNTED not in found.provenance:
        found = counted(found, copies)
    return Study(corpus_of(found), found, camps, seed=seed)


def open_tables(folder: str | Path) -> Tables:
    """The tables of a folder, with the provenance that lies beside them.

    Raises:
        ValueError: where no tables are there.

    Example:
        >>> open_tables("no/such/place")
        Traceback (most recent call last):
        ...
        ValueError: 'no/such/place' holds no tables (no articles.parquet is there); make them with `framing annotate
        INPUT --out DIR` and give that folder.
    """
    place = Path(folder)
    if not (place / "articles.parquet").exists():
        raise ValueError(no_tables(folder))
    tables = read(place)
    beside = place / "provenance.json"
    if not tables.provenance and beside.exists():
        tables = tables.but(provenance=json.loads(beside.read_text(encoding="utf-8")))
    return tables


def corpus_of(tables: Tables) -> Corpus:
    """The articles as their tables hold them: what was annotated is what is shown.

    Example:
        >>> corpus_of(Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]}))["a"].text
        'It rained.'
    """
    regions: dict[str, list[Region]] = {}
    for row in rows_of(tables.regions):
        regions.setdefault(row.article_id, []).append(Region(row.region, int(row.start), int(row.end)))
    made = [
        Article(
            row.article_id, row.text or "", source=row.source or "", headline=row.headline or None,
            regions=tuple(sorted(regions.get(row.article_id, ()), key=lambda region: region.start)),
            outlet=row.outlet or None, byline=tuple(row.byline if row.byline is not None else ()),
            published=row.published if str(row.published) != "NaT" else None, language=row.language or None,
            published_from=getattr(row, "published_from", None), copy_of=getattr(row, "copy_of", None),
        )
        for row in rows_of(tables.articles)
    ]  # fmt: skip
    return Corpus(tuple(made), _left_out(tables))


def _left_out(tables: Tables) -> tuple[SetAside, ...]:
    """What was an input of the tables but is not in them."""
    kept = tables.provenance.get("set_aside")
    pairs = kept if isinstance(kept, list | tuple) else ()
    return tuple(
        SetAside(str(one[0]), str(one[1])) for one in pairs if isinstance(one, list | tuple) and len(one) == 2
    )
