"""Sheets go out and come back: nothing is lost, and what is wrong is told in one sentence each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from framing.annotate import annotate
from framing.article import Article, Corpus
from framing.cli import main
from framing.exchange import codes, samples, sheets
from framing.exchange.questions import chosen
from framing.exchange.samples import Sample

STORIES = (
    "Ann Lee, a doctor, said the clinic may close. The mayor, Bo Marsh, said it will stay. Police said nothing.",
    "=1+1. Ana Ruiz, a minister, said it is \x07false. The union said it was not. Ed Poe, a nurse, said so too.",
)


@pytest.fixture(scope="module")
def sample() -> Sample:
    tables = annotate(Corpus(tuple(Article(f"a{n}", text) for n, text in enumerate(STORIES))))
    return samples.sample(tables, 20, of="sources")


def filled(sample: Sample, path: Path, answers: dict[str, dict[str, str]], drop: int = 0) -> Path:
    """The sheet with answers, as a coder's spreadsheet would save it."""
    asked = chosen(sample.questions, ["affiliation", "gender"])
    sheets.write_xlsx(sample, asked, path)
    book = load_workbook(path)
    sheet = book["coding"]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for question, value in answers.get(row[head.index("unit")].value, {}).items():
            row[head.index(question)].value = value
    if drop:
        sheet.delete_rows(drop)
    book.save(path)
    return path


def taken(sample: Sample, path: Path, coder: str = "anna") -> codes.Taken:
    entries, rows, _ = sheets.read(path)
    return codes.take(sample, entries, rows, coder, path.name)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_filled_sheet_comes_back(sample: Sample, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"s.{form}"
    answers = {one.id: {"affiliation": "government", "gender": "-"} for one in sample.drawn}
    if form == "xlsx":
        filled(sample, path, answers)
    else:
        sheets.write_csv(sample, chosen(sample.questions, ["affiliation", "gender"]), path)
        lines = path.read_text(encoding="utf-8-sig").split("\r\n")
        # A spreadsheet of another country saves semicolons.
        import csv
        import io

        rows = list(csv.reader(io.StringIO("\r\n".join(lines))))
        at = [rows[0].index(name) for name in ("affiliation", "gender")]
        for row in rows[1:]:
            row[at[0]], row[at[1]] = " Government ", "-"
        made = io.StringIO(newline="")
        csv.writer(made, delimiter=";").writerows(rows)
        path.write_bytes(made.getvalue().encode("cp1252"))
    found = taken(sample, path)
    assert not found.wrong
    assert found.notes == []
    assert {(c.unit, c.question, c.value) for c in found.codes} == {
        (one.id, question, value) for one in sample.drawn for question, value in answers[one.id].items()
    }
    first = found.codes[0]
    unit = next(one.unit for one in sample.drawn if one.id == first.unit)
    assert (first.text_hash, first.start, first.end, first.name) == (
        unit.text_hash,
        unit.start,
        unit.end,
        unit.name,
    )


def test_the_sheet_is_blind_lists_its_answers_and_holds_no_formula(sample: Sample, tmp_path: Path) -> None:
    asked = chosen(sample.questions, ["affiliation", "function"])
    sheets.write_xlsx(sample, asked, tmp_path / "s.xlsx")
    sheets.write_xlsx(sample, asked, tmp_path / "again.xlsx")
    assert (tmp_path / "s.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    book = load_workbook(tmp_path / "s.xlsx")
    sheet = book["coding"]
    assert all(cell.data_type in ("s", "n") for row in sheet for cell in row)
    assert any(str(cell.value).startswith("=1+1.") and cell.data_type == "s" for row in sheet for cell in row)
    head = [cell.value for cell in sheet[1]]
    assert all(row[head.index("affiliation")].value is None for row in sheet.iter_rows(min_row=2))
    assert not any(str(name).startswith("machine") for name in head)
    [first, second] = sheet.data_validations.dataValidation
    values = [cell.value for cell in book["answers"]["A"][3:]]
    assert values == list(asked[0].values)
    assert first.formula1 == f"=answers!$A$4:$A${3 + len(values)}".removeprefix(
        "="
    ) or first.formula1.endswith(f"$A${3 + len(values)}")
    assert str(second.sqref).endswith(str(len(sample.drawn) + 1))
    head, rows = sheets.rows_of(sample, asked, blind=False)
    assert rows[0][head.index("machine: affiliation")] == sample.drawn[0].unit.machine["affiliation"]
    sheets.write_csv(sample, asked, tmp_path / "s.csv")
    assert "'=1+1." in (tmp_path / "s.csv").read_text(encoding="utf-8-sig")


def test_an_edited_sheet_is_told_row_by_row_and_nothing_is_lost(sample: Sample, tmp_path: Path) -> None:
    ids = [one.id for one in sample.drawn]
    answers = {name: {"affiliation": "expert"} for name in ids}
    answers[ids[1]] = {"affiliation": "expret"}
    path = filled(sample, tmp_path / "s.xlsx", answers, drop=4)
    book = load_workbook(path)
    sheet = book["coding"]
    head = [cell.value for cell in sheet[1]]
    copy = [cell.value for cell in sheet[2]]
    sheet.append(copy)
    copy[head.index("affiliation")] = "media"
    sheet.append(copy)
    copy[head.index("unit")] = "nobody"
    sheet.append(copy)
    book.save(path)
    found = taken(sample, path)
    assert found.wrong
    said = "\n".join(found.notes)
    many = len(ids)
    assert f"s.xlsx: 1 of {many} rows of the sample is not in the sheet ({ids[2]})" in said
    assert f"s.xlsx: 1 row stands there twice ({ids[0]}); the same answer counts once (1)" in said
    assert f"row 3, {ids[1]}: 'expret' is no answer to 'affiliation'; allowed are government" in said
    assert "as 'expert' in" in said
    assert "the sample has no row 'nobody'" in said
    assert {one.value for one in found.aside} == {"expret", "media"}
    assert len(found.aside) == 3
    assert {c.unit for c in found.codes} == set(ids) - {ids[1], ids[2]}


def test_codes_of_several_coders_are_kept_side_by_side(sample: Sample, tmp_path: Path) -> None:
    one = sample.drawn[0].id
    first = taken(sample, filled(sample, tmp_path / "a.xlsx", {one: {"affiliation": "expert"}})).codes
    second = taken(sample, filled(sample, tmp_path / "b.xlsx", {one: {"affiliation": "media"}}), "ben").codes
    later = taken(sample, filled(sample, tmp_path / "c.xlsx", {one: {"affiliation": "citizens"}})).codes
    made = codes.merged(codes.merged(first, second), later)
    codes.write(made, tmp_path / "codes.jsonl")
    assert {(c.coder, c.value) for c in codes.read(tmp_path / "codes.jsonl")} == {
        ("anna", "citizens"),
        ("ben", "media"),
    }


def test_a_file_that_is_no_sheet_is_told(sample: Sample, tmp_path: Path) -> None:
    for name, data in (("a.xlsx", b"no zip"), ("b.csv", b"x;y\n1;2\n"), ("c.csv", b"unit\0")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(codes.CodesError, match=name):
            sheets.read(tmp_path / name)
    with pytest.raises(codes.CodesError, match="no sheet at"):
        sheets.read(tmp_path / "none.xlsx")
    (tmp_path / "c.jsonl").write_text('{"unit": "u"}\n[]\n{"unit": 1, "question": "q"}', encoding="utf-8")
    with pytest.raises(codes.CodesError) as caught:
        codes.read(tmp_path / "c.jsonl")
    assert all(f"line {number}:" in str(caught.value) for number in (1, 2, 3))


def test_the_commands_draw_write_and_read(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(
            json.dumps({"id": f"a{n}", "text": text, "outlet": "AB"[n]}) + "\n"
            for n, text in enumerate(STORIES)
        ),
        encoding="utf-8",
    )

    def run(*args: Any, code: int = 0) -> str:
        done = CliRunner().invoke(main, [str(arg) for arg in args])
        assert done.exit_code == code, done.output
        return done.output

    run("annotate", source, "--out", tmp_path / "t")
    drawn = tmp_path / "sample.jsonl"
    said = run("sample", tmp_path / "t", "--of", "sources", "--n", 4, "--stratify", "outlet", "--out", drawn)
    assert "Drew 4 of" in said
    assert "is there already and may have been coded" in run("sample", tmp_path / "t", "--out", drawn, code=2)
    assert "no tables in" in run("sample", tmp_path, code=2)
    said = run("code", drawn, "--out", tmp_path / "s.csv", "--questions", "gender")
    assert "4 rows with 1 questions each" in said
    assert "ends like no sheet" in run("code", drawn, "--out", tmp_path / "s.doc", code=2)
    assert "there is no question 'age'" in run("code", drawn, "--questions", "age", code=2)
    data = (tmp_path / "s.csv").read_bytes().replace(b",,\r\n", b",woman,\r\n")
    (tmp_path / "s.csv").write_bytes(data)
    assert "say so with --coder" in run("code", drawn, "--read", tmp_path / "s.csv", code=2)
    said = run("code", drawn, "--read", tmp_path / "s.csv", "--coder", "anna")
    assert "Took 4 answers of anna" in said
    page = [
        {"unit": one.unit, "question": "gender", "value": "man" if at else "mna", "coder": "Ben"}
        for at, one in enumerate(codes.read(tmp_path / "codes.jsonl"))
    ]
    (tmp_path / "page.jsonl").write_text("".join(json.dumps(line) + "\n" for line in page), encoding="utf-8")
    said = run("code", drawn, "--read", tmp_path / "page.jsonl", code=1)
    assert "'mna' is no answer to 'gender'" in said
    assert "Took 3 answers of Ben" in said
    assert json.loads((tmp_path / "codes.aside.jsonl").read_text(encoding="utf-8"))["value"] == "mna"
    assert len(codes.read(tmp_path / "codes.jsonl")) == 7
