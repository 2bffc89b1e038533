"""E-mail: one message or a box of them, the exports that databases send within."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from framing.reading.columns import Columns
from framing.reading.exports import texts
from framing.reading.exports.fields import article
from framing.reading.exports.format import Format, Found, Sample, short
from framing.reading.markup import plain
from framing.reading.rows import Broken, Record, Row, records

_HEADER = re.compile(
    rb"(?:From |(?:From|Return-Path|Received|Delivered-To|Message-ID|MIME-Version|Date|Subject|To|X-[\w-]+"
    rb"|DKIM-Signature):\s)",
    re.IGNORECASE,
)
_SURE = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type):\s", re.MULTILINE | re.IGNORECASE
)
_FROM = re.compile(rb"^From \S+ .*\d{4}\s*\r?$", re.MULTILINE)


def looks(sample: Sample) -> bool:
    """By the headers on top, or its name."""
    top = sample.start.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0][:20_000]
    if _HEADER.match(top) is None:
        return False
    return _SURE.search(top) is not None or sample.suffix in (".eml", ".mbox")


def rows(sample: Sample, columns: Columns) -> Found:
    """One row a message, or the articles of the export in it."""
    pieces = _boxed(sample.data)
    for number, piece in enumerate(pieces, start=1):
        place = f"message {number}" if len(pieces) > 1 else ""
        try:
            message = BytesParser(policy=policy.default).parsebytes(piece)
            yield from _message(message, columns, place)
        except Exception as error:  # damaged headers break the library anywhere
            yield Broken(place, f"it is no message that can be read ({short(error)})")


def _boxed(data: bytes) -> list[bytes]:
    starts = [found.start() for found in _FROM.finditer(data)]
    if not starts or data[: starts[0]].strip():
        return [data]
    ends = [*starts[1:], len(data)]
    return [data[start:end].split(b"\n", 1)[-1] for start, end in zip(starts, ends, strict=True)]


def _message(message: EmailMessage, columns: Columns, place: str) -> Iterator[Any]:
    part = message.get_body(preferencelist=("plain", "html"))
    attached = [str(one.get_filename() or one.get_content_type()) for one in message.iter_attachments()]
    text = _content(part) if part is not None else ""
    told = {
        "headline": _header(message, "subject"), "date": _header(message, "date"), "byline": "", "outlet": "",
        "from": _header(message, "from"), "id": _header(message, "message-id").strip("<>"),
    }  # fmt: skip
    found = texts.splitter(text)
    if found is not None:
        yield from _within(records(texts.cut(found, text), columns, found.name), place)
    elif text.strip():
        yield article(place, told, text.strip())
    else:
        yield Broken(place, "the message has no text")
    for name in attached:
        yield Broken(place, f"its attachment '{name[:80]}' is not read; save it beside the message")


def _within(found: Iterator[Record | Broken], place: str) -> Iterator[Record | Broken | Row]:
    from dataclasses import replace

    for one in found:
        yield replace(one, place=f"{place} {one.place}".strip())


def _content(part: Any) -> str:
    try:
        content = str(part.get_content())
    except (LookupError, ValueError):  # an encoding that nobody knows
        content = (part.get_payload(decode=True) or b"").decode("utf-8", errors="replace")
    return plain(content) if part.get_content_type() == "text/html" else content.replace("\r\n", "\n")


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name) or "").split())


FORMAT = Format("e-mail", looks, rows)
