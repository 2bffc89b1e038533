"""The contexts that a word list may ask for: word classes for patterns, and named conditions."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Protocol

from framing.text import Words


class Condition(Protocol):
    """Whether a match at the words `first` to `last` (inclusive) stands in the context asked for."""

    def __call__(self, words: Words, first: int, last: int) -> bool:
        """True where it does."""


class _Class:
    """A word class that is told by a predicate, used like a set."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        self._test = test

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._test(word)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BE = _words("am is are was were be been being 's 're 'm")
_HAVE = _words("have has had having 've 'd 's")
_DO = _words("do does did doing done")
_MODALS = _words("can could may might must shall should will would ca wo 'd 'll ought")
_DETERMINERS = _words(
    """
    a an the this that these those my your his her its our their some any no each every another such both all
    either neither which what whose
    """
)
_PRONOUNS = _words(
    """
    i you he she it we they who there this that these those one someone anyone everyone nobody everybody
    somebody nothing something everything which
    """
)
_PREPOSITIONS = _words(
    """
    of in on at by for with from to into onto over under about against between among through during before after
    without within across behind beyond near since until till toward towards upon via per like than as amid
    despite around outside inside off along above below
    """
)
_NUMBER_WORDS = _words(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    billion trillion dozen half hundreds thousands millions billions dozens quarter third thirds
    """
)
_NOT_ADVERBS = _words(
    """
    family only early daily weekly monthly yearly likely friendly deadly lonely ugly elderly costly holy july
    italy reply supply apply rely fly ally assembly anomaly monopoly jelly belly rally bully italy emily kelly
    unlikely orderly scholarly cowardly homily multiply comply imply
    """
)
_BARE_ADVERBS = _words(
    """
    also now already always never ever often still just even once again once soon long far most more very quite
    rather well perhaps not n't both too so then thus yet almost sometimes seldom indeed instead since elsewhere
    today later first ago
    """
)
_IRREGULAR_PARTICIPLES = _words(
    """
    seen known said made found held thought taken given shown told put set built kept brought led left lost met
    paid sent sold spent caught taught understood written driven drawn chosen broken forgotten hidden born done
    gone been become begun run come cut hit hurt let read shut split spread cast felt heard meant dealt fought
    sought struck shot stolen spoken sworn thrown torn worn won withdrawn overthrown beaten blown eaten fallen
    flown frozen grown risen shaken sung sunk swept
    """
)
_SENTENCE_ENDS = _words(". ! ? … ... : ; -- — –")
_FULL_STOPS = _words(". ! ?")
_MONTH_BEFORE = _words(
    """
    in on of since until till by last next this early late mid from between to through around during before
    after
    """
)


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in _NUMBER_WORDS


def _is_adverb(word: str) -> bool:
    return (word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS) or word in _BARE_ADVERBS


def _is_participle(word: str) -> bool:
    return (
        len(word) > 4 and word.endswith("ed") and not word.endswith("eed")
    ) or word in _IRREGULAR_PARTICIPLES


def _is_word(word: str) -> bool:
    return word[:1].isalnum()


CLASSES: dict[str, Container[str]] = {
    "be": _BE,
    "have": _HAVE,
    "do": _DO,
    "modal": _MODALS,
    "det": _DETERMINERS,
    "pron": _PRONOUNS,
    "prep": _PREPOSITIONS,
    "num": _Class(_is_number),
    "adv": _Class(_is_adverb),
    "part": _Class(_is_participle),
    "ing": _Class(lambda word: len(word) > 4 and word.endswith("ing")),
    "plural": _Class(
        lambda word: len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    ),
    "est": _Class(
        lambda word: (len(word) > 5 and word.endswith("est")) or word in ("most", "best", "worst", "least")
    ),
    "word": _Class(_is_word),
    "mark": _Class(lambda word: not word[:1].isalnum() and word[:1] != "'"),
    "stop": _SENTENCE_ENDS,
    "money": frozenset(["$", "£", "€", "¥"]),
}
"""The word classes that a pattern may name as `<class>`, and `next:` and `prev:` as an alternative."""


def starts_sentence(words: Words, first: int, last: int) -> bool:
    """Whether the match is the first of its sentence (a quotation mark may stand before it)."""
    lower = words.lower
    place = first - 1
    while place >= 0 and lower[place] in ('"', "“", "”", "'", "‘", "’", "``", "''", "(", "«"):
        place -= 1
    return place < 0 or lower[place] in _SENTENCE_ENDS


def capital(words: Words, first: int, last: int) -> bool:
    """Whether the first word is written with a capital letter."""
    return words.forms[first][:1].isupper()


def name(words: Words, first: int, last: int) -> bool:
    """Whether the match is written as a name: with a capital, not at a sentence's start nor all in capitals."""
    form = words.forms[first]
    return form[:1].isupper() and not form.isupper() and not starts_sentence(words, first, last)


def acronym(words: Words, first: int, last: int) -> bool:
    """Whether the first word is written in capitals, two at least."""
    return len(words.forms[first]) > 1 and words.forms[first].isupper()


def month(words: Words, first: int, last: int) -> bool:
    """Whether "May" or "March" is the month or a name, not the verb.

    Told by its capital, a day or a year beside it, or a preposition before it; at a sentence's start the verb
    asks for a subject: "May the best team win".
    """
    lower = words.lower
    before = lower[first - 1] if first else ""
    after = lower[last + 1] if last + 1 < len(lower) else ""
    dated = before[:1].isdigit() or after[:1].isdigit()
    form = words.forms[first]
    if form.isupper() or not form[:1].isupper():  # in a text all in capitals, the capital says nothing
        return dated and before in _MONTH_BEFORE
    if dated or before in _MONTH_BEFORE or not starts_sentence(words, first, last):
        return True
    return after not in _DETERMINERS and after not in _PRONOUNS and after not in ("be", "have", "god")


def quoted(words: Words, first: int, last: int) -> bool:
    """Whether the match stands directly in quotation marks of its own."""
    forms = words.forms
    return (
        first > 0
        and last + 1 < len(forms)
        and forms[first - 1] in ('"', "“", "'", "‘", "``", "«")
        and forms[last + 1] in ('"', "”", "'", "’", "''", "»")
    )


def question(words: Words, first: int, last: int) -> bool:
    """Whether the sentence of the match ends in a question mark."""
    for form in words.forms[last + 1 : last + 61]:
        if form in ("?", ".", "!"):
            return form == "?"
    return False


def named(words: Words, first: int, last: int) -> bool:
    """Whether a name follows at once, with a comma before it or not: "a senior official, Ann Lee,"."""
    forms = words.forms
    place = last + 1
    if place < len(forms) and forms[place] == ",":
        place += 1
    return place < len(forms) and forms[place][:1].isupper() and forms[place] not in ("I",)


def past_conditional(words: Words, first: int, last: int) -> bool:
    """Whether "if" opens an unreal past: a "had" or "were" within its clause."""
    for word in words.lower[last + 1 : last + 6]:
        if word in ("had", "were", "'d"):
            return True
        if word in _SENTENCE_ENDS or word == ",":
            return False
    return False


def apposed(words: Words, first: int, last: int) -> bool:
    """Whether a name stands right before it, with a comma: "Ann Lee, a senior official"."""
    forms = words.forms
    return first > 1 and forms[first - 1] == "," and forms[first - 2][:1].isupper()


_REPORTING = _words(
    """
    said say says announced announces announcing promised promises agreed agrees vowed told tells decided pledged
    confirmed knew ordered stated declared added insisted ruled
    """
)
_HABITUAL = _words("every each always often usually sometimes then later eventually until years season")
_UNREAL = _words("if unless otherwise were")


_FAR = 40


def in_sentence(words: Words, first: int, last: int, wanted: Container[str]) -> bool:
    """Whether one of the wanted words stands in the sentence of the match, 40 words away at most."""
    lower = words.lower
    for step, end in ((-1, -1), (1, len(lower))):
        place = first - 1 if step < 0 else last + 1
        for _ in range(_FAR):
            if place == end or lower[place] in _FULL_STOPS:
                break
            if lower[place] in wanted:
                return True
            place += step
    return False


def habitual(words: Words, first: int, last: int) -> bool:
    """Whether "would" tells of a habit or the course of events: "he would later", "every year"."""
    return in_sentence(words, first, last, _HABITUAL)


def unreal(words: Words, first: int, last: int) -> bool:
    """Whether the sentence has a condition: if, unless, otherwise, were."""
    return in_sentence(words, first, last, _UNREAL)


def future_in_past(words: Words, first: int, last: int) -> bool:
    """Whether "would" is the future of what was said: a reporting verb stands before it in its sentence."""
    lower = words.lower
    for place in range(first - 1, max(-1, first - 1 - _FAR), -1):
        if lower[place] in _REPORTING:
            return True
        if lower[place] in _FULL_STOPS:
            return False
    return False


CONDITIONS: dict[str, Condition] = {
    "start": starts_sentence,
    "unreal": unreal,
    "capital": capital,
    "name": name,
    "acronym": acronym,
    "month": month,
    "quoted": quoted,
    "question": question,
    "future_in_past": future_in_past,
    "habitual": habitual,
    "named": named,
    "apposed": apposed,
    "past": past_conditional,
}
"""The named conditions of a word list's `when` column; `register` adds one."""


def register(condition_name: str, condition: Condition) -> None:
    """Add a named condition for the `when` column of word lists.

    Args:
        condition_name: lower-case letters and underscores; not one that is taken.
        condition: takes the words and the first and last word of the match.

    Raises:
        ValueError: for a name that is taken by another condition or no name.
    """
    if not condition_name.replace("_", "").isalpha() or condition_name != condition_name.lower():
        raise ValueError(f"a condition's name is lower-case letters and underscores, not '{condition_name}'.")
    if CONDITIONS.get(condition_name, condition) is not condition:
        raise ValueError(f"the condition '{condition_name}' is defined already; choose another name.")
    CONDITIONS[condition_name] = condition


def parse(when: str) -> tuple[Condition, ...]:
    """The conditions of a `when` cell; all of them must hold.

    Args:
        when: terms parted by spaces, each with `!` before it for its opposite: a name of `CONDITIONS`,
            `next:a|b` and `prev:a|b` (the word after or before is one of these; `<class>` is allowed),
            `after:a|b` and `before:a|b` (one of them stands among the eight words before or after, within the
            clause), `near:a|b` (one of them stands in the same sentence), `any(x;y)` where one of several
            terms, parted by semicolons, is enough.

    Raises:
        ValueError: for an unknown term, naming what is allowed.

    Example:
        >>> from framing.text import words
        >>> tokens = words("about 50 people spoke about peace")
        >>> [all(c(tokens, i, i) for c in parse("next:<num>")) for i in (0, 4)]
        [True, False]
    """
    return tuple(_term(term) for term in when.split())


def _term(term: str) -> Condition:
    if term.startswith("!"):
        inner = _term(term[1:])
        return lambda words, first, last: not inner(words, first, last)
    if term.startswith("any(") and term.endswith(")"):
        parts = [_term(part) for part in term[4:-1].split(";")]
        return lambda words, first, last: any(part(words, first, last) for part in parts)
    kind, colon, rest = term.partition(":")
    if colon:
        if kind not in _PLACES:
            raise ValueError(
                f"unknown condition '{term}'; with a colon, allowed are {', '.join(k + ':' for k in _PLACES)}."
            )
        return _PLACES[kind](_alternatives(term, rest))
    if term not in CONDITIONS:
        raise ValueError(
            f"unknown condition '{term}'; allowed are {', '.join(sorted(CONDITIONS))}, "
            f"{', '.join(k + ':' for k in _PLACES)} and ! before any of them."
        )
    return CONDITIONS[term]


class _Union:
    """Words and classes as one container."""

    def __init__(self, plain: frozenset[str], classes: tuple[Container[str], ...]) -> None:
        self._plain, self._classes = plain, classes

    def __contains__(self, word: object) -> bool:
        return word in self._plain or any(word in container for container in self._classes)


def _alternatives(term: str, text: str) -> Container[str]:
    from framing.words.inflect import forms

    plain: set[str] = set()
    classes: list[Container[str]] = []
    for part in text.split("|"):
        if part.startswith("<") and part.endswith(">") and len(part) > 2:
            if part[1:-1] not in CLASSES:
                raise ValueError(
                    f"unknown class '{part}' in '{term}'; allowed are {', '.join(f'<{c}>' for c in CLASSES)}."
                )
            classes.append(CLASSES[part[1:-1]])
        elif not part:
            raise ValueError(f"an empty alternative in '{term}'; write words parted by single bars.")
        elif "/" in part[1:]:
            word, _, kind = part.rpartition("/")
            plain |= forms(word.lower(), kind)
        else:
            plain.add(part.lower())
    return _Union(frozenset(plain), tuple(classes)) if classes else frozenset(plain)


def _next(wanted: Container[str]) -> Condition:
    def holds(words: Words, first: int, last: int) -> bool:
        return last + 1 < len(words.lower) and words.lower[last + 1] in wanted

    return holds


def _prev(wanted: Container[str]) -> Condition:
    def holds(words: Words, first: int, last: int) -> bool:
        return first > 0 and words.lower[first - 1] in wanted

    return holds


_REACH = 8


def _after(wanted: Container[str]) -> Condition:
    def holds(words: Words, first: int, last: int) -> bool:
        for place in range(first - 1, max(-1, first - 1 - _REACH), -1):
            word = words.lower[place]
            if word in wanted:
                return True
            if word in _SENTENCE_ENDS:
                return False
        return False

    return holds


def _before(wanted: Container[str]) -> Condition:
    def holds(words: Words, first: int, last: int) -> bool:
        for word in words.lower[last + 1 : last + 1 + _REACH]:
            if word in wanted:
                return True
            if word in _SENTENCE_ENDS:
                return False
        return False

    return holds


def _near(wanted: Container[str]) -> Condition:
    return lambda words, first, last: in_sentence(words, first, last, wanted)


_PLACES: Mapping[str, Callable[[Container[str]], Condition]] = {
    "next": _next,
    "prev": _prev,
    "after": _after,
    "before": _before,
    "near": _near,
}
