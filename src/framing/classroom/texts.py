"""The words that students see, by language; they stand in one file, `resources/classroom/texts.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from framing.shipped import place

FOLDER = "classroom"


@dataclass(frozen=True)
class Item:
    """One question of the short test.

    Args:
        form: `a` or `b`, two forms of the same three questions.
        number: from 1.
        kind: source | named | sure, what it asks.
        options: how many answers there are.
        answer: the right one, from 1.
    """

    form: str
    number: int
    kind: str
    options: int
    answer: int


def resource(name: str) -> str:
    """A text file of the lesson's resources.

    Example:
        >>> resource("texts.csv").splitlines()[0]
        'key,en,de'
    """
    return ((place(FOLDER) or Path(FOLDER)) / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that the texts are there in.

    Example:
        >>> languages()
        ('en', 'de')
    """
    return tuple(resource("texts.csv").splitlines()[0].split(",")[1:])


@lru_cache(maxsize=8)
def texts(language: str = "en") -> dict[str, str]:
    """Every text of the lesson by its key.

    Raises:
        ValueError: for a language that nobody has translated into yet.

    Example:
        >>> texts("en")["next"], texts("de")["next"]
        ('Next', 'Weiter')
    """
    if language not in languages():
        raise ValueError(
            f"the lesson is not translated into '{language}'; the languages are {', '.join(languages())}."
        )
    return {row["key"]: row[language] for row in csv.DictReader(resource("texts.csv").splitlines())}


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """The questions of the short tests before and after.

    Example:
        >>> sorted({item.kind for item in items()})
        ['named', 'source', 'sure']
    """
    rows = csv.DictReader(resource("items.csv").splitlines())
    return tuple(
        Item(row["form"], int(row["number"]), row["kind"], int(row["options"]), int(row["answer"]))
        for row in rows
    )
