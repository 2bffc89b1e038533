"""The same event in two outlets: who is kept, dropped and renamed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from framing import classroom
from framing.classroom.beside import sources
from framing.classroom.making import material
from framing.cli import main

ONE = """Bridge shut

Mayor Ana Ruiz said the bridge may stay shut until June.

Bo Lee, a baker, said he had lost half his sales.
"""

OTHER = """Town closes bridge

Ana Ruiz, a former builder, said the bridge may stay shut until June.

Omar Finch, an engineer, said the steel was safe.
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "one.txt", tmp_path / "other.txt"]
    for path, text in zip(made, (ONE, OTHER), strict=True):
        path.write_text(text, encoding="utf-8")
    return made


def test_kept_dropped_and_renamed(files: list[Path]) -> None:
    found = {one.name: one for one in sources([material(path).lesson for path in files])}
    assert found["Ana Ruiz"].statements == (1, 1)
    assert found["Ana Ruiz"].fate == "renamed"
    assert found["Bo Lee"].fate == found["Omar Finch"].fate == "dropped"
    same = sources([material(files[0]).lesson, material(files[0]).lesson])
    assert {one.fate for one in same} == {"kept"}
    with pytest.raises(ValueError, match="two or three stories"):
        sources([material(files[0]).lesson])


def test_the_lesson_holds_both_and_the_answer_is_the_teachers(files: list[Path], tmp_path: Path) -> None:
    made = classroom.make_lesson(tmp_path / "out", files[0], beside=[str(files[1])])
    names = {path.relative_to(tmp_path / "out").as_posix() for path in made.files}
    assert {"compare.html", "teacher/compare.html"} <= names
    students = (tmp_path / "out" / "compare.html").read_text(encoding="utf-8")
    assert "the steel was safe" in students
    assert "lost half his sales" in students
    assert "dropped" not in students
    teacher = (tmp_path / "out" / "teacher" / "compare.html").read_text(encoding="utf-8")
    assert "dropped" in teacher
    assert "1 presented in another" in teacher


def test_the_command_takes_a_second_story_in_german(files: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = ["classroom", str(out), "--article", str(files[0]), "--beside", str(files[1]), "--language", "de"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 0, done.output
    assert "Wer spricht" in (out / "compare.html").read_text(encoding="utf-8")
    assert '<html lang="de">' in (out / "lesson.html").read_text(encoding="utf-8")
