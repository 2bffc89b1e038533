"""What a file's name tells of its article: "2022-03-04_TheGuardian_Bridge closed"."""

from __future__ import annotations

import re
from typing import Any

from framing.reading.moments import moment
from framing.reading.outlets import known

_DATE = re.compile(
    r"(?<!\d)(?:(?P<iso>(?:19|20)\d\d[-_.]\d\d[-_.]\d\d)|(?<![A-Za-z])(?P<plain>(?:19|20)\d\d[01]\d[0-3]\d)(?![A-Za-z]))(?!\d)"
)
_BETWEEN = re.compile(r"__+|_|\s+[-–—]\s+|\s*--\s*")


def told_by_name(stem: str) -> dict[str, Any]:
    """The date and the outlet in a file's name, where they are certain: a whole date, an outlet that is known.

    Args:
        stem: the name without its ending.

    Example:
        >>> told = told_by_name("2022-03-04_TheGuardian_Bridge closed")
        >>> told["outlet"], told["published"].month
        ('The Guardian', 3)
        >>> told_by_name("000_366a06ce1944d601")
        {}
    """
    told: dict[str, Any] = {}
    if found := _DATE.search(stem):
        at = moment(re.sub(r"[_.]", "-", found["iso"]) if found["iso"] else found["plain"])
        if at is not None:
            told["published"] = at
            stem = stem[: found.start()] + "_" + stem[found.end() :]
    for part in _BETWEEN.split(stem):
        if len(part) > 2 and (outlet := known(part)):
            told["outlet"] = outlet
            break
    return told
