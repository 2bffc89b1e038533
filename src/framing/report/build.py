"""The batch: plan, annotate, run notebooks in parallel, publish, and say in an index what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from framing.annotate import check_paths
from framing.corrections import read as read_corrections
from framing.reading.columns import Columns
from framing.report import manifest
from framing.report.batch import PAGE, Batch, Options, terminates_gently
from framing.report.folder import ReportsFolder
from framing.report.outcome import BuildResult, Result
from framing.report.progress import Progress, Silent
from framing.report.runs import Run, RunsError, from_file, from_flags
from framing.runner import kernels
from framing.runner.notebooks import Notebook, load
from framing.supplies import scheme_notes

__all__ = ["BuildResult", "Result", "build"]


def build(
    inputs: Sequence[str] | str = (),
    out: str | Path = "reports",
    *,
    notebooks: Sequence[str] | None = None,
    camps: Sequence[str] | str | None = None,
    groupings: Sequence[str] = (),
    runs_file: str | Path | None = None,
    text_column: str | None = None,
    fields: Columns | None = None,
    copies: str = "once",
    seed: int = 0,
    model: str | None = None,
    lexicons: str | None = None,
    frames: Sequence[str] = (),
    corrections: str | None = None,
    force: bool = False,
    list_only: bool = False,
    jobs: int | None = None,
    strict: bool = False,
    timeout: float = kernels.TIMEOUT,
    progress: Progress | None = None,
    page: str = PAGE,
) -> BuildResult:
    """Build what is not up to date of a batch of reports, and its index.

    Args:
        inputs: files, folders, globs; none for `out`/runs.yaml if it is there, else `seeds/`.
        out: the reports folder.
        notebooks: names, numbers or paths, `study` for all that look at a whole corpus; None for `report` on every
            article and on all.
        camps: camps files or names of shipped ones, one set of reports for each; None for the `camps.yaml`
            beside the inputs, where they all lie in one folder, and else the generic camps.
        groupings: `article`, `corpus`, `outlet`, `month`, `language` or a column of the inputs.
        runs_file: a YAML file that describes the batch instead of the five above.
        text_column: the column that holds the text in tables.
        fields: the columns of date, outlet, headline and id, where they have no usual names.
        copies: how copies are counted: "keep", "once" or "drop".
        seed: of everything that draws at random.
        model, lexicons: weights and word lists of your own.
        frames: frame schemes of your own, as files.
        corrections: a file with what people said of single rows.
        force: build all, changed or not.
        list_only: build nothing, say what would be built and why.
        jobs: workers at a time; at most one a core.
        strict: whether inputs that were set aside count as a failure.
        timeout: seconds that one cell may take.
        progress: told about every report as it is done.
        page: `module:function` that makes HTML of an executed notebook.

    Returns:
        What came of it. A notebook that fails does not raise: its report is `failed`, or `stale` where
        there is one from before, which stays.

    Raises:
        ValueError, OSError: one sentence, where inputs, flags or the runs file are wrong or the folder cannot
            be written; reports from before are as they were.

    Example:
        >>> import os, tempfile
        >>> out = tempfile.mkdtemp()
        >>> result = build(["seeds/"], out, notebooks=["report"], list_only=True)
        >>> [(one.path.split("/")[-1], one.status, one.reason) for one in result.reports]
        [('report.html', 'build', 'there is no report yet')]
    """
    began = monotonic()
    check_paths(model=model, lexicons=lexicons)
    own = tuple(_own(lexicons, frames, corrections))
    given = (inputs,) if isinstance(inputs, str) else tuple(str(one) for one in inputs)
    runs = _runs(
        given, Path(out), runs_file, notebooks=notebooks, camps=camps, groupings=tuple(groupings),
        text_column=text_column, seed=seed, fields=fields, copies=copies,
    )  # fmt: skip
    workers = kernels.workers(jobs)
    options = Options(Path(out), page, timeout, workers, model, lexicons, force, progress or Silent(),
                      tuple(frames), corrections)  # fmt: skip
    loaded = _load(runs)
    if list_only:
        batch = Batch(options, runs, loaded, manifest.read(out))
        batch.look(ahead=None)
        results = tuple(
            Result(p.path, "build" if why else "unchanged", why) for p, why in batch.reasons.items()
        )
        return BuildResult(
            None,
            results,
            batch.set_aside,
            False,
            strict,
            monotonic() - began,
            (*own, *batch.notes),
            batch.told,
            batch.clean,
        )
    with ReportsFolder(out) as folder, terminates_gently():
        batch = Batch(options, runs, loaded, manifest.read(out), folder)
        try:
            results = batch.run()
        finally:
            options.progress.close()
    return BuildResult(
        Path(out) / "index.html",
        results,
        batch.set_aside,
        batch.interrupted,
        strict,
        monotonic() - began,
        (*own, *batch.notes),
        batch.told,
        batch.clean,
    )


def _own(lexicons: str | None, frames: Sequence[str], corrections: str | None) -> Iterator[str]:
    """What should be known of schemes and corrections of the user's own, a sentence each; wrong ones raise here."""
    yield from scheme_notes(lexicons, frames)
    if corrections is not None:
        found = read_corrections(corrections)
        yield (
            f"{len(found):,} corrections of {corrections} are applied; `framing annotate --corrections` tells what "
            "becomes of each."
        )


def _runs(inputs: tuple[str, ...], out: Path, file: str | Path | None, **flags: Any) -> tuple[Run, ...]:
    camps = flags.pop("camps")
    flags["camps"] = (camps,) if isinstance(camps, str) else tuple(camps or ())
    if file is not None:
        others = [name for name in ("notebooks", "camps", "groupings", "text_column") if flags[name]]
        others += ["columns"] if flags["fields"] not in (None, Columns()) else []
        if inputs or others:
            extra = "an input" if inputs else f"`{others[0].replace('_', ' ')}`"
            raise RunsError(
                f"the runs file '{file}' says what to run, so {extra} cannot be given too; write it there."
            )
        return from_file(file)
    usual = out / "runs.yaml"
    if (
        not inputs
        and not any(flags[name] for name in ("notebooks", "camps", "groupings"))
        and usual.is_file()
    ):
        return from_file(usual)
    return from_flags(inputs, **flags)


def _load(runs: Sequence[Run]) -> dict[str, Notebook]:
    """Every notebook of the runs, by the name that the run gives it."""
    found: dict[str, Notebook] = {}
    for name in dict.fromkeys(name for run in runs for name, _ in run.notebooks):
        notebook = load(name)
        notebook.content  # noqa: B018 - a broken file is said now, not by a worker
        other = next((n for n in found.values() if n.name == notebook.name and n.path != notebook.path), None)
        if other is not None:
            raise RunsError(
                f"the notebooks '{other.path}' and '{notebook.path}' have the same name; rename one of them."
            )
        found[name] = notebook
    return found
