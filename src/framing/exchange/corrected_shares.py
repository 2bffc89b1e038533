"""Shares of an answer by the machine's labels, corrected by what people coded of a sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from framing.exchange.codes import Code
from framing.exchange.coding_units import Unit, units
from framing.exchange.questions import Question
from framing.exchange.samples import Sample
from framing.exchange.scores import same_name, settled
from framing.study.corrected import corrected, told
from framing.tables import Tables

if TYPE_CHECKING:
    import pandas as pd


def asked(sample: Sample, wanted: str) -> tuple[Question, str]:
    """The question and the answer of "affiliation=government".

    Raises:
        ValueError: for a question that was not asked, or an answer that it does not have.
    """
    name, sign, value = wanted.partition("=")
    question = next((one for one in sample.questions if one.name == name.strip()), None)
    if question is None or not sign or not value.strip():
        told = ", ".join(one.name for one in sample.questions)
        raise ValueError(
            f"'{wanted}' is no question with an answer, such as affiliation=government; asked are {told}."
        )
    reason = question.wrong(value.strip())
    if reason:
        raise ValueError(f"{reason}.")
    return question, value.strip()


def corrected_share(
    tables: Tables,
    sample: Sample,
    codes: Sequence[Code],
    wanted: str,
    *,
    by: str | None = None,
    first: str | None = None,
) -> tuple[pd.DataFrame, list[str]]:
    """The share of an answer among all rows, by the machine and corrected, in all and by group with every difference.

    Args:
        tables: all rows, as the machine labels them.
        sample: what was drawn of them.
        codes: what people say of the sample.
        wanted: question and answer, "affiliation=government".
        by: a column to compare by.
        first: whose answer holds where coders are divided.

    Returns:
        The table of `framing.study.corrected`, and what should be known, a sentence each.

    Raises:
        ValueError: for an answer or a column that is not there, or codes of other tables.
    """
    import pandas as pd

    question, value = asked(sample, wanted)
    rows = _rows(units(tables, sample.of, copies=sample.copies))
    if by is not None and not any(by in unit.groups for unit in rows.values()):
        known = sorted({name for unit in rows.values() for name in unit.groups})
        raise ValueError(f"no column '{by}' to compare by; the columns are {', '.join(known)}.")
    notes = changed_by_hand(tables)
    labels, ended = _labels(sample, codes, question, value, first)
    if ended:
        notes.append(
            f"{ended:,} coded rows are none at all, and count as not '{value}': the share is one of all that was found."
        )
    probability = _probabilities(sample, labels)
    keys = {one.id: one.unit.key for one in sample.drawn}
    lost = [name for name in labels if keys[name] not in rows]
    if lost:
        notes.append(
            f"{len(lost):,} coded rows are not among these tables' {sample.of}; the estimate leaves them out, and "
            "holds only if the tables are those that were drawn from."
        )
    found = [name for name in labels if keys[name] in rows]
    if not found:
        raise ValueError(
            f"none of the coded rows is among the {sample.of} of these tables; give the tables that were drawn from."
        )
    place = {key: number for number, key in enumerate(rows)}
    predicted = pd.Series([_says(unit, question, value) for unit in rows.values()])
    coded = pd.DataFrame(
        {"label": [labels[name] for name in found], "probability": [probability[name] for name in found]},
        index=[place[keys[name]] for name in found],
    )
    groups = pd.Series([unit.groups.get(by) for unit in rows.values()]) if by is not None else None
    clusters = pd.Series([unit.article_id for unit in rows.values()])
    made = corrected(predicted, coded, None, clusters)
    if groups is not None:
        made = pd.concat([made, corrected(predicted, coded, groups, clusters)])
    return made, notes


def changed_by_hand(tables: Tables) -> list[str]:
    """A sentence where people changed rows of the tables: against their own codes these are always right."""
    if "corrections" not in tables.provenance:
        return []
    return [
        "Rows of these tables are corrected by hand; where the codes are what they were corrected by, the figures say "
        "nothing of the machine. Annotate without --corrections to measure it."
    ]


def _rows(found: Sequence[Unit]) -> dict[tuple[str, int, int, str | None], Unit]:
    made: dict[tuple[str, int, int, str | None], Unit] = {}
    for unit in found:
        made.setdefault(unit.key, unit)
    return made


def _says(unit: Unit, question: Question, value: str) -> float:
    said = unit.machine.get(question.name, "")
    return float(same_name(said, value) if question.written and said else said == value)


def _labels(
    sample: Sample, codes: Sequence[Code], question: Question, value: str, first: str | None
) -> tuple[dict[str, float], int]:
    """What people say, 1 or 0, by row; rows that are none at all count 0."""
    known = {one.id for one in sample.drawn}
    mine = [code for code in codes if code.unit in known]
    gold = settled([code for code in mine if code.question == question.name], question, first)
    made = {
        unit: float(same_name(one.value, value) if question.written else one.value == value)
        for unit, one in gold.items()
    }
    ended = 0
    for ending in (one for one in sample.questions if one.ends):
        ends = settled([code for code in mine if code.question == ending.name], ending, first)
        for unit, one in ends.items():
            if one.value == ending.ends and unit not in made:
                made[unit] = 0.0
                ended += 1
    return made, ended


def _probabilities(sample: Sample, labels: dict[str, float]) -> dict[str, float]:
    """With which each coded row was drawn and coded: within a stratum, rows that nobody coded are missing at random."""
    done = Counter(one.stratum for one in sample.drawn if one.id in labels)
    size = {one.names: one.size for one in sample.strata}
    return {one.id: done[one.stratum] / size[one.stratum] for one in sample.drawn if one.id in labels}


def lines(table: pd.DataFrame, wanted: str, notes: Sequence[str]) -> Iterator[str]:
    """Both figures of each group and difference in a table, then in sentences.

    Args:
        table: from `corrected_share`.
        wanted: question and answer.
        notes: what else should be known.
    """
    width = max(len(str(name)) for name in table.index)
    yield f"{wanted}: by the machine, and corrected"
    yield f"  {'':<{width}}  machine                   corrected                 codes  more codes halve the interval"
    for name, row in zip(table.index, table.to_dict("records"), strict=True):
        raw = _figure(row["raw"], row["raw_low"], row["raw_high"])
        more = f"{int(row['more_codes_to_halve']):,}" if _known(row["more_codes_to_halve"]) else "–"
        right = _figure(row["corrected"], row["low"], row["high"])
        yield f"  {name!s:<{width}}  {raw:<24}  {right:<24}  {int(row['n_codes']):>5}  {more:>5}"
    yield ""
    yield from told(table, wanted)
    yield from notes


def as_json(table: pd.DataFrame, wanted: str, by: str | None, notes: Sequence[str]) -> dict[str, Any]:
    """The same as JSON has it.

    Args:
        table: from `corrected_share`.
        wanted: question and answer.
        by: the column that it was compared by.
        notes: what else should be known.
    """
    rows = [
        {"group": str(name)} | {str(k): (_plain(v) if _known(v) else None) for k, v in row.items()}
        for name, row in zip(table.index, table.to_dict("records"), strict=True)
    ]
    return {"corrected": wanted, "by": by, "rows": rows, "notes": list(notes)}


def _known(value: Any) -> bool:
    return value is not None and (value == value) is True


def _plain(value: Any) -> Any:
    return (
        value
        if isinstance(value, str)
        else int(value)
        if float(value).is_integer() and abs(value) > 1
        else float(value)
    )


def _figure(value: float, low: float, high: float) -> str:
    return f"{value:.3f} ({low:.3f} to {high:.3f})" if _known(value) else "–"
