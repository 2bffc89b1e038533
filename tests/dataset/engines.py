"""Workers for tests: in this very process, so that none has to load the suite."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from framing.dataset import worker
from framing.dataset.making import Choice, Done, make

STORY = 'Ana Ruiz, head of the port, said the quay "may close". The union was widely accused of delay.'


class Inline:
    """Does jobs at once; `made` names the parts, `annotated` counts articles that were not taken over."""

    def __init__(
        self, hook: Callable[[dict[str, Any]], Any] = lambda job: None, *, backwards: bool = False
    ) -> None:
        self.made: list[str] = []
        self.annotated = 0
        self._hook, self._backwards = hook, backwards

    def run(self, jobs: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        listed = list(jobs)
        for job in reversed(listed) if self._backwards else listed:
            outcome = self._hook(job)
            if outcome is None:
                outcome = worker.do(json.loads(json.dumps(job)), self._tell)
            if job["kind"] == "make":
                self.made.append(job["name"])
            yield job, json.loads(json.dumps(outcome))

    def _tell(self, message: dict[str, Any]) -> None:
        if message["at"][1] > message["at"][0]:
            self.annotated += message.get("done", 0)

    def close(self) -> None:
        """Nothing to let go."""


def run(inputs: Path, out: Path, engine: Inline | None = None, **how: Any) -> Done:
    """A run with parts of about eight articles."""
    hands = engine or Inline()
    return make([str(inputs)], out, lambda progress: hands, Choice(size=8, **how))


def write(path: Path, numbers: Iterable[int], **more: Any) -> Path:
    """A file of JSON lines with an article for each number."""
    rows = ({"id": f"a{n}", "text": f"{STORY} Ship number {n} waited.", "page": n, **more} for n in numbers)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def bytes_of(folder: Path) -> dict[str, str]:
    """A hash of every file of a dataset but the times of its inputs."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".inputs.json"
    }
