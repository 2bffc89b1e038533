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
from dataclasses import replace
from os import PathLike
from typing import IO, Any

from framing.article import Article, Corpus, Doubt, SetAside
from framing.reading.columns import Columns
from framing.reading.copies import marked
from framing.reading.datelines import Dateline, dateline
from framing.reading.errors import InputError
from framing.reading.exports.format import Format, Sample
from framing.reading.identity import Naming, safe_name, unique_ids
from framing.reading.inputs import sources
from framing.reading.making import articles
from framing.reading.rows import Broken, NoColumn, Record, Row
from framing.reading.structure import Page, structure

__all__ = [
    "Broken",
    "Columns",
    "MAX_BYTES",
    "Dateline",
    "Format",
    "InputError",
    "Page",
    "Record",
    "Row",
    "Sample",
    "dateline",
    "read",
    "safe_name",
    "structure",
]

MAX_BYTES = 500_000_000
"""The largest file, or member of an archive, that is read."""

Input = str | PathLike[str] | IO[Any] | Article | Corpus


def read(
    *inputs: Input | Iterable[Input],
    text_column: str | None = None,
    columns: Columns | None = None,
    max_bytes: int = MAX_BYTES,
) -> Corpus:
    """Read articles from whatever holds them.

    What cannot be read is set aside with the reason, and the rest goes on.

    Args:
        inputs: files, folders (with all below them), globs, archives, open files, "-" for standard
            input, lists of these; articles and corpora pass through. Read are plain text, HTML, tables (CSV, TSV,
            JSON, JSON Lines, Parquet, Excel), documents (Word, OpenDocument, RTF, PDF), feeds, e-mail, web archives,
            news XML, and the exports of LexisNexis, Nexis Uni, Factiva, Europresse, ProQuest and Retriever.
        text_column: the column that holds the text, where it has no usual name ("text", "body", "content", …).
        columns: the columns of other fields, where they have no usual names.
        max_bytes: the largest file that is read.

    Returns:
        The articles in the order of the inputs, files of a folder by name; `set_aside` says what was not read,
        `doubts` what of the rest to look at.

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
    wanted = _wanted(columns or Columns(), text_column)
    given = list(_flat(inputs))
    if not given:
        raise InputError("no input was given; name a file, a folder or a glob.")
    made: list[Article] = []
    namings: list[Naming] = []
    aside: list[SetAside] = []
    doubts: list[Doubt] = []
    for one in given:
        if isinstance(one, Article):
            made.append(one)
            namings.append(Naming(one.id, ()))
        elif isinstance(one, Corpus):
            made += one.articles
            namings += [Naming(article.id, ()) for article in one.articles]
            aside += one.set_aside
            doubts += one.doubts
    files = (one for one in given if not isinstance(one, (Article, Corpus)))
    missing = ""
    found_before = len(made)
    for source in sources(files, max_bytes):
        if isinstance(source, SetAside):
            aside.append(source)
            continue
        for found in articles(source, wanted):
            if isinstance(found, SetAside):
                aside.append(found)
                missing = missing if missing != "?" else f"{source.label}: {found.reason}"
            elif isinstance(found, NoColumn):
                missing = missing or "?"
            else:
                namings.append(found[0])
                made.append(found[1])
                doubts += found[2]
    if missing and len(made) == found_before:
        raise InputError(f"{missing.rstrip('.')}; check --text-column.")
    if not made:
        raise InputError(_nothing(given, aside))
    ids = unique_ids(namings)
    renamed = tuple(a if a.id == i else replace(a, id=i) for a, i in zip(made, ids, strict=True))
    return Corpus(marked(renamed) if len(renamed) > 1 else renamed, tuple(aside), tuple(doubts))


def _wanted(columns: Columns, text_column: str | None) -> Columns:
    for name in (text_column, *vars(columns).values()):
        if name is not None and (not isinstance(name, str) or not name.strip()):
            raise InputError(f"text_column is {name!r}; it must be the name of a column.")
    return columns if text_column is None else replace(columns, text=text_column)


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
        f"nothing to read in {places}; allowed are text, HTML, tables, Word, PDF, feeds, e-mail, exports of news "
        "databases, and archives of these."
    )
