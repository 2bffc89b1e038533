"""A study: a corpus with its tables, looked at as a whole or one article at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from framing.article import Article, Corpus
from framing.study.large import drawn
from framing.study.measures import UNASSIGNED, Measured, measure
from framing.study.prose import counting
from framing.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

    from framing.camps import Camps
    from framing.study.compared import Comparison

ALL = "all"
"""The value of `article` that means the whole corpus."""


@dataclass(frozen=True)
class Study:
    """What a notebook works with.

    Args:
        corpus: the articles, all of them.
        tables: their tables, all of them.
        camps: the camps of the analyst, as `framing.camps.placing` loads them; None where not known.
        article: the id of the article in focus, or `all`.
        seed: of everything that draws at random.

    Example:
        >>> one = Article("a", "The mayor resigned.")
        >>> study = Study(Corpus((one,)), Tables.from_rows({}), article="a")
        >>> study.single, study.focus.id
        (True, 'a')
    """

    corpus: Corpus
    tables: Tables
    camps: Camps | None = None
    article: str = ALL
    seed: int = 0

    def __post_init__(self) -> None:
        if self.article != ALL and self.article not in self.ids:
            raise ValueError(unknown_article(self.article, self.ids))

    @property
    def ids(self) -> list[str]:
        """The ids of all articles, in order."""
        return [article.id for article in self.corpus]

    @property
    def chosen(self) -> list[str]:
        """The ids of the articles in focus."""
        return self.ids if self.article == ALL else [self.article]

    @property
    def single(self) -> bool:
        """Whether the study looks at one article: the one in focus, or the only one there is."""
        return len(self.chosen) == 1

    @property
    def focus(self) -> Article:
        """The article in focus; the first one where the study looks at all.

        Raises:
            ValueError: where the corpus is empty.
        """
        if not self.chosen:
            raise ValueError(
                "the corpus holds no article, so none can be shown; give a `source` with articles."
            )
        return self.corpus[self.chosen[0]]

    @cached_property
    def here(self) -> Tables:
        """The tables of the articles in focus."""
        return self.tables if self.article == ALL else self.tables.only(self.chosen)

    @cached_property
    def measured(self) -> Measured:
        """The measures of the articles in focus; see `framing.study.measures`."""
        return measure(self.here)

    @property
    def camp_order(self) -> list[str]:
        """The camps in the analyst's order, then any others in the tables, the unassigned last."""
        named = [camp.name for camp in self.camps.camps] if self.camps is not None else []
        present = [camp for camp in dict.fromkeys(self.measured.statements["camp"]) if camp != UNASSIGNED]
        order = [*named, *sorted(camp for camp in present if camp not in named)]
        if (self.measured.statements["camp"] == UNASSIGNED).any():
            order.append(UNASSIGNED)
        return order

    @property
    def speaking(self) -> list[str]:
        """The camps that have a statement here, in the analyst's order."""
        present = set(self.measured.statements["camp"])
        return [camp for camp in self.camp_order if camp in present]

    def plain(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows without the article's id where there is only one article, and without offsets."""
        needless = ["start", "end", *(["article_id"] if self.single else [])]
        return rows.drop(columns=[name for name in needless if name in rows])

    @property
    def summary(self) -> str:
        """How much there is, in one sentence."""
        words = int(self.measured.articles["words"].sum())
        found = {
            "statement": len(self.here.statements), "mark of certainty or doubt": len(self.here.hedges),
            "loaded word": len(self.here.loaded), "rival name": len(self.here.names),
        }  # fmt: skip
        told = [f"{count:,} {name if count == 1 else _plural(name)}" for name, count in found.items()]
        articles = f"{len(self.chosen):,} article{'' if len(self.chosen) == 1 else 's'}"
        aside = len(self.corpus.set_aside)
        left = "" if not aside else f" {aside} input{' was' if aside == 1 else 's were'} set aside."
        copies = "" if self.article != ALL else counting(self.tables)
        story = f"{articles} with {words:,} words of story: {', '.join(told[:-1])} and {told[-1]}."
        larger = self.tables.provenance.get("drawn") if self.article == ALL else None
        return " ".join(filter(None, (story + left, copies, drawn(larger) if larger else "")))

    def compare(self, by: str | None = None, **options: Any) -> Comparison:
        """Compare groups of the articles in focus in every measure; see `framing.study.compared.compare`.

        Args:
            by: a column of the articles, such as outlet; year, quarter, month or week for the time alone.
            **options: `measure`, `over`, `pair`, `draws`, `seed` (that of the study where not given).
        """
        from framing.study.compared import compare

        return compare(self.here, by, **{"seed": self.seed, **options})

    def of(self, article: str) -> Study:
        """The same study with another article in focus, or `all`."""
        return replace(self, article=article)


def _plural(name: str) -> str:
    first, space, rest = name.partition(" of ")
    if space:
        return f"{first}s of {rest}"
    return f"{name}s"


def unknown_article(article: str, ids: Sequence[str]) -> str:
    """The sentence for an article that is not there.

    Example:
        >>> unknown_article("x", ["a", "b"])
        "there is no article 'x'; the 2 articles here are 'a', 'b'; or give 'all'."
    """
    some = ", ".join(repr(name) for name in ids[:5])
    more = f" and {len(ids) - 5} more" if len(ids) > 5 else ""
    number = f"the {len(ids)} articles here are" if len(ids) != 1 else "the one article here is"
    return f"there is no article '{article}'; {number} {some}{more}; or give 'all'."
