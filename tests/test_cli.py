import json
import subprocess
import sys
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
    for command in (["report"], ["annotate"], ["evaluate"], ["classroom"], ["camps", "suggest"]):
        result = run(*command, "--help")
        assert result.exit_code == 0
        assert "Example:" in result.output


def test_annotate_writes_every_table(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"id": "7", "text": "Ana Ruiz said it may rain."}) + "\nno json\n")
    result = run("annotate", str(source), "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert sorted(p.stem for p in (tmp_path / "out").iterdir()) == sorted(SCHEMAS)
    assert read(tmp_path / "out").articles["article_id"].tolist() == ["7"]
    assert "1 set aside" in result.output
    assert run("annotate", str(source), "--out", str(tmp_path / "out"), "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["annotate", "nowhere/", "--out", "x"], "nowhere"),
        (["annotate", "seeds/", "--out", "x", "--camps", "missing.yaml"], "missing.yaml"),
        (["annotate", "seeds/", "--out", "x", "--model", "missing.npz"], "missing.npz"),
        (["annotate", "seeds/", "--out", "x", "--lexicons", "missing"], "missing"),
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
