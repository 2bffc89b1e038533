"""The page of a corpus: the wall, what differs, the same charge in several articles, who speaks, how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.show.chapter_text import method
from framing.show.corpus.charges import charges
from framing.show.corpus.differences import differences
from framing.show.corpus.opening import opening
from framing.show.corpus.speakers import speakers
from framing.show.corpus.wall import wall
from framing.show.html import Html, join
from framing.show.model import View
from framing.study.overall import Overall


def corpus(v: View, overall: Overall, *, parameters: Mapping[str, Any] | None = None) -> Html:
    """The whole page of a corpus.

    What the chapters on certainty, naming, frames and tone find over all articles stands in the comparison, measure by
    measure; the notebooks explore it.

    Args:
        v: the view of several articles.
        overall: what was found over all of them.
        parameters: of the notebook, shown as they are.
    """
    return join([
        opening(v, overall), wall(v, overall), differences(overall), charges(overall, v.links), 
        speakers(v), method(v, parameters=parameters, number=""),
    ])  # fmt: skip
