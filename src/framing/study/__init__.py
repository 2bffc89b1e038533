"""Statistics on the tables: who has how much of the story, and how sure we can be of that.

Example:
    >>> from framing import study
    >>> low, high = study.wilson(2, 2)
    >>> round(low, 2)
    0.34
"""

from framing.study import agreement, copies, keyness
from framing.study.concordance import concordance, find
from framing.study.intervals import bootstrap_ratio, garwood, wilson
from framing.study.measures import ACCUSING, NAMINGS, UNASSIGNED, VOICES, Measured, measure
from framing.study.shares import crossed, first_accusation, rates, shares, speakers, verbs, voiced
from framing.study.study import ALL, Study

__all__ = [
    "ACCUSING", "ALL", "NAMINGS", "UNASSIGNED", "VOICES", "Measured", "Study", "agreement", "bootstrap_ratio",
    "concordance", "copies", "crossed", "find", "first_accusation", "garwood", "keyness", "measure", "rates",
    "shares", "speakers", "verbs", "voiced", "wilson",
]  # fmt: skip
