"""The files of an import, out of a folder, a file or an archive; nothing is unpacked to disk, or held unread."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from framing.article import SetAside
from framing.reading.archives import Source, too_large, unpacked
from framing.reading.decode import mend
from framing.reading.exports.format import MOST_MEMBERS, bomb, short

LARGEST = 500_000_000
"""No file of an import is larger than this many bytes."""
_HEAD = 262
_DEEPEST = 2
_ZIP = b"PK\x03\x04"
_PACKED = (b"\x1f\x8b", b"BZh", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ\x00")


@dataclass(frozen=True)
class Found:
    """A file of an import.

    Args:
        name: its path from the folder or archive on, with forward slashes; of an archive within one both.
        load: reads it.
    """

    name: str
    load: Callable[[], bytes]

    @property
    def path(self) -> PurePosixPath:
        """Its name as a path; a name such as "../../x" is a name and no more."""
        return PurePosixPath(self.name.replace("!", "/"))


class Bundle:
    """The files of an import by name.

    Args:
        files: them.
        aside: what could not be read, and why.

    Example:
        >>> import tempfile
        >>> place = Path(tempfile.mkdtemp())
        >>> _ = (place / "a.txt").write_text("It rained.")
        >>> [one.name for one in Bundle.open(place).named(".txt")]
        ['a.txt']
    """

    def __init__(self, files: list[Found], aside: list[SetAside]) -> None:
        self.files = {one.name: Found(one.name, partial(self._load, one)) for one in files}
        self.aside = aside

    def _load(self, one: Found) -> bytes:
        """A file's bytes; of one that is damaged none, and it is set aside."""
        try:
            return one.load()
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, zlib.error, EOFError) as error:
            self.aside.append(SetAside(one.name, f"it cannot be read ({short(error)})"))
            return b""

    @classmethod
    def open(cls, path: str | Path) -> Bundle:
        """A folder with all that is in it, an archive, or a file alone.

        Raises:
            ValueError: one sentence, where nothing is there.
        """
        root = Path(path).expanduser()
        if not root.exists():
            raise ValueError(
                f"nothing is at '{path}'; give the file or folder that the other tool has exported."
            )
        files: list[Found] = []
        aside: list[SetAside] = []
        for label, one in _on_disk(root):
            for found in _looked_into(label, one):
                if isinstance(found, SetAside):
                    aside.append(found)
                else:
                    files.append(found)
        return cls(files, aside)

    def named(self, *endings: str) -> list[Found]:
        """The files with one of these endings, in the order of their names."""
        return [one for name, one in sorted(self.files.items()) if name.lower().endswith(endings)]

    def beside(self, file: Found, name: str) -> Found | None:
        """The file of that name in the same folder, or in one above it within the bundle."""
        at = len(file.name)
        while at > 0:
            at = max(file.name.rfind("/", 0, at), file.name.rfind("!", 0, at))
            if found := self.files.get(file.name[: at + 1] + name):
                return found
        return None


def _looked_into(label: str, path: Path) -> Iterator[Found | SetAside]:
    """A file, or what is packed in it."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_ZIP):
        yield from _zip(label, path, 0)
    elif head.startswith(_PACKED) or head[257:262] == b"ustar":
        source = Source(label, path.suffix.lower(), (path.stem,), path.stat().st_size, path.read_bytes)
        for found in unpacked(source, LARGEST, lambda name, suffix: True):
            yield found if isinstance(found, SetAside) else Found(found.label, found.load)
    elif path.stat().st_size > LARGEST:
        yield SetAside(label, too_large(path.stat().st_size, LARGEST))
    else:
        yield Found(label, path.read_bytes)


def _zip(label: str, source: Path | io.BytesIO, depth: int) -> Iterator[Found | SetAside]:
    """The members of a zip file, each read when it is asked for; a member "../../x" is a name and no more."""
    try:
        archive = zipfile.ZipFile(source)
        members = archive.infolist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield SetAside(label, f"it is no zip file that can be read ({short(error)})")
        return
    if len(members) > MOST_MEMBERS:
        yield SetAside(label, f"it has {len(members)} members, more than the {MOST_MEMBERS} allowed")
        return
    for one in sorted((one for one in members if not one.is_dir()), key=lambda one: one.filename):
        name = f"{label}!{mend(one.filename)}"
        if one.flag_bits & 0x1:
            yield SetAside(name, "it is locked with a password; unpack it first")
        elif one.file_size > LARGEST or bomb(one.file_size, one.compress_size):
            yield SetAside(name, f"it unpacks to {one.file_size} bytes, more than any code has")
        elif (
            one.filename.lower().endswith(".zip") and depth < _DEEPEST
        ):  # INCEpTION packs each coder by itself
            try:
                yield from _zip(name, io.BytesIO(archive.read(one)), depth + 1)
            except (
                OSError,
                zipfile.BadZipFile,
                ValueError,
                NotImplementedError,
                zlib.error,
                EOFError,
            ) as error:
                yield SetAside(name, f"it cannot be unpacked ({short(error)})")
        else:
            yield Found(name, partial(archive.read, one))


def _on_disk(root: Path) -> Iterator[tuple[str, Path]]:
    if root.is_file():
        yield root.name, root
        return
    for one in sorted(root.rglob("*")):
        if one.is_file() and not any(part.startswith(".") for part in one.relative_to(root).parts):
            yield one.relative_to(root).as_posix(), one
