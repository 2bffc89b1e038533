"""One student's answers: a line of text that holds them, read back and checked."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

MARK = "framing1"
"""Before a line of answers."""

_LINE = re.compile(MARK + r"\.([A-Za-z0-9_-]+)\.([0-9a-f]{8})(?![0-9a-f])")
_START = re.compile(MARK + r"\.")

Run = tuple[int, int]


class AnswerError(ValueError):
    """A line that holds no answers; its text is one sentence that says why."""


@dataclass(frozen=True)
class Answer:
    """What one student has answered, without a name.

    Args:
        lesson: the id of the lesson that it is of.
        code: six letters that the page drew for this student.
        form: `a` or `b`, the form of the test before.
        before, after: the answers of the two short tests, 0 where none was given.
        guesses: a number for each side, None where none was given.
        marks, loaded: the first and the last word of each mark; None where the lesson does not ask.
        accusers: the first and the last word of each accusation, and who accuses.
        rewrite: the student's sentence.
    """

    lesson: str
    code: str
    form: str
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    guesses: tuple[float | None, ...] = ()
    marks: tuple[Run, ...] | None = None
    loaded: tuple[Run, ...] | None = None
    accusers: tuple[tuple[int, int, str], ...] | None = None
    rewrite: str = ""


def line_of(answer: Answer) -> str:
    """The answers as the line that `lesson.html` writes.

    Example:
        >>> of_line(line_of(Answer("a", "b", "a", marks=((1, 2),)))).marks
        ((1, 2),)
    """
    made: dict[str, Any] = {"v": 1, "l": answer.lesson, "c": answer.code, "f": answer.form, "p": answer.before,
                            "q": answer.after, "g": answer.guesses, "r": answer.rewrite}  # fmt: skip
    made |= {key: value for key, value in (("m", answer.marks), ("w", answer.loaded), ("a", answer.accusers))
             if value is not None}  # fmt: skip
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    body = base64.urlsafe_b64encode(text.encode("utf-8")).decode().rstrip("=")
    return f"{MARK}.{body}.{_sum(body)}"


def lines_in(text: str) -> list[str]:
    """Every line of answers in a text, as pasted or saved; a mail may have broken it into several lines.

    Example:
        >>> line = line_of(Answer("a", "b", "a"))
        >>> lines_in(f"Hello,\\n> {line[:20]}\\n> {line[20:]}\\nBye") == [line]
        True
    """
    starts = [match.start() for match in _START.finditer(text)]
    pieces = [text[start:end] for start, end in zip(starts, [*starts, len(text)][1:], strict=True)]
    return [_mended(piece) for piece in pieces]


def of_line(line: str) -> Answer:
    """A student's answers from their line.

    Raises:
        AnswerError: where the line is cut short, was changed, or holds something else.

    Example:
        >>> of_line("framing1.e30.00000000")
        Traceback (most recent call last):
        ...
        framing.classroom.answers.AnswerError: the line was cut short or changed on its way; ask for the saved file.
    """
    match = _LINE.match(line.strip())
    if match is None or _sum(match[1]) != match[2]:
        raise AnswerError("the line was cut short or changed on its way; ask for the saved file.")
    body = match[1]
    try:
        data = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode("utf-8"))
        return _answer(data)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise AnswerError("the line holds no answers that this version of the suite can read.") from None


def _answer(data: dict[str, Any]) -> Answer:
    if data["v"] != 1 or data.get("f", "a") not in ("a", "b"):
        raise ValueError
    accusers = data.get("a")
    _runs(one[:2] for one in accusers or ())  # checked as marks are
    return Answer(
        str(data["l"]), str(data["c"])[:12], str(data.get("f", "a")),
        tuple(int(one or 0) for one in data.get("p", ())), tuple(int(one or 0) for one in data.get("q", ())),
        tuple(None if one is None else float(one) for one in data.get("g", ())),
        _runs(data.get("m")), _runs(data.get("w")),
        None if accusers is None else tuple((int(a), int(b), str(who)) for a, b, who in accusers),
        str(data.get("r", "")),
    )  # fmt: skip


def _runs(found: Any) -> tuple[Run, ...] | None:
    if found is None:
        return None
    runs = tuple((int(first), int(last)) for first, last in found)
    if any(first < 0 or last < first for first, last in runs):
        raise ValueError
    return runs


def _sum(body: str) -> str:
    return hashlib.sha256(body.encode("ascii")).hexdigest()[:8]


def _mended(piece: str) -> str:
    """A line that was broken on its way, with the breaks and the marks of a quoting mail taken out."""
    pieces = re.split(r"\s*\n[>\s]*", piece)
    for many in range(1, len(pieces) + 1):
        whole = _LINE.match("".join(pieces[:many]))
        if whole and _sum(whole[1]) == whole[2]:
            return whole[0]
    return piece.split()[0]
