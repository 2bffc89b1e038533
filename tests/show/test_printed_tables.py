"""Every cell of every table of counts on a page, against the measures that `study` makes of the same tables."""

from __future__ import annotations

import re

import pytest
from lxml import html
from stories import gold

import framing
from framing import show, study
from framing.study.measures import VOICES
from framing.study.shares import voiced

CLASSES = {"a person, by name": 1, "a body or document, by name": 2, "someone without a name": 3, "no one": 4}


def printed(page):
    """The tables of a page by caption: rows of cells."""
    found = {}
    for table in html.fromstring(str(page)).iter("table"):
        caption = " ".join("".join(table.find("caption").itertext()).split())
        rows = [
            [" ".join("".join(c.itertext()).split()) for c in row.iter("th", "td")]
            for row in table.iter("tr")
        ]
        found[caption] = rows[1:]
    return found


def count(cell):
    """The number that a cell begins with."""
    found = re.match(r"[\d,]+", cell)
    return int(found[0].replace(",", "")) if found else 0


@pytest.fixture(scope="module", params=["seed", "pronouns", "agentless", "kinds"])
def corpus(request):
    tables = framing.annotate(gold(request.param))
    return tables, study.measure(tables), show.view(tables)


def test_voices(corpus):
    _, measured, view = corpus
    table = measured.statements
    page = printed(show.voices(view))
    titles = {camp.title: camp.name for camp in view.camps}
    sizes = table.groupby("camp").agg(n=("words", "size"), words=("words", "sum"), quoted=("quoted", "sum"))
    assert len(table)
    sizes = sizes.reindex([*titles.values()], fill_value=0)  # an empty camp may have its row
    for title, *cells in page["Share of statements and words by camp"]:
        if title in titles:
            assert [count(c) for c in cells[:3]] == sizes.loc[titles[title]].tolist()
        elif title == "All":
            assert [count(c) for c in cells[:3]] == sizes.sum().tolist()
    named = table.groupby(["camp", "naming"]).size()
    for title, *cells in page["How each source is named"]:
        silent = title in titles and titles[title] not in named.index
        own = {} if silent else named[titles[title]] if title in titles else table.groupby("naming").size()
        if title in (*titles, "All"):
            assert [count(c) for c in cells] == [int(own.get(name, 0)) for name in CLASSES], title
    spoken = study.speakers(measured)
    listed = page["Who speaks, and how much"]
    assert sum(count(row[1]) for row in listed if row[0].startswith("No one named")) <= int(
        (table["naming"] == "no one").sum()
    )
    for name, said, words, quoted in ((r[0], *map(count, r[1:])) for r in listed if len(r) > 1):
        rows = spoken[
            (spoken["speaker"].str.lower().map(name.lower().startswith)) & (spoken["statements"] >= said)
        ]
        assert ((rows["statements"] == said) & (rows["words"] == words) & (rows["quoted"] == quoted)).any(), (
            name
        )
    if not view.one:
        tenths = page["Statements by tenth of the story"]
        place = (table["place"] * 10 + 1e-9).astype(int).clip(upper=9)
        for title, *cells in tenths:
            own = place[table["camp"] == titles[title]]
            assert [count(c) for c in cells] == [int((own == n).sum()) for n in range(10)], title


def test_verbs_and_hedges(corpus):
    tables, measured, view = corpus
    page = printed(show.certainty(view))
    rows = [row for row in page["Reporting verbs"] if len(row) == 5 and count(row[4])]
    assert sum(count(row[4]) for row in rows) == len(measured.statements)
    accusing = measured.statements[measured.statements["accusing"]]
    assert sum(count(row[4]) for row in rows if row[1] == "Accusing") == len(accusing)
    hedges = study.rates(measured, tables.hedges).set_index("voice")
    for voice, row in zip(VOICES, page["Hedges by voice"], strict=True):
        assert [count(row[1]), count(row[2])] == [int(hedges.loc[voice, k]) for k in ("words", "count")], (
            voice
        )
        if count(row[1]):
            assert float(row[3]) == pytest.approx(float(hedges.loc[voice, "per_1000"]) / 10, abs=0.051)


def test_tone(corpus):
    tables, measured, view = corpus
    page = printed(show.tone(view))
    found = study.tones(measured, tables.tone)
    by_voice = voiced(measured, tables.tone.drop(columns=["reported_by"], errors="ignore"))
    assert len(by_voice) == view.facts.tone.sentences
    told = found.set_index("voice")
    titles = {"Outside quotation marks": "the journalist", **{c.title: c.name for c in view.camps}}
    for title, sentences, mean, *rest in page.get("VADER compound scores by voice", []):
        if titles[title] in told.index:
            row = told.loc[titles[title]]
            assert count(sentences) == int(row["sentences"]) == sum(map(count, rest)), title
            if count(sentences) < 5:
                assert mean == "–", "no mean of fewer than five sentences"
                continue
            assert float(mean.replace("−", "-")) == pytest.approx(float(row["mean"]), abs=0.006)
        else:
            assert count(sentences) == 0
    toward = study.toward(tables.tone_toward).groupby("target")[["negative", "neutral", "positive"]].sum()
    for name, *cells in page.get("Tone toward whom, sentences", []):
        if cells:
            assert [count(c) for c in cells[:3]] == [int(n) for n in toward.loc[name]], name
            assert sum(map(count, cells[:3])) == sum(map(count, cells[3:]))


def test_articles_and_totals(corpus):
    tables, measured, view = corpus
    table = measured.statements
    if not view.one:
        rows = next(v for k, v in printed(show.text(view)).items() if k.startswith("The "))
        words = measured.articles.set_index("article_id")["words"]
        hedges = tables.hedges.groupby("article_id").size()
        for page, row in zip(view.pages, rows, strict=True):
            own = table[table["article_id"] == page.id]
            assert [count(row[2]), count(row[3]), count(row[5]), count(row[7])] == [
                int(words[page.id]), len(own), int(own["accusing"].sum()), int(hedges.get(page.id, 0)),
            ], page.id  # fmt: skip
            assert count(row[2]) == int(tables.articles.set_index("article_id").loc[page.id, "words"])
            nobody = own["accusing"] & (own["naming"] == "no one")
            assert count(row[6]) == int(nobody.sum())
            if len(own):
                assert f", {own['camp'].value_counts().max()} of {len(own)}" in row[4]
    text = " ".join(html.fromstring(str(show.method(view))).text_content().split())
    voices = measured.words.groupby("voice")["words"].sum().reindex(VOICES, fill_value=0)
    journalist, paraphrased, quoted = (f"{int(n):,}" for n in voices)
    assert f"{len(table):,} statements = " in text
    assert (
        f"{int(voices.sum()):,} words = {journalist} journalist + {paraphrased} paraphrased + {quoted} quoted"
        in text
    )
    ledger = re.sub(r"<[^>]+>", " ", str(show.ledger(view)))
    assert re.search(rf"Accusations and criticism\s+{int(table['accusing'].sum()):,}\b", ledger)


def test_the_first_accusation(corpus):
    _, measured, view = corpus
    if view.one:
        row = measured.articles.iloc[0]
        assert view.facts.before_accusation == (int(row["before_accusation"]), int(row["body_words"]))
        assert f"{int(row['before_accusation']):,} of {int(row['body_words']):,} words" in str(
            show.finding(view)
        )
    else:
        assert view.facts.before_accusation is None
