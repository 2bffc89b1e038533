"""Exact counts over tables that do not fit into memory: what adds up over articles, added up part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.study.measures import measure
from framing.study.prose import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

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
    _known(by, STATEMENTS)
    found: list[pd.DataFrame] = []
    for tables in whole.each():
        rows = measure(tables).statements
        found.append(
            rows.groupby(list(by), dropna=False, sort=False, observed=True)
            .agg(statements=("words", "size"), words=("words", "sum"), quoted=("quoted", "sum"))
            .reset_index()
        )
        found = [_added(found, by)]
    return _ordered(found, by, "statements", ("statements", "words", "quoted"))


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
    _known(by, VOICES)
    found: list[pd.DataFrame] = []
    for tables in whole.each():
        rows = measure(tables).words
        found.append(
            rows.groupby(list(by), dropna=False, sort=False, observed=True)["words"].sum().reset_index()
        )
        found = [_added(found, by)]
    return _ordered(found, by, "words", ("words",))


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


def _known(by: Sequence[str], allowed: Sequence[str]) -> None:
    for name in by:
        if name not in allowed:
            raise ValueError(f"nothing is counted by '{name}' here; allowed are {', '.join(allowed)}.")


def _added(found: list[pd.DataFrame], by: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    together = pd.concat(found, ignore_index=True)
    return together.groupby(list(by), dropna=False, sort=False, observed=True).sum().reset_index()


def _ordered(
    found: list[pd.DataFrame], by: Sequence[str], first: str, counted: Sequence[str]
) -> pd.DataFrame:
    import pandas as pd

    if not found:
        return pd.DataFrame(columns=[*by, *counted])
    made = found[0].sort_values([first, *by], ascending=[False] + [True] * len(by), kind="stable")
    return made.reset_index(drop=True)
