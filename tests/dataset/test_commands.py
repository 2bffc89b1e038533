from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from framing import tables
from framing.cli import main
from framing.dataset import hands
from framing.dataset.progress import Bar

from .engines import STORY, Inline, write


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "Crew", lambda size, limit, progress: Inline())


@pytest.mark.usefixtures("inline")
def test_parts_are_made_told_listed_and_taken_up_again(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", range(20)), tmp_path / "out"
    made = run("annotate", str(source), "--out", str(out), "--part", "8")
    assert made.exit_code == 0, made.output
    assert "(20 articles annotated, 0 taken over), 0 there already." in made.output
    assert "Read 20 articles" in made.output
    listed = run("annotate", "--list", str(out)).output
    assert f"{out}: 20 articles with" in listed
    assert "statements" in listed
    write(source, range(21))
    again = run("annotate", str(source), "--out", str(out), "--part", "8")
    assert "(1 articles annotated" in again.output
    assert len(tables.read(out).articles) == 21
    assert "Nothing has changed" in run("annotate", str(source), "--out", str(out), "--part", "8").output


@pytest.mark.usefixtures("inline")
def test_a_large_input_of_few_articles_has_single_files(tmp_path: Path) -> None:
    source, out = tmp_path / "long.txt", tmp_path / "out"
    source.write_text(STORY * 800)
    assert run("annotate", str(source), "--out", str(out)).exit_code == 0
    assert (out / "statements.parquet").is_file()
    assert {one.name for one in out.iterdir() if one.suffix != ".parquet"} == {".lock", "provenance.json"}
    assert "1 article with" in run("annotate", "--list", str(out)).output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["annotate", "--list", "nowhere"], "there are no tables in 'nowhere'; make them with"),
        (["annotate", "seeds"], "give INPUT and --out DIR"),
        (["annotate", "seeds", "--out", "seeds/t"], "would lie within the input 'seeds'"),
        (["annotate", "seeds", "--out", "t", "--limit", "0"], "--limit"),
        (["annotate", "nowhere.txt", "--out", "t", "--jobs", "1"], "'nowhere.txt' is not there"),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(STORY)
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "t").exists()


def test_a_log_has_a_line_with_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from framing.dataset import progress

    clock = iter([0.0, 0.0, 10.0, 61.0, 70.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    bar = Bar(terminal=False)
    bar._since = bar._told = 0.0
    bar._name, bar._total = "annotating", 6100
    for _ in range(2):
        bar.step(500)
    bar.step(220)
    assert capsys.readouterr().err == "annotating: 1,220 of 6,100 articles, 20.0 a second, about 4 min left\n"
