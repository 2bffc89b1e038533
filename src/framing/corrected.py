"""What became of corrections, as the table `corrections` tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.corrections import Corrections

APPLIED, CONFIRMED, OVERRULED, CONFLICT = "applied", "confirmed", "overruled", "conflict"
"""The outcomes: a row was changed; it was right already; a later line says otherwise; it could not be applied."""

_MOST_TOLD = 5


def told(rows: Sequence[Mapping[str, Any]], corrections: Corrections) -> list[str]:
    """What became of a file of corrections, in sentences: how many hold, and each that does not, with its reason.

    Args:
        rows: of the table `corrections`.
        corrections: the file.

    Example:
        >>> from framing.corrections import Correction
        >>> told([], Corrections((Correction("0" * 64, "hedges", "reject", 3, 6, line=1),), file="c.jsonl"))
        ['Of 1 correction in c.jsonl none concerns these articles: their texts are others.']
    """
    count = len(corrections)
    lines = {row["line"] for row in rows}
    where = Path(corrections.file).name
    many = f"{count:,} correction{'' if count == 1 else 's'} in {where}"
    if not lines:
        return [f"Of {many} none concerns these articles: their texts are others."] if count else []
    by = {
        name: {row["line"] for row in rows if row["outcome"] == name}
        for name in (APPLIED, CONFIRMED, OVERRULED)
    }
    parts = [f"{len(by[APPLIED]):,} changed a row"]
    if by[CONFIRMED]:
        parts.append(f"{len(by[CONFIRMED]):,} found it right already")
    if by[OVERRULED]:
        parts.append(f"{len(by[OVERRULED]):,} are overruled by a later line")
    if count > len(lines):
        parts.append(f"{count - len(lines):,} are about texts that are not among these articles")
    made = [f"Of {many}, {', '.join(parts)}."]
    conflicts = [row for row in rows if row["outcome"] == CONFLICT]
    made += [
        f"{corrections.file}, line {row['line']}: not applied to '{row['article_id']}': {row['reason']}; look at the "
        "row again, and mend or delete the line."
        for row in conflicts[:_MOST_TOLD]
    ]  # fmt: skip
    if len(conflicts) > _MOST_TOLD:
        made.append(
            f"… and {len(conflicts) - _MOST_TOLD:,} more that could not be applied; the table 'corrections' has all, "
            "with their reasons."
        )
    return made


def told_of(folder: str | Path, corrections: Corrections) -> list[str]:
    """The same of the tables in a folder, as one file each or as folders of parts.

    Args:
        folder: where `framing annotate` wrote to.
        corrections: the file that it applied.
    """
    from framing.tables import dataset

    return told(dataset(folder, "corrections").to_table().to_pylist(), corrections)
