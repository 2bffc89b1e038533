"""The findings in one or two plain sentences, filled from the counts: true for nothing, one and many."""

from framing.show.sentence_voices import finding, ledger, more_found, standing, voices, voices_of
from framing.show.sentence_words import certainty, method, naming, text, tone

__all__ = [
    "certainty", "finding", "ledger", "method", "more_found", "naming", "standing", "text", "tone", "voices",
    "voices_of",
]  # fmt: skip
