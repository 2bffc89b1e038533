"""The sentences on how it is told: certainty, naming, tone, the text and the method."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from framing.show.charts import verb_class, verb_of
from framing.show.model import Facts, View, view
from framing.show.parts import listing, measured
from framing.show.said import Mark
from framing.show.sentence_parts import count
from framing.show.words import figures, number, part, single, some, upper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from framing.tables import Tables


def certainty(tables: Tables | View, camps: Any = None) -> str:
    """Which verbs introduce the speakers, and whose words are hedged.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    if not v.scored:
        return v.unscored
    return f"{_verbs(v)} {_hedges(v.facts)} {v.unscored}".strip()


def _verbs(v: View) -> str:
    if not v.said:
        return ""
    classes = Counter(verb_class(s) for s in v.said)
    plain = classes["Neutral"] + classes["Announcing"]
    charged = [s for s in v.said if verb_class(s) not in ("Neutral", "Announcing")]
    if not charged:
        return (
            "The one reporting verb is plain."
            if len(v.said) == 1
            else f"{upper(part(len(v.said), len(v.said), 'reporting verb'))} are plain."
        )
    words = Counter(verb_of(s) for s in charged)
    named = listing(f"“{verb}”" for verb, _ in words.most_common(3))
    more = "" if len(words) <= 3 else " most often"
    whole = len(v.said)
    if whole == 1:
        return f"The one reporting verb is charged: {named}."
    if not plain:
        return f"{upper(part(whole, whole, 'reporting verb'))} are charged{more}: {named}."
    have = "has" if single(plain, whole) else "have"
    return (
        f"{upper(part(plain, whole, 'statement'))} {have} a plain verb; the charged "
        f"{'one is' if len(words) == 1 else 'ones are'}{more} {named}."
    )


def _hedges(facts: Facts) -> str:
    count, own = facts.hedges, facts.hedges_by_voice["journalist"]
    if not count:
        return "No word is marked as a hedge."
    if count == 1:
        return f"The one hedge is {'the journalist’s' if own else 'a source’s'}."
    if not own:
        return f"{upper(part(0, count, 'hedge'))} is in the journalist’s own words."
    return f"{upper(part(own, count, 'hedge'))} {'is' if single(own, count) else 'are'} the journalist’s own words."


def naming(tables: Tables | View, camps: Any = None) -> str:
    """The thing with most names, and who uses which.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    if not v.scored:
        return v.unscored
    if not v.names:
        return "Nothing that the word lists know is named here."
    referent, marks = contested(v)
    names = Counter(called(v, m) for m in marks)
    if len(names) == 1:
        return _same_words(v)
    # First the favourite name of each voice, so that rivals stand side by side, then the next in number.
    by_voice: dict[str, Counter[str]] = {}
    for mark in marks:
        by_voice.setdefault(_whose(mark), Counter())[called(v, mark)] += 1
    voices = sorted(by_voice, key=lambda voice: -by_voice[voice].total())
    favourites = [(by_voice[voice].most_common(1)[0][0], voice) for voice in voices]
    rest = [(name, _whose(next(m for m in marks if called(v, m) == name))) for name, _ in names.most_common()]
    chosen: dict[str, str] = {}
    for name, voice in [*favourites, *rest]:
        chosen.setdefault(name, voice)
    shown = [f"“{name}” ({voice})" for name, voice in list(chosen.items())[:4]]
    among = "among them " if len(names) > len(shown) else ""
    return f"{upper(referent)}: {number(len(names))} names in {some(len(marks), 'mention')}, {among}{listing(shown)}."


def _same_words(v: View) -> str:
    """What is to be said of names where nothing has two: whose loaded words there are instead."""
    first = "Nothing is called by two names here"
    count, own = len(v.loaded), v.facts.loaded_by_voice["journalist"]
    if not count:
        return f"{first}, and no word is marked as loaded."
    if count == 1:
        return f"{first}; the one loaded word is {'the journalist’s own' if own else 'a source’s'}."
    told = f"{part(own, count, 'loaded word')} {'is' if single(own, count) else 'are'} the journalist’s own"
    return f"{first}; {told}."


def contested(v: View) -> tuple[str, list[Mark]]:
    """What the voices disagree on most: the referent that most of them name, with most names, most often.

    Returns:
        The referent and its marks in text order; there must be at least one name.
    """
    groups: dict[str, list[Mark]] = {}
    for mark in v.names:
        groups.setdefault(mark.kind, []).append(mark)

    def rank(marks: list[Mark]) -> tuple[bool, int, int, int]:
        names = {called(v, m) for m in marks}
        users = {m.said.camp.name if m.said else None for m in marks}
        return len({m.term.lower() for m in marks}) > 1, len(users), len(names), len(marks)

    return max(groups.items(), key=lambda pair: rank(pair[1]))


def called(v: View, mark: Mark) -> str:
    """A name as one counts it: the whole phrase in one article, the bare term over many."""
    return " ".join(mark.text.split()) if v.one else mark.term


def _whose(mark: Mark) -> str:
    if mark.said is None:
        return "the journalist"
    return f"{mark.said.camp.name}, {'quoted' if mark.quoted else 'paraphrased'}"


def tone(tables: Tables | View, camps: Any = None) -> str:
    """How far the word scores of the sentences reach.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    scores = [score for *_, score, _ in v.tones]
    if not v.scored:
        return v.unscored
    if not scores:
        return "No sentence has a tone score."
    below, above, whole = sum(s < -0.05 for s in scores), sum(s > 0.05 for s in scores), len(scores)
    if whole == 1:
        moved = "below zero" if below else "above zero" if above else "close to zero"
        return f"By its words, the one sentence scores {moved}."
    if not below and not above:
        return f"{upper(part(0, whole, 'sentence'))} has a word that moves its score far from zero."
    between = whole - below - above
    return (
        f"By their words, {part(below, whole, 'sentence')} "
        f"{'scores' if single(below, whole) else 'score'} below zero, {count(above, whole)} above, "
        f"{count(between, whole)} neither. {_extreme(v)}"
    ).strip()


def _extreme(v: View) -> str:
    page, start, end, score, said = min(v.tones, key=lambda row: row[3])
    if score > -0.05:
        return ""
    whose = "in the journalist’s own words" if said is None else f"in statement {said.token}"
    words = page.text[start:end].split()
    shown = " ".join(words[:9]) + (" …" if len(words) > 9 else "")
    lowest = f"{score:+.2f}".replace("-", "−")
    return f"The sentence with the lowest score ({lowest}) is {whose}: “{shown.rstrip('.')}”."


def text(tables: Tables | View, camps: Any = None) -> str:
    """How many paragraphs of the body carry a mark."""
    v = view(tables, camps)
    if not v.one:
        return f"{v.facts.articles:,} articles hold {figures(v.facts.statements, 'statement')}."
    page = v.pages[0]
    body = [b for b in page.blocks if b.region == "body"]
    if not body:
        return "The page has no body text."
    edges = [place for s in v.said for place in (*s.content, s.source, s.cue) if place]
    edges += [(m.start, m.end) for layer in (v.hedges, v.loaded) for m in layer]
    marked = {id(b) for start, end in edges if (b := page.block_at(start)) is not None and end > start}
    plain = [b for b in body if id(b) not in marked]
    if not plain:
        return (
            f"{upper(part(len(body), len(body), 'body paragraph'))} "
            f"{'carries' if len(body) == 1 else 'carry'} a mark."
        )
    if len(plain) == len(body):
        return "No body paragraph carries a mark: all of it is plain narration."
    some_plain = (
        f" Paragraph {plain[0].label.removeprefix('Body ¶')} is the only one of plain narration."
        if len(plain) == 1
        else ""
    )
    count = len(body) - len(plain)
    return (
        f"{upper(part(count, len(body), 'body paragraph'))} "
        f"{'carries' if count == 1 else 'carry'} a mark.{some_plain}"
    )


def method(accuracy: Mapping[str, Any] | None = None) -> str:
    """What is known about how good the layers are."""
    rows = measured(accuracy)
    if not rows:
        return (
            "A machine made every count on this page, and how often it is right has not been "
            "measured for this version."
        )
    layers = len({row["layer"].partition(" (")[0] for row in rows})
    return (
        f"A machine made every count on this page. {upper(some(layers, 'of its layers', 'of its layers'))} "
        f"{'has' if layers == 1 else 'have'} been measured against labels by hand; the others have not."
    )
