"""framing: who gets to speak in a news story, how sure it sounds, what things are called.

The text of an article is never changed; everything known about it is a span over it.

Example:
    >>> import framing
    >>> from framing.article import Article, Corpus
    >>> tables = framing.annotate(Corpus((Article("a1", "The mayor said the bridge is safe."),)))
    >>> len(tables.statements)
    1
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

# The one eager import: a module and its function share a name, and the function must win.
from framing.annotate import annotate

if TYPE_CHECKING:
    from framing import show, study
    from framing.article import Article, Corpus, Region, SetAside, Span
    from framing.layers import tone
    from framing.reading import read
    from framing.tables import Tables

try:
    __version__ = version("framing")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"

__all__ = [
    "Article", "Corpus", "Region", "SetAside", "Span", "Tables", "__version__", "annotate", "read", "show",
    "study", "tone",
]  # fmt: skip

# Loaded on first use: the command line and a classroom's first cell should not wait for pandas.
_HOMES = {
    "Article": "framing.article", "Corpus": "framing.article", "Region": "framing.article",
    "SetAside": "framing.article", "Span": "framing.article", "Tables": "framing.tables",
    "read": "framing.reading",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in ("show", "study"):
        return import_module(f"framing.{name}")
    if name == "tone":
        return import_module("framing.layers.tone")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'framing' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
