"""Who stands against whom over a corpus: the ties of all articles between the parties that are the same in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from framing.camps.dividing import Dispute, Tie, divide
from framing.layers.sources import person_id
from framing.study.ties import Party, Standing, chances, nameless, standings
from framing.words.gazetteer import country

if TYPE_CHECKING:
    from framing.tables import Tables

_ONE_OF_MANY = " @ "
"""Between a description and its article: "residents" of two articles are two parties."""


@dataclass(frozen=True)
class CorpusParty:
    """A party over a corpus.

    Args:
        name: as most articles call it.
        person: whether it is a person.
        named: whether it goes by a name; of who does not, each article has its own.
        state: the country that it stands for, or "".
        role: as most articles give it, or "".
        statements: how many it makes.
        heard: whether an article lets it, or who speaks for it, say or answer something.
    """

    name: str
    person: bool
    named: bool
    state: str
    role: str
    statements: int
    heard: bool = False


@dataclass(frozen=True)
class CorpusSides:
    """The disputes of a corpus.

    Args:
        parties: by the key that ties and disputes call them.
        ties: between them, each with its place.
        disputes: those with most evidence first.
        articles: how many were read.
    """

    parties: Mapping[str, CorpusParty]
    ties: tuple[Tie, ...]
    disputes: tuple[Dispute, ...]
    articles: int

    def party(self, key: str) -> CorpusParty | None:
        """The party of a key; None for accusers without a name."""
        return self.parties.get(key)


def corpus_sides(tables: Tables) -> CorpusSides:
    """Divide the parties of a corpus.

    Parties are the same over articles by given name and surname, or by a body's name, never by surname alone; who is
    only described ("residents") stays within its article. Two states never share a side.

    Args:
        tables: annotated tables; copies count as often as they are there.

    Example:
        >>> from framing.tables import Tables
        >>> row = {"accusation_id": 0, "start": 0, "end": 5, "accuser": "Ana Ruiz", "target": "Acme Corp", "kind":
        ...        "accuses", "voice": "journalist", "reply": "none", "score": 0.9}
        >>> tables = Tables.from_rows({"articles": [{"article_id": n, "text": "Ana"} for n in "abc"],
        ...                            "accusations": [{"article_id": n} | row for n in "abc"]})
        >>> [len(side) for side in corpus_sides(tables).disputes[0].sides]
        [1, 1]
    """
    parties, ties = corpus_ties(tables)
    states = {key: party.state for key, party in parties.items() if party.state}
    asked = {name: float(chances()[name]) for name in ("least", "against", "indirect")}
    return CorpusSides(parties, tuple(ties), tuple(divide(ties, apart=states, **asked)), len(tables.articles))


def corpus_ties(tables: Tables) -> tuple[dict[str, CorpusParty], list[Tie]]:
    """The parties of a corpus by key, and the ties between them, article by article.

    Args:
        tables: annotated tables.
    """
    seen = _Seen()
    ties = [tie for standing in standings(tables) for tie in seen.read(standing)]
    return seen.parties(), ties


class _Seen:
    """What the articles call each party."""

    def __init__(self) -> None:
        self._names: dict[str, Counter[str]] = {}
        self._roles: dict[str, Counter[str]] = {}
        self._states: dict[str, Counter[str]] = {}
        self._kinds: dict[str, Counter[bool]] = {}
        self._said: Counter[str] = Counter()
        self._heard: set[str] = set()

    def read(self, standing: Standing) -> Iterable[Tie]:
        """The ties of an article between the parties of the corpus."""
        keys = {name: self._add(party, standing.article_id) for name, party in standing.parties.items()}
        self._heard.update(keys[name] for name in standing.heard if name in keys)
        for tie in standing.ties:
            if nameless(tie.one):
                yield replace(tie, one=tie.one.replace(tie.other, keys[tie.other]), other=keys[tie.other])
            elif keys[tie.one] != keys[tie.other]:
                yield replace(tie, one=keys[tie.one], other=keys[tie.other])

    def _add(self, party: Party, article_id: str) -> str:
        key = key_of(party, article_id)
        self._names.setdefault(key, Counter())[party.name] += max(1, party.statements)
        self._kinds.setdefault(key, Counter())[is_person(party)] += 1
        if party.role:
            self._roles.setdefault(key, Counter())[party.role] += 1
        if party.state:
            self._states.setdefault(key, Counter())[party.state] += 1
        self._said[key] += party.statements
        return key

    def parties(self) -> dict[str, CorpusParty]:
        """All of them, by key."""
        return {
            key: CorpusParty(
                _most(names), _most(self._kinds[key]) == "True", _ONE_OF_MANY not in key,
                _most(self._states[key]) if key in self._states else "",
                _most(self._roles[key]) if key in self._roles else "", self._said[key], key in self._heard,
            )
            for key, names in self._names.items()
        }  # fmt: skip


def _most(counted: Counter[str] | Counter[bool]) -> str:
    return str(min(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))[0]) if counted else ""


def is_person(party: Party) -> bool:
    """Whether a party is a person: a source that is one, else two words with capitals that no country has."""
    if party.kind:
        return party.kind in ("person", "unnamed person")
    words = party.name.split()
    return len(words) > 1 and party.name.istitle() and country(party.name) is None


def key_of(party: Party, article_id: str) -> str:
    """What a party is called over a corpus.

    Example:
        >>> key_of(Party("Donald J. Trump", "person"), "a"), key_of(Party("residents", "unnamed group"), "a")
        ('donald-trump', 'residents @ a')
    """
    kind = party.kind or ("person" if is_person(party) else "organisation")
    named = party.name[:1].isupper() and kind in ("person", "organisation")
    found = person_id(party.name, kind) if named else None
    return found or f"{party.name}{_ONE_OF_MANY}{article_id}"
