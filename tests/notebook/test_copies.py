"""Near copies in a notebook: the parameter `copies` holds for every count, and the page says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing import annotate, read, show, tables
from framing.notebook.params import open_study

TEXT = (
    "The council closed the old bridge on Tuesday after engineers had found cracks, a spokeswoman said. " * 5
)
SAID = {
    "keep": "Near copies are all counted: 1 article repeats another.",
    "once": "Near copies are counted once: 1 article that repeats another is left out.",
    "drop": "Near copies are not counted: 2 articles that stand there more than once are left out.",
}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in {"a": TEXT, "b": f"{TEXT} It rained.", "c": "A ferry ran aground near Fenwick, it said.",
                       "d": "The museum is shut until spring, the mayor said."}.items():  # fmt: skip
        (folder / f"{name}.txt").write_text(text)
    return folder


@pytest.mark.parametrize(("copies", "counted"), [("keep", "abcd"), ("once", "acd"), ("drop", "cd")])
@pytest.mark.parametrize("written", [False, True])
def test_every_count_and_the_page_follow_the_parameter(
    news: Path, tmp_path: Path, copies: str, counted: str, written: bool
) -> None:
    given = {"source": str(news)}
    if written:
        tables.write(annotate(read(news)), tmp_path / "tables")
        given["tables"] = str(tmp_path / "tables")
    study = open_study(**given, copies=copies, camps="generic")
    assert "".join(study.ids) == counted
    assert sorted(set(study.here.statements["article_id"])) == list(counted)
    assert SAID[copies] in study.summary
    page = str(show.method(show.view(study.here, study.camps)))
    assert page.count(SAID[copies]) == 1


def test_one_article_is_shown_though_it_is_a_copy(news: Path) -> None:
    study = open_study(source=str(news), article="b", camps="generic", copies="drop")
    assert (study.chosen, len(study.corpus)) == (["b"], 4)
    assert "copies" not in study.summary
