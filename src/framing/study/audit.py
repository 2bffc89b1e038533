"""The source audit of a newsroom: who is given a voice, by month, desk or author, and who for the first time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from framing.study.intervals import wilson
from framing.study.measures import rows_of
from framing.study.persons import persons

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables

OFFICIALS = ("government", "politics", "justice", "international")
"""The affiliations that speak for a state, its parties and courts, or several states."""

ASPECTS = ("affiliation", "function", "gender", "named")
"""The columns of the table sources by which `heard` counts."""

GROUPS = ("month", "author")
"""What `audit` can group by besides any column of the articles: the month of publication, each author of the byline."""

NOT_TOLD = "not told"
"""The group of articles that do not tell it."""

_COLUMNS = (
    "articles", "sources", "women", "men", "gender_not_told", "women_share", "women_low", "women_high", "officials",
    "citizens", "unnamed", "new", "repeated",
)  # fmt: skip


def heard(tables: Tables, by: str = "affiliation") -> pd.DataFrame:
    """How many sources there are of each kind, and how much they say.

    Args:
        tables: with the table `sources`.
        by: one of `ASPECTS`. By gender, bodies and documents are left out.

    Returns:
        One row a value, the most frequent first: the value, `sources`, `share` (of the sources), `statements`, `words`,
        `quoted_words`.

    Raises:
        ValueError: for another column.

    Example:
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": "a", "speaker": name, "affiliation": kind, "statements": 1, "words": 9}
        ...         for name, kind in (("Roe", "business"), ("Lee", "citizens"), ("Poe", "citizens"))]
        >>> heard(Tables.from_rows({"sources": rows}))[["affiliation", "sources", "words"]].values.tolist()
        [['citizens', 2, 18], ['business', 1, 9]]
    """
    import pandas as pd

    if by not in ASPECTS:
        raise ValueError(f"sources cannot be counted by '{by}'; allowed are {', '.join(ASPECTS)}.")
    counted: dict[str, Counter[str]] = {}
    for row in rows_of(tables.sources):
        value = _value(getattr(row, by))
        if value is None:
            continue
        counts = counted.setdefault(value, Counter())
        counts["sources"] += 1
        for name in ("statements", "words", "quoted_words"):
            counts[name] += _number(getattr(row, name))
    total = sum(counts["sources"] for counts in counted.values())
    made = [
        (value, c["sources"], c["sources"] / total, c["statements"], c["words"], c["quoted_words"])
        for value, c in sorted(counted.items(), key=lambda pair: (-pair[1]["sources"], pair[0]))
    ]
    return pd.DataFrame(made, columns=[by, "sources", "share", "statements", "words", "quoted_words"])


def audit(tables: Tables, by: str = "month") -> pd.DataFrame:
    """Women and men, officials and citizens, new and repeated voices, group by group.

    A voice is new where its person or body stands in no article published before; sources without an id are neither. An
    article with two authors counts with each. The interval of the share of women is Wilson's, over the sources whose
    gender the text shows; those whose gender it does not show are counted beside.

    Args:
        tables: with the tables `articles` and `sources`.
        by: one of `GROUPS`, or a column of the articles, such as outlet or an own column for the desk.

    Returns:
        One row a group: the group, `articles`, `sources`, `women`, `men`, `gender_not_told`, `women_share` with
        `women_low` and `women_high`, `officials`, `citizens`, `unnamed`, `new`, `repeated`.

    Raises:
        ValueError: for a column that the articles do not have.

    Example:
        >>> from framing.tables import Tables
        >>> articles = [{"article_id": name, "text": "", "outlet": "The Weir"} for name in "ab"]
        >>> rows = [{"article_id": name, "speaker": "Ida Roe", "person_id": "ida-roe", "gender": "woman", "named": True,
        ...          "speaker_type": "person"} for name in "ab"]
        >>> found = audit(Tables.from_rows({"articles": articles, "sources": rows}), "outlet")
        >>> found[["outlet", "women", "new", "repeated"]].values.tolist()
        [['The Weir', 2, 1, 1]]
    """
    import pandas as pd

    articles = tables.articles
    if by not in GROUPS and by not in articles.columns:
        raise ValueError(
            f"the articles have no column '{by}'; allowed are {', '.join([*GROUPS, *map(str, articles.columns)])}."
        )
    groups = {row.article_id: list(_groups(row, by)) for row in rows_of(articles)}
    first = _first_seen(tables)
    counted: dict[str, Counter[str]] = {}
    for names in groups.values():
        for name in names:
            counted.setdefault(name, Counter())["articles"] += 1
    for row, new in first:
        for name in groups.get(row.article_id, ()):
            counted[name].update(_told(row, new))
    rows = [(name, *_line(counts)) for name, counts in sorted(counted.items())]
    return pd.DataFrame(rows, columns=[by, *_COLUMNS])


def _line(counts: Counter[str]) -> Sequence[Any]:
    told = counts["women"] + counts["men"]
    low, high = wilson(counts["women"], told) if told else (None, None)
    shares = {"women_share": counts["women"] / told if told else None, "women_low": low, "women_high": high}
    return [shares[name] if name in shares else counts[name] for name in _COLUMNS]


def _told(row: Any, new: bool | None) -> Iterator[str]:
    """What a source counts as."""
    yield "sources"
    gender = _value(row.gender)
    if gender is not None:
        yield {"woman": "women", "man": "men"}.get(gender, "gender_not_told")
    if row.affiliation in OFFICIALS:
        yield "officials"
    if row.affiliation == "citizens":
        yield "citizens"
    if not row.named:
        yield "unnamed"
    if new is not None:
        yield "new" if new else "repeated"


def _first_seen(tables: Tables) -> list[tuple[Any, bool | None]]:
    """Every source, and whether its person or body is new; None where it has no id. Undated articles come last."""
    dated = {
        row.article_id: (row.published != row.published or row.published is None, str(row.published), number)
        for number, row in enumerate(rows_of(tables.articles))
    }
    known = persons(tables)
    rows = sorted(rows_of(tables.sources), key=lambda row: dated.get(row.article_id, (True, "", 0)))
    seen: dict[str, str] = {}
    made: list[tuple[Any, bool | None]] = []
    for row in rows:
        who = known.get((row.article_id, row.speaker))
        made.append((row, None if who is None else seen.setdefault(who, row.article_id) == row.article_id))
    return made


def _groups(row: Any, by: str) -> Iterator[str]:
    if by == "author":
        named = row.byline
        names = [] if named is None or isinstance(named, float) else [str(name) for name in named]
        yield from names or [NOT_TOLD]
    elif by == "month":
        missing = row.published is None or row.published != row.published
        yield NOT_TOLD if missing else f"{row.published:%Y-%m}"
    else:
        yield _value(getattr(row, by)) or NOT_TOLD


def _value(value: Any) -> str | None:
    if value is None or value != value or value == "":
        return None
    return {True: "named", False: "unnamed"}[bool(value)] if str(value) in ("True", "False") else str(value)


def _number(value: Any) -> int:
    return 0 if value is None or value != value else int(value)
