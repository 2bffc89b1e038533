"""Which country a speaker or an office is of."""

from __future__ import annotations

import re
from itertools import takewhile

from framing.camps.wording import SPLIT, STATELY
from framing.people.classes import LIFT
from framing.words import gazetteer
from framing.words.gazetteer import noun
from framing.words.tables import WordSet, derived

_KEPT = WordSet("camps", "kept by the state")
CUT = re.compile(r"\b(?:to|in|on|against|towards?|during|after|before|who|that|which)\b")


@derived
def is_state(name: str) -> bool:
    """Whether a name is a country's, not that of a body of countries."""
    land = gazetteer.country(name)
    return land is not None and land.kind != "body"


@derived
def country_of(text: str) -> str | None:
    """The country that a speaker or a role is of; the one at which an office is held does not count."""
    terms = gazetteer.country_terms()
    words = [m.group() for m in SPLIT.finditer(CUT.split(text, maxsplit=1)[0][:200])]
    for at in range(len(words)):
        for size in (4, 3, 2, 1):
            if at + size > len(words):
                continue
            phrase = " ".join(words[at : at + size])
            for form in (
                phrase,
                phrase.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’"),
            ):
                if form in terms and not (at and words[at - 1] == "National" and "Council" in form):
                    if _names_a_firm(words[at + size :]) and form == phrase:
                        continue
                    return terms[form][0].name
    return None


def _names_a_firm(behind: list[str]) -> bool:
    """Whether what stands behind a country makes the name of a firm of it: "British Airways", "China Mobile".

    So do words with a capital none of which says what an office or a body of the state is.
    """
    name = [word.lower() for word in takewhile(lambda word: word[:1].isupper(), behind)]
    return bool(name) and not any(_of_state(word) for word in name)


def _of_state(word: str) -> bool:
    known = noun(word)
    firm = known is not None and known.camp_class == "business"
    return (known is not None and not firm) or word in LIFT or word in STATELY or word in _KEPT


def led_by(text: str) -> str | None:
    """The country that somebody leads: "North Korean leader", but not "Reform UK leader"."""
    terms = gazetteer.country_terms()
    words = [word.removesuffix("'s").removesuffix("’s") for word in text.split()[:3]]
    for size in (3, 2, 1):
        if (found := terms.get(" ".join(words[:size]))) is not None:
            return found[0].name
    return None
