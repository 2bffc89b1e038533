"""The page of one article: what it holds, in which order, and what it may not say."""

import re
from pathlib import Path

import pytest
from lxml import html
from stories import executed

import framing
from framing import show
from framing.article import Article
from framing.page.page import to_html

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
