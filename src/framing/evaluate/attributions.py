"""Statements against gold statements, by the words of their content and source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from framing.evaluate.counts import Counts, prf

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
# Words that say nothing of who a source is: sharing one of them is no agreement.
_NO_NAMES = (
    "a an the of and or to in on at for by with from his her their its my our your that this these those who which "
    "he'd mr mrs ms dr"
)
_EMPTY = frozenset(_NO_NAMES.split())
Words = frozenset[tuple[int, int]]


def content_words(text: str, spans: Sequence[tuple[int, int]]) -> Words:
    """The places of the words inside some spans: marks and white space never count.

    Example:
        >>> sorted(content_words('He said "no".', [(8, 12)]))
        [(9, 11)]
    """
    return frozenset(m.span() for start, end in spans for m in _WORD.finditer(text, start, end))


def align(predicted: Sequence[Words], gold: Sequence[Words], least: float = 0.5) -> list[tuple[int, int]]:
    """Pair contents one to one by intersection over union, best first.

    Example:
        >>> a, b = frozenset({(0, 1), (2, 3)}), frozenset({(2, 3)})
        >>> align([a], [b])
        [(0, 0)]
    """
    scored = []
    for i, mine in enumerate(predicted):
        for j, theirs in enumerate(gold):
            both = len(mine & theirs)
            either = len(mine) + len(theirs) - both
            if both and both >= least * either:
                scored.append((-both / either, i, j))
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in sorted(scored):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def same_source(text: str, mine: Words, theirs: Words) -> bool:
    """Whether both name nobody, or share a word that says who it is."""
    if not mine or not theirs:
        return not mine and not theirs
    return bool(_telling(text, mine) & _telling(text, theirs))


def _telling(text: str, found: Words) -> set[tuple[int, int]]:
    return {word for word in found if text[word[0] : word[1]].lower() not in _EMPTY} or set(found)


def count(text: str, predicted: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]]) -> Counts:
    """One document's counts; a statement is a mapping of source, cue and content to lists of (start, end)."""
    sides = []
    for side in (predicted, gold):
        made = [{role: content_words(text, x[role]) for role in ("source", "cue", "content")} for x in side]
        sides.append([x for x in made if x["content"]])
    mine, theirs = sides
    counts: Counts = Counter(predicted=len(mine), gold=len(theirs))
    joint: dict[int, bool] = {}
    for i, j in align([x["content"] for x in mine], [x["content"] for x in theirs]):
        joint[j] = same_source(text, mine[i]["source"], theirs[j]["source"])
        counts["content"] += 1
        counts["joint"] += joint[j]
        counts["exact"] += mine[i]["content"] == theirs[j]["content"]
    for j, one in enumerate(theirs):
        if not one["source"]:
            counts["agentless.n"] += 1
            counts["agentless.joint"] += joint.get(j, False)
    return counts


def measure(counts: Counts) -> dict[str, float | None]:
    """Content, joint and exact precision, recall and F1, source accuracy, agentless recall."""
    made: dict[str, float | None] = {}
    for name in ("joint", "content", "exact"):
        made |= prf(name, counts[name], counts["predicted"], counts["gold"])
    made["source_accuracy_on_aligned"] = counts["joint"] / counts["content"] if counts["content"] else None
    made["recall.agentless.joint"] = (
        counts["agentless.joint"] / counts["agentless.n"] if counts["agentless.n"] else None
    )
    return made
