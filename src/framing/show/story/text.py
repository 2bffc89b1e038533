"""The article itself, tinted by side; in the margin only charges, answers and lines without a source."""

from __future__ import annotations

from collections.abc import Sequence

from framing.show.annotated import draw
from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.story.exchange import ANSWERS, silence
from framing.show.story.minimap import minimap
from framing.show.words import target
from framing.study.article_page import Block
from framing.study.exchange import Exchange
from framing.study.said import Said


def text(v: View, rows: Sequence[Exchange]) -> Html:
    """The only article with its marks and its margin.

    Args:
        v: the view of one article.
        rows: its charges.
    """
    page = v.pages[0]

    def margin(block: Block) -> str:
        cards = [_charge(row) for row in rows if block.start <= row.clause[0] < block.end]
        cards += [_answer(row) for row in rows if row.answer and block.start <= row.answer[0] < block.end]
        cards += [_nobody(said, rows) for said in v.said if said.nobody and said.block is block]
        told = "".join(dict.fromkeys(card for card in cards if card))
        return f'<ul class="notes" aria-label="Beside {esc(block.label)}">{told}</ul>' if told else ""

    return Html(
        '<section class="sec" id="text" aria-labelledby="text-h"><h2 id="text-h" class="vh">The article</h2>'
        f"{minimap(v, rows)}{draw(v, page, margin=margin, shown=False, anchors=True)}</section>"
    )


def _charge(row: Exchange) -> str:
    whom = esc(target(row.target) or row.target)
    by = "No one is named." if row.nameless else f"{esc(row.accuser)}."
    if not row.sure:
        guess = "nobody named" if row.nameless else esc(row.accuser)
        return (
            f'<li class="card doubt" id="c{row.number}"><b>May be a charge.</b> Perhaps {guess} against {whom}. '
            f'<a href="#d{row.number}">See the row</a></li>'
        )
    found = ANSWERS[row.reply] if row.reply != "none" else silence(row)
    broken = " ag" if row.nameless else ""
    return (
        f'<li class="card{broken}" id="c{row.number}"><b>A charge, read as against {whom}. By whom?</b> {by} '
        f'<b>Answer:</b> {found}. <a href="#d{row.number}">See the row</a></li>'
    )


def _answer(row: Exchange) -> str:
    if not row.sure or not row.answered:
        return ""
    who = esc(target(row.target) or row.target)
    return f'<li class="card"><b>Perhaps an answer</b> of {who} to <a href="#c{row.number}">this charge</a>.</li>'


def _nobody(said: Said, rows: Sequence[Exchange]) -> str:
    """A line that nobody stands behind, where no card of a charge says so already."""
    if any(row.said is said for row in rows):
        return ""
    return f'<li class="card ag {said.camp.css}"><b>{esc(said.token)}: who says so?</b> No one is named.</li>'
