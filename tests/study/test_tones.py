"""Tone by voice and toward targets."""

from __future__ import annotations

import pytest

from framing import study
from framing.tables import Tables, frame


def rows(polarities: list[int], articles: int) -> object:
    return frame("tone_toward", [
        {"article_id": f"a{i % articles}", "sentence_id": i, "start": 0, "end": 3, "target": "Holt",
         "target_type": "person", "polarity": polarity, "score": 1.0, "voice": "journalist"}
        for i, polarity in enumerate(polarities)
    ])  # fmt: skip


def test_toward_counts_and_bounds() -> None:
    row = study.toward(rows([-1, -1, 0, 1], 1)).iloc[0]
    assert row[["mentions", "negative", "neutral", "positive"]].tolist() == [4, 2, 1, 1]
    assert (row["low"], row["high"]) == pytest.approx(study.wilson(2, 4))


def test_toward_draws_articles_where_there_are_enough() -> None:
    # Ten mentions in each of 12 articles, alike within an article: drawing mentions would be too sure.
    clustered = [-1 if i % 12 < 4 else 0 for i in range(120)]
    row = study.toward(rows(clustered, 12), seed=1).iloc[0]
    naive = study.wilson(40, 120)
    assert row["high"] - row["low"] > 1.5 * (naive[1] - naive[0])
    assert study.toward(rows(clustered, 12), seed=1).equals(study.toward(rows(clustered, 12), seed=1))


def test_nothing_toward_anybody() -> None:
    assert study.toward(frame("tone_toward", [])).empty


def test_targets_have_the_camp_they_speak_for() -> None:
    statement = {"article_id": "a0", "statement_id": 0, "content": [], "speaker": "Holt", "speaker_type": "person",
                 "camp": "town"}  # fmt: skip
    measured = study.measure(Tables.from_rows({"statements": [statement]}))
    assert study.placed(rows([0], 1), measured, lambda name: "elsewhere")["target"].tolist() == ["town"]
    silent = study.measure(Tables.from_rows({}))
    assert study.placed(rows([0], 1), silent, lambda name: None)["target"].tolist() == [study.UNASSIGNED]


def test_tone_of_voices_keeps_the_journalist_apart() -> None:
    statement = {"article_id": "a0", "statement_id": 4, "content": [], "speaker": "Holt", "speaker_type": "person",
                 "camp": "town"}  # fmt: skip
    scores = [("journalist", -0.5), ("4", 0.5), ("journalist", 0.1)]
    tables = Tables.from_rows({
        "articles": [{"article_id": "a0", "text": "x", "words": 1}],
        "statements": [statement],
        "tone": [{"article_id": "a0", "sentence_id": i, "start": 0, "end": 1, "compound": value, "voice": voice}
                 for i, (voice, value) in enumerate(scores)],
    })  # fmt: skip
    table = study.tones(study.measure(tables), tables.tone, order=["town"])
    assert table["voice"].tolist() == ["the journalist", "town"]
    assert table["mean"].tolist() == pytest.approx([-0.2, 0.5])
    assert table["low"].isna().all()
