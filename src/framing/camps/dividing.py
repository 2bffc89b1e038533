"""Two sides of each dispute, from who stands against and who beside whom: a signed graph, divided and abstaining.

A side holds what hangs together: whoever accuses the same party stands together, whoever speaks for a party stands
with it. The division agrees with as much of the evidence as it can (spectral start, then single moves while they
gain), and a party is placed only where a chain of ties that agree with the division leads to it from the two who
stand most surely against each other, and little stands against that. Who is left is doubtful, not guessed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SURE = 0.995
"""No tie is surer than this: evidence is the logarithm of what is left."""

_DENSE = 400
"""Up to so many parties all of the matrix is solved at once."""

LEAST = 1e-9


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """That one party stands against or beside another, as one place of an article tells.

    Args:
        one, other: names of parties; the order is that of who accuses, speaks, supports, and whom.
        sign: -1 against, 1 beside.
        chance: how often such a tie is right, 0 to 1.
        rule: how it was told: "accuses", "is against", "is for", "speaks for", "answers for", …
        article_id, start, end: where.
    """

    one: str
    other: str
    sign: int
    chance: float
    rule: str
    article_id: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A party on a side.

    Args:
        name: its name.
        certainty: 0 to 1; the chance of the chain of ties that leads to it, less what contradicts.
        tie: the tie that put it there: the surest to a party that was placed before.
        ties: how many places tell of it in this dispute.
    """

    name: str
    certainty: float
    tie: Tie
    ties: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two sides that stand against each other.

    Args:
        sides: the members of each, the surest first; the first side is that of who is accused more.
        doubtful: who has to do with it, but is not told surely enough on which side it stands.
        weight: the evidence that the two stand against each other at all.
    """

    sides: tuple[tuple[Member, ...], tuple[Member, ...]]
    doubtful: tuple[Member, ...]
    weight: float

    def side_of(self, name: str) -> int | None:
        """0 or 1, or None for a party on neither.

        Example:
            >>> divide([Tie("Ruiz", "the city", -1, 0.9, "accuses")])[0].side_of("Ruiz")
            1
        """
        return next((n for n, side in enumerate(self.sides) if any(m.name == name for m in side)), None)


def divide(
    ties: Iterable[Tie],
    *,
    least: float = 0.5,
    against: float = 0.5,
    indirect: float = 1.0,
    apart: Mapping[str, str] | None = None,
) -> list[Dispute]:
    """The disputes among some parties, those with most evidence first.

    Args:
        ties: who stands against or beside whom.
        least: how certain a place on a side must be; below it a party is doubtful.
        against: how sure the surest opposition of a dispute must be; below it there is no dispute.
        indirect: how often the enemy of an enemy is a friend, where the two do not accuse the same party: each such
            step costs so much certainty.
        apart: what never shares a side, by party: its state. Kyiv and Moscow are never one side, whatever common
            enemy they have.

    Returns:
        One for each group of parties that hang together; the same for the same ties, in whatever order they come.

    Papers:
        Harary 1953, On the notion of balance of a signed graph; Kunegis and others 2010, Spectral analysis of signed
        graphs (the start of the division).

    Example:
        >>> told = [Tie("the union", "the firm", -1, 0.9, "accuses"), Tie("Lee", "the firm", 1, 0.9, "speaks for")]
        >>> [[member.name for member in side] for side in divide(told)[0].sides]
        [['the firm', 'Lee'], ['the union']]
    """
    graph = _Graph(sorted(ties, key=lambda t: (t.article_id, t.start, t.end, t.one, t.other, t.rule, t.sign)))
    found = (_dispute(graph, part, least, against, apart or {}, indirect) for part in graph.parts())
    return sorted((one for one in found if one is not None), key=lambda one: (-one.weight, _first(one)))


def _first(one: Dispute) -> str:
    return one.sides[0][0].name


@dataclass(slots=True)
class _Pair:
    """What is told of two parties: the evidence for and against, and the surest tie of each sign."""

    beside: float = 0.0
    against: float = 0.0
    ties: int = 0
    best: tuple[Tie | None, Tie | None] = (None, None)
    accused: set[str] = field(default_factory=set)

    def add(self, tie: Tie) -> None:
        weight = -log1p(-min(tie.chance, _SURE))
        self.ties += 1
        against, beside = self.best
        if tie.sign < 0:
            self.against += weight
            self.accused.add(tie.other)
            against = tie if against is None or tie.chance > against.chance else against
        else:
            self.beside += weight
            beside = tie if beside is None or tie.chance > beside.chance else beside
        self.best = (against, beside)

    def tie(self, same: bool) -> Tie | None:
        """The surest tie that tells that the two are on one side, or that they are not."""
        return self.best[1] if same else self.best[0]

    def net(self, same: bool) -> float:
        """The evidence for that, less the evidence for the contrary."""
        return self.beside - self.against if same else self.against - self.beside


def _order(tie: Tie) -> tuple[str | float, ...]:
    return (tie.article_id, tie.start, tie.end, tie.one, tie.other, tie.rule, tie.sign, tie.chance)


class _Graph:
    """Parties and what is told of every two of them."""

    def __init__(self, ties: Sequence[Tie]) -> None:
        self.names = sorted({name for tie in ties for name in (tie.one, tie.other)})
        number = {name: at for at, name in enumerate(self.names)}
        self.near: list[dict[int, _Pair]] = [{} for _ in self.names]
        self.accused = [0.0] * len(self.names)
        for tie in sorted(ties, key=_order):  # sums of fractions depend on their order
            one, other = number[tie.one], number[tie.other]
            if one == other or not 0 < tie.chance <= 1:
                continue
            pair = self.near[one].get(other)
            if pair is None:
                pair = self.near[one][other] = self.near[other][one] = _Pair()
            pair.add(tie)
            if tie.sign < 0:
                self.accused[other] += tie.chance

    def parts(self) -> list[list[int]]:
        """The parties that hang together, directly or through others."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        rows = [one for one, near in enumerate(self.near) for _ in near]
        columns = [other for near in self.near for other in near]
        size = len(self.names)
        if not rows:
            return []
        _, labels = connected_components(coo_array(([1] * len(rows), (rows, columns)), shape=(size, size)))
        parts: dict[int, list[int]] = {}
        for at, label in enumerate(labels.tolist()):
            parts.setdefault(label, []).append(at)
        return [part for part in parts.values() if len(part) > 1]


def _dispute(
    graph: _Graph,
    part: Sequence[int],
    least: float,
    against: float,
    apart: Mapping[str, str],
    indirect: float,
) -> Dispute | None:
    """The dispute of parties that hang together; None where nobody stands surely enough against another."""
    signs = _divided(graph, part)
    poles = _poles(graph, part, signs)
    if poles is None or 1 - exp(-graph.near[poles[0]][poles[1]].net(False)) < against:
        return None
    members = _grown(graph, poles, signs, apart, indirect)
    sure: tuple[list[Member], list[Member]] = ([], [])
    doubtful = []
    for at, member in members.items():
        if member.certainty >= least and member.certainty > 0:
            sure[signs[at] != signs[poles[0]]].append(member)
        else:
            doubtful.append(member)
    if not all(sure):
        return None
    blame = [
        sum(graph.accused[at] for at, m in members.items() if m in side) for side in sure
    ]  # who is accused more stands first: the party whose conduct the dispute is about
    first, second = (sure[0], sure[1]) if blame[0] >= blame[1] else (sure[1], sure[0])
    weight = sum(
        pair.against
        for one in members for other, pair in graph.near[one].items()
        if one < other and signs[one] != signs[other]
    )  # fmt: skip
    return Dispute((_ranked(first), _ranked(second)), _ranked(doubtful), weight)


def _ranked(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda m: (-m.certainty, -m.ties, m.name)))


def _divided(graph: _Graph, part: Sequence[int]) -> dict[int, int]:
    """A side, 1 or -1, for each: as much as can be agrees with the evidence."""
    import numpy as np

    place = {at: number for number, at in enumerate(part)}
    start = _leading(graph, part, place)
    signs = {at: (1 if start[number] >= 0 else -1) for at, number in place.items()}
    pull = {
        at: sum((p.beside - p.against) * signs[other] for other, p in graph.near[at].items()) for at in part
    }
    # Single moves while they gain; each takes away disagreement, so they end.
    waiting = [(signs[at] * pull[at], at) for at in part if signs[at] * pull[at] < -LEAST]
    heapq.heapify(waiting)
    while waiting:
        gain, at = heapq.heappop(waiting)
        if abs(gain - signs[at] * pull[at]) > LEAST or gain >= -LEAST:
            continue
        signs[at] = -signs[at]
        for other, pair in graph.near[at].items():
            pull[other] += 2 * (pair.beside - pair.against) * signs[at]
            if signs[other] * pull[other] < -LEAST:
                heapq.heappush(waiting, (signs[other] * pull[other], other))
    assert np.isfinite(start).all()
    return signs


def _leading(graph: _Graph, part: Sequence[int], place: Mapping[int, int]) -> NDArray[np.float64]:
    """The leading eigenvector of the signed matrix of evidence; its signs are two sides that agree with most of it."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.linalg import ArpackNoConvergence, eigsh

    size = len(part)
    rows, columns, values = [], [], []
    for at in part:
        for other, pair in graph.near[at].items():
            rows.append(place[at])
            columns.append(place[other])
            values.append(pair.beside - pair.against)
    matrix = coo_array((np.array(values, dtype=np.float64), (rows, columns)), shape=(size, size)).tocsr()
    if size <= _DENSE:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        try:
            vector = eigsh(matrix, k=1, which="LA", v0=np.ones(size), maxiter=200)[1][:, 0]
        except ArpackNoConvergence:
            vector = np.ones(size)  # the moves that follow find their way from anywhere
    rounded = np.round(vector, 9)
    largest = int(np.argmax(np.abs(rounded)))
    turned: NDArray[np.float64] = rounded * (1.0 if rounded[largest] >= 0 else -1.0)
    return turned


def _poles(graph: _Graph, part: Sequence[int], signs: Mapping[int, int]) -> tuple[int, int] | None:
    """The two who stand most surely against each other; of equals, those of whom more is told."""
    best: tuple[float, float, int, int] | None = None
    for one in part:
        for other, pair in graph.near[one].items():
            if one < other and signs[one] != signs[other] and pair.against > pair.beside:
                told = sum(p.against for p in graph.near[one].values()) + sum(
                    p.against for p in graph.near[other].values()
                )
                key = (pair.net(False), told, -one, -other)
                best = key if best is None or key > best else best
    return None if best is None else (-best[2], -best[3])


def _grown(
    graph: _Graph, poles: tuple[int, int], signs: Mapping[int, int], apart: Mapping[str, str], indirect: float
) -> dict[int, Member]:
    """Every party that a chain of agreeing ties leads to from the poles, each by its surest chain."""
    made: dict[int, Member] = {}
    states: dict[int, str] = {}
    waiting: list[tuple[float, int, Tie]] = []

    def place(at: int, chance: float, tie: Tie) -> None:
        state = apart.get(graph.names[at])
        certainty = chance * exp(-_contrary(graph, at, signs, made))
        if state is not None and states.setdefault(signs[at], state) != state:
            certainty = 0.0  # of another state than the one that this side is of
        made[at] = Member(graph.names[at], certainty, tie, sum(p.ties for p in graph.near[at].values()))

    def reach(at: int) -> None:
        for other, pair in graph.near[at].items():
            same = signs[at] == signs[other]
            through = pair.tie(same)
            if other not in made and through is not None and made[at].certainty > 0 and pair.net(same) > 0:
                share = 1 - exp(-pair.net(same))
                if not same and not _accuse_together(graph, at, other, signs, made):
                    share *= indirect
                heapq.heappush(waiting, (-made[at].certainty * share, other, through))

    opposed = graph.near[poles[0]][poles[1]]
    surest = opposed.tie(False)
    assert surest is not None
    for at in poles:
        place(at, 1 - exp(-opposed.net(False)), surest)
    for at in poles:
        reach(at)
    while waiting:
        chance, at, tie = heapq.heappop(waiting)
        if at not in made:
            place(at, -chance, tie)
            reach(at)
    return made


def _accuse_together(
    graph: _Graph, at: int, newcomer: int, signs: Mapping[int, int], made: Mapping[int, Member]
) -> bool:
    """Whether a newcomer accuses whom its side accuses.

    Who is accused by the same party as another, or accuses one who accuses a third, is often on nobody's side.
    """
    name = graph.names[at]
    if name not in graph.near[at][newcomer].accused:
        return False
    return any(
        name in pair.accused
        for other, pair in graph.near[at].items()
        if other in made and signs[other] == signs[newcomer]
    )


def _contrary(graph: _Graph, at: int, signs: Mapping[int, int], made: Mapping[int, Member]) -> float:
    """The evidence of those who are placed that a party does not stand where the division puts it."""
    return sum(
        max(0.0, pair.net(signs[at] != signs[other]))
        for other, pair in graph.near[at].items()
        if other in made
    )
