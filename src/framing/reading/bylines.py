"""Bylines: whose name stands over the story."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARTICLE = r"(?:de|da|di|del|della|dos|du|van|von|der|den|bin|ibn|al|el|la|le|ter|y)"
_NAME_WORD = (
    r"(?:(?!(?i:for|in|and|at|of|with|the|from)\b)"
    r"(?:Mc|Mac|O['’]|D['’]|al-|el-|Al-|El-)?[A-ZÀ-ÞŁŚŻČŠŽ][\w’'\-]*[\w]|[A-Z](?:\.(?:[A-Z]\.)*)?(?!\w))"
)
_NAME = rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_NAME_WORD}){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s+with\s+){_NAME}){{0,7}}"
_AGENCY = (
    r"(?:The\s+)?Associated\s+Press(?:\s+Reporter)?|AP|Reuters(?:\s+(?:Staff|Reporter))?|Agence\s+France-Presse|AFP"
    r"|(?:[A-Z][\w.&’']*\s+){0,3}(?:Staff|Correspondents?|Reporters?|Newsroom|News\s+Desk|Editors?"
    r"|Editorial\s+Board|Team)"
    r"|PA(?:\s+Media)?|Press\s+Association|UPI|Bloomberg(?:\s+News)?|[A-Z][\w]*\s+(?:web\s+)?(?:staff"
    r"|reporters?|agencies)"
    r"|[Aa]gencies|[Ss]taff(?:\s+and\s+agencies|\s+[Ww]riters?|\s+[Rr]eporters?)?"
)
_MARK = re.compile(
    r"(?P<mark>(?:by|words by|written by|story by|report by|reported by|analysis by|opinion by|commentary by"
    r"|posted by|published by|authors?:|from)\b:?\s+|(?-i:By)(?=(?-i:[A-Z][a-z’'-]+ [A-Z])))",
    re.IGNORECASE,
)
_MARKED = re.compile(rf"(?P<names>{_NAMES}|{_AGENCY})")
_ONE_NAME = re.compile(rf"(?P<names>{_NAME_WORD})(?=\s*(?:$|[,|]))")
_BARE = re.compile(rf"(?P<names>{_NAMES})")
_AGENCY_LINE = re.compile(rf"(?P<names>{_AGENCY})")
_JOBS = (
    r"(?:editor|correspondent|reporter|writer|columnist|staff|bureau|analyst|journalist|producer|desk|chief|critic"
    r"|contributor|agencies|commentator|specialist)s?"
)
_JOB_TAIL = re.compile(rf"(?:,|\s)\s*(?:[\w’'\-]+\s+){{0,3}}{_JOBS}(?:\s.*)?$", re.IGNORECASE)
_REST = re.compile(
    rf"""\s*(?:
        (?:[,|–—\-·•/]\s*)?(?:[\w.&’'\-]+\s+){{0,6}}(?i:{_JOBS})\b(?:\s+(?:in|at|for
            |of)\s+[\w.’'\-]+(?:\s+[\w.’'\-]+){{0,3}})?
      | (?:,\s*)?(?i:in|at)\s+[A-ZÀ-Þ][\w.’'\-]*(?:[\s,]+(?:and\s+)?[A-ZÀ-Þ][\w.’'\-]*){{0,5}}
      | (?:,\s*)?(?i:for|of)\s+(?:the\s+)?[A-Z][\w.&’'\-]*(?:\s+[A-Z][\w.&’'\-]*){{0,4}}
      | \s*[,|–—\-·•/]\s*(?:the\s+)?[A-Z][\w.&’'\-]*(?:\s+(?:and\s+|[A-Z]|the\s+|of\s+|for\s+)[\w.&’'\-]*){{0,5}}
      | \s*[,|·•(]?\s*@\w{{2,20}}\)?
      | \s*[,|·•]?\s*[\w.\-]+@[\w\-]+(?:\.[\w\-]+)+
      | \s*[|·•,]\s*\d{{1,2}}\s*min(?:ute)?s?\s+read
    )""",
    re.VERBOSE,
)
_TWO_WORDS = re.compile(r"\S+\s+\S+")
_WITH_AGENCIES = re.compile(r"(?:\s*,)?\s*(?:and|with|&)\s+(?:news\s+)?agencies\b", re.IGNORECASE)
_NEXT_PLACED = re.compile(
    rf"\s+(?:in|at)\s+[A-ZÀ-Þ][\w.’'\-]*(?:\s[A-ZÀ-Þ][\w.’'\-]*){{0,2}}\s*(?:,\s*(?:and\s+)?|\s+and\s+)"
    rf"(?P<name>{_NAME})(?=\s+in\s+[A-Z]|\s*$)"
)
_HOUSES = frozenset(
    {"associated press", "the associated press", "usa today", "reuters", "cnn", "afp", "bloomberg"}
)
_DESK = re.compile(
    r"(?:(?:\s+|(?<=[a-z]))(?:Environment|Political|Politics|Diplomatic|Health|Education|Economics|Business|Science|Chief"
    r"|Senior|Deputy|Associate|Home|Foreign|"
    r"Defen[cs]e|Security|Legal|Social|Affairs|Transport|Technology|Media|Consumer|Sports?|Religious|Religion"
    r"|Arts|Culture|National|International|World|News|"
    r"Crime|City|Royal|Energy|Money|Personal|Finance|Staff|Europe|European|Asia|Africa|US|UK|Washington|Middle"
    r"|East|Political|Parliamentary|Investigations|Data|Video|Picture|Assistant|Special))+$"
)
_SIGNING = frozenset({"Reuters", "AFP", "AP", "UPI", "PA", "Bloomberg", "Agencies"})
_NOT_NAMES = frozenset(
    "the a an and or but white house north south east west new united states kingdom union prime minister president "
    "world news sport sports business politics opinion read more live video home page top stories latest breaking "
    "middle middle-east europe asia africa america american war crisis party council street city county school "
    "hospital university police court government parliament senate congress ministry department bank company group "
    "inc ltd plc corp monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december share comments facebook twitter image photo sign up in log out "
    "subscribe follow us advertisement related most popular what why how when where who is are was were will says "
    "say said after over for with from of to on at uk us eu un times post press daily".split()
)


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline found in a line.

    Args:
        start, end: its place in the line, from "By" to the job or the place.
        names: the authors, in order.
        marked: whether "By" or the like stood before it, so that it needs no other sign.
    """

    start: int
    end: int
    names: tuple[str, ...]
    marked: bool


def byline(text: str) -> Byline | None:
    """The byline with which a short line opens, or None.

    Args:
        text: one line of a page.

    Example:
        >>> byline("By Ann Lee and José van der Berg, Political Editor").names
        ('Ann Lee', 'José van der Berg')
        >>> byline("By noon the square was full") is None, byline("Ann Lee in Oslo").marked
        (True, False)
    """
    if len(text) > 240:
        return None
    left = len(text) - len(text.lstrip())
    mark = _MARK.match(text, left)
    if mark:
        found = _MARKED.match(text, mark.end()) or _ONE_NAME.match(text, mark.end())
        if found is None or (mark["mark"].lower().startswith("from") and _wordy(found["names"])):
            return None
    else:
        found = _BARE.match(text, left)
        if found is None or _wordy(found["names"]):
            found = _AGENCY_LINE.match(text, left)
            if found is None or (found.end() < len(text) and text[found.end()].isalnum()):
                return None
    names = found["names"]
    if agencies := _WITH_AGENCIES.search(names):
        names = names[: agencies.start()]
    elif job := _job_tail(names):  # "…, Political Editor" looks like one more name
        names = names[: job.start()]
    end = found.start("names") + len(names)
    more: tuple[str, ...] = ()
    while True:
        if placed := _NEXT_PLACED.match(text, end):  # "Ann Lee in Oslo and Bo Ek in Rome"
            more += _split(placed["name"])
            end = placed.end("name")
            continue
        rest = _WITH_AGENCIES.match(text, end) or _REST.match(text, end)
        if rest is None or rest.end() == end:
            break
        end = rest.end()
    people = _split(names) + more
    if len(people) > 1:  # the house after its people is no author
        people = without_houses(people)
    if not mark:  # "Scotland reporter" is a job; of single words only an agency signs a story
        people = tuple(name for name in people if " " in name or name in _SIGNING)
    return Byline(left, end, people, bool(mark))


def without_houses(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names without the outlet or agency among them, unless nobody else is named.

    Example:
        >>> without_houses(("Ann Lee", "Associated Press")), without_houses(("Reuters",))
        (('Ann Lee',), ('Reuters',))
    """
    return tuple(name for name in names if name.lower() not in _HOUSES) or names


def _job_tail(names: str) -> re.Match[str] | None:
    """Where a job begins behind the names: after a comma, or after the two words that a name has."""
    if comma := _JOB_TAIL.search(names):
        if names[comma.start()] == ",":
            return comma
        two = _TWO_WORDS.match(names) if len(names.split()) > 2 else None
        return _JOB_TAIL.search(names, two.end()) if two else comma
    return None


def _wordy(names: str) -> bool:
    """Whether a row of capitalised words holds one that no person is called."""
    return any(
        word.strip(".,’'").lower() in _NOT_NAMES for word in names.replace("&", " ").split() if word != "and"
    )


def _split(names: str) -> tuple[str, ...]:
    parts = re.split(r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s+with\s+", names)
    people = [_DESK.sub("", part.strip()) for part in parts]
    return tuple(_cased(name) for name in people if name)


def _cased(name: str) -> str:
    """SAMUEL OSBORNE as Samuel Osborne; a name with small letters, and an agency's initials, stay."""
    if not name.isupper() or " " not in name:
        return name
    return re.sub(
        r"[^\W\d_]+(?:['’][^\W\d_]{2,})?",
        lambda m: m[0][:1] + m[0][1:].lower() if len(m[0]) > 1 else m[0],
        name,
    )


_ASIDE = re.compile(r"\s*\([^()]*\)|\s+(?:in|at)\s+[A-ZÀ-Þ][\w.’' -]*$")


def bare_name(piece: str) -> str:
    """A piece of a byline without the place, the note in brackets and the job behind the name.

    Example:
        >>> bare_name("Ann Lee in Brussels"), bare_name("Bo Ek (now)"), bare_name("Lisa O'Carr Brexit correspondent")
        ('Ann Lee', 'Bo Ek', "Lisa O'Carr")
    """
    name = _ASIDE.sub("", piece).strip()
    job = _job_tail(name)
    return name[: job.start()].strip(" ,") if job and job.start() else name


_JOB_ALONE = re.compile(rf"(?:[\w.&’'\-]+\s+){{0,5}}{_JOBS}(?:\s+(?:in|at|for|of)\s.*)?", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"@\S+|https?:\S+|www\.\S+|\S+@\S+\.\S+|[a-z.\-]*[\d_][\w.\-]*|admin(?:istrator)?|webmaster|guest|user"
)


def is_job(name: str) -> bool:
    """Whether a piece of a byline is what somebody is, not who.

    Example:
        >>> is_job("Senior Reporter"), is_job("Ana Diaz")
        (True, False)
    """
    return _JOB_ALONE.fullmatch(name) is not None


def is_account(name: str) -> bool:
    """Whether a piece of a byline is an account, an address or a link.

    Example:
        >>> is_account("@janvos"), is_account("Admin"), is_account("Jan Vos")
        (True, True, False)
    """
    return _ACCOUNT.fullmatch(name if " " in name or not name.istitle() else name.lower()) is not None
