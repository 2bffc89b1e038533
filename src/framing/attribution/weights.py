"""How sure each way of finding a statement is, and from when on something counts, in one place.

The scores are own judgement: about the share of what a pattern found that was right when it was written, on texts of
the suite's own. They order statements by how far to trust them; no other rule reads them but `doubtful`.
`benchmarks/ablation.py` prints what each of them changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from framing.words.rules import Weights


@dataclass(frozen=True)
class Found:
    """Statements with a source that rules find beside the model.

    Args:
        turn: the turn of a transcript.
        signed: a quotation with a name under it or before it; "in her own words"; a list announced with a colon.
        interposed: a reporting clause set within what it reports.
        inverted: "…," replied the officer.
        plain: a plain reporting clause that the model has not seen.
        quotation: a quotation in a text without any source.
        model: the model's statements less likely than this to be one are not reported: four in five such are none.
        doubtful: a statement less sure than this needs a subject before its cue.
        turns: labelled turns from which a text is a transcript.
        labelled: the share of the paragraphs from which labels in title case make a transcript.
    """

    turn: float = 0.85
    signed: float = 0.6
    interposed: float = 0.6
    inverted: float = 0.6
    plain: float = 0.4
    quotation: float = 0.2
    model: float = 0.25
    doubtful: float = 0.3
    turns: int = 3
    labelled: float = 0.5


@dataclass(frozen=True)
class Unowned:
    """Statements that nobody is named for, by pattern; three grades where a pattern has surer and less sure forms."""

    passive: float = 0.85
    passive_unsure: float = 0.75
    participle: float = 0.7
    participle_unsure: float = 0.6
    naming: float = 0.6
    belief: float = 0.7
    request: float = 0.55
    dispute: float = 0.6
    act: float = 0.5
    known: float = 0.5
    impersonal_sure: float = 0.85
    impersonal: float = 0.7
    impersonal_unsure: float = 0.6
    seeming: float = 0.5
    hearsay: float = 0.5
    nominal_sure: float = 0.65
    nominal: float = 0.55
    nominal_unsure: float = 0.5


FOUND = Weights("attribution.found", Found())
UNOWNED = Weights("attribution.unowned", Unowned())
