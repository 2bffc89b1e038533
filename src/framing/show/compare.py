"""Dots with their intervals: shares and rates of `framing.study`, drawn so that few cases look like few."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.show.figures import PALETTE, figure
from framing.show.html import Html, esc, para
from framing.show.tabular import table

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables

METHODS = {
    "bootstrap by article": "Lines: 95 % intervals from drawing whole articles 2,000 times; none under five articles.",
    "Wilson": "Lines: 95 % Wilson intervals, as if the statements were independent draws; in one article they are not.",
    "Poisson": "Lines: 95 % exact Poisson intervals, which take the marks as independent of one another.",
    "none": "No interval: words of one statement are not independent of one another.",
}
"""What a reader must know about each kind of interval of `framing.study`."""


def shares(rows: pd.DataFrame, by: str, *, of: str = "statements", caption: str, note: str = "") -> Html:
    """Shares with their intervals, counts beside them.

    Args:
        rows: from `framing.study.shares`.
        by: the column that names the classes.
        of: what is shared out, in the plural.
        caption: the finding in a few words.
        note: what else the reader must know.

    Example:
        >>> import pandas as pd
        >>> rows = pd.DataFrame({"camp": ["city"], "count": [2], "total": [4], "share": [0.5], "low": [0.15],
        ...                      "high": [0.85], "interval": ["Wilson"]})
        >>> "city 2 of 4 (50%)" in str(shares(rows, "camp", caption="Half of it"))
        True
    """
    if rows.empty or not int(rows["total"].iloc[0]):
        return para(f"There are no {of} here, so there is nothing to compare.")
    labels = [f"{row['count']:,} of {row['total']:,}" for row in _records(rows)]
    told = [
        f"{row[by]} {label} ({_percent(row['share'])})"
        for row, label in zip(_records(rows), labels, strict=True)
    ]
    alt = f"Shares of {of} by {heading(by).lower()}: {'; '.join(told)}."
    data = [
        {heading(by): row[by], of.capitalize(): label, "Share": _percent(row["share"]),
         "95 % interval": _range(row["low"], row["high"], _percent)}
        for row, label in zip(_records(rows), labels, strict=True)
    ]  # fmt: skip
    lines = f"{note} {METHODS[str(rows['interval'].iloc[0])]}".strip()
    points = _points(rows, by, "share", labels, 100.0)
    return figure(_drawing(points, "% of " + of, 100.0), alt, caption, table(data, caption), note=lines)


def rates(rows: pd.DataFrame, by: str, *, of: str, caption: str, note: str = "") -> Html:
    """Rates per 1,000 words with their intervals, counts and words beside them.

    Args:
        rows: from `framing.study.rates`.
        by: the column that names the voices, camps or regions.
        of: what is counted, in the plural.
        caption: the finding in a few words.
        note: what else the reader must know.

    Example:
        >>> import pandas as pd
        >>> rows = pd.DataFrame({"voice": ["quoted"], "count": [1], "words": [100], "per_1000": [10.0], "low": [0.3],
        ...                      "high": [55.7], "interval": ["Poisson"]})
        >>> "quoted 1 in 100 words (10.0 per 1,000)" in str(rates(rows, "voice", of="hedges", caption="One hedge"))
        True
    """
    rows = rows[rows["words"] > 0]
    if rows.empty:
        return para(f"There are no words here in which {of} could stand.")
    labels = [f"{row['count']:,} in {row['words']:,} words" for row in _records(rows)]
    told = [
        f"{row[by]} {label} ({row['per_1000']:.1f} per 1,000)"
        for row, label in zip(_records(rows), labels, strict=True)
    ]
    alt = f"{of.capitalize()} per 1,000 words by {heading(by).lower()}: {'; '.join(told)}."
    data = [
        {heading(by): row[by], of.capitalize(): row["count"], "Words": row["words"],
         "Per 1,000 words": _one(row["per_1000"]),
         "95 % interval": _range(row["low"], row["high"], _one)}
        for row in _records(rows)
    ]  # fmt: skip
    lines = f"{note} {METHODS[str(rows['interval'].iloc[0])]}".strip()
    points = _points(rows, by, "per_1000", labels, 1.0)
    return figure(
        _drawing(points, f"{of} per 1,000 words", None), alt, caption, table(data, caption), note=lines
    )


def bars(rows: pd.DataFrame, by: str, value: str, *, of: str, caption: str, note: str = "") -> Html:
    """Plain bars of counts, one a class, empty classes too.

    Args:
        rows: one row a class.
        by, value: the columns with the class and the count.
        of: what is counted, in the plural.
        caption: the finding in a few words.
        note: what else the reader must know.

    Example:
        >>> import pandas as pd
        >>> rows = pd.DataFrame({"region": ["body", "credit"], "words": [12, 0]})
        >>> "body 12; credit none" in str(bars(rows, "region", "words", of="words", caption="Mostly body"))
        True
    """
    points = [(str(name), int(size)) for name, size in zip(rows[by], rows[value], strict=True)]
    if not any(size for _, size in points):
        return para(f"There are no {of} to draw.")
    told = [f"{name} {size:,}" if size else f"{name} none" for name, size in points]
    alt = f"{of.capitalize()} by {heading(by).lower()}: {'; '.join(told)}."

    def draw(fig: Any, wide: bool) -> None:
        fig.set_figheight(0.34 * len(points) + 0.8)
        axes = fig.add_subplot()
        places = list(range(len(points)))[::-1]
        axes.barh(places, [size for _, size in points], height=0.62, color=PALETTE["cj"])
        for place, (_, size) in zip(places, points, strict=True):
            label = f"{size:,}" if size else "none"
            axes.annotate(label, (size, place), xytext=(4, 0), textcoords="offset points", va="center")
        axes.set_yticks(places, [name for name, _ in points])
        axes.set_xlim(0, max(size for _, size in points) * (1.12 if wide else 1.3))
        axes.set_xlabel(of, fontsize=9.7)

    data = rows[[by, value]].rename(columns=heading)
    return figure(draw, alt, caption, table(data, caption), note=note)


def rows(frame: pd.DataFrame, caption: str, *, limit: int = 60) -> Html:
    """A table of a study with headings for a reader.

    Args:
        frame: the rows; an index with a name is shown as the first column.
        caption: what the rows are.
        limit: how many are shown.

    Example:
        >>> import pandas as pd
        >>> "Own statements" in str(rows(pd.DataFrame({"own_statements": ["two"]}), "Their own words"))
        True
    """
    made = frame.rename(columns={name: heading(str(name)) for name in frame.columns})
    if made.index.name is not None:
        made.index.name = heading(str(made.index.name))
    return table(made, caption, limit=limit)


def kwic(frame: pd.DataFrame, caption: str, *, limit: int = 60) -> Html:
    """Any words in their sentences: text before to the right, so that the words stand in one column.

    Args:
        frame: from `framing.study.concordance`; further columns follow.
        caption: what the words are.
        limit: how many lines are shown.

    Example:
        >>> import pandas as pd
        >>> line = pd.DataFrame({"left": ["It"], "mark": ["may"], "right": ["rain <now>"], "kind": ["hedge"]})
        >>> "<b>may</b>" in str(kwic(line, "One hedge")), "rain &lt;now&gt;" in str(kwic(line, "One hedge"))
        (True, True)
    """
    further = [name for name in frame.columns if name not in ("left", "mark", "right", "start", "end")]
    heads = ["Text before", "Words and text after", *(heading(str(name)) for name in further)]
    head = "".join(
        f'<th role="columnheader" scope="col"{" class=l" if number == 0 else ""}>{esc(name)}</th>'
        for number, name in enumerate(heads)
    )
    body = []
    for row in _records(frame.head(limit)):
        rest = "".join(f'<td role="cell" class="s">{esc(_plain(row[name]))}</td>' for name in further)
        body.append(
            f'<tr role="row"><td role="cell" class="l">{esc(row["left"])} </td>'
            f'<th role="rowheader" scope="row" class="r"><b>{esc(row["mark"])}</b> '
            f'<span class="muted">{esc(row["right"])}</span></th>{rest}</tr>'
        )
    if len(frame) > limit:
        body.append(
            f'<tr role="row"><td role="cell" colspan="{len(heads)}">and {len(frame) - limit:,} more</td></tr>'
        )
    if frame.empty:
        body.append(f'<tr role="row"><td role="cell" colspan="{len(heads)}">none</td></tr>')
    return Html(
        f'<div class="kwic"><div class="scroll" tabindex="0" role="group" aria-label="Table: {esc(caption)}">'
        f'<table role="table"><caption>{esc(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(body)}</tbody></table></div></div>'
    )


def _plain(value: Any) -> Any:
    return "" if value is None or str(value) in ("<NA>", "nan", "NaT") else value


def heading(name: str) -> str:
    """The heading of a column for a reader.

    Example:
        >>> heading("naming"), heading("own_statements"), heading("EU")
        ('Source', 'Own statements', 'EU')
    """
    known = _HEADINGS.get(name, name.replace("_", " "))
    return known[:1].upper() + known[1:]


_HEADINGS = {
    "article_id": "article", "naming": "source", "kind": "speech", "third": "place", "left": "text before",
    "right": "text after", "mark": "words", "q": "false discovery rate", "g2": "G²", "per_1000": "per 1,000 words",
    "act": "what it does", "compound": "score",
    "low": "interval from", "high": "interval to", "by_name": "with a named accuser",
    "by_no_one": "with no accuser", "numbers": "statement numbers", "target_type": "type", "f1": "F1",
    "other_marks": "other’s marks", "begins": "beginning", "jaccard": "alike", "percent": "agreement by word",
}  # fmt: skip


def keywords(rows: pd.DataFrame, one: str, other: str, *, most: int = 8) -> Html:
    """The words that set two sides apart most, from `framing.study.keyness.fighting_words`.

    Args:
        rows: the table, the first side's words on top.
        one, other: the names of the sides.
        most: how many words a side, at most.

    Example:
        >>> from framing.study.keyness import fighting_words
        >>> rows = fighting_words({"safe": 9, "pool": 5}, {"shut": 8, "pool": 6}, prior=10)
        >>> "safe 9 against 0" in str(keywords(rows, "council", "swimmers"))
        True
    """
    import pandas as pd

    clear = rows[rows["q"] < 0.05] if len(rows) else rows
    shown = pd.concat([clear[clear["z"] > 0].head(most), clear[clear["z"] < 0].tail(most)])
    if shown.empty:
        return para(
            f"No word sets {one} and {other} apart beyond what chance explains; with few words on a side none can."
        )
    told = [f"{row[0]} {row[1]} against {row[2]}" for row in shown[["word", "one", "other"]].values.tolist()]
    caption = f"Words that set {one} and {other} apart"
    alt = f"{caption}, from the most typical of {one} to the most typical of {other}: {'; '.join(told)}."
    data = [
        {
            "word": word,
            one: a,
            other: b,
            "z": f"{z:.1f}",
            "G²": f"{g2:.1f}",
            "false discovery rate": f"{q:.3f}",
        }
        for word, a, b, z, g2, q in shown[["word", "one", "other", "z", "g2", "q"]].values.tolist()
    ]
    points = [(str(w), float(z), float("nan"), float("nan"), f"{a}:{b}")
              for w, a, b, z in shown[["word", "one", "other", "z"]].values.tolist()]  # fmt: skip
    note = (
        f"Right of zero: said more by {one}; left: by {other}; counts beside the dots. Log-odds with a Dirichlet prior "
        "(Monroe, Colaresi & Quinn 2008); only words with a false discovery rate under 5 %."
    )
    return figure(
        _drawing(points, f"← {other}   z   {one} →", None), alt, caption, table(data, caption), note=note
    )


def outlets(tables: Tables) -> Html:
    """The words that set the two largest outlets apart, or a sentence where there is nothing to compare.

    Args:
        tables: the corpus.

    Example:
        >>> from framing.tables import Tables
        >>> "only one outlet" in str(outlets(Tables.from_rows({})))
        True
    """
    from framing.study import keyness

    pair = keyness.largest_outlets(tables)
    if pair is None:
        return para("There is only one outlet here, or none is named, so outlets cannot be compared.")
    bags = keyness.outlet_words(tables)
    return keywords(keyness.fighting_words(bags.get(pair[0], {}), bags.get(pair[1], {})), *pair)


Point = tuple[str, float, float, float, str]


def _points(rows: pd.DataFrame, by: str, value: str, labels: list[str], scale: float) -> list[Point]:
    return [
        (str(name), float(x) * scale, float(low) * scale, float(high) * scale, label)
        for name, x, low, high, label in zip(
            rows[by], rows[value], rows["low"], rows["high"], labels, strict=True
        )
    ]


def _drawing(points: list[Point], axis: str, limit: float | None) -> Any:
    def draw(fig: Any, wide: bool) -> None:
        # On a small screen a class has its name above its line instead of beside it.
        fig.set_figheight((0.42 if wide else 0.62) * len(points) + 0.9)
        axes = fig.add_subplot()
        places = list(range(len(points)))[::-1]
        for place, (name, x, low, high, label) in zip(places, points, strict=True):
            if low == low and high == high:
                axes.hlines(place, low, high, color=PALETTE["cj"], linewidth=2)
            axes.plot([x], [place], "o", color=PALETTE["ink"], markersize=7)
            if wide:
                axes.annotate(
                    label, (1.01, place), xycoords=("axes fraction", "data"), va="center", fontsize=9.7
                )
            else:
                axes.annotate(
                    f"{name}: {label}", (0, place + 0.3), xycoords=("axes fraction", "data"), fontsize=9
                )
        axes.set_yticks(places, [name for name, *_ in points] if wide else [""] * len(points))
        axes.set_ylim(-0.6, len(points) - 0.3)
        values = [v for _, x, low, high, _ in points for v in (x, low, high) if v == v]
        left = min(0.0, min(values) * 1.1)
        axes.set_xlim(left, limit or max(max(values) * 1.08, 1e-6))
        if left < 0:
            axes.axvline(0, color=PALETTE["line"], linewidth=1)
        axes.set_xlabel(axis, fontsize=9.7)
        axes.xaxis.grid(True)

    return draw


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rows.to_dict("records")  # type: ignore[assignment]
    return found


def _percent(share: float) -> str:
    return "" if share != share else f"{100 * share:.0f}%"


def _one(value: float) -> str:
    return f"{value:.1f}"


def _range(low: float, high: float, form: Any) -> str:
    return "none" if low != low else f"{form(low)} to {form(high)}"
