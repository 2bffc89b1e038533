"""The findings in one or two plain sentences, filled from the counts: true for nothing, one and many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from framing.show.charts import verb_class, verb_of
from framing.show.model import CampFacts, CampStyle, Facts, Mark, Said, View, view
from framing.show.parts import listing, measured
from framing.show.words import figures, number, of, part, single, some, target, upper
from framing.study.measures import UNASSIGNED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from framing.tables import Tables


def voices_of(camp: CampStyle) -> str:
    """A camp as the subject of a sentence.

    Example:
        >>> voices_of(CampStyle("official Russian", "RU", 1)), voices_of(CampStyle("critics", "CR", 2))
        ('official Russian voices', 'critics')
    """
    name = camp.name
    if name == UNASSIGNED:
        return "speakers in no camp"
    if name in ("other", "others"):
        return "other voices"
    if name.endswith("s") and not name.endswith("ss") and not name.isupper():
        return name
    return f"{name} voices"


def finding(tables: Tables | View, camps: Any = None) -> str:
    """Who makes most of the statements, and whether the accusations have an accuser.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.

    Example:
        >>> from framing.tables import Tables
        >>> finding(Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]}))
        'No statement in this article is attributed to anyone.'
    """
    v = view(tables, camps)
    facts = v.facts
    where = "in this article" if v.one else f"in these {facts.articles:,} articles"
    if not facts.articles:
        return "There is no article to report on."
    if not facts.words:
        return "There is no story text to report on."
    if not facts.statements:
        nothing = f"No statement {where} is attributed to anyone."
        return f"{v.unscored} {nothing}" if v.one and v.unscored else nothing
    across = "" if v.one else f"Across {facts.articles:,} articles, "
    first = _largest(facts)
    told = f"{upper(across + first)}; {_accusations(facts)}."
    return f"{v.unscored} {told}" if v.one and v.unscored else told


def _largest(facts: Facts) -> str:
    total = facts.statements
    speaking = sorted((c for c in facts.camps if c.statements), key=lambda c: -c.statements)
    top = speaking[0]
    if len(speaking) == 1:
        if total == 1:
            return f"the only statement comes from {voices_of(top.camp)}"
        return f"{part(total, total, 'statement')} come from {voices_of(top.camp)}"
    tied = [c for c in speaking if c.statements == top.statements]
    if uncovered(facts) or (top.camp.name == UNASSIGNED and len(tied) == 1):
        second = next(c for c in speaking if c.camp.name != UNASSIGNED)
        others = f"{voices_of(second.camp)}, the largest camp, make {second.statements:,}"
        return f"{top.statements:,} of the {total:,} statements come from speakers in no camp; {others}"
    if len(tied) > 1:
        names = listing(voices_of(c.camp) for c in tied[:3])
        if len(tied) > 3:
            return (
                f"{number(len(tied))} camps share first place, each with {top.statements:,} of the "
                f"{total:,} statements"
            )
        return f"{names} each make {top.statements:,} of the {total:,} statements"
    return f"{voices_of(top.camp)} make {top.statements:,} of the {total:,} statements"


def uncovered(facts: Facts) -> bool:
    """Whether more statements come from speakers in no camp than from any camp: the camps file does not fit."""
    most = max((c.statements for c in facts.camps if c.camp.name != UNASSIGNED), default=0)
    return any(c.camp.name == UNASSIGNED and c.statements > most for c in facts.camps)


def _accusations(facts: Facts) -> str:
    count = len(facts.accusations)
    if not count:
        return "no accusation or criticism is found"
    nobody = len(facts.unnamed_accusations)
    targets = {target(s.target) for s in facts.accusations}
    only = next(iter(targets)) if len(targets) == 1 else None
    against = f" against {only}" if only else ""
    which = f"the one accusation{against}" if count == 1 else (
        f"{'both' if count == 2 else f'the {number(count)}'} accusations{against}"
    )  # fmt: skip
    if nobody == count:
        return f"{which} {'has' if count == 1 else 'have'} no named accuser"
    if nobody:
        return f"{of(nobody, count).replace(' of ', ' of the ', 1)} accusations{against} " + (
            f"{'has' if nobody == 1 else 'have'} no named accuser"
        )
    if count == 1:
        (said,) = facts.accusations
        unnamed = said.behind.partition(",")[0]
        return f"{which} comes from {unnamed if said.naming == 'unnamed' else 'a named source'}"
    named = sum(s.naming in ("named", "body") for s in facts.accusations)
    if named == count:
        return f"{which} come from named sources"
    if not named:
        return f"{which} come from groups or people without a name"
    return (
        f"{of(named, count).replace(' of ', ' of the ', 1)} accusations{against} "
        f"{'comes from a named source' if named == 1 else 'come from named sources'}"
    )


def standing(tables: Tables | View, camps: Any = None) -> str:
    """The lines under the finding: who speaks for the largest camp, who else speaks, and what this is not."""
    v = view(tables, camps)
    facts = v.facts
    honest = (
        f"This report describes how {'one article is' if v.one else f'{facts.articles:,} articles are'} built; "
        "it does not say who is right."
    )
    if not facts.statements:
        words = f"The {facts.words:,} words of the story are the journalist’s own. " if facts.words else ""
        return words + honest
    top = _top(facts)
    named = {s.speaker for s in top.said if s.speaker and s.naming in ("named", "body")}
    people = some(len(named), "named person or body", "named people or bodies")
    side = _the_side(top.camp)
    parts = []
    if uncovered(facts):
        parts.append(
            "The camps file covers too little of "
            f"{'this article' if v.one else 'these articles'}: `framing camps suggest` drafts a better one."
        )
    if top.camp.name == UNASSIGNED:
        if named:
            parts.append(f"Among them {'is' if len(named) == 1 else 'are'} {people}.")
    elif not named:
        parts.append(f"Nobody with a name speaks for {side}.")
    else:
        parts.append(upper(f"{people} {'speaks' if len(named) == 1 else 'speak'} for {side}."))
    others = sorted((c for c in facts.camps if c.statements and c is not top), key=lambda c: -c.statements)
    if others:
        told = listing(
            f"{c.statements:,} {'is' if c.statements == 1 else 'are'} from {voices_of(c.camp)}"
            for c in others[:1]
        )
        # A long list says nothing: the largest are named, the rest counted.
        kept = others if len(others) <= 4 else others[:3]
        rest = sum(c.statements for c in others) - sum(c.statements for c in kept)
        told = listing([told, *(f"{c.statements:,} from {voices_of(c.camp)}" for c in kept[1:]),
                        *([f"{rest:,} from others"] if rest else [])])  # fmt: skip
        parts.append(f"Of the other statements, {told}." if len(others) > 1 or others[0].statements > 1
                     else f"The remaining statement is from {voices_of(others[0].camp)}.")  # fmt: skip
    if v.one:
        body = [s for s in v.said if s.block and s.block.region == "body"]
        if len(body) < len(v.said):
            mine = sum(s.camp is top.camp or s.camp.name == top.camp.name for s in body)
            parts.append(f"In the body alone, {voices_of(top.camp)} make {mine:,} of {len(body):,}." if body
                         else "None of the statements stands in the body.")  # fmt: skip
    nobody = sum(s.nobody for s in v.said)
    if nobody:
        parts.append(f"{upper(part(nobody, facts.statements, 'statement'))} "
                     f"{'has' if single(nobody, facts.statements) else 'have'} no source at all.")  # fmt: skip
    return " ".join([*parts, honest])


def _top(facts: Facts) -> CampFacts:
    """The camp with most statements; those in no camp only where they are more than any camp's."""
    return max(facts.camps, key=lambda c: (c.statements, c.camp.name != UNASSIGNED))


def _the_side(camp: CampStyle) -> str:
    named = voices_of(camp)
    return f"the {camp.name} side" if named == f"{camp.name} voices" else named


def voices(tables: Tables | View, camps: Any = None) -> str:
    """In which order the camps are heard, and with how many words.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    facts = v.facts
    if not v.said:
        return "No one is reported as saying anything; every word is the journalist’s."
    speaking = [c for c in facts.camps if c.statements]
    if not v.one:
        return _voices_many(v, speaking)
    if len(speaking) == 1:
        only = speaking[0]
        return (
            f"Only {voices_of(only.camp)} are heard, in {some(only.statements, 'statement')} with {only.words:,} "
            f"{'word' if only.words == 1 else 'words'}, {_inside(only.quoted, only.words)}."
        )
    order = sorted(v.said, key=lambda s: s.start)
    first = order[0].camp
    run = next((i for i, s in enumerate(order) if s.camp.name != first.name), len(order))
    after = order[run]
    theirs = next(c for c in speaking if c.camp.name == after.camp.name)
    paragraphs = v.pages[0].body_paragraphs
    begin = (
        f"The first {number(run)} statements, {_stretch(order[0], order[run - 1], paragraphs)}, "
        f"are from {voices_of(first)}."
        if run > 1
        else f"{upper(voices_of(first))} are heard first, in {_spot(order[0])}."
    )
    spot = "in the same place" if after.place == order[run - 1].place else f"at {_spot(after)}"
    return (
        f"{begin} {upper(voices_of(after.camp))} come in {spot}, with {theirs.words:,} "
        f"{'word' if theirs.words == 1 else 'words'} in all, {_inside(theirs.quoted, theirs.words)}."
    )


def _voices_many(v: View, speaking: Sequence[CampFacts]) -> str:
    top = _top(v.facts)
    heard = len({s.page.index for s in top.said})
    camps_in = [len({s.camp.name for s in v.of(page)}) for page in v.pages]
    alone, silent = camps_in.count(1), camps_in.count(0)
    total = len(v.pages)
    first = (
        f"{upper(voices_of(top.camp))} make {top.statements:,} of the {len(v.said):,} statements and are heard in "
        f"{part(heard, total, 'article')}."
    )
    rest = (
        f"In {some(alone, 'article')} only one camp speaks" if alone else "In none does only one camp speak"
    )
    return f"{first} {rest}" + (f", and in {number(silent)} no one does." if silent else ".")


def _inside(quoted: int, words: int) -> str:
    if not words:
        return "none of them in quotation marks"
    if not quoted:
        return "none of them in quotation marks" if words > 1 else "not in quotation marks"
    return "all of them in quotation marks" if quoted == words else f"{quoted:,} of them in quotation marks"


def _stretch(first: Said, last: Said, paragraphs: int) -> str:
    """Where a run of statements stands: in one place, or from one to another."""
    end = f"{_spot(last)}{f' of {paragraphs}' if last.place.startswith('Body') else ''}"
    return f"in {end}" if first.place == last.place else f"from {_spot(first)} to {end}"


def _spot(said: Said) -> str:
    place = said.place
    return (
        f"paragraph {place.removeprefix('Body ¶')}" if place.startswith("Body ¶") else f"the {place.lower()}"
    )


def ledger(tables: Tables | View, camps: Any = None) -> str:
    """How the claims and the accusations are sourced.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    facts = v.facts
    claims, accusations = facts.claims, facts.accusations
    official = any(camp.official for camp in v.camps)
    noun = "official claim" if official else "claim"
    if not v.said:
        return "Nothing is claimed and nothing is alleged: no statement is attributed to anyone."
    return f"{_claims(claims, noun)} {_alleged(accusations)}"


def _claims(claims: Sequence[Said], noun: str) -> str:
    if not claims:
        return f"There is no {noun}."
    sourced = sum(not s.nobody for s in claims)
    plain = sum(verb_class(s) in ("Neutral", "Announcing") for s in claims)
    whole = len(claims)
    if whole == 1:
        return (
            f"The one {noun} has {'a source' if sourced else 'no source'} and "
            f"{'a plain' if plain else 'a charged'} verb."
        )
    every = upper(part(whole, whole, noun))
    if sourced == whole:
        if plain == whole:
            return f"{every} have a source and a plain verb."
        return f"{every} have a source, {_count(plain, whole)} of them a plain verb."
    verbs_ = (
        "all have" if plain == whole else f"{of(plain, whole)} {'has' if single(plain, whole) else 'have'}"
    )
    have = "has" if single(sourced, whole) else "have"
    return f"{upper(part(sourced, whole, noun))} {have} a source; {verbs_} a plain verb."


def _alleged(accusations: Sequence[Said]) -> str:
    if not accusations:
        return "No accusation or criticism is found."
    nobody = sum(s.nobody for s in accusations)
    unnamed = [s for s in accusations if s.naming == "unnamed"]
    whole = len(accusations)
    if whole == 1:
        return f"The one accusation is {_quoted_cue(accusations[0])}, by {accusations[0].behind}."
    if nobody == whole:
        return f"{upper(part(whole, whole, 'accusation'))} are by no one in particular."
    groups = f"{number(len(unnamed))} by an unnamed group or person" if unnamed else ""
    if not nobody:
        told = f"{upper(part(whole, whole, 'accusation'))} have somebody behind them"
        if len(unnamed) == whole:
            return f"{upper(part(whole, whole, 'accusation'))} are by groups or people without a name."
        return f"{told}{f', {groups}' if groups else ''}."
    return (
        f"{upper(part(nobody, whole, 'accusation'))} {'is' if nobody == 1 else 'are'} by no one in particular"
        f"{f', {groups}' if groups else ''}."
    )


def _quoted_cue(said: Said) -> str:
    cue = " ".join(said.slice(said.cue).split())
    return f"put as “{cue}”" if cue else "made in quotation marks alone"


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
        f"{'scores' if single(below, whole) else 'score'} below zero, {_count(above, whole)} above, "
        f"{_count(between, whole)} neither. {_extreme(v)}"
    ).strip()


def _count(count: int, whole: int) -> str:
    """A count in the style of the phrase it goes on with."""
    return of(count, whole).partition(" of ")[0]


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
