"""Marked words, marked sentences, frames and tone against gold labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from framing.evaluate.counts import Counts, decide, prf, tally

_TOKEN = re.compile(r"\w+|[^\w\s]")
Spans = Sequence[tuple[int, int]]


def touched(text: str, spans: Spans) -> set[object]:
    """Where the words and marks start that some spans touch.

    Example:
        >>> sorted(touched("it may rain", [(3, 6)]))
        [3]
    """
    return {
        m.start()
        for m in _TOKEN.finditer(text)
        if any(m.start() < end and start < m.end() for start, end in spans)
    }


def count_words(text: str, predicted: Spans, gold: Spans) -> Counts:
    """Words marked, and whether the item has any mark."""
    counts: Counts = Counter()
    tally(counts, "token", touched(text, predicted), touched(text, gold))
    decide(counts, bool(predicted), bool(gold))
    return counts


def measure_words(counts: Counts) -> dict[str, float | None]:
    """F1 over marked words, and over sentences with a mark."""
    tp, fp, fn = counts["tp"], counts["fp"], counts["fn"]
    return prf("token", counts["token.tp"], counts["token.p"], counts["token.g"]) | prf(
        "sentence", tp, tp + fp, tp + fn
    )


def count_item(predicted: bool, gold: bool) -> Counts:
    """One sentence, marked or not."""
    counts: Counts = Counter()
    decide(counts, predicted, gold)
    return counts


def count_frames(rows: Iterable[Mapping[str, Any]], gold: Mapping[str, int]) -> Counts:
    """One article's frames against its labels; a frame without a row is absent."""
    said = {row["frame"]: bool(row["present"]) for row in rows}
    counts: Counts = Counter()
    for frame, present in gold.items():
        counts[f"{frame}.n"] += 1
        counts[f"{frame}.g"] += bool(present)
        counts[f"{frame}.p"] += said.get(frame, False)
        counts[f"{frame}.tp"] += bool(present) and said.get(frame, False)
    return counts


def measure_frames(counts: Counts) -> dict[str, float | None]:
    """F1 of every frame beside what calling each text positive would score, and their means."""
    frames = sorted(key[:-2] for key in counts if key.endswith(".n"))
    made: dict[str, float | None] = {}
    mine, floor = [], []
    for frame in frames:
        made |= prf(frame, counts[f"{frame}.tp"], counts[f"{frame}.p"], counts[f"{frame}.g"])
        everything = 2 * counts[f"{frame}.g"] / (counts[f"{frame}.n"] + counts[f"{frame}.g"])
        made[f"{frame}.all_positive_f1"] = everything
        mine.append(made[f"{frame}.f1"] or 0.0)
        floor.append(everything)
    mean = sum(mine) / len(mine) if mine else 0.0
    base = sum(floor) / len(floor) if floor else 0.0
    return {"macro_f1": mean, "macro_all_positive_f1": base, "macro_gain": mean - base} | made


def count_tone(predicted: Sequence[int], gold: Sequence[int]) -> Counts:
    """The polarity given to every target against the gold one: -1, 0 or 1 each."""
    return Counter(f"{theirs}:{mine}" for mine, theirs in zip(predicted, gold, strict=True))


def measure_tone(counts: Counts) -> dict[str, float | None]:
    """Macro-F1 and accuracy over negative, neutral and positive."""
    made: dict[str, float | None] = {}
    names = {"negative": -1, "neutral": 0, "positive": 1}
    for name, value in names.items():
        predicted = sum(counts[f"{g}:{value}"] for g in (-1, 0, 1))
        gold = sum(counts[f"{value}:{p}"] for p in (-1, 0, 1))
        made |= prf(name, counts[f"{value}:{value}"], predicted, gold)
    total = sum(counts.values())
    right = sum(counts[f"{value}:{value}"] for value in names.values())
    macro = sum(made[f"{name}.f1"] or 0.0 for name in names) / 3
    return {"macro_f1": macro, "accuracy": right / total if total else None} | made


_PAIRS = {
    "none": (0, 0),
    "p_for_q": (1, 0),
    "q_for_p": (0, 1),
    "p_against_q": (-1, 0),
    "q_against_p": (0, -1),
}


def count_pair(predicted: tuple[int, int], gold: tuple[int, int]) -> Counts:
    """The relation of one pair against the gold one: polarity of p toward q and of q toward p each."""
    return Counter({f"{gold[0]},{gold[1]}:{predicted[0]},{predicted[1]}": 1})


def measure_pairs(counts: Counts) -> dict[str, float | None]:
    """Macro-F1 and accuracy over the five relations, and the directed negative: against, and who against whom.

    Example:
        >>> told = count_pair((-1, 0), (-1, 0)) + count_pair((0, 0), (0, -1))
        >>> round(measure_pairs(told)["directed_negative.f1"], 2)
        0.67
    """
    made: dict[str, float | None] = {}
    cells = {name: f"{forth},{back}" for name, (forth, back) in _PAIRS.items()}
    hits, said, wanted = Counter[str](), Counter[str](), Counter[str]()
    for key, times in counts.items():
        gold, _, predicted = key.partition(":")
        hits[gold] += times * (gold == predicted)
        said[predicted] += times
        wanted[gold] += times
    for name, cell in cells.items():
        made |= prf(name, hits[cell], said[cell], wanted[cell])
    for name, ways in (("negative", ("p_against_q", "q_against_p")), ("positive", ("p_for_q", "q_for_p"))):
        sums = [sum(counted[cells[way]] for way in ways) for counted in (hits, said, wanted)]
        made |= prf(f"directed_{name}", *sums)
    macro = sum(made[f"{name}.f1"] or 0.0 for name in _PAIRS) / len(_PAIRS)
    total = sum(wanted.values())
    return {"macro_f1": macro, "accuracy": sum(hits.values()) / total if total else None} | made
