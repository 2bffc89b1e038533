"""What an article names: persons, organisations and places, each mention of them, and the cast they make."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from framing.people.roles import Role

_MOST_ROLES = 40


@dataclass(slots=True)
class Entity:
    """A person, an organisation or a place of the article, gathered over all its mentions."""

    name: str
    kind: str
    parts: tuple[str, ...]
    gender: str = "u"
    roles: list[Role] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    times: int = 0
    whole: list[int] = field(default_factory=list)

    def take(self, role: Role) -> None:
        """Note a role; the first few dozen are enough to know somebody by."""
        if len(self.roles) < _MOST_ROLES:
            self.roles.append(role)

    def place_before(self, position: int) -> int | None:
        """The last word before `position` at which the article names it, or None."""
        at = bisect_left(self.places, position)
        return self.places[at - 1] if at else None

    @property
    def surname(self) -> str:
        """The last part of the name."""
        return self.parts[-1]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the article names an entity.

    Args:
        first, last: word positions, end exclusive, of title and name together.
        name_at: the word at which the name itself begins.
        entity: whom it names.
        role: the role that stands with this mention.
        subject: whether it may be the subject of its clause (no preposition before, no possessive after).
    """

    first: int
    last: int
    name_at: int
    entity: Entity
    role: Role | None
    subject: bool


@dataclass(slots=True)
class Cast:
    """Everybody an article names.

    Args:
        mentions: in text order.
        starts: the word positions at which the mentions begin, for bisection.
        entities: persons, organisations and places, in order of first mention.
        countries: how often each country is named, by any of its terms.
        acronyms: the bodies by the initials that the article gives them.
        roles: offices named without their holder ("Russia's deputy defence minister").
    """

    mentions: list[Mention]
    starts: list[int]
    entities: list[Entity]
    countries: dict[str, int]
    acronyms: dict[str, Entity]
    roles: tuple[Role, ...] = ()

    @property
    def persons(self) -> list[Entity]:
        """The people."""
        return [entity for entity in self.entities if entity.kind == "person"]

    def within(self, first: int, last: int) -> list[Mention]:
        """The mentions that lie at least in part in the words `first` to `last`."""
        found = []
        position = max(bisect_left(self.starts, first) - 1, 0)
        while position < len(self.mentions) and self.starts[position] < last:
            if self.mentions[position].last > first:
                found.append(self.mentions[position])
            position += 1
        return found
