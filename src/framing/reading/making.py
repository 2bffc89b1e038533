"""From a file's records to articles: regions, what the page tells, what its name tells."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from framing.article import Article, Doubt, Region, SetAside
from framing.reading import exports
from framing.reading.archives import Source
from framing.reading.columns import Columns
from framing.reading.doubts import suspicions
from framing.reading.exports.format import LONGEST_TEXT, Sample
from framing.reading.filenames import told_by_name
from framing.reading.identity import Naming
from framing.reading.language import language
from framing.reading.rows import Broken, NoColumn, Record
from framing.reading.structure import structure

Made = tuple[Naming, Article, tuple[Doubt, ...]]


def articles(source: Source, columns: Columns) -> Iterator[Made | SetAside | NoColumn]:
    """The articles of one file; whatever is wrong with it sets aside no more than it must.

    Args:
        source: the file.
        columns: the columns that the caller names.

    Returns:
        Each article with what its id can be made from and what of it is in doubt; what was set aside; and, before it
        is set aside, that a column the caller named is not there.
    """
    try:
        for found in exports.read(Sample(source.load(), source.suffix, source.first, source.orders), columns):
            if isinstance(found, Broken):
                if columns.text is not None and f"no column '{columns.text}'" in found.reason:
                    yield NoColumn((), columns.text)
                yield SetAside(_place(source, found.place), found.reason)
            elif len(found.text) > LONGEST_TEXT:
                reason = f"its text has {len(found.text)} characters, over the {LONGEST_TEXT} that one article may have"
                yield SetAside(_place(source, found.place), reason)
            else:
                yield _article(source, found)
    except NoColumn as error:
        if error.named:
            yield error
        yield SetAside(source.label, str(error))
    except OSError as error:
        yield SetAside(source.label, f"it cannot be read ({error.strerror or error})")
    except MemoryError:
        yield SetAside(source.label, "it does not fit into memory")
    except (ValueError, RecursionError) as error:
        yield SetAside(source.label, str(error) or type(error).__name__)
    except Exception as error:  # a damaged file breaks the library that reads it anywhere; the others go on
        reason = " ".join(str(error).split())[:120]
        yield SetAside(source.label, f"it is damaged, reading broke off ({type(error).__name__}: {reason})")


def _place(source: Source, place: str) -> str:
    return f"{source.label}:{place}" if place else source.label


def _article(source: Source, found: Record) -> Made:
    known = found.known
    page = structure(found.text)
    regions = _titled(found, page.regions) if found.titled else page.regions
    number = "".join(c if c.isalnum() else "-" for c in found.place.split(" ", 1)[-1]) if found.place else ""
    derived = tuple(f"{name}-{number}" if number else name for name in source.names)
    by_name = {} if found.place else told_by_name(source.names[0])
    published, published_from = known.get("published"), known.get("published_from")
    if published_from is None and page.published is not None:
        published, published_from = page.published, "text: date line"
    if published_from is None and "published" in by_name:
        published, published_from = by_name["published"], "file name"
    place = _place(source, found.place)
    article = Article(
        id=found.own_id or derived[0],
        text=found.text,
        source=place,
        regions=regions,
        headline=known.get("headline") or page.headline,
        outlet=known.get("outlet") or page.outlet or by_name.get("outlet"),
        byline=known.get("byline") or page.byline,
        published=published,
        language=known.get("language") or language(found.text),
        metadata=MappingProxyType(dict(found.metadata)),
        published_from=published_from,
    )
    known_of = {
        kind for kind, _ in found.said
    }  # what the file itself shows need not be guessed from its text
    said = (*found.said, *(one for one in suspicions(article) if one[0] not in known_of))
    return Naming(found.own_id, derived), article, tuple(Doubt(kind, place, detail) for kind, detail in said)


def _titled(found: Record, regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions with the headline, and the standfirst, that the input itself names at the front of the text."""
    text, position = found.text, 0
    front = []
    for name in ("headline", "standfirst"):
        told = str(found.known.get(name) or "")
        if told and text.startswith(told, position):
            front.append(Region(name, position, position + len(told)))
            position += len(told)
            position += len(text[position:]) - len(text[position:].lstrip())
    if not front:
        return regions
    rest = []
    for region in regions:
        if region.end > front[-1].end:
            start = max(region.start, front[-1].end)
            start += len(text[start : region.end]) - len(text[start : region.end].lstrip())
            # The input has named its headline, so that no other line of the text is one.
            name = "body" if region.name in ("headline", "standfirst") and start >= position else region.name
            if start < region.end:
                rest.append(Region(name, start, region.end))
    return (*front, *rest)
