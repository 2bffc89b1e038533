"""The comparison page in Chromium: widths, themes, accessibility, nothing fetched."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from corpora import corpus

from framing.comparison.making import make

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_no_violation_and_no_sideways_scroll(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe: Any = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    made = make(corpus(160, 3, 10, differing=1, text=True), tmp_path / "page.html", by="outlet", over="month",
                measure=["women among sources", "direct", "words"], draws=200)  # fmt: skip
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, theme in ((360, "light"), (1280, "dark"), (1920, "light")):
            tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
            fetched: list[str] = []
            tab.on("request", lambda request, f=fetched: f.append(request.url))
            tab.goto(made.path.as_uri())
            tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            found = [
                (v["id"], v["nodes"][0]["html"][:160]) for v in axe.Axe().run(tab).response["violations"]
            ]
            assert found == []
            assert [url for url in fetched if not url.startswith(("file:", "data:"))] == []
            small = tab.evaluate(
                "[...document.querySelectorAll('main *')].filter(e => e.childElementCount === 0 && e.textContent.trim()"
                " && parseFloat(getComputedStyle(e).fontSize) < 11).length"
            )
            assert small == 0
        browser.close()
