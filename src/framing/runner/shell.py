"""Run a notebook's cells in this very process, with the outputs that a kernel would have sent.

The shell is ipykernel's own; only its socket is replaced by a recorder, and what it would have sent is
treated as nbclient treats messages (`framing.runner.messages`). So display hooks, inline figures, rich
errors and widgets come out as under papermill, without a second process, sockets or polling.
"""

from __future__ import annotations

import atexit
import builtins
import getpass
import io
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from framing import locking
from framing.runner.messages import Outputs

Content = dict[str, Any]


@dataclass(frozen=True)
class CellError:
    """Where and why a notebook stopped.

    Args:
        cell: the number of the cell in the notebook, from 1, injected parameters not counted.
        source: the cell's code.
        name: the exception's class, or `DeadKernel`, `Timeout`.
        message: its text.
    """

    cell: int | None
    source: str
    name: str
    message: str

    @property
    def sentence(self) -> str:
        """The error in one line."""
        where = f"cell {self.cell}: " if self.cell is not None else ""
        said = " ".join(self.message.split())
        return f"{where}{self.name}: {said}" if said else f"{where}{self.name}"


def cell_number(cells: list[Content], index: int) -> int:
    """The number of a cell as the author of the notebook counts: from 1, without the injected one."""
    injected = sum("injected-parameters" in c.get("metadata", {}).get("tags", []) for c in cells[:index])
    return index + 1 - injected


class Shell:
    """An IPython shell as in a kernel, whose messages are kept instead of sent.

    Make it once, early: what it imports and sets up is then shared by every process forked from this one.
    """

    def __init__(self) -> None:
        os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
        from ipykernel.zmqshell import ZMQInteractiveShell
        from jupyter_client.session import Session
        from traitlets.config import Config

        recorder = self

        class Inline(ZMQInteractiveShell):  # type: ignore[misc]
            def enable_gui(self, gui: Any = None) -> None:
                self.active_eventloop = gui  # `%matplotlib inline` asks; there is no loop to change

        class Recorder(Session):  # type: ignore[misc]
            def send(self, stream: Any, message: Any, content: Any = None, *args: Any, **extra: Any) -> Any:
                if not isinstance(message, dict):
                    parent = extra.get("parent") or (args[0] if args else None)
                    message = self.msg(
                        message, content=content, parent=parent, metadata=extra.get("metadata")
                    )
                message["buffers"] = extra.get("buffers") or []
                recorder._take(message)
                return message

        self._session = Recorder(key=b"", check_pid=False)
        config = Config()
        config.HistoryManager.enabled = False  # a history is a thread and a file, neither wanted
        folder = locking.Temporary("ipython") if "IPYTHONDIR" not in os.environ else None
        options = {"ipython_dir": folder.name} if folder else {}
        if folder is not None:
            atexit.register(folder.cleanup)
        self._shell = Inline.instance(config=config, **options)
        for part in (self._shell.displayhook, self._shell.display_pub):
            part.session = self._session
            part.pub_socket = self._session  # only has to be something
            part.topic = b"out"
        self._messages: Callable[[Content], None] = lambda message: None
        self._record_comms()

    def _record_comms(self) -> None:
        """Widgets talk through comms; these write to the recorder."""
        import comm
        from comm.base_comm import BaseComm, CommManager
        from ipykernel.jsonutil import json_clean

        session, shell = self._session, self._shell

        class Comm(BaseComm):
            def publish_msg(
                self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
            ) -> None:
                content = json_clean({"data": data or {}, "comm_id": self.comm_id, **keys})
                session.send(
                    None, msg_type, content, parent=shell.parent_header, metadata=metadata, buffers=buffers
                )

        manager = CommManager()
        comm.create_comm = Comm
        comm.get_comm_manager = lambda: manager

    def _take(self, message: Content) -> None:
        self._messages(message)

    def run(self, content: Content, *, started: Callable[[int], None] | None = None) -> CellError | None:
        """Run all cells; outputs are put into `content`.

        Args:
            content: a notebook as JSON gives it, changed in place.
            started: called with the index of each cell before it runs.

        Returns:
            None, or where it stopped.
        """
        outputs = Outputs()
        cells = content["cells"]
        error: CellError | None = None
        with _Streams(self._session) as streams, _no_questions():
            for cell in cells:
                if cell["cell_type"] == "code":
                    cell["outputs"], cell["execution_count"] = [], None
            for index, cell in enumerate(cells):
                if cell["cell_type"] != "code" or not cell["source"].strip():
                    continue
                if started is not None:
                    started(index)
                outputs.begin(cell)
                try:
                    error = self._run_cell(outputs, cell, index, streams, cell_number(cells, index))
                except _Stopped:
                    break
                if error is not None:
                    break
        if widgets := outputs.widgets():
            content.setdefault("metadata", {})["widgets"] = widgets
        return error

    def _run_cell(
        self, outputs: Outputs, cell: Content, index: int, streams: _Streams, number: int
    ) -> CellError | None:
        failed: list[Content] = []

        def take(message: Content) -> None:
            if message["header"]["msg_type"] == "error":
                failed.append(message["content"])
            outputs.take(message)

        self._messages = take
        self._shell.set_parent(
            {"header": {"msg_id": f"cell-{index}", "msg_type": "execute_request"}, "metadata": {}}
        )
        cell["execution_count"] = self._shell.execution_count
        result = self._shell.run_cell(cell["source"], store_history=True, silent=False)
        streams.flush()
        self._messages = lambda message: None
        if result.success and not result.error_in_exec:
            return None
        raised = result.error_before_exec or result.error_in_exec
        if isinstance(raised, SystemExit) and raised.code in (None, 0, "0"):
            raise _Stopped
        if "raises-exception" in cell.get("metadata", {}).get("tags", []):
            return None
        said = failed[-1] if failed else {"ename": type(raised).__name__, "evalue": str(raised)}
        return CellError(number, cell["source"], said["ename"], said["evalue"])


class _Stopped(Exception):  # noqa: N818 - not an error
    """A cell has called `sys.exit()`: the notebook ends there, and well."""


class _Stream(io.TextIOBase):
    """A text stream whose words become stream outputs."""

    def __init__(self, name: str, session: Any) -> None:
        self.name = name
        self._session = session
        self._waiting: list[str] = []

    encoding = "UTF-8"
    errors = "strict"

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return 1 if self.name == "stdout" else 2

    def set_parent(self, parent: Any) -> None:
        """A kernel's streams are told which cell they belong to; these know."""

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._waiting.append(text)
        return len(text)

    def flush(self) -> None:
        if self._waiting:
            text, self._waiting = "".join(self._waiting), []
            self._session.send(None, "stream", {"name": self.name, "text": text})


class _Streams:
    """Everything that is written to stdout and stderr while cells run, also below Python."""

    def __init__(self, session: Any) -> None:
        self._out, self._err = _Stream("stdout", session), _Stream("stderr", session)

    def __enter__(self) -> _Streams:
        self._old = sys.stdout, sys.stderr
        self._files = [tempfile.TemporaryFile(), tempfile.TemporaryFile()]
        self._saved = [os.dup(1), os.dup(2)]
        self._read = [0, 0]
        for number, file in zip((1, 2), self._files, strict=True):
            os.dup2(file.fileno(), number)
        sys.stdout, sys.stderr = self._out, self._err
        return self

    def flush(self) -> None:
        """Hand over what was written, a child process's words last."""
        self._out.flush()
        self._err.flush()
        for place, (file, stream) in enumerate(zip(self._files, (self._out, self._err), strict=True)):
            data = os.pread(file.fileno(), 1 << 26, self._read[place])
            if data:
                self._read[place] += len(data)
                stream.write(data.decode("utf-8", "replace"))
                stream.flush()

    def __exit__(self, *error: object) -> None:
        sys.stdout, sys.stderr = self._old
        for number, saved in zip((1, 2), self._saved, strict=True):
            os.dup2(saved, number)
            os.close(saved)
        for file in self._files:
            file.close()


class _no_questions:  # noqa: N801 - reads as a phrase
    """A batch has nobody to answer `input()`; like a kernel without a frontend it says so."""

    def __enter__(self) -> None:
        from IPython.core.error import StdinNotImplementedError

        def ask(*question: object, **extra: object) -> str:
            raise StdinNotImplementedError(
                "raw_input was called, but this frontend does not support input requests."
            )

        self._saved = builtins.input, getpass.getpass
        builtins.input, getpass.getpass = ask, ask

    def __exit__(self, *error: object) -> None:
        builtins.input, getpass.getpass = self._saved
