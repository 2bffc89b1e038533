"""Write docs/api.md, the list of public names with one line each: python docs/api.py

The lines are the first sentences of the docstrings, so the list cannot say anything else than the code.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
# The faces: what a notebook, a script or another package imports.
MODULES = (
    "framing", "framing.article", "framing.statement", "framing.tables", "framing.reading", "framing.annotate",
    "framing.layers.registry", "framing.words.tables", "framing.words.rules", "framing.camps", "framing.study",
    "framing.study.facts", "framing.study.exchange", "framing.study.genres", "framing.study.large",
    "framing.corrections", "framing.dataset.whole", "framing.exchange.formats", "framing.comparison.making",
    "framing.show", "framing.show.charts", "framing.notebook.params", "framing.notebook.explore", "framing.page.page",
    "framing.report.build", "framing.runner.engine", "framing.evaluate",
)  # fmt: skip


def names(module: ModuleType) -> list[str]:
    """The public names of a module: what it lists, else what it defines."""
    listed = getattr(module, "__all__", None)
    if listed is not None:
        return [name for name in listed if not name.startswith("_")]
    own = [name for name, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__]
    return sorted(name for name in own if not name.startswith("_"))


def line(value: object) -> str:
    """The first line of a docstring; what it is for a constant."""
    if inspect.ismodule(value) or inspect.isclass(value) or callable(value):
        return (inspect.getdoc(value) or "").split("\n")[0]
    plain = isinstance(value, str | int | float | tuple) and len(repr(value)) < 60 and " at 0x" not in repr(value)
    return f"a constant: `{value!r}`" if plain else f"a constant: {type(value).__name__}"


def signature(name: str, value: object) -> str:
    """A name with its parameters, without their types."""
    if inspect.isclass(value) or not callable(value):
        return name
    try:
        return f"{name}({', '.join(inspect.signature(value).parameters)})"
    except (TypeError, ValueError):
        return name


def page() -> str:
    """The whole list as Markdown."""
    parts = ["# Public names\n\nMade by `python docs/api.py` from the docstrings; each has its example there.\n"]
    for path in MODULES:
        module = import_module(path)
        parts.append(f"\n## {path}\n\n{(inspect.getdoc(module) or '').split(chr(10))[0]}\n")
        for name in sorted(names(module), key=str.lower):
            value = getattr(module, name)
            told = line(value)
            parts.append(f"- `{signature(name, value)}`{f' – {told}' if told else ''}")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    (HERE / "api.md").write_text(page(), encoding="utf-8")
