"""What the suite finds in the texts of a gold file: the rows of one table, article by article."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.evaluate.gold import GoldError

Item = Mapping[str, Any]


def rows_of(
    table: str, items: Sequence[Item], camps: str | Path | None = None, model: str | Path | None = None
) -> dict[str, list[dict[str, Any]]]:
    """The rows of one table by article, from a run of the layers over the items' texts.

    Args:
        table: its name.
        items: with `id` and `text`.
        camps, model: as for `framing.annotate`.
    """
    from framing.annotate import Resources, annotate_batches
    from framing.article import SetAside
    from framing.reading import read

    # The same way in as for a user's own file: structure and language count as part of what is measured.
    lines = io.StringIO(
        "".join(json.dumps({"id": item["id"], "text": item["text"]}) + "\n" for item in items)
    )
    articles = read(lines)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    partly: list[SetAside] = []
    for batch in annotate_batches(
        articles, Resources.load(camps=camps, model=model), [], layers_set_aside=partly
    ):
        for row in batch[table].to_pylist():
            found[row["article_id"]].append(row)
    if partly:  # an article that lacks the layer's rows would be measured as one without marks
        raise GoldError(
            f"{partly[0].reason}: {partly[0].source}; {len(partly)} in all, so nothing is measured."
        )
    return found
