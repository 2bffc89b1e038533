"""Tone by voice and toward targets, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from framing.study.intervals import ENOUGH_ARTICLES, bootstrap_ratio, wilson
from framing.study.measures import UNASSIGNED, Measured, rows_of
from framing.study.shares import voiced

if TYPE_CHECKING:
    import pandas as pd

JOURNALIST = "the journalist"


def tones(
    measured: Measured, tone: pd.DataFrame, *, order: Sequence[str] | None = None, seed: int = 0
) -> pd.DataFrame:
    """The mean tone of the journalist's sentences and of each camp's, with 95 % intervals.

    The interval is bootstrapped by article from `ENOUGH_ARTICLES` articles on; below that there is none,
    since neighbouring sentences are not independent.

    Args:
        measured: from `framing.study.measure`.
        tone: the tone table.
        order: camps in the wanted order, after the journalist.
        seed: of the bootstrap.

    Returns:
        `voice` (the journalist, or a camp), `sentences`, `mean`, `low`, `high`.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> tables = Tables.from_rows({
        ...     "articles": [{"article_id": "a", "text": "Bad rain.", "words": 2}],
        ...     "tone": [{"article_id": "a", "sentence_id": 0, "start": 0, "end": 9, "compound": -0.5,
        ...               "voice": "journalist"}]})
        >>> tones(measure(tables), tables.tone)[["voice", "sentences", "mean"]].values.tolist()
        [['the journalist', 1, -0.5]]
    """
    import numpy as np
    import pandas as pd

    columns = ["voice", "sentences", "mean", "low", "high"]
    placed = voiced(measured, tone.drop(columns=["reported_by"], errors="ignore"))
    placed = placed.assign(voice=placed["camp"].fillna(JOURNALIST))
    if placed.empty:
        return pd.DataFrame(columns=columns)
    present = list(dict.fromkeys(placed["voice"]))
    wanted = [voice for voice in (JOURNALIST, *(order or ())) if voice in present]
    voices = [*wanted, *sorted(voice for voice in present if voice not in wanted)]
    articles = list(measured.articles["article_id"])
    sums = placed.pivot_table(index="article_id", columns="voice", values="compound", aggfunc="sum")
    sizes = placed.pivot_table(index="article_id", columns="voice", values="compound", aggfunc="size")
    above = sums.reindex(index=articles, columns=voices).fillna(0).to_numpy(dtype=float)
    below = sizes.reindex(index=articles, columns=voices).fillna(0).to_numpy(dtype=float)
    enough = len(articles) >= ENOUGH_ARTICLES
    limits = bootstrap_ratio(above, below, seed=seed) if enough else np.full((len(voices), 2), np.nan)
    counts = below.sum(axis=0)
    means = above.sum(axis=0) / np.maximum(counts, 1)
    made = (voices, counts.astype(int), means, limits[:, 0], limits[:, 1])
    return pd.DataFrame(dict(zip(columns, made, strict=True)))


def toward(rows: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """For each target, how often the text speaks of it negatively, neutrally and positively.

    Args:
        rows: the tone_toward table.
        seed: of the bootstrap.

    Returns:
        `target`, `target_type`, `mentions`, `negative`, `neutral`, `positive`, and the 95 % interval of the
        share of negative mentions, `low` and `high`: bootstrapped by article from `ENOUGH_ARTICLES`
        articles on (none for a target in fewer than five of them), else Wilson's, as if mentions were
        independent. Most mentioned first.

    Example:
        >>> from framing.tables import frame
        >>> rows = [{"article_id": "a", "sentence_id": 0, "start": 0, "end": 3, "target": "Ida Holt",
        ...          "target_type": "person", "polarity": -1, "score": 0.9, "voice": "journalist"}]
        >>> toward(frame("tone_toward", rows))[["target", "mentions", "negative"]].values.tolist()
        [['Ida Holt', 1, 1]]
    """
    import numpy as np
    import pandas as pd

    columns = ["target", "target_type", "mentions", "negative", "neutral", "positive", "low", "high"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    keyed = rows.assign(target_type=rows["target_type"].fillna("")).assign(
        one=1, negative=rows["polarity"] == -1
    )
    groups = ["target", "target_type"]
    counts = keyed.pivot_table(index=groups, columns="polarity", values="one", aggfunc="sum", fill_value=0)
    counts = counts.reindex(columns=[-1, 0, 1], fill_value=0).astype(int)
    if rows["article_id"].nunique() >= ENOUGH_ARTICLES:
        above = keyed.pivot_table(
            index="article_id", columns=groups, values="negative", aggfunc="sum", fill_value=0
        )
        below = keyed.pivot_table(
            index="article_id", columns=groups, values="one", aggfunc="sum", fill_value=0
        )
        limits = bootstrap_ratio(
            above[counts.index].to_numpy(float), below[counts.index].to_numpy(float), seed=seed
        )
    else:
        limits = np.array([wilson(int(row[0]), int(sum(row))) for row in counts.to_numpy().tolist()])
    made = [
        (target, kind, sum(row), *row, float(low), float(high))
        for (target, kind), row, (low, high) in zip(
            counts.index, counts.to_numpy().tolist(), limits, strict=True
        )
    ]
    table = pd.DataFrame(made, columns=columns)
    return table.sort_values(["mentions", "target"], ascending=[False, True], kind="stable").reset_index(
        drop=True
    )


def placed(rows: pd.DataFrame, measured: Measured, camp_of: Callable[[str], str | None]) -> pd.DataFrame:
    """The rows of tone_toward with each target's camp in the target's place.

    A target that speaks in the article has the camp of its statements there; for any other, `camp_of` is
    asked. Targets of no camp come under `UNASSIGNED`.

    Args:
        rows: the tone_toward table.
        measured: from `framing.study.measure`.
        camp_of: a name to its camp, or None.

    Returns:
        The same rows with `target` the camp and `target_type` the word camp, ready for `toward`.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables, frame
        >>> row = {"article_id": "a", "sentence_id": 0, "start": 0, "end": 3, "target": "Ida Holt",
        ...        "target_type": "person", "polarity": -1, "score": 0.9, "voice": "journalist"}
        >>> rows = frame("tone_toward", [row])
        >>> placed(rows, measure(Tables.from_rows({})), {"Ida Holt": "town"}.get)["target"].tolist()
        ['town']
    """
    spoken: dict[tuple[str, str], str] = {}
    for row in rows_of(measured.statements):
        if isinstance(row.speaker, str) and row.camp != UNASSIGNED:
            spoken.setdefault((row.article_id, row.speaker), row.camp)
    asked = {name: camp_of(name) for name in dict.fromkeys(rows["target"])}
    camps = [
        spoken.get((article, name)) or asked[name] or UNASSIGNED
        for article, name in zip(rows["article_id"], rows["target"], strict=True)
    ]
    return rows.assign(target=camps, target_type="camp")
