"""Who speaks: one compact table, a row a source, with what it is, its statements and its words."""

from __future__ import annotations

from framing.show.html import Html, esc, join
from framing.show.model import View
from framing.show.parts import chip
from framing.show.words import upper
from framing.study import facts
from framing.study.said import Said

AFFILIATIONS = {
    "government": "government", "politics": "politics", "justice": "justice", "international": "international body",
    "business": "business", "expert": "expert", "civil_society": "civil society", "media": "media",
    "citizens": "citizen",
}  # fmt: skip

LIMIT = 40


def sources(v: View) -> Html:
    """The table of who speaks in the only article.

    Args:
        v: the view of one article.
    """
    rows = facts.speakers(v)
    if not rows:
        return Html("")
    names = ("Source", "What it is", "Statements", "Words", "Quoted")
    head = "".join(
        f'<th role="columnheader" scope="col"{" class=n" if name in ("Words", "Quoted") else ""}>{name}</th>'
        for name in names
    )
    body = "".join(_row(v, row) for row in rows[:LIMIT])
    more = f'<p class="small muted">and {len(rows) - LIMIT:,} more</p>' if len(rows) > LIMIT else ""
    return Html(
        '<section class="sec" id="voices" aria-labelledby="voices-h"><h2 id="voices-h">Who speaks</h2>'
        '<div class="who"><table role="table"><caption class="vh">Who speaks, and how much</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody>'
        f"</table>{more}</div>"
        "</section>"
    )


def _row(v: View, row: facts.SpeakerFacts) -> str:
    who = esc(upper(row.name or "No one named"))
    role = f'<br><span class="muted">{esc(row.role)}</span>' if row.role else ""
    what = [AFFILIATIONS.get(row.affiliation, ""), row.gender]
    told = esc(", ".join(part for part in what if part)) or '<span class="muted">not told</span>'
    if row.name is None:
        told = '<span class="muted">nobody</span>'
    camp = "" if v.generic else f'<br><span class="muted">{esc(row.camp.name)}</span>'
    return (
        f'<tr role="row" data-who="{esc(row.name or "")}"><th role="rowheader" scope="row">{who}{role}</th>'
        f'<td role="cell">{told}{camp}</td>'
        f'<td role="cell">{_tokens(v, row)}</td>'
        f'<td role="cell" class="n">{row.words:,}</td>'
        f'<td role="cell" class="n">{row.quoted:,}</td></tr>'
    )


def _tokens(v: View, row: facts.SpeakerFacts) -> Html:
    """The statements of a source as tokens, each with what a correction of it needs to say."""
    return join([_token(v, said) for said in row.said], " ")


def _token(v: View, said: Said) -> str:
    told = chip(v, said, "t").markup
    if not said.content:
        return told
    start, end = said.content[0][0], said.content[-1][1]
    words = " ".join(said.page.text[start:end].split())
    return told.replace(
        "<a ",
        f'<a data-p="{start},{end},{said.words},{said.quoted}" data-side="{esc(said.camp.title)}" '
        f'data-words="{esc(words)}" ',
        1,
    )
