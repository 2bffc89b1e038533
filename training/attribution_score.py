"""How well found attributions agree with gold ones: a statement counts if content and source do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from attribution_data import documents

from framing.attribution.sequence import Tagger
from framing.statement import Attribution

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_EMPTY = frozenset(
    "a an the of and or to in on at for by with from his her their its my our your that this these those who "
    "which".split()
)

Words = frozenset[tuple[int, int]]


def words(text: str, spans: Sequence[Sequence[int]]) -> Words:
    """The words of some spans, as (start, end)."""
    return frozenset(m.span() for start, end in spans for m in _WORD.finditer(text, start, end))


def right(text: str, found: Sequence[Attribution], gold: Sequence[dict[str, Any]]) -> list[tuple[bool, bool]]:
    """For every found attribution, whether a gold one shares its content, and its source as well.

    Contents are paired one to one, best overlap (intersection over union, at least one half) first.
    """
    mine = [words(text, [(s.start, s.end) for s in a.content]) for a in found]
    theirs = [words(text, g["content"]) for g in gold]
    pairs = []
    for i, left in enumerate(mine):
        for j, other in enumerate(theirs):
            both = len(left & other)
            if both and 2 * both >= len(left | other):
                pairs.append((-both / len(left | other), i, j))
    verdict = [(False, False)] * len(mine)
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if verdict[i][0] or j in taken:
            continue
        taken.add(j)
        span = found[i].source
        source = words(text, [(span.start, span.end)]) if span else frozenset()
        verdict[i] = (True, _same(text, source, words(text, gold[j]["source"])))
    return verdict


def _same(text: str, left: Words, right: Words) -> bool:
    if not left or not right:
        return not left and not right

    def telling(spans: Words) -> Words:
        return frozenset(s for s in spans if text[s[0] : s[1]].lower() not in _EMPTY) or spans

    return bool(telling(left) & telling(right))


def f1(right_count: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall, 0 where nothing is found."""
    return 2 * right_count / (found + gold) if right_count else 0.0


def agreement(tagger: Tagger, rows: Sequence[dict]) -> dict[str, float]:
    """The F1 of content and of content with source (joint) on gold texts."""
    docs = documents(rows)
    verdicts = [
        right(doc.text, found, row["attributions"])
        for doc, found, row in zip(docs, tagger.attribute(docs), rows, strict=True)
    ]
    found, gold = sum(map(len, verdicts)), sum(len(row["attributions"]) for row in rows)
    content, joint = (sum(v[k] for vs in verdicts for v in vs) for k in (0, 1))
    return {"content F1": round(f1(content, found, gold), 4), "joint F1": round(f1(joint, found, gold), 4)}
