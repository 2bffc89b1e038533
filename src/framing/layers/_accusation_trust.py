"""How likely an accusation is told right: that its clause is one, and who accuses and who is accused in it.

A logistic regression over how sure the network is of the clause, how far both opinions agree on the parties and how
clearly they come before others, and whether the accusing word's own subject and object say the same. Its shares were
held against coded articles in bands (`training/fit_accusation_trust.py`): of what has .8 about four in five are right.

Paper:
    Platt 1999, Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from framing.layers import _accusation_shape as shape
from framing.layers._accusation_roles import NOBODY, Decided
from framing.layers._accusation_shape import Around
from framing.layers._convolution import Floats

SIGNS = (
    "clause", "accuser", "target", "accuser before others", "target before others", "nobody accuses",
    "accuser by words", "accuser by features", "target by words", "target by features", "subject and object",
    "target as a statement has it", "target inside", "quoted statement", "agentless statement", "long",
    "quotation marks", "accusing statement", "accusing verb",
)  # fmt: skip
"""What is weighed; shares as log-odds."""

_LONG = 25  # words
_EDGE = 1e-4


@dataclass(frozen=True)
class Weights:
    """A weight for each of `SIGNS`, and the bias."""

    of: Floats
    bias: float


def _odds(share: float) -> float:
    share = min(max(share, _EDGE), 1 - _EDGE)
    return math.log(share / (1 - share))


def signs(
    window: Around,
    score: float,
    opinions: tuple[Floats, Floats],
    decided: Decided,
    owned: bool,
    agentless: bool,
) -> list[float]:
    """What speaks for and against one accusation, in the order of `SIGNS`.

    Args:
        window: the clause with its candidates.
        score: of the clause.
        opinions: log-shares of its places by words and by features, (places + 1, 2), nobody first.
        decided: who was chosen, with the scores of all.
        owned, agentless: whether it stands in somebody's statement, and in one of nobody.
    """
    accuser, target = decided.roles.accuser, decided.roles.target
    chosen = (NOBODY if accuser is None else accuser, NOBODY if target is None else target)
    shares, leads = [], []
    for role, party in enumerate(chosen):
        logged = decided.scores[role]
        own = float(np.exp(logged[decided.parties.index(party)]))
        others = [
            float(np.exp(value))
            for other, value in zip(decided.parties, logged, strict=True)
            if other != party and not (role == 1 and other == NOBODY)
        ]
        shares.append(own)
        leads.append(own - max(others, default=0.0))
    told = [_share(opinion[:, role], window, chosen[role]) for role in (0, 1) for opinion in opinions]
    accusing, accused = (_shown(window, party) for party in chosen)
    inside = any(
        c.party == target and c.last > c.first and c.first < window.last - window.low
        and c.last > window.first - window.low
        for c in window.candidates
    )  # fmt: skip
    subject = accusing[shape.SUBJECT] > 0 and accused[shape.OBJECT] > 0
    return [
        _odds(score), _odds(shares[0]), _odds(shares[1]), leads[0], leads[1], float(accuser is None),
        *(_odds(one) for one in told), float(subject), accused[shape.STATED], float(inside), float(owned),
        float(agentless), float(window.last - window.first > _LONG), float(window.features[shape.QUOTED]),
        float(window.features[shape.TELLING]), float(window.features[shape.VERB]),
    ]  # fmt: skip


def _share(logged: Floats, window: Around, party: int) -> float:
    """A party's share by one opinion: that of all its places, or of nobody."""
    if party == NOBODY:
        return float(np.exp(logged[0]))
    return sum(
        float(np.exp(value))
        for candidate, value in zip(window.candidates, logged[1:], strict=True)
        if candidate.party == party
    )


def _shown(window: Around, party: int) -> Sequence[float]:
    """Of each feature the most that a place of the party shows."""
    rows = [candidate.features for candidate in window.candidates if candidate.party == party]
    return [max(column) for column in zip(*rows, strict=True)] if rows else [0.0] * shape.FEATURES


def trust(told: Sequence[float], weights: Weights | None = None) -> float:
    """How likely an accusation with these signs is told right, 0 to 1.

    Example:
        >>> trust([0.0] * 19, Weights(np.zeros(19, dtype=np.float32), 0.0))
        0.5
    """
    weights = shipped() if weights is None else weights
    return round(1 / (1 + math.exp(-float(np.dot(weights.of, told)) - weights.bias)), 4)


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The shipped weights."""
    file = resources.files("framing").joinpath("resources", "accusations.json")
    stored = json.loads(file.read_text(encoding="utf-8"))["trust"]
    return Weights(np.array(stored["weights"], dtype=np.float32), stored["bias"])
