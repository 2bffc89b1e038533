"""What coders change in another tool comes back as corrections that `framing annotate` applies."""

from pathlib import Path

import pytest
import stock

from framing import annotate
from framing.article import Article
from framing.corrections import read
from framing.exchange.formats import bring, export
from framing.tables import Tables

TEXT = "It may rain, Ann Lee said. Perhaps the dam will hold, she said. 😀 Critics say it was always weak."


def changed(tables: Tables, tmp_path: Path, *edits: tuple[str, str], form: str = "brat") -> Path:
    """Corrections made of brat's file, with some words of it replaced."""
    export(tables, form, tmp_path / "made", force=True)
    (ann,) = (tmp_path / "made").glob("*.ann")
    said = ann.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in said, said
        said = said.replace(old, new, 1)
    ann.write_text(said, encoding="utf-8")
    out = tmp_path / "corrections.jsonl"
    bring(
        tmp_path / "made",
        form,
        tmp_path / "codes.jsonl",
        tables=tables,
        coder="ana",
        corrections=out,
        force=True,
    )
    return out


def told(path: Path) -> list[tuple[str, str, str | None, object]]:
    return [(one.table, one.do, one.field, one.value) for one in read(path).lines]


def test_what_came_back_as_it_went_out_is_no_correction(tmp_path: Path) -> None:
    assert told(changed(annotate(Article("a", TEXT)), tmp_path)) == []


@pytest.mark.parametrize("form", ["qdpx", "inception"])
def test_no_format_makes_corrections_of_nothing(form: str, tmp_path: Path) -> None:
    tables = annotate([Article("a", TEXT), Article("b", TEXT.replace("\n", "\r\n") + "\r\nIt rained.\r\n")])
    out = tmp_path / ("made.qdpx" if form == "qdpx" else "made")
    export(tables, form, out)
    made = bring(out, form, tmp_path / "codes.jsonl", tables=tables, corrections=tmp_path / "c.jsonl")
    assert told(tmp_path / "c.jsonl") == []
    assert made.notes[-1] == f"Corrections in {tmp_path / 'c.jsonl'}: none."


def test_each_change_is_one_correction_and_annotating_applies_it(tmp_path: Path) -> None:
    article = Article("a", TEXT)
    before = annotate(article)
    assert [(row.text, row.category) for row in before.hedges.itertuples()][:2] == [
        ("may", "hedge"),
        ("Perhaps", "hedge"),
    ]
    export(before, "brat", tmp_path / "look")
    (ann,) = (tmp_path / "look").glob("*.ann")
    lines = ann.read_text(encoding="utf-8").split("\n")
    perhaps = next(line for line in lines if line.endswith("\tPerhaps"))
    path = changed(
        before, tmp_path,
        ("hedges-hedge 3 6\tmay", "hedges-booster 3 11\tmay rain"),  # relabelled, and moved
        (f"{perhaps}\n", "T99\thedges-weasel 12 19\t Ann Le\n"),  # taken out, and one of the coder's own
    )  # fmt: skip
    assert sorted(told(path), key=str) == [
        ("hedges", "add", None, {"category": "weasel"}), ("hedges", "move", None, [3, 11]),
        ("hedges", "reject", None, None), ("hedges", "relabel", "category", "booster"),
    ]  # fmt: skip
    assert {one.coder for one in read(path).lines} == {"ana"}
    after = annotate(article, corrections=path)
    assert {(row.text, row.category) for row in after.hedges.itertuples()} >= {
        ("may rain", "booster"),
        (" Ann Le", "weasel"),
    }
    assert "Perhaps" not in set(after.hedges["text"])
    assert set(after.corrections["outcome"]) == {"applied"}


def test_a_text_that_nobody_touched_is_left_alone(tmp_path: Path) -> None:
    tables = annotate(Article("a", TEXT))
    export(tables, "brat", tmp_path / "made")
    (ann,) = (tmp_path / "made").glob("*.ann")
    ann.write_text("T1\thedges-weasel 13 16\tAnn\n", encoding="utf-8")  # the coder began with a bare text
    out = tmp_path / "c.jsonl"
    bring(tmp_path / "made", "brat", tmp_path / "codes.jsonl", tables=tables, corrections=out)
    assert [do for _, do, *_ in told(out)] == ["add"]


def test_what_cannot_be_a_correction_is_counted(tmp_path: Path) -> None:
    tables = annotate(Article("a", TEXT))
    export(tables, "brat", tmp_path / "made")
    (ann,) = (tmp_path / "made").glob("*.ann")
    more = "T98\tframes-conflict 3 6\tmay\nT99\thedges-nonsense 13 16\tAnn\n"
    ann.write_text(ann.read_text(encoding="utf-8") + more, encoding="utf-8")
    made = bring(
        tmp_path / "made", "brat", tmp_path / "codes.jsonl", tables=tables, corrections=tmp_path / "c.jsonl"
    )
    assert told(tmp_path / "c.jsonl") == []
    said = " ".join(made.notes)
    assert "1 changes are no corrections: a row of 'hedges' 'category' is 'nonsense'; allowed are" in said
    assert "rows of 'frames' have no place of their own" in said


def test_corrections_need_the_tables(tmp_path: Path) -> None:
    export(stock.story(), "brat", tmp_path / "made")
    with pytest.raises(ValueError, match="give those with --tables"):
        bring(tmp_path / "made", "brat", tmp_path / "codes.jsonl", corrections=tmp_path / "c.jsonl")
    assert not (tmp_path / "codes.jsonl").exists()
