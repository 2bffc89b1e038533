"""What everybody knows: countries, given names, and the common nouns that speakers are called by.

The lists are package data of our own compilation, from general knowledge; see
`data/gold/speakers/README.md` and the headers of the CSV files for their columns. A user's `nouns.more.csv`,
`given_names.more.csv` and `countries.more.csv` are added to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from framing.words.tables import OwnTable, derived


@dataclass(frozen=True, slots=True)
class Country:
    """A country, a territory, or a body of countries (EU, UN, NATO), with the words that stand for it.

    Args:
        name: the usual English name, as in the table's first column.
        iso2, iso3: ISO 3166-1 codes, empty where there is none.
        kind: "country", "territory" or "body".
        aliases: other names.
        adjectives: adjectives and demonyms, singular ("Russian", "Dane").
        capitals: capitals and seats; they stand for the government ("Beijing said").
        metonyms: buildings and institutions that stand for it ("the Kremlin").

    Example:
        >>> country("Kremlin").name, country("Danes").iso2
        ('Russia', 'DK')
    """

    name: str
    iso2: str
    iso3: str
    kind: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """Every word that stands for it."""
        return (self.name, *self.aliases, *self.adjectives, *self.capitals, *self.metonyms)


@dataclass(frozen=True, slots=True)
class Noun:
    """What a common noun says of a speaker: its kind, and its class for the camps.

    Args:
        kind: "role" (a person by office or work), "person", "group" (plural), "organisation" or "document".
        camp_class: "official", "military", "expert", "citizen", …; empty for documents.
    """

    kind: str
    camp_class: str


COUNTRIES = OwnTable("countries", "name", {"kind": ("country", "territory", "body")})
GIVEN_NAMES = OwnTable("given_names", "name", {"gender": ("m", "f", "u")})
NOUNS = OwnTable(
    "nouns", "noun", {"kind": ("role", "person", "group", "organisation", "document"), "camp_class": None}
)


@derived
def countries() -> tuple[Country, ...]:
    """All countries, territories and bodies of the table, in its order.

    Example:
        >>> len(countries()) > 195
        True
    """

    def several(cell: str) -> tuple[str, ...]:
        return tuple(part for part in cell.split("|") if part)

    return tuple(
        Country(
            row["name"], row["iso2"], row["iso3"], row["kind"], several(row["aliases"]),
            several(row["adjectives"]), several(row["capital"]), several(row["metonyms"]),
        )
        for row in COUNTRIES.rows()
    )  # fmt: skip


@derived
def country_terms() -> Mapping[str, tuple[Country, str]]:
    """Every term of the country table, as written, to its country and how it stands for it.

    Returns:
        term → (country, "name" | "adjective" | "capital" | "metonym"); a term of two countries
        belongs to the one that comes first, names before adjectives before capitals.
    """
    found: dict[str, tuple[Country, str]] = {}
    for how in ("name", "adjective", "metonym", "capital"):
        for land in countries():
            terms = {
                "name": (land.name, *land.aliases), "adjective": land.adjectives,
                "metonym": land.metonyms, "capital": land.capitals,
            }[how]  # fmt: skip
            for term in terms:
                found.setdefault(term, (land, how))
                if how == "adjective" and not term.endswith(
                    ("s", "ese", "ish", "ch", "ic", "E.U.", "U", "N", "K", ".")
                ):
                    found.setdefault(term + "s", (land, "demonym"))
    return MappingProxyType(found)


def country(term: str) -> Country | None:
    """The country that a term stands for, or None.

    Example:
        >>> country("Downing Street").name, country("Atlantis")
        ('United Kingdom', None)
    """
    found = country_terms().get(term)
    return found[0] if found else None


@derived
def given_names() -> Mapping[str, str]:
    """Given names of many cultures, to the gender they are mostly given to: m, f, or u for either."""
    return MappingProxyType({row["name"]: row["gender"] for row in GIVEN_NAMES.rows()})


@derived
def nouns() -> Mapping[str, Noun]:
    """Common nouns for speakers, lower case, singular and plural."""
    return MappingProxyType({row["noun"]: Noun(row["kind"], row["camp_class"]) for row in NOUNS.rows()})


@derived
def noun(word: str) -> Noun | None:
    """What a word says of a speaker; of a hyphenated one its last part decides.

    Example:
        >>> noun("ex-minister").kind, noun("sources").kind, noun("table")
        ('role', 'group', None)
    """
    known = nouns()
    word = word.rstrip(".")
    found = known.get(word)
    if found is None and "-" in word:
        first, _, rest = word.partition("-")
        # "president-elect" and "mother-of-two" by their first part, "ex-minister" by its last
        found = known.get(
            first if rest in ("elect", "designate") or rest.startswith("of-") else word.rpartition("-")[2]
        )
    if found is None and len(word) > 6:
        for endings, made in _ENDINGS:
            if word.endswith(endings):
                return made
    return found


def noun_kind(word: str) -> str:
    """The kind of a noun, or nothing for any other word.

    Example:
        >>> noun_kind("mayor"), noun_kind("table")
        ('role', '')
    """
    found = noun(word)
    return found.kind if found is not None else ""


# Callings by their ending: "pathologist", "cartographers", "beekeeper".
_ENDINGS = (
    (("ologist", "onomist", "iatrist", "grapher", "ician", "surgeon"), Noun("role", "expert")),
    (("ologists", "onomists", "iatrists", "graphers", "icians"), Noun("group", "expert")),
    (
        ("keeper", "maker", "worker", "holder", "owner", "seller", "dweller", "herder", "goer"),
        Noun("role", "citizen"),
    ),
    (
        ("keepers", "makers", "workers", "holders", "owners", "sellers", "dwellers", "herders", "goers"),
        Noun("group", "citizen"),
    ),
    (
        ("rmaster", "nmaster", "tmaster", "dmaster", "rmistress", "tmistress"),
        Noun("role", "other"),
    ),
    (
        ("eeman", "eewoman", "tsman", "dsman", "rsman", "sswoman", "yist", "rist", "tist", "nist"),
        Noun("role", "other"),
    ),
    (
        ("eemen", "eewomen", "tsmen", "dsmen", "rsmen", "yists", "rists", "tists", "nists"),
        Noun("group", "other"),
    ),
)
