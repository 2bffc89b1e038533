"""Runs of capitalised words, and how each divides into a role and a name."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from framing.text import Document
from framing.words import gazetteer
from framing.words.gazetteer import noun
from framing.words.tables import WordMap, WordSet, on_change

COURTESY = WordMap("people", "courtesy")
SUFFIXES = WordSet("people", "name_suffix")
PARTICLES = WordSet("people", "name_particle")
_INSIDE = frozenset(". , of for & and".split())  # what else may stand inside a name
ORGANISATION = WordSet("people", "body_word")
_OF = WordSet("people", "takes_of")
# Natives of states and cities; those of countries stand in the country table.
NATIVES = WordSet("people", "native")
_STUDIES = WordSet("people", "study")
_GIVEN_TOO = WordSet("people", "given_name_too")
_SURNAMES_TOO = WordSet("people", "surname_too")
_BASED = tuple(WordSet("people", "based_ending"))
FUNCTION = WordSet(
    "people",
    "no_name",
    "function.article",
    "function.demonstrative",
    "function.possessive",
    "function.subject_pronoun",
    "function.be",
    "function.have",
    "function.do",
    "function.modal",
    "function.weekday",
    "function.month",
    "function.number",
    "function.multitude",
    "function.coordinator",
    "function.subordinator",
    "function.preposition",
    "function.preposition_of_relation",
    "function.preposition_of_place",
    "function.indefinite",
)
_TRAILING = WordSet(
    "people",
    "trailing",
    "function.article",
    "function.subject_pronoun",
    "function.have",
    "function.weekday",
    "function.preposition",
)
LIFT = WordSet("people", "role_modifier")
PARTY = WordSet("people", "party_member")
OPENERS = frozenset(
    [
        ".",
        "!",
        "?",
        '"',
        "“",
        "‘",
        "'",
        ":",
        "``",
        "(",
        "[",
        "—",
        "–",
        "…",
        "...",
        "”",
        "’",
        "''",
        "*",
        "•",
        ";",
    ]
)


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Names of cities, states and regions, which are neither people nor bodies."""
    file = resources.files("framing").joinpath("resources", "words", "places.txt")
    return frozenset(file.read_text(encoding="utf-8").split("\n")) - {""}


@dataclass(frozen=True, slots=True)
class Cut:
    """How a run of capitalised words divides: skip, role words, name words; and what the name is."""

    skip: int
    role: int
    name: int
    end: int
    kind: str  # person | single | organisation | place | country | role | none
    gender: str


@lru_cache(maxsize=65536)
def cut_run(run: tuple[str, ...]) -> Cut:
    """Divide a run of capitalised words into what to skip, the role, and the name."""
    lower = [form.lower() for form in run]
    count = len(run)
    skip = 0
    while (
        skip < count
        and (lower[skip] in FUNCTION or lower[skip].endswith(_BASED))
        and not (run[skip] == "US" or run[skip] in ("May", "Will"))
    ):
        skip += 1
    while count > skip and lower[count - 1] in _TRAILING:
        count -= 1
    if skip >= count:
        return Cut(skip, skip, skip, count, "none", "u")
    terms = gazetteer.country_terms()
    names = gazetteer.given_names()
    # courtesy titles: everything behind them is a name
    for at in range(skip, count - 1):
        if lower[at] in COURTESY:
            name = at + 1
            role = skip
            if run[name].rstrip(".").lower() in COURTESY:
                name += 1
            return Cut(skip, role, min(name, count - 1), count, "person", COURTESY[lower[at]])
    whole = " ".join(run[skip:count])
    if whole in terms:
        how = terms[whole][1]
        kind = {"name": "country", "capital": "country", "metonym": "organisation"}.get(how, how)
        if terms[whole][0].kind == "body" and kind in ("country", "adjective"):
            kind = "organisation"
        if count - skip == 1 and run[skip] in ("US", "U.S.", "UK", "U.K."):
            kind = "country"
        return Cut(skip, skip, skip, count, kind, "u")
    if whole in places():
        return Cut(skip, skip, skip, count, "country", "u")
    # the last role noun with something behind it
    for at in range(count - 2, skip - 1, -1):
        known = noun(lower[at])
        if known is None or not (
            known.kind == "role" or (known.kind == "person" and (run[at + 1] in names or count - at > 2))
        ):
            continue
        name = at + 1
        if lower[name] in ("of", "for"):
            for later in range(name + 2, count):
                if run[later] in names:
                    return Cut(skip, skip, later, count, "person", gender_of(run[later]))
            if (
                lower[name + 1] in LIFT
                and 2 <= count - name - 2 <= 3
                and lower[count - 1] not in ORGANISATION
            ):
                return Cut(skip, skip, name + 2, count, "person", "u")  # "Secretary of Defense Jane Doe"
            return Cut(skip, skip, count, count, "role", "u")
        rest = lower[name:count]
        if run[at] in names and count - name == 1 and at > skip:
            continue  # "Chief Inspector Dean Hale": a given name after all
        if run[name] in names and 2 <= len(rest) <= 4 and rest[-1] not in ORGANISATION:
            return Cut(skip, skip, name, count, "person", gender_of(run[name]))
        if any(word in ORGANISATION for word in rest) or noun(rest[-1]) or "of" in rest:
            break
        if at == skip and run[skip] in names and count - name == 1 and lower[at] not in _GIVEN_TOO:
            break
        if len(rest) <= 5:
            return Cut(skip, skip, name, count, "person", gender_of(run[name]))
    last = noun(lower[count - 1])
    if lower[count - 1] in _STUDIES and count - skip > 1:
        return Cut(skip, skip, skip, count, "group", "u")
    if last is not None and run[skip] not in names and (last.kind == "role" or lower[count - 1] in PARTY):
        return Cut(skip, skip, count, count, "role", "u")
    if (
        last is not None
        and last.kind == "group"
        and lower[count - 1] not in ORGANISATION
        and run[skip] not in names
    ):
        return Cut(skip, skip, skip, count, "group", "u")
    cue = any(word in ORGANISATION for word in lower[skip:count] if word not in ("may",))
    if cue and not (run[skip] in names and count - skip == 2 and lower[count - 1] in _SURNAMES_TOO):
        return Cut(skip, skip, skip, count, "organisation", "u")
    if last is not None and last.kind == "organisation" and count - skip > 1:
        return Cut(skip, skip, skip, count, "organisation", "u")
    if last is not None and last.kind == "group" and run[skip] not in names:
        return Cut(skip, skip, skip, count, "group", "u")
    if count - skip == 1:
        form = run[skip]
        if form.isupper() and len(form.replace(".", "")) > 1:
            if noun(lower[skip]) is not None:
                return Cut(skip, skip, count, count, "role", "u")
            return Cut(skip, skip, skip, count, "acronym", "u")
        if len(form) < 2:
            return Cut(skip, skip, skip, count, "none", "u")
        if form in NATIVES:
            return Cut(skip, skip, skip, count, "demonym", "u")
        return Cut(skip, skip, skip, count, "single", gender_of(form))
    if run[skip] in names or run[skip].partition("-")[0] in names:
        return Cut(skip, skip, skip, count, "person", gender_of(run[skip]))
    # an adjective or a place before the name: "Russian Nikolai Pankov", "London Breed" excepted by length
    for at in range(1, count - skip - (count - skip < 3)):
        if " ".join(run[skip : skip + at]) in terms or " ".join(run[skip : skip + at]) in places():
            inner = cut_run(run[skip + at : count])
            if inner.kind in ("person", "organisation"):
                return Cut(skip, skip, skip + at + inner.name, count, inner.kind, inner.gender)
            return Cut(skip, skip, skip, count, "organisation", "u")
    if run[skip] in terms and terms[run[skip]][1] in ("adjective", "name"):
        return Cut(skip, skip, skip, count, "organisation", "u")
    if "of" in lower or "and" in lower or "for" in lower:
        return Cut(skip, skip, skip, count, "organisation", "u")
    if any(
        form in terms or word in LIFT or noun(word)
        for form, word in zip(run[skip:count], lower[skip:count], strict=True)
    ):
        plain = all(
            word in LIFT or form in terms
            for form, word in zip(run[skip:count], lower[skip:count], strict=True)
        )
        return Cut(skip, skip, skip, count, "none" if plain else "organisation", "u")
    full = sum(word not in PARTICLES for word in lower[skip:count])
    if full <= 4 and all(form[:1].isalpha() for form in run[skip:count]):
        if any(form.isupper() and len(form) > 2 for form in run[skip:count]) and not all(
            f.isupper() for f in run[skip:count]
        ):
            return Cut(skip, skip, skip, count, "organisation", "u")
        return Cut(skip, skip, skip, count, "person?", "u")
    return Cut(skip, skip, skip, count, "organisation", "u")


on_change(cut_run.cache_clear)


def gender_of(form: str) -> str:
    """The gender that a given name tells: m, f, or u where it tells none.

    Example:
        >>> gender_of("Joanna"), gender_of("Jean-Luc"), gender_of("Kim")
        ('f', 'u', 'u')
    """
    names = gazetteer.given_names()
    return names.get(form) or names.get(form.partition("-")[0]) or names.get(form.title()) or "u"


@dataclass(slots=True)
class Run:
    """A run of capitalised words where it stands."""

    positions: list[int]  # the words of the run; marks inside it are left out
    last: int  # the word after the run
    cut: Cut
    block: int


class Scanner:
    """Finds the runs of capitals of one document.

    Args:
        doc: the article; only the regions that tell the story are read.
    """

    def __init__(self, doc: Document) -> None:
        self.forms = doc.words.forms
        self.lower = doc.words.lower
        # whoever differs from its lower case has a capital somewhere; most words are ruled out so
        self.capitals = [
            i for i, (form, small) in enumerate(zip(self.forms, self.lower, strict=True))
            if form != small and form[0].isupper()
        ]  # fmt: skip
        self.blocks: list[tuple[int, int, bool]] = []  # first word, last word, whether all have capitals
        for span, _ in doc.story:
            inside = doc.words.within(span)
            if len(inside):
                self.blocks.append((inside.start, inside.stop, self._title_case(inside.start, inside.stop)))
        self.common = frozenset(self.forms)
        self.inner: set[str] = set()  # words with a capital where none is due

    def runs(self) -> list[Run]:
        """The runs of all blocks but those in which every word has a capital."""
        found: list[Run] = []
        for number, (first, last, title_case) in enumerate(self.blocks):
            if not title_case:
                self._find_runs(first, last, number, found)
        return found

    def _title_case(self, first: int, last: int) -> bool:
        """Whether nearly all words of a block have a capital, as in headlines of some houses."""
        capitals = bisect_left(self.capitals, last) - bisect_left(self.capitals, first)
        if 5 * capitals < 2 * (last - first) or last - first < 4:
            return False
        long = [
            form for form in self.forms[first : min(last, first + 200)] if len(form) > 3 and form[0].isalpha()
        ]
        share = 0.75
        if self.forms[last - 1] in (".", "!", "?", "”", '"') and last - first < 24:
            share = 0.95  # a short sentence full of names and titles
        return len(long) > 3 and sum([form[0].isupper() for form in long]) > share * len(long)

    def _find_runs(self, first: int, last: int, block: int, runs: list[Run]) -> None:
        forms, lower = self.forms, self.lower
        done = first
        for start in self.capitals[bisect_left(self.capitals, first) : bisect_left(self.capitals, last)]:
            if start < done:
                continue
            positions = [start]
            k = start + 1
            while k < last and len(positions) < 14:
                form = forms[k]
                if form[0].isupper():
                    positions.append(k)
                    k += 1
                    continue
                if form not in _INSIDE and form not in PARTICLES and "-" not in form:
                    break
                before = forms[k - 1]
                after = forms[k + 1] if k + 1 < last else ""
                if (form == "." and len(before) == 1 and after[:1].isupper()) or (
                    form == "," and after.lower() in SUFFIXES
                ):
                    k += 1
                elif (
                    (
                        form in PARTICLES
                        and before[0].isupper()
                        and before.lower() not in FUNCTION
                        and (
                            after[:1].isupper()
                            or (after in PARTICLES and k + 2 < last and forms[k + 2][0].isupper())
                        )
                    )
                    or (form in PARTICLES and before in PARTICLES and after[:1].isupper())
                    or (
                        form.startswith(("al-", "el-", "bin-", "ul-"))
                        and len(form) > 4
                        and form[3:4].isupper()
                    )
                ):
                    positions.append(k)
                    k += 1
                elif (
                    form in ("of", "for")
                    and (before.lower() in _OF or (form == "of" and any(forms[p] == "of" for p in positions)))
                    and (
                        after[:1].isupper() or (after == "the" and k + 2 < last and forms[k + 2][0].isupper())
                    )
                ):
                    positions.append(k)
                    if after == "the":
                        positions.append(k + 1)
                    k = positions[-1] + 1
                elif (
                    form in ("&", "and")
                    and after[:1].isupper()
                    and (form == "&" or self._one_body(positions, k, last))
                ):
                    positions.append(k)
                    k += 1
                else:
                    break
            done = k
            if len(positions) == 1 and lower[start] in FUNCTION and forms[start] != "US":
                continue
            initial = start == first or forms[start - 1] in OPENERS
            self.inner.update([forms[p] for p in (positions[1:] if initial else positions)])
            if initial:
                self._trim_initial(positions)
                if not positions:
                    continue
            cut = cut_run(tuple([forms[p] for p in positions]))
            if cut.kind != "none":
                runs.append(Run(positions, k, cut, block))

    def _one_body(self, positions: list[int], at: int, last: int) -> bool:
        """Whether "and" stands inside the name of a body: "Health and Human Services"."""
        forms, names = self.forms, gazetteer.given_names()
        end = at + 1
        while end < last and end - at < 5 and forms[end][0].isupper():
            end += 1
        if any(forms[p] in names for p in positions) or any(form in names for form in forms[at + 1 : end]):
            return False
        if any(forms[p] == "of" for p in positions):  # "the Ministry of Petroleum and Energy"
            return end == at + 2
        cue = any(form.lower() in ORGANISATION for form in forms[at + 2 : end])
        return cue and not any(self.lower[p] in ORGANISATION for p in positions)

    def _trim_initial(self, positions: list[int]) -> None:
        """A sentence's first word is no name merely for its capital."""
        head = self.forms[positions[0]]
        word = self.lower[positions[0]]
        if word in FUNCTION or head in gazetteer.given_names() or word in COURTESY or word in PARTICLES:
            return
        if len(positions) == 1:
            if word in self.common or noun(word) is not None or word in LIFT:
                del positions[0]
            return
        known = noun(word)
        if (word in self.common or word.endswith("ly")) and known is None and word not in LIFT | ORGANISATION:
            del positions[0]
