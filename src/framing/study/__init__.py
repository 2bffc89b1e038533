"""Statistics on the tables: who has how much of the story, and how sure we can be of that.

Example:
    >>> from framing import study
    >>> low, high = study.wilson(2, 2)
    >>> round(low, 2)
    0.34
"""

from framing.statement import ACCUSING
from framing.study import agreement, copies, keyness, large, pages, prose
from framing.study.accusing import accusations_of, accusing, pairs_table, silent
from framing.study.article_sides import article_sides, sided_parties
from framing.study.audit import audit, heard
from framing.study.charges import hearing
from framing.study.charges import ledger as charged
from framing.study.claims import accused, answered, without_accuser
from framing.study.compared import Comparison, compare
from framing.study.concordance import concordance, find
from framing.study.corrected import corrected
from framing.study.intervals import bootstrap_ratio, garwood, wilson
from framing.study.measures import NAMINGS, UNASSIGNED, VOICES, Measured, measure
from framing.study.opening import of
from framing.study.persons import doubtful, persons
from framing.study.ranges import CountRange, count_range
from framing.study.select import (
    commonest,
    counted,
    evidence,
    extremes,
    framed,
    largest_two,
    only,
    users,
    with_act,
)
from framing.study.shares import crossed, first_accusation, rates, shares, speakers, verbs, voiced
from framing.study.study import ALL, Study
from framing.study.tones import placed, tones, toward

__all__ = [
    "ACCUSING", "ALL", "Comparison", "CountRange", "NAMINGS", "UNASSIGNED", "VOICES", "Measured", "Study", "accused",
    "accusations_of", "accusing", "agreement", "article_sides",
    "answered", "audit", "bootstrap_ratio", "charged", "commonest",
    "compare", "concordance", "copies", "corrected", "count_range", "counted",
    "crossed",
    "doubtful", "evidence", "extremes", "find", "first_accusation", "framed", "garwood", "hearing", "heard", "keyness",
    "large", "largest_two", "measure", "of", "only", "pages", "pairs_table", "persons", "placed", "prose", "rates",
    "shares", "sided_parties", "silent", "speakers", "tones", "toward", "users", "verbs", "voiced", "wilson",
    "with_act", "without_accuser",
]  # fmt: skip
