"""Datelines: the place, the day and the agency before a story's first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AGENCIES = {
    "reuters": "Reuters", "thomson reuters": "Reuters", "thomson reuters foundation": "Reuters",
    "ap": "Associated Press",
    "associated press": "Associated Press", "the associated press": "Associated Press", "afp": "AFP",
    "upi": "UPI", "pa": "PA", "pa media": "PA", "press association": "PA", "dpa": "dpa", "efe": "EFE",
    "ansa": "ANSA", "tass": "TASS", "itar-tass": "TASS", "interfax": "Interfax", "xinhua": "Xinhua",
    "kyodo": "Kyodo", "pti": "PTI", "ani": "ANI", "ians": "IANS", "aap": "AAP", "cnn": "CNN", "bbc": "BBC",
    "bloomberg": "Bloomberg", "ria novosti": "RIA Novosti", "anadolu": "Anadolu", "aa": "Anadolu",
    "canadian press": "The Canadian Press", "the canadian press": "The Canadian Press", "sana": "SANA",
    "irna": "IRNA", "yonhap": "Yonhap", "rfe/rl": "RFE/RL", "cbs news": "CBS News", "cbs": "CBS News",
    "nbc news": "NBC News",
    "abc news": "ABC News", "fox news": "Fox News", "cnbc": "CNBC", "voa": "VOA", "ips": "IPS", "cns": "CNS",
    "bloomberg news": "Bloomberg", "wam": "WAM", "spa": "SPA", "cna": "CNA", "cnsnews.com": "CNSNews",
    "jta": "JTA", "ap photo": "Associated Press",
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = (
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?)"
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?:[\s\-/]+(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*|de|of|al|la))*"
_PLAIN = r"[A-ZÀ-Þ][\w'’.\-]+(?:\s+(?:[A-ZÀ-Þ][\w'’.\-]*|de|of|al|la|and))*"
_AGENCY = "|".join(re.escape(name) for name in sorted(_AGENCIES, key=len, reverse=True))
_IN_BRACKETS = rf"\((?P<agency1>(?i:{_AGENCY})|[A-Z][A-Za-z .&/]{{1,24}})\)"
_DASH = r"\s*(?:—|–|--+|-(?=\s)|−|―|:(?=\s))\s*"
_PATTERNS = (
    # MOSCOW, March 15 (Reuters) —   BEIRUT (AP) —   ANKARA/LONDON, 15 Mar —   WASHINGTON —
    re.compile(
        rf"(?P<place>{_CAPITALS}(?:,\s+(?!{_MONTH}\b)[A-ZÀ-Þ][\w.’'\-]*(?:\s+[A-ZÀ-Þ][\w.’'\-]*)*)?)"
        rf"(?:,?\s+(?P<date>{_DAY}),?)?(?:,?\s*{_IN_BRACKETS})?{_DASH}(?=\S)"
    ),
    # Moscow (Reuters) -   Paris, 3 May (AFP) —   Washington (CNN) The …
    re.compile(
        rf"(?P<place>{_PLAIN}(?:,\s+(?!{_MONTH}\b)[A-ZÀ-Þ][\w.’'\-]*(?:\s+[A-ZÀ-Þ][\w.’'\-]*)*)?)"
        rf"(?:,?\s+(?P<date>{_DAY}),?)?,?\s*\((?P<agency1>(?i:{_AGENCY}))\)(?:{_DASH}|\s*)(?=\S)"
    ),
    # (Reuters) -   (CNN)
    re.compile(rf"\((?P<agency1>(?i:{_AGENCY}))\)(?:{_DASH}|\s+)(?=\S)(?P<place>)(?P<date>)"),
    # March 15 (UPI) --
    re.compile(rf"(?P<date>{_DAY}),?\s+\((?P<agency1>(?i:{_AGENCY}))\){_DASH}(?=\S)(?P<place>)"),
)
_NO_PLACE = re.compile(
    r"(?:UPDATE|BREAKING|EXCLUSIVE|WATCH|VIDEO|LIVE|READ|NOTE|MORE|OPINION|ANALYSIS|CORRECTION|FACTBOX|PHOTOS?"
    r"|Q|A|[IVX]+)\b"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline of a story.

    Args:
        start, end: its place in the paragraph, the dash and the blanks after it included.
        place: as written, or None.
        date: the day as written, or None.
        agency: the agency's name, or what stands in its brackets, or None.
    """

    start: int
    end: int
    place: str | None
    date: str | None
    agency: str | None


def dateline(paragraph: str) -> Dateline | None:
    """The dateline with which a paragraph opens, or None; it stays part of the paragraph.

    Args:
        paragraph: the text of one paragraph.

    Example:
        >>> found = dateline("BEIRUT, March 15 (Reuters) — The army said on Tuesday it had left.")
        >>> found.place, found.date, found.agency, found.end
        ('BEIRUT', 'March 15', 'Reuters', 29)
        >>> dateline("The army — what is left of it — went home.") is None
        True
    """
    head = paragraph[:140]
    left = len(head) - len(head.lstrip())
    for pattern in _PATTERNS:
        found = pattern.match(head, left)
        if found is None:
            continue
        place, agency = found["place"], found["agency1"]
        if place and (_NO_PLACE.match(place) or len(place.split()) > 7 or (len(place) < 4 and not agency)):
            continue
        # "TRUMP: I never said that" is a speaker in a transcript, and no place.
        if found.group().rstrip().endswith(":") and not (agency or found["date"]):
            continue
        name = _AGENCIES.get(agency.lower(), agency) if agency else None
        return Dateline(left, found.end(), place or None, found["date"] or None, name)
    return None
