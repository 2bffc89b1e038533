"""Word, OpenDocument, RTF and PDF: their text, and the exports that come in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from framing.reading import markup
from framing.reading.columns import Columns
from framing.reading.decode import NotText, mend
from framing.reading.exports import texts
from framing.reading.exports.format import Format, Found, Sample, check_zip, needs, short
from framing.reading.rows import Record

_OLE = b"\xd0\xcf\x11\xe0"


def _rows(lines: Sequence[str], columns: Columns, title: str = "") -> Found:
    """An export cut up, or one article whose paragraphs are these lines."""
    text = mend("\n".join(lines))
    whole = mend("\n\n".join(line.strip() for line in lines if line.strip()))
    known = {"headline": title} if title and whole.startswith(title) else {}
    yield from texts.articles(text, columns, lambda: iter((Record(whole, known=known, titled=bool(known)),)))


def looks_word(sample: Sample) -> bool:
    """By the main part of a Word document, or its name."""
    return "word/document.xml" in sample.members or (
        sample.suffix == ".docx" and not sample.data.startswith(_OLE)
    )


def rows_word(sample: Sample, columns: Columns) -> Found:
    """The paragraphs of a Word document."""
    check_zip(sample.data)
    try:
        import docx
    except ImportError:
        raise needs("python-docx", "Word") from None
    try:
        paragraphs = docx.Document(io.BytesIO(sample.data)).paragraphs
        lines = [line for paragraph in paragraphs for line in paragraph.text.split("\n")]
        title = next(
            (
                p.text.strip()
                for p in paragraphs
                if p.text.strip() and p.style is not None and p.style.name in ("Title", "Heading 1")
            ),
            "",
        )
    except Exception as error:  # a damaged document breaks the library anywhere
        raise NotText(f"it is no Word document that can be read ({short(error)})") from error
    yield from _rows(lines, columns, title)


def looks_open(sample: Sample) -> bool:
    """By the type that an OpenDocument text names first, or its name."""
    return b"application/vnd.oasis.opendocument.text" in sample.data[:200] or sample.suffix == ".odt"


def rows_open(sample: Sample, columns: Columns) -> Found:
    """The paragraphs of an OpenDocument text."""
    check_zip(sample.data)
    try:
        with zipfile.ZipFile(io.BytesIO(sample.data)) as archive:
            content = archive.read("content.xml")
    except Exception as error:  # as above
        raise NotText(f"it is no OpenDocument text that can be read ({short(error)})") from error
    lines, title = [], ""
    for node in markup.xml_tree(content).iter():
        if markup.local(node) in ("p", "h"):
            line = markup.text_of(node, frozenset()).strip()
            title = title or (line if markup.local(node) == "h" else "")
            lines += line.split("\n")
    yield from _rows(lines, columns, title)


def looks_rtf(sample: Sample) -> bool:
    """By its first mark."""
    return sample.start.startswith(b"{\\rtf")


def rows_rtf(sample: Sample, columns: Columns) -> Found:
    """The paragraphs of an RTF document."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise needs("striprtf", "RTF") from None
    try:
        text = rtf_to_text(sample.data.decode("cp1252", errors="replace"), errors="ignore")
    except Exception as error:  # as above
        raise NotText(f"it is no RTF that can be read ({short(error)})") from error
    yield from _rows(text.split("\n"), columns)


def looks_old_word(sample: Sample) -> bool:
    """By the mark of old Office files that hold no workbook."""
    return sample.data.startswith(_OLE)


def rows_old_word(sample: Sample, columns: Columns) -> Found:
    """Nothing: such files are named, with what to do."""
    if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e" in sample.data:
        raise NotText("it is locked with a password; save it without")
    raise NotText("it is an old Word or Office file; save it as DOCX or text")
    yield  # a generator, as every reader is


def looks_pdf(sample: Sample) -> bool:
    """By its first mark."""
    return sample.data[:1024].lstrip().startswith(b"%PDF")


def rows_pdf(sample: Sample, columns: Columns) -> Found:
    """The text of a PDF, column by column, without running heads; scans are refused by name."""
    from framing.reading.exports import pdf

    yield from _rows(pdf.lines(sample.data), columns)


WORD = Format("Word", looks_word, rows_word)
OPEN = Format("OpenDocument", looks_open, rows_open)
RTF = Format("RTF", looks_rtf, rows_rtf)
OLD = Format("old Office", looks_old_word, rows_old_word)
PDF = Format("PDF", looks_pdf, rows_pdf)
