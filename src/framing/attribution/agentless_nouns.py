"""Agentless patterns around a noun: 'faces accusations of', 'amid concern that', 'doubts were raised about'."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from framing.attribution.clause import BE, POSSESSIVE, Clause
from framing.attribution.finding import Agentless, finding
from framing.attribution.weights import UNOWNED
from framing.words.tables import WordSet
from framing.words.verbs import word_set

# Noun → the words that bring in its content.
_NOUNS: Mapping[str, frozenset[str]] = {
    noun: word_set(links)
    for nouns, links in (
        ("accusation accusations allegation allegations claims", "of that about"),
        ("suspicion suspicions rumour rumours rumor rumors", "of that about"),
        ("criticism criticisms condemnation", "of that for over about"),
        ("concern concerns worry worries doubt doubts complaints unease anxiety disquiet", "that about over"),
        ("fear fears", "that of over about"),
        ("speculation", "that about over as"),
        ("questions", "about over as"),
        ("calls", "for to"),
        ("outcry outrage anger backlash furore uproar ridicule", "over about at against for"),
        ("controversy scrutiny", "over about for surrounding"),
        ("reports suggestions hopes expectations perception belief consensus", "that of"),
        ("praise", "for"),
        ("pressure fire attack", "to over for"),
    )
    for noun in nouns.split()
}  # fmt: skip
_COMMON = WordSet("agentless", "nouns: common")
_SHORT = WordSet("agentless", "nouns: short")  # 'faces claims it spied on users'
_UNDER = WordSet("agentless", "nouns: under")
_ONLY_UNDER = WordSet("agentless", "nouns: only under")

_FACES = WordSet("agentless", "nouns: faces")
_TAKES_NO_TARGET = WordSet("agentless", "nouns: takes no target")
_STRICT = WordSet("agentless", "nouns: strict")
_PLAGUED = WordSet("agentless", "nouns: plagued")
_MET = WordSet("agentless", "nouns: met")
_COMES = WordSet("agentless", "nouns: comes")
_AMID = WordSet("agentless", "nouns: amid")
_RAISED = WordSet("agentless", "nouns: raised")
_MODIFIERS = WordSet("agentless", "nouns: modifiers")
_MODIFYING_ENDINGS = ("ic", "al", "ive", "ous", "ish")
_TIMES = WordSet("agentless", "nouns: times")
_STOPS = word_set(", . by from ; and")
_SUBJECTS = WordSet("agentless", "nouns: subjects")


def _nominal(c: Clause, i: int) -> Agentless | None:
    """Any noun of accusing, doubting or demanding that no possessor and no 'from …' or 'by …' owns."""
    left = _governor(c, i)
    if c.word(left) in POSSESSIVE or c.word(left + 1) in POSSESSIVE or c.agent(i + 1, c.stop):
        return None
    if c.word(left) == "under" and c.word(i) in _UNDER:
        return _under(c, i, left)
    if c.word(i) in _ONLY_UNDER:
        return None
    verb = _facing_verb(c, left)
    if verb is not None:
        return _faced(c, i, verb)
    return _loose(c, i, left)


def _governor(c: Clause, i: int) -> int:
    """The word before the noun and its modifiers."""
    left = i - 1
    while left >= c.first:
        word = c.word(left)
        if word in _FACES or not (c.adverb(left) or word in _MODIFIERS or word.endswith(_MODIFYING_ENDINGS)):
            break
        left -= 1
    return left


def _link(c: Clause, i: int, reach: int = 1) -> int | None:
    """The word behind the noun that brings in its content, within a few words."""
    links = _NOUNS[c.word(i)]
    for k in range(i + 1, min(i + 1 + reach, c.stop)):
        if c.word(k) in links:
            return k
        if c.word(k) in _STOPS:
            return None
    return None


def _content(c: Clause, i: int, link: int, *, comma: bool = False) -> tuple[int, list[tuple[int, int]]]:
    """Where the cue stops and what the content is: 'that' belongs to the content, other links to the cue."""
    that = c.word(link) == "that"
    begin = link if that else link + 1
    cue_stop = (i + 1 if link == i + 1 else link) if that else link + 1
    return cue_stop, [(begin, c.end(begin, comma=comma))]


def _under(c: Clause, i: int, left: int) -> Agentless | None:
    """'has come under fire for', 'under growing pressure to', 'Oil giant under fire over'."""
    link = _link(c, i)
    if link is None and c.word(i + 1) in _TIMES:
        link = _link(c, i, 5)
    verb = left - 1
    while verb > c.first and c.adverb(verb):
        verb -= 1
    start = c.verb_group(verb)[0] if c.word(verb) in _COMES | BE else left
    target = c.subject(start) if start < left else c.head(left)
    if link is None:
        return (
            None
            if target is None or start == left
            else finding(c, "nominal", UNOWNED.now.nominal_unsure, (start, i + 1), [target], target)
        )
    cue_stop, content = _content(c, i, link)
    return finding(c, "nominal", UNOWNED.now.nominal_sure, (start, cue_stop), content, target)


def _facing_verb(c: Clause, left: int) -> int | None:
    """The verb that puts its subject under the noun: 'faces', 'was plagued by', 'was met with', 'came in for'."""
    if c.word(left) in _FACES:
        return left
    before = c.word(left - 1)
    if (c.word(left) == "by" and before in _PLAGUED) or (c.word(left) == "with" and before in _MET):
        return left - 1
    if c.word(left) == "for" and before == "in" and c.word(left - 2) in _COMES:
        return left - 2
    return None


def _faced(c: Clause, i: int, verb: int) -> Agentless | None:
    start, _ = c.verb_group(verb)
    subject = c.subject(start)
    target = None if c.word(verb) in _TAKES_NO_TARGET else subject
    link = _link(c, i)
    if link is not None:
        cue_stop, content = _content(c, i, link)
        return finding(c, "nominal", UNOWNED.now.nominal_sure, (start, cue_stop), content, target)
    if c.word(i) in _SHORT and c.word(i + 1) in _SUBJECTS:
        return finding(c, "nominal", UNOWNED.now.nominal, (start, i + 1), [(i + 1, c.end(i + 1))], target)
    if target is not None and c.word(i + 1) in (".", ",", "", "and", "but", "after", "when", "on", "in"):
        return finding(c, "nominal", UNOWNED.now.nominal_unsure, (start, i + 1), [target], target)
    return None


def _loose(c: Clause, i: int, left: int) -> Agentless | None:
    """'There are fears that', 'amid criticism that', 'Doubts have been raised about', 'Allegations of'."""
    before = c.word(left)
    link = _link(c, i)
    raised = False
    if link is None:
        link = _link(c, i, 6)
        raised = link is not None and any(c.word(k) in _RAISED for k in range(i + 1, link))
        if not raised:
            return None
    there = before in BE and any(c.word(k) == "there" for k in range(left - 3, left))
    opening = left < c.first or (before in (",", ";", ":") and left - c.first < 6)
    if not (there or raised or opening or before in _AMID):
        return None
    if c.word(i) in _COMMON and not (there or raised or before in _STRICT):
        return None
    assert link is not None
    cue_stop, content = _content(c, i, link, comma=left == c.first and before in _AMID)
    return finding(c, "nominal", UNOWNED.now.nominal, (i, cue_stop), content)


PATTERNS: tuple[tuple[Collection[str], Callable[[Clause, int], Agentless | None]], ...] = (
    (_NOUNS, _nominal),
)
"""Trigger words and the pattern to try on them."""
