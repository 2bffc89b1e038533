"""What the sentences say: one style within a phrase, no word that the text does not bear, nothing empty."""

from __future__ import annotations

import re

import pytest
from stories import CAMPS, many, story

from framing import show
from framing.show import sentence
from framing.tables import Tables

TOLD = ("finding", "standing", "voices", "ledger", "certainty", "naming", "tone", "text")
MIXED = re.compile(
    r"\b\d[\d,]* of (?:the )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) of (?:the )?\d"
    r"|\b1 of (?:the )?1\b|\b0 of\b|\bof the one\b|\b[Aa]ll (?:two|one|2|1)\b|\bone \w+s have\b"
)


@pytest.mark.parametrize("articles", [1, 3])
@pytest.mark.parametrize("name", TOLD)
def test_what_the_pages_say(name, articles, golden):
    golden(getattr(sentence, name)(show.view(many(articles, 5, accuse=3), CAMPS)))


def told(view):
    return [getattr(sentence, name)(view) for name in TOLD]


@pytest.mark.parametrize("articles", [1, 3])
@pytest.mark.parametrize("statements", range(6))
@pytest.mark.parametrize("accuse", [0, 1, 3])
def test_no_sentence_mixes_digits_with_words_or_stumbles_over_one_and_two(articles, statements, accuse):
    tables = many(articles, statements, accuse=accuse)
    view = show.view(tables, CAMPS)
    figures = [str(chart(view)) for chart in (show.charts.sources, show.charts.verbs, show.charts.hedges)]
    titles = [re.search(r"<figcaption><b>(.*?)</b>", html)[1] for html in figures]
    for words in (*told(view), *titles):
        assert not MIXED.search(words), words
        assert "attributed statements" not in words


def changed(**values):
    tables = story()
    for name, value in values.items():
        tables.statements.loc[2, name] = value
    return show.view(tables, CAMPS)


@pytest.mark.parametrize(
    ("target", "shown"),
    [("the city", " against the city"), ("Port Alder", " against Port Alder"), ("union", ""), ("you", ""),
     ("THE ADMINISTRATION", ""), ("state", ""), (None, "")],
)  # fmt: skip
def test_a_target_is_printed_only_where_a_sentence_can_bear_it(target, shown):
    lead = sentence.finding(changed(target=target)).partition("; ")[2]
    assert lead == f"at least one accusation{shown} has no named accuser."


def test_an_unnamed_group_is_somebody(golden):
    view = changed(speaker_type="unnamed group", speaker="residents")
    golden(sentence.finding(view))
    golden(sentence.ledger(view))
    assert not view.facts.unnamed_accusations
    assert "<b>0" not in str(show.charts.sources(view)).partition("figcaption")[0]


def test_a_camp_without_names_is_said_so(golden):
    tables = story()
    tables.statements["camp"] = "critics"
    tables.statements["speaker_type"] = "unnamed group"
    golden(sentence.standing(show.view(tables, CAMPS)))


def test_statements_without_a_source_are_counted_as_such(golden):
    golden(sentence.standing(show.view(story(), CAMPS)))
    assert "1 of them without a source" in str(show.finding(show.view(story(), CAMPS)))


def test_a_run_in_one_paragraph_is_told_once():
    assert not re.search(r"from (paragraph \d+) to \1\b", sentence.voices(show.view(many(1, 5), CAMPS)))


def test_an_article_in_another_language_is_not_scored():
    tables = story()
    tables.articles["language"] = "de"
    for name in ("hedges", "loaded", "names", "tone", "frames"):
        object.__setattr__(tables, name, getattr(tables, name).iloc[:0])
    view = show.view(tables, CAMPS)
    apart = "This article is in German; its wording is not scored."
    assert sentence.finding(view).startswith(apart)
    for section in (show.certainty, show.naming, show.tone):
        html = str(section(view))
        assert apart in html
        assert "hedge" not in html.lower()
    assert "no hedges" not in " ".join(told(view)).lower()
    corpus = many(3, 2)
    corpus.articles["language"] = ["en", "fr", "fr"]
    assert sentence.certainty(show.view(corpus, CAMPS)).endswith(
        "2 of the 3 articles are in French; their wording is not scored."
    )


def test_nothing_with_two_names_leads_to_loaded_words(golden):
    rows = {"articles": [{"article_id": "a", "text": "The government fell.", "words": 3}],
            "names": [{"article_id": "a", "start": 4, "end": 14, "text": "government", "term": "government",
                       "referent": "government", "voice": "journalist"}]}  # fmt: skip
    golden(sentence.naming(Tables.from_rows(rows)))


def test_a_pattern_is_never_shown():
    view = changed(camp_rule=r"patterns: \bshadow (?:\w+ )?minister", camp_by="patterns")
    html = str(show.annotated("bridge", view))
    assert "(?:" not in html
    assert "by a pattern of the camps file" in html


def test_accusations_without_an_accuser_are_counted_as_the_study_counts_them():
    from framing import study
    from framing.study.measures import rows_of

    tables = many(2, 9)
    tables.statements.loc[tables.statements.index % 2 == 0, "speaker_type"] = "unnamed group"
    table = study.measure(tables).statements
    counted = study.without_accuser(rows_of(table[table["accusing"]]))
    assert len(show.view(tables, CAMPS).facts.unnamed_accusations) == len(counted)
