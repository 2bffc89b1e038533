"""The cast of an article: every person and organisation it names, with the roles it gives them.

Names are found by their capitals: runs of capitalised words, with titles, initials and particles,
are cut into a role and a name and told apart by given names, the country table and words such as
"Ministry" or "Inc."; then each name's neighbourhood is read for the role ("deputy defence minister
Nikolai Pankov", "Catherine Ray, a spokeswoman for …").
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from framing.people.capitals import Run, Scanner
from framing.people.classes import GENDERED, HEADS, OPENERS, PARTICLES, PARTY, POSSESSIVES, VERBISH
from framing.people.division import COURTESY
from framing.people.entities import Cast, Entity, Mention
from framing.people.headlines import BEFORE_OBJECT, read_line
from framing.people.register import Register, key
from framing.people.roles import TITLED, Role, RoleReader
from framing.text import Document
from framing.words import gazetteer
from framing.words.gazetteer import noun_kind
from framing.words.rules import Rules
from framing.words.tables import WordSet

__all__ = ["Cast", "Entity", "Mention", "read"]

_FAMOUS = WordSet("people", "famous")
_BEFORE_PLACES = WordSet("people", "before_place", "function.article")
_BESIDES = WordSet(
    "people", "peer"
)  # what somebody is to somebody else says less than any office behind the name
_BEHIND_BODIES = WordSet("people", "behind_body")
_HONOURS = WordSet("people", "honour")  # behind a name, and no part of it
_RANKS = WordSet("people", "rank")
_OWNERS = WordSet("people", "owner", "function.possessive")
_TOO_MANY = WordSet("people", "common_last")  # what many a name ends in
_NO_MENTION = frozenset(("adjective", "demonym", "group", "role"))


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


class _Spot(NamedTuple):
    """Where a run names somebody: its words from title to name, the name's parts, the word before."""

    run: Run
    first: int
    last: int
    name_at: int
    parts: tuple[str, ...]
    before: str

    @property
    def small(self) -> str:
        return key(self.parts[0])


class _Reader:
    """Reads one document; holds the names found so far."""

    def __init__(self, doc: Document) -> None:
        self.scanner = Scanner(doc)
        self.forms = self.scanner.forms
        self.lower = self.scanner.lower
        self.blocks = self.scanner.blocks
        self.roles = RoleReader(self.scanner)
        self.known = Register()

    def cast(self) -> Cast:
        runs = self.scanner.runs()
        for run in runs:
            if (
                run.cut.kind in ("person", "person?")
                and run.cut.role == run.cut.name
                and self._body_behind(run.last)
            ):
                run.cut = replace(run.cut, kind="organisation", gender="u")
        for run in runs:
            if run.cut.kind == "person" and run.cut.end - run.cut.name > 1:
                self.known.add_person(self._name(run)).times += 1
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
                mentions += read_line(self.scanner, self.known, first, last)
        mentions.sort(key=lambda m: (m.first, m.last))
        known, starts = self.known, [m.first for m in mentions]
        return Cast(
            mentions, starts, known.entities, known.countries, known.acronyms, self.roles.offices(runs)
        )

    # --- is it a name, and of what kind

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
        if self.lower[at] in self.known.by_part or self.told_apart(run.last):
            return True
        if form.endswith("ing"):
            return False
        following = self.lower[run.last] if run.last < len(self.forms) else ""
        return following in VERBISH or following in ("'s", "'", "(")

    def told_apart(self, last: int) -> bool:
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
            if lower[k + 1] == "," or lower[k + 1] in _BEHIND_BODIES:
                return noun_kind(lower[k]) == "organisation"
            if lower[k] in VERBISH or not (forms[k][0].isalnum() or forms[k][0] in "'’"):
                return False
        return False

    def _titled(self, run: Run) -> None:
        """A surname behind a title makes a person, also where it stands without the title."""
        parts = self._name(run)
        if self.known.person(parts, run.cut.gender) is None:
            self.known.add_surname(parts)

    def _unsure(self, run: Run) -> None:
        """Two or more capitalised words that no list knows: a person unless the text speaks against it."""
        found = UNSURE.first(self, run)
        kind = found.value if found is not None else "person"
        run.cut = replace(run.cut, kind=kind, gender="u")
        if kind == "person" and (found is None or found.rule != "part_of_a_name"):
            self.known.add_person(self._name(run))

    def _name(self, run: Run) -> tuple[str, ...]:
        forms = self.forms
        if run.cut.end - run.cut.name == 1:
            return (forms[run.positions[run.cut.name]],)
        parts = []
        for p in run.positions[run.cut.name : run.cut.end]:
            initial = len(forms[p]) == 1 and p + 1 < len(forms) and forms[p + 1] == "."
            parts.append(forms[p] + "." if initial else forms[p])
        while len(parts) > 2 and parts[-1] in _HONOURS:
            parts.pop()
        return tuple(parts)

    # --- whom it names

    def _mention(self, run: Run) -> Mention | None:
        cut = run.cut
        if cut.kind in _NO_MENTION:
            self._count(run, cut.skip, cut.end)
            return None
        if cut.name > cut.skip:
            self._count(run, cut.skip, cut.name)
        spot = self._spot(run)
        entity = self._entity(spot) if spot is not None else None
        if spot is None or entity is None:
            return None
        self._abbreviated(entity, spot.last)
        role = self._person_role(entity, spot) if entity.kind == "person" else None
        follows = self.lower[spot.last] if spot.last < len(self.forms) else ""
        subject = spot.before not in BEFORE_OBJECT and follows not in POSSESSIVES
        entity.places.append(spot.first)
        if spot.last - spot.name_at > 1:
            entity.whole.append(spot.last)
        return Mention(spot.first, spot.last, spot.name_at, entity, role, subject)

    def _count(self, run: Run, start: int, end: int) -> None:
        for p in run.positions[start:end]:
            self.known.count(self.forms[p])

    def _spot(self, run: Run) -> _Spot | None:
        cut, positions = run.cut, run.positions
        first = positions[min(cut.skip, len(positions) - 1)]
        last = positions[cut.end] if cut.end < len(positions) else run.last
        name_at = positions[cut.name] if cut.name < len(positions) else first
        parts = self._name(run)
        before = self.lower[first - 1] if first else ""
        return _Spot(run, first, last, name_at, parts, before) if parts else None

    def _entity(self, spot: _Spot) -> Entity | None:
        """Whom or what a run names; None where it names nothing after all."""
        kind = spot.run.cut.kind
        entity: Entity | None = None
        if kind == "acronym":
            entity = self.known.acronyms.get(spot.parts[0]) or self.known.person(
                (spot.parts[0].title(),), "u"
            )
        elif kind == "single":
            entity = self.known.person(spot.parts, spot.run.cut.gender) or self.known.by_first.get(spot.small)
            if entity is None:
                role = self.roles.before(spot.run) or self.kin(spot)
                found = LONE.first(self, spot, role)
                kind = found.value if found is not None else "organisation"
        if kind == "none":
            return None
        if kind in ("person", "person?"):
            return self._person(spot, entity)
        return entity or self._body(spot, kind)

    def _person(self, spot: _Spot, entity: Entity | None) -> Entity:
        known, cut, parts = self.known, spot.run.cut, spot.parts
        titles = [self.lower[p].rstrip(".") for p in spot.run.positions[cut.role : cut.name]]
        entity = entity or known.by_full_name(parts) or known.person(parts, cut.gender, titles)
        if entity is None:
            entity = known.add_person(parts) if len(parts) > 1 else known.add_surname(parts)
        if cut.gender in "mf":
            courteous = cut.name > cut.role and self.lower[spot.run.positions[cut.name - 1]] in COURTESY
            if courteous or entity.gender == "u":
                entity.gender = cut.gender
        return entity

    def _body(self, spot: _Spot, kind: str) -> Entity:
        known, parts = self.known, spot.parts
        if kind != "country" and len(parts) == 1 and spot.before == "the":
            last = known.by_last.get(spot.small) if spot.small not in _TOO_MANY else None  # "the Commission"
            entity = last or known.other(parts[0], "organisation", parts)
            known.count(entity.name)
            return entity
        entity = known.other(" ".join(parts), "country" if kind == "country" else "organisation", parts)
        if known.count(entity.name) is None:
            for part in parts:
                known.count(part)
        return entity

    def _abbreviated(self, entity: Entity, last: int) -> None:
        forms = self.forms
        if entity.kind != "organisation" or last + 2 >= len(forms):
            return
        if forms[last] == "(" and forms[last + 2] == ")":
            short = forms[last + 1]
            if short.isupper() and len(short) > 1:
                self.known.abbreviate(entity, short)

    # --- which role stands with it

    def _person_role(self, entity: Entity, spot: _Spot) -> Role | None:
        """The role that stands with a mention of a person; every role found is noted with the person."""
        run = spot.run
        role = self.roles.before(run)
        if role is None or len(role.words) == 1:
            role = self.roles.before_comma(run, spot.first) or role
        after = self.roles.behind(run)
        if after is not None and (role is None or self._says_more(after, role, spot.last)):
            if role is not None:
                entity.take(role)
            role = after
        if role is None:
            return None
        if len(role.words) == 1 and role.head in TITLED:
            role = self.roles.at_home(role, run)
        entity.take(role)
        told = GENDERED.get(role.head)
        if told and entity.gender == "u":
            entity.gender = told
        return role

    def _says_more(self, after: Role, role: Role, last: int) -> bool:
        """Whether the role behind a name says more of somebody than the one before it."""
        verbal = after.text.partition(" ")[0] in HEADS  # "who runs the shelter"
        if role.head in _BESIDES or (not verbal and all(word in _RANKS for word in role.words)):
            return True
        return (
            len(after.words) > len(role.words)
            and not ("former" in after.words and "former" not in role.words)
            and not (after.head in PARTY and self.forms[last + 1] != "the")
            and not verbal
        )

    def kin(self, spot: _Spot) -> Role | None:
        """The relation before the comma of a lone given name: "his wife, Jessa,"."""
        first = spot.first
        if first < 3 or self.forms[first - 1] != "," or self.lower[first - 3] not in _OWNERS:
            return None
        return self.roles.before_comma(spot.run, first)


UNSURE: Rules[[_Reader, Run], str] = Rules("people.unsure_name")
"""What words that no list knows name; where no rule speaks against it, a person."""


@UNSURE.rule
def behind_a_body(reader: _Reader, run: Run) -> str | None:
    """Behind a noun for a body: "the fans\' group Curva Nord"."""
    first = run.positions[run.cut.name]
    before = reader.lower[first - 1] if first else ""
    return "organisation" if before and noun_kind(before) == "organisation" else None


@UNSURE.rule
def part_of_a_name(reader: _Reader, run: Run) -> str | None:
    """A part of a longer name: "Von der Leyen" of Ursula von der Leyen."""
    return "person" if key(" ".join(reader._name(run))) in reader.known.by_part else None


@UNSURE.rule
def owned(reader: _Reader, run: Run) -> str | None:
    """Of two words behind an owner only one who speaks is a person: "the paper\'s Ami Roe said"."""
    first = run.positions[run.cut.name]
    if run.cut.end - run.cut.name != 2 or run.last >= len(reader.forms):
        return None
    if not first or reader.lower[first - 1] not in ("'s", "’s"):
        return None
    return "person" if reader.lower[run.last] in VERBISH else "organisation"


@UNSURE.rule
def too_long(reader: _Reader, run: Run) -> str | None:
    """More than three words, and neither an age nor a clause tells of a person."""
    told = reader.told_apart(run.last) and reader.lower[run.last + 1] != "which"
    bare = sum(reader.lower[p] not in PARTICLES for p in run.positions[run.cut.name : run.cut.end])
    return "organisation" if bare > 3 and not told else None


@UNSURE.rule
def where_places_stand(reader: _Reader, run: Run) -> str | None:
    """Behind an article, "in", "near", "London-based"."""
    first = run.positions[run.cut.name]
    before = reader.lower[first - 1] if first else ""
    return "organisation" if before in _BEFORE_PLACES or before.endswith("-based") else None


LONE: Rules[[_Reader, _Spot, Role | None], str] = Rules("people.lone_name")
"""What one capitalised word names that is part of no known name: person, none; else an organisation."""


@LONE.rule
def rival(reader: _Reader, spot: _Spot, role: Role | None) -> str | None:
    """A competitor is a firm: "its Basel-based rival Norvant"."""
    rivals = role is not None and role.head in ("rival", "competitor")
    return "organisation" if rivals and spot.run.cut.gender == "u" else None


@LONE.rule
def with_role(reader: _Reader, spot: _Spot, role: Role | None) -> str | None:
    """A role stands before it."""
    return "person" if role is not None else None


@LONE.rule
def aged(reader: _Reader, spot: _Spot, role: Role | None) -> str | None:
    """An age, "who" or a role stands behind it."""
    if reader.told_apart(spot.last):
        return "person" if reader.lower[spot.last + 1] != "which" or reader.roles.behind(spot.run) else None
    comma = spot.last < len(reader.forms) and reader.forms[spot.last] == ","
    return "person" if comma and reader.roles.behind(spot.run) is not None else None


@LONE.rule
def famous(reader: _Reader, spot: _Spot, role: Role | None) -> str | None:
    """Known by the surname alone."""
    return "person" if spot.small in _FAMOUS else None


@LONE.rule
def given(reader: _Reader, spot: _Spot, role: Role | None) -> str | None:
    """A given name that tells a gender."""
    return "person" if spot.run.cut.gender in "mf" and spot.before != "the" else None
