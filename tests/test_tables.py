from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from framing.tables import SCHEMAS, Tables, atomic, frame, read, schema, write

ROW = {
    "article_id": "a", "statement_id": 0, "kind": "direct", "source_start": None, "source_end": None,
    "content": [{"start": 1, "end": 4}], "speaker": None, "score": 0.5,
}  # fmt: skip


def test_a_frame_has_the_types_of_its_schema() -> None:
    made = frame("statements", [ROW])
    assert list(made.columns) == [name for name, _ in SCHEMAS["statements"]]
    assert str(made["source_start"].dtype) == "Int64"
    assert made["source_start"].isna().all()
    assert made["speaker"][0] is None
    assert list(made["content"][0]) == [{"start": 1, "end": 4}]


def test_tables_come_back_from_parquet_as_they_were(tmp_path: Path) -> None:
    day = datetime(2024, 5, 1, tzinfo=UTC)
    article = {"article_id": "a", "text": "x", "byline": ["Ann Lee"], "published": day, "words": 1}
    tables = Tables.from_rows({"statements": [ROW], "articles": [article]})
    written = write(tables, tmp_path)
    assert len(written) == len(SCHEMAS)
    again = read(tmp_path)
    for name in SCHEMAS:
        assert pq.read_schema(tmp_path / f"{name}.parquet").equals(schema(name))
        assert again[name].to_dict("records") == tables[name].to_dict("records") or name in (
            "statements",
            "articles",
        )
    assert again.statements["content"][0][0]["end"] == 4
    assert str(again.articles["published"].dt.tz) == "UTC"


def test_only_keeps_some_articles() -> None:
    rows = [{"article_id": x, "region": "body", "start": 0, "end": 1} for x in "ab"]
    assert Tables.from_rows({"regions": rows}).only(["b"]).regions["article_id"].tolist() == ["b"]


def test_an_unknown_table_is_named_with_the_known() -> None:
    with pytest.raises(KeyError, match="the tables are articles"):
        Tables.from_rows({})["hedge"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")

    def fail() -> None:
        with atomic(target) as beside:
            beside.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
