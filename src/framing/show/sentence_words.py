"""The sentences on how it is told: certainty, naming, tone, the text and the method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.show.model import View, view
from framing.show.parts import listing
from framing.show.sentence_parts import count
from framing.show.words import figures, number, part, single, some, upper, within
from framing.statement import Voice
from framing.study.accuracy import layers_measured
from framing.study.fact_words import NEUTRAL
from framing.study.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from framing.study.article_page import Page
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def certainty(tables: Tables | View, camps: Sides = None) -> str:
    """Which verbs introduce the speakers, and whose words are hedged.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    if not v.scored:
        return v.unscored
    return f"{_verbs(v.facts)} {_hedges(v)} {v.unscored}".strip()


def _verbs(facts: Facts) -> str:
    whole, plain, words = facts.statements, facts.verbs.plain, facts.verbs.charged
    if not whole:
        return ""
    if plain == whole:
        return (
            "The one reporting verb is plain."
            if whole == 1
            else f"{upper(part(whole, whole, 'reporting verb'))} are plain."
        )
    named = listing(f"“{verb}”" for verb in words[:3])
    more = "" if len(words) <= 3 else " most often"
    if whole == 1:
        return f"The one reporting verb is charged: {named}."
    if not plain:
        return f"{upper(part(whole, whole, 'reporting verb'))} are charged{more}: {named}."
    have = "has" if single(plain, whole) else "have"
    return (
        f"{upper(part(plain, whole, 'statement'))} {have} a plain verb; the charged "
        f"{'one is' if len(words) == 1 else 'ones are'}{more} {named}."
    )


def _hedges(v: View) -> str:
    count, own = v.facts.hedges, v.facts.hedges_by_voice[Voice.JOURNALIST]
    if not count:
        return "No word is marked as a hedge."
    if v.facts.genre == "interview":
        return f"{upper(some(count, 'hedge'))} {'is' if count == 1 else 'are'} marked in the interview."
    whose = writer(v)
    if count == 1:
        return f"The one hedge is {whose if own else 'a source’s'}."
    if not own:
        return f"{upper(part(0, count, 'hedge'))} is in {whose} own words."
    return f"{upper(part(own, count, 'hedge'))} {'is' if single(own, count) else 'are'} {whose} own words."


def naming(tables: Tables | View, camps: Sides = None) -> str:
    """The thing with most names, and who uses which.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    if not v.scored:
        return v.unscored
    found, called = v.facts.naming, v.facts.calls
    told = f"{upper('; '.join(called[:3]))}." if called else ""
    if found is None:
        return told or "Nothing that the word lists know is named here."
    if found.distinct == 1:
        return told or _same_words(v)
    shown = [f"“{name}” ({_whose(voice)})" for name, voice in list(found.users.items())[:4]]
    among = "among them " if len(found.names) > len(shown) else ""
    mentions = some(len(found.marks), "mention")
    rivals = (
        f"{upper(found.referent)}: {number(len(found.names))} names in {mentions}, {among}{listing(shown)}."
    )
    return f"{told} {rivals}".strip()


def _same_words(v: View) -> str:
    """What is to be said of names where nothing has two: whose loaded words there are instead."""
    first = "Nothing is called by two names here"
    count, own = v.facts.loaded, v.facts.loaded_by_voice[Voice.JOURNALIST]
    if not count:
        return f"{first}, and no word is marked as loaded."
    if v.facts.genre == "interview":
        return f"{first}; {some(count, 'word')} {'is' if count == 1 else 'are'} marked as loaded."
    whose = writer(v)
    if count == 1:
        return f"{first}; the one loaded word is {f'{whose} own' if own else 'a source’s'}."
    told = f"{part(own, count, 'loaded word')} {'is' if single(own, count) else 'are'} {whose} own"
    return f"{first}; {told}."


def _whose(voice: tuple[str, bool] | None) -> str:
    if voice is None:
        return "the journalist"
    camp, quoted = voice
    return f"{camp}, {'quoted' if quoted else 'paraphrased'}"


def tone(tables: Tables | View, camps: Sides = None) -> str:
    """How far the word scores of the sentences reach.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    if not v.scored:
        return v.unscored
    facts = v.facts.tone
    below, between, above, whole = facts.below, facts.between, facts.above, facts.sentences
    if not whole:
        return "No sentence has a tone score."
    if whole == 1:
        moved = "below zero" if below else "above zero" if above else "close to zero"
        return f"By its words, the one sentence scores {moved}."
    if not below and not above:
        return f"{upper(part(0, whole, 'sentence'))} has a word that moves its score far from zero."
    return (
        f"By their words, {part(below, whole, 'sentence')} "
        f"{'scores' if single(below, whole) else 'score'} below zero, {count(above, whole)} above, "
        f"{count(between, whole)} neither. {_extreme(v)}"
    ).strip()


def _extreme(v: View) -> str:
    page, start, end, score, said = min(v.tones, key=lambda row: row[3])
    if score >= -NEUTRAL:
        return ""
    whose = _sentence_of(v, page, start, end) if said is None else f"in statement {said.token}"
    words = page.text[start:end].split()
    shown = " ".join(words[:9]) + (" …" if len(words) > 9 else "")
    lowest = f"{score:+.2f}".replace("-", "−")
    return f"The sentence with the lowest score ({lowest}) is {whose}: “{within(shown.rstrip('.'))}”."


def _sentence_of(v: View, page: Page, start: int, end: int) -> str:
    """Whose a sentence is that stands mostly outside quotation marks; what it reports is not its writer's."""
    inside = [s for s in v.of(page) if any(a < end and b > start for a, b in s.content)]
    if inside:
        return f"where statement {inside[0].token} is reported"
    if any(a < end and b > start for a, b in page.quotes):
        return "one with words in quotation marks"
    return "in the interview’s words" if v.facts.genre == "interview" else f"in {writer(v)} own words"


_WRITERS = {"opinion": "the writer’s", "letter": "the writer’s", "press_release": "the release’s"}


def writer(v: View) -> str:
    """Whose words those are that no source says: the journalist's, of an opinion piece its writer's."""
    return _WRITERS.get(v.facts.genre, "the journalist’s")


def text(tables: Tables | View, camps: Sides = None) -> str:
    """How many paragraphs of the body carry a mark."""
    v = view(tables, camps)
    if not v.one:
        return f"{v.facts.articles:,} articles hold {figures(v.facts.statements, 'statement')}."
    found = v.facts.paragraphs
    if found is None or not found.body:
        return "The page has no body text."
    count, body, plain = found.marked, found.body, found.plain
    if not plain:
        return f"{upper(part(body, body, 'body paragraph'))} {'carries' if body == 1 else 'carry'} a mark."
    if not count:
        return "No body paragraph carries a mark: all of it is plain narration."
    some_plain = (
        f" Paragraph {plain[0].label.removeprefix('Body ¶')} is the only one of plain narration."
        if len(plain) == 1
        else ""
    )
    return (
        f"{upper(part(count, body, 'body paragraph'))} "
        f"{'carries' if count == 1 else 'carry'} a mark.{some_plain}"
    )


def method(accuracy: Mapping[str, Any] | None = None) -> str:
    """What is known about how good the layers are."""
    layers = layers_measured(accuracy)
    if not layers:
        return (
            "A machine made every count on this page, and how often it is right has not been "
            "measured for this version."
        )
    return (
        f"A machine made every count on this page. {upper(some(layers, 'of its layers', 'of its layers'))} "
        f"{'has' if layers == 1 else 'have'} been measured against labels by hand; the others have not."
    )
