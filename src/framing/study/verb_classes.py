"""Which kind of reporting verb introduces a statement, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framing.study.said import Said

CLASSES = (
    "Neutral", "Announcing", "Endorsing", "Doubting", "Conceding", "Denying", "Urging", "Praising", "Accusing",
)  # fmt: skip
"""The classes of reporting verbs, from the plainest on."""

PLAIN = ("Neutral", "Announcing")
"""The classes of verbs that carry no judgement of what is said."""

_BY_ACT = {
    "denies": "Denying", "rejects": "Denying", "admits": "Conceding", "praises": "Praising", "thanks": "Praising",
}  # fmt: skip
_URGING = frozenset({"urges", "warns", "orders", "promises", "threatens", "asks", "demands"})


def verb_class(said: Said) -> str:
    """The class of a statement's reporting verb, one of `CLASSES`."""
    if said.accusing:
        return "Accusing"
    if said.act in _BY_ACT:
        return _BY_ACT[said.act]
    if said.stance == "distancing":
        return "Doubting"
    if said.act in _URGING:
        return "Urging"
    if said.act == "announces":
        return "Announcing"
    return "Endorsing" if said.stance == "endorsing" else "Neutral"


def verb_of(said: Said) -> str:
    """The verb that introduces a statement, as a word; a dash where quotation marks alone do."""
    return said.verb or " ".join(said.slice(said.cue).split()).lower() or "–"


@dataclass(frozen=True)
class VerbFacts:
    """The reporting verbs of a corpus.

    Args:
        groups: the statements by class and by verb, every class, the commonest verbs of a class first.
        counts: how many statements each class has.
        camps: how many statements each class has by the name of the camp.
        plain: how many statements have a plain verb.
        charged: the other verbs, the commonest first.
    """

    groups: Mapping[str, Mapping[str, tuple[Said, ...]]]
    counts: Mapping[str, int]
    camps: Mapping[str, Mapping[str, int]]
    plain: int
    charged: tuple[str, ...]


def verb_facts(said: Iterable[Said]) -> VerbFacts:
    """Count the reporting verbs of statements.

    Example:
        >>> verb_facts([]).counts["Neutral"], verb_facts([]).charged
        (0, ())
    """
    found: dict[str, dict[str, list[Said]]] = {name: {} for name in CLASSES}
    camps: dict[str, Counter[str]] = {name: Counter() for name in CLASSES}
    charged: Counter[str] = Counter()
    for one in said:
        name, verb = verb_class(one), verb_of(one)
        found[name].setdefault(verb, []).append(one)
        camps[name][one.camp.name] += 1
        if name not in PLAIN:
            charged[verb] += 1
    groups = {
        name: {
            verb: tuple(own) for verb, own in sorted(verbs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        }
        for name, verbs in found.items()
    }
    counts = {name: camps[name].total() for name in CLASSES}
    return VerbFacts(
        groups, counts, camps, sum(counts[name] for name in PLAIN),
        tuple(verb for verb, _ in charged.most_common()),
    )  # fmt: skip


def plain(said: Iterable[Said]) -> int:
    """How many statements have a plain verb."""
    return sum(verb_class(one) in PLAIN for one in said)
