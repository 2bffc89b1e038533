"""Notebook files: where they are, which parameters they take, and the form in which they are published."""

from __future__ import annotations

import ast
import copy
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from framing.shipped import place

Content = dict[str, Any]

# What differs from run to run in a notebook's output though nothing else does.
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{4,16}\b")
_CELL_FILE = re.compile(r"[^\s'\"]*ipykernel_\d+[/\\]\d+\.py")
_LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}
_STATE = "application/vnd.jupyter.widget-state+json"


@dataclass(frozen=True)
class Notebook:
    """A notebook file as it was read, once.

    Args:
        name: the file's name without its ending, as in `--notebook NAME`.
        path: the file.
        data: its bytes.
    """

    name: str
    path: Path
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def content(self) -> Content:
        """The notebook as JSON gives it.

        Raises:
            ValueError: where the file is no notebook.
        """
        try:
            content = json.loads(self.data)
            cells = content["cells"]
        except (ValueError, KeyError, TypeError):
            raise ValueError(
                f"'{self.path}' is no Jupyter notebook of format 4; save it again from Jupyter."
            ) from None
        for cell in cells:
            # Files keep long texts as lists of lines.
            _join_lines(cell, "source")
            for output in cell.get("outputs", ()):
                _join_lines(output, "text")
                for mime in output.get("data", {}):
                    if not mime.endswith("json"):
                        _join_lines(output["data"], mime)
        return dict(content)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names that its cell tagged `parameters` sets, in order; none without such a cell."""
        for cell in self.content["cells"]:
            if "parameters" in cell.get("metadata", {}).get("tags", []):
                return _assigned(cell["source"])
        return ()

    @cached_property
    def title(self) -> str:
        """Its first heading, or its name."""
        for cell in self.content["cells"]:
            if cell.get("cell_type") == "markdown" and (
                found := re.search(r"^#+\s+(.+)$", cell["source"], re.M)
            ):
                return found[1].strip()
        return self.name


def _join_lines(holder: Content, key: str) -> None:
    if isinstance(holder.get(key), list):
        holder[key] = "".join(holder[key])


def notebooks_folder() -> Path:
    """Where the suite's notebooks are: `notebooks/` here, else in the checkout or the package installed.

    Raises:
        FileNotFoundError: where there is none.

    Example:
        >>> notebooks_folder().name
        'notebooks'
    """
    for folder in (Path("notebooks"), place("notebooks")):
        if folder is not None and any(folder.glob("*.ipynb")):
            return folder
    raise FileNotFoundError(
        "no folder 'notebooks' with notebooks here or beside the installed suite; run from the project's folder "
        "or give each notebook by its path, as in --notebook my/report.ipynb."
    )


def load(name: str, folder: str | Path | None = None) -> Notebook:
    """A notebook by its name (`02_voices`), its number (`02`) or its path.

    Args:
        name: what to look for.
        folder: where to look for names; None for `notebooks_folder()`.

    Raises:
        FileNotFoundError: where there is no such notebook.
    """
    if name.endswith(".ipynb") and Path(name).is_file():
        path = Path(name)
    else:
        where = Path(folder) if folder is not None else notebooks_folder()
        stem = name.removesuffix(".ipynb")
        known = {path.stem: path for path in sorted(where.glob("*.ipynb"))}
        found = known.get(stem) or next(
            (p for s, p in known.items() if stem and s.split("_")[0] == stem), None
        )
        if found is None:
            raise FileNotFoundError(
                f"no notebook '{name}' in '{where}'; allowed are {', '.join(known) or 'none'}, or the path of an "
                ".ipynb file."
            )
        path = found
    return Notebook(path.stem, path, path.read_bytes())


def _assigned(source: str) -> tuple[str, ...]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # the notebook will say so itself when it runs
        return ()
    names: list[str] = []
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return tuple(dict.fromkeys(names))


def inject(content: Content, parameters: Mapping[str, Any]) -> Content:
    """A copy with a cell that sets the parameters, where papermill would put it and as it would write it.

    Args:
        content: a notebook.
        parameters: names to strings, numbers, booleans, None, lists and dicts of these.

    Example:
        >>> made = inject({"cells": [], "nbformat_minor": 5}, {"article": "a", "seed": 1})
        >>> print(made["cells"][0]["source"])
        # Parameters
        article = "a"
        seed = 1
        <BLANKLINE>
    """
    made = copy.deepcopy(content)
    lines = ["# Parameters", *(f"{name} = {_literal(value)}" for name, value in parameters.items())]
    cell: Content = {
        "cell_type": "code", "execution_count": None, "metadata": {"tags": ["injected-parameters"]}, "outputs": [],
        "source": "\n".join(lines) + "\n",
    }  # fmt: skip
    if made.get("nbformat_minor", 0) >= 5:
        cell["id"] = "injected-parameters"  # papermill draws this at random
    tags = [one.get("metadata", {}).get("tags", []) for one in made["cells"]]
    old = next((i for i, tag in enumerate(tags) if "injected-parameters" in tag), None)
    if old is not None:
        made["cells"][old] = cell
    else:
        after = next((i + 1 for i, tag in enumerate(tags) if "parameters" in tag), 0)
        made["cells"].insert(after, cell)
    return made


def _literal(value: Any) -> str:
    if isinstance(value, str):
        escaped = value.encode("unicode_escape").decode("ascii").replace('"', r"\"")
        return f'"{escaped}"'
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_literal(str(k))}: {_literal(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_literal(one) for one in value) + "]"
    if isinstance(value, float) and not abs(value) < float("inf"):
        return f"float('{value}')"
    return repr(value)


def publishable(content: Content, parameters: Mapping[str, Any], hide: Mapping[str, str]) -> Content:
    """A copy of an executed notebook that is the same whenever and wherever it was run.

    Times, process numbers, memory addresses and papermill's notes are left out, streams that belong
    together are joined, widgets are numbered in order, and paths of this machine are replaced.

    Args:
        content: the executed notebook.
        parameters: what its injected cell shows instead of what the build passed.
        hide: strings that must not be seen, and what stands for them; longer ones first.
    """
    made = copy.deepcopy(content)
    shown = inject({"cells": []}, parameters)["cells"][0]["source"]
    kept = {key: value for key, value in made.get("metadata", {}).items() if key in ("kernelspec", "widgets")}
    made["metadata"] = kept | {"language_info": _LANGUAGE}
    for cell in made["cells"]:
        cell["metadata"] = {
            key: value
            for key, value in cell.get("metadata", {}).items()
            if key not in ("execution", "papermill")
        }
        if cell["metadata"].get("tags") == []:
            del cell["metadata"]["tags"]
        if "injected-parameters" in cell["metadata"].get("tags", []):
            cell["source"] = shown
        if cell.get("cell_type") == "code":
            cell["outputs"] = joined(cell.get("outputs", []))
    same: Content = _same_everywhere(
        _number_widgets(made), sorted(hide.items(), key=lambda pair: -len(pair[0]))
    )
    return same


def joined(outputs: list[Content]) -> list[Content]:
    """The outputs of a cell with neighbouring streams made one: what went to stdout, then to stderr.

    A kernel sends the two through buffers of their own, so how they mix is chance.

    Example:
        >>> parts = [{"output_type": "stream", "name": n, "text": t} for n, t in
        ...          [("stdout", "a"), ("stderr", "!"), ("stdout", "b")]]
        >>> [(one["name"], one["text"]) for one in joined(parts)]
        [('stdout', 'ab'), ('stderr', '!')]
    """
    made: list[Content] = []
    for streams, group in groupby(outputs, key=lambda output: output.get("output_type") == "stream"):
        if not streams:
            made += group
            continue
        texts: dict[str, str] = {}
        for output in group:
            texts[output["name"]] = texts.get(output["name"], "") + output["text"]
        made += [{"name": n, "output_type": "stream", "text": texts[n]} for n in sorted(texts, reverse=True)]
    return made


def _number_widgets(content: Content) -> Content:
    """Widgets carry random names; here they are numbered in the order in which they appear."""
    states = content["metadata"].get("widgets", {}).get(_STATE, {}).get("state", {})
    if not states:
        content["metadata"].pop("widgets", None)
        return content
    names = {old: f"{number:032x}" for number, old in enumerate(_met(content["cells"], states), 1)}
    pattern = re.compile("|".join(names))
    made: Content = json.loads(pattern.sub(lambda found: names[found[0]], json.dumps(content)))
    kept = made["metadata"]["widgets"][_STATE]
    kept["state"] = {name: kept["state"][name] for name in sorted(kept["state"])}
    return made


def _met(cells: list[Content], states: Mapping[str, Any]) -> list[str]:
    """The widgets in the order in which a reader meets them: from the cells on, each with its parts."""

    def named(value: Any) -> list[str]:
        return [
            one for one in re.findall(r"[0-9a-f]{32}", json.dumps(value, sort_keys=True)) if one in states
        ]

    order: dict[str, None] = {}
    waiting = named(cells)
    # Widgets that no cell shows come last, by what they hold.
    rest = sorted(
        states, key=lambda one: re.sub(r"[0-9a-f]{32}", "", json.dumps(states[one], sort_keys=True))
    )
    for start in (*waiting, *rest):
        waiting = [start]
        while waiting:
            one = waiting.pop(0)
            if one not in order:
                order[one] = None
                waiting += named(states[one])
    return list(order)


def _same_everywhere(value: Any, hide: list[tuple[str, str]]) -> Any:
    if isinstance(value, str):
        for secret, shown in hide:
            value = value.replace(secret, shown)
        if "0x" in value:
            value = _ADDRESS.sub(" at 0x…", value)
        return _CELL_FILE.sub("<cell>", value) if "ipykernel_" in value else value
    if isinstance(value, list):
        return [_same_everywhere(one, hide) for one in value]
    if isinstance(value, dict):
        return {key: _same_everywhere(one, hide) for key, one in value.items()}
    return value


def to_run(content: Content) -> Content:
    """A copy without outputs: what makes them again when it is run.

    Example:
        >>> cell = {"cell_type": "code", "outputs": [1], "execution_count": 3, "source": "1"}
        >>> to_run({"cells": [cell], "metadata": {"widgets": {}}})
        {'cells': [{'cell_type': 'code', 'outputs': [], 'execution_count': None, 'source': '1'}], 'metadata': {}}
    """
    empty: Content = {"outputs": [], "execution_count": None}
    cells = [{**cell, **empty} if cell.get("cell_type") == "code" else cell for cell in content["cells"]]
    about = {name: value for name, value in content.get("metadata", {}).items() if name != "widgets"}
    return {**content, "cells": cells, "metadata": about}


def dump(content: Content) -> bytes:
    """The notebook as the bytes of its file, in nbformat's own layout.

    Lone surrogates, which no file can hold, become U+FFFD.
    """
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8", "replace").replace(b"\r\n", b"\n")
