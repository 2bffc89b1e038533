"""The page of one article: what it holds, in which order, and what it may not say."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from stories import executed

import framing
from framing import show
from framing.article import Article
from framing.page.page import to_html
from framing.show.story.strip_plan import NARROW, WIDE, plan
from framing.study.exchange import exchanges

SEED = Path(__file__).parents[2] / "seeds"
STORY = """Council leader accused of hiding report

Residents' group chair Ana Ruiz accused council leader Tom Roe of hiding a report on the bridge.

"He knew about the cracks for a year," Ms Ruiz told the meeting. "He kept it from us."

Mr Roe denied the claim and said the report had been published in May.

The council has been criticised for delays. It may rain on Tuesday.
"""


def page_of(made) -> str:
    return to_html(executed(made))


@pytest.fixture(scope="module")
def seed():
    return page_of(show.report(framing.annotate(framing.read(SEED))))


@pytest.fixture(scope="module")
def story():
    return page_of(show.report(framing.annotate([Article("a", STORY)])))


def words_of(node) -> list[str]:
    return " ".join(node.itertext()).split()


def test_the_article_comes_first_and_each_part_once(seed):
    order = re.findall(r'<section class="[^"]+" id="([^"]+)"', seed)
    assert order == ["finding", "text", "exchange", "voices", "certainty", "naming", "tone", "method"]
    assert seed.count("<h1") == 1
    assert 'class="toc"' not in seed


def test_it_is_short(seed):
    assert len(seed.encode()) < 120_000
    tree = html.fromstring(seed)
    for node in tree.xpath('//details | //style | //script | //*[@class="why"] | //svg | //*[@class="art"]'):
        node.drop_tree()
    assert len(words_of(tree.find("body"))) < 1_200


def test_every_link_within_the_page_leads_somewhere(seed, story):
    for page in (seed, story):
        tree = html.fromstring(page)
        ids = set(tree.xpath("//@id"))
        assert len(tree.xpath("//@id")) == len(ids)
        assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= ids


def test_the_seed_says_who_speaks_and_that_nobody_accuses(seed):
    heading = " ".join(html.fromstring(seed).xpath("//h1")[0].itertext())
    assert "Russia" in heading
    assert re.search("no (named )?accuser", heading)
    rows = html.fromstring(seed).xpath('//section[@id="exchange"]//tbody/tr')
    assert [" ".join(words_of(row)).count("no one named") for row in rows] == [1, 1]


def test_margin_cards_are_for_charges_and_what_nobody_says(story):
    tree = html.fromstring(story)
    cards = [
        " ".join(words_of(card)) for card in tree.xpath('//section[@id="text"]//li[contains(@class,"card")]')
    ]
    assert any(card.startswith("A charge, read as against") for card in cards)
    assert not any("may" in card.lower().split()[:3] and "hedge" in card.lower() for card in cards)


def test_a_charge_row_shows_the_words_and_leads_to_the_text(story):
    rows = html.fromstring(story).xpath('//section[@id="exchange"]//tbody/tr')
    row = next(row for row in rows if "Ana Ruiz accused" in " ".join(words_of(row)))
    assert "hiding a report" in " ".join("".join(row.xpath(".//mark")[0].itertext()).split())
    assert row.xpath('.//a[starts-with(@href,"#t")]')


def test_what_can_be_corrected_says_its_place(story):
    tree = html.fromstring(story)
    text = framing.annotate([Article("a", STORY)]).articles["text"][0]
    marked = tree.xpath("//*[@data-p]")
    assert marked
    for node in marked:
        start, end, *_ = map(int, node.get("data-p").split(","))
        assert " ".join(text[start:end].split()) == node.get("data-words")


def test_an_article_in_which_nobody_speaks_is_a_page_too():
    made = page_of(show.report(framing.annotate([Article("a", "It rained. The river rose.")])))
    assert "No statement in this article" in made
    assert 'id="exchange"' not in made


def test_hostile_text_stays_text():
    text = '<script>alert(1)</script> "said" <b onclick=x> Lee accused </table> Roe of "theft".\n\n' * 4
    made = page_of(show.report(framing.annotate([Article('<a">', text)])))
    assert "<script>alert" not in made
    assert "onclick=x>" not in made.replace("&lt;b onclick=x&gt;", "")


def test_several_articles_are_a_corpus_page():
    made = show.report(framing.annotate([Article("a", STORY), Article("b", "It rained.")]))
    assert 'class="story"' not in str(made)
    order = re.findall(r'<section class="[^"]+" id="([^"]+)"', str(made))
    assert order == ["finding", "wall", "differences", "same", "voices", "method"]


def test_no_label_of_a_strip_lies_on_another_and_every_side_has_its_own():
    gold = Path(__file__).parents[2] / "data" / "gold" / "findings" / "articles.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()][:12]
    tables = framing.annotate([Article(row["id"], row["text"]) for row in rows])
    seen = 0
    for row in rows:
        v = show.view(tables.only([row["id"]]), None)
        for frame in (WIDE, NARROW):
            made = plan(v, exchanges(v), frame)
            assert {label.words for label in made.names} == {c.camp.title for c in v.facts.speaking}
            boxes = []
            for label in made.names:
                need = len(label.words) * frame.size * 0.6
                left = label.x - {"start": 0, "middle": need / 2, "end": need}[label.align]
                assert left >= -3
                assert left + need <= frame.width + 3
                boxes.append((label.y, left, left + need))
            pairs = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a[0] == b[0]]
            assert all(a[2] <= b[1] or b[2] <= a[1] for a, b in pairs)
            heights = [arc.height for arc in made.arcs if arc.to is not None]
            assert len(heights) == len(set(heights)), "two arcs of one height would be one line"
            seen += len(boxes)
    assert seen > 40


def test_the_map_leads_to_every_part_without_a_script(seed):
    tree = html.fromstring(seed)
    (drawing,) = tree.xpath('//nav[@class="map"]/svg')
    links = drawing.xpath("./a")
    assert links[0].get("href") == "#p1"
    assert all(tree.xpath(f'//*[@id="{link.get("href")[1:]}"]') for link in links)
    heights = [float(link.xpath("./rect/@height")[0]) for link in links]
    assert min(heights[:-1]) >= 24, "a finger hits each"
    paragraphs = {node.get("data-a") for node in drawing.xpath("./*[@data-a]")}
    assert paragraphs <= {node.get("id") for node in tree.xpath('//div[@class="row"]')}
    wedges = [node for node in drawing.xpath("./path") if "l-8 -4.5v9z" in node.get("d")]
    assert len(wedges) == len(tree.xpath('//section[@id="exchange"]//tbody/tr'))


def test_every_figure_has_alt_text_a_caption_its_data_and_a_link(seed):
    tree = html.fromstring(seed)
    figures = tree.xpath("//figure")
    assert {figure.get("id") for figure in figures} == {"fig-strip", "fig-hedge", "fig-called", "fig-tone"}
    for figure in figures:
        assert all(drawing.get("aria-label") for drawing in figure.xpath(".//svg"))
        assert len(words_of(figure.xpath("./figcaption")[0])) > 8
        line = figure.xpath('./p[@class="get"]')[0]
        assert "The Independent, 15 March 2016" in " ".join(words_of(line)), "the caption stands alone"
        assert line.xpath("./a[last()]/@href") == [f"#{figure.get('id')}"]
        (address,) = line.xpath("./a[@download]/@href")
        assert address.startswith("data:text/csv;charset=utf-8,")
        rows = list(csv.DictReader(io.StringIO(unquote(address.partition(",")[2]).lstrip("\ufeff"))))
        assert rows
        if figure.get("id") == "fig-strip":
            numbers = {row["number"] for row in rows if row["what"] == "statement"}
            assert len(numbers) == len(tree.xpath('//section[@id="voices"]//a[@data-p]'))


def test_a_page_of_many_statements_stays_within_its_budget():
    gold = Path(__file__).parents[2] / "data" / "gold" / "findings" / "articles.jsonl"
    texts = {row["id"]: row["text"] for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines())}
    for name in ("o20", "o38"):  # the heaviest, and the one with most statements
        page = page_of(show.report(framing.annotate([Article(name, texts[name])])))
        assert len(page.encode()) < 120_000
