"""What kind of piece an article is, held against 40 articles of our own and wild input."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from framing.article import Article
from framing.study.genres import GENRES, genre

GOLD = Path(__file__).parents[2] / "data" / "gold" / "findings" / "articles.jsonl"
FORMLESS = ("feature", "explainer")


def test_the_kind_of_forty_articles():
    wrong = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        told = genre(Article(item["id"], item["text"], headline=item["title"]), 3)
        wanted = "news" if item["genre"] in FORMLESS else item["genre"].replace(" ", "_")
        if told != wanted:
            wrong.append(f"{item['id']}: {told}, not {wanted}")
    assert not wrong


def test_a_label_or_a_heading_is_believed():
    assert genre(Article("a", "Opinion: The mayor must go.\n\nShe has failed us.")) == "opinion"
    assert (
        genre(Article("a", "Acme opens a works.\n\nIt will hire.\n\nENDS\n\nMedia contact: Jo Roe"))
        == "press_release"
    )
    assert genre(Article("a", "Sir, Your report on the bridge was wrong.\n\nJ. Roe")) == "letter"
    live = "\n".join(f"{hour}:15 The vote goes on." for hour in range(10, 15))
    assert genre(Article("a", live)) == "live_blog"


def test_satire_is_told_by_its_label_alone():
    story = "Area man reads terms and conditions.\n\nHe has not blinked since, witnesses said."
    assert genre(Article("a", f"Satire\n\n{story}"), 2) == "satire"
    assert genre(Article("a", f"Humour | {story}"), 2) == "satire"
    assert genre(Article("a", story, metadata={"section": "Satire"}), 2) == "satire"
    assert genre(Article("a", story), 2) == "news"
    assert genre(Article("a", "The satire of the year.\n\nCritics laughed, Lee said."), 2) == "news"


def test_a_word_in_passing_makes_no_genre():
    text = "The press release of the council angered the judge, who is no columnist. Sir Roe spoke at 10:15."
    assert genre(Article("a", text), 2) == "news"
    assert genre(Article("a", text), 1) == "article"


def test_a_few_words_of_the_courtroom_make_no_court_report():
    court = "The jury, the judge, the trial and the defendant were the talk of the town."
    assert genre(Article("a", court), 2) == "court_report"
    assert (
        genre(Article("a", court + " The market opened and people bought bread and fish." * 30), 2) == "news"
    )


def test_one_who_says_i_in_quotation_marks_writes_no_opinion():
    said = '"I must say that I will do what I can, and I will tell you why I do," said Ana Ruiz.\n\n'
    assert genre(Article("a", said * 5), 5) == "news"


@given(st.text(max_size=300))
def test_any_text_has_one(text):
    assert genre(Article("a", text)) in GENRES
