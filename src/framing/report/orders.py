"""What a worker is told to make: the job of one report, the same from a batch and on demand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from framing.report.corpus import Member, shown
from framing.report.plan import Planned
from framing.report.runs import ARTICLE
from framing.runner.work import Job


def order(
    one: Planned, members: Sequence[Member], *, desk: Path, tables: Path, parts: Sequence[tuple[str, Sequence[str]]],
    set_aside: Sequence[Sequence[str]], page: str,
) -> Job:  # fmt: skip
    """The job that makes a report.

    Args:
        one: the report.
        members: the articles that it can be made of.
        desk: an absolute path of a folder for what belongs to these articles.
        tables: an absolute path within it, of the tables that its notebooks share.
        parts: folders of annotated articles, each with the ids to take from it.
        set_aside: source and reason of what it is not about, though it was an input.
        page: `module:function` that makes HTML of an executed notebook.

    Returns:
        What `framing.report.jobs.report` reads.
    """
    # The tables stand for the source, which is only shown.
    values = {**one.shown, "tables": str(tables), "camps": one.camps}
    hide = {str(tables): "tables", str(desk): ".", str(Path.cwd()): "."}
    if shown(one.camps) != one.camps and os.sep in one.camps:
        hide[one.camps] = shown(one.camps)
    several = len(one.members) > 1 or one.unit != ARTICLE
    known = one.notebook.parameters
    return {
        "id": one.path, "kind": "report", "notebook": str(one.notebook.path), "name": one.notebook.name,
        "parameters": {name: value for name, value in values.items() if name in known}, "shown": one.shown,
        "tables": str(tables), "parts": [[str(Path(part).resolve()), list(ids)] for part, ids in parts],
        "set_aside": [list(pair) for pair in set_aside], "articles": [m.id for m in members],
        "copies": {"counted": one.run.copies, "left_out": one.copies_left},
        "folder": str(desk / one.notebook.name),
        "hide": hide, "page": page,
        "title": f"{one.notebook.title}: {one.title}" if several else one.title,
        "bare": one.unit == ARTICLE,  # of ten thousand articles the outputs once more would be a gigabyte
        "index": "../" * len(Path(one.folder).parts) + "index.html",
    }  # fmt: skip
