"""A comparison as a page shows it: each measure as dots with intervals by group, and its course over time.

The dots are placed by the style sheet, so that a page of a hundred figures stays small and follows the width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show.groups_time import over_time
from framing.show.html import Html, esc, join, slug
from framing.show.tabular import markup
from framing.study.compared import DIFFER, FEW, Comparison
from framing.study.limits import least
from framing.study.panel import CHAPTERS
from framing.study.tellings import chance, figure, interval, line, method

if TYPE_CHECKING:
    import pandas as pd

TRUST = {
    "who speaks": "sources statements", "how they are quoted": "statements", "accusations": "accusations",
    "certainty and doubt": "hedges", "loaded words": "loaded", "naming": "names", "frames": "frames",
    "tone": "tone vader toward", "length and place": "",
}  # fmt: skip
"""The layers on which each chapter of measures rests."""
_HEAD = '<th role="columnheader" scope="col"'
_UNITS = {"share": "", "rate": " per 1,000 words", "mean": ""}


def measure(found: Comparison, name: str, *, folded: bool = False, data: bool = True) -> Html:
    """One measure: the finding in a sentence, then each group as a dot with its interval.

    What too few articles hold is not drawn; the sentence says so.

    Args:
        found: from `framing.study.compare`.
        name: of the measure.
        folded: whether dots of groups that do not differ stand behind a line that opens them.
        data: whether the values over time stand in a table, too.

    Example:
        >>> from framing.study import compare
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": f"{i}", "text": "", "words": 300 + i, "outlet": "<Post>" if i % 2 else "Echo"}
        ...         for i in range(40)]
        >>> found = compare(Tables.from_rows({"articles": rows}), "outlet", measure="words", draws=50)
        >>> "&lt;Post&gt;" in str(measure(found, "words")), "Words of story an article" in str(measure(found, "words"))
        (True, True)
    """
    about = next(row for row in _records(found.measures) if row["measure"] == name)
    parts = [_head(about, line(about, found.of(name)) if found.by is not None else "")]
    if about["holding"] < least("holding_test"):
        return Html(f'<figure class="fig cmp" id="m-{slug(name)}">{join(parts)}</figure>')
    if found.by is not None:
        dots = _dots(found, about)
        # What differs is shown at once, the rest on demand: absence of a difference is told in the sentence.
        shut = Html(f"<details><summary>By {esc(found.by)}</summary>{dots}</details>")
        parts.append(dots if about["told"] == DIFFER or not folded else shut)
    if found.over is not None:
        parts.append(over_time(found, about, data=data))
    return Html(f'<figure class="fig cmp" id="m-{slug(name)}">{join(parts)}</figure>')


def _head(about: Mapping[Any, Any], told: str) -> Html:
    base = {"share": "Of", "rate": "Per 1,000", "mean": "Mean over"}[about["form"]] + f" {about['unit']}"
    whole = figure(about["value"], about["form"])
    over = f"All articles: {whole}" + (f" ({words})" if (words := interval(about["low"], about["high"], about["form"]))
                                       else "")  # fmt: skip
    return Html(
        f"<figcaption><b>{esc(about['title'])}</b><span>{esc(told)} {esc(over)}. {esc(base)}.</span></figcaption>"
    )


def _scale(rows: Sequence[Mapping[Any, Any]], form: str) -> tuple[float, float]:
    """The ends of the axis: 0 and the highest limit, or both ends of scores that may be negative."""
    values = [v for row in rows for v in (row["value"], row["low"], row["high"]) if v == v]
    low, high = min([0.0, *values]), max([1e-9, *values])
    return low, min(1.0, high * 1.04) if form == "share" else high * 1.04


def _dots(found: Comparison, about: Mapping[Any, Any]) -> Html:
    rows = _records(found.of(about["measure"]))
    form = about["form"]
    low, high = _scale([*rows, about], form)

    def at(value: float) -> str:
        return f"{100 * (value - low) / (high - low):.1f}"

    ends = f"<span>{esc(figure(low, form))}</span><span>{esc(figure(high, form))}</span>"
    heads = (
        f'{_HEAD}>{esc(_capital(found.by or ""))}</th><td role="cell" class="ax" aria-hidden="true">{ends}</td>'
        f'{_HEAD} class="n">{"Share" if form == "share" else "Value"}</th>{_HEAD}>95 % interval</th>'
        f"{_HEAD}>Counted</th>{_HEAD}>Told</th>"
    )
    body = "".join(_row(row, about, at) for row in rows)
    label = esc(f"{about['title']} by {found.by}")
    middle = at(about["value"]) if about["value"] == about["value"] else "0"
    return Html(
        f'<table role="table" class="iv" style="--m:{middle}"><caption class="vh">{label}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(row: Mapping[Any, Any], about: Mapping[Any, Any], at: Any) -> str:
    form = about["form"]
    few = row["told"] == FEW
    mark = ""
    if row["value"] == row["value"]:
        if row["low"] == row["low"]:
            width = f"{float(at(row['high'])) - float(at(row['low'])):.1f}"
            mark = f'<i style="--a:{at(row["low"])};--w:{width}"></i>'
        mark += f'<b style="--p:{at(row["value"])}"></b>'
    told = "too few" if few else "differs" if row["told"] == DIFFER else ""
    kind = ' class="few"' if few else ' class="dif"' if told else ""
    if told == "differs":
        told += f", {chance(row['q'])}"
    return (
        f'<tr role="row"{kind}><th role="rowheader" scope="row">{esc(row["group"])}</th>'
        f'<td role="cell" class="ax" aria-hidden="true">{mark}</td>'
        f'<td role="cell" class="n">{esc(figure(row["value"], form))}</td>'
        f'<td role="cell">{esc(interval(row["low"], row["high"], form)) or "–"}</td>'
        f'<td role="cell">{esc(_counted(row, about))}</td><td role="cell">{esc(told)}</td></tr>'
    )


def _counted(row: Mapping[Any, Any], about: Mapping[Any, Any]) -> str:
    """The two sums behind a figure, and in how many articles."""
    articles = f"{row['articles']:,} article{'' if row['articles'] == 1 else 's'}"
    if about["form"] == "mean" or about["unit"] == "articles":
        below = f"{row['below']:,.0f}"
        if about["unit"] == "articles":
            return f"{row['above']:,.0f} of {below}" if about["form"] == "share" else articles
        return f"{below} in {articles}"
    if about["form"] == "rate":
        return f"{row['above']:,.0f} in {1000 * row['below']:,.0f} words"
    return f"{row['above']:,.0f} of {row['below']:,.0f}, {articles}"


def differences(found: Comparison) -> Html:
    """The measures that differ, the clearest first, each with a link to its figure.

    Args:
        found: from `framing.study.compare`.
    """
    rows = []
    for about in _records(found.differing):
        groups = found.of(about["measure"])
        known = groups[groups["told"] != FEW].sort_values("value", ascending=False, kind="stable")
        top, bottom = (known.iloc[place].to_dict() for place in (0, -1))
        apart = known.sort_values(["q", "p"], kind="stable").iloc[0].to_dict()
        rows.append([
            Html(f'<a href="#m-{slug(about["measure"])}">{esc(about["title"])}</a>'),
            f"{top['group']} {figure(top['value'], about['form'])}{_UNITS[about['form']]}",
            f"{bottom['group']} {figure(bottom['value'], about['form'])}{_UNITS[about['form']]}",
            f"{apart['group']}: {_against(apart, about)}",
            chance(about["clearest"]).removeprefix("q ").removeprefix("= "),
        ])  # fmt: skip
    columns = ["Measure", "Highest", "Lowest", "Set apart most, against the others", "q"]
    return markup(columns, rows, "Measures in which the groups differ", {"q"})


def _against(row: Mapping[Any, Any], about: Mapping[Any, Any]) -> str:
    """How far the highest group lies from the others together, with its interval."""
    if row["difference"] != row["difference"]:
        return ""
    if about["form"] == "share":
        gap, low, high = (100 * row[name] for name in ("difference", "difference_low", "difference_high"))
        told = f"{gap:+.0f} points ({low:+.0f} to {high:+.0f})"
    else:
        gap, low, high = (row[name] for name in ("difference", "difference_low", "difference_high"))
        told = (
            f"{gap:+,.2f} ({low:+,.2f} to {high:+,.2f})"
            if abs(gap) < 100
            else f"{gap:+,.0f} ({low:+,.0f} to {high:+,.0f})"
        )
    if row["times"] == row["times"]:
        told += f", {row['times']:.1f} times"
    return told.replace("-", "−")


def chapters(found: Comparison) -> list[tuple[str, str, Html]]:
    """The figures by chapter: id, heading and markup of each chapter that has any.

    Args:
        found: from `framing.study.compare`.
    """
    from framing.show.parts import trust

    made = []
    for name in CHAPTERS:
        own = found.measures[found.measures["chapter"] == name]
        if own.empty:
            continue
        parts = [measure(found, one, folded=True) for one in own["measure"]]
        layer = TRUST[name]
        made.append((f"c-{slug(name)}", _capital(name), join([*([trust(layer)] if layer else []), *parts])))
    return made


def groups(found: Comparison) -> Html:
    """How many articles and words each group has."""
    rows = [[row["group"], f"{row['articles']:,}", f"{row['words']:,}"] for row in _records(found.groups)]
    return markup(
        [_capital(found.by or "all"), "Articles", "Words"], rows, "What is compared", {"Articles", "Words"}
    )


def keywords(rows: pd.DataFrame, names: Sequence[str], *, most: int) -> Html:
    """The words that set each group apart, with in how many of its articles they stand and how evenly.

    Args:
        rows: from `framing.study.keywords.keywords`.
        names: of the groups, in order.
        most: words a group, at most.

    Example:
        >>> import pandas as pd
        >>> "No word sets Echo apart" in str(keywords(pd.DataFrame({"group": []}), ["Echo"], most=3))
        True
    """
    parts = []
    for name in names:
        own = rows[rows["group"] == name].head(most)
        if own.empty:
            parts.append(
                Html(f"<p>No word sets {esc(name)} apart from the others beyond what chance explains.</p>")
            )
            continue
        cells = [
            [row["word"], f"{row['count']:,}", f"{row['articles']:,} of {row['of']:,}", f"{row['others']:,}",
             f"{row['dispersion']:.2f}", f"{row['z']:.1f}", chance(row["q"]).removeprefix("q ").removeprefix("= ")]
            for row in _records(own)
        ]  # fmt: skip
        columns = ["Word", "Times", "In articles", "In articles of the others", "Dispersion", "z", "q"]
        parts.append(markup(columns, cells, str(name), set(columns[1:])))
    return Html(f'<div class="two">{join(parts)}</div>')


def notes(found: Comparison) -> Html:
    """What the reader must know: who was left out, gaps, pairing."""
    return join([Html(f'<p class="prose">{esc(note)}</p>') for note in found.notes])


def methods(found: Comparison) -> Html:
    """How the figures were made, to paste into a paper."""
    return Html(f"<p>{esc(' '.join(method(found)))}</p>")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:].replace("_", " ")


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return list(frame.to_dict("records"))
