"""Which side each speaker is on, by rules that the analyst writes and can read back row by row.

Rules apply in this order; the first that fits decides, and `camp_rule` says which it was:

1. `agentless`: a statement without any named source goes to the camp that takes those; where that camp
   is marked `critics`, only if it accuses, criticises, denies or doubts. Others keep no camp ("no one named").
2. `names`: the speaker is one of a camp's names or aliases (a bare surname fits a full name).
3. `organisations`: the speaker is, or contains, one of a camp's organisations.
4. `patterns`: an expression is found in "speaker, role".
5. `organisations` in the role: "a lawyer for Amnesty International".
6. `countries`, with `roles` where the camp has both: the speaker is a country, its government or
   institutions, or holds such a role of that country. The country is read from the role
   ("Russia's deputy defence minister"), from another mention of the speaker, from a like role in the
   article, or is the country that the article is mostly about.
7. `roles` of camps without countries: by the noun itself or by class ("official", "parliament", "party",
   "justice", "lawyer", "union", "expert", …). Of those who work for a body ("spokesman for", "chief
   executive of") the body's class decides. Officials of two states in one article are told apart in the
   rule: "roles: official of Russia".
8. `speaks for`: who fits nothing but speaks for a placed speaker goes where that one is.
9. `others`: whoever is left.

Within one step the camp that stands first in the file wins. Who fits nothing keeps no camp and is
listed by `unassigned`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from framing.camps.file import BESIDE, Camp, Camps, CampsError, load, parse, shipped
from framing.people import mentions
from framing.people.mentions import Cast
from framing.people.roles import Role, singular
from framing.statement import Statement
from framing.text import Document
from framing.words import gazetteer, verbs
from framing.words.gazetteer import noun

__all__ = [
    "BESIDE", "Camp", "Camps", "CampsError", "Place", "assign", "load", "of_name", "parse", "shipped", "suggest",
    "unassigned",
]  # fmt: skip

MAIN = "by the article's main country"
EVERYONE_ELSE = "everyone else"
NO_ONE = "no one named"

# Words for what people do that say nothing of the side: whom they do it for decides.
_NEUTRAL = frozenset(
    "spokesman spokeswoman spokesperson chief head director leader chair chairman chairwoman chairperson "
    "president secretary deputy adviser advisor aide official manager representative speaker coordinator "
    "co-ordinator officer member negotiator envoy executive commissioner administrator director-general "
    "secretary-general delegate liaison treasurer founder co-founder boss counsel inspector adviser "
    "staffer operative strategist surrogate".split()
)
_STATE = frozenset("official government military police justice".split())
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
    context = _Context(mentions.read(doc), doc.text)
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
        if statement.speaker_type == "agentless" and not matcher.takes(_read(statement, doc)):
            made.append(replace(statement, camp=None, camp_rule=NO_ONE))
            continue
        place = known.get(key)
        if place is None:
            place = matcher.place(*key, context)
            if place.rule in (None, EVERYONE_ELSE) and statement.speaker_type == "organisation":
                place = matcher.by_its_noun(statement.speaker, sources) or place
            known[key] = place
        made.append(replace(statement, camp=place.camp, camp_rule=place.rule))
    made = _through_others(made)
    return _with_countries(made, camps, context)


def _read(statement: Statement, doc: Document) -> Statement:
    """A statement with the act of its cue, where nobody has read the cue yet."""
    if statement.verb is not None or statement.cue is None:
        return statement
    verb, act, _ = verbs.describe(statement.cue.of(doc.text))
    return replace(statement, verb=verb, act=act)


def accuses(statement: Statement) -> bool:
    """Whether a statement accuses, criticises, denies, doubts or alleges a wrong.

    Example:
        >>> from framing.article import Span
        >>> s = Statement(0, "indirect", None, Span(0, 11), (Span(12, 20),), act="accuses", verb="accuse")
        >>> accuses(s)
        True
    """
    verb = statement.verb or ""
    return verb != "convict" and (
        statement.act in ("accuses", "criticises", "rejects", "denies")
        or statement.rule == "dispute"
        or verb in _ALLEGING
        or (statement.rule == "nominal" and verb == "claim" and statement.target is not None)
    )


_ALLEGING = frozenset(
    "allege allegation accusation suspicion suspect complaint doubt question dispute contest".split()
)


def _through_others(statements: list[Statement]) -> list[Statement]:
    """Who fits no rule but speaks for somebody who does: "a Glimmer spokesman" where Glimmer is a company."""
    bodies: dict[str, Statement] = {}
    for s in statements:
        if s.camp is not None and s.camp_rule != EVERYONE_ELSE and s.speaker is not None:
            if s.speaker_type == "organisation" and s.speaker[:1].isupper():
                bodies.setdefault(s.speaker, s)
            elif s.speaker_type == "person" and s.speaker.strip():
                bodies.setdefault(s.speaker.split()[-1], s)
    made = []
    for s in statements:
        if s.camp is None or s.camp_rule == EVERYONE_ELSE:
            text = s.role or (s.speaker if s.speaker_type.startswith("unnamed") else None) or ""
            head = _head(text) if text else ""
            if head and (head in _SPOKES or head in _NEUTRAL or head in _LAWYERS or not noun(head)):
                names = _name_runs(text)
                other = next(
                    (bodies[n] for n in names if n in bodies and bodies[n].speaker != s.speaker), None
                )
                if other is not None:
                    rule = (other.camp_rule or "").removesuffix(")")
                    s = replace(s, camp=other.camp, camp_rule=f"speaks for {other.speaker} ({rule})")
        made.append(s)
    return made


def _name_runs(text: str) -> list[str]:
    """Every run of capitalised words in a role, longest first, and its last words."""
    words = [m.group().removesuffix("'s").removesuffix("’s") for m in _SPLIT.finditer(text[:200])]
    found = []
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if words[start][:1].isupper() and words[end - 1][:1].isupper() and end - start <= 6:
                found.append(" ".join(words[start:end]))
    return sorted(found, key=len, reverse=True)


def _with_countries(statements: list[Statement], camps: Camps, context: _Context) -> list[Statement]:
    """Officials of two states side by side are told apart in the rule: "roles: official of Russia"."""
    official = {camp.name for camp in camps if camp.official and not camp.countries}
    lands: dict[int, str] = {}
    for s in statements:
        if s.camp in official and (s.camp_rule or "").startswith("roles: "):
            land = context.state(s.speaker, s.role, s.speaker_type)
            if land is not None:
                lands[s.statement_id] = land
    if len(set(lands.values())) < 2:
        return statements
    return [
        replace(s, camp_rule=f"{s.camp_rule} of {lands[s.statement_id]}") if s.statement_id in lands else s
        for s in statements
    ]


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

    def __init__(self, cast: Cast | None, text: str = "") -> None:
        self.roles: dict[str, list[Role]] = {}
        self.held: list[tuple[Role, str]] = []
        self.main: str | None = None
        self.text = text
        self.people: set[str] = set()
        self.commission = "European Commission" in text
        if cast is None:
            return
        for entity in cast.entities:
            if entity.kind == "person":
                self.people.update(entity.name.split())
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

    def state(self, name: str | None, role: str | None, kind: str) -> str | None:
        """The state that an official is of, where her role, her name or a like office tells it."""
        text = role if kind == "person" else name
        land = _country_of(text or "")
        if land is None:
            land, how = self.country(name, text or "")
            if how == MAIN:
                land = None
        if land is not None:
            return land if _is_state(land) else None
        contexts = (other.context for other in self.roles.get(name or "", ()))
        for phrase in (text or "", *contexts):
            if (found := self.unlisted(phrase)) is not None:
                return found
        return None

    def unlisted(self, text: str) -> str | None:
        """A country that is in no table: "Karvan" in "Karvan's foreign minister", "the Karvani army"."""
        for pattern in _UNLISTED:
            for match in pattern.finditer(text[:200]):
                word = match.group(1)
                if (
                    word in _PORTFOLIOS
                    or word in self.people
                    or noun(word.lower()) is not None
                    or gazetteer.country(word) is not None
                ):
                    continue
                for stem in (word, word[:-1], word[:-2], word[:-3]):
                    if len(stem) >= 4 and re.search(
                        rf"\b(?:in|of|from|to|with|against|into|and|between|that) {stem}\b|\b{stem}['’]s\b",
                        self.text,
                    ):
                        return stem
        return None

    def checked(
        self, place: Place | None, speaker: str, role: str | None, kind: str, matcher: _Matcher
    ) -> Place | None:
        """A place as the article corrects it: "the Commission" is Europe's, a party may be in opposition."""
        text = role or speaker
        if (
            self.commission
            and re.search(r"\bCommission(?:er)?s?\b", text)
            and "European Union" in matcher.countries
        ):
            return Place(matcher.countries["European Union"][0].name, "countries: European Union")
        if (
            place is not None
            and place.rule in ("roles: party", "roles: parliament")
            and "opposition" in matcher.roles
        ):
            name = speaker if kind == "organisation" else text
            told = [other.context for other in self.roles.get(speaker, ())] if kind == "person" else []
            last = re.escape(speaker.split()[-1]) if speaker.strip() else "x"
            if kind == "person" and re.search(
                rf"\b{last},? (?:of|from|for|leads|heads) the (?:main )?opposition\b", self.text
            ):
                told.append("opposition")
            if self.opposed(name) or any(re.search(r"\bopposition\b(?! to\b)", other) for other in told):
                return Place(matcher.roles["opposition"], "roles: opposition")
        return place

    def opposed(self, name: str) -> bool:
        """Whether the article calls a party the opposition: "the main opposition People's Party"."""
        if "opposition" not in self.text:
            return False
        wanted = next((run for run in _name_runs(name) if len(run.split()) > 1), None) or name
        return re.search(rf"\bopposition\W+(?:\w+\W+){{0,2}}{re.escape(wanted)}\b", self.text) is not None

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
        return self.main, MAIN


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
                if form in terms and not (at and words[at - 1] == "National" and "Council" in form):
                    return terms[form][0].name
    return None


_STATE_WORDS = (
    r"(?:prime minister|minister|ministry|president|government|officials?|army|military|navy|air force|king|queen|"
    r"chancellor|parliament|ambassador|envoy|diplomats?|commanders?|generals?|troops|forces|spokes\w+|premier)\b"
)
_UNLISTED = (
    re.compile(rf"\b([A-Z][a-z]{{3,}})['’]s (?:[a-z-]+ ){{0,4}}{_STATE_WORDS}"),
    re.compile(rf"\b([A-Z][a-z]{{3,}}) (?:[a-z-]+ ){{0,4}}{_STATE_WORDS}"),
    re.compile(rf"\b{_STATE_WORDS[:-2]} (?:of|for) ([A-Z][a-z]{{3,}})\b"),
)
_PORTFOLIOS = frozenset(
    "Health Education Finance Defence Defense Foreign Interior Justice Trade Transport Energy Agriculture Home Labour "
    "Labor Treasury Economy Environment Culture Prime Deputy Former Acting Senior Chief First Vice State Works Rural "
    "Social Welfare Housing Water Tourism Planning Security Information Communications Industry Commerce Retired "
    "Presidential Supreme National Federal Western Eastern Northern Southern Central White Downing Spokesman "
    "Spokeswoman Opposition Shadow Rebel Local Town City County Some Several Many Other This That Their These Those "
    "Conservative Republican Democratic Democrat Liberal Military Government Police Army Public Marine".split()
)
_AFTER_HEAD = frozenset(
    "of for from in at with who on to and which that along near around outside inside living close familiar opposed "
    "between under by about across behind after against".split()
)
# Words that make a leader, a whip or a secretary an officer of the state.
_STATELY = frozenset(
    "house senate majority minority floor presidential parliamentary congressional ministerial cabinet "
    "state federal prime municipal provincial mayoral supreme royal fire".split()
)
_SPOKES = frozenset(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen spokespersons".split()
)
_RULERS = frozenset("leader ruler head chief strongman".split())
# What kind of group, movement or network it is, for words that are no nouns for speakers.
_HINTS = {
    "green": "rights", "climate": "rights", "animal": "rights", "consumer": "rights",
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
    """The camp classes that a role or a speaker's label speaks for, strongest first.

    Of somebody whose office says no side ("spokesman for", "chief executive of") the body decides, and only
    then the office. Finer classes ("parliament", "lawyer", "union") stand before the class they are part of.
    """
    body = _employer(text)
    if body == ("sport",):  # a club's manager is no businessman, an association of players no NGO
        return body
    return (*body, *(c for c in _own(text) if c not in body))


def _plain_words(text: str) -> list[str]:
    return [
        m.group().lower().rstrip(".").removesuffix("'s").removesuffix("’s")
        for m in _SPLIT.finditer(text[:200])
    ]


@lru_cache(maxsize=16384)
def _own(text: str) -> tuple[str, ...]:
    """The classes of a role by its own head noun."""
    head = _head(text)
    lower = text.lower()
    if head in _SPOKES:
        return ("spokes",)
    if _TOP_JOB.search(lower):
        return ("business",)
    if "general secretary" in lower:
        return ("union", "rights")
    known = noun(head)
    own = known.camp_class if known is not None else ""
    if _STATE_LAWYER.search(lower):
        return ("justice", "legal")
    if _STATE_GENERAL.search(lower):
        return ("official",)
    if _PARTY.search(text) and head not in _MINISTERS and own not in _PRIVATE:
        return ("party", "opposition")
    if head in _LEGISLATORS or _LEGISLATIVE.search(text):
        return ("parliament", "official")
    if head in _RUNNERS:
        return ("party", "opposition")
    if head in ("adviser", "advisor", "advisers", "advisors") and _FOR_MONEY.search(lower):
        return ("expert",)
    if own == "opposition" and ("ruling" in lower or "governing" in lower):
        return ("official",)
    if known is not None and known.kind == "organisation":
        return _body_class(_plain_words(text), head, text)
    if head in _LAWYERS:
        return ("lawyer", "legal")
    if own == "legal":
        return ("justice", "legal")
    if head.startswith(("chairm", "chairw", "chairp")) or head in ("chair", "chairs"):
        return ("official",) if set(_plain_words(text)) & _STATELY else ()
    if head in ("president", "secretary", "representative", "speaker", "official", "officials"):
        return ("official",)
    if head in _UNIONISTS:
        return ("union", "rights")
    return (own,) if own else ()


@lru_cache(maxsize=16384)
def _employer(text: str) -> tuple[str, ...]:
    """The classes of the body that somebody speaks or works for, as far as its words tell."""
    head = _head(text)
    known = noun(head)
    own = known.camp_class if known is not None else ""
    if head in _RUNNERS:
        return ()
    lawyer = head in _LAWYERS and not _STATE_LAWYER.search(text.lower())
    if not (head in _NEUTRAL | _SPOKES | _CHIEFS or own in ("other", "unnamed", "") or lawyer):
        return ()
    if known is not None and known.kind == "organisation":
        return ()
    if _CLUB.search(text) and head in _COACHES:
        return ("sport",)
    if _PARTY.search(text) and head not in _MINISTERS:
        return ("party", "opposition")
    before, after = _chains(text, head)
    for chain in (*after, before):
        words = _plain_words(chain)
        for at in range(len(words) - 1, -1, -1):
            word = words[at]
            if (
                word in _ASIDE
                or word in ("general", head)
                or (lawyer and word.startswith("defen"))
                or (word == "house" and "white" not in words)
            ):
                continue
            found = noun(word)
            if word in _CAMPAIGN or (found is not None and found.kind == "organisation"):
                made = _body_class(words[: at + 1], word, chain)
                if made:
                    return made
            elif found is not None:
                plain = found.camp_class not in ("other", "unnamed", "citizen", "")
                if plain and (head in _SPOKES or lawyer or word not in _NEUTRAL):
                    return _own(word)
                if lawyer and found.camp_class == "citizen":
                    return ("citizen",)
                if word in _PEOPLED and _HINTS.keys() & set(words):
                    return (next(_HINTS[w] for w in words if w in _HINTS),)
    words = _plain_words(text)
    if head in _VAGUE_BODIES | _PEOPLED or any(w in _VAGUE_BODIES | _PEOPLED for w in words):
        for word in words:
            if word in _HINTS:
                return (_HINTS[word],)
    if _LEGISLATIVE.search(text):
        return ("parliament", "official")
    if _TOP_JOB.search(text.lower()) or "general secretary" in text.lower():
        return ()
    if any(word in _STATELY for word in words) or "general" in words:
        return ("official",) if own != "other" or any(word in _STATELY for word in words) else ()
    return ()


def _chains(text: str, head: str) -> tuple[str, list[str]]:
    """The words before a role's head noun, and each stretch behind it between prepositions."""
    at = re.search(rf"(?<!\w){re.escape(head)}(?!\w)", text, re.IGNORECASE) if head else None
    if at is None:
        return text, []
    cut = _WHERE.split(text[at.end() :])
    return text[: at.start()], [part for part in cut if part.strip()]


def _body_class(words: Sequence[str], head: str, text: str) -> tuple[str, ...]:
    """The classes of a body by its head noun and the words before it: "football association"."""
    known = noun(head)
    own = known.camp_class if known is not None else ""
    around = set(words)
    if around & _SPORTS and head not in ("ministry", "department", "league"):
        return ("sport",)
    if head in _CAMPAIGN:
        political = around & _ELECTORAL or _RUN.search(text.strip())
        return ("party", "opposition") if political else ("rights",)
    if head in ("committee", "committees", "front", "fronts", "camp", "wing"):
        return ("parliament", "official") if around & _STATELY else ()
    if own == "opposition":
        if "ruling" in around or "governing" in around:
            return ("official",)
        return ("opposition",) if head in ("opposition", "oppositions") else ("party", "opposition")
    if head in _LEGISLATURES:
        if head == "congress" and any(w in _TRADES or w.endswith(("s'", "s’")) for w in words[:-1]):
            return ("union", "rights")
        return ("parliament", "government") if head != "house" else ("parliament",)
    if head in _MEMBERSHIP:
        for word in words:
            other = noun(word)
            if word in ("trade", "industry", "employers", "business", "commerce") or (
                other is not None and other.camp_class == "business" and word != head
            ):
                return ("business",)
        return ("rights",)
    if head in _UNIONS:
        return ("business",) if "credit" in around else ("union", "rights")
    if head in ("trust", "trusts"):
        return (
            ("expert",) if around & {"nhs", "hospital", "hospitals", "health", "healthcare"} else ("rights",)
        )
    if head in ("school", "schools"):
        return (
            ("expert",) if around & {"business", "medical", "law", "graduate"} or "chool of" in text else ()
        )
    if "international" in around and head in ("agency", "organisation", "organization"):
        return ("international",)
    if head in ("alliance", "alliances", "mission", "missions", "summit", "organisation", "organization"):
        hint = next((_HINTS[w] for w in words if w in _HINTS), None)
        return (hint,) if hint else (own,)
    if head in _VAGUE_BODIES:
        state = head == "agency" and not around & {"aid", "humanitarian", "advocacy"}
        hint = None if state else next((_HINTS[w] for w in words if w in _HINTS), None)
        if hint:
            return (hint,)
    if own == "legal":
        return ("justice", "legal")
    return (own,) if own not in ("", "other", "unnamed") else ()


_WHERE = re.compile(r"\s*(?:,|\b(?:of|for|at|from|with|in|on|and|to)\b)\s*")
# "the Clinton campaign", "his 2008 campaign", "campaign manager"; not "the Save the River campaign"
_RUN = re.compile(
    r"^(?:(?:the|his|her|their|its|former|a|an|\d{4}|(?:[A-Z][\w.-]+\s+)?[A-Z][\w.-]+['’]s?)\s+)*"
    r"(?:[A-Z][\w’'.-]+\s+)?campaign(?!\s+(?:groups?|networks?|organi)|\s+(?:for|against)\b)"
)
_TOP_JOB = re.compile(
    r"\bvice[ -]presidents? (?:of|for) (?!the\b)[a-z]+"
    r"|\bchief executive(?! of (?:the )?(?:city|county|council))|\bmanaging director\b|\bc[eft]o\b"
    r"|\bchief (?:operating|financial|marketing|technology|commercial|product|information|risk|revenue"
    r"|investment|people) officer\b|\b(?:operations|sales|finance|commercial|marketing) director\b"
)
_STATE_LAWYER = re.compile(
    r"\bprosecut|\battorneys? general\b|\bsolicitor general\b"
    r"|\b(?:district|county|city|state|federal|u\.?s\.?) attorneys?\b"
)
_STATE_GENERAL = re.compile(
    r"\b(?:auditor|comptroller|surgeon|postmaster|inspector)s? general\b"
    r"|\b(?:bank of [a-z]+|central bank|federal reserve|reserve bank)['’s]* (?:deputy )?governor\b"
    r"|\bgovernor of the (?:bank of|central bank|reserve bank)\b"
)
_PARTY = re.compile(
    r"\b(?:Labour|Conservatives?|Tory|Tories|Liberal Democrats?|Lib Dems?|Republicans?|Democrats?|Democratic|GOP"
    r"|SNP|Reform UK|Plaid Cymru|Sinn F[ée]in|DUP|UKIP|AfD|CDU|CSU|SPD|Social Democrats?|Christian Democrats?"
    r"|Greens|National Rally|BJP)\b(?! Republic| Republic of)"
)
_LEGISLATIVE = re.compile(
    r"\b(?:[Ff]loor|[Mm]ajority|[Mm]inority) (?:[Ll]eader|[Ww]hip)\b|\b(?:Sen|Rep)\.|\bRep\b|\bSen\b"
    r"|\b[Ss]peaker of\b|\b(?:House|Senate|Commons|parliamentary|parliament) (?:[Ss]peaker|leader)\b"
    r"|\b[Mm]embers? (?:of (?:the )?"
    r"(?:[Pp]arliament|Congress|House|Senate|Knesset|Bundestag|Duma|[Aa]ssembly)|for [A-Z])"
    r"|\b[Ss]tate [Rr]epresentative\b"
)
_MINISTERS = frozenset(
    "minister ministers premier president chancellor governor mayor ministry government secretary attorney".split()
)
_PRIVATE = frozenset("expert business media citizen police military religion critics".split())
_LEGISLATORS = frozenset(
    "mp mps mep meps msp msps senator senators sen rep congressman congresswoman congressmen congresswomen "
    "lawmaker lawmakers legislator legislators parliamentarian parliamentarians backbencher backbenchers "
    "assemblyman assemblywoman whip whips".split()
)
_CHIEFS = frozenset("ceo ceos coo cfo owner owners".split())
_RUNNERS = frozenset(
    "candidate candidates nominee nominees contender contenders hopeful hopefuls front-runner frontrunner "
    "frontrunners politician politicians".split()
)
_FOR_MONEY = re.compile(r"\b(?:financial|investment|tax|wealth|mortgage|pensions?)\b")
_LEGISLATURES = frozenset("parliament senate congress assembly commons lords house".split())
_LAWYERS = frozenset(
    "attorney attorneys atty barrister barristers counsel counsels defence defences defense defenses lawyer "
    "lawyers solicitor solicitors litigator litigators silk silks kc qc sc pleader pleaders paralegal paralegals "
    "notary notaries complainant complainants litigant litigants advocate-at-law".split()
)
_UNIONS = frozenset("union unions guild guilds syndicate syndicates".split())
_UNIONISTS = frozenset("unionist unionists trade-unionist trade-unionists striker strikers".split())
_TRADES = frozenset("teachers trades workers nurses labour labor trade miners farmers".split())
_MEMBERSHIP = frozenset("association associations federation federations society council-of-trade".split())
_CAMPAIGN = frozenset("campaign campaigns".split())
_ELECTORAL = frozenset(
    "presidential election re-election reelection gubernatorial senate congressional mayoral party leadership "
    "transition trump biden".split()
)
_SPORTS = frozenset(
    "football soccer cricket rugby tennis basketball athletics olympic olympics baseball hockey swimming cycling "
    "golf boxing netball fifa uefa f.c fc".split()
)
_CLUB = re.compile(
    r"\b[A-Z][\w’'-]+ (?:Town|City|United|Rovers|Wanderers|Albion|Athletic|County|Hotspur|Villa|FC)\b"
)
_COACHES = frozenset("manager boss coach captain skipper head assistant striker".split())
_PEOPLED = frozenset("group groups network networks movement movements".split())


@lru_cache(maxsize=16)
def _matcher(camps: Camps) -> _Matcher:
    return _Matcher(camps)


class _Matcher:
    """The rules of one set of camps, laid out for look-up."""

    def __init__(self, camps: Camps) -> None:
        self.agentless = camps.agentless.name if camps.agentless else None
        self.accusers = bool(camps.agentless and camps.agentless.critics)
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

    def takes(self, statement: Statement) -> bool:
        """Whether the agentless camp takes a statement: a camp of critics only what accuses."""
        return self.agentless is not None and (not self.accusers or accuses(statement))

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
            found = self._country(speaker, role, kind, context)
        if found is None:
            others = [other.context for other in context.roles.get(speaker, ())] if kind == "person" else []
            if role and _bare(role):  # "the president said": of what, the article tells elsewhere
                others.sort(key=_bare)
                for other in others:
                    if not _bare(other) and (_employer(other) or not _employer(role)):
                        found = found or self._role(speaker, other, kind)
            found = found or self._role(speaker, role, kind)
            for other in others if found is None else ():
                found = found or self._role(speaker, other, kind)
            found = context.checked(found, speaker, role, kind, self)
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
            and (set(classes[:2]) & {"official", "government", "military"})
        ):
            land, told = context.country(speaker, text)
        if land is None:
            return None
        if told and not set(classes[:2]) & _STATE:
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
                if name in self.roles and name != "critics":  # "its rival" does not criticise
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
        if kind.startswith("unnamed") and (_INSIDE.search(speaker) or speaker.lower() in _ANYBODY):
            return None  # "people familiar with the matter" do not say whose
        text = role or ("" if kind == "person" else speaker)
        if not text:
            return None
        head = _head(text)
        for wanted in (head, singular(head), text.lower()):
            if wanted in self.roles and wanted not in (
                "official",
                "party",
                "union",
                "expert",
            ):  # classes, too
                return Place(self.roles[wanted], f"roles: {wanted}")
        for name in self._kinds(text, kind, speaker):
            if name == "spokes" or (name == "other" and head in _RULERS):
                land = _country_of(text) if name == "spokes" else _led(text)
                if land is not None and _is_state(land):
                    name = "official"
            if name == "critics" and kind == "person" and head not in _DOUBTERS:
                continue  # a rival or opponent is one in a race, which says no side
            if name in self.roles:
                return Place(self.roles[name], f"roles: {name}")
        return None


_DOUBTERS = frozenset("critic critics sceptic sceptics skeptic skeptics detractor accuser accusers".split())
_ANYBODY = frozenset("we i you they he she some many most all others anyone everyone one".split())
_INSIDE = re.compile(
    r"^(?:\w+ ){0,4}(?:people|persons?|individuals?) "
    r"(?:familiar with|with (?:direct )?knowledge|close to|briefed)\b"
)


def _bare(role: str) -> bool:
    """Whether a role names an office without its body: "president", "the chief executive"."""
    words = _plain_words(role)
    return len(words) <= 2 and all(word in _NEUTRAL or word in _SPOKES or word in _BARE for word in words)


_BARE = frozenset("former the a an senior vice chief executive chair chairman".split())


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
    """Draft a camps file from a corpus: one camp a country, camps by role, speakers to divide, with counts.

    Args:
        documents: the articles.
        statements: the statements of each article, with speakers.

    Returns:
        YAML text that `parse` accepts; the analyst renames, merges and deletes, and takes the speakers of
        the commented block at its end into the camps they belong to.

    Example:
        >>> from framing.article import Article, Span
        >>> doc = Document(Article("a", "Kenya said so. Kenyan minister Ana Ruiz agreed."))
        >>> s = Statement(0, "indirect", Span(0, 5), Span(6, 10), (Span(11, 13),), speaker="Kenya",
        ...               speaker_type="organisation")
        >>> draft = suggest([doc], [[s]])
        >>> [camp.name for camp in parse(draft)]
        ['Kenya', 'critics']
    """
    draft = _Draft()
    for doc, made in zip(documents, statements, strict=True):
        draft.read(doc, made)
    return draft.text()


class _Draft:
    """What a corpus says of its countries and speakers, counted for a camps file."""

    def __init__(self) -> None:
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
        context = _Context(cast, doc.text)
        for land, count in cast.countries.items():
            self.lands[land] += count
        sides = assign(doc, made, self.generic)
        for s in sides:
            if s.speaker is None:
                self.nobody += accuses(_read(s, doc))
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
            classes = _matcher(self.generic)._kinds(text, s.speaker_type, name)
            stately = bool(set(classes[:2]) & (_STATE | {"country", "spokes"})) and classes[:1] != ("party",)
            land_of = _country_of(text) if stately or s.speaker_type != "person" else None
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
                rule, _, body = (s.camp_rule or "").partition(": ")
                if rule.startswith("organisations"):
                    self.bodies.setdefault(s.camp, Counter())[body] += 1
                    self.placed.add(name)
                if (s.camp_rule or "").startswith("roles: ") and self.generic[s.camp].roles:
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
        lands = sorted(self.lands | heard, key=lambda land: (-heard[land], -self.lands[land], land))
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
            who = [n for n in ranked if self.unlisted.get(n) == land]
            if sum(said[n] for n in who) < 2 or gazetteer.country(land) is not None:
                continue
            lines.append(
                f"  {_quoted(land)}:  # {sum(said[n] for n in who)} statements; not in the country table"
            )
            lines.append(f"    patterns: ['\\b{land}']")
            people = [n for n in who if self.kinds[n] == "person" and not self._junk(n, full)]
            lines += self._listed("names", people, seen, 15)
        for camp in self.generic:
            if camp.roles and not camp.official and not camp.critics and self.by_role[camp.name] >= 2:
                lines.append(f"  {_quoted(camp.name)}:  # {self.by_role[camp.name]} statements")
                lines.append(f"    roles: [{', '.join(_quoted(role) for role in camp.roles)}]")
                lines += self._bodies(camp.name, seen)
        lines.append(f"  critics:  # {self.nobody} accusations without a source")
        lines += ["    critics: true", "    agentless: true"]
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
        return "\n".join(lines) + "\n"

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
_ZONES = frozenset(
    "GMT BST UTC EST EDT CST CDT MST MDT PST PDT CET CEST EET IST JST AEST ET PT AM PM".split()
)


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
