"""The tables of a corpus of any size: made by all cores or a cluster, resumed after any stop, read as one.

Example:
    >>> import tempfile
    >>> place = tempfile.mkdtemp()
    >>> done = annotate(["seeds/"], place, jobs=1)
    >>> done.articles, done.single
    (1, True)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from framing.dataset.making import LIMIT, Choice, Done, Watch, make
from framing.dataset.survey import Engine
from framing.reading.columns import Columns

__all__ = ["LIMIT", "Choice", "Done", "Watch", "annotate", "cores"]


def cores() -> int:
    """The cores that this process may use.

    Example:
        >>> cores() > 0
        True
    """
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def annotate(
    inputs: Sequence[str], out: str | Path, *, jobs: int | None = None, columns: Columns | None = None,
    camps: str | None = None, model: str | None = None, lexicons: str | None = None,
    corrections: str | None = None, frames: Sequence[str] = (), limit: float = LIMIT,
    part: int | None = None, engine: str = "local", scheduler: str | None = None, watch: Watch | None = None,
) -> Done:  # fmt: skip
    """Annotate inputs of any size into a folder of Parquet tables; what is there already is not made again.

    Args:
        inputs: files, folders, globs, as for `framing.read`.
        out: the folder; a table is a file there, or a folder of parts for more than 2,000 articles.
        jobs: workers; None for one a core.
        columns: the columns of the inputs, where they have no usual names.
        camps: a camps file, or the name of a shipped one; None for the generic ones.
        model: other weights for the attribution model.
        lexicons: a folder of word lists of your own.
        corrections: a file with what people said of single rows.
        frames: frame schemes of your own, as files.
        limit: seconds that one article may take before it is set aside by name.
        part: articles of a part, about, also of a small input; None for 250 of more than 2,000.
        engine: "local" for workers on this machine, "dask" for those of a cluster.
        scheduler: the address of a Dask scheduler; None for a cluster on this machine.
        watch: told of the run as it goes on.

    Raises:
        ValueError: one sentence, for an input, an option or a folder that is wrong.
        OSError: where the machine fails: a full disk, for one. What was finished is kept.
    """
    if limit <= 0:
        raise ValueError(f"the limit is {limit} seconds; it must be above 0.")
    if engine not in ("local", "dask"):
        raise ValueError(f"there is no engine '{engine}'; allowed are local, dask.")
    choice = Choice(columns or Columns(), camps, model, lexicons, corrections, tuple(frames), limit, part)
    size = jobs or cores()

    def workers(progress: Callable[[int], None]) -> Engine:
        if engine == "dask":
            from framing.dataset.cluster import Cluster

            return Cluster(scheduler, size, limit, progress)
        from framing.dataset.hands import Crew

        return Crew(size, limit, progress)

    return make(inputs, out, workers, choice, watch)
