"""The same story printed otherwise gives the same tables (after CheckList: Ribeiro and others 2020)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import framing
from framing.article import Article
from framing.typography import plain

GOLD = Path(__file__).parents[1] / "data" / "gold" / "findings" / "articles.jsonl"

# What a house does to a text: a pattern, and what is printed in its place.
HOUSES = {
    "typesetter's marks": (
        ("(?<![^\\s(—–-])\"", "“"), ('"', "”"), ("(?<![^\\s(“—–-])'", "‘"), ("'", "’"),
    ),
    "soft hyphens": (("(?<=[a-z]{4})(?=[a-z]{4})", "\u00ad"),),
    "zero-width spaces": (("(?<=[a-z]{5})(?=[a-z]{3})", "\u200b"),),
    "ligatures": (("fi", "ﬁ"), ("fl", "ﬂ")),
    "hard spaces": (("(?<=\\bthe) |(?<=\\bMr) |(?<=\\bMs) |(?<=\\ba) ", "\u00a0"),),
    "hard hyphens": (("(?<=\\w)-(?=\\w)", "\u2011"),),
    "other line ends": (("\n", "\r\n"),),
}  # fmt: skip


def printed(text: str, changes: tuple[tuple[str, str], ...]) -> tuple[str, list[int]]:
    """The text as a house prints it, and for each of its places the place in the text itself."""
    places = list(range(len(text) + 1))
    for pattern, put in changes:
        made, kept, last = [], [], 0
        for found in re.finditer(pattern, text):
            made += [text[last : found.start()], put]
            kept += places[last : found.start()]
            kept += [places[found.start()]] * len(put)
            last = found.end()
        text, places = "".join([*made, text[last:]]), kept + places[last:]
    return text, places


SEES_MARKS = frozenset(("accusations", "relations", "tone_toward"))
"""Layers that still tell a typewriter's marks from a typesetter's: quotation marks are words to their networks."""
PLACE = re.compile(r"(?:^|_)(?:start|end)$")


def known(value: Any) -> bool:
    """Whether a cell holds anything."""
    return value is not None and value is not pd.NA and value == value


def back(value: Any, at: list[int]) -> Any:
    """A value of a table with every place in the text itself."""
    if isinstance(value, (list, tuple)):
        return tuple(back(one, at) for one in value)
    if isinstance(value, dict):
        return tuple((k, at[v] if k in ("start", "end") else back(v, at)) for k, v in sorted(value.items()))
    if isinstance(value, str) and value.startswith("[") and "start" in value:
        return back(json.loads(value), at)
    if isinstance(value, str):
        return " ".join(plain(value).split())
    return value if known(value) else None


def rows(text: str, at: list[int]) -> Iterator[tuple[str, Any]]:
    """Every row of every table about the text."""
    tables = framing.annotate([Article("a", text)])
    for name in tables:
        if name in ("articles", "provenance"):
            continue
        for row in tables[name].astype(object).to_dict("records"):
            yield (
                name,
                tuple(
                    (column, at[int(value)] if PLACE.search(column) and known(value) else back(value, at))
                    for column, value in row.items()
                    if column not in ("text", "article_id")
                ),
            )


@pytest.fixture(scope="module")
def stories() -> list[str]:
    wanted = ("o01", "o06")
    told = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    found = [plain(one["text"]) for one in told if one["id"] in wanted]
    assert len(found) == 2
    return found


@pytest.fixture(scope="module")
def as_it_is(stories: list[str]) -> list[Counter[tuple[str, Any]]]:
    return [Counter(rows(text, list(range(len(text) + 1)))) for text in stories]


@pytest.mark.parametrize("house", HOUSES)
def test_a_house_style_of_marks_changes_no_row(house, stories, as_it_is):
    for text, wanted in zip(stories, as_it_is, strict=True):
        told, at = printed(text, HOUSES[house])
        assert told != text
        found = Counter(rows(told, at))
        apart = SEES_MARKS if house == "typesetter's marks" else ()
        other = [row for row in (found - wanted) + (wanted - found) if row[0] not in apart]
        assert other == []


NEWS = """Union accuses ferry line of ignoring alarms

The head of the crews' union, {a}, on Monday accused Northport Ferries of ignoring two alarms on the night of the fire.

“They sailed because the holidays were full,” Mr {a_last} told reporters outside the harbour office.

{b}, the chief executive of Northport Ferries, denied the accusation. She said the alarms “were tested every week”.

Captain {c}, who commanded the ship, criticised the harbour authority and said that he had asked for a tug three times.

The harbour authority did not respond to a request for comment. “We want answers,” Mr {a_last} added.
"""

ORIGINS = {
    "English": ("Thomas Hale", "Rachel Moore", "Peter Lang"),
    "Vietnamese": ("Tran Duc", "Le Huong", "Vo Hai"),
    "Igbo": ("Emeka Okafor", "Ngozi Eze", "Chidi Nwosu"),
    "Arabic": ("Khalid al-Masri", "Fatima Haddad", "Omar Nasser"),
    "Irish": ("Seán O’Brien", "Siobhán Ní Dhomhnaill", "Cormac Ó Briain"),
    "Maori and Tongan": ("Tama Ngata", "Mereana Tupou", "Sione Vea"),
}


def told(names: tuple[str, str, str]) -> dict[str, Any]:
    """What three tables say of the story about these people, the people as letters."""
    a, b, c = names
    tables = framing.annotate([Article("a", NEWS.format(a=a, a_last=a.split(" ", 1)[1], b=b, c=c))])

    def letters(value: Any) -> Any:
        for letter, name in zip("ABC", names, strict=True):
            value = letter if value == name else value
        return value if known(value) else None

    wanted = {
        "statements": ("kind", "speaker", "speaker_type", "act", "verb", "made"),
        "accusations": ("accuser", "target", "kind", "reply"),
        "sources": ("speaker", "affiliation", "function", "gender"),
    }
    return {
        table: [tuple(letters(row[column]) for column in columns) for row in tables[table].to_dict("records")]
        for table, columns in wanted.items()
    }


@pytest.mark.parametrize("origin", list(ORIGINS)[1:])
def test_where_a_name_comes_from_changes_nothing(origin):
    assert told(ORIGINS[origin]) == told(ORIGINS["English"])
