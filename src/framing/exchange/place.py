"""Where an export goes: a file or a folder, there whole or not at all, and never over what somebody else has made."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing import __version__
from framing.tables import atomic

INDEX = "framing.jsonl"
"""Lies in every exported folder: what made it, and which of its files is which article."""


@dataclass(frozen=True)
class Written:
    """What an export has made.

    Args:
        path: the file or folder.
        counts: how many rows, spans or files of what.
        notes: what was cut, replaced or left out, a sentence each.
    """

    path: Path
    counts: Mapping[str, int]
    notes: tuple[str, ...] = ()


def check_file(out: str | Path, force: bool) -> Path:
    """A path for a single file.

    Raises:
        ValueError: one sentence, where it is a folder or there already.
    """
    path = Path(out)
    if path.is_dir():
        raise ValueError(f"'{out}' is a folder; give a file with --out.")
    if path.exists() and not force:
        raise ValueError(f"'{out}' is there already; give another --out, or --force to write over it.")
    return path


@dataclass
class Folder:
    """A folder that is being written: made beside the wanted one and moved there when all is well.

    Args:
        path: where to write for now.
    """

    path: Path
    _index: list[Mapping[str, Any]] = field(default_factory=list)

    def file(self, name: str) -> Path:
        """A path within, its folders made.

        Args:
            name: relative, with forward slashes; of the suite's own making.
        """
        made = self.path / name
        made.parent.mkdir(parents=True, exist_ok=True)
        return made

    def write(self, name: str, text: str) -> None:
        """A text file, UTF-8, lines as they are."""
        self.file(name).write_bytes(text.encode("utf-8", "replace"))

    def index(self, row: Mapping[str, Any]) -> None:
        """Note which file is which article."""
        self._index.append(row)

    def close(self, form: str) -> None:
        """Write the index."""
        lines = [{"framing": __version__, "format": form}, *self._index]
        self.write(INDEX, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


@contextmanager
def folder(out: str | Path, form: str, force: bool = False) -> Iterator[Folder]:
    """A folder for an export; nothing is left where the export fails.

    Args:
        out: the folder wanted.
        form: the format, for the index.
        force: replace an earlier export; what is no export is never replaced.

    Raises:
        ValueError: one sentence, where something is in the way.

    Example:
        >>> out = Path(tempfile.mkdtemp()) / "made"
        >>> with folder(out, "csv") as made:
        ...     made.write("a.csv", "x")
        >>> sorted(path.name for path in out.iterdir())
        ['a.csv', 'framing.jsonl']
    """
    target = Path(out)
    _check_folder(target, force)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:40]}."))
    try:
        made = Folder(beside)
        yield made
        made.close(form)
        beside.chmod(0o755)  # mkdtemp makes private folders; these are for everyone to read
        if target.exists():
            shutil.rmtree(target)  # empty, or an export that --force replaces: looked at above
        beside.rename(target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _check_folder(target: Path, force: bool) -> None:
    if target.exists() and not target.is_dir():
        raise ValueError(f"'{target}' is a file; give a folder with --out.")
    if not target.exists() or not any(target.iterdir()):
        return
    if not (target / INDEX).exists():
        raise ValueError(f"'{target}' holds files that no export has made; give another folder with --out.")
    if not force:
        raise ValueError(f"'{target}' holds an export already; give another --out, or --force to replace it.")


def write_file(path: Path, data: bytes) -> None:
    """A file, whole or not at all."""
    with atomic(path) as beside:
        beside.write_bytes(data)


def file_name(article_id: str, number: int) -> str:
    """A name for an article's file that any system takes, and that a person knows again.

    Args:
        article_id: any text.
        number: the article's place in the corpus, which keeps names apart.

    Example:
        >>> file_name("a/b: c", 6), file_name("", 0)
        ('00007-a_b_c', '00001-article')
    """
    words = "".join(
        char if char.isascii() and (char.isalnum() or char in ".-") else "_" for char in article_id
    )
    short = "_".join(part for part in words.split("_") if part).strip(".-_")[:60]
    return f"{number + 1:05d}-{short or 'article'}"
