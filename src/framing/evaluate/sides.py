"""Sides of articles against sides coded by hand (`data/gold/sides/`)."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.evaluate.counts import Counts, intervals
from framing.evaluate.gold import read_gold
from framing.people.likeness import same_party
from framing.study.article_sides import UNNAMED

if TYPE_CHECKING:
    from framing.study.article_sides import ArticleSides

OTHER = "other"
Place = tuple[int, int] | str | None


def place_of(name: str, item: Mapping[str, Any]) -> Place:
    """Where people put a party: dispute and side, `OTHER`, or None for one that they do not have.

    Example:
        >>> place_of("Ms Ruiz", {"disputes": [[["Acme"], ["Ana Ruiz"]]], "others": []})
        (0, 1)
    """
    found: Place = None
    listed: list[tuple[Place, Sequence[str]]] = [
        ((number, side), names)
        for number, sides in enumerate(item["disputes"]) for side, names in enumerate(sides)
    ]  # fmt: skip
    for place, names in (*listed, (OTHER, item["others"])):
        if any(one.lower() == name.lower() for one in names):
            return place
        if found is None and any(same_party(one, name) for one in names):
            found = place
    return found


def count(found: ArticleSides | None, item: Mapping[str, Any]) -> Counts:
    """What is right of one article's sides.

    Args:
        found: what the suite tells; None where it tells nothing.
        item: `disputes`, each two lists of names, and `others`.
    """
    counts: Counts = Counter(disputed=bool(item["disputes"]))
    if found is None or not found.sides:
        counts["abstained"] = bool(item["disputes"])
        return counts
    counts["told"] = 1
    counts["told.free"] = not item["disputes"]
    sides = [
        [place_of(m.name, item) for m in side.members if m.name != UNNAMED] for side in found.sides
    ]  # fmt: skip
    dispute, flip = max(
        ((number, flip) for number in range(len(item["disputes"])) for flip in (0, 1)),
        key=lambda way: (_right(sides, *way), -way[0], -way[1]), default=(0, 0),
    )  # fmt: skip
    counts["right"] = _right(sides, dispute, flip)
    for number, side in enumerate(sides):
        counts["members"] += len(side)
        counts["opposed"] += sum(place == (dispute, 1 - (number ^ flip)) for place in side)
        for at, one in enumerate(side):
            for other in side[:at]:
                if isinstance(one, tuple) and isinstance(other, tuple):
                    counts["pairs"] += 1
                    counts["pairs.wrong"] += one[0] == other[0] and one[1] != other[1]
    return counts


def _right(sides: Sequence[Sequence[Place]], dispute: int, flip: int) -> int:
    return sum(place == (dispute, number ^ flip) for number, side in enumerate(sides) for place in side)


def measure(counts: Counts) -> dict[str, float | None]:
    """Shares from counts.

    Returns:
        `member.right`: of the parties put on a side, those that people put there too; `member.opposed`: those that
        people put on the other; `pair.wrong`: of two parties put on one side, those that people put on opposite ones;
        `told`: of the articles with a dispute, those whose sides are told.

    Example:
        >>> measure(Counter(members=4, right=3, disputed=2, abstained=1))["member.right"]
        0.75
    """

    def share(part: str, whole: str) -> float | None:
        return counts[part] / counts[whole] if counts[whole] else None

    told = share("abstained", "disputed")
    return {
        "member.right": share("right", "members"), "member.opposed": share("opposed", "members"),
        "pair.wrong": share("pairs.wrong", "pairs"), "told": None if told is None else 1 - told,
        "members": float(counts["members"]), "pairs": float(counts["pairs"]),
    }  # fmt: skip


def evaluate_file(path: Path, bootstrap: int = 0, seed: int = 0) -> dict[str, Any]:
    """Measure the sides of articles, as told where no camps file is given, on articles coded by hand.

    Args:
        path: JSON Lines with `id`, `text`, `disputes` (two lists of names each), `others`.
        bootstrap: resamples of articles for 95 % intervals; 0 for none.
        seed: of the resampling.
    """
    from framing.annotate import annotate
    from framing.reading import read
    from framing.study.article_sides import article_sides

    items = read_gold(path, ("id", "text", "disputes", "others"), "sides")
    lines = "".join(json.dumps({"id": item["id"], "text": item["text"]}) + "\n" for item in items)
    tables = annotate(read(io.StringIO(lines)), camps="generic")
    by_article = {found.article_id: found for found in article_sides(tables)}
    documents = [count(by_article.get(str(item["id"])), item) for item in items]
    total: Counts = Counter()
    for counts in documents:
        total.update(counts)
    metrics = measure(total)
    result: dict[str, Any] = {"items": len(items), "headline": "member.right", "metrics": metrics}
    if bootstrap:
        result["bootstrap"] = bootstrap
        result["ci95"] = intervals(documents, measure, list(metrics), times=bootstrap, seed=seed)
    return result
