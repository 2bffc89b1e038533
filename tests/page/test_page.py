from __future__ import annotations

from itertools import pairwise

import pytest
from stories import CAMPS, Page, executed, hostile, many, story

from framing import show
from framing.page import mend, page
from framing.page.clean import clean
from framing.show import sentence

ACCURACY = {
    "statements": {
        "metric": "F1",
        "value": 0.7,
        "low": 0.6,
        "high": 0.8,
        "data": "own gold",
        "date": "2026-11-22",
    }
}


def report(tables, camps=CAMPS, **more):
    return page.to_html(executed(*show.sections(show.view(tables, camps), accuracy=ACCURACY, **more)))


def test_a_report_is_whole():
    html = report(story(), parameters={"source": "seeds/<x>"}, files={"Statements": "data/state ments:1.csv"})
    seen = Page(html)
    assert seen.faults() == []
    assert len(seen.all("h1")) == 1
    assert seen.all("html")[0]["lang"] == "en-GB"
    levels = [int(tag[1]) for tag, _ in seen.elements if tag in ("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"header", "main", "nav", "footer"} <= {tag for tag, _ in seen.elements}
    assert len(seen.all("section")) == 8
    assert "In [" not in html
    assert "show.it()" not in html
    assert len(html.encode()) < 150_000


def test_a_report_has_the_same_bytes_every_time():
    assert report(story()) == report(story())


@pytest.mark.parametrize(
    "tables", [many(1, 0), many(1, 1), many(1, 100), many(5, 9)], ids="none one hundred corpus".split()
)
def test_a_report_is_whole_for_any_number_of_statements(tables):
    html = report(tables, camps=None)
    assert Page(html).faults() == []
    assert len(html.encode()) < 450_000


def test_a_corpus_shows_a_chosen_article_and_leads_to_the_reports_of_all():
    tables = many(3, 4)
    names = list(tables.articles["article_id"])
    links = {name: f"reports/{number}.html" for number, name in enumerate(names)}
    view = show.view(tables, CAMPS, links=links)
    html = page.to_html(executed(*show.sections(view, article=names[1])))
    seen = Page(html)
    assert seen.faults() == []
    assert "reports/2.html" in {a.get("href") for a in seen.all("a")}
    assert "reports/0.html#s1" in {a.get("href") for a in seen.all("a")}
    assert "t2-1" in {attrs.get("id") for _, attrs in seen.elements}


def test_hostile_words_stay_words_everywhere():
    tables = hostile()
    for html in (report(tables, camps=None), page.to_html(executed(show.card("<i>", "<b>", 5, "\x00")))):
        seen = Page(html)
        assert seen.faults() == []
        assert len(seen.all("script")) == 1  # the page's own
        assert not seen.all("img")
        assert not [c for c in html if ord(c) < 32 and c != "\n"]
        html.encode("utf-8")


def test_totals_are_equal_in_all_sections():
    facts = show.view(story(), CAMPS).facts
    assert len(facts.claims) + len(facts.accusations) + len(facts.others) == facts.statements == 3
    assert sum(camp.words for camp in facts.camps) == facts.reported
    assert facts.own + facts.paraphrased + facts.quoted == facts.words


def test_numbers_agree_with_the_study():
    from framing.study import measure

    tables = story()
    measured = measure(tables)
    view = show.view(tables, CAMPS)
    assert [s.words for s in view.said] == measured.statements["words"].tolist()
    assert [s.quoted for s in view.said] == measured.statements["quoted"].tolist()
    assert view.facts.words == int(measured.articles["words"].sum())
    assert view.facts.before_accusation == (
        int(measured.articles["before_accusation"][0]),
        int(measured.articles["body_words"][0]),
    )


def test_a_link_whose_aim_is_not_on_the_page_goes_to_what_stands_in_for_it():
    view = show.view(story(), CAMPS)
    seen = Page(page.to_html(executed(show.charts.share(view), show.annotated("bridge", view))))
    assert seen.faults() == []
    assert "#t1" in {a.get("href") for a in seen.all("a")}


def test_the_same_output_twice_keeps_ids_apart():
    figure = show.charts.share(show.view(story(), CAMPS))
    assert Page(page.to_html(executed(figure, figure))).faults() == []


def markdown(source, **tags):
    return {"cell_type": "markdown", "metadata": tags, "source": source}


def code(**output):
    return {"cell_type": "code", "metadata": {}, "source": "secret()", "outputs": [output]}


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_a_plain_notebook_becomes_a_page():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"camp": ["<x>", "y"], "n": [1.0, None]})
    cells = [
        markdown("# Tea\n\nSome *prose* and [a link](#nowhere)."), markdown("## Counts"),
        code(output_type="execute_result", data={"text/html": frame._repr_html_(), "text/plain": "x"}, metadata={}),
        code(output_type="display_data", data={"image/png": PIXEL, "text/plain": "<Figure>"}, metadata={}),
        code(output_type="stream", name="stdout", text="printed \x1b[31m<b>\x1b[0m"),
        code(output_type="stream", name="stderr", text="a warning"),
        code(output_type="execute_result", data={"text/plain": "42 alone"}, metadata={}),
        code(output_type="display_data", data={"text/markdown": "**now** <script>x</script>"}, metadata={}),
        code(output_type="display_data", metadata={},
             data={"text/html": '<p onclick="x()">kept</p><script src="https://example.org/x.js"></script>'}),
        markdown("# Another title"), markdown("hidden", tags=["remove_cell"]),
    ]  # fmt: skip
    html = page.to_html({"cells": cells, "metadata": {}})
    seen = Page(html)
    assert seen.faults() == []
    assert len(seen.all("h1")) == 1
    assert seen.all("th")[0]["scope"] == "col"
    assert "printed <b>" in seen.text
    assert "1 picture on this page came without a description" in seen.text
    assert "<title>Tea</title>" in html
    for gone in ("secret()", "a warning", "42 alone", "example.org", "onclick", "hidden"):
        assert gone not in html.replace("overflow:hidden", "").replace("display_hidden", ""), gone


def test_the_inputs_can_be_shown_behind_a_line():
    html = page.to_html({"cells": [code(output_type="stream", name="stdout", text="1")]}, code=True)
    assert "secret()" in html


def test_nbconvert_takes_the_template():
    exporters = pytest.importorskip("nbconvert.exporters")
    nbformat = pytest.importorskip("nbformat")
    notebook = executed(show.charts.share(show.view(story(), CAMPS))) | {"nbformat": 4, "nbformat_minor": 5}
    notebook["cells"].insert(0, markdown("# A page"))
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"c{number}"
        if cell["cell_type"] == "code":
            cell["execution_count"] = None
    exporter = exporters.HTMLExporter(template_name=str(page.template_dir()))
    html, _ = exporter.from_notebook_node(nbformat.from_dict(notebook))
    assert Page(html).faults() == []
    assert "<h1>A page</h1>" in html


def test_shell_escapes_what_it_is_given():
    html = page.shell(
        "<t>", "<h1>1</h1>", description='"d"', nav=[("<n>", "a.html?x=1&y")], footer="<f>", brand="<b>"
    )
    seen = Page(html)
    assert "<t>" in seen.text
    assert "<n>" in seen.text
    assert "<f>" in seen.text
    assert len(seen.all("h1")) == 1


def test_sentences_for_nothing_one_and_many(golden):
    none, one, corpus = (show.view(many(*size), None) for size in ((1, 0), (1, 1), (3, 16)))
    for view in (none, one, corpus):
        golden(sentence.finding(view))
    for view in (none, one, corpus):
        for name in ("standing", "voices", "ledger", "certainty", "naming", "tone", "text"):
            words = getattr(sentence, name)(view)
            assert words.endswith((".", "”."))
            assert "  " not in words
            assert not words[0].islower()


def test_speakers_in_no_camp_are_never_called_the_largest_camp(golden):
    tables = many(1, 9, accuse=0)
    tables.statements.loc[tables.statements["camp"] != "critics", "camp"] = None
    seen = show.view(tables, CAMPS)
    golden(sentence.finding(seen))
    golden(sentence.standing(seen))
    assert "Most speakers fit no camp: 6 of 9 statements" in str(show.charts.share(seen))


def test_trust_says_what_was_measured_and_what_not():
    assert "statements, F1 0.70 (95% interval 0.60 to 0.80) on own gold, 2026-11-22" in str(
        show.trust("statements", ACCURACY)
    )
    assert "has not been measured" in str(show.trust("tone", ACCURACY))


def test_a_concordance_takes_some_of_the_lines():
    view = show.view(story(), CAMPS)
    seen = Page(str(show.concordance(view, "hedges", where={"kind": "weasel"})))
    assert "widely" in seen.text
    assert "might" not in seen.text
    assert "none" in Page(str(show.concordance(view, "names", where=lambda row: False))).text
    assert "and 2 more" in Page(str(show.concordance(view, "statements", limit=1))).text
    with pytest.raises(ValueError, match="allowed are statements, accusations, hedges, loaded, names"):
        show.concordance(view, "frames")


def test_mends_leave_other_markup_alone():
    html = '<p id="a">1 &lt; 2</p>'
    assert mend.fragments(html) == clean(html) == mend.unwrap(html) == mend.tables(html) == html
