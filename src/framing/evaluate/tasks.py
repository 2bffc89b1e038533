"""The tasks of `framing evaluate`: gold file in, measures out."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.evaluate import attributions, marks
from framing.evaluate.counts import Counts, Measure, binary, intervals
from framing.evaluate.gold import GoldError, read_gold

Item = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Task:
    """One thing to measure.

    Args:
        table: the table whose rows are compared.
        fields: what every gold line must hold besides id and text.
        headline: the measure that stands for the task.
        count: from a gold line and the article's rows to counts.
        measure: from summed counts to measures.
        what: one line for the help text.
    """

    table: str
    fields: tuple[str, ...]
    headline: str
    count: Callable[[Item, Rows], Counts]
    measure: Measure
    what: str


def _pair(row: Mapping[str, Any], name: str) -> list[tuple[int, int]]:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return [] if start is None or end is None else [(int(start), int(end))]


def _attribution(item: Item, rows: Rows) -> Counts:
    mine = [
        {
            "source": _pair(row, "source"),
            "cue": _pair(row, "cue"),
            "content": [(piece["start"], piece["end"]) for piece in row["content"]],
        }
        for row in rows
    ]
    return attributions.count(item["text"], mine, item["attributions"])


def _spans(rows: Rows) -> list[tuple[int, int]]:
    return [(row["start"], row["end"]) for row in rows]


def _hedges(item: Item, rows: Rows) -> Counts:
    mine = _spans([row for row in rows if row["category"] in ("hedge", "evidential")])
    return marks.count_words(item["text"], mine, [(cue["start"], cue["end"]) for cue in item["cues"]])


def _weasel(item: Item, rows: Rows) -> Counts:
    return marks.count_item(any(row["category"] in ("weasel", "hedge") for row in rows), bool(item["label"]))


def _loaded(item: Item, rows: Rows) -> Counts:
    return marks.count_item(bool(rows), bool(item["label"]))


def _frames(item: Item, rows: Rows) -> Counts:
    return marks.count_frames(rows, item["frames"])


def _tone(item: Item, rows: Rows) -> Counts:
    from framing.layers.tone import toward

    mine = [toward(item["text"], target["start"], target["end"]).polarity for target in item["targets"]]
    return marks.count_tone(mine, [target["polarity"] for target in item["targets"]])


TASKS: Mapping[str, Task] = {
    "attribution": Task(
        "statements", ("attributions",), "joint.f1", _attribution, attributions.measure,
        "statements: source, cue and content spans",
    ),
    "hedges": Task("hedges", ("cues",), "token.f1", _hedges, marks.measure_words, "hedge and evidential cues by word"),
    "weasel": Task("hedges", ("label",), "macro_f1", _weasel, binary, "uncertain sentences"),
    "loaded": Task("loaded", ("label",), "macro_f1", _loaded, binary, "sentences with loaded words"),
    "frames": Task("frames", ("frames",), "macro_f1", _frames, marks.measure_frames, "five generic frames by article"),
    "tone": Task("", ("targets",), "macro_f1", _tone, marks.measure_tone, "polarity toward marked targets"),
}  # fmt: skip
"""The tasks by name."""


def evaluate(
    task: str, gold: str | Path, *, camps: str | Path | None = None, model: str | Path | None = None,
    bootstrap: int = 0, seed: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """Annotate the texts of a gold file and measure one layer against its labels.

    Args:
        task: a name in `TASKS`, or `agentless`, `speakers`.
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
    if task not in TASKS:
        raise GoldError(f"no task '{task}'; the tasks are {', '.join([*TASKS, *own])}.")
    chosen = TASKS[task]
    items = read_gold(gold, ("id", "text", *chosen.fields), task)
    by_article = _rows(chosen.table, items, camps, model)
    documents: dict[str, Counts] = defaultdict(Counter)
    for item in items:
        documents[str(item.get("doc", item["id"]))].update(
            chosen.count(item, by_article.get(str(item["id"]), ()))
        )
    total: Counts = Counter()
    for counts in documents.values():
        total.update(counts)
    metrics = chosen.measure(total)
    result: dict[str, Any] = {
        "items": len(items), "documents": len(documents), "headline": chosen.headline, "metrics": metrics,
    }  # fmt: skip
    if bootstrap:
        result["bootstrap"] = bootstrap
        result["ci95"] = intervals(
            list(documents.values()), chosen.measure, list(metrics), times=bootstrap, seed=seed
        )
    return _signed(task, gold, result)


def _own_tasks() -> dict[str, Callable[[Path, int, int], dict[str, Any]]]:
    """The tasks on the suite's own gold data, whose format is richer than the outside one."""
    from framing.evaluate.agentless import evaluate_file as agentless
    from framing.evaluate.speakers import evaluate_file as speakers

    return {"agentless": agentless, "speakers": speakers}


def _signed(task: str, gold: str | Path, result: Mapping[str, Any]) -> dict[str, Any]:
    digest = hashlib.sha256(Path(gold).read_bytes()).hexdigest()
    return {"task": task, "gold": Path(gold).name, "sha256": digest, **result}


def _rows(table: str, items: Sequence[Item], camps: Any, model: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of one table by article, from a run of the layers over the items' texts."""
    if not table:
        return {}
    from framing.annotate import Resources, annotate_batches
    from framing.reading import read

    # The same way in as for a user's own file: structure and language count as part of what is measured.
    lines = io.StringIO(
        "".join(json.dumps({"id": item["id"], "text": item["text"]}) + "\n" for item in items)
    )
    articles = read(lines)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for batch in annotate_batches(articles, Resources.load(camps=camps, model=model), []):
        for row in batch[table].to_pylist():
            found[row["article_id"]].append(row)
    return found
