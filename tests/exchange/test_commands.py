"""The commands: what they print, where they write, how they end."""

from pathlib import Path

import pytest
import stock
from click.testing import CliRunner, Result

from framing.cli import main
from framing.exchange.formats import FORMATS
from framing.tables import write


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in args])


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    write(stock.story("It may rain,\r\nAnn said."), tmp_path / "tables")
    return tmp_path / "tables"


def test_codes_go_out_and_come_back(tables: Path, tmp_path: Path) -> None:
    out = run("export", tables, "--to", "qdpx", "--out", tmp_path / "p.qdpx")
    assert out.exit_code == 0
    assert f"Wrote {tmp_path / 'p.qdpx'}: 1 sources, 3 selections, 3 codes." in out.stdout
    assert "1 carriage return in 1 text is a space there" in out.stderr
    back = run(
        "import", tmp_path / "p.qdpx", "--from", "qdpx", "--out", tmp_path / "codes.jsonl", "--tables", tables
    )
    assert back.exit_code == 0
    assert "Wrote 2 codes of 1 texts by framing" in back.stdout
    assert {one["table"] for one in stock.lines(tmp_path / "codes.jsonl")} == {"hedges", "statements"}


def test_what_cannot_be_placed_makes_the_command_fail(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("It may rain.")
    (tmp_path / "x.ann").write_text("T1\tA 3 6\tmay\nT2\tA 90 99\tmay\n")
    made = run("import", tmp_path / "x.ann", "--from", "brat", "--out", tmp_path / "out/codes.jsonl")
    assert made.exit_code == 1
    assert "its text is missing" in made.stderr
    made = run("import", tmp_path, "--from", "brat", "--out", tmp_path / "codes.jsonl")
    assert made.exit_code == 1
    assert "lies outside the text, which has 12 characters" in made.stderr
    assert f"They are in {tmp_path / 'codes.aside.jsonl'}" in made.stderr.replace("\n", "")
    assert len(stock.lines(tmp_path / "codes.aside.jsonl")) == 1


def test_cite_prints_the_paragraph_and_bibtex(tables: Path) -> None:
    made = run("cite", tables)
    assert made.exit_code == 0
    assert made.stdout.startswith("For the methods section:")
    assert run("cite", "--bibtex").stdout.startswith("@software{framing,")


def test_an_error_is_one_sentence(tmp_path: Path) -> None:
    made = run("export", tmp_path, "--to", "csv", "--out", tmp_path / "x")
    assert made.exit_code == 2
    assert made.stderr.startswith("framing: ")
    assert made.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["export", "import", "cite"])
def test_every_command_shows_an_example(command: str) -> None:
    assert "Example:" in run(command, "--help").stdout


def test_every_format_is_in_the_help() -> None:
    said = run("export", "--help").stdout
    assert all(name in said for name in FORMATS)
