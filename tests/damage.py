"""Small inputs of every format, made here in the shapes of real exports, and damage done to them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures" / "exports"
TEXTS = (
    "The council closed the old bridge on Tuesday after engineers had found cracks, a spokeswoman said.",
    "Rain fell on the north of the county all day, and the river Fenn rose by half a metre, said the office.",
    "The mayor, Jan Vos, resigned on Monday. “I should have listened,” he told the town’s paper.",
    "A ferry ran aground near Fenwick with forty on board; nobody was hurt, the coast guard reported.",
)
ROWS = [
    {
        "id": f"r{n}",
        "title": f"Story {n}",
        "date": f"2024-05-0{n}",
        "outlet": "Fenwick Post",
        "text": text,
        "page": n,
    }
    for n, text in enumerate(TEXTS, start=1)
]


def everything() -> dict[str, bytes]:
    """One file of each format: name to bytes."""
    made = {path.name: path.read_bytes() for path in sorted(FIXTURES.iterdir()) if path.is_file()}
    made["rows.csv"] = _csv()
    made["rows.jsonl"] = "\n".join(json.dumps(row) for row in ROWS).encode()
    made["rows.json"] = json.dumps({"articles": ROWS}).encode()
    made["rows.parquet"], made["rows.xlsx"] = _parquet(), _xlsx()
    made["story.docx"], made["story.odt"] = _docx(), _odt()
    made["story.pdf"] = pdf(TEXTS)
    made["web.warc"] = warc()
    made["rows.csv.gz"], made["rows.csv.bz2"] = gzip.compress(_csv(), mtime=0), bz2.compress(_csv())
    made["rows.zip"] = _zip({"rows.csv": _csv(), "story.txt": TEXTS[0].encode()})
    return made


def damaged(data: bytes, seed: int) -> bytes:
    """The bytes cut off, or with some of them changed, lost or doubled."""
    chance = random.Random(seed)
    if not data:
        return data
    if seed % 4 == 0:
        return data[: chance.randrange(len(data))]
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        place = chance.randrange(len(changed))
        if seed % 4 == 1:
            changed[place] = chance.randrange(256)
        elif seed % 4 == 2:
            changed[place] ^= 1 << chance.randrange(8)
        else:
            changed[place : place + chance.randrange(1, 9)] = (
                b"" if chance.random() < 0.5 else changed[place : place + 4] * 2
            )
            if not changed:
                return b""
    return bytes(changed)


def mutants(data: bytes, number: int) -> Iterator[bytes]:
    for seed in range(number):
        yield damaged(data, seed)


def _csv() -> bytes:
    lines = ["id,title,date,outlet,text,page"]
    lines += [
        ",".join(
            [
                *(str(row[name]) for name in ("id", "title", "date", "outlet")),
                f'"{row["text"]}"',
                str(row["page"]),
            ]
        )
        for row in ROWS
    ]
    return ("\n".join(lines) + "\n").encode()


def _parquet() -> bytes:
    import pandas as pd

    buffer = io.BytesIO()
    pd.DataFrame(ROWS).to_parquet(buffer)
    return buffer.getvalue()


def _xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(ROWS[0]))
    for row in ROWS:
        sheet.append(list(row.values()))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Bridge closed", 0)
    for text in TEXTS:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _odt() -> bytes:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    space = f'xmlns:office="{urn}:office:1.0" xmlns:text="{urn}:text:1.0"'
    paragraphs = "".join(f"<text:p>{text}</text:p>" for text in TEXTS)
    story = (
        f"<office:body><office:text><text:h>Bridge closed</text:h>{paragraphs}</office:text></office:body>"
    )
    content = f"<office:document-content {space}>{story}</office:document-content>"
    return _zip(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()},
        zipfile.ZIP_STORED,
    )


def _zip(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return buffer.getvalue()


def pdf(paragraphs: tuple[str, ...], pages: int = 1, *, columns: bool = False, head: str = "") -> bytes:
    """A PDF written by hand: text of one font, on one page or several, in one column or two."""
    import textwrap

    streams = []
    for page in range(pages):
        parts = ["BT /F1 10 Tf"]
        if head:
            parts.append(f"1 0 0 1 60 780 Tm ({head} {page + 1}) Tj")
        wide = 45 if columns else 90
        sides = [(60, paragraphs[::2]), (320, paragraphs[1::2])] if columns else [(60, paragraphs)]
        written = []
        for x, own in sides:
            y = 740
            for text in own:
                plain = text.replace("“", '"').replace("”", '"').replace("’", "'")
                for line in textwrap.wrap(
                    plain if pages == 1 else f"In part {chr(97 + page)}: {plain} Part {chr(97 + page)}.", wide
                ):
                    written.append((y, x, line))
                    y -= 12
                y -= 12
        # Line by line over both columns, as some programs write them.
        for y, x, line in sorted(written, key=lambda one: (-one[0], one[1])):
            parts.append(f"1 0 0 1 {x} {y} Tm ({line}) Tj")
        streams.append("\n".join([*parts, "ET"]).encode("latin-1"))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for n, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)


def warc() -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXTS)
    head = "<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed after storm</h1>"
    html = f"{head}{paragraphs}</article></body></html>"
    body = html.encode()
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
        + body
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Date: 2024-05-06T10:00:00Z\r\nWARC-Target-URI: http://fenwick.example/bridge\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
