"""What a worker does: annotate a part of the corpus, or make one report.

A job and its outcome are JSON, so that they cross from process to process on every platform.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

from framing.runner.notebooks import Content, dump, inject, publishable, to_run
from framing.runner.shell import CellError
from framing.runner.work import Execute, Job, Outcome


def do(job: Job, execute: Execute) -> Outcome:
    """Do one job.

    Args:
        job: `kind` is `annotate` or `report`; the other keys are those that the function of that name reads.
        execute: how this worker runs cells.

    Returns:
        What the function returns; or `{"fault": sentence, "errno": number or None}` where the machine or
        the suite, not the notebook, failed.
    """
    try:
        return {"annotate": annotate, "report": report}[job["kind"]](job, execute)
    except OSError as error:
        where = f" at '{error.filename}'" if error.filename else ""
        return {"fault": f"{error.strerror or error}{where}", "errno": error.errno}
    except Exception as error:
        return {"fault": f"{type(error).__name__}: {error}", "errno": None}


def annotate(job: Job, execute: Execute) -> Outcome:
    """Annotate the articles of `job["articles"]` (a JSON file) into the folder `job["folder"]`."""
    from framing.annotate import annotate_to, without_a_layer
    from framing.report.corpus import from_json

    articles = [from_json(one) for one in json.loads(Path(job["articles"]).read_text(encoding="utf-8"))]
    beside = Path(job["folder"]).with_name(Path(job["folder"]).name + ".part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    choice = {name: job[name] for name in ("camps", "model", "lexicons", "frames", "corrections")}
    _, failed = annotate_to(articles, beside, **choice)
    shutil.rmtree(job["folder"], ignore_errors=True)
    beside.rename(job["folder"])
    partly = [[one.source, one.reason] for one in without_a_layer(job["folder"])]
    return {"set_aside": [[one.source, one.reason] for one in failed], "layers_set_aside": partly}


def report(job: Job, execute: Execute) -> Outcome:
    """Run a notebook over the tables of its articles and write page, notebook and CSV files.

    Args:
        job: `notebook` (the file), `parameters`, `shown` (parameters as published), `tables` (the folder
            that gets the tables of these articles), `parts` (folders of annotated parts, each with the ids to
            take from it), `articles` (ids), `set_aside` (source and reason of what is not among them),
            `copies` (how they were counted, and how many that left out),
            `folder` (where the files go), `name`, `hide`, `page`
            (module:function that makes HTML), `index` (the way to the start page), `title`, `bare` (whether the
            notebook is published without its outputs, which the page shows).
        execute: how cells are run.

    Returns:
        `{"error": …}` with the failing cell, or `{"files": […], "figures": {…}}`; `{"fault": …, "errno": None,
        "damaged": True}` where the annotated parts do not hold what they should.
    """
    tables = Path(job["tables"])
    try:
        _gather(
            tables,
            [(Path(part), ids) for part, ids in job["parts"]],
            job["articles"],
            job["set_aside"],
            job.get("copies"),
            job["parameters"].get("camps") or None,
        )
    except (OSError, ValueError, KeyError) as fault:
        if isinstance(fault, OSError) and fault.errno not in (None, errno.ENOENT):
            raise  # the machine's fault, which annotating again would not mend
        return {"fault": str(fault), "errno": None, "damaged": True}
    content = inject(_notebook(job["notebook"]), job["parameters"])
    folder = Path(job["folder"])
    folder.mkdir(parents=True, exist_ok=True)
    error = execute(content, folder)
    if error is not None:
        return {
            "error": {
                "cell": error.cell,
                "source": error.source,
                "name": error.name,
                "message": error.message,
            }
        }
    made = publishable(content, job["shown"], job["hide"])
    kept = to_run(made) if job.get("bare") else made
    (folder / f"{job['name']}.ipynb").write_bytes(dump(kept))
    files = [f"{job['name']}.ipynb"]
    for table in sorted((tables / "csv").iterdir()):
        shutil.copyfile(table, folder / table.name)
        files.append(table.name)
    shown = with_downloads(made, files)
    nav = [("All reports", job["index"]), ("Notebook", quote(files[0]))]
    page = _function(job["page"])(shown, title=job["title"], nav=nav)
    (folder / f"{job['name']}.html").write_bytes(page.encode("utf-8", "replace"))
    files.append(f"{job['name']}.html")  # last: the page is moved last, when all that it links to is there
    return {"files": files, "figures": json.loads((tables / "figures.json").read_text(encoding="utf-8"))}


def with_downloads(content: Content, files: Sequence[str]) -> Content:
    """A copy with a last section that links the files which belong to the page."""
    items = "".join(
        f'<li><a href="{quote(name)}" download>{escape(name)}</a></li>'
        for name in files
        if not name.endswith(".html")
    )
    section = (
        '<section class="sec" id="files" aria-labelledby="files-h"><h2 id="files-h">Files for your own work</h2>'
        "<p>The tables behind this page, for a spreadsheet, and the notebook that made it. Offsets count characters of "
        f'the article from its start.</p><ul class="list">{items}</ul></section>'
    )
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": section}}
    cell: Content = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [output],
        "source": "",
    }
    return {**content, "cells": [*content["cells"], cell]}


def _notebook(path: str) -> Content:
    from framing.runner.notebooks import load

    return load(path).content


def _function(name: str) -> Callable[..., str]:
    module, _, function = name.partition(":")
    found: Callable[..., str] = getattr(import_module(module), function)
    return found


def _gather(
    folder: Path,
    parts: Sequence[tuple[Path, Sequence[str]]],
    articles: Sequence[str],
    set_aside: Sequence[Sequence[str]] = (),
    copies: Mapping[str, Any] | None = None,
    camps: str | None = None,
) -> None:
    """What all notebooks on the same articles share: their tables out of the parts, as CSV too, and key figures.

    The folder appears whole or not at all.

    Raises:
        ValueError: where the parts do not hold every article just once.
    """
    if folder.exists():
        return
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from framing.camps import load as load_camps
    from framing.report.csvs import write_csv
    from framing.report.figures import key_figures
    from framing.tables import SCHEMAS, joined

    beside = folder.with_name(f".{folder.name}.{os.getpid()}-{threading.get_ident()}")
    shutil.rmtree(beside, ignore_errors=True)
    (beside / "csv").mkdir(parents=True)
    wanted = pa.array(articles, pa.string())
    made = {}
    for name in SCHEMAS:
        # Without threads: these tables are small, and every worker has one core.
        found = []
        for part, ids in parts:
            rows = pq.ParquetFile(part / f"{name}.parquet").read(use_threads=False)
            # Only what this part is there for: it may hold an earlier text of an article of another part.
            found.append(rows.filter(pc.is_in(rows["article_id"], value_set=pa.array(ids, pa.string()))))
        rows = joined(name, found)
        kept = rows.schema
        # Articles in the order asked for; within one, rows stay as the layers gave them.
        rows = rows.append_column("_place", pc.index_in(rows["article_id"], value_set=wanted))
        rows = rows.append_column("_row", pa.array(range(len(rows)), pa.int64())).filter(
            pc.is_valid(rows["_place"])
        )
        order = pc.sort_indices(rows, sort_keys=[("_place", "ascending"), ("_row", "ascending")])
        made[name] = rows.take(order).drop_columns(["_place", "_row"]).cast(kept)
        pq.write_table(made[name], beside / f"{name}.parquet")
    if made["articles"]["article_id"].to_pylist() != list(articles):
        shutil.rmtree(beside, ignore_errors=True)
        raise ValueError("the tables made before do not hold every article just once")
    told = [json.loads((part / "provenance.json").read_text(encoding="utf-8")) for part, _ in parts]
    provenance = told[0] | {"set_aside": [list(one) for one in set_aside]}
    if copies is not None:
        provenance["copies"] = dict(copies)
    here = {*articles, *made["articles"]["source"].to_pylist()}
    partly = [one for each in told for one in each.get("layers_set_aside", ()) if one[0] in here]
    provenance.pop("layers_set_aside", None)
    if partly:
        provenance["layers_set_aside"] = partly
    (beside / "provenance.json").write_text(json.dumps(provenance, sort_keys=True), encoding="utf-8")
    write_csv(made, beside / "csv")
    sides = load_camps(camps) if camps else None
    (beside / "figures.json").write_text(json.dumps(key_figures(made, provenance, sides)), encoding="utf-8")
    try:
        beside.rename(folder)
    except OSError as error:  # another worker was first, with the same rows
        shutil.rmtree(beside, ignore_errors=True)
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST) and not folder.exists():
            raise


def from_outcome(outcome: Mapping[str, Any]) -> CellError | None:
    """The cell error that an outcome carries."""
    error = outcome.get("error")
    return CellError(error["cell"], error["source"], error["name"], error["message"]) if error else None
