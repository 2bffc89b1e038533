"""Build the wheel, install it into a fresh environment, and do the main job in an empty folder.

    python tests/wheel.py        # a minute or two; `make wheel` and CI run it

An installed copy has to do what a checkout does: the notebooks and the seed travel in the wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STORY = "The bridge is closed\n\nIt is unsafe, the mayor, Jan Vos, said on Monday. Residents accused him of delay.\n"


def run(*command: str | Path, cwd: Path) -> None:
    """Run a command; its output is shown only where it fails."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def main() -> None:
    """Build, install, try."""
    with tempfile.TemporaryDirectory(prefix="framing-wheel-") as name:
        folder = Path(name)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT, cwd=folder)
        [wheel] = folder.glob("framing-*.whl")
        pins = [
            line for line in (ROOT / "requirements.txt").read_text().splitlines() if not line.startswith("-e")
        ]
        (folder / "pins.txt").write_text("\n".join(pins) + "\n")
        venv.create(folder / "venv", with_pip=True)
        tools = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        run(tools / "python", "-m", "pip", "install", "--quiet", "-c", "pins.txt", wheel, cwd=folder)
        work = folder / "empty"
        work.mkdir()
        (work / "article.txt").write_text(STORY, encoding="utf-8")
        run(tools / "framing", "report", "article.txt", "--out", "out", cwd=work)
        run(tools / "framing", "classroom", "lesson", cwd=work)
        source = folder / "venv" / "notebook.ipynb"
        [shipped] = (folder / "venv").glob("**/framing/resources/notebooks/02_voices.ipynb")
        source.write_bytes(shipped.read_bytes())
        run(
            tools / "papermill",
            "--engine",
            "framing",
            source,
            "made.ipynb",
            "-p",
            "source",
            "article.txt",
            cwd=work,
        )
        made = ["out/index.html", "lesson/who_says_so.ipynb", "lesson/seeds/camps.yaml", "made.ipynb"]
        missing = [one for one in made if not (work / one).is_file()]
        if missing:
            raise SystemExit(f"the installed copy did not make {', '.join(missing)}.")
        print(f"{wheel.name}: report, lesson and papermill's engine work in an empty folder.")


if __name__ == "__main__":
    main()
