"""The files of an import, out of a folder, a file or an archive; nothing is ever unpacked to disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from framing.article import SetAside
from framing.reading.archives import Source, unpacked

LARGEST = 500_000_000
"""No file of an import is larger than this many bytes."""


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
        self.files = {one.name: one for one in files}
        self.aside = aside

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
            source = Source(label, one.suffix.lower(), (one.stem,), one.stat().st_size, one.read_bytes)
            for found in unpacked(source, LARGEST, lambda name, suffix: True):
                if isinstance(found, SetAside):
                    aside.append(found)
                else:
                    files.append(Found(found.label, found.load))
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


def _on_disk(root: Path) -> Iterator[tuple[str, Path]]:
    if root.is_file():
        yield root.name, root
        return
    for one in sorted(root.rglob("*")):
        if one.is_file() and not any(part.startswith(".") for part in one.relative_to(root).parts):
            yield one.relative_to(root).as_posix(), one
