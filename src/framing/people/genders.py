"""Woman or man, by what the text shows: titles, roles and pronouns; the given name only as the last step."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from framing.people.classes import GENDERED
from framing.people.division import COURTESY
from framing.people.parties import THIRD, Parties
from framing.text import Document
from framing.words.gazetteer import given_names
from framing.words.rules import Rules
from framing.words.tables import WordMap

WOMAN, MAN, UNKNOWN = "woman", "man", "unknown"
_THIRD = WordMap("function", "pronoun", "possessive")
_TOLD = {"f": WOMAN, "m": MAN}
_BEFORE = re.compile(r"(?<!\w)(\w+)\.?\s+(?:[A-Z][\w’'-]+\s+)?$")
_REACH = 40  # characters before a surname in which its title stands
_HANGS_ON = re.compile(r"\b(?:of|for|at|who|whose|with|by|to|when|while|his|her|their|in)\b")
_OPENS = re.compile(r"^(?:a|an|the|his|her|their|its)\s+", re.IGNORECASE)
_SELF = re.compile(r"[^.!?\n\"“”]{0,60}?\b(himself|herself)\b")
_RELATIVE = re.compile(r"\bwho\b[^,;]*?\b(his|her|he|she|himself|herself)\b")
_NAMED = re.compile(r"\b[A-Z]\w")
_WORD = re.compile(r"[\w’']+")

GENDER: Rules[[Document, Parties, str, Sequence[str]], str] = Rules("people.gender")
"""What tells a gender; the first rule that knows decides."""


def gender(doc: Document, parties: Parties, name: str, roles: Sequence[str]) -> tuple[str, str]:
    """The gender of a person, and the rule that told it; never by the surname.

    Args:
        doc: the article.
        parties: whoever it means, with the pronouns that mean them.
        name: canonical name or phrase of the person.
        roles: as the article gives them.

    Example:
        >>> from framing.article import Article
        >>> from framing.people.parties import parties
        >>> doc = Document(Article("a", "Kim Roe laughed. She left."))
        >>> gender(doc, parties(doc, []), "Kim Roe", [])
        ('woman', 'pronoun')
    """
    found = GENDER.first(doc, parties, name, roles)
    return (found.value, found.rule) if found is not None else (UNKNOWN, "")


@GENDER.rule
def title(doc: Document, parties: Parties, name: str, roles: Sequence[str]) -> str | None:
    """Mr, Ms, Dame before the name or surname."""
    given, *_, surname = ("", *name.split())
    given = name.split()[0] if len(name.split()) > 1 else given
    shared = any(other != name and other.split()[-1] == surname for other in parties.names if other.split())
    words = []
    at = doc.text.find(surname)
    while at >= 0:
        before = _BEFORE.search(doc.text, max(0, at - _REACH), at)
        if before is not None and (not shared or given in before.group(0)):
            words.append(before.group(1).lower())
        at = doc.text.find(surname, at + len(surname))
    told = Counter(COURTESY[word] for word in words if COURTESY.get(word) in _TOLD)
    return _TOLD[told.most_common(1)[0][0]] if len(told) == 1 else None


@GENDER.rule
def role(doc: Document, parties: Parties, name: str, roles: Sequence[str]) -> str | None:
    """Spokeswoman, father, actress."""
    for part in (*roles, name):
        words = _OPENS.sub("", part)
        head = _HANGS_ON.split(words)[0]
        if words.split()[-1:] and words.split()[-1].lower() in GENDERED and "who" not in words:
            head = words.split()[-1]  # a Department of Health spokesman
        told = {GENDERED[w] for w in _WORD.findall(head.lower()) if w in GENDERED}
        told |= {
            GENDERED[w.rpartition("-")[2]] for w in head.lower().split() if w.rpartition("-")[2] in GENDERED
        }
        if len(told) == 1 and (code := told.pop()) in _TOLD:
            return _TOLD[code]
    return None


@GENDER.rule
def reflexive(doc: Document, parties: Parties, name: str, roles: Sequence[str]) -> str | None:
    """Himself right behind the name, or his in the very words for somebody unnamed: a baker who gave only his name."""
    found = [m.group(1) for m in _RELATIVE.finditer(name)]
    surname = name.split()[-1]
    at = doc.text.find(surname) if surname[:1].isupper() else -1
    while at >= 0:
        behind = _SELF.match(doc.text, at + len(surname))
        if behind is not None and not _NAMED.search(behind.group(0)):
            found.append(behind.group(1))
        at = doc.text.find(surname, at + len(surname))
    told = {_THIRD[word] for word in found if _THIRD.get(word) in _TOLD}
    return _TOLD[told.pop()] if len(told) == 1 else None


@GENDER.rule
def pronoun(doc: Document, parties: Parties, name: str, roles: Sequence[str]) -> str | None:
    """He or she, where the article's pronouns that mean the person agree for the most part.

    Of somebody who is only described ("the witness") those count that stand in the paragraph of the description.
    """
    number = parties.number(name)
    if number is None:
        return None
    own = [one for one in parties.meant if one.party == number]
    near = None
    if not any(word[:1].isupper() for word in _OPENS.sub("", name).split()):
        near = {_paragraph(doc, one.first) for one in own if one.how != THIRD}
    told = Counter(
        code
        for one in own
        if one.how == THIRD
        and (code := _THIRD.get(doc.words.lower[one.first])) in _TOLD
        and (near is None or _paragraph(doc, one.first) in near)
    )
    if not told:
        return None
    (best, times), *others = told.most_common()
    return _TOLD[best] if not others or times >= 3 * others[0][1] else None


def _paragraph(doc: Document, word: int) -> int:
    return bisect_right(doc.blocks, doc.words.starts[word], key=lambda block: block[0].start)


@GENDER.rule
def given_name(doc: Document, parties: Parties, name: str, roles: Sequence[str]) -> str | None:
    """The given name, where it is given to one gender alone."""
    words = [w for w in name.split() if w.lower().rstrip(".") not in COURTESY]
    return _TOLD.get(given_names().get(words[0], "")) if len(words) > 1 else None
