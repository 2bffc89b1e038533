"""The names of one article found so far: who is meant by a full name, a surname, the initials of a body."""

from __future__ import annotations

from collections.abc import Sequence

from framing.people.classes import PARTICLES, SUFFIXES
from framing.people.division import COURTESY, gender_of
from framing.people.entities import Entity
from framing.words import gazetteer

_ARABIC_ARTICLE = ("al-", "el-", "Al-", "El-")


def key(name: str) -> str:
    """A name as the register knows it: in lower case, its apostrophes straight.

    Example:
        >>> key("O’Brien") == key("O'Brien")
        True
    """
    return name.lower().replace("’", "'")


class Register:
    """Indexes over the entities of one article."""

    def __init__(self) -> None:
        self.full: dict[tuple[str, str], Entity] = {}  # (given, surname) → person
        self.by_part: dict[str, list[Entity]] = {}  # lower-cased surname or given name → persons
        self.others: dict[str, Entity] = {}  # organisations, countries and unknown names by lower-cased name
        self.by_first: dict[str, Entity] = {}
        self.by_last: dict[str, Entity] = {}
        self.acronyms: dict[str, Entity] = {}
        self.entities: list[Entity] = []
        self.countries: dict[str, int] = {}

    def add_person(self, parts: tuple[str, ...]) -> Entity:
        """The person of this full name, new or known."""
        core = [part for part in parts if part.lower() not in SUFFIXES and part.lower() not in COURTESY]
        if len(core) < 2:
            core = list(parts)
        ends = (key(core[0]), key(core[-1]))
        entity = self.full.get(ends)
        if entity is None:
            entity = Entity(" ".join(core), "person", tuple(core), gender_of(core[0]))
            self.full[ends] = entity
            self.entities.append(entity)
            for name in _parts_known(core):
                self.by_part.setdefault(name, []).append(entity)
        return entity

    def add_surname(self, parts: tuple[str, ...]) -> Entity:
        """A person of whom one name is all that is known."""
        entity = Entity(" ".join(parts), "person", parts, "u")
        self.entities.append(entity)
        self.by_part.setdefault(key(parts[0]), []).append(entity)
        return entity

    def add_headlined(self, parts: tuple[str, ...]) -> Entity:
        """A person whom only a line in capitals names."""
        entity = Entity(" ".join(parts), "person", parts, gender_of(parts[0]))
        self.entities.append(entity)
        self.full[(key(parts[0]), key(parts[-1]))] = entity
        self.by_part.setdefault(key(parts[-1]), []).append(entity)
        return entity

    def other(self, name: str, kind: str, parts: tuple[str, ...]) -> Entity:
        """The organisation or country of this name, new or known."""
        entity = self.others.get(key(name))
        if entity is None:
            entity = Entity(name, kind, parts)
            self.others[key(name)] = entity
            self.entities.append(entity)
            if kind == "organisation" and len(parts) > 1:
                self.by_first.setdefault(key(parts[0]), entity)
                self.by_last[key(parts[-1])] = entity
                initials = "".join(part[0] for part in parts if part[0].isupper())
                if len(initials) > 1:
                    self.acronyms.setdefault(initials, entity)
        return entity

    def abbreviate(self, entity: Entity, short: str) -> None:
        """Note the initials that the article gives a body in brackets."""
        self.acronyms[short] = entity
        self.others.setdefault(key(short), entity)

    def count(self, name: str) -> str | None:
        """Count a country by one of its terms; its usual name, or None where it is none."""
        land = gazetteer.country(name)
        if land is not None:
            self.countries[land.name] = self.countries.get(land.name, 0) + 1
            return land.name
        return None

    def by_full_name(self, parts: tuple[str, ...]) -> Entity | None:
        """The person of a first and a last name."""
        return self.full.get((key(parts[0]), key(parts[-1]))) if len(parts) > 1 else None

    def person(self, name: tuple[str, ...], gender: str, titles: Sequence[str] = ()) -> Entity | None:
        """The person meant by a part of a name: of several by title, by gender, by how much they are named."""
        among = self.by_part.get(key(" ".join(name))) or self.by_part.get(key(name[-1]))
        if not among and len(name) > 1:
            among = self.by_part.get(key(name[0]))
        if not among:
            return None
        if len(among) == 1:
            return among[0]
        last = key(name[-1])
        surnamed = [entity for entity in among if key(entity.parts[-1]) == last] or among
        if gender in "mf":
            surnamed = [e for e in surnamed if e.gender in (gender, "u")] or surnamed
        if titles and len(surnamed) > 1:
            titled = [e for e in surnamed if any(not r.words.isdisjoint(titles) for r in e.roles)]
            surnamed = titled or surnamed
        if len(surnamed) == 1:
            return surnamed[0]
        # whom the article is about goes by the bare surname; a namesake comes in by full name only
        return max(surnamed, key=lambda e: (e.times, -e.places[0] if e.places else -(10**9)))


def _parts_known(core: Sequence[str]) -> set[str]:
    """The parts of a full name by which somebody may be meant further on."""
    names = {key(core[-1]), key(core[0])}
    for at in range(1, len(core)):
        if core[at].lower() in PARTICLES or core[at - 1].lower() in PARTICLES or len(core) > 2:
            names.add(key(" ".join(core[at:])))
    names.update(key(part) for part in core[1:-1] if len(part) > 2 and part not in PARTICLES)
    if core[-1][:3] in _ARABIC_ARTICLE:
        names.add(key(core[-1][3:]))
    return names
