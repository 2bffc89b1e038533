"""What a lesson of an article can ask: tasks chosen by what the article has, told to the teacher before class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from framing.classroom.lesson import Lesson
from framing.study.measures import NAMINGS, UNASSIGNED, rows_of
from framing.study.prose import count, listed
from framing.study.select import only

LEVELS = (12, 15, 18)
"""Ages that a lesson is made for; they choose the tasks and the time that reading takes."""

TASKS = ("read", "predict", "mark", "loaded", "accusers", "compare", "rewrite")
"""What a lesson can ask, in the order in which it is asked."""

_OF_LEVEL = {
    12: ("read", "mark", "accusers", "compare"),
    15: ("read", "predict", "mark", "accusers", "compare", "rewrite"),
    18: TASKS,
}

_MINUTES = {"predict": 5, "mark": 10, "loaded": 5, "accusers": 5, "compare": 8, "rewrite": 7}
_TESTS = 4  # both short tests together
_READ_A_MINUTE = {12: 130, 15: 170, 18: 210}
_LONG = 1500  # words: more is no reading for one lesson
_DOUBTFUL = 0.5  # below this score the suite is unsure of a statement


@dataclass(frozen=True)
class Task:
    """One task of a lesson, or why it is left out.

    Args:
        name: one of `TASKS`.
        why_not: one sentence where the lesson does not ask it, else empty.

    Example:
        >>> Task("predict", "Nobody speaks here.").asked
        False
    """

    name: str
    why_not: str = ""

    @property
    def asked(self) -> bool:
        """Whether the lesson asks it."""
        return not self.why_not


@dataclass(frozen=True)
class Plan:
    """What a lesson asks and what the teacher should know of it before class. Make one with `plan`.

    Args:
        tasks: every task of the level or of the teacher's choice, with the reason where it is left out.
        level: the students' age, one of `LEVELS`.
        minutes: what it takes, reading and both tests included.
        finds: what the suite finds, a sentence each.
        doubts: what is doubtful, a sentence each.
    """

    tasks: tuple[Task, ...]
    level: int
    minutes: int
    finds: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the tasks that are asked."""
        return tuple(task.name for task in self.tasks if task.asked)

    def told(self) -> str:
        """The check before class, as lines of text."""
        lines = [
            f"This lesson asks: {', '.join(self.asked)}; about {self.minutes} minutes at age {self.level}."
        ]
        lines += [f"Left out: {task.name}. {task.why_not}" for task in self.tasks if not task.asked]
        lines += ["", "The suite finds:", *(f"  - {line}" for line in self.finds)]
        lines += ["", "Doubtful; look at it before class:" if self.doubts else "It sees nothing doubtful."]
        return "\n".join([*lines, *(f"  - {line}" for line in self.doubts)])


def chosen(names: str | Iterable[str] | None, level: int) -> tuple[str, ...]:
    """The tasks that a teacher asks for, in the order of a lesson; those of the level where none is named.

    Args:
        names: names of tasks, or one string with commas between them.
        level: one of `LEVELS`.

    Raises:
        ValueError: for a task or a level that is not there.

    Example:
        >>> chosen("accusers, mark", 15)
        ('read', 'mark', 'accusers')
        >>> chosen("sing", 15)
        Traceback (most recent call last):
        ...
        ValueError: there is no task 'sing'; the tasks are read, predict, mark, loaded, accusers, compare, rewrite.
    """
    if level not in LEVELS:
        raise ValueError(f"there is no level {level}; the levels are {', '.join(map(str, LEVELS))}.")
    if names is None:
        return _OF_LEVEL[level]
    wanted = [name.strip() for name in (names.split(",") if isinstance(names, str) else names)]
    for name in wanted:
        if name not in TASKS:
            raise ValueError(f"there is no task '{name}'; the tasks are {', '.join(TASKS)}.")
    return tuple(name for name in TASKS if name in {"read", *wanted})  # nobody can mark what nobody has read


def plan(lesson: Lesson, *, tasks: str | Iterable[str] | None = None, level: int = 15) -> Plan:
    """Choose the tasks that an article has something for.

    Args:
        lesson: of the article.
        tasks: names of tasks; those of the level where none is given.
        level: the students' age, one of `LEVELS`.

    Raises:
        ValueError: for a task or a level that is not there.
    """
    names = chosen(tasks, level)
    reasons = {name: _why_not(name, lesson) for name in names}
    if "compare" in reasons and not any(
        name in reasons and not reasons[name] for name in ("mark", "loaded", "accusers")
    ):
        reasons["compare"] = "Nothing is marked in this lesson, so there is nothing to compare."
    asked = tuple(Task(name, why) for name, why in reasons.items())
    words = lesson.words
    minutes = round(words / _READ_A_MINUTE[level] + 0.5) + _TESTS
    minutes += sum(_MINUTES.get(task.name, 0) for task in asked if task.asked)
    return Plan(asked, level, minutes, tuple(_finds(lesson)), tuple(_doubts(lesson)))


def accusations(lesson: Lesson) -> list[Any]:
    """The rows of statements that accuse or criticise somebody, in the order of the text."""
    found = only(lesson.measured, accusing=True).statements
    return sorted(rows_of(found), key=lambda row: int(row.start))


def _why_not(task: str, lesson: Lesson) -> str:
    """Why an article cannot serve a task; empty where it can."""
    accusing = accusations(lesson)
    sides = lesson.sides_heard()
    if task == "predict" and len(sides) < 2:
        told = f"only one side speaks ({sides[0]})" if sides else "nobody is said to say anything"
        return f"In this article {told}, so there is nothing to guess."
    if task in ("mark", "loaded"):
        layer, what = ("hedges", "words of doubt") if task == "mark" else ("loaded", "loaded words")
        marks = len(lesson.marked_by_suite(layer))
        if marks < 2:
            return f"The suite finds {marks or 'no'} {what} here; take an article with two or more."
    if task == "accusers" and not accusing:
        return "Nobody accuses or criticises anybody here; take an article about a dispute for this task."
    if task == "rewrite" and not any(row.naming in NAMINGS[2:] for row in accusing):
        return "No accusation here lacks the name of its accuser; take another article for this task."
    return ""


def _finds(lesson: Lesson) -> list[str]:
    statements = lesson.measured.statements
    heard = Counter(str(camp) for camp in statements["camp"] if camp != UNASSIGNED)
    by_side = f": {', '.join(f'{camp} {number}' for camp, number in heard.most_common())}" if heard else ""
    accusing = accusations(lesson)
    unnamed = sum(row.naming == NAMINGS[3] for row in accusing)
    lines = [
        f"{count(lesson.words, 'word')} in {count(len(lesson.places), 'paragraph')}.",
        f"{count(len(statements), 'statement')}{by_side}.",
        f"{count(len(lesson.marked_by_suite('hedges')), 'mark')} of doubt and certainty, "
        f"{count(len(lesson.marked_by_suite('loaded')), 'loaded word')}.",
    ]
    told = f"{count(len(accusing), 'accusation')}"
    return [*lines, f"{told}, {unnamed} of them without anybody who accuses." if accusing else f"{told}."]


def _doubts(lesson: Lesson) -> list[str]:
    told = []
    language = lesson.study.focus.language
    if language and not language.startswith("en"):
        told.append(
            f"The article seems to be in another language ({language}); the suite reads English, so none of its "
            "marks can be relied on here."
        )
    if lesson.words > _LONG:
        told.append(f"{lesson.words:,} words are too many for one lesson; cut it to {_LONG:,} or fewer.")
    if len(lesson.places) == 1:
        told.append("The article has one paragraph, so hints can only point to all of it.")
    rows = rows_of(lesson.measured.statements)
    if not rows:
        told.append("The suite finds no statement; is this a news story in which somebody speaks?")
    for row in rows:
        if row.score is not None and row.score < _DOUBTFUL:
            who = row.speaker or "nobody named"
            told.append(
                f"{lesson.place_of(int(row.start))}: it is unsure of the statement by {who} ({row.score:.2f} of 1)."
            )
    without = sorted({str(row.speaker) for row in rows if row.speaker and row.camp == UNASSIGNED})
    if without:
        told.append(f"On no side: {listed(without)}; give them one in the camps file.")
    return told
