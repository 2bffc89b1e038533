"""Who accuses and who is accused: two opinions together, and what the article's clauses agree on.

A party that is accused in one clause tends to be accused in the next, by the same accuser; nobody accuses himself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from framing.layers._accusation_shape import Around
from framing.layers._convolution import Floats

NOBODY = -1
"""Stands for nobody where a party is asked for."""

TERMS = (
    "opinion", "before in the statement", "behind in the statement", "in the statement", "in the article",
    "other role in the article", "with this accuser, or this clause's other role", "nobody", "before",
)  # fmt: skip
"""What is weighed for a party: its log-share, its shares in other clauses, and whether it is nobody."""

_NEVER, _ANSWERS = 8.0, 1.0  # who rejects a charge does not make it, and is rather the one whom it is against
_BY_FORM = 3.0  # whom "criticism from Lee" names as its maker
_SURE = 1e-3  # added to a share before its logarithm
_LEAST = 1e-4
_DOUBT = 0.3
_ACCUSERS, _TARGETS = 5, 6  # so many of each are tried together


@dataclass(frozen=True)
class Weights:
    """How the opinions are weighed; fitted by `training/fit_accusations.py` on articles that the network has not seen.

    Args:
        first: the weight of the network's opinion; the features' has the rest.
        accuser, target: a weight for each of `TERMS`.
    """

    first: float
    accuser: Floats
    target: Floats


@dataclass(frozen=True, slots=True)
class Roles:
    """Who accuses whom in a clause: party numbers, None where nobody is told."""

    accuser: int | None
    target: int | None


@dataclass(frozen=True, slots=True)
class Decided:
    """Who was chosen for a clause, with the log-scores of all its parties as accuser and as target.

    Args:
        roles: who was chosen.
        parties: numbers, nobody first.
        scores: of each party, for both roles.
    """

    roles: Roles
    parties: tuple[int, ...]
    scores: tuple[Floats, Floats]


def roles(
    windows: Sequence[Around], opinions: Sequence[tuple[Floats, Floats]], owners: Sequence[int | None],
    weights: Weights | None = None,
) -> list[Decided]:  # fmt: skip
    """Who accuses whom in the clauses of one article.

    Args:
        windows: the clauses in text order, each with at least one candidate.
        opinions: of each clause the log-shares of its places, (places + 1, 2), nobody first: the network's, and those
            by features alone.
        owners: of each clause the statement in which it stands.
        weights: the shipped ones where None.
    """
    if not windows:
        return []
    weights = shipped() if weights is None else weights
    chosen = []
    for parties, accusers, targets in scores(windows, opinions, owners, weights):
        chosen.append(Decided(_together(parties, accusers, targets), tuple(parties), (accusers, targets)))
    return chosen


def scores(
    windows: Sequence[Around], opinions: Sequence[tuple[Floats, Floats]], owners: Sequence[int | None],
    weights: Weights,
) -> list[tuple[list[int], Floats, Floats]]:  # fmt: skip
    """Of each clause its parties, nobody first, with their log-scores as accuser and as target."""
    made = []
    for one, (parties, both) in zip(windows, terms(windows, opinions, owners, weights.first), strict=True):
        accusers, targets = both[0] @ weights.accuser, both[1] @ weights.target
        if one.rejecting in parties:
            accusers[parties.index(one.rejecting)] -= _NEVER
            targets[parties.index(one.rejecting)] += _ANSWERS
        if one.maker in parties:
            accusers[parties.index(one.maker)] += _BY_FORM
        made.append((parties, _logged(accusers), _logged(targets)))
    return made


def terms(
    windows: Sequence[Around], opinions: Sequence[tuple[Floats, Floats]], owners: Sequence[int | None],
    first: float,
) -> list[tuple[list[int], tuple[Floats, Floats]]]:  # fmt: skip
    """Of each clause its parties, nobody first, and for both roles the `TERMS` of each: (parties, terms)."""
    present = [[NOBODY, *dict.fromkeys(c.party for c in one.candidates)] for one in windows]
    shares = [
        _mixed(one, parties, both, first)
        for one, parties, both in zip(windows, present, opinions, strict=True)
    ]
    column = {party: number for number, party in enumerate(dict.fromkeys(p for row in present for p in row))}
    count = len(windows)
    every = np.zeros((2, count, len(column)), dtype=np.float32)
    for number, (parties, share) in enumerate(zip(present, shares, strict=True)):
        every[:, number, [column[party] for party in parties]] = share
    totals = every.sum(axis=1)
    by_owner: dict[int, list[int]] = {}
    for number, owner in enumerate(owners):
        if owner is not None:
            by_owner.setdefault(owner, []).append(number)
    sums = {owner: every[:, numbers].sum(axis=1) for owner, numbers in by_owner.items()}
    made = []
    for number, (parties, share) in enumerate(zip(present, shares, strict=True)):
        at = [column[party] for party in parties]
        own = every[:, number, at]
        others = (totals[:, at] - own) / max(count - 1, 1)
        owner = owners[number]
        fellows = len(by_owner[owner]) - 1 if owner is not None else 0
        same = (sums[owner][:, at] - own) / fellows if owner is not None and fellows else np.zeros_like(own)
        before = every[:, number - 1, at] if number else np.zeros_like(own)
        behind = every[:, number + 1, at] if number + 1 < count else np.zeros_like(own)
        joined = owner is not None and number > 0 and owners[number - 1] == owner
        followed = owner is not None and number + 1 < count and owners[number + 1] == owner
        likeliest = at[int(share[0].argmax())]
        with_it = every[0, :, likeliest].copy()
        with_it[number] = 0
        paired = (with_it @ every[1][:, at]) / (with_it.sum() + _DOUBT)
        nobody = np.array([party == NOBODY for party in parties], dtype=np.float32)
        both = []
        for role in (0, 1):
            further = (own[1], paired)[role] if role == 0 or count > 1 else np.zeros_like(paired)
            both.append(
                np.stack(
                    [
                        np.log(own[role] + _LEAST), before[role] * joined, behind[role] * followed, same[role],
                        others[role], others[1 - role], further, nobody, before[role],
                    ],
                    axis=1,
                )
            )  # fmt: skip
        made.append((parties, (both[0], both[1])))
    return made


def _mixed(one: Around, parties: Sequence[int], both: tuple[Floats, Floats], first: float) -> Floats:
    """(2, parties): the shares of the parties, both opinions weighed; a party has the sum of its places."""
    row = {party: number for number, party in enumerate(parties)}
    places = np.array([0, *(row[c.party] for c in one.candidates)])
    summed = np.zeros((2, len(parties), 2), dtype=np.float64)
    for number, logged in enumerate(both):
        np.add.at(summed[number], places, np.exp(logged))
    mixed = first * np.log(summed[0] + _SURE) + (1 - first) * np.log(summed[1] + _SURE)
    shares = np.exp(mixed - mixed.max(axis=0))
    return np.asarray((shares / shares.sum(axis=0)).T, dtype=np.float32)


def _logged(scored: Floats) -> Floats:
    most = scored.max()
    return np.asarray(scored - most - np.log(np.exp(scored - most).sum()), dtype=np.float32)


def _together(parties: Sequence[int], accusers: Floats, targets: Floats) -> Roles:
    """The likeliest accuser and target that are not the same; the accused is always somebody where anybody is there."""
    best = (-np.inf, 0, 0)
    for accuser in np.argsort(-accusers, kind="stable")[:_ACCUSERS].tolist():
        for target in np.argsort(-targets, kind="stable")[:_TARGETS].tolist():
            if parties[target] != NOBODY and target != accuser:
                best = max(best, (float(accusers[accuser] + targets[target]), -accuser, -target))
    if best[0] == -np.inf:
        only = int(accusers.argmax())
        return Roles(parties[only] if parties[only] != NOBODY else None, None)
    accuser, target = parties[-best[1]], parties[-best[2]]
    return Roles(accuser if accuser != NOBODY else None, target)


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The shipped weights."""
    file = resources.files("framing").joinpath("resources", "accusations.json")
    stored = json.loads(file.read_text(encoding="utf-8"))["roles"]
    accuser, target = (np.array(stored[role], dtype=np.float32) for role in ("accuser", "target"))
    return Weights(stored["first"], accuser, target)
