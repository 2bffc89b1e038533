"""Measures of statements: where in the story each begins."""

from __future__ import annotations

from framing.study import measure
from framing.study.measures import THIRDS
from framing.tables import Tables


def test_a_statement_stands_in_its_third_of_the_story() -> None:
    text = "One said a. " + "Rain fell. " * 6 + "Two said b. " + "Rain fell. " * 6 + "Three said c."
    starts = [text.index(name) for name in ("One", "Two", "Three")]
    rows = [
        {"article_id": "x", "statement_id": n, "kind": "indirect", "source_start": at, "source_end": at + 3,
         "content": [{"start": at + 9, "end": at + 10}], "speaker_type": "person", "speaker": str(n), "act": "states"}
        for n, at in enumerate(starts)
    ]  # fmt: skip
    tables = Tables.from_rows(
        {"articles": [{"article_id": "x", "text": text, "words": 33}], "statements": rows}
    )
    assert measure(tables).statements["third"].tolist() == list(THIRDS)
