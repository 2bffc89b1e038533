"""What a format of input is: how its bytes are known, and how they become rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from framing.reading.columns import Columns
from framing.reading.decode import NotText, decode, mend
from framing.reading.moments import Orders
from framing.reading.rows import Broken, Record, Row

Found = Iterator[Row | Broken | Record]

LONGEST_TEXT = 10_000_000
"""No single article is longer than this many characters."""
MOST_MEMBERS = 100_000
LARGEST_RATIO = 250
"""A member of an archive that unpacks to more than this many times its size is a bomb, not a text."""
LARGEST_UNPACKED = 1_000_000_000
"""A document that is a zip file may hold this many bytes in all."""
_HEAD = 60_000


@dataclass(frozen=True)
class Sample:
    """A file's bytes, looked at from the sides that tell its format.

    Args:
        data: all of it.
        suffix: of its name, in lower case with its dot; "" where it has none.
        first: the number of its first line or row, where it is a piece of a larger file.
        orders: what the larger file tells of its dates, or where that is gathered.

    Example:
        >>> Sample(b"\\xef\\xbb\\xbf {}", ".dat").start
        b'{}'
    """

    data: bytes
    suffix: str = ""
    first: int = 1
    orders: Orders | None = None

    @cached_property
    def start(self) -> bytes:
        """The first bytes, without a byte-order mark and white space."""
        return self.data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")

    @cached_property
    def head(self) -> str:
        """The first characters where it is a text, else ""."""
        try:
            return decode(self.data[:_HEAD])
        except NotText:
            return ""

    @cached_property
    def text(self) -> str:
        """All of it as text; raises `NotText` where it is none."""
        return decode(self.data)

    @cached_property
    def members(self) -> frozenset[str]:
        """The names within, where it is a zip file."""
        if not self.data.startswith(b"PK\x03\x04"):
            return frozenset()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return frozenset()


@dataclass(frozen=True)
class Format:
    """One format of input.

    Args:
        name: as messages and `published_from` tell it.
        looks: whether a file's bytes are of this format.
        rows: the rows of such a file; whatever it raises sets the rest of the file aside, with its message.
        endings: of names (".dat"), for a format of another package: a folder's files of that name are looked into.

    Example:
        >>> Format("letters", lambda sample: sample.suffix == ".ltr", lambda sample, columns: iter(())).name
        'letters'
    """

    name: str
    looks: Callable[[Sample], bool]
    rows: Callable[[Sample, Columns], Found]
    endings: frozenset[str] = frozenset()


def check_zip(data: bytes) -> None:
    """Refuse a document that is a zip file and would unpack beyond all measure, or is locked.

    Raises:
        NotText: with the reason.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NotText(f"it is damaged and cannot be opened ({short(error)})") from error
    if len(members) > MOST_MEMBERS:
        raise NotText(f"it has {len(members)} members, more than the {MOST_MEMBERS} allowed")
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise NotText(f"it unpacks to over {LARGEST_UNPACKED} bytes, a zip bomb")
    for member in members:
        if bomb(member.file_size, member.compress_size):
            name = mend(member.filename)[:80]
            raise NotText(f"its member '{name}' unpacks to {member.file_size} bytes, a zip bomb")
        if member.flag_bits & 0x1:
            raise NotText("it is locked with a password; save it without")


def bomb(size: int, packed: int) -> bool:
    """Whether a member unpacks to far more than any text would.

    Example:
        >>> bomb(30_000_000, 1000), bomb(30_000_000, 9_000_000)
        (True, False)
    """
    return size > 20_000_000 and size > LARGEST_RATIO * max(packed, 1)


def short(error: BaseException) -> str:
    """An error of a library in one short line."""
    return " ".join(mend(str(error)).split())[:120] or type(error).__name__


def needs(package: str, what: str) -> NotText:
    """What to say where the package that reads a format is not installed.

    Example:
        >>> str(needs("pypdf", "PDF"))
        'PDF files are read with the package pypdf, which is not installed; run: pip install pypdf'
    """
    return NotText(
        f"{what} files are read with the package {package}, which is not installed; "
        f"run: pip install {package}"
    )
