"""Small parts that several sections share: tokens, lines of trust, the card, and tables of voices and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show.html import Html, esc, join
from framing.show.model import View, view
from framing.show.tabular import markup
from framing.show.words import upper
from framing.study import facts
from framing.study.accuracy import measured
from framing.study.article_page import Page
from framing.study.fact_words import leanings, names_by_thing, same_names
from framing.study.said import Mark, Said

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
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
        label = f' aria-label="{esc(said.token)}, {esc(named_page(said.page))}"'
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
    return Html(f'<a href="{esc(href)}">{esc(named_page(page))}</a>, {esc(label)}')


def named_page(page: Page) -> str:
    """An article as a reader knows it: its outlet and its headline.

    Example:
        >>> from framing.article import Article
        >>> named_page(Page(1, Article("a", "It rained.", outlet="Echo", headline="Rain"), ""))
        'Echo: Rain'
    """
    return f"{page.article.outlet}: {page.title}" if page.article.outlet else page.title


def voice(v: View, mark: Mark) -> Html:
    """Whose word a mark is: the journalist's, or a statement's, paraphrased or quoted."""
    if mark.said is None:
        return Html("Quoted, nobody’s" if mark.quoted else "Journalist")
    return Html("Quoted " if mark.quoted else "Paraphrase ") + chip(v, mark.said)


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


def commands(text: str) -> str:
    """A sentence in which what stands between backticks is set as a command.

    Example:
        >>> commands("`framing` reads.")
        '<code>framing</code> reads.'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", esc(text))


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


def speakers(tables: Tables | View, camps: Sides = None, *, limit: int = 40) -> Html:
    """The table of who speaks, and how much: a row a speaker, in order of first speaking; most first in a corpus.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        limit: how many speakers are shown.
    """
    v = view(tables, camps)
    rows = facts.speakers(v)
    cells = []
    for row in rows[:limit]:
        about = ", ".join(part for part in (row.role, row.camp.name) if part)
        who = esc(upper(row.name or "No one named"))
        cells.append([
            Html(f'{who}<br><span class="muted" style="font-weight:400">{esc(about)}</span>'),
            Html(f"<b>{len(row.said)}</b> {chips(v, row.said)}"),
            f"{row.words:,}",
            f"{row.quoted:,}",
        ])  # fmt: skip
    made = markup(
        ["Speaker", "Statements", "Words", "Of these quoted"], cells, "Who speaks, and how much",
        {"Words", "Of these quoted"}, more=len(rows) - len(cells),
    )  # fmt: skip
    return Html(f'<div class="tab">{made}</div>')


def articles(tables: Tables | View, camps: Sides = None, *, limit: int = 200) -> Html:
    """The table of a corpus: a row an article, with its counts, linked to its own report where that is known."""
    v = view(tables, camps)
    cells = []
    for row in facts.articles(v)[:limit]:
        page = row.page
        own = v.links.get(page.id)
        title = esc(page.title)
        name = f'<a href="{esc(own)}">{title}</a>' if own else title
        cells.append([
            Html(f'<span id="a{page.index}">{page.index}. {name}</span>'),
            page.article.outlet or "",
            f"{row.words:,}",
            f"{row.statements:,}",
            f"{row.largest[0]}, {row.largest[1]} of {row.statements}" if row.largest else "none",
            f"{row.accusations:,}",
            f"{row.without_accuser:,}",
            f"{row.hedges:,}",
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


def names_table(tables: Tables | View, camps: Sides = None, *, limit: int = 12, terms: int = 8) -> Html:
    """The table of names: a row for each thing, a column for each voice that names it.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        limit: how many things are shown, those with most mentions first in a corpus.
        terms: how many names a cell shows.
    """
    v = view(tables, camps)
    shown = list(names_by_thing(v).items())
    if not shown:
        return Html('<p class="small muted">No thing in the word lists is named in this text.</p>')
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
    if any(_of_nobody(mark) for mark in v.names):
        found.append(("Quoted, nobody’s", "", _of_nobody))
    found.append(("Journalist alone", "kj", lambda mark: mark.said is None and not mark.quoted))
    return found


def _of_nobody(mark: Mark) -> bool:
    return mark.said is None and mark.quoted


def _voices_together(v: View) -> list[tuple[str, str, Any]]:
    """The columns where too many camps name something: all sources together, whose tokens tell the camps."""
    return [
        ("Sources, quoted", "", lambda mark: mark.quoted),
        ("Sources, paraphrased", "p", lambda mark: mark.said is not None and not mark.quoted),
        ("Journalist alone", "kj", lambda mark: mark.said is None and not mark.quoted),
    ]


def _spoken_by(camp: str, quoted: bool) -> Any:
    return lambda mark: mark.said is not None and mark.said.camp.name == camp and mark.quoted is quoted


def _named(v: View, label: str, css: str, marks: Sequence[Mark], terms: int) -> str:
    groups = same_names(marks, by_number=not v.one)
    items = []
    for same in groups[:terms]:
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


def toward(tables: Tables | View, camps: Sides = None, *, limit: int = 12) -> Html:
    """The table of tone toward a person, country or body: how many sentences lean which way, and in whose voice.

    Places are left out, and those who are named in captions and credit lines alone, as photo agencies are.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        limit: how many targets are shown; the others stand in a table that can be opened.
    """
    v = view(tables, camps)
    cells = [
        [row.target, row.negative, row.neutral, row.positive, row.journalist, row.quoted]
        for row in leanings(v)
    ]
    if not cells:
        return Html('<p class="small muted">No person, country or body is named in the story itself.</p>')
    columns = ["Toward", "Negative", "Neutral", "Positive", "Journalist’s own", "Quoted or reported"]
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
