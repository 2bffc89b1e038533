"""What a worker does to read: pieces of the inputs to lines of the spool, and what the whole run must know of each."""

from __future__ import annotations

import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from framing.article import Article, SetAside
from framing.dataset import spool
from framing.given import kinds
from framing.reading.columns import Columns
from framing.reading.copies import trace
from framing.reading.inspection import outlet_of
from framing.reading.moments import Orders
from framing.reading.pieces import Piece
from framing.reading.rows import NoColumn

Tell = Callable[[Mapping[str, Any]], None]


def read(job: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    """Read the pieces of a unit.

    Args:
        job: `unit` (its number), `spool` (the folder), `pieces`, `columns` (those the caller names), `orders` (what
            whole files tell of their dates, by path), `skip` (pieces that are set aside, with the reason).
        tell: called with what is being read.

    Returns:
        `articles` (how many), `kinds`, `set_aside`, `doubts`, `outlets`, `months`, `orders` by path, `missing`:
        what the run adds up; what it needs of each article lies in `UNIT.npz` and `UNIT.npy` beside the lines.
    """
    import numpy as np

    _rehearse()
    target = spool.name(job["spool"], job["unit"])
    found = _Found()
    position = 0
    with target.open("wb") as file:
        for number, kept in enumerate(job["pieces"]):
            piece = Piece.of(kept)
            tell({"at": [number, number + 1]})
            if (reason := job.get("skip", {}).get(str(number))) is not None:
                found.set_aside.append((_label(piece), reason))
                continue
            known = found.orders.get(piece.path) or job["orders"].get(piece.path)
            orders = Orders.of_json(known) if known else Orders()
            for one in piece.articles(Columns(**job["columns"]), orders):
                tell({"at": [number, number + 1]})
                if isinstance(one, SetAside):
                    found.set_aside.append((one.source, one.reason))
                elif isinstance(one, NoColumn):
                    found.missing = found.missing or "?"
                else:
                    naming, article, doubts = one
                    written = spool.line(naming, article)
                    file.write(written)
                    found.add(spool.default_id(naming), article, position, len(doubts) > 0)
                    found.doubts.update(doubt.kind for doubt in doubts)
                    position += len(written)
            if piece.end >= 0:
                found.orders[piece.path] = orders.to_json()
    arrays = found.arrays(position)
    bands = arrays.pop("bands")
    np.savez(target.with_suffix(".npz"), **arrays)
    np.save(target.with_suffix(".npy"), np.asfortranarray(bands))
    return found.told()


@lru_cache(maxsize=1)
def _rehearse() -> None:
    """Load what reading loads on first use, off any article's time."""
    from io import StringIO

    from framing.reading import read as read_all

    read_all(StringIO("The ferry may be late, the harbour master said."))


def _label(piece: Piece) -> str:
    return piece.label if piece.end < 0 else f"{piece.label}:line {piece.first} ff."


class _Found:
    """What is gathered of the articles of a unit."""

    def __init__(self) -> None:
        self.set_aside: list[tuple[str, str]] = []
        self.doubts: Counter[str] = Counter()
        self.outlets: Counter[str] = Counter()
        self.months: Counter[str] = Counter()
        self.orders: dict[str, Any] = {}
        self.kinds: dict[str, str] = {}
        self.missing = ""
        self._rows: list[tuple[Any, ...]] = []
        self._bands: list[Any] = []
        self._keys: list[bytes] = []

    def add(self, article_id: str, article: Article, position: int, doubtful: bool) -> None:
        told = trace(article)
        bare, whole = spool.keys(article)
        self._keys += [bare, whole]
        self._bands.append(told.bands)
        published = article.published.timestamp() if article.published else float("nan")
        self._rows.append((
            position, len(article.text), hash_of(article_id), told.words, told.enough, published,
            zlib.crc32((article.headline or "").encode("utf-8", "replace")), doubtful,
        ))  # fmt: skip
        self.kinds = kinds([article], self.kinds)
        self.outlets[outlet_of(article)] += 1
        self.months[article.published.strftime("%Y-%m") if article.published else ""] += 1

    def arrays(self, size: int) -> dict[str, Any]:
        import numpy as np

        columns = list(zip(*self._rows, strict=True)) or [()] * 8
        types = (np.uint64, np.uint32, np.uint64, np.uint64, np.bool_, np.float64, np.uint32, np.bool_)
        names = ("start", "chars", "ids", "words", "enough", "published", "headlines", "doubtful")
        made: dict[str, Any] = {
            name: np.array(column, kind) for name, column, kind in zip(names, columns, types, strict=True)
        }
        made["start"] = np.append(made["start"], np.uint64(size))
        hashes = np.frombuffer(b"".join(self._keys), np.uint8).reshape(-1, 2, 16)
        made |= {"bare": hashes[:, 0], "whole": hashes[:, 1]}
        made["bands"] = np.array(self._bands, np.uint64).reshape(len(self._rows), -1)
        return made

    def told(self) -> dict[str, Any]:
        return {
            "articles": len(self._rows), "set_aside": self.set_aside, "kinds": self.kinds, "missing": self.missing,
            "doubts": dict(self.doubts), "outlets": dict(self.outlets), "months": dict(self.months),
            "orders": self.orders,
        }  # fmt: skip


def hash_of(article_id: str) -> int:
    """An id as a number of 64 bits."""
    plain = unicodedata.normalize("NFC", article_id).encode("utf-8", "replace")
    return int.from_bytes(blake2b(plain, digest_size=8).digest(), "little")


def lines_apart(pieces: list[dict[str, Any]], number: int) -> Iterator[dict[str, Any]]:
    """The pieces of a unit with one of them cut into its lines, so that no more than a line need be set aside."""
    for place, kept in enumerate(pieces):
        if place == number:
            yield from (one.to_json() for one in Piece.of(kept).lines())
        else:
            yield kept


def laid_down(spool_folder: Path) -> Path:
    """Where what must be laid down to be read lies."""
    return spool_folder / "laid_down"
