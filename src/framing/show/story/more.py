"""How sure it sounds, what things are called, and the tone: a few lines each, where there is something to say."""

from __future__ import annotations

from framing.show import charts, sentence
from framing.show.html import Html, esc, join
from framing.show.kwic import concordance, others
from framing.show.model import View
from framing.show.parts import names_table, toward
from framing.show.story.saving import savable

DRAWN = 5
"""The least number of marks or sentences of which a figure is drawn; fewer are read one by one."""


def more(v: View) -> Html:
    """The three short sections after who speaks; each is left out where it has nothing to show.

    Args:
        v: the view of one article.
    """
    if not v.scored:
        return Html(f'<section class="sec"><p class="caveat">{esc(v.unscored)}</p></section>')
    return join([_certainty(v), _naming(v), _tone(v), *others(v)])


def _section(name: str, title: str, parts: list[Html | str]) -> Html:
    return Html(
        f'<section class="sec" id="{name}" aria-labelledby="{name}-h"><h2 id="{name}-h">{esc(title)}</h2>'
        f"{join(parts)}</section>"
    )


def _fold(summary: str, content: Html | str) -> str:
    return f"<details><summary>{esc(summary)}</summary>{content}</details>"


def _told(text: str) -> str:
    return f"<p>{esc(text)}</p>"


def _certainty(v: View) -> Html:
    count = v.facts.hedges
    if not count and not v.facts.statements:
        return Html("")
    parts: list[Html | str] = [_told(sentence.certainty(v))]
    if count >= DRAWN:
        parts.append(savable(v, charts.hedges(v), table=False))
    if count:
        parts.append(_fold("Every hedge in its sentence", concordance(v, "hedges", limit=200)))
    return _section("certainty", "How sure it sounds", parts)


def _naming(v: View) -> Html:
    rivals = v.facts.naming is not None and v.facts.naming.distinct > 1
    if not rivals and not v.loaded:
        return Html("")
    parts: list[Html | str] = [_told(sentence.naming(v))]
    if rivals:
        assert v.facts.naming is not None
        if len(v.facts.naming.marks) >= DRAWN:
            parts.append(savable(v, charts.called(v), table=False))
        parts.append(_fold("Who calls it what", names_table(v)))
    if v.loaded:
        parts.append(_fold("Every loaded word in its sentence", concordance(v, "loaded", limit=100)))
    return _section("naming", "What things are called", parts)


def _tone(v: View) -> Html:
    if len(v.tones) < DRAWN:
        return Html("")
    caveat = (
        '<p class="small muted">VADER adds up word scores made for short posts (Hutto and Gilbert 2014); it knows '
        "neither who speaks nor about what. Do not read it as the article’s opinion.</p>"
    )
    parts: list[Html | str] = [
        _told(sentence.tone(v)),
        caveat,
        _fold("Every sentence’s score, by voice", savable(v, charts.tone(v))),
    ]
    if v.toward:
        parts.append(_fold("Tone toward whom", toward(v)))
    return _section("tone", "Tone", parts)
