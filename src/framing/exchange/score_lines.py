"""Scores as lines that can be read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from framing.exchange.scores import Scores

_MOST_GROUPS = 20


def lines(scores: Scores) -> Iterator[str]:
    """A table of each question, its answers and its groups, then the notes.

    Args:
        scores: the figures.
    """
    design = scores.figures["sample"]
    coders = ", ".join(f"{name} ({count:,})" for name, count in sorted(scores.figures["coders"].items()))
    yield (
        f"{design['drawn']:,} of {design['population']:,} {design['of']} in {design['clusters']:,} articles; answers "
        f"of {coders}."
    )
    for name, one in scores.figures["questions"].items():
        yield ""
        yield f"{name}: {one['coded']:,} coded, accuracy {_figure(one['accuracy'])}{_agreed(one['agreement'])}"
        if "precision_of_finding" in one:
            yield f"  is one at all: {_figure(one['precision_of_finding'])}"
        yield from _answers(one["values"])
        yield from _confused(one["confusion"])
        if "by" in one:
            yield f"  by {one['by']['column']}"
            groups = list(one["by"]["groups"].items())
            width = max((len(group) for group, _ in groups[:_MOST_GROUPS]), default=0)
            for group, told in groups[:_MOST_GROUPS]:
                few = "  few" if told["few"] else ""
                yield f"    {group:<{width}}  {told['coded']:>4} coded  accuracy {_figure(told['accuracy'])}{few}"
            if len(groups) > _MOST_GROUPS:
                yield f"    … and {len(groups) - _MOST_GROUPS} more; --out FILE has all."
    yield ""
    yield from scores.notes


def _answers(values: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if not values:
        return
    width = max(len("answer"), *(len(value) for value in values))
    yield f"  {'answer':<{width}}  people  machine  precision              recall                 F1"
    for value, one in values.items():
        figures = "  ".join(f"{_figure(one[name]):<21}" for name in ("precision", "recall"))
        f1 = one["f1"]["value"]
        yield f"  {value:<{width}}  {one['coded']:>6}  {one['machine']:>7}  {figures}  {_share(f1)}"


def _confused(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    wrong = sorted(
        (one for one in rows if one["people"] != one["machine"]), key=lambda one: -one["stand_for"]
    )
    if wrong:
        told = "; ".join(f"{one['people']} as {one['machine']} {one['rows']}" for one in wrong[:6])
        more = f"; {len(wrong) - 6} more kinds" if len(wrong) > 6 else ""
        yield f"  taken for another: {told}{more}"


def _agreed(one: Mapping[str, Any] | None) -> str:
    if one is None:
        return ""
    return (
        f"; {one['coders']} coders agree on {one['rows']:,} rows with alpha {one['alpha']:.2f} "
        f"({one['low']:.2f} to {one['high']:.2f})"
    )


def _figure(one: Mapping[str, float | None]) -> str:
    if one["value"] is None or one["low"] is None or one["high"] is None:
        return "–"
    return f"{one['value']:.2f} ({one['low']:.2f} to {one['high']:.2f})"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
