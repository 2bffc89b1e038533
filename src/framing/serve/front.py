"""The index of pages on demand, and the page that says why there is none: HTML that needs no script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from framing.notebook.params import MOST
from framing.page.page import shell
from framing.report.corpus import shown
from framing.runner.notebooks import Notebook
from framing.serve.catalogue import SORTS, Catalogue
from framing.show.html import safe

if TYPE_CHECKING:
    from jinja2 import Environment

ROWS = 100
"""Articles on a page of the index."""

_LONGEST = 200
_LABELS = (
    "as in the tables",
    "newest first",
    "oldest first",
    "most words",
    "most statements",
    "most accusations",
)


def page(known: Catalogue, query: Mapping[str, str], notebooks: Mapping[str, Notebook], folder: Path) -> str:
    """The index: some articles of the catalogue, as the query asks.

    Args:
        known: the articles.
        query: `q`, words to find; `outlet`; `sort`, one of `SORTS`; `page`, from 1. What is not understood is left out.
        notebooks: those that can be run over all articles, by name.
        folder: of the tables, to be named.
    """
    words, outlet = query.get("q", "")[:_LONGEST].strip(), query.get("outlet", "")
    sort = query.get("sort", "") if query.get("sort", "") in SORTS else SORTS[0]
    places = known.found(words, outlet, sort)
    pages = max(1, -(-len(places) // ROWS))
    number = _number(query.get("page", ""), pages)
    first = (number - 1) * ROWS
    rows = [known.row(place) for place in places.slice(first, ROWS).to_pylist()]
    asked = {name: value for name, value in (("q", words), ("outlet", outlet), ("sort", sort)) if value}
    turns = [
        (label, f"index.html?{urlencode({**asked, 'page': to})}")
        for label, to in (("Earlier", number - 1), ("Later", number + 1))
        if 1 <= to <= pages
    ]
    body = _fill(
        "front.html", heading=f"{_counted(len(known))} to open", here="index.html", words=safe(words), outlet=outlet,
        outlets=known.outlets if len(known.outlets) > 1 else (), sort=sort,
        sorts=list(zip(SORTS, _LABELS, strict=True)),
        told=f"From the tables in {shown(str(folder))}. A page is made when it is opened.", turns=turns, rows=rows,
        caption=_caption(len(places), first, len(rows), bool(words or outlet)), whole=_whole(len(known)),
        notebooks=[(name, one.title) for name, one in notebooks.items()],
    )  # fmt: skip
    return shell(
        f"{_counted(len(known))} to open", body, description="Articles whose reports are made on demand.",
        css=_resource("front.css"), forms=True,
    )  # fmt: skip


def sorry(heading: str, sentence: str, *, home: bool = True) -> str:
    """A page that says in one sentence why there is no other.

    Args:
        heading: a word or two.
        sentence: why.
        home: whether to link the index.

    Example:
        >>> "nothing &lt;here&gt;." in sorry("Not found", "There is nothing <here>.")
        True
    """
    link = Markup('<p class="prose"><a href="/">All articles</a></p>') if home else ""
    body = Markup(
        '<div class="wrap"><div class="lead"><h1>{}</h1><p class="prose">{}</p>{}</div></div>'
    ).format(safe(heading), safe(sentence[:1].upper() + sentence[1:]), link)
    return shell(heading, str(body))


def _caption(count: int, first: int, here: int, some: bool) -> str:
    if not count:
        return "No article fits; try fewer words." if some else "There is no article yet."
    fits = f"{count:,} {'article fits' if count == 1 else 'articles fit'}" if some else _counted(count)
    return fits if here == count else f"{fits}; {first + 1:,} to {first + here:,}"


def _whole(count: int) -> str:
    if count > MOST:
        return f"Over {MOST:,} articles drawn at random from the {count:,}; the first time this takes about a minute."
    return "Made of all articles when it is opened; the first time this may take a while."


def _counted(count: int) -> str:
    return "One article" if count == 1 else f"{count:,} articles"


def _number(given: str, most: int) -> int:
    """The page that is asked for, within what there is.

    Example:
        >>> _number("2", 3), _number("9", 3), _number("x", 3), _number("²", 3)
        (2, 3, 1, 1)
    """
    return min(max(1, int(given)), most) if given.isascii() and given.isdigit() and len(given) < 10 else 1


def _fill(name: str, /, **values: object) -> str:
    return str(_templates().get_template(name).render(values))


@lru_cache(maxsize=1)
def _templates() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(autoescape=True, loader=FunctionLoader(_resource), undefined=StrictUndefined)


@lru_cache(maxsize=4)
def _resource(name: str) -> str:
    return (files("framing") / "resources" / "serve" / name).read_text(encoding="utf-8")
