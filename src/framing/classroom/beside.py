"""A lesson on comparison: the same event in two or three outlets, who is kept, dropped and renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup, escape

from framing.classroom.lesson import Lesson
from framing.classroom.texts import resource, texts
from framing.page.clean import policy
from framing.study.measures import rows_of
from framing.study.stories import fate


@dataclass(frozen=True)
class Source:
    """One who speaks in one of the stories or more.

    Args:
        name: as the first story that has it gives it.
        statements: how many statements each story has of it.
        called: how each story presents it; empty where it is not there.
    """

    name: str
    statements: tuple[int, ...]
    called: tuple[str, ...]

    @property
    def fate(self) -> str:
        """What became of it: kept | renamed | dropped."""
        return fate([bool(many) for many in self.statements], self.called)


def sources(lessons: Sequence[Lesson]) -> list[Source]:
    """Everybody who speaks in the stories, those whom all have first.

    Args:
        lessons: on two stories or three.

    Raises:
        ValueError: for fewer than two or more than three.
    """
    if not 2 <= len(lessons) <= 3:
        raise ValueError(
            f"a comparison is of two or three stories, but got {len(lessons)}; give --beside once or twice."
        )
    counts: dict[str, Counter[int]] = {}
    called: dict[str, dict[int, str]] = {}
    for number, lesson in enumerate(lessons):
        for row in rows_of(lesson.measured.statements):
            if not isinstance(row.speaker, str):
                continue
            counts.setdefault(row.speaker, Counter())[number] += 1
            role = row.role if isinstance(row.role, str) else ""
            presented = called.setdefault(row.speaker, {})
            presented[number] = presented.get(number) or role
    found = [
        Source(name, tuple(counted[n] for n in range(len(lessons))),
               tuple(called[name].get(n, "") for n in range(len(lessons))))
        for name, counted in counts.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (sum(not many for many in one.statements), -sum(one.statements)))


def pages(lessons: Sequence[Lesson], *, language: str = "en") -> dict[str, str]:
    """The stories side by side for students, and who is in them for the teacher, by path.

    Args:
        lessons: on two stories or three.
        language: of what students read.

    Raises:
        ValueError: for fewer than two or more than three stories, or a language without a translation.
    """
    found, words = sources(lessons), texts(language)
    heads = [_head(lesson, number) for number, lesson in enumerate(lessons)]
    columns = "".join(
        f'<section><h2>{escape(head)}</h2><div lang="en">'
        + "".join(f"<p>{escape(place.span.of(lesson.text))}</p>" for place in lesson.places)
        + "</div></section>"
        for head, lesson in zip(heads, lessons, strict=True)
    )
    asked = "".join(f"<li>{escape(words[f'beside.{n}'])}</li>" for n in (1, 2, 3))
    blank = [["", *("" for _ in heads)] for _ in range(6)]
    students = (f"<h1>{escape(words['beside.head'])}</h1><p>{escape(words['beside.text'])}</p><ol>{asked}</ol>"
                f'<div class="beside">{columns}</div>{_table([words["beside.who"], *heads], blank)}')  # fmt: skip
    rows = [
        [
            one.name,
            one.fate,
            *(
                f"{many}, {role}" if role else str(many)
                for many, role in zip(one.statements, one.called, strict=True)
            ),
        ]
        for one in found
    ]
    told = Counter(one.fate for one in found)
    table = _table(["Who", "What became of them", *heads], rows)
    notes = (
        f"<h1>{escape(words['beside.head'])}</h1><p>For the teacher: who speaks in which story, with the number of "
        f"statements and how the story presents them. {told['kept']} kept, {told['renamed']} presented in another "
        f"way, {told['dropped']} not in every story.</p>{table}"
    )
    return {
        "compare.html": _page(students, words, language),
        "teacher/compare.html": _page(notes, words, "en"),
    }


def _head(lesson: Lesson, number: int) -> str:
    return lesson.study.focus.outlet or f"Story {number + 1}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(
        "<tr>"
        + "".join(f"<td>{escape(cell)}</td>" if cell else '<td class="blank"></td>' for cell in row)
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def _page(main: str, words: dict[str, str], language: str) -> str:
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(resource("paper.html.j2"))
    return template.render(
        language=language, texts=words, title=words["beside.head"], policy=Markup(policy()), size="A4 landscape",
        css=Markup(resource("paper.css").strip()), main=Markup(main),
    )  # fmt: skip
