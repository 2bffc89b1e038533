"""The findings of one article as sentences: what it says of a charge and its answer, of its voices, of its words."""

from __future__ import annotations

from collections.abc import Sequence

from framing.show.words import number, some, target, upper
from framing.study.finding import kinds
from framing.study.findings import Finding

_PEOPLE = {
    "government": "government voices",
    "politics": "politicians and parties",
    "justice": "police, courts and lawyers",
    "international": "international bodies",
    "business": "companies and their people",
    "expert": "experts",
    "civil_society": "unions, charities and campaigners",
    "media": "journalists and media",
    "citizens": "citizens",
}
_PIECES = {"opinion": "opinion piece", "letter": "letter"}
_GENDERS = {"woman": "women", "man": "men"}


def finding(found: Sequence[Finding], across: str = "") -> str:
    """What is most telling in one sentence: the charge and its answer, and who speaks.

    Args:
        found: as `framing.study.findings.findings` gives them.
        across: what the sentence opens with, as "Across 9 articles, ".

    Example:
        >>> finding([Finding("answers", clause="Roe denied any fault"), Finding("mostly", .6, "citizens", 5, 8)])
        'Roe denied any fault; citizens make at least 5 of the 8 statements.'
    """
    parts: list[str] = []
    for one in headline(found):
        told = clause(one)
        if parts and one.kind == "most_heard" and parts[0].startswith(target(one.who) or "-"):
            told = "nobody is heard more often"
        parts.append(told)
    return f"{upper(across + '; '.join(parts))}."


def headline(found: Sequence[Finding]) -> list[Finding]:
    """The findings that the page's one sentence tells: a charge first, and one that adds to it.

    A charge that carries its answer stands alone; so does a form that says all, as an interview or an opinion piece.

    Example:
        >>> [one.kind for one in headline([Finding("several", count=2), Finding("answers", clause="Roe denied it")])]
        ['answers']
    """
    charges, voices = _of(found, "charge"), _of(found, "voice")
    if charges:
        return _with_charge(charges, voices)
    if voices and voices[0].kind in ("author", "interview", "no_voice"):
        return voices[:1]
    words = _of(found, "words")
    both = sorted([*voices[:1], *words[:1]], key=lambda one: (-one.score, one.kind))
    return both if both and both[-1].kind not in _LAST else both[:1]


def _with_charge(charges: Sequence[Finding], voices: Sequence[Finding]) -> list[Finding]:
    first, *rest = charges
    if first.answer or (len(first.clause.split()) > _LONG and first.kind != "each_accuses"):
        return [first]
    by_kind = {one.kind: one for one in rest}
    if first.kind in ("accuses", "each_accuses") and "nobody_accuses" in by_kind:
        return [first, by_kind["nobody_accuses"]]
    denial = by_kind.get("answers")
    if (
        first.kind == "nobody_accuses"
        and denial is not None
        and first.who
        and denial.clause.startswith(first.who)
    ):
        return [denial, first]
    return [first, *[one for one in voices if one.kind not in _COUNTED][:1]]


def further(found: Sequence[Finding]) -> list[str]:
    """What the lines under the headline add: the next findings that say something else, two at most.

    Example:
        >>> further([Finding("accuses", clause="Roe accused Lee"), Finding("one_gender", who="man", count=4)])
        []
        >>> further([Finding("answers", clause="Roe denied it", answer="x"), Finding("unnamed", count=5, whole=8)])
        ['At least 5 of the 8 statements come from people or papers without a name.']
    """
    told = headline(found)
    before = {one.kind for one in told}
    kept = []
    for one in found:
        if one.kind in before or one.kind in _LAST or not (text := clause(one)):
            continue
        if kinds()[one.kind].part == "charge" and (
            one.kind not in _PRINTED or any(text in clause(t) for t in told)
        ):
            continue
        if one.kind == "accuses" and "each_accuses" in before:
            continue
        kept.append(f"{upper(text)}.")
    return kept[:2]


_LONG = 24
"""A clause of more words stands alone."""
_COUNTED = frozenset(("several",))
"""What is told of voices only where nothing else is."""
_LAST = frozenset(("several", "mostly", "most_heard"))
"""What adds nothing to a headline that is told already."""
_PRINTED = frozenset(("accuses", "nobody_accuses", "answers", "says_against"))
"""The charges that are told in the article's own words."""


def _of(found: Sequence[Finding], part: str) -> list[Finding]:
    return [one for one in found if kinds()[one.kind].part == part and clause(one)]


def clause(one: Finding) -> str:
    """One finding as a clause; "" where it cannot be said.

    Example:
        >>> clause(Finding("accuses", clause="Ann Roe accused the board of theft", answer="the board denied it"))
        'Ann Roe accused the board of theft; the board denied it'
    """
    return _charge(one) if kinds()[one.kind].part == "charge" else _voice(one)


def _charge(one: Finding) -> str:
    who = target(one.who) or ""
    if one.kind in ("accuses", "answers", "says_against"):
        return "; ".join(part for part in (one.clause, one.answer) if part)
    if one.kind == "nobody_accuses":
        said = one.clause.replace("“", "‘").replace("”", "’")
        return f"“{said}”, says the article, and names no accuser"
    if one.kind in ("each_accuses", "each_other"):
        other = target(one.others[0]) or ""
        verb = "accuse" if one.kind == "each_accuses" else "accuse or criticise"
        return f"{who} and {other} {verb} each other" if who and other else ""
    have = "has" if one.count == 1 else "have"
    return f"at least {some(one.count, 'accusation')} against {who} {have} no accuser" if who else ""


def _voice(one: Finding) -> str:
    made = {
        "mostly": _mostly, "several": _several, "one_voice": _one_voice, "most_heard": _most_heard,
        "only_quoted": _only_quoted, "own_voices": _own_voices, "author": _author, "interview": _interview,
        "one_gender": _one_gender, "unnamed": _unnamed, "no_voice": _no_voice, "own_words": _own_words,
        "hedged": _hedged,
    }  # fmt: skip
    return made[one.kind](one)


def _mostly(one: Finding) -> str:
    return f"{_PEOPLE[one.who]} make at least {one.count:,} of the {one.whole:,} statements"


def _several(one: Finding) -> str:
    if not one.count:
        be, them = ("is", "it") if one.whole == 1 else ("are", "them")
        return f"{some(one.whole, 'statement')} {be} reported, with nobody behind {them}"
    if one.whole == 1:
        return "one statement is reported"
    if one.count == 1:
        return f"about {some(one.whole, 'statement')} come from one source"
    return f"about {number(one.count)} voices are heard"


def _one_voice(one: Finding) -> str:
    who = target(one.who)
    return (
        f"all that is said comes from {who}"
        if who
        else f"all {number(one.count)} statements come from one source"
    )


def _most_heard(one: Finding) -> str:
    who = target(one.who)
    return f"{who} is heard most, in at least {one.count:,} of the {one.whole:,} statements" if who else ""


def _only_quoted(one: Finding) -> str:
    names = [target(name) or "" for name in one.others]
    verb = "is" if len(names) == 1 else "are"
    return f"only {_and(names)} {verb} quoted" if all(names) else ""


def _own_voices(one: Finding) -> str:
    return f"every quoted voice speaks for {_and(one.others, 'or')}"


def _author(one: Finding) -> str:
    piece = _PIECES[one.reply]
    if not one.count:
        return f"this is {_an(piece)} in the writer’s own voice; nobody else is cited"
    words = some(one.whole, "word") if one.whole else "no words"
    each = "one other voice is" if one.count == 1 else f"about {number(one.count)} others are"
    return f"this is {_an(piece)} in the writer’s own voice; {each} cited, with {words} in quotation marks"


def _interview(one: Finding) -> str:
    who = target(one.who)
    if who:
        return f"this is an interview: {who} answers, and the others are only spoken about"
    return "this is an interview: one person answers, and the others are only spoken about"


def _one_gender(one: Finding) -> str:
    return f"all {number(one.count)} people who speak by name are {_GENDERS[one.who]}, as far as was found"


def _unnamed(one: Finding) -> str:
    return f"at least {one.count:,} of the {one.whole:,} statements come from people or papers without a name"


def _no_voice(one: Finding) -> str:
    own = f": its {one.whole:,} words are the writer’s own" if one.whole and not one.count else ""
    return f"nobody in this article is reported as saying anything{own}"


def _own_words(one: Finding) -> str:
    piece = (
        "the writer"
        if one.reply in _PIECES
        else "the release"
        if one.reply == "press_release"
        else "the article"
    )
    return f"{piece}’s own words include {_and([f'“{word}”' for word in one.others])}"


def _hedged(one: Finding) -> str:
    return f"the article hedges at least {number(one.count)} times in its own words"


def _and(items: Sequence[str], last: str = "and") -> str:
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def _an(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
