"""Inputs in pieces that can be read one by one, by several readers, in memory that does not grow with them.

A file is a piece; a large file of JSON lines is cut between lines, a Parquet file between its row groups. What
is packed in an archive or comes from a stream is laid down first, so that another process can read it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from framing.article import SetAside
from framing.reading.archives import Source, too_large
from framing.reading.columns import Columns
from framing.reading.inputs import sources
from framing.reading.making import Made, articles
from framing.reading.moments import Orders
from framing.reading.rows import NoColumn

LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
"""Endings of files that hold one JSON value a line."""
GROUPS = frozenset({".parquet", ".pq"})
IN_PIECES = LINES | GROUPS
"""Endings of files that may be of any size."""

SIZE = 1 << 20
"""Bytes of a piece of a file that is cut."""
_LONGEST_LINE = 64 << 20
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Piece:
    """A file, or a stretch of one.

    Args:
        path: where its bytes lie.
        label: what the reader of a message sees.
        suffix: lower case, with its dot.
        names: what an id can be made from, the shortest first.
        start, end: the stretch: bytes, or row groups of Parquet; an end of -1 means the whole file.
        first: the number of its first line or row.
        size: in bytes.
        laid_down: whether the file was only laid down to be read, and is removed afterwards.

    Example:
        >>> Piece.of(Piece("a.txt", "a.txt", ".txt", ("a",)).to_json()).names
        ('a',)
    """

    path: str
    label: str
    suffix: str
    names: tuple[str, ...]
    start: int = 0
    end: int = -1
    first: int = 1
    size: int = 0
    laid_down: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Piece:
        """The piece that `to_json` told of."""
        return cls(**{**kept, "names": tuple(kept["names"])})

    def to_json(self) -> dict[str, Any]:
        """All of it, as JSON can carry it."""
        return asdict(self)

    def load(self) -> bytes:
        """Its bytes; of a stretch of Parquet, those of a file that holds it alone."""
        if self.end < 0:
            return Path(self.path).read_bytes()
        if self.suffix in GROUPS:
            return _groups(self.path, self.start, self.end)
        with Path(self.path).open("rb") as file:
            file.seek(self.start)
            return file.read(self.end - self.start)

    def articles(
        self, columns: Columns, orders: Orders | None = None
    ) -> Iterator[Made | SetAside | NoColumn]:
        """What `framing.reading.making.articles` makes of it.

        Args:
            columns: the columns that the caller names.
            orders: what the whole file tells of its dates; filled where not known.
        """
        source = Source(
            self.label, self.suffix, self.names, self.size, self.load, first=self.first, orders=orders
        )  # fmt: skip
        yield from articles(source, columns)

    def lines(self) -> Iterator[Piece]:
        """Its lines as pieces of their own, where it has some; else itself."""
        if self.suffix not in LINES or (self.end < 0 and not _is_lines(self.path)):
            yield self
            return
        position = self.start
        for number, line in enumerate(self.load().splitlines(keepends=True)):
            if line.strip():
                yield Piece(
                    self.path, self.label, self.suffix, self.names, position, position + len(line),
                    self.first + number, len(line),
                )  # fmt: skip
            position += len(line)


def pieces(inputs: Iterable[Any], *, max_bytes: int, store: Path) -> Iterator[Piece | SetAside]:
    """Every piece of the inputs, in a stable order.

    Args:
        inputs: as for `framing.reading.read`, but for articles and corpora.
        max_bytes: the largest file that is read whole; one that is cut may be larger.
        store: a folder for what must be laid down to be read.

    Raises:
        InputError: for an input that is not there.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_text("It rained.")
        >>> [piece.names for piece in pieces([folder], max_bytes=1000, store=folder)]
        [('a', 'a.txt', ...)]
    """
    stored = 0
    for source in sources(inputs, max_bytes, IN_PIECES):
        if isinstance(source, SetAside):
            yield source
            continue
        path = source.path
        if path is None:
            store.mkdir(parents=True, exist_ok=True)
            path = store / f"{stored:08d}"
            path.write_bytes(source.load())
            stored += 1
        whole = Piece(
            str(path), source.label, source.suffix, source.names, size=source.size, laid_down=source.path is None
        )  # fmt: skip
        cut = [] if source.size <= SIZE else _cut(whole)
        if not cut and source.size > max_bytes:
            yield SetAside(source.label, too_large(source.size, max_bytes))
        elif not cut:
            yield whole
        yield from cut


def _cut(whole: Piece) -> Iterable[Piece]:
    """The pieces of a file that can be cut; none where it cannot."""
    try:
        if whole.suffix in LINES and _is_lines(whole.path):
            return _by_lines(whole)
        if whole.suffix in GROUPS:
            return _by_groups(whole)
    except (OSError, ValueError):
        pass  # whatever is wrong with it is told by who reads it
    return ()


def _is_lines(path: str) -> bool:
    """Whether the first line is an object by itself: a value over many lines must not be cut."""
    with Path(path).open("rb") as file:
        first = b""
        while not first.strip():
            first = file.readline(_LONGEST_LINE)
            if not first:
                return False
    if first.startswith(_WIDE) or b"\0" in first:
        return False
    return isinstance(json.loads(first.decode("utf-8-sig")), dict)


def _by_lines(whole: Piece) -> Iterator[Piece]:
    start, first = 0, 1
    with Path(whole.path).open("rb") as file:
        while block := file.read(SIZE):
            block += file.readline()
            end = start + len(block)
            # What is laid down has many pieces, so none of them may remove it; the folder goes at the end.
            yield Piece(
                whole.path, whole.label, whole.suffix, whole.names, start, end, first, len(block)
            )  # fmt: skip
            start, first = end, first + block.count(b"\n")


def _by_groups(whole: Piece) -> list[Piece]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(whole.path) as file:
            groups = [file.metadata.row_group(i) for i in range(file.metadata.num_row_groups)]
            counted = [(group.num_rows, group.total_byte_size) for group in groups]
    except pa.ArrowException:
        return []
    made, row = [], 1
    for number, (rows, size) in enumerate(counted):
        made.append(Piece(whole.path, whole.label, whole.suffix, whole.names, number, number + 1, row, size))
        row += rows
    return made


def _groups(path: str, start: int, end: int) -> bytes:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        rows = file.read_row_groups(list(range(start, end)), use_threads=False)
    made = io.BytesIO()
    pq.write_table(rows, made)
    return made.getvalue()
