"""Which country a speaker or an office is of."""

from __future__ import annotations

import re

from framing.camps.wording import SPLIT
from framing.words import gazetteer
from framing.words.tables import derived

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
                    return terms[form][0].name
    return None


def led_by(text: str) -> str | None:
    """The country that somebody leads: "North Korean leader", but not "Reform UK leader"."""
    terms = gazetteer.country_terms()
    words = [word.removesuffix("'s").removesuffix("’s") for word in text.split()[:3]]
    for size in (3, 2, 1):
        if (found := terms.get(" ".join(words[:size]))) is not None:
            return found[0].name
    return None
