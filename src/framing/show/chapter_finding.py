"""The head of a report: kicker, finding, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.show import sentence
from framing.show.html import Html, esc
from framing.show.model import View, view
from framing.show.parts import (
    commands,
    listing,
    percent,
)  # fmt: skip
from framing.show.words import day, figures
from framing.statement import Voice
from framing.study.affiliations import NOBODY
from framing.study.said import Said

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def finding(tables: Tables | View, camps: Sides = None) -> Html:
    """Section 1: the article, its finding as the page's only h1, a token for each statement, four figures.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    facts = v.facts
    return Html(
        f'<section class="hero" id="finding" aria-labelledby="top">{kicker(v)}'
        f'<h1 id="top">{esc(sentence.finding(v))}</h1><p class="stand">{commands(sentence.standing(v))}</p>'
        f"{_units(v) if facts.statements else ''}{_figures(v)}</section>"
    )


def kicker(v: View) -> str:
    """The line above the heading: which article, or how many from where."""
    if not v.one:
        outlets = sorted({p.article.outlet for p in v.pages if p.article.outlet})
        named = f" from {listing(outlets[:5])}" if outlets else ""
        more = f" and {len(outlets) - 5:,} more outlets" if len(outlets) > 5 else ""
        return f'<p class="kick">Framing report on {len(v.pages):,} articles{esc(named)}{more}</p>'
    page = v.pages[0]
    about = [", ".join(page.article.byline), page.article.outlet or ""]
    line = esc(", ".join(part for part in about if part))
    if page.article.published is not None:
        when = page.article.published
        line += (
            f'{", " if line else ""}<time datetime="{when.strftime("%Y-%m-%dT%H:%M:%SZ")}">{day(when)}</time>'
        )
    return f'<p class="kick">Framing report on <cite>“{esc(page.title)}”</cite>{"<br>" + line if line else ""}</p>'


def _units(v: View) -> str:
    """The statements as squares by camp; in a corpus the counts alone."""
    facts = v.facts
    groups = []
    for c in facts.speaking:
        absent = (
            ""
            if c.camp.name == NOBODY
            else ", no one named"
            if c.nobody == c.statements
            else f", {c.nobody:,} with no one named"
            if c.nobody
            else ""
        )
        label = f'<p class="lab">{esc(c.camp.title)}: {c.statements:,}{absent}</p>'
        tokens = f'<ol class="toks">{"".join(f"<li>{_token(s)}</li>" for s in c.said)}</ol>' if v.one else ""
        groups.append(f'<div class="g {c.camp.css}">{label}{tokens}</div>')
    silent = [camp.title for camp in v.silent]
    if silent:
        groups.append(f'<div class="g"><p class="lab">{esc(listing(silent))}: none</p></div>')
    nobody = facts.nobody
    without = f", {nobody:,} of them without a source" if nobody else ""
    if nobody and facts.statements == 1:
        without = ", without a source"
    if not v.one:
        return (
            f'<div class="units"><h2>The {facts.statements:,} statements{without}</h2>{"".join(groups)}</div>'
        )
    title = (
        f"The {facts.statements:,} statements, in article order{without}" if facts.statements > 1
        else f"The one statement{without}"
    )  # fmt: skip
    note = (
        "Filled: a named speaker. Outlined: a person or group without a name. Dashed: no one at all. "
        "Choose a square to read its words."
    )
    return f'<div class="units"><h2>{title}</h2>{"".join(groups)}<p class="unote">{note}</p></div>'


def _token(said: Said) -> str:
    return (
        f'<a class="tok {said.mark}" href="#s{said.key}" aria-label="Statement {said.number}: '
        f'{esc(said.who)}">{said.number}</a>'
    )


def _figures(v: View) -> str:
    """Four figures: how late the accusation comes, whose words are quoted, whose hedges, how many names."""
    items = [_accusation_figure(v), _quoted_figure(v)]
    items += [_hedge_figure(v), _name_figure(v)] if v.scored else [
        ("words are scored: the word lists are English", "0", '<a href="#certainty">See what is left out</a>')
    ]  # fmt: skip
    made = "".join(
        f'<div><dt>{esc(what)}</dt><dd class="big">{big}</dd><dd class="how">{how}</dd></div>'
        for what, big, how in items
    )
    return f'<dl class="kf">{made}</dl>'


def _hedge_figure(v: View) -> tuple[str, str, str]:
    own, count = v.facts.hedges_by_voice[Voice.JOURNALIST], v.facts.hedges
    return (
        "hedges are in the journalist’s own words" if count > 1
        else "hedge is in the journalist’s own words" if count
        else "words are marked as hedges",
        f"{own:,}<small>of</small>{count:,}" if count else "0",
        '<a href="#fig-hedge">See the hedges</a>',
    )  # fmt: skip


def _name_figure(v: View) -> tuple[str, str, str]:
    """How many names the most contested thing has; where nothing has two, whose the loaded words are."""
    most = v.facts.naming
    if most is not None and most.distinct > 1:
        seen = f'in {figures(len(most.marks), "mention")}: <a href="#naming">see who uses which</a>'
        return (f"different names for {most.referent}", f"{most.distinct:,}", seen)
    own, count = v.facts.loaded_by_voice[Voice.JOURNALIST], v.facts.loaded
    if not count:
        return ("words are marked as loaded", "0", '<a href="#naming">See the names</a>')
    noun = "loaded word is" if count == 1 else "loaded words are"
    return (f"{noun} the journalist’s own", f"{own:,}<small>of</small>{count:,}",
            '<a href="#naming">See the words</a>')  # fmt: skip


def _accusation_figure(v: View) -> tuple[str, str, str]:
    facts = v.facts
    if facts.before_accusation:
        before, body = facts.before_accusation
        return ("of the body is read before the first accusation", percent(before, body),
                f'{before:,} of {body:,} words: <a href="#fig-strip">see where</a>')  # fmt: skip
    count, nobody = len(facts.accusations), len(facts.unnamed_accusations)
    if count:
        noun = "accusation has" if count == 1 else "accusations have"
        return (
            f"{noun} no named accuser",
            f"{nobody:,}<small>of</small>{count:,}",
            '<a href="#claims">See the ledger</a>',
        )
    return ("statements accuse or criticise by their verb", "0", '<a href="#claims">See the ledger</a>')


def _quoted_figure(v: View) -> tuple[str, str, str]:
    facts = v.facts
    link = '<a href="#fig-share">See the shares</a>'
    if not facts.quoted:
        return (
            "reported words are in quotation marks",
            f"0<small>of</small>{facts.reported:,}" if facts.reported else "0",
            link,
        )
    top = max(facts.camps, key=lambda c: c.quoted)
    none = [c.camp.name for c in facts.speaking if not c.quoted and c.camp.name != NOBODY]
    rest = (
        "" if not none
        else f"; {len(none)} other groups have none" if len(none) > 2
        else f"; {listing(none)} {'has' if len(none) == 1 and not none[0].endswith('s') else 'have'} none"
    )  # fmt: skip
    return (
        f"quoted words come from {sentence.voices_of(top.camp)}{rest}",
        f"{top.quoted:,}<small>of</small>{facts.quoted:,}",
        link,
    )
