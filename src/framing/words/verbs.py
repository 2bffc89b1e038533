"""Reporting verbs, nouns and phrases: what a cue does (its act) and how it leans (its stance)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from framing.statement import ACTS, STANCES
from framing.words.inflect import forms
from framing.words.tables import OwnTable, WordSet, derived

FORMS = ("verb", "noun", "adverb", "phrase")

VERBS = OwnTable("verbs", "lemma", {"form": FORMS, "act": ACTS, "stance": STANCES})


def word_set(words: str) -> frozenset[str]:
    """The words of a line as a set.

    Example:
        >>> sorted(word_set("has have"))
        ['has', 'have']
    """
    return frozenset(words.split())


# Forms that the rules of inflection do not give: a second participle, a second spelling.
_FURTHER = {
    "prove": ("proven",), "quiz": ("quizzes", "quizzed", "quizzing"),
    "signal": ("signalled", "signalling"), "brand": ("branded",), "mull": ("mulled", "mulling"),
    "counsel": ("counselled", "counselling"),
    "honour": ("honor", "honors", "honored", "honoring"), "rumour": ("rumor", "rumors", "rumored"),
    "forbid": ("forbidding",), "marvel": ("marvelled", "marvelling"), "extol": ("extolled", "extolling"),
    "spell": ("spelt",), "foretell": ("foretold",), "beseech": ("besought",),
}  # fmt: skip
_AUXILIARY = WordSet("function", "verbs: auxiliary")
_NEGATION = WordSet("function", "verbs: negation")
_HEARSAY = WordSet("function", "verbs: hearsay")
# What is left of an act when it is denied: who did not deny has half admitted, who did not praise said something.
_NEGATED = {"denies": "admits", "admits": "denies", "agrees": "rejects"} | dict.fromkeys(
    ("accuses", "criticises", "praises", "promises", "threatens", "warns", "announces", "urges", "orders",
     "thanks", "apologises"), "states",
)  # fmt: skip
_NEEDS_E = ("bl", "pl", "tl", "dl", "at", "iz", "v", "c", "u")
_TOKEN = re.compile(r"[^\W_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|d|ll|ve|re)\b|[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of the list: `form` is verb, noun, adverb or phrase; `source` the literature it rests on."""

    lemma: str
    form: str
    act: str
    stance: str
    example: str
    source: str


@derived
def entries() -> tuple[Verb, ...]:
    """Every entry of the package's list of reporting words, in its order.

    Returns:
        The rows of `resources/words/verbs.csv`: own compilation, classed after Levin (1993), Quirk et al. (1985),
        Hooper (1975), Wierzbicka (1987), Caldas-Coulthard (1994) and Bednarek & Caple (2012).

    Raises:
        WordTableError: if a row of the user's `verbs.more.csv` has an unknown form, act or stance.

    Example:
        >>> next(e for e in entries() if e.lemma == "concede").stance
        'endorsing'
    """
    return tuple(Verb(**row) for row in VERBS.rows())


@derived
def inflections(lemma: str, form: str = "verb") -> tuple[str, ...]:
    """The forms that a reporting word takes, British and American.

    Args:
        lemma: a word or phrase in lower case; of a phrase the first word is inflected.
        form: verb, noun, adverb or phrase; adverbs and phrases stay as they are, but for 'be'.

    Example:
        >>> inflections("criticise")[:3], inflections("point out")[1]
        (('criticise', 'criticised', 'criticises'), 'pointed out')
    """
    head, space, tail = lemma.partition(" ")
    if form == "adverb" or head == "would" or (form == "phrase" and head not in ("be", "have")):
        return (lemma,)
    if head == "be":
        made = set(word_set("am is are was were been being"))
    else:
        made = set(forms(head, "n" if form == "noun" else "v"))
    made |= set(_FURTHER.get(head, ()))
    return (lemma, *sorted(f"{word}{space}{tail}" for word in made if word != head))


_RANK = {"phrase": 3, "verb": 2, "noun": 1, "adverb": 0}


@derived
def _index() -> Mapping[str, tuple[tuple[tuple[str, ...], Verb], ...]]:
    """First word of every inflected entry → its further words and the entry, longest and verbs first."""
    found: dict[str, list[tuple[tuple[str, ...], Verb]]] = {}
    for entry in entries():
        for inflected in inflections(entry.lemma, entry.form):
            parts = inflected.split()
            if entry.lemma.startswith("be ") and len(parts) > 1:  # 'be concerned' is found by 'concerned'
                parts = parts[1:]
            found.setdefault(parts[0], []).append((tuple(parts[1:]), entry))
    return {
        word: tuple(
            sorted(group, key=lambda pair: (-len(pair[0]), -_RANK[pair[1].form], pair[1].lemma[:3] != "be "))
        )
        for word, group in found.items()
    }


@derived
def verb_forms() -> Mapping[str, Verb]:
    """Every inflected one-word reporting verb, in lower case, with its entry.

    Example:
        >>> verb_forms()["denied"].act
        'denies'
    """
    found: dict[str, Verb] = {}
    for entry in entries():
        if entry.form == "verb" and " " not in entry.lemma:
            for inflected in inflections(entry.lemma):
                found.setdefault(inflected, entry)
    return found


@derived
def describe(cue: str) -> tuple[str, str, str]:
    """What a cue does: the lemma of its reporting word, the act, the stance.

    Adverbs, auxiliaries and negation are looked through, particles belong to their verb; the first verb
    counts, a noun only where there is no verb. A denied act is not the act: 'did not deny' admits.

    Args:
        cue: the words of a cue, as they stand in the text; may be empty or a mark.

    Returns:
        `(lemma, act, stance)`; for a cue of marks only `("", "states", "neutral")`; for a word that
        is not in the list its own stem, `states` and `neutral`.

    Example:
        >>> describe("has been widely accused of")
        ('accuse', 'accuses', 'neutral')
        >>> describe("did not deny"), describe("pointed out")
        (('deny', 'admits', 'neutral'), ('point out', 'states', 'endorsing'))
    """
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(cue)]
    index = _index()
    kept: list[str] = []
    negated: list[bool] = []
    passive: list[bool] = []
    denied = was = False
    for token in tokens:
        if token in _NEGATION:
            denied = True
        elif token in _AUXILIARY and token != "to":
            was = was or token in ("is", "are", "was", "were", "been", "being", "be", "'s")
        elif not (token.endswith("ly") and token not in index and len(token) > 4):
            kept.append(token)
            negated.append(denied)
            passive.append(was)
            if token not in ("to",):
                denied = False
    best: tuple[tuple[int, int, int], Verb, int] | None = None
    for position, token in enumerate(kept):
        for rest, entry in index.get(token, ()):
            alone = entry.lemma.startswith("be ") and not passive[position] and token in verb_forms()
            if not alone and tuple(kept[position + 1 : position + 1 + len(rest)]) == rest:
                rank = (min(_RANK[entry.form], 2), min(len(rest), 1) if not position else 0, -position)
                if best is None or rank > best[0]:
                    best = rank, entry, position
                break
    if best is None:
        return _stem(kept), "states", "neutral"
    _, entry, position = best
    act, stance = entry.act, entry.stance
    if negated[position]:
        act = _NEGATED.get(act, act)
    if entry.lemma in _HEARSAY and passive[position] and not kept[position].endswith("ing"):
        stance = "distancing"  # 'is said to have': nobody stands behind it
    return entry.lemma, act, stance


def _stem(tokens: list[str]) -> str:
    """A plain guess at the lemma of a cue whose word is not in the list."""
    word = next((token for token in tokens if len(token) > 3), tokens[0] if tokens else "")
    if word.endswith("ied") and len(word) > 5:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            stem = word[: -len(ending)]
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
                return stem[:-1]
            return stem + "e" if stem.endswith(_NEEDS_E) else stem
    return word
