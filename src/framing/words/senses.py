"""Word senses: by which company the meant sense of an ambiguous list word is told; data in `lexicons/senses.csv`.

A row narrows the entries of one list whose pattern is its one word (in any of its forms): `when` is added to the
entry's own conditions, in the same language, with classes of words that go with one field of life (`<sport>`,
`<animal>`, `<food>`; `resources/words/senses.csv`). Measured on `data/gold/senses`.

Papers:
    Yarowsky 1992, Word-sense disambiguation using statistical models of Roget's categories; Gale, Church and Yarowsky
    1992, One sense per discourse.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from framing.text import Words
from framing.words.conditions import CLASSES, register
from framing.words.entries import Entry
from framing.words.tables import WordSet

FIELDS = ("sport", "animal", "medicine", "stage", "weather", "wreckage", "food", "market", "waste", "rock")
"""The fields of life whose words tell a sense."""

_FUNCTION = ("be", "have", "do", "modal", "det", "pron", "prep", "adv", "part", "num", "ing")
_JOINED = frozenset("and or but nor that who which whose while when as than not also n't".split())


def plural(words: Words, first: int, last: int) -> bool:
    """Whether the match ends in the s of a plural."""
    form = words.lower[last]
    return form.endswith("s") and not form.endswith(("ss", "us", "is"))


def head(words: Words, first: int, last: int) -> bool:
    """Whether the match is the head of its phrase, not a word that describes the next one, as in "moderate wind"."""
    if plural(words, first, last) or last + 1 >= len(words.forms):
        return True
    form, low = words.forms[last + 1], words.lower[last + 1]
    apart = words.starts[last + 1] - words.ends[last] != 1
    if apart or not form.isalpha() or form[:1].isupper() or low in _JOINED:
        return True
    return any(low in CLASSES[name] for name in _FUNCTION)


register("plural", plural)
register("head", head)
CLASSES.update({name: WordSet("senses", name) for name in FIELDS})


@lru_cache(maxsize=1)
def _rows() -> dict[tuple[str, str], str]:
    """The conditions by list and word."""
    lines = (
        files("framing")
        .joinpath("resources", "lexicons", "senses.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    return {(row["list"], row["word"]): row["when"] for row in csv.DictReader(lines)}


def narrowed(name: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries of a shipped list with the conditions of their senses.

    Args:
        name: of the list.
        entries: as its file has them.

    Example:
        >>> [entry.when for entry in narrowed("naming", [Entry("plague", "disease", source="x")])]
        ['!next:of']
    """
    known = _rows()
    return [_narrowed(entry, known.get((name, _word(entry.pattern)), "")) for entry in entries]


def _narrowed(entry: Entry, when: str) -> Entry:
    if not when or entry.category == "-":
        return entry
    return replace(entry, when=f"{entry.when} {when}".strip())


def _word(pattern: str) -> str:
    """The one word of a pattern without its form, "" for a longer one."""
    parts = pattern.split()
    first = parts[0].split("|")[0]
    word = first.split("/")[0] if "/" in first[1:] else first
    if len(parts) == 2 and parts[1] == "of":
        return f"{word} of"
    return "" if len(parts) > 1 else _BASE.get(word, word)


_BASE = {"lies": "lie", "lying": "lie", "neutralize": "neutralise", "criminals": "criminal"}
"""Forms and spellings that stand in a list as entries of their own."""
