"""Who stands against whom and who beside whom in an article, as ties between its parties, read from the tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from math import exp
from typing import TYPE_CHECKING, Any

from framing.article import Article
from framing.camps.classes import bare_office
from framing.camps.context import Context
from framing.camps.countries import country_of, is_state
from framing.camps.dividing import Tie
from framing.camps.wording import MINISTERS, head_of
from framing.people import mentions
from framing.people.affiliations import speaks_for_somebody
from framing.people.likeness import Alike, same_party
from framing.study.charges import HEARD
from framing.study.records import by_article
from framing.text import Document
from framing.words.gazetteer import country, noun_kind
from framing.words.tables import WordMap, WordSet

if TYPE_CHECKING:
    from framing.tables import Tables

NOBODY = "no one named"
"""Stands for accusers whom the article does not name."""

NAMELESS = "accuses without a name"
ACCUSES, AGAINST, FOR = "accuses", "is against", "is for"
SPEAKS, WORKS, ANSWERS, STATE = "speaks for", "is of", "answers for", "acts for"
MAIN = "acts for the main country"
OF = frozenset((SPEAKS, WORKS, STATE))
"""The ties of who is a party's own."""

RULES = (ACCUSES, AGAINST, FOR, SPEAKS, WORKS, ANSWERS, STATE)
"""How a tie is told, as a reader may read it: "Lee speaks for the city"."""

_ACTING, _BODIES = frozenset(("group", "organisation")), frozenset(("organisation",))
_POINTING = WordSet("function", "article", "possessive", "demonstrative")
_RULERS = WordSet("camps", "ruler")
_GOVERNMENT = frozenset(("government", "govt", "administration", "cabinet"))
_LOCAL = frozenset(("mayor", "governor"))
_FORMER = WordSet("affiliations", "former")
_RIVALS = WordSet("camps", "doubter", "rival")
_OWN = WordMap("function", "possessive")
_OWNER = re.compile(r"^(?P<who>[^,]{2,60}?)['’]s? (?=\S)")
_THING = "n"  # the value of "its" among the possessives
_SEXES = {"m": "man", "f": "woman"}
_REACH = 500  # characters before "her lawyer" in which her name is looked for
_ENDS = re.compile(r"[.!?][\"”’']*\s+|\n")
_SHORT = 300  # characters before a bare "spokesman" in which his body has spoken
_SHORTEST = 2  # letters of a name that is initials


@dataclass(frozen=True, slots=True)
class Party:
    """A party of an article: whoever speaks, accuses, is accused, supports or is supported in it.

    Args:
        name: as its sources have it, else as most rows call it.
        kind: the `speaker_type` of the source, "" for one that says nothing.
        role: of the source, or "".
        affiliation: of the source, or "".
        state: the country whose official, ministry or army it is, or "".
        statements: how many it makes.
        start, end: where it first stands as a source, with what is told of it; -1 where it does not.
        gender: of the source, or "".
    """

    name: str
    kind: str = ""
    role: str = ""
    affiliation: str = ""
    state: str = ""
    statements: int = 0
    start: int = -1
    end: int = -1
    gender: str = ""


@dataclass(frozen=True)
class Standing:
    """The parties of an article and the ties between them.

    Args:
        article_id: the article.
        parties: by name, the sources first.
        ties: who stands against or beside whom; accusers who are not named are told by `nameless`.
        heard: who says something in the article, or has an answer printed, by itself or by who speaks for it.
    """

    article_id: str
    parties: Mapping[str, Party]
    ties: tuple[Tie, ...]
    heard: frozenset[str] = frozenset()

    @property
    def states(self) -> dict[str, str]:
        """The state of each party that is of one."""
        return {name: party.state for name, party in self.parties.items() if party.state}


@lru_cache(maxsize=1)
def chances() -> Mapping[str, Any]:
    """How often each kind of tie is right, and what is asked of a side, as the suite ships it."""
    home = resources.files("framing").joinpath("resources", "sides.json")
    found: Mapping[str, Any] = json.loads(home.read_text(encoding="utf-8"))
    return found


def standings(tables: Tables) -> Iterator[Standing]:
    """The parties and ties of every article, in the order of the tables.

    Args:
        tables: annotated tables, with whatever camps.

    Example:
        >>> from framing.tables import Tables
        >>> row = {"article_id": "a", "accusation_id": 0, "start": 0, "end": 5, "accuser": "Ana Ruiz", "target":
        ...        "Acme Corp", "kind": "accuses", "voice": "journalist", "reply": "none", "score": 0.9}
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "Ana"}], "accusations": [row]})
        >>> [(tie.one, tie.rule, tie.other) for tie in next(standings(tables)).ties]
        [('Ana Ruiz', 'accuses', 'Acme Corp')]
    """
    tabled = {
        "sources": by_article(tables.sources),
        "accusations": by_article(tables.accusations),
        "relations": by_article(tables.relations),
        "statements": by_article(tables.statements),
    }
    for article_id, text in zip(tables.articles["article_id"], tables.articles["text"], strict=True):
        own = {name: found.get(str(article_id), []) for name, found in tabled.items()}
        if own["accusations"] or own["relations"] or own["sources"]:
            yield _standing(str(article_id), text if isinstance(text, str) else "", own)


Rows = Sequence[Mapping[str, Any]]


def _standing(article_id: str, text: str, rows: Mapping[str, Rows]) -> Standing:
    cast = _Cast(rows, text)
    ties = [
        *_accusing(cast, rows["accusations"], rows["relations"]),
        *_related(cast, rows["relations"], rows["accusations"]),
        *_speaking(cast, text),
        *_answering(cast, rows["accusations"], rows["statements"]),
        *_official(cast, text),
    ]
    told = tuple(replace(tie, article_id=article_id) for tie in ties if tie.one != tie.other)
    return Standing(article_id, cast.parties, told, frozenset(_heard(cast, told, rows["accusations"])))


def _heard(cast: _Cast, ties: Sequence[Tie], accusations: Rows) -> Iterator[str]:
    """Who says something, or is spoken for: by a member, by an official, by an answer that is printed."""
    speaking = [party for party in cast.parties.values() if party.statements]
    yield from (party.name for party in speaking)
    yield from (tie.other for tie in ties if tie.rule in (*OF, ANSWERS))
    lands = {country_of(party.role or party.name) for party in speaking} - {None}
    governing = any(party.affiliation == "government" for party in speaking)
    for party in cast.parties.values():
        if country_of(party.name) in lands or (governing and head_of(_bare(party.name)) in _GOVERNMENT):
            yield party.name
    for row in accusations:
        target = cast.party(row["target"])
        if target is not None and row["reply"] in HEARD:
            yield target


class _Cast:
    """The parties of an article, and which of them a name in a row means."""

    def __init__(self, rows: Mapping[str, Rows], text: str) -> None:
        self.parties: dict[str, Party] = {}
        for row in rows["sources"]:
            name = row["speaker"]
            if name and row["speaker_type"] != "document" and name not in self.parties:
                self.parties[name] = _source(row, text)
        self.heads: dict[str, list[str]] = {}
        for party in self.parties.values():
            head = head_of(party.name)
            if party.kind == "organisation" and " " in party.name and noun_kind(head) in _BODIES:
                self.heads.setdefault(head, []).append(party.name)
        self._known: dict[str, str | None] = {name: name for name in self.parties}
        for name in list(self.parties):  # "Guild" or "GUILD" of a headline is the Harbour Guild
            if (whole := self._whole(name.lower())) is not None and whole != name:
                self._known[name] = whole
                same, more = self.parties[whole], self.parties.pop(name)
                self.parties[whole] = replace(same, statements=same.statements + more.statements)
        self._sources = tuple(self.parties)
        self._alike = Alike(self._sources)
        others = [row[key] for row in rows["accusations"] for key in ("accuser", "target")]
        others += [row[key] for row in rows["relations"] for key in ("holder", "target")]
        for name in dict.fromkeys(others):
            if name:
                self._settle(name)

    def _settle(self, name: str) -> None:
        if name in self._known:
            return
        bare = _bare(name)
        if bare.islower() and (whole := self._whole(bare)) is not None:
            self._known[name] = whole
            return
        meant = sorted(self._alike.to(name))
        if len(meant) == 1 and not (self.parties[self._sources[meant[0]]].kind == "person" and _owned(name)):
            self._known[name] = self._sources[meant[0]]
            return
        same = next(
            (other for other in self.parties if other not in self._sources and same_party(other, name)), None
        )
        if same is not None and not meant:
            self._known[name] = same
            return
        if not _party(name):
            self._known[name] = None
            return
        self._known[name] = name
        self.parties[name] = Party(name, state=_state(name, "", "organisation", "government"))

    def _whole(self, noun: str) -> str | None:
        """The only body that a noun may mean: "the council" is Saltmere Town Council."""
        found = self.heads.get(noun, ())
        return found[0] if len(found) == 1 else None

    def party(self, name: str | None) -> str | None:
        """The party that a name of a row means; None for what is no party."""
        return self._known.get(name) if name else None


def _source(row: Mapping[str, Any], text: str) -> Party:
    kind, role = str(row["speaker_type"] or ""), str(row["role"] or "")
    affiliation = str(row["affiliation"] or "")
    start, end = (-1, -1) if row["start"] is None else (int(row["start"]), int(row["end"]))
    owner = _OWNER.match(text[start:end]) if 0 <= start < end else None
    told = f"{owner['who']} {role}" if owner is not None and owner["who"] not in role else role
    return Party(
        row["speaker"], kind, role, affiliation, _state(row["speaker"], told, kind, affiliation),
        int(row["statements"] or 0), start, end, str(row["gender"] or ""),
    )  # fmt: skip


def _bare(name: str) -> str:
    """A name without the word that points at it: "our government", "the council"."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in _POINTING else name


def _owned(name: str) -> bool:
    """Whether a name tells of somebody else by a person: "Lee's office", "her husband"."""
    return "'s " in name or "’s " in name


def _party(name: str) -> bool:
    """Whether a name that is no source's may be a party: a name of its own, or a body or group by its noun."""
    short = len(name) <= _SHORTEST and not name.isupper()  # "Rs" is money, "EU" a party
    if short or not any(char.isalpha() for char in name):
        return False
    if any(word[:1].isupper() for word in name.split()):
        return True
    return noun_kind(head_of(name)) in _ACTING


def _state(name: str, role: str, kind: str, affiliation: str) -> str:
    """The country that a party stands for: the country itself, its ministry, who holds an office of it."""
    if affiliation not in ("government", "politics", ""):
        return ""
    land = country_of(role) if kind == "person" else country_of(name)
    return land if land is not None and is_state(land) else ""


def _chance(rule: str, **features: float) -> float:
    """The share of such ties that is right, by a logistic fitted on coded articles."""
    weights = chances()[rule]
    if isinstance(weights, int | float):
        return float(weights)
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-total))


def _accusing(cast: _Cast, accusations: Rows, relations: Rows) -> Iterator[Tie]:
    for row, (accuser, target), signs in accusing_pairs(cast, accusations, relations):
        # the accusers who are not named are this target's alone, so that they place nobody else
        named = accuser != NOBODY
        one, rule = (accuser, ACCUSES) if named else (f"{NOBODY} against {target}", NAMELESS)
        yield Tie(one, target, -1, _chance(rule, **signs), ACCUSES, "", int(row["start"]), int(row["end"]))


def accusing_pairs(
    cast: _Cast, accusations: Rows, relations: Rows
) -> Iterator[tuple[Mapping[str, Any], tuple[str, str], dict[str, float]]]:
    """Of every accusation whose parties are known: row, accuser and accused, what `training/fit_ties.py` weighs."""
    opposed = {
        (cast.party(row["holder"]), cast.party(row["target"])) for row in relations if row["polarity"] < 0
    }
    for row in accusations:
        target = cast.party(row["target"])
        accuser = cast.party(row["accuser"]) if row["accuser"] else NOBODY
        if target is None or accuser is None:
            continue
        trust = row.get("trust")
        signs = {"trust": float((row["score"] or 0) if trust is None or trust != trust else trust)}
        if accuser == NOBODY:
            signs["common"] = float(target[:1].islower())
        else:
            signs["agreed"] = float((accuser, target) in opposed or (target, accuser) in opposed)
        yield row, (accuser, target), signs


def nameless(name: str) -> bool:
    """Whether a party stands for accusers whom the article does not name.

    Example:
        >>> nameless("no one named against the city"), nameless("the city")
        (True, False)
    """
    return name.startswith(f"{NOBODY} against ")


def _related(cast: _Cast, relations: Rows, accusations: Rows) -> Iterator[Tie]:
    """Who is for or against whom; an opposition that stands in an accusing clause is counted there."""
    told = {(cast.party(row["accuser"]), cast.party(row["target"])) for row in accusations}
    for row in relations:
        holder, target = cast.party(row["holder"]), cast.party(row["target"])
        if holder is None or target is None or (row["polarity"] < 0 and (holder, target) in told):
            continue
        rule = FOR if row["polarity"] > 0 else AGAINST
        chance = _chance(rule, score=float(row["score"] or 0), speaks=cast.parties[holder].statements > 0)
        yield Tie(holder, target, int(row["polarity"]), chance, rule, "", int(row["start"]), int(row["end"]))


def _speaking(cast: _Cast, text: str) -> Iterator[Tie]:
    """Who speaks for a party by office, or is of it by role."""
    whom = _Whom(cast, text)
    for party in cast.parties.values():
        if party.kind not in ("person", "unnamed person"):
            continue
        phrase = text[party.start : party.end] if 0 <= party.start < party.end else ""
        told = party.role or (party.name if party.kind == "unnamed person" else "")
        if not told and not phrase:
            continue
        rule = SPEAKS if speaks_for_somebody(told) else WORKS
        if rule == WORKS and any(word in _FORMER or word in _RIVALS for word in told.lower().split()):
            continue  # who was of a body once, or is its rival, may be its sharpest critic
        meant = whom.meant(told, phrase, party, rule == SPEAKS)
        if meant is not None and meant != party.name:
            start = max(party.start, 0)
            yield Tie(party.name, meant, 1, _chance(rule), rule, "", start, max(party.end, start))


class _Whom:
    """Of whom, or for whom, a source is by its role."""

    def __init__(self, cast: _Cast, text: str) -> None:
        self._cast, self._text = cast, text
        parties = cast.parties.values()
        self._bodies = [p.name for p in parties if p.kind in ("organisation", "", "unnamed group")]
        self._people = [p.name for p in parties if p.kind == "person"]
        self._alike, self._persons = Alike(self._bodies), Alike(self._people)

    def meant(self, role: str, phrase: str, party: Party, speaks: bool) -> str | None:
        """The party that a source is of, by its role, by what stands with it, by whom is named before."""
        first = phrase.split(" ", 1)[0].lower() if phrase else ""
        sex = _OWN.get(first, "")
        if sex in _SEXES or sex == _THING:
            return self._owner(sex, party)
        return self._named(role, phrase, party, speaks)

    def _named(self, role: str, phrase: str, party: Party, speaks: bool) -> str | None:
        """The party that a role or what stands with it names: "Acme's lawyer", "spokesman for Haugen"."""
        owner = _OWNER.match(phrase)
        for told in (_of(role), owner["who"] if owner is not None else ""):
            if not _capital(told):
                continue
            meant = [self._bodies[n] for n in sorted(self._alike.to(told))]
            if not meant and (speaks or told is not role):
                meant = [self._people[n] for n in sorted(self._persons.to(told))]
            meant = [name for name in meant if name == told] or [name for name in meant if name != party.name]
            if len(meant) == 1:
                return meant[0]
            if meant:
                return None
        if _capital(role) or (owner is not None and _capital(owner["who"])):
            return None  # of a body that is no party here
        return self._by_noun(role) or (self._last(party) if speaks or (role and bare_office(role)) else None)

    def _last(self, party: Party) -> str | None:
        """The body that spoke last, not long before: "The Kremlin said so. Spokesman Dmitri Vlasov added …"."""
        near = [
            other for other in self._cast.parties.values()
            if other.kind == "organisation" and party.start - _SHORT <= other.start < party.start
        ]  # fmt: skip
        return max(near, key=lambda other: other.start).name if near else None

    def _by_noun(self, role: str) -> str | None:
        """The only body that is what a role calls its own: "the agency's director" of the Environment Agency."""
        for word in role.replace("’", "'").split():
            bare = word.lower().removesuffix("'s").strip(",.;")
            if len(self._cast.heads.get(bare, ())) == 1:
                return self._cast.heads[bare][0]
        return None

    def _owner(self, sex: str, party: Party) -> str | None:
        """Whose "her lawyer" or "its director" is: the person or body that is named last before."""
        left = max(0, party.start - _REACH)
        near = self._text[left : party.start]
        within = _ENDS.split(near)[-1]  # of its own sentence, where it does not open one
        best, behind = None, -1
        for other in self._cast.parties.values():
            if not _fits(other, sex) or other.name == party.name:
                continue
            if within.strip():
                at = within.rfind(other.name if sex == _THING else other.name.split()[-1])
                at += left + len(near) - len(within) if at >= 0 else 0
            else:
                at = other.start if left <= other.start < party.start else -1
            if at > behind:
                best, behind = other.name, at
        return best


def _fits(party: Party, sex: str) -> bool:
    """Whether "his", "her" or "its" may mean a party."""
    if sex == _THING:
        return party.kind == "organisation"
    person = party.kind == "person" or (
        not party.kind and len(party.name.split()) > 1 and party.name.istitle()
    )
    return person and party.gender in ("", "unknown", _SEXES[sex])


def _capital(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split())


def _of(role: str) -> str:
    """The words of a role that tell of whom it is: behind "for" or "of", else all of them."""
    for link in (" for ", " of "):
        if link in role:
            return role.split(link, 1)[1]
    return role


def _answering(cast: _Cast, accusations: Rows, statements: Rows) -> Iterator[Tie]:
    """Who answers a charge against another stands with the accused."""
    places = sorted(
        (int(span["start"]), int(span["end"]), row["speaker"])
        for row in statements if row["speaker"] for span in row["content"] or ()
    )  # fmt: skip
    for row in accusations:
        if row["reply_start"] is None or row["reply"] not in ("denies", "defends"):
            continue
        target, at = cast.party(row["target"]), int(row["reply_start"])
        end = int(row["reply_end"] or at)
        who = next((speaker for left, right, speaker in places if left < end and right > at), None)
        speaker = cast.party(who)
        if target is not None and speaker is not None and speaker != target:
            yield Tie(speaker, target, 1, _chance(ANSWERS), ANSWERS, "", at, end)


def _official(cast: _Cast, text: str) -> Iterator[Tie]:
    """Officials and bodies of one state, tied to whom most is heard of it."""
    states: dict[str, list[Party]] = {}
    for party in cast.parties.values():
        if party.state:
            states.setdefault(party.state, []).append(party)
    heads = {
        land: max(own, key=lambda p: (country(p.name) is not None, p.statements, p.name))
        for land, own in states.items()
    }
    chance = _chance(STATE)
    for land, members in states.items():
        yield from (_of_state(party, heads[land], chance) for party in members if party is not heads[land])
    bare = [
        p for p in cast.parties.values() if not p.state and p.affiliation == "government" and _national(p)
    ]
    if bare and any(country(head.name) is not None for head in heads.values()):
        main = Context(mentions.read(Document(Article("", text))), text).main
        if main in heads:  # "the president" of the country that the article is mostly about
            yield from (_of_state(party, heads[main], _chance(MAIN)) for party in bare)


def _national(party: Party) -> bool:
    """Whether a role is one of a whole state: president, minister."""
    told = party.role or (party.name if party.kind == "unnamed person" else "")
    head = head_of(told) if told else ""
    return head not in _LOCAL and (head in MINISTERS or head in _RULERS)


def _of_state(party: Party, head: Party, chance: float) -> Tie:
    start = max(party.start, 0)
    return Tie(party.name, head.name, 1, chance, STATE, "", start, max(party.end, start))
