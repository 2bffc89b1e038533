"""How annotating grows: python benchmarks/scale.py [--sizes 100,1000,10000] [--articles FILE.jsonl] [--out FILE.json]

Runs `framing annotate` as a user does, each time into a new folder: words a second by the clock and by the processor,
memory of the parent and of the largest worker, for each number of articles, with one worker and with two; then a run
that is killed in the middle and goes on, an unchanged one, one over a corpus that has grown by a hundredth, and the
same corpus over a Dask cluster of two workers on this machine, byte by byte the same; and what reports cost.
`free_cores_seconds` is what the clock would tell if every process had a core for itself: the parent's processor time and
that of the busiest worker; on a machine that does other work besides, it alone tells how well the work divides.
`--sizes 50000` and `--reports 10000` take hours.

The articles are put together at random, with a seed, from paragraphs of the benchmark's articles where they lie
beside the project (see `framing.evaluate.outside`), else of the seed article; so no two are near copies, as they
would be if texts were repeated. One JSON object goes to stdout, a table to stderr.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from framing.evaluate import outside

ROOT = Path(__file__).resolve().parents[1]
BENCHMARK = outside.folder(ROOT) / "polnear_train.jsonl"
TARGETS = {"two workers to one": 1.8, "growth of processor time by word": 1.1, "memory of a worker, MB": 500}


def paragraphs(path: Path | None) -> list[str]:
    """What articles are put together from."""
    if path is not None and path.is_file():
        texts = [
            json.loads(line)["text"] for line in path.read_text(encoding="utf-8").split("\n") if line.strip()
        ]
    else:
        texts = [one.read_text(encoding="utf-8") for one in sorted((ROOT / "seeds").glob("*.txt"))]
    return [part.strip() for text in texts for part in text.split("\n") if len(part.split()) > 8]


def write(target: Path, count: int, pool: list[str], length: int, first: int = 0) -> int:
    """Articles as JSON lines; returns their words. The same number is always the same article."""
    words = 0
    with target.open("w" if not first else "a", encoding="utf-8") as file:
        for number in range(first, first + count):
            chance, parts, size = random.Random(number), [], 0
            while size < length:
                parts.append(chance.choice(pool))
                size += len(parts[-1].split())
            words += size
            file.write(json.dumps({"id": f"a{number}", "text": "\n\n".join(parts)}) + "\n")
    return words


def run(
    source: Path, out: Path, *options: str, stop_at: int = 0, command: str = "annotate"
) -> dict[str, float]:
    """`framing annotate` or another command once; killed where it has made `stop_at` parts."""
    import psutil

    line = [sys.executable, "-m", "framing.cli", command, str(source), "--out", str(out), *options]
    began, parent, worker = time.perf_counter(), 0, 0
    used: dict[int, float] = {}
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            family = [seen, *seen.children(recursive=True)]
            for one in family:
                with one.oneshot():
                    size, times = one.memory_info().rss, one.cpu_times()
                used[one.pid] = times.user + times.system
                parent = max(parent, size) if one.pid == process.pid else parent
                worker = max(worker, size) if one.pid != process.pid else worker
        except psutil.Error:
            continue
        if stop_at and len(list(out.glob("articles.parquet/*.parquet"))) >= stop_at:
            for one in family:
                one.send_signal(signal.SIGKILL)
            break
        time.sleep(0.1)
    process.wait()
    if process.returncode != 0 and not stop_at:
        raise SystemExit(f"{' '.join(line)} ended with {process.returncode}")
    own = used.pop(process.pid, 0.0)
    # A worker that grew too large is replaced: then no single one tells how long the work took.
    longest = max(max(used.values(), default=0.0), sum(used.values()) / jobs_of(options))
    return {
        "seconds": time.perf_counter() - began, "cpu": own + sum(used.values()), "parent_mb": parent / 2**20,
        "worker_mb": worker / 2**20, "free_cores_seconds": own + longest,
    }  # fmt: skip


def jobs_of(options: tuple[str, ...]) -> int:
    """How many workers a command was given."""
    return int(options[options.index("--jobs") + 1]) if "--jobs" in options else os.cpu_count() or 1


def digest(folder: Path) -> str:
    """One hash over every file of a dataset but the times of its inputs."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in (".inputs.json", ".lock"):
            total.update(
                path.relative_to(folder).as_posix().encode() + hashlib.sha256(path.read_bytes()).digest()
            )
    return total.hexdigest()


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def say(name: str, words: int, told: dict[str, float]) -> dict[str, Any]:
    """A line of the table."""
    made = {
        "run": name, "words": words, **{key: round(value, 2) for key, value in told.items()},
        "words_a_second": round(words / told["seconds"]), "words_a_cpu_second": round(words / max(told["cpu"], 0.01)),
    }  # fmt: skip
    print(
        f"{name:34} {told['seconds']:8.1f} s {told['cpu']:8.1f} cpu {made['words_a_second']:>9,} words/s "
        f"{made['words_a_cpu_second']:>8,} words/cpu s  parent {told['parent_mb']:5.0f} MB  worker "
        f"{told['worker_mb']:5.0f} MB",
        file=sys.stderr, flush=True,
    )  # fmt: skip
    return made


def survival(place: Path, pool: list[str], count: int, length: int, with_dask: bool) -> list[dict[str, Any]]:
    """A run that is killed, an unchanged one, a grown one, and one over a cluster."""
    source, out = place / "survival.jsonl", place / "survival"
    words = write(source, count, pool, length)
    small = ("--jobs", "2", "--part", "50")
    rows = [say(f"{count:,} whole, parts of 50", words, run(source, out, *small))]
    whole = digest(out)
    killed, wanted = place / "killed", len(list(out.glob("articles.parquet/*")))
    run(source, killed, *small, stop_at=wanted // 2)
    kept = len((killed / "manifest.jsonl").read_text().split("\n")) - 2
    rows.append(say(f"{count:,} resumed, {kept} of {wanted} parts there", words, run(source, killed, *small)))
    rows[-1]["same bytes"] = digest(killed) == whole
    rows.append(say(f"{count:,} unchanged", words, run(source, killed, *small)))
    more = write(source, max(count // 100, 1), pool, length, first=count)
    rows.append(say(f"{count:,} grown by a hundredth", words + more, run(source, killed, *small)))
    if with_dask:
        write(source, count, pool, length)
        told = run(source, place / "dask", *small, "--engine", "dask")
        rows.append(say(f"{count:,} by Dask, two workers", words, told))
        rows[-1]["same bytes"] = digest(place / "dask") == whole
    return rows


def reports(place: Path, pool: list[str], count: int, length: int) -> dict[str, Any]:
    """A report for each of so many articles: time, memory, files and bytes; then a build in which nothing changed."""
    source, out = place / "reports.jsonl", place / "reports"
    words = write(source, count, pool, length)
    row = say(f"{count:,} reports", words, run(source, out, command="report"))
    pages = [path for path in out.rglob("*") if path.is_file() and ".cache" not in path.parts]
    by_kind = {
        kind: sum(path.stat().st_size for path in pages if path.suffix == kind)
        for kind in (".html", ".ipynb", ".csv")
    }
    row |= {f"kb_a_report{kind}": round(size / count / 1024, 1) for kind, size in by_kind.items()}
    row["cpu_a_report"] = round(row["cpu"] / count, 3)
    row["most_files_in_a_folder"] = max(
        sum(one.is_file() for one in folder.iterdir()) for folder in out.rglob("*") if folder.is_dir()
    )
    row["unchanged_seconds"] = round(run(source, out, command="report")["seconds"], 1)
    return row


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", default="100,1000,10000")
    options.add_argument("--words", type=int, default=724, help="of an article, about")
    options.add_argument("--articles", type=Path, default=BENCHMARK)
    options.add_argument(
        "--survival", type=int, default=1000, help="articles of the runs that are stopped; 0 for none"
    )
    options.add_argument(
        "--reports", default="40", help="numbers of articles to make reports of, such as 40,1000"
    )
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    os.environ.setdefault("PYTHONPATH", str(ROOT / "src"))
    pool = paragraphs(given.articles)
    place = Path(tempfile.mkdtemp(prefix="scale-"))
    rows: list[dict[str, Any]] = []
    figures: dict[str, Any] = {"cores": os.cpu_count(), "load": os.getloadavg()[0]}
    try:
        for count in [int(one) for one in given.sizes.split(",") if one]:
            source = place / "in.jsonl"
            words = write(source, count, pool, given.words)
            for jobs in (1, 2):
                out = place / f"out{jobs}"
                rows.append(
                    say(
                        f"{count:,} articles, {jobs} worker{'s' * (jobs > 1)}",
                        words,
                        run(source, out, "--jobs", str(jobs)),
                    )
                )
                rows[-1] |= {
                    "articles": count,
                    "jobs": jobs,
                    "disk_kb_an_article": round(size_of(out) / count / 1024, 1),
                }
            figures[f"same bytes by one and two workers, {count:,}"] = digest(place / "out1") == digest(
                place / "out2"
            )
            by_clock, by_processor = (
                round(rows[-2][kind] / rows[-1][kind], 2) for kind in ("seconds", "free_cores_seconds")
            )
            figures[f"two workers to one by the clock, {count:,}"] = by_clock
            figures[f"two workers to one by processor time, {count:,}"] = by_processor
            for jobs in (1, 2):
                shutil.rmtree(place / f"out{jobs}")
        if given.survival:
            import importlib.util

            with_dask = importlib.util.find_spec("distributed") is not None
            rows += survival(place, pool, given.survival, given.words, with_dask)
            figures["dask"] = "measured" if with_dask else "not measured: distributed is not installed"
        for count in [int(one) for one in given.reports.split(",") if one]:
            rows.append(reports(place, pool, count, given.words))
            shutil.rmtree(place / "reports")
    finally:
        shutil.rmtree(place, ignore_errors=True)
    one = {row["articles"]: row["words_a_cpu_second"] for row in rows if row.get("jobs") == 1}
    if len(one) > 1 and 1000 in one:
        figures["processor time by word, largest to 1,000"] = round(one[1000] / one[max(one)], 3)
    figures["load at the end"] = os.getloadavg()[0]
    made = json.dumps({"targets": TARGETS, "figures": figures, "rows": rows}, indent=2)
    print(made)
    if given.out is not None:
        given.out.write_text(made + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name}: {value}", file=sys.stderr)


if __name__ == "__main__":
    main()
