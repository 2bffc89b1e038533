"""What coders answered: one answer a line, known by the row's text and place, kept apart from what cannot be read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.exchange.questions import NONE, Question
from framing.exchange.samples import Drawn, Sample
from framing.tables import atomic

_KEYS = ("unit", "question", "value", "coder", "when", "note", "of", "text_hash", "start", "end", "name")
_MOST_TOLD = 12


class CodesError(ValueError):
    """Codes that cannot be read at all: one sentence."""


@dataclass(frozen=True, slots=True)
class Code:
    """One answer of one coder.

    Args:
        unit: the row's short name.
        question: what was asked.
        value: the answer; `-` for nobody, nothing, no side.
        coder: who answered.
        when: ISO 8601, or None.
        note: what the coder wrote beside it.
        of, text_hash, start, end, name: the row, as a sample has it.
    """

    unit: str
    question: str
    value: str
    coder: str
    when: str | None = None
    note: str | None = None
    of: str = ""
    text_hash: str = ""
    start: int = 0
    end: int = 0
    name: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What a coder answers once: coder, row and question."""
        return self.coder, self.unit, self.question

    def as_json(self) -> str:
        """The answer as a line of a file."""
        return json.dumps({k: v for k in _KEYS if (v := getattr(self, k)) is not None}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as it stands in a sheet, before anything is checked."""

    where: str
    unit: str
    question: str
    value: str
    note: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """An answer that cannot be taken: where it stands, what it says, and why not."""

    where: str
    unit: str
    question: str
    value: str
    reason: str


@dataclass
class Taken:
    """What was read of a filled sheet.

    Args:
        codes: the answers.
        aside: the answers that cannot be taken.
        notes: what else a person should know, a sentence each.
        wrong: whether anything has to be mended.
    """

    codes: list[Code] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wrong: bool = False


def take(
    sample: Sample, entries: Iterable[Entry], rows: Sequence[str] | None, coder: str, where: str
) -> Taken:
    """Check the answers of a sheet against its sample.

    Args:
        sample: what was coded.
        entries: the sheet's answers; an empty one is no answer.
        rows: the units of the sheet's rows, in order; None for a page, whose rows are single answers.
        coder: who filled it.
        where: what to call the sheet.

    Returns:
        The answers, and one sentence for each thing that is wrong with the sheet; nothing is guessed or dropped.
    """
    units = {one.id: one for one in sample.drawn}
    asked = {one.name: one for one in sample.questions}
    made = Taken()
    first: dict[tuple[str, str], Entry] = {}
    same = 0
    for entry in entries:
        question = asked.get(entry.question)
        unit = units.get(entry.unit)
        value = _value(entry.value, question)
        if not value:
            continue
        reason = _reason(entry, unit, question, value)
        earlier = first.get((entry.unit, entry.question))
        if not reason and earlier is not None:
            if _value(earlier.value, question) == value:
                same += 1
                continue
            before = _value(earlier.value, question)
            reason = f"the row is coded twice, as '{before}' in {earlier.where}; the first holds"
        if reason or unit is None:
            made.aside.append(Aside(entry.where, entry.unit, entry.question, entry.value, reason))
            continue
        first[entry.unit, entry.question] = entry
        made.codes.append(_code(sample, unit, entry, value, coder))
    _tell(made, sample, rows, where, same)
    return made


def _value(given: str, question: Question | None) -> str:
    value = " ".join(given.split())
    if question is None or question.written:
        return NONE if value in ("–", "—") else value
    return next((one for one in question.values if one.casefold() == value.casefold()), value)


def _reason(entry: Entry, unit: Drawn | None, question: Question | None, value: str) -> str:
    if unit is None:
        return f"the sample has no row '{entry.unit}'; take the unit's name from the sample again"
    if question is None:
        return f"the sample asks no question '{entry.question}'"
    return question.wrong(value)


def _code(sample: Sample, one: Drawn, entry: Entry, value: str, coder: str) -> Code:
    unit = one.unit
    return Code(
        one.id, entry.question, value, coder, entry.when, entry.note, sample.of, unit.text_hash, unit.start, unit.end,
        unit.name,
    )  # fmt: skip


def _tell(made: Taken, sample: Sample, rows: Sequence[str] | None, where: str, same: int) -> None:
    known = [one.id for one in sample.drawn]
    there = set(known if rows is None else rows)
    lost = [name for name in known if name not in there]
    if lost:
        many = f"{len(lost):,} of {len(known):,} rows of the sample are"
        made.notes.append(
            f"{where}: {many if len(lost) > 1 else f'1 of {len(known):,} rows of the sample is'} not in the sheet "
            f"({_some(lost)}); what was coded of them before stays, else they count as not coded."
        )
    times = Counter(rows or ())
    twice = [name for name in known if times[name] > 1]
    if twice:
        made.notes.append(
            f"{where}: {len(twice):,} row{'s stand' if len(twice) > 1 else ' stands'} there twice ({_some(twice)}); "
            f"the same answer counts once ({same:,}), another is set aside."
        )
    made.wrong = bool(lost or twice or made.aside)
    coded = {one.unit for one in made.codes}
    if len(coded) < len(known):
        made.notes.append(f"{where}: {len(coded):,} of {len(known):,} rows have an answer.")
    for one in made.aside[:_MOST_TOLD]:
        made.notes.append(f"{one.where}, {one.unit or 'no unit'}: {one.reason}.")
    if len(made.aside) > _MOST_TOLD:
        made.notes.append(f"{where}: … and {len(made.aside) - _MOST_TOLD:,} more answers are set aside.")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f", … {len(names) - 5:,} more" if len(names) > 5 else "")


def merged(old: Iterable[Code], new: Iterable[Code]) -> list[Code]:
    """Codes with later ones in the place of earlier ones of the same coder, row and question; none is lost.

    Example:
        >>> a, b = Code("u", "act", "states", "Ana"), Code("u", "act", "claims", "Ana")
        >>> [one.value for one in merged([a, Code("u", "act", "urges", "Ben")], [b])]
        ['claims', 'urges']
    """
    return list({one.key: one for one in (*old, *new)}.values())


def write(codes: Iterable[Code], path: str | Path) -> None:
    """Write codes as JSON Lines, whole or not at all."""
    with atomic(path) as beside:
        beside.write_text("".join(f"{one.as_json()}\n" for one in codes), encoding="utf-8", newline="\n")


def write_aside(aside: Iterable[Aside], path: str | Path) -> None:
    """Write what could not be taken as JSON Lines, each with its reason."""
    lines = [
        {"where": a.where, "unit": a.unit, "question": a.question, "value": a.value, "reason": a.reason}
        for a in aside
    ]
    with atomic(path) as beside:
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        beside.write_text(text, encoding="utf-8", newline="\n")


def read(path: str | Path) -> list[Code]:
    """The codes of a file that `write` wrote, or that was written by hand in its format.

    Raises:
        CodesError: for a file that is missing, or with every line that is no code.
    """
    made, wrong = [], []
    for where, line in lines_of(path):
        try:
            made.append(_parsed(line))
        except ValueError as problem:
            wrong.append(f"{where}: {problem}.")
    if wrong:
        more = f" … and {len(wrong) - _MOST_TOLD:,} more." if len(wrong) > _MOST_TOLD else ""
        raise CodesError(" ".join(wrong[:_MOST_TOLD]) + more)
    return made


def lines_of(path: str | Path) -> list[tuple[str, Any]]:
    """The lines of a JSON Lines file, each with where it stands; what is no JSON is None.

    Raises:
        CodesError: for a file that is missing or no text.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise CodesError(f"no codes can be read at '{path}' ({problem.strerror or problem}).") from None
    except UnicodeDecodeError as problem:
        raise CodesError(f"{path}: is not UTF-8 (byte {problem.start}); save it as text in UTF-8.") from None
    made = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                made.append((f"{path}, line {number}", json.loads(line)))
            except ValueError:
                made.append((f"{path}, line {number}", None))
    return made


def _parsed(line: Any) -> Code:
    if not isinstance(line, Mapping):
        raise ValueError("is no code; a line is a JSON object with unit, question, value and coder")
    for key in ("unit", "question", "value", "coder"):
        if not isinstance(line.get(key), str) or not line[key].strip():
            raise ValueError(f"has no '{key}'; a code needs unit, question, value and coder, as text")
    given: dict[str, Any] = {key: line[key] for key in _KEYS if line.get(key) is not None}
    return Code(**given)
