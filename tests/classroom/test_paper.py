"""The lesson on paper: students see no solution, it fits few pages, and every text for students reads at grade 8."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from framing.classroom.making import material
from framing.classroom.pack import Pack, pack
from framing.classroom.paper import papers
from framing.classroom.plan import Plan, plan
from framing.classroom.reading_level import grade
from framing.classroom.texts import texts

WORD = "amber-river-plum"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> tuple[Pack, Plan, dict[str, str]]:
    lesson = material("seed").lesson
    asked = plan(lesson)
    packed = pack(lesson, asked)
    return packed, asked, papers(packed, asked, WORD)


def test_students_see_no_solution(made: Any) -> None:
    _, _, pages = made
    assert set(pages) == {
        f"{where}-{size}.html"
        for where in ("paper/handout", "paper/answers", "teacher/notes")
        for size in ("a4", "letter")
    }
    for name, page in pages.items():
        assert (WORD in page) == name.startswith("teacher/"), name
        assert "<script" not in page
        assert ("size:A4" in page) == ("a4" in name)
    assert "widely accused" in pages["teacher/notes-a4.html"]
    assert "nobody" in pages["teacher/notes-a4.html"]
    assert "widely" not in pages["paper/answers-a4.html"].replace("widely blamed for the late", "")


def test_the_sheet_asks_what_the_lesson_asks(made: Any) -> None:
    packed, _, pages = made
    sheet = pages["paper/answers-a4.html"]
    for task in packed.public["tasks"]:
        if task not in ("read", "compare"):
            assert texts()[task + ".head"] in sheet
    assert all(side in sheet for side in packed.public["sides"])
    german = papers(packed, made[1], WORD, language="de")["paper/answers-a4.html"]
    assert texts("de")["mark.head"] in german


def test_every_text_for_students_reads_at_grade_eight_or_lower() -> None:
    hard = {
        key: round(grade(text), 1)
        for key, text in texts("en").items()
        if len(text.split()) > 5 and grade(text) > 8
    }
    assert not hard
    assert grade(" ".join(text for key, text in texts("en").items() if key.endswith(".text"))) < 6
    # The measure is no rubber stamp: a scholar's sentence is far above it.
    assert (
        grade(
            "Intersubjective reliability necessitates methodological triangulation across heterogeneous corpora."
        )
        > 14
    )


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_few_pages_and_no_violation(made: Any, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page()
        for name, page in made[2].items():
            target = tmp_path / name.replace("/", "-")
            target.write_text(page, encoding="utf-8")
            tab.goto(target.as_uri())
            assert axe.Axe().run(tab).response["violations"] == []
            pdf = tab.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= 3, name
        browser.close()
