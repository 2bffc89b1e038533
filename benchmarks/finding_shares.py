"""In what share of our own articles each kind of finding is found; rewrites the column `share` of resources/findings.csv.

python benchmarks/finding_shares.py
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

from framing.annotate import annotate
from framing.article import Article
from framing.study.findings import findings
from framing.study.genres import genre

HERE = Path(__file__).parents[1]
KINDS = HERE / "src" / "framing" / "resources" / "findings.csv"


def main() -> None:
    """Count over `data/gold/findings` and write."""
    lines = (HERE / "data" / "gold" / "findings" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    made = [Article(item["id"], item["text"]) for item in map(json.loads, lines)]
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
