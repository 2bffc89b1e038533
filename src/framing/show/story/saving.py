"""What stands under a figure: of which article it is, its data as a file, and the link that opens it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from framing.show.figures import Drawn
from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.spreadsheet import as_csv
from framing.show.words import day

_PLAIN = " ',;:()/!*=@$?~¶“”‘’–—…£€éèüöäñçáíóúâêô"
"""What may stand in a data address as it is; the rest is written as numbers."""


def credit(v: View) -> str:
    """Of which article a figure is: its headline, outlet and day."""
    page = v.pages[0]
    words = page.title.split()
    short = " ".join(words[:16]) + (" …" if len(words) > 16 else "")
    when = page.article.published
    about = [f"“{short}”", page.article.outlet or "", day(when).partition(",")[0] if when else ""]
    return ", ".join(part for part in about if part)


def saved(v: View, name: str, rows: Sequence[Mapping[str, Any]]) -> Html:
    """The line under a figure of the page; the script puts the pictures to download beside it.

    Args:
        v: the view of one article.
        name: of the figure; its id is `fig-<name>`.
        rows: the figure's data.
    """
    return Html(
        f'<p class="get"><span>{esc(credit(v))}.</span> {_download(name, rows)}'
        f'<a href="#fig-{name}">Link<span class="vh"> to this figure</span></a></p>'
    )


def _download(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    address = "data:text/csv;charset=utf-8," + quote(as_csv(rows).decode(), safe=_PLAIN)
    return f'<a download="{name}.csv" href="{esc(address)}">Data<span class="vh"> of this figure as CSV</span></a> '


def savable(v: View, drawn: Html, *, table: bool = True) -> Html:
    """A figure with the line under it; what is no figure, as it is.

    Args:
        v: the view of one article.
        drawn: the figure.
        table: whether it keeps the table of its data, which a table elsewhere on the page may tell already.
    """
    if not isinstance(drawn, Drawn):
        return drawn
    line = saved(v, drawn.name.removeprefix("fig-"), drawn.data)
    body, close, _ = drawn.markup.rpartition("</figure>")
    if not table:
        body = body.partition("<details>")[0]
    return Html(f"{body}{line}{close}")
