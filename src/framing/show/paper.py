"""Figures for papers: one or two columns wide, as PDF, SVG or PNG, with alt text, caption and data."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.show import charts
from framing.show.figures import Draw, Drawn, settings
from framing.show.html import Html
from framing.show.model import View, view
from framing.show.spreadsheet import as_csv
from framing.show.story import strip
from framing.show.story.saving import credit
from framing.show.story.strip_paper import draw as draw_strip
from framing.study.exchange import exchanges
from framing.tables import atomic

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from framing.study.camp_styles import Sides
    from framing.tables import Tables

MILLIMETRES = {1: 85.0, 2: 174.0}
"""How wide a figure is in print, by the columns that it takes."""

FORMATS = ("pdf", "svg", "png", "csv")
"""What a figure can be saved as; the last is its data."""

_DOTS = 600  # to the inch, in a PNG: what journals ask for line drawings
_FONTS = {
    # Type 42 fonts are embedded whole letters that stay text; Type 3, the default, is refused by many journals.
    "pdf.fonttype": 42, "ps.fonttype": 42, "svg.fonttype": "path", "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"], "font.serif": ["DejaVu Serif"],
}  # fmt: skip
_NO_CLOCK: Mapping[str, Mapping[str, Any]] = {
    "pdf": {"Creator": "framing", "Producer": None, "CreationDate": None},
    "svg": {"Creator": None, "Date": None, "Format": None, "Type": None},
    "png": {"Software": None},
}


@dataclass(frozen=True)
class PaperFigure:
    """A figure for print. Make one with `figure_of`.

    Args:
        name: which figure.
        columns: how many columns it takes, 1 or 2.
        alt: the figure in words, for those who cannot see it.
        caption: what it shows, how to read it, and of which article or corpus it is.
        rows: the data behind it.
        draw: draws it.
    """

    name: str
    columns: int
    alt: str
    caption: str
    rows: tuple[dict[str, Any], ...] = field(repr=False)
    draw: Draw = field(repr=False)

    @property
    def data(self) -> pd.DataFrame:
        """The data behind the figure as a frame."""
        import pandas as pd

        return pd.DataFrame(list(self.rows))

    def to(self, format: str) -> bytes:
        """The figure as a file's bytes, the same for the same figure.

        Args:
            format: pdf or svg, with the letters in the file; png with 600 dots to the inch; csv for the data.

        Raises:
            ValueError: for another format.
        """
        if format not in FORMATS:
            raise ValueError(f"a figure cannot be saved as '{format}'; allowed are {', '.join(FORMATS)}.")
        if format == "csv":
            return as_csv(self.rows) if self.rows else b""
        return _file(self.draw, self.columns, format)

    def save(self, path: str | Path) -> Path:
        """Write the figure to a file whose name says the format.

        Args:
            path: ends in .pdf, .svg, .png or .csv.

        Raises:
            ValueError: for another ending.
        """
        made = self.to(Path(path).suffix.lower().removeprefix("."))
        with atomic(path) as beside:
            beside.write_bytes(made)
        return Path(path)

    def _repr_svg_(self) -> str:
        return self.to("svg").decode()


def figure_of(
    tables: Tables | View, name: str = "strip", *, camps: Sides = None, columns: int = 2
) -> PaperFigure:
    """One figure of a report for a paper.

    Args:
        tables: tables, or a view of them.
        name: strip, called: of one article; certainty, tone, share, sources, verbs, frames: of one or of many.
        camps: as for `view`.
        columns: 1 (85 mm) or 2 (174 mm).

    Raises:
        ValueError: for a name or number of columns that there is not, a figure of one article asked of several, or
            one with nothing to draw.

    Example:
        >>> from framing.tables import Tables
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]})
        >>> made = figure_of(tables, columns=1)
        >>> made.caption
        'All 2 words are the journalist’s own. “It rained.”.'
        >>> made.to("pdf") == figure_of(tables, columns=1).to("pdf"), made.to("pdf")[:5]
        (True, b'%PDF-')
    """
    if name not in FIGURES:
        raise ValueError(f"there is no figure '{name}'; allowed are {', '.join(FIGURES)}.")
    if columns not in MILLIMETRES:
        raise ValueError(f"a figure takes 1 or 2 columns, not {columns!r}.")
    v = view(tables, camps)
    if name in _OF_ONE and not v.one:
        raise ValueError(
            f"the figure '{name}' is of one article, but these tables hold {len(v.pages):,}; choose one of them."
        )
    drawn = FIGURES[name](v)
    if not isinstance(drawn, Drawn) or drawn.draw is None:
        raise ValueError(f"there is nothing to draw as '{name}' in this article.")
    about = credit(v) if v.one else f"{len(v.pages):,} articles"
    words = [drawn.caption.rstrip(".") + ".", drawn.note, f"{about}."]
    return PaperFigure(
        name, columns, drawn.alt, " ".join(part for part in words if part), drawn.data, drawn.draw
    )


def _strip(v: View) -> Drawn:
    rows = exchanges(v)

    def draw(fig: Figure, wide: bool) -> None:
        draw_strip(fig, wide, v, rows)

    return Drawn(
        "", draw, strip.alt(v, rows), strip.caption(v), strip.reading(v, rows), tuple(strip.data(v, rows)), "fig-strip"
    )  # fmt: skip


FIGURES: Mapping[str, Callable[[View], Html]] = {
    "strip": _strip, "certainty": charts.hedges, "called": charts.called, "tone": charts.tone, "share": charts.share,
    "sources": charts.sources, "verbs": charts.verbs, "frames": charts.frames,
}  # fmt: skip
"""What can be drawn, by name."""

_OF_ONE = ("strip", "called")


def _file(draw: Draw, columns: int, format: str) -> bytes:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    out = io.BytesIO()
    width = MILLIMETRES[columns] / 25.4
    with mpl.rc_context({**settings(), **_FONTS}), warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box; the caption and the data have it.
        warnings.filterwarnings("ignore", message=r".*[Gg]lyph.*")
        fig = Figure(figsize=(width, width), dpi=_DOTS if format == "png" else 72)
        fig.patch.set_facecolor("#ffffff")
        draw(fig, columns == 2)
        fig.set_figwidth(width)
        fig.savefig(out, format=format, dpi=fig.dpi, facecolor="#ffffff", metadata=dict(_NO_CLOCK[format]))
    return out.getvalue()


def figure_from(
    source: str, name: str = "strip", *, columns: int = 2, article: str | None = None, camps: str | None = None
) -> PaperFigure:
    """The same straight from articles, or from a folder of tables.

    Args:
        source: what `framing.read` takes, or a folder that `framing annotate` wrote.
        name, columns: as for `figure_of`.
        article: the id of one article; all otherwise.
        camps: a camps file or the name of a shipped one; the one beside the articles otherwise.

    Raises:
        ValueError: as for `figure_of`, and for an article that is not there.

    Example:
        >>> figure_from("seeds/", columns=1).columns
        1
    """
    from framing import camps as sides
    from framing.annotate import annotate, implicit_camps
    from framing.reading import read
    from framing.study.opening import open_tables

    if (Path(source) / "articles.parquet").exists():
        tables, file = open_tables(source), camps
    else:
        file = camps or implicit_camps([source])[0]
        tables = annotate(read(source), camps=file)
    if article is not None:
        tables = tables.only([article])
        if not len(tables.articles):
            raise ValueError(f"there is no article '{article}' in '{source}'; `framing inspect` lists the ids.")
    return figure_of(tables, name, camps=sides.load(file) if file else None, columns=columns)
