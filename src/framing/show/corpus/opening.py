"""The head of a corpus page: whose articles, what is found over them, and who speaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.dataset.whole import DRAWN
from framing.show import sentence
from framing.show.chapter_finding import kicker
from framing.show.corpus.tellings import over_all
from framing.show.html import Html, esc
from framing.show.model import View
from framing.show.parts import commands
from framing.study.overall import Overall
from framing.study.tellings import headline


def opening(v: View, overall: Overall) -> Html:
    """Kicker, heading and the lines below it.

    Args:
        v: the view of a corpus.
        overall: what was found over all articles.
    """
    lines = [sentence.finding(v)] if overall.found is not None else []
    lines += [over_all(overall.charges, overall.articles)] if overall.charges else []
    lines.append(sentence.standing(v))
    heading = headline(overall.found) if overall.found is not None else sentence.finding(v)
    told = v.provenance.get(DRAWN)
    note = f'<p class="prose">{esc(_drawn(told))}</p>' if isinstance(told, Mapping) else ""
    return Html(
        f'<section class="hero" id="finding" aria-labelledby="top">{kicker(v)}<h1 id="top">{esc(heading)}</h1>'
        f'<p class="stand">{commands(" ".join(lines))}</p>{note}</section>'
    )


def _drawn(told: Mapping[str, Any]) -> str:
    """Where the corpus is larger than what a page draws: what is over all of it, and what is not."""
    return (
        f"The strips and who speaks are of {told['articles']:,} articles drawn at random (seed {told['seed']}) from "
        f"{told['of']:,}; what differs, and the charges that several print, were found over all of them."
    )
