"""The folder of the tables while a run writes to it: one writer, parts journalled as they come, nothing left behind."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from framing import locking, parts
from framing.annotate import PROVENANCE
from framing.dataset.annotating import KEYS, WORK
from framing.parts import Manifest, Part
from framing.tables import SCHEMAS, atomic

LOCK, INPUTS = ".lock", ".inputs.json"
_BESIDE = r"\.(?:{names})\.[a-z0-9_]{{8}}"


class Folder:
    """A folder of tables, while it is held.

    Args:
        path: the folder; it is made where it is missing.

    Raises:
        ValueError: on entering, where it is a file, lies in one, or another run is writing to it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._lock: IO[str] | None = None
        self._journal: IO[str] | None = None
        self._new = False
        self.swept = 0

    @property
    def work(self) -> Path:
        """What a run needs while it goes on."""
        return self.path / WORK

    def __enter__(self) -> Folder:
        if (
            file := next((one for one in (self.path, *self.path.parents) if one.is_file()), None)
        ) is not None:
            raise ValueError(
                f"the tables cannot be written to '{self.path}': '{file}' is a file; give a folder with --out."
            )
        self._new = not self.path.exists()
        self.path.mkdir(parents=True, exist_ok=True)
        try:
            self._lock = locking.take(self.path / LOCK)
        except locking.Busy:
            raise ValueError(
                f"another run is writing to '{self.path}'; wait for it to end, or give another --out."
            ) from None
        self.swept = locking.sweep() + self._sweep()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._journal is not None:
            self._journal.close()
        shutil.rmtree(self.work, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
        if kind is not None and self._new and {one.name for one in self.path.iterdir()} <= {LOCK}:
            with contextlib.suppress(OSError):  # nothing came of it
                (self.path / LOCK).unlink(missing_ok=True)
                self.path.rmdir()

    def _sweep(self) -> int:
        """Remove what a run left that was killed."""
        written = (*(f"{table}.parquet" for table in SCHEMAS), PROVENANCE, INPUTS, parts.MANIFEST)
        names = "|".join(re.escape(one) for one in written)
        left = [one for one in self.path.iterdir() if re.fullmatch(_BESIDE.format(names=names), one.name)]
        for one in left:
            one.unlink(missing_ok=True)
        found = len(left) + self.work.exists()
        shutil.rmtree(self.work, ignore_errors=True)
        return found

    def manifest(self) -> Manifest | None:
        """What lies here, as parts."""
        return parts.load(self.path)

    def begin(self, wanted: int, before: Manifest | None) -> None:
        """Begin to journal a run that sets out for so many parts."""
        journal = self.path / parts.MANIFEST
        # A line that a killed run broke off must not swallow the next one.
        torn = before is not None and not journal.read_bytes().endswith(b"\n")
        if before is None:
            for table in SCHEMAS:  # single files of a smaller input
                single = self.path / f"{table}.parquet"
                if single.is_file():
                    single.unlink()
        self._journal = journal.open("a", encoding="utf-8")
        self._write(("\n" if torn else "") + parts.started(wanted))

    def add(self, part: Part) -> None:
        """Journal a part whose files are in place."""
        self._write(part.line())

    def _write(self, line: str) -> None:
        assert self._journal is not None
        self._journal.write(line)
        self._journal.flush()
        os.fsync(self._journal.fileno())

    def end(self, made: Sequence[Part], told: Mapping[str, Any]) -> int:
        """Write the manifest of the whole, and remove the parts that are not of it.

        Returns:
            How many parts were removed.
        """
        assert self._journal is not None
        self._journal.close()
        self._journal = None
        with atomic(self.path / parts.MANIFEST) as beside, beside.open("w", encoding="utf-8") as file:
            file.writelines(part.line() for part in made)
            file.write(parts.ended([part.name for part in made], told))
            file.flush()
            os.fsync(file.fileno())
        return self._prune({part.name for part in made})

    def _prune(self, names: set[str]) -> int:
        gone = set()
        for folder in (*(self.path / f"{table}.parquet" for table in SCHEMAS), self.path / KEYS):
            for file in folder.iterdir() if folder.is_dir() else ():
                if file.stem not in names:
                    with contextlib.suppress(OSError):
                        file.unlink()
                        gone.add(file.stem)
        return len(gone)

    def tell(self, provenance: Mapping[str, Any]) -> None:
        """Write what the tables were made with beside them."""
        with atomic(self.path / PROVENANCE) as beside:
            beside.write_text(
                json.dumps(provenance, sort_keys=True, ensure_ascii=True) + "\n", encoding="utf-8"
            )

    def remember(self, files: Mapping[str, Sequence[int]], how: Mapping[str, Any]) -> None:
        """Keep what tells whether the inputs have changed by the next run."""
        with atomic(self.path / INPUTS) as beside:
            beside.write_text(json.dumps({"files": dict(files), "how": dict(how)}), encoding="utf-8")

    def remembered(self) -> Mapping[str, Any]:
        """What the last run has kept of its inputs."""
        with contextlib.suppress(OSError, ValueError):
            kept = json.loads((self.path / INPUTS).read_text(encoding="utf-8"))
            return kept if isinstance(kept, dict) else {}
        return {}

    def forget(self) -> None:
        """Keep nothing of the inputs: they changed while they were read."""
        (self.path / INPUTS).unlink(missing_ok=True)

    def join(self, folder: Path, made: Iterable[Part]) -> None:
        """Write single files of the parts that lie in another folder."""
        import pyarrow.parquet as pq

        names = [part.name for part in made]
        with contextlib.ExitStack() as stack:
            for table in SCHEMAS:
                beside = stack.enter_context(atomic(self.path / f"{table}.parquet"))
                writer = None
                for name in names:
                    with pq.ParquetFile(parts.place(folder, table, name)) as file:
                        writer = writer or stack.enter_context(pq.ParquetWriter(beside, file.schema_arrow))
                        for group in range(file.num_row_groups):
                            writer.write_table(file.read_row_group(group))
