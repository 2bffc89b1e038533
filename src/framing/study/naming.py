"""Who calls whom what: names that a source gives somebody, and rival names that the article has for one referent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.study.printed import retold
from framing.study.said import Mark, Said
from framing.words.rules import Rules, Weights
from framing.words.tables import WordSet

if TYPE_CHECKING:
    from framing.study.material import Material

_CALLS = WordSet("findings", "naming verb")
_CALLS_AS = WordSet("findings", "naming verb with as")
_FUNCTION = WordSet(
    "function", "article", "be", "coordinator", "demonstrative", "possessive", "preposition", "preposition_of_place",
    "preposition_of_relation", "indefinite", "number", "multitude", "relative", "have", "do", "modal",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Near:
    """How far apart words may stand that tie two names to one referent.

    Args:
        behind: words behind a name in which what it is of is looked for.
    """

    behind: int = 4


NEAR = Weights("study.naming", Near())

ONE: Rules[[Mark, Mark], bool] = Rules("study.naming.one_referent")
"""Why two names of one set mean one thing in this article; one reason is enough."""


def calls(found: Material) -> tuple[str, ...]:
    """Who calls whom what, in the article's own words: "Tim Frayne called the strike “selfish”".

    Args:
        found: of one article.
    """
    told = (str(clause) for said in found.said if _names(said) and (clause := retold(said)) is not None)
    return tuple(dict.fromkeys(told))


def _names(said: Said) -> bool:
    """Whether a statement gives somebody or something a name."""
    if said.verb not in _CALLS or not said.content:
        return False
    words = said.slice(said.content[0])
    if said.verb in _CALLS_AS:
        return bool(re.search(r"\sas\s", words))
    return bool(re.search(r"\S\s+(?:[“\"‘']|an?\s)", words))


def referents(marks: Sequence[Mark]) -> list[list[Mark]]:
    """The names of one set by what they mean in this article: the army and the rebels are two.

    Names with the same term are taken for one thing; names with different terms only where a reason of `ONE` ties
    them. Names that nothing ties stay apart.
    """
    groups: list[list[Mark]] = []
    for mark in marks:
        ties = [group for group in groups if any(_one(mark, other) for other in group)]
        merged = [other for group in ties for other in group] + [mark]
        groups = [group for group in groups if group not in ties] + [merged]
    return [sorted(group, key=lambda mark: mark.start) for group in groups]


def _one(mark: Mark, other: Mark) -> bool:
    if mark.term.lower() == other.term.lower():
        return True
    return _plural(mark) == _plural(other) and ONE.first(mark, other) is not None


def _plural(mark: Mark) -> bool:
    last = mark.text.split()[-1].lower()
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


@ONE.rule
def shared_modifier(mark: Mark, other: Mark) -> bool | None:
    """Their phrases share a describing word: "Syrian rebels", "Syrian fighters"."""
    return True if _describing(mark) & _describing(other) else None


@ONE.rule
def shared_complement(mark: Mark, other: Mark) -> bool | None:
    """What they are of is one: "the annexation of Crimea", "reunification with Crimea"."""
    return True if _complement(mark) & _complement(other) else None


def _describing(mark: Mark) -> frozenset[str]:
    """The words of a name's phrase that are not the term itself, names as they are, others small."""
    term = {word.lower() for word in _WORD.findall(mark.term)}
    words = {word.lower() for word in _WORD.findall(mark.text)[:-1]}
    return frozenset(words - term - set(_FUNCTION) - {word + "s" for word in term})


def _complement(mark: Mark) -> frozenset[str]:
    """The names right behind it that a preposition ties to it."""
    after = mark.page.text[mark.end : mark.end + 60]
    found = re.match(
        rf"\s+(?:of|in|with|over|from|to|against|on|at)\s+((?:\S+\s*){{1,{NEAR.now.behind}}})", after
    )
    if found is None:
        return frozenset()
    words = re.split(r"[.,;:!?”\"]", found.group(1))[0].split()
    return frozenset(word.strip("’s'").lower() for word in words if word[:1].isupper())
