"""What the pictures are drawn from: the material of a study, with what a page decides about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

from framing.study.affiliations import generic
from framing.study.article_page import foreign
from framing.study.camp_styles import CampStyle
from framing.study.facts import Facts, facts
from framing.study.material import Material, material

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables

EMPTY = 2
"""Up to so many camps without a statement have a row of their own; more stand together in one line."""


@dataclass(frozen=True, eq=False)
class View(Material):
    """The material of one article or a corpus, for showing. Make one with `view`.

    Args:
        links: where each article's own report lies, by article id, as seen from the page.
    """

    links: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def facts(self) -> Facts:
        """The figures that sentences and pictures share, so that they cannot differ."""
        return facts(self)

    @property
    def generic(self) -> bool:
        """Whether the camps are the suite's own, which are no sides of this dispute."""
        return generic(self.provenance)

    @property
    def drawn(self) -> tuple[CampStyle, ...]:
        """The camps that a figure gives a row: those that speak, and empty ones while there are one or two."""
        return self.camps if len(self.silent) <= EMPTY else tuple(c.camp for c in self.facts.speaking)

    @property
    def silent(self) -> tuple[CampStyle, ...]:
        """The camps without a statement."""
        return tuple(c.camp for c in self.facts.camps if not c.statements)

    @property
    def left_out(self) -> str:
        """The camps that no row stands for, as a sentence; empty where each has its row."""
        names = [] if len(self.drawn) == len(self.camps) else [camp.name for camp in self.silent]
        return f"None: {', '.join(names)}." if names else ""

    @cached_property
    def unscored(self) -> str:
        """Why the wording of some articles is not scored, as a sentence; empty where all are English."""
        found = [name for page in self.pages if (name := foreign(page.article.language))]
        if not found:
            return ""
        if self.one:
            return f"This article is in {found[0]}; its wording is not scored."
        names = sorted(set(found))
        told = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
        if len(found) == len(self.pages):
            return f"These articles are in {told}; their wording is not scored."
        if len(found) == 1:
            return f"One article is in {told}; its wording is not scored."
        return (
            f"{len(found):,} of the {len(self.pages):,} articles are in {told}; their wording is not scored."
        )

    @property
    def scored(self) -> bool:
        """Whether there is an article whose wording the word lists can read."""
        return not self.pages or any(foreign(page.article.language) is None for page in self.pages)


def view(tables: Tables | View, camps: Sides = None, *, links: Mapping[str, str] | None = None) -> View:
    """Read the tables of an article or a corpus for showing.

    Args:
        tables: what `framing.annotate` returns.
        camps: the `Camps` that the statements were assigned with, or camp names in order; without it,
            camps take their order from how often they speak.
        links: where each article's own report lies, by article id, as seen from the page.

    Example:
        >>> from framing.tables import Tables
        >>> v = view(Tables.from_rows({"articles": [{"article_id": "a", "text": "Tea is served.", "words": 3}]}))
        >>> v.one, v.facts.statements, v.facts.words
        (True, 0, 3)
    """
    if isinstance(tables, View):
        return tables if links is None else replace(tables, links=links)
    found = material(tables, camps)
    return View(**{one.name: getattr(found, one.name) for one in fields(found)}, links=dict(links or {}))
