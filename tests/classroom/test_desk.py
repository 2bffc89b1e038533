"""The desk in Jupyter: buttons and lists alone, in any order, and nothing of the solution before an attempt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from framing import classroom
from framing.classroom import desk as _desk  # the function; its module keeps the desk
from framing.classroom.making import material

ROOT = Path(__file__).parents[2]


@pytest.fixture
def seat() -> Any:
    return classroom.sit(material("seed").lesson)


def told(task: Any) -> str:
    return json.dumps(list(task.children[-1].outputs), default=str)


def press(task: Any) -> str:
    task.children[-2].click()
    return told(task)


def choose(picker: Any, lesson: Any, words: str) -> None:
    start = lesson.text.index(words)
    for row in picker._words:
        for word in row:
            if start <= word.start < start + len(words):
                picker.toggle(word)


def test_nothing_shows_before_an_attempt(seat: Any) -> None:
    for task in (seat.guess(), seat.mark(), seat.accusers(), seat.compare(), seat.rewrite(), seat.whole()):
        assert list(task.children[-1].outputs) == []
    assert "Mark the story yourself first" in press(seat.whole())
    assert "Here it is." not in press(seat.whole())


def test_a_guess_shows_the_count_and_a_half_one_does_not(seat: Any) -> None:
    task = seat.guess()
    assert "add up to ten" in press(task)
    assert "<svg" not in told(task)
    task.children[0].value = 10
    shown = press(task)
    assert "Your guess is in." in shown
    assert "<svg" in shown or "figure" in shown


def test_words_are_chosen_by_buttons_and_hints_do_not_tell(seat: Any) -> None:
    task = seat.mark()
    assert "Your list is empty" in press(task)
    picker = seat.marked
    picker.paragraph.value = 2
    picker.row.children[3].value = True
    assert len(picker.marks()) == 1
    picker.row.children[3].value = False
    assert not picker.marks()
    for mark in seat.lesson.marked_by_suite("hedges"):
        for words in picker._words:
            for word in words:
                if word.overlaps(mark):
                    picker.toggle(word)
    shown = press(task)
    assert "Done." in shown
    assert "Here it is." in press(seat.whole())


def test_accusers_are_chosen_from_a_list(seat: Any) -> None:
    task = seat.accusers()
    lists = task.children[1]
    assert lists.children == ()
    press(task)
    choose(seat.accusing, seat.lesson, "for")
    shown = press(task)
    assert "Done." not in shown
    seat.accusing.chosen.clear()
    for words in ("widely accused of relentlessly targeting", "criticised for striking hundreds"):
        choose(seat.accusing, seat.lesson, words)
    assert len(lists.children) == 2
    for box in lists.children:
        assert "Nikolai Pankov" in [value for _, value in box.options]
        box.value = "Nikolai Pankov"
    assert "Done." not in press(task)
    for box in lists.children:
        box.value = "nobody"
    assert "Done." in press(task)


def test_a_neighbour_is_compared_in_three_lines_at_most(seat: Any) -> None:
    seat.mark()
    choose(seat.marked, seat.lesson, "officially")
    task = seat.compare()
    assert "no marks yet" in press(task)
    task.children[0].value = "officially\nwidely"
    shown = press(task)
    assert "Compared." in shown
    assert "alpha" in shown


def test_after_a_restart_any_cell_opens_the_lesson_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    module = sys.modules["framing.classroom.desk"]
    story = tmp_path / "story.txt"
    story.write_text(
        "Bridge shut\n\nMayor Ana Ruiz said the bridge may close. Bo Lee blamed the mayor.\n", "utf-8"
    )
    classroom.make_lesson(tmp_path / "out", story)
    monkeypatch.chdir(tmp_path / "out")
    monkeypatch.setattr(module, "_SEATED", [])
    assert "the bridge may close" in str(_desk().story())
    assert _desk() is _desk()


def test_no_cell_for_students_asks_for_code() -> None:
    notebook = json.loads(
        (ROOT / "notebooks" / "classroom" / "who_says_so.ipynb").read_text(encoding="utf-8")
    )
    tasks = [
        "".join(c["source"])
        for c in notebook["cells"]
        if c["cell_type"] == "code" and "desk()." in "".join(c["source"])
    ]
    assert len(tasks) >= 6
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and "".join(cell["source"]) in tasks:
            assert cell["metadata"]["jupyter"]["source_hidden"]
            assert "my_" not in "".join(cell["source"])
