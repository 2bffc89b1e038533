"""Exact counts over tables that do not fit into memory: what adds up over articles, added up part by part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from framing.study.measures import Measured, measure
from framing.study.prose import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from pandas.core.groupby import DataFrameGroupBy

    from framing.dataset.whole import Whole

STATEMENTS = ("outlet", "camp", "naming", "kind", "act", "third", "accusing")
"""By what statements can be counted: columns of `framing.study.measures.Measured.statements`."""
VOICES = ("voice", "camp", "region")
"""By what words can be counted: columns of `framing.study.measures.Measured.words`."""


def statements(whole: Whole, by: Sequence[str] = ("camp",)) -> pd.DataFrame:
    """All statements, counted exactly.

    Args:
        whole: the tables of a folder.
        by: some of `STATEMENTS`.

    Returns:
        The columns of `by`, with `statements`, their `words`, and those of them in quotation marks (`quoted`), the most
        statements first.

    Raises:
        ValueError: for a column that statements are not counted by.
    """
    return _counted(whole, by, STATEMENTS, ("statements", "words", "quoted"), _statements)


def words(whole: Whole, by: Sequence[str] = ("voice",)) -> pd.DataFrame:
    """All words of the stories by whose they are, counted exactly.

    Args:
        whole: the tables of a folder.
        by: some of `VOICES`.

    Returns:
        The columns of `by`, with `words`, the most first.

    Raises:
        ValueError: for a column that words are not counted by.
    """
    return _counted(whole, by, VOICES, ("words",), lambda found, by: _heaps(found.words, by)["words"].sum())


def rows(whole: Whole, table: str, by: str) -> pd.DataFrame:
    """The rows of any table by one of its columns, counted exactly; only that column is read.

    Args:
        whole: the tables of a folder.
        table: its name.
        by: a column of it.

    Returns:
        `by` and `rows`, the most first.

    Raises:
        ValueError: for a column that the table does not have.

    Example:
        >>> import tempfile
        >>> from framing.annotate import annotate_to
        >>> from framing.article import Article
        >>> from framing.dataset.whole import Whole
        >>> place = tempfile.mkdtemp()
        >>> _ = annotate_to(Article("a", "It may rain. It may not. Perhaps it will."), place)
        >>> rows(Whole(place), "hedges", "text").values.tolist()
        [['may', 2], ['Perhaps', 1]]
    """
    import pandas as pd

    from framing.tables import dataset

    scanned = dataset(whole.folder, table)
    if by not in scanned.schema.names:
        raise ValueError(
            f"the table '{table}' has no column '{by}'; it has {', '.join(scanned.schema.names)}."
        )
    counts: dict[Any, int] = {}
    for batch in scanned.to_batches(columns=[by]):
        for one in batch.column(0).value_counts().to_pylist():
            counts[one["values"]] = counts.get(one["values"], 0) + one["counts"]
    made = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return pd.DataFrame(made, columns=[by, "rows"])


def drawn(told: Mapping[str, Any]) -> str:
    """What a page says whose articles were drawn from a larger corpus.

    Args:
        told: as the provenance of drawn tables has it under `drawn`.

    Example:
        >>> rows = {"statements": 70, "hedges": 8}
        >>> drawn({"articles": 10, "of": 99, "all": 100, "words": 5000, "rows": rows, "seed": 0})
        'These 10 articles were drawn at random (seed 0) from 99; all 100 articles, counted exactly, have 5,000 words of
        story, 70 statements and 8 hedges. Shares below are those of the articles drawn.'
    """
    counts = [f"{told['rows'][name]:,} {name}" for name in ("statements", "hedges") if name in told["rows"]]
    told_words = f"{told['words']:,} words of story"
    return (
        f"These {told['articles']:,} articles were drawn at random (seed {told['seed']}) from {told['of']:,}; all "
        f"{told['all']:,} articles, counted exactly, have {listed([told_words, *counts])}. "
        "Shares below are those of the articles drawn."
    )


def _statements(found: Measured, by: list[str]) -> pd.DataFrame:
    heaps = _heaps(found.statements, by)
    return heaps.agg(statements=("words", "size"), words=("words", "sum"), quoted=("quoted", "sum"))


def _heaps(rows: pd.DataFrame, by: list[str]) -> DataFrameGroupBy[Any, Any]:
    return rows.groupby(by, dropna=False, sort=False, observed=True)


def _counted(
    whole: Whole, by: Sequence[str], allowed: Sequence[str], counted: Sequence[str],
    count: Callable[[Measured, list[str]], pd.DataFrame | pd.Series],
) -> pd.DataFrame:  # fmt: skip
    """What adds up, added up part by part: at no time is there more than one part and the sums so far."""
    import pandas as pd

    for name in by:
        if name not in allowed:
            raise ValueError(f"nothing is counted by '{name}' here; allowed are {', '.join(allowed)}.")
    names = list(by)
    found: pd.DataFrame | None = None
    for tables in whole.each():
        more = count(measure(tables), names).reset_index()
        found = (
            more
            if found is None
            else _heaps(pd.concat([found, more], ignore_index=True), names).sum().reset_index()
        )
    if found is None:
        return pd.DataFrame(columns=[*names, *counted])
    made = found.sort_values([counted[0], *names], ascending=[False] + [True] * len(names), kind="stable")
    return made.reset_index(drop=True)
