"""The sections on who speaks and what is claimed: the voices and the ledger of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from framing.show import charts, sentence
from framing.show.chapter_parts import find, section
from framing.show.html import Html, esc
from framing.show.model import View, view
from framing.show.parts import (
    chip,
    class_note,
    speakers,
    trust,
    where,
)  # fmt: skip
from framing.show.words import number as counted
from framing.show.words import target, upper
from framing.study.fact_words import hedges_within
from framing.study.said import Said
from framing.study.verb_classes import verb_class

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


ENTRIES = 60
"""How many statements each column of the ledger of a corpus shows; one article shows all."""


def voices(
    tables: Tables | View, camps: Sides = None, *, number: str | int | None = None, heading: str | None = None,
    accuracy: Mapping[str, Any] | None = None,
) -> Html:  # fmt: skip
    """Section 2: who gets to speak, how much, how directly, and where.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        number: what stands before the question; the design's number by default, an empty string for none.
        heading: another question.
        accuracy: measured figures, as for `trust`.
    """
    v = view(tables, camps)
    parts: list[Html | str] = [
        find(sentence.voices(v)),
        trust("statements speakers camps attribution", accuracy),
        charts.share(v), charts.sources(v), charts.strip(v), speakers(v),
        class_note(_strip_task(v)),
    ]  # fmt: skip
    return section("voices", parts, number=number, heading=heading)


def _strip_task(v: View) -> str:
    if v.one and v.facts.before_accusation and v.facts.before_accusation[0]:
        return "Cover the strip from the dotted line on. What does a reader who stops there know about the criticism?"
    return "Cover the second half of the strip. Whom does a reader who stops there hear, and whom not?"


def ledger(
    tables: Tables | View, camps: Sides = None, *, number: str | int | None = None, heading: str | None = None,
    accuracy: Mapping[str, Any] | None = None,
) -> Html:  # fmt: skip
    """Section 3: claims on one side, accusations and other voices on the other, each with source and verb.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        number, heading, accuracy: as for `voices`.
    """
    v = view(tables, camps)
    facts = v.facts
    official = facts.official
    places = hedges_within(v)
    left = _column(
        v,
        "Official claims" if official else "Claims",
        "In article order. Words in quotation marks are tinted.",
        facts.claims,
        places,
        first=True,
    )
    nobody = len(facts.unnamed_accusations)
    accused = (
        "No reporting verb accuses or criticises." if not facts.accusations
        else ("Nobody stands behind it." if nobody == 1 else "Nobody stands behind any of them.")
        if nobody == len(facts.accusations)
        else f"{upper(counted(nobody))} of them without an accuser." if nobody
        else "Somebody stands behind it." if len(facts.accusations) == 1
        else "Each has somebody behind it, with a name or without."
    )  # fmt: skip
    right = _column(v, "Accusations and criticism", accused, facts.accusations, places, big=True)
    if official:
        right += _column(v, "Other voices", "Neither official claims nor accusations.", facts.others, places)
    body = f'<div class="ledger"><div class="col">{left}</div><div class="col">{right}</div></div>'
    more = "“Claim” and “accusation” name a slot in the sentence, not a verdict."
    task = "For each entry: who says so, how would they know, and could you check it?"
    parts: list[Html | str] = [
        find(sentence.ledger(v)),
        trust("statements agentless acts", accuracy, more=more),
        body,
        class_note(task),
    ]
    return section("claims", parts, number=number, heading=heading)


def _column(
    v: View, title: str, lead: str, said: Sequence[Said], hedges: Mapping[str, Sequence[Any]], *, first: bool = False,
    big: bool = False,
) -> str:  # fmt: skip
    slots = {s.camp.css for s in said}
    css = next(iter(slots)) if len(slots) == 1 else "kj"
    shown = said if v.one else said[:ENTRIES]
    entries = "".join(
        _entry(v, s, hedges.get(s.key, ()), len(slots) > 1, big=big and len(said) <= 12) for s in shown
    )
    more = f'<p class="small muted">and {len(said) - len(shown):,} more</p>' if len(said) > len(shown) else ""
    return (
        f'<h3 class="{css}"><span>{esc(title)}</span> <span>{len(said):,}</span></h3>'
        f"<p>{esc(lead) if said or not first else 'None.'}</p>"
        f"{f'<ol>{entries}</ol>' if entries else ''}{more}"
    )


def _entry(v: View, said: Said, hedges: Sequence[Any], mixed: bool, *, big: bool) -> str:
    cue = (
        f'<em class="cue words">{esc(said.slice(said.cue))}</em>'
        if said.cue
        else '<span class="res">in quotation marks</span>'
    )
    if said.nobody:
        who = (
            f'<span class="res">{"Accuser" if said.accusing else "Source"}:</span> <span '
            'class="none">no one named</span>'
        )
        aim = target(said.target)
        whom = f'<span class="muted">[{esc(aim)}]</span> ' if aim else ""
        words = f"{whom}{cue} {_content(said, hedges)}"
    else:
        source = said.slice(said.source)
        name = source or said.speaker or "no one named"
        read = (
            f' <span class="res">(= {esc(said.speaker)})</span>'
            if said.speaker and source and said.speaker.lower() not in source.lower()
            else ""
        )
        before = bool(said.cue and said.source and said.cue[0] < said.source[0])
        named = f'<span class="words src">{esc(name)}</span>{read}'
        who = f"{cue} {named}" if before else f"{named} {cue}"
        words = _content(said, hedges)
    return (
        f'<li class="e {said.camp.css}{" big" if big else ""}" id="s{said.key}"><p '
        f'class="who">{chip(v, said, "t")} {who}</p>'
        f'<p class="said">{words}</p><p class="meta">{_meta(v, said, hedges, mixed)}</p></li>'
    )


def _content(said: Said, hedges: Sequence[Any] = ()) -> str:
    """The reported words: quoted parts tinted, hedges underlined, an ellipsis where something stands between."""
    text = said.page.text
    dotted = [(mark.start, mark.end) for mark in hedges]
    pieces = []
    for start, end in said.content:
        edges = {edge for span in (*said.quoted_parts, *dotted) for edge in span if start < edge < end}
        cuts = [start, *sorted(edges), end]
        out = []
        for left, right in pairwise(cuts):
            words = esc(text[left:right])
            if any(a <= left < b for a, b in dotted):
                words = f'<span class="hd">{words}</span>'
            out.append(
                f'<span class="qd">{words}</span>'
                if any(a <= left < b for a, b in said.quoted_parts)
                else words
            )
        pieces.append("".join(out).strip())
    between = ' <span class="muted" aria-hidden="true">…</span> '
    return between.join(pieces) or '<span class="res">no words reported</span>'


def _meta(v: View, said: Said, hedges: Sequence[Any], mixed: bool) -> str:
    quoted = (
        "no words quoted" if not said.quoted
        else f"all {said.words:,} words quoted" if said.quoted == said.words
        else f"{said.quoted:,} of {said.words:,} words quoted"
    )  # fmt: skip
    kind = verb_class(said)
    aim = target(said.target) if said.accusing and not said.nobody else None
    against = f" Against: {esc(aim)}." if aim else ""
    anchor = "x"
    words = ", ".join(
        f'<a href="#{anchor}{m.key}">{esc(m.text)}</a>' if v.one else esc(m.text) for m in hedges[:6]
    )
    hedged = f"{'Hedge' if len(hedges) == 1 else 'Hedges'}: {words}." if hedges else "No hedge."
    place = where(v, said.page, (said.content or ((said.start, 0),))[0][0], f"t{said.key}")
    camp = f" {esc(said.camp.title)}." if mixed else ""
    return f"<b>{esc(said.kind.capitalize())}</b>, {quoted}. {kind} verb.{against} {hedged}{camp} {place}"
