"""The cast of an article: every person and organisation it names, with the roles it gives them.

Names are found by their capitals: runs of capitalised words, with titles, initials and particles,
are cut into a role and a name and told apart by given names, the country table and words such as
"Ministry" or "Inc."; then each name's neighbourhood is read for the role ("deputy defence minister
Nikolai Pankov", "Catherine Ray, a spokeswoman for …").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.people.capitals import Run, Scanner
from framing.people.classes import FUNCTION, GENDERED, HEADS, OPENERS, PARTICLES, PARTY, SUFFIXES, VERBISH
from framing.people.division import COURTESY, Cut, gender_of
from framing.people.roles import TITLED, Role, RoleReader
from framing.text import Document
from framing.words import gazetteer
from framing.words.gazetteer import noun
from framing.words.tables import WordSet

_FAMOUS = WordSet("people", "famous")
_BEFORE_PLACES = WordSet("people", "before_place", "function.article")
# What somebody is to somebody else says less than any office behind the name.
_BESIDES = WordSet("people", "peer")
_BEHIND_BODIES = WordSet("people", "behind_body")
_HONOURS = WordSet("people", "honour")
_RANKS = WordSet("people", "rank")
_OWNERS = WordSet("people", "owner", "function.possessive")
_TOO_MANY = WordSet("people", "common_last")
_PREPOSITIONS = WordSet("people", "before_object", "function.preposition", "function.preposition_of_relation")


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
        if len(self.roles) < 40:
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
    """

    mentions: list[Mention]
    starts: list[int]
    entities: list[Entity]
    countries: dict[str, int]
    acronyms: dict[str, Entity]
    roles: tuple[Role, ...] = ()  # offices named without their holder ("Russia's deputy defence minister")

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


def read(doc: Document) -> Cast:
    """Find everybody that an article names.

    The cast is kept with the document, so that the layers that need it read the article once.

    Example:
        >>> from framing.article import Article
        >>> cast = read(Document(Article("a", "Ana Ruiz, head of the port, spoke. Ms Ruiz left.")))
        >>> [(m.entity.name, m.entity.gender) for m in cast.mentions], cast.entities[0].roles[0].text
        ([('Ana Ruiz', 'f'), ('Ana Ruiz', 'f')], 'head of the port')
    """
    kept = doc.__dict__.get("_cast")
    if isinstance(kept, Cast):
        return kept
    cast = _Reader(doc).cast()
    doc.__dict__["_cast"] = cast  # as functools.cached_property does, beside the document's own
    return cast


class _Reader:
    """Reads one document; holds the indexes over the names found so far."""

    def __init__(self, doc: Document) -> None:
        self.scanner = Scanner(doc)
        self.forms = self.scanner.forms
        self.lower = self.scanner.lower
        self.blocks = self.scanner.blocks
        self.roles = RoleReader(self.scanner)
        self.full: dict[tuple[str, str], Entity] = {}  # (given, surname) → person
        self.by_part: dict[str, list[Entity]] = {}  # lower-cased surname or given name → persons
        self.others: dict[str, Entity] = {}  # organisations, countries and unknown names by lower-cased name
        self.by_first: dict[str, Entity] = {}
        self.by_last: dict[str, Entity] = {}
        self.acronyms: dict[str, Entity] = {}
        self.entities: list[Entity] = []
        self.countries: dict[str, int] = {}

    def cast(self) -> Cast:
        runs = self.scanner.runs()
        for run in runs:
            if (
                run.cut.kind in ("person", "person?")
                and run.cut.role == run.cut.name
                and self._body_behind(run.last)
            ):
                run.cut = Cut(run.cut.skip, run.cut.role, run.cut.name, run.cut.end, "organisation", "u")
        for run in runs:
            if run.cut.kind == "person" and run.cut.end - run.cut.name > 1:
                self._register(run).times += 1
        for run in runs:
            if run.cut.kind == "person" and run.cut.end - run.cut.name == 1:
                self._titled(run)
        runs = [run for run in runs if self._sound(run)]
        for run in runs:
            if run.cut.kind == "person?":
                self._unsure(run)
        mentions = [mention for run in runs if (mention := self._mention(run)) is not None]
        for first, last, title_case in self.blocks:
            if title_case:
                self._in_capitals(first, last, mentions)
        mentions.sort(key=lambda m: (m.first, m.last))
        return Cast(
            mentions,
            [m.first for m in mentions],
            self.entities,
            self.countries,
            self.acronyms,
            self.roles.offices(runs),
        )

    def _sound(self, run: Run) -> bool:
        """Whether a lone capitalised word that opens its sentence is a name at all."""
        if run.cut.kind != "single" or len(run.positions) > 1:
            return True
        at = run.positions[0]
        form = self.forms[at]
        if at != self.blocks[run.block][0] and self.forms[at - 1] not in OPENERS:
            return True
        if form in self.scanner.inner or form in gazetteer.given_names() or self.lower[at] in _FAMOUS:
            return True
        if self.lower[at] in self.by_part or self._told_apart(run.last):
            return True
        if form.endswith("ing"):
            return False
        following = self.lower[run.last] if run.last < len(self.forms) else ""
        return following in VERBISH or following in ("'s", "'", "(")

    def _told_apart(self, last: int) -> bool:
        """Whether a comma with an age, "who" or "which" follows, as only behind a name."""
        if last + 1 >= len(self.forms) or self.forms[last] != ",":
            return False
        return self.forms[last + 1].isdigit() or self.lower[last + 1] in ("who", "which", "whose", "formerly")

    def _body_behind(self, last: int) -> bool:
        """Whether an apposition says that a name is a body's: "Bayan Roe, a farmers' alliance,"."""
        forms, lower = self.forms, self.lower
        if last + 3 >= len(forms) or forms[last] != "," or lower[last + 1] not in ("a", "an", "the"):
            return False
        for k in range(last + 2, min(last + 9, len(forms) - 1)):
            after = lower[k + 1]
            if after == "," or after in _BEHIND_BODIES:
                known = noun(lower[k])
                return known is not None and known.kind == "organisation"
            if lower[k] in VERBISH or not (forms[k][0].isalnum() or forms[k][0] in "'’"):
                return False
        return False

    def _name(self, run: Run) -> tuple[str, ...]:
        forms = self.forms
        if run.cut.end - run.cut.name == 1:
            return (forms[run.positions[run.cut.name]],)
        parts = []
        for p in run.positions[run.cut.name : run.cut.end]:
            form = forms[p]
            if len(form) == 1 and p + 1 < len(forms) and forms[p + 1] == ".":
                form += "."
            parts.append(form)
        while len(parts) > 2 and parts[-1] in _HONOURS:
            parts.pop()
        return tuple(parts)

    def _register(self, run: Run) -> Entity:
        parts = self._name(run)
        core = [part for part in parts if part.lower() not in SUFFIXES and part.lower() not in COURTESY]
        if len(core) < 2:
            core = list(parts)
        key = (core[0].lower(), core[-1].lower())
        entity = self.full.get(key)
        if entity is None:
            entity = Entity(" ".join(core), "person", tuple(core), gender_of(core[0]))
            self.full[key] = entity
            self.entities.append(entity)
            names = {core[-1].lower(), core[0].lower()}
            for at in range(1, len(core)):
                if core[at].lower() in PARTICLES or core[at - 1].lower() in PARTICLES or len(core) > 2:
                    names.add(" ".join(core[at:]).lower())
            names.update(part.lower() for part in core[1:-1] if len(part) > 2 and part not in PARTICLES)
            if core[-1][:3] in ("al-", "el-", "Al-", "El-"):
                names.add(core[-1][3:].lower())
            for name in names:
                self.by_part.setdefault(name, []).append(entity)
        return entity

    def _titled(self, run: Run) -> None:
        """A surname behind a title makes a person, also where it stands without the title."""
        parts = self._name(run)
        if self._person(parts, run.cut.gender) is None:
            entity = Entity(parts[0], "person", parts)
            self.entities.append(entity)
            self.by_part[parts[0].lower()] = [entity]

    def _unsure(self, run: Run) -> None:
        """Two or more capitalised words that no list knows: a person unless the text speaks against it."""
        cut = run.cut
        first = run.positions[cut.name]
        before = self.lower[first - 1] if first else ""
        size = cut.end - cut.name
        known = noun(before) if before else None
        if known is not None and known.kind == "organisation":  # "the fans' group Curva Nord"
            run.cut = Cut(cut.skip, cut.role, cut.name, cut.end, "organisation", "u")
            return
        if " ".join(self._name(run)).lower() in self.by_part:  # "Von der Leyen" of Ursula von der Leyen
            run.cut = Cut(cut.skip, cut.role, cut.name, cut.end, "person", "u")
            return
        told = self._told_apart(run.last) and self.lower[run.last + 1] != "which"
        bare = sum(self.lower[p] not in PARTICLES for p in run.positions[cut.name : cut.end])
        person = (bare <= 3 or told) and before not in _BEFORE_PLACES and not before.endswith("-based")
        if before in ("'s", "’s") and size == 2 and run.last < len(self.forms):
            person = self.lower[run.last] in VERBISH  # "the paper's Ami Roe said"
        if not person and size <= 3 and run.last < len(self.forms):
            person = self.forms[run.last] == "," and self.roles.behind(run) is not None
        run.cut = Cut(cut.skip, cut.role, cut.name, cut.end, "person" if person else "organisation", "u")
        if person:
            self._register(run)

    def _other(self, name: str, kind: str, parts: tuple[str, ...]) -> Entity:
        entity = self.others.get(name.lower())
        if entity is None:
            entity = Entity(name, kind, parts)
            self.others[name.lower()] = entity
            self.entities.append(entity)
            if kind == "organisation" and len(parts) > 1:
                self.by_first.setdefault(parts[0].lower(), entity)
                self.by_last[parts[-1].lower()] = entity
                initials = "".join(part[0] for part in parts if part[0].isupper())
                if len(initials) > 1:
                    self.acronyms.setdefault(initials, entity)
        return entity

    def _count(self, name: str) -> str | None:
        land = gazetteer.country(name)
        if land is not None:
            self.countries[land.name] = self.countries.get(land.name, 0) + 1
            return land.name
        return None

    def _person(self, name: tuple[str, ...], gender: str, titles: Sequence[str] = ()) -> Entity | None:
        """The person meant by a part of a name: of several by title, by gender, by how much they are named."""
        among = self.by_part.get(" ".join(name).lower()) or self.by_part.get(name[-1].lower())
        if not among and len(name) > 1:
            among = self.by_part.get(name[0].lower())
        if not among:
            return None
        if len(among) == 1:
            return among[0]
        last = name[-1].lower()
        surnamed = [entity for entity in among if entity.parts[-1].lower() == last] or among
        if gender in "mf":
            surnamed = [e for e in surnamed if e.gender in (gender, "u")] or surnamed
        if titles and len(surnamed) > 1:
            surnamed = [
                e for e in surnamed if any(not r.words.isdisjoint(titles) for r in e.roles)
            ] or surnamed
        if len(surnamed) == 1:
            return surnamed[0]
        # whom the article is about goes by the bare surname; a namesake comes in by full name only
        return max(surnamed, key=lambda e: (e.times, e.places[-1] if e.places else -1))

    def _mention(self, run: Run) -> Mention | None:
        cut, forms = run.cut, self.forms
        kind = cut.kind
        first = run.positions[min(cut.skip, len(run.positions) - 1)]
        last = run.last
        if cut.end < len(run.positions):
            last = run.positions[cut.end]
        if kind in ("adjective", "demonym", "group", "role"):
            for p in run.positions[cut.skip : cut.end]:
                self._count(forms[p])
            return None
        for p in run.positions[cut.skip : cut.name]:
            self._count(forms[p])
        name_at = run.positions[cut.name] if cut.name < len(run.positions) else first
        parts = self._name(run)
        if not parts:
            return None
        before = self.lower[first - 1] if first else ""
        entity: Entity | None = None
        role: Role | None = None
        if kind == "acronym":
            entity = self.acronyms.get(parts[0]) or self._person((parts[0].title(),), "u")
            kind = "organisation"
        titles = [self.lower[p].rstrip(".") for p in run.positions[cut.role : cut.name]]
        if kind == "single":
            entity = self._person(parts, cut.gender)
            if entity is None:
                entity = self.by_first.get(parts[0].lower())
            if entity is None:
                role = self.roles.before(run) or self._kin(run, first)
                known = noun(parts[0].lower())
                aged = self._told_apart(last) and self.lower[last + 1] != "which"
                aged = aged or (
                    last < len(forms) and forms[last] == "," and self.roles.behind(run) is not None
                )
                if role is not None and role.head in ("rival", "competitor") and cut.gender == "u":
                    kind = "organisation"  # "its Basel-based rival Norvant"
                elif (
                    role is not None
                    or aged
                    or parts[0].lower() in _FAMOUS
                    or (cut.gender in "mf" and before != "the")
                ):
                    kind = "person"
                elif known is not None and (known.kind in ("role", "person", "group", "document")):
                    return None
                else:
                    kind = "organisation"
        if kind in ("person", "person?"):
            if entity is None:
                entity = self.full.get((parts[0].lower(), parts[-1].lower())) if len(parts) > 1 else None
            if entity is None:
                entity = self._person(parts, cut.gender, titles)
            if entity is None and len(parts) > 1:
                entity = self._register(run)
            if entity is None:
                entity = Entity(" ".join(parts), "person", parts, "u")
                self.entities.append(entity)
                self.by_part.setdefault(parts[0].lower(), []).append(entity)
            if cut.gender in "mf" and entity.gender == "u":
                entity.gender = cut.gender
            if (
                cut.name > cut.role
                and cut.gender in "mf"
                and self.lower[run.positions[cut.name - 1]] in COURTESY
            ):
                entity.gender = cut.gender
        elif entity is None and kind == "organisation" and len(parts) == 1 and before == "the":
            small = parts[0].lower()
            known_body = self.by_last.get(small) if small not in _TOO_MANY else None  # "the Commission"
            entity = known_body or self._other(parts[0], "organisation", parts)
            self._count(entity.name)
        elif entity is None:
            entity = self._other(" ".join(parts), "country" if kind == "country" else "organisation", parts)
            if self._count(entity.name) is None:
                for part in parts:
                    self._count(part)
        if (
            entity.kind == "organisation"
            and last + 2 < len(forms)
            and forms[last] == "("
            and forms[last + 2] == ")"
        ):
            short = forms[last + 1]
            if short.isupper() and len(short) > 1:
                self.acronyms[short] = entity
                self.others.setdefault(short.lower(), entity)
        if entity.kind == "person":
            role = role or self.roles.before(run)
            if role is None or len(role.words) == 1:
                role = self.roles.before_comma(run, first) or role
            after = self.roles.behind(run)
            if after is not None and (
                role is None
                or (
                    len(after.words) > len(role.words)
                    and not ("former" in after.words and "former" not in role.words)
                    and not (after.head in PARTY and forms[last + 1] != "the")
                    and after.text.partition(" ")[0] not in HEADS
                )
                or role.head in _BESIDES
                or (role.words <= _RANKS and after.text.partition(" ")[0] not in HEADS)
            ):
                if role is not None:
                    entity.take(role)
                role = after
            if role is not None:
                if len(role.words) == 1 and role.head in TITLED:
                    role = self.roles.at_home(role, run)
                entity.take(role)
                told = GENDERED.get(role.head)
                if told and entity.gender == "u":
                    entity.gender = told
        subject = before not in _PREPOSITIONS and not (
            last < len(forms) and self.lower[last] in ("'s", "'", "’")
        )
        entity.places.append(first)
        if last - name_at > 1:
            entity.whole.append(last)
        return Mention(first, last, name_at, entity, role, subject)

    def _kin(self, run: Run, first: int) -> Role | None:
        """The relation before the comma of a lone given name: "his wife, Jessa,"."""
        if first < 3 or self.forms[first - 1] != "," or self.lower[first - 3] not in _OWNERS:
            return None
        return self.roles.before_comma(run, first)

    def _in_capitals(self, first: int, last: int, mentions: list[Mention]) -> None:
        """In a line where every word has a capital only names that are known already are names."""
        k = first
        while k < last:
            size, entity = self._known_at(k, last)
            if entity is None:
                self._count(self.forms[k])
            else:
                self._count(" ".join(self.forms[k : k + size]))
                before = self.lower[k - 1] if k > first else ""
                owner = k + size < last and self.lower[k + size] in ("'s", "'")
                mentions.append(
                    Mention(k, k + size, k, entity, None, before not in _PREPOSITIONS and not owner)
                )
            k += size

    def _known_at(self, k: int, last: int) -> tuple[int, Entity | None]:
        """The longest known name that begins at a word, and its length."""
        terms = gazetteer.country_terms()
        if not self.forms[k][0].isupper():
            return 1, None
        for size in (4, 3, 2, 1):
            parts = tuple(self.forms[k : k + size])
            if k + size > last or (size == 1 and self.lower[k] in FUNCTION):
                continue
            name = " ".join(parts)
            entity = self.others.get(name.lower())
            if size == 1:
                entity = self._person(parts, "u") or entity
            else:
                entity = self.full.get((parts[0].lower(), parts[-1].lower())) or entity
            if entity is None and name in terms and terms[name][1] in ("name", "capital", "metonym"):
                kind = "organisation" if terms[name][1] == "metonym" else "country"
                entity = self._other(name, kind, parts)
            if entity is None and size == 2 and self._new_in_capitals(parts, k + 2, last):
                entity = Entity(name, "person", parts, gender_of(parts[0]))
                self.entities.append(entity)
                self.full[(parts[0].lower(), parts[-1].lower())] = entity
                self.by_part.setdefault(parts[-1].lower(), []).append(entity)
            if entity is not None:
                return size, entity
        return 1, None

    def _new_in_capitals(self, parts: tuple[str, ...], after: int, last: int) -> bool:
        """Whether two words of a headline name somebody for the first time: a given name before a verb."""
        small = parts[1].lower()
        return (
            parts[0] in gazetteer.given_names()
            and small not in FUNCTION
            and noun(small) is None
            and after < last
            and (self.lower[after] in VERBISH or self.lower[after] in (":", ","))
        )
