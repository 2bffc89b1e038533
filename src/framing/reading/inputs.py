"""From what the caller names to the files that hold articles: paths, folders, globs, archives, streams."""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from framing.article import SetAside
from framing.reading.archives import UNREAD, Source, names_of, too_large, unpacked
from framing.reading.decode import mend
from framing.reading.errors import InputError
from framing.reading.exports.packages import endings

READABLE = frozenset(
    ".txt .text .asc .md .markdown .log .html .htm .xhtml .csv .tsv .tab .json .jsonl .ndjson .jsonlines .parquet .pq "
    ".xlsx .xlsm .xls .docx .doc .odt .rtf .pdf .xml .rss .atom .warc .eml .mbox "
    ".zip .gz .bz2 .zst .xz .tgz .tar".split()
) | {""}
"""Endings of files in a folder that are looked into; what they hold is told by their bytes."""
_ABOUT = re.compile(
    r"(?:readme|licen[cs]e|changelog|contributing|copying|authors|notice|requirements|makefile|manifest)\b",
    re.IGNORECASE,
)
_SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "__MACOSX", "$RECYCLE.BIN"})


@dataclass(frozen=True)
class Sizes:
    """How large a file may be.

    Args:
        most: the bytes of a file that is read whole.
        pieces: endings of files that may be larger, since the caller reads them in pieces.
    """

    most: int
    pieces: frozenset[str] = frozenset()


def sources(
    inputs: Iterable[Any], max_bytes: int, in_pieces: frozenset[str] = frozenset()
) -> Iterator[Source | SetAside]:
    """Every file that the inputs name, each once, in a stable order.

    Args:
        inputs: paths, folders, globs, "-" for standard input, open files.
        max_bytes: the largest file that is read.
        in_pieces: endings of files that may be larger, since the caller reads them in pieces.

    Raises:
        InputError: for a path that is not there, an input that is none, or a format of another package that cannot be
            loaded.
    """
    sizes = Sizes(max_bytes, in_pieces)
    endings()  # a package that is broken is said before anything is read, not once a file
    seen: set[tuple[int, int]] = set()
    for one in inputs:
        if hasattr(one, "read"):
            yield from _stream(one, max_bytes)
        elif isinstance(one, str) and one == "-":
            yield from _stream(getattr(sys.stdin, "buffer", sys.stdin), max_bytes)
        elif isinstance(one, (str, os.PathLike)):
            yield from _path(os.fspath(one), sizes, seen)
        else:
            raise InputError(
                f"an input is {type(one).__name__}; "
                "allowed are a path, a folder, a glob, an open file, '-' or articles."
            )


def _stream(handle: Any, max_bytes: int) -> Iterator[Source | SetAside]:
    name = getattr(handle, "name", None)
    path = (
        PurePosixPath(str(name))
        if isinstance(name, str) and not name.startswith("<")
        else PurePosixPath("stream")
    )
    data = handle.read(max_bytes + 1)
    if isinstance(data, str):
        data = data.encode("utf-8", errors="replace")
    if len(data) > max_bytes:
        yield SetAside(str(path), too_large(len(data), max_bytes))
        return
    whole: bytes = data
    source = Source(str(path), path.suffix.lower(), (path.stem or "stream",), len(whole), lambda: whole)
    yield from unpacked(source, max_bytes, worth)


def _path(raw: str, sizes: Sizes, seen: set[tuple[int, int]]) -> Iterator[Source | SetAside]:
    if re.match(r"(?i)(?:https?|ftp)://", raw):
        raise InputError(
            f"'{raw}' is a web address; nothing is fetched: save the page as HTML or text and give that file."
        )
    if "\x00" in raw or not raw:
        raise InputError(f"{raw!r} is no path; give a file, a folder or a glob.")
    path = Path(os.path.expanduser(raw))  # noqa: PTH111 - keeps a trailing slash and a bare "~" as the shell does
    if not _exists(path):
        if any(mark in raw for mark in "*?["):
            found = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - the pattern may be absolute
            if not found:
                raise InputError(f"no file matches '{raw}'; check the pattern and the folder it starts from.")
            # A pattern speaks for its files as a folder does: what is no article is passed over.
            base = _glob_base(str(path))
            for one in found:
                if Path(one).is_file():
                    yield from _member(Path(one), base, sizes, seen, named=False)
                elif not str(path).endswith("**"):
                    yield from _folder(Path(one), sizes, seen)
            return
        raise InputError(f"'{raw}' is not there; give a file, a folder or a glob that exists.")
    if path.is_dir():
        yield from _folder(path, sizes, seen)
    else:
        yield from _member(path, path.parent, sizes, seen, named=True)


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except OSError:  # a name too long for the system, for one
        return False


def _glob_base(pattern: str) -> Path:
    parts = Path(pattern).parts
    fixed = []
    for part in parts[:-1]:
        if any(mark in part for mark in "*?["):
            break
        fixed.append(part)
    return Path(*fixed) if fixed else Path()


def _folder(root: Path, sizes: Sizes, seen: set[tuple[int, int]]) -> Iterator[Source | SetAside]:
    aside: list[SetAside] = []
    entered: set[tuple[int, int]] = set()

    def failed(error: OSError) -> None:
        aside.append(SetAside(mend(str(error.filename)), f"the folder cannot be opened ({error.strerror})"))

    for here, folders, names in os.walk(root, followlinks=True, onerror=failed):
        status = os.stat(here)  # noqa: PTH116
        if (status.st_dev, status.st_ino) in entered and status.st_ino:
            folders.clear()  # a link led back
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS
        )
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield from _member(Path(here, name), root, sizes, seen, named=False)
    yield from aside


def _member(
    path: Path, root: Path, sizes: Sizes, seen: set[tuple[int, int]], named: bool
) -> Iterator[Source | SetAside]:
    label = mend(str(path))
    suffix = path.suffix.lower()
    if not named and not worth(path.name, suffix):
        return
    if suffix in UNREAD and suffix not in endings():
        yield SetAside(label, f"{UNREAD[suffix]} files are not read; save it as text, HTML or a table")
        return
    try:
        status = path.stat()
    except OSError as error:
        yield SetAside(label, f"it cannot be opened ({error.strerror or 'broken link'})")
        return
    if not stat.S_ISREG(status.st_mode) and not (named and stat.S_ISFIFO(status.st_mode)):
        yield SetAside(label, "it is no regular file")
        return
    if stat.S_ISREG(status.st_mode) and status.st_ino:
        if (status.st_dev, status.st_ino) in seen:
            return  # named twice, or a link to a file already read
        seen.add((status.st_dev, status.st_ino))
    try:
        inside = path.relative_to(root).as_posix()
    except ValueError:
        inside = path.name
    names = (*names_of(mend(inside)), mend(path.as_posix()))
    source = Source(label, suffix, names, status.st_size, path.read_bytes, path)
    if status.st_size > sizes.most and suffix in sizes.pieces:
        yield source
        return
    yield from unpacked(source, sizes.most, worth)


def worth(name: str, suffix: str) -> bool:
    """Whether a file that nobody named is the kind that holds articles."""
    if _ABOUT.match(name) and suffix in {"", ".md", ".txt", ".rst", ".markdown", ".in"}:
        return False
    return (suffix in READABLE and suffix != ".log") or suffix in UNREAD or suffix in endings()
