"""From a kernel's messages to the outputs of a cell, as nbclient does it.

nbclient itself would do, but importing it with nbformat and its schemas takes longer than a report.
"""

from __future__ import annotations

import base64
from typing import Any

Content = dict[str, Any]

_STATE = "application/vnd.jupyter.widget-state+json"


class Outputs:
    """Collects the outputs of one notebook, cell by cell."""

    def __init__(self) -> None:
        self._cell: Content = {}
        self._clear_next = False
        # A display with an id may be changed by any later cell.
        self._displays: dict[str, list[Content]] = {}
        self._widgets: dict[str, Content] = {}
        self._buffers: dict[str, dict[tuple[Any, ...], Content]] = {}

    def begin(self, cell: Content) -> None:
        """What comes from now on belongs to this cell."""
        self._cell, self._clear_next = cell, False

    def take(self, message: Content) -> None:
        """Take in one message."""
        kind, content = message["header"]["msg_type"], message["content"]
        if kind.startswith("comm"):
            self._comm(message)
        elif kind == "clear_output":
            if content.get("wait"):
                self._clear_next = True
            else:
                self._cell["outputs"].clear()
        elif kind == "update_display_data":
            for output in self._displays.get((content.get("transient") or {}).get("display_id", ""), ()):
                output |= {"data": content["data"], "metadata": content["metadata"]}
        elif (made := _output(kind, content)) is not None:
            if self._clear_next:
                self._cell["outputs"].clear()
                self._clear_next = False
            name = (content.get("transient") or {}).get("display_id")
            if name:
                for earlier in self._displays.setdefault(name, []):
                    earlier |= {"data": content["data"], "metadata": content["metadata"]}
                self._displays[name].append(made)
            self._cell["outputs"].append(made)

    def _comm(self, message: Content) -> None:
        content = message["content"]
        data, name = content["data"], content["comm_id"]
        if "state" not in data:
            return
        self._widgets.setdefault(name, {}).update(data["state"])
        for path, buffer in zip(data.get("buffer_paths") or (), message.get("buffers") or (), strict=False):
            encoded = base64.b64encode(buffer).decode("ascii")
            self._buffers.setdefault(name, {})[tuple(path)] = {
                "path": path,
                "data": encoded,
                "encoding": "base64",
            }

    def widgets(self) -> Content:
        """The notebook's metadata on its widgets; empty where it has none."""
        states = {}
        for name, state in self._widgets.items():
            if "_model_name" not in state:
                continue
            states[name] = {
                "model_name": state.get("_model_name"), "model_module": state.get("_model_module"),
                "model_module_version": state.get("_model_module_version"), "state": state,
            }  # fmt: skip
            if name in self._buffers:
                states[name]["buffers"] = list(self._buffers[name].values())
        return {_STATE: {"state": states, "version_major": 2, "version_minor": 0}} if states else {}


def _output(kind: str, content: Content) -> Content | None:
    if kind == "stream":
        return {"output_type": kind, "name": content["name"], "text": content["text"]}
    if kind == "display_data":
        return {"output_type": kind, "data": content["data"], "metadata": content["metadata"]}
    if kind == "execute_result":
        shown = {"output_type": kind, "data": content["data"], "metadata": content["metadata"]}
        return shown | {"execution_count": content["execution_count"]}
    if kind == "error":
        return {"output_type": kind} | {key: content[key] for key in ("ename", "evalue", "traceback")}
    return None
