"""Small ways to count and to pick rows, so that a notebook's cell stays one thought long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from framing.study.intervals import wilson
from framing.study.measures import UNASSIGNED, Measured, rows_of

if TYPE_CHECKING:
    import pandas as pd


def counted(rows: pd.DataFrame, down: str, across: str) -> pd.DataFrame:
    """Rows counted by two columns, the commonest first, with a column of sums.

    Args:
        rows: any frame.
        down, across: two of its columns; an empty value counts as "none".

    Raises:
        ValueError: for a column that is not there.

    Example:
        >>> import pandas as pd
        >>> counted(pd.DataFrame({"kind": ["a", "a", "b"], "voice": ["x", "y", "x"]}), "kind", "voice").values.tolist()
        [[1, 1, 2], [1, 0, 1]]
    """
    import pandas as pd

    for column in (down, across):
        if column not in rows:
            allowed = ", ".join(map(str, rows.columns))
            raise ValueError(f"there is no column '{column}' to count; allowed are {allowed}.")
    table = pd.crosstab(rows[down].fillna("none").astype(str), rows[across].fillna("none").astype(str))
    sizes = table.sum(axis=0).to_dict()
    table = table[sorted(table.columns, key=lambda name: (-sizes[name], str(name)))]
    table["all"] = table.sum(axis=1)
    table = table.sort_values("all", ascending=False, kind="stable").astype("int64")
    table.index.name, table.columns.name = down, None
    return table


def only(measured: Measured, **wanted: Any) -> Measured:
    """The same measures with some of the statements: those whose columns have the values.

    Args:
        measured: from `framing.study.measure`.
        **wanted: column to value, or to a list of values.

    Raises:
        ValueError: for a column that is not there.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> len(only(measure(Tables.from_rows({})), accusing=True).statements)
        0
    """
    table = measured.statements
    for column, value in wanted.items():
        if column not in table:
            raise ValueError(f"statements have no column '{column}'; allowed are {', '.join(table.columns)}.")
        several = isinstance(value, Sequence) and not isinstance(value, str)
        table = table[table[column].isin(list(value) if several else [value])]
    return replace(measured, statements=table.reset_index(drop=True))


def with_act(measured: Measured, marks: pd.DataFrame) -> pd.DataFrame:
    """Marks with what the statement does in which they stand: states, accuses, denies ….

    Args:
        measured: from `framing.study.measure`.
        marks: from `framing.study.voiced`.

    Example:
        >>> from framing.study import measure, voiced
        >>> from framing.tables import Tables
        >>> empty = Tables.from_rows({})
        >>> "act" in with_act(measure(empty), voiced(measure(empty), empty.hedges))
        True
    """
    acts = {(row.article_id, int(row.statement_id)): row.act for row in rows_of(measured.statements)}
    found = [
        None if str(number) in ("<NA>", "nan", "None") else acts.get((name, int(number)))
        for name, number in zip(marks["article_id"], marks["statement_id"], strict=True)
    ]
    import pandas as pd

    return marks.assign(act=pd.Series(found, index=marks.index, dtype=object))


def users(marks: pd.DataFrame) -> list[str]:
    """Whose words each mark is, for a reader: `the journalist`, or the camp with `quoted` or `paraphrased`.

    Args:
        marks: from `framing.study.voiced`.

    Example:
        >>> import pandas as pd
        >>> users(pd.DataFrame({"voice": ["journalist", "quoted"], "camp": [None, "EU"]}))
        ['the journalist', 'EU, quoted']
    """
    return [
        f"{camp}, {voice}" if isinstance(camp, str) else "the journalist"
        for voice, camp in zip(marks["voice"], marks["camp"], strict=True)
    ]


def largest_two(measured: Measured) -> tuple[str, str]:
    """The two camps with the most reported words, by name; `UNASSIGNED` fills an empty place.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> largest_two(measure(Tables.from_rows({})))
        ('no camp', 'no camp')
    """
    words = measured.statements.groupby("camp")["words"].sum().sort_values(ascending=False, kind="stable")
    names = [str(name) for name in words.index if name != UNASSIGNED][:2]
    one, other = (*names, UNASSIGNED, UNASSIGNED)[:2]
    return one, other


def framed(frames: pd.DataFrame) -> pd.DataFrame:
    """How many articles carry each frame, with Wilson's 95 % interval of the share.

    Args:
        frames: the frames table, or the policy_frames table.

    Returns:
        One row a frame, the commonest first: `frame`, `articles` (with it), `of`, `share`, `low`, `high`.

    Example:
        >>> from framing.tables import frame
        >>> rows = [{"article_id": name, "frame": "conflict", "present": name == "a"} for name in "ab"]
        >>> framed(frame("frames", rows))[["frame", "articles", "of"]].values.tolist()
        [['conflict', 1, 2]]
    """
    import pandas as pd

    rows = []
    for name, found in frames.groupby("frame", sort=True):
        # A frame may be told by paragraph too; an article has it where any of its rows does.
        present = found.groupby("article_id")["present"].any()
        count, total = int(present.sum()), len(present)
        rows.append((name, count, total, count / total, *wilson(count, total)))
    table = pd.DataFrame(rows, columns=["frame", "articles", "of", "share", "low", "high"])
    return table.sort_values(["articles", "frame"], ascending=[False, True], kind="stable").reset_index(
        drop=True
    )


def evidence(frames: pd.DataFrame) -> pd.DataFrame:
    """The evidence spans of the frames, one row a span, each span once a frame.

    Args:
        frames: the frames table, or the policy_frames table.

    Returns:
        `article_id`, `frame`, `start`, `end`.

    Example:
        >>> from framing.tables import frame
        >>> rows = [{"article_id": "a", "frame": "conflict", "present": True, "evidence": [{"start": 0, "end": 3}]}]
        >>> evidence(frame("frames", rows)).values.tolist()
        [['a', 'conflict', 0, 3]]
    """
    import pandas as pd

    found: dict[tuple[str, str, int, int], None] = {}
    for row in rows_of(frames[frames["present"].astype(bool)] if len(frames) else frames):
        for span in row.evidence if row.evidence is not None else ():
            found[row.article_id, row.frame, int(span["start"]), int(span["end"])] = None
    return pd.DataFrame(list(found), columns=["article_id", "frame", "start", "end"])


def extremes(rows: pd.DataFrame, by: str, *, most: int = 5) -> pd.DataFrame:
    """The rows with the lowest and the highest values; none twice, and none with the value 0.

    Example:
        >>> import pandas as pd
        >>> extremes(pd.DataFrame({"x": [3, 0, -2, 1, 5]}), "x", most=1)["x"].tolist()
        [-2, 5]
    """
    ordered = rows[rows[by] != 0].sort_values(by, kind="stable")
    if len(ordered) <= 2 * most:
        return ordered.reset_index(drop=True)
    return ordered.iloc[[*range(most), *range(len(ordered) - most, len(ordered))]].reset_index(drop=True)


def commonest(values: pd.Series, *, otherwise: str) -> str:
    """The commonest value of a column, the first of them where several are; `otherwise` where it is empty.

    Example:
        >>> import pandas as pd
        >>> commonest(pd.Series(["a", "b", "b"]), otherwise="x"), commonest(pd.Series([], dtype=object), otherwise="x")
        ('b', 'x')
    """
    present = values.dropna()
    if present.empty:
        return otherwise
    counts: Mapping[Any, int] = present.value_counts(sort=False).to_dict()
    return str(max(counts, key=lambda value: counts[value]))
