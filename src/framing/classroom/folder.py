"""The lesson as a folder to hand out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from framing.classroom.beside import pages
from framing.classroom.edition import make_student_edition
from framing.classroom.making import material
from framing.classroom.pack import pack
from framing.classroom.page import lesson_page
from framing.classroom.paper import TEACHER, papers
from framing.classroom.plan import Plan, plan
from framing.classroom.seal import new_word, plain


@dataclass(frozen=True)
class Made:
    """What was made.

    Args:
        plan: what the lesson asks.
        files: what was written; empty where it was only checked.
        told: what to tell the teacher.
        word: the teacher's word; empty where nothing was made.
    """

    plan: Plan
    files: tuple[Path, ...]
    told: str
    word: str = ""


def make_lesson(
    out: str | Path,
    article: str | Path = "seed",
    *,
    camps: str | Path | None = None,
    tasks: str | Iterable[str] | None = None,
    level: int = 15,
    word: str | None = None,
    language: str = "en",
    beside: Iterable[str] = (),
    check: bool = False,
    force: bool = False,
) -> Made:
    """Make a lesson of an article, with the tasks that the article has something for.

    Args:
        out: the folder to write to.
        article: a file with one article, or the name of one that comes with the suite.
        camps: a camps file; drafted from the article where there is none.
        tasks: names of tasks; chosen by level and article where none is given.
        level: the students' age: 12, 15 or 18.
        word: the teacher's word, which opens the solutions in the page; drawn anew where not given.
        language: of the page's interface.
        beside: further articles on the same event, one or two, for a comparison.
        check: only tell what the suite finds; write nothing.
        force: write over what is there.

    Raises:
        FileNotFoundError: for an article or a camps file that is not there.
        ValueError: for a wrong task or level, an article that no lesson can be made of, or a folder with other work.
    """
    found = material(article, camps=camps)
    chosen = plan(found.lesson, tasks=tasks, level=level)
    sides = (
        ["The sides are drafted from this article; name and divide them in camps.yaml."]
        if found.drafted
        else []
    )
    told = "\n".join([chosen.told(), *sides])
    if check:
        return Made(chosen, (), told)
    others = [material(one).lesson for one in beside]
    if chosen.asked == ("read",) and not others:
        left = " ".join(task.why_not for task in chosen.tasks if not task.asked)
        raise ValueError(f"no lesson can be made of '{article}': nothing is left to ask. {left}")
    opens = new_word() if word is None else word
    packed = pack(found.lesson, chosen)
    more = {
        "lesson.html": lesson_page(packed, opens, language=language),
        **papers(packed, chosen, plain(opens), language=language),
    }
    if others:
        more |= pages([found.lesson, *others], language=language)
    own = None if str(article) == "seed" and camps is None else found
    files = make_student_edition(out, of=own, tasks=chosen.asked, more=more, force=force)
    names = ", ".join(path.relative_to(out).as_posix() for path in files)
    return Made(
        chosen,
        tuple(files),
        f"{told}\n\nWrote the lesson to {out}: {names}.\n"
        f"The word that opens the solutions in lesson.html: {plain(opens)} "
        f"(it stands in {TEACHER}/ alone; keep that folder to yourself).",
        plain(opens),
    )
