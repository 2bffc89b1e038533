"""A lesson of any article: its own tasks, its own sides, told before class."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from framing import classroom
from framing.classroom.making import material, shipped
from framing.classroom.plan import accusations, chosen, plan
from framing.cli import main
from framing.study.measures import NAMINGS

DISPUTE = """Aid stalls in Darfur as army and rebels trade blame

By Ann Poe

The Sudanese army has been accused of bombing a market in El Fasher, a city in Darfur, on Friday.

General Omar Hassan, an army spokesman, denied the claim. "We may have hit a depot," he told reporters.

The Rapid Support Forces blamed the army for about 40 deaths. Local doctors said many people were reportedly missing.

Martin Griffiths of the United Nations said that aid would arrive soon.
"""


@pytest.fixture
def dispute(tmp_path: Path) -> Path:
    path = tmp_path / "dispute.txt"
    path.write_text(DISPUTE, encoding="utf-8")
    return path


def article(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_notebook_is_set_to_the_article_and_its_own_sides(dispute: Path, tmp_path: Path) -> None:
    made = classroom.make_lesson(tmp_path / "out", dispute)
    names = {path.relative_to(tmp_path / "out").as_posix() for path in made.files}
    assert {"who_says_so.ipynb", "article/dispute.txt", "article/camps.yaml"} <= names
    notebook = json.loads((tmp_path / "out" / "who_says_so.ipynb").read_text(encoding="utf-8"))
    code = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert 'source: str = "article/"' in code
    assert 'camps: str = "article/camps.yaml"' in code
    assert "United Nations" in (tmp_path / "out" / "article" / "camps.yaml").read_text(encoding="utf-8")
    for seeds_own in ("official Russian", "seeds/", '"EU"'):
        assert seeds_own not in code


def test_a_camps_file_beside_the_article_is_taken(dispute: Path) -> None:
    dispute.with_suffix(".camps.yaml").write_text(
        "camps:\n  army: {names: [Omar Hassan]}\n  nobody: {agentless: true}\n  rest: {others: true}\n",
        encoding="utf-8",
    )
    found = material(dispute)
    assert not found.drafted
    assert found.lesson.sides() == ["army", "nobody", "rest"]


def test_tasks_follow_the_article(tmp_path: Path) -> None:
    calm = article(
        tmp_path, "Library opens\n\nThe library opened. Ana Ruiz said that it may stay open late.\n"
    )
    told = plan(material(calm).lesson)
    assert "accusers" not in told.asked
    assert "rewrite" not in told.asked
    why = {task.name: task.why_not for task in told.tasks}
    assert "Nobody accuses" in why["accusers"]
    assert "another article" in why["rewrite"]
    assert "Left out: accusers." in told.told()


def test_an_article_without_a_statement_makes_no_lesson(tmp_path: Path) -> None:
    dull = article(tmp_path, "The road is long. The sea is green.\n")
    with pytest.raises(ValueError, match="nothing is left to ask"):
        classroom.make_lesson(tmp_path / "out", dull)
    assert not (tmp_path / "out").exists()
    told = classroom.make_lesson(tmp_path / "out", dull, check=True).told
    assert "no statement" in told


def test_another_language_and_length_are_told(tmp_path: Path) -> None:
    german = "Der Minister sagte am Montag, dass die neue Brücke im Herbst wieder geöffnet werden soll. " * 4
    told = classroom.make_lesson(tmp_path / "o", article(tmp_path, german), check=True).told
    assert "another language (de)" in told
    long = "\n\n".join(
        ["The mayor said that the bridge may open soon, and many people were glad of it."] * 320
    )
    told = classroom.make_lesson(tmp_path / "o", article(tmp_path, long), check=True).told
    assert "too many for one lesson" in told


def test_levels_differ_in_tasks_and_time(dispute: Path) -> None:
    lesson = material(dispute).lesson
    young, old = plan(lesson, level=12), plan(lesson, level=15)
    assert "rewrite" not in young.asked
    assert "rewrite" in old.asked
    assert young.minutes < old.minutes
    with pytest.raises(ValueError, match="the levels are 12, 15, 18"):
        chosen(None, 13)


def test_two_articles_in_one_file_are_refused(tmp_path: Path) -> None:
    two = tmp_path / "two.jsonl"
    two.write_text(
        '{"id": "a", "text": "One said so."}\n{"id": "b", "text": "Two said no."}\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match="holds 2 articles"):
        material(two)
    with pytest.raises(FileNotFoundError, match="or one of seed"):
        material("no_such_story")
    assert shipped()[0] == "seed"


def test_the_command(dispute: Path, tmp_path: Path) -> None:
    run = CliRunner()
    checked = run.invoke(main, ["classroom", str(tmp_path / "out"), "--article", str(dispute), "--check"])
    assert checked.exit_code == 0
    assert "6 statements" in checked.output
    assert not (tmp_path / "out").exists()
    made = run.invoke(
        main, ["classroom", str(tmp_path / "out"), "--article", str(dispute), "--tasks", "mark"]
    )
    assert made.exit_code == 0
    assert "This lesson asks: read, mark;" in made.output
    notebook = json.loads((tmp_path / "out" / "who_says_so.ipynb").read_text(encoding="utf-8"))
    heads = [c["source"].splitlines()[0] for c in notebook["cells"] if "".join(c["source"]).startswith("## ")]
    assert heads == ["## 1. Read", "## 2. Mark the doubt", "## 3. Look at it whole"]


def test_a_straight_apostrophe_finds_a_curly_one_and_the_other_way(tmp_path: Path) -> None:
    curly = material(article(tmp_path, "Ana Ruiz said Russia’s plan may fail.\n")).lesson
    assert len(curly.marks(["Russia's"])) == len(curly.marks(["Russia’s"])) == 1
    straight = material(article(tmp_path, "Ana Ruiz said Russia's plan may fail.\n")).lesson
    assert len(straight.marks(["Russia’s"])) == len(straight.marks(["Russia's"])) == 1


@pytest.mark.parametrize("name", ["climate", "court", "strike"])
def test_our_own_articles_are_ready_lessons(name: str, tmp_path: Path) -> None:
    found = material(name)
    assert not found.drafted
    told = plan(found.lesson)
    assert told.asked == ("read", "predict", "mark", "accusers", "compare", "rewrite")
    assert told.minutes <= 45
    assert len(found.lesson.sides_heard()) >= 4
    accused = accusations(found.lesson)
    assert sum(row.naming == NAMINGS[3] for row in accused) == 2
    assert sum(row.naming == NAMINGS[0] or row.naming == NAMINGS[1] for row in accused) == 1
    assert len(found.lesson.marked_by_suite("hedges")) >= 10
    made = classroom.make_lesson(tmp_path / "out", name)
    assert f"article/{name}.txt" in {path.relative_to(tmp_path / "out").as_posix() for path in made.files}
