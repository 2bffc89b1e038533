"""The runner as an engine of papermill's: `papermill --engine framing notebook.ipynb out.ipynb`.

Cells run in papermill's own process, in the shell that `framing report` uses: no kernel is started. What needs a
kernel, another language or a time limit for a cell, goes to papermill's usual engine.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from papermill.engines import Engine


class FramingEngine:
    """What papermill finds by its entry point; papermill itself is imported only when it asks.

    Importing papermill loads every engine, this one too: at the top of this file that would be a circle.
    """

    @staticmethod
    def execute_notebook(nb: Any, kernel_name: str, **options: Any) -> Any:
        """Run a notebook and return it; papermill's own options hold."""
        return _engine().execute_notebook(nb, kernel_name, **options)

    @staticmethod
    def nb_kernel_name(nb: Any, name: str | None = None) -> Any:
        """The kernel that a notebook asks for."""
        return _engine().nb_kernel_name(nb, name)

    @staticmethod
    def nb_language(nb: Any, language: str | None = None) -> Any:
        """The language of a notebook."""
        return _engine().nb_language(nb, language)


@lru_cache(maxsize=1)
def _engine() -> type[Engine]:
    from papermill.engines import Engine, NBClientEngine

    class InProcess(Engine):  # type: ignore[misc]
        @classmethod
        def execute_managed_notebook(
            cls, nb_man: Any, kernel_name: str, *, execution_timeout: int | None = None, **options: Any
        ) -> None:
            if execution_timeout or cls.nb_language(nb_man.nb) != "python":
                NBClientEngine.execute_managed_notebook(
                    nb_man, kernel_name, execution_timeout=execution_timeout, **options
                )
            else:
                _run(nb_man)

    return InProcess


def _run(nb_man: Any) -> None:
    """Run all cells, up to the first that fails, and tell papermill's manager of each."""
    from nbformat import from_dict

    from framing.runner.shell import Shell

    content = nb_man.nb
    running: list[int] = []

    def done() -> None:
        while running:
            index = running.pop()
            content.cells[index].update(from_dict(dict(content.cells[index])))
            nb_man.cell_complete(content.cells[index], index)

    def started(index: int) -> None:
        done()
        running.append(index)
        nb_man.cell_start(content.cells[index], index)

    error = Shell().run(content, started=started)
    if error is not None and running:
        nb_man.cell_exception(content.cells[running[-1]], running[-1])
    done()
    nb_man.nb = from_dict(content)
