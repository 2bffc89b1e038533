"""Read everything once, by all workers, and know of each article only what the whole run must know of it.

Some sixty bytes an article stay in memory; its text, and what tells its copies, lie on disk.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from framing.article import Article, SetAside
from framing.dataset import spool
from framing.dataset.reading import laid_down
from framing.given import Fields, named, together
from framing.reading import MAX_BYTES, InputError
from framing.reading.columns import Columns
from framing.reading.identity import unique_ids
from framing.reading.inspection import Figures, unified
from framing.reading.moments import Orders
from framing.reading.pieces import SIZE, Piece, pieces
from framing.reading.recurring import originals
from framing.tables import SCHEMAS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Job = dict[str, Any]
MOST_PIECES = 200
"""Small files that a worker reads at a time."""


class Engine(Protocol):
    """Whoever does jobs: workers of this machine, or of a cluster."""

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, dict[str, Any]]]:
        """Do jobs; each with its outcome, as they end."""

    def close(self) -> None:
        """Let the workers go."""


@dataclass
class Survey:
    """What was read.

    Args:
        spool: the folder in which the articles lie.
        units: the numbers of the units of reading, in order.
        counts: how many articles each of them has.
        outcomes: what each unit told.
        files: path to size and times of every file that was read.
    """

    spool: Path
    units: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    set_aside: list[tuple[str, str]] = field(default_factory=list)
    doubts: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    missing: str = ""
    files: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(self.counts)

    def column(self, name: str) -> NDArray[Any]:
        """A column of the facts over all articles."""
        import numpy as np

        found = []
        for unit, count in zip(self.units, self.counts, strict=True):
            with np.load(spool.name(self.spool, unit).with_suffix(".npz")) as facts:
                found.append(facts[name][:count] if name != "start" else facts[name])
        return np.concatenate(found) if found else np.empty(0)

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        import numpy as np

        return np.cumsum(self.counts)

    @cached_property
    def _starts(self) -> NDArray[np.uint64]:
        """First bytes of the articles, and after the last of each unit its size."""
        return self.column("start")

    def stretches(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Where the articles from one place up to another lie in the spool."""
        import numpy as np

        made = []
        while first < last:
            number = int(np.searchsorted(self._ends, first, side="right"))
            end = min(last, int(self._ends[number]))
            # Every unit before this one has one more number, its size.
            made.append(
                (self.units[number], int(self._starts[first + number]), int(self._starts[end + number]))
            )
            first = end
        return made

    def article(self, place: int) -> Article:
        """The article at a place, under the id that it has by itself."""
        return next(spool.read(self.spool, self.stretches(place, place + 1), {}, {}))

    def columns(self) -> Fields:
        """The input's own columns, which go into `articles`."""
        return named(self.kinds, (column for column, _ in SCHEMAS["articles"]))

    def ids(self) -> dict[int, str]:
        """The ids of the articles that cannot be called as they would by themselves, by place."""
        import numpy as np

        hashes = self.column("ids")
        if len(np.unique(hashes)) == len(hashes):
            return {}
        namings = []
        for number, unit in enumerate(self.units):
            if self.counts[number]:
                with spool.name(self.spool, unit).open("rb") as file:
                    namings += [spool.parsed(line)[0] for line in file]
        made = unique_ids(namings)
        return {
            place: one for place, one in enumerate(made) if one != spool.default_id(namings[place])
        }  # fmt: skip

    def copies(self) -> dict[int, int]:
        """The place of the original of every article that repeats another."""
        import numpy as np

        def bands(band: int) -> NDArray[np.uint64]:
            found = [
                np.load(spool.name(self.spool, unit).with_suffix(".npy"), mmap_mode="r")[:, band]
                for unit, count in zip(self.units, self.counts, strict=True)
                if count
            ]
            return np.concatenate(found)

        return originals(
            self.column("words"), self.column("enough"), self.column("published"), bands, self.article
        )

    def figures(self, copies: Mapping[int, int], failed: int) -> Figures:
        """The counts that the last lines of a command tell."""
        doubts = self.doubts + Counter(self._together())
        by_count = dict(sorted(doubts.items(), key=lambda pair: (-pair[1], pair[0])))
        return Figures(
            len(self), unified(self.outlets), self.months, by_count, len(self.set_aside) + failed, len(copies),
            len(set(copies.values())),
        )  # fmt: skip

    def _together(self) -> Iterator[str]:
        """Doubts that only show in all articles together: one headline or one date for nearly all."""
        import numpy as np

        if len(self) < 20:
            return
        blank = {"headlines": lambda values: values != 0, "published": lambda values: ~np.isnan(values)}
        for name, kind in (("headlines", "headline"), ("published", "published")):
            values = self.column(name)
            _, counts = np.unique(values[blank[name](values)], return_counts=True)
            if len(counts) and counts.max() > 0.5 * len(self):
                yield f"one {kind} for most"

    def changed(self) -> list[str]:
        """The files that are not as they were when they were read."""
        return [path for path, before in self.files.items() if marks(path) != before]

    def ids_of(self, places: Iterable[int], renamed: Mapping[int, str]) -> dict[int, str]:
        """The ids of the articles at some places."""
        return {place: renamed[place] if place in renamed else self.article(place).id for place in places}


def marks(path: str) -> tuple[int, ...]:
    """What tells whether a file is as it was: nothing that needs a clock to go forward."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return ()
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def survey(
    inputs: Sequence[str], columns: Columns, folder: Path, engine: Engine,
    progress: Callable[[int, int], None] = lambda articles, size: None,
) -> Survey:  # fmt: skip
    """Read the inputs.

    Args:
        inputs: as for `framing.read`.
        columns: the columns that the caller names.
        folder: for the spool; it must be empty.
        engine: who reads.
        progress: called with the number of articles just read and their bytes.

    Raises:
        InputError: for an input that is not there, or where nothing could be read.
        OSError: where the machine fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = Survey(folder)
    said: dict[int, list[tuple[str, str]]] = {}
    outcomes: dict[int, dict[str, Any]] = {}
    waiting: dict[int, Job] = {}
    for job, outcome in engine.run(_units(inputs, columns, folder, found, said)):
        outcomes[job["unit"]] = checked(outcome)
        if any(piece["end"] >= 0 for piece in job["pieces"]):
            waiting[job["unit"]] = job
        progress(outcome["articles"], sum(piece["size"] for piece in job["pieces"]))
    again = list(_again(waiting, outcomes))
    for job, outcome in engine.run(again):
        outcomes[job["unit"]] = checked(outcome)
    for unit in sorted({*outcomes, *said}):
        found.set_aside += said.get(unit, [])
        if unit in outcomes:
            _add(found, unit, outcomes.pop(unit))
    if not len(found):
        raise InputError(_nothing(inputs, found))
    return found


def checked(outcome: dict[str, Any]) -> dict[str, Any]:
    """An outcome that is none of a failing machine.

    Raises:
        OSError, ValueError: else.
    """
    if "fault" in outcome:
        if outcome["errno"] is not None:
            raise OSError(outcome["errno"], outcome["fault"], outcome["place"] or None)
        raise ValueError(outcome["fault"])
    return outcome


def _units(
    inputs: Sequence[str], columns: Columns, folder: Path, found: Survey,
    said: dict[int, list[tuple[str, str]]],
) -> Iterator[Job]:  # fmt: skip
    """Jobs of reading: files together until they are enough, pieces of large ones each by itself."""
    unit, size = 0, 0
    batch: list[Piece] = []

    def job() -> Job:
        return {
            "kind": "read", "unit": unit, "spool": str(folder.absolute()), "columns": asdict(columns), "orders": {},
            "skip": {}, "pieces": [{**one.to_json(), "path": str(Path(one.path).absolute())} for one in batch],
        }  # fmt: skip

    for one in pieces(inputs, max_bytes=MAX_BYTES, store=laid_down(folder)):
        if isinstance(one, SetAside):
            said.setdefault(unit + bool(batch), []).append((one.source, one.reason))
            continue
        if not one.laid_down:
            found.files.setdefault(one.path, marks(one.path))
        if batch and (size + one.size > SIZE or len(batch) >= MOST_PIECES):
            yield job()
            unit, size, batch = unit + 1, 0, []
        batch.append(one)
        size += one.size
    if batch:
        yield job()


def _again(waiting: Mapping[int, Job], outcomes: Mapping[int, Mapping[str, Any]]) -> Iterator[Job]:
    """The units that read otherwise once the order of day and month in the whole of their file is known."""
    whole: dict[str, Orders] = {}
    for unit in waiting:
        for path, told in outcomes[unit]["orders"].items():
            whole[path] = whole.get(path, Orders()).with_more(Orders.of_json(told))
    for unit, job in waiting.items():
        told = outcomes[unit]["orders"]
        if any(whole[path].needed(Orders.of_json(one)) for path, one in told.items()):
            yield {**job, "orders": {path: {**whole[path].to_json(), "known": True} for path in told}}


def _add(found: Survey, unit: int, outcome: Mapping[str, Any]) -> None:
    found.set_aside += [(source, reason) for source, reason in outcome["set_aside"]]
    found.units.append(unit)
    found.counts.append(outcome["articles"])
    found.kinds = together(found.kinds, outcome["kinds"])
    for name in ("doubts", "outlets", "months"):
        getattr(found, name).update(outcome[name])
    found.missing = found.missing or outcome["missing"]


def _nothing(inputs: Sequence[str], found: Survey) -> str:
    places = ", ".join(f"'{one}'" for one in inputs[:3])
    if not found.set_aside:
        return (
            f"nothing to read in {places}; allowed are text, HTML, tables, Word, PDF, feeds, e-mail, exports of news "
            "databases, and archives of these."
        )
    source, reason = found.set_aside[0]
    if found.missing:
        return f"{source}: {reason.rstrip('.')}; check --text-column."
    many = f"{len(found.set_aside)} set aside, the first " if len(found.set_aside) > 1 else ""
    return f"nothing could be read in {places}: {many}{source}: {reason}."
