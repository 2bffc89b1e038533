"""A camps file drafted from a corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from framing.camps.context import MAIN, Context
from framing.camps.countries import country_of
from framing.camps.file import load
from framing.camps.matching import matcher_of
from framing.camps.opposing import accuses
from framing.camps.placing import assign, with_act
from framing.camps.wording import STATE
from framing.people import mentions
from framing.statement import Statement
from framing.text import Document
from framing.words import gazetteer
from framing.words.gazetteer import noun
from framing.words.tables import WordSet


@dataclass(frozen=True, slots=True)
class DraftMember:
    """A party in a draft.

    Args:
        name: its name.
        person: whether it is a person; else a body.
        statements: how many it makes.
        told: what puts it there, with the sentence that says so.
    """

    name: str
    person: bool
    statements: int
    told: str


@dataclass(frozen=True, slots=True)
class DraftSide:
    """A side of a dispute in a draft.

    Args:
        name: of the member that stands for it.
        against: that of the other side.
        members: in the order in which they are listed.
        more: how many are not among them.
        state: the country whose officials it holds, or "".
        unnamed: whether accusers whom nobody names are on it too.
    """

    name: str
    against: str
    members: tuple[DraftMember, ...]
    more: int = 0
    state: str = ""
    unnamed: bool = False


def suggest(
    documents: Sequence[Document], statements: Sequence[Sequence[Statement]], *,
    sides: Sequence[DraftSide] | None = None, doubtful: Sequence[DraftMember] = (), more: int = 0,
) -> str:  # fmt: skip
    """Draft a camps file from a corpus: its sides where they are told, one camp a country, speakers to divide.

    Args:
        documents: the articles.
        statements: the statements of each article, with speakers.
        sides: who stands against whom, as `framing.study.drafting` finds it; None where nobody looked, then the draft
            has camps by role instead.
        doubtful: who may belong to one of these sides; listed apart.
        more: how many disputes have no sides in the draft.

    Returns:
        YAML text that `parse` accepts; the analyst renames, merges and deletes, and takes the speakers of
        the commented block at its end into the camps they belong to.

    Example:
        >>> from framing.article import Article, Span
        >>> from framing.camps.file import parse
        >>> doc = Document(Article("a", "Kenya said so. Kenyan minister Ana Ruiz agreed."))
        >>> s = Statement(0, "indirect", Span(0, 5), Span(6, 10), (Span(11, 13),), speaker="Kenya",
        ...               speaker_type="organisation")
        >>> draft = suggest([doc], [[s]])
        >>> [camp.name for camp in parse(draft)]
        ['Kenya', 'critics']
    """
    draft = _Draft(sides, doubtful, more)
    for doc, made in zip(documents, statements, strict=True):
        draft.read(doc, made)
    return draft.text()


class _Draft:
    """What a corpus says of its countries and speakers, counted for a camps file."""

    def __init__(
        self, sides: Sequence[DraftSide] | None = None, doubtful: Sequence[DraftMember] = (), more: int = 0
    ) -> None:
        self.sides, self.doubtful, self.more = sides, doubtful, more
        self.said: Counter[str] = Counter()
        self.kinds: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        self.country: dict[str, str] = {}
        self.lands: Counter[str] = Counter()
        self.by_role: Counter[str] = Counter()
        self.placed: set[str] = set()
        self.unlisted: dict[str, str] = {}
        self.guessed: list[tuple[str, str]] = []
        self.bodies: dict[str, Counter[str]] = {}
        self.nobody = 0
        self.shouted: set[str] = set()
        self.generic = load("generic")

    def read(self, doc: Document, made: Sequence[Statement]) -> None:
        """Count one article."""
        cast = mentions.read(doc)
        context = Context(cast, doc.text)
        for land, count in cast.countries.items():
            self.lands[land] += count
        sides = assign(doc, made, self.generic)
        for s in sides:
            if s.speaker is None:
                self.nobody += accuses(with_act(s, doc))
                continue
            name = s.speaker
            self.said[name] += 1
            self.kinds.setdefault(name, s.speaker_type)
            if (
                name.isupper()
                and name not in self.shouted
                and re.search(rf"\b{re.escape(name.title())}\b", doc.text)
            ):
                self.shouted.add(name)
            if s.role:
                self.roles.setdefault(name, s.role)
            text = (s.role or "") if s.speaker_type == "person" else name
            classes = matcher_of(self.generic).kinds(text, s.speaker_type, name)
            stately = bool(set(classes[:2]) & (STATE | {"country", "spokes"})) and classes[:1] != ("party",)
            land_of = country_of(text) if stately or s.speaker_type != "person" else None
            if land_of is None and stately and s.role:
                land_of, how = context.country(name, s.role)
                if how == MAIN and (own := context.state(name, s.role, s.speaker_type)) is not None:
                    self.unlisted.setdefault(name, own)
                elif land_of is not None and how == MAIN:
                    self.guessed.append((name, land_of))
                if how == MAIN:
                    land_of = None
            elif land_of is None and stately and s.speaker_type == "organisation":
                own = context.state(name, None, s.speaker_type)
                if own is not None:
                    self.unlisted.setdefault(name, own)
            if land_of is not None:
                self.country.setdefault(name, land_of)
            elif s.camp is not None and not self.generic[s.camp].official:
                self.by_role[s.camp] += 1
                if s.camp_rule is not None and s.camp_rule.kind.startswith("organisations"):
                    self.bodies.setdefault(s.camp, Counter())[s.camp_rule.matched] += 1
                    self.placed.add(name)
                if s.camp_rule is not None and s.camp_rule.kind == "roles" and self.generic[s.camp].roles:
                    self.placed.add(name)

    def text(self) -> str:
        """The file."""
        said, seen = self.said, set[str]()
        home = max(self.lands, key=lambda land: (self.lands[land], land), default=None)
        for name, land in self.guessed:  # an office without a country is of the one that the corpus is about
            if land == home:
                self.country.setdefault(name, land)
        ranked = sorted(said, key=lambda name: (-said[name], name))
        full = {
            name.split()[-1].casefold() for name in ranked if len(name.split()) > 1 and not name.isupper()
        }
        heard: Counter[str] = Counter()
        for name, land in self.country.items():
            heard[land] += said[name]
        lines = [
            "# Draft of camps, made from the corpus: rename, merge and delete, then use it with --camps.",
            "# The numbers are statements, for countries also mentions.",
            "camps:",
        ]
        taken = {"critics"}
        lines += self._told(seen, taken)
        lands = sorted(self.lands | heard, key=lambda land: (-heard[land], -self.lands[land], land))
        lands = [land for land in lands if land.casefold() not in taken]
        lands = [land for land in lands if heard[land] or self.lands[land] >= 3]
        for land in lands[:_COUNTRIES]:
            lines.append(f"  {_quoted(land)}:  # {self.lands[land]} mentions, {heard[land]} statements")
            lines.append(f"    countries: [{_quoted(land)}]")
            lines.append("    roles: [official, military, parliament]")
            own = [n for n in ranked if self.country.get(n) == land and self.kinds[n] == "person"]
            own = [n for n in own if not self._junk(n, full)]
            lines += self._listed("names", own, seen, 15)
        if len(lands) > _COUNTRIES:
            rest = ", ".join(_comment(land) for land in lands[_COUNTRIES : _COUNTRIES + 10])
            lines.append(f"  # and {len(lands) - _COUNTRIES} more: {rest}")
        for land, _ in Counter(self.unlisted.values()).most_common(_COUNTRIES):
            if land.casefold() in taken:
                continue
            who = [n for n in ranked if self.unlisted.get(n) == land]
            if sum(said[n] for n in who) < 2 or gazetteer.country(land) is not None:
                continue
            lines.append(
                f"  {_quoted(land)}:  # {sum(said[n] for n in who)} statements; not in the country table"
            )
            lines.append(f"    patterns: ['\\b{land}']")
            people = [n for n in who if self.kinds[n] == "person" and not self._junk(n, full)]
            lines += self._listed("names", people, seen, 15)
        for camp in self.generic if self.sides is None else ():
            if camp.roles and not camp.official and not camp.critics and self.by_role[camp.name] >= 2:
                lines.append(f"  {_quoted(camp.name)}:  # {self.by_role[camp.name]} statements")
                lines.append(f"    roles: [{', '.join(_quoted(role) for role in camp.roles)}]")
                lines += self._bodies(camp.name, seen)
        lines.append(f"  critics:  # {self.nobody} accusations without a source")
        lines += ["    critics: true", "    agentless: true"]
        doubt = [one for one in self.doubtful if _plainly(one.name).casefold() not in seen]
        if doubt:
            lines.append(
                "# Doubtful: these have to do with a dispute above, on a side that is not told surely."
            )
            lines += [f"#      - {_quoted(_plainly(one.name))}  # {_why(one)}" for one in doubt]
            seen.update(_plainly(one.name).casefold() for one in doubt)
        left = [
            n
            for n in ranked
            if self.kinds[n] in ("person", "organisation") and n not in self.country and n not in self.placed
            and n not in self.unlisted
            and gazetteer.country(n) is None and not self._junk(n, full)
        ]  # fmt: skip
        if len(left) > 40:
            left = [n for n in left if said[n] > 1]
        made: list[str] = []
        for kind, key in (("organisation", "organisations"), ("person", "names")):
            made += self._listed(key, [n for n in left if self.kinds[n] == kind], seen, 20)
        if made:
            lines.append("# To assign: no rule places these; take each line into the camp it belongs to.")
            lines += ["#" + line for line in made]
        if self.more:
            lines.append(
                f"# {self.more} smaller dispute{'s have' if self.more > 1 else ' has'} no sides here."
            )
        return "\n".join(lines) + "\n"

    def _told(self, seen: set[str], taken: set[str]) -> list[str]:
        """The sides of the disputes, each a camp."""
        lines: list[str] = []
        held: set[str] = set()
        for side in self.sides or ():
            listed: dict[bool, list[str]] = {False: [], True: []}
            state = side.state if side.state and side.state.casefold() not in held else ""
            for member in side.members:
                plain = _plainly(member.name)
                if not plain or plain.casefold() in seen or plain == state:
                    continue
                seen.add(plain.casefold())
                listed[member.person].append(f"      - {_quoted(plain)}  # {_why(member)}")
            if not state and not any(listed.values()):
                continue
            name = _own_name(_plainly(side.name) or "side", taken)
            lines.append(f"  {_quoted(name)}:  # against {_comment(side.against)}")
            if state:
                held.add(state.casefold())
                taken.add(state.casefold())  # no camp of its own further down
                seen.add(state.casefold())
                lines += [f"    countries: [{_quoted(state)}]", "    roles: [official, military, parliament]"]
            for person, key in ((False, "organisations"), (True, "names")):
                lines += [f"    {key}:", *listed[person]] if listed[person] else []
            if side.unnamed:
                lines.append("    # accusers whom nobody names stand here too; the camp 'critics' takes them")
            if side.more > 0:
                lines.append(f"    # and {side.more} more")
        return lines

    def _bodies(self, camp: str, seen: set[str]) -> list[str]:
        """The well-known bodies of a camp that the corpus heard."""
        found = [
            (body, n)
            for body, n in self.bodies.get(camp, Counter()).most_common()
            if body.casefold() not in seen
        ]
        seen.update(body.casefold() for body, _ in found)
        return ["    organisations:", *(f"      - {_quoted(b)}  # {n}" for b, n in found)] if found else []

    def _junk(self, name: str, full: set[str]) -> bool:
        """Whether an entry would be no name: a common noun, a dateline, a zone, a surname told in full elsewhere."""
        plain = _comment(name).strip()
        words = plain.split()
        if not words or not any(w[:1].isupper() for w in words) or plain in _ZONES:
            return True
        if len(words) == 1:
            if plain.casefold() in full or plain in self.shouted or noun(plain.lower()) is not None:
                return True
            if plain.isupper() and (len(plain) > 6 or gazetteer.country(plain.title()) is not None):
                return True
        return len(words) > 1 and plain.isupper() and plain in self.shouted

    def _listed(self, key: str, names: Sequence[str], seen: set[str], most: int) -> list[str]:
        made: list[str] = []
        more = 0
        for name in names:
            plain = _comment(name).strip()
            # two spellings of one name would be the same entry to the reader of the file
            if not plain or plain.casefold() in seen:
                continue
            if len(made) >= most:
                more += 1
                continue
            seen.add(plain.casefold())
            role = f", {_comment(self.roles[name])}" if name in self.roles else ""
            made.append(f"      - {_quoted(plain)}  # {self.said[name]}{role}")
        if more:
            made.append(f"      # and {more} more")
        return [f"    {key}:", *made] if made else []


_COUNTRIES = 8


_ZONES = WordSet("camps", "time zone")


_WHY = 300


def _own_name(name: str, taken: set[str]) -> str:
    """A name that no other camp of the draft has."""
    made, number = name, 2
    while made.casefold() in taken:
        made, number = f"{name} ({number})", number + 1
    taken.add(made.casefold())
    return made


def _plainly(name: str) -> str:
    return _comment(name).strip()


def _why(member: DraftMember) -> str:
    told = " ".join("".join(c if c.isprintable() else " " for c in member.told).split())[:_WHY]
    said = f"{member.statements} statement{'' if member.statements == 1 else 's'}"
    return f"{said}; {told}" if told else said


def _comment(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:80]


def _quoted(text: str) -> str:
    """A word as YAML reads it back; in quotes unless it is plainly a word."""
    if re.fullmatch(r"[^\W\d_][\w .&-]*[\w.]", text) and text.lower() not in (
        "yes",
        "no",
        "on",
        "off",
        "true",
        "false",
        "null",
    ):
        return text
    clean = "".join(c if c.isprintable() else " " for c in text)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'
