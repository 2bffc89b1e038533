"""Who speaks in a corpus: one compact table, those with most statements first."""

from __future__ import annotations

from framing.show import charts, sentence
from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.parts import named_page, trust
from framing.show.story.sources import AFFILIATIONS
from framing.show.tabular import markup
from framing.show.words import upper
from framing.study import facts

_MOST = 25


def speakers(v: View) -> Html:
    """Shares of the sides, and the sources that are heard most.

    Args:
        v: the view of a corpus.
    """
    rows = facts.speakers(v)
    return Html(
        '<section class="sec" id="voices" aria-labelledby="voices-h"><h2 id="voices-h">Who speaks, over all</h2>'
        f'<p class="find">{esc(sentence.voices(v))}</p>{trust("statements sources")}{charts.share(v)}'
        f"{_table(v, rows) if rows else ''}</section>"
    )


def _table(v: View, rows: list[facts.SpeakerFacts]) -> Html:
    cells = [_row(v, row) for row in rows[:_MOST]]
    columns = ["Source", "What it is", "Statements", "Words", "Quoted", "Articles", "First in"]
    right = {"Statements", "Words", "Quoted", "Articles"}
    return markup(columns, cells, "The sources with most statements", right, more=len(rows) - len(cells))


def _row(v: View, row: facts.SpeakerFacts) -> list[object]:
    pages = {said.page.index: said.page for said in row.said}
    first = row.said[0].page
    link = v.links.get(first.id)
    place = esc(named_page(first))
    who = esc(upper(row.name or "no one named"))
    role = (
        f'<br><span class="muted" style="font-weight:400">{esc(row.role)}</span>'
        if row.role and row.name
        else ""
    )
    what = [
        AFFILIATIONS.get(row.affiliation, ""),
        row.gender,
        "" if v.generic or row.name is None else row.camp.name,
    ]
    told = ", ".join(part for part in what if part) or ("nobody" if row.name is None else "not told")
    return [
        Html(f"{who}{role}"), told,
        len(row.said), row.words, row.quoted, len(pages),
        Html(f'<a href="{esc(link)}">{place}</a>' if link else place),
    ]  # fmt: skip
