"""What figures are counted from: the tables of a corpus, read once into pages, numbered statements and marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from framing.layers import registry
from framing.study import sides
from framing.study.affiliations import generic, sided
from framing.study.article_page import Page
from framing.study.camp_styles import NO_CAMP, CampStyle, camp_styles
from framing.study.records import (
    article_of,
    by_article,
    marks_of,
    quotations_of,
    rows_of,
    statements_of,
    tones_of,
)
from framing.study.said import Mark, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from framing.study.camp_styles import Sides
    from framing.tables import Tables


@dataclass(frozen=True, eq=False)
class Material:
    """The tables of one article or a corpus, read for counting and showing. Make one with `material`.

    Args:
        tables: what it was read from.
        pages: the articles, in order.
        camps: in the analyst's order, those that only the tables know after them.
        said: the statements of all pages.
        marked: the marks of every layer that marks words, by layer.
        quotations: page, place, type and statement of every passage in quotation marks.
        tones: page, place, score and statement of every scored sentence.
        frames, toward: the rows of these tables.
        provenance: as the tables have it.
    """

    tables: Tables
    pages: tuple[Page, ...]
    camps: tuple[CampStyle, ...]
    said: tuple[Said, ...]
    marked: Mapping[str, tuple[Mark, ...]]
    quotations: tuple[tuple[Page, int, int, str, Said | None], ...]
    frames: tuple[Mapping[str, Any], ...]
    tones: tuple[tuple[Page, int, int, float, Said | None], ...]
    toward: tuple[Mapping[str, Any], ...]
    provenance: Mapping[str, Any]

    @property
    def one(self) -> bool:
        """Whether this is a single article."""
        return len(self.pages) == 1

    def page(self, article_id: str) -> Page:
        """One of the articles.

        Raises:
            KeyError: for an id that the tables do not have.
        """
        for page in self.pages:
            if page.id == article_id:
                return page
        some = ", ".join(repr(page.id) for page in self.pages[:5]) or "none"
        raise KeyError(
            f"no article '{article_id}' in these tables of {len(self.pages)} articles; they have {some} …."
        )

    def marks(self, layer: str) -> tuple[Mark, ...]:
        """The marks of one layer.

        Raises:
            ValueError: for anything but a layer that marks words.
        """
        if layer not in self.marked:
            raise ValueError(f"there are no marks of '{layer}'; allowed are {', '.join(self.marked)}.")
        return self.marked[layer]

    @property
    def hedges(self) -> tuple[Mark, ...]:
        """The marks of certainty and doubt."""
        return self.marked["hedges"]

    @property
    def loaded(self) -> tuple[Mark, ...]:
        """The loaded words."""
        return self.marked["loaded"]

    @property
    def names(self) -> tuple[Mark, ...]:
        """The names of what has rival names."""
        return self.marked["names"]

    @property
    def scare(self) -> tuple[tuple[Page, int, int], ...]:
        """The quoted passages that belong to no statement and that the tables call scare quotes."""
        return tuple((p, s, e) for p, s, e, kind, said in self.quotations if said is None and "scare" in kind)

    def of(self, page: Page) -> tuple[Said, ...]:
        """The statements of one article, in order."""
        return self._by_page.get(page.index, ())

    @cached_property
    def _by_page(self) -> Mapping[int, tuple[Said, ...]]:
        return grouped(self.said, lambda said: said.page.index)


def grouped(items: Iterable[Any], key: Any) -> dict[Any, tuple[Any, ...]]:
    """Things by what `key` gives for them, in order of first appearance.

    Example:
        >>> grouped(["tea", "milk", "toast"], lambda word: word[0])
        {'t': ('tea', 'toast'), 'm': ('milk',)}
    """
    found: dict[Any, list[Any]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: tuple(own) for name, own in found.items()}


def material(tables: Tables, camps: Sides = None) -> Material:
    """Read the tables of an article or a corpus.

    Args:
        tables: what `framing.annotate` returns.
        camps: the `Camps` that the statements were assigned with, or camp names in order; without it,
            camps take their order from how often they speak.

    Example:
        >>> from framing.tables import Tables
        >>> row = {"article_id": "a", "text": "Tea is served.", "words": 3}
        >>> found = material(Tables.from_rows({"articles": [row]}))
        >>> found.one, found.said, len(found.pages[0].word_starts)
        (True, (), 3)
    """
    regions = by_article(tables.regions)
    rows = rows_of(tables.articles)
    pages = tuple(
        Page(
            number,
            article_of(row, regions.get(str(row["article_id"]), [])),
            "" if len(rows) == 1 else f"{number}-",
        )
        for number, row in enumerate(rows, 1)
    )
    home = {page.id: page for page in pages}
    statements = [row for row in rows_of(sided(tables)) if str(row["article_id"]) in home]
    if generic(tables.provenance) and len(tables.sources):
        camps = sides.styles(row["camp"] for row in statements)
    styles = camp_styles(camps, [row["camp"] for row in statements])
    if any(not row["camp"] for row in statements):
        styles = (*styles, NO_CAMP)
    said = statements_of(statements, home, {style.name: style for style in styles})
    lookup = {(s.page.id, s.statement_id): s for s in said}
    marks = {
        name: marks_of(layer, rows_of(tables[name]), home, lookup)
        for name, layer in registry.marked().items()
    }
    return Material(
        tables=tables,
        pages=pages,
        camps=styles,
        said=said,
        quotations=tuple(quotations_of(rows_of(tables.quotations), home, lookup)),
        frames=tuple(row for row in rows_of(tables.frames) if row["article_id"] in home),
        tones=tuple(tones_of(rows_of(tables.tone), home, lookup)),
        toward=tuple(row for row in rows_of(tables.tone_toward) if row["article_id"] in home),
        provenance=dict(tables.provenance),
        marked=marks,
    )
