"""Every format of input, one module each, found by what a file holds and not by how it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from framing.reading.columns import Columns
from framing.reading.cutoff import broken_off
from framing.reading.decode import NotText
from framing.reading.exports import (
    delimited,
    documents,
    europresse,
    excel,
    factiva,
    feeds,
    jsons,
    mail,
    newsxml,
    packages,
    parquet,
    texts,
    warc,
    web,
)  # fmt: skip
from framing.reading.exports.format import Format, Sample
from framing.reading.rows import Broken, Record, records

FORMATS: tuple[Format, ...] = (
    parquet.FORMAT, documents.PDF, documents.RTF, excel.FORMAT, documents.WORD, documents.OPEN, excel.OLD,
    documents.OLD, warc.FORMAT, factiva.XML, feeds.FORMAT, newsxml.FORMAT, europresse.FORMAT, factiva.HTML,
    jsons.FORMAT, web.FORMAT, mail.FORMAT, delimited.FORMAT, texts.FORMAT,
)  # fmt: skip
"""In the order in which they are tried; a further format is a module and a place in this line, or a package's own."""


def find(sample: Sample) -> Format:
    """The format of a file.

    Example:
        >>> find(Sample(b"id,text", ".csv")).name, find(Sample(b'{"text": "a"}')).name, find(Sample(b"It rained.")).name
        ('table', 'JSON', 'text')
    """
    return next(one for one in (*packages.brought(), *FORMATS) if one.looks(sample))


def read(sample: Sample, columns: Columns) -> Iterator[Record | Broken]:
    """The articles in a file's bytes; parts that are none come as `Broken`.

    Args:
        sample: the file.
        columns: the columns that the caller names.

    Raises:
        NotText, NoColumn, ValueError: for a file that holds no article at all; the message is the reason.

    Example:
        >>> [record.text for record in read(Sample(b"id,text\\n1,It rained.\\n", ".csv"), Columns())]
        ['It rained.']
    """
    if not sample.data:
        raise NotText("the file is empty")
    chosen = find(sample)
    found = records(chosen.rows(sample, columns), columns, _kind(chosen, sample), sample.orders)
    lost = broken_off(chosen.name, sample.data)
    yield from _ending(found, lost) if lost else found


def _ending(found: Iterator[Record | Broken], lost: str) -> Iterator[Record | Broken]:
    """The same, the last article in doubt: the file breaks off in it."""
    last: Record | Broken | None = None
    for one in found:
        if last is not None:
            yield last
        last = one
    if isinstance(last, Record):
        yield replace(last, said=(*last.said, ("cut off", f"the file breaks off: {lost}")))
    elif last is not None:
        yield last


def _kind(chosen: Format, sample: Sample) -> str:
    """The format's name; a table by the name that people know it by."""
    if chosen is delimited.FORMAT:
        return "TSV" if sample.suffix in (".tsv", ".tab") else "CSV"
    return chosen.name
