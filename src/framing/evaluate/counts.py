"""What every measure is made of: hits, precision, recall, F1, and intervals over documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

Counts = Counter[str]
Measure = Callable[[Counts], dict[str, float | None]]


def tally(counts: Counts, name: str, predicted: set[object], gold: set[object]) -> None:
    """Add two sets to a running count under `name`.

    Example:
        >>> counts = Counter()
        >>> tally(counts, "token", {1, 2}, {2, 3})
        >>> counts["token.tp"], counts["token.p"], counts["token.g"]
        (1, 2, 2)
    """
    counts[f"{name}.tp"] += len(predicted & gold)
    counts[f"{name}.p"] += len(predicted)
    counts[f"{name}.g"] += len(gold)


def prf(name: str, hits: int, predicted: int, gold: int) -> dict[str, float | None]:
    """Precision, recall and F1 from three counts.

    Example:
        >>> prf("token", 1, 2, 4)
        {'token.p': 0.5, 'token.r': 0.25, 'token.f1': 0.3333333333333333}
    """
    return {
        f"{name}.p": hits / predicted if predicted else 0.0,
        f"{name}.r": hits / gold if gold else 0.0,
        f"{name}.f1": 2 * hits / (predicted + gold) if predicted + gold else 0.0,
    }


def decide(counts: Counts, predicted: bool, gold: bool) -> None:
    """Count one yes-or-no item."""
    counts["tp" if predicted and gold else "fp" if predicted else "fn" if gold else "tn"] += 1


def binary(counts: Counts) -> dict[str, float | None]:
    """Macro-F1 over yes and no, accuracy, and both classes' precision, recall and F1.

    Example:
        >>> round(binary(Counter(tp=3, fp=1, fn=1, tn=3))["macro_f1"], 2)
        0.75
    """
    tp, fp, fn, tn = (counts[key] for key in ("tp", "fp", "fn", "tn"))
    positive, negative = prf("positive", tp, tp + fp, tp + fn), prf("negative", tn, tn + fn, tn + fp)
    macro = ((positive["positive.f1"] or 0.0) + (negative["negative.f1"] or 0.0)) / 2
    total = tp + fp + fn + tn
    return {"macro_f1": macro, "accuracy": (tp + tn) / total if total else None, **positive, **negative}


def intervals(
    documents: Sequence[Counts], measure: Measure, keys: Iterable[str], *, times: int = 1000, seed: int = 0
) -> dict[str, list[float]]:
    """95 % percentile intervals of some measures, over documents drawn with replacement (Efron 1979).

    Args:
        documents: the counts of one document each.
        measure: from summed counts to measures.
        keys: the measures wanted.
        times: resamples.
        seed: of the draw; the same seed gives the same interval.

    Example:
        >>> documents = [Counter(tp=1, tn=1), Counter(tp=1, fp=1)] * 10
        >>> low, high = intervals(documents, binary, ["accuracy"], times=200)["accuracy"]
        >>> 0.5 < low < 0.75 < high < 1
        True
    """
    import numpy as np

    names = sorted(set().union(*documents)) if documents else []
    if not names:
        return {}
    table = np.array([[document[name] for name in names] for document in documents], dtype=np.int64)
    draw = np.random.default_rng(seed)
    even = np.full(len(documents), 1 / len(documents))
    seen: dict[str, list[float]] = {key: [] for key in keys}
    for _ in range(times):
        drawn = draw.multinomial(len(documents), even) @ table
        measured = measure(Counter(dict(zip(names, drawn.tolist(), strict=True))))
        for key, values in seen.items():
            value = measured.get(key)
            if value is not None:
                values.append(value)
    return {
        key: [float(x) for x in np.percentile(values, [2.5, 97.5])] for key, values in seen.items() if values
    }
