"""Shares corrected by a coded sample: a machine's labels with errors as honest estimates.

Labels that are nine tenths right still bias a comparison, where the machine errs more on one side. A sample that
people have coded, drawn with known probabilities, tells how much: every row is worth its label by the machine, and
where it was coded, the error as well, weighted by one over the probability that it was drawn. The mean of that is
unbiased whatever the machine does (design-based supervised learning: Egami, Hinck, Stewart & Wei 2023;
prediction-powered inference: Angelopoulos, Bates, Fannjiang, Jordan & Zrnic 2023; how far to lean on the machine:
Angelopoulos, Duchi & Zrnic 2023).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from framing.study.intervals import LEVEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

LEAST_CODES = 10
"""Coded rows of a group below which nothing is corrected."""

ALL = "all"
"""The row of everything together."""


def corrected(
    predicted: pd.Series, coded: pd.DataFrame, groups: pd.Series | None = None, clusters: pd.Series | None = None, *,
    lean: float | None = None, level: float = LEVEL,
) -> pd.DataFrame:  # fmt: skip
    """Shares or means by the machine's labels, and the same corrected by a coded sample.

    Args:
        predicted: the machine's label of every row, 0 or 1 (or a score), by row key.
        coded: the sample, by row key: `label`, what people say (0 or 1, or a score), and `probability`, with which the
            row was drawn, above 0 to 1.
        groups: the group of each row; one figure for all where not given. Rows without a group count in none.
        clusters: what belongs together, an article for instance; each row for itself where not given.
        lean: how far to lean on the machine, 0 (the sample alone) to 1; found from the sample where not given, so
            that the interval is never longer than that of the sample alone, but for chance.
        level: of confidence.

    Returns:
        By group, then by pair of groups as `A − B` (up to ten groups; with more, each less the others): `raw`,
        `raw_low`, `raw_high`, `corrected`, `low`, `high`, `n`, `n_codes`, `more_codes_to_halve` (the interval; null
        where no number of codes does), `what` (share | difference). NaN where a group has fewer than ten codes.

    Raises:
        ValueError: in one sentence, for rows that are not there, twice coded or without a label, and for probabilities
            outside 0 to 1.

    Example:
        >>> import pandas as pd
        >>> predicted = pd.Series([1.0, 0.0] * 50)
        >>> sample = pd.DataFrame({"label": [1.0, 1.0] * 10, "probability": 0.2}, index=range(20))
        >>> found = corrected(predicted, sample)[["raw", "corrected", "n_codes"]]
        >>> found.round(3).values.tolist()
        [[0.5, 1.0, 20.0]]
    """
    import numpy as np
    import pandas as pd

    rows = _rows(predicted, coded, groups, clusters)
    # Once for all groups, so that a difference is that of the two figures shown.
    leans = np.full(len(rows), lean) if lean is not None else _leaning(rows, rows["group"].notna().to_numpy())
    names = _names(rows["group"])
    made = [(name, _Figure.of(rows, [(rows["group"] == name, 1.0)], leans, level), "share") for name in names]
    if len(names) > 1:
        for one, other in _pairs(names):
            inside = rows["group"] == one
            outside = rows["group"] == other if other is not None else rows["group"].notna() & ~inside
            name = f"{one} − {other if other is not None else 'the others'}"
            made.append(
                (name, _Figure.of(rows, [(inside, 1.0), (outside, -1.0)], leans, level), "difference")
            )
    table = pd.DataFrame(
        [{**vars(figure), "what": what} for _, figure, what in made], index=[n for n, _, _ in made]
    )
    table.index.name = "group"
    table["more_codes_to_halve"] = pd.array(
        [None if value != value else int(value) for value in table["more_codes_to_halve"]], dtype="Int64"
    )
    return table


def told(table: pd.DataFrame, of: str = "share") -> list[str]:
    """Both figures of every row in a sentence, and how many more codes halve the interval.

    Args:
        table: from `corrected`.
        of: what the figures are of, such as "statements by women".

    Example:
        >>> import pandas as pd
        >>> predicted = pd.Series([1.0, 0.0] * 50)
        >>> sample = pd.DataFrame({"label": [1.0, 0.0] * 10, "probability": 0.2}, index=range(20))
        >>> told(corrected(predicted, sample), "statements by women")
        ['statements by women, all: 50% by the machine (40% to 60%), 50% corrected by 20 codes (39% to 61%); no number
        of further codes halves this interval, only more articles do.']
    """
    return [
        _sentence(str(name), row, of) for name, row in zip(table.index, table.to_dict("records"), strict=True)
    ]


@dataclass(frozen=True)
class _Figure:
    """One row of the table; the names are its columns."""

    raw: float
    raw_low: float
    raw_high: float
    corrected: float
    low: float
    high: float
    n: int
    n_codes: int
    more_codes_to_halve: float

    @classmethod
    def of(
        cls,
        rows: pd.DataFrame,
        parts: Sequence[tuple[pd.Series, float]],
        leans: NDArray[np.float64],
        level: float,
    ) -> _Figure:
        """A figure that is a sum of means of some rows, each with its sign."""
        import numpy as np

        masks = [(mask.to_numpy(), sign) for mask, sign in parts]
        any_ = np.logical_or.reduce([mask for mask, _ in masks])
        codes = [int((mask & rows["coded"].to_numpy()).sum()) for mask, _ in masks]
        guess = rows["predicted"].to_numpy()
        raw, value = 0.0, 0.0
        naive, machine, human = (np.zeros(len(rows)) for _ in range(3))
        for mask, sign in masks:
            mean = guess[mask].mean() if mask.any() else np.nan
            raw += sign * mean
            naive[mask] += sign * (guess[mask] - mean) / mask.sum()
            shift, share = _shift(rows, mask, leans)
            leant = (leans * guess)[mask]
            value += sign * (leant.mean() + shift)
            machine[mask] += sign * (leant - leant.mean()) / mask.sum()
            human += sign * share
        clusters = rows["cluster"].to_numpy()
        raw_half = _half(naive[any_], clusters[any_], level)
        if min(codes) < LEAST_CODES:
            value = half = np.nan
        else:
            half = _half((machine + human)[any_], clusters[any_], level, _many(rows, any_))
        total = _variance((machine + human)[any_], clusters[any_])
        more = _more(rows, human, total, sum(codes), any_) if half == half else np.nan
        lowest, highest = _bounds(rows, len(parts))
        return cls(
            raw, max(raw - raw_half, lowest), min(raw + raw_half, highest), value, max(value - half, lowest),
            min(value + half, highest), int(any_.sum()), sum(codes), more,
        )  # fmt: skip


def _rows(
    predicted: pd.Series, coded: pd.DataFrame, groups: pd.Series | None, clusters: pd.Series | None
) -> pd.DataFrame:
    """Everything by row key, seen to fit."""
    import numpy as np
    import pandas as pd

    missing = [name for name in ("label", "probability") if name not in coded]
    if missing:
        raise ValueError(f"the coded sample has no column '{missing[0]}'; it needs label and probability.")
    for what, index in (("predicted labels", predicted.index), ("codes", coded.index)):
        if index.has_duplicates:
            twice = index[index.duplicated()][0]
            raise ValueError(
                f"the {what} have the row {twice!r} twice; keep one (of two coders, the agreed code)."
            )
    strange = coded.index.difference(predicted.index)
    if len(strange):
        raise ValueError(
            f"{len(strange)} of {len(coded)} coded rows are not among the predicted ones, such as {strange[0]!r}; code "
            "a sample that was drawn from the same tables."
        )
    given = pd.to_numeric(coded["probability"], errors="coerce")
    fine = (given > 0) & (given <= 1)
    if not fine.all():
        raise ValueError(
            f"the probability of the row {coded.index[~fine][0]!r} does not lie above 0 and up to 1; "
            "give the probability with which it was drawn."
        )
    rows = pd.DataFrame({"predicted": pd.to_numeric(predicted).astype(float)})
    if rows["predicted"].isna().any():
        raise ValueError("a predicted label is missing; give every row one, 0 or 1.")
    rows["label"] = pd.to_numeric(coded["label"], errors="coerce").astype(float).reindex(rows.index)
    rows["probability"] = given.reindex(rows.index)
    rows["coded"] = rows["label"].notna()
    if rows["coded"].sum() < len(coded):
        raise ValueError(
            "a code has no label, or none that is a number; leave the row out, or code it 0 or 1."
        )
    rows["group"] = ALL if groups is None else groups.reindex(rows.index).astype(object)
    rows["cluster"] = (
        np.arange(len(rows)) if clusters is None else pd.factorize(clusters.reindex(rows.index))[0]
    )
    return rows


def _names(groups: pd.Series) -> list[Any]:
    sizes = groups.value_counts()
    return sorted(sizes.index, key=lambda name: (-int(sizes[name]), str(name)))


def _pairs(names: list[Any]) -> list[tuple[Any, Any]]:
    return list(combinations(names, 2)) if len(names) <= 10 else [(name, None) for name in names]


def _shift(
    rows: pd.DataFrame, mask: NDArray[np.bool_], lean: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """How wrong the codes say the machine is, and what each coded row adds to the error of that."""
    import numpy as np

    share = np.zeros(len(rows))
    drawn = mask & rows["coded"].to_numpy()
    if not drawn.any():
        return np.nan, share
    weight = 1 / rows["probability"].to_numpy()[drawn]
    weight = weight / weight.sum()
    error = rows["label"].to_numpy()[drawn] - lean[drawn] * rows["predicted"].to_numpy()[drawn]
    shift = float(weight @ error)
    # Of a handful of codes, each has drawn the mean towards itself.
    share[drawn] = weight * (error - shift) / (1 - weight).clip(0.05)
    return shift, share


FOLDS = 5
"""Parts of the coded sample; how far to lean for the codes of one is found from the others, which keeps it unbiased."""


def _leaning(rows: pd.DataFrame, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How far to lean on the machine for each row: the slope of the codes on its labels, which is best (PPI++)."""
    import numpy as np

    drawn = mask & rows["coded"].to_numpy()
    fold = np.unique(rows["cluster"].to_numpy(), return_inverse=True)[1] % FOLDS
    made = np.ones(len(rows))
    label, guess = rows["label"].to_numpy(), rows["predicted"].to_numpy()
    for number in range(FOLDS):
        others = drawn & (fold != number)
        if others.sum() < LEAST_CODES:
            continue
        weight = 1 / rows["probability"].to_numpy()[others]
        weight = weight / weight.sum()
        centred = guess[others] - weight @ guess[others]
        spread = float((weight * centred**2).sum())
        slope = float((weight * centred * label[others]).sum()) / spread if spread > 1e-12 else 0.0
        made[fold == number] = np.clip(slope, 0.0, 1.0)
    return made


def _variance(share: NDArray[np.float64], clusters: NDArray[np.int64]) -> float:
    """The variance of the sum of what every row adds, with clusters as units; NaN from one cluster."""
    import numpy as np

    sums = np.bincount(np.unique(clusters, return_inverse=True)[1], share)
    return float((sums**2).sum()) * len(sums) / (len(sums) - 1) if len(sums) > 1 else float("nan")


def _half(
    share: NDArray[np.float64], clusters: NDArray[np.int64], level: float, freedom: float | None = None
) -> float:
    """Half of the interval around a sum of what every row adds."""
    from scipy.special import stdtrit

    most = len(set(clusters.tolist())) - 1
    freedom = most if freedom is None else max(1.0, min(freedom, most))
    return float(stdtrit(max(freedom, 1.0), 0.5 + level / 2) * _variance(share, clusters) ** 0.5)


def _many(rows: pd.DataFrame, mask: NDArray[np.bool_]) -> float:
    """Degrees of freedom: the clusters that hold codes, less one."""
    held = rows["cluster"].to_numpy()[mask & rows["coded"].to_numpy()]
    return float(len(set(held.tolist())) - 1)


def _more(
    rows: pd.DataFrame, human: NDArray[np.float64], total: float, codes: int, within: NDArray[np.bool_]
) -> float:
    """How many more codes make the interval half as long; NaN where not even coding every row would do.

    What the draw of the codes leaves in doubt shrinks with their number; what the articles leave in doubt does not.
    """
    import numpy as np

    drawn = within & rows["coded"].to_numpy()
    rest = 1 - rows["probability"].to_numpy()[drawn]
    draw = min(float((rest * human[drawn] ** 2).sum()), total)
    room = total / 4 - (total - draw)
    size = int(within.sum())
    if room <= 0 or draw <= 0 or codes >= size:
        return float("nan")
    needed = 1 / (room / draw * (1 / codes - 1 / size) + 1 / size)
    return float(max(0, int(np.ceil(needed)) - codes))


def _bounds(rows: pd.DataFrame, parts: int) -> tuple[float, float]:
    """A share lies between 0 and 1, a difference of shares between -1 and 1; a score has no bounds."""
    from math import inf

    labels = {*rows["label"].dropna().unique(), *rows["predicted"].unique()}
    if not all(0 <= value <= 1 for value in labels):
        return -inf, inf
    return (0.0, 1.0) if parts == 1 else (-1.0, 1.0)


def _sentence(name: str, row: Mapping[Any, Any], of: str) -> str:
    raw = f"{_figure(row['raw'], row['what'])} by the machine ({_range(row, 'raw_low', 'raw_high')})"
    if row["corrected"] != row["corrected"]:
        return (
            f"{of}, {name}: {raw}; with {row['n_codes']} codes it cannot be corrected, at least {LEAST_CODES} a group "
            "are needed."
        )
    more = row["more_codes_to_halve"]
    words = (
        "no number of further codes halves this interval, only more articles do"
        if str(more) in ("<NA>", "nan", "None")
        else f"{int(more):,} more codes would halve this interval"
    )
    return (
        f"{of}, {name}: {raw}, {_figure(row['corrected'], row['what'])} corrected by {row['n_codes']:,} codes "
        f"({_range(row, 'low', 'high')}); {words}."
    )


def _figure(value: float, what: str) -> str:
    return f"{100 * value:+.0f} points" if what == "difference" else f"{100 * value:.0f}%"


def _range(row: Mapping[Any, Any], low: str, high: str) -> str:
    return f"{_figure(row[low], row['what'])} to {_figure(row[high], row['what'])}"
