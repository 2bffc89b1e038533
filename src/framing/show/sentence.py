"""The findings in one or two plain sentences, filled from the counts: true for nothing, one and many."""

from framing.show.sentence_voices import finding, ledger, standing, uncovered, voices, voices_of
from framing.show.sentence_words import called, certainty, contested, method, naming, text, tone

__all__ = [
    "called", "certainty", "contested", "finding", "ledger", "method", "naming", "standing", "text", "tone",
    "uncovered", "voices", "voices_of",
]  # fmt: skip
