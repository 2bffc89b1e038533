import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from framing import __version__
from framing.cli import main
from framing.tables import SCHEMAS, read

ROOT = Path(__file__).parents[1]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_the_version_and_every_help_come_with_an_example() -> None:
    assert __version__ in run("--version").output
    for command in (
        ["report"],
        ["annotate"],
        ["evaluate"],
        ["classroom"],
        ["camps", "suggest"],
        ["camps", "check"],
    ):
        result = run(*command, "--help")
        assert result.exit_code == 0
        assert "Example:" in result.output


def test_annotate_writes_every_table(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"id": "7", "text": "Ana Ruiz said it may rain."}) + "\nno json\n")
    result = run("annotate", str(source), "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert sorted(p.stem for p in (tmp_path / "out").glob("*.parquet")) == sorted(SCHEMAS)
    provenance = json.loads((tmp_path / "out" / "provenance.json").read_text())
    assert len(provenance["set_aside"]) == 1
    assert read(tmp_path / "out").articles["article_id"].tolist() == ["7"]
    assert "1 set aside" in result.output
    assert run("annotate", str(source), "--out", str(tmp_path / "out"), "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["annotate", "nowhere/", "--out", "x"], "nowhere"),
        (["annotate", "seeds/", "--out", "x", "--camps", "missing.yaml"], "missing.yaml"),
        (
            ["annotate", "seeds/", "--out", "x", "--model", "missing.npz"],
            "no weights at 'missing.npz'; give `model`",
        ),
        (
            ["annotate", "seeds/", "--out", "x", "--lexicons", "missing"],
            "no folder of word lists at 'missing'; give",
        ),
        (["report", "seeds/", "--lexicons", "missing"], "give `lexicons` (--lexicons)"),
        (["report", "seeds/", "--model", "missing"], "give `model` (--model)"),
        (["report", "seeds/", "--timeout", "0"], "--timeout"),
        (
            ["annotate", "seeds/", "--out", "seeds/a.txt"],
            "'seeds/a.txt' is a file; give a folder with --out.",
        ),
        (["camps", "check", "missing.yaml"], "no camps file at 'missing.yaml'"),
        (["camps", "check", "seeds"], "a folder, not a camps file"),
        (
            ["evaluate", "attribution", "--gold", "seeds/a.txt"],
            "each line an object with id, text, attributions; such",
        ),
        (
            ["evaluate", "speakers", "--gold", "seeds/a.txt"],
            "a file that fits is data/gold/speakers/test.jsonl.",
        ),
        (["evaluate", "nothing", "--gold", "x.jsonl"], "the tasks are attribution"),
        (["evaluate", "hedges", "--gold", "x.jsonl"], "no gold file at 'x.jsonl'"),
        (["report", "nowhere/"], "nowhere"),
        (["reprot"], "reprot"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_a_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("It rained all day in the town.")
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["seeds"]


def test_debug_shows_where_it_came_from(tmp_path: Path) -> None:
    code = [sys.executable, "-m", "framing.cli", "annotate", "nowhere/", "--out", "x"]
    plain = subprocess.run(code, capture_output=True, text=True, cwd=tmp_path, check=False)
    told = subprocess.run([*code, "--debug"], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert "Traceback" not in plain.stderr
    assert "Traceback" in told.stderr


def test_evaluate_prints_json(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "1", "text": "It may rain.", "cues": [{"start": 3, "end": 6}]}\n')
    result = json.loads(run("evaluate", "hedges", "--gold", str(gold), "--bootstrap", "20").output)
    assert result["metrics"]["token.f1"] == 1.0
    assert result["ci95"]["token.f1"] == [1.0, 1.0]


def test_suggested_camps_load_again(tmp_path: Path) -> None:
    out = tmp_path / "camps.yaml"
    assert run("camps", "suggest", str(ROOT / "seeds"), "--out", str(out)).exit_code == 0
    result = run("annotate", str(ROOT / "seeds"), "--camps", str(out), "--out", str(tmp_path / "t"))
    assert result.exit_code == 0, result.output


def test_importing_the_package_is_light() -> None:
    heavy = ("pandas", "matplotlib", "pyarrow", "nltk")
    code = f"import framing, framing.cli, sys; print([m for m in {heavy} if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_nothing_that_was_edited_is_written_over_unasked(tmp_path: Path) -> None:
    out = tmp_path / "camps.yaml"
    out.write_text("camps: {mine: {others: true}}")
    refused = run("camps", "suggest", str(ROOT / "seeds"), "--out", str(out))
    assert refused.exit_code == 2
    assert "camps.yaml' is there already" in refused.output
    assert "--force" in refused.output
    assert "mine" in out.read_text()
    assert run("camps", "suggest", str(ROOT / "seeds"), "--out", str(out), "--force").exit_code == 0
    assert "mine" not in out.read_text()


def test_a_camps_file_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "sides.yaml"
    file.write_text("camps: {city: {names: [Ana Ruiz], official: true}, nobody: {agentless: true}}")
    result = run("camps", "check", str(file))
    assert result.exit_code == 0
    for said in (
        "city (CI",
        "  official",
        "  names: Ana Ruiz",
        "  agentless",
        "2 camps in",
        "no fault found.",
    ):
        assert said in result.output
    file.write_text("camps:\n  city:\n    name: [Ana Ruiz]\n")
    broken = run("camps", "check", str(file))
    assert (broken.exit_code, len(broken.output.splitlines())) == (2, 1)
    assert "sides.yaml, line 3" in broken.output


def test_annotate_says_which_camps_it_did_not_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("art", "news"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("It rained, the mayor said.")
    (tmp_path / "art" / "camps.yaml").write_text("camps: {port: {roles: [mayor]}}")
    mixed = run("annotate", "art", "news", "--out", "t")
    assert "'art/camps.yaml' is not used" in mixed.output
    assert set(read(tmp_path / "t").statements["camp"].dropna()) <= {"government", "other"}
    alone = run("annotate", "art", "--out", "t")
    assert "not used" not in alone.output
    assert set(read(tmp_path / "t").statements["camp"]) == {"port"}


def test_a_list_counts_what_it_would_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("It rained all day in the town.")
    told = run("report", "news", "--notebook", str(ROOT / "notebooks" / "02_voices.ipynb"), "--list")
    golden(told.output.splitlines()[-1])
