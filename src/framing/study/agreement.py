"""How far two or more readers agree, beyond what chance would give."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from framing.article import Span
from framing.study.intervals import LEVEL

if TYPE_CHECKING:
    import pandas as pd

LEVELS = ("nominal", "ordinal", "interval", "ratio")
"""Levels of measurement that Krippendorff's alpha knows."""


@dataclass(frozen=True)
class SpanScore:
    """Precision, recall and F1 of marks against other marks; NaN-free: nothing against nothing is 1.

    Args:
        matched: marks with a partner.
        marked, wanted: all marks of the one and of the other.
    """

    matched: int
    marked: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of the marks that the other reader has too."""
        return self.matched / self.marked if self.marked else float(not self.wanted)

    @property
    def recall(self) -> float:
        """The share of the other reader's marks that were found."""
        return self.matched / self.wanted if self.wanted else float(not self.marked)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.marked + self.wanted
        return 2 * self.matched / both if both else 1.0


def alpha(ratings: Mapping[str, Sequence[Any]], *, level: str = "nominal") -> float:
    """Krippendorff's alpha: 1 is perfect agreement, 0 is what chance gives (Krippendorff 2019, ch. 12).

    Any number of readers, missing ratings allowed. Krippendorff's own advice: below .667 draw no
    conclusion, from .80 on rely on it.

    Args:
        ratings: reader to ratings, one for each unit in the same order; None where a unit was not rated.
        level: one of `LEVELS`; numbers only for all but nominal.

    Returns:
        Alpha; 1.0 where every rating is the same, since then nobody disagrees and chance is undefined.

    Raises:
        ValueError: for fewer than two readers, unequal lengths, or no unit that two have rated.

    Example:
        >>> round(alpha({"Ana": ["x", "x", "y", "y"], "Ben": ["x", "x", "y", "x"]}), 3)
        0.533
    """
    import krippendorff
    import numpy as np

    _check_ratings(ratings)
    if level not in LEVELS:
        raise ValueError(f"alpha knows no level '{level}'; allowed are {', '.join(LEVELS)}.")
    rows = [list(values) for values in ratings.values()]
    paired = [unit for unit in zip(*rows, strict=True) if sum(value is not None for value in unit) >= 2]
    if not paired:
        raise ValueError(
            "no unit was rated by two readers, so there is nothing to compare; rate the same units."
        )
    values = sorted({value for unit in paired for value in unit if value is not None}, key=_sortable)
    if len(values) == 1:
        return 1.0
    code: Mapping[Any, float] = (
        {value: float(place) for place, value in enumerate(values)}
        if level == "nominal"
        else {value: float(value) for value in values}
    )
    # Units that one reader alone has rated say nothing of agreement, and may hold values of their own.
    data = np.array([[np.nan if v is None else code[v] for v in unit] for unit in paired]).T
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def alpha_interval(
    ratings: Mapping[str, Sequence[Any]], *, level: float = LEVEL, draws: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """A percentile interval of nominal alpha, drawing whole units with replacement (Hayes & Krippendorff 2007).

    Args:
        ratings: as for `alpha`.
        level: the confidence level.
        draws: how many samples to draw.
        seed: of the draws.

    Returns:
        The lower and the upper limit; two NaN where fewer than two units were rated twice.

    Example:
        >>> low, high = alpha_interval({"Ana": ["x", "x", "y", "y"] * 9, "Ben": ["x", "x", "y", "x"] * 9})
        >>> -1 < low < 0.54 < high < 1
        True
    """
    import numpy as np

    _check_ratings(ratings)
    units = [[v for v in unit if v is not None] for unit in zip(*ratings.values(), strict=True)]
    units = [unit for unit in units if len(unit) >= 2]
    if len(units) < 2:
        return float("nan"), float("nan")
    values = sorted({value for unit in units for value in unit}, key=_sortable)
    counts = np.array([[unit.count(value) for value in values] for unit in units], dtype=float)
    sizes = counts.sum(axis=1)
    apart = (sizes**2 - (counts**2).sum(axis=1)) / (sizes - 1)
    drawn = np.random.default_rng(seed).multinomial(
        len(units), np.full(len(units), 1 / len(units)), size=draws
    )
    totals = drawn @ counts
    number = totals.sum(axis=1)
    expected = (number**2 - (totals**2).sum(axis=1)) / (number - 1)
    observed = drawn @ apart
    # Where a draw holds one value only, nobody disagrees in it.
    made = 1 - np.divide(observed, expected, out=np.zeros(draws), where=expected > 0)
    tail = 100 * (1 - level) / 2
    low, high = np.percentile(made, [tail, 100 - tail])
    return float(low), float(high)


def percent(one: Sequence[Any], other: Sequence[Any]) -> float:
    """The share of units on which two readers agree, chance included; NaN where none was rated by both.

    Example:
        >>> percent(["x", "x", "y", None], ["x", "y", "y", "x"])
        0.6666666666666666
    """
    pairs = _pairs(one, other)
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else float("nan")


def kappa(one: Sequence[Any], other: Sequence[Any]) -> float:
    """Cohen's kappa of two readers (Cohen 1960); 1.0 where both always say the same one thing.

    Example:
        >>> round(kappa(["x", "x", "y", "y"], ["x", "x", "y", "x"]), 2)
        0.5
    """
    pairs = _pairs(one, other)
    if not pairs:
        return float("nan")
    observed = sum(a == b for a, b in pairs) / len(pairs)
    classes = {value for pair in pairs for value in pair}
    expected = (
        sum(sum(a == value for a, _ in pairs) * sum(b == value for _, b in pairs) for value in classes)
        / len(pairs) ** 2
    )
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def span_score(marks: Iterable[Span], wanted: Iterable[Span], *, exact: bool = False) -> SpanScore:
    """How well marks in a text meet other marks, one to one.

    Args:
        marks, wanted: spans of the same text.
        exact: whether both ends must agree; else one shared character is enough.

    Example:
        >>> score = span_score([Span(0, 4), Span(9, 12)], [Span(2, 6)])
        >>> score.precision, score.recall, round(score.f1, 2)
        (0.5, 1.0, 0.67)
    """
    left, right = sorted(set(marks)), sorted(set(wanted))
    if exact:
        return SpanScore(len(set(left) & set(right)), len(left), len(right))
    # The largest one-to-one matching; greedy pairing could give one mark's partner away.
    partner: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j, span in enumerate(right):
            if j not in tried and left[i].overlaps(span):
                tried.add(j)
                if j not in partner or place(partner[j], tried):
                    partner[j] = i
                    return True
        return False

    matched = sum(place(i, set()) for i in range(len(left)))
    return SpanScore(matched, len(left), len(right))


def by_word(text: str, marks: Mapping[str, Iterable[Span]]) -> dict[str, list[int]]:
    """Marks of several readers as ratings of every word: 1 where a mark touches it, else 0.

    Example:
        >>> by_word("It may rain", {"Ana": [Span(3, 6)], "Ben": []})
        {'Ana': [0, 1, 0], 'Ben': [0, 0, 0]}
    """
    from framing.text import word_spans

    words = word_spans(text)
    starts, ends = [word.start for word in words], [word.end for word in words]
    rated = {}
    for reader, spans in marks.items():
        rated[reader] = [0] * len(words)
        for span in spans:
            for place in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
                rated[reader][place] = 1
    return rated


def readers(text: str, marks: Mapping[str, Iterable[Span]], *, exact: bool = False) -> pd.DataFrame:
    """Every pair of readers of one text: marks, shared marks, F1, agreement by word, kappa by word.

    Percent agreement by word is high whatever they do, since most words are marked by nobody;
    kappa and F1 are the figures to read.

    Args:
        text: what they read.
        marks: reader to the spans that they marked.
        exact: as in `span_score`.

    Example:
        >>> table = readers("It may rain", {"Ana": [Span(3, 6)], "Ben": [Span(3, 6)]})
        >>> table[["reader", "other_reader", "f1", "kappa"]].values.tolist()
        [['Ana', 'Ben', 1.0, 1.0]]
    """
    import pandas as pd

    spans = {reader: list(found) for reader, found in marks.items()}
    rated = by_word(text, spans)
    rows = []
    for one, other in combinations(spans, 2):
        score = span_score(spans[one], spans[other], exact=exact)
        rows.append((one, other, score.marked, score.wanted, score.matched, score.f1,
                     percent(rated[one], rated[other]), kappa(rated[one], rated[other])))  # fmt: skip
    columns = ["reader", "other_reader", "marks", "other_marks", "shared", "f1", "percent", "kappa"]
    return pd.DataFrame(rows, columns=columns)


def _check_ratings(ratings: Mapping[str, Sequence[Any]]) -> None:
    if len(ratings) < 2:
        raise ValueError(f"agreement needs two readers or more, but got {len(ratings)}.")
    lengths = {reader: len(values) for reader, values in ratings.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{reader} {length}" for reader, length in lengths.items())
        raise ValueError(f"all readers must rate the same units, but the numbers of ratings differ: {told}.")


def _pairs(one: Sequence[Any], other: Sequence[Any]) -> list[tuple[Any, Any]]:
    _check_ratings({"one": one, "other": other})
    return [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]


def _sortable(value: Any) -> tuple[str, Any]:
    return type(value).__name__, value
