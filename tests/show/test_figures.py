from __future__ import annotations

import re

import pytest
from stories import CAMPS, Page, many, story

from framing.show import charts
from framing.show.figures import PALETTE, figure
from framing.show.model import view

ALL = (charts.share, charts.sources, charts.strip, charts.verbs, charts.hedges, charts.tone, charts.frames)


def bars(fig, wide):
    fig.set_figheight(1.5)
    axes = fig.add_subplot()
    axes.barh(["costs $5 & more", "<b>"], [3, 1], color=PALETTE["c2"], hatch="//", edgecolor="white")


@pytest.mark.parametrize("alt", ["", "   ", None])
def test_a_figure_without_alt_is_refused_in_one_sentence(alt):
    with pytest.raises(ValueError, match=r"alt is .* every figure needs one"):
        figure(bars, alt, "Costs", [{"a": 1}])


def test_a_figure_has_two_drawings_a_caption_and_its_data():
    html = str(figure(bars, "Two bars: 3 & 1.", "Costs <rise>", [{"what": "<i>", "count": 3}]))
    page = Page(html)
    assert page.faults() == []
    assert [svg["aria-label"] for svg in page.all("svg")] == ["Two bars: 3 & 1."] * 2
    assert "Costs <rise>" in page.text
    assert "costs $5 & more" in page.text
    assert "#b84a00" not in html
    assert "var(--c2)" in html or re.search(r'class="[^"]*\bf2\b', html)
    assert "font-family:'" not in html
    assert "<!DOCTYPE" not in html
    assert "<metadata" not in html


def test_the_same_figure_has_the_same_bytes_and_another_one_other_ids():
    one, again = (str(figure(bars, "Two bars.", "Costs", [{"a": 1}])) for _ in range(2))
    other = str(figure(bars, "Two bars.", "Other costs", [{"a": 1}]))
    assert one == again
    assert not set(page_ids(one)) & set(page_ids(other))


def page_ids(html):
    return [attrs["id"] for _, attrs in Page(html).elements if "id" in attrs]


def test_a_drawing_too_heavy_for_svg_becomes_a_described_picture():
    def dots(fig, wide):
        fig.add_subplot().plot([i * 7919 % 4001 for i in range(30_000)])

    html = str(figure(dots, "A cloud.", "Very much", [{"a": 1}]))
    assert "<svg" not in html
    assert Page(html).faults() == []
    assert len(Page(html).all("source")) == 1


@pytest.mark.parametrize("chart", ALL)
@pytest.mark.parametrize(
    "tables",
    [story(), many(1, 0), many(1, 1), many(1, 70), many(3, 5)],
    ids="story none one long corpus".split(),
)
def test_every_chart_is_well_formed_for_any_number_of_statements(chart, tables):
    html = str(chart(view(tables, CAMPS)))
    page = Page(html)
    assert [fault for fault in page.faults() if "link to nowhere" not in fault] == []
    assert len(page.all("svg")) == 2
    assert all(len(str(svg["aria-label"])) > 20 for svg in page.all("svg"))
    assert page.all("table")


def test_counts_stand_before_percentages_and_silent_camps_are_drawn():
    html = str(charts.share(view(story(), CAMPS)))
    text = Page(html).text
    assert "1 (33%)" in text
    assert "of 3" in text
    assert "Other" in text
    assert "none" in text


def test_the_alt_text_tells_the_numbers(golden):
    label = Page(str(charts.share(view(story(), CAMPS)))).all("svg")[0]["aria-label"]
    golden(str(label))


def test_measured_accuracy_is_drawn_with_its_interval_or_said_to_be_missing():
    row = {"metric": "F1", "value": 0.8, "low": 0.7, "high": 0.9, "data": "<gold>", "date": "2026-01-02"}
    text = Page(str(charts.accuracy({"statements": row}))).text
    assert "0.70 to 0.90" in text
    assert "<gold>" in text
    assert "No accuracy of any layer" in str(charts.accuracy({}))


WIDE_CAMPS = (
    "government,opposition,international bodies,NGOs and rights groups,experts,business,citizens".split(",")
)


@pytest.mark.parametrize("chart", [charts.share, charts.sources, charts.strip, charts.tone])
def test_camps_that_are_silent_share_one_line_when_they_are_many(chart):
    html = str(chart(view(story(), [*CAMPS, *WIDE_CAMPS])))
    assert not re.search(r"<text[^>]*>Citizens<", html)
    assert "citizens" in html.lower()


@pytest.mark.parametrize("chart", [charts.share, charts.sources, charts.strip, charts.verbs])
def test_no_camp_label_is_cut(chart):
    tables = many(1, 12)
    long = {"city hall": "international bodies", "critics": "NGOs and rights groups"}
    tables.statements["camp"] = tables.statements["camp"].replace(long)
    assert not re.search(r"NGOs[^<>]*…|[Ii]nternational[^<>]*…", str(chart(view(tables))))


def test_a_sheet_breaks_labels_between_words():
    from matplotlib.figure import Figure

    from framing.show.sheet import Sheet

    sheet = Sheet(Figure(), False, 40)
    assert sheet.lines("NGOs and rights groups", 112) == ["NGOs and rights", "groups"]
    assert sheet.lines("critics", 112) == ["critics"]
    assert len(sheet.lines("one two three four five six seven eight nine", 60)) == 2
