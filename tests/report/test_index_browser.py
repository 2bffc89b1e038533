"""The start page in Chromium: widths, themes, accessibility, sorting and filtering, and without script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framing.report.index import ROWS, write
from framing.report.manifest import Entry

from .test_index import EVIL, FIGURES, entry

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        try:
            made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium here: {str(error).splitlines()[0]}")
        yield made
        made.close()


def some() -> list[Entry]:
    error = {"cell": 4, "source": "boom(" + "x" * 300 + ")", "name": "NameError", "message": "no boom"}
    return [
        entry(0, title="Zebra crossing closed"),
        entry(
            1,
            "unchanged",
            title="Apple harvest early",
            figures={**FIGURES, "camp_statements": 3, "before": None},
        ),
        entry(2, "stale", title=EVIL, reason="cell 4: NameError: no boom", error=error),
        entry(3, "failed", parts={}, files={}, figures={}, reason="no body text", title="W" * 200),
        entry(4, path="corpus/02_voices.html", unit="corpus", notebook="02_voices", title="all 4 articles"),
    ]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("small")
    write(
        some(),
        [("news/empty.txt", "the file is empty")],
        folder,
        notebooks={"02_voices": "Who gets to speak?"},
    )
    return (folder / "index.html").as_uri()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    many = [entry(i, "unchanged", outlet=f"Outlet {i % 7}", title=f"Story {i:04} end") for i in range(2000)]
    many[1234] = replace(many[1234], title=EVIL, status="failed", parts={}, reason=EVIL)
    write(many, [], folder, notebooks={})
    return folder


def titles(page: Any) -> list[str]:
    return [text.strip() for text in page.locator("#batch tbody tr:visible .ttl").all_inner_texts()]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_no_violation_and_no_sideways_scroll(
    browser: Any, small: str, large: Path, width: int, theme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    group = next((large / "index").glob("*.html")).as_uri()
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if request.url.startswith("http") else None)
    for address in (small, group):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = [violation["id"] for violation in axe.run(page).response["violations"]]
        assert found == [], address
    assert faults == []
    page.close()


def test_sorting_and_filtering_by_keyboard(browser: Any, small: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(small)
    assert page.locator(".live").inner_text() == "5 of 5 reports shown"
    page.locator("#batch thead button").first.focus()
    page.keyboard.press("Enter")
    assert titles(page)[-1] == "Zebra crossing closed"
    assert page.locator("#batch thead th").first.get_attribute("aria-sort") == "ascending"
    page.locator("#batch thead button").nth(4).click()  # body before the accusation: most first, none last
    assert "Apple harvest early" in titles(page)[-2:]
    page.fill("#q", "ZEBRA")
    assert titles(page) == ["Zebra crossing closed"]
    page.fill("#q", "")
    page.uncheck("input[value=built]")
    assert "Zebra crossing closed" not in titles(page)
    page.close()


def test_two_thousand_reports_turn_and_are_found(browser: Any, large: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto((large / "index.html").as_uri())
    assert page.locator(".turn span").inner_text() == "1 to 100 of 2,000"
    page.click(".turn button:has-text('Next')")
    assert titles(page)[0] == "Story 0100 end"
    page.fill("#q", "story 1999")
    assert titles(page) == ["Story 1999 end"]
    page.fill("#q", "alert(1)")
    assert len(titles(page)) == 1
    assert dialogs == []
    page.close()


def test_without_script_everything_is_there(browser: Any, small: str, large: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small)
    assert page.locator("#batch tbody tr").count() == 4
    assert not page.locator(".filter").is_visible()
    page.goto((large / "index.html").as_uri())
    assert page.locator("#batch tbody tr").count() == ROWS
    page.click(".pages a >> nth=3")
    assert page.locator("#batch tbody tr").count() > 0
    page.click(".crumb a")
    assert page.url.endswith("/index.html")
    context.close()
