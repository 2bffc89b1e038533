"""What a finding is: one fact with a score, found by a rule; its kinds stand in `resources/findings.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from framing.study.scene import Scene
from framing.words.rules import Rules, Weights


@dataclass(frozen=True, slots=True)
class Support:
    """How much must be there before something is said; set by trying on `data/gold/findings`.

    Args:
        mutual: likely charges between two people before they are said to accuse each other.
        trust: how likely a charge is right in all its parts, before it counts among these.
        share: the share of statements from which an affiliation has most of them.
        statements: the least statements of an article whose shares are told.
        heard: the least statements of somebody who is heard most.
        twice: how many times as many statements as the next one has.
        quoted: the most sources of whom it is said that only they are quoted.
        persons: the least number of people of whom it is said that all are women or men.
        nameless: the share of statements without a name behind them that is told.
        strong: the least number of the article's own loaded words that are told.
        least: the least strength of such a word.
        hedges: the least number of hedges in the article's own words.
        hedged: how many of them per 100 words.
        rare: how much a kind of finding loses where every article has it.
    """

    mutual: int = 3
    trust: float = 0.4
    share: float = 0.5
    statements: int = 6
    heard: int = 3
    twice: float = 2.0
    quoted: int = 3
    persons: int = 4
    nameless: float = 0.5
    strong: int = 2
    least: float = 0.6
    hedges: int = 6
    hedged: float = 2.5
    rare: float = 0.5


SUPPORT = Weights("study.findings", Support())


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact that can be a page's finding.

    Args:
        kind: the rule that found it.
        score: how telling it is, 0 to 1; the highest is told.
        who: whom it is about, or an affiliation.
        count, whole: its numbers.
        others: further names that belong to it.
        reply: the kind of answer that belongs to it, or "".
        clause: the article's own words for it, or "".
        answer: the article's own words for the answer, or "".
        places: where it is read in the article.
    """

    kind: str
    score: float = 0.0
    who: str = ""
    count: int = 0
    whole: int = 0
    others: tuple[str, ...] = ()
    reply: str = ""
    clause: str = ""
    answer: str = ""
    places: tuple[int, ...] = ()


FINDINGS: Rules[[Scene], Finding] = Rules("study.findings")
"""What can be found; each rule gives its finding or None."""


class Kind(NamedTuple):
    """A kind of finding: the part of the page's sentence it makes, how telling it is, how many articles have it."""

    part: str
    telling: float
    share: float


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """The kinds of findings by name.

    Example:
        >>> kinds()["several"].part
        'voice'
    """
    table = (files("framing") / "resources" / "findings.csv").read_text(encoding="utf-8")
    return {
        row["kind"]: Kind(row["part"], float(row["telling"]), float(row["share"]))
        for row in csv.DictReader(table.splitlines())
    }


def score(kind: str) -> float:
    """How telling a kind is: what every second article has is told after what few have.

    Example:
        >>> score("several") < score("accuses")
        True
    """
    known = kinds()[kind]
    return round(known.telling * (1 - SUPPORT.now.rare * known.share), 4)
