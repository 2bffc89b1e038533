"""The coding page: nothing of the machine's in it, nothing fetched, and a coder's way through it by keyboard alone."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from framing.annotate import annotate
from framing.article import Article
from framing.exchange import codes, samples, sheets
from framing.exchange.coding_page import coding_page, write_page
from framing.exchange.questions import chosen
from framing.exchange.samples import Sample

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
STORY = (
    "Ann Lee, a doctor, said the clinic may close. The mayor, Bo Marsh, denied it </script><script>alert(1)</script>. "
    "The union said it was told late. Ed Poe, a nurse, said he would stay. The minister said it is a pity."
)


@pytest.fixture(scope="module")
def sample() -> Sample:
    return samples.sample(annotate(Article("a", STORY, headline="<b>Clinic</b>", outlet="Post")), 9)


def data_of(page: str) -> Any:
    return json.loads(re.search(r'id="sample">(.*?)</script>', page, re.S)[1])  # type: ignore[index]


def test_the_page_is_blind_unless_asked(sample: Sample) -> None:
    asked = chosen(sample.questions, ["affiliation", "act"])
    blind = data_of(coding_page(sample, asked))
    assert not any("machine" in unit for unit in blind["units"])
    seen = data_of(coding_page(sample, asked, blind=False))
    for unit, one in zip(seen["units"], sample.drawn, strict=True):
        assert unit["machine"] == {q.name: one.unit.machine[q.name] for q in asked}
        assert unit["before"] + unit["words"] + unit["behind"] == one.window
    assert coding_page(sample, asked) == coding_page(sample, asked)


def test_nothing_in_a_text_ends_the_page_and_nothing_is_fetched(sample: Sample) -> None:
    page = coding_page(sample, sample.questions)
    assert "<script>alert" not in page
    assert page.count("<script") == 2
    assert "default-src 'none'" in page
    assert "<b>Clinic" not in page
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium in the path")
def test_a_coder_goes_through_by_keyboard(sample: Sample, tmp_path: Path) -> None:
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    asked = chosen(sample.questions, ["span", "speaker", "affiliation"])
    write_page(sample, asked, tmp_path / "coding.html")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme="dark")
        tab = context.new_page()
        wrong: list[str] = []
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        tab.on(
            "request",
            lambda one: wrong.append(one.url) if not one.url.startswith(("file:", "blob:")) else None,
        )
        tab.goto((tmp_path / "coding.html").as_uri())
        tab.keyboard.press("Enter")
        assert "Write your name" in tab.inner_text("#said")
        tab.keyboard.type("Anna")
        tab.keyboard.press("Enter")
        tab.wait_for_selector(".story")
        assert axe.Axe().run(tab).response["violations"] == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
        tab.keyboard.press("1")  # right
        assert tab.evaluate("document.activeElement.id") == "written"
        tab.keyboard.type(" Ann  Lee ")
        tab.keyboard.press("Enter")
        tab.keyboard.press("6")  # expert
        assert "Row 2 of" in tab.inner_text("#progress")
        tab.keyboard.press("ArrowLeft")
        assert tab.inner_text("button[aria-pressed=true]").endswith("expert")
        tab.keyboard.press("9")  # citizens, on second thoughts
        tab.keyboard.press("n")
        tab.keyboard.type("=1+1 in doubt")
        tab.keyboard.press("Escape")
        tab.keyboard.press("5")  # no statement: nothing more is asked of the row
        assert "Row 3 of" in tab.inner_text("#progress")
        tab.reload()
        tab.keyboard.type("Anna")
        tab.keyboard.press("Enter")
        tab.wait_for_selector(".story")
        assert "Row 3 of" in tab.inner_text("#progress")
        with tab.expect_download() as saved:
            tab.click("#save")
        assert saved.value.suggested_filename == "codes-Anna.jsonl"
        saved.value.save_as(tmp_path / "codes-Anna.jsonl")
        browser.close()
    assert wrong == []
    place = tmp_path / "codes-Anna.jsonl"
    assert sheets.coder_of(place) == "Anna"
    entries, rows, notes = sheets.read(place)
    taken = codes.take(sample, entries, rows, "Anna", "page")
    first, second = (one.id for one in sample.drawn[:2])
    assert [(c.unit, c.question, c.value, c.note) for c in taken.codes] == [
        (first, "span", "right", None), (first, "speaker", "Ann Lee", None), (first, "affiliation", "citizens", None),
        (second, "span", "no statement", "=1+1 in doubt"),
    ]  # fmt: skip
    assert notes == []
    assert not taken.wrong
