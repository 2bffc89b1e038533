"""A source as a noun phrase: where its head stands, whose name stands beside it, how it is written as a label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.people.classes import FUNCTION, LIFT, OPENERS
from framing.people.division import COURTESY
from framing.people.entities import Mention
from framing.people.roles import join
from framing.people.scene import Scene
from framing.words import gazetteer
from framing.words.gazetteer import noun, noun_kind
from framing.words.tables import WordSet

BREAKS = WordSet(
    "people", "postmodifier", "function.relative", "function.weekday", "function.have", "function.preposition",
    "function.be",
)  # fmt: skip
"""What hangs on to a noun phrase: its head stands before."""

OPENING = WordSet(
    "people", "opens_phrase", "function.article", "function.demonstrative", "function.possessive"
)
"""What a noun phrase opens with."""

PARTY_NAMES = WordSet("people", "party_name")
_PLAIN = ("mr", "mrs", "ms", "miss", "mx", "mr.", "mrs.", "ms.", "mx.")
_CLITIC = ("'s", "’s")
_MARKS = frozenset(",(—–:;")
_LONGEST_LABEL = 25


class Phrase(NamedTuple):
    """A noun phrase: words `first` to `last`, its head, the word where what hangs on to it begins, the names in it."""

    first: int
    last: int
    head: int
    end: int
    inside: Sequence[Mention]


def phrase(scene: Scene, first: int, last: int) -> Phrase:
    """Read the words `first` to `last` as a noun phrase."""
    inside = scene.cast.within(first, last)
    head, end = _head(scene, first, last, inside)
    return Phrase(first, last, head, end, inside)


def _head(scene: Scene, first: int, last: int, inside: Sequence[Mention]) -> tuple[int, int]:
    """The head of a noun phrase: the last word before whatever hangs on to it."""
    lower, forms = scene.lower, scene.forms
    at = head = first
    while at < last:
        mention = next((m for m in inside if m.first <= at < m.last), None)
        if mention is not None:
            head = min(mention.last, last) - 1
            at = max(mention.last, at + 1)
            continue
        word = lower[at]
        if word in ("'s", "'", "’", "-"):
            at += 1
            continue
        if _year_behind_comma(forms, at, last):
            at += 1
            continue
        if at > first and _hangs_on(scene, first, head, at):
            if word in ("and", "or") and _goes_on(scene, head, at, last, inside):
                at += 1
                continue
            break
        if at > first and word.endswith("ed") and noun(word) is None and noun(lower[head]) is not None:
            break
        numbered = forms[at].isdigit() and at == head + 1 and at > first and forms[head][0].isupper()
        if forms[at][0].isalnum() and not numbered:  # not "44" of "Police Lodge 44"
            head = at
        at += 1
    return head, at


def _year_behind_comma(forms: Sequence[str], at: int, last: int) -> bool:
    return forms[at] == "," and at + 1 < last and forms[at + 1].isdigit() and len(forms[at + 1]) == 4


def _hangs_on(scene: Scene, first: int, head: int, at: int) -> bool:
    if scene.forms[at] in _MARKS:
        return True
    opened = head > first or scene.lower[head] not in OPENING
    return scene.lower[at] in BREAKS and opened and scene.lower[at - 1] not in _CLITIC


def _goes_on(scene: Scene, head: int, at: int, last: int, inside: Sequence[Mention]) -> bool:
    """Whether "and" joins two roles of one person: "lobbyist and party strategist Carl Roe"."""
    if noun_kind(scene.lower[head]) not in ("role", "person"):
        return False
    for mention in inside:
        if mention.entity.kind == "person" and mention.first > at:
            between = scene.forms[at : mention.name_at]
            return len(between) < 8 and "," not in between and mention.name_at < last
    return False


def titled(scene: Scene, mention: Mention, last: int) -> bool:
    """Whether a phrase ends in a person's name with the title right before it."""
    before = scene.lower[mention.first - 1] if mention.first else ""
    return (
        mention.entity.kind == "person"
        and mention.last >= last
        and mention.role is not None
        and before not in BREAKS
        and before not in OPENING
        and (before[:1].isalpha() or before == ")")
    )


def apposed(scene: Scene, end: int, first: int) -> bool:
    """Whether a name stands beside a noun phrase: behind its comma, or "named"."""
    if scene.forms[first - 1] in (",", "—", "–", "(") or scene.lower[first - 1] in ("named", "called"):
        return True
    between = scene.forms[end:first]
    if "," not in between:
        return False
    tail = scene.lower[first - between[::-1].index(",") : first]
    return len(tail) < 6 and not any(word in BREAKS or word in _CLITIC for word in tail)


def label(scene: Scene, first: int, last: int) -> str:
    """The noun phrase as written, its first word small unless it is a name."""
    end = min(last, first + _LONGEST_LABEL)
    for k in range(first + 1, end - 1):
        if scene.forms[k] == "," and _adds(scene.lower[k + 1]):
            end = k
            break
    text = join(_without_courtesy(scene, first, end))
    return text[0].lower() + text[1:] if text[:1].isupper() and _small(scene, first) else text


def _without_courtesy(scene: Scene, first: int, end: int) -> Sequence[str]:
    """The words of a phrase without Mr and Ms before a name in it: house style is no part of a name."""
    if COURTESY.keys().isdisjoint(scene.lower[first + 1 : end]):
        return scene.forms[first:end]
    kept = []
    at = first
    while at < end:
        dotted = at + 1 < end and scene.forms[at + 1] == "."
        name = at + 1 + dotted
        if first < at and scene.lower[at] in _PLAIN and name < end and scene.forms[name][0].isupper():
            at = name
            continue
        kept.append(scene.forms[at])
        at += 1
    return kept


def _adds(word: str) -> bool:
    """Whether a word behind a comma begins what says more of the phrase."""
    return word in (
        "who", "which", "whose", "where", "a", "an", "the", "including"
    ) or word.endswith(("ing", "ed"))  # fmt: skip


def _small(scene: Scene, first: int) -> bool:
    """Whether a phrase's first word has its capital from the sentence alone."""
    form, word = scene.forms[first], scene.lower[first]
    if form.isupper() and len(form) > 1:
        return False
    if word in FUNCTION:
        return True
    opens = first == 0 or scene.forms[first - 1] in OPENERS or scene.opens_block(first)
    known = word in PARTY_NAMES or form in gazetteer.country_terms()
    return opens and not known and (noun(word) is not None or word in LIFT)


def written(scene: Scene, first: int, last: int) -> str:
    """Words as they stand, without a leading article or possessive."""
    return join(scene.forms[first + (scene.lower[first] in OPENING) : last])


def role_text(scene: Scene, first: int, last: int) -> str:
    """A phrase as the role that it names, without article and owner."""
    start = first
    if scene.lower[start] in OPENING and start + 1 < last:
        start += 1
    for k in range(start, min(start + 4, last - 1)):
        if scene.lower[k] in _CLITIC and scene.forms[k - 1][0].isupper():
            start = k + 1
    return label(scene, start, last)
