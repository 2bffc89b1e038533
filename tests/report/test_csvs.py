from datetime import UTC, datetime
from pathlib import Path

import pytest

from framing.report.csvs import guarded, write_csv
from framing.tables import schema


def test_a_file_can_be_read_and_grouped_by_itself(tmp_path: Path) -> None:
    import pyarrow as pa

    articles = [
        {
            "article_id": "a",
            "text": "It may rain.",
            "outlet": "Post",
            "headline": "=Rain",
            "published": datetime(2024, 5, 1, tzinfo=UTC),
        },
        {"article_id": "b", "text": "It may snow.", "published": datetime(2024, 5, 2, 7, 30, tzinfo=UTC)},
    ]
    hedges = [{"article_id": one, "start": 3, "end": 6, "text": "may", "category": "hedge"} for one in "ab"]
    tables = {
        name: pa.Table.from_pylist(rows, schema=schema(name))
        for name, rows in (("articles", articles), ("hedges", hedges))
    }
    assert write_csv(tables, tmp_path) == ["hedges.csv"]
    head, first, second = (tmp_path / "hedges.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("article_id,outlet,published,headline,start,end,text,category")
    assert first.startswith("a,Post,2024-05-01,'=Rain,3,6,may,hedge")
    assert second.startswith("b,,2024-05-02T07:30:00Z,,3,6,may,hedge")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_begins_like_a_formula_is_text(sign: str) -> None:
    assert guarded(f"{sign}cmd|' /C calc'!A0").startswith("'" + sign)
