"""The same charge in several articles, side by side: the accuser's name, the words, the answer."""

from __future__ import annotations

from collections.abc import Mapping

from framing.show.corpus.tellings import answer, charged, over_all
from framing.show.html import Html, esc
from framing.show.parts import trust
from framing.show.words import target, upper
from framing.study.limits import least
from framing.study.overall import Overall
from framing.study.same_charge import Printing, SameCharge

_MOST = 12
"""Articles that one charge lists."""


def charges(overall: Overall, links: Mapping[str, str]) -> Html:
    """The charges that several articles print, those in most outlets first.

    Args:
        overall: what was found over all articles.
        links: where each article's own report lies, by article id.

    Example:
        >>> from framing.study.overall import Overall
        >>> "No charge was found" in str(charges(Overall(None, "", (), {}, (), 3), {}))
        True
    """
    found = overall.charges
    shown = found[: least("charges_shown")]
    rest = len(found) - len(shown)
    more = f'<p class="small muted">and {rest:,} more, in fewer outlets or articles</p>' if rest else ""
    told = (
        "<p>Charges are laid together where they are held against one party in near words, by what the machine read: "
        "some of these are two charges, and others are missed. Read the words. What one article names and another does "
        "not is a difference, and no more: the later article knows more, the shorter one has less room.</p>"
        f"{trust('accusations')}"
    )
    return Html(
        '<section class="sec" id="same" aria-labelledby="same-h"><h2 id="same-h">The same charge in several articles'
        f'</h2><p class="find">{esc(over_all(found, overall.articles))}</p>{told if found else ""}'
        f"{''.join(_charge(one, place, links) for place, one in enumerate(shown, 1))}{more}</section>"
    )


def _charge(found: SameCharge, place: int, links: Mapping[str, str]) -> str:
    heads = "".join(
        f'<th role="columnheader" scope="col">{name}</th>'
        for name in ("Printed in", "Accuser", "The charge", "The answer")
    )
    shown = found.printings[:_MOST]
    rows = "".join(_row(one, links) for one in shown)
    rest = found.articles - len(shown)
    more = f'<p class="small muted">and {rest:,} more articles</p>' if rest > 1 else (
        '<p class="small muted">and one more article</p>' if rest else ""
    )  # fmt: skip
    title = f"Against {target(found.target) or found.target}"
    return (
        f'<div class="same" id="ch{place}"><h3>{esc(title)}</h3><p class="small">{esc(charged(found))}</p>'
        f'<table role="table"><caption class="vh">{esc(title)}: the same charge in {found.articles} articles</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>{more}'
        "</div>"
    )


def _row(one: Printing, links: Mapping[str, str]) -> str:
    link = links.get(one.article_id)
    title = f'<a href="{esc(link)}">{esc(one.headline)}</a>' if link else esc(one.headline)
    about = ", ".join(part for part in (one.outlet, one.day) if part)
    who = esc(upper(one.accuser)) if one.accuser is not None else '<span class="none">no one named</span>'
    words = f"<br><q>{esc(one.answer)}</q>" if one.answer else ""
    return (
        f'<tr role="row"><th role="rowheader" scope="row" data-v="Printed in">{title}<br>'
        f'<span class="muted">{esc(about)}</span></th><td role="cell" data-v="Accuser">{who}</td>'
        f'<td role="cell" data-v="The charge" class="words">{esc(one.words)}</td>'
        f'<td role="cell" data-v="The answer">{esc(answer(one))}{words}</td></tr>'
    )
