"""Damage in any format: no traceback, good files beside it kept, bounded time, no row of a table lost unsaid."""

from __future__ import annotations

import json
import time

import pytest
import yaml
from damage import ROWS, TEXTS, everything, mutants

from framing.camps.file import CampsError, parse
from framing.plain_yaml import load
from framing.reading import read
from framing.report.runs import RunsError
from framing.report.runs import from_file as load_runs

NUMBER = 24
TABLES = {"rows.csv": 4, "rows.jsonl": 4, "rows.json": 4, "rows.xlsx": 4, "rows.parquet": 4}


@pytest.mark.parametrize("name", sorted(everything()))
def test_damage_stops_nothing_and_loses_nothing_unsaid(name, tmp_path):
    data = everything()[name]
    (tmp_path / "zz_good.txt").write_text(TEXTS[0])
    for mutant in mutants(data, NUMBER):
        (tmp_path / name).write_bytes(mutant)
        begun = time.monotonic()
        corpus = read(tmp_path)
        assert time.monotonic() - begun < 20
        assert "zz_good" in {article.id for article in corpus}
        if name in TABLES and len(corpus) - 1 < TABLES[name]:
            assert corpus.set_aside, mutant


def test_good_rows_before_and_behind_a_damaged_one_are_kept(tmp_path):
    lines = everything()["rows.csv"].decode().split("\n")
    for damage in ('r9,x,"y', "r9,a,b", "r9,a,2024,o,one, two, three,1", 'r9,x,2024,o,"a"b,1'):
        (tmp_path / "rows.csv").write_text("\n".join([*lines[:3], damage, *lines[3:]]))
        corpus = read(tmp_path / "rows.csv")
        assert [a.id for a in corpus] == [row["id"] for row in ROWS], damage
        assert [one.source.rsplit(":")[-1] for one in corpus.set_aside] == ["row 3"]


def _refusal(reader, given):
    """What a reader says against an input; any other fault than the one it is meant to tell fails the test."""
    try:
        json.dumps(reader(given), default=str)
    except (yaml.YAMLError, CampsError, RunsError) as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "text",
    [
        "camps: {city: {names: [Ana Ruiz, Bo Ek], countries: [Norway]}, others: {others: true}}",
        "runs:\n  - name: one\n    inputs: [news/]\n    notebooks: [report]\n    groupings: [article, outlet]\n",
        "text: body\ndate: fields.date\n",
    ],
)
def test_damaged_yaml_is_refused_in_one_sentence_or_read(text, tmp_path):
    for mutant in mutants(text.encode(), 100):
        plain = mutant.decode("utf-8", "replace")
        (tmp_path / "runs.yaml").write_bytes(mutant)
        for reader, given in ((load, plain), (parse, plain), (load_runs, tmp_path / "runs.yaml")):
            said = _refusal(reader, given)
            assert reader is load or "\n" not in said


def test_yaml_that_unfolds_without_end_or_names_objects(tmp_path):
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10))
    bomb = f"l0: &l0 [x, x, x, x, x, x, x, x, x]\n{levels}\nruns: *l9\n"
    assert len(bomb) < 600
    for text in (bomb, "runs: !!python/object/apply:os.system [ls]", "runs: &a [*a]", "runs: " + "[" * 5000):
        begun = time.monotonic()
        with pytest.raises(yaml.YAMLError):
            load(text)
        (tmp_path / "runs.yaml").write_text(text)
        with pytest.raises(RunsError):
            load_runs(tmp_path / "runs.yaml")
        with pytest.raises(CampsError):
            parse(text.replace("runs:", "camps:"))
        assert time.monotonic() - begun < 2
    assert load("a: &a {x: 1}\nb: {<<: *a, y: 2}")["b"] == {"x": 1, "y": 2}, "an honest alias is data"
