"""What was measured of a layer, as its package ships it for the reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def figure(result: Mapping[str, Any], *, data: str, date: str, metric: str = "") -> dict[str, Any]:
    """From what `framing evaluate` printed to a figure that a layer can carry in `measured`.

    Args:
        result: the JSON object of an evaluation.
        data: what it was measured on, for a reader.
        date: the day, as 2026-11-28.
        metric: one of its metrics; the task's headline where empty.

    Raises:
        KeyError: for a metric that the evaluation does not have.

    Example:
        >>> printed = {"headline": "token.f1", "metrics": {"token.f1": 0.75}, "ci95": {"token.f1": [0.6, 0.9]}}
        >>> figure(printed, data="40 articles of our own", date="2026-11-28")["value"]
        0.75
    """
    name = metric or str(result["headline"])
    metrics = result["metrics"]
    if name not in metrics:
        raise KeyError(f"no metric '{name}' in this evaluation; it has {', '.join(metrics)}.")
    low, high = result.get("ci95", {}).get(name, (None, None))
    return {"metric": name, "value": metrics[name], "low": low, "high": high, "data": data, "date": date}


def wrong(figures: object) -> str:
    """What is wrong with a layer's `measured`, for a sentence that begins with the layer; empty where nothing is.

    Example:
        >>> wrong(({"metric": "F1", "value": 0.8, "data": "own gold", "date": "2026-11-28"},)), wrong(({"value": 0.8},))
        ('', "has a measured figure without 'metric'; it needs metric, value, data and date.")
    """
    for row in figures if isinstance(figures, tuple | list) else (figures,):
        if not isinstance(row, Mapping):
            return "has a measured figure that is no mapping; `framing.layers.measured.figure` makes one."
        missing = next((name for name in ("metric", "value", "data", "date") if not row.get(name)), None)
        if missing is not None and row.get(missing) != 0:
            return f"has a measured figure without '{missing}'; it needs metric, value, data and date."
        if not isinstance(row["value"], int | float) or not 0 <= row["value"] <= 1:
            return f"has a measured figure with the value {row['value']!r}; allowed is a number from 0 to 1."
    return ""
