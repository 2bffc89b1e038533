"""One batch of reports: its jobs, their order, what is kept, what failed."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any

from framing.annotate import implicit_camps
from framing.article import Article
from framing.report import corpus as reading_of
from framing.report import index, manifest
from framing.report.annotation import Annotation, Choice
from framing.report.corpus import Member, Reading
from framing.report.folder import STOPS, FolderError, ReportsFolder, sentence
from framing.report.jobs import from_outcome
from framing.report.manifest import Entry, Manifest
from framing.report.orders import order
from framing.report.outcome import Result
from framing.report.plan import Planned, plan
from framing.report.progress import Progress
from framing.report.runs import ARTICLE, Run, RunsError
from framing.runner import kernels
from framing.runner.notebooks import Notebook
from framing.runner.work import Job, Outcome

PAGE = "framing.page.page:to_html"
"""What makes HTML of an executed notebook, as `module:function`."""

GENERIC = "generic"
"""The shipped camps for articles that have none of their own."""


@dataclass(frozen=True)
class Options:
    """How a batch is made: where, with which page, how many at a time."""

    out: Path
    page: str
    timeout: float
    workers: int
    model: str | None
    lexicons: str | None
    force: bool
    progress: Progress
    frames: tuple[str, ...] = ()
    corrections: str | None = None


@dataclass
class Batch:
    """One batch as it goes on."""

    options: Options
    runs: Sequence[Run]
    notebooks: Mapping[str, Notebook]
    before: Manifest
    folder: ReportsFolder | None = None
    interrupted: bool = False
    pool: kernels.Pool | None = None
    readings: dict[Run, Reading] = field(default_factory=dict)
    reasons: dict[Planned, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    neighbours: dict[str, list[str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def set_aside(self) -> tuple[tuple[str, str], ...]:
        """Every input that was not read, once."""
        return tuple(dict.fromkeys(one for reading in self.readings.values() for one in reading.set_aside))

    @property
    def told(self) -> tuple[str, ...]:
        """What was read, three lines for each reading."""
        return tuple(dict.fromkeys(line for reading in self.readings.values() for line in reading.told))

    @property
    def clean(self) -> bool:
        """Whether nothing that was read is in doubt or a copy."""
        return all(reading.clean for reading in self.readings.values())

    def look(self, ahead: kernels.Pool | None) -> None:
        """Read what has changed, plan, and find out why each report must be made; `ahead` warms up meanwhile."""
        for run in self.runs:
            self.readings[run] = self._read(run, ahead)
        planned: dict[str, Planned] = {}
        for run, reading in self.readings.items():
            some = plan(
                run, reading, self.notebooks, camps=self._camps(run), model=self.options.model,
                lexicons=self.options.lexicons, frames=self.options.frames, corrections=self.options.corrections,
            )  # fmt: skip
            planned |= {one.path: one for one in some}
        for path, one in planned.items():
            entry = self.before.reports.get(path)
            self.reasons[one] = manifest.why(one.parts, entry, self.options.out, force=self.options.force)

    def _camps(self, run: Run) -> str:
        """The camps of a run: chosen here once, for its tables, its notebooks and their keys alike."""
        if run.camps is not None:
            return run.camps
        found, note = implicit_camps(run.inputs)
        if note and note not in self.notes:
            self.notes = (*self.notes, note)
        return found or GENERIC

    def _read(self, run: Run, ahead: kernels.Pool | None) -> Reading:
        from framing.report.suite import suite

        how = {
            "column": run.text_column, "suite": suite()["suite"], "columns": run.columns,
            "fields": vars(run.fields),
        }  # fmt: skip
        mark = reading_of.fingerprint(run.inputs, how, without=self.options.out)
        if same := next((reading for reading in self.readings.values() if reading.fingerprint == mark), None):
            return same
        if mark in self.before.readings:
            return reading_of.from_memory(mark, self.before.readings[mark])
        if isinstance(ahead, kernels.ForkPool):
            ahead.start()  # it imports on another core while this one reads
        return reading_of.of_run(run, mark)

    def run(self) -> tuple[Result, ...]:
        """Do it all; see `build`."""
        assert self.folder is not None
        self.pool = kernels.pool(
            self.options.workers, page=self.options.page, warm=_imports(self.notebooks.values()),
            timeout=self.options.timeout,
        )  # fmt: skip
        try:
            try:
                self.look(self.pool)
                self._begin()
                todo = [one for one, why in self.reasons.items() if why]
                if todo:
                    self._make(todo)
            except KeyboardInterrupt:
                self.interrupted = True
            finally:
                self.pool.close()
            return self._end()
        except OSError as error:
            with contextlib.suppress(OSError):  # what was published before the fault need not be made again
                self.folder.clear()  # where the disk is full, this makes room for saying so
                self._save_if_begun()
            if isinstance(error, FolderError) or error.errno not in STOPS:
                raise
            raise FolderError(sentence(error, self.options.out)) from None

    def _begin(self) -> None:
        """An entry for every planned report, as it is before anything is made."""
        for one, why in self.reasons.items():
            old = self.before.reports.get(one.path)
            entry = (
                replace(old, error={}, reason="")
                if old is not None
                else Entry(one.path, one.notebook.name, one.unit, one.title)
            )
            status = "unchanged" if not why else "stale" if entry.there else manifest.WAITING
            self.entries[one.path] = replace(
                entry, notebook=one.notebook.name, unit=one.unit, title=one.title, line=one.line, status=status,
                outlet=one.members[0].groups.get("outlet", "") if one.unit == ARTICLE else "",
                month=one.members[0].groups.get("month", "") if one.unit == ARTICLE else "",
                camps=reading_of.shown(one.camps),
                reason=f"{why}; {manifest.STOPPED}" if why else "",
            )  # fmt: skip

    def _make(self, todo: list[Planned]) -> None:
        assert self.folder is not None
        assert self.pool is not None
        caches: dict[str, Annotation] = {}
        damaged = self._round(todo, caches)
        if damaged:  # tables from an earlier build were not as they should be: once more with new ones
            for one in damaged:
                caches[self._choice(one).key].forget(one.members)
            self._round(damaged, caches, last=True)
        self._save(caches.values())
        _prune(self.folder.cache, {cache.folder.name for cache in caches.values()})

    def _round(
        self, todo: Sequence[Planned], caches: dict[str, Annotation], *, last: bool = False
    ) -> list[Planned]:
        """Annotate what is missing and make the reports; returns those whose kept tables were of no use."""
        assert self.pool is not None
        self._annotate(todo, caches)
        damaged: list[Planned] = []
        wanted: dict[str, Planned] = {}
        # What takes longest goes first, so that no worker is left alone with it at the end.
        for one in sorted(todo, key=lambda one: -len(one.members)):
            cache = caches[self._choice(one).key]
            members = [m for m in one.members if m.digest not in cache.failed]
            if not members:
                reason = cache.failed[one.members[0].digest]
                self._failed(one, {"fault": reason, "errno": None})
                continue
            wanted[one.path] = one
            self.pool.submit(self._job(one, members, cache))
        self.options.progress.start(len(todo), "reports")
        saved = took = monotonic()
        took = 0.0
        for job, outcome in self.pool.finished():
            if outcome.get("damaged") and not last:
                damaged.append(wanted[job["id"]])
                continue
            line = self._take(wanted[job["id"]], job, outcome)
            self.options.progress.step(line)
            if monotonic() - saved > max(2.0, 20 * took):  # after a kill -9 the next run goes on from here
                began = monotonic()
                self._save(caches.values())
                saved = monotonic()
                took = saved - began
        return damaged

    def _choice(self, one: Planned) -> Choice:
        own = self.options
        return Choice(one.camps, own.model, own.lexicons, one.parts, own.frames, own.corrections)

    def _annotate(self, todo: Sequence[Planned], caches: dict[str, Annotation]) -> None:
        """Tables for every article that a report needs, made in parallel, each once."""
        assert self.folder is not None
        assert self.pool is not None
        needed: dict[str, dict[str, Member]] = {}
        runs: dict[str, Run] = {}
        for one in todo:
            choice = self._choice(one)
            if choice.key not in caches:
                _check_camps(one.camps)
                caches[choice.key] = Annotation(self.folder.cache, choice, fresh=self.options.force)
            needed.setdefault(choice.key, {}).update({m.digest: m for m in one.members})
            runs |= {m.digest: one.run for m in one.members}
        total = 0
        jobs: dict[str, Annotation] = {}
        for key in needed:
            cache = caches[key]
            missing = cache.missing(needed[key].values())
            total += len(missing)
            by_run: dict[Run, list[Member]] = {}
            for member in missing:
                by_run.setdefault(runs[member.digest], []).append(member)
            for run, members in by_run.items():
                article = self._articles(run)
                for job in cache.jobs(
                    members, article, self.options.workers, self.folder.building / "articles"
                ):
                    jobs[job["id"]] = cache
                    self.pool.submit(job)
        if total:
            self.options.progress.start(total, "annotating")
        for job, outcome in self.pool.finished():
            _raise_fault(outcome, self.options.out)
            cache = jobs[job["id"]]
            cache.done(job, outcome, needed[cache.choice.key])
            self.notes += tuple(f"{source}: {reason}." for source, reason in outcome["layers_set_aside"])
            self.options.progress.step(by=len(job["digests"]))

    def _articles(self, run: Run) -> Any:
        """Gives the articles of a run by id, reading them now if the last run's knowledge was enough so far."""
        reading = self.readings[run]
        if reading.corpus is None:
            reading = reading_of.of_run(run, reading.fingerprint)
            self.readings[run] = reading
        assert reading.corpus is not None
        by_id: dict[str, Article] = {article.id: article for article in reading.corpus}
        return by_id.__getitem__

    def _job(self, one: Planned, members: list[Member], cache: Annotation) -> Job:
        assert self.folder is not None
        desk = (self.folder.building / one.folder).resolve()
        return order(
            one, members, desk=desk, tables=desk / f"tables-{cache.choice.key}", parts=cache.parts_of(members),
            set_aside=self._left_out(one, members, cache), page=self.options.page,
        )  # fmt: skip

    def _left_out(self, one: Planned, members: Sequence[Member], cache: Annotation) -> list[list[str]]:
        """Source and reason of what a report on several articles is not about, though it was an input."""
        if one.unit == ARTICLE:
            return []
        there = {member.id for member in members}
        broken = [[m.id, cache.failed[m.digest]] for m in one.members if m.id not in there]
        return [*(list(pair) for pair in one.set_aside), *broken]

    def _take(self, one: Planned, job: Job, outcome: Outcome) -> str:
        """Publish a report that was made, or note why it was not; returns the line for it."""
        assert self.folder is not None
        if "files" not in outcome:
            return self._failed(one, outcome)
        old = self.before.reports.get(one.path)
        try:
            sizes = self.folder.publish(
                Path(job["folder"]), outcome["files"], one.folder, old=self._only_here(one, old)
            )
        except OSError as error:
            if error.errno in STOPS:
                raise
            return self._failed(one, {"fault": sentence(error, self.options.out), "errno": error.errno})
        self.entries[one.path] = replace(
            self.entries[one.path], status="built", parts=dict(one.parts), files=sizes, figures=outcome["figures"],
            reason="", error={},
        )  # fmt: skip
        return f"built      {one.path}  ({self.reasons[one]})"

    def _only_here(self, one: Planned, old: Entry | None) -> list[str]:
        """Files of the report before that no other notebook on the same articles uses."""
        if old is None:
            return []
        if not self.neighbours:
            for path in {**self.before.reports, **self.entries}:
                self.neighbours.setdefault(str(Path(path).parent), []).append(path)
        others: set[str] = set()
        for path in self.neighbours[str(Path(one.path).parent)]:
            if path != one.path:
                others |= set((self.entries.get(path) or self.before.reports[path]).files)
        return [name for name in old.files if name not in others]

    def _failed(self, one: Planned, outcome: Outcome) -> str:
        if outcome.get("errno") in STOPS:
            raise OSError(outcome["errno"], outcome["fault"])
        error = from_outcome(outcome)
        reason = error.sentence if error is not None else outcome["fault"]
        entry = self.entries[one.path]
        status = "stale" if entry.there else "failed"
        self.entries[one.path] = replace(entry, status=status, reason=reason, error=outcome.get("error", {}))
        kept = ", the report from before is kept" if status == "stale" else ""
        return f"{'stale' if status == 'stale' else 'FAILED':<10} {one.path}  ({reason}{kept})"

    def _save(self, caches: Any = ()) -> None:
        """The manifest and the index as things stand."""
        for cache in caches:
            cache.save(m.digest for reading in self.readings.values() for m in reading.members)
        planned = {one.path for one in self.reasons}
        kept = {
            path: replace(entry, status="kept", reason="") for path, entry in self.before.reports.items()
            if path not in planned and entry.there
        }  # fmt: skip
        made = Manifest(
            {**kept, **self.entries},
            {r.fingerprint: reading_of.to_memory(r) for r in self.readings.values()},
        )
        manifest.write(made, self.options.out)
        notebooks = {notebook.name: notebook.title for notebook in self.notebooks.values()}
        index.write(list(made.reports.values()), self.set_aside, self.options.out, notebooks=notebooks)

    def _save_if_begun(self) -> None:
        if self.entries:  # stopped before the plan was made, nothing is known that is not in the manifest
            self._save()

    def _end(self) -> tuple[Result, ...]:
        self._save_if_begun()
        return tuple(Result(path, entry.status, entry.reason) for path, entry in self.entries.items())


def _check_camps(camps: str) -> None:
    """A camps file with a typo stops the batch before anything is made, with its own sentence."""
    from framing import camps as layer

    layer.load(camps)


def _raise_fault(outcome: Outcome, out: Path) -> None:
    if "fault" in outcome:
        if outcome["errno"] in STOPS:
            raise OSError(outcome["errno"], outcome["fault"])
        raise RunsError(
            f"the articles could not be annotated: {outcome['fault']}; reports in '{out}' are as they were."
        )
    error = from_outcome(outcome)
    if error is not None:
        raise RunsError(
            f"the articles could not be annotated: {error.sentence}; reports in '{out}' are as they were."
        )


def _prune(cache: Path, used: set[str]) -> None:
    """Tables made with other camps, weights or code are of no more use."""
    import shutil

    if cache.is_dir():
        for path in cache.iterdir():
            if path.name not in used:
                shutil.rmtree(path, ignore_errors=True)


# Safe and worth while to import before forking: libraries without threads of their own.
_SAFE = frozenset(
    {"framing", "pandas", "numpy", "matplotlib", "scipy", "IPython", "ipywidgets", "nltk", "krippendorff"}
)


def _imports(notebooks: Any) -> tuple[str, ...]:
    """The modules that the notebooks import, as far as they may be imported before forking."""
    import ast

    found: dict[str, None] = {}
    for notebook in notebooks:
        for cell in notebook.content["cells"]:
            if cell.get("cell_type") != "code":
                continue
            with contextlib.suppress(SyntaxError, ValueError):
                for node in ast.walk(ast.parse(cell["source"])):
                    if isinstance(node, ast.Import):
                        found |= dict.fromkeys(alias.name for alias in node.names)
                    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                        found[node.module] = None
    return tuple(name for name in found if name.partition(".")[0] in _SAFE)


@contextlib.contextmanager
def terminates_gently() -> Iterator[None]:
    """A polite kill is treated as Ctrl-C: what is done is kept, and said."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    old = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, old)
