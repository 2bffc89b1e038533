"""The index counts as the page and the notebooks count."""

from __future__ import annotations

import pyarrow as pa

from framing import show, study
from framing.report.figures import key_figures
from framing.tables import SCHEMAS, Tables, schema

TEXT = "The council was accused of delay. Residents accuse the council. Ana Ruiz accuses the council."
KINDS = (("agentless", None), ("unnamed group", "residents"), ("person", "Ana Ruiz"))


def test_an_accuser_without_a_name_is_an_accuser_everywhere() -> None:
    sentences = [0, 34, 64]
    statements = [
        {
            "article_id": "a", "statement_id": number, "kind": "indirect", "act": "accuses", "target": "council",
            "content": [{"start": start + 5, "end": start + 20}], "speaker_type": kind, "speaker": speaker,
        }
        for number, (start, (kind, speaker)) in enumerate(zip(sentences, KINDS, strict=True))
    ]  # fmt: skip
    rows = {
        "articles": [{"article_id": "a", "text": TEXT, "words": 15, "source": "a.txt"}],
        "regions": [{"article_id": "a", "region": "body", "start": 0, "end": len(TEXT)}],
        "statements": statements,
    }
    tables = Tables.from_rows(rows)
    arrow = {name: pa.Table.from_pylist(rows.get(name, []), schema=schema(name)) for name in SCHEMAS}
    figures = key_figures(arrow)
    assert (figures["accusations"], figures["unnamed"]) == (3, 1)
    assert len(show.view(tables).facts.unnamed_accusations) == 1
    assert study.accused(study.measure(tables))["by_no_one"].sum() == 1
