"""JupyterLab styles every link; hedges and loaded words must stay apart there, and go when switched off."""

from __future__ import annotations

import shutil

import pytest
from stories import CAMPS, story

from framing import show
from framing.article import Article, Region
from framing.study.measures import rows_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
LAB = (
    ".jp-RenderedHTMLCommon a:link{text-decoration:none;color:#1976d2}"
    ".jp-RenderedHTMLCommon a:hover{text-decoration:underline;color:#1976d2}"
    ".jp-RenderedHTMLCommon a:visited{text-decoration:none;color:#1976d2}"
)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_links_of_the_lab_do_not_hide_the_marks():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    tables = story()
    (row,) = rows_of(tables.articles)
    parts = tuple(Region(r.region, int(r.start), int(r.end)) for r in rows_of(tables.regions))
    drawn = show.annotated(Article(row.article_id, row.text, regions=parts), tables, camps=CAMPS)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page()
        tab.set_content(f"<style>{LAB}</style><div class='jp-RenderedHTMLCommon'>{drawn._repr_html_()}</div>")
        style = "s => getComputedStyle(document.querySelector(s)).textDecorationStyle"
        color = "s => getComputedStyle(document.querySelector(s)).color"
        assert tab.evaluate(style, ".art a.hd") == "dotted"
        assert tab.evaluate(style, ".art a.ld") == "wavy"
        assert tab.evaluate(color, ".art a.hd") != "rgb(25, 118, 210)"
        tab.uncheck("input.L3")
        # A link in a text keeps a line, for whom sees no colours, but not one that can be seen.
        shade = "s => getComputedStyle(document.querySelector(s)).textDecorationColor"
        assert tab.evaluate(shade, ".art a.hd") == "rgba(0, 0, 0, 0)"
        assert tab.evaluate(shade, ".art a.ld") != "rgba(0, 0, 0, 0)"
        browser.close()
