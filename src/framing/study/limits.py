"""Least numbers and thresholds of a comparison, as the suite ships them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from framing.plain_yaml import load


@lru_cache(maxsize=1)
def limits() -> Mapping[str, float]:
    """The numbers of `resources/compare/limits.yaml` by name.

    Example:
        >>> limits()["articles_test"], limits()["groups_most"]
        (10, 50)
    """
    home = resources.files("framing").joinpath("resources", "compare", "limits.yaml")
    found: Mapping[str, float] = load(home.read_text(encoding="utf-8"))
    return found


def least(name: str) -> int:
    """One of them as a whole number.

    Example:
        >>> least("months_side")
        3
    """
    return int(limits()[name])


@lru_cache(maxsize=1)
def house_style() -> frozenset[str]:
    """Words that say how a house writes, not what it says: titles, days, units, spellings; they are no keywords.

    Example:
        >>> "mr" in house_style(), "bridge" in house_style()
        (True, False)
    """
    home = resources.files("framing").joinpath("resources", "compare", "house_style.csv")
    rows = csv.DictReader(home.read_text(encoding="utf-8").splitlines())
    return frozenset(row["word"] for row in rows)
