"""In what share of articles each kind of finding is found; rewrites the column `share` of resources/findings.csv.

    python benchmarks/finding_shares.py [FILE.jsonl ...]

Counted over `data/gold/findings` and the texts of the files (JSON Lines with `text`), so that what most articles have
is not told as if it were news.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from framing.annotate import annotate
from framing.article import Article
from framing.study.findings import findings
from framing.study.genres import genre

HERE = Path(__file__).parents[1]
KINDS = HERE / "src" / "framing" / "resources" / "findings.csv"


def main() -> None:
    """Count over the articles and write."""
    files = [*sorted((HERE / "data" / "gold" / "findings").glob("*.jsonl")), *map(Path, sys.argv[1:])]
    texts = [
        json.loads(line)["text"] for path in files for line in path.read_text(encoding="utf-8").splitlines()
    ]
    made = [Article(str(number), text) for number, text in enumerate(texts)]
    tables = annotate(made)
    seen: Counter[str] = Counter()
    for article in made:
        seen.update({one.kind for one in findings(tables, article.id, genre=genre(article, 2))})
    with KINDS.open(encoding="utf-8", newline="") as old:
        rows = list(csv.DictReader(old))
    with KINDS.open("w", encoding="utf-8", newline="") as new:
        writer = csv.DictWriter(new, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"share": round(seen[row["kind"]] / len(made), 2)} for row in rows)


if __name__ == "__main__":
    main()
