from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import CAMPS, TEXT, Page, hostile, many, story

from framing.article import Article
from framing.show import annotated
from framing.show.model import view
from framing.tables import Tables


def plain(html: str) -> str:
    """The words of the article alone: without tokens, reasons, letters and notes."""
    html = re.sub(r'<a class="(?:chip|nk)[^>]*>.*?</a>', "", html, flags=re.DOTALL)
    html = re.sub(r'<span class="why".*?</span>', "", html, flags=re.DOTALL)
    html = re.sub(r'<ul class="notes".*?</ul>', "", html, flags=re.DOTALL)
    html = html[html.index('<div class="art"') :]
    found = re.findall(r'<p[^>]* dir="auto">(.*?)</p>', html, flags=re.DOTALL)
    return "\n\n".join(Page(f"<p>{part}</p>").text for part in found)


def test_the_words_of_the_article_are_all_there_and_in_order():
    assert plain(str(annotated("bridge", story(), camps=CAMPS))) == TEXT


def test_every_statement_and_every_mark_has_an_anchor():
    html = str(annotated("bridge", story(), camps=CAMPS))
    page = Page(html)
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert {"t1", "t2", "t3", "x1", "x2", "x3", "l1", "n1", "n2"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert page.wrong == []
    assert html.count(">CH 1") >= 2  # a token at each piece of content


def test_a_quotation_that_runs_on_is_said_to_go_on():
    text = Page(str(annotated("bridge", story(), camps=CAMPS))).text
    assert "EX 2, goes on" in text


def test_each_mark_tells_why_it_is_there(golden):
    text = Page(str(annotated("bridge", story(), camps=CAMPS))).text
    for begins in (
        "Marked because “has been widely accused of”",
        "Weasel: “widely”",
        "Loaded word: “reckless”",
    ):
        told = re.search(rf"{begins}.*?(?:no one named|the journalist’s|CR 3)\.", text, re.DOTALL)
        assert told, begins
        golden(told[0])
    assert "Scare quotes." in text


def test_layers_can_be_switched_without_a_script():
    html = str(annotated("bridge", story()))
    boxes = Page(html).all("input")
    assert len(boxes) == 7
    assert all(box["type"] == "checkbox" for box in boxes)
    assert "<script" not in html


def test_an_article_alone_needs_its_tables():
    with pytest.raises(TypeError, match="only an id"):
        annotated("bridge")
    with pytest.raises(KeyError, match="no article 'tunnel'"):
        annotated(Article("tunnel", "x"), story())


def test_nothing_in_an_article_gets_out_of_the_text():
    tables = hostile()
    html = str(annotated(tables.articles["article_id"][0], tables))
    page = Page(html)
    assert page.wrong == []
    assert not page.all("script")
    assert not page.all("img")
    assert not [c for c in html if ord(c) < 32 and c not in "\n\t"]
    assert "\u202e" not in html
    assert "␀␇␛" in html
    html.encode("utf-8")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 25), st.integers(0, 3)), max_size=14))
def test_marks_that_cross_one_another_are_cut_and_lose_no_letter(marks):
    text = "One two three four five six.\nSeven eight nine ten eleven twelve thirteen."
    rows: dict[str, list] = {
        "articles": [{"article_id": "a", "text": text}],
        "statements": [],
        "hedges": [],
        "loaded": [],
        "names": [],
    }
    for start, length, layer in marks:
        end = min(len(text), start + length)
        spot = {
            "article_id": "a",
            "start": start,
            "end": end,
            "text": text[start:end],
            "voice": "journalist",
            "rule": "r",
        }
        if layer == 0:
            rows["statements"].append(
                {
                    "article_id": "a",
                    "statement_id": len(rows["statements"]),
                    "kind": "indirect",
                    "content": [{"start": start, "end": end}],
                    "camp": "x",
                }
            )
        else:
            name = ("hedges", "loaded", "names")[layer - 1]
            rows[name].append(spot | {"category": "hedge", "referent": "it", "term": "t"})
    html = str(annotated("a", Tables.from_rows(rows)))
    page = Page(html)
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert page.wrong == []
    assert page.open == []
    assert len(ids) == len(set(ids))
    assert plain(html) == text.replace("\n", "\n\n")


def test_a_long_article_takes_time_in_proportion():
    def seconds(each: int) -> float:
        seen = view(many(1, each), CAMPS)
        _ = seen.facts
        start = time.perf_counter()
        annotated(seen.pages[0].id, seen)
        return time.perf_counter() - start

    seconds(50)
    short, long = min(seconds(150) for _ in range(3)), min(seconds(1200) for _ in range(3))
    assert long < 24 * short + 0.2


def test_an_article_draws_itself_in_a_notebook():
    html = annotated("bridge", story())._repr_html_()
    assert html.startswith('<div class="fr"><style data-fr>')
    assert "body{" not in html
