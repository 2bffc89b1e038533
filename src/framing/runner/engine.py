"""The runner as an engine of papermill's: `papermill --engine framing notebook.ipynb out.ipynb`.

Cells run in papermill's own process, in the shell that `framing report` uses: no kernel is started. What needs a
kernel, another language or a time limit for a cell, goes to papermill's usual engine.
"""

from __future__ import annotations

from typing import Any

from nbformat import from_dict
from papermill.engines import Engine, NBClientEngine

from framing.runner.shell import Shell


class FramingEngine(Engine):  # type: ignore[misc]
    """Runs a managed notebook in this process; found by papermill through its entry point."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, execution_timeout: int | None = None, **options: Any
    ) -> None:
        """Run all cells, up to the first that fails, and tell the manager of each.

        Args:
            nb_man: papermill's manager of the notebook.
            kernel_name: the kernel that the notebook asks for.
            execution_timeout: seconds for a cell; with a limit, papermill's usual engine runs the notebook.
            **options: for that engine.
        """
        if execution_timeout or cls.nb_language(nb_man.nb) != "python":
            NBClientEngine.execute_managed_notebook(
                nb_man, kernel_name, execution_timeout=execution_timeout, **options
            )
            return
        content = nb_man.nb
        running: list[int] = []

        def started(index: int) -> None:
            done(running)
            running.append(index)
            nb_man.cell_start(content.cells[index], index)

        def done(indices: list[int]) -> None:
            while indices:
                index = indices.pop()
                content.cells[index].update(from_dict(dict(content.cells[index])))
                nb_man.cell_complete(content.cells[index], index)

        error = Shell().run(content, started=started)
        if error is not None and running:
            nb_man.cell_exception(content.cells[running[-1]], running[-1])
        done(running)
        nb_man.nb = from_dict(content)
