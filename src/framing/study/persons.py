"""One person over a corpus: who of several articles is the same, and who only may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.study.measures import rows_of
from framing.words.tables import WordSet

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables

_SMALL = WordSet("function", "article", "preposition", "coordinator")
_LEAST = 3  # letters of a given name that a shorter one must share with it


@dataclass(frozen=True, slots=True)
class _Place:
    """A source as it is compared with those of other articles."""

    article: str
    speaker: str
    person: str | None
    role: frozenset[str]
    affiliation: str
    gender: str

    @property
    def surname(self) -> str:
        """The last word of its name, lower case."""
        return self.speaker.split()[-1].lower()

    def agrees(self, other: _Place) -> bool:
        """Whether nothing that two articles tell speaks against their being one."""
        told = {self.gender, other.gender} & {"woman", "man"}
        return len(told) < 2 and (self.affiliation == other.affiliation or bool(self.role & other.role))


def _places(tables: Tables) -> Iterator[_Place]:
    for row in rows_of(tables.sources):
        if row.speaker_type != "person" or not str(row.speaker).split():
            continue
        words = (
            frozenset(str(row.role).lower().replace(";", " ").split()) if _given(row.role) else frozenset()
        )
        yield _Place(
            row.article_id, row.speaker, row.person_id if _given(row.person_id) else None,
            frozenset(word for word in words if word not in _SMALL), str(row.affiliation), str(row.gender),
        )  # fmt: skip


def _given(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def persons(tables: Tables) -> Mapping[tuple[str, str], str]:
    """The person or body behind each source of a corpus, by (article id, speaker).

    Sources of one given name and surname are one, unless the texts tell women and men of them, or offices that share no
    word and affiliations that differ; then each office is a person of its own (`name-1`, `name-2`). A surname alone is
    the person of the corpus who has it only where there is but one and both texts give the same office; else it has no
    person, and `doubtful` lists it.

    Args:
        tables: with the table `sources`.

    Example:
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": a, "speaker": name, "person_id": who, "role": role, "affiliation": "government",
        ...          "speaker_type": "person"} for a, name, who, role in (
        ...     ("1", "Ida Roe", "ida-roe", "mayor"), ("2", "Roe", None, "mayor"), ("3", "Roe", None, None))]
        >>> persons(Tables.from_rows({"sources": rows}))
        {('1', 'Ida Roe'): 'ida-roe', ('2', 'Roe'): 'ida-roe'}
    """
    made: dict[tuple[str, str], str] = {
        (row.article_id, row.speaker): row.person_id
        for row in rows_of(tables.sources) if row.speaker_type != "person" and _given(row.person_id)
    }  # fmt: skip
    groups: dict[str, list[list[_Place]]] = {}
    shorts = []
    for place in _places(tables):
        if place.person is None:
            shorts.append(place)
            continue
        known = groups.setdefault(place.person, [])
        mine = next((group for group in known if any(place.agrees(other) for other in group)), None)
        if mine is None:
            known.append([place])
        else:
            mine.append(place)
    bearers: dict[str, list[tuple[str, list[_Place]]]] = {}
    for name, known in groups.items():
        for number, group in enumerate(known, 1):
            who = name if len(known) == 1 else f"{name}-{number}"
            bearers.setdefault(group[0].surname, []).append((who, group))
            made.update({(place.article, place.speaker): who for place in group})
    for place in shorts:
        found = bearers.get(place.surname, [])
        if len(found) == 1 and any(place.role & other.role and place.agrees(other) for other in found[0][1]):
            made[place.article, place.speaker] = found[0][0]
    return made


def doubtful(tables: Tables) -> pd.DataFrame:
    """Pairs of sources that may be one person and were not taken for one.

    Returns:
        One row a pair: `one`, `other` (person, or speaker where it has none), `why`, `articles` (of the first and the
        second).

    Example:
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": a, "speaker": name, "person_id": who, "affiliation": "politics",
        ...          "speaker_type": "person"} for a, name, who in (("1", "Bill Roe", "bill-roe"), ("2", "Roe", None))]
        >>> doubtful(Tables.from_rows({"sources": rows}))[["one", "other", "why"]].values.tolist()
        [['bill-roe', 'Roe', 'the same surname alone']]
    """
    import pandas as pd

    known = persons(tables)
    by_surname: dict[str, dict[tuple[str, bool], list[_Place]]] = {}
    for place in _places(tables):
        who = known.get((place.article, place.speaker))
        name = (place.speaker, False) if who is None else (who, True)
        by_surname.setdefault(place.surname, {}).setdefault(name, []).append(place)
    rows = []
    for found in by_surname.values():
        names = list(found)
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                why = _why(one, other)
                if why:
                    rows.append((one[0], other[0], why, _articles(found[one], found[other])))
    return pd.DataFrame(rows, columns=["one", "other", "why", "articles"])


def _articles(one: list[_Place], other: list[_Place]) -> str:
    return f"{', '.join(sorted({p.article for p in one}))} | {', '.join(sorted({p.article for p in other}))}"


def _why(one: tuple[str, bool], other: tuple[str, bool]) -> str:
    if not (one[1] and other[1]):
        return "the same surname alone" if one[1] or other[1] else ""
    first, second = one[0].partition("-")[0], other[0].partition("-")[0]
    if first == second:
        return "the same name, another office or gender"
    short, long = sorted((first, second), key=len)
    like = long.startswith(short) and (len(short) == 1 or len(short) >= _LEAST)
    return "the same surname, a given name that may be short for the other" if like else ""
