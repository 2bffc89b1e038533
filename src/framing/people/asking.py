"""What an article tells of a source, for the rules of `affiliations` and the model of `capacity`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from framing.article import Span
from framing.people.affiliations import Affiliation, Asked, hits, words_of
from framing.words.tables import WordMap, WordSet

MENTIONS = 3  # places of a name around which is read
BESIDE = 12  # places of a name at which the words right beside it are read
BEHIND, BEFORE, FAR_BEFORE = 80, 50, 350  # characters read around a name, and for the body named last
READ = 6000  # characters of an article by which its subject is told
NEXT = 24  # characters in which the word right beside a name ends
OWNER = 60  # characters before a role in which its possessor stands
_SHORT = WordMap("affiliations", "title written out")
_SHORT_ALONE = WordMap("affiliations", "title written out alone")
_MEMBERS = WordSet("affiliations", "member of a party")
_FORMER = WordSet("affiliations", "former")
_OF_STATE = (Affiliation.GOVERNMENT, Affiliation.JUSTICE, Affiliation.INTERNATIONAL)
_CUT = re.compile(r"[.!?\"“”\n;]")
_CLAUSE = re.compile(r"[.!?\"“”\n;:,]")
_POSSESSOR = re.compile(
    r"(?<!\w)((?:[A-Z&][\w&.-]*\s+){0,3}[\w&.-]+?)(?:['’]s|(?<=s)['’])\s+(?:[\w-]+\s+){0,2}$"
)
_APPOSED = re.compile(r"\s*,\s*((?:a|an|the|which|who|whose|one of)\b[^,.;]*)")
_OF_BODY = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?,?\s*(?:of|at|from|with)\s+((?:the\s+)?[A-Z][^,.;:!?\"“”\n]{2,60})"
)
_ARTICLES = (("The",), ("the",), ("A",), ("An",))
_ABOUT = 2  # places of a body's name around which is read what it is
_APPOSITION, _BEFORE_BODY, _BEHIND_BODY = 10, 3, 2  # words read of each


def asked(text: str, name: str, roles: Sequence[str], kind: str, place: Span | None) -> Asked:
    """A source as the rules and the model see it, with what stands around it in the article.

    Args:
        text: the article.
        name: canonical name or phrase.
        roles: as the article gives them.
        kind: person, organisation, unnamed person, unnamed group or document.
        place: where the source stands first.

    Example:
        >>> asked("The bank's chair, Jo Roe, left.", "Jo Roe", ["chair"], "person", None).role
        ('bank', 'chair')
    """
    person = kind == "person"
    around: list[str] = []
    if person and not roles:
        around = _around(text, name.split()[-1])
    elif kind == "organisation":
        around = _about(text, name)
    first = text.find(name) if person else -1
    if first < 0:
        first = place.start if place is not None else 0
    before = words_of(text[max(0, first - FAR_BEFORE) : first])
    role = max(roles, key=_telling, default="")
    whose = possessor(text, role, first) if role else ()
    return Asked(
        () if person else words_of(name),
        (*whose, *(_shortened(words_of(role)) if person else words_of(role))),
        kind,
        tuple(around),
        before,
        _beside(text, name.split()[-1]) if person else (),
        page(text),
        tuple(word for other in roles if other != role for word in words_of(other)),
        _belonging(text, name) if person and roles else (),
    )


def _belonging(text: str, name: str) -> tuple[str, ...]:
    """The body of which a person is by the words behind the name: "Andrew Roe of the University of Leeds"."""
    for at, _ in zip(_places(text, name), range(MENTIONS), strict=False):
        found = _OF_BODY.match(text, at + len(name))
        if found is not None:
            return words_of(found.group(1))
    return ()


def _around(text: str, surname: str) -> list[str]:
    """What stands around the first places of a person's name, behind it first."""
    found: list[str] = []
    for at, _ in zip(_places(text, surname), range(MENTIONS), strict=False):
        found += words_of(_CUT.split(text[at + len(surname) : at + len(surname) + BEHIND])[0])[:12]
        found += words_of(_CUT.split(text[max(0, at - BEFORE) : at])[-1])[-4:]
    return found


def _about(text: str, name: str) -> list[str]:
    """What a body is said to be: the words right before its name, and its apposition, else the next words."""
    found: list[str] = []
    for at, _ in zip(_places(text, name), range(_ABOUT), strict=False):
        behind = text[at + len(name) : at + len(name) + BEHIND]
        apposed = _APPOSED.match(behind)
        found += words_of(_CLAUSE.split(text[max(0, at - BEFORE) : at])[-1])[-_BEFORE_BODY:]
        if apposed is not None:
            found += words_of(apposed.group(1))[:_APPOSITION]
        else:
            found += words_of(_CUT.split(behind, maxsplit=1)[0])[:_BEHIND_BODY]
    return found


def nearest(text: str, words: str, near: int) -> int | None:
    """Where some words stand in an article, of the first places the nearest to a character; None where they do not.

    Example:
        >>> nearest("the chair and the chair", "chair", 20)
        18
    """
    found = [(abs(at - near), at) for at, _ in zip(_places(text, words), range(BESIDE), strict=False)]
    return min(found)[1] if found else None


def possessor(text: str, role: str, near: int) -> tuple[str, ...]:
    """Whose a role is, where its possessor stands right before it: "the bank's chair", "Roe's spokesman".

    Args:
        text: the article.
        role: as the article gives it.
        near: a character; of several places of the role the nearest counts.

    Example:
        >>> possessor("The bank's chair, Jo Roe, left.", "chair", 18)
        ('bank',)
    """
    at = nearest(text, role, near)
    if at is None:
        return ()
    owner = _POSSESSOR.search(text[max(0, at - OWNER) : at])
    words = words_of(owner.group(1)) if owner is not None else ()
    return words[words[:1] in _ARTICLES :]


def _beside(text: str, surname: str) -> tuple[str, ...]:
    """The words right before (">") and behind ("<") each place of a name: "Roe campaign", "vote for Roe"."""
    made = []
    for at, _ in zip(_places(text, surname), range(BESIDE), strict=False):
        end = at + len(surname)
        behind = words_of(
            _CUT.split(text[end : end + NEXT], maxsplit=1)[0].removeprefix("’s").removeprefix("'s")
        )
        before = words_of(_CUT.split(text[max(0, at - NEXT) : at])[-1])
        made += [f"<{word.lower()}" for word in behind[:1]] + [f">{word.lower()}" for word in before[-1:]]
    return tuple(made)


@lru_cache(maxsize=8)
def page(text: str) -> tuple[tuple[Affiliation, float], ...]:
    """What an article is about, by the offices and bodies that it names: the share of each affiliation.

    Example:
        >>> [(str(one), share) for one, share in page("The senator met the police and another senator.")]
        [('justice', 0.33), ('politics', 0.67)]
    """
    counted = Counter(hit.affiliation for hit in hits(words_of(text[:READ])) if hit.cls != "country")
    total = sum(counted.values())
    return tuple((one, round(counted[one] / total, 2)) for one in sorted(counted))


def _shortened(role: tuple[str, ...]) -> tuple[str, ...]:
    """A role whose title is written out, with its short form: "Representative" with a capital is "Rep."."""
    if len(role) == 1 and role[0][:1].isupper() and role[0].lower() in _SHORT_ALONE:
        return (_SHORT_ALONE[role[0].lower()],)
    return tuple(_SHORT.get(word.lower(), word) if word[:1].isupper() else word for word in role)


def _telling(role: str) -> int:
    """How much a role tells of what somebody is: an office of the state most, a word that no table has least.

    An office that somebody has no more, and the party of a citizen, tell less than what he is.
    """
    words = words_of(role)
    found = hits(words)
    offices = [hit for hit in found if hit.cls == "office"]
    if not offices:
        return 2 * bool(found)
    small = {word.lower() for word in words}
    past = not small.isdisjoint(_FORMER)
    member = len(words) == 1 and words[0].lower() in _MEMBERS
    rank = 6 if any(hit.affiliation in _OF_STATE for hit in offices) else 4
    return rank - 3 * (past or member)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
