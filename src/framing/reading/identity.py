"""Ids that are stable and unique, and file names made from them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_PLAIN = re.compile(r"[a-z0-9_][a-z0-9_.\-]{0,79}")
_UNSAFE = re.compile(r"[^a-z0-9_]+")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\..*)?")


@dataclass(frozen=True, slots=True)
class Naming:
    """What an article's id can be made from.

    Args:
        own: the id that its row brings, kept as it is where it can be.
        derived: names from the file, the shortest first; a longer one is used where shorter ones clash.
    """

    own: str | None
    derived: tuple[str, ...]


def unique_ids(namings: Sequence[Naming]) -> list[str]:
    """One id for each, all different, the same for the same input.

    A row's own id stays as it is; a second article with the same one gets `-2`, and so on. Others are
    called after their file, with the folder where two files share a name.

    Example:
        >>> unique_ids([Naming("7", ()), Naming("7", ()), Naming(None, ("a", "x/a")), Naming(None, ("a", "y/a"))])
        ['7', '7-2', 'x/a', 'y/a']
    """
    owned = {n.own for n in namings if n.own is not None}
    chosen = {i: n.own for i, n in enumerate(namings) if n.own is not None}
    levels = {i: 0 for i, n in enumerate(namings) if n.own is None}
    while levels:
        names = {i: _at(namings[i], level) for i, level in levels.items()}
        counts = Counter(names.values())
        clashing = {
            i for i, name in names.items()
            if (counts[name] > 1 or name in owned) and levels[i] + 1 < len(namings[i].derived)
        }  # fmt: skip
        if not clashing:
            chosen.update(names)
            break
        for i in clashing:
            levels[i] += 1
    # Reserved: every id that somebody has by right, so that no numbered one takes it.
    reserved = set(chosen.values())
    taken: set[str] = set()
    following: dict[str, int] = {}
    made = []
    for i in range(len(namings)):
        name = chosen[i]
        candidate = name
        while candidate in taken:
            number = following.get(name, 2)
            following[name] = number + 1
            candidate = f"{name}-{number}"
            if candidate in reserved:
                candidate = name
        taken.add(candidate)
        made.append(candidate)
    return made


def _at(naming: Naming, level: int) -> str:
    return unicodedata.normalize("NFC", naming.derived[level]) if naming.derived else "article"


def safe_name(article_id: str) -> str:
    """A file name for an article: safe on every system and different for every id.

    An id of plain lower-case letters, digits, `.`, `_` and `-` is its own file name; any other keeps
    what it can and ends with eight digits of its SHA-256.

    Example:
        >>> safe_name("story-7"), safe_name("../../etc/Passwd?")
        ('story-7', 'etc-passwd-5f29286c')
    """
    if _PLAIN.fullmatch(article_id) and not article_id.endswith(".") and not _DEVICES.fullmatch(article_id):
        return article_id
    digest = hashlib.sha256(article_id.encode("utf-8", errors="surrogatepass")).hexdigest()[:8]
    ascii_only = unicodedata.normalize("NFKD", article_id[:400]).encode("ascii", "ignore").decode().lower()
    kept = _UNSAFE.sub("-", ascii_only)[:60].strip("-")
    return f"{kept}-{digest}" if kept else f"article-{digest}"
