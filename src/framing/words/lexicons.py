"""Word lists and the one matcher that serves them all; `framing.words.entries` says how a list is written."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from framing.text import Words
from framing.words.entries import EXCEPTION, Entry, LexiconError, parse_rows, read
from framing.words.patterns import Variant, compiled
from framing.words.senses import narrowed

__all__ = ["EXCEPTION", "Entry", "Lexicon", "LexiconError", "Match", "load", "parse_rows", "read"]

_MOST_MEMORY = 200_000


@dataclass(frozen=True, slots=True)
class Match:
    """A place where an entry fires.

    Args:
        start, end: code-point offsets of the marked words.
        first_word, last_word: their positions in `Words`, both inclusive.
        entry: the entry.
    """

    start: int
    end: int
    first_word: int
    last_word: int
    entry: Entry


class _Index(dict[str, tuple[Variant, ...]]):
    """Anchor word to its variants; words met for the first time are looked up among the stems, then kept."""

    def __init__(
        self, plain: Mapping[str, Sequence[Variant]], stems: Mapping[str, Sequence[Variant]]
    ) -> None:
        super().__init__()
        self._stems = {stem: tuple(variants) for stem, variants in stems.items()}
        self._plain: dict[str, tuple[Variant, ...]] = {}
        for word, variants in plain.items():
            self._plain[word] = (*variants, *self._by_stem(word))
        self.update(self._plain)

    def _by_stem(self, word: str) -> tuple[Variant, ...]:
        return tuple(v for stem, variants in self._stems.items() if word.startswith(stem) for v in variants)

    def __missing__(self, word: str) -> tuple[Variant, ...]:
        if len(self) > _MOST_MEMORY:
            self.clear()
            self.update(self._plain)
            if word in self:
                return self[word]
        found = self._by_stem(word)
        self[word] = found
        return found


class Lexicon:
    """Entries, compiled so that one pass over a text's words finds them all.

    Args:
        entries: in order of precedence among matches of the same length.
        name: what to call it.

    Raises:
        LexiconError: for a pattern or a condition that is not understood.

    Example:
        >>> from framing.text import words
        >>> hedges = Lexicon([Entry("it <be> <adv>? believe/ved", "weasel"), Entry("about", "hedge", "next:<num>")])
        >>> tokens = words("It is widely believed that about 50 people talk about it.")
        >>> [(m.first_word, m.last_word, m.entry.category) for m in hedges.match(tokens)]
        [(0, 3, 'weasel'), (5, 5, 'hedge')]
    """

    def __init__(self, entries: Iterable[Entry], name: str = "list") -> None:
        self.name = name
        self.entries = tuple(entries)
        plain: dict[str, list[Variant]] = {}
        stems: dict[str, list[Variant]] = {}
        for entry in self.entries:
            try:
                compiled(entry, plain, stems)
            except ValueError as problem:
                raise LexiconError(f"{entry.file or name}, row {entry.row}: {problem}") from None
        self._index = _Index(plain, stems)
        self._order = {id(entry): place for place, entry in enumerate(self.entries)}

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def version(self) -> str:
        """The SHA-256 of the list's content."""
        digest = hashlib.sha256()
        for e in self.entries:
            row = (
                e.pattern,
                e.category,
                e.when,
                repr(e.weight),
                *(f"{k}={v}" for k, v in sorted(e.extra.items())),
            )
            digest.update("\x1f".join(row).encode("utf8", "surrogatepass") + b"\n")
        return digest.hexdigest()

    def match(self, words: Words, cuts: Sequence[int] = ()) -> list[Match]:
        """Every place where an entry fires, in text order, without overlaps; the longest match wins.

        Args:
            words: the words of a text, as `Document.words` has them.
            cuts: ascending positions of words that begin a new paragraph; no match runs across one.
        """
        lower = words.lower
        count = len(lower)
        index = self._index
        found: list[tuple[int, int, int, int, int, Entry]] = []
        hits = [(places, variants) for word, places in words.places.items() if (variants := index[word])]
        for at, variants in ((at, variants) for places, variants in hits for at in places):
            for variant in variants:
                left, right = at - variant.left, at + variant.right
                if left < 0 or right >= count:
                    continue
                for step, container in variant.tests:
                    if lower[at + step] not in container:
                        break
                else:
                    if cuts and left < right and bisect_right(cuts, left) != bisect_right(cuts, right):
                        continue
                    first, last = at + variant.mark_first, at + variant.mark_last
                    for condition in variant.conditions:
                        if not condition(words, first, last):
                            break
                    else:
                        entry = variant.entry
                        found.append((left - right, first - last, first, last, self._order[id(entry)], entry))
        return [
            Match(words.starts[first], words.ends[last], first, last, entry)
            for first, last, entry in _longest(found)
            if entry.category != EXCEPTION
        ]


def _longest(found: list[tuple[int, int, int, int, int, Entry]]) -> list[tuple[int, int, Entry]]:
    """Of matches that overlap, the one with the longest pattern, then the longest mark, then the first."""
    found.sort(key=lambda hit: hit[:5])
    taken: set[int] = set()
    kept: list[tuple[int, int, Entry]] = []
    for _, _, first, last, _, entry in found:
        if first == last:
            if first in taken:
                continue
            taken.add(first)
        else:
            places = range(first, last + 1)
            if not taken.isdisjoint(places):
                continue
            taken.update(places)
        kept.append((first, last, entry))
    kept.sort(key=lambda hit: hit[0])
    return kept


def load(
    name: str, folder: str | Path | None = None, *, categories: Collection[str] | None = None,
    home: str | Path | None = None,
) -> Lexicon:  # fmt: skip
    """A shipped word list, with what the user's own folder makes of it.

    Args:
        name: the list, e.g. `hedges` or `loaded`: `resources/lexicons/<name>.csv` of the package.
        folder: a folder of one's own. `<name>.csv` in it stands in place of the shipped list; the rows of
            `<name>.more.csv` are added to it, and a row with the pattern of a shipped one takes its place
            (category `-` switches it off). None for the shipped list as it is.
        categories: the categories that are allowed; any where None.
        home: the folder in which another package ships its list; None for the suite's own.

    Raises:
        LexiconError: for a folder that is missing or a bad row, in one sentence.

    Example:
        >>> hedges = load("hedges")
        >>> len(hedges.version)
        64
    """
    wanted = tuple(sorted(categories)) if categories is not None else None
    shipped = None if home is None else str(home)
    if folder is None:
        return _load(name, None, (), wanted, shipped)
    place = Path(folder)
    if not place.is_dir():
        raise LexiconError(f"no folder of word lists at '{folder}'; give a folder that holds CSV files.")
    stamps = []
    for path in (place / f"{name}.csv", place / f"{name}.more.csv"):
        stat = path.stat() if path.is_file() else None
        stamps.append((stat.st_mtime_ns, stat.st_size) if stat else None)
    return _load(name, str(place), tuple(stamps), wanted, shipped)


@lru_cache(maxsize=64)
def _load(
    name: str,
    folder: str | None,
    stamps: tuple[tuple[int, int] | None, ...],
    categories: tuple[str, ...] | None,
    home: str | None,
) -> Lexicon:
    place = Path(folder) if folder is not None else None
    own = place / f"{name}.csv" if place else None
    if own is not None and own.is_file():
        entries = read(own, categories=categories)
    else:
        lists = files("framing").joinpath("resources", "lexicons") if home is None else Path(home)
        shipped = lists.joinpath(f"{name}.csv")
        if not shipped.is_file():
            raise LexiconError(f"there is no word list '{name}'.")
        entries = read(shipped, categories=categories)
        if home is None:
            entries = narrowed(name, entries)
    more = place / f"{name}.more.csv" if place else None
    if more is not None and more.is_file():
        added = read(more, categories=categories)
        patterns = {entry.pattern for entry in added}
        entries = [*added, *(entry for entry in entries if entry.pattern not in patterns)]
    return Lexicon(entries, name)
