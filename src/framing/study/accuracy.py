"""What was measured of each layer, as the suite ships it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from framing.layers import registry

LEAST_GAIN = 0.02
"""A frame is drawn where its F1 is at least this much above that of marking every text."""


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Mapping[str, Any]]:
    home = resources.files("framing").joinpath("resources", "accuracy.json")
    try:
        found = json.loads(home.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return (
        {name: row for name, row in found.items() if isinstance(row, dict)} if isinstance(found, dict) else {}
    )


def _carried() -> dict[str, list[Mapping[str, Any]]]:
    """What the layers of other packages say was measured of them."""
    return {name: list(layer.measured) for name, layer in registry.layers().items() if layer.measured}


def measured(accuracy: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """What was measured of each layer: rows with layer, metric, value, low, high, data and date.

    Args:
        accuracy: `{layer: {"metric", "value", "low", "high", "data", "date"}}`, or several such rows in a
            list under one layer; where not given, the package's own file and what layers of other packages carry. A row
            without a number is left out.

    Example:
        >>> measured({"statements": {"metric": "F1", "value": 0.8, "data": "x", "date": "2026-01-01"}})[0]["value"]
        0.8
    """
    found = []
    for layer, value in ({**_shipped(), **_carried()} if accuracy is None else accuracy).items():
        for row in value if isinstance(value, list) else [value]:
            if isinstance(row, Mapping) and isinstance(row.get("value"), int | float):
                found.append({"layer": str(row.get("layer", layer)), **row})
    return found


def layers_measured(accuracy: Mapping[str, Any] | None = None) -> int:
    """How many layers have a figure.

    Example:
        >>> layers_measured({"tone": {"value": 0.5}, "tone (news)": {"value": 0.4}})
        1
    """
    return len({row["layer"].partition(" (")[0] for row in measured(accuracy)})


def generic_frames(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether frames are those of the shipped scheme, which was measured; also where there is none.

    Example:
        >>> generic_frames([{"frame": "port", "scheme": "harbour"}]), generic_frames([])
        (False, True)
    """
    schemes = {row.get("scheme") for row in rows}
    return not schemes or bool(schemes & {"generic", None})


def own_schemes(rows: Iterable[Mapping[str, Any]], provenance: Mapping[str, Any]) -> list[str]:
    """What is known of how well the user's own frame schemes do, a sentence each.

    Args:
        rows: of the table of frames.
        provenance: of the tables; it has the F1 of schemes that were fitted.

    Example:
        >>> own_schemes([{"frame": "port", "scheme": "harbour"}], {})
        ["The frames of 'harbour' are a scheme of your own, which has not been measured."]
    """
    names = dict.fromkeys(str(row["scheme"]) for row in rows if row.get("scheme") not in ("generic", None))
    known = provenance.get("frames") or ()
    f1 = {one["name"]: one.get("f1") for one in known if isinstance(one, Mapping) and "name" in one}
    made = []
    for name in names:
        told = ", ".join(f"{frame} {value:.2f}" for frame, value in (f1.get(name) or {}).items())
        how = (
            f"fitted on your examples; F1 in examples kept back: {told}"
            if told
            else "which has not been measured"
        )
        made.append(f"The frames of '{name}' are a scheme of your own, {how}.")
    return made


def doubtful_frames() -> dict[str, tuple[float, float]]:
    """The frames that were not told better than chance when measured: F1, and F1 of marking every text."""
    row = next((row for row in measured() if row["layer"] == "frames"), {})
    by_frame: Mapping[str, Sequence[float]] = row.get("by_frame", {})
    return {name: (mine, floor) for name, (mine, floor) in by_frame.items() if mine - floor < LEAST_GAIN}
