"""From the network's shares to accusing clauses: which words of a piece are one clause, of which kind, how sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from framing.layers._convolution import Floats
from framing.statement import Act
from framing.text import Document

KINDS = (Act.ACCUSES, Act.CRITICISES)
"""What the second and third class of the network stand for."""


@dataclass(frozen=True, slots=True)
class Cut:
    """When words are a clause; set by trying on coded articles that were not fitted (`training/fit_accusations.py`).

    Args:
        inside: the least share for a word to belong to a clause.
        peak: the least share that one word of a clause must have.
        gap: as many words below `inside` do not end a clause.
        least: a clause has at least as many words.
    """

    inside: float = 0.15
    peak: float = 0.4
    gap: int = 3
    least: int = 2


CUT = Cut()
FAINT = Cut(peak=0.3)
"""Where an article has no clause by `CUT`: seven articles of eight accuse somebody, so that its surest one counts."""


@dataclass(frozen=True, slots=True)
class Accusing:
    """A clause that accuses: word positions of the article, kind, and the score of its surest word."""

    first: int
    last: int
    kind: Act
    score: float


def clauses_of(doc: Document, piece: range, shares: Floats, cut: Cut = CUT) -> Iterator[Accusing]:
    """The accusing clauses of a piece; none crosses the end of a sentence.

    Args:
        doc: the article.
        piece: word positions.
        shares: (words, 3), of each word the shares of no accusation, accuses, criticises.
        cut: the thresholds.
    """
    inside = 1 - shares[:, 0]
    first = last = sentence = -1
    for at in np.flatnonzero(inside >= cut.inside).tolist():
        here = doc.sentences_before(doc.words.starts[piece[at]])
        if first >= 0 and (here != sentence or at - last > cut.gap):
            yield from _clause(doc, piece, first, last + 1, shares, cut)
            first = -1
        if first < 0:
            first, sentence = at, here
        last = at
    if first >= 0:
        yield from _clause(doc, piece, first, last + 1, shares, cut)


def _clause(
    doc: Document, piece: range, first: int, last: int, shares: Floats, cut: Cut
) -> Iterator[Accusing]:
    while first < last and not doc.words.forms[piece[first]][0].isalnum():
        first += 1
    while last > first and not doc.words.forms[piece[last - 1]][0].isalnum():
        last -= 1
    if last - first < cut.least:
        return
    own = shares[first:last]
    peak = float(1 - own[:, 0].min())
    if peak >= cut.peak:
        kind = KINDS[int(own[:, 2].sum() > own[:, 1].sum())]
        yield Accusing(piece[first], piece[last - 1] + 1, kind, round(peak, 4))
