"""Web archives: the HTML pages among their responses (warcio)."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from framing.reading.columns import Columns
from framing.reading.decode import NotText, decode
from framing.reading.exports.format import Format, Found, Sample, needs, short
from framing.reading.html import page
from framing.reading.rows import Broken, Record

LARGEST_PAGE = 50_000_000


def looks(sample: Sample) -> bool:
    """By the first words of a record."""
    return sample.start.startswith(b"WARC/")


def rows(sample: Sample, columns: Columns) -> Found:
    """One record a page that was answered with 200; other answers are named, other records passed over."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise needs("warcio", "WARC") from None
    number = pages = 0
    waiting: Iterator[Any] = iter(ArchiveIterator(io.BytesIO(sample.data)))
    while True:
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # the library warns there of every small fault
                record = next(waiting, None)
            if record is None:
                break
            number += 1
            found = _page(record, f"record {number}")
        except Exception as error:  # damage breaks the library anywhere
            yield Broken(f"after record {number}", f"the rest of the archive cannot be read ({short(error)})")
            return
        if found is not None:
            pages += 1
            yield found
    if not pages:
        raise NotText(f"none of its {number} records is an answer with a page")


def _page(record: Any, place: str) -> Record | Broken | None:
    """The article of a record: of an answer with a page, or of a text that was drawn from one (WET)."""
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    kind = _kind(record)
    if record.rec_type == "response" and "html" in kind:
        status = record.http_headers.get_statuscode()
        if status != "200":
            return Broken(place, f"'{uri}' was answered with {status}")
    elif not (record.rec_type == "resource" and "html" in kind) and record.rec_type != "conversion":
        return None
    data = record.content_stream().read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        return Broken(place, f"'{uri}' has over {LARGEST_PAGE} bytes")
    try:
        made = Record(decode(data).strip()) if record.rec_type == "conversion" else page(data)
    except NotText as error:
        return Broken(place, f"'{uri}': {error}")
    if not made.text:
        return Broken(place, f"'{uri}' holds no text")
    crawled = record.rec_headers.get_header("WARC-Date") or ""
    return replace(made, place=place, metadata={**made.metadata, "url": uri, "crawled_at": crawled})


def _kind(record: Any) -> str:
    """The type of what a record holds, as the answer tells it, else the record itself."""
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return (headers.get_header("Content-Type") or "").lower()


FORMAT = Format("WARC", looks, rows)
