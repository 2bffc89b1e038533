"""The start page of a batch: every report with its key figures and status, usable without network or script."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from framing.page.clean import policy
from framing.report.index_strip import drawn, packed
from framing.report.manifest import STATUSES, WAITING, Entry, write_if_new
from framing.report.runs import ARTICLE

if TYPE_CHECKING:
    from jinja2 import Environment

ROWS = 100
"""Rows on a page; where there are more, group pages hold them all, and a script turns the pages."""

_GROUPS = "index"

_ICONS = {
    "built": '<circle class="fl" cx="6" cy="6" r="5"/>',
    "unchanged": '<circle cx="6" cy="6" r="5"/>',
    "stale": '<circle cx="6" cy="6" r="5"/><path class="fl" d="M6 1a5 5 0 0 1 0 10z"/>',
    "failed": '<path d="M1.5 1.5l9 9M10.5 1.5l-9 9"/>',
    "not built yet": '<circle cx="6" cy="6" r="5" stroke-dasharray="2.5 2.73"/>',
    "kept": '<rect x="1.5" y="1.5" width="9" height="9"/>',
}
_MEANS = {
    "built": "made in this run",
    "unchanged": "same text, version and parameters, so kept",
    "stale": "from before; the reason is in its row",
    "failed": "no report; the reason is in its row",
    "not built yet": "the build was stopped; the next run makes it",
    "kept": "from earlier runs; not looked at in this one",
}
_COLUMNS = (
    ("Status", "Status"),
    ("Largest camp, share of statements", "Largest camp"),
    ("Accusations with no accuser at all", "Accusations with no accuser at all"),
    ("Body read before the first accusation", "Body read before the first accusation"),
    ("Hedges per 100 words", "Hedges per 100 words"),
)
_ARTICLES = ("Articles", "Articles")
_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def write(
    entries: Sequence[Entry],
    set_aside: Sequence[tuple[str, str]],
    out: str | Path,
    *,
    notebooks: Mapping[str, str],
) -> list[Path]:
    """Write `index.html` and, where there are many reports, the group pages under `index/`.

    Args:
        entries: all reports of the folder.
        set_aside: source and reason of every input that was not read.
        out: the reports folder.
        notebooks: title by name.

    Returns:
        The pages, the start page first. Pages that are as they were are not written again.
    """
    pages = render(entries, set_aside, notebooks=notebooks)
    folder = Path(out)
    # The start page comes last, so that it never leads to a page that is not there.
    for name in sorted(pages, key=lambda name: name == "index.html"):
        write_if_new(folder / name, pages[name])
    for old in (folder / _GROUPS).glob("*.html"):
        if f"{_GROUPS}/{old.name}" not in pages:
            old.unlink(missing_ok=True)
    return [folder / name for name in pages]


def render(
    entries: Sequence[Entry], set_aside: Sequence[tuple[str, str]], *, notebooks: Mapping[str, str]
) -> dict[str, str]:
    """The pages as HTML by file name; `write` says what the arguments are."""
    single = [entry for entry in entries if entry.unit == ARTICLE]
    several = [entry for entry in entries if entry.unit != ARTICLE]
    several_camps = len({entry.camps for entry in entries}) > 1
    titled = {entry.path: _Titled(entry, notebooks, camps=several_camps) for entry in entries}
    rows = [titled[entry.path] for entry in single]
    many = len(rows) > ROWS
    groups = _groups(rows) if many else []
    parts = [_states(entries), '<div class="wrap">', _filter(entries)]
    if rows:
        caption = "Reports on one article"
        if many:
            # What went wrong must not be on page 87.
            first = [*(r for r in rows if r.entry.status in ("failed", "stale")), *rows][:ROWS]
            caption += f": {ROWS} of {len(rows):,}"
            parts.append(
                _table(list(dict.fromkeys(first)), caption, "batch", big=True)
                + _fill("turn.html")
                + _pages(groups)
            )
        else:
            parts.append(_table(rows, caption, "batch"))
    if several:
        parts.append(
            _table(
                [titled[e.path] for e in several],
                "Reports on several articles",
                "studies" if rows else "batch",
            )
        )
    parts += [_aside(set_aside), _about(entries), "</div>"]
    data = _data(rows) if many else ""
    made = {"index.html": _page("".join(parts), data, title=_finding(entries), up="")}
    for name, label, found in groups:
        head = f'<p class="crumb"><a href="../index.html">All reports</a></p><h1>{_text(label)}</h1>'
        lists = _filter([row.entry for row in found]) + _table(
            found, "Reports on one article", "batch", up="../"
        )
        body = f'<div class="hero wrap">{head}</div><div class="wrap">{lists}</div>'
        made[name] = _page(body, "", title=f"{label}: {len(found)} framing reports", up="../")
    return made


class _Titled:
    """An entry with the words that its row shows."""

    def __init__(self, entry: Entry, notebooks: Mapping[str, str], *, camps: bool) -> None:
        self.entry = entry
        name = notebooks.get(entry.notebook, entry.notebook)
        # The usual report on an article is called after it; any other page after its question.
        usual = entry.unit == ARTICLE and entry.notebook == "report"
        self.title = entry.title if usual else name
        parts = [
            "" if usual else entry.title,
            entry.line,
            f"camps: {entry.camps or 'the usual'}" if camps else "",
        ]
        self.line = " · ".join(part for part in parts if part)


def _finding(entries: Sequence[Entry]) -> str:
    """The batch in one sentence.

    Example:
        >>> one = Entry("a/report.html", "report", "article", "A", status="built")
        >>> _finding([one, one]), _finding([one]), _finding([])
        ('Two reports are ready.', 'One report is ready.', 'There is no report yet.')
    """
    total = len(entries)
    if not total:
        return "There is no report yet."
    counts = {status: sum(entry.status == status for entry in entries) for status in STATUSES}
    ready = counts["built"] + counts["unchanged"] + counts["kept"]
    if ready == total:
        return f"{_number(total).capitalize()} report{'s are' if total > 1 else ' is'} ready."
    said = [f"{_number(ready)} {'is' if ready == 1 else 'are'} ready"] if ready else []
    if counts["stale"]:
        said.append(f"{_number(counts['stale'])} {'is' if counts['stale'] == 1 else 'are'} stale")
    waiting = counts[WAITING]
    if failed := counts["failed"]:
        said.append(f"{_number(failed)} {'has' if failed == 1 else 'have'} failed")
    if waiting:
        said.append(f"{_number(waiting)} {'is' if waiting == 1 else 'are'} still to be made")
    listed = " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
    return f"{_number(total).capitalize()} report{'s' if total > 1 else ''}: {listed}."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _icon(status: str) -> str:
    return f'<svg class="ic" viewBox="0 0 12 12" aria-hidden="true">{_ICONS[status]}</svg>'


def _shown_statuses(entries: Sequence[Entry]) -> tuple[str, ...]:
    rare = {WAITING, "kept"} - {entry.status for entry in entries}
    return tuple(status for status in STATUSES if status not in rare)


def _states(entries: Sequence[Entry]) -> str:
    tiles = "".join(
        f"<div><dt>{_icon(status)}{status}</dt><dd>{sum(e.status == status for e in entries):,}</dd>"
        f'<dd class="vh">{_MEANS[status]}</dd></div>'
        for status in _shown_statuses(entries)
    )
    return _fill(
        "hero.html", heading=_plain(_heading(entries)), finding=_plain(_finding(entries)), tiles=Markup(tiles)
    )


def _heading(entries: Sequence[Entry]) -> str:
    """What the reports are about: how many articles, of how many outlets.

    Example:
        >>> one = Entry("a/report.html", "report", "article", "A", outlet="The Post", status="built")
        >>> _heading([one]), _heading([])
        ('One article, from The Post', 'No article yet')
    """
    single = {entry.path.rpartition("/")[0]: entry for entry in entries if entry.unit == ARTICLE}
    count = len(single)
    if not count:
        whole = max((int(entry.figures.get("articles", 0)) for entry in entries if entry.figures), default=0)
        return f"A study of {_number(whole)} articles" if whole > 1 else "No article yet"
    said = f"{_number(count).capitalize()} article{'s' if count > 1 else ''}"
    outlets = sorted({entry.outlet for entry in single.values() if entry.outlet})
    if not outlets or not all(entry.outlet for entry in single.values()):
        return said
    return f"{said}, from {outlets[0] if len(outlets) == 1 else f'{_number(len(outlets))} outlets'}"


def _filter(entries: Sequence[Entry]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="s" value="{status}" checked>{_icon(status)}{status}</label>'
        for status in _shown_statuses(entries)
    )
    return _fill("filter.html", boxes=Markup(boxes))


def _table(rows: Sequence[_Titled], caption: str, name: str, *, up: str = "", big: bool = False) -> str:
    columns = _columns(rows[0].entry)
    sortable = "".join(f'<th role="columnheader" scope="col" data-sort>{label}</th>' for label, _ in columns)
    first = '<th role="columnheader" scope="col" data-sort>Report</th>'
    head = f'{first}{sortable}<th role="columnheader" scope="col">Open</th>'
    body = "\n".join(_row(row, up) for row in rows)
    mark = " data-big" if big else ""
    return _fill(
        "table.html", kind="", name=name, mark=Markup(mark), caption=_plain(caption), head=Markup(head),
        rows=Markup(body),
    )  # fmt: skip


def _columns(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Where a body is read before an accusation can be said of one article only."""
    return _COLUMNS if entry.unit == ARTICLE else (*_COLUMNS[:3], _ARTICLES, *_COLUMNS[4:])


def _row(row: _Titled, up: str) -> str:
    entry = row.entry
    title = _text(row.title)
    if entry.there:
        title = f'<a href="{_href(entry.path, up)}">{title}</a>'
    line = f'<span class="out">{_text(row.line)}</span>' if row.line else ""
    line += drawn(entry) if entry.there and entry.unit == ARTICLE else ""
    cells = [
        f'<th role="rowheader" scope="row" data-v="{_text(row.title)}"><span class="ttl" dir="auto">{title}</span>'
        f"{line}{_why(entry)}</th>",
        f'<td role="cell" data-l="Status" data-v="{STATUSES.index(entry.status)}"><div><span class="stt'
        f'{" w" if entry.status in ("stale", "failed") else ""}">{_icon(entry.status)}{entry.status}</span></div></td>',
    ]
    for place, (value, text, note) in enumerate(_figures(entry)):
        label = _columns(entry)[place + 1][1]
        if not text:
            inner = f'<span aria-hidden="true">–</span><span class="vh">{_text(note)}</span>'
        else:
            bar = ""
            if place == 0 and value >= 0:
                bar = (
                    f'<span class="mb" aria-hidden="true"><i style="width:{round(value * 100)}%"></i></span>'
                )
            inner = bar + _text(text) + (f'<span class="sub">{_text(note)}</span>' if note else "")
        cells.append(f'<td role="cell" data-l="{label}" data-v="{value:g}"><div>{inner}</div></td>')
    links = '<span class="sub">no report</span>'
    if entry.there:
        links = f'<a class="op" href="{_href(entry.path, up)}">Report</a>'
        if (notebook := _notebook(entry)) is not None:
            links += f'<a class="op" href="{_href(notebook, up)}">Notebook</a>'
    cells.append(f'<td role="cell" data-l="Open"><div>{links}</div></td>')
    return f'<tr role="row" data-s="{entry.status}">{"".join(cells)}</tr>'


def _why(entry: Entry) -> str:
    if not entry.reason:
        return ""
    said = f'<span class="why">{_text(_reason(entry))}</span>'
    if entry.error.get("source"):
        where = f"cell {entry.error['cell']}" if entry.error.get("cell") is not None else "the cell"
        said += (
            f'<details class="err"><summary>Show {where} of {_text(entry.notebook)}.ipynb</summary>'
            f'<pre tabindex="0"><code>{_text(entry.error["source"], lines=True)}</code></pre></details>'
        )
    return said


def _reason(entry: Entry) -> str:
    reason = entry.reason[:1].upper() + entry.reason[1:]
    if entry.status == "stale" and entry.error:
        reason += ". This is the report from before"
    return reason if reason.endswith((".", "…", "!", "?")) else reason + "."


def _figures(entry: Entry) -> list[tuple[float, str, str]]:
    """Sort value, text and note of each key figure; an empty text is a dash, with the note for a screen reader."""
    found: Mapping[str, Any] = entry.figures
    if not entry.there or not found:
        return [(-1.0, "", "no figure")] * 4
    statements, accusations, words = found["statements"], found["accusations"], found["words"]
    made: list[tuple[float, str, str]] = []
    if not statements:
        made.append((-1.0, "no statement", ""))
    elif found["camp"] is None:
        made.append((0.0, f"0 of {statements:,}", "no speaker is in a camp"))
    else:
        share = found["camp_statements"] / statements
        made.append((round(share, 6), f"{found['camp_statements']:,} of {statements:,}", found["camp"]))
    made.append(
        (float(found["unnamed"]), f"{found['unnamed']:,} of {accusations:,}", "") if accusations
        else (-1.0, "no accusing verb", "")
    )  # fmt: skip
    if entry.unit != ARTICLE:
        made.append((float(found["articles"]), f"{found['articles']:,}", ""))
    elif found["before"] is None or not found["body_words"]:
        made.append((-1.0, "", "does not apply"))
    else:
        share = round(100 * found["before"] / found["body_words"])
        made.append((float(share), f"{share}%", ""))
    if not words:
        made.append((-1.0, "", "no words"))
    else:
        rate = 100 * found["hedges"] / words
        made.append((round(rate, 6), f"{rate:.1f}", f"{found['hedges']:,} in {words:,} words"))
    return made


def _data(rows: Sequence[_Titled]) -> str:
    """All rows for the script, as data that no title can break out of."""
    records = [
        [
            _plain(row.title), _plain(row.line), STATUSES.index(row.entry.status),
            _href(row.entry.path, "") if row.entry.there else "", _href(_notebook(row.entry) or "", ""),
            _plain(_reason(row.entry)) if row.entry.reason else "",
            [[value, text, _plain(note)] for value, text, note in _figures(row.entry)],
            packed(row.entry.figures.get("strip") or []) if row.entry.there else "",
        ]
        for row in rows
    ]  # fmt: skip
    data = json.dumps(records, ensure_ascii=True, separators=(",", ":"))
    safe = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/json" id="rows">{safe}</script>\n'


def _groups(rows: Sequence[_Titled]) -> list[tuple[str, str, list[_Titled]]]:
    """File, label and rows of the group pages: by outlet, else by month, else in order."""
    for by in ("outlet", "month"):
        values: dict[str, list[_Titled]] = {}
        for row in rows:
            values.setdefault(getattr(row.entry, by), []).append(row)
        known = sum(len(found) for value, found in values.items() if value)
        if 2 <= len(values) <= 200 and known * 2 >= len(rows):
            break
    else:
        values = {"": list(rows)}
    made: list[tuple[str, str, list[_Titled]]] = []
    for value, found in sorted(values.items(), key=lambda pair: (pair[0] == "", pair[0])):
        label = value or ("Reports" if len(values) == 1 else f"No {by} known")
        for start in range(0, len(found), ROWS):
            some = found[start : start + ROWS]
            numbered = f"{label}, {start + 1:,} to {start + len(some):,}" if len(found) > ROWS else label
            made.append((f"{_GROUPS}/{len(made) + 1:04d}.html", numbered, some))
    return made


def _pages(groups: Sequence[tuple[str, str, list[_Titled]]]) -> str:
    items = "".join(
        f'<li><a href="{name}">{_text(label)}</a>'
        + (f' <span class="n">({len(found)})</span></li>' if " to " not in label else "</li>")
        for name, label, found in groups
    )
    return (
        '<nav class="pages" aria-labelledby="pages-h"><h2 id="pages-h">All reports on one article</h2>'
        f"<ul>{items}</ul></nav>\n"
    )


def _aside(set_aside: Sequence[tuple[str, str]]) -> str:
    if not set_aside:
        return ""
    rows = "\n".join(
        f'<tr role="row"><th role="rowheader" scope="row"><code>{_text(source)}</code></th>'
        f'<td role="cell" data-l="Reason">{_text(reason)}</td></tr>'
        for source, reason in set_aside
    )
    head = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in ("Input", "Reason"))
    caption = f"Set aside: {len(set_aside):,} input{'s' if len(set_aside) > 1 else ''} that could not be read"
    return _fill(
        "table.html",
        kind=" side",
        name="aside",
        mark="",
        caption=caption,
        head=Markup(head),
        rows=Markup(rows),
    )


def _about(entries: Sequence[Entry]) -> str:
    from framing import __version__

    made: dict[str, int] = {}
    for entry in entries:
        made[entry.notebook] = made.get(entry.notebook, 0) + 1
    used = ", ".join(f"{name} ({count:,})" for name, count in sorted(made.items())) or "none"
    camps = ", ".join(sorted({entry.camps for entry in entries if entry.camps})) or "chosen by the suite"
    return _fill("about.html", version=__version__, notebooks=_plain(used), camps=_plain(camps))


def _page(body: str, data: str, *, title: str, up: str) -> str:
    nav = '<a href="#read">How to read a report</a><a href="#about">About this batch</a>'
    if up:
        nav = '<a href="../index.html">All reports</a>'
    script = _resource("index.js")
    return _fill(
        "page.html", title=_plain("Framing reports: " + title.rstrip(".")), css=Markup(_resource("index.css")),
        nav=Markup(nav), body=Markup(body), data=Markup(data), script=Markup(script), policy=Markup(policy((script,))),
    )  # fmt: skip


def _fill(name: str, /, **values: str) -> str:
    """A piece of the page; values are escaped, but for what is marked as markup."""
    return str(_templates().get_template(name).render(values))


@lru_cache(maxsize=1)
def _templates() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        autoescape=True,
        loader=FunctionLoader(_resource),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


@lru_cache(maxsize=16)
def _resource(name: str) -> str:
    return (files("framing") / "resources" / "index" / name).read_text(encoding="utf-8")


def _notebook(entry: Entry) -> str | None:
    name = f"{entry.notebook}.ipynb"
    return str(PurePosixPath(entry.path).parent / name) if name in entry.files else None


def _href(path: str, up: str) -> str:
    return escape(up + quote(path)) if path else ""


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def _plain(text: str, *, lines: bool = False) -> str:
    """Text without characters that no page may hold or that turn the direction of what follows."""
    return _CONTROLS.sub("�", text if lines else " ".join(text.split()))


def _text(text: str, *, lines: bool = False) -> str:
    return escape(_plain(text, lines=lines))
