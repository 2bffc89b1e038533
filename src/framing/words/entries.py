"""The entries of word lists: how a list is written, read and checked.

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
import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NEEDED = ("pattern", "category", "example", "source")
EXCEPTION = "-"
_KNOWN = frozenset((*NEEDED, "when", "weight"))


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


def parse_rows(
    text: str, file: str, *, categories: Collection[str] | None = None, needed: Sequence[str] = NEEDED,
    called: Mapping[str, str] = MappingProxyType({}),
) -> list[Entry]:  # fmt: skip
    """The entries of a word list's text.

    Args:
        text: CSV with a header row; lines that begin with # are comments.
        file: what to call it in errors.
        categories: the categories that are allowed (`-` always is); any where None.
        needed: the columns that must be there.
        called: other names of columns, each with the one that it stands for.

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
                header = [called.get(name, name) for name in header]
                _check_header(header, file, needed)
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
        raise LexiconError(f"{file}: is empty; the first row names the columns {', '.join(needed)}.")
    return entries


def _check_header(header: Sequence[str], file: str, needed: Sequence[str]) -> None:
    for column in needed:
        if column not in header:
            raise LexiconError(
                f"{file}, row 1: the column '{column}' is missing; "
                f"needed are {', '.join(needed)}, found are {', '.join(header)}."
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
        pattern, category, " ".join(cells.get("when", "").split()), cells.get("example", ""),
        cells.get("source", ""), weight, row, file,
        MappingProxyType({k: v for k, v in cells.items() if k not in _KNOWN}),
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
