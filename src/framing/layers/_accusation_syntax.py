"""How a place stands to the words that accuse: before them as their subject, behind them as their object, by, of, 's.

No parser: a few word classes around a place and around the accusing word of its sentence, enough to tell who "accused
whom of" what, whose criticism it is, and of whom.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from framing.statement import ACCUSING
from framing.words.inflect import irregular_pasts
from framing.words.tables import WordSet, derived
from framing.words.verbs import entries, inflections, verb_forms

_BE = WordSet("function", "be")
_AUX = WordSet("function", "verbs: auxiliary", "be", "have", "do", "modal")
_MORE = WordSet("accusing", "verb")
_REJECTING, _CHARGE = WordSet("accusing", "rejecting"), WordSet("accusing", "charge")
_MAKERS = frozenset(("from", "by"))
_LEFT = 8  # words before a clause in which its accusing word may stand
_SKIPPED = 5  # places before a verb among which its subject may be
_OBJECT = 9  # words behind an accusing word in which its object begins
_NEGATED = frozenset(("not", "n't", "never"))
_OPENS = WordSet("function", "article", "possessive", "demonstrative")
_OWNING = frozenset(("'s", "’s", "'", "’"))
_OWN = WordSet("function", "possessive")
_WHO = frozenset(("who", "which", "whom", "whose"))
_QUOTES = frozenset(('"', "“", "”", "''", "``"))
_STOPS = frozenset((";", ":", "—", "–", "--", "that", "because", "while", "but", "after", "as", "when", "if"))
_BEFORE = (
    frozenset(("of",)), frozenset(("by",)), frozenset(("from",)), frozenset(("against", "at", "over", "on", "about")),
    frozenset(("to", "for", "with", "toward", "towards")), frozenset(("in", "under", "within", "inside", "into")),
    frozenset(("that", "because", "if", "as", "when", "while", "how", "whether", "than")),
    frozenset(("and", "or")), frozenset((",", ";", ":", "—", "–", "-", "--", "(", ".")), _QUOTES,
    frozenset(("than", "like", "unlike", "between", "among")),
)  # fmt: skip
_BEHIND = (
    _OWNING, frozenset(("of", "in", "at", "for", "on", "to", "from", "with")),
    frozenset((",", "(", "—", "–", "-")), _WHO, frozenset(("and", "or")), frozenset((".", "?", "!", ";", ":")), _QUOTES,
)  # fmt: skip
TOLD = 16
"""Features of a place that come from the accusing word."""
SHAPE = len(_BEFORE) + len(_BEHIND) + 7
"""Features of a place that come from its neighbours."""
SIGNS = 9
"""Features of a clause that its accusing word shows."""


class Predicate(NamedTuple):
    """The accusing word of a clause.

    Args:
        at: its word; -1 where there is none.
        start: where its auxiliaries begin.
        noun: whether it is a noun.
        passive: whether its subject is the accused.
        joined: whether it is a participle behind a comma or "by": its subject is that of the sentence.
    """

    at: int
    start: int
    noun: bool
    passive: bool
    joined: bool


NONE = Predicate(-1, -1, False, False, False)


@derived
def listed_words() -> tuple[frozenset[str], frozenset[str]]:
    """The forms of the reporting verbs and nouns that accuse or criticise."""
    told = [one for one in entries() if one.act in ACCUSING and " " not in one.lemma]
    return (
        frozenset(form for one in told if one.form == "verb" for form in inflections(one.lemma)),
        frozenset(form for one in told if one.form == "noun" for form in inflections(one.lemma, "noun")),
    )


@derived
def accusing_words() -> tuple[frozenset[str], frozenset[str]]:
    """The same with further verbs that news tells of charges by, as "fined" or "ripped"."""
    verbs, nouns = listed_words()
    return verbs | {form for lemma in _MORE for form in inflections(lemma)}, nouns


def predicate(lower: Sequence[str], low: int, high: int, first: int, last: int) -> Predicate:
    """The accusing word of a clause: in it, else shortly before it in its sentence.

    Args:
        lower: the words of the article in lower case.
        low, high: its sentence, as word positions.
        first, last: the clause.

    Example:
        >>> found = predicate("the mayor was accused of theft by the union .".split(), 0, 10, 0, 6)
        >>> found.at, found.start, found.noun, found.passive
        (3, 2, False, True)
    """
    verbs, nouns = accusing_words()
    last, noun = min(last, high), -1
    for at in [*range(max(first, low), last), *range(max(first, low) - 1, max(low, first - _LEFT) - 1, -1)]:
        word = lower[at]
        taken = at > low and (lower[at - 1] in _OPENS or lower[at - 1] in _OWNING)
        if word in verbs and not (taken or (word in nouns and at > low and not _verbal(lower, at))):
            return _verb(lower, low, high, at)
        if word in nouns and noun < 0:
            noun = at
    return Predicate(noun, noun, True, False, False) if noun >= 0 else NONE


def _verbal(lower: Sequence[str], at: int) -> bool:
    """Whether a word that may be a noun, too, is a verb here: "they attack the", "attacked"."""
    return lower[at].endswith(("ed", "ing")) or lower[at + 1 : at + 2] in (
        ["the"],
        ["him"],
        ["her"],
        ["them"],
    )


def _verb(lower: Sequence[str], low: int, high: int, at: int) -> Predicate:
    start, be = at, False
    while start > low and (
        lower[start - 1] in _AUX
        or lower[start - 1] in _NEGATED
        or (lower[start - 1].endswith("ly") and len(lower[start - 1]) > 4)
    ):
        start -= 1
        be = be or lower[start] in _BE or lower[start] in ("got", "been")
    word = lower[at]
    behind = lower[at + 1] if at + 1 < high else ""
    participle = word.endswith(("ed", "en", "t")) and not word.endswith("st")
    passive = participle and (be or behind in ("of", "by") or (behind in ("over", "for") and start == at))
    before = lower[start - 1] if start > low else ""
    joined = (
        word.endswith("ing")
        and not be
        and before in (",", "by", "in", "for", "after", "before", "while", "and")
    )
    return Predicate(at, start, False, passive, joined)


def told(
    lower: Sequence[str], low: int, high: int, found: Predicate, places: Sequence[tuple[int, int]]
) -> dict[int, list[float]]:
    """Of the places of a sentence, by their number, `TOLD` features that come from its accusing word.

    Args:
        lower: the words of the article in lower case.
        low, high: the sentence, as word positions.
        found: its accusing word.
        places: first and last word of each, in text order.

    Example:
        >>> words = "lee sued roe".split()
        >>> made = told(words, 0, 3, predicate(words, 0, 3, 0, 3), [(0, 1), (2, 3)])
        >>> made[0][0], made[1][4]
        (1.0, 1.0)
    """
    made = {number: [0.0] * TOLD for number in range(len(places))}
    if found.at < 0 or not places:
        return made
    ends = [last for _, last in places]
    before = bisect_left(ends, found.start + 1) - 1  # the last place that ends at the word or before
    nearest = _subject(lower, low, found.start, places, before)
    shift = 2 if found.passive else 0
    if found.noun:
        return _of_noun(lower, found.at, high, places, made)
    if before >= 0:
        made[before][0 + shift] = 1.0
    if nearest is not None:
        made[nearest][1 + shift] = 1.0
        for other in range(nearest - 1, -1, -1):  # "Lee and Roe accused"
            between = lower[places[other][1] : places[other + 1][0]]
            if not between or not all(word in (",", "and", "or", "both", "the") for word in between):
                break
            made[other][1 + shift] = 1.0
    if before >= 0 and found.joined:
        made[0][12] = 1.0
    if before >= 0:
        made[0][13] = 1.0
    reach = found.at + 1
    behind = [n for n, (first, _) in enumerate(places) if first > found.at]
    for seen, n in enumerate(behind):
        first, last = places[n]
        gap = lower[reach:first]
        if found.passive and first > 0 and lower[first - 1] == "by":
            made[n][5] = 1.0
        elif first - found.at <= _OBJECT and seen == 0 and not any(word in _STOPS for word in gap):
            made[n][4] = 1.0
        elif seen <= 2:
            made[n][6] = 1.0
        if n > 0 and lower[first - 1] in ("and", "or") and made[n - 1][4]:
            made[n][4] = 1.0
        reach = last
    return made


def _subject(
    lower: Sequence[str], low: int, start: int, places: Sequence[tuple[int, int]], before: int
) -> int | None:
    """The nearest place before a verb that no preposition governs; the first of its run where all are governed."""
    for number in range(before, max(before - _SKIPPED, -1), -1):
        first, last = places[number]
        if any(word in (";", ":") for word in lower[last:start]):
            return None
        governed = first > low and any(lower[first - 1] in group for group in (_BEFORE[0], *_BEFORE[2:6]))
        owner = lower[last] in _OWNING if last < len(lower) else False
        aside = (last < start and lower[last] in _WHO) or lower[last - 1] in _OWN
        if not governed and not owner and not aside:
            return number
    return None


def _of_noun(
    lower: Sequence[str], at: int, high: int, places: Sequence[tuple[int, int]], made: dict[int, list[float]]
) -> dict[int, list[float]]:
    for number, (first, last) in enumerate(places):
        if last <= at and at - last <= 4:
            owner = last < len(lower) and lower[last] in _OWNING
            if owner or lower[last - 1] in _OWN:
                made[number][7] = 1.0
            elif last == at:
                made[number][8] = 1.0
            else:
                made[number][14] = 1.0
        elif last <= at:
            made[number][15] = 1.0
        elif first > at and first - at <= 10:
            gap = lower[at + 1 : first]
            link = next((word for word in reversed(gap) if word in _LINK), "")
            slot = (
                9
                if link in ("from", "by")
                else 10
                if link in ("of", "against", "over", "at", "to", "on", "for")
                else 11
            )
            made[number][slot] = 1.0
    return made


_LINK = frozenset(("from", "by", "of", "against", "over", "at", "to", "on", "for", "in", "that"))


def shape(
    lower: Sequence[str], forms: Sequence[str], low: int, high: int, first: int, last: int
) -> list[float]:
    """`SHAPE` features of a place from the words around it.

    Args:
        lower, forms: the words of the article.
        low, high: its sentence, as word positions.
        first, last: the place.

    Example:
        >>> words = "critics of Lee 's plan".split()
        >>> sum(shape(words, words, 0, 5, 2, 3))
        4.0
    """
    before = lower[first - 1] if first > low else ""
    if before in _OPENS and first - 1 > low:
        before = lower[first - 2]
    behind = lower[last] if last < high else ""
    after = lower[last + 1] if last + 1 < high else ""
    made = [float(before in group) for group in _BEFORE]
    made += [float(behind in group) for group in _BEHIND]
    verb = _like_verb(behind) or (behind.endswith("ly") and _like_verb(after))
    named = behind[:1].isalpha() and forms[last][:1].isupper()
    made += [
        float(not before or before == "."), float(verb), float(behind in _AUX), float(named),
        float(behind[:1].isalpha() and not (verb or named) and not any(made[len(_BEFORE) :])),
        float(_like_verb(before) and before not in _AUX), float(lower[last - 1] in _OWN),
    ]  # fmt: skip
    return made


def _like_verb(word: str) -> bool:
    return (
        word in _AUX or word in irregular_pasts() or word in verb_forms() or word in accusing_words()[0]
        or (word.endswith("ed") and len(word) > 4)
    )  # fmt: skip


def signs(lower: Sequence[str], low: int, first: int, last: int, found: Predicate) -> tuple[bool, ...]:
    """`SIGNS` features of a clause."""
    return (
        found.at >= 0 and not found.noun, found.at >= 0 and found.noun, found.passive, found.joined,
        found.at >= first, first <= low + 1, "?" in lower[first : last + 2],
        bool({"you", "your"} & set(lower[first:last])), bool({"i", "we", "our", "us", "my"} & set(lower[first:last])),
    )  # fmt: skip


class Turned(NamedTuple):
    """A charge that somebody turns away, or whose maker its noun names: places by number, None where none is told.

    Args:
        by: who rejects it, and so does not make it.
        maker: who makes it: "criticism from Lee", "Lee's claim".
    """

    by: int | None
    maker: int | None


@derived
def _turning() -> tuple[frozenset[str], frozenset[str]]:
    """The forms of verbs that turn a charge away, and of nouns for a charge."""
    return (
        frozenset(form for lemma in _REJECTING for form in inflections(lemma)),
        frozenset(form for lemma in _CHARGE for form in inflections(lemma, "noun")),
    )


def turned(
    lower: Sequence[str], low: int, high: int, clause: tuple[int, int], places: Sequence[tuple[int, int]]
) -> Turned:
    """Who rejects a charge, and who makes it, as far as the sentence of a clause says so by its form.

    Args:
        lower: the words of the article in lower case.
        low, high: the sentence, as word positions.
        clause: its accusing clause.
        places: of the sentence, first and last word of each.

    Example:
        >>> words = "lee rejected criticism from roe that he had lied".split()
        >>> turned(words, 0, 9, (2, 9), [(0, 1), (4, 5), (6, 7)])
        Turned(by=0, maker=1)
    """
    verbs, nouns = _turning()
    stop = min(clause[1], high)
    for at in range(low, stop):
        if lower[at] not in verbs or (at > low and lower[at - 1] in _OPENS):
            continue
        noun = next((n for n in range(at + 1, min(at + 7, high)) if lower[n] in nouns), -1)
        if noun < 0 or noun < clause[0] - 7:
            continue
        start = _verb(lower, low, high, at).start
        before = [n for n, (_, last) in enumerate(places) if last <= start]
        by = _subject(lower, low, start, places, before[-1]) if before else None
        return Turned(by, _maker(lower, at, noun, high, places))
    listed = accusing_words()[1]
    for at in range(max(low, clause[0]), stop):
        if lower[at] in listed and at + 1 < high and lower[at + 1] in _MAKERS:
            return Turned(None, _maker(lower, at, at, high, places))
    return NOT_TURNED


NOT_TURNED = Turned(None, None)


def _maker(
    lower: Sequence[str], after: int, noun: int, high: int, places: Sequence[tuple[int, int]]
) -> int | None:
    """Whose a charge is: its owner behind a rejecting verb, or who stands behind "from" or "by" next to its noun."""
    named = noun + 1 < high and lower[noun + 1] in _MAKERS
    for number, (first, last) in enumerate(places):
        if after < first and last <= noun and (lower[last] in _OWNING or lower[last - 1] in _OWN):
            return number
        if named and noun < first <= noun + 7:
            return number
    return None
