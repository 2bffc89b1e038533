"""Who holds a role that a phrase names without a name: "the deputy minister", "the head of the port"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from framing.people.classes import LIFT
from framing.people.division import PLACES
from framing.people.entities import Entity
from framing.people.phrases import OPENING, PARTY_NAMES
from framing.people.roles import Role, singular
from framing.people.scene import Scene
from framing.words import gazetteer
from framing.words.rules import Weights
from framing.words.tables import WordMap, WordSet

_SAME = WordMap("people", "same_role")
_PLAIN = WordSet("people", "plain_modifier")
_RANKING = WordSet("people", "ranking_modifier")


@dataclass(frozen=True)
class Holding:
    """How well somebody who holds a like role fits "the minister"; own judgement.

    Args:
        like: for the same office.
        nearness: for one who is named before, halved every `half` words.
        half: see there.
        later: for one who is named later only.
        late: words: a definite role that far down does not announce somebody.
        announced: for one whom it would announce so late though the article names them.
    """

    like: float = 2.0
    nearness: float = 1.0
    half: float = 50.0
    later: float = -0.5
    late: int = 400
    announced: float = -2.0


HOLDING = Weights("people.holder", Holding())
_BEFORE, _AFTER = 30, 10  # how many holders on either side are asked


class Offices:
    """The roles of an article by their head noun, with who holds them.

    Args:
        entities: the cast.
    """

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._held: dict[str, list[tuple[Entity, Role]]] = {}
        for entity in entities:
            if entity.kind == "person":
                for role in entity.roles:
                    self._held.setdefault(_office(role.head), []).append((entity, role))
        for held in self._held.values():
            held.sort(key=lambda pair: pair[1].position)

    def holders(self, word: str, at: int) -> Sequence[tuple[Entity, Role]]:
        """Who is given a role with this head, those first whose role stands nearest before `at`."""
        held = self._held.get(_office(word), [])
        middle = bisect_left(held, at, key=lambda pair: pair[1].position)
        return held[max(middle - _BEFORE, 0) : middle][::-1] + held[middle : middle + _AFTER]


def same_office(one: str, other: str) -> bool:
    """Whether two head nouns name one office: spokesman, spokeswoman."""
    return one == other or _office(one) == _office(other)


def _office(head: str) -> str:
    return _SAME.get(head, head)


def holder(scene: Scene, offices: Offices, first: int, head: int, last: int) -> Entity | None:
    """The person of the article who holds the role that a definite phrase names."""
    lower, forms = scene.lower, scene.forms
    wanted = {w for w in lower[first:head] if w[0].isalpha() and w not in OPENING and w not in _PLAIN}
    names = {lower[k] for k in range(first, head) if forms[k][0].isupper()}
    held_at = {lower[k] for k in range(head + 1, last) if forms[k][0].isupper()}
    weight = HOLDING.now
    best: Entity | None = None
    best_score = 0.0
    for entity, role in offices.holders(singular(lower[head]), first):
        if _elsewhere(role, held_at):
            continue
        missing = _missing(role, wanted)
        if missing and not (missing <= names and scene.recent(entity, first)):
            continue
        before = entity.place_before(first)
        score = weight.like + len(wanted & role.words)
        score += (
            weight.nearness / (1.0 + (first - before) / (weight.half or 1))
            if before is not None
            else weight.later
        )
        if entity.places and before is None and first > weight.late:
            score += weight.announced
        if score > best_score:
            best, best_score = entity, score
    return best


def _elsewhere(role: Role, held_at: set[str]) -> bool:
    """Whether a role is held at another place: the director of the museum is not the director of the bank."""
    if not held_at or not held_at.isdisjoint(role.words):
        return False
    return not role.words.isdisjoint(("of", "for", "at"))


def _missing(role: Role, wanted: set[str]) -> set[str]:
    """What a phrase says of a role that the role itself does not."""
    context = {w.strip("'’s") if w.endswith(("'s", "’s")) else w for w in role.context.lower().split()}
    return {w for w in wanted if w not in role.words and w not in context and not _adjectival(w)}


def _adjectival(word: str) -> bool:
    """Whether a word says of which country, party or kind a role is, as any article may leave out."""
    form = word[:1].upper() + word[1:]
    if form in PLACES or word in PARTY_NAMES or word in ("democratic", "independent"):
        return True
    terms = gazetteer.country_terms()
    return form in terms or word.upper() in terms or (word in LIFT and word not in _RANKING)
