"""What readers see: figures, the annotated article, the pieces of a report and the page around them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Eager, because a module and its function share the name, and the function must win.
from framing.show.annotated import annotated

_HOMES = {
    "Html": "html", "para": "html", "view": "model", "View": "model", "CampStyle": "model", "figure": "figures",
    "figure_of": "paper",
    "table": "tabular", "card": "parts", "trust": "parts", "speakers": "parts", "articles": "parts",
    "names_table": "parts", "toward": "parts", "concordance": "kwic",
    "finding": "chapters", "voices": "chapters", "ledger": "chapters", "certainty": "chapters", "naming": "chapters",
    "report": "story.page", "tone": "chapters", "text": "chapters", "method": "chapters", "sections": "chapters",
}  # fmt: skip
_MODULES = ("charts", "figures", "sentence", "style")

__all__ = ["annotated", "charts", "sentence", *_HOMES]


def __getattr__(name: str) -> Any:
    # Loaded on first use: a page can be shown without matplotlib.
    if name in _HOMES:
        return getattr(import_module(f"framing.show.{_HOMES[name]}"), name)
    if name in _MODULES:
        return import_module(f"framing.show.{name}")
    raise AttributeError(f"module 'framing.show' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
