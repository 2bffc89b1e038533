"""How many accusations are found, with whose accuser, target and reply, against articles coded by hand."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.evaluate.coded import Accusation, Coded, read
from framing.evaluate.counts import Counts, intervals, prf
from framing.evaluate.gold import GoldError
from framing.evaluate.outside import texts_of
from framing.people.likeness import same_party
from framing.text import word_spans

Row = Mapping[str, Any]
_OPENING = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "own")
)
_BEHIND = re.compile(r"\s+(?:of|for|in|at|from|with|who|that|which)\s+|,")
LEAST = 0.5
"""The least share of the shorter clause's words that two clauses must have in common to be one accusation."""


def pair(text: str, rows: Sequence[Row], gold: Sequence[Accusation]) -> list[tuple[int, int]]:
    """Match found and coded clauses one to one, by the words they share, the best first.

    Args:
        text: the article.
        rows: found, with `start` and `end`.
        gold: coded.

    Returns:
        pairs of places in `rows` and `gold`.

    Example:
        >>> coded = Accusation(4, 15, "Lee", "Roe", "accuses", "journalist", "none")
        >>> pair("Lee accused Roe of theft.", [{"start": 4, "end": 24}], [coded])
        [(0, 0)]
    """
    starts = [word.start for word in word_spans(text)]
    found = [frozenset(s for s in starts if row["start"] <= s < row["end"]) for row in rows]
    coded = [frozenset(s for s in starts if one.start <= s < one.end) for one in gold]
    scored = []
    for i, mine in enumerate(found):
        for j, theirs in enumerate(coded):
            shared = len(mine & theirs)
            if shared and shared >= LEAST * min(len(mine), len(theirs)):
                scored.append((-shared / len(mine | theirs), i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def count(text: str, rows: Sequence[Row], gold: Sequence[Accusation]) -> Counts:
    """What is right and wrong of one article, as counts that can be summed over articles."""
    counts: Counts = Counter(found=len(rows), coded=len(gold))
    pairs = pair(text, rows, gold)
    counts["hit"] = len(pairs)
    counts["accused"] = bool(gold)
    counts["free"] = bool(gold) and not rows
    counts["quiet"] = not gold
    counts["wrongly"] = bool(rows) and not gold
    for i, j in pairs:
        row, one = rows[i], gold[j]
        counts["accuser.asked"] += 1
        counts["accuser.right"] += same(row["accuser"], one.accuser)
        if one.target is not None:
            counts["target.asked"] += 1
            counts["target.right"] += same(row["target"], one.target)
        counts["kind.right"] += row["kind"] == one.kind
        counts["voice.right"] += (row["voice"] == "journalist") == (one.voice == "journalist")
        there, told = one.reply != "none", row["reply"] != "none"
        counts[f"reply.{'there' if there else 'absent'}"] += 1
        counts["reply.there.told"] += there and told
        counts["reply.there.kind"] += there and row["reply"] == one.reply
        counts["reply.absent.told"] += not there and not told
        if one.accuser is not None and one.affiliation is not None:
            counts["affiliation.asked"] += 1
            counts["affiliation.right"] += row.get("accuser_affiliation") == one.affiliation
    return counts


def same(name: str | None, gold: str | None) -> bool:
    """Whether a name told is the coder's, or both tell of nobody.

    Example:
        >>> same("Ms Ruiz", "Ana Ruiz"), same(None, None), same(None, "Ana Ruiz")
        (True, True, False)
    """
    if name is None or gold is None:
        return name is gold
    return same_party(name, gold) or _short_for(name, gold) or _short_for(gold, name)


def _short_for(short: str, full: str) -> bool:
    """Whether a phrase without a name takes up a fuller one by its head: "the city" for "City of Dallas".

    Example:
        >>> _short_for("the city", "City of Dallas"), _short_for("the police", "the police union")
        (True, False)
    """
    words = [word for word in short.lower().split() if word not in _OPENING]
    if not words or any(word[:1].isupper() for word in short.split()[1:]):
        return False
    plain = _BEHIND.split(full.lower().replace("’", "'"), maxsplit=1)[0].split()
    return bool(plain) and words[-1] == plain[-1] and set(words) <= set(full.lower().split())


def measure(counts: Counts) -> dict[str, float | None]:
    """Shares from counts.

    Example:
        >>> round(measure(Counter(found=2, coded=4, hit=2))["accusation.f1"], 2)
        0.67
    """

    def share(part: str, whole: str) -> float | None:
        return counts[part] / counts[whole] if counts[whole] else None

    return {
        **prf("accusation", counts["hit"], counts["found"], counts["coded"]),
        "accuser": share("accuser.right", "accuser.asked"),
        "target": share("target.right", "target.asked"),
        "kind": share("kind.right", "hit"),
        "voice": share("voice.right", "hit"),
        "reply.there": share("reply.there.told", "reply.there"),
        "reply.kind": share("reply.there.kind", "reply.there"),
        "reply.absent": share("reply.absent.told", "reply.absent"),
        "called_free": share("free", "accused"),
        "wrongly_accused": share("wrongly", "quiet"),
        "accuser.affiliation": share("affiliation.right", "affiliation.asked"),
    }


def agreement(one: Sequence[Coded], other: Sequence[Coded]) -> dict[str, float | None]:
    """How far two coders agree who coded the same articles: the ceiling of what a machine can be told to reach.

    Args:
        one, other: articles by the same ids; those that only one has are left out.
    """
    theirs = {article.id: article for article in other}
    total: Counts = Counter()
    for article in one:
        if article.id in theirs:
            rows = [
                {
                    "start": a.start, "end": a.end, "accuser": a.accuser, "target": a.target, "kind": a.kind,
                    "voice": a.voice, "reply": a.reply, "accuser_affiliation": a.affiliation,
                }
                for a in theirs[article.id].accusations
            ]  # fmt: skip
            total.update(count(article.text, rows, article.accusations))
    return measure(total)


def evaluate_file(path: Path, bootstrap: int = 0, seed: int = 0) -> dict[str, Any]:
    """Measure the accusations layer on coded articles.

    Args:
        path: as `framing.evaluate.coded.read` takes it; stand-off texts are looked up in the folder that
            FRAMING_BENCHMARKS names.
        bootstrap: resamples of articles for 95 % intervals; 0 for none.
        seed: of the resampling.
    """
    from framing.evaluate.annotated import rows_of

    if not path.is_file():
        raise GoldError(f"no gold file at '{path}'; give one with --gold.")
    coded = list(read(path, texts_of(path)))
    by_article = rows_of("accusations", [{"id": one.id, "text": one.text} for one in coded])
    documents = [count(one.text, by_article.get(one.id, []), one.accusations) for one in coded]
    total: Counts = Counter()
    for counts in documents:
        total.update(counts)
    metrics = measure(total)
    result: dict[str, Any] = {"items": len(coded), "headline": "accusation.f1", "metrics": metrics}
    if bootstrap:
        random.seed(seed)
        result["bootstrap"] = bootstrap
        result["ci95"] = intervals(documents, measure, list(metrics), times=bootstrap, seed=seed)
    return result
