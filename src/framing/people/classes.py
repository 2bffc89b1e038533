"""The classes of words that several modules of this room ask for, and the marks that open or end a sentence."""

from __future__ import annotations

from framing.words.tables import WordMap, WordSet

SUFFIXES = WordSet("people", "name_suffix")
PARTICLES = WordSet("people", "name_particle")
ORGANISATION = WordSet("people", "body_word")
LIFT = WordSet("people", "role_modifier")
PARTY = WordSet("people", "party_member")
DETERMINERS = WordSet("people", "determiner", "function.article", "function.possessive")
VERBISH = WordSet("people", "clause_word", "function.relative", "function.have")
GENDERED = WordMap("people", "gendered_role")
HEADS = WordSet("people", "heading")
FUNCTION = WordSet(
    "people", "no_name", "function.article", "function.demonstrative", "function.possessive",
    "function.subject_pronoun", "function.be", "function.have", "function.do", "function.modal", "function.weekday",
    "function.month", "function.number", "function.multitude", "function.coordinator", "function.subordinator",
    "function.preposition", "function.preposition_of_relation", "function.preposition_of_place",
    "function.indefinite",
)  # fmt: skip
"""What is no name merely because it opens a sentence with a capital."""

OPENERS = frozenset([*".!?\"“‘':([—–…”’*•;", "``", "...", "''"])
"""The marks behind which a sentence, and so a capital that tells nothing, may begin."""

POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
"""What stands behind an owner; lower-cased words have their apostrophes straight."""

ENDS = frozenset([*'.!?…”"“', "..."])
"""The marks at which a sentence or a quotation ends, or begins."""
