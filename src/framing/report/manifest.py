"""`reports/manifest.json`: what every report was made from, so that only what changed is made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from framing.tables import atomic

FORMAT = 1

WAITING = "not built yet"

STATUSES = ("built", "unchanged", "stale", "failed", WAITING, "kept")
"""What can be said of a report after a run.

built: made in this run. unchanged: everything it depends on is as it was. stale: something has changed,
but the report is still the one from before. failed: there is none. not built yet: there is none, only because
the build was stopped before its turn. kept: not asked for in this run.
"""

STOPPED = "the build was stopped before it was made"
"""The end of the reason of a report that was to be made when the build was stopped."""

PARTS = ("notebook", "parameters", "articles", "set_aside", "camps", "lexicons", "frames", "corrections",
         "model", "template", "suite")  # fmt: skip
"""What a report's key is made of, in the order in which `why` names them."""

_WHY = {
    "notebook": "the notebook has changed",
    "parameters": "the parameters have changed",
    "articles": "the text of the article has changed",
    "set_aside": "what was set aside has changed",
    "camps": "the camps have changed",
    "lexicons": "the word lists have changed",
    "frames": "the frame schemes have changed",
    "corrections": "the corrections have changed",
    "model": "the model's weights have changed",
    "template": "the template has changed",
    "suite": "the suite or a library has another version",
}


@dataclass(frozen=True)
class Entry:
    """One report in the manifest.

    Args:
        path: the page, relative to the reports folder; the entry's name in the manifest.
        notebook: the notebook's name.
        unit: `article`, `corpus`, or the column that is grouped by.
        title, line: what the index says of it.
        outlet, month: of a single article, for the index's groups.
        status: one of `STATUSES`.
        parts: hash by part of what the page on disk was made from; empty where there is no page.
        files: name to size in bytes of what belongs to the page, relative to its folder.
        figures: the key figures.
        reason: why it is stale or failed, one sentence.
        error: cell, source, name and message where the notebook failed.
        camps: the camps file's name as shown.
    """

    path: str
    notebook: str
    unit: str
    title: str
    line: str = ""
    outlet: str = ""
    month: str = ""
    status: str = "failed"
    parts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    error: Mapping[str, Any] = field(default_factory=dict)
    camps: str = ""

    @property
    def key(self) -> str:
        """The hash of everything the page was made from; empty where there is none."""
        return key(self.parts) if self.parts else ""

    @property
    def there(self) -> bool:
        """Whether a page was published, now or before."""
        return bool(self.parts)


@dataclass(frozen=True)
class Manifest:
    """All reports of a folder, and what their inputs held when they were last read.

    Args:
        reports: path to entry.
        readings: fingerprint to what was read, see `framing.report.corpus`.
    """

    reports: Mapping[str, Entry] = field(default_factory=dict)
    readings: Mapping[str, Any] = field(default_factory=dict)

    def with_entry(self, entry: Entry) -> Manifest:
        """The same manifest with one entry more, or another."""
        return replace(self, reports={**self.reports, entry.path: entry})


def key(parts: Mapping[str, str]) -> str:
    """One hash over the hashes of the parts.

    Example:
        >>> key({"notebook": "a", "suite": "b"}) == key({"suite": "b", "notebook": "a"})
        True
    """
    return hashlib.sha256(json.dumps(dict(parts), sort_keys=True).encode()).hexdigest()


def why(parts: Mapping[str, str], entry: Entry | None, folder: Path, *, force: bool = False) -> str:
    """Why a report must be made, as part of a sentence; empty where it need not.

    Args:
        parts: what it would be made from now.
        entry: what the manifest says of it.
        folder: the reports folder.
        force: whether everything is to be made.

    Example:
        >>> why({"notebook": "a"}, None, Path("reports"))
        'there is no report yet'
    """
    if entry is None or not entry.there:
        return "there is no report yet" if entry is None or not entry.error else "it failed in the last run"
    changed = [name for name in PARTS if parts.get(name) != entry.parts.get(name)]
    if changed:
        return " and ".join(_WHY[name] for name in changed)
    place = folder / Path(entry.path).parent
    for name, size in entry.files.items():
        try:
            there = (place / name).stat().st_size
        except OSError:
            return f"its file '{name}' is missing"
        if there != size:
            return f"its file '{name}' is not as it was written"
    return "it is forced" if force else ""


def read(folder: str | Path) -> Manifest:
    """The manifest of a reports folder; an empty one where there is none, or none that can be read.

    A manifest that is damaged costs a rebuild, never a report.
    """
    try:
        kept = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))
        if kept["format"] != FORMAT:
            return Manifest()
        known = {one.name for one in fields(Entry)}
        reports = {
            path: Entry(
                path=path,
                **{name: value for name, value in entry.items() if name in known and name != "path"},
            )
            for path, entry in kept["reports"].items()
            if _within(path)
        }
        return Manifest(reports, kept["readings"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def _within(path: str) -> bool:
    """A manifest from elsewhere must not point out of its folder."""
    parts = Path(path).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts


def write(manifest: Manifest, folder: str | Path) -> None:
    """Write the manifest, whole or not at all; nothing where it stands there already."""
    reports = [
        f"{_json(path)}: {_json({name: getattr(entry, name) for name in _KEPT})}"
        for path, entry in sorted(manifest.reports.items())
    ]
    lines = ",\n".join(reports)
    told = f'{{"format": {FORMAT},\n"readings": {_json(dict(manifest.readings))},\n"reports": {{\n{lines}\n}}}}\n'
    write_if_new(Path(folder) / "manifest.json", told)


_KEPT = tuple(one.name for one in fields(Entry) if one.name != "path")


def _json(value: Any) -> str:
    # On one line: Python's fast encoder knows no indents, and ten thousand reports are twenty megabytes.
    return json.dumps(value, ensure_ascii=True, sort_keys=True, default=dict)


def write_if_new(path: Path, text: str) -> bool:
    """Write a text, whole or not at all, unless the file holds it already; tells whether it was written."""
    data = text.encode("utf-8", "replace")
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    with atomic(path) as beside:
        beside.write_bytes(data)
    return True
