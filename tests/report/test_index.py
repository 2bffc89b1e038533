"""The start page: true counts, escaped words, and group pages where there are many."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from framing.report.index import ROWS, render, write
from framing.report.manifest import STATUSES, Entry

FIGURES = {
    "articles": 1, "statements": 12, "camp": "official", "camp_statements": 9, "accusations": 2, "unnamed": 2,
    "before": 227, "body_words": 290, "hedges": 6, "words": 356,
}  # fmt: skip
EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\u202e & =cmd\x00'


def entry(number: int = 0, status: str = "built", **changes: object) -> Entry:
    made = Entry(
        f"articles/a{number}/report.html", "report", "article", f"Title {number}", line="Ann Lee, The Post",
        outlet="The Post", month="2026-01", status=status, parts={"notebook": "1"},
        files={"report.html": 1, "report.ipynb": 1}, figures=FIGURES,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def page(entries: list[Entry], aside: list[tuple[str, str]] | None = None) -> str:
    return render(entries, aside or [], notebooks={"report": "The report"})["index.html"]


class Checker(HTMLParser):
    """Counts what a page must not have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.external: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href") and value:
                self.links.append(value)
                if re.match(r"(https?:)?//", value):
                    self.external.append(value)
            if name == "id" and value:
                self.ids.append(value)
            assert not name.startswith("on"), f"{tag} has {name}"


def heading(text: str) -> str:
    return text.partition("<h1>")[2].partition("</h1>")[0]


def status_line(text: str) -> str:
    """The line that says what came of the batch."""
    return text.partition('<div class="states"><p>')[2].partition("</p>")[0]


def test_the_heading_counts_and_every_status_has_its_shape_and_number(golden: Callable[[str], None]) -> None:
    kinds = ["built", "built", "unchanged", "unchanged", "stale", "failed"]
    text = page([entry(i, status) for i, status in enumerate(kinds)])
    golden(status_line(text))
    for status in set(kinds):
        assert f"</svg>{status}</dt>" in text
    assert "</svg>kept</dt>" not in text
    assert "</svg>not built yet</dt>" not in text
    stopped = page([entry(0), entry(1, "not built yet", parts={}, files={}, figures={})])
    golden(status_line(stopped))
    assert "</svg>not built yet</dt>" in stopped
    assert 'data-s="not built yet"' in stopped
    assert "kept" in page([entry(0), entry(1, "kept")])


def test_the_heading_is_about_the_articles() -> None:
    assert (
        heading(page([entry(0), entry(1, "failed", outlet="The Wire")])) == "Two articles, from two outlets"
    )
    study = entry(2, unit="corpus", figures={**FIGURES, "articles": 30})
    assert heading(page([study])) == "A study of 30 articles"


def test_an_article_has_its_strip_and_a_study_none() -> None:
    drawn = {**FIGURES, "strip": [[0, 100, 1, ""], [500, 50, 0, "ag"]]}
    text = page([entry(figures=drawn)])
    assert "fill:var(--c1)" in text
    assert text.count('stroke-dasharray="3 2"') == 1
    assert 'class="strip"' not in page([entry(unit="corpus", figures=drawn)])


def test_the_figures_stand_in_the_row() -> None:
    text = page([entry()])
    for words in ("9 of 12", "official", "2 of 2", "78%", "1.7", "6 in 356 words", "width:75%"):
        assert words in text
    nothing = {
        **FIGURES,
        "statements": 0,
        "camp": None,
        "camp_statements": 0,
        "accusations": 0,
        "before": None,
        "words": 0,
    }
    text = page([entry(figures=nothing)])
    for words in ("no statement", "no accusing verb", "does not apply", "no words"):
        assert words in text
    assert "no figure" in page([entry(status="failed", parts={}, files={}, figures={}, reason="it broke")])


def test_what_failed_is_told_with_the_cell_and_its_source() -> None:
    error = {
        "cell": 4,
        "source": "if 1 < 2:\n    boom()",
        "name": "NameError",
        "message": "name 'boom' is <b>not</b> defined",
    }
    text = page(
        [entry(status="stale", reason="cell 4: NameError: name 'boom' is <b>not</b> defined", error=error)]
    )
    assert (
        "Cell 4: NameError: name &#x27;boom&#x27; is &lt;b&gt;not&lt;/b&gt; defined. This is the report from before."
        in text
    )
    assert "if 1 &lt; 2:\n    boom()" in text


def test_untrusted_words_stay_words() -> None:
    evil = entry(title=EVIL, line=EVIL, reason=EVIL, figures={**FIGURES, "camp": EVIL}, status="stale",
                 error={"cell": 1, "source": EVIL, "name": "E", "message": EVIL})  # fmt: skip
    for entries in ([evil], [evil, *(entry(i) for i in range(1, ROWS + 5))]):
        for text in render(entries, [(EVIL, EVIL)], notebooks={"report": EVIL}).values():
            assert "<script>alert" not in text
            assert "\u202e" not in text
            assert "\x00" not in text
            checked = Checker(text)
            assert not checked.external
            assert "img" not in checked.tags


def test_a_strange_file_name_is_a_safe_link() -> None:
    text = page([entry(path='articles/a"b #%/report.html')])
    assert 'href="articles/a%22b%20%23%25/report.html"' in text


def test_inputs_set_aside_are_listed_with_the_reason() -> None:
    text = page([entry()], [("news/empty.txt", "the file is empty")])
    assert "1 input that could not be read" in text
    assert "<code>news/empty.txt</code>" in text
    assert "the file is empty" in text


def test_many_reports_get_group_pages_and_all_are_in_them(tmp_path: Path) -> None:
    outlets = ["The Post", "Morning", ""]
    many = [entry(i, outlet=outlets[i % 3]) for i in range(950)]
    many[777] = replace(many[777], status="failed", parts={}, reason="it broke")
    pages = write(many, [], tmp_path, notebooks={"report": "The report"})
    texts = {path.relative_to(tmp_path).as_posix(): path.read_text() for path in pages}
    start = texts.pop("index.html")
    assert start.count('<tr role="row" data-s=') == ROWS
    assert "Title 777" in start.split("Previous")[0], "what failed is on the first page"
    records = json.loads(re.search(r'id="rows">(.*?)</script>', start, re.S)[1])  # type: ignore[index]
    assert len(records) == 950
    listed = [title for text in texts.values() for title in re.findall(r">Title (\d+)<", text)]
    assert sorted(map(int, listed)) == list(range(950))
    assert "The Post, 101 to 200" in start
    assert "No outlet known" in start
    for name, text in texts.items():
        assert f'href="{name}"' in start
        checked = Checker(text)
        assert not checked.external
        assert len(checked.ids) == len(set(checked.ids))
        assert "../articles/" in text
    again = write(many[:5], [], tmp_path, notebooks={"report": "The report"})
    assert [path.name for path in again] == ["index.html"]
    assert not list((tmp_path / "index").iterdir()), "pages that nothing leads to are removed"


def test_ten_thousand_reports_stay_small_enough() -> None:
    pages = render(
        [entry(i, outlet=f"Outlet {i % 40}") for i in range(10_000)], [], notebooks={"report": "The report"}
    )
    assert len(pages["index.html"]) < 4_000_000
    assert all(len(text) < 400_000 for name, text in pages.items() if name != "index.html")


def test_reports_on_several_articles_are_a_list_of_their_own() -> None:
    text = page(
        [
            entry(),
            entry(
                1, path="corpus/02_voices.html", unit="corpus", notebook="02_voices", title="all 2 articles"
            ),
        ]
    )
    assert "Reports on several articles" in text
    assert ">02_voices</a>" in text
    assert "all 2 articles" in text
    assert len(Checker(text).ids) == len(set(Checker(text).ids))


def test_the_script_knows_the_statuses_by_their_number() -> None:
    script = page([entry()]).rpartition("<script>")[2]
    listed = re.search(r"STATES = (\[.*?\])", script)
    assert listed is not None
    assert tuple(json.loads(listed[1])) == STATUSES
