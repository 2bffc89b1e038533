"""How well the machine meets what people coded, weighted so that it holds for all rows that were drawn from.

Precision, recall and F1 are ratios of weighted sums, with the weight of a row one over the probability that it was
drawn (Cochran 1977). Their intervals are Wilson's, with as many cases as the sample is worth: rows of one article are
no independent draws, and weights that differ cost precision (Korn & Graubard 1998).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from framing.exchange.codes import Code
from framing.exchange.coding_units import Unit
from framing.exchange.questions import NONE, Question
from framing.exchange.samples import Drawn, Sample
from framing.people.likeness import same_party
from framing.study.agreement import alpha, alpha_interval
from framing.study.intervals import wilson

OTHER_NAME = "another"
"""What a name of the machine is called that is not the coders'."""

NAMED = "named"
"""What a name is called in figures: who it is does not matter there, only whether it is the same."""

LEAST = 10
"""Coded rows of a group below which its figures are told to be few."""


@dataclass(frozen=True)
class Case:
    """A row with the people's answer and the machine's to one question.

    Args:
        unit: the row's short name.
        weight: how many rows of the population it stands for.
        cluster: its article.
        gold, machine: the answers, as compared.
        group: what it is compared by, or None.
    """

    unit: str
    weight: float
    cluster: str
    gold: str
    machine: str
    group: str | None = None


@dataclass(frozen=True)
class Gold:
    """The answer that holds for a row, and how it came about.

    Args:
        value: the answer.
        said: every coder's answer.
        tied: whether as many coders said otherwise.
    """

    value: str
    said: Mapping[str, str]
    tied: bool = False


@dataclass
class Scores:
    """All figures of a set of codes.

    Args:
        figures: as JSON would have them.
        notes: what a reader should know, a sentence each.
    """

    figures: dict[str, Any]
    notes: list[str] = field(default_factory=list)


def score(
    sample: Sample, codes: Sequence[Code], *, machine: Mapping[tuple[str, int, int, str | None], Unit] | None = None,
    by: str | None = None, first: str | None = None,
) -> Scores:  # fmt: skip
    """Every question's accuracy, precision, recall, F1, confusion, and the coders' agreement.

    Args:
        sample: what was coded.
        codes: the answers; those of other samples are told and left out.
        machine: what tables say now, by row key (`coding_units.found_again`); what the sample says where not given.
        by: a column to compare by.
        first: the coder whose answer holds where coders are divided; the first by name otherwise.

    Raises:
        ValueError: for a column that is not there, a coder who coded nothing, or codes of other samples alone.
    """
    drawn = {one.id: one for one in sample.drawn}
    mine = [code for code in codes if code.unit in drawn]
    coders = sorted({code.coder for code in mine})
    _check(sample, codes, mine, coders, by, first)
    made = Scores(
        {"sample": _design(sample), "coders": dict(Counter(code.coder for code in mine)), "questions": {}}
    )
    if len(mine) < len(codes):
        made.notes.append(
            f"{len(codes) - len(mine):,} answers are about rows that are not in the sample; left out."
        )
    weights = _weights(sample, mine, made)
    gone = {one.id for one in sample.drawn if machine is not None and one.unit.key not in machine}
    if gone:
        made.notes.append(f"{len(gone):,} rows of the sample are no longer found by these tables; left out.")
    for question in sample.questions:
        gold = settled([code for code in mine if code.question == question.name], question, first)
        if gold:
            cases = _cases(drawn, gold, weights, machine, question, by, gone)
            made.figures["questions"][question.name] = _figures(question, gold, cases, by, sample.of, coders)
            ties = sum(one.tied for one in gold.values())
            if ties:
                whose = first or "the first by name"
                made.notes.append(
                    f"{question.name}: coders are divided over {ties:,} rows; the answer of {whose} holds."
                )
    if sample.of not in ("articles", "sentences"):  # which are there whatever the machine finds
        made.notes.append(
            f"The sample is of {sample.of} that the machine found, so it tells nothing of those that it missed: recall "
            "is that of an answer among found rows. A sample --of sentences or articles tells what is missed."
        )
    return made


def _check(
    sample: Sample,
    codes: Sequence[Code],
    mine: Sequence[Code],
    coders: Sequence[str],
    by: str | None,
    first: str | None,
) -> None:
    if not mine:
        raise ValueError(
            f"none of the {len(codes):,} answers is about a row of this sample; give the sample that was coded."
        )
    known = sorted({name for one in sample.drawn for name in one.unit.groups})
    if by is not None and by not in known:
        raise ValueError(f"no column '{by}' to compare by; the columns are {', '.join(known)}.")
    if first is not None and first not in coders:
        raise ValueError(f"'{first}' coded nothing; the coders are {', '.join(coders)}.")


def _design(sample: Sample) -> dict[str, Any]:
    return {
        "of": sample.of, "population": sample.population, "drawn": len(sample.drawn), "clusters": sample.clusters,
        "stratify": list(sample.stratify), "seed": sample.seed,
    }  # fmt: skip


def _weights(sample: Sample, mine: Sequence[Code], made: Scores) -> dict[tuple[str, ...], float]:
    """For how many rows one that is coded stands, by stratum: rows that nobody coded are missing at random there."""
    coded = {code.unit for code in mine}
    done = Counter(one.stratum for one in sample.drawn if one.id in coded)
    open_ = [one for one in sample.strata if one.drawn and not done[one.names]]
    if open_:
        rows = sum(one.size for one in open_)
        made.notes.append(
            f"Nothing is coded of {len(open_):,} strata with {rows:,} of {sample.population:,} rows; the figures do "
            "not hold for them."
        )
    if 0 < len(coded) < len(sample.drawn):
        made.notes.append(
            f"{len(coded):,} of {len(sample.drawn):,} rows are coded; those of the same stratum stand for the others."
        )
    return {one.names: one.size / done[one.names] for one in sample.strata if done[one.names]}


def settled(codes: Sequence[Code], question: Question, first: str | None = None) -> dict[str, Gold]:
    """The answer that holds for each row: what most coders say, and where they are divided what the first says.

    Args:
        codes: the answers to one question.
        question: it.
        first: whose answer holds where coders are divided; the first by name where not given.

    Example:
        >>> codes = [Code("u", "tone", value, coder) for value, coder in (("up", "Ben"), ("down", "Ana"), ("up", "Cy"))]
        >>> settled(codes, Question("tone", "?", ("up", "down")))["u"].value
        'up'
    """
    by_unit: dict[str, dict[str, str]] = {}
    for code in sorted(codes, key=lambda one: (one.coder != first, one.coder)):
        by_unit.setdefault(code.unit, {})[code.coder] = code.value
    made = {}
    for unit, said in by_unit.items():
        same = _one_name(said) if question.written else said
        times = Counter(same.values())
        most = max(times.values())
        value = next(value for value in same.values() if times[value] == most)
        made[unit] = Gold(value, same, sum(count == most for count in times.values()) > 1)
    return made


def _one_name(said: Mapping[str, str]) -> dict[str, str]:
    """Names for one party under the name that stands first."""
    made: dict[str, str] = {}
    for coder, name in said.items():
        made[coder] = next((known for known in made.values() if same_name(known, name)), name)
    return made


def same_name(one: str, other: str) -> bool:
    """Whether two answers name the same party, or both none.

    Example:
        >>> same_name("Ann Lee", "Lee"), same_name("-", "-"), same_name("-", "Lee")
        (True, True, False)
    """
    if NONE in (one, other):
        return one == other
    return same_party(one, other)


def _cases(
    drawn: Mapping[str, Drawn], gold: Mapping[str, Gold], weights: Mapping[tuple[str, ...], float],
    machine: Mapping[tuple[str, int, int, str | None], Unit] | None, question: Question, by: str | None, gone: set[str],
) -> list[Case]:  # fmt: skip
    made = []
    for name, one in gold.items():
        row = drawn[name]
        if name in gone:
            continue
        unit = row.unit if machine is None else machine[row.unit.key]
        said = unit.machine.get(question.name)
        if said is None:
            continue
        wanted = one.value
        if question.written:
            said = NONE if said == NONE else NAMED if same_name(wanted, said) else OTHER_NAME
            wanted = NONE if wanted == NONE else NAMED
        group = unit.groups.get(by) if by is not None else None
        made.append(Case(name, weights[row.stratum], unit.article_id, wanted, said, group))
    return made


def ratio(
    cases: Sequence[Case], above: Callable[[Case], float], below: Callable[[Case], float]
) -> dict[str, float | None]:
    """A ratio of weighted sums with its interval.

    Args:
        cases: the rows.
        above, below: of a row, what it adds to the numerator and to the denominator.

    Example:
        >>> cases = [Case(str(n), 2.0, str(n), "x", "x" if n else "y") for n in range(10)]
        >>> {name: round(value, 2) for name, value in ratio(cases, _right, lambda case: 1.0).items()}
        {'value': 0.9, 'low': 0.58, 'high': 0.98}
    """
    total = sum(case.weight * below(case) for case in cases)
    if not total:
        return {"value": None, "low": None, "high": None}
    value = sum(case.weight * above(case) for case in cases) / total
    by_cluster: dict[str, float] = {}
    for case in cases:
        if below(case):
            rest = case.weight * (above(case) - value * below(case))
            by_cluster[case.cluster] = by_cluster.get(case.cluster, 0.0) + rest
    count = len(by_cluster)
    spread = (
        sum(one**2 for one in by_cluster.values()) / total**2 * (count / (count - 1) if count > 1 else 1.0)
    )
    squares = sum((case.weight * below(case)) ** 2 for case in cases)
    rows = total**2 / squares
    # Where all rows are alike there is no spread to see: then they are worth what weights and articles leave of them.
    worth = min(rows, value * (1 - value) / spread) if spread > 1e-12 else min(rows, count)
    low, high = wilson(min(value, 1.0) * worth, worth)
    return {"value": value, "low": low, "high": high}


def _right(case: Case) -> float:
    return float(case.gold == case.machine)


def _figures(
    question: Question,
    gold: Mapping[str, Gold],
    cases: Sequence[Case],
    by: str | None,
    of: str,
    coders: Sequence[str],
) -> dict[str, Any]:
    values = sorted({case.gold for case in cases} | {case.machine for case in cases}, key=_order(question))
    by_value = {value: _of_value(cases, value) for value in values if value != OTHER_NAME}
    scored = [one["f1"]["value"] for one in by_value.values() if one["f1"]["value"] is not None]
    made: dict[str, Any] = {
        "coded": len(gold), "accuracy": ratio(cases, _right, lambda case: 1.0),
        "macro_f1": sum(scored) / len(scored) if scored else None, "values": by_value,
        "confusion": _confusion(cases), "agreement": _agreement(gold, coders),
    }  # fmt: skip
    if question.ends:
        # What ends a row is that there is none: the machine found something, and people say whether it is one.
        made["precision_of_finding"] = ratio(cases, lambda c: float(c.gold != question.ends), lambda c: 1.0)
    if by is not None:
        groups = sorted({case.group for case in cases if case.group is not None})
        made["by"] = {
            "column": by,
            "groups": {name: _of_group([case for case in cases if case.group == name]) for name in groups},
        }
    return made


def _order(question: Question) -> Callable[[str], tuple[int, str]]:
    known = {value: number for number, value in enumerate(question.values)}
    return lambda value: (known.get(value, len(known)), value)


def _of_value(cases: Sequence[Case], value: str) -> dict[str, Any]:
    def both(case: Case) -> float:
        return float(case.gold == value == case.machine)

    def said(case: Case) -> float:
        return float(case.machine == value or (value == NAMED and case.machine == OTHER_NAME))

    def wanted(case: Case) -> float:
        return float(case.gold == value)

    return {
        "coded": sum(case.gold == value for case in cases), "machine": int(sum(said(case) for case in cases)),
        "precision": ratio(cases, both, said), "recall": ratio(cases, both, wanted),
        "f1": ratio(cases, lambda c: 2 * both(c), lambda c: said(c) + wanted(c)),
    }  # fmt: skip


def _of_group(cases: Sequence[Case]) -> dict[str, Any]:
    return {
        "coded": len(cases),
        "few": len(cases) < LEAST,
        "accuracy": ratio(cases, _right, lambda case: 1.0),
    }


def _confusion(cases: Sequence[Case]) -> list[dict[str, Any]]:
    rows: Counter[tuple[str, str]] = Counter()
    weights: dict[tuple[str, str], float] = {}
    for case in cases:
        rows[case.gold, case.machine] += 1
        weights[case.gold, case.machine] = weights.get((case.gold, case.machine), 0.0) + case.weight
    return [
        {"people": gold, "machine": machine, "rows": count, "stand_for": weights[gold, machine]}
        for (gold, machine), count in sorted(rows.items())
    ]


def _agreement(gold: Mapping[str, Gold], coders: Sequence[str]) -> dict[str, Any] | None:
    ratings = {coder: [one.said.get(coder) for one in gold.values()] for coder in coders}
    ratings = {coder: said for coder, said in ratings.items() if any(value is not None for value in said)}
    twice = sum(len(one.said) > 1 for one in gold.values())
    if len(ratings) < 2 or not twice:
        return None
    low, high = alpha_interval(ratings)
    return {"coders": len(ratings), "rows": twice, "alpha": alpha(ratings), "low": low, "high": high}
