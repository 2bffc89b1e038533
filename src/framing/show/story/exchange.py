"""Charge beside answer: who accuses or nobody, in which words, whom, and what the article prints in reply."""

from __future__ import annotations

from collections.abc import Sequence

from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.parts import chip
from framing.show.words import number, some, target, upper
from framing.study.exchange import Exchange

ANSWERS = {
    "none": "none found in this article",
    "denies": "perhaps a denial",
    "defends": "perhaps a defence",
    "admits": "perhaps an admission",
    "declined": "declines to comment",
    "no_comment": "no comment",
    "not_reached": "could not be reached",
}
"""What is told of each reply; which kind an answer is, is right too seldom to be said without a doubt."""

_SHORT = 34
"""Words of a sentence around a charge that a row shows."""


def exchange(v: View, rows: Sequence[Exchange]) -> Html:
    """The charges of the only article, a row each; nothing where none is sure enough.

    Args:
        v: the view of one article.
        rows: its charges.
    """
    if not rows:
        return Html("")
    head = "".join(
        f'<th role="columnheader" scope="col">{name}</th>' for name in ("Who accuses", "In these words", "Whom", "Answer")
    )  # fmt: skip
    body = "".join(_row(v, row) for row in rows)
    return Html(
        '<section class="sec" id="exchange" aria-labelledby="exchange-h"><h2 id="exchange-h">Charge and answer</h2>'
        f'<p class="find">{esc(_finding(rows))}</p><div class="duel"><table role="table"><caption class="vh">Each charge '
        f'beside its answer</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">'
        f"{body}</tbody></table></div></section>"
    )


def _finding(rows: Sequence[Exchange]) -> str:
    sure = [row for row in rows if row.sure]
    rest = len(rows) - len(sure)
    maybe = f"{upper(some(rest, 'more passage'))} may be one, hatched below: judge by the words." if rest else ""
    if not sure:
        return maybe.replace(" more", "", 1)
    nameless = [row for row in sure if row.nameless]
    verb = "accuses or criticises" if len(sure) == 1 else "accuse or criticise"
    told = f"{upper(some(len(sure), 'passage'))} {verb} somebody"
    if nameless:
        who = "it" if len(sure) == 1 else "any of them" if len(nameless) == len(sure) else f"{number(len(nameless))} of them"
        told += f"; nobody is named behind {who}"
    return f"{told}. {maybe}".strip()


def _row(v: View, row: Exchange) -> str:
    doubt = "" if row.sure else ' class="doubt"'
    perhaps = "" if row.sure else '<span class="res">perhaps</span> '
    who = (
        '<span class="none">no one named</span>' if row.nameless else f"<b>{esc(row.accuser)}</b>"
    )
    verb = f'<span class="res"> {esc(row.page.text[slice(*row.cue)])}</span>' if row.cue else ""
    token = f"{chip(v, row.said, 't')} " if row.said else ""
    whom = esc(target(row.target) or row.target)
    return (
        f'<tr role="row" id="d{row.number}"{doubt}><th role="rowheader" scope="row" data-v="Who accuses">{token}{perhaps}{who}'
        f'{verb}</th><td role="cell" class="words" data-v="In these words">{_words(row)}</td>'
        f'<td role="cell" data-v="Whom">{perhaps}{whom}</td><td role="cell" data-v="Answer">{_answer(row)}</td></tr>'
    )


def _words(row: Exchange) -> str:
    """The sentence with the charge set off, cut to about thirty words around it."""
    text = row.page.text
    start, end = row.clause
    before = text[row.sentence[0] : start].split()
    inner = text[start:end].split()
    after = text[end : row.sentence[1]].split()
    room = max(0, _SHORT - len(inner))
    head, tail = before[-(room // 2 + 1) :] if before else [], after[: room // 2 + 1]
    left = ("… " if len(head) < len(before) else "") + " ".join(head)
    right = " ".join(tail) + (" …" if len(tail) < len(after) else "")
    middle = " ".join(inner[: 2 * _SHORT]) + (" …" if len(inner) > 2 * _SHORT else "")
    # The words around a clause join it without a blank where the text has none.
    gap = "" if start and not text[start - 1].isspace() else " "
    close = "" if end < len(text) and not text[end].isspace() else " "
    return f"{esc(left)}{gap if head else ''}<mark>{esc(middle)}</mark>{close if tail else ''}{esc(right)}"


def _answer(row: Exchange) -> str:
    if row.answer is None:
        found = ANSWERS[row.reply]
        return f'<span class="empty">{"no answer found in this article" if row.reply == "none" else found}</span>'
    words = " ".join(row.page.text[slice(*row.answer)].split()[:18])
    far = row.distance or 0
    spot = (
        "in the same paragraph" if not far
        else f"{some(abs(far), 'paragraph')} {'later' if far > 0 else 'earlier'}"
    )  # fmt: skip
    inner = esc(words.strip("“”\"‘’"))
    return f'<span class="words">“{inner}”</span> <span class="res">{ANSWERS[row.reply]}, {spot}</span>'
