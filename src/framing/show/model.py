"""What the pictures are drawn from: the tables of a corpus, read once into numbered statements and marks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from framing.layers import registry
from framing.show.article_page import Page, foreign
from framing.show.camp_styles import EMPTY, NO_CAMP, CampStyle, camp_styles
from framing.show.records import (
    article_of,
    by_article,
    marks_of,
    quotations_of,
    rows_of,
    statements_of,
    tones_of,
)
from framing.show.said import Mark, Said
from framing.study.claims import without_accuser

if TYPE_CHECKING:
    from framing.tables import Tables


@dataclass(frozen=True)
class CampFacts:
    """What one camp says: statements, words reported, words in quotation marks."""

    camp: CampStyle
    said: tuple[Said, ...]
    statements: int
    words: int
    quoted: int


@dataclass(frozen=True)
class Facts:
    """The numbers that sentences and figures are made of.

    Args:
        articles, statements, words: how many, over all articles; words are those of the story.
        camps: per camp in the camps' order, empty camps too.
        reported, quoted: words inside statements, and those of them in quotation marks.
        paraphrased, own: the other words of statements; the journalist's words outside every statement.
        accusations: the statements that accuse or criticise, in article order.
        unnamed_accusations: those of them whose accuser is nobody at all.
        claims, others: the official camps' other statements (all others, where no camp is official), and the rest.
        hedges_by_voice, loaded_by_voice: counts of marks for journalist, paraphrase and quoted.
        speakers: how many different named speakers.
        before_accusation: words of the body before the first accusation, and all of the body; None without one,
            without a body or for several articles.
    """

    articles: int
    statements: int
    words: int
    camps: tuple[CampFacts, ...]
    reported: int
    quoted: int
    paraphrased: int
    own: int
    accusations: tuple[Said, ...]
    unnamed_accusations: tuple[Said, ...]
    claims: tuple[Said, ...]
    others: tuple[Said, ...]
    hedges: int
    hedges_by_voice: Mapping[str, int]
    loaded_by_voice: Mapping[str, int]
    speakers: int
    before_accusation: tuple[int, int] | None


@dataclass(frozen=True, eq=False)
class View:
    """The tables of one article or a corpus, read for showing. Make one with `view`."""

    pages: tuple[Page, ...]
    camps: tuple[CampStyle, ...]
    said: tuple[Said, ...]
    marked: Mapping[str, tuple[Mark, ...]]
    quotations: tuple[tuple[Page, int, int, str, Said | None], ...]
    frames: tuple[Mapping[str, Any], ...]
    tones: tuple[tuple[Page, int, int, float, Said | None], ...]
    toward: tuple[Mapping[str, Any], ...]
    provenance: Mapping[str, Any]
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def one(self) -> bool:
        """Whether this is a single article."""
        return len(self.pages) == 1

    @property
    def drawn(self) -> tuple[CampStyle, ...]:
        """The camps that a figure gives a row: those that speak, and empty ones while there are one or two."""
        return self.camps if len(self.silent) <= EMPTY else tuple(
            c.camp for c in self.facts.camps if c.statements
        )  # fmt: skip

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

    def of(self, page: Page) -> tuple[Said, ...]:
        """The statements of one article, in order."""
        return self._by_page.get(page.index, ())

    @cached_property
    def _by_page(self) -> Mapping[int, tuple[Said, ...]]:
        found: dict[int, list[Said]] = {}
        for said in self.said:
            found.setdefault(said.page.index, []).append(said)
        return {index: tuple(rows) for index, rows in found.items()}

    @cached_property
    def facts(self) -> Facts:
        """The counts that sentences and figures share, so that they cannot differ."""
        return _facts(self)

    @cached_property
    def scare(self) -> tuple[tuple[Page, int, int], ...]:
        """The quoted passages that belong to no statement and that the tables call scare quotes."""
        return tuple((p, s, e) for p, s, e, kind, said in self.quotations if said is None and "scare" in kind)


def view(tables: Tables | View, camps: Any = None, *, links: Mapping[str, str] | None = None) -> View:
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
    statements = [row for row in rows_of(tables.statements) if str(row["article_id"]) in home]
    styles = camp_styles(camps, [row["camp"] for row in statements])
    if any(not row["camp"] for row in statements):
        styles = (*styles, NO_CAMP)
    said = statements_of(statements, home, {style.name: style for style in styles})
    lookup = {(s.page.id, s.statement_id): s for s in said}
    marks = {
        name: marks_of(layer, rows_of(tables[name]), home, lookup)
        for name, layer in registry.marked().items()
    }
    return View(
        pages=pages,
        camps=styles,
        said=said,
        quotations=tuple(quotations_of(rows_of(tables.quotations), home, lookup)),
        frames=tuple(row for row in rows_of(tables.frames) if row["article_id"] in home),
        tones=tuple(tones_of(rows_of(tables.tone), home, lookup)),
        toward=tuple(row for row in rows_of(tables.tone_toward) if row["article_id"] in home),
        provenance=dict(tables.provenance),
        links=dict(links or {}),
        marked=marks,
    )


def _facts(v: View) -> Facts:
    accusations = tuple(s for s in v.said if s.accusing)
    official = {camp.name for camp in v.camps if camp.official}
    claims = tuple(s for s in v.said if not s.accusing and (not official or s.camp.name in official))
    others = tuple(s for s in v.said if not s.accusing and official and s.camp.name not in official)
    camps = []
    for camp in v.camps:
        own = tuple(s for s in v.said if s.camp.name == camp.name)
        camps.append(CampFacts(camp, own, len(own), sum(s.words for s in own), sum(s.quoted for s in own)))
    words = sum(len(page.word_starts) for page in v.pages)
    inside, quoted = sum(s.words for s in v.said), sum(s.quoted for s in v.said)
    before = None
    in_body = [s.start for s in accusations if s.page.article.region_at(s.start) == "body"]
    if v.one and in_body and v.pages[0].body_words:
        body = v.pages[0].body_words
        before = (bisect_left(body, min(in_body)), len(body))
    return Facts(
        articles=len(v.pages),
        statements=len(v.said),
        words=words,
        camps=tuple(camps),
        reported=inside,
        quoted=quoted,
        paraphrased=inside - quoted,
        own=words - inside,
        accusations=accusations,
        unnamed_accusations=tuple(without_accuser(accusations)),
        claims=claims,
        others=others,
        hedges=len(v.hedges),
        hedges_by_voice=_by_voice(v.hedges),
        loaded_by_voice=_by_voice(v.loaded),
        speakers=len({s.speaker for s in v.said if s.speaker and s.naming in ("named", "body")}),
        before_accusation=before,
    )


def _by_voice(marks: Iterable[Mark]) -> dict[str, int]:
    counts = Counter(mark.voice for mark in marks)
    return {voice: counts[voice] for voice in ("journalist", "paraphrase", "quoted")}
