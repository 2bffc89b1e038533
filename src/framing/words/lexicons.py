"""Word lists and the one matcher that serves them all.

A word list is a CSV file with a header. Every row is an entry; these columns are known:

- `pattern` (needed): the words to find, in lower case, parted by spaces. A word may be

  - `critic/n`, `accuse/v`, `harsh/a`: with its inflections (`/vs` present, `/ved` past, `/ving` only those);
  - `a|an|the`: one of several, each with inflections of its own if wished (`critic/n|observer/n`);
  - `terroris*`: any word that begins so;
  - `*`: any one word; `*3`: nothing up to three words, never a mark;
  - `<adv>`, `<num>`, …: a word of a class (see `framing.words.conditions.CLASSES`);
  - with a `?` behind it: or nothing.

  Square brackets part what is marked from its context: `has been [widely] accused`.
- `category` (needed): one of the list's categories; `-` for an exception, whose words no shorter entry may mark.
- `when`: conditions on the context, see `framing.words.conditions.parse`.
- `example`, `source` (needed): an example of use, and the literature that the entry goes back to.
- `weight`: a number, 1 where empty.

Further columns are kept with the entry. Longer matches win over shorter ones.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from framing.text import Words
from framing.text import words as cut
from framing.words.conditions import CLASSES, Condition, parse
from framing.words.inflect import forms

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NEEDED = ("pattern", "category", "example", "source")
EXCEPTION = "-"
_KNOWN = frozenset((*NEEDED, "when", "weight"))
_MOST_VARIANTS = 512
_MOST_MEMORY = 200_000


class LexiconError(ValueError):
    """A word list that cannot be used: one sentence with its file and row."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a word list.

    Args:
        pattern, category, when, example, source: the cells; see the module's text.
        weight: how strongly the entry counts, 1 where the row says nothing.
        row, file: its line in its file (the header is line 1), and the file's name.
        extra: the row's further columns.
    """

    pattern: str
    category: str
    when: str = ""
    example: str = ""
    source: str = ""
    weight: float = 1.0
    row: int = 0
    file: str = ""
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def rule(self) -> str:
        """What a table says of the entry that fired: its pattern, and its conditions if it has any, in short."""
        return _rule(self.pattern, self.when)


@lru_cache(maxsize=16_384)
def _rule(pattern: str, when: str) -> str:
    parts = [_MANY.sub(r"\1|…", part) for part in (pattern, when)]
    return f"{parts[0]} ({parts[1]})" if when else parts[0]


# Three alternatives say enough of a long row of them.
_MANY = re.compile(r"((?:[^\s|\[\]]+\|){2}[^\s|\[\]]+)(?:\|[^\s|\[\]]+){2,}")


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


@dataclass(frozen=True, slots=True)
class _Variant:
    """One fixed-length reading of a pattern, seen from its anchor word at 0."""

    left: int  # words before the anchor
    right: int  # words behind it
    tests: tuple[tuple[int, Container[str]], ...]
    mark_first: int
    mark_last: int
    conditions: tuple[Condition, ...]
    entry: Entry


class _Prefix:
    """All words that begin so."""

    def __init__(self, stem: str) -> None:
        self.stem = stem

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word.startswith(self.stem)


class _Index(dict[str, tuple[_Variant, ...]]):
    """Anchor word to its variants; words met for the first time are looked up among the stems, then kept."""

    def __init__(
        self, plain: Mapping[str, Sequence[_Variant]], stems: Mapping[str, Sequence[_Variant]]
    ) -> None:
        super().__init__()
        self._stems = {stem: tuple(variants) for stem, variants in stems.items()}
        self._plain: dict[str, tuple[_Variant, ...]] = {}
        for word, variants in plain.items():
            self._plain[word] = (*variants, *self._by_stem(word))
        self.update(self._plain)

    def _by_stem(self, word: str) -> tuple[_Variant, ...]:
        return tuple(v for stem, variants in self._stems.items() if word.startswith(stem) for v in variants)

    def __missing__(self, word: str) -> tuple[_Variant, ...]:
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
        >>> hedges = Lexicon([Entry("it <be> <adv>? believe/ved", "weasel"), Entry("about", "hedge", "next:<num>")])
        >>> tokens = cut("It is widely believed that about 50 people talk about it.")
        >>> [(m.first_word, m.last_word, m.entry.category) for m in hedges.match(tokens)]
        [(0, 3, 'weasel'), (5, 5, 'hedge')]
    """

    def __init__(self, entries: Iterable[Entry], name: str = "list") -> None:
        self.name = name
        self.entries = tuple(entries)
        plain: dict[str, list[_Variant]] = {}
        stems: dict[str, list[_Variant]] = {}
        for entry in self.entries:
            try:
                _compile(entry, plain, stems)
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
        for at, variants in [(at, hit) for at, word in enumerate(lower) if (hit := index[word])]:
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


# ---------------------------------------------------------------- patterns

_CLITICS = frozenset(("'s", "'re", "'ve", "'ll", "'d", "'m", "n't"))
_GAP = re.compile(r"\*([1-9])$")
_COMMON = frozenset(
    word
    for line in (
        "a an the of to in on at by for with from and or as",
        "it is be that this there not has have been was",
    )
    for word in line.split()
)


def _compile(entry: Entry, plain: dict[str, list[_Variant]], stems: dict[str, list[_Variant]]) -> None:
    conditions = _conditions(entry.when) if entry.when else ()
    if entry.pattern.isalpha():  # the plain word, as most entries are
        plain.setdefault(entry.pattern, []).append(_Variant(0, 0, (), 0, 0, conditions, entry))
        return
    for elements, first, last in _variants(entry.pattern):
        anchor = _anchor(elements, entry.pattern)
        tests = tuple((place - anchor, element) for place, element in enumerate(elements) if place != anchor)
        # A cheap test on the rarest neighbours first would gain little: patterns are short.
        made = _Variant(
            anchor, len(elements) - 1 - anchor, tests, first - anchor, last - anchor, conditions, entry
        )
        element = elements[anchor]
        if isinstance(element, _Prefix):
            stems.setdefault(element.stem, []).append(made)
        else:
            assert isinstance(element, frozenset)
            for word in element:
                plain.setdefault(word, []).append(made)


def _anchor(elements: Sequence[Container[str]], pattern: str) -> int:
    """The place of the word that is looked up: a listed word, the rarest-looking one."""
    best: tuple[int, int] | None = None
    for place, element in enumerate(elements):
        if isinstance(element, frozenset):
            rank = 1 if element & _COMMON else 0
        elif isinstance(element, _Prefix):
            rank = 0
        else:
            continue
        if best is None or rank < best[0]:
            best = (rank, place)
    if best is None:
        raise ValueError(
            f"the pattern '{pattern}' has no word of its own; give it at least one that is no class and no *."
        )
    return best[1]


@lru_cache(maxsize=4096)
def _conditions(when: str) -> tuple[Condition, ...]:
    return parse(when)


def _variants(pattern: str) -> list[tuple[list[Container[str]], int, int]]:
    """The fixed-length readings of a pattern: elements, and the first and last that is marked."""
    if pattern.count("[") > 1 or pattern.count("[") != pattern.count("]"):
        raise ValueError(f"the pattern '{pattern}' needs one pair of square brackets or none.")
    choices: list[list[tuple[tuple[Container[str], bool], ...]]] = []
    inside = "[" not in pattern
    for raw in pattern.replace("[", " [ ").replace("]", " ] ").split():
        if raw in "[]":
            if (raw == "[") == inside:
                raise ValueError(f"the square brackets of the pattern '{pattern}' stand the wrong way round.")
            inside = raw == "["
            continue
        choices.append([tuple((e, inside) for e in option) for option in _element(raw, pattern)])
    if not choices:
        raise ValueError("the pattern is empty; write the words to find.")
    total = 1
    for options in choices:
        total *= len(options)
    if total > _MOST_VARIANTS:
        raise ValueError(
            f"the pattern '{pattern}' has {total} readings; allowed are {_MOST_VARIANTS}: use fewer ? and *n."
        )
    made = []
    for combination in product(*choices):
        flat = [item for option in combination for item in option]
        marked = [place for place, (_, inner) in enumerate(flat) if inner]
        if not marked:
            if any(flat):
                continue
            raise ValueError(f"the pattern '{pattern}' may be empty; at least one word must be needed.")
        made.append(([element for element, _ in flat], marked[0], marked[-1]))
    if not made:
        raise ValueError(f"the pattern '{pattern}' marks no word.")
    return made


def _element(raw: str, pattern: str) -> list[tuple[Container[str], ...]]:
    """What one part of a pattern may stand for: alternatives, each a run of elements."""
    optional = len(raw) > 1 and raw.endswith("?")
    body = raw[:-1] if optional else raw
    gap = _GAP.match(body)
    if gap:
        return [(CLASSES["word"],) * count for count in range(int(gap[1]) + 1)]
    options: list[tuple[Container[str], ...]]
    if body == "*":
        options = [(CLASSES["word"],)]
    else:
        options = _listed(body, pattern)
    return [*options, ()] if optional else options


def _listed(body: str, pattern: str) -> list[tuple[Container[str], ...]]:
    single: set[str] = set()
    options: list[tuple[Container[str], ...]] = []
    for part in body.lower().replace("’", "'").split("|"):
        if not part:
            raise ValueError(
                f"an empty alternative in '{body}' of the pattern '{pattern}'; write words parted by single bars."
            )
        if part.isalpha() or part in _CLITICS:
            single.add(part)
            continue
        word, slash, kind = part.rpartition("/")
        if part.startswith("<"):
            if part[1:-1] not in CLASSES or not part.endswith(">"):
                raise ValueError(
                    f"unknown class '{part}' in the pattern '{pattern}'; "
                    f"allowed are {', '.join(f'<{c}>' for c in CLASSES)}."
                )
            options.append((CLASSES[part[1:-1]],))
        elif slash and word:
            if not word.replace("-", "").replace("'", "").isalpha():
                raise ValueError(
                    f"'{part}' in the pattern '{pattern}' cannot be inflected; write letters before the slash."
                )
            single |= forms(word, kind)
        elif part.endswith("*"):
            if len(part) < 4 or "*" in part[:-1]:
                raise ValueError(
                    f"the stem '{part}' in the pattern '{pattern}' is too short or has a second *; "
                    f"give three letters or more."
                )
            options.append((_Prefix(part[:-1]),))
        elif "*" in part or "<" in part or ">" in part or "?" in part:
            raise ValueError(
                f"'{part}' in the pattern '{pattern}' is not understood; *, ? and <class> stand alone or end a word."
            )
        else:
            pieces = cut(part).lower
            if len(pieces) == 1:
                single.add(pieces[0])
            else:
                options.append(tuple(frozenset((piece,)) for piece in pieces))
    if single:
        options.insert(0, (frozenset(single),))
    return options


# ---------------------------------------------------------------- files


def parse_rows(text: str, file: str, *, categories: Collection[str] | None = None) -> list[Entry]:
    """The entries of a word list's text.

    Args:
        text: CSV with a header row; lines that begin with # are comments.
        file: what to call it in errors.
        categories: the categories that are allowed (`-` always is); any where None.

    Raises:
        LexiconError: one sentence with file and row for a missing column, an unknown category, a
            weight that is no number, or a duplicate. (A broken pattern or condition is told, with the same
            file and row, when the entries are made a `Lexicon`.)

    Example:
        >>> [e.category for e in parse_rows("pattern,category,example,source\\nmay,hedge,it may,Hyland 2005", "x.csv")]
        ['hedge']
    """
    if "\0" in text:
        raise LexiconError(
            f"{file}: holds a null character, so it is no text; save the list as CSV in UTF-8."
        )
    kept = [
        line if not line.startswith("#") else "\n"
        for line in io.StringIO(text.removeprefix("\ufeff"), newline="")
    ]
    reader = csv.reader(kept, strict=True)
    header: list[str] | None = None
    entries: list[Entry] = []
    seen: dict[tuple[str, str], int] = {}
    try:
        for cells in reader:
            row = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [cell.strip().lower() for cell in cells]
                _check_header(header, file)
                continue
            if len(cells) != len(header):
                raise LexiconError(
                    f"{file}, row {row}: has {len(cells)} cells where the header has {len(header)}; "
                    "put cells that hold a comma in quotation marks."
                )
            entry = _entry(
                dict(zip(header, (cell.strip() for cell in cells), strict=True)), row, file, categories
            )
            key = (entry.pattern, entry.when)
            if key in seen:
                raise LexiconError(
                    f"{file}, row {row}: '{entry.pattern}' is a duplicate of row {seen[key]}; "
                    f"remove one or give it another 'when'."
                )
            seen[key] = row
            entries.append(entry)
    except csv.Error as problem:
        raise LexiconError(
            f"{file}, row {reader.line_num}: is not CSV ({problem}); check its quotation marks."
        ) from None
    if header is None:
        raise LexiconError(f"{file}: is empty; the first row names the columns {', '.join(NEEDED)}.")
    return entries


def _check_header(header: Sequence[str], file: str) -> None:
    for column in NEEDED:
        if column not in header:
            raise LexiconError(
                f"{file}, row 1: the column '{column}' is missing; "
                f"needed are {', '.join(NEEDED)}, found are {', '.join(header)}."
            )
    for column in header:
        if header.count(column) > 1:
            raise LexiconError(f"{file}, row 1: the column '{column}' stands there twice; keep one.")


def _entry(cells: Mapping[str, str], row: int, file: str, categories: Collection[str] | None) -> Entry:
    category = cells["category"]
    if not category or (categories is not None and category not in categories and category != EXCEPTION):
        allowed = ", ".join(sorted(categories)) if categories is not None else "any word"
        raise LexiconError(
            f"{file}, row {row}: unknown category '{category}'; allowed are {allowed}, and - for an exception."
        )
    weight = 1.0
    if cells.get("weight"):
        try:
            weight = float(cells["weight"])
        except ValueError:
            weight = float("nan")
        if not -1e6 < weight < 1e6:
            raise LexiconError(
                f"{file}, row {row}: the weight '{cells['weight']}' is no number; write one such as 0.5, or nothing."
            )
    pattern = " ".join(cells["pattern"].lower().replace("’", "'").split())
    return Entry(
        pattern, category, " ".join(cells.get("when", "").split()), cells["example"], cells["source"], weight, row,
        file, MappingProxyType({k: v for k, v in cells.items() if k not in _KNOWN}),
    )  # fmt: skip


def read(path: str | Path | Traversable, *, categories: Collection[str] | None = None) -> list[Entry]:
    """The entries of one CSV file; see `parse_rows`.

    Raises:
        LexiconError: also for a file that is missing or not UTF-8.
    """
    source = Path(path) if isinstance(path, str) else path
    try:
        text = source.read_bytes().decode("utf8")
    except UnicodeDecodeError as problem:
        raise LexiconError(
            f"{source.name}: is not UTF-8 (byte {problem.start}); save the list as CSV in UTF-8."
        ) from None
    except OSError as problem:
        raise LexiconError(
            f"{path}: cannot be read ({problem.strerror or problem}); give a CSV file."
        ) from None
    return parse_rows(text, source.name, categories=categories)


def load(
    name: str, folder: str | Path | None = None, *, categories: Collection[str] | None = None
) -> Lexicon:
    """A shipped word list, with what the user's own folder makes of it.

    Args:
        name: the list, e.g. `hedges` or `loaded`: `resources/lexicons/<name>.csv` of the package.
        folder: a folder of one's own. `<name>.csv` in it stands in place of the shipped list; the rows of
            `<name>.more.csv` are added to it, and a row with the pattern of a shipped one takes its place
            (category `-` switches it off). None for the shipped list as it is.
        categories: the categories that are allowed; any where None.

    Raises:
        LexiconError: for a folder that is missing or a bad row, in one sentence.

    Example:
        >>> hedges = load("hedges")
        >>> len(hedges.version)
        64
    """
    wanted = tuple(sorted(categories)) if categories is not None else None
    if folder is None:
        return _load(name, None, (), wanted)
    place = Path(folder)
    if not place.is_dir():
        raise LexiconError(f"no folder of word lists at '{folder}'; give a folder that holds CSV files.")
    stamps = []
    for path in (place / f"{name}.csv", place / f"{name}.more.csv"):
        stat = path.stat() if path.is_file() else None
        stamps.append((stat.st_mtime_ns, stat.st_size) if stat else None)
    return _load(name, str(place), tuple(stamps), wanted)


@lru_cache(maxsize=64)
def _load(
    name: str,
    folder: str | None,
    stamps: tuple[tuple[int, int] | None, ...],
    categories: tuple[str, ...] | None,
) -> Lexicon:
    place = Path(folder) if folder is not None else None
    own = place / f"{name}.csv" if place else None
    if own is not None and own.is_file():
        entries = read(own, categories=categories)
    else:
        shipped = files("framing").joinpath("resources", "lexicons", f"{name}.csv")
        if not shipped.is_file():
            raise LexiconError(f"there is no word list '{name}'.")
        entries = read(shipped, categories=categories)
    more = place / f"{name}.more.csv" if place else None
    if more is not None and more.is_file():
        added = read(more, categories=categories)
        patterns = {entry.pattern for entry in added}
        entries = [*added, *(entry for entry in entries if entry.pattern not in patterns)]
    return Lexicon(entries, name)
