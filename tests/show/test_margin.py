"""The margin beside the article: one card for one thing."""

from framing.annotate import annotate
from framing.article import Article
from framing.show import view
from framing.show.story.text import text
from framing.study.exchange import exchanges

TEXT = (
    "Voltara recalled its cars on Monday after three fires.\n\n"
    "Voltara has been accused of hiding faults in its batteries. The firm said it had done nothing wrong.\n\n"
    "It is feared that more cars will burn."
)


def margin(article):
    v = view(annotate([Article("a", article)]))
    rows = exchanges(v)
    return str(text(v, rows)), rows


def test_a_charge_without_an_accuser_has_one_card():
    made, rows = margin(TEXT)
    assert len(rows) == 1
    assert rows[0].said is not None
    assert made.count(f'id="c{rows[0].number}"') == 1
    # The line that nobody makes is told by the card of its charge, not by one more of its own.
    token = rows[0].said.token
    assert f"{token}: who says so?" not in made


def test_a_line_without_a_source_that_accuses_nobody_has_a_card_of_its_own():
    made, _ = margin(TEXT)
    others = [said for said in view(annotate([Article("a", TEXT)])).said if said.nobody and not said.accusing]
    assert others
    assert made.count("who says so?") == len(others)


def test_no_card_stands_twice():
    made, _ = margin(TEXT + "\n\n" + TEXT.split("\n\n")[1])
    cards = [part.split("</li>")[0] for part in made.split('<li class="card')[1:]]
    assert len(cards) == len(set(cards))
