"""What `framing annotate` does and says; no more logic than the choice between here and the workers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing import parts
from framing.annotate import annotate_to, implicit_camps, without_a_layer
from framing.article import SetAside
from framing.corrected import told_of
from framing.corrections import read as read_corrections
from framing.dataset import annotate as annotate_all
from framing.dataset.folder import Folder
from framing.dataset.making import LIMIT, Done, apart
from framing.dataset.progress import Bar
from framing.reading.columns import Columns
from framing.supplies import scheme_notes

_SMALL, _SMALL_EACH = 400_000, 60_000
"""Bytes of all inputs, and of each, up to which starting workers takes longer than the work."""


@dataclass(frozen=True)
class Said:
    """What a command tells.

    Args:
        set_aside: for the table on standard error.
        notes: sentences for standard error.
        line: for standard output.
        failed: whether something could not be made.
        clean: whether nothing is in doubt, a copy or set aside.
    """

    set_aside: tuple[SetAside, ...]
    notes: tuple[str, ...]
    line: str
    failed: bool
    clean: bool


def annotate(
    inputs: Sequence[str], out: str, *, columns: Columns, camps: str | None, model: str | None,
    lexicons: str | None, jobs: int | None, limit: float | None, part: int | None, engine: str,
    scheduler: str | None, corrections: str | None = None, frames: Sequence[str] = (),
) -> Said:  # fmt: skip
    """Write the tables of inputs; a small input is annotated in this process.

    Args:
        inputs, out, columns, model, lexicons, jobs, part, engine, scheduler, corrections, frames: as for
            `framing.dataset.annotate`.
        camps: None for the `camps.yaml` that lies beside the inputs, and else the generic ones.
        limit: None for the usual one.
    """
    apart(inputs, out)
    own = scheme_notes(lexicons, frames)
    by_hand = read_corrections(corrections) if corrections is not None else None
    note = ""
    if camps is None:
        beside, note = implicit_camps(inputs)
        camps = beside or "generic"
    asked = any(one is not None for one in (jobs, limit, part, scheduler)) or engine != "local"
    if not asked and parts.load(out) is None and small(inputs):
        with_ = {
            "camps": camps,
            "model": model,
            "lexicons": lexicons,
            "corrections": by_hand,
            "frames": frames,
        }
        said = _here(inputs, out, columns, with_)
    else:
        bar = Bar()
        try:
            done = annotate_all(
                inputs, out, jobs=jobs, columns=columns, camps=camps, model=model, lexicons=lexicons,
                corrections=corrections, frames=frames,
                limit=LIMIT if limit is None else limit, part=part, engine=engine, scheduler=scheduler, watch=bar,
            )  # fmt: skip
        finally:
            bar.close()
        said = _said(done, out)
    outcome = told_of(out, by_hand) if by_hand is not None else []
    notes = (*own, *([note] if note else []), *said.notes, *outcome)
    return Said(said.set_aside, notes, said.line, said.failed, said.clean)


def small(inputs: Sequence[str]) -> bool:
    """Whether the inputs are so small that workers would not pay.

    Example:
        >>> small(["seeds/"]), small(["-"])
        (True, False)
    """
    import os

    total = 0
    for given in inputs:
        path = Path(given)
        if path.is_file():
            found = [path]
        elif path.is_dir():
            found = [Path(here, name) for here, _, names in os.walk(path) for name in names]
        elif any(mark in given for mark in "*?["):
            found = (
                sorted(one for one in path.parent.glob(path.name) if one.is_file())
                if path.parent.is_dir()
                else []
            )
            if not found:
                return True  # which the reader says better
        else:
            return given != "-"
        for file in found:
            size = file.stat().st_size if file.is_file() else 0
            total += size
            if size > _SMALL_EACH or total > _SMALL:
                return False
    return True


def _here(inputs: Sequence[str], out: str, columns: Columns, with_: Mapping[str, Any]) -> Said:
    from tqdm import tqdm

    from framing.reading import read
    from framing.reading.inspection import closing, inspect

    corpus = read(*inputs, columns=columns)
    found = inspect(corpus)
    # The bar stays away from work under two seconds and from logs.
    with Folder(out), tqdm(total=len(corpus), unit="article", delay=2, disable=None, leave=False) as bar:

        def progress(done: int) -> None:
            bar.update(done)

        rows, failed = annotate_to(corpus, out, progress=progress, **with_)
    aside = (*corpus.set_aside, *failed)
    partly = without_a_layer(out)
    line = f"Wrote {len(rows)} tables to {Path(out)}: {_counted(rows)}."
    return Said((*aside, *partly), closing(found), line, bool(failed or partly), found.clean and not aside)


def _said(done: Done, out: str) -> Said:
    aside = tuple(SetAside(*one) for one in (*done.set_aside, *done.layers_set_aside, *done.failed))
    notes = list(done.notes)
    if done.failed:
        some = "part" if len(done.failed) == 1 else "parts"
        notes.append(
            f"{len(done.failed)} {some} could not be made, so the tables are not finished; run the same command again, "
            "it makes what is missing."
        )
    line = f"Wrote {len(done.rows)} tables to {Path(out)}: {_counted(done.rows)}."
    if not done.single:
        made = f"{done.made:,} made ({done.new:,} articles annotated, {done.again:,} taken over)"
        line += f" Parts: {done.made + done.kept:,}, {made}, {done.kept:,} there already."
    read = len(done.set_aside) > 0 and done.made + done.kept > 0
    failed = bool(done.failed or done.layers_set_aside) or any(
        reason.startswith(("a layer failed", "it took over", "the worker")) for _, reason in done.set_aside
    )
    return Said(aside, (*notes, *done.told), line, failed, done.clean and not read)


def _counted(rows: Any) -> str:
    return ", ".join(f"{count} {name}" for name, count in rows.items() if count)
