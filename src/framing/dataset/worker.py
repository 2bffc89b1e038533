"""A worker: a process that does one job after another, told and telling by lines of JSON.

It runs by itself, so that one which dies, hangs or eats the memory takes nobody with it, and whoever started
it can end it. Where that one is gone, it goes too.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any


def main() -> None:
    """Do the jobs that come on standard input, until it ends."""
    talk = os.dup(1)
    os.dup2(2, 1)  # whatever prints must not mix into the protocol
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()

    def tell(message: Mapping[str, Any]) -> None:
        data = json.dumps(message).encode() + b"\n"
        while data:
            data = data[os.write(talk, data) :]

    for line in sys.stdin.buffer:
        tell({"outcome": do(json.loads(line), tell)})


def do(job: Mapping[str, Any], tell: Any) -> Mapping[str, Any]:
    """Do one job.

    Args:
        job: `kind` is `read` or `make`; the rest is for the function of that name.
        tell: called with what is being worked at.

    Returns:
        What the function returns; or `{"fault": sentence, "errno": number or None, "place": path}`.
    """
    from framing.dataset import annotating, reading
    from framing.threads import one_thread

    try:
        with one_thread():
            return (reading.read if job["kind"] == "read" else annotating.make)(job, tell)
    except OSError as error:
        place = str(error.filename) if error.filename else ""
        return {"fault": error.strerror or str(error), "errno": error.errno, "place": place}
    except Exception as error:
        return {"fault": f"{type(error).__name__}: {error}", "errno": None, "place": ""}


def _watch(parent: int) -> None:
    """Leave when the parent is gone: nobody would know of what this one makes."""
    while True:
        time.sleep(1)
        if os.getppid() != parent:
            os._exit(1)


if __name__ == "__main__":
    main()
