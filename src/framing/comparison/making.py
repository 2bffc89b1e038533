"""A comparison page from tables: what is counted, in which order it is shown, and where it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from framing.comparison.body import body
from framing.page.page import shell
from framing.study.alongside import alongside
from framing.study.columns import open_columns, open_some
from framing.study.compared import Comparison, compare
from framing.study.copies import COUNTED, counted
from framing.study.permutation import DRAWS
from framing.study.prose import counting
from framing.study.stories import Stories
from framing.study.tellings import headline, spans
from framing.tables import Tables, atomic

if TYPE_CHECKING:
    import pandas as pd

FOOTER = (
    "A difference between groups is a difference, not a bias: groups may report on other matters. Counts describe "
    "wording; they do not judge truth."
)


STEPS = ("reading the tables", "comparing", "laying stories side by side", "writing the page")
"""What is done, in order."""


@dataclass(frozen=True)
class Made:
    """A page that was written.

    Args:
        path: of the page.
        found: the comparison.
        size: of the page in bytes.
        told: what was done, a sentence each.
    """

    path: Path
    found: Comparison
    size: int
    told: tuple[str, ...]


def make(
    tables: Tables | str | Path, out: str | Path, *, by: str | None = None, over: str | None = None,
    pair: str | None = None, measure: Sequence[str] | None = None, copies: str = "once", draws: int = DRAWS,
    seed: int = 0, csv: str | Path | None = None, progress: Callable[[str], None] = lambda step: None,
) -> Made:  # fmt: skip
    """Compare and write the page.

    Args:
        tables: from `framing.annotate`, or the folder that `framing annotate` wrote.
        out: the page to write.
        by, over, pair, measure, draws, seed: as for `framing.study.compare`.
        copies: how near copies are counted: once, keep or drop.
        csv: a folder for the figures as CSV, one file a table.
        progress: told what begins, one of `STEPS` after the other.

    Raises:
        ValueError: in one sentence, for what cannot be compared.

    Example:
        >>> import tempfile
        >>> rows = [{"article_id": f"{i}", "text": f"Story {i}.", "words": 300 + i,
        ...          "outlet": "Post" if i % 2 else "Echo"} for i in range(24)]
        >>> made = make(Tables.from_rows({"articles": rows}), tempfile.mkdtemp() + "/page.html", by="outlet", draws=100)
        >>> made.path.name, made.size < 100_000
        ('page.html', True)
    """
    progress(STEPS[0])
    given = tables if isinstance(tables, Tables) else open_columns(tables)
    full = None if isinstance(tables, Tables) else partial(open_some, tables)
    if COUNTED not in given.provenance:
        given = counted(given, copies)
    progress(STEPS[1])
    found = compare(given, by, measure=measure, over=over, pair=pair, draws=draws, seed=seed)
    progress(STEPS[2])
    words, same = (None, None) if found.by is None else alongside(given, found, full=full)
    progress(STEPS[3])
    told = (found.notes, (note,) if (note := counting(given)) else ())
    dates = list(found.articles["published"])
    page = shell(
        headline(found), str(body(found, words, same, spans(dates), [*told[0], *told[1]])), description=headline(found),
        brand="Framing comparison", footer=FOOTER,
        nav=[("Differences", "#differences"), ("Method", "#method")] if found.by else [("Method", "#method")],
    )  # fmt: skip
    target = Path(out)
    if target.is_dir():
        raise ValueError(f"'{out}' is a folder; give a file for the page with --out.")
    with atomic(target) as beside:
        beside.write_text(page, encoding="utf-8")
    lines = [headline(found), *found.notes]
    if csv is not None:
        lines.append(_figures(found, words, same, Path(csv)))
    return Made(target, found, target.stat().st_size, tuple(lines))


def _figures(found: Comparison, words: pd.DataFrame | None, same: Stories | None, folder: Path) -> str:
    """Every figure of the page as CSV."""
    frames = {"groups": found.groups, "measures": found.measures, "estimates": found.estimates}
    if len(found.courses):
        frames |= {"courses": found.courses, "periods": found.periods}
    if words is not None and same is not None:
        frames |= {"keywords": words, "stories": same.events, "voices": same.voices, "kept": same.groups,
                   "quotations": same.quotations, "absent": same.absent}  # fmt: skip
    for name, frame in frames.items():
        with atomic(folder / f"{name}.csv") as beside:
            frame.to_csv(beside, index=False)
    return f"Wrote {len(frames)} tables of figures to {folder}."
