"""Small parts that several sections share: tokens, lines of trust, the card, and tables of voices and names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from framing.show.article_page import Page
from framing.show.html import Html, esc, join
from framing.show.model import View, view
from framing.show.said import Mark, Said
from framing.show.tabular import markup

if TYPE_CHECKING:
    from framing.tables import Tables

COLUMNS = 5
"""With more voices than this the table of names has a column for all sources together."""

MANY = 12
"""How many tokens stand in one cell of a table before the rest is only counted."""


def chip(v: View, said: Said, to: str = "s") -> Html:
    """The token of a statement as a link: to its entry (`s`) or to its place in the text (`t`)."""
    dashed = " ag" if said.nobody else ""
    href = f"#{to}{said.key}"
    label = ""
    if not v.one:
        own = v.links.get(said.page.id)
        href = f"{own}#{to}{said.number}" if own else href
        label = f' aria-label="{esc(said.token)}, article {said.page.index}"'
    return Html(f'<a class="chip {said.camp.css}{dashed}" href="{esc(href)}"{label}>{esc(said.token)}</a>')


def chips(v: View, said: Sequence[Said], to: str = "s", *, empty: str = "none") -> Html:
    """Tokens in a row, the first dozen of many."""
    if not said:
        return Html(f'<span class="muted">{esc(empty)}</span>')
    shown = join([chip(v, one, to) for one in said[:MANY]], " ")
    return shown if len(said) <= MANY else shown + Html(f" and {len(said) - MANY:,} more")


def where(v: View, page: Page, offset: int, anchor: str) -> Html:
    """A link to a place in the text, named by its paragraph; in a corpus by its article too."""
    block = page.block_at(offset)
    label = (block.label if block else "Body").lower()
    if v.one:
        return Html(f'<a href="#{anchor}">{esc(label)}</a>')
    own = v.links.get(page.id)
    href = f"{own}#{anchor.replace(page.prefix, '', 1)}" if own else f"#a{page.index}"
    return Html(f'<a href="{esc(href)}">article {page.index}</a>, {esc(label)}')


def voice(v: View, mark: Mark) -> Html:
    """Whose word a mark is: the journalist's, or a statement's, paraphrased or quoted."""
    if mark.said is None:
        return Html("Journalist")
    return Html("Quoted " if mark.quoted else "Paraphrase ") + chip(v, mark.said)


@lru_cache(maxsize=1)
def _measured() -> Mapping[str, Mapping[str, Any]]:
    home = resources.files("framing").joinpath("resources", "accuracy.json")
    try:
        found = json.loads(home.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return (
        {name: row for name, row in found.items() if isinstance(row, dict)} if isinstance(found, dict) else {}
    )


def measured(accuracy: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """What was measured of each layer: rows with layer, metric, value, low, high, data and date.

    Args:
        accuracy: `{layer: {"metric", "value", "low", "high", "data", "date"}}`, or several such rows in a
            list under one layer; the package's own file where not given. A row without a number is left out.

    Example:
        >>> measured({"statements": {"metric": "F1", "value": 0.8, "data": "x", "date": "2026-01-01"}})[0]["value"]
        0.8
    """
    found = []
    for layer, value in (_measured() if accuracy is None else accuracy).items():
        for row in value if isinstance(value, list) else [value]:
            if isinstance(row, Mapping) and isinstance(row.get("value"), int | float):
                found.append({"layer": str(row.get("layer", layer)), **row})
    return found


def trust(layer: str, accuracy: Mapping[str, Any] | None = None, *, more: str = "") -> Html:
    """The line 'How far to trust this' of one layer: what was measured, on which data, when.

    Args:
        layer: the name of a layer or of a task, as in the accuracy file; `layer*` takes all that begin so.
        accuracy: as for `measured`.
        more: a further sentence.

    Example:
        >>> "has not been measured" in str(trust("tone", {}))
        True
    """
    wanted = layer.split()
    rows = [
        row for row in measured(accuracy)
        if any(row["layer"] == w or row["layer"].startswith((f"{w}.", f"{w}_", f"{w} ", f"{w}-")) for w in wanted)
    ]  # fmt: skip
    if rows:
        rest = len(rows) - 3
        others = f"; and {rest} more {'figure' if rest == 1 else 'figures'}" if rest > 0 else ""
        text = f"Measured: {'; '.join(_measurement(row) for row in rows[:3])}{others}."
    else:
        text = "The accuracy of this layer has not been measured."
    return Html(
        f'<p class="trust"><b>How far to trust this.</b> {esc(text)}{" " + esc(more) if more else ""}</p>'
    )


def _measurement(row: Mapping[str, Any]) -> str:
    interval = ""
    if isinstance(row.get("low"), int | float) and isinstance(row.get("high"), int | float):
        interval = f" (95% interval {row['low']:.2f} to {row['high']:.2f})"
    source = f" on {row['data']}" if row.get("data") else ""
    date = f", {row['date']}" if row.get("date") else ""
    return f"{row['layer']}, {row.get('metric', 'score')} {row['value']:.2f}{interval}{source}{date}"


def card(question: str, audience: str, minutes: int | str, cannot: str) -> Html:
    """The card that opens a notebook: its question, for whom, how long, and what it cannot show.

    Example:
        >>> "Who speaks?" in str(card("Who speaks?", "Readers", 10, "Whether it is true."))
        True
    """
    took = f"{minutes} minutes" if isinstance(minutes, int) else minutes
    rows = [("Question", question), ("For", audience), ("Time", took), ("It cannot show", cannot)]
    items = "".join(
        f"<dt>{name}</dt><dd{' class=q' if name == 'Question' else ''}>{esc(value)}</dd>"
        for name, value in rows
    )
    return Html(f'<dl class="card">{items}</dl>')


def class_note(text: str) -> str:
    """The box that asks a class to do something."""
    return f'<p class="class"><b>For a class</b>{esc(text)}</p>'


def percent(part: int, whole: int) -> str:
    """A share as whole per cent; a dash where there is nothing to share.

    Example:
        >>> percent(9, 12), percent(1, 300), percent(0, 0)
        ('75%', '<1%', '–')
    """
    if not whole:
        return "–"
    share = round(100 * part / whole)
    if part and not share:
        return "<1%"
    return "99%" if share == 100 and part < whole else f"{share}%"


def speakers(tables: Tables | View, camps: Any = None, *, limit: int = 40) -> Html:
    """The table of who speaks, and how much: a row a speaker, in order of first speaking; most first in a corpus.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        limit: how many speakers are shown.
    """
    v = view(tables, camps)
    groups: dict[tuple[str, str], list[Said]] = {}
    for said in v.said:
        name = said.who if not said.nobody else "No one named"
        groups.setdefault((name, said.camp.name), []).append(said)
    order = list(groups.items())
    if not v.one:
        order.sort(key=lambda pair: -len(pair[1]))
    cells = []
    for (name, camp), own in order[:limit]:
        role = next((one.role for one in own if one.role), None)
        shown = name[:1].upper() + name[1:]
        about = ", ".join(part for part in (role, camp) if part)
        cells.append([
            Html(f'{esc(shown)}<br><span class="muted" style="font-weight:400">{esc(about)}</span>'),
            Html(f"<b>{len(own)}</b> {chips(v, own)}"),
            f"{sum(s.words for s in own):,}",
            f"{sum(s.quoted for s in own):,}",
        ])  # fmt: skip
    made = markup(
        ["Speaker", "Statements", "Words", "Of these quoted"], cells, "Who speaks, and how much",
        {"Words", "Of these quoted"}, more=len(order) - len(cells),
    )  # fmt: skip
    return Html(f'<div class="tab">{made}</div>')


def articles(tables: Tables | View, camps: Any = None, *, limit: int = 200) -> Html:
    """The table of a corpus: a row an article, with its counts, linked to its own report where that is known."""
    v = view(tables, camps)
    hedges: dict[int, int] = {}
    for mark in v.hedges:
        hedges[mark.page.index] = hedges.get(mark.page.index, 0) + 1
    cells = []
    for page in v.pages[:limit]:
        said = v.of(page)
        own = v.links.get(page.id)
        title = esc(page.title)
        name = f'<a href="{esc(own)}">{title}</a>' if own else title
        top = _largest(said)
        cells.append([
            Html(f'<span id="a{page.index}">{page.index}. {name}</span>'),
            page.article.outlet or "",
            f"{len(page.word_starts):,}",
            f"{len(said):,}",
            top,
            f"{sum(s.accusing for s in said):,}",
            f"{sum(s.accusing and s.nobody for s in said):,}",
            f"{hedges.get(page.index, 0):,}",
        ])  # fmt: skip
    columns = [
        "Article",
        "Outlet",
        "Words",
        "Statements",
        "Largest camp",
        "Accusations",
        "No one named",
        "Hedges",
    ]
    right = {"Words", "Statements", "Accusations", "No one named", "Hedges"}
    made = markup(
        columns,
        cells,
        "The one article" if v.one else f"The {len(v.pages):,} articles",
        right,
        more=len(v.pages) - len(cells),
    )
    return Html(f'<div class="tab">{made}</div>')


def _largest(said: Sequence[Said]) -> str:
    counts: dict[str, int] = {}
    for one in said:
        counts[one.camp.name] = counts.get(one.camp.name, 0) + 1
    if not counts:
        return "none"
    name, count = max(counts.items(), key=lambda pair: pair[1])
    return f"{name}, {count} of {len(said)}"


def names_table(tables: Tables | View, camps: Any = None, *, limit: int = 12, terms: int = 8) -> Html:
    """The table of names: a row for each thing, a column for each voice that names it.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        limit: how many things are shown, those with most mentions first in a corpus.
        terms: how many names a cell shows.
    """
    v = view(tables, camps)
    referents: dict[str, list[Mark]] = {}
    for mark in v.names:
        referents.setdefault(mark.kind, []).append(mark)
    if not referents:
        return Html('<p class="small muted">No thing in the word lists is named in this text.</p>')
    shown = list(referents.items())
    if not v.one:
        shown.sort(key=lambda pair: -len(pair[1]))
    columns = _voices_named(v)
    if len(columns) > COLUMNS:
        columns = _voices_together(v)
    head = "".join(f'<th role="columnheader" scope="col">{esc(label)}</th>' for label, _, _ in columns)
    rows = []
    for position, (referent, marks) in enumerate(shown[:limit]):
        letter = f"{chr(97 + position)}: " if v.one and position < 26 else ""
        cells = "".join(
            _named(v, label, css, [m for m in marks if test(m)], terms) for label, css, test in columns
        )
        silent = [label for label, _, test in columns if not any(test(m) for m in marks)]
        # On a small screen a row is a pile: there its empty cells are one line.
        none = f'<span class="not">none: {esc("; ".join(silent))}</span>' if silent else ""
        rows.append(
            f'<tr role="row"><th role="rowheader" scope="row">{letter}{esc(referent)}{none}</th>{cells}</tr>'
        )
    rest = len(shown) - limit
    more = f'<p class="small muted">and {rest:,} more things named</p>' if rest > 0 else ""
    return Html(
        '<div class="names"><div class="scroll" tabindex="0" role="group" aria-label="Table: names by voice">'
        '<table role="table"><caption class="vh">Names for the same thing, by voice</caption>'
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Same thing</th>'
        f'{head}</tr></thead><tbody role="rowgroup">{"".join(rows)}</tbody></table></div>{more}</div>'
    )


def _voices_named(v: View) -> list[tuple[str, str, Any]]:
    """The columns: each camp quoted, each camp paraphrased, the journalist alone; only those that name something."""
    found: list[tuple[str, str, Any]] = []
    for camp in v.camps:
        for quoted, how in ((True, "quoted"), (False, "paraphrased")):
            test = _spoken_by(camp.name, quoted)
            if any(test(mark) for mark in v.names):
                found.append((f"{camp.title}, {how}", camp.css + ("" if quoted else " p"), test))
    found.append(("Journalist alone", "kj", lambda mark: mark.said is None))
    return found


def _voices_together(v: View) -> list[tuple[str, str, Any]]:
    """The columns where too many camps name something: all sources together, whose tokens tell the camps."""
    return [
        ("Sources, quoted", "", lambda mark: mark.said is not None and mark.quoted),
        ("Sources, paraphrased", "p", lambda mark: mark.said is not None and not mark.quoted),
        ("Journalist alone", "kj", lambda mark: mark.said is None),
    ]


def _spoken_by(camp: str, quoted: bool) -> Any:
    return lambda mark: mark.said is not None and mark.said.camp.name == camp and mark.quoted is quoted


def _named(v: View, label: str, css: str, marks: Sequence[Mark], terms: int) -> str:
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.term.lower(), []).append(mark)
    items = []
    for same in sorted(groups.values(), key=lambda g: -len(g) if not v.one else 0)[:terms]:
        ids = "".join(f'<i id="nm{mark.key}"></i>' for mark in (same[1:] if v.one else ()))
        first = same[0]
        own = first.said.camp.css if first.said else "kj"
        shade = css if css.startswith("k") else f"{own} {css}".strip()
        slot = shade.split()[0]
        count = f"×{len(same)}&ensp;" if len(same) > 1 else ""
        places = join(
            [
                chip(v, mark.said, "t") if mark.said else where(v, mark.page, mark.start, f"n{mark.key}")
                for mark in same[:5]
            ],
            " ",
        )
        items.append(
            f'<p id="nm{first.key}" class="{slot}">{ids}<b class="k {shade}"></b>{esc(first.text)}'
            f"<span>{count}{places}</span></p>"
        )
    rest = len(groups) - terms
    if rest > 0:
        items.append(f'<span class="muted small">and {rest:,} more</span>')
    empty = "" if items else ' class="no"'
    return f'<td role="cell"{empty} data-v="{esc(label)}">{"".join(items) or "<span class=muted>none</span>"}</td>'


TOWARD = ("person", "organisation", "country")
"""The kinds of target that a tone can be toward: a place or a date is nobody's friend."""


def toward(tables: Tables | View, camps: Any = None, *, limit: int = 12) -> Html:
    """The table of tone toward a person, country or body: how many sentences lean which way, and in whose voice.

    Places are left out, and those who are named in captions and credit lines alone, as photo agencies are.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        limit: how many targets are shown; the others stand in a table that can be opened.
    """
    v = view(tables, camps)
    pages = {page.id: page for page in v.pages}
    counts: dict[str, dict[str, int]] = {}
    told: set[str] = set()
    for row in v.toward:
        if str(row["target_type"] or "person") not in TOWARD:
            continue
        name = str(row["target"] or "unnamed")
        page = pages[str(row["article_id"])]
        region = page.article.region_at(int(row["start"])) if row["start"] is not None else "body"
        if region not in ("caption", "credit"):
            told.add(name)
        cell = counts.setdefault(name, {"-": 0, "0": 0, "+": 0, "journalist": 0, "quoted": 0})
        sign = int(row["polarity"] or 0)
        cell["-" if sign < 0 else "+" if sign > 0 else "0"] += 1
        cell["quoted" if str(row["voice"] or "").isdigit() else "journalist"] += 1
    order = sorted(
        ((name, cell) for name, cell in counts.items() if name in told),
        key=lambda pair: (-sum(pair[1][s] for s in "-0+"), pair[0]),
    )
    cells = [
        [name, cell["-"], cell["0"], cell["+"], cell["journalist"], cell["quoted"]] for name, cell in order
    ]
    if not cells:
        return Html('<p class="small muted">No person, country or body is named in the story itself.</p>')
    columns = ["Toward", "Negative", "Neutral", "Positive", "Journalist’s sentences", "Quoted sentences"]
    right = set(columns[1:])
    made = markup(columns, cells[:limit], "Tone toward whom, sentences", right, more=len(cells) - limit)
    rest = ""
    if len(cells) > limit:
        others = markup(
            columns, cells[limit:300], "Tone toward the others, sentences", right, more=len(cells) - 300
        )
        rest = f"<details><summary>The other {len(cells) - limit:,}</summary>{others}</details>"
    return Html(f'<div class="tab">{made}{rest}</div>')


def listing(items: Iterable[str]) -> str:
    """Words as a list in a sentence.

    Example:
        >>> listing(["a", "b", "c"])
        'a, b and c'
    """
    words = list(items)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
