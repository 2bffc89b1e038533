"""Bytes to text: byte-order marks, encodings, unpaired surrogates. Nothing else is changed."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive", b"\x1f\x8b": "a gzip archive", b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a rar archive", b"\x7fELF": "a program", b"MZ\x90": "a program", b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an old Office file", b"{\\rtf": "an RTF document", b"SQLite format 3": "a database",
}  # fmt: skip
_SURROGATE = re.compile("[\ud800-\udfff]")
_HIGH = bytes(range(0x80, 0x100))
_PLAIN = bytes([9, 10, 13, *range(0x20, 0x7F)])
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")  # but line ends, tabs and ESC
_SAMPLE = 1 << 16
_MOST_CONTROL = 0.05
"""The share of characters of a text that may be control characters; one is always let pass."""
_MOST_BROKEN = 0.1
"""The share that may have been lost already (U+FFFD); two are."""


class NotText(ValueError):  # noqa: N818 - reads as the reason that it is
    """The bytes are not a text; the message is the reason."""


def mend(text: str) -> str:
    """Replace every unpaired surrogate by U+FFFD, one for one, so that offsets stay.

    Example:
        >>> mend("a\\ud800b")
        'a\ufffdb'
    """
    return _SURROGATE.sub("\ufffd", text)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text that the bytes hold, without its byte-order mark, otherwise as it is.

    UTF-8 is tried first, then UTF-16 by its zero bytes, then Windows-1252 where most letters are
    plain ASCII, else what charset-normalizer finds likeliest.

    Args:
        data: the file as it is.
        declared: an encoding that the file itself names (a page's `charset`), tried before guessing.

    Raises:
        NotText: for pictures, programs, archives and other bytes that are no text.

    Example:
        >>> decode("\ufeffCafé".encode("utf-8")), decode("The café — “closed”".encode("cp1252"))
        ('Café', 'The café — “closed”')
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _readable(_marked(data[len(mark) :], name))
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise NotText(f"it is {what}, not a text")
    if b"\x00" in data[:_SAMPLE] and (wide := _wide(data)) is not None:
        return _readable(mend(data.decode(wide, errors="replace")))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _guess(data, declared)
    return _readable(text).removeprefix("\ufeff")


def _marked(data: bytes, name: str) -> str:
    """The text behind a byte-order mark, also where the mark is not that of the bytes behind it."""
    if name.startswith("utf-16"):
        name = _wide(data) or name  # a mark for the other order of bytes
        sample = data[:_SAMPLE]
        if len(sample) > 3 and not sample.translate(None, _PLAIN):
            name = "utf-8"  # letters of one byte: read in pairs they would be Chinese
    return mend(data.decode(name, errors="replace"))


def _readable(text: str) -> str:
    """The text, if it is one.

    Raises:
        NotText: where too many of its characters are none that a text has.
    """
    sample = text[:_SAMPLE]
    broken, odd = sample.count("\ufffd"), len(_CONTROL.findall(sample))
    if odd > max(1, _MOST_CONTROL * len(sample)) or broken > max(2, _MOST_BROKEN * len(sample)):
        what = f"{odd + broken:,} of {'its' if len(text) == len(sample) else 'its first'} {len(sample):,} characters"
        raise NotText(f"it is binary or damaged ({what} are none of a text); save it anew as UTF-8 text")
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of Western text is zero."""
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    return None


def _guess(data: bytes, declared: str | None) -> str:
    if declared:
        try:
            return mend(data.decode(declared))
        except (LookupError, UnicodeDecodeError):
            pass
    sample = data[:_SAMPLE]
    lenient = sample.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    proper = sum(1 for char in lenient if char > "\x7f") - broken
    if proper > 4 * broken:  # UTF-8 with a few bytes damaged, not another encoding
        return data.decode("utf-8", errors="replace")
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high < 0.35 * len(sample):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise NotText("its encoding cannot be told; save it as UTF-8")
    return mend(data.decode(best.encoding, errors="replace"))
