"""How long a batch of reports takes, beside a shell loop of papermill and nbconvert over the same notebook.

    python benchmarks/report_speed.py              # 40 articles, some minutes: the loop is slow
    python benchmarks/report_speed.py --loop 8     # the loop over 8 of them only, its time scaled up

Prints the figures as JSON and says which of the aims are met; exits 1 where one is not.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds"
AIMS = {"times faster": 4.0, "unchanged, seconds": 1.5, "rebuilt after one touch": 1}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument(
        "--loop", type=int, help="how many of them go through papermill and nbconvert; all if not given"
    )
    parser.add_argument("--notebook", default="report")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="report-speed-") as name:
        desk = Path(name)
        articles = _articles(desk / "news", options.articles)
        figures = _batch(desk, options.notebook, articles)
        figures |= _loop(desk, options.notebook, articles[: options.loop], len(articles))
    figures["times faster"] = round(figures["papermill and nbconvert, seconds"] / figures["cold, seconds"], 2)
    print(json.dumps(figures, indent=2))
    missed = [
        aim
        for aim, wanted in AIMS.items()
        if (figures[aim] < wanted if aim == "times faster" else figures[aim] > wanted)
    ]
    print("All aims are met." if not missed else f"Not met: {', '.join(missed)}.")
    return int(bool(missed))


def _articles(folder: Path, count: int) -> list[Path]:
    """The seed article in as many editions, each a text of its own."""
    folder.mkdir()
    text = next(SEED.glob("*.txt")).read_text(encoding="utf-8")
    made = []
    for number in range(count):
        path = folder / f"story_{number:03}.txt"
        path.write_text(f"{text}\n\nEdition {number + 1} of {count}.\n", encoding="utf-8")
        made.append(path)
    return made


def _batch(desk: Path, notebook: str, articles: list[Path]) -> dict[str, float]:
    """Cold, nothing changed, and one article touched: each as the command that a person would type."""
    command = [
        *_python("framing.cli"), "report", str(desk / "news"), "--out", str(desk / "reports"), "--notebook", notebook,
    ]  # fmt: skip
    figures = {"articles": float(len(articles)), "cold, seconds": _timed(command)}
    figures["unchanged, seconds"] = min(_timed(command) for _ in range(3))
    with articles[len(articles) // 2].open("a", encoding="utf-8") as file:
        file.write("\nOne more line, the editor said.\n")
    before = {path: path.stat().st_mtime_ns for path in (desk / "reports").rglob(f"{notebook}.html")}
    figures["one touched, seconds"] = _timed(command)
    rebuilt = [path for path, stamp in before.items() if path.stat().st_mtime_ns != stamp]
    return figures | {"rebuilt after one touch": float(len(rebuilt))}


def _loop(desk: Path, notebook: str, articles: list[Path], total: int) -> dict[str, float]:
    """`papermill … && jupyter nbconvert --to html …` for each article, two running at a time."""
    from framing.page.page import template_dir

    out = desk / "loop"
    out.mkdir()
    source = ROOT / "notebooks" / f"{notebook}.ipynb"

    def one(article: Path) -> None:
        made = out / f"{article.stem}.ipynb"
        papermill = [
            *_python("papermill"),
            "--no-progress-bar",
            "--log-level",
            "ERROR",
            source,
            made,
            "-p",
            "source",
            article,
        ]
        convert = [
            *_python("nbconvert"),
            "--to",
            "html",
            "--log-level",
            "ERROR",
            "--template-file",
            template,
            made,
        ]
        for command in (papermill, convert):
            _run([str(part) for part in command])

    template = template_dir() / "index.html.j2"
    began = time.perf_counter()
    with ThreadPoolExecutor(2) as two:
        list(two.map(one, articles))
    seconds = time.perf_counter() - began
    assert len(list(out.glob("*.html"))) == len(articles)
    return {
        "papermill and nbconvert, seconds": round(seconds * total / len(articles), 2),
        "of which measured on": float(len(articles)),
    }


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _timed(command: list[str]) -> float:
    began = time.perf_counter()
    _run(command)
    return round(time.perf_counter() - began, 2)


def _run(command: list[str]) -> None:
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONUTF8": "1"}
    )
    if done.returncode:
        sys.exit(f"{shlex.join(command)} ended with {done.returncode}: {done.stderr.strip()[-800:]}")


if __name__ == "__main__":
    sys.exit(main())
