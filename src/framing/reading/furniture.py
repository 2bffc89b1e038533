"""What pages put around a story: comment counts, sign-up prompts, links, notices, navigation."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _table() -> dict[str, list[str]]:
    """The patterns of `resources/furniture.tsv` by kind."""
    kinds: dict[str, list[str]] = {}
    text = (files("framing") / "resources" / "furniture.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        kind, tab, pattern = line.partition("\t")
        if tab and not line.startswith("#"):
            kinds.setdefault(kind, []).append(pattern)
    return kinds


def _any(patterns: list[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@cache
def _sections() -> str:
    return "|".join(sorted(_table()["section"], key=len, reverse=True))


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(_any(p), re.IGNORECASE) for kind, p in _table().items() if kind != "section"}


@cache
def _line() -> re.Pattern[str]:
    return re.compile(
        _any([p for kind, patterns in _table().items() if kind != "section" for p in patterns]), re.IGNORECASE
    )


@cache
def _section() -> re.Pattern[str]:
    return re.compile(rf"(?:{_sections()})", re.IGNORECASE)


@cache
def _item() -> re.Pattern[str]:
    return re.compile(rf"(?:{_sections()})(?P<mark>\s*[|>/›»·•,\\–-]\s*|\s+|$)", re.IGNORECASE)


_BULLET = re.compile(r"^[\s•·*►▶▸→»>|–—\-✓✔☰✕×❯‹›]+|[\s•·*►▶▸→»>|✕×❯‹›▼▾]+$")
LONGEST = 420
"""No line longer than this is furniture by its words alone."""

_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|argued|warned|announced|insisted|spokes\w+)\b", re.IGNORECASE
)
_READER = re.compile(r"\b(?:you|your|our|we|us|please|click)\b", re.IGNORECASE)
_WEB = re.compile(
    r"\b(newsletters?|inbox|subscri\w+|sign(?:ing)? up|log(?:ged|ging)?[- ]?in|sign(?:ing)? in|regist(?:er|ered"
    r"|ration)"
    r"|accounts?|browser|cookies?|privacy|terms|advertis\w+|ads|websites?|site|click|apps?|e-?mails?|comments?"
    r"|commenting"
    r"|posts?|readers?|rules|notifications?|complaints?|editorial|journalism|membership|supporters?|donat\w+|alerts?"
    r"|stories|coverage|download|page|content|consented|button|session|verify|unable|moderat\w+|abus\w+|password|free"
    r"|offers?|trial|cancel|agree|consent|preferences|settings|unsubscribe|share|follow|link|topics?)\b",
    re.IGNORECASE,
)


_NOTE = re.compile(
    r"(?:this|the) (?:article|story|piece|headline|report|post) (?:was|has been) (?:amended|corrected|clarified)\b"
    r"|an earlier version of this (?:article|story|piece|headline|report|post)\b",
    re.IGNORECASE,
)
"""A note on a correction tells of the article; what it says was "said" there is no news."""


def bare(line: str) -> str:
    """The line without bullets and arrows at its ends.

    Example:
        >>> bare("  » Read more ›")
        'Read more'
    """
    return _BULLET.sub("", line).strip()


@lru_cache(maxsize=4096)  # pages of one house share their lines
def is_furniture(line: str) -> bool:
    """Whether a line, by its own words, is no part of any story.

    Example:
        >>> is_furniture("View comments (12)"), is_furniture("Sign up to our daily newsletter")
        (True, True)
        >>> is_furniture("Sign language is taught in two schools."), is_furniture("Comments by the mayor drew anger.")
        (False, False)
    """
    if len(line) > LONGEST:
        return False
    words = bare(line)
    if not any(char.isalnum() for char in words):
        return True  # rules, bullets, dots
    if _is_menu(words):
        return True
    if (
        words.endswith(".")
        and words.count(" ") < 2
        and words.isascii()
        and words[:-1].replace(" ", "").isalpha()
    ):
        return False  # "Close." with its full stop is a sentence, if a short one
    if _is_foot(words) or _GLUED.fullmatch(words) or _NOTE.match(words):
        return True
    return _line().fullmatch(words) is not None and not (
        _REPORTED.search(words) and words.endswith((".", ".”", '."'))
    )


def reports(line: str) -> bool:
    """Whether a line reports somebody's words, as a story does.

    Example:
        >>> reports("The mayor said so."), reports("Get our app.")
        (True, False)
    """
    return _REPORTED.search(line) is not None


def addresses_reader(line: str, least: int = 2) -> bool:
    """Whether a line speaks to the reader about the site: 'you' or 'our', and `least` words of the trade.

    Example:
        >>> addresses_reader("Your account lets you post comments on our site and follow other readers.")
        True
        >>> addresses_reader("The site asks for your account, the minister said.")
        False
    """
    if len(line) > 2 * LONGEST or any(mark in line for mark in '"“”«') or _REPORTED.search(line):
        return False
    if _READER.search(line) is None:
        return False
    return len({found.lower() for found in _WEB.findall(line)}) >= least


def kind(line: str) -> str | None:
    """Which kind of furniture a line is, or None: comments, share, more, advertising, sign-up, ….

    Example:
        >>> kind("Advertisement"), kind("The mayor resigned.")
        ('advertising', None)
    """
    words = bare(line)
    if len(line) > LONGEST:
        return None
    return next((name for name, pattern in _kinds().items() if pattern.fullmatch(words)), None)


def _is_menu(words: str) -> bool:
    """Whether a line is section names only: two with marks between them, or three in a row."""
    position = count = marks = 0
    while position < len(words):
        found = _item().match(words, position)
        if found is None or found.end() == position:
            return False
        count += 1
        marks += bool(found["mark"].strip()) or len(found["mark"]) > 1
        position = found.end()
    return count >= 3 or (count == 2 and marks > 0)


_GLUED = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,3}:[A-Z][\w’'-]*(?: [^\s]+){3,20}(?<![.”\"])")
"""A link whose label is glued to it, as a page pasted without its markup has: 'More:Ferry runs aground'."""
_FOOT = re.compile(
    r"\b(terms|privacy|contact|help|careers|jobs|corrections|advertise|accounts?|newsletters?|polic(?:y|ies)"
    r"|accessibility|sitemap|licensing|subscri\w+|cookies|standards|about|feedback|rss|archives?|ethics)\b",
    re.IGNORECASE,
)


def _is_foot(words: str) -> bool:
    """Whether a line is the foot of a page in one piece: capitalised words, some of them a site's own."""
    tokens = words.split()
    if len(tokens) < 6 or words.endswith((".", "!", "?", "”", '"')):
        return False
    named = [
        t
        for t in tokens
        if t[0].isalpha() and t.lower() not in ("of", "to", "and", "the", "for", "with", "us")
    ]
    high = sum(t[0].isupper() for t in named)
    return high >= 0.85 * len(named) and len({f.lower() for f in _FOOT.findall(words)}) >= 4


def is_section(line: str) -> bool:
    """Whether a line is the name of a newspaper's section and nothing else, as 'World news'."""
    return len(line) <= 40 and _section().fullmatch(bare(line)) is not None
