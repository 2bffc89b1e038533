"""Which outlet a page comes from, told by the furniture around its story."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_OWN = re.compile(
    r"(?:follow|join) (?:other|fellow) (?P<a>[\w’'&. ]{2,40}?) readers|(?:©|copyright|\(c\))\s*(?:©"
    r"|\(c\))?\s*(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?,?\s*(?:by\s+)?"
    r"(?P<b>[A-Z][\w’'&.\- ]{2,50}?)(?=[.,|]|\s+(?:all rights|ltd|limited|inc|llc|media|group|company|corp"
    r"|\d{4})\b|\s*$)"
    r"|(?:subscribe to|support|download|follow) (?P<c>(?:the )?[A-Z][\w’'&\-]*(?: [A-Z][\w’'&\-]*){0,4})"
    r"(?= (?:app|newsletter|newsletters|on|today|now|and|for)\b|[.!]?$)"
)
_COMPANY = re.compile(
    r"(?:,? (?:Limited|Ltd|Inc|LLC|PLC|plc|Company|Corporation|Corp|Co|Group|Media|Network|Publishing|Holdings"
    r"|Newspapers|Publishers|DAC|plc|Digital)\b\.?)+$"
)
_PICTURE = re.compile(r"©\s*\w[\w ]{1,30}\s/")
_GENERIC = re.compile(
    r"(?i)copyright|the author|our|us|this|all|free|now|today|independent journalism|the story|getty images"
    r"|images|photo|associated newspapers"
)


@dataclass(frozen=True, slots=True)
class _Known:
    pattern: re.Pattern[str]
    names: dict[str, str]


_PLACE = re.compile(r"\s*\((?:London|England|UK|United Kingdom|USA|U\.S\.|New York|Online|Web)\)$")
_EDITION = re.compile(r"(?:india|uk|us|usa|online|world|international)$")
_ENDINGS = frozenset("com co uk org net in us au ca ie eu de fr www http https amp".split())


def _plain(name: str) -> str:
    """A name without what spellings differ in: case, spaces, marks."""
    return re.sub(r"[\W_]", "", name).lower()


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    return {_plain(form): name for form, name in reversed(_known().names.items())}


@lru_cache(maxsize=4096)
def known(name: str) -> str | None:
    """The usual name of an outlet however it is spelled; None for one that the table of outlets does not have.

    Example:
        >>> known("Reuters_Co_Uk"), known("ReutersIndia"), known("TheGuardian"), known("Fenwick Gazette")
        ('Reuters', 'Reuters', 'The Guardian', None)
    """
    plain = _plain(name)
    if len(plain) < 2:
        return None
    words = [word for word in re.split(r"[._/:\s]+", name.lower()) if word not in _ENDINGS]
    for form in (plain, _plain("".join(words)), _EDITION.sub("", plain)):
        if found := _spellings().get(form) or _spellings().get(f"the{form}"):
            return found
    return None


@lru_cache(maxsize=1)
def _known() -> _Known:
    names: dict[str, str] = {}
    with (files("framing") / "resources" / "outlets.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            for alias in (row["domain"], *row["aliases"].split("|")):
                if len(alias) > 1:
                    names.setdefault(alias, row["name"])
    forms = sorted(names, key=len, reverse=True)
    return _Known(
        re.compile(rf"(?<![\w@/])(?:www\.)?({'|'.join(map(re.escape, forms))})(?!\w)(?!\.\w)(?! Press\b)"),
        names,
    )


def canonical(name: str) -> str:
    """The usual name of an outlet, where the table of outlets has it; else the name as given.

    Example:
        >>> canonical("nytimes.com"), canonical("The Fenwick Gazette")
        ('The New York Times', 'The Fenwick Gazette')
    """
    name = re.sub(r"^(?:copyright|©)\s+", "", re.split(r"\s+[-–—|]\s+", name)[0], flags=re.IGNORECASE)
    stripped = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip()).split("/")[0].strip()
    names = _known().names
    return (
        names.get(stripped)
        or names.get(name.strip())
        or known(stripped)
        or _COMPANY.sub("", name.strip())
        or name.strip()
    )


def outlet(around: Sequence[str], agency: str | None = None) -> str | None:
    """The outlet that a page's furniture, bylines and credits speak for.

    A notice of one's own ("follow other … readers", "© …") counts most, a known name elsewhere less;
    the dateline's agency is taken where the page names nobody.

    Args:
        around: the lines of the page that are not the story.
        agency: the agency in the dateline.

    Example:
        >>> outlet(["Join the debate", "follow other Independent readers"]), outlet([], "Reuters")
        ('The Independent', 'Reuters')
        >>> outlet(["© 2024 The Fenwick Gazette. All rights reserved"])
        'The Fenwick Gazette'
    """
    known = _known()
    votes: Counter[str] = Counter()
    for line in around:
        if len(line) > 500 or _PICTURE.search(line):
            continue
        for found in _OWN.finditer(line):
            name = next(group for group in found.groups() if group)
            if not _GENERIC.fullmatch(name):
                votes[canonical(name.strip(" ."))] += 4
        # Who helped to report is not who published.
        weight = 0 if re.match(r"(?i)\W*(?:additional reporting|photo|image|picture|credit)", line) else 1
        named = {known.names[found.group(1)] for found in known.pattern.finditer(line)}
        if len(named) > 2:
            continue  # a list of those from whom material comes
        for found in known.pattern.finditer(line):
            if weight:
                votes[known.names[found.group(1)]] += weight
    if not votes:
        return agency
    best, count = votes.most_common(1)[0]
    if best not in known.names.values():
        # The owner's name in the notice of rights gives way to an outlet that the page names again and again.
        often = [(name, votes[name]) for name in set(known.names.values()) if votes[name] > 1]
        best, count = max(often, key=lambda pair: (pair[1], pair[0]), default=(best, count))
    return best if count >= 1 else agency
