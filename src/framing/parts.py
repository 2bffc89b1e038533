"""Where the tables of a folder lie: a file each, or a folder of parts each with one manifest for all.

The manifest is JSON Lines, written as a run goes on: a line for every part when all its files are in place, and
one that says which parts, in which order, the whole consists of. What no line names is not there; a line that
broke off is none. So a reader sees the last whole state, whatever a later run has begun.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

MANIFEST = "manifest.jsonl"
"""Lies beside tables that are folders of parts."""


@dataclass(frozen=True)
class Part:
    """A slice of the articles, annotated.

    Args:
        name: by the content of the slice, and by what its tables were made with.
        made_with: a hash of what decides the tables besides the texts.
        articles: how many are in its tables.
        words: of their stories.
        rows: by table.
        sizes: in bytes, of the file of each table.
        set_aside: source and reason of the articles that have no rows.
        layers_set_aside: source and reason of those that lack the rows of a layer.
        limit: the seconds that one article might take, where one took longer; else None.

    Example:
        >>> part = Part("1f", "c0", 2, 40, {"articles": 2}, {"articles": 900})
        >>> Part.of(json.loads(part.line())) == part
        True
    """

    name: str
    made_with: str
    articles: int
    words: int
    rows: Mapping[str, int]
    sizes: Mapping[str, int]
    set_aside: tuple[tuple[str, str], ...] = ()
    layers_set_aside: tuple[tuple[str, str], ...] = ()
    limit: float | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Part:
        """The part that a line of the manifest tells of."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        for name in ("set_aside", "layers_set_aside"):
            known[name] = tuple((str(source), str(reason)) for source, reason in kept.get(name, ()))
        return cls(**known)

    def line(self) -> str:
        """Its line of the manifest."""
        return json.dumps({"part": True, **asdict(self)}, sort_keys=True) + "\n"

    def whole(self, folder: Path) -> bool:
        """Whether each of its files is there with the size that was written."""
        try:
            return all(
                place(folder, table, self.name).stat().st_size == size for table, size in self.sizes.items()
            )
        except OSError:
            return False


@dataclass(frozen=True)
class Manifest:
    """What lies in a folder of parts.

    Args:
        parts: every part that a line tells of, by name.
        order: the names of the parts that the whole consists of; None where no run has ended yet.
        told: what the last whole state was made with and what it is not about, as `provenance.json` has it.
        wanted: how many parts the last run set out for.
    """

    parts: Mapping[str, Part] = field(default_factory=dict)
    order: tuple[str, ...] | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    wanted: int = 0


def place(folder: str | Path, table: str, part: str) -> Path:
    """Where a part of a table lies."""
    return Path(folder) / f"{table}.parquet" / f"{part}.parquet"


def load(folder: str | Path) -> Manifest | None:
    """The manifest of a folder; None where it has none, so that its tables are single files.

    Example:
        >>> load("no/such/folder") is None
        True
    """
    try:
        lines = (Path(folder) / MANIFEST).read_text(encoding="utf-8").split("\n")
    except (FileNotFoundError, NotADirectoryError):
        return None
    parts: dict[str, Part] = {}
    order, told, wanted = None, {}, 0
    for line in lines:
        try:
            one = json.loads(line)
            if "part" in one:
                part = Part.of(one)
                parts[part.name] = part
            elif "order" in one:
                order, told = tuple(one["order"]), one["told"]
            elif "wanted" in one:
                wanted = int(one["wanted"])
        except (ValueError, TypeError, KeyError):
            continue  # the last line of a run that was cut off
    return Manifest(parts, order, told, wanted)


def started(wanted: int) -> str:
    """The line of a run that sets out for so many parts."""
    return json.dumps({"wanted": wanted}) + "\n"


def ended(order: Sequence[str], told: Mapping[str, Any]) -> str:
    """The line that says which parts the whole consists of."""
    return json.dumps({"order": list(order), "told": dict(told)}, sort_keys=True) + "\n"


def files(folder: str | Path, table: str) -> list[Path]:
    """The files of one table in the order of the articles; none where the table is not there.

    Args:
        folder: of the tables.
        table: its name.

    Raises:
        ValueError: where the tables are parts and no run has ended yet, or a part is missing or damaged.

    Example:
        >>> files("no/such/folder", "articles")
        []
    """
    manifest = load(folder)
    single = Path(folder) / f"{table}.parquet"
    if manifest is None:
        return [single] if single.is_file() else []
    if manifest.order is None:
        raise ValueError(
            f"the tables in '{folder}' are not finished ({len(manifest.parts):,} of {manifest.wanted:,} parts are "
            "there); run `framing annotate` again with the same input and --out, it goes on from there."
        )
    found = [place(folder, table, name) for name in manifest.order if table in manifest.parts[name].sizes]
    for path, name in zip(found, manifest.order, strict=False):
        if not path.is_file():
            raise ValueError(
                f"the part '{path.name}' of the table '{table}' is missing in '{folder}'; run `framing annotate` again "
                f"with the same input and --out, it makes what is missing (of part {name})."
            )
    return found


def there(folder: str | Path, table: str = "articles") -> bool:
    """Whether a folder has this table, as a file or as parts."""
    return (Path(folder) / f"{table}.parquet").exists()
