"""Codes as corrections: what people say of single rows, for `framing annotate --corrections`."""

from __future__ import annotations

from collections.abc import Sequence

from framing.corrections import Correction
from framing.exchange.codes import Code
from framing.exchange.questions import FRAME, NONE, Question
from framing.exchange.samples import Drawn, Sample
from framing.exchange.scores import Gold, same_name, settled

_OF_SOURCE = ("affiliation", "function", "gender")
_FIELD = {"accusation": "kind"}


def corrections(
    sample: Sample, codes: Sequence[Code], *, first: str | None = None
) -> tuple[list[Correction], list[str]]:
    """What differs from the machine as rejections and other labels, and rows that are right as accepted.

    Args:
        sample: what was coded.
        codes: what people say.
        first: whose answer holds where coders are divided.

    Returns:
        The corrections in the order of the sample, and what cannot be told as one, a sentence each.
    """
    gold = {
        question.name: settled([code for code in codes if code.question == question.name], question, first)
        for question in sample.questions
    }
    when = _latest(codes)
    notes: dict[str, int] = {}
    made: list[Correction] = []
    for one in sample.drawn:
        said = [(q, gold[q.name][one.id]) for q in sample.questions if one.id in gold[q.name]]
        if said:
            made += _of(sample, one, said, when.get(one.id), notes)
    return made, [f"{count:,} answers {reason}." for reason, count in notes.items()]


def _latest(codes: Sequence[Code]) -> dict[str, tuple[str | None, str | None]]:
    """When a row was coded last, and what was noted."""
    made: dict[str, tuple[str | None, str | None]] = {}
    for code in codes:
        when, note = made.get(code.unit, (None, None))
        made[code.unit] = max(when or "", code.when or "") or None, note or code.note
    return made


def _of(
    sample: Sample, one: Drawn, said: Sequence[tuple[Question, Gold]], when: tuple[str | None, str | None] | None,
    notes: dict[str, int],
) -> list[Correction]:  # fmt: skip
    coder = ", ".join(sorted({name for _, gold in said for name in gold.said}))
    table = "frames" if sample.of == "articles" else sample.of

    def line(
        do: str, field: str | None = None, value: object = None, *, at: str = table, name: str | None = None
    ) -> Correction:
        placed = at == table and table not in ("frames", "sources")  # which are known by their names
        start, end = (one.unit.start, one.unit.end) if placed else (None, None)
        words = one.parts[1] if placed else None
        known = name if name is not None else one.unit.name
        return Correction(
            one.unit.text_hash, at, do, start, end, known, field, value, coder, *(when or (None, None)),
            one.unit.article_id, words,
        )  # fmt: skip

    if any(question.ends and gold.value == question.ends for question, gold in said):
        return [line("reject")]
    made = []
    for question, gold in said:
        machine = one.unit.machine.get(question.name)
        same = machine is not None and (
            same_name(machine, gold.value) if question.written else machine == gold.value
        )
        value = None if gold.value == NONE else gold.value
        frame = question.name.startswith(FRAME)
        if question.name == "span" or sample.of == "sentences" or (sample.of == "articles" and not frame):
            if not same:
                reason = (
                    f"to '{question.name}' say that something is wrong, but not where the right row stands"
                )
                notes[reason] = notes.get(reason, 0) + 1
        elif same:
            continue
        elif frame:
            made.append(
                line("relabel", "present", gold.value == "yes", name=question.name.removeprefix(FRAME))
            )
        elif sample.of == "statements" and question.name in _OF_SOURCE:
            speaker = _speaker(said, one)
            if speaker != NONE and value is not None:
                made.append(line("relabel", question.name, value, at="sources", name=speaker))
        else:
            made.append(line("relabel", _FIELD.get(question.name, question.name), value))
    if not made and sample.of not in ("sentences", "articles"):
        span = next((gold.value for question, gold in said if question.name == "span"), "right")
        return [line("accept")] if span == "right" else []
    return made


def _speaker(said: Sequence[tuple[Question, Gold]], one: Drawn) -> str:
    """Who speaks: as people say where they name somebody else than the machine, as the machine writes it otherwise."""
    machine = one.unit.machine.get("speaker", NONE)
    people = next((gold.value for question, gold in said if question.name == "speaker"), machine)
    return machine if same_name(machine, people) else people
