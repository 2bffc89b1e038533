"""Dates and times as newspapers write them, to UTC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan janvier januar enero gennaio januari janeiro ene gen jän jänner",
         "february feb février fevrier fév februar febrero febbraio februari fevereiro févr",
         "march mar mars märz marzo maart março mrz",
         "april apr avril avr abril aprile abr",
         "may mai mayo maggio mei maj maio mag",
         "june jun juin juni junio giugno junho giu",
         "july jul juillet juil juli julio luglio julho lug",
         "august aug août aout agosto augustus augusti ago",
         "september sept sep septembre septiembre settembre setembro set",
         "october oct octobre oktober okt octubre ottobre outubro ott",
         "november nov novembre noviembre novembro",
         "december dec décembre decembre déc dezember dez diciembre dicembre desember dezembro dic des"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = re.compile(
    r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    r"|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mandag|tirsdag|lørdag|søndag"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b\.?,?"
)
"""Names of days; they say nothing that the date does not."""
_HOURS = {
    "gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 1, "cet": 1, "west": 1, "cest": 2, "eet": 2, "sast": 2,
    "eest": 3, "msk": 3, "gst": 4, "ist": 5.5, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9,
    "acst": 9.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "ast": -4, "adt": -3, "est": -5,
    "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_SUMMER = {
    "et": (-5, -4),
    "eastern": (-5, -4),
    "ct": (-6, -5),
    "mt": (-7, -6),
    "pt": (-8, -7),
    "pacific": (-8, -7),
    "uk": (0, 1),
}
"""Zones that change with the season: (winter, summer) in hours; IST is taken as India's, as the agencies use it."""

_AMERICAN = frozenset("et est edt ct cst cdt mt mst mdt pt pst pdt eastern pacific".split())
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)"
_MONTH = rf"(?P<month{{n}}>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_CLOCK = (
    r"(?P<hour>2[0-4]|[01]?\d)(?:[:.](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:\.\d+)?)?)?"
    r"\s*(?:hrs?\b|h\b)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
)
_ZONE = (
    r"(?P<zone>(?:\b(?:gmt|utc)\s*)?[+\-−]\s?\d{1,2}:?(?:\d\d)?\b"
    rf"|\b(?:{'|'.join(sorted({*_HOURS, *_SUMMER} - {'z', 'eastern', 'pacific'}, key=len, reverse=True))})\b"
    r"|\b(?:eastern|pacific)(?:\s+(?:standard|daylight))?(?:\s+time)?\b|(?<=\d)z\b)"
)
_TIME = rf"{_CLOCK}\s*[(,]?\s*(?:{_ZONE}\)?)?"
_DATES = (
    r"(?P<year1>(?:1[5-9]|2\d)\d\d)(?P<mark1>[-/.])(?P<num1>\d{1,2})(?P=mark1)(?P<day1>\d{1,2})(?!\d)",
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:\s+(?:of|de))?[\s\-]+{_MONTH.format(n=2)}"
    r"(?:\s+de)?[\s,\-]+(?P<year2>\d{4})(?!\d)",
    rf"{_MONTH.format(n=3)}\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year3>\d{{4}})(?!\d(?!\d?:\d\d))",
    r"(?P<a>\d{1,2})(?P<mark4>[/.]|-(?=\d{1,2}-\d{4}))(?P<b>\d{1,2})(?P=mark4)(?P<year4>\d{4}|\d\d)\b",
)
_JOIN = r"\s*(?:,|\||·|•|–|—|-|/|@|\bat\b|T|-\s)?\s*"
_DATE = rf"{_DAY}?(?:{'|'.join(_DATES)})"
_AFTER = re.compile(rf"{_DATE}(?:{_JOIN}{_TIME})?", re.IGNORECASE)
_BEFORE = re.compile(rf"{_TIME}{_JOIN}(?:\bon\b\s*)?{_DATE}", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:first |originally |was |article |story )*(?:published|posted|updated|modified|created|filed|issued"
    r"|uploaded|edited"
    r"|last\s+(?:updated|modified|edited|changed)|date|time|article date|publish date)\s*(?:on|at|date|time)?"
    r"|on)?\s*[:|]?\s*",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"updat|modif|edit|chang", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;|·•/()–—-]*", re.IGNORECASE)
_AGO = re.compile(
    r"(?:(?:an?|one|\d{1,3})\s*(?:s|m|min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?)\.?\s+ago"
    r"|just now|yesterday|today)(?:,?\s+at\s+\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)
_TIME_ONLY = re.compile(_TIME, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date found in a line.

    Args:
        start, end: its place in the line, the label ("Published:") with it.
        published: the first publication in UTC, or None where the line tells none.
    """

    start: int
    end: int
    published: datetime | None


@lru_cache(maxsize=64)
def _zone(name: str, year: int) -> tzinfo | None:
    from dateutil import relativedelta, tz

    key = re.sub(r"\s+", "", name.lower())
    signed = re.fullmatch(r"(?:gmt|utc)?([+\-−])(\d{1,2}):?(\d\d)?", key)
    if signed:
        minutes = int(signed[2]) * 60 + int(signed[3] or 0)
        return tz.tzoffset(None, timedelta(minutes=minutes if signed[1] == "+" else -minutes))
    word = re.match(r"eastern|pacific", key)
    key = word[0] if word else key
    if key in _SUMMER:
        winter, summer = (timedelta(hours=h) for h in _SUMMER[key])
        # The rule of Europe; that of the United States since 2007; before, from April to October.
        if key == "uk":
            begins = relativedelta.relativedelta(hours=1, month=3, day=31, weekday=relativedelta.SU(-1))
            ends = relativedelta.relativedelta(hours=1, month=10, day=31, weekday=relativedelta.SU(-1))
        elif year >= 2007:
            begins = relativedelta.relativedelta(hours=2, month=3, day=1, weekday=relativedelta.SU(2))
            ends = relativedelta.relativedelta(hours=1, month=11, day=1, weekday=relativedelta.SU(1))
        else:
            begins = relativedelta.relativedelta(hours=2, month=4, day=1, weekday=relativedelta.SU(1))
            ends = relativedelta.relativedelta(hours=1, month=10, day=31, weekday=relativedelta.SU(-1))
        return tz.tzrange(key, winter, key, summer, begins, ends)
    return tz.tzoffset(key, timedelta(hours=_HOURS[key])) if key in _HOURS else None


def _moment(found: re.Match[str], day_first: bool | None = None) -> datetime | None:
    part = found.groupdict()
    try:
        if part["year1"]:
            year, month, day = int(part["year1"]), int(part["num1"]), int(part["day1"])
        elif part["year2"]:
            year, month, day = int(part["year2"]), _MONTHS[part["month2"].lower()], int(part["day2"])
        elif part["year3"]:
            year, month, day = int(part["year3"]), _MONTHS[part["month3"].lower()], int(part["day3"])
        else:
            year, first, second = int(part["year4"]), int(part["a"]), int(part["b"])
            year += 2000 if year < 70 else 1900 if year < 100 else 0
            american = (part.get("zone") or "").lower().split(" ")[0] in _AMERICAN
            day, month = _order(first, second, day_first, american)
        hour, minute = int(part.get("hour") or 0), int(part.get("minute") or 0)
        if part.get("half"):
            hour = hour % 12 + (12 if part["half"].lower().startswith("p") else 0)
        moment = datetime(year, month, day, hour % 24, minute, int(part.get("second") or 0))
        zone = _zone(part["zone"], year) if part.get("zone") else None
        return moment.replace(tzinfo=zone or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _order(first: int, second: int, day_first: bool | None, american: bool) -> tuple[int, int]:
    """Day and month: in the order that is known, else day first unless only the other is a date."""
    if day_first is not None:
        return (first, second) if day_first else (second, first)
    return (second, first) if second > 12 or (american and first <= 12) else (first, second)


def _expression(text: str, position: int) -> re.Match[str] | None:
    after, before = _AFTER.match(text, position), _BEFORE.match(text, position)
    if after is None or before is None:
        found = after or before
    else:
        found = max(after, before, key=lambda m: m.end())
    if found is None:
        return None
    # A bare number after a date ("15 March 2016 3 comments") is no time of day.
    part = found.groupdict()
    if part["hour"] and not (part["minute"] or part["half"]):
        return re.compile(_DATE, re.IGNORECASE).match(text, position)
    return found


def parse(text: str, day_first: bool | None = None) -> datetime | None:
    """The moment that a written date means, in UTC; None where it is no full date.

    A time with no zone, and a date with no time (its midnight), are taken as UTC.

    Args:
        text: a date as written, weekday and label allowed.
        day_first: the order of 04/05/2024, where it is known; None for day first unless only the
            other way round is a date.

    Example:
        >>> parse("Tuesday 15 March 2016 12:42 GMT").isoformat()
        '2016-03-15T12:42:00+00:00'
        >>> parse("July 4, 2019, 9:05 p.m. ET").isoformat()
        '2019-07-05T01:05:00+00:00'
        >>> parse("2021-02-03T04:05:06+02:00").isoformat(), parse("last week")
        ('2021-02-03T02:05:06+00:00', None)
        >>> parse("04/05/2024", day_first=False).day, parse("jeudi 4 octobre 2012").month
        (5, 10)
    """
    text = _WEEKDAYS.sub(" ", text[:200]).strip(" ,\t\r\n")
    found = _expression(text, 0)
    if found is None and (label := _LABEL.match(text)):
        found = _expression(text, label.end())
    return _moment(found, day_first) if found else None


def date_line(text: str, start: int = 0) -> DateLine | None:
    """A date at `start` in a short line: with its label, a time of day, a second date of an update.

    Args:
        text: one line of a page.
        start: where in the line to look.

    Example:
        >>> found = date_line("Published: 12:42 GMT, 15 March 2016 | Updated: 13:10 GMT, 15 March 2016")
        >>> found.end, found.published.hour
        (71, 12)
        >>> date_line("March on London planned") is None
        True
    """
    position = start
    moments: list[tuple[bool, datetime | None]] = []
    end = start
    while position < len(text):
        gap = _BETWEEN.match(text, position)
        position = gap.end() if gap else position
        label = _LABEL.match(text, position)
        here = label.end() if label else position
        found = _expression(text, here)
        if found is None:
            relative = _AGO.match(text, here)
            clock = _TIME_ONLY.match(text, here) if label and label.group().strip() and not relative else None
            if clock and (clock["minute"] or clock["half"]):
                relative = clock
            if relative is None and moments and here == position:
                clock = _TIME_ONLY.match(text, here)
                relative = clock if clock and (clock["minute"] or clock["half"]) else None
            if relative is None:
                break
            position = end = relative.end()
            moments.append((True, None))
            continue
        moments.append((bool(label and _UPDATE.search(label.group())), _moment(found)))
        position = end = found.end()
    if not moments:
        return None
    dated = sorted((update, i) for i, (update, moment) in enumerate(moments) if moment is not None)
    return DateLine(start, end, moments[dated[0][1]][1] if dated else None)
