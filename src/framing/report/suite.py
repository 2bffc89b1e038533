"""What the suite itself puts into a report: hashes of its code, word lists, weights and template."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from framing.layers.registry import further

# A file of the package belongs to the first part whose beginning fits; everything else is `suite`.
_PARTS = (
    ("lexicons", ("resources/lexicons/", "resources/words/", "words/",
                  )),
    ("model", ("resources/attribution", "resources/tone", "resources/relations", "resources/model")),
    ("camps", ("resources/camps/",)),
    ("template", ("resources/template/", "show/", "page/")),
)  # fmt: skip

# What these draw, count or render is in the report too.
_LIBRARIES = ("pandas", "numpy", "matplotlib", "nltk", "nbconvert", "scipy", "vaderSentiment")


@lru_cache(maxsize=1)
def suite() -> Mapping[str, str]:
    """A hash for each part of the suite: `lexicons`, `model`, `camps`, `template` and `suite`.

    `suite` holds the version, all other code, the layers of other packages and the libraries that reports are
    made with, so that a changed checkout rebuilds as an updated installation does.

    Example:
        >>> sorted(suite())
        ['camps', 'lexicons', 'model', 'suite', 'template']
    """
    from framing import __version__

    package = Path(__file__).resolve().parents[1]
    hashes = {name: hashlib.sha256() for name in (*(name for name, _ in _PARTS), "suite")}
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if (
            "__pycache__" in name
            or not path.is_file()
            or name.startswith(("resources/notebooks/", "resources/seeds/"))
        ):
            continue
        part = next((part for part, starts in _PARTS if name.startswith(starts)), "suite")
        with path.open("rb") as file:
            hashes[part].update(f"{name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    hashes["suite"].update(
        f"{__version__} {sys.version_info[:2]} {' '.join(map(_version, _LIBRARIES))}".encode()
    )
    for layer in further().values():
        home = Path(layer.file)
        code = digest_of(home.parent if home.name == "__init__.py" else home) if layer.file else ""
        hashes["suite"].update(f"{layer.name} {layer.package} {layer.release} {code}\n".encode())
    return {name: made.hexdigest() for name, made in hashes.items()}


def _version(library: str) -> str:
    try:
        return f"{library}={version(library)}"
    except PackageNotFoundError:
        return f"{library}=none"


def digest_of(path: str | Path) -> str:
    """SHA-256 of a file, or of the names and contents of a folder's files."""
    root = Path(path)
    total = hashlib.sha256()
    for file in sorted(p for p in root.rglob("*") if p.is_file()) if root.is_dir() else [root]:
        name = file.relative_to(root).as_posix() if root.is_dir() else ""
        total.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
