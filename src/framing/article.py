"""The article: a string that is never changed, and the spans that are known about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, overload

REGIONS = ("headline", "standfirst", "byline", "date", "caption", "body", "credit", "furniture")
"""What a part of a page can be; `furniture` is what the page adds around the story."""

STORY = frozenset({"headline", "standfirst", "caption", "body"})
"""The regions that tell the story: what the layers read."""


DRAWN_BY = "framing.show:annotated"
"""What draws an article in a notebook; by its name, since drawing stands on a floor above."""


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A stretch of a text, in code points, end exclusive.

    Raises:
        ValueError: if `start` is negative or `end` lies before `start`.

    Example:
        >>> Span(4, 9).of("The quick fox")
        'quick'
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"a span needs 0 <= start <= end, but got start={start}, end={end}.")
        # Spans are made by the thousand an article: this takes half the time of what dataclasses would write.
        _set_start(self, start)
        _set_end(self, end)

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


_set_start = Span.__dict__["start"].__set__
_set_end = Span.__dict__["end"].__set__


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page with one job; `name` is one of `REGIONS`.

    Example:
        >>> Region("headline", 0, 12).span
        Span(start=0, end=12)
    """

    name: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.name not in REGIONS:
            raise ValueError(f"unknown region '{self.name}'; allowed are {', '.join(REGIONS)}.")
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a region needs 0 <= start <= end, got {self.start}, {self.end}.")

    @property
    def span(self) -> Span:
        """The region's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text as read, and what is known about it.

    Args:
        id: unique within its corpus; a row's own id, else derived from the file's name.
        text: the page as read; every offset in the suite is a code-point offset into it.
        source: the file, the file and row, or the member of an archive that it came from.
        regions: the parts of the page in text order, not overlapping; empty means all body.
        headline, outlet: None where unknown.
        byline: the authors' names.
        published: an aware UTC timestamp, or None.
        language: ISO 639-1 code, or None where it was not told.
        metadata: further columns of the input, carried along unread.
        published_from: where the date came from ("CSV: date", "page: date line"), also where it could not be read.
        copy_of: the id of the article that this one repeats, or None.

    Example:
        >>> article = Article("a1", "Mayor resigns\\n\\nShe said no more.", regions=(
        ...     Region("headline", 0, 13), Region("body", 15, 32)))
        >>> article.region_at(16)
        'body'
    """

    id: str
    text: str
    source: str = ""
    regions: tuple[Region, ...] = ()
    headline: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: datetime | None = None
    language: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    published_from: str | None = None
    copy_of: str | None = None

    def __post_init__(self) -> None:
        last = 0
        for region in self.regions:
            if region.start < last or region.end > len(self.text):
                raise ValueError(
                    f"article '{self.id}': region {region.name} [{region.start}, {region.end}] "
                    f"overlaps its neighbour or leaves the text of {len(self.text)} characters."
                )
            last = region.end

    def region_at(self, offset: int) -> str:
        """The name of the region in which `offset` lies; `body` where none is known."""
        for region in self.regions:
            if region.start <= offset < region.end:
                return region.name
        return "body"

    def _repr_html_(self) -> str:
        """The article drawn with its annotations, for a notebook."""
        from pkgutil import resolve_name

        return str(resolve_name(DRAWN_BY)(self)._repr_html_())


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that could not be read: where it is and why, in one sentence.

    Example:
        >>> SetAside("news/empty.txt", "the file is empty").source
        'news/empty.txt'
    """

    source: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Something that was read, but that a person should look at.

    Args:
        kind: what sort of doubt, in a few words ("date that cannot be read").
        source: the file, row or member that it is about.
        detail: one sentence.

    Example:
        >>> Doubt("date that cannot be read", "news.csv:row 3", "'6 YEARS AGO'").kind
        'date that cannot be read'
    """

    kind: str
    source: str
    detail: str


@dataclass(frozen=True)
class Corpus(Sequence[Article]):
    """Articles in a stable order, what was set aside while reading them, and what of them is in doubt.

    Example:
        >>> corpus = Corpus((Article("a", "One."), Article("b", "Two.")))
        >>> corpus["b"].text, corpus[0].id, len(corpus)
        ('Two.', 'a', 2)
    """

    articles: tuple[Article, ...]
    set_aside: tuple[SetAside, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @overload
    def __getitem__(self, key: int | str) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: int | str | slice) -> Article | Corpus:
        if isinstance(key, slice):
            return Corpus(self.articles[key], self.set_aside, self.doubts)
        if isinstance(key, str):
            for article in self.articles:
                if article.id == key:
                    return article
            some = ", ".join(repr(a.id) for a in self.articles[:5])
            raise KeyError(f"no article '{key}' in this corpus of {len(self)}; it has {some or 'none'} ….")
        return self.articles[key]

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __repr__(self) -> str:
        return f"<Corpus: {len(self)} articles, {len(self.set_aside)} set aside>"
