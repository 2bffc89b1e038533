"""Reporting verbs, nouns and phrases: what a cue does (its act) and how it leans (its stance)."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from framing.layers.attribution import STANCES

FORMS = ("verb", "noun", "adverb", "phrase")

# Past tense, past participle and whatever else the rules of `inflections` would get wrong.
_IRREGULAR = {
    "be": "am is are was were been being", "have": "has had having", "say": "says said saying",
    "tell": "tells told telling", "foretell": "foretells foretold foretelling",
    "speak": "speaks spoke spoken speaking", "write": "writes wrote written writing",
    "read": "reads read reading", "hold": "holds held holding", "think": "thinks thought thinking",
    "know": "knows knew known knowing", "see": "sees saw seen seeing",
    "foresee": "foresees foresaw foreseen foreseeing", "feel": "feels felt feeling",
    "find": "finds found finding", "show": "shows showed shown showing", "make": "makes made making",
    "let": "lets letting", "go": "goes went gone going", "come": "comes came coming",
    "take": "takes took taken taking", "hit": "hits hitting", "tear": "tears tore torn tearing",
    "teach": "teaches taught teaching", "mean": "means meant meaning",
    "understand": "understands understood understanding",
    "forbid": "forbids forbade forbidden forbidding", "swear": "swears swore sworn swearing",
    "bet": "bets betting", "beseech": "beseeches besought beseeched beseeching",
    "sing": "sings sang sung singing", "begin": "begins began begun beginning",
    "set": "sets setting", "break": "breaks broke broken breaking", "pay": "pays paid paying",
    "hear": "hears heard hearing", "put": "puts putting", "forget": "forgets forgot forgotten forgetting",
    "choose": "chooses chose chosen choosing", "spin": "spins spun spinning",
    "undertake": "undertakes undertook undertaken undertaking", "seek": "seeks sought seeking",
    "broadcast": "broadcasts broadcasting broadcasted", "forecast": "forecasts forecasting forecasted",
    "plead": "pleads pleaded pled pleading", "prove": "proves proved proven proving",
    "quiz": "quizzes quizzed quizzing", "dream": "dreams dreamed dreamt dreaming",
    "learn": "learns learned learnt learning", "spell": "spells spelled spelt spelling",
    "leak": "leaks leaked leaking", "like": "likes liked liking", "would": "",
}  # fmt: skip
_DOUBLED = frozenset(
    "plan beg ban quip brag slam snap rebut admit commit refer regret chat pan dub opt blog prod sum shrug "
    "label counsel".split()
) - {"opt"}
_KEEPS_S = frozenset("advise promise praise raise exercise surprise revise premise".split())
_AUXILIARY = frozenset(
    "am is are was were be been being has have had having do does did will would shall should can could may "
    "might must 'd 's 'll 've 're ca wo to also later then now again just even still yet once first".split()
)
_NEGATION = frozenset("not n't never no hardly barely scarcely neither nor cannot without".split())
_HEARSAY = frozenset("say report understand think believe".split())
# What is left of an act when it is denied: who did not deny has half admitted, who did not praise said something.
_NEGATED = {"denies": "admits", "admits": "denies", "agrees": "rejects"} | dict.fromkeys(
    ("accuses", "criticises", "praises", "promises", "threatens", "warns", "announces", "urges", "orders",
     "thanks", "apologises"), "states",
)  # fmt: skip
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


@lru_cache(maxsize=1)
def entries() -> tuple[Verb, ...]:
    """Every entry of the package's list of reporting words, in its order.

    Returns:
        The rows of `resources/verbs.csv`: own compilation, classed after Levin (1993), Quirk et al. (1985),
        Hooper (1975), Wierzbicka (1987), Caldas-Coulthard (1994) and Bednarek & Caple (2012).

    Raises:
        ValueError: if a row of the list has an unknown form or stance.

    Example:
        >>> next(e for e in entries() if e.lemma == "concede").stance
        'endorsing'
    """
    text = resources.files("framing").joinpath("resources/verbs.csv").read_text(encoding="utf-8")
    found = []
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if row["form"] not in FORMS or row["stance"] not in STANCES:
            raise ValueError(
                f"verbs.csv, row {number}: form '{row['form']}' or stance '{row['stance']}' is unknown; "
                f"allowed are {', '.join(FORMS)} and {', '.join(STANCES)}."
            )
        found.append(Verb(**row))
    return tuple(found)


@lru_cache(maxsize=2048)
def inflections(lemma: str, form: str = "verb") -> tuple[str, ...]:
    """The forms that a word takes, British and American, by rule and from a table of irregular verbs.

    Args:
        lemma: a word in lower case; of a phrase the first word is inflected.
        form: verb, noun, adverb or phrase; adverbs and phrases without a verb stay as they are.

    Example:
        >>> inflections("criticise")[:4], inflections("point out")[2], inflections("deny")[1:3]
        (('criticise', 'criticises', 'criticised', 'criticising'), 'pointed out', ('denies', 'denied'))
    """
    head, _, tail = lemma.partition(" ")
    rest = f" {tail}" if tail else ""
    if form == "adverb" or (form == "phrase" and head not in _IRREGULAR):
        return (lemma,)
    if form == "noun":
        return (lemma, _plural(head) + rest)
    if head in _IRREGULAR:
        return (lemma, *(f"{word}{rest}" for word in _IRREGULAR[head].split()))
    found: list[str] = []
    for spelling in _spellings(head):
        found += [f"{word}{rest}" for word in (spelling, _plural(spelling), *_regular(spelling))]
    return tuple(dict.fromkeys(found))


def _spellings(head: str) -> tuple[str, ...]:
    if head.endswith("ise") and head not in _KEEPS_S:
        return head, head[:-3] + "ize"
    if head.endswith("our") and len(head) > 4:
        return head, head[:-3] + "or"
    return (head,)


def _plural(head: str) -> str:
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return head[:-1] + "ies"
    return head + ("es" if head.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _regular(head: str) -> tuple[str, ...]:
    """Past and -ing forms."""
    if head in _DOUBLED:
        double = head + head[-1]
        forms = (double + "ed", double + "ing")
        return (*forms, head + "ed", head + "ing") if head[-1] == "l" else forms
    if head.endswith("e"):
        stem = head if head.endswith(("ee", "oe", "ye")) else head[:-1]
        return head + "d", stem + "ing"
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return head[:-1] + "ied", head + "ing"
    return head + "ed", head + "ing"


_RANK = {"phrase": 3, "verb": 2, "noun": 1, "adverb": 0}


@lru_cache(maxsize=1)
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
        word: tuple(sorted(group, key=lambda pair: (-len(pair[0]), -_RANK[pair[1].form])))
        for word, group in found.items()
    }


@lru_cache(maxsize=1)
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


@lru_cache(maxsize=8192)
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
            if tuple(kept[position + 1 : position + 1 + len(rest)]) == rest:
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
            return stem
    return word
