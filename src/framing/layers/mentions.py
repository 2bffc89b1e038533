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
from functools import lru_cache
from importlib import resources

from framing.layers import gazetteer
from framing.layers.gazetteer import noun
from framing.text import Document

COURTESY = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f",
    "miss": "f", "lady": "f", "dame": "f", "baroness": "f", "madam": "f", "madame": "f", "monsieur": "m",
    "señor": "m", "herr": "m", "frau": "f", "mx": "u", "mx.": "u", "messrs": "m", "dr": "u", "dr.": "u",
}  # fmt: skip
"""Titles that say a person follows but not what she does, with the gender they tell."""

_JOINERS = frozenset(". , of for & and".split()) | frozenset(
    "van der den de del della da di dos du la le el al bin ibn bint ben von zu ter ten af av y e".split()
)  # what may stand inside a name besides capitalised words
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
_PARTICLES = frozenset(
    "van der den de del della da di dos du la le el al bin ibn bint ben von zu ter ten af av y e".split()
)
_ORGANISATION = frozenset(
    "ministry department agency authority council committee commission bureau office party union league alliance "
    "coalition front movement group inc inc. ltd ltd. plc llc corp corp. co. corporation company bank university "
    "college institute institution school academy hospital foundation trust fund association society federation "
    "confederation congress parliament senate assembly court tribunal army navy guard guards police force forces "
    "service services centre center network news times post journal guardian telegraph tribune herald gazette "
    "chronicle magazine television tv radio media press club united fc airlines airways motors energy oil gas "
    "petroleum holdings capital partners technologies systems industries international watch project initiative "
    "campaign board chamber cabinet treasury embassy mission secretariat organisation organization reserve exchange "
    "church brigade brigades corps command laboratory laboratories museum nations house administration government "
    "consortium charity unicef monitor observatory survey programme program".split()
)
_OF = frozenset(
    "ministry department university bank house houses board council court college institute church office bureau "
    "society association federation union party academy school chamber league confederation committee commission "
    "centre center museum organisation organization city republic kingdom state states people's army front "
    "movement ministers friends doctors reporters daughters sons bishop archbishop secretary minister speaker "
    "director head chief leader chair president governor mayor king queen prince duke chairman chairwoman".split()
)
FUNCTION = frozenset(
    "a an the this that these those he she it they we i you his her its their our my your who what when where why how "
    "which and or but nor so yet if as at by for from in into of off on onto over to up with without about above "
    "across after against along amid among around before behind below beneath beside besides between beyond despite "
    "down during except inside like near outside past per since than through throughout till toward towards under "
    "until upon via while whereas although though because unless once whether not no yes there here then now also "
    "even just only still more most much many some several few all both each every either neither any other another "
    "such same one two three four five six seven eight nine ten hundreds thousands dozens millions is are was were be "
    "been being am do does did has have had will would shall should can could may might must let according asked "
    "speaking writing responding meanwhile however instead moreover nevertheless nonetheless later earlier today "
    "yesterday tomorrow tonight last next this first second third finally again thus hence perhaps maybe indeed yet "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december spring summer autumn winter photo photograph picture pictured image video "
    "watch read breaking updated exclusive analysis opinion says said told asked saying added adds warns warned "
    "claims claimed calls called q q. ok oh well dear please thank thanks sorry good great never always "
    "nothing everything everyone everybody nobody someone something anyone anything".split()
)
_TRAILING = frozenset(
    "a an the and or but of for in on at to by from with as is are was were be has have had will said says he she it "
    "they we i you his her its their this that monday tuesday wednesday thursday friday saturday sunday january "
    "february april june july august september october november december".split()
)
_LIFT = frozenset(
    "former ex ex- then then- presumptive likely failed potential would-be one-time onetime two-time three-time self-styled "
    "self-described top-ranking high-ranking ranking prominent influential celebrated award-winning deputy vice assistant associate acting interim outgoing incoming incumbent senior junior "
    "chief lead leading top veteran retired late longtime long-time long-serving founding honorary emeritus "
    "permanent principal special general managing executive non-executive regional national local federal state "
    "city county district foreign defence defense interior home finance health education justice environment trade "
    "transport agriculture energy labour labor culture sports housing prime first shadow press communications "
    "campaign party opposition government military police army naval air security intelligence economic economics "
    "political policy legal human rights climate science technology company group union medical public parish "
    "presidential parliamentary congressional democratic republican conservative liberal progressive socialist green "
    "independent moderate hardline far-right far-left right-wing left-wing centre-right centre-left newly-elected "
    "elected re-elected current new british-born us-based london-based lead-off house senate white majority minority "
    "supreme high court world un eu nato us uk opposition-party vice-presidential gubernatorial mayoral real estate "
    "investment business marketing sales research data digital social media sports football head team co".split()
)  # fmt: skip
_STOP_LEFT = frozenset(
    "said says say told tells told added adds and or but that while as when where who whom which according to by from "
    "with in on at of for against after before because if is are was were be been has have had will would can could "
    "also not then reporters met meets meet between than about into over under named called monday tuesday wednesday thursday friday saturday "
    "sunday yesterday today tonight".split()
)
_DETERMINERS = frozenset("a an the his her its their our my your this that one another".split())
_VERBISH = frozenset(
    "said says say told tells added adds wrote writes who which whose whom that was is were are has had have will would "
    "told asked argued claimed insisted warned announced denied noted explained tweeted posted responded replied "
    "called described accused urged criticised criticized praised stated confirmed declined refused testified "
    "continued recalled predicted acknowledged admitted agreed suggested stressed pointed promised pledged vowed "
    "believes thinks hopes and but".split()
)
_GENDERED = {
    "spokeswoman": "f", "chairwoman": "f", "congresswoman": "f", "businesswoman": "f", "policewoman": "f",
    "mother": "f", "wife": "f", "daughter": "f", "sister": "f", "queen": "f", "princess": "f", "actress": "f",
    "grandmother": "f", "woman": "f", "girl": "f", "widow": "f", "aunt": "f", "niece": "f", "headmistress": "f",
    "waitress": "f", "councilwoman": "f", "nun": "f", "duchess": "f", "mum": "f", "mom": "f", "anchorwoman": "f",
    "spokesman": "m", "chairman": "m", "congressman": "m", "businessman": "m", "policeman": "m", "father": "m",
    "husband": "m", "son": "m", "brother": "m", "king": "m", "prince": "m", "pope": "m", "grandfather": "m",
    "man": "m", "boy": "m", "widower": "m", "uncle": "m", "nephew": "m", "monk": "m", "imam": "m", "duke": "m",
    "headmaster": "m", "councilman": "m", "actor": "m", "dad": "m", "fisherman": "m", "bishop": "m", "cardinal": "m",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A role that the article gives somebody: its words, and the country they name.

    Args:
        text: as the article writes it, without a leading article or possessor.
        head: its head noun, lower case, singular.
        words: its words, lower case.
        context: the role with whatever possessor stands before it ("Russia's deputy defence minister").
        position: the word at which it stands.
    """

    text: str
    head: str
    words: frozenset[str]
    context: str
    position: int


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


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    file = resources.files("framing").joinpath("resources", "speakers", "places.txt")
    return frozenset(file.read_text(encoding="utf-8").split("\n")) - {""}


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """The singular of a role noun, for comparing heads."""
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and noun(word[:-1]):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a run of capitalised words divides: skip, role words, name words; and what the name is."""

    skip: int
    role: int
    name: int
    end: int
    kind: str  # person | single | organisation | place | country | role | none
    gender: str


@lru_cache(maxsize=65536)
def _cut(run: tuple[str, ...]) -> _Cut:
    """Divide a run of capitalised words into what to skip, the role, and the name."""
    lower = [form.lower() for form in run]
    count = len(run)
    skip = 0
    while skip < count and lower[skip] in FUNCTION and not (run[skip] == "US" or run[skip] in ("May", "Will")):
        skip += 1
    while count > skip and lower[count - 1] in _TRAILING:
        count -= 1
    if skip >= count:
        return _Cut(skip, skip, skip, count, "none", "u")
    terms = gazetteer.country_terms()
    names = gazetteer.given_names()
    # courtesy titles: everything behind them is a name
    for at in range(skip, count - 1):
        if lower[at] in COURTESY:
            name = at + 1
            role = skip
            if run[name].rstrip(".").lower() in COURTESY:
                name += 1
            return _Cut(skip, role, min(name, count - 1), count, "person", COURTESY[lower[at]])
    whole = " ".join(run[skip:count])
    if whole in terms:
        how = terms[whole][1]
        kind = {"name": "country", "capital": "country", "metonym": "organisation"}.get(how, how)
        if terms[whole][0].kind == "body" and kind in ("country", "adjective"):
            kind = "organisation"
        if count - skip == 1 and run[skip] in ("US", "U.S.", "UK", "U.K."):
            kind = "country"
        return _Cut(skip, skip, skip, count, kind, "u")
    if whole in _places():
        return _Cut(skip, skip, skip, count, "country", "u")
    # the last role noun with something behind it
    for at in range(count - 2, skip - 1, -1):
        known = noun(lower[at])
        if known is None or not (known.kind == "role" or known.kind == "person" and run[at + 1] in names):
            continue
        name = at + 1
        if lower[name] in ("of", "for"):
            for later in range(name + 2, count):
                if run[later] in names:
                    return _Cut(skip, skip, later, count, "person", _gender(run[later]))
            return _Cut(skip, skip, count, count, "role", "u")
        rest = lower[name:count]
        if any(word in _ORGANISATION for word in rest) or noun(rest[-1]) or "of" in rest:
            break
        if at == skip and run[skip] in names and count - name == 1 and lower[at] not in ("dean", "king", "prince"):
            break
        if len(rest) <= 5:
            return _Cut(skip, skip, name, count, "person", _gender(run[name]))
    last = noun(lower[count - 1])
    if last is not None and run[skip] not in names and (last.kind == "role" or lower[count - 1] in _PARTY):
        return _Cut(skip, skip, count, count, "role", "u")
    if last is not None and last.kind == "group" and lower[count - 1] not in _ORGANISATION and run[skip] not in names:
        return _Cut(skip, skip, skip, count, "group", "u")
    cue = any(word in _ORGANISATION for word in lower[skip:count] if word not in ("may",))
    if cue and not (run[skip] in names and count - skip == 2 and lower[count - 1] in ("house", "post", "guard", "united", "church", "banks", "bank", "force", "times", "court", "watch", "front")):
        return _Cut(skip, skip, skip, count, "organisation", "u")
    if last is not None and last.kind == "organisation" and count - skip > 1:
        return _Cut(skip, skip, skip, count, "organisation", "u")
    if last is not None and last.kind == "group" and run[skip] not in names:
        return _Cut(skip, skip, skip, count, "group", "u")
    if count - skip == 1:
        form = run[skip]
        if form.isupper() and len(form.replace(".", "")) > 1:
            if noun(lower[skip]) is not None:
                return _Cut(skip, skip, count, count, "role", "u")
            return _Cut(skip, skip, skip, count, "acronym", "u")
        if len(form) < 2:
            return _Cut(skip, skip, skip, count, "none", "u")
        return _Cut(skip, skip, skip, count, "single", _gender(form))
    if run[skip] in names or run[skip].partition("-")[0] in names:
        return _Cut(skip, skip, skip, count, "person", _gender(run[skip]))
    # an adjective or a place before the name: "Russian Nikolai Pankov", "London Breed" excepted by length
    for at in range(1, count - skip - (count - skip < 3)):
        if " ".join(run[skip : skip + at]) in terms or " ".join(run[skip : skip + at]) in _places():
            inner = _cut(run[skip + at : count])
            if inner.kind in ("person", "organisation"):
                return _Cut(skip, skip, skip + at + inner.name, count, inner.kind, inner.gender)
            return _Cut(skip, skip, skip, count, "organisation", "u")
    if run[skip] in terms and terms[run[skip]][1] in ("adjective", "name"):
        return _Cut(skip, skip, skip, count, "organisation", "u")
    if "of" in lower or "and" in lower or "for" in lower:
        return _Cut(skip, skip, skip, count, "organisation", "u")
    if any(form in terms or word in _LIFT or noun(word) for form, word in zip(run[skip:count], lower[skip:count], strict=True)):
        plain = all(word in _LIFT or form in terms for form, word in zip(run[skip:count], lower[skip:count], strict=True))
        return _Cut(skip, skip, skip, count, "none" if plain else "organisation", "u")
    if count - skip <= 4 and all(form[:1].isalpha() for form in run[skip:count]):
        if any(form.isupper() and len(form) > 2 for form in run[skip:count]) and not all(f.isupper() for f in run[skip:count]):
            return _Cut(skip, skip, skip, count, "organisation", "u")
        return _Cut(skip, skip, skip, count, "person?", "u")
    return _Cut(skip, skip, skip, count, "organisation", "u")


class Noun0:
    """Stands for a word that is no noun of the list."""

    kind = ""


def _gender(form: str) -> str:
    names = gazetteer.given_names()
    return names.get(form) or names.get(form.partition("-")[0]) or names.get(form.title()) or "u"


@dataclass(slots=True)
class _Run:
    """A run of capitalised words where it stands."""

    positions: list[int]  # the words of the run; marks inside it are left out
    last: int  # the word after the run
    cut: _Cut
    block: int


_FAMOUS = frozenset(
    "trump biden obama putin zelensky zelenskyy zelenskiy macron merkel scholz merz starmer sunak truss netanyahu "
    "erdogan erdoğan modi xi bolsonaro lula trudeau carney clinton bush harris pence vance musk bezos zuckerberg gates "
    "lavrov peskov medvedev lukashenko assad maduro milei orban orbán meloni sanchez sánchez rutte stoltenberg guterres "
    "blinken rubio hegseth kennedy pelosi mcconnell schumer sanders rubio cruz romney desantis newsom corbyn cameron "
    "thatcher farage badenoch davey swinney sturgeon varadkar ardern albanese dutton morrison abe kishida ishiba kim "
    "duterte marcos ramaphosa zuma mandela ruto kagame museveni tinubu buhari sisi khamenei rouhani raisi nasrallah "
    "sinwar abbas navalny prigozhin shoigu mueller comey fauci snowden assange".split()
)


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
    """Reads one document; holds the word columns and the indexes over the names found so far."""

    def __init__(self, doc: Document) -> None:
        self.forms = doc.words.forms
        self.lower = doc.words.lower
        # whoever differs from its lower case has a capital somewhere; most words are ruled out so
        self.capitals = [
            i for i, (form, small) in enumerate(zip(self.forms, self.lower, strict=True))
            if form != small and form[0].isupper()
        ]  # fmt: skip
        self.blocks: list[tuple[int, int, bool]] = []
        for span, _ in doc.story:
            inside = doc.words.within(span)
            if len(inside):
                self.blocks.append((inside.start, inside.stop, self._title_case(inside.start, inside.stop)))
        self.common = frozenset(self.forms)
        self.inner: set[str] = set()  # words with a capital where none is due
        self.full: dict[tuple[str, str], Entity] = {}  # (given, surname) → person
        self.by_part: dict[str, list[Entity]] = {}  # lower-cased surname or given name → persons
        self.others: dict[str, Entity] = {}  # organisations, countries and unknown names by lower-cased name
        self.by_first: dict[str, Entity] = {}
        self.acronyms: dict[str, Entity] = {}
        self.entities: list[Entity] = []
        self.countries: dict[str, int] = {}

    def _title_case(self, first: int, last: int) -> bool:
        """Whether nearly all words of a block have a capital, as in headlines of some houses."""
        capitals = bisect_left(self.capitals, last) - bisect_left(self.capitals, first)
        if 5 * capitals < 2 * (last - first) or last - first < 4:
            return False
        long = [form for form in self.forms[first : min(last, first + 200)] if len(form) > 3 and form[0].isalpha()]
        share = 0.75
        if self.forms[last - 1] in (".", "!", "?", "”", '"') and last - first < 24:
            share = 0.95  # a short sentence full of names and titles
        return len(long) > 3 and sum([form[0].isupper() for form in long]) > share * len(long)

    def cast(self) -> Cast:
        runs: list[_Run] = []
        for number, (first, last, title_case) in enumerate(self.blocks):
            if not title_case:
                self._find_runs(first, last, number, runs)
        for run in runs:
            if run.cut.kind == "person" and run.cut.end - run.cut.name > 1:
                self._register(run).times += 1
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
            mentions, [m.first for m in mentions], self.entities, self.countries, self.acronyms, self._offices(runs)
        )

    def _offices(self, runs: Sequence[_Run]) -> tuple[Role, ...]:
        """Offices of a country that stand without a name: "Russia's deputy defence minister said"."""
        found = []
        lower = self.lower
        for run in runs:
            if run.cut.kind not in ("country", "adjective") or run.last >= len(lower):
                continue
            at = run.last + (lower[run.last] in ("'s", "’s", "'"))
            head = -1
            for k in range(at, min(at + 6, self.blocks[run.block][1])):
                known = noun(lower[k])
                if known is not None and known.kind == "role":
                    head = k
                elif known is None and lower[k] not in _LIFT:
                    break
            role = self._role(at, head + 1, head, run.positions[run.cut.skip]) if head >= 0 else None
            if role is not None:
                found.append(role)
        return tuple(found)

    # --- runs of capitals

    def _find_runs(self, first: int, last: int, block: int, runs: list[_Run]) -> None:
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
                if form not in _JOINERS and "-" not in form:
                    break
                before = forms[k - 1]
                after = forms[k + 1] if k + 1 < last else ""
                if form == "." and len(before) == 1 and after[:1].isupper():
                    k += 1
                elif form == "," and after.lower() in _SUFFIXES:
                    k += 1
                elif form in _PARTICLES and before[0].isupper() and before.lower() not in FUNCTION and (
                    after[:1].isupper() or (after in _PARTICLES and k + 2 < last and forms[k + 2][0].isupper())
                ):
                    positions.append(k)
                    k += 1
                elif form in _PARTICLES and before in _PARTICLES and after[:1].isupper():
                    positions.append(k)
                    k += 1
                elif form.startswith(("al-", "el-", "bin-", "ul-")) and len(form) > 4 and form[3:4].isupper():
                    positions.append(k)
                    k += 1
                elif form in ("of", "for") and before.lower() in _OF and (
                    after[:1].isupper() or (after == "the" and k + 2 < last and forms[k + 2][0].isupper())
                ):
                    positions.append(k)
                    if after == "the":
                        positions.append(k + 1)
                    k = positions[-1] + 1
                elif form == "&" and after[:1].isupper():
                    positions.append(k)
                    k += 1
                elif form == "and" and after[:1].isupper() and any(forms[p] == "of" for p in positions) and (
                    after not in gazetteer.given_names() and k + 2 < last and not forms[k + 2][0].isupper()
                ):
                    positions.append(k)
                    k += 1
                else:
                    break
            done = k
            if len(positions) == 1 and lower[start] in FUNCTION and forms[start] != "US":
                continue
            initial = start == first or forms[start - 1] in _OPENERS
            self.inner.update([forms[p] for p in (positions[1:] if initial else positions)])
            if initial:
                self._trim_initial(positions)
                if not positions:
                    continue
            cut = _cut(tuple([forms[p] for p in positions]))
            if cut.kind != "none":
                runs.append(_Run(positions, k, cut, block))

    def _trim_initial(self, positions: list[int]) -> None:
        """A sentence's first word is no name merely for its capital."""
        head = self.forms[positions[0]]
        word = self.lower[positions[0]]
        if word in FUNCTION or head in gazetteer.given_names() or word in COURTESY:
            return
        if len(positions) == 1:
            if word in self.common or noun(word) is not None or word in _LIFT:
                del positions[0]
            return
        known = noun(word)
        if (word in self.common or word.endswith("ly")) and known is None and word not in _LIFT | _ORGANISATION:
            del positions[0]

    def _sound(self, run: _Run) -> bool:
        """Whether a lone capitalised word that opens its sentence is a name at all."""
        if run.cut.kind != "single" or len(run.positions) > 1:
            return True
        at = run.positions[0]
        form = self.forms[at]
        if at != self.blocks[run.block][0] and self.forms[at - 1] not in _OPENERS:
            return True
        if form in self.inner or form in gazetteer.given_names() or self.lower[at] in _FAMOUS:
            return True
        if self.lower[at] in self.by_part or self._told_apart(run.last):
            return True
        if form.endswith("ing"):
            return False
        following = self.lower[run.last] if run.last < len(self.forms) else ""
        return following in _VERBISH or following in ("'s", "'", "(")

    def _told_apart(self, last: int) -> bool:
        """Whether a comma with an age, "who" or "which" follows, as only behind a name."""
        if last + 1 >= len(self.forms) or self.forms[last] != ",":
            return False
        return self.forms[last + 1].isdigit() or self.lower[last + 1] in ("who", "which", "whose", "formerly")

    # --- entities

    def _name(self, run: _Run) -> tuple[str, ...]:
        forms = self.forms
        parts = []
        for p in run.positions[run.cut.name : run.cut.end]:
            form = forms[p]
            if len(form) == 1 and p + 1 < len(forms) and forms[p + 1] == ".":
                form += "."
            parts.append(form)
        return tuple(parts)

    def _register(self, run: _Run) -> Entity:
        parts = self._name(run)
        core = [part for part in parts if part.lower() not in _SUFFIXES and part.lower() not in COURTESY]
        if len(core) < 2:
            core = list(parts)
        key = (core[0].lower(), core[-1].lower())
        entity = self.full.get(key)
        if entity is None:
            entity = Entity(" ".join(core), "person", tuple(core), _gender(core[0]))
            self.full[key] = entity
            self.entities.append(entity)
            names = {core[-1].lower(), core[0].lower()}
            for at in range(1, len(core)):
                if core[at].lower() in _PARTICLES or core[at - 1].lower() in _PARTICLES or len(core) > 2:
                    names.add(" ".join(core[at:]).lower())
            if len(core) > 2:
                names.add(core[1].lower())
            for name in names:
                self.by_part.setdefault(name, []).append(entity)
        return entity

    def _unsure(self, run: _Run) -> None:
        """Two or more capitalised words that no list knows: a person unless the text speaks against it."""
        cut = run.cut
        first = run.positions[cut.name]
        before = self.lower[first - 1] if first else ""
        size = cut.end - cut.name
        known = noun(before) if before else None
        if known is not None and known.kind == "organisation":  # "the fans' group Curva Nord"
            run.cut = _Cut(cut.skip, cut.role, cut.name, cut.end, "organisation", "u")
            return
        person = size <= 3 and before not in ("the", "a", "an", "in", "at", "near", "across", "from", "'s", "’s")
        if not person and size <= 3 and run.last < len(self.forms):
            person = self.forms[run.last] == "," and self._post_role(run) is not None
        run.cut = _Cut(cut.skip, cut.role, cut.name, cut.end, "person" if person else "organisation", "u")
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

    def _person(self, name: tuple[str, ...], gender: str, position: int) -> Entity | None:
        """The person meant by a part of a name, by the one named last where several share it."""
        among = self.by_part.get(" ".join(name).lower()) or self.by_part.get(name[-1].lower())
        if not among and len(name) > 1:
            among = self.by_part.get(name[0].lower())
        if not among:
            return None
        last = name[-1].lower()
        surnamed = [entity for entity in among if entity.parts[-1].lower() == last] or among
        if gender in "mf":
            surnamed = [e for e in surnamed if e.gender in (gender, "u")] or surnamed
        if len(surnamed) == 1:
            return surnamed[0]
        # whom the article is about goes by the bare surname; a namesake comes in by full name only
        return max(surnamed, key=lambda e: (e.times, e.places[-1] if e.places else -1))

    def _mention(self, run: _Run) -> Mention | None:
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
            entity = self.acronyms.get(parts[0]) or self._person((parts[0].title(),), "u", first)
            kind = "organisation"
        if kind == "single":
            entity = self._person(parts, cut.gender, first)
            if entity is None:
                entity = self.by_first.get(parts[0].lower())
            if entity is None:
                role = self._pre_role(run)
                known = noun(parts[0].lower())
                aged = self._told_apart(last) and self.lower[last + 1] != "which"
                aged = aged or (last < len(forms) and forms[last] == "," and self._post_role(run) is not None)
                if role is not None or aged or parts[0].lower() in _FAMOUS or (cut.gender in "mf" and before != "the"):
                    kind = "person"
                elif known is not None and (known.kind in ("role", "person", "group", "document")):
                    return None
                else:
                    kind = "organisation"
        if kind in ("person", "person?"):
            if entity is None:
                entity = self.full.get((parts[0].lower(), parts[-1].lower())) if len(parts) > 1 else None
            if entity is None:
                entity = self._person(parts, cut.gender, first)
            if entity is None and len(parts) > 1:
                entity = self._register(run)
            if entity is None:
                entity = Entity(" ".join(parts), "person", parts, "u")
                self.entities.append(entity)
                self.by_part.setdefault(parts[0].lower(), []).append(entity)
            if cut.gender in "mf" and entity.gender == "u":
                entity.gender = cut.gender
            if cut.name > cut.role and cut.gender in "mf" and self.lower[run.positions[cut.name - 1]] in COURTESY:
                entity.gender = cut.gender
        elif entity is None:
            entity = self._other(" ".join(parts), "country" if kind == "country" else "organisation", parts)
            if self._count(entity.name) is None:
                for part in parts:
                    self._count(part)
        if entity.kind == "organisation" and last + 2 < len(forms) and forms[last] == "(" and forms[last + 2] == ")":
            short = forms[last + 1]
            if short.isupper() and len(short) > 1:
                self.acronyms[short] = entity
                self.others.setdefault(short.lower(), entity)
        if entity.kind == "person":
            role = role or self._pre_role(run)
            if role is None or len(role.words) == 1:
                role = self._reverse_role(run, first) or role
            after = self._post_role(run)
            if after is not None and (
                role is None
                or (
                    len(after.words) > len(role.words)
                    and not (after.head in _PARTY and forms[last + 1] not in ("the", "a", "an"))
                    and after.text.partition(" ")[0] not in _HEADS
                )
            ):
                if role is not None:
                    entity.roles.append(role)
                role = after
            if role is not None:
                if len(role.words) == 1 and role.head in _TITLED:
                    role = self._at_home(role, run)
                entity.roles.append(role)
                told = _GENDERED.get(role.head)
                if told and entity.gender == "u":
                    entity.gender = told
        subject = before not in _PREPOSITIONS and not (
            last < len(forms) and self.lower[last] in ("'s", "'", "’")
        )
        entity.places.append(first)
        return Mention(first, last, name_at, entity, role, subject)

    def _at_home(self, role: Role, run: _Run) -> Role:
        """"Prof Ama Osei, of the University of Kumasi": a bare title with the place it is held at."""
        forms, lower = self.forms, self.lower
        at = run.last
        limit = self.blocks[run.block][1]
        if at < limit and forms[at] == ",":
            at += 1
        if at + 1 >= limit or lower[at] not in ("of", "from", "at"):
            return role
        for k in range(at + 1, min(at + 4, limit)):
            if forms[k][0].isupper():
                text = f"{role.text} {self._text(at, self._end(k, limit))}"
                return Role(text, role.head, role.words, text, role.position)
        return role

    def _in_capitals(self, first: int, last: int, mentions: list[Mention]) -> None:
        """In a line where every word has a capital only names that are known already are names."""
        forms = self.forms
        k = first
        terms = gazetteer.country_terms()
        while k < last:
            form = forms[k]
            step = 1
            if form[0].isupper():
                for size in (4, 3, 2, 1):
                    if k + size > last:
                        continue
                    parts = tuple(forms[k : k + size])
                    name = " ".join(parts)
                    if size > 1:
                        plain = tuple(part.title() for part in parts) if name.isupper() else parts
                        entity = self.full.get((plain[0].lower(), plain[-1].lower())) or self.others.get(name.lower())
                    elif form.lower() in FUNCTION:
                        break
                    else:
                        entity = self._person(parts, "u", k) or self.others.get(name.lower())
                    if entity is None and name in terms and terms[name][1] in ("name", "capital", "metonym"):
                        entity = self._other(name, "country" if terms[name][1] != "metonym" else "organisation", parts)
                    if entity is None and 2 <= size <= 3 and parts[0] in gazetteer.given_names():
                        if parts[1].lower() not in FUNCTION and noun(parts[1].lower()) is None and size == 2 and (
                            k + 2 < last and self.lower[k + 2] in _VERBISH | {":", ","}
                        ):
                            entity = Entity(name, "person", parts, _gender(parts[0]))
                            self.entities.append(entity)
                            self.full[(parts[0].lower(), parts[-1].lower())] = entity
                            self.by_part.setdefault(parts[-1].lower(), []).append(entity)
                    if entity is not None:
                        self._count(name)
                        before = self.lower[k - 1] if k > first else ""
                        subject = before not in _PREPOSITIONS and not (
                            k + size < last and self.lower[k + size] in ("'s", "'")
                        )
                        mentions.append(Mention(k, k + size, k, entity, None, subject))
                        step = size
                        break
                else:
                    self._count(form)
            k += step

    # --- roles

    def _role(self, start: int, end: int, head: int, context: int) -> Role | None:
        """The role in the words `start` to `end`, told from what may stand before it."""
        forms, lower = self.forms, self.lower
        while start < end and (lower[start] in _DETERMINERS or lower[start] in ("now", "currently", "also") or not forms[start][0].isalnum()):
            start += 1
        while end > start and not forms[end - 1][0].isalnum() and forms[end - 1] not in (")", "."):
            end -= 1
        if start >= end:
            return None
        words = frozenset(word.rstrip(".") for word in lower[start:end] if word[0].isalnum())
        if lower[head] == "general" and head > start and noun(lower[head - 1]):
            head -= 1  # "attorney general"
        return Role(
            self._text(start, end), singular(lower[head].rstrip(".")), words, self._text(min(context, start), end), start
        )

    def _text(self, start: int, end: int) -> str:
        """The words as written, put together again with single spaces."""
        return join(self.forms[start:end])

    def _left(self, at: int, floor: int) -> tuple[int, int, int]:
        """How far the noun phrase whose last word stands before `at` reaches to the left.

        Returns:
            its first word, its head (the role noun nearest its end, -1 if none), and the first word of
            what owns it ("Russia's").
        """
        forms, lower = self.forms, self.lower
        k = at
        head = -1
        unsure = 0
        sure = at
        while k - 1 >= floor and at - k < 10:
            word = lower[k - 1]
            if word in _DETERMINERS or word in ("'s", "'", "’"):
                sure = k
                break
            if word in ("of", "for") and k - 2 >= floor and (noun(lower[k - 2]) or Noun0).kind == "role" and k < at:
                k -= 1
                continue
            if k - 2 >= floor and lower[k - 2] == "of" and k - 3 >= floor and (noun(lower[k - 3]) or Noun0).kind == "role":
                k -= 1  # "chief of staff"
                continue
            if word == "and" and head >= 0 and k - 2 >= floor and (noun(lower[k - 2]) or Noun0).kind == "role":
                k -= 1  # "pollster and strategist"
                continue
            if word in _STOP_LEFT or word in _VERBISH or not (word[0].isalnum()) or word[0].isdigit():
                break
            known = noun(word)
            if known is not None and known.kind == "role":
                if head < 0 or lower[k] in ("of", "for"):
                    head = k - 1
                k -= 1
                sure = k
                unsure = 0
                continue
            if known is not None and known.kind == "organisation" or word in _LIFT or forms[k - 1][0].isupper():
                k -= 1
                if unsure == 0:
                    sure = k
                continue
            if word.endswith(("ly",)) or known is not None and known.kind in ("group",):
                break
            unsure += 1
            if unsure > 3:
                break
            k -= 1
        else:
            if k <= floor:
                sure = k
        if k - 1 >= floor and lower[k - 1] in _DETERMINERS:
            sure = k
        owner = sure
        if sure - 1 >= floor and lower[sure - 1] in ("'s", "'", "’"):
            owner = sure - 2
            while owner - 1 >= floor and forms[owner - 1][0].isupper():
                owner -= 1
        return sure, head, max(owner, floor)

    def _pre_role(self, run: _Run) -> Role | None:
        cut, lower = run.cut, self.lower
        floor = self.blocks[run.block][0]
        inside = [p for p in run.positions[cut.role : cut.name] if lower[p] not in COURTESY]
        head = next((p for p in reversed(inside) if (noun(lower[p]) or Noun0).kind in ("role", "person")), -1)
        if inside and "of" in (lower[p] for p in inside):
            head = next((p for p in inside if (noun(lower[p]) or Noun0).kind == "role"), head)
        first = inside[0] if inside else run.positions[min(cut.role, len(run.positions) - 1)]
        end = run.positions[cut.name]
        if inside and end - 1 in run.positions and lower[end - 1] in COURTESY:
            end -= 1
        if not inside:
            end = first
        start, found, owner = self._left(first, floor)
        if found >= 0 and head < 0 or start < first and head >= 0:
            # the words to the left belong to the role only if they end in its noun or modify it
            if head >= 0 and found < 0 and not self._modifies(start, first):
                start = first
                owner = first
            return self._role(start, end, head if head >= 0 else found, owner)
        if head >= 0:
            return self._role(first, end, head, owner if start == first else first)
        return None

    def _modifies(self, start: int, end: int) -> bool:
        return all(
            word in _LIFT or self.forms[start + at][0].isupper() or noun(word) is not None
            for at, word in enumerate(self.lower[start:end])
        )

    def _reverse_role(self, run: _Run, first: int) -> Role | None:
        """"its chief executive, Jane Doe," and "a spokesman for the ministry, Ivan Petrov,"."""
        floor = self.blocks[run.block][0]
        forms, lower = self.forms, self.lower
        if first - 2 < floor or forms[first - 1] != ",":
            return None
        after = forms[run.last] if run.last < len(forms) else "."
        if not (after in ",.;:)" or lower[run.last] in _VERBISH):
            return None
        comma = first - 1
        for at in range(comma - 1, max(floor, comma - 14) - 1, -1):
            word = lower[at]
            if word in _VERBISH or forms[at] in _ENDS or forms[at] == ",":
                return None
            known = noun(word)
            if known is None or known.kind not in ("role", "person") or word in _RELATION:
                continue
            if at + 1 != comma and lower[at + 1] not in _ATTACH:
                continue
            start, _, owner = self._left(at, floor)
            begins = start == floor or lower[start - 1] in _DETERMINERS or lower[start - 1] in ("'s", "'", "’", "to")
            begins = begins or forms[start - 1] in _OPENERS or forms[start - 1] == ","
            return self._role(start, comma, at, owner) if begins else None
        return None

    def _post_role(self, run: _Run) -> Role | None:
        """"Catherine Ray, a spokeswoman for the EU's foreign service, …" and its like."""
        forms, lower = self.forms, self.lower
        limit = self.blocks[run.block][1]
        at = run.last
        if at >= limit:
            return None
        mark = forms[at]
        if mark == "(" and at + 2 < limit:  # (34), (R-Texas): no role; look behind it
            close = next((k for k in range(at + 1, min(at + 5, limit)) if forms[k] == ")"), None)
            if close is None or close + 1 >= limit:
                return None
            at = close + 1
            mark = forms[at]
        if lower[at] in ("is", "was") and at + 2 < limit and lower[at + 1] in ("a", "an", "the"):
            return self._phrase(at + 1, limit, copula=True)
        if mark in ("of", "from", "at"):
            return None
        if mark not in (",", "—", "–", "-", "--"):
            return None
        at += 1
        while at + 1 < limit and (forms[at][0].isdigit() or _party_tag(forms[at])) and forms[at + 1] == ",":
            at += 2
        while at + 3 < limit and _party_tag(forms[at]) and "," in forms[at : at + 4]:
            at = at + forms[at : at + 4].index(",") + 1
        if at < limit and lower[at] == "who" and at + 1 < limit:
            if lower[at + 1] in ("is", "was", "serves", "works", "served", "worked"):
                at += 2
                while at < limit and lower[at] in ("as", "also", "now", "currently"):
                    at += 1
                return self._phrase(at, limit)
            if lower[at + 1] in _HEADS:
                end = self._end(at + 2, limit)
                return self._role(at + 1, end, at + 1, at + 1)
            return None
        return self._phrase(at, limit)

    def _phrase(self, at: int, limit: int, copula: bool = False) -> Role | None:
        forms, lower = self.forms, self.lower
        if at >= limit or lower[at] in _NO_APPOSITION:
            return None
        for k in range(at, min(at + 12, limit)):
            word = lower[k]
            if word in _VERBISH or forms[k] in _ENDS or (forms[k] in ",—–)(" and k > at):
                return None
            if word in _ATTACH and k > at:
                return None
            known = noun(word)
            if known is None or (known.kind != "role" and not (known.kind == "person" and k - at < 6)):
                if known is not None and known.kind == "group" and k + 1 < limit and not forms[k + 1][0].isalpha():
                    return None
                continue
            following = lower[k + 1] if k + 1 < limit else "."
            # "the prime minister's office", "a police officer training school": not yet the head
            if following in ("'s", "’s", "'"):
                continue
            ahead = noun(following)
            if ahead is not None and ahead.kind in ("role", "organisation", "person"):
                continue
            if following in _LIFT and k + 2 < limit and (noun(lower[k + 2]) or Noun0).kind == "role":
                continue
            if following.endswith("s") and following.isalpha() and ahead is None and forms[k + 1][0].islower() and (
                following not in ("across", "s", "this", "as", "is")
            ):
                return None  # "a Utah Republican asks": a clause, no apposition
            if copula and (k - at > 5 or word in _RELATION or following not in _COPULA_END):
                return None
            return self._role(at, self._end(k + 1, limit), k, at)
        return None

    def _end(self, at: int, limit: int) -> int:
        """Where an apposition ends: at its comma, at a verb, at the sentence's end."""
        forms, lower = self.forms, self.lower
        for k in range(at, min(at + 25, limit)):
            form = forms[k]
            if form == "." and len(forms[k - 1]) == 1 and k + 1 < limit and forms[k + 1][0].isupper():
                continue  # "George W. Bush"
            if form in _ENDS or form in ";:)(—–" or form in ("--", "-", "“", "”", '"'):
                return k
            if form == ",":
                # "the University of California, Berkeley, said"
                if k + 2 < limit and forms[k - 1][0].isupper() and forms[k + 1][0].isupper() and forms[k + 2] == "," and (
                    forms[k + 1] not in gazetteer.given_names()
                ):
                    continue
                return k
            if lower[k] in _VERBISH and lower[k] not in ("and",):
                return k
            if lower[k] == "and" and k + 1 < limit and lower[k + 1] in _VERBISH | {"he", "she", "they"}:
                return k
        return min(at + 25, limit)


_OPENERS = frozenset([".", "!", "?", '"', "“", "‘", "'", ":", "``", "(", "[", "—", "–", "…", "...", "”", "’", "''", "*", "•", ";"])
_ENDS = frozenset([".", "!", "?", "…", "...", "”", '"', "“"])
_PREPOSITIONS = frozenset(
    "of for from to by with at in about against on over under after before behind between among like than including "
    "into through toward towards via without".split()
)
_ATTACH = frozenset("of for from at in with on to by and who which that".split())
_NO_APPOSITION = frozenset(
    "since when while as after before with without in on at by from for of to if because although though despite during "
    "until unless where which that he she it they we i you and or but nor so who whom whose not then there here".split()
)
_TITLED = frozenset("prof professor dr doctor lecturer researcher analyst economist academic scientist historian".split())
_COPULA_END = frozenset(", . of for at in with from who and ;".split())
_PARTY = frozenset("democrat republican independent conservative liberal socialist communist nationalist".split())
_RELATION = frozenset("rival opponent challenger incumbent critic ally one other another individual figure foe enemy".split())
_HEADS = frozenset(
    "heads leads runs chairs directs manages oversees owns founded co-founded teaches edits represents headed led ran "
    "chaired directed coaches commands".split()
)


def _party_tag(form: str) -> bool:
    return len(form) > 2 and form[0] in "RDI" and form[1] in "-‑–"


def join(forms: Sequence[str]) -> str:
    """Words put together as a reader expects them.

    Example:
        >>> join(["the", "EU", "'s", "envoy", ",", "J", ".", "Doe"])
        "the EU's envoy, J. Doe"
    """
    made = ""
    for form in forms:
        if made and not (form[0] in ",.;:!?)”" or form[:2] in ("'s", "’s", "n'") or form in ("'", "’")) and not made.endswith(("(", "“", "$")):
            made += " "
        made += form
    return made
