"""The house as the design has it: floors that imports may only go down, no circle, no private door, no giant."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
PACKAGE = SOURCE / "framing"

FLOORS = (
    ("article", "threads", "typography", "shipped", "plain_yaml", "locking", "parts"),
    ("sentences", "view", "given", "collecting", "patience"),
    ("statement", "tables", "text", "spans"),
    ("reading",),
    ("words",),
    ("attribution",),
    ("people",),
    ("camps",),
    ("layers",),
    ("rowplaces",),
    ("corrections",),
    ("corrected",),
    ("correcting_sources",),
    ("correcting", "supplies"),
    ("annotate",),
    ("dataset",),
    ("study",),
    ("show",),
    ("page",),
    ("notebook",),
    ("runner",),
    ("report",),
    ("exchange", "classroom", "comparison", "evaluate", "serve"),
    ("cli",),
)
"""From the ground up; a module may import from its own floor's room and from any floor below."""

LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
LONGEST = 500
MOST_COMPLEX = 20


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path


def imported(name: str, path: Path) -> Iterator[tuple[str, str]]:
    """Every module of the package that a module imports, anywhere in it, with the name taken from it."""
    known = {module for module, _ in modules()}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "framing":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (inner, "") if inner in known else (node.module, alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "framing":
                    yield alias.name, ""


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize(
    ("name", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_imports_go_down(name: str, path: Path) -> None:
    own = room(name)
    if not own:
        return  # the face of the package names what is in it
    assert own in LEVEL, f"{name} stands on no floor"
    for target, taken in imported(name, path):
        other = room(target)
        if other in ("", own):
            assert other == own or taken == "__version__", f"{name} imports the package's face"
            continue
        assert LEVEL[other] < LEVEL[own], f"{name} imports {target}, which is not below it"
        private = [
            part for part in (*target.split("."), taken) if part.startswith("_") and part != "__version__"
        ]
        assert not private, f"{name} goes into {target} by a private door: {private}"


def test_no_circle_within_a_room() -> None:
    graph = {
        name: {target for target, _ in imported(name, path) if target != name} for name, path in modules()
    }
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for target in graph.get(name, ()):
                if target.count(".") > 1 or target == name:
                    walk(target, (*trail, name))
            done.add(name)

    for name in graph:
        if name.count(".") > 1:
            walk(name, ())


COUNTING = {"sum", "Counter", "bisect_left", "bisect_right", "groupby", "value_counts", "nunique", "crosstab"}


def test_show_counts_nothing() -> None:
    """Whatever adds up or sorts into heaps stands in study; a drawing may add up its own heights."""
    found = []
    for name, path in modules():
        if room(name) != "show" or name == "framing.show.figures":  # which makes a drawing small
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        drawing = [
            node for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and {a.arg for a in node.args.args} & {"fig", "sheet"}
        ]  # fmt: skip
        free = {id(inner) for node in drawing for inner in ast.walk(node)}
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            word = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if word in COUNTING and id(node) not in free:
                found.append(f"{name}:{node.lineno} {word}")
    assert not found


def test_no_module_is_too_long() -> None:
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules()}
    assert not {name: size for name, size in sizes.items() if size > LONGEST}


def complexities() -> dict[str, int]:
    """McCabe's complexity of every function that has more than 15, as ruff counts it."""
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "C901", "--config"]
    out = subprocess.run(
        [*ruff, "lint.mccabe.max-complexity=15", "--output-format", "concise", str(PACKAGE)],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    found = re.findall(r"C901 `(\w+)` is too complex \((\d+) > 15\)", out)
    return {name: int(number) for name, number in found}


def test_functions_are_small() -> None:
    found = complexities()
    functions = sum(
        isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for _, path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )
    above = {name: number for name, number in found.items() if number > MOST_COMPLEX}
    assert not above
    assert len(found) < 0.02 * functions
