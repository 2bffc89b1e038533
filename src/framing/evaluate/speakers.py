"""How often a statement's speaker is named rightly, with the right role, type and camp."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from framing.article import Article, Span
from framing.statement import Statement
from framing.text import Document

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SMALL = frozenset("a an the of for to in at and on his her its their s".split())
_NAMELESS = frozenset(("mr", "mrs", "ms", "dr", "sir", "jr", "sr", "ii", "iii"))


def same_name(mine: str | None, gold: str | None, *, person: bool = False) -> bool:
    """Whether two names mean the same: the same surname for persons, else nearly the same words.

    Example:
        >>> same_name("Vladimir Putin", "Putin", person=True), same_name("the ministry", "Ministry")
        (True, True)
        >>> same_name("Ana Ruiz", "Ana Lopez", person=True), same_name(None, None)
        (False, True)
    """
    if not mine or not gold:
        return not mine and not gold
    one, two = (_words(name) for name in (mine, gold))
    one, two = ([w for w in words if w not in _SMALL | _NAMELESS] for words in (one, two))
    if not one or not two:
        return mine.casefold() == gold.casefold()
    if one == two:
        return True
    if person:
        # one full name against another must agree in both ends, a surname alone in the last
        if len(one) > 1 and len(two) > 1:
            return one[-1] == two[-1] and (one[0] == two[0] or one[0][0] == two[0][0])
        return one[-1] == two[-1] or one[0] == two[0]
    return SequenceMatcher(None, " ".join(one), " ".join(two)).ratio() >= 0.75 or (
        len(set(one) & set(two)) * 2 >= len(set(one) | set(two))
    )


def same_title(mine: str | None, gold: str | None) -> bool:
    """Whether two roles mean the same: half of all their words, the small ones aside, are shared.

    Example:
        >>> same_title("Russian President", "President"), same_title("mayor", None)
        (True, False)
    """
    one, two = ({w for w in _words(title or "") if w not in _SMALL} for title in (mine, gold))
    if not one or not two:
        return not one and not two
    return 2 * len(one & two) >= len(one | two)


def _words(text: str) -> list[str]:
    return [m.group().casefold().removesuffix("'s").removesuffix("’s") for m in _WORD.finditer(text)]


def speakers_accuracy(
    gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any] | Statement | None]
) -> dict[str, float]:
    """Name, title, type and camp accuracy over statements that are paired already.

    Args:
        gold: labels with speaker, role, speaker_type, and maybe camp and also (other right names).
        predicted: as many statements or rows; None counts as wrong in everything.

    Returns:
        statements (their number), name, title (over all), title_given (over those with a role in the
        gold), type, and camp where the gold has camps.

    Example:
        >>> gold = [{"speaker": "Ana Ruiz", "role": "mayor", "speaker_type": "person"}]
        >>> speakers_accuracy(gold, [{"speaker": "Ruiz", "role": None, "speaker_type": "person"}])
        {'statements': 1.0, 'name': 1.0, 'title': 0.0, 'title_given': 0.0, 'type': 1.0}
    """
    counts = _count(gold, predicted)
    return _measure(counts)


def _get(row: Mapping[str, Any] | Statement | None, key: str) -> Any:
    if row is None:
        return None
    return getattr(row, key) if isinstance(row, Statement) else row.get(key)


def _count(
    gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any] | Statement | None]
) -> dict[str, int]:
    counts = dict.fromkeys(
        ("statements", "name", "title", "title_given", "roles", "type", "camp", "camps"), 0
    )
    for label, row in zip(gold, predicted, strict=True):
        counts["statements"] += 1
        counts["roles"] += bool(label["role"])
        counts["camps"] += "camp" in label
        if row is None:
            continue
        right = [label["speaker"], *label.get("also", ())]
        person = label["speaker_type"] == "person"
        counts["name"] += any(same_name(_get(row, "speaker"), name, person=person) for name in right)
        title = same_title(_get(row, "role"), label["role"])
        counts["title"] += title
        counts["title_given"] += title and bool(label["role"])
        counts["type"] += _get(row, "speaker_type") == label["speaker_type"]
        counts["camp"] += "camp" in label and _get(row, "camp") == label["camp"]
    return counts


def _measure(counts: Mapping[str, int]) -> dict[str, float]:
    def share(key: str, total: str) -> float:
        return counts[key] / counts[total] if counts[total] else 0.0

    made = {
        "statements": float(counts["statements"]), "name": share("name", "statements"),
        "title": share("title", "statements"), "title_given": share("title_given", "roles"),
        "type": share("type", "statements"),
    }  # fmt: skip
    if counts["camps"]:
        made["camp"] = share("camp", "camps")
    return made


def gold_statements(item: Mapping[str, Any]) -> list[Statement]:
    """The labelled statements of a gold line with their spans and nothing else."""
    return [
        Statement(
            number, label.get("kind", "indirect"), Span(*label["source"]) if label["source"] else None,
            Span(*label["cue"]) if label["cue"] else None, tuple(Span(*piece) for piece in label["content"]),
        )
        for number, label in enumerate(item["statements"])
    ]  # fmt: skip


def pair(gold: Sequence[Mapping[str, Any]], predicted: Sequence[Statement]) -> list[Statement | None]:
    """For each labelled statement the predicted one whose content overlaps it most, or None."""
    made: list[Statement | None] = []
    for label in gold:
        best, size = None, 0
        for statement in predicted:
            shared = sum(
                max(0, min(span.end, end) - max(span.start, start))
                for span in statement.content for start, end in label["content"]
            )  # fmt: skip
            total = max(
                sum(len(s) for s in statement.content), sum(end - start for start, end in label["content"])
            )
            if shared > size and 2 * shared >= total:
                best, size = statement, shared
        made.append(best)
    return made


def evaluate_file(path: Path, bootstrap: int = 0, seed: int = 0) -> dict[str, Any]:
    """Measure speakers on a gold file, with its own source spans and end to end.

    Args:
        path: JSON Lines with text and statements, as in `data/gold/speakers/`.
        bootstrap: resamples of articles for a 95 % interval; 0 for none.
        seed: of the resampling.

    Returns:
        `metrics` given the gold spans; `end_to_end` with the statements that the suite finds itself,
        over the statements found, and the share found.
    """
    from framing import camps as camps_layer
    from framing.attribution.sequence import Tagger
    from framing.evaluate.gold import read_gold
    from framing.layers.statements import statements as find
    from framing.people import speakers
    from framing.reading import structure

    items = read_gold(path, ("id", "text", "statements"), "speakers")
    camps = camps_layer.load("generic")
    documents = [
        Document(Article(str(item["id"]), item["text"], regions=structure(item["text"]).regions))
        for item in items
    ]
    by_article = []
    for doc, item in zip(documents, items, strict=True):
        found = camps_layer.assign(doc, speakers.resolve(doc, gold_statements(item)), camps)
        by_article.append(_count(item["statements"], found))
    metrics = _measure(_total(by_article))
    fresh = [Document(doc.article) for doc in documents]
    predicted = find(fresh, tagger=Tagger.load(), camps=camps)
    paired = [pair(item["statements"], mine) for item, mine in zip(items, predicted, strict=True)]
    labels = [label for item in items for label in item["statements"]]
    rows = [row for rows in paired for row in rows]
    kept = [(label, row) for label, row in zip(labels, rows, strict=True) if row is not None]
    end_to_end = speakers_accuracy([label for label, _ in kept], [row for _, row in kept])
    end_to_end["found"] = len(kept) / len(labels) if labels else 0.0
    result: dict[str, Any] = {
        "items": len(items), "headline": "name", "metrics": metrics, "end_to_end": end_to_end,
    }  # fmt: skip
    if bootstrap:
        draw = random.Random(seed)
        drawn = [
            _measure(_total([by_article[draw.randrange(len(by_article))] for _ in by_article]))
            for _ in range(bootstrap)
        ]
        result["bootstrap"] = bootstrap
        result["ci95"] = {key: _interval([d[key] for d in drawn]) for key in metrics if key != "statements"}
    return result


def _total(counts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    return {key: sum(count[key] for count in counts) for key in counts[0]} if counts else {}


def _interval(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered[int(0.025 * (len(ordered) - 1))], ordered[int(0.975 * (len(ordered) - 1) + 0.5)]]
