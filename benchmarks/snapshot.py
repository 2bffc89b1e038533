"""What a change does to the tables: python benchmarks/snapshot.py write DIR, then … compare OLD NEW [--rows N]

`write` annotates the seed, the suite's own gold and, where they lie beside the project, the development
texts of the benchmark, and writes every table of each under DIR. `compare` names every row that stands in
one snapshot and not in the other, table by table, so that a change that should change nothing can be shown
to change nothing, and each row that does change can be explained.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

from framing.annotate import annotate_to
from framing.article import Article
from framing.evaluate import outside
from framing.reading import read

ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = ("polnear_dev", "hedge_wiki_dev", "weasel_dev", "babe_dev", "frames_dev", "newsmtsc_dev")


def corpora() -> dict[str, list[Article]]:
    """The texts by name: the seed, our own gold, the development texts that are there."""
    found = {"seeds": list(read(ROOT / "seeds"))}
    gold = ROOT / "data" / "gold"
    for path in sorted(gold.rglob("*.jsonl")):
        found[path.relative_to(gold).with_suffix("").as_posix().replace("/", "-")] = _texts(path)
    for name in OUTSIDE:
        if (path := outside.folder(ROOT) / f"{name}.jsonl").is_file():
            found[name] = _texts(path)
    return found


def _texts(path: Path) -> list[Article]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = dict.fromkeys(line["text"] for line in lines if line.get("text"))
    return [Article(str(number), text) for number, text in enumerate(texts)]


def write(folder: Path) -> None:
    """Every table of every corpus, as Parquet."""
    for name, articles in corpora().items():
        rows, aside = annotate_to(articles, folder / name)
        print(
            f"{name}: {len(articles):,} texts, {sum(rows.values()):,} rows, {len(aside)} set aside",
            flush=True,
        )


def _rows(path: Path, columns: list[str]) -> Counter[str]:
    rows = pq.read_table(path, columns=columns).to_pylist()
    return Counter(json.dumps(row, sort_keys=True, default=str, ensure_ascii=False) for row in rows)


def compare(old: Path, new: Path, shown: int) -> int:
    """Print the rows that differ, over the columns that both snapshots have; the number of them."""
    total = 0
    for path in sorted(old.rglob("*.parquet")):
        other = new / path.relative_to(old)
        if not other.is_file():
            print(f"{path.relative_to(old)}: gone")
            total += 1
            continue
        both = [c for c in pq.read_schema(path).names if c in pq.read_schema(other).names]
        before, after = _rows(path, both), _rows(other, both)
        gone, come = before - after, after - before
        if gone or come:
            total += gone.total() + come.total()
            print(
                f"{path.relative_to(old)}: {gone.total()} rows gone, {come.total()} rows new of {before.total()}"
            )
            for sign, rows in (("-", gone), ("+", come)):
                for row in list(rows)[:shown]:
                    print(f"  {sign} {row[:600]}")
    for path in sorted(new.rglob("*.parquet")):
        if not (old / path.relative_to(new)).is_file():
            print(f"{path.relative_to(new)}: new")
    print(f"{total:,} rows differ")
    return total


def main() -> None:
    """Write a snapshot, or compare two."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("do", choices=("write", "compare"))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--rows", type=int, default=3, help="how many rows of a kind to show")
    given = parser.parse_args()
    if given.do == "write":
        write(given.folders[0])
    else:
        raise SystemExit(compare(given.folders[0], given.folders[1], given.rows) > 0)


if __name__ == "__main__":
    main()
