"""How a run of capitalised words divides into a role and a name, and what the name is of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from framing.people.classes import FUNCTION, LIFT, ORGANISATION, PARTICLES, PARTY
from framing.words import gazetteer
from framing.words.gazetteer import noun, noun_kind
from framing.words.rules import Rules
from framing.words.tables import WordMap, WordSet, on_change

COURTESY = WordMap("people", "courtesy")
NATIVES = WordSet("people", "native")
_STUDIES = WordSet("people", "study")
_GIVEN_TOO = WordSet("people", "given_name_too")
_SURNAMES_TOO = WordSet("people", "surname_too")
_BASED = WordSet("people", "based_ending")
_OFFICES = WordSet("people", "office_ending")
_TRAILING = WordSet(
    "people", "trailing", "function.article", "function.subject_pronoun", "function.have", "function.weekday",
    "function.preposition",
)  # fmt: skip
_NAMES_TOO = WordSet("people", "trailing_name")
_STANDS_FOR = {"name": "country", "capital": "country", "metonym": "organisation"}
_LONGEST_NAME = 4  # words of a name that no list knows


PLACES = WordSet("places", "place")
"""Names of cities, states and regions, which are neither people nor bodies."""


def gender_of(form: str) -> str:
    """The gender that a given name tells: m, f, or u where it tells none.

    Example:
        >>> gender_of("Joanna"), gender_of("Jean-Luc"), gender_of("Kim")
        ('f', 'u', 'u')
    """
    names = gazetteer.given_names()
    return names.get(form) or names.get(form.partition("-")[0]) or names.get(form.title()) or "u"


@dataclass(frozen=True, slots=True)
class Cut:
    """How a run of capitalised words divides: skip, role words, name words; and what the name is."""

    skip: int
    role: int
    name: int
    end: int
    kind: str  # person | person? | single | organisation | acronym | country | demonym | group | role | none
    gender: str = "u"


@dataclass(frozen=True)
class _Look:
    """A run as the rules look at it: from `skip` to `end`, in the case of the text and in lower case."""

    run: tuple[str, ...]
    lower: tuple[str, ...]
    skip: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.skip

    @property
    def first(self) -> str:
        return self.run[self.skip]

    @property
    def last(self) -> str:
        return self.lower[self.end - 1]

    @cached_property
    def forms(self) -> tuple[str, ...]:
        return self.run[self.skip : self.end]

    @cached_property
    def small(self) -> tuple[str, ...]:
        return self.lower[self.skip : self.end]

    @cached_property
    def whole(self) -> str:
        return " ".join(self.forms)

    @cached_property
    def given(self) -> bool:
        """Whether it begins with a given name."""
        return self.first in gazetteer.given_names()

    def all(self, kind: str, gender: str = "u") -> Cut:
        """All of it is the name."""
        return Cut(self.skip, self.skip, self.skip, self.end, kind, gender)

    def role(self) -> Cut:
        """All of it is a role."""
        return Cut(self.skip, self.skip, self.end, self.end, "role")

    def named(self, name: int, kind: str, gender: str = "u") -> Cut:
        """The name begins at `name`, the role before it."""
        return Cut(self.skip, self.skip, name, self.end, kind, gender)


DIVISION: Rules[[_Look], Cut] = Rules("people.division")
"""What a run of capitalised words is; the first rule that knows decides."""


@lru_cache(maxsize=65536)
def cut_run(run: tuple[str, ...]) -> Cut:
    """Divide a run of capitalised words into what to skip, the role, and the name.

    Example:
        >>> cut = cut_run(("Prime", "Minister", "Joanna", "Lund"))
        >>> cut.name, cut.kind, cut.gender
        (2, 'person', 'f')
    """
    lower = tuple([form.lower() for form in run])
    end = len(run)
    skip = 0
    while skip < end and _skipped(run[skip], lower[skip]):
        skip += 1
    while end > skip and lower[end - 1] in _TRAILING and not _name_after_all(run, lower, skip, end):
        end -= 1
    if skip >= end:
        return Cut(skip, skip, skip, end, "none")
    look = _Look(run, lower, skip, end)
    found = DIVISION.first(look)
    return found.value if found is not None else look.all("organisation")


on_change(cut_run.cache_clear)


def _name_after_all(run: tuple[str, ...], lower: tuple[str, ...], skip: int, end: int) -> bool:
    """Whether a word with a capital at the end is a name: "Nguyễn Văn An"; not behind the stop of "U.S. An …"."""
    return (
        end - skip > 1
        and lower[end - 1] in _NAMES_TOO
        and run[end - 2][-1].isalpha()
        and run[end - 2] != run[end - 2].upper()
    )


def _skipped(form: str, small: str) -> bool:
    if form in ("US", "May", "Will"):
        return False
    return small in FUNCTION or any(small.endswith(ending) for ending in _BASED)


@DIVISION.rule
def courtesy(look: _Look) -> Cut | None:
    """Everything behind a courtesy title is a name: Mr Ade Cole."""
    for at in range(look.skip, look.end - 1):
        if look.lower[at] in COURTESY:
            name = at + 1
            if look.run[name].rstrip(".").lower() in COURTESY:
                name += 1
            return look.named(min(name, look.end - 1), "person", COURTESY[look.lower[at]])
    return None


@DIVISION.rule
def country(look: _Look) -> Cut | None:
    """The country table knows it: the United Kingdom, a Dane, the Kremlin."""
    known = gazetteer.country_terms().get(look.whole)
    if known is None:
        return None
    land, how = known
    kind = _STANDS_FOR.get(how, how)
    if land.kind == "body" and kind in ("country", "adjective"):
        kind = "organisation"
    if look.size == 1 and look.first in ("US", "U.S.", "UK", "U.K."):
        kind = "country"
    return look.all(kind)


@DIVISION.rule
def place(look: _Look) -> Cut | None:
    """A city, a state, a region."""
    return look.all("country") if look.whole in PLACES else None


@DIVISION.rule
def role_before_name(look: _Look) -> Cut | None:
    """The last role noun that has a name behind it: Deputy Mayor Ana Ruiz."""
    for at in range(look.end - 2, look.skip - 1, -1):
        if not _names_role(look, at):
            continue
        name = at + 1
        if look.lower[name] in ("of", "for"):
            return _behind_office(look, name)
        if look.run[at] in gazetteer.given_names() and look.end - name == 1 and at > look.skip:
            continue  # "Chief Inspector Dean Hale": a given name after all
        if _given_and_surname(look, name):
            return look.named(name, "person", gender_of(look.run[name]))
        if _no_name(look, at, name):
            return None
        if look.end - name <= 5:
            return look.named(name, "person", gender_of(look.run[name]))
    return None


def _names_role(look: _Look, at: int) -> bool:
    word = look.lower[at]
    kind = noun_kind(word)
    if kind == "group" and word.endswith("s") and noun_kind(word[:-1]) == "role":
        kind = "role"  # of the first of several: "Senators John McCain and Jane Roe"
    return kind == "role" or (
        kind == "person" and (look.run[at + 1] in gazetteer.given_names() or look.end - at > 2)
    )


def _behind_office(look: _Look, of: int) -> Cut:
    """A role with its office, and maybe a name behind it: "Secretary of Defense Jane Doe"."""
    for later in range(of + 2, look.end):
        if look.run[later] in gazetteer.given_names():
            return look.named(later, "person", gender_of(look.run[later]))
    if look.lower[of + 1] in LIFT and 2 <= look.end - of - 2 <= 3 and look.last not in ORGANISATION:
        # "Director of Public Prosecutions Renson Ingonga": the office is two words
        second = look.lower[of + 2]
        two = look.end - of == 5 and (second in LIFT or any(second.endswith(end) for end in _OFFICES))
        return look.named(of + 2 + two, "person")
    return look.role()


def _given_and_surname(look: _Look, name: int) -> bool:
    return (
        look.run[name] in gazetteer.given_names()
        and 2 <= look.end - name <= 4
        and look.last not in ORGANISATION
    )


def _no_name(look: _Look, at: int, name: int) -> bool:
    """Whether what stands behind a role noun is the name of a body, or the noun itself a given name."""
    rest = look.lower[name : look.end]
    if any(word in ORGANISATION for word in rest) or noun(rest[-1]) or "of" in rest:
        return True
    return at == look.skip and look.given and len(rest) == 1 and look.lower[at] not in _GIVEN_TOO


@DIVISION.rule
def study(look: _Look) -> Cut | None:
    """A survey by its maker: a Quinnipiac poll."""
    return look.all("group") if look.last in _STUDIES and look.size > 1 else None


@DIVISION.rule
def role(look: _Look) -> Cut | None:
    """A role without a name: the Foreign Minister, a Democrat."""
    kind = noun_kind(look.last)
    return look.role() if kind and not look.given and (kind == "role" or look.last in PARTY) else None


@DIVISION.rule
def people(look: _Look) -> Cut | None:
    """Many people: Democrats, Rohingya Muslims."""
    if noun_kind(look.last) != "group" or look.last in ORGANISATION or look.given:
        return None
    return look.all("group")


@DIVISION.rule
def body_word(look: _Look) -> Cut | None:
    """One of its words stands in the names of bodies, and it is no person's name: Rowan House."""
    if not any(word in ORGANISATION for word in look.small):
        return None
    return None if _surname_too(look) else look.all("organisation")


def _surname_too(look: _Look) -> bool:
    """Whether a word of bodies stands behind a given name alone: Joanna Church."""
    return look.given and look.size == 2 and look.last in _SURNAMES_TOO


@DIVISION.rule
def lone_capitals(look: _Look) -> Cut | None:
    """One word in capitals: NGO, or a role where all is in capitals."""
    if look.size > 1 or not (look.first.isupper() and len(look.first.replace(".", "")) > 1):
        return None
    return look.role() if noun(look.last) is not None else look.all("acronym")


@DIVISION.rule
def lone_native(look: _Look) -> Cut | None:
    """The native of a state or a city: a Texan."""
    return look.all("demonym") if look.size == 1 and look.first in NATIVES else None


@DIVISION.rule
def lone_word(look: _Look) -> Cut | None:
    """One word; whose name it is the article must tell."""
    return look.all("single", gender_of(look.first)) if look.size == 1 else None


@DIVISION.rule
def given_name(look: _Look) -> Cut | None:
    """It begins with a given name."""
    if look.given or look.first.partition("-")[0] in gazetteer.given_names():
        return look.all("person", gender_of(look.first))
    return None


@DIVISION.rule
def place_before_name(look: _Look) -> Cut | None:
    """A nationality or a place before the name: Russian Nikolai Pankov."""
    terms = gazetteer.country_terms()
    for at in range(1, look.size - (look.size < 3)):
        before = " ".join(look.forms[:at])
        if before in terms or before in PLACES:
            inner = cut_run(look.forms[at:])
            if inner.kind in ("person", "organisation"):
                return look.named(look.skip + at + inner.name, inner.kind, inner.gender)
            return look.all("organisation")
    return None


@DIVISION.rule
def joined(look: _Look) -> Cut | None:
    """Joined as only the names of bodies are: Fridays for Future."""
    return look.all("organisation") if not {"of", "and", "for"}.isdisjoint(look.lower) else None


@DIVISION.rule
def modified(look: _Look) -> Cut | None:
    """With a word in it that says of what kind a body is; nothing but such words is no name."""
    terms = gazetteer.country_terms()
    pairs = list(zip(look.forms, look.small, strict=True))
    if not any(form in terms or word in LIFT or noun(word) for form, word in pairs):
        return None
    plain = all(word in LIFT or form in terms for form, word in pairs)
    return look.all("none" if plain else "organisation")


@DIVISION.rule
def unknown_name(look: _Look) -> Cut | None:
    """A few words that no list knows: a person, unless the text speaks against it."""
    full = sum(word not in PARTICLES for word in look.small)
    if full > _LONGEST_NAME or not all(form[:1].isalpha() for form in look.forms):
        return None
    initials = any(form.isupper() and len(form) > 2 for form in look.forms)
    if initials and not all(form.isupper() for form in look.forms):
        return None
    return look.all("person?")
