"""The tasks of `framing evaluate`: gold file in, measures out."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.evaluate import attributions, marks
from framing.evaluate.annotated import rows_of
from framing.evaluate.counts import Counts, Measure, binary, intervals
from framing.evaluate.gold import GoldError, read_gold
from framing.layers.registry import FORMS, tasks

Item = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Form:
    """One way to compare a layer's rows with gold labels.

    Args:
        count: from a gold line, its labels and the article's rows to counts.
        measure: from summed counts to measures.
        rows: whether the layer's rows are needed, or the text alone.
        fields: what a gold line must hold besides the labels.
    """

    count: Callable[[Item, Any, Rows], Counts]
    measure: Measure
    rows: bool = True
    fields: tuple[str, ...] = ()


def _pair(row: Mapping[str, Any], name: str) -> list[tuple[int, int]]:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return [] if start is None or end is None else [(int(start), int(end))]


def _attributions(item: Item, gold: Any, rows: Rows) -> Counts:
    mine = [
        {
            "source": _pair(row, "source"),
            "cue": _pair(row, "cue"),
            "content": [(piece["start"], piece["end"]) for piece in row["content"]],
        }
        for row in rows
    ]
    return attributions.count(item["text"], mine, gold)


def _words(item: Item, gold: Any, rows: Rows) -> Counts:
    mine = [(row["start"], row["end"]) for row in rows]
    return marks.count_words(item["text"], mine, [(cue["start"], cue["end"]) for cue in gold])


def _items(item: Item, gold: Any, rows: Rows) -> Counts:
    return marks.count_item(bool(rows), bool(gold))


def _frames(item: Item, gold: Any, rows: Rows) -> Counts:
    return marks.count_frames(rows, gold)


def _targets(item: Item, gold: Any, rows: Rows) -> Counts:
    from framing.layers.tone import toward

    mine = [toward(item["text"], target["start"], target["end"]).polarity for target in gold]
    return marks.count_tone(mine, [target["polarity"] for target in gold])


def _pairs(item: Item, gold: Any, rows: Rows) -> Counts:
    from framing.layers.relations import between

    mine = between(item["text"], tuple(item["p"]), tuple(item["q"]))
    return marks.count_pair((mine.p_to_q, mine.q_to_p), (gold, item["q_to_p"]))


_FORMS: Mapping[str, Form] = {
    "words": Form(_words, marks.measure_words),
    "items": Form(_items, binary),
    "attributions": Form(_attributions, attributions.measure),
    "frames": Form(_frames, marks.measure_frames),
    "targets": Form(_targets, marks.measure_tone, rows=False),
    "pairs": Form(_pairs, marks.measure_pairs, rows=False, fields=("p", "q", "q_to_p")),
}
# A layer declares the form of its task by name.
assert tuple(_FORMS) == FORMS


def evaluate(
    task: str, gold: str | Path, *, camps: str | Path | None = None, model: str | Path | None = None,
    bootstrap: int = 0, seed: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """Annotate the texts of a gold file and measure one layer against its labels.

    Args:
        task: one that a layer declares (`framing.layers.registry.tasks`), or `accusations`, `agentless`,
            `pronouns`, `sides`, `sources`, `speakers`.
        gold: JSON Lines; each line has `id`, `text` and the task's labels.
        camps, model: as for `framing.annotate`.
        bootstrap: resamples for the 95 % interval of the headline; 0 for none.
        seed: of the resampling.

    Returns:
        task, gold (file name), sha256 of the gold file, items, headline, metrics, and ci95 where asked for.

    Raises:
        GoldError: for a file that is missing, empty, broken or without the task's labels.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "gold.jsonl"
        >>> _ = path.write_text('{"id": "1", "text": "It may rain.", "cues": [{"start": 3, "end": 6}]}')
        >>> evaluate("hedges", path)["metrics"]["token.f1"]
        1.0
    """
    own = _own_tasks()
    if task in own:
        return _signed(task, gold, own[task](Path(gold), bootstrap, seed))
    declared = tasks()
    if task not in declared:
        raise GoldError(f"no task '{task}'; the tasks are {', '.join([*declared, *own])}.")
    layer, chosen = declared[task]
    form = _FORMS[chosen.form]
    items = read_gold(gold, ("id", "text", chosen.gold, *form.fields), task)
    by_article = rows_of(layer.name, items, camps, model) if form.rows else {}
    documents: dict[str, Counts] = defaultdict(Counter)
    for item in items:
        rows = [row for row in by_article.get(str(item["id"]), ()) if chosen.takes(row)]
        documents[str(item.get("doc", item["id"]))].update(form.count(item, item[chosen.gold], rows))
    total: Counts = Counter()
    for counts in documents.values():
        total.update(counts)
    metrics = form.measure(total)
    result: dict[str, Any] = {
        "items": len(items), "documents": len(documents), "headline": chosen.headline, "metrics": metrics,
    }  # fmt: skip
    if bootstrap:
        result["bootstrap"] = bootstrap
        result["ci95"] = intervals(
            list(documents.values()), form.measure, list(metrics), times=bootstrap, seed=seed
        )
    return _signed(task, gold, result)


def _own_tasks() -> dict[str, Callable[[Path, int, int], dict[str, Any]]]:
    """The tasks on the suite's own gold data, whose format is richer than the outside one."""
    from framing.evaluate.accusations import evaluate_file as accusations
    from framing.evaluate.agentless import evaluate_file as agentless
    from framing.evaluate.pronouns import evaluate_file as pronouns
    from framing.evaluate.sides import evaluate_file as sides
    from framing.evaluate.sources import evaluate_file as sources
    from framing.evaluate.speakers import evaluate_file as speakers

    return {
        "accusations": accusations, "agentless": agentless, "pronouns": pronouns, "sides": sides,
        "sources": sources, "speakers": speakers,
    }  # fmt: skip


def _signed(task: str, gold: str | Path, result: Mapping[str, Any]) -> dict[str, Any]:
    digest = hashlib.sha256(Path(gold).read_bytes()).hexdigest()
    return {"task": task, "gold": Path(gold).name, "sha256": digest, **result}
