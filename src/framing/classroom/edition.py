"""The student edition: the class notebook without its answers, with the article beside it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from framing.shipped import place
from framing.tables import atomic

TAG = "solution"
"""The tag of the cells that a student must not see."""

NOTEBOOK = "notebooks/classroom/who_says_so.ipynb"
ARTICLES = "seeds"


def make_student_edition(
    out: str | Path,
    *,
    notebook: str | Path | None = None,
    articles: str | Path | None = None,
    force: bool = False,
) -> list[Path]:
    """Write the class notebook without its solution cells, and the article that it works on.

    The folder can be handed out as it is: the notebook finds its article beside it and needs no network.

    Args:
        out: the folder to write to; it is made where it is not there.
        notebook: the teacher's notebook; the suite's own where not given.
        articles: a file or folder to lay beside it as `seeds/`; the suite's seed article where not given.
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
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"'{source}' is no notebook that can be read; give an .ipynb file.") from None
    made = json.dumps(edition, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    files = {folder / source.name: made.encode("utf-8")}
    for text in sorted(texts.rglob("*")) if texts.is_dir() else [texts]:
        if text.is_file() and not text.name.startswith("."):
            files[folder / ARTICLES / (text.relative_to(texts) if texts.is_dir() else text.name)] = (
                text.read_bytes()
            )
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
