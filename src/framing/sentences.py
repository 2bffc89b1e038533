"""Paragraphs and sentences of a text, as spans."""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

import regex

from framing.article import Span

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

TITLES = (
    "Mr Mrs Ms Mx Dr Prof Sen Rep Gov Gen Lt Col Maj Capt Cmdr Adm Sgt Cpl Pte Rev Hon Pres St Sr Jr "
    "Messrs Insp Det Supt Amb"
)
"""Titles whose full stop belongs to the word."""

_BEFORE_NAMES = f"{TITLES} Sens Reps Govs Del Brig Cllr Atty Secy"
_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Weds Thu Thur Thurs Fri"
_OTHER = (
    "No Nos vs etc p Inc Ltd Corp Co Bros al cf ca approx dept est Mt Ft Ave Blvd Rd vol pp ed eds fig "
    "Ariz Calif Colo Conn Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa "
    "Tenn Tex Va Vt Wash Wis Wyo"
)


def _punkt_module() -> ModuleType:
    """NLTK's module `tokenize.punkt`, without the rest of NLTK.

    NLTK's own `__init__` imports all of it, and SciPy's statistics besides: most of the time to a first
    article. So the one is imported under a bare package, which is then forgotten: whoever imports NLTK
    itself gets the whole of it.
    """
    name = "nltk.tokenize.punkt"
    spec = find_spec("nltk")
    if "nltk" in sys.modules or spec is None or spec.submodule_search_locations is None:
        return import_module(name)
    bare = ModuleType("nltk")
    bare.__path__ = list(spec.submodule_search_locations)
    sys.modules["nltk"] = bare
    try:
        return import_module(name)
    finally:
        for known in [known for known in sys.modules if known == "nltk" or known.startswith("nltk.")]:
            del sys.modules[known]


_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text: its lines, or its blocks of lines where the lines are hard-wrapped.

    Example:
        >>> [p.of("One line.\\nAnother.") for p in paragraphs("One line.\\nAnother.")]
        ['One line.', 'Another.']
    """
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        raw = match.group()
        left = len(raw) - len(raw.lstrip())
        right = len(raw.rstrip())
        if right > left:
            lines.append(Span(match.start() + left, match.start() + right))
    return _unwrap(text, lines)


def _unwrap(text: str, lines: list[Span]) -> list[Span]:
    """Join the lines of hard-wrapped paragraphs: full lines, broken mid-sentence, one after the other."""
    if len(lines) < 4:
        return lines
    width = max(len(line) for line in lines)
    if not 50 <= width <= 100:
        return lines
    joined: list[Span] = []
    for line in lines:
        if joined:
            before = joined[-1]
            gap = text[before.end : line.start]
            last_line = text.rfind("\n", 0, before.end) + 1
            full = before.end - max(last_line, before.start) >= 0.72 * width
            if gap.count("\n") == 1 and full:
                joined[-1] = Span(before.start, line.end)
                continue
        joined.append(line)
    return joined


class _Nothing(dict[str, int]):
    """What Punkt knows of how words are written: nothing. NLTK's own would note every word that it is asked about."""

    def __missing__(self, word: str) -> int:
        return 0


@lru_cache(maxsize=1)
def _punkt() -> PunktSentenceTokenizer:
    punkt = _punkt_module()
    parameters = punkt.PunktParameters()
    abbreviations = f"{_BEFORE_NAMES} {_MONTHS} {_OTHER}".lower().split()
    dotted = "u.s u.k u.n e.u u.a.e d.c a.m p.m e.g i.e ph.d m.d b.a m.a u.s.a n.y l.a"
    parameters.abbrev_types = {*abbreviations, *dotted.split()}
    # An abbreviation before one of these is the end of its sentence: "… in the U.S. The president …".
    starters = "the a an he she it they we i you this that these those in on at but and mr mrs ms dr his her their its"
    parameters.sent_starters = set(starters.split())
    parameters.ortho_context = _Nothing()
    made: PunktSentenceTokenizer = punkt.PunktSentenceTokenizer(parameters)
    return made


_NEVER_END = re.compile(rf"(?:\b(?:{'|'.join(_BEFORE_NAMES.split())}|Nos?|vs)|(?<![\w.])[A-Z])\.$")
_PAUSE = re.compile(r"(?:\.\.\.|…|[.!?…][\"”’'»]+)\s*$")


def sentences(text: str, blocks: Sequence[Span] | None = None) -> list[Span]:
    """Cut a text into sentences (Punkt; Kiss & Strunk 2006, with parameters of our own).

    Args:
        text: any string.
        blocks: spans that no sentence may cross; the paragraphs where not given.

    Example:
        >>> text = 'Gen. J. R. Smith left the U.S. on Jan. 5. "It is over." He did not look back.'
        >>> [s.of(text) for s in sentences(text)]
        ['Gen. J. R. Smith left the U.S. on Jan. 5.', '"It is over."', 'He did not look back.']
        >>> len(sentences("This is so bad!!! Was it planned?!"))
        2
    """
    found: list[Span] = []
    for block in paragraphs(text) if blocks is None else blocks:
        piece = block.of(text)
        if "." not in piece and "!" not in piece and "?" not in piece and "…" not in piece:
            found.append(block)
            continue
        found += _in_block(text, block, piece)
    return found


def _in_block(text: str, block: Span, piece: str) -> list[Span]:
    """The sentences of one paragraph: Punkt's, cut where a space is missing and joined where it cut too much."""
    found: list[Span] = []
    start: int | None = None
    told = False  # whether the sentence so far has a letter or a digit
    open_ = 0  # how many more brackets it opens than it closes
    for left, right in _cuts(piece):
        if start is None:
            start, told, open_ = left, False, 0
            behind = left
        added = piece[behind:right]
        behind = right
        told = told or any(c.isalnum() for c in added)
        open_ += added.count("(") - added.count(")")
        if found and not told:
            # Marks alone, the rest of "!!!" or "?!": they end the sentence before.
            found[-1] = Span(found[-1].start, block.start + start + len(piece[start:right].rstrip()))
            start = None
            continue
        if right < len(piece):
            follows = _INK.search(piece, right)
            ahead = piece[follows.start() : follows.start() + _AHEAD] if follows is not None else ""
            if (open_ > 0 and ")" in ahead) or _goes_on(piece[max(start, right - _TAIL) : right], ahead):
                continue
        if not piece[start:right].isspace():
            found.append(Span(block.start + start, block.start + right))
        start = None
    if start is not None and piece[start:].strip():
        found.append(Span(block.start + start, block.start + len(piece.rstrip())))
    return found


def _goes_on(sentence: str, follows: str) -> bool:
    """Whether a sentence goes on behind a full stop, by its end and what follows."""
    return any(rule(sentence, follows) for rule in _GOES_ON)


def _cuts(piece: str) -> Iterator[tuple[int, int]]:
    """Punkt's sentences, cut further where no space stands behind a full stop: 'She won.He left.'"""
    for left, right in _realigned(piece):
        start = left
        for match in _GLUED.finditer(piece, left, right):
            yield start, match.end()
            start = match.end()
        yield start, right


def _realigned(piece: str) -> Iterator[tuple[int, int]]:
    """Punkt's sentences, each with the closing marks behind it, as NLTK aligns them but without copies of the text."""
    closing = _punkt()._lang_vars.re_boundary_realignment
    more = 0
    before: tuple[int, int] | None = None
    for start, stop in _broken(piece):
        if before is not None:
            left, right = before[0] + more, before[1]
            # Of the sentence that follows no more is looked at: closing marks stand close.
            match = closing.match(piece[start : min(stop, start + _CLOSING)])
            if match:
                yield left, start + len(match.group(0).rstrip())
                more = match.end()
            else:
                more = 0
                if left < right:
                    yield left, right
        before = start, stop
    if before is not None and before[0] + more < before[1]:
        yield before[0] + more, before[1]


def _broken(piece: str) -> Iterator[tuple[int, int]]:
    """Where Punkt breaks a text, as NLTK's `_slices_from_text`; it is asked only about words that are no plain ones."""
    last = 0
    for match, start in _ends(piece):
        if _is_break(piece, start, match):
            yield last, match.end()
            last = match.start("next_tok") if match.group("next_tok") else match.end()
    yield last, len(piece.rstrip())


def _ends(piece: str) -> Iterator[tuple[Any, int]]:
    """Each mark that may end a sentence, with the place where the word before it begins; the last of "!!!" alone."""
    before: tuple[Any, int] | None = None
    seen = 0  # where the mark before this one stands
    for match in _period_context().finditer(piece):
        at = match.start()
        space = max(piece.rfind(c, seen, at) for c in _WHITE)
        start = space + 1 if space > seen else (before[1] if before is not None else 0)
        if before is not None and seen <= start:
            yield before
        before, seen = (match, start), at
    if before is not None:
        yield before


def _is_break(piece: str, start: int, match: Any) -> bool:
    """Whether a sentence ends with a mark: Punkt's answer, given at once for a plain word and a capital behind it."""
    at = match.start()
    word, follows = piece[max(start, at - _WORD) : at], match.group("after_tok")[:_WORD]
    if len(word) > 1 and word.isalpha() and "." not in follows and word.lower() not in _abbreviations():
        return True
    return _asked(f"{word}{match.group()}{follows}")


@lru_cache(maxsize=16_384)
def _asked(context: str) -> bool:
    return bool(_punkt().text_contains_sentbreak(context))


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(_punkt()._params.abbrev_types)


@lru_cache(maxsize=1)
def _period_context() -> regex.Pattern[str]:
    """NLTK's pattern of places where a sentence may end, without the limit of time that NLTK sets a whole search."""
    return regex.compile(_punkt()._lang_vars.period_context_re().pattern, regex.UNICODE | regex.VERBOSE)


def _title(sentence: str, follows: str) -> bool:
    """'Sen.', an initial, 'No.': what follows is a name or a number."""
    return bool(_NEVER_END.search(sentence)) and (follows[:1].isupper() or follows[:1].isdigit())


def _paused(sentence: str, follows: str) -> bool:
    """An ellipsis or a quotation's end, and lower case behind it."""
    return follows[:1].islower() and bool(_PAUSE.search(sentence))


def _short(sentence: str, follows: str) -> bool:
    """A short word with a full stop, and lower case behind it: 'Sun. afternoon', 'F.A.A. records'."""
    return follows[:1].islower() and bool(_SHORT.search(sentence))


def _initials(sentence: str, follows: str) -> bool:
    """'J.M. Berger': letters that are no place, and a name behind them."""
    match = _INITIALS.search(sentence)
    if match is None or not follows[:1].isupper():
        return False
    word = re.match(r"\w+", follows)
    opens = word is not None and word.group().lower() in _punkt()._params.sent_starters
    return match.group().lower().rstrip(".") not in _PLACES and not opens


def _marked(sentence: str, follows: str) -> bool:
    """A comma or a semicolon never opens a sentence."""
    return follows[:1] in (",", ";")


_AHEAD = 40
_TAIL = 80  # characters at a sentence's end by which is told whether it goes on
_CLOSING = 200  # characters in which the closing marks behind a sentence end
_WORD = 200  # characters of a word that Punkt is asked about
_WHITE = string.whitespace
_INK = re.compile(r"\S")
_GLUED = re.compile(r"(?<=[a-z]{3})[.!?](?=[A-Z][a-z]*\s+[a-z])")
_SHORT = re.compile(r"(?:(?:^|[\s(])[A-Z][\w-]{0,4}|\.\w)\.\)?$")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,3}$")
_PLACES = frozenset("u.s u.k u.n e.u u.a.e d.c n.y l.a u.s.a n.j n.c s.c n.h n.m n.d s.d r.i w.va".split())
_GOES_ON = (_title, _paused, _short, _initials, _marked)
"""Why a sentence goes on behind a full stop."""
