"""The sides of an article from its own relations: two that stand against each other, and the others.

Where the analyst gives no camps, the article still tells who accuses whom and who speaks for whom. A party is placed
only where that is told surely enough (`sides.json` holds how sure, fitted on articles coded by hand); the rest are
doubtful or others, and an article whose parties are not told surely has no sides. There may be more than is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.camps.countries import country_of
from framing.camps.dividing import Dispute, Member, Tie, divide
from framing.study.affiliations import NAMES
from framing.study.ties import ACCUSES, Party, Standing, chances, nameless, standings

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables

UNNAMED = "critics without a name"
"""How a side is called whose only accusers the article does not name."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A party on a side, and by what rule.

    Args:
        name: the party; `UNNAMED` for accusers who are not named.
        rule: what put it there, in words: "speaks for the city".
        certainty: 0 to 1.
        tie: where the article tells so.
    """

    name: str
    rule: str
    certainty: float
    tie: Tie


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sides of an article.

    Args:
        name: of the member that stands for it: a body rather than a person, the surest first.
        members: the surest first.
    """

    name: str
    members: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class ArticleSides:
    """The sides of an article.

    Args:
        article_id: the article.
        sides: two, that of who is accused more first; none where the evidence is thin.
        doubtful: parties that have to do with the dispute, but whose side is not told surely enough.
        others: the other sources, with what they are.
    """

    article_id: str
    sides: tuple[Side, ...]
    doubtful: tuple[str, ...]
    others: tuple[tuple[str, str], ...]

    def side_of(self, name: str) -> str | None:
        """The name of the side that a party is on, or None."""
        return next((side.name for side in self.sides if any(m.name == name for m in side.members)), None)


def article_sides(tables: Tables) -> Iterator[ArticleSides]:
    """The sides of every article that has parties, in the order of the tables.

    Args:
        tables: annotated tables.

    Example:
        >>> from framing.tables import Tables
        >>> row = {"article_id": "a", "accusation_id": 0, "start": 0, "end": 5, "accuser": "Ana Ruiz", "target":
        ...        "Acme Corp", "kind": "accuses", "voice": "journalist", "reply": "none", "score": 0.9}
        >>> told = {"article_id": "a", "holder": "Ana Ruiz", "target": "Acme Corp", "polarity": -1, "start": 0,
        ...         "end": 5, "score": 0.9}
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "Ana"}], "accusations": [row],
        ...                            "relations": [told]})
        >>> [side.name for side in next(article_sides(tables)).sides]
        ['Acme Corp', 'Ana Ruiz']
    """
    for standing in standings(tables):
        yield sides_of(standing)


def sides_of(standing: Standing) -> ArticleSides:
    """The sides of one article.

    Args:
        standing: its parties and ties.
    """
    asked = {name: float(chances()[name]) for name in ("least", "against", "indirect")}
    found = divide(standing.ties, apart=standing.states, **asked)
    main = next((one for one in found if _between_named(one)), found[0] if found else None)
    if main is None:
        return ArticleSides(standing.article_id, (), (), _others(standing, set()))
    sides = tuple(_side(members, standing.parties) for members in main.sides)
    taken = {member.name for side in main.sides for member in side}
    doubtful = tuple(member.name for member in main.doubtful if not nameless(member.name))
    return ArticleSides(standing.article_id, sides, doubtful, _others(standing, taken | set(doubtful)))


def _between_named(one: Dispute) -> bool:
    """Whether somebody with a name stands on either side."""
    return all(any(not nameless(member.name) for member in side) for side in one.sides)


def _side(members: tuple[Member, ...], parties: Mapping[str, Party]) -> Side:
    placed = tuple(Placed(called(m.name), rule_of(m), m.certainty, m.tie) for m in members)
    named = [m for m in members if not nameless(m.name)]
    bodies = [m for m in named if parties[m.name].kind in ("organisation", "")]
    head = max(
        bodies or named or members, key=lambda m: (round(m.certainty, 2), m.ties, -members.index(m))
    )  # a body stands for its people
    return Side(called(head.name), placed)


def called(name: str) -> str:
    """How a party is called on a page.

    Example:
        >>> called("no one named against the city"), called("the city")
        ('critics without a name', 'the city')
    """
    return UNNAMED if nameless(name) else name


def rule_of(member: Member) -> str:
    """What put a member on its side, in words.

    Example:
        >>> tie = Tie("Lee", "the city", 1, 0.9, "speaks for")
        >>> rule_of(Member("Lee", 0.9, tie, 1)), rule_of(Member("the city", 0.9, tie, 1))
        ('speaks for the city', 'Lee speaks for it')
    """
    tie = member.tie
    if member.name == tie.one:
        return f"{'accuse' if nameless(tie.one) else tie.rule} {called(tie.other)}"
    if nameless(tie.one):
        return "is accused, and nobody is named for it"
    return f"{called(tie.one)} {tie.rule} it" if tie.rule != ACCUSES else f"is accused by {called(tie.one)}"


def _others(standing: Standing, taken: set[str]) -> tuple[tuple[str, str], ...]:
    """The sources that are on no side, with what each is."""
    return tuple(
        (party.name, country_of(party.role or party.name) or NAMES.get(party.affiliation, ""))
        for party in standing.parties.values()
        if party.kind and party.name not in taken
    )


def sided_parties(tables: Tables) -> pd.DataFrame:
    """The parties of each article with the side each is on, and why: a table to check row by row.

    Args:
        tables: annotated tables.

    Returns:
        One row a party: `side` (its name; "doubtful", "neither side"), `party`, `rule`, `certainty`, `article_id`.
    """
    import pandas as pd

    rows: list[tuple[str, str, str, float | None, str]] = []
    for found in article_sides(tables):
        if not found.sides:
            continue
        for side in found.sides:
            rows += [
                (side.name, m.name, m.rule, round(m.certainty, 2), found.article_id) for m in side.members
            ]
        rows += [("doubtful", name, "", None, found.article_id) for name in found.doubtful]
        rows += [("neither side", name, what, None, found.article_id) for name, what in found.others]
    return pd.DataFrame(rows, columns=["side", "party", "rule", "certainty", "article_id"])
