"""Who has how much of the story: shares, rates, verbs and places, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.study.intervals import ENOUGH_ARTICLES, bootstrap_ratio, garwood, wilson
from framing.study.measures import NAMINGS, THIRDS, UNASSIGNED, VOICES, Measured, rows_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

OF = ("statements", "words", "quoted")
"""What can be shared out: statements, their words, their words in quotation marks."""

_KNOWN_ORDERS: dict[str, Sequence[str]] = {
    "naming": NAMINGS,
    "kind": ("direct", "mixed", "indirect"),
    "third": THIRDS,
    "region": ("headline", "standfirst", "caption", "body"),
    "stance": ("neutral", "endorsing", "distancing"),
    "voice": VOICES,
}


def shares(
    measured: Measured,
    by: str = "camp",
    *,
    of: str = "statements",
    order: Sequence[str] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """How statements, or their words, are shared out, with 95 % intervals.

    From `ENOUGH_ARTICLES` articles on the interval is bootstrapped by article. Below that, statements
    get Wilson's interval, as if they were independent draws, and words get none: the words of one
    statement are anything but independent.

    Args:
        measured: from `measure`.
        by: a column of `measured.statements`, such as camp, naming, kind, region, third, speaker.
        of: one of `OF`.
        order: classes in the wanted order, empty ones included; the rest follows by size.
        seed: of the bootstrap.

    Returns:
        One row a class: the class, `count`, `total`, `share`, `low`, `high`, `interval` (bootstrap by
        article | Wilson | none).

    Raises:
        ValueError: for a column or a quantity that is not there.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": "a", "statement_id": i, "kind": "indirect", "content": [], "camp": camp,
        ...          "speaker_type": "person"} for i, camp in enumerate(["mayor", "mayor", "police"])]
        >>> measured = measure(Tables.from_rows({"statements": rows}))
        >>> shares(measured)[["camp", "count", "total"]].values.tolist()
        [['mayor', 2, 3], ['police', 1, 3]]
    """
    import numpy as np
    import pandas as pd

    _check(measured, by, of)
    counts = _by_article(measured, by, of)
    classes = _classes(by, counts.sum().to_dict(), order)
    counts = counts.reindex(columns=classes, fill_value=0)
    per_article = counts.to_numpy(dtype=float).reshape(len(counts), len(classes))
    sums = per_article.sum(axis=0)
    total = int(sums.sum())
    method, limits = _limits(per_article, sums, total, of, seed)
    share = sums / total if total else np.full(len(sums), np.nan)
    return pd.DataFrame(
        {by: classes, "count": sums.astype(int), "total": total, "share": share,
         "low": limits[:, 0], "high": limits[:, 1], "interval": method}
    )  # fmt: skip


def crossed(
    measured: Measured, rows: str = "camp", columns: str = "naming", *, order: Sequence[str] | None = None
) -> pd.DataFrame:
    """Statements counted by two properties; classes that are empty stay, for absence is a finding.

    Args:
        measured: from `measure`.
        rows, columns: columns of `measured.statements`.
        order: the rows in the wanted order.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": "a", "statement_id": 0, "kind": "direct", "content": [], "camp": "mayor",
        ...          "speaker_type": "person"}]
        >>> crossed(measure(Tables.from_rows({"statements": rows})), "camp", "kind").loc["mayor"].to_dict()
        {'direct': 1, 'mixed': 0, 'indirect': 0}
    """
    import pandas as pd

    _check(measured, rows, "statements")
    _check(measured, columns, "statements")
    frame = measured.statements
    table = pd.crosstab(frame[rows].fillna("none given"), frame[columns].fillna("none given"))
    across = _classes(columns, table.sum(axis=0).to_dict(), None)
    down = _classes(rows, table.sum(axis=1).to_dict(), order)
    table = table.reindex(index=down, columns=across, fill_value=0).astype("int64")
    table.index.name, table.columns.name = rows, None
    return table


def speakers(measured: Measured, *, most: int | None = None) -> pd.DataFrame:
    """The speakers by their statements: role, camp, statements, words, quoted words, articles.

    Nobody is merged across articles but people of the same canonical name.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": "a", "statement_id": i, "kind": "direct", "content": [], "camp": "city",
        ...          "speaker": "Ada Byron", "role": "mayor", "speaker_type": "person"} for i in range(2)]
        >>> speakers(measure(Tables.from_rows({"statements": rows})))[["speaker", "statements"]].values.tolist()
        [['Ada Byron', 2]]
    """
    import pandas as pd

    frame = measured.statements.copy()
    # Those without a name stand together: "residents" of one article are not those of another.
    frame["speaker"] = [
        who if isinstance(who, str) and who and how != NAMINGS[3] else "No one named"
        for who, how in zip(frame["speaker"], frame["naming"], strict=True)
    ]
    columns = ["speaker", "role", "camp", "naming", "statements", "words", "quoted", "articles"]
    if frame.empty:
        return pd.DataFrame(columns=columns)
    table = (
        frame.groupby(["speaker", "camp", "naming"], sort=False, dropna=False)
        .agg(
            role=("role", _most_common),
            statements=("statement_id", "size"),
            words=("words", "sum"),
            quoted=("quoted", "sum"),
            articles=("article_id", "nunique"),
        )
        .reset_index()
        .sort_values(["statements", "words"], ascending=False, kind="stable")
        .reset_index(drop=True)[columns]
    )
    return table if most is None else table.head(most)


def verbs(measured: Measured, *, order: Sequence[str] | None = None) -> pd.DataFrame:
    """The reporting verbs that each camp is given: who "says", who "claims", who "admits".

    The reporter chooses the verb, so this is always the journalist's voice.

    Returns:
        One row a verb: `verb`, `act`, `stance`, one column of counts a camp, `all`.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": "a", "statement_id": 0, "kind": "direct", "content": [], "camp": "city",
        ...          "speaker_type": "person", "verb": "claim", "act": "claims", "stance": "distancing"}]
        >>> verbs(measure(Tables.from_rows({"statements": rows}))).values.tolist()
        [['claim', 'claims', 'distancing', 1, 1]]
    """
    import pandas as pd

    frame = measured.statements
    camps = _classes("camp", frame["camp"].value_counts().to_dict(), order)
    keys = ["verb", "act", "stance"]
    if frame.empty:
        return pd.DataFrame(columns=[*keys, *camps, "all"])
    named = frame.assign(verb=frame["verb"].fillna("no verb"))
    table = named.groupby([*keys, "camp"], sort=False, dropna=False).size().unstack("camp", fill_value=0)
    table = table.reindex(columns=camps, fill_value=0)
    table["all"] = table.sum(axis=1)
    table.columns.name = None
    return table.reset_index().sort_values(["all", "verb"], ascending=[False, True]).reset_index(drop=True)


def rates(
    measured: Measured,
    marks: pd.DataFrame,
    by: Sequence[str] = ("voice",),
    *,
    order: Sequence[str] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """How often something is marked per 1,000 words of each voice, with 95 % intervals.

    The denominator is that voice's own words, so that somebody with few words is not made to look
    careful. Intervals: bootstrap by article from `ENOUGH_ARTICLES` articles on, else Garwood's exact
    Poisson interval (1936), which takes the marks as independent.

    Args:
        measured: from `measure`.
        marks: rows with `article_id`, `voice` and `reported_by`, such as `tables.hedges`.
        by: any of voice, camp, region.
        order: camps in the wanted order.
        seed: of the bootstrap.

    Returns:
        The grouping columns, `count`, `words`, `per_1000`, `low`, `high`, `interval`.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> tables = Tables.from_rows({
        ...     "articles": [{"article_id": "a", "text": "It may rain here.", "words": 4}],
        ...     "hedges": [{"article_id": "a", "start": 3, "end": 6, "text": "may", "category": "hedge",
        ...                 "voice": "journalist", "rule": "may", "region": "body"}]})
        >>> rates(measure(tables), tables.hedges)[["voice", "count", "words", "per_1000"]].values.tolist()[0]
        ['journalist', 1, 4, 250.0]
    """
    import numpy as np
    import pandas as pd

    keys = list(by)
    for key in keys:
        if key not in ("voice", "camp", "region"):
            raise ValueError(f"rates by '{key}' are not known; allowed are voice, camp, region.")
    placed = voiced(measured, marks)
    placed["camp"] = placed["camp"].fillna("the journalist")
    words = measured.words.assign(camp=measured.words["camp"].fillna("the journalist"))
    above = placed.groupby(["article_id", *keys]).size()
    below = words.groupby(["article_id", *keys])["words"].sum()
    articles = list(measured.articles["article_id"])
    groups = sorted({tuple(g[1:]) for g in [*above.index, *below.index]}, key=lambda g: _rank(keys, g, order))
    if "voice" in keys and len(keys) == 1:
        groups = [(voice,) for voice in VOICES]
    tops, bottoms = (_matrix(series, keys, articles, groups) for series in (above, below))
    rows = []
    enough = len(articles) >= ENOUGH_ARTICLES
    drawn = bootstrap_ratio(tops, bottoms, seed=seed) * 1000 if enough else None
    for column, group in enumerate(groups):
        count, size = int(tops[:, column].sum()), int(bottoms[:, column].sum())
        low, high = drawn[column] if drawn is not None else garwood(count, size / 1000)
        rows.append((*group, count, size, 1000 * count / size if size else np.nan, low, high,
                     "bootstrap by article" if enough else "Poisson"))  # fmt: skip
    return pd.DataFrame(rows, columns=[*keys, "count", "words", "per_1000", "low", "high", "interval"])


def voiced(measured: Measured, marks: pd.DataFrame) -> pd.DataFrame:
    """Marks with the voice class, the camp and the speaker they belong to.

    Args:
        measured: from `measure`.
        marks: rows with `article_id`, `voice` (journalist or a statement's id); `reported_by` where known.

    Returns:
        The same rows; `voice` becomes one of `VOICES`, and `statement_id`, `number`, `camp` and
        `speaker` are added, null where the words are the journalist's own.
    """
    import pandas as pd

    known = {(row.article_id, int(row.statement_id)): row for row in rows_of(measured.statements)}
    reported = marks["reported_by"] if "reported_by" in marks else pd.Series(pd.NA, index=marks.index)
    found = []
    for article, voice, through in zip(marks["article_id"], marks["voice"], reported, strict=True):
        spoken = voice is not None and str(voice) != "journalist"
        statement = (
            int(voice) if spoken and str(voice).isdigit() else None if pd.isna(through) else int(through)
        )
        row = None if statement is None else known.get((article, statement))
        kind = VOICES[0] if row is None else VOICES[2] if spoken else VOICES[1]
        found.append(
            (kind, *((None,) * 4 if row is None else (statement, row.number, row.camp, row.speaker)))
        )
    columns = ["voice", "statement_id", "number", "camp", "speaker"]
    extra = pd.DataFrame(found, columns=columns, index=marks.index).astype(
        {"statement_id": "Int64", "number": "Int64", "camp": object, "speaker": object, "voice": object}
    )
    return pd.concat([marks.drop(columns=[c for c in columns if c in marks]), extra], axis=1)


def first_accusation(measured: Measured) -> pd.DataFrame:
    """How much of each story's body stands before its first accusation or criticism.

    Returns:
        The articles that have one: `article_id`, `body_words`, `before_accusation`, `share`.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> len(first_accusation(measure(Tables.from_rows({}))))
        0
    """
    table = measured.articles.dropna(subset=["before_accusation"])
    table = table[table["body_words"] > 0].reset_index(drop=True)
    share = table["before_accusation"].astype(float) / table["body_words"]
    return table[["article_id", "body_words", "before_accusation"]].assign(share=share)


def _most_common(values: pd.Series) -> str | None:
    present = values.dropna()
    return None if present.empty else str(present.mode().iloc[0])


def _check(measured: Measured, by: str, of: str) -> None:
    if by not in measured.statements.columns:
        allowed = ", ".join(c for c in measured.statements.columns if c != "content")
        raise ValueError(f"statements have no column '{by}'; allowed are {allowed}.")
    if of not in OF:
        raise ValueError(f"'{of}' cannot be shared out; allowed are {', '.join(OF)}.")


def _by_article(measured: Measured, by: str, of: str) -> pd.DataFrame:
    """Counts with a row for every article, also for those in which nobody speaks."""
    frame = measured.statements
    weight = frame["words"] * 0 + 1 if of == "statements" else frame[of]
    counts = weight.groupby([frame["article_id"], frame[by].fillna("none given")], sort=False).sum().unstack()
    articles = list(measured.articles["article_id"]) or list(dict.fromkeys(frame["article_id"]))
    return counts.reindex(index=articles).fillna(0)


def _classes(by: str, sizes: Mapping[Any, Any], order: Sequence[str] | None) -> list[str]:
    wanted = list(order if order is not None else _KNOWN_ORDERS.get(by, ()))
    rest = sorted(
        (name for name in sizes if name not in wanted),
        key=lambda name: (name == UNASSIGNED, -sizes[name], str(name)),
    )
    return [*wanted, *rest]


def _matrix(
    series: pd.Series, keys: list[str], articles: list[str], groups: list[tuple[str, ...]]
) -> NDArray[np.float64]:
    """A series by article and groups as an array of articles × groups."""
    import numpy as np
    import pandas as pd

    if series.empty or not groups:
        return np.zeros((len(articles), len(groups)))
    wide = series.unstack(keys)
    wanted = pd.Index([g[0] for g in groups]) if len(keys) == 1 else pd.MultiIndex.from_tuples(groups)
    filled: NDArray[np.float64] = wide.reindex(index=articles, columns=wanted).fillna(0).to_numpy(dtype=float)
    return filled


def _rank(keys: list[str], group: tuple[str, ...], order: Sequence[str] | None) -> list[tuple[int, str]]:
    ranks = []
    for key, value in zip(keys, group, strict=True):
        known = list(order or ()) if key == "camp" else list(_KNOWN_ORDERS.get(key, ()))
        ranks.append((known.index(value) if value in known else len(known), str(value)))
    return ranks


def _limits(
    per_article: NDArray[np.float64], sums: NDArray[np.float64], total: int, of: str, seed: int
) -> tuple[str, NDArray[np.float64]]:
    import numpy as np

    if not total:
        return "none", np.full((len(sums), 2), np.nan)
    if len(per_article) >= ENOUGH_ARTICLES:
        below = per_article.sum(axis=1, keepdims=True)
        return "bootstrap by article", bootstrap_ratio(per_article, below, seed=seed)
    if of != "statements":
        return "none", np.full((len(sums), 2), np.nan)
    return "Wilson", np.array([wilson(int(count), total) for count in sums])
