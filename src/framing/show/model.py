"""What the pictures are drawn from: the tables of a corpus, read once into numbered statements and marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from framing.article import REGIONS, STORY, Article, Region
from framing.layers import registry
from framing.spans import Place, overlap, union
from framing.study.claims import without_accuser
from framing.study.measures import ACCUSING, NAMINGS, UNASSIGNED, naming
from framing.study.owners import counted, quotations
from framing.text import Document

if TYPE_CHECKING:
    from framing.layers.registry import Layer
    from framing.tables import Tables

SLOTS = 5
"""How many camps have a colour and a pattern of their own; further ones share the neutral slot 0."""

EMPTY = 2
"""Up to so many camps without a statement have a row of their own; more stand together in one line."""


@dataclass(frozen=True, slots=True)
class CampStyle:
    """How a camp is shown: its name, the short code of its tokens, and its slot of colour and pattern.

    Args:
        name: as the camps file gives it.
        code: two to four letters, as in `RU 3`.
        slot: 1 to 5 in the camps' order; 0 for every further camp and for statements in no camp.
        official: whether the camp's claims are the official ones.
        critics: whether the camp holds the critics.

    Example:
        >>> CampStyle("critics", "CR", 2).css
        'k2'
    """

    name: str
    code: str
    slot: int
    official: bool = False
    critics: bool = False

    @property
    def css(self) -> str:
        """The class that carries the camp's colour."""
        return f"k{self.slot}" if self.slot else "kj"

    @property
    def title(self) -> str:
        """The name as the first words of a sentence."""
        return self.name[:1].upper() + self.name[1:]


NO_CAMP = CampStyle(UNASSIGNED, "NC", 0)


def camp_styles(camps: Any, used: Iterable[str | None]) -> tuple[CampStyle, ...]:
    """The styles of the camps in their order; camps that only the tables know come after.

    Args:
        camps: a `Camps`, camp names in order, `CampStyle`s, or None: by how often they speak.
        used: the camp of every statement.

    Example:
        >>> [(c.name, c.code, c.slot) for c in camp_styles(["official Russian", "critics"], ["EU"])]
        [('official Russian', 'OR', 1), ('critics', 'CR', 2), ('EU', 'EU', 3)]
    """
    listed = () if camps is None else getattr(camps, "camps", camps)
    wanted: list[CampStyle] = []
    taken: set[str] = set()
    names = Counter(name for name in used if name)
    for camp in [*listed, *(name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])))]:
        name = camp if isinstance(camp, str) else str(camp.name)
        if name in {style.name for style in wanted}:
            continue
        given = "" if isinstance(camp, str) else str(getattr(camp, "code", "") or "")
        code = given or _code(name, taken)
        taken.add(code)
        slot = len(wanted) + 1 if len(wanted) < SLOTS else 0
        official, critics = (bool(getattr(camp, mark, False)) for mark in ("official", "critics"))
        wanted.append(CampStyle(name, code, slot, official, critics))
    return tuple(wanted)


def _code(name: str, taken: set[str]) -> str:
    """Two letters for a camp: the initials of its words, else the beginning of its only one."""
    words = re.findall(r"\w+", name) or ["X"]
    letters = "".join(w[0] for w in words[:3]) if len(words) > 1 else words[0][:2]
    code = letters.upper()
    number = 2
    while code in taken:
        code = f"{letters.upper()}{number}"
        number += 1
    return code


@dataclass(frozen=True)
class Block:
    """A paragraph of the page: its place, its region, and the name of that place for a reader."""

    start: int
    end: int
    region: str
    label: str

    @property
    def story(self) -> bool:
        """Whether the block tells the story and is counted."""
        return self.region in STORY


@dataclass(frozen=True, eq=False)
class Page:
    """One article as the pictures need it.

    Args:
        index: its place in the corpus, from 1.
        prefix: what its ids begin with; empty where it is the only article.
    """

    index: int
    article: Article
    prefix: str

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def title(self) -> str:
        """The headline, else the first words of the story, else the id."""
        if self.article.headline:
            return " ".join(self.article.headline.split())
        for block in self.blocks:
            if block.story:
                words = self.text[block.start : block.end].split()
                return " ".join(words[:14]) + (" …" if len(words) > 14 else "")
        return self.id

    @cached_property
    def _document(self) -> Document:
        return Document(self.article)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every paragraph of the page in text order, with its label: Headline, Body ¶3, …."""
        found = []
        body = 0
        for span, region in self._document.blocks:
            label = region.capitalize()
            if region == "body":
                body += 1
                label = f"Body ¶{body}"
            found.append(Block(span.start, span.end, region, label))
        return tuple(found)

    @cached_property
    def body_paragraphs(self) -> int:
        """How many paragraphs the body has."""
        return sum(block.region == "body" for block in self.blocks)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> Block | None:
        """The paragraph in which `offset` lies, or the last one before it."""
        position = bisect_right(self._block_starts, offset) - 1
        return self.blocks[position] if position >= 0 else None

    @cached_property
    def word_starts(self) -> list[int]:
        """Where the words of the story begin, words as `framing.study` counts them."""
        return [word.start for word, _ in self._document.story_words]

    @cached_property
    def body_words(self) -> list[int]:
        """Where the words of the body begin."""
        return [word.start for word, region in self._document.story_words if region == "body"]

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """The outer quotations of the story, with their marks, in text order."""
        return quotations(self._document)


_PATTERNS = ("patterns", "pattern")

LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Names of languages by their ISO 639-1 code."""


def foreign(language: str | None) -> str | None:
    """The name of a language that the word lists do not know; None for English and where it was not told.

    Example:
        >>> foreign("de"), foreign("en-GB"), foreign(None), foreign("xx")
        ('German', None, None, 'another language (xx)')
    """
    code = (language or "en").lower().replace("_", "-").partition("-")[0]
    return None if code == "en" else LANGUAGES.get(code, f"another language ({code})")


_NAMED = dict(zip(NAMINGS, ("named", "body", "unnamed", "nobody"), strict=True))


@dataclass(frozen=True, eq=False)
class Said:
    """A statement as the pictures need it: numbered in article order, its words counted.

    `words` and `quoted` are its words and those of them in quotation marks; a word in a statement within
    a statement counts for the inner one only, so that sums are true.
    """

    page: Page
    number: int
    statement_id: int
    camp: CampStyle
    kind: str
    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    speaker: str | None
    role: str | None
    speaker_type: str
    act: str
    target: str | None
    stance: str
    verb: str | None
    score: float
    camp_rule: str | None
    rule: str | None
    quoted_parts: tuple[Place, ...]
    words: int = 0
    quoted: int = 0
    made: bool = True

    @property
    def key(self) -> str:
        """What its ids end with: `3`, or `2-3` in a corpus."""
        return f"{self.page.prefix}{self.number}"

    @property
    def token(self) -> str:
        """Camp and number, as in `RU 3`."""
        return f"{self.camp.code} {self.number}"

    @property
    def naming(self) -> str:
        """How the source is named: `named`, `body`, `unnamed` or `nobody`."""
        return _NAMED[naming(self.speaker_type, self.speaker)]

    @property
    def mark(self) -> str:
        """The class of its token: filled (empty), outlined `un` or dashed `ag`."""
        return {"nobody": "ag", "unnamed": "un"}.get(self.naming, "")

    @property
    def who(self) -> str:
        """Who says it, in words for a reader."""
        if self.naming == "nobody":
            return "no one named"
        return self.speaker or self.slice(self.source) or "no one named"

    @property
    def nobody(self) -> bool:
        """Whether nobody at all stands behind it; a group or person without a name is somebody."""
        return self.naming == "nobody"

    @property
    def behind(self) -> str:
        """Who stands behind it, in words for a sentence: a name, what it is called without one, or nobody."""
        if self.naming != "unnamed":
            return "no one in particular" if self.nobody else self.who
        kind = "an unnamed group" if self.speaker_type == "unnamed group" else "someone without a name"
        called = " ".join((self.speaker or self.slice(self.source)).split())
        return f"{kind}, “{called}”" if called else kind

    @property
    def rule_told(self) -> str:
        """Which rule of the camps file placed the speaker, in words for a reader; empty without one.

        A pattern is written for machines: the file shows it, a page only says that it was one.
        """
        rule = self.camp_rule or ""
        return "by a pattern of the camps file" if rule.partition(":")[0].strip() in _PATTERNS else (
            f"by rule: {rule}" if rule else ""
        )  # fmt: skip

    @property
    def accusing(self) -> bool:
        """Whether it accuses or criticises somebody; what was not said does not."""
        return self.made and self.act in ACCUSING

    @cached_property
    def start(self) -> int:
        """The first character of its source, cue or content."""
        places = [*self.content, *(place for place in (self.source, self.cue) if place)]
        return min((start for start, _ in places), default=0)

    @cached_property
    def block(self) -> Block | None:
        """The paragraph in which its content begins."""
        return self.page.block_at(self.content[0][0] if self.content else self.start)

    @property
    def place(self) -> str:
        """The name of that paragraph."""
        return self.block.label if self.block else "Body"

    def slice(self, place: Place | None) -> str:
        """The words at one of its places."""
        return self.page.text[place[0] : place[1]] if place else ""


@dataclass(frozen=True, eq=False)
class Mark:
    """A word or phrase that a layer has picked out: a hedge, a loaded word or a name.

    Args:
        layer: the table it comes from.
        number: its place among the marks of that layer in its article, from 1.
        kind: the category of a hedge, the referent of a name, "loaded word".
        said: the statement in whose words it stands, or None in the journalist's own.
        quoted: whether it stands in the quoted words of `said`.
        why: the reason in plain words.
    """

    page: Page
    layer: str
    number: int
    start: int
    end: int
    kind: str
    said: Said | None
    quoted: bool
    why: str
    term: str
    connotation: int = 0

    @property
    def key(self) -> str:
        """What its ids end with."""
        return f"{self.page.prefix}{self.number}"

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.page.text[self.start : self.end]

    @property
    def voice(self) -> str:
        """`journalist`, `paraphrase` or `quoted`."""
        if self.said is None:
            return "journalist"
        return "quoted" if self.quoted else "paraphrase"

    @property
    def place(self) -> str:
        """The name of the paragraph in which it stands."""
        block = self.page.block_at(self.start)
        return block.label if block else "Body"


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
    regions = _by_article(tables.regions)
    rows = _rows(tables.articles)
    pages = tuple(
        Page(
            number,
            _article(row, regions.get(str(row["article_id"]), [])),
            "" if len(rows) == 1 else f"{number}-",
        )
        for number, row in enumerate(rows, 1)
    )
    home = {page.id: page for page in pages}
    statements = [row for row in _rows(tables.statements) if str(row["article_id"]) in home]
    styles = camp_styles(camps, [row["camp"] for row in statements])
    if any(not row["camp"] for row in statements):
        styles = (*styles, NO_CAMP)
    said = _said(statements, home, {style.name: style for style in styles})
    lookup = {(s.page.id, s.statement_id): s for s in said}
    marks = {
        name: _marks(layer, _rows(tables[name]), home, lookup) for name, layer in registry.marked().items()
    }
    return View(
        pages=pages,
        camps=styles,
        said=said,
        quotations=tuple(_quotations(_rows(tables.quotations), home, lookup)),
        frames=tuple(row for row in _rows(tables.frames) if row["article_id"] in home),
        tones=tuple(_tones(_rows(tables.tone), home, lookup)),
        toward=tuple(row for row in _rows(tables.tone_toward) if row["article_id"] in home),
        provenance=dict(tables.provenance),
        links=dict(links or {}),
        marked=marks,
    )


def _rows(frame: Any) -> list[dict[str, Any]]:
    """A frame as plain rows, every kind of null as None."""
    columns = [list(frame[name].array) for name in frame.columns]
    names = list(frame.columns)
    return [dict(zip(names, map(_plain, values), strict=True)) for values in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int | list):
        return value
    if hasattr(value, "tolist") and not isinstance(value, datetime):
        value = value.tolist()
    # pandas has three nulls, and one of them will not be compared.
    return None if str(value) in ("<NA>", "NaT", "nan") else value


def _by_article(frame: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(frame):
        found.setdefault(str(row["article_id"]), []).append(row)
    return found


def _article(row: Mapping[str, Any], regions: Sequence[Mapping[str, Any]]) -> Article:
    text = str(row["text"] or "")
    kept: list[Region] = []
    for region in sorted(regions, key=lambda r: r["start"]):
        start = max(region["start"], kept[-1].end if kept else 0)
        end = min(region["end"], len(text))
        if region["region"] in REGIONS and start < end:
            kept.append(Region(region["region"], start, end))
    return Article(
        id=str(row["article_id"]),
        text=text,
        source=str(row.get("source") or ""),
        regions=tuple(kept),
        headline=row.get("headline") or None,
        outlet=row.get("outlet") or None,
        byline=tuple(row.get("byline") or ()),
        published=row.get("published"),
        language=row.get("language") or None,
    )


def _place(page: Page, start: Any, end: Any) -> Place | None:
    """A span as a place in the page's text, or None where it is null, empty or outside."""
    if start is None or end is None:
        return None
    left, right = max(0, int(start)), min(len(page.text), int(end))
    return (left, right) if left < right else None


def _said(
    rows: Sequence[Mapping[str, Any]], home: Mapping[str, Page], styles: Mapping[str, CampStyle]
) -> tuple[Said, ...]:
    by_page: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_page.setdefault(str(row["article_id"]), []).append(row)
    found: list[Said] = []
    for page in home.values():
        ordered = sorted(by_page.get(page.id, ()), key=lambda r: int(r["statement_id"]))
        contents = []
        for row in ordered:
            spans = [_place(page, span["start"], span["end"]) for span in row["content"] or ()]
            contents.append(union(span for span in spans if span))
        counts = counted(page.word_starts, contents, page.quotes)
        for number, (row, content) in enumerate(zip(ordered, contents, strict=True), 1):
            words, quoted = counts[number - 1]
            found.append(_statement(page, number, row, content, styles, words, quoted))
    return tuple(found)


def _statement(
    page: Page, number: int, row: Mapping[str, Any], content: tuple[Place, ...], styles: Mapping[str, CampStyle],
    words: int, quoted: int,
) -> Said:  # fmt: skip
    return Said(
        page=page,
        number=number,
        statement_id=int(row["statement_id"]),
        camp=styles[row["camp"]] if row["camp"] else NO_CAMP,
        kind=str(row["kind"] or "indirect"),
        source=_place(page, row["source_start"], row["source_end"]),
        cue=_place(page, row["cue_start"], row["cue_end"]),
        content=content,
        speaker=row["speaker"] or None,
        role=row["role"] or None,
        speaker_type=str(row["speaker_type"] or "agentless"),
        act=str(row["act"] or "states"), made=row.get("made") is not False,
        target=row["target"] or None,
        stance=str(row["stance"] or "neutral"),
        verb=row.get("verb") or None,
        score=float(row["score"]) if row["score"] is not None else 1.0,
        camp_rule=row.get("camp_rule") or None,
        rule=row.get("rule") or None,
        quoted_parts=overlap(content, page.quotes),
        words=words, quoted=quoted,
    )  # fmt: skip


def _marks(
    layer: Layer,
    rows: Sequence[Mapping[str, Any]],
    home: Mapping[str, Page],
    said: Mapping[tuple[str, int], Said],
) -> tuple[Mark, ...]:
    found = []
    declared = layer.marks
    assert declared is not None
    counts: Counter[str] = Counter()
    order = {name: position for position, name in enumerate(home)}
    known = [row for row in rows if str(row["article_id"]) in home]
    for row in sorted(known, key=lambda r: (order[str(r["article_id"])], r["start"], r["end"])):
        page = home[str(row["article_id"])]
        place = _place(page, row["start"], row["end"])
        if place is None:
            continue
        counts[page.id] += 1
        speaker, quoted = _voice(row, page, said)
        text = page.text[place[0] : place[1]]
        found.append(
            Mark(
                page=page,
                layer=layer.name,
                number=counts[page.id],
                start=place[0],
                end=place[1],
                kind=declared.kind(row),
                said=speaker,
                quoted=quoted,
                why=declared.why(row),
                term=str(row.get("term") or text),
                connotation=int(row.get("connotation") or 0),
            )
        )
    return tuple(found)


def _voice(
    row: Mapping[str, Any], page: Page, said: Mapping[tuple[str, int], Said]
) -> tuple[Said | None, bool]:
    """The statement in whose words a row stands, and whether in its quoted ones."""
    voice = str(row.get("voice") or "journalist")
    if voice.isdigit():
        return said.get((page.id, int(voice))), True
    reported = row.get("reported_by")
    return (said.get((page.id, int(reported))) if reported is not None else None), False


def _quotations(
    rows: Sequence[Mapping[str, Any]], home: Mapping[str, Page], said: Mapping[tuple[str, int], Said]
) -> Iterable[tuple[Page, int, int, str, Said | None]]:
    for row in rows:
        page = home.get(str(row["article_id"]))
        place = _place(page, row["start"], row["end"]) if page else None
        if page is None or place is None:
            continue
        number = row["statement_id"]
        owner = said.get((page.id, int(number))) if number is not None else None
        yield page, place[0], place[1], str(row["type"] or ""), owner


def _tones(
    rows: Sequence[Mapping[str, Any]], home: Mapping[str, Page], said: Mapping[tuple[str, int], Said]
) -> Iterable[tuple[Page, int, int, float, Said | None]]:
    for row in rows:
        page = home.get(str(row["article_id"]))
        place = _place(page, row["start"], row["end"]) if page else None
        if page is not None and place is not None and row["compound"] is not None:
            yield page, place[0], place[1], float(row["compound"]), _voice(row, page, said)[0]


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
