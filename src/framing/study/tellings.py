"""A comparison in sentences: no more than was measured, with both ends of what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.study.compared import DIFFER, FEW, STEADY, Comparison
from framing.study.limits import least, limits
from framing.study.prose import count, listed

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.stories import Stories


def figure(value: float, form: str, *, fine: bool = False) -> str:
    """A share, a rate or a mean as a reader reads it.

    Args:
        value: the figure.
        form: share, rate or mean.
        fine: with tenths of a per cent.

    Example:
        >>> figure(0.254, "share"), figure(0.0042, "share"), figure(7.33, "rate"), figure(-0.021, "mean")
        ('25%', '0.4%', '7.3', '−0.02')
    """
    if value != value:
        return "none"
    if form == "share":
        if 0 < value < 0.0005:
            return "under 0.1%"
        whole = value in (0, 1) or (0.0095 <= value <= 0.9905 and not fine)
        return f"{100 * value:.0f}%" if whole else f"{100 * value:.1f}%"
    if value == 0:
        return "0"
    small = abs(value) < 10
    digits = 0 if abs(value) >= 100 else 1 if form == "rate" or not small else 2
    return f"{value:,.{digits}f}".replace("-", "−")


def interval(low: float, high: float, form: str) -> str:
    """An interval in words; empty where there is none.

    Example:
        >>> interval(0.2, 0.31, "share"), interval(0.306, 0.313, "share"), interval(float("nan"), 1.0, "share")
        ('20% to 31%', '30.6% to 31.3%', '')
    """
    if low != low or high != high:
        return ""
    fine = form == "share" and high - low < 0.025
    return f"{figure(low, form, fine=fine)} to {figure(high, form, fine=fine)}"


def chance(q: float) -> str:
    """A false discovery rate as it is printed.

    Example:
        >>> chance(0.0321), chance(0.00002), chance(float("nan"))
        ('q = 0.032', 'q < 0.001', '')
    """
    if q != q:
        return ""
    return "q < 0.001" if q < 0.001 else f"q = {q:.3f}" if q < 0.1 else f"q = {q:.2f}"


def headline(found: Comparison) -> str:
    """The finding in one sentence.

    Example:
        >>> from framing.study.compared import compare
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": f"{i}", "text": "", "words": 300, "outlet": "Post" if i % 2 else "Echo"}
        ...         for i in range(8)]
        >>> headline(compare(Tables.from_rows({"articles": rows}), "outlet", measure="words", draws=50))
        'There is too little here to tell whether Echo and Post differ.'
    """
    told = found.measures["told"]
    if found.by is None:
        return _changes(found)
    names = list(found.groups["group"])
    who = listed(names) if len(names) <= 3 else f"the {len(names)} groups by {found.by}"
    first_word = who[:1].upper() + who[1:] if len(names) > 3 else who
    tested, differing = int((told != FEW).sum()), int((told == DIFFER).sum())
    if not tested:
        return f"There is too little here to tell whether {who} differ."
    if not differing:
        return f"{first_word} differ in none of {tested} measures beyond what chance explains."
    first = found.differing["title"].iloc[0]
    clearest = f", most clearly in “{first}”" if differing > 1 else f": “{first}”"
    return f"{first_word} differ in {differing:,} of {tested:,} measures{clearest}."


def _changes(found: Comparison) -> str:
    courses = found.courses
    tested = int((courses["told"] != FEW).sum()) if len(courses) else 0
    changed = courses[~courses["told"].isin([FEW, STEADY])] if tested else courses.head(0)
    spans = f"{len(found.names):,} {found.over}s"
    if not tested:
        return f"There is too little in {spans} to tell whether anything changes."
    if changed.empty:
        return f"Over {spans} none of {tested} measures changes beyond what chance explains."
    return f"Over {spans} {len(changed):,} of {tested:,} measures change beyond what chance explains."


def line(about: Mapping[Any, Any], rows: pd.DataFrame) -> str:
    """What is found of one measure: whether the groups differ, and which are highest and lowest.

    Args:
        about: a row of `Comparison.measures`.
        rows: the groups' rows, from `Comparison.of`.

    Example:
        >>> import pandas as pd
        >>> about = {"told": DIFFER, "q": 0.01, "clearest": 0.01, "form": "share"}
        >>> rows = pd.DataFrame({"group": ["Echo", "Post"], "value": [0.4, 0.2], "low": [0.3, 0.1], "high": [0.5, 0.3],
        ...                      "told": [DIFFER, DIFFER]})
        >>> line(about, rows)
        'These differ (q = 0.010): Echo 40% (30% to 50%), Post 20% (10% to 30%).'
    """
    if about["told"] == FEW:
        hold = "article holds" if about["holding"] == 1 else "articles hold"
        held = f": {about['holding']:,} {hold} any" if about["holding"] < least("holding_test") else ""
        return f"Too few to tell whether these differ{held}."
    if about["told"] != DIFFER:
        return f"No difference that chance would not explain ({chance(about['q'])})."
    known = rows[rows["told"] != FEW].sort_values("value", ascending=False, kind="stable")
    ends = known.iloc[[0, -1]].to_dict("records") if len(known) > 1 else known.to_dict("records")
    told = ", ".join(
        f"{row['group']} {figure(row['value'], about['form'])}"
        + (f" ({words})" if (words := interval(row["low"], row["high"], about["form"])) else "")
        for row in ends
    )
    apart = known[known["told"] == DIFFER]["group"].tolist() if len(known) > 2 else []
    which = f"; set apart from the others: {listed(apart)}" if apart else ""
    return f"These differ ({chance(about['clearest'])}): {told}{which}."


def course(about: Mapping[Any, Any], row: Mapping[Any, Any], over: str) -> str:
    """What becomes of one measure over time.

    Args:
        about: its row of `Comparison.measures`.
        row: its row of `Comparison.courses`.
        over: the span of time.

    Example:
        >>> row = {"told": "rises", "slope": 0.01, "low": 0.005, "high": 0.015, "trend_q": 0.01, "change_q": 0.3,
        ...        "cut": "2024-05", "before": 0.1, "after": 0.2, "periods": 20}
        >>> course({"form": "share"}, row, "month")
        'It rises by 1.0 points a month (0.5 to 1.5; q = 0.010).'
    """
    if row["told"] == FEW:
        return f"Too few {over}s to tell whether it changes: {row['periods']}, and {least('months_test')} are needed."
    if row["told"] == STEADY:
        rates = f"trend {chance(row['trend_q'])}, level {chance(row['change_q'])}"
        return f"No change that chance would not explain ({rates})."
    told = []
    if row["trend_q"] < limits()["q"]:
        scale, unit = (100, " points") if about["form"] == "share" else (1, "")
        by, low, high = (
            f"{abs(scale * row[name]):.{1 if scale > 1 else 3}f}" for name in ("slope", "low", "high")
        )
        low, high = (low, high) if row["slope"] > 0 else (high, low)
        word = "rises" if row["slope"] > 0 else "falls"
        told.append(f"It {word} by {by}{unit} a {over} ({low} to {high}; {chance(row['trend_q'])}).")
    if row["change_q"] < limits()["q"]:
        told.append(
            f"The level changes, most clearly at {row['cut']}: {figure(row['before'], about['form'])} before, "
            f"{figure(row['after'], about['form'])} from then on ({chance(row['change_q'])})."
        )
    return " ".join(told)


def same_story(found: Stories) -> str:
    """How much of the corpus several groups tell.

    Example:
        >>> import pandas as pd
        >>> from framing.study.stories import Stories
        >>> none = pd.DataFrame()
        >>> same_story(Stories(pd.DataFrame({"event": []}), none, none, none, none, ()))
        'No story was found that two groups tell.'
    """
    many = len(found.events)
    if not many:
        return "No story was found that two groups tell."
    articles = int(found.events["articles"].sum())
    are = "is" if many == 1 else "are"
    return f"{count(many, 'story', 'stories')} {are} told by more than one group, in {articles:,} articles."


def method(found: Comparison) -> list[str]:
    """How the figures were made, for the methods section of a paper, a sentence each."""
    told = [
        "Every figure is a ratio of two sums over articles; the article is the unit, since what stands in one "
        "article is not independent.",
        "Intervals hold the truth in 95 of 100 corpora: cluster-robust (CR3), as Wilson intervals at the effective "
        "number of cases for shares, score intervals for rates, t intervals for means.",
    ]
    if found.by is not None:
        within = f" within each story (“{found.pair}”)" if found.pair else ""
        against = "the other one" if len(found.groups) == 2 else "all others together"
        told.append(
            f"Groups were tested against {against} by dealing out whole articles{within} {found.draws:,} times "
            f"(studentised; seed {found.seed})."
        )
    if found.over is not None:
        told.append(
            f"Trend and change of level were tested by dealing out whole {found.over}s {found.draws:,} times"
            + (", within groups, so that a new mix of groups is no change" if found.by is not None else "")
            + "; the smooth line is a local regression weighted by size (Cleveland 1979)."
        )
    told.append(
        f"q is the false discovery rate (Benjamini & Hochberg 1995) over all {found.tests:,} tests of this page; below "
        f"{limits()['q']:.2f} it is called a difference."
    )
    told.append(
        f"Nothing is tested with fewer than {least('articles_test')} articles or {least('cases_test')} cases in a "
        f"group, nor where fewer than {least('expected_test')} articles that hold what is counted would be expected in "
        f"it were all alike; what fewer than {least('holding_test')} articles hold is not drawn; an interval needs "
        f"{least('articles_interval')} articles. A rate or a length in words that lies less than "
        f"{100 * limits()['margin_words']:.0f} % apart is called no difference: house style alone makes that much."
    )
    return told


def spans(dates: Sequence[Any]) -> str:
    """From the first day to the last.

    Example:
        >>> import pandas as pd
        >>> spans(list(pd.to_datetime(["2024-03-01", "2024-01-05"], utc=True)))
        '5 January 2024 to 1 March 2024'
    """
    known = sorted(one for one in dates if one == one and one is not None)
    if not known:
        return "no dates"
    first, last = known[0], known[-1]
    told = [f"{one.day} {one:%B %Y}" for one in (first, last)]
    return told[0] if told[0] == told[1] else " to ".join(told)
