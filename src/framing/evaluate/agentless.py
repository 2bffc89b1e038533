"""How right the agentless statements are: precision and recall on labelled sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.article import Article, Span
from framing.evaluate.counts import Counts, intervals, prf
from framing.text import Document

_OVERLAP = 0.5  # the share of content words that a hit must have in common, as for attribution
PARTS = {"tune": 1, "test": 0}
"""The halves of the labelled set: rows of odd number were looked at while the rules were written, even ones not."""


def agentless_accuracy(
    rows: Sequence[Mapping[str, Any]], found: Sequence[Iterable[Found]], part: str | None = None
) -> list[Counts]:
    """Count hits, findings and labels of each row.

    A finding is right if its cue touches the labelled cue and half of the content words are the same; its target
    is right if it holds the last word of the labelled one (or both are null).

    Args:
        rows: `text` and `agentless` [{cue, content, target}] with [start, end] spans.
        found: for each row the (cue, content, target) of what was found, target as text or None.
        part: `tune`, `test` or None for all rows.

    Example:
        >>> rows = [{"text": "It was accused of theft.", "agentless": [
        ...     {"cue": [[3, 17]], "content": [[18, 23]], "target": None}]}]
        >>> agentless_accuracy(rows, [[(Span(7, 17), (Span(18, 23),), None)]])[0]["agentless.tp"]
        1
    """
    wanted = range(len(rows)) if part is None else [k for k in range(len(rows)) if (k + 1) % 2 == PARTS[part]]
    return [_count(rows[k]["text"], list(found[k]), rows[k]["agentless"]) for k in wanted]


Found = tuple[Span | None, tuple[Span, ...], str | None]


def _count(text: str, found: list[Found], labels: Sequence[Mapping[str, Any]]) -> Counts:
    counts: Counts = Counter()
    counts["agentless.p"], counts["agentless.g"] = len(found), len(labels)
    free = list(labels)
    for cue, content, target in found:
        for label in free:
            if _same(text, cue, content, label):
                free.remove(label)
                counts["agentless.tp"] += 1
                counts["target.right"] += _same_target(target, label["target"])
                break
    plain = not labels
    counts["plain"] += plain
    counts["plain.fired"] += plain and bool(found)
    return counts


def _same(text: str, cue: Span | None, content: tuple[Span, ...], label: Mapping[str, Any]) -> bool:
    if cue is None or not any(cue.start < end and start < cue.end for start, end in label["cue"]):
        return False
    ours = _words(text, [(span.start, span.end) for span in content])
    theirs = _words(text, label["content"])
    return len(ours & theirs) >= _OVERLAP * len(ours | theirs)


def _words(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    from framing.text import words

    return {
        start + offset
        for start, end in spans
        for offset, form in zip(*(lambda w: (w.starts, w.forms))(words(text[start:end])), strict=True)
        if form[0].isalnum()
    }


def _same_target(found: str | None, label: str | None) -> bool:
    if found is None or label is None:
        return found is label
    return label.lower().split()[-1] in found.lower().replace("'s", "").split()


def measure(counts: Counts) -> dict[str, float | None]:
    """Precision, recall and F1; how often plain sentences stay unmarked; how often targets are right.

    Example:
        >>> measure(Counter({"agentless.tp": 3, "agentless.p": 4, "agentless.g": 6}))["agentless.p"]
        0.75
    """
    tp = counts["agentless.tp"]
    made = prf("agentless", tp, counts["agentless.p"], counts["agentless.g"])
    made["plain_kept"] = 1 - counts["plain.fired"] / counts["plain"] if counts["plain"] else None
    made["target_accuracy"] = counts["target.right"] / tp if tp else None
    return made


def evaluate_file(gold: Path, bootstrap: int = 0, seed: int = 0) -> dict[str, Any]:
    """Run the statements layer over a labelled file and measure its agentless statements.

    Args:
        gold: JSON Lines with `id`, `text`, `agentless` as in `data/gold/agentless.jsonl`.
        bootstrap: resamples for the 95 % intervals; 0 for none.
        seed: of the resampling.

    Returns:
        Headline and metrics over all rows, `parts` with those of each half.

    Raises:
        GoldError: for a file that is missing, empty, broken or without the labels.
    """
    from framing.evaluate.gold import read_gold
    from framing.layers.statements import statements

    rows = read_gold(gold, ("id", "text", "agentless"), "agentless")
    documents = [Document(Article(str(row["id"]), row["text"])) for row in rows]
    found = [
        [(s.cue, s.content, s.target) for s in made if s.source is None and s.cue is not None]
        for made in statements(documents)
    ]
    counted = agentless_accuracy(rows, found)
    metrics = measure(sum(counted, Counter()))
    result: dict[str, Any] = {
        "items": len(rows), "documents": len(rows), "headline": "agentless.f1", "metrics": metrics,
        "parts": {part: measure(sum(agentless_accuracy(rows, found, part), Counter())) for part in PARTS},
    }  # fmt: skip
    if bootstrap:
        result["bootstrap"] = bootstrap
        result["ci95"] = intervals(counted, measure, list(metrics), times=bootstrap, seed=seed)
    return result
