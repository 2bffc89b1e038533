"""Charge beside answer: who accuses or nobody, in which words, whom, and what the article prints in reply."""

from __future__ import annotations

from collections.abc import Sequence

from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.parts import chip
from framing.show.words import number, some, target, upper
from framing.study.exchange import Exchange

ANSWERS = {
    "denies": "perhaps a denial",
    "defends": "perhaps a defence",
    "admits": "perhaps an admission",
    "declined": "declines to comment",
    "no_comment": "no comment",
    "not_reached": "could not be reached",
}
"""What is told of each reply; which kind an answer is, is right too seldom to be said without a doubt."""

RIGHT = "right in four of five rows shown for sure, and in about half of the hatched ones"
"""How far to trust the rows, by the table in `resources/accusations.md`; said alike wherever a page says it."""

_SHORT = 34
"""Words of a sentence around a charge that a row shows."""


def silence(row: Exchange) -> str:
    """What is told of a charge to which no answer is marked: where the accused speaks, as far as that was found."""
    if row.after is not None:
        return "none marked; the accused speaks later"
    return "none after it; the accused speaks before" if row.before else "no answer found"


def exchange(v: View, rows: Sequence[Exchange]) -> Html:
    """The charges of the only article, a row each; nothing where none is sure enough.

    Args:
        v: the view of one article.
        rows: its charges.
    """
    if not rows:
        return Html("")
    head = "".join(
        f'<th role="columnheader" scope="col">{name}</th>'
        for name in ("Who accuses, as read", "In these words", "Whom, as read", "Answer")
    )  # fmt: skip
    body = "".join(_row(v, row) for row in rows)
    return Html(
        '<section class="sec" id="exchange" aria-labelledby="exchange-h"><h2 id="exchange-h">Charge and answer</h2>'
        f'<p class="find">{esc(_finding(rows))}</p><div class="duel"><table role="table">'
        '<caption class="vh">Each charge '
        f'beside its answer</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">'
        f"{body}</tbody></table></div></section>"
    )


def _finding(rows: Sequence[Exchange]) -> str:
    sure = [row for row in rows if row.sure]
    rest = len(rows) - len(sure)
    maybe = (
        f"{upper(some(rest, 'more passage'))} may be one, hatched below: judge by the words." if rest else ""
    )
    if not sure:
        return maybe.replace(" more", "", 1)
    nameless = [row for row in sure if row.nameless]
    verb = "accuses or criticises" if len(sure) == 1 else "accuse or criticise"
    told = f"{upper(some(len(sure), 'passage'))} {verb} somebody"
    if nameless:
        who = (
            "it"
            if len(sure) == 1
            else "any of them"
            if len(nameless) == len(sure)
            else f"{number(len(nameless))} of them"
        )
        told += f"; nobody is named behind {who}"
    read = f"Who accuses whom is the machine’s reading, {RIGHT}."
    return f"{told}. {read} {maybe}".strip()


def _row(v: View, row: Exchange) -> str:
    doubt = "" if row.sure else ' class="doubt"'
    perhaps = "" if row.sure else '<span class="res">perhaps</span> '
    who = '<span class="none">no one named</span>' if row.nameless else f"<b>{esc(row.accuser)}</b>"
    verb = f'<span class="res"> {esc(row.page.text[slice(*row.cue)])}</span>' if row.cue else ""
    token = f"{chip(v, row.said, 't')} " if row.said else ""
    whom = esc(target(row.target) or row.target)
    return (
        f'<tr role="row" id="d{row.number}"{doubt}{_place(row)}>'
        f'<th role="rowheader" scope="row">{token}{perhaps}{who}'
        f'{verb}</th><td role="cell" class="words">{_words(row)}</td>'
        f'<td role="cell">{perhaps}{whom}</td><td role="cell">{_answer(v, row)}</td></tr>'
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


def _answer(v: View, row: Exchange) -> str:
    if row.answer is None:
        told = silence(row) if row.reply == "none" else ANSWERS[row.reply]
        speaks = row.after or row.before
        token = f" {chip(v, speaks, 't')}" if speaks and row.reply == "none" else ""
        return f'<span class="{"" if token else "empty"}">{told}</span>{token}'.replace(' class=""', "")
    words = " ".join(row.page.text[slice(*row.answer)].split()[:18])
    far = row.distance or 0
    spot = (
        "in the same paragraph" if not far
        else f"{some(abs(far), 'paragraph')} {'later' if far > 0 else 'earlier'}"
    )  # fmt: skip
    inner = esc(words.strip('“”"‘’'))
    return f'<span class="words">“{inner}”</span> <span class="res">{ANSWERS[row.reply]}, {spot}</span>'


def _place(row: Exchange) -> str:
    """What a correction of the charge needs to say; nothing for a charge that is no row of the table of accusations."""
    if row.accusation is None:
        return ""
    start, end = row.accusation
    words = esc(" ".join(row.page.text[start:end].split()))
    return (
        f' data-p="{start},{end},0,0" data-table="accusations" data-key="d{row.number}" '
        f'data-label="{esc(row.accuser or "Nobody named")} against {esc(row.target)}" data-words="{words}"'
    )
