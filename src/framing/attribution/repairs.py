"""What rules mend of what the model has found, in order; each can be switched off and measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from framing.attribution.acted_on import acted_on
from framing.attribution.apposed import apposed
from framing.attribution.headed import headed
from framing.attribution.interposed import interposed
from framing.attribution.one_sentence import one_sentence
from framing.attribution.relayed import relayed
from framing.attribution.replies import inverted
from framing.attribution.signed import announced, signed, worded
from framing.attribution.whole_names import whole_names
from framing.statement import Attribution
from framing.text import Document
from framing.words.rules import Rules

REPAIRS: Rules[..., list[Attribution]] = Rules("attribution.repairs")
"""Each takes attributions and the document, and returns the mended list, or None where nothing is to mend."""


def repaired(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a document, mended.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "The bridge, according to residents, shakes."))
        >>> [one.source.of(doc.text) for one in repaired(doc, [])]
        ['residents']
    """
    return REPAIRS.through(list(found), doc)


Repair = Callable[[Document, Sequence[Attribution]], list[Attribution] | None]


def _by(repair: Repair) -> None:
    def rule(found: list[Attribution], doc: Document) -> list[Attribution] | None:
        return repair(doc, found)

    rule.__name__, rule.__doc__ = repair.__name__, repair.__doc__
    REPAIRS.rule(rule)


_ORDER = (
    one_sentence, whole_names, interposed, apposed, inverted, relayed, acted_on, signed, worded, announced, headed,
)  # fmt: skip
for _repair in _ORDER:
    _by(_repair)
