"""What the page of a corpus says besides its articles: how its groups differ, and which charges several print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.study.bags import bags
from framing.study.compared import Comparison, compare
from framing.study.events import events
from framing.study.grouping import TIMES, Groups, grouped, timed
from framing.study.limits import least
from framing.study.permutation import DRAWS
from framing.study.same_charge import SameCharge, same_charges

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables

MONTH = "month"


@dataclass(frozen=True, eq=False)
class Overall:
    """What was found over all articles.

    Args:
        found: the comparison; None where nothing can be compared.
        why: then the sentence that says why.
        charges: those that two articles or more print.
        groups: the group of each article, by article id; without those of none.
        names: of the groups, in order of their name, or of time.
        articles: how many.
    """

    found: Comparison | None
    why: str
    charges: tuple[SameCharge, ...]
    groups: Mapping[str, str]
    names: tuple[str, ...]
    articles: int

    @property
    def by(self) -> str:
        """The column or the span of time by which the articles are grouped; empty where they are not."""
        return "" if self.found is None else self.found.by or self.found.over or ""


def overall(tables: Tables, by: str = "", over: str = "", *, draws: int = DRAWS, seed: int = 0) -> Overall:
    """Compare the groups of a corpus, and find the charges that several of its articles print.

    Args:
        tables: the corpus, its copies counted as wanted.
        by: a column of the articles, or year, quarter, month or week; where not given, the outlets are compared, or
            the months where there is but one outlet.
        over: a span of time over which the groups are followed, too.
        draws, seed: of the permutation test.

    Example:
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": name, "text": "It rained.", "words": 2, "outlet": "Echo"} for name in "ab"]
        >>> overall(Tables.from_rows({"articles": rows})).why
        'All articles are from Echo and none has a date, so no groups are compared here; `--by COLUMN` names others.'
    """
    counted = bags(tables)
    charged = same_charges(tables, events(tables, found=counted), bags=counted)
    size = len(tables.articles)
    chosen, why = (by, "") if by else _usual(tables.articles)
    if why:
        return Overall(None, why, charged, {}, (), size)
    try:
        column, span = (
            (None, chosen) if chosen in TIMES and chosen not in tables.articles else (chosen, over or None)
        )
        found = compare(tables, column, over=span, draws=draws, seed=seed)
    except ValueError as problem:
        return Overall(None, f"Nothing is compared here: {problem}", charged, {}, (), size)
    groups = timed(tables.articles, str(span)) if column is None else grouped(tables.articles, column)
    return Overall(found, "", charged, *_named(tables.articles, groups, in_time=column is None), size)


def _usual(articles: pd.DataFrame) -> tuple[str, str]:
    """By what a corpus is grouped if nobody says, or why it cannot be."""
    outlets = sorted({name for name in articles["outlet"] if isinstance(name, str) and name.strip()})
    if least("groups_least") <= len(outlets) <= least("groups_most"):
        return "outlet", ""
    dated = articles["published"].dropna()
    if dated.dt.strftime("%Y-%m").nunique() > 1:
        return MONTH, ""
    which = f"All articles are from {outlets[0]}" if len(outlets) == 1 else "No article names its outlet"
    if len(outlets) > 1:
        which = f"There are {len(outlets):,} outlets, more than one page compares"
    when = "none has a date" if dated.empty else "their dates lie in one month"
    return "", f"{which} and {when}, so no groups are compared here; `--by COLUMN` names others."


def _named(
    articles: pd.DataFrame, groups: Groups, *, in_time: bool
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The name of each article's group, and the names that occur, in the order in which a page has them."""
    home = {
        name: groups.names[code]
        for name, code in zip(articles["article_id"], groups.codes.tolist(), strict=True)
        if code >= 0
    }
    used = set(home.values())
    kept = [name for name in groups.names if name in used]
    return home, tuple(kept if in_time else sorted(kept, key=lambda name: (name.casefold(), name)))
