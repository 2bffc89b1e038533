"""The student edition: the class notebook without its answers, with the article beside it."""

from __future__ import annotations

import copy
import itertools
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.shipped import place
from framing.tables import atomic

if TYPE_CHECKING:
    from framing.classroom.making import Material

TAG = "solution"
"""The tag of the cells that a student must not see."""

NOTEBOOK = "notebooks/classroom/who_says_so.ipynb"
ARTICLES = "seeds"

OWN = "article"
"""The folder in which an article of the teacher's own lies beside the notebook."""

TASK = "task-"
"""Before the name of a task, the tag of the cells that belong to it."""


def make_student_edition(
    out: str | Path,
    *,
    notebook: str | Path | None = None,
    articles: str | Path | None = None,
    of: Material | None = None,
    tasks: Iterable[str] | None = None,
    more: Mapping[str, str] | None = None,
    force: bool = False,
) -> list[Path]:
    """Write the class notebook without its solution cells, and the article that it works on.

    The folder can be handed out as it is: the notebook finds its article beside it and needs no network.

    Args:
        out: the folder to write to; it is made where it is not there.
        notebook: the teacher's notebook; the suite's own where not given.
        articles: a file or folder to lay beside it as `seeds/`; the suite's seed article where not given.
        of: another article, with its own sides; the notebook is set to it (see `framing.classroom.making`).
        tasks: the tasks to ask; all that the notebook has where not given.
        more: further files to lay beside it, name to content.
        force: whether files that are there already, and are not as they would be written, are written over.

    Returns:
        The paths written.

    Raises:
        FileNotFoundError: if the notebook or the articles are not there.
        ValueError: if the notebook cannot be read, `out` is a file, or there is other work in it; nothing
            is written then.

    Example:
        >>> import tempfile
        >>> cell = {"cell_type": "markdown", "id": "a", "metadata": {"tags": ["solution"]}, "source": "42"}
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "n.ipynb").write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}))
        >>> _ = (folder / "story.txt").write_text("It rained.")
        >>> made = make_student_edition(folder / "out", notebook=folder / "n.ipynb", articles=folder / "story.txt")
        >>> [path.relative_to(folder).as_posix() for path in made], "42" in made[0].read_text()
        (['out/n.ipynb', 'out/seeds/story.txt'], False)
    """
    source = _find(notebook or NOTEBOOK, "the class notebook")
    texts = _find(articles or ARTICLES, "the articles for the class")
    folder = Path(out)
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"'{folder}' is a file; give a folder for the student edition.")
    try:
        content = json.loads(source.read_text(encoding="utf-8"))
        edition = without_solutions(content)
        if tasks is not None:
            edition = only_tasks(edition, tasks)
        if of is not None:
            edition = set_to(edition, of)
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"'{source}' is no notebook that can be read; give an .ipynb file.") from None
    made = json.dumps(edition, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    files = {folder / source.name: made.encode("utf-8")}
    if of is not None:
        files[folder / OWN / of.article.name] = of.article.read_bytes()
        files[folder / OWN / "camps.yaml"] = of.camps.encode("utf-8")
    for text in [] if of is not None else sorted(texts.rglob("*")) if texts.is_dir() else [texts]:
        if text.is_file() and not text.name.startswith("."):
            files[folder / ARTICLES / (text.relative_to(texts) if texts.is_dir() else text.name)] = (
                text.read_bytes()
            )
    files |= {folder / name: text.encode("utf-8") for name, text in (more or {}).items()}
    # A student's answers are in the notebook: what is not as it was made is somebody's work.
    edited = [path for path, data in files.items() if path.exists() and not _holds(path, data)]
    if edited and not force:
        raise ValueError(
            f"'{edited[0]}' is there already with other content, maybe somebody's answers; give another folder, or "
            "--force to write over it."
        )
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        with atomic(path) as beside:
            beside.write_bytes(data)
    return list(files)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def without_solutions(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook's content without the cells tagged `solution`, and without any output.

    Example:
        >>> cells = [{"cell_type": "code", "metadata": {}, "source": "1", "outputs": [1], "execution_count": 3}]
        >>> without_solutions({"cells": cells})["cells"][0]["outputs"]
        []
    """
    edition = copy.deepcopy(notebook)
    edition["cells"] = [c for c in edition["cells"] if TAG not in c.get("metadata", {}).get("tags", ())]
    for cell in edition["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return edition


def only_tasks(notebook: dict[str, Any], tasks: Iterable[str]) -> dict[str, Any]:
    """A notebook's content without the cells of tasks that are not asked; the headings are counted anew.

    Example:
        >>> cells = [{"cell_type": "markdown", "metadata": {"tags": [f"task-{name}"]}, "source": f"## {i}. {name}"}
        ...          for i, name in enumerate(("read", "predict", "mark"), 1)]
        >>> [cell["source"] for cell in only_tasks({"cells": cells}, ["read", "mark"])["cells"]]
        ['## 1. read', '## 2. mark']
    """
    wanted = {TASK + name for name in tasks}
    edition = copy.deepcopy(notebook)
    kept = []
    for cell in edition["cells"]:
        own = [tag for tag in cell.get("metadata", {}).get("tags", ()) if tag.startswith(TASK)]
        if not own or wanted & set(own):
            kept.append(cell)
    numbers = itertools.count(1)
    for cell in kept:
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        if cell["cell_type"] == "markdown" and re.match(r"## \d+\. ", source):
            cell["source"] = re.sub(r"\d+", str(next(numbers)), source, count=1)
    edition["cells"] = kept
    return edition


def set_to(notebook: dict[str, Any], of: Material) -> dict[str, Any]:
    """A notebook's content with its parameters set to another article."""
    edition = copy.deepcopy(notebook)
    for cell in edition["cells"]:
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        if "parameters" in cell.get("metadata", {}).get("tags", ()):
            source = re.sub(r'(?m)^source: str = "[^"]*"', f'source: str = "{OWN}/"', source)
            source = re.sub(r'(?m)^camps: str = "[^"]*"', f'camps: str = "{OWN}/camps.yaml"', source)
        cell["source"] = source
    return edition


def _find(path: str | Path, what: str) -> Path:
    from framing.notebook.params import find_path

    found = find_path(str(path))
    if found is None and not Path(path).is_absolute():
        found = place(str(path))
    if found is None:
        raise FileNotFoundError(
            f"{what} is not at '{path}'; run the command in the project's folder, or name a file."
        )
    return found
