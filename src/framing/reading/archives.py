"""Archives and compressed files: what is within, in bounded memory, nothing unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from framing.article import SetAside
from framing.reading.decode import mend
from framing.reading.exports.format import LARGEST_RATIO, MOST_MEMBERS, Sample, bomb, needs, short
from framing.reading.moments import Orders

UNREAD = {
    ".epub": "EPUB", ".ods": "OpenDocument sheets", ".mht": "MHTML", ".mhtml": "MHTML", ".7z": "7z", ".rar": "rar",
    ".dta": "Stata", ".sav": "SPSS", ".rds": "R", ".feather": "Feather", ".pages": "Pages", ".wpd": "WordPerfect",
    ".msg": "Outlook",
}  # fmt: skip
"""Formats that may well hold articles but are not read: set aside, never passed over in silence."""
_SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "__MACOSX", "$RECYCLE.BIN"})
_DEEPEST_ARCHIVE = 3
_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\x28\xb5\x2f\xfd": "zstd", b"\xfd7zXZ\x00": "xz"}
_PACKED_SUFFIXES = (".gz", ".bz2", ".zst", ".xz")
_PART = 1 << 20
Worth = Callable[[str, str], bool]


@dataclass(frozen=True)
class Source:
    """A file, or a member of an archive, that may hold articles.

    Args:
        label: what the reader of a message sees.
        suffix: lower case, with its dot.
        names: what an id can be made from, the shortest first.
        size: in bytes.
        load: reads the bytes.
        path: where it lies by itself; None where it is packed in another file or comes from a stream.
        first: the number of its first line or row, where it is a piece of a file.
        orders: what the whole of that file tells of its dates, or where that is gathered.
    """

    label: str
    suffix: str
    names: tuple[str, ...]
    size: int
    load: Callable[[], bytes]
    path: Path | None = None
    first: int = 1
    orders: Orders | None = None


def too_large(size: int, limit: int) -> str:
    """What to say of a file that is over the limit.

    Example:
        >>> too_large(7, 5)
        'it has over 5 bytes, the most that is read (7 found)'
    """
    return f"it has over {limit} bytes, the most that is read ({size} found)"


def names_of(inside: str) -> tuple[str, ...]:
    """What an id can be made from, by the path of a file within its folder or archive.

    Example:
        >>> names_of("x/one.txt")
        ('one', 'x/one', 'x/one.txt')
    """
    path = PurePosixPath(inside)
    stem = path.stem or path.name
    without = path.with_suffix("").as_posix() if path.suffix else inside
    return tuple(dict.fromkeys((stem, without, inside)))


def unpacked(source: Source, max_bytes: int, worth: Worth, depth: int = 0) -> Iterator[Source | SetAside]:
    """The source itself, or what is packed in it.

    Args:
        source: a file.
        max_bytes: the largest file that is read.
        worth: whether a member, by its name and suffix, is of the kind that holds articles.
        depth: how many archives it lies in.
    """
    if source.size > max_bytes:
        yield SetAside(source.label, too_large(source.size, max_bytes))
        return
    if source.suffix in _NEVER_PACKED:
        yield source
        return
    if depth >= _DEEPEST_ARCHIVE:
        yield SetAside(source.label, f"it is an archive {depth} archives deep; unpack it")
        return
    try:
        data = source.load()
    except (OSError, ValueError) as error:
        yield SetAside(source.label, f"it cannot be read ({short(error)})")
        return
    packed = next((name for magic, name in _PACKED.items() if data.startswith(magic)), "")
    if packed:
        yield from _compressed(source, data, packed, max_bytes, worth, depth)
    elif data[257:262] == b"ustar":
        yield from _tar(source, data, max_bytes, worth, depth)
    elif source.suffix == ".zip" or _holds_files(data):
        yield from _zip(source, data, max_bytes, worth, depth)
    else:
        yield Source(source.label, source.suffix, source.names, len(data), lambda: data, source.path)


_NEVER_PACKED = frozenset(
    ".txt .text .asc .md .markdown .log .html .htm .xhtml .csv .tsv .tab .json .jsonl .ndjson .jsonlines .parquet .pq "
    ".xlsx .xlsm .xls .docx .doc .odt .rtf .pdf .xml .rss .atom .eml .mbox".split()
)


def _holds_files(data: bytes) -> bool:
    """Whether it is a zip file that is no document of Word, Excel or OpenDocument."""
    return data.startswith(b"PK\x03\x04") and Sample(data).members.isdisjoint(
        {"[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "content.xml"}
    )


def _compressed(
    source: Source, data: bytes, packed: str, max_bytes: int, worth: Worth, depth: int
) -> Iterator[Source | SetAside]:
    """The one file in a gzip, bzip2, zstd or xz file."""
    try:
        whole = _inflate(data, packed, max_bytes)
    except ValueError as error:
        yield SetAside(source.label, str(error))
        return
    inner = (
        PurePosixPath(source.names[0])
        if source.suffix in _PACKED_SUFFIXES
        else PurePosixPath(source.names[0] + ".tar")
    )
    names = tuple(dict.fromkeys((inner.stem, *source.names)))
    yield from unpacked(
        Source(source.label, inner.suffix.lower(), names, len(whole), lambda: whole),
        max_bytes,
        worth,
        depth + 1,
    )


def _inflate(data: bytes, packed: str, max_bytes: int) -> bytes:
    made: list[bytes] = []
    size = 0
    try:
        with _opened(data, packed) as handle:
            while part := handle.read(_PART):
                made.append(part)
                size += len(part)
                if size > max_bytes:
                    raise ValueError(too_large(size, max_bytes))
                if size > 100_000_000 and size > LARGEST_RATIO * len(data):
                    raise ValueError(f"it unpacks to over {size} bytes from {len(data)}, as a bomb does")
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        if not made:
            raise ValueError(f"it cannot be unpacked ({short(error)})") from error
        # A file that breaks off still holds what came before.
    except Exception as error:  # zstandard has an error of its own
        if isinstance(error, ValueError):
            raise
        if not made:
            raise ValueError(f"it cannot be unpacked ({short(error)})") from error
    return b"".join(made)


def _opened(data: bytes, packed: str) -> IO[bytes]:
    if packed == "gzip":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=io.BytesIO(data)))
    if packed == "bzip2":
        return bz2.BZ2File(io.BytesIO(data))
    if packed == "xz":
        return lzma.LZMAFile(io.BytesIO(data))
    try:
        import zstandard
    except ImportError:
        raise needs("zstandard", "zstd") from None
    reader: IO[bytes] = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data), read_across_frames=True)
    return reader


@dataclass(frozen=True)
class _Member:
    """A file within an archive."""

    name: str
    size: int
    packed: int
    locked: bool
    load: Callable[[], bytes]


def _members(
    source: Source, members: list[_Member], max_bytes: int, worth: Worth, depth: int
) -> Iterator[Source | SetAside]:
    total = 0
    empty = True
    for member in sorted(members, key=lambda m: m.name):
        inside = mend(member.name.replace("\\", "/"))
        path = PurePosixPath(inside)
        hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts)
        suffix = path.suffix.lower()
        if hidden or not _SKIPPED_FOLDERS.isdisjoint(path.parts) or not worth(path.name, suffix):
            continue
        empty = False
        label = f"{source.label}!{inside}"
        total += member.size
        if reason := _refused(member, suffix, total, max_bytes):
            yield SetAside(label, reason)
            continue
        # Nothing is ever unpacked to disk, so a member called "../../x" is a name and no more.
        stems = (*names_of(inside), inside)
        names = tuple(
            dict.fromkeys(f"{source.names[0]}/{name}" if i else name for i, name in enumerate(stems))
        )
        yield from unpacked(
            Source(label, suffix, names, member.size, member.load), max_bytes, worth, depth + 1
        )
    if empty:
        yield SetAside(source.label, "the archive holds no file that could be an article")


def _refused(member: _Member, suffix: str, total: int, max_bytes: int) -> str:
    if suffix in UNREAD:
        return f"{UNREAD[suffix]} files are not read; save it as text, HTML or a table"
    if member.locked:
        return "it is locked with a password; unpack it first"
    if bomb(member.size, member.packed):
        return f"it unpacks to {member.size} bytes from {member.packed}, as a zip bomb does"
    if total > 8 * max_bytes:
        return f"the archive unpacks to over {8 * max_bytes} bytes, the most that is read of one"
    return ""


def _zip(
    source: Source, data: bytes, max_bytes: int, worth: Worth, depth: int
) -> Iterator[Source | SetAside]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        listed = archive.infolist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield SetAside(source.label, f"it is no zip file that can be read ({short(error)})")
        return
    if len(listed) > MOST_MEMBERS:
        yield SetAside(source.label, f"it has {len(listed)} members, more than the {MOST_MEMBERS} allowed")
        return
    members = [
        _Member(
            one.filename, one.file_size, one.compress_size, bool(one.flag_bits & 0x1),
            _loader(archive, one, max_bytes),
        )
        for one in listed if not one.is_dir()
    ]  # fmt: skip
    yield from _members(source, members, max_bytes, worth, depth)


def _tar(
    source: Source, data: bytes, max_bytes: int, worth: Worth, depth: int
) -> Iterator[Source | SetAside]:
    try:
        archive = tarfile.open(fileobj=io.BytesIO(data))  # noqa: SIM115 - read later, from memory
        listed = [one for one in archive.getmembers()[:MOST_MEMBERS] if one.isfile()]
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        yield SetAside(source.label, f"it is no tar file that can be read ({short(error)})")
        return
    members = [
        _Member(one.name, one.size, one.size, False, _loader(archive, one, max_bytes)) for one in listed
    ]
    yield from _members(source, members, max_bytes, worth, depth)


def _loader(archive: Any, member: Any, max_bytes: int) -> Callable[[], bytes]:
    def load() -> bytes:
        try:
            handle = (
                archive.open(member) if isinstance(archive, zipfile.ZipFile) else archive.extractfile(member)
            )
            with handle:
                data: bytes = handle.read(max_bytes + 1)  # the size in the directory may lie
        except Exception as error:  # damage breaks the library anywhere
            raise ValueError(f"it cannot be unpacked ({short(error)})") from error
        if len(data) > max_bytes:
            raise ValueError(too_large(len(data), max_bytes))
        return data

    return load
