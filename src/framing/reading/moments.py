"""A column of dates read as a whole: its own order of day and month, machine forms, dates counted back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from framing.reading.dates import parse

_NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.\-])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?(\d\d)(\d\d)(\d\d)?Z?)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)")
_AGO = re.compile(r"(\d{1,3}|an?|one)\s+(second|minute|hour|day|week|month|year)s?\s+ago", re.IGNORECASE)
_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
    "second": 0.0,
}
_EARLIEST, _LATEST = 100_000_000, 4_102_444_800  # seconds since 1970: 1973 to 2100


@dataclass(frozen=True)
class Dates:
    """What a column of dates says.

    Args:
        moments: one for each value; None where it is blank or no full date.
        counted: which of them were counted back from another column's time.
        unread: positions of values that are there but cannot be read.
        unclear: positions of values that could be day first or month first, with nothing in the column to tell.
    """

    moments: tuple[datetime | None, ...]
    counted: frozenset[int] = frozenset()
    unread: tuple[int, ...] = ()
    unclear: tuple[int, ...] = ()


@dataclass
class Orders:
    """What only a whole file tells of its dates, where it is read in pieces.

    Args:
        day, month: columns in which some date is certain to have its day, or its month, first.
        either: columns in which some date could be either.
        declared: whether a row has a date of its own, and not only the time at which it was fetched.
        known: whether this was gathered from the whole file, and is to be followed; else it is gathered.

    Example:
        >>> noted = Orders()
        >>> noted.note("date", ["04/05/2024"])
        >>> whole = noted.with_more(Orders(month={"date"}))
        >>> whole.needed(noted), whole.of("date")
        (True, (False, False))
    """

    day: set[str] = field(default_factory=set)
    month: set[str] = field(default_factory=set)
    either: set[str] = field(default_factory=set)
    declared: bool = False
    known: bool = False

    def note(self, name: str, values: Sequence[Any]) -> None:
        """Gather what the values of a column tell."""
        for value in values:
            found = _NUMERIC.search(value) if isinstance(value, str) else None
            if found:
                first, second = int(found[1]), int(found[3])
                if 12 < first <= 31 and second <= 12:
                    self.day.add(name)
                if 12 < second <= 31 and first <= 12:
                    self.month.add(name)
                if _either(value):
                    self.either.add(name)

    def of(self, name: str) -> tuple[bool | None, bool]:
        """Whether the day is first in a column (None: nothing tells), and whether both orders are certain."""
        day, month = name in self.day, name in self.month
        return (None if day == month else day), day and month

    def with_more(self, other: Orders) -> Orders:
        """What two pieces tell together."""
        return Orders(
            self.day | other.day, self.month | other.month, self.either | other.either,
            self.declared or other.declared,
        )  # fmt: skip

    def needed(self, piece: Orders) -> bool:
        """Whether a piece that told `piece` reads otherwise once the whole file, which this is, is known."""
        if self.declared and not piece.declared:
            return True
        return any(self.of(name) != piece.of(name) for name in piece.either | piece.day | piece.month)

    def to_json(self) -> dict[str, Any]:
        """All of it, as JSON can carry it."""
        return {
            "day": sorted(self.day), "month": sorted(self.month), "either": sorted(self.either),
            "declared": self.declared, "known": self.known,
        }  # fmt: skip

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Orders:
        """What `to_json` told of."""
        sets = {name: set(kept[name]) for name in ("day", "month", "either")}
        return cls(**sets, declared=kept["declared"], known=kept["known"])


def column(
    values: Sequence[Any], seen: Sequence[datetime | None] = (), order: tuple[bool | None, bool] | None = None
) -> Dates:
    """Read a column of dates.

    Whether 04/05/2024 is in April or in May is told by the other values: one 13/05/2024 settles it for all.
    Where nothing does, the day is taken to be first, and the values are named as unclear; where both orders
    are certain somewhere, values that could be either are not read.

    Args:
        values: the cells, blank ones too.
        seen: when each row was crawled, for dates such as "2 days ago"; may be empty.
        order: what the whole file tells, where these are a piece of it (see `Orders.of`).

    Example:
        >>> found = column(["04/05/2024", "05/13/2024", "6 YEARS AGO", "20240504"])
        >>> [moment and moment.strftime("%m-%d") for moment in found.moments], found.unread
        (['04-05', '05-13', None, '05-04'], (2,))
        >>> column(["04/05/2024"]).unclear
        (0,)
    """
    day_first, contrary = _order(values) if order is None else order
    moments: list[datetime | None] = []
    counted, unread, unclear = set(), [], []
    for position, value in enumerate(values):
        if missing(value):
            moments.append(None)
            continue
        either = isinstance(value, str) and _either(value)
        made = None if either and contrary else moment(value, day_first)
        if made is None and isinstance(value, str) and position < len(seen):
            made = _back(value, seen[position])
            if made is not None:
                counted.add(position)
        if made is None:
            unread.append(position)
        elif either and day_first is None:
            unclear.append(position)
        moments.append(made)
    return Dates(tuple(moments), frozenset(counted), tuple(unread), tuple(unclear))


def missing(value: Any) -> bool:
    """Whether a cell is blank, also as tables write it ("NaN", "None")."""
    if isinstance(value, str):
        return value.strip().lower() in ("", "nan", "none", "null", "n/a", "na", "nat", "-", "–")
    return value is None or value != value


def _order(values: Sequence[Any]) -> tuple[bool | None, bool]:
    """Whether the day is first in this column (None: nothing tells), and whether both orders are certain."""
    noted = Orders()
    noted.note("", values)
    return noted.of("")


def _either(value: str) -> bool:
    """Whether a date can be read day first and month first, with different results."""
    found = _NUMERIC.search(value)
    return found is not None and int(found[1]) <= 12 and int(found[3]) <= 12 and found[1] != found[3]


def _back(value: str, seen: datetime | None) -> datetime | None:
    """A date that is told from the time of the crawl."""
    if seen is None:
        return None
    text = value.strip().lower()
    if text in ("today", "just now", "yesterday"):
        return seen - timedelta(days=text == "yesterday")
    found = _AGO.fullmatch(text)
    if found is None:
        return None
    number = int(found[1]) if found[1].isdigit() else 1
    return seen - timedelta(days=number * _DAYS[found[2]])


def moment(value: Any, day_first: bool | None = None) -> datetime | None:
    """A cell as a UTC timestamp: a date, a date-time, a written date, 20240504, seconds or milliseconds since 1970.

    Example:
        >>> moment("2016-03-15T12:42:00Z").isoformat(), moment(0.5) is None, moment(1458045720).year
        ('2016-03-15T12:42:00+00:00', True, 2016)
        >>> moment("20240504").day, moment("2024-05") is None
        (4, True)
    """
    try:
        if isinstance(value, datetime):
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return _number(value)
        if isinstance(value, str):
            return _written(value.strip(), day_first)
    except (ValueError, OverflowError, OSError):
        pass
    return None


def _written(text: str, day_first: bool | None) -> datetime | None:
    if re.fullmatch(r"\d{8,14}(?:\.0+)?", text) and not _COMPACT.fullmatch(text):
        return _number(float(text))
    if compact := _COMPACT.fullmatch(text):
        return _compact(compact)
    if _ISO.match(text):
        try:
            made = datetime.fromisoformat(text)
            return (made if made.tzinfo else made.replace(tzinfo=UTC)).astimezone(UTC)
        except ValueError:
            pass
    return parse(text[:120], day_first)


def _number(value: float) -> datetime | None:
    whole = str(int(value))
    if compact := _COMPACT.fullmatch(whole):
        return _compact(compact)
    seconds = value / 1e6 if value > 1e14 else value / 1000 if value > 1e11 else value
    return datetime.fromtimestamp(seconds, UTC) if _EARLIEST < seconds < _LATEST else None


def _compact(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
