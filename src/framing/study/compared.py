"""A comparison of groups of articles: every measure with intervals, differences, tests, and its course over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from framing.study.clustered import Ratio, difference, ratio, summed, times
from framing.study.discovery import false_discovery
from framing.study.grouping import TIMES, Groups, grouped, timed
from framing.study.limits import least, limits
from framing.study.panel import Measure, measures
from framing.study.permutation import DRAWS, PValues, differ
from framing.study.trends import course, smoothed

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from framing.tables import Tables

DIFFER, ALIKE, FEW = "these differ", "no difference found", "too few to tell"
"""What is told of a measure or of a group."""

STEADY = "no change found"
"""What is told of a measure over time that does not change."""

EVERYTHING = "all"
"""The group of all articles together."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """What was found.

    Args:
        by: the column that was compared by; None for a course over time alone.
        over: the span of time, or None.
        pair: the column that says which articles tell the same story, or None.
        groups: one row a group: `group`, `articles`, `words`.
        measures: one row a measure: `measure`, `chapter`, `title`, `form`, `unit`, `counted`, `value`, `low`, `high`
            (of all articles), `above`, `below`, `holding` (articles that hold any), `p`, `q`, `told`,
            `clearest` (the least q of it and its groups).
        estimates: one row a measure and group: `measure`, `group`, `above`, `below`, `value`, `low`, `high`,
            `articles`, `difference`, `difference_low`, `difference_high` (from the other groups together; within
            events where paired), `times`, `times_low`, `times_high`, `p`, `q`, `told`.
        courses: one row a measure, where there is a time: `slope`, `low`, `high` (by one period), `trend_p`, `trend_q`,
            `change_p`, `change_q`, `cut`, `before`, `after`, `periods`, `told`.
        periods: one row a measure and period (`group` is `all`), and each group's: `above`, `below`, `value`, `low`,
            `high`, `smooth`.
        names: the periods in order.
        notes: what the reader must know: who was left out, which periods are empty, how copies were counted.
        tests: how many tests the false discovery rate is over.
        draws, seed: of the permutations.
    """

    by: str | None
    over: str | None
    pair: str | None
    groups: pd.DataFrame
    measures: pd.DataFrame
    estimates: pd.DataFrame
    courses: pd.DataFrame
    periods: pd.DataFrame
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tests: int = 0
    draws: int = DRAWS
    seed: int = 0
    articles: Any = field(default=None, repr=False)

    def of(self, measure: str) -> pd.DataFrame:
        """The groups' rows of one measure.

        Raises:
            ValueError: for a measure that was not compared.
        """
        if measure not in set(self.measures["measure"]):
            raise ValueError(
                f"'{measure}' was not compared; there are {'; '.join(self.measures['measure'])}."
            )
        return self.estimates[self.estimates["measure"] == measure].reset_index(drop=True)

    @property
    def differing(self) -> pd.DataFrame:
        """The measures in which the groups differ, the clearest first."""
        found = self.measures[self.measures["told"] == DIFFER]
        return found.sort_values(["clearest", "p"], kind="stable").reset_index(drop=True)


def compare(
    tables: Tables, by: str | None = None, *, measure: str | Sequence[str] | None = None, over: str | None = None,
    pair: str | None = None, draws: int = DRAWS, seed: int = 0,
) -> Comparison:  # fmt: skip
    """Compare groups of articles in every measure, and follow the measures over time.

    Shares, rates and means have 95 % intervals with the article as the unit; groups are tested against the others
    together by dealing out whole articles; `q` is the false discovery rate over all tests of the comparison (Benjamini
    & Hochberg 1995). Below the least numbers of `resources/compare/limits.yaml` nothing is tested, and it says so.

    Args:
        tables: the corpus, its copies counted as wanted (`framing.study.copies.counted`).
        by: a column of the articles with 2 to 50 values; year, quarter, month or week for the time alone.
        measure: names of measures or chapters; all where not given (see `framing.study.panel.measures`).
        over: year, quarter, month or week.
        pair: a column of the articles that says which tell the same story.
        draws: how often the articles are dealt out anew.
        seed: of the deals.

    Raises:
        ValueError: in one sentence, for a column or a measure that is not there, or nothing to compare.

    Example:
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": f"{i}", "text": "", "words": 300 + 10 * (i % 7) + (i % 2) * 90,
        ...          "outlet": "Post" if i % 2 else "Echo"} for i in range(60)]
        >>> found = compare(Tables.from_rows({"articles": rows}), "outlet", measure="words", draws=200)
        >>> found.measures[["measure", "told"]].values.tolist(), found.of("words")["group"].tolist()
        ([['words', 'these differ']], ['Echo', 'Post'])
    """
    import numpy as np

    if by is None and over is None:
        raise ValueError("nothing to compare by; give a column of the articles, or a span of time.")
    if by in TIMES and by not in tables.articles:
        by, over = None, over or by
    articles = tables.articles
    if not len(articles):
        raise ValueError("the tables hold no article, so there is nothing to compare.")
    made = measures(tables, measure)
    groups = grouped(articles, by) if by is not None else None
    notes: list[str] = []
    keep = np.ones(len(articles), dtype=bool)
    if groups is not None and groups.outside:
        keep = groups.codes >= 0
        made = tuple(one.only(keep) for one in made)
        notes.append(_left_out(groups, by))
        groups = Groups(groups.by, groups.names, groups.codes[keep])
    kept = articles[keep].reset_index(drop=True)
    strata = None if pair is None else _events(kept, pair, notes)
    rows, tested = [], PValues(np.full(len(made), np.nan), np.full((len(made), 0), np.nan))
    if groups is not None:
        fit = _fit(made, groups, strata)
        tested = _tested(made, groups, fit, strata, draws, seed)
        rows = _estimates(made, groups, fit, tested, strata)
        small = [
            name
            for name, size in zip(groups.names, groups.sizes, strict=True)
            if size < least("articles_test")
        ]
        if small:
            notes.append(_too_small(small))
    times_ = timed(kept, over) if over is not None else None
    courses, periods = ([], []) if times_ is None else _courses(made, times_, groups, draws, seed)
    if times_ is not None:
        notes += _gaps(times_)
    return _assembled(
        by, over, pair, kept, groups, times_, made, tested, rows, courses, periods, notes, draws, seed
    )


def _fit(made: Sequence[Measure], groups: Groups, strata: NDArray[np.int64] | None) -> NDArray[np.bool_]:
    """Of each measure and group, whether there is enough to test."""
    import numpy as np

    fit = np.zeros((len(made), len(groups.names)), dtype=bool)
    for row, one in enumerate(made):
        there = one.below > 0
        rest = int((one.above < one.below).sum()) if one.form == "share" else len(there)
        if min(_holding(one), rest) < least("holding_test"):
            continue
        for code in range(len(groups.names)):
            own = groups.codes == code
            cases = one.below[own].sum() if one.form != "rate" else np.inf
            enough = (own & there).sum() >= least("articles_test") and cases >= least("cases_test")
            # Of a handful of finds none in a group says nothing, the less where groups differ in length.
            part = float(one.below[own].sum() / max(one.below.sum(), 1e-300))
            expected = part * min(_holding(one), rest) if one.form != "mean" else np.inf
            enough = enough and expected >= least("expected_test")
            if enough and strata is not None:
                enough = (_within(one, own, strata)[1] > 0).sum() >= least("events_test")
            fit[row, code] = enough
        if fit[row].sum() < 2:
            fit[row] = False
    return fit


def _holding(one: Measure) -> int:
    """How many articles hold anything of what is counted."""
    return int((one.above != 0).sum())


def _tested(
    made: Sequence[Measure], groups: Groups, fit: NDArray[np.bool_], strata: NDArray[np.int64] | None, draws: int,
    seed: int,
) -> PValues:  # fmt: skip
    import numpy as np

    use = np.asarray(fit.any(axis=1), dtype=bool)
    overall, each = np.full(len(made), np.nan), np.full(fit.shape, np.nan)
    if use.any():
        above = np.stack(
            [one.above for one, wanted in zip(made, use.tolist(), strict=True) if wanted], axis=1
        )
        below = np.stack(
            [one.below for one, wanted in zip(made, use.tolist(), strict=True) if wanted], axis=1
        )
        found = differ(above, below, groups.codes, fit[use], strata=strata, draws=draws, seed=seed)
        overall[use], each[use] = found.overall, found.each
    if len(groups.names) == 2:  # one group against the other is the test of both
        each[:] = np.nan
    return PValues(overall, each)


def _within(
    one: Measure, own: NDArray[np.bool_], strata: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """By event, the difference of a group from the others times its weight, and the weight (Mantel & Haenszel 1959)."""
    import numpy as np

    count = int(strata.max()) + 1
    a, b, all_a, all_b = (
        summed(strata, part, count) for part in (one.above * own, one.below * own, one.above, one.below)
    )
    rest_a, rest_b = all_a - a, all_b - b
    safe = np.where(all_b > 0, all_b, 1)
    return (a * rest_b - rest_a * b) / safe, b * rest_b / safe


def _estimates(
    made: Sequence[Measure], groups: Groups, fit: NDArray[np.bool_], tested: PValues, strata: NDArray[np.int64] | None
) -> list[dict[str, Any]]:  # fmt: skip
    rows = []
    nan = float("nan")
    for row, one in enumerate(made):
        for code, name in enumerate(groups.names):
            own = groups.codes == code
            mine, rest = (ratio(one.above[w], one.below[w], form=one.form) for w in (own, ~own))
            gap, many = (nan, nan, nan), (nan, nan, nan)
            if fit[row, code] and strata is not None:
                paired = ratio(*_within(one, own, strata), form="mean")
                gap = (paired.value, paired.low, paired.high)
            elif fit[row, code]:
                gap = difference(mine, rest)
                many = times(mine, rest) if not (one.form == "mean" and one.chapter == "tone") else many
            low, high = _interval(mine)
            rows.append({
                "measure": one.name, "group": name, "above": mine.above, "below": mine.below, "value": mine.value,
                "low": low, "high": high, "articles": mine.articles, "difference": gap[0], "difference_low": gap[1],
                "difference_high": gap[2], "times": many[0], "times_low": many[1], "times_high": many[2],
                "p": float(tested.each[row, code]), "enough": bool(fit[row, code]),
                "alike": one.by_words and abs(mine.above * rest.below - rest.above * mine.below)
                < limits()["margin_words"] * rest.above * mine.below,
            })  # fmt: skip
    return rows


def _interval(found: Ratio) -> tuple[float, float]:
    """No interval from a handful of articles: drawing the same few again and again would feign certainty."""
    if found.articles < least("articles_interval"):
        return float("nan"), float("nan")
    return found.low, found.high


def _courses(
    made: Sequence[Measure], periods: Groups, groups: Groups | None, draws: int, seed: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    import numpy as np

    count, dated = len(periods.names), periods.codes >= 0
    codes = periods.codes[dated]
    told, points = [], []
    order = np.argsort(codes, kind="stable")
    edges = np.searchsorted(codes[order], np.arange(count + 1))
    for one in made:
        a, b = one.above[dated], one.below[dated]
        above, below = (summed(codes, part, count) for part in (a, b))
        expected = None
        if groups is not None:
            own = groups.codes[dated]
            tops, bottoms = (summed(own, part, len(groups.names)) for part in (a, b))
            level = np.divide(tops, bottoms, out=np.zeros_like(tops), where=bottoms > 0)
            expected = summed(codes, a - level[own] * b, count)
        found = course(above, below, expected, draws=draws, seed=seed)
        told.append(
            {"measure": one.name}
            | vars(found)
            | {"cut": periods.names[found.cut] if found.cut >= 0 else None}
        )
        line = smoothed(above, below)
        sorted_a, sorted_b = a[order], b[order]
        for place, name in enumerate(periods.names):
            part = slice(edges[place], edges[place + 1])
            here = ratio(sorted_a[part], sorted_b[part], form=one.form)
            low, high = _interval(here)
            points.append({"measure": one.name, "group": EVERYTHING, "period": name, "above": here.above,
                           "below": here.below, "value": here.value, "low": low, "high": high,
                           "articles": here.articles, "smooth": float(line[place])})  # fmt: skip
        if groups is not None:
            points += _by_group(one, a, b, codes, groups, dated, periods)
    return told, points


def _by_group(
    one: Measure, a: NDArray[np.float64], b: NDArray[np.float64], codes: NDArray[np.int64], groups: Groups,
    dated: NDArray[np.bool_], periods: Groups,
) -> list[dict[str, Any]]:  # fmt: skip
    """Each group's values by period, without intervals: they are drawn small."""
    import numpy as np

    count = len(periods.names)
    cells = groups.codes[dated] * count + codes
    shape = (len(groups.names), count)
    above, below = (summed(cells, part, shape[0] * count).reshape(shape) for part in (a, b))
    articles = np.bincount(cells[b > 0], minlength=shape[0] * count).reshape(shape)
    made = []
    for code, group in enumerate(groups.names):
        line = smoothed(above[code], below[code])
        for place, name in enumerate(periods.names):
            bottom = float(below[code, place])
            made.append({"measure": one.name, "group": group, "period": name, "above": float(above[code, place]),
                         "below": bottom, "value": float(above[code, place]) / bottom if bottom else float("nan"),
                         "low": float("nan"), "high": float("nan"), "articles": int(articles[code, place]),
                         "smooth": float(line[place])})  # fmt: skip
    return made


def _assembled(
    by: str | None, over: str | None, pair: str | None, kept: pd.DataFrame, groups: Groups | None,
    periods: Groups | None, made: Sequence[Measure], tested: PValues, rows: list[dict[str, Any]],
    courses: list[dict[str, Any]], points: list[dict[str, Any]], notes: Sequence[str], draws: int, seed: int,
) -> Comparison:  # fmt: skip
    """All of it as frames, with the false discovery rate over every test in them."""
    import numpy as np
    import pandas as pd

    whole = [ratio(one.above, one.below, form=one.form) for one in made]
    about = pd.DataFrame([
        {"measure": one.name, "chapter": one.chapter, "title": one.title, "form": one.form, "unit": one.unit,
         "counted": one.counted, "above": all_.above, "below": all_.below, "value": all_.value, "low": all_.low,
         "high": all_.high, "holding": _holding(one)}
        for one, all_ in zip(made, whole, strict=True)
    ])  # fmt: skip
    about["p"] = tested.overall
    estimates = pd.DataFrame(rows, columns=list(rows[0]) if rows else _COLUMNS)
    course_ = pd.DataFrame(courses).rename(columns={"trend": "trend_p", "change": "change_p"})
    parts = [about["p"].to_numpy(dtype=float), estimates["p"].to_numpy(dtype=float)]
    if len(course_):
        parts += [course_[name].to_numpy(dtype=float) for name in ("trend_p", "change_p")]
    q = np.split(false_discovery(np.concatenate(parts)), np.cumsum([len(part) for part in parts])[:-1])
    about["q"], estimates["q"] = q[0], q[1]
    about["told"] = [_told(value) for value in q[0]]
    # House style makes a text a little longer or shorter; so little is told as no difference.
    apart = set(estimates.loc[estimates["enough"].astype(bool) & ~estimates["alike"].astype(bool), "measure"])
    about.loc[(about["told"] == DIFFER) & ~about["measure"].isin(apart), "told"] = ALIKE
    if groups is not None and len(groups.names) == 2:
        pairs = about.set_index("measure")[["p", "q"]]
        for name in ("p", "q"):
            estimates[name] = pairs[name].reindex(estimates["measure"]).to_numpy()
    estimates["told"] = [
        FEW if not enough else ALIKE if alike else _told(value)
        for value, enough, alike in zip(estimates["q"], estimates["enough"], estimates["alike"], strict=True)
    ]
    apart = set(estimates.loc[estimates["told"] == DIFFER, "measure"])
    about.loc[about["measure"].isin(apart), "told"] = DIFFER
    lowest = estimates.groupby("measure")["q"].min().reindex(about["measure"]).to_numpy(dtype=float)
    about["clearest"] = np.fmin(about["q"].to_numpy(dtype=float), lowest)
    if len(course_):
        course_["trend_q"], course_["change_q"] = q[2], q[3]
        course_["told"] = [_changed(row) for row in course_.to_dict("records")]
    return Comparison(
        by, over, pair, _sizes(kept, groups), about, estimates.drop(columns=["enough", "alike"]), course_,
        pd.DataFrame(points),
        periods.names if periods is not None else (), tuple(notes), int(sum((~np.isnan(p)).sum() for p in parts)),
        draws, seed, kept,
    )  # fmt: skip


_COLUMNS = (
    "measure", "group", "above", "below", "value", "low", "high", "articles", "difference", "difference_low",
    "difference_high", "times", "times_low", "times_high", "p", "enough", "alike",
)  # fmt: skip


def _told(q: float) -> str:
    return FEW if q != q else DIFFER if q < limits()["q"] else ALIKE


def _changed(row: Mapping[Any, Any]) -> str:
    if row["trend_p"] != row["trend_p"]:
        return FEW
    trend, change = row["trend_q"] < limits()["q"], row["change_q"] < limits()["q"]
    if not trend and not change:
        return STEADY
    words = [("rises" if row["slope"] > 0 else "falls")] if trend else []
    return " and ".join([*words, *(["changes level"] if change else [])])


def _sizes(kept: pd.DataFrame, groups: Groups | None) -> pd.DataFrame:
    import pandas as pd

    words = kept["words"].to_numpy(dtype=float)
    if groups is None:
        return pd.DataFrame({"group": [EVERYTHING], "articles": [len(kept)], "words": [int(words.sum())]})
    own = summed(groups.codes, words, len(groups.names)).astype(int)
    return pd.DataFrame({"group": groups.names, "articles": groups.sizes, "words": own})


def _events(kept: pd.DataFrame, pair: str, notes: list[str]) -> NDArray[np.int64]:
    """The event of each article; an article of no event is an event of its own, and tells nothing within one."""
    import numpy as np
    import pandas as pd

    if pair not in kept:
        known = ", ".join(str(name) for name in kept.columns if name not in ("text", "article_id"))
        raise ValueError(f"the articles have no column '{pair}' to pair by; give one of {known}.")
    codes, names = pd.factorize(kept[pair].where(kept[pair].notna(), None), use_na_sentinel=True)
    alone = codes < 0
    codes = codes.astype(np.int64)
    codes[alone] = len(names) + np.arange(int(alone.sum()))
    sizes = np.bincount(codes)
    shared = int((sizes[: len(names)] > 1).sum())
    if not shared:
        raise ValueError(
            f"no two articles have the same value in '{pair}', so none tell the same story by it; give another column."
        )
    notes.append(
        f"Compared within {shared:,} stories that two articles or more tell, by the column “{pair}”."
    )
    return codes


def _left_out(groups: Groups, by: str | None) -> str:
    many = groups.outside
    has, are = ("article has", "is") if many == 1 else ("articles have", "are")
    return f"{many:,} {has} no value in “{by}” and {are} left out."


def _too_small(names: Sequence[str]) -> str:
    some = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    return f"Fewer than {least('articles_test')} articles, so too few to tell whether they differ: {some}."


def _gaps(periods: Groups) -> list[str]:
    notes = []
    empty = [name for name, size in zip(periods.names, periods.sizes, strict=True) if not size]
    if empty:
        some = ", ".join(empty[:6]) + (f" and {len(empty) - 6} more" if len(empty) > 6 else "")
        has, are = ("has", "is") if len(empty) == 1 else ("have", "are")
        notes.append(
            f"{len(empty):,} of {len(periods.names):,} {periods.by}s {has} no article and {are} drawn as a gap: {some}."
        )
    if periods.outside:
        many = periods.outside
        has, do = ("article has", "does") if many == 1 else ("articles have", "do")
        notes.append(f"{many:,} {has} no date and {do} not count over time.")
    return notes
