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


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_figures_are_saved_and_the_map_follows_the_reader(tmp_path):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    target = tmp_path / "report.html"
    made = page.to_html(executed(show.report(show.view(story(), CAMPS))))
    target.write_text(made.replace("</main>", '<div style="height:2000px"></div></main>'), encoding="utf-8")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page(viewport={"width": 1280, "height": 500}, color_scheme="dark")
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("console", lambda told: errors.append(told.text))
        tab.goto(target.as_uri())
        files = {}
        for kind in ("SVG", "PNG", "Data"):
            with tab.expect_download() as got:
                tab.locator("#fig-strip .get").get_by_text(kind, exact=kind != "Data").first.click()
            files[got.value.suggested_filename] = Path(got.value.path()).read_bytes()
        assert set(files) == {"strip.svg", "strip.png", "strip.csv"}
        assert files["strip.png"].startswith(b"\x89PNG")
        drawn = files["strip.svg"].decode()
        assert "var(--" not in drawn, "the picture needs no style sheet"
        assert "rgb(0, 114, 178)" in drawn, "the light colours, on a dark page as well"
        assert "Mayor defends bridge plan" in drawn
        top = "+document.querySelector('.map .view').getAttribute('y')"
        assert tab.evaluate(top) == 0
        tab.evaluate("document.getElementById('p5').scrollIntoView()")
        tab.wait_for_function(f"{top} > 100")
        assert tab.locator(".map a[aria-current]").count() == 1
        tab.locator(".map a").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_function(f"{top} < 100")
        tab.set_viewport_size({"width": 800, "height": 500})
        assert tab.locator(".map").is_hidden()
        assert not errors
        tab.close()
        forced = browser.new_page(forced_colors="active", color_scheme="dark")
        forced.goto(target.as_uri())
        ink, paper = forced.evaluate(
            "[getComputedStyle(document.querySelector('.strip text')).fill, getComputedStyle(document.body).backgroundColor]"
        )
        assert ink != paper
        plain = browser.new_context(java_script_enabled=False).new_page()
        plain.goto(target.as_uri())
        assert plain.locator("#fig-strip .get button").count() == 0
        assert plain.locator("#fig-strip .get a").count() == 2
        browser.close()
