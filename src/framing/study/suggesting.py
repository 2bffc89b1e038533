"""A draft of camps from whatever the analyst has: annotated tables, or articles that are annotated for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing.article import SetAside
from framing.study.copies import counted
from framing.study.drafting import draft
from framing.study.opening import open_tables

if TYPE_CHECKING:
    from framing.reading.columns import Columns
    from framing.tables import Tables


@dataclass(frozen=True, slots=True)
class Suggested:
    """A draft and what it was made from.

    Args:
        text: the camps file.
        articles: how many articles it was drafted from; near copies count once.
        copies: how many near copies were left out.
        set_aside: inputs that could not be read.
    """

    text: str
    articles: int
    copies: int
    set_aside: tuple[SetAside, ...]

    @property
    def told(self) -> str:
        """What it was drafted from, in words."""
        copies = (
            f", {self.copies:,} near cop{'y' if self.copies == 1 else 'ies'} left out" if self.copies else ""
        )
        return f"a draft of camps from {self.articles:,} article{'' if self.articles == 1 else 's'}{copies}"


def suggested(inputs: Sequence[str | Path], columns: Columns | None = None) -> Suggested:
    """Draft a camps file from a folder of tables, or from articles.

    Args:
        inputs: a folder that `framing annotate` wrote, or anything that `framing.read` takes.
        columns: the columns that a table of articles names otherwise.

    Raises:
        ValueError: for tables together with other inputs, or inputs without any article.

    Example:
        >>> suggested(["seeds/"]).told
        'a draft of camps from 1 article'
    """
    folders = [one for one in inputs if (Path(one) / "articles.parquet").exists()]
    if folders and len(inputs) > 1:
        raise ValueError(
            f"'{folders[0]}' is a folder of tables, but {len(inputs):,} inputs are given; give that folder alone."
        )
    tables, aside = (open_tables(folders[0]), ()) if folders else _annotated(inputs, columns)
    once = counted(tables, "once")
    if not len(once.articles):
        raise ValueError(
            f"no article in {', '.join(map(str, inputs))}; a draft needs articles to be made from."
        )
    return Suggested(draft(once), len(once.articles), len(tables.articles) - len(once.articles), aside)


def _annotated(inputs: Sequence[str | Path], columns: Columns | None) -> tuple[Tables, tuple[SetAside, ...]]:
    from framing.annotate import annotate
    from framing.reading import read

    corpus = read(*inputs, columns=columns) if columns is not None else read(*inputs)
    return annotate(corpus, camps="generic"), tuple(corpus.set_aside)
