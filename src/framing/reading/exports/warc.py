"""Web archives: the HTML pages among their responses (warcio)."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from framing.reading.columns import Columns
from framing.reading.decode import NotText
from framing.reading.exports.format import Format, Found, Sample, needs, short
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
    from framing.reading.html import page

    if record.rec_type != "response" or record.http_headers is None:
        return None
    kind = (record.http_headers.get_header("Content-Type") or "").lower()
    if "html" not in kind:
        return None
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    status = record.http_headers.get_statuscode()
    if status != "200":
        return Broken(place, f"'{uri}' was answered with {status}")
    data = record.content_stream().read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        return Broken(place, f"'{uri}' has over {LARGEST_PAGE} bytes")
    try:
        made = page(data)
    except NotText as error:
        return Broken(place, f"'{uri}': {error}")
    crawled = record.rec_headers.get_header("WARC-Date") or ""
    return replace(made, place=place, metadata={**made.metadata, "url": uri, "crawled_at": crawled})


FORMAT = Format("WARC", looks, rows)
