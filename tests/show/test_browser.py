"""One look with a real browser: no violation, nothing fetched, no sideways scroll."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from stories import CAMPS, executed, story

from framing import show
from framing.page import page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("kind", ["sections", "report"])
def test_a_report_has_no_violation_in_a_browser(tmp_path, kind):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    accuracy = {
        "statements": {
            "metric": "F1",
            "value": 0.7,
            "low": 0.6,
            "high": 0.8,
            "data": "x",
            "date": "2026-11-22",
        }
    }
    view = show.view(story(), CAMPS)
    made = show.sections(view, accuracy=accuracy) if kind == "sections" else [show.report(view)]
    target = tmp_path / "report.html"
    target.write_text(page.to_html(executed(*made)), encoding="utf-8")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, theme in ((360, "light"), (1280, "dark"), (1920, "light")):
            tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
            fetched: list[str] = []
            errors: list[str] = []
            tab.on("request", lambda request, f=fetched: f.append(request.url))
            tab.on("pageerror", lambda error, e=errors: e.append(str(error)))
            tab.goto(target.as_uri())
            tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            violations = axe.Axe().run(tab).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
            assert [url for url in fetched if not url.startswith(("file:", "data:"))] == []
            assert errors == []
            if width == 1280:
                shown = (
                    "[...document.querySelectorAll('.why')].filter(e => "
                    "getComputedStyle(e).display != 'none').length"
                )
                tab.locator("#t3 .tag").first.focus()
                assert tab.evaluate(shown) == 1
                tab.keyboard.press("Escape")
                assert tab.evaluate(shown) == 0
            tab.close()
        browser.close()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_correction_is_counted_at_once_and_handed_over(tmp_path):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    tables = story()
    target = tmp_path / "report.html"
    target.write_text(page.to_html(executed(show.report(show.view(tables, CAMPS)))), encoding="utf-8")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page()
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(target.as_uri())
        assert tab.locator(".wrongbar").is_hidden()
        tab.locator(".who .wrongb").first.click()
        tab.locator(".wrong button").first.click()
        assert (
            f"Counted again: {len(tables.statements) - 1} statements" in tab.locator(".wrongbar").inner_text()
        )
        with tab.expect_download() as got:
            tab.locator(".wrongbar a").click()
        line = json.loads(Path(got.value.path()).read_text(encoding="utf-8"))
        assert (line["table"], line["do"]) == ("statements", "reject")
        text = tables.articles["text"][0]
        assert line["text_hash"] == hashlib.sha256(text.encode()).hexdigest()
        assert " ".join(text[line["start"] : line["end"]].split()) == line["words"]
        tab.locator(".wrongbar button").click()
        assert tab.locator(".wrongbar").is_hidden()
        assert not errors
        browser.close()
