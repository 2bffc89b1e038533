"""The first screen: what kind of piece it is, one sentence about the exchange, and the article as a strip."""

from __future__ import annotations

from collections.abc import Sequence

from framing.people.likeness import telling
from framing.show import sentence
from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.parts import commands
from framing.show.story.patterns import patterns
from framing.show.story.strip import strip
from framing.show.words import day, number, some, upper
from framing.study.exchange import Exchange
from framing.study.genres import GENRES


def opening(v: View, rows: Sequence[Exchange]) -> Html:
    """Kicker, heading, lead and strip of the only article.

    Args:
        v: the view of one article.
        rows: its charges.
    """
    drawn = f"{patterns(v)}{strip(v, rows)}" if v.facts.words else ""
    return Html(
        f'<section class="hero" id="finding" aria-labelledby="top">{_kicker(v)}'
        f'<h1 id="top">{esc(sentence.finding(v))}</h1><p class="stand">{commands(lead(v, rows))}</p>{drawn}</section>'
    )


def _kicker(v: View) -> str:
    """Genre, outlet and day, who wrote it; then the article's own headline."""
    page = v.pages[0]
    about = [page.article.outlet or ""]
    if page.article.published is not None:
        when = page.article.published
        about.append(f'<time datetime="{when.strftime("%Y-%m-%dT%H:%M:%SZ")}">{day(when)}</time>')
    line = ", ".join(part if part.startswith("<time") else esc(part) for part in about if part)
    told = [GENRES[v.facts.genre], line, esc(", ".join(page.article.byline))]
    return f'<p class="kick"><b>{" · ".join(part for part in told if part)}</b><br><cite>{esc(page.title)}</cite></p>'


def lead(v: View, rows: Sequence[Exchange]) -> str:
    """The lines under the heading: who is named, and where the charges stand that nobody makes."""
    own = sentence.more_found(v)
    told = [part for part in (*own, _charges(v, rows), sentence.standing(v, honest=False)) if part]
    return " ".join(told)


def _charges(v: View, rows: Sequence[Exchange]) -> str:
    """Where the charges stand, as a range where some are in doubt, and whether the accused of the sure ones are heard."""
    sure = [row for row in rows if row.sure]
    if not sure or (len(sure) == 1 and any(one.clause for one in v.facts.findings)):
        return ""  # the only one is told in the article's own words already
    where = list(dict.fromkeys(_spot(row.place) for row in rows))
    places = _listing(where[:4]) if len(where) <= 4 else f"{_listing(where[:3])} and later"
    # Whether the accused is heard is told only where the headline names them: there the target is read best.
    head = telling(v.pages[0].article.headline or "")
    known = all(telling(row.target) <= head for row in sure)
    passages = upper(
        some(len(sure), "passage")
        if len(sure) == len(rows)
        else f"{number(len(sure))} to {some(len(rows), 'passage')}"
    )
    verb = "accuses or criticises" if len(rows) == 1 else "accuse or criticise"
    heard = f"; {_heard(sure)}" if known else ""
    return f"{passages}, as it was read, {verb} somebody, in {places}{heard}."


def _heard(sure: Sequence[Exchange]) -> str:
    """Whether those whom the sure charges accuse are heard, and where; only what the statements show."""
    it = "it" if len(sure) == 1 else "them"
    silent = [row for row in sure if row.heard is None]
    after = [row for row in sure if row.after is not None]
    if len(silent) == len(sure):
        return "no statement of the accused was found"
    if len(after) == len(sure):
        return f"the accused is heard after {it}"
    if not silent and not after:
        return f"the accused is heard before {it}, and not after"
    told = [
        f"after {number(len(after))}" if after else "",
        f"not at all on {number(len(silent))}" if silent else "",
    ]
    return f"the accused is heard {' and '.join(part for part in told if part)} of them"


def _spot(place: str) -> str:
    return (
        f"paragraph {place.removeprefix('Body ¶')}" if place.startswith("Body ¶") else f"the {place.lower()}"
    )


def _listing(items: Sequence[str]) -> str:
    """Places in a sentence; "paragraphs 3 and 4" where they are all paragraphs."""
    if len(items) > 1 and all(item.startswith("paragraph ") for item in items):
        numbers = [item.removeprefix("paragraph ") for item in items]
        return f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)
