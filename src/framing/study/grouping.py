"""The articles in groups: by any column of the table of articles, or by when they appeared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.study.limits import least

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

TIMES = {"year": "Y", "quarter": "Q", "month": "M", "week": "W"}
"""What articles can be grouped by besides their columns: spans of time, from `published`."""


@dataclass(frozen=True)
class Groups:
    """Articles in groups.

    Args:
        by: the column, or one of `TIMES`.
        names: of the groups, in order; of spans of time all between the first and the last, empty ones too.
        codes: of each article the place of its group among the names, -1 where it has none.
    """

    by: str
    names: tuple[str, ...]
    codes: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many articles each group has."""
        import numpy as np

        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.names))

    @property
    def outside(self) -> int:
        """How many articles are in no group."""
        return int((self.codes < 0).sum())


def grouped(articles: pd.DataFrame, by: str) -> Groups:
    """The articles by a column with 2 to 50 values, the largest group first.

    Args:
        articles: the table of articles.
        by: one of its columns.

    Raises:
        ValueError: in one sentence, for a column that is not there, or has too few or too many values.

    Example:
        >>> import pandas as pd
        >>> articles = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "desk": ["city", "world", "world", None]})
        >>> found = grouped(articles, "desk")
        >>> found.names, found.sizes.tolist(), found.outside
        (('world', 'city'), [2, 1], 1)
    """
    import pandas as pd

    column = articles.get(by)
    if column is None or by in ("text", "article_id"):
        known = [str(name) for name in articles.columns if name not in ("text", "article_id")]
        raise ValueError(
            f"the articles have no column '{by}' to compare by; give one of {', '.join(known)}, or {', '.join(TIMES)}."
        )
    values = pd.Series([_named(value) for value in column], dtype=object)
    sizes = values.value_counts()
    few, many = least("groups_least"), least("groups_most")
    if len(sizes) < few:
        what = f"only the value '{sizes.index[0]}'" if len(sizes) else "no value at all"
        raise ValueError(
            f"the column '{by}' has {what}, so there is nothing to compare; give a column with {few} to {many} values."
        )
    if len(sizes) > many:
        raise ValueError(
            f"the column '{by}' has {len(sizes):,} different values, such as '{sizes.index[0]}'; {few} to {many} can "
            "be compared on one page, so give another column or put its values into fewer groups."
        )
    names = sorted(sizes.index, key=lambda name: (-int(sizes[name]), str(name)))
    return Groups(by, tuple(names), pd.Categorical(values, categories=names).codes.astype("int64"))


def timed(articles: pd.DataFrame, over: str) -> Groups:
    """The articles by when they appeared, in order of time, without a gap.

    Args:
        articles: the table of articles.
        over: one of `TIMES`.

    Raises:
        ValueError: in one sentence, for another word, where no article has a date, or for too long a time.

    Example:
        >>> import pandas as pd
        >>> dates = pd.to_datetime(["2024-01-05", "2024-03-09", None], utc=True)
        >>> found = timed(pd.DataFrame({"published": dates}), "month")
        >>> found.names, found.codes.tolist()
        (('2024-01', '2024-02', '2024-03'), [0, 2, -1])
    """
    import numpy as np
    import pandas as pd

    if over not in TIMES:
        raise ValueError(f"time cannot be counted by '{over}'; allowed are {', '.join(TIMES)}.")
    days = pd.to_datetime(articles["published"], utc=True).dt.tz_localize(None)
    if days.notna().sum() == 0:
        raise ValueError(
            f"no article has a date, so nothing can be compared by {over}; name the column with --date-column when "
            "annotating."
        )
    periods = days.dt.to_period(TIMES[over])
    known = periods.dropna()
    every = pd.period_range(known.min(), known.max(), freq=TIMES[over])
    if len(every) > least("months_most"):
        longer = {"week": "month", "month": "quarter", "quarter": "year"}.get(over, "a column of periods")
        raise ValueError(
            f"between {every[0]} and {every[-1]} there are {len(every):,} {over}s, more than the "
            f"{least('months_most')} that one page holds; compare by {longer}, or look for wrong dates."
        )
    codes = np.full(len(articles), -1, dtype=np.int64)
    there = periods.notna().to_numpy()
    codes[there] = every.get_indexer(pd.PeriodIndex(known))
    return Groups(over, tuple(_period(one, over) for one in every), codes)


def _period(period: Any, over: str) -> str:
    return str(period).replace("Q", " Q") if over == "quarter" else str(period).partition("/")[0]


def _named(value: Any) -> str | None:
    """A cell as the name of a group; several values of one article are one name together."""
    import pandas as pd

    if isinstance(value, list | tuple) or hasattr(value, "tolist"):
        parts = [str(one) for one in value] if getattr(value, "ndim", 1) else [str(value)]
        return " and ".join(parts) or None
    if pd.isna(value) or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.date()) if isinstance(value, pd.Timestamp) else " ".join(str(value).split())
