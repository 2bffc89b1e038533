"""The answers of a class, laid together: what is read, what is set aside and why, and what they show."""

from __future__ import annotations

import json
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.article import SetAside
from framing.classroom.answers import MARK, Answer, AnswerError, Run, lines_in, of_line
from framing.classroom.seal import opened
from framing.classroom.texts import items
from framing.study import readers

PAGE = "lesson.html"

_LARGEST = 2_000_000  # bytes: no file of answers is larger, and a film in the folder should not be read


@dataclass(frozen=True)
class Collected:
    """The answers of one lesson.

    Args:
        public: the lesson as its page holds it.
        solutions: the suite's marks; None without the teacher's word.
        answers: one a student.
        set_aside: what was not counted, by name, and why.
    """

    public: Mapping[str, Any]
    solutions: Mapping[str, Any] | None
    answers: tuple[Answer, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def words(self) -> list[tuple[str, str]]:
        """Every word of the story with what stands before it."""
        return [(before, word) for place in self.public["places"] for before, word in place["pieces"]]

    @property
    def groups(self) -> list[int]:
        """For every word, the number of its paragraph."""
        return [number for number, place in enumerate(self.public["places"]) for _ in place["pieces"]]

    def runs(self, task: str) -> list[list[Run]]:
        """The marks of every student who has set any, for a task in which words are marked."""
        found = [_runs_of(answer, task) for answer in self.answers]
        return [runs for runs in found if runs]

    def counts(self, task: str) -> list[int]:
        """For every word, how many students mark it."""
        counted = [0] * len(self.words)
        for runs in self.runs(task):
            for number in {word for first, last in runs for word in range(first, last + 1)}:
                counted[number] += 1
        return counted

    def agreement(self, task: str) -> readers.Estimate | None:
        """Alpha of those who have marked anything; None for fewer than two."""
        marking = len(self.runs(task))
        return readers.agreement(self.counts(task), marking, self.groups) if marking > 1 else None

    def suite(self, task: str) -> list[Run]:
        """The suite's marks."""
        return [(int(one[0]), int(one[1])) for one in (self.solutions or {}).get(task, ())]

    def said(self, run: Run) -> str:
        """The words of a mark, as they stand in the story."""
        first, *rest = self.words[run[0] : run[1] + 1]
        return first[1] + "".join(before + word for before, word in rest)

    def scores(self) -> tuple[list[int], list[int]]:
        """How many of the three questions each student has right, before and after, of those who answered all."""
        before, after = [], []
        for answer in self.answers:
            other = "b" if answer.form == "a" else "a"
            if (
                len(answer.before) == len(answer.after) == len(_key("a"))
                and all(answer.before)
                and all(answer.after)
            ):
                before.append(_right(answer.before, _key(answer.form)))
                after.append(_right(answer.after, _key(other)))
        return before, after

    def right_by_kind(self) -> dict[str, tuple[int, int, int]]:
        """For each kind of question: right before, right after, students who answered it both times."""
        kinds = [item.kind for item in items() if item.form == "a"]
        found = {}
        for number, kind in enumerate(kinds):
            both = [a for a in self.answers if _given(a.before, number) and _given(a.after, number)]
            first = sum(a.before[number] == _key(a.form)[number] for a in both)
            second = sum(a.after[number] == _key("b" if a.form == "a" else "a")[number] for a in both)
            found[kind] = (first, second, len(both))
        return found

    def guesses(self) -> list[tuple[str, list[float], float | None]]:
        """Each side with the class's guesses, and how many of ten the suite counts."""
        counts = (self.solutions or {}).get("counts")
        total = sum(counts) if counts else 0
        return [
            (side, [guess for a in self.answers if len(a.guesses) > n and (guess := a.guesses[n]) is not None],
             10 * counts[n] / total if counts and total else None)
            for n, side in enumerate(self.public["sides"])
        ]  # fmt: skip

    def accusers(self) -> list[tuple[Run, str | None, Counter[str]]]:
        """Each accusation with the accuser whom the suite reads (None where the class alone found it), and the class's.

        An accusation that a student marks belongs to one of the suite's where the two share a word.
        """
        theirs = [((int(a), int(b)), str(who)) for a, b, who in (self.solutions or {}).get("accusers", ())]
        found: dict[Run, Counter[str]] = {run: Counter() for run, _ in theirs}
        for answer in self.answers:
            for first, last, who in answer.accusers or ():
                hit = next((run for run in found if run[0] <= last and first <= run[1]), (first, last))
                found.setdefault(hit, Counter())[who] += 1
        known = dict(theirs)
        return [(run, known.get(run), counter) for run, counter in sorted(found.items())]


def typical(guesses: Sequence[float]) -> float:
    """The middle guess, which one wild guess does not move.

    Example:
        >>> typical([1, 2, 10])
        2
    """
    return statistics.median(guesses)


def find_page(given: str | Path | None, answers: Iterable[str]) -> Path:
    """The lesson that answers belong to: the page or folder that is given, or `lesson.html` near the answers.

    Raises:
        FileNotFoundError: where there is none.
    """
    if given is not None:
        path = Path(given)
        path = path / PAGE if path.is_dir() else path
        if not path.is_file():
            raise FileNotFoundError(f"no lesson at '{path}'; give the folder of the lesson, or its {PAGE}.")
        return path
    near = [Path()]
    for one in answers:
        if not one.startswith(MARK) and one != "-":
            near += [Path(one), Path(one).parent, Path(one).parent.parent]
    for folder in near:
        if (folder / PAGE).is_file():
            return folder / PAGE
    raise FileNotFoundError(f"no {PAGE} near the answers; give the folder of the lesson with --lesson.")


def collect(
    sources: Iterable[str], page: str | Path, *, word: str | None = None, pasted: str = ""
) -> Collected:
    """Read the answers of a class.

    Args:
        sources: files, folders, or lines of answers.
        page: the `lesson.html` that they are of.
        word: the teacher's word, for what the suite marks.
        pasted: further lines, as from the standard input.

    Raises:
        ValueError: where the page is no lesson, the word does not open it, or no answer could be read.
    """
    public, seal = _of_page(Path(page))
    solutions = opened(seal, word) if word else None
    kept: dict[str, tuple[str, Answer]] = {}
    aside: list[SetAside] = []
    for name, line in _lines(sources, pasted, aside):
        try:
            answer = of_line(line)
            _check(answer, public)
        except AnswerError as error:
            aside.append(SetAside(name, str(error)))
            continue
        if answer.code in kept:
            other, known = kept[answer.code]
            if known == answer:
                aside.append(SetAside(name, f"the same answers as in {other}; counted once."))
                continue
            aside.append(
                SetAside(other, f"handed in again, with changes, in {name}; the later one is counted.")
            )
        kept[answer.code] = (name, answer)
    if not kept:
        told = f" {aside[0].source}: {aside[0].reason}" if aside else ""
        raise ValueError(f"no answers of this lesson were found; give files, a folder, or lines.{told}")
    return Collected(public, solutions, tuple(answer for _, answer in kept.values()), tuple(aside))


def _of_page(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    found = re.search(
        r'id="lesson">(.*?)</script>', path.read_text(encoding="utf-8", errors="replace"), re.DOTALL
    )
    try:
        data = json.loads(found[1]) if found else {}
        return data, data.pop("seal")
    except (ValueError, KeyError):
        raise ValueError(f"'{path}' is no lesson that the suite made; give its {PAGE}.") from None


def _lines(sources: Iterable[str], pasted: str, aside: list[SetAside]) -> Iterator[tuple[str, str]]:
    for source in sources:
        if source.startswith(MARK):
            yield from _named("a line given", source)
            continue
        path = Path(source)
        if not path.exists():
            raise FileNotFoundError(f"no answers at '{source}'; give files, a folder, or lines.")
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_dir() or file.name.startswith(".") or file.name in (PAGE, "class.html"):
                continue
            lines = [] if file.stat().st_size > _LARGEST else _text(file)
            if not lines:
                aside.append(SetAside(file.name, "it holds no answers."))
            yield from ((name, line) for name, line in lines)
    yield from _named("a pasted line", pasted)


def _text(file: Path) -> list[tuple[str, str]]:
    return list(_named(file.name, file.read_text(encoding="utf-8-sig", errors="replace")))


def _named(name: str, text: str) -> Iterator[tuple[str, str]]:
    lines = lines_in(text)
    for number, line in enumerate(lines, 1):
        yield (f"{name}, line {number}" if len(lines) > 1 else name), line


def _check(answer: Answer, public: Mapping[str, Any]) -> None:
    if answer.lesson != public["id"]:
        raise AnswerError(f"its answers are of another lesson ({answer.lesson}, and this is {public['id']}).")
    for task in ("mark", "loaded", "accusers"):
        if any(last >= public["words"] for _, last in _runs_of(answer, task)):
            raise AnswerError("it marks words that the story does not have.")


def _runs_of(answer: Answer, task: str) -> list[Run]:
    found = {"mark": answer.marks, "loaded": answer.loaded, "accusers": answer.accusers}[task]
    return [(one[0], one[1]) for one in found or ()]


def _key(form: str) -> list[int]:
    return [item.answer for item in items() if item.form == form]


def _right(given: Sequence[int], key: Sequence[int]) -> int:
    return sum(a == b for a, b in zip(given, key, strict=True))


def _given(answers: Sequence[int], number: int) -> bool:
    return len(answers) > number and bool(answers[number])
