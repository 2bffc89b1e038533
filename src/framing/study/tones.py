"""Tone by voice and toward targets, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.study.intervals import ENOUGH_ARTICLES, bootstrap_ratio, wilson
from framing.study.measures import Measured
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


def toward(rows: pd.DataFrame, *, least: int = 1) -> pd.DataFrame:
    """For each target, how often the text speaks of it negatively, neutrally and positively.

    Args:
        rows: the tone_toward table.
        least: the fewest mentions a target must have.

    Returns:
        `target`, `target_type`, `mentions`, `negative`, `neutral`, `positive`, and Wilson's 95 % interval of
        the share of negative mentions: `low`, `high`; most mentioned first.

    Example:
        >>> from framing.tables import frame
        >>> rows = [{"article_id": "a", "sentence_id": 0, "start": 0, "end": 3, "target": "Ida Holt",
        ...          "target_type": "person", "polarity": -1, "score": 0.9, "voice": "journalist"}]
        >>> toward(frame("tone_toward", rows))[["target", "mentions", "negative"]].values.tolist()
        [['Ida Holt', 1, 1]]
    """
    import pandas as pd

    columns = ["target", "target_type", "mentions", "negative", "neutral", "positive", "low", "high"]
    made = []
    for (target, kind), found in rows.groupby(["target", "target_type"], sort=True, dropna=False):
        counts = found["polarity"].value_counts().to_dict()
        if len(found) >= least:
            limits = wilson(int(counts.get(-1, 0)), len(found))
            made.append((target, kind, len(found), *(int(counts.get(sign, 0)) for sign in (-1, 0, 1)), *limits))
    table = pd.DataFrame(made, columns=columns)
    return table.sort_values(["mentions", "target"], ascending=[False, True], kind="stable").reset_index(drop=True)
