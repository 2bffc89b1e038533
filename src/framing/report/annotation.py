"""The tables of the articles: made once in parallel, kept in parts, found again by the next build."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.article import Article
from framing.report.corpus import Member, to_json
from framing.runner.work import Job, Outcome

PART = 32
"""Articles in a part at most; a report on one article reads the whole part."""

# What tables depend on besides the article.
_BASIS = ("camps", "lexicons", "model", "suite")
_OWN = ("frames", "corrections")  # where the user has some


@dataclass(frozen=True)
class Choice:
    """Which camps, weights and word lists the layers use.

    Args:
        camps: a camps file or the name of a shipped one.
        model, lexicons, frames, corrections: as for `framing.annotate`.
        parts: the key parts of a report that is made with them.
    """

    camps: str
    model: str | None
    lexicons: str | None
    parts: Mapping[str, str]
    frames: tuple[str, ...] = ()
    corrections: str | None = None

    @property
    def key(self) -> str:
        """The name of the folder in the cache."""
        # The tables' provenance names the camps, so two files of the same bytes are not the same choice.
        named = "/".join(Path(self.camps).parts[-2:])
        own = [f"{name} {self.parts[name]}" for name in _OWN if name in self.parts]
        basis = json.dumps([named, *(self.parts[name] for name in _BASIS), *own])
        return hashlib.sha256(basis.encode()).hexdigest()[:16]


class Annotation:
    """The cached parts of one choice.

    Args:
        cache: the folder of all caches.
        choice: what the tables are made with.
        fresh: whether parts from before are left alone, and every article is annotated anew.
    """

    def __init__(self, cache: Path, choice: Choice, *, fresh: bool = False) -> None:
        self.choice = choice
        self.folder = cache / choice.key
        self._index: dict[str, str] = {}  # digest of an article -> name of its part
        self.failed: dict[str, str] = {}  # digest of an article that a layer could not take -> reason
        if fresh:
            return
        with contextlib.suppress(OSError, ValueError, KeyError):
            kept = json.loads((self.folder / "parts.json").read_text(encoding="utf-8"))
            whole = {
                name
                for name in set(kept["parts"].values())
                if (self.folder / name / "provenance.json").is_file()
            }
            self._index = {digest: name for digest, name in kept["parts"].items() if name in whole}
            self.failed = {d: r for d, r in kept["failed"].items() if d in self._index}

    def missing(self, members: Iterable[Member]) -> list[Member]:
        """The articles that have no tables yet, each once."""
        return list({m.digest: m for m in members if m.digest not in self._index}.values())

    def parts_of(self, members: Iterable[Member]) -> list[tuple[str, list[str]]]:
        """The folders that hold the tables of these articles, each with the ids to take from it.

        A part is kept for as long as one of its articles lives, so it may also hold an earlier text of an
        article whose newer text lies in another part: an id alone does not say which rows are meant.
        """
        found: dict[str, list[str]] = {}
        for member in members:
            found.setdefault(self._index[member.digest], []).append(member.id)
        return [(str(self.folder / name), ids) for name, ids in found.items()]

    def forget(self, members: Iterable[Member]) -> None:
        """Tables of these articles cannot be used; they are made anew, and so are others in the same parts."""
        names = {self._index[m.digest] for m in members if m.digest in self._index}
        self._index = {digest: name for digest, name in self._index.items() if name not in names}
        self.failed = {digest: why for digest, why in self.failed.items() if digest in self._index}

    def jobs(
        self, missing: Sequence[Member], article: Callable[[str], Article], workers: int, desk: Path
    ) -> Iterator[Job]:
        """The jobs that annotate them: parts small enough that all workers have one.

        Args:
            missing: the articles.
            article: gives an article by its id.
            workers: how many work at a time.
            desk: a folder for what the workers read.
        """
        size = max(1, min(PART, math.ceil(len(missing) / (2 * workers))))
        desk.mkdir(parents=True, exist_ok=True)
        for start in range(0, len(missing), size):
            members = missing[start : start + size]
            name = hashlib.sha256("".join(m.digest for m in members).encode()).hexdigest()[:16]
            articles = desk / f"{name}.json"
            # Lone surrogates cannot be in a text: reading has replaced them.
            articles.write_text(json.dumps([to_json(article(m.id)) for m in members]), encoding="utf-8")
            yield {
                "id": f"annotate {self.choice.key} {name}", "kind": "annotate", "articles": str(articles),
                "folder": str(self.folder / name), "camps": self.choice.camps, "model": self.choice.model,
                "lexicons": self.choice.lexicons, "frames": list(self.choice.frames),
                "corrections": self.choice.corrections, "part": name, "digests": [m.digest for m in members],
            }  # fmt: skip

    def done(self, job: Job, outcome: Outcome, members: Mapping[str, Member]) -> None:
        """Note what a job has made."""
        for digest in job["digests"]:
            self._index[digest] = job["part"]
        reasons = dict(outcome["set_aside"])
        for digest in job["digests"]:
            if (reason := reasons.get(members[digest].id) or reasons.get(_source(job, digest))) is not None:
                self.failed[digest] = reason

    def save(self, live: Iterable[str]) -> None:
        """Write the index of the parts; parts without a living article are removed."""
        wanted = set(live)
        used = {self._index[digest] for digest in wanted if digest in self._index}
        self._index = {digest: name for digest, name in self._index.items() if name in used}
        if not self._index:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        from framing.report.manifest import write_if_new

        content: dict[str, Any] = {"parts": self._index, "failed": self.failed}
        write_if_new(self.folder / "parts.json", json.dumps(content, sort_keys=True) + "\n")
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in used:
                shutil.rmtree(path, ignore_errors=True)


def _source(job: Job, digest: str) -> str:
    place = job["digests"].index(digest)
    return str(json.loads(Path(job["articles"]).read_text(encoding="utf-8"))[place]["source"])
