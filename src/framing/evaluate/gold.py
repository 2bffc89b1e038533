"""Gold files: read, checked, and told what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing.layers.registry import tasks


class GoldError(ValueError):
    """A gold file that cannot be measured against: what is wrong, where, and what it needs."""


OWN = {
    "agentless": "data/gold/agentless.jsonl",
    "pronouns": "data/gold/pronouns.jsonl",
    "sides": "data/gold/sides/own.jsonl",
    "speakers": "data/gold/speakers/test.jsonl",
}
"""The project's own labels."""


def read_gold(path: str | Path, fields: Sequence[str], task: str) -> list[dict[str, Any]]:
    """The lines of a gold file, each checked to hold `fields`.

    Args:
        path: JSON Lines.
        fields: what every line must hold.
        task: what it is for, to say what would fit.

    Raises:
        GoldError: one sentence with file and line, what the task needs, and what fits it.
    """
    fits = f"a file that fits is {OWN[task]}" if task in OWN else f"such as {tasks()[task][1].example}"
    needs = f"the task {task} needs JSON Lines, each line an object with {', '.join(fields)}; {fits}."
    file = Path(path)
    if not file.is_file():
        raise GoldError(f"no gold file at '{path}'; {needs}")
    items = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 text (byte {error.start}); {needs}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}, line {number}: not JSON ({error.msg}); {needs}") from None
        missing = [field for field in fields if not isinstance(item, dict) or field not in item]
        if missing:
            raise GoldError(f"{path}, line {number}: no field '{missing[0]}'; {needs}")
        items.append(item)
    if not items:
        raise GoldError(f"{path}: the gold file has no lines; {needs}")
    return items
