"""Who stands for or against whom, row by row: what a discourse network is made of.

A stance is a speaker, a concept and whether the speaker agrees. Concepts are those that something is said of: the
target of a relation, of an accusation, of a statement that praises or opposes. The suite reads no claims in the sense
of Leifeld (2017, "Discourse Network Analysis"); what is claimed of a target has to be coded by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from framing.exchange.shelf import Sheaf
from framing.statement import OPPOSING, Act
from framing.study.accuracy import measured

_MEASURED = (
    "accusations",
    "accusations (accuser)",
    "accusations (accused)",
    "relations (who is against whom)",
)

TABLES = ("statements", "sources", *("accusations", "relations"))
"""The tables that stances are read from."""


@dataclass(frozen=True)
class Stance:
    """One speaker for or against something.

    Args:
        speaker: who, by the fullest name that the article has.
        kind: what the speaker is called by, as `speaker_type` tells it; "" where it is not told.
        affiliation: what the speaker is; "" where it is not told.
        camp: the speaker's side; "" where there is none.
        concept: what it is for or against.
        agrees: whether it is for it.
        start, end: where.
        table, row: the row that tells it.
    """

    speaker: str
    kind: str
    affiliation: str
    camp: str
    concept: str
    agrees: bool
    start: int
    end: int
    table: str
    row: int


def stances(sheaf: Sheaf) -> list[Stance]:
    """The stances of one article, in the order of the text; what several tables tell of one place counts once.

    Args:
        sheaf: the article with the rows of `TABLES`.

    Example:
        >>> rows = {"relations": [{"holder": "Russia", "target": "Isis", "polarity": -1, "start": 0, "end": 20}]}
        >>> sheaf = Sheaf({"article_id": "a", "text": " " * 20}, rows)
        >>> [(one.speaker, one.concept, one.agrees) for one in stances(sheaf)]
        [('Russia', 'Isis', False)]
    """
    who = {row["speaker"]: row for row in sheaf.rows.get("sources", ())}
    found = sorted(
        _all(sheaf, who), key=lambda one: (one.start, one.end, one.speaker, one.concept, one.table)
    )
    kept: list[Stance] = []
    for one in found:
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _same(one: Stance, other: Stance) -> bool:
    alike = (one.speaker, one.concept, one.agrees) == (other.speaker, other.concept, other.agrees)
    return alike and one.start < other.end and other.start < one.end


def _all(sheaf: Sheaf, who: Mapping[str, Mapping[str, Any]]) -> Iterator[Stance]:
    size = len(sheaf.text)
    for number, row in enumerate(sheaf.rows.get("relations", ())):
        if row["polarity"]:
            yield _stance(
                who,
                row["holder"],
                row["target"],
                row["polarity"] > 0,
                (row["start"], row["end"]),
                "relations",
                number,
            )
    for number, row in enumerate(sheaf.rows.get("accusations", ())):
        if row.get("accuser") and row.get("target"):
            yield _stance(
                who, row["accuser"], row["target"], False, (row["start"], row["end"]), "accusations", number
            )
    for number, row in enumerate(sheaf.rows.get("statements", ())):
        content = [(one["start"], one["end"]) for one in row.get("content") or ()]
        agrees = row.get("act") == Act.PRAISES
        against = row.get("act") in OPPOSING
        if (
            (agrees or against)
            and row.get("speaker")
            and row.get("target")
            and row.get("made") is not False
            and content
        ):
            place = min(start for start, _ in content), min(size, max(end for _, end in content))
            yield _stance(who, row["speaker"], row["target"], agrees, place, "statements", number)


def _stance(
    who: Mapping[str, Mapping[str, Any]], speaker: str, concept: str, agrees: bool, place: tuple[int, int], table: str,
    row: int,
) -> Stance:  # fmt: skip
    known = who.get(speaker, {})
    kind, affiliation, camp = (known.get(name) or "" for name in ("speaker_type", "affiliation", "camp"))
    return Stance(speaker, kind, affiliation, camp, concept, agrees, *place, table, row)


def trust() -> str:
    """How far to trust stances: what was measured of the tables that they are read from, in one sentence.

    Example:
        >>> trust().startswith("Found by machine, so check them:")
        True
    """
    rows = [row for row in measured() if row["layer"] in _MEASURED]
    told = "; ".join(f"{row['layer']} {row['metric']} {row['value']:.2f} on {row['data']}" for row in rows)
    return (
        f"Found by machine, so check them: {told}."
        if told
        else "Found by machine, and not measured: check them."
    )
