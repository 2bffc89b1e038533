"""Words as data: every closed class, title, role and name stands in a CSV with its source, open to additions.

A table is `resources/words/<table>.csv` with the columns `word`, `class`, `source` and, where a class maps a word to
something, `value`. Code names the classes it needs and never lists words:

    OPENERS = WordSet("function", "opener")

A user's folder of word lists may hold `<table>.more.csv` with the same columns; its rows come on top. Tables that say
more of a word than a class (nouns, given names, countries, reporting verbs) have columns of their own and are opened
with `OwnTable`; they are added to in the same way.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

MORE = ".more.csv"
"""How a file of additions ends: `people.more.csv` adds to `people.csv`."""

_COLUMNS = ("word", "class", "source")
_in_use: list[str | None] = [None]
_stamped: list[tuple[tuple[str, int, int], ...]] = [()]
_resets: list[Callable[[], None]] = []
_own: dict[str, OwnTable] = {}
_checks: dict[str, Callable[[Row], str]] = {}


MOST_KEPT = 16_384
"""How many answers a cache of `derived` keeps: a corpus of any size needs no more memory."""


class WordTableError(ValueError):
    """A row that a word table cannot take: file, row, value, and what is allowed."""


class Row(NamedTuple):
    """One word of a table."""

    word: str
    cls: str
    value: str
    source: str


def use(folder: str | Path | None) -> None:
    """Take a user's additions in, or leave them out again; one choice holds for the whole process.

    Args:
        folder: a folder that may hold `<table>.more.csv` files; None for the shipped tables alone.

    Raises:
        WordTableError: for a bad row, with file, row, value and what is allowed.

    Example:
        >>> use(None)
    """
    wanted = None if folder is None else str(folder)
    stamps = _stamps(wanted)
    if wanted == _in_use[0] and stamps == _stamped[0]:
        return
    before = _in_use[0]
    _in_use[0], _stamped[0] = wanted, stamps
    try:
        forget()
        for table in shipped():
            rows(table)
        for own in _own.values():
            own.rows()
    except WordTableError:
        _in_use[0], _stamped[0] = (before, _stamps(before)) if before != wanted else (None, ())
        forget()
        raise


def _stamps(folder: str | None) -> tuple[tuple[str, int, int], ...]:
    """What shows that a file of additions was edited since it was read, as in a notebook that goes on."""
    if folder is None:
        return ()
    files = sorted(Path(folder).glob(f"*{MORE}"))
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)


def forget() -> None:
    """Empty what was computed from word tables and rules: other additions or switches hold from now on."""
    rows.cache_clear()
    for reset in _resets:
        reset()


def checked(table: str, wrong: Callable[[Row], str]) -> None:
    """Have a user's rows of a table checked for more than their class.

    Args:
        table: the table's name.
        wrong: of a row, half a sentence with what is wrong and what is allowed, else "".

    Example:
        >>> checked("people", lambda row: "")
    """
    _checks[table] = wrong


def on_change(reset: Callable[[], None]) -> None:
    """Have a cache of one's own emptied, too, when other additions or switches hold.

    Example:
        >>> on_change(lambda: None)
    """
    _resets.append(reset)


def derived(made: Callable[P, T]) -> Callable[P, T]:
    """A cache for what is computed from word tables; it is emptied when other additions are taken in.

    Example:
        >>> @derived
        ... def longest() -> int:
        ...     return max(len(row.word) for row in rows("given_names")) if "given_names" in shipped() else 0
        >>> longest() == longest()
        True
    """
    cached = lru_cache(maxsize=MOST_KEPT)(made)
    _resets.append(cached.cache_clear)
    return cached  # type: ignore[return-value]


@lru_cache(maxsize=1)
def shipped() -> tuple[str, ...]:
    """The tables of the package that are made of words and classes."""
    folder = resources.files("framing").joinpath("resources", "words")
    names = []
    for file in folder.iterdir():
        if file.name.endswith(".csv"):
            with file.open(encoding="utf-8") as handle:
                if set(_COLUMNS) <= set(handle.readline().strip().split(",")):
                    names.append(file.name.removesuffix(".csv"))
    return tuple(sorted(names))


@cache
def rows(table: str) -> tuple[Row, ...]:
    """Every row of a table, the user's additions last.

    Raises:
        KeyError: for a table that does not ship.
        WordTableError: for a bad row of the user's.

    Example:
        >>> {row.cls for row in rows("function")} >= {"article"}
        True
    """
    if table not in shipped():
        raise KeyError(f"no word table '{table}'; the tables are {', '.join(shipped())}.")
    text = (
        resources.files("framing").joinpath("resources", "words", f"{table}.csv").read_text(encoding="utf-8")
    )
    found = list(_read(text, f"{table}.csv", None))
    more = _additions(table)
    if more is not None:
        found += _read(*more, frozenset(row.cls for row in found), _checks.get(table))
    return tuple(found)


def _read(
    text: str, where: str, allowed: frozenset[str] | None, wrong: Callable[[Row], str] | None = None
) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in _COLUMNS[:2] if name not in (reader.fieldnames or ())]
    if missing:
        raise WordTableError(
            f"{where}: no column '{missing[0]}'; a word table has the columns {', '.join(_COLUMNS)}."
        )
    for number, row in enumerate(reader, 2):
        word, cls = (row["word"] or "").strip(), (row["class"] or "").strip()
        if not word:
            raise WordTableError(f"{where}, row {number}: the word is empty; write a word or delete the row.")
        if allowed is not None and cls not in allowed:
            raise WordTableError(
                f"{where}, row {number}: the class '{cls}' of '{word}' is unknown; "
                f"allowed are {', '.join(sorted(allowed))}."
            )
        made = Row(word, cls, (row.get("value") or "").strip(), (row.get("source") or "").strip())
        problem = wrong(made) if wrong is not None else ""
        if problem:
            raise WordTableError(f"{where}, row {number}: {problem}.")
        yield made


def open_to_additions() -> tuple[str, ...]:
    """The names of all tables that a `<table>.more.csv` adds to.

    Example:
        >>> {"people", "nouns", "given_names", "verbs"} <= set(open_to_additions())
        True
    """
    folder = resources.files("framing").joinpath("resources", "words")
    return tuple(
        sorted(file.name.removesuffix(".csv") for file in folder.iterdir() if file.name.endswith(".csv"))
    )


def version() -> str:
    """The SHA-256 of all word tables in use, additions included."""
    digest = hashlib.sha256()
    for table in shipped():
        for row in rows(table):
            digest.update("\x1f".join((table, *row)).encode() + b"\n")
    for name, own in sorted(_own.items()):
        for cells in own.rows():
            digest.update("\x1f".join((name, *cells.values())).encode() + b"\n")
    return digest.hexdigest()


class OwnTable:
    """A table of `resources/words` with columns of its own, the user's rows on top.

    Args:
        name: the file's, without ending.
        key: the column that must not be empty.
        allowed: for some columns the values that a row may have; None for those that the shipped rows have.

    Raises:
        ValueError: for a table that is opened twice.

    Example:
        >>> from framing.words.gazetteer import NOUNS
        >>> next(row["kind"] for row in NOUNS.rows() if row["noun"] == "mayor")
        'role'
    """

    def __init__(self, name: str, key: str, allowed: Mapping[str, Collection[str] | None]) -> None:
        if name in _own:
            raise ValueError(f"the word table '{name}' is opened twice; import it from where it is.")
        self.name, self.key, self._allowed = name, key, allowed
        self.rows = derived(self._rows)
        _own[name] = self

    def _rows(self) -> tuple[dict[str, str], ...]:
        file = resources.files("framing").joinpath("resources", "words", f"{self.name}.csv")
        shipped_ = self._read(file.read_text(encoding="utf-8"), f"{self.name}.csv", {}, ())
        allowed = {
            column: frozenset(row[column] for row in shipped_) if values is None else values
            for column, values in self._allowed.items()
        }
        more = _additions(self.name)
        added = self._read(*more, allowed, tuple(shipped_[0])) if more is not None else []
        return (*shipped_, *added)

    def _read(
        self, text: str, where: str, allowed: Mapping[str, Collection[str]], columns: tuple[str, ...]
    ) -> list[dict[str, str]]:
        reader = csv.DictReader(io.StringIO(text))
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise WordTableError(
                f"{where}: no column '{missing[0]}'; this word table has the columns {', '.join(columns)}."
            )
        found = []
        for number, cells in enumerate(reader, 2):
            row = {name: (cells[name] or "").strip() for name in columns or tuple(cells)}
            if not row[self.key]:
                raise WordTableError(
                    f"{where}, row {number}: the {self.key} is empty; write one or delete the row."
                )
            for column, values in allowed.items():
                if row[column] not in values:
                    raise WordTableError(
                        f"{where}, row {number}: the {column} '{row[column]}' of '{row[self.key]}' is unknown; "
                        f"allowed are {', '.join(sorted(value or 'an empty cell' for value in values))}."
                    )
            found.append(row)
        return found


def _additions(table: str) -> tuple[str, str] | None:
    """The text of the user's additions to a table, and where they stand; None where there are none."""
    more = Path(_in_use[0]) / f"{table}{MORE}" if _in_use[0] is not None else None
    if more is None or not more.is_file():
        return None
    try:
        return more.read_text(encoding="utf-8-sig"), str(more)
    except UnicodeDecodeError as error:
        raise WordTableError(f"{more}: not UTF-8 text (byte {error.start}); save it as UTF-8.") from None


class WordSet(set[str]):
    """The words of some classes of a table, as a set that follows the user's additions.

    Args:
        table: the table's name.
        classes: one class or several; all must exist. "other.class" is a class of another table.

    Example:
        >>> "the" in WordSet("function", "article"), "ship" in WordSet("function", "article")
        (True, False)
        >>> WordSet("function", "artcle")
        Traceback (most recent call last):
        ...
        KeyError: "no class 'artcle' in the word table 'function'"
    """

    __slots__ = ("_classes", "_table")

    def __init__(self, table: str, *classes: str) -> None:
        super().__init__()
        self._table, self._classes = table, classes
        self._load()
        _resets.append(self._load)

    def _load(self) -> None:
        words: set[str] = set()
        for name in self._classes:
            table, dot, cls = name.partition(".")
            table, cls = (table, cls) if dot else (self._table, name)
            found = [row.word for row in rows(table) if row.cls == cls]
            if not found:
                raise KeyError(f"no class '{cls}' in the word table '{table}'")
            words.update(found)
        self.clear()  # a set of Python's own, since rules ask it millions of times
        self.update(words)

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)


class WordMap(dict[str, str]):
    """The words of one class of a table, each with its value; follows the user's additions.

    Example:
        >>> sorted(set(WordMap("function", "pronoun").values()))
        ['f', 'm', 'n', 'p']
    """

    __slots__ = ("_classes", "_table")

    def __init__(self, table: str, *classes: str) -> None:
        super().__init__()
        self._table, self._classes = table, classes
        self._load()
        _resets.append(self._load)

    def _load(self) -> None:
        values = {row.word: row.value for row in rows(self._table) if row.cls in self._classes}
        if not values:
            raise KeyError(f"no class '{self._classes[0]}' in the word table '{self._table}'")
        self.clear()
        self.update(values)
