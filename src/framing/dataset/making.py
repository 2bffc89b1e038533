"""From inputs of any size to a folder of tables: survey, cut, make what is missing, close."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.annotate import Resources
from framing.dataset import slices
from framing.dataset.annotating import KEYS
from framing.dataset.folder import Folder
from framing.dataset.slices import Slice
from framing.dataset.survey import Engine, Survey, checked, marks, survey
from framing.layers import registry
from framing.parts import Manifest, Part
from framing.reading.columns import Columns
from framing.reading.inspection import told as three_lines
from framing.tables import SCHEMAS

if TYPE_CHECKING:
    from numpy.typing import NDArray

SINGLE = 2_000
"""Up to so many articles, every table is a single file, unless parts are there already."""
LIMIT = 60.0
"""Seconds that one article may take."""


Loaded = tuple[str | None, str | None, str | None, str | None, tuple[str, ...]]
"""What a worker loads: camps, model, lexicons, corrections and frames."""


@dataclass(frozen=True)
class Choice:
    """What decides the tables besides the texts, and how they are made.

    Args:
        columns: the columns that the caller names.
        camps, model, lexicons, corrections, frames: as for `framing.annotate.Resources`, as paths and names.
        limit: seconds that one article may take.
        size: articles of a part, about, also of a small input; None for single files of a small one.
    """

    columns: Columns = field(default_factory=Columns)
    camps: str | None = None
    model: str | None = None
    lexicons: str | None = None
    corrections: str | None = None
    frames: tuple[str, ...] = ()
    limit: float = LIMIT
    size: int | None = None

    @property
    def resources(self) -> Loaded:
        """What a worker loads, found from wherever it runs."""
        camps = self.camps
        if camps is not None and Path(camps).is_file():
            camps = str(Path(camps).absolute())
        model = str(Path(self.model).absolute()) if self.model is not None else None
        lexicons = str(Path(self.lexicons).absolute()) if self.lexicons is not None else None
        corrections = str(Path(self.corrections).absolute()) if self.corrections is not None else None
        frames = tuple(str(Path(one).absolute()) if Path(one).is_file() else one for one in self.frames)
        return camps, model, lexicons, corrections, frames


@dataclass(frozen=True)
class Done:
    """What came of a run.

    Args:
        rows: by table, of all parts.
        articles, words: in the tables.
        made, kept: parts that were made, and that were there.
        new, again: articles that were annotated, and that were taken over from parts before.
        single: whether the tables are single files.
        set_aside: source and reason of what has no rows.
        layers_set_aside: of what lacks the rows of a layer.
        failed: names and reasons of parts that could not be made; the run did not end then.
        notes: sentences for the person who runs it.
        told: the three lines that say what was read; none where nothing had to be read.
        clean: whether nothing that was read is in doubt, a copy or set aside.
    """

    rows: Mapping[str, int]
    articles: int
    words: int
    made: int
    kept: int
    new: int
    again: int
    single: bool
    set_aside: tuple[tuple[str, str], ...] = ()
    layers_set_aside: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    clean: bool = True


class Watch:
    """Told of a run as it goes on; this one says nothing.

    Example:
        >>> Watch().stage("reading", None)
    """

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins that has `total` articles, where that is known."""

    def step(self, articles: int) -> None:
        """So many articles more are done."""


def make(
    inputs: Sequence[str], out: str | Path, engine: Callable[[Callable[[int], None]], Engine], choice: Choice,
    watch: Watch | None = None,
) -> Done:  # fmt: skip
    """Annotate inputs of any size into a folder; what is there already is not made again.

    Args:
        inputs: as for `framing.read`.
        out: the folder.
        engine: makes the workers, given who is told of articles done.
        choice: what decides the tables, and how they are made.
        watch: told of the run as it goes on.

    Raises:
        ValueError: one sentence, for an input, an option or a folder that is wrong.
        OSError: where the machine fails: a full disk, for one. What was finished is kept.
    """
    seen = watch or Watch()
    apart(inputs, out)
    resources = Resources.load(
        camps=choice.camps, model=choice.model, lexicons=choice.lexicons, corrections=choice.corrections,
        frames=choice.frames,
    )  # fmt: skip
    provenance = resources.provenance()
    with Folder(out) as folder:
        notes = [f"Cleared {folder.swept} leftovers of runs that were killed."] if folder.swept else []
        how = {
            "inputs": [str(Path(one).absolute()) for one in inputs], "columns": vars(choice.columns),
            "made_with": provenance, "size": choice.size or slices.SIZE,
        }  # fmt: skip
        before = folder.manifest()
        if (same := _unchanged(folder, before, how, choice.limit)) is not None:
            return same
        hands = engine(seen.step)
        try:
            seen.stage("reading", None)
            found = survey(
                inputs, choice.columns, folder.work / "read", hands, lambda articles, _: seen.step(articles)
            )
            run = _Run(folder, found, choice, provenance, before, hands, seen, notes)
            return run.go(how)
        finally:
            hands.close()


def _unchanged(folder: Folder, before: Manifest | None, how: Mapping[str, Any], limit: float) -> Done | None:
    """What is there, where nothing that it was made of has changed; None where something has, or may have."""
    kept = folder.remembered()
    if before is None or before.order is None or kept.get("how") != json.loads(json.dumps(how)):
        return None
    made = [before.parts[name] for name in before.order]
    if any(tuple(known) != marks(path) for path, known in kept["files"].items()):
        return None
    # New files in a folder change the folder, which is among the marks of those inputs.
    if any(_tried_less(part, limit) for part in made) or not all(part.whole(folder.path) for part in made):
        return None
    aside = tuple((str(source), str(reason)) for source, reason in before.told.get("set_aside", ()))
    return Done(
        **_sums(made), made=0, kept=len(made), new=0, again=0, single=False, set_aside=aside,
        layers_set_aside=tuple(one for part in made for one in part.layers_set_aside),
        notes=("Nothing has changed since the last run; nothing was made.",), clean=not aside,
    )  # fmt: skip


def _tried_less(part: Part, limit: float) -> bool:
    """Whether an article was set aside for taking longer than what is now shorter than what it may take."""
    return part.limit is not None and part.limit < limit


def _sums(made: Sequence[Part]) -> dict[str, Any]:
    rows = dict.fromkeys(SCHEMAS, 0)
    for part in made:
        for table, count in part.rows.items():
            rows[table] = rows.get(table, 0) + count
    return {
        "rows": rows, "articles": sum(part.articles for part in made), "words": sum(part.words for part in made)
    }  # fmt: skip


def apart(inputs: Sequence[str], out: str | Path) -> None:
    """See that the tables do not lie within an input folder, where the next run would read them.

    Raises:
        ValueError: where they do.

    Example:
        >>> apart(["seeds/"], "seeds/tables")
        Traceback (most recent call last):
        ...
        ValueError: the tables in 'seeds/tables' would lie within the input 'seeds/', ...
    """
    for given in inputs:
        if not Path(given).is_dir() or Path(out).is_file():
            continue
        if Path(out).resolve().is_relative_to(Path(given).resolve()):
            raise ValueError(
                f"the tables in '{out}' would lie within the input '{given}', so the next run would read them as "
                "articles; give another --out."
            )


class _Run:
    """A run after its survey."""

    def __init__(
        self, folder: Folder, found: Survey, choice: Choice, provenance: Mapping[str, Any],
        before: Manifest | None, engine: Engine, watch: Watch, notes: Sequence[str],
    ) -> None:  # fmt: skip
        self._folder, self._found, self._choice, self._provenance = folder, found, choice, provenance
        self._before, self._engine, self._watch, self._notes = before, engine, watch, list(notes)
        self._made_with = hashlib.sha256(json.dumps(dict(provenance), sort_keys=True).encode()).hexdigest()[
            :16
        ]
        self._single = before is None and choice.size is None and len(found) <= SINGLE
        self._out = folder.work / "single" if self._single else folder.path

    def go(self, how: Mapping[str, Any]) -> Done:
        found, columns = self._found, self._found.columns()
        self._watch.stage("looking for copies", len(found))
        originals, renamed = found.copies(), found.ids()
        called = found.ids_of(set(originals.values()), renamed)
        copies = {place: called[original] for place, original in originals.items()}
        bare = found.column("bare")
        cut = slices.named(
            slices.cuts(bare, found.column("chars"), self._choice.size or slices.SIZE), found.column("whole"),
            found.column("ids"), made_with=self._made_with, columns=columns, renamed=renamed, copies=copies,
        )  # fmt: skip
        there = self._there(cut)
        missing = [one for one in cut if one.name not in there]
        self._watch.stage("annotating", sum(one.last - one.first for one in missing))
        if not self._single:
            self._folder.begin(len(cut), self._before)
        reuse = self._reuse(bare, missing)
        made, failed = dict(there), []
        jobs = (self._job(one, renamed, copies, columns, reuse) for one in missing)
        by_name = {one.name: one for one in missing}
        for job, outcome in self._engine.run(jobs):
            if "fault" in outcome and outcome["errno"] is None:
                failed.append((self._where(by_name[job["name"]]), outcome["fault"]))
                continue
            part = Part.of(checked(outcome)["part"])
            made[part.name] = part
            if not self._single:
                self._folder.add(part)
        return self._close(cut, made, failed, originals, how, sum(map(len, reuse.values())), missing)

    def _there(self, cut: Sequence[Slice]) -> dict[str, Part]:
        """The parts that need not be made."""
        known = self._before.parts if self._before is not None else {}
        return {
            one.name: known[one.name]
            for one in cut
            if one.name in known
            and known[one.name].whole(self._folder.path)
            and not _tried_less(known[one.name], self._choice.limit)
        }

    def _reuse(self, bare: NDArray[Any], missing: Sequence[Slice]) -> dict[str, dict[str, tuple[str, int]]]:
        """By slice and place: the part and the row in which the same article stands already."""
        import numpy as np

        if self._before is None or not missing or registry.further():
            return {}  # a layer of another package may read more of an article than the suite's own do
        wanted = {bare[place].tobytes() for one in missing for place in range(one.first, one.last)}
        known: dict[bytes, tuple[str, int]] = {}
        for name, part in self._before.parts.items():
            file = self._folder.path / KEYS / f"{name}.npy"
            if part.made_with != self._made_with or not file.is_file() or not part.whole(self._folder.path):
                continue
            if part.layers_set_aside:
                continue
            for row, key in enumerate(np.load(file)):
                if (found := key.tobytes()) in wanted:
                    known.setdefault(found, (name, row))
        made: dict[str, dict[str, tuple[str, int]]] = {}
        for one in missing:
            for place in range(one.first, one.last):
                if (there := known.get(bare[place].tobytes())) is not None:
                    made.setdefault(one.name, {})[str(place - one.first)] = there
        return made

    def _job(
        self, one: Slice, renamed: Mapping[int, str], copies: Mapping[int, str], columns: Any,
        reuse: Mapping[str, Any],
    ) -> dict[str, Any]:  # fmt: skip
        return {
            "kind": "make", "name": one.name, "made_with": self._made_with, "out": str(self._out.absolute()),
            "spool": str(self._found.spool.absolute()), "stretches": self._found.stretches(one.first, one.last),
            "ids": slices.among(renamed, one.first, one.last), "copies": slices.among(copies, one.first, one.last),
            "columns": columns, "resources": self._choice.resources, "reuse": reuse.get(one.name, {}), "skip": {},
            "careful": [], "limit": self._choice.limit,
        }  # fmt: skip

    def _where(self, one: Slice) -> str:
        first, last = self._found.article(one.first), self._found.article(one.last - 1)
        return f"part {one.name} ({first.source or first.id} to {last.source or last.id})"

    def _close(
        self, cut: Sequence[Slice], made: Mapping[str, Part], failed: Sequence[tuple[str, str]],
        originals: Mapping[int, int], how: Mapping[str, Any], again: int, missing: Sequence[Slice],
    ) -> Done:  # fmt: skip
        in_order = [made[one.name] for one in cut if one.name in made]
        aside = [*self._found.set_aside, *(one for part in in_order for one in part.set_aside)]
        partly = [one for part in in_order for one in part.layers_set_aside]
        changed = self._found.changed()
        if changed:
            self._notes.append(
                f"'{changed[0]}'{f' and {len(changed) - 1} others' if changed[1:] else ''} changed while this ran; "
                "the tables are of what was read first, so run it again to take the change in."
            )
        if not failed:
            told = {**self._provenance, "set_aside": aside}
            if partly:
                told["layers_set_aside"] = partly
            self._publish(in_order, told)
            if self._single or changed:
                self._folder.forget()
            else:
                self._folder.remember(self._marks(how["inputs"]), how)
        figures = self._found.figures(originals, len(aside) - len(self._found.set_aside))
        clean = not (figures.doubts or figures.copies or figures.set_aside)
        return Done(
            **_sums(in_order), made=len(missing) - len(failed), kept=len(cut) - len(missing), again=again,
            new=sum(one.last - one.first for one in missing) - again, single=self._single,
            set_aside=tuple(aside), layers_set_aside=tuple(partly), failed=tuple(failed), notes=tuple(self._notes),
            told=three_lines(figures), clean=clean,
        )  # fmt: skip

    def _marks(self, inputs: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """Marks of the files, and of every folder of the inputs, which change with what is put into them."""
        kept = dict(self._found.files)
        for given in inputs:
            for place in _folders(Path(given)):
                kept[str(place)] = marks(str(place))
        return kept

    def _publish(self, in_order: Sequence[Part], told: Mapping[str, Any]) -> None:
        if self._single:
            self._folder.join(self._out, in_order)
        else:
            old = self._before.parts.values() if self._before is not None else ()
            if any(part.made_with != self._made_with for part in old):
                self._notes.append(
                    "The suite, its word lists, the camps or the weights are others than those of the last run, so all "
                    "parts were made anew."
                )
            self._folder.end(in_order, told)
        self._folder.tell(told)


def _folders(given: Path) -> Iterator[Path]:
    """A folder with all below it; of a pattern, the folder that it starts from."""
    import os

    if given.is_file():
        return
    if given.is_dir():
        for here, _, _ in os.walk(given, followlinks=True):
            yield Path(here)
    else:
        start = given.parent
        while not start.is_dir() and start != start.parent:
            start = start.parent
        yield start
