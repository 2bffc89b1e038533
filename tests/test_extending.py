"""Every snippet of docs/extending.md runs as it stands there, in one folder, in its order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "extending.md"
FENCE = re.compile(
    r"^```(?P<kind>\w+)(?: title=(?P<title>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
TOPICS = ("layer", "word list", "camp rule", "frame scheme", "input format", "chart", "notebook")


def install(declared: Path, folder: Path) -> None:
    """What `pip install .` leaves of a package with one module in the folder: its entry points, beside it."""
    project = tomllib.loads(declared.read_text(encoding="utf-8"))["project"]
    home = folder / f"{project['name']}-{project['version']}.dist-info"
    home.mkdir()
    (home / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    points = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in named.items())
        for group, named in project["entry-points"].items()
    ]
    (home / "entry_points.txt").write_text("\n".join(points), encoding="utf-8")


def test_every_topic_has_its_section() -> None:
    heads = re.findall(r"^## (?:A|An) (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(heads) == TOPICS


def test_every_snippet_runs(tmp_path: Path) -> None:
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "framing").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m framing.cli "$@"\n')
    (commands / "framing").chmod(0o755)
    folder = tmp_path / "own"
    folder.mkdir()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(folder))),
        "PATH": os.pathsep.join((str(commands), os.environ["PATH"])),
    }
    # Snippets of Python go on from one another, as a reader's session does; a command runs between them.
    session: list[str] = []
    ran = 0
    for snippet in FENCE.finditer(PAGE.read_text(encoding="utf-8")):
        kind, title, text = snippet["kind"], snippet["title"], snippet["text"]
        if title is not None:
            place = folder / title
            place.parent.mkdir(exist_ok=True)
            place.write_text(text, encoding="utf-8")
            if place.name == "pyproject.toml":
                install(place, folder)
        elif kind == "python":
            session.append(text)
            ran += 1
        else:
            assert kind == "bash", f"a snippet of {kind} is neither a file nor run"
            session.append(f"import subprocess\nsubprocess.run({text!r}, shell=True, check=True)")
            ran += 1
    (tmp_path / "session.py").write_text("\n".join(session), encoding="utf-8")
    made = subprocess.run(
        [sys.executable, str(tmp_path / "session.py")],
        capture_output=True, text=True, env=environment, cwd=folder, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    assert ran >= len(TOPICS)
    [page] = (folder / "out").rglob("numbers.html")
    shown = page.read_text(encoding="utf-8")
    assert "The words behind the numbers" in shown
    assert "<b>300</b>" in shown
