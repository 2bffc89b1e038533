"""Which side each speaker is on, by rules that the analyst writes and can read back row by row.

Rules apply in this order; the first that fits decides, and `camp_rule` says which it was:

1. `agentless`: a statement without any named source goes to the camp that takes those.
2. `names`: the speaker is one of a camp's names or aliases (a bare surname fits a full name).
3. `organisations`: the speaker is, or contains, one of a camp's organisations.
4. `patterns`: an expression is found in "speaker, role".
5. `organisations` in the role: "a lawyer for Amnesty International".
6. `countries`, with `roles` where the camp has both: the speaker is a country, its government or
   institutions, or holds such a role of that country. The country is read from the role
   ("Russia's deputy defence minister"), from another mention of the speaker, from a like role in the
   article, or is the country that the article is mostly about.
7. `roles` of camps without countries: by class ("official", "expert", …) or by the noun itself.
8. `others`: whoever is left.

Within one step the camp that stands first in the file wins. Who fits nothing keeps no camp and is
listed by `unassigned`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from framing.layers import gazetteer, mentions
from framing.layers.attribution import Statement
from framing.layers.camps_file import BESIDE, Camp, Camps, CampsError, load, parse, shipped
from framing.layers.gazetteer import noun
from framing.layers.mentions import Cast
from framing.layers.roles import Role, singular
from framing.text import Document

__all__ = [
    "BESIDE", "Camp", "Camps", "CampsError", "Place", "assign", "load", "of_name", "parse", "shipped", "suggest",
    "unassigned",
]  # fmt: skip

EVERYONE_ELSE = "everyone else"

# Words for what people do that say nothing of the side: whom they do it for decides.
_NEUTRAL = frozenset(
    "spokesman spokeswoman spokesperson chief head director leader chair chairman chairwoman chairperson "
    "president secretary deputy adviser advisor aide official manager representative speaker coordinator "
    "co-ordinator officer member negotiator envoy executive commissioner administrator director-general "
    "secretary-general delegate liaison treasurer founder co-founder boss counsel inspector adviser "
    "staffer operative strategist surrogate".split()
)
_STATE = frozenset("official government military police legal".split())
_CUT = re.compile(r"\b(?:to|in|on|against|towards?|during|after|before|who|that|which)\b")
_SPLIT = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a speaker was put, and by which rule."""

    camp: str | None
    rule: str | None


def assign(doc: Document, statements: Sequence[Statement], camps: Camps) -> list[Statement]:
    """Put every statement's speaker into a camp: fills `camp` and `camp_rule`.

    Args:
        doc: the article; it tells the country of an office that the sentence leaves out.
        statements: statements with speaker, role and speaker_type.
        camps: the sides.

    Example:
        >>> from framing.article import Article, Span
        >>> doc = Document(Article("a", "Russia said it won."))
        >>> s = Statement(0, "indirect", Span(0, 6), Span(7, 11), (Span(12, 18),), speaker="Russia",
        ...               speaker_type="organisation")
        >>> found = assign(doc, [s], load("seed"))[0]
        >>> found.camp, found.camp_rule
        ('official Russian', 'countries: Russia')
    """
    if not statements:
        return []
    matcher = _matcher(camps)
    context = _Context(mentions.read(doc))
    known: dict[tuple[str | None, str | None, str], Place] = {}
    sources: dict[str, list[str]] = {}
    for statement in statements:
        if statement.speaker_type == "organisation" and statement.source is not None:
            called = sources.setdefault(statement.speaker or "", [])
            if len(called) < 20:
                called.append(statement.source.of(doc.text)[:120])
    made = []
    for statement in statements:
        key = (statement.speaker, statement.role, statement.speaker_type)
        place = known.get(key)
        if place is None:
            place = matcher.place(*key, context)
            if place.rule in (None, EVERYONE_ELSE) and statement.speaker_type == "organisation":
                place = matcher.by_its_noun(statement.speaker, sources) or place
            known[key] = place
        made.append(replace(statement, camp=place.camp, camp_rule=place.rule))
    return made


def of_name(name: str | None, role: str | None, camps: Camps, *, speaker_type: str | None = None) -> Place:
    """The camp of somebody known by name and role alone, without an article around.

    Args:
        name: a person, a body, or None for nobody.
        role: what she is, or None.
        camps: the sides.
        speaker_type: as in the statements table; a person where a role is given, else told from the name.

    Example:
        >>> of_name("Catherine Ray", "spokeswoman for the EU's foreign service", load("seed"))
        Place(camp='EU', rule='countries: European Union (role official)')
    """
    if speaker_type is None:
        speaker_type = "agentless" if name is None else "person" if role else "organisation"
    return _matcher(camps).place(name, role, speaker_type, _Context(None))


def unassigned(statements: Iterable[Statement]) -> list[tuple[str, int]]:
    """The speakers whom no rule placed, with their number of statements, most first.

    Speakers in a camp of `others` count too: no rule named them.

    Example:
        >>> from framing.article import Span
        >>> unassigned([Statement(0, "direct", None, None, (Span(0, 3),), speaker="Ana Ruiz")])
        [('Ana Ruiz', 1)]
    """
    counts = Counter(
        s.speaker or "nobody named" for s in statements if s.camp is None or s.camp_rule == EVERYONE_ELSE
    )
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


class _Context:
    """What the article knows about offices and countries."""

    def __init__(self, cast: Cast | None) -> None:
        self.roles: dict[str, list[Role]] = {}
        self.held: list[tuple[Role, str]] = []
        self.main: str | None = None
        if cast is None:
            return
        for entity in cast.entities:
            if entity.kind == "person" and entity.roles:
                self.roles[entity.name] = entity.roles
        for role in cast.roles:
            land = _country_of(role.context)
            if land is not None:
                self.held.append((role, land))
        states = {name: n for name, n in cast.countries.items() if _is_state(name)}
        total = sum(states.values())
        if total:
            name, count = max(states.items(), key=lambda pair: (pair[1], pair[0]))
            if count >= 3 and 2 * count >= total:
                self.main = name

    def country(self, name: str | None, role: str) -> tuple[str | None, str]:
        """The country of an office that does not name one, and how it was told."""
        for other in self.roles.get(name or "", ()):
            land = _country_of(other.context)
            if land is not None:
                return land, "as the article says elsewhere"
        words = {word.lower() for word in _SPLIT.findall(role)}
        head = _head(role)
        best: str | None = None
        score = 0
        for other, land in self.held[:200]:
            if other.head == singular(head):
                shared = len(words & other.words)
                if shared > score:
                    best, score = land, shared
        if best is not None and score > 1:
            return best, "by a like office in the article"
        return self.main, "by the article's main country"


@lru_cache(maxsize=1024)
def _is_state(name: str) -> bool:
    land = gazetteer.country(name)
    return land is not None and land.kind != "body"


@lru_cache(maxsize=16384)
def _country_of(text: str) -> str | None:
    """The country that a speaker or a role is of; the one at which an office is held does not count."""
    terms = gazetteer.country_terms()
    words = [m.group() for m in _SPLIT.finditer(_CUT.split(text, maxsplit=1)[0][:200])]
    for at in range(len(words)):
        for size in (4, 3, 2, 1):
            if at + size > len(words):
                continue
            phrase = " ".join(words[at : at + size])
            for form in (
                phrase,
                phrase.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’"),
            ):
                if form in terms:
                    return terms[form][0].name
    return None


_AFTER_HEAD = frozenset("of for from in at with who on to and which that".split())
# Words that make a leader, a whip or a secretary an officer of the state.
_STATELY = frozenset(
    "house senate majority minority floor presidential parliamentary congressional ministerial cabinet "
    "state federal prime municipal provincial mayoral supreme royal".split()
)
_SPOKES = frozenset(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen spokespersons".split()
)
_RULERS = frozenset("leader ruler head chief strongman".split())
# What kind of group, movement or network it is, for words that are no nouns for speakers.
_HINTS = {
    "rights": "rights", "aid": "rights", "advocacy": "rights", "environmental": "rights", "conservation": "rights",
    "humanitarian": "rights", "hobby": "rights", "pressure": "rights", "faith": "religion", "church": "religion",
    "armed": "insurgent", "militant": "insurgent", "terror": "insurgent", "jihadi": "insurgent", "rebel": "insurgent",
    "industry": "business", "trade": "business", "business": "business", "opposition": "opposition",
}  # fmt: skip
_VAGUE_BODIES = frozenset("group organisation organization network movement body agency".split())
_ASIDE = frozenset("press media network side camp".split())


def _led(text: str) -> str | None:
    """The country that somebody leads: "North Korean leader", but not "Reform UK leader"."""
    terms = gazetteer.country_terms()
    words = [word.removesuffix("'s").removesuffix("’s") for word in text.split()[:3]]
    for size in (3, 2, 1):
        if (found := terms.get(" ".join(words[:size]))) is not None:
            return found[0].name
    return None


@lru_cache(maxsize=16384)
def _head(text: str) -> str:
    """The head noun of a role or an unnamed speaker, lower case, in its own number."""
    words = text.lower().split()
    head = ""
    for at, word in enumerate(words):
        bare = word.strip(",.;:()\"“”'’")
        if (at and bare in _AFTER_HEAD) or (head and head.endswith("'s") and not bare):
            break
        if bare:
            before, head = head, bare
            if bare == "general" and (known := noun(before)) is not None and known.camp_class != "military":
                head = before  # "attorney general", not "Major General"
                break
        if word.endswith(","):
            break
    return head


@lru_cache(maxsize=16384)
def _classes(text: str) -> tuple[str, ...]:
    """The camp classes that the nouns of a role or a speaker's label speak for, strongest first."""
    head = _head(text)
    known = noun(head)
    own = known.camp_class if known is not None else ""
    if "general secretary" in text.lower():  # of a union or a party, hardly ever of a state
        own = "other"
    found: list[str] = []
    words = [
        m.group().lower().rstrip(".").removesuffix("'s").removesuffix("’s")
        for m in _SPLIT.finditer(text[:200])
    ]
    if head in _NEUTRAL or head in _SPOKES or own in ("other", "unnamed", ""):
        # whom they speak or work for decides
        for word in words:
            if word in _HINTS and word != head:
                found.append(_HINTS[word])
            other = noun(word)
            if word == head or word in _ASIDE or word == "general" or other is None:
                continue
            if other.kind == "organisation" or (
                other.camp_class not in ("other", "unnamed", "citizen", "")
                and (head in _SPOKES or word not in _NEUTRAL)
            ):
                found.append(other.camp_class)
        if any(word in _STATELY for word in words) or ("general" in words and own != "other"):
            found.append("official")
        if (
            head in _OFFICES
            and "general secretary" not in text.lower()
            and (not found or found[0] in ("opposition", "international"))
        ):
            found.insert(0, "official")
    if own == "opposition" and ("ruling" in words or "governing" in words):
        own = "official"
    if head in _SPOKES:
        found.append("spokes")
    elif own:
        found.append(own)
    return tuple(dict.fromkeys(found))


_OFFICES = frozenset(
    "president secretary official officials commissioner envoy negotiator negotiators representative "
    "speaker".split()
)


@lru_cache(maxsize=16)
def _matcher(camps: Camps) -> _Matcher:
    return _Matcher(camps)


class _Matcher:
    """The rules of one set of camps, laid out for look-up."""

    def __init__(self, camps: Camps) -> None:
        self.agentless = camps.agentless.name if camps.agentless else None
        self.others = camps.others.name if camps.others else None
        self.names: dict[str, tuple[str, str]] = {}
        self.surnames: dict[str, tuple[str, str]] = {}
        self.bodies: list[tuple[str, str, str]] = []
        self.patterns: list[tuple[re.Pattern[str], str, str]] = []
        self.countries: dict[str, list[Camp]] = {}
        self.roles: dict[str, str] = {}
        for camp in camps:
            for name in camp.names:
                self.names.setdefault(name.casefold(), (camp.name, name))
                self.surnames.setdefault(name.casefold().split()[-1], (camp.name, name))
            for body in camp.organisations:
                self.bodies.append((f" {_plain(body)} ", camp.name, body))
            for pattern in camp.patterns:
                self.patterns.append((re.compile(pattern, re.IGNORECASE), camp.name, pattern))
            for land in camp.countries:
                self.countries.setdefault(land, []).append(camp)
            if not camp.countries:
                for role in camp.roles:
                    self.roles.setdefault(role, camp.name)

    def place(self, speaker: str | None, role: str | None, kind: str, context: _Context) -> Place:
        """The camp of one speaker."""
        if kind == "agentless" or speaker is None or not speaker.strip():
            return Place(self.agentless, "agentless" if self.agentless else None)
        found = (
            self._name(speaker, kind)
            or self._body(speaker, kind, "organisations")
            or self._pattern(speaker, role)
        )
        if found is None and role:
            found = self._body(role, "role", "organisations in the role")
        if found is None:
            found = self._country(speaker, role, kind, context) or self._role(speaker, role, kind)
            for other in context.roles.get(speaker, ()) if found is None and kind == "person" else ():
                found = found or self._role(speaker, other.context, kind)
        if found is None and self.others is not None:
            return Place(self.others, EVERYONE_ELSE)
        return found or Place(None, None)

    def _name(self, speaker: str, kind: str) -> Place | None:
        key = speaker.casefold()
        found = self.names.get(key)
        if found is None and kind in ("person", "organisation"):
            parts = key.split()
            if len(parts) == 1:
                found = self.surnames.get(key)
            else:
                last = self.surnames.get(parts[-1])
                if last is not None:
                    known = last[1].casefold().split()
                    # "Donald J. Trump" is Donald Trump; Melania is not
                    if len(known) == 1 or known[0] == parts[0]:
                        found = last
        return Place(found[0], f"names: {found[1]}") if found else None

    def _body(self, text: str, kind: str, rule: str) -> Place | None:
        if not self.bodies or kind == "person":
            return None
        plain = f" {_plain(_CUT.split(text, maxsplit=1)[0] if kind == 'role' else text)} "
        for body, camp, name in self.bodies:
            if body in plain:
                return Place(camp, f"{rule}: {name}")
        return None

    def _pattern(self, speaker: str, role: str | None) -> Place | None:
        if not self.patterns:
            return None
        text = f"{speaker[:120]}, {role[:120]}" if role else speaker[:240]
        for pattern, camp, source in self.patterns:
            if pattern.search(text):
                return Place(camp, f"patterns: {source}")
        return None

    def _country(self, speaker: str, role: str | None, kind: str, context: _Context) -> Place | None:
        if not self.countries:
            return None
        text = role if kind == "person" else speaker
        if text is None:
            text = ""
        classes = self._kinds(text, kind, speaker)
        told = ""
        land = _country_of(text) if text else None
        if (land is None and kind == "person" and context.roles.get(speaker)) or (
            land is None
            and kind in ("person", "unnamed person", "organisation", "unnamed group")
            and (classes and classes[0] in ("official", "government", "military"))
        ):
            land, told = context.country(speaker, text)
        if land is None:
            return None
        if told and not (classes and classes[0] in _STATE):
            return None
        for camp in self.countries.get(land, ()):
            why = f"countries: {land}"
            if camp.roles:
                role_found = next((r for r in camp.roles if _fits(r, classes, text)), None)
                if role_found is None:
                    continue
                if classes[:1] != ("country",):
                    why += f" (role {role_found})"
            return Place(camp.name, f"{why}, {told}" if told else why)
        return None

    def by_its_noun(self, speaker: str | None, sources: Mapping[str, Sequence[str]]) -> Place | None:
        """A body by what the article calls it elsewhere: "Glimmer said … The company added"."""
        if not self.roles:
            return None
        for text in sources.get(speaker or "", ()):
            if _head(text) in _VAGUE_BODIES:
                continue
            for name in _classes(text):
                if name in self.roles:
                    return Place(self.roles[name], f"roles: {name} ('{' '.join(text.split())}')")
        return None

    def _kinds(self, text: str, kind: str, speaker: str) -> tuple[str, ...]:
        """The classes of a speaker; a country by its bare name speaks as its government."""
        terms = gazetteer.country_terms()
        if kind == "organisation":
            if (text in terms and terms[text][1] != "adjective") or (
                text in terms and terms[text][0].kind == "body"
            ):
                return ("country", "official")
            found = _classes(text)
            return found
        return _classes(text) if text else ()

    def _role(self, speaker: str, role: str | None, kind: str) -> Place | None:
        if not self.roles or kind == "document":
            return None
        text = role or ("" if kind == "person" else speaker)
        if not text:
            return None
        head = _head(text)
        for name in self._kinds(text, kind, speaker):
            if name == "spokes" or (name == "other" and head in _RULERS):
                land = _country_of(text) if name == "spokes" else _led(text)
                if land is not None and _is_state(land):
                    name = "official"
            if name in self.roles:
                return Place(self.roles[name], f"roles: {name}")
        for wanted in (head, singular(head), text.lower()):
            if wanted in self.roles:
                return Place(self.roles[wanted], f"roles: {wanted}")
        return None


def _fits(role: str, classes: tuple[str, ...], text: str) -> bool:
    if role == "official":
        if classes[:1] == ("spokes",):
            return True  # the country is told already
        return any(name in _STATE or name == "country" for name in classes[:1]) or "official" in classes[:2]
    return role in classes or role == _head(text) or f" {role} " in f" {text.lower()} "


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    return " ".join(
        m.group().removesuffix("'s").removesuffix("’s").rstrip(".") for m in _SPLIT.finditer(text.casefold())
    )


def suggest(documents: Sequence[Document], statements: Sequence[Sequence[Statement]]) -> str:
    """Draft a camps file from a corpus: its countries, institutions and frequent speakers, with counts.

    Args:
        documents: the articles.
        statements: the statements of each article, with speakers.

    Returns:
        YAML text that `parse` accepts; the analyst renames, merges and deletes.

    Example:
        >>> from framing.article import Article, Span
        >>> doc = Document(Article("a", "Kenya said so. Kenyan minister Ana Ruiz agreed."))
        >>> s = Statement(0, "indirect", Span(0, 5), Span(6, 10), (Span(11, 13),), speaker="Kenya",
        ...               speaker_type="organisation")
        >>> draft = suggest([doc], [[s]])
        >>> [camp.name for camp in parse(draft)]
        ['Kenya', 'critics']
    """
    said: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    roles: dict[str, str] = {}
    country: dict[str, str] = {}
    lands: Counter[str] = Counter()
    nobody = 0
    for doc, made in zip(documents, statements, strict=True):
        cast = mentions.read(doc)
        context = _Context(cast)
        for land, count in cast.countries.items():
            lands[land] += count
        for s in made:
            if s.speaker is None:
                nobody += 1
                continue
            said[s.speaker] += 1
            kinds.setdefault(s.speaker, s.speaker_type)
            if s.role:
                roles.setdefault(s.speaker, s.role)
            land_of = _country_of(s.role or "") if s.speaker_type == "person" else _country_of(s.speaker)
            if land_of is None and s.role and set(_classes(s.role)[:1]) & _STATE:
                land_of = context.country(s.speaker, s.role)[0]
            if land_of is not None:
                country.setdefault(s.speaker, land_of)
    lines = [
        "# Draft of camps, made from the corpus: rename, merge and delete, then use it with --camps.",
        "# The numbers are statements, for countries also mentions.",
        "camps:",
    ]
    seen: set[str] = set()
    ranked = sorted(said, key=lambda name: (-said[name], name))
    heard: Counter[str] = Counter()
    for name, land in country.items():
        heard[land] += said[name]
    for land, _ in sorted(lands.items(), key=lambda pair: (-heard[pair[0]], -pair[1], pair[0]))[:8]:
        if not heard[land] and lands[land] < 3:
            continue
        lines.append(f"  {_quoted(land)}:  # {lands[land]} mentions, {heard[land]} statements")
        lines.append(f"    countries: [{_quoted(land)}]")
        lines.append("    roles: [official, military]")
        own = [name for name in ranked if country.get(name) == land and kinds[name] == "person"][:15]
        lines.extend(_listed("names", own, said, roles, seen))
    bodies = [
        n for n in ranked if kinds[n] == "organisation" and n not in country and gazetteer.country(n) is None
    ]
    bodies = bodies[:20]
    if listed := _listed("organisations", bodies, said, roles, seen):
        lines += ["  institutions:  # divide these among the camps they belong to", *listed]
    people = [n for n in ranked if kinds[n] == "person" and n not in country][:20]
    if listed := _listed("names", people, said, roles, seen):
        lines += ["  people:  # divide these too", *listed]
    lines.append(f"  critics:  # {nobody} statements without a source")
    lines.append("    critics: true")
    lines.append("    agentless: true")
    text = "\n".join(lines) + "\n"
    return text


def _listed(
    key: str, names: Sequence[str], counts: Mapping[str, int], roles: Mapping[str, str], seen: set[str]
) -> list[str]:
    made: list[str] = []
    for name in names:
        plain = _comment(name).strip()
        # two spellings of one name would be the same entry to the reader of the file
        if not plain or plain.casefold() in seen:
            continue
        seen.add(plain.casefold())
        role = f", {_comment(roles[name])}" if name in roles else ""
        made.append(f"      - {_quoted(plain)}  # {counts[name]}{role}")
    return [f"    {key}:", *made] if made else []


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
