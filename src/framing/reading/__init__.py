"""Any input to articles: files, folders, globs, tables, archives, streams.

Example:
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "storm.txt").write_text("Bridge closed\\n\\nThe bridge was closed on Monday, the council said.")
    >>> corpus = read(folder)
    >>> corpus[0].id, corpus[0].headline
    ('storm', 'Bridge closed')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from types import MappingProxyType
from typing import IO, Any

from framing.article import Article, Corpus, Region, SetAside
from framing.reading.datelines import Dateline, dateline
from framing.reading.errors import InputError
from framing.reading.formats import LONGEST_TEXT, records, sniff
from framing.reading.identity import Naming, safe_name, unique_ids
from framing.reading.inputs import Source, sources
from framing.reading.language import language
from framing.reading.rows import Broken, NoColumn, Record
from framing.reading.structure import Page, structure

__all__ = ["MAX_BYTES", "Dateline", "InputError", "Page", "dateline", "read", "safe_name", "structure"]

MAX_BYTES = 500_000_000
"""The largest file, or member of an archive, that is read."""

Input = str | PathLike[str] | IO[Any] | Article | Corpus


def read(
    *inputs: Input | Iterable[Input], text_column: str | None = None, max_bytes: int = MAX_BYTES
) -> Corpus:
    """Read articles from whatever holds them.

    What cannot be read is set aside with the reason, and the rest goes on.

    Args:
        inputs: files, folders (with all below them), globs, zip archives, open files, "-" for standard
            input, lists of these; articles and corpora pass through. Read are plain text, HTML, CSV, TSV,
            JSON, JSON Lines, Parquet and Excel.
        text_column: the column that holds the text, where it has no usual name ("text", "body", "content", …).
        max_bytes: the largest file that is read.

    Returns:
        The articles in the order of the inputs, files of a folder by name; `set_aside` says what was not read.

    Raises:
        InputError: for a path or a text column that is not there, or where nothing at all could be read.

    Example:
        >>> import io
        >>> corpus = read(io.StringIO('{"id": 7, "text": "It rained."}\\n{"id": 8}'))
        >>> corpus["7"].text, corpus.set_aside[0].source
        ('It rained.', 'stream:line 2')
    """
    if max_bytes < 1:
        raise InputError(f"max_bytes is {max_bytes}; it must be at least 1.")
    if text_column is not None and (not isinstance(text_column, str) or not text_column.strip()):
        raise InputError(f"text_column is {text_column!r}; it must be the name of a column.")
    given = list(_flat(inputs))
    if not given:
        raise InputError("no input was given; name a file, a folder or a glob.")
    made: list[Article] = []
    namings: list[Naming] = []
    aside: list[SetAside] = []
    columns = _Columns()
    for one in given:
        if isinstance(one, Article):
            made.append(one)
            namings.append(Naming(one.id, ()))
        elif isinstance(one, Corpus):
            made += one.articles
            namings += [Naming(article.id, ()) for article in one.articles]
            aside += one.set_aside
    files = (one for one in given if not isinstance(one, (Article, Corpus)))
    for source in sources(files, max_bytes):
        if isinstance(source, SetAside):
            aside.append(source)
            continue
        for found in _articles(source, text_column, columns):
            if isinstance(found, SetAside):
                aside.append(found)
            else:
                namings.append(found[0])
                made.append(found[1])
    if text_column is not None and columns.missing and not columns.found:
        raise InputError(f"{columns.missing[0].rstrip('.')}; check --text-column.")
    if not made:
        raise InputError(_nothing(given, aside))
    ids = unique_ids(namings)
    articles = tuple(a if a.id == i else _renamed(a, i) for a, i in zip(made, ids, strict=True))
    return Corpus(articles, tuple(aside))


class _Columns:
    """Whether the text column that the caller named was anywhere."""

    def __init__(self) -> None:
        self.found = False
        self.missing: list[str] = []


def _flat(inputs: Iterable[Any]) -> Iterator[Any]:
    for one in inputs:
        if isinstance(one, (list, tuple, set, frozenset)) or (
            isinstance(one, Iterator) and not hasattr(one, "read")
        ):
            yield from _flat(one)
        else:
            yield one


def _nothing(given: list[Any], aside: list[SetAside]) -> str:
    places = ", ".join(f"'{one}'" for one in given[:3] if isinstance(one, (str, PathLike))) or "the input"
    if len(aside) == 1:
        return f"nothing could be read in {places}: {aside[0].source}: {aside[0].reason}."
    if aside:
        first = f"{aside[0].source}: {aside[0].reason}"
        return f"nothing could be read in {places}: {len(aside)} set aside, the first {first}."
    return (
        f"nothing to read in {places}; allowed are text, HTML, CSV, TSV, JSON, JSON Lines, Parquet, Excel "
        "and zip files of these."
    )


def _articles(
    source: Source, column: str | None, columns: _Columns
) -> Iterator[tuple[Naming, Article] | SetAside]:
    """The articles of one file; whatever is wrong with it sets aside no more than it must."""
    try:
        data = source.load()
        kind = sniff(source.suffix, data)
        for found in records(kind, data, column):
            if isinstance(found, Broken):
                yield SetAside(_place(source, found.place), found.reason)
                if column is not None and f"no column '{column}'" in found.reason:
                    columns.missing.append(f"{source.label}: {found.reason}")
                continue
            columns.found = columns.found or bool(found.place)
            if len(found.text) > LONGEST_TEXT:
                reason = f"its text has {len(found.text)} characters, over the {LONGEST_TEXT} that one article may have"
                yield SetAside(_place(source, found.place), reason)
                continue
            yield _article(source, found)
    except NoColumn as error:
        if error.named:
            columns.missing.append(f"{source.label} has {error}")
        yield SetAside(source.label, str(error))
    except OSError as error:
        yield SetAside(source.label, f"it cannot be read ({error.strerror or error})")
    except MemoryError:
        yield SetAside(source.label, "it does not fit into memory")
    except (ValueError, RecursionError) as error:
        yield SetAside(source.label, str(error) or type(error).__name__)


def _place(source: Source, place: str) -> str:
    return f"{source.label}:{place}" if place else source.label


def _article(source: Source, found: Record) -> tuple[Naming, Article]:
    known = found.known
    page = structure(found.text)
    regions = page.regions
    if not found.place and known.get("headline"):
        regions = _titled(found.text, known["headline"], regions)
    number = (
        "".join(char if char.isalnum() else "-" for char in found.place.split(" ", 1)[-1])
        if found.place
        else ""
    )
    derived = tuple(f"{name}-{number}" if number else name for name in source.names)
    article = Article(
        id=found.own_id or derived[0],
        text=found.text,
        source=_place(source, found.place),
        regions=regions,
        headline=known.get("headline") or page.headline,
        outlet=known.get("outlet") or page.outlet,
        byline=known.get("byline") or page.byline,
        published=known.get("published") or page.published,
        language=known.get("language") or language(found.text),
        metadata=MappingProxyType(dict(found.metadata)),
    )
    return Naming(found.own_id, derived), article


def _titled(text: str, headline: str, regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions with the headline that the page itself names at the front of its text."""
    if not text.startswith(headline) or (regions and regions[0].name == "headline"):
        return regions
    rest = []
    for region in regions:
        if region.end > len(headline):
            start = max(region.start, len(headline))
            start += len(text[start : region.end]) - len(text[start : region.end].lstrip())
            rest.append(Region(region.name, start, region.end))
    return (Region("headline", 0, len(headline)), *rest)


def _renamed(article: Article, article_id: str) -> Article:
    from dataclasses import replace

    return replace(article, id=article_id)
