"""Reports take frame schemes and corrections of the user's own, and are made anew when these change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.article import Article
from framing.corrections import Correction, CorrectionError, text_hash, write
from framing.layers.schemes import SchemeError
from framing.report import jobs
from framing.report.batch import Choice
from framing.report.build import build
from framing.report.corpus import to_json
from framing.tables import read

STORY = "The union was widely accused of delay. Ann Lee said the quay may close."
WIDELY = STORY.index("widely")


@pytest.fixture
def own(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "port.csv").write_text("pattern,frame,half\nquay/n,port,5\n", encoding="utf-8")
    write([Correction(text_hash(STORY), "hedges", "reject", WIDELY, WIDELY + 6)], tmp_path / "c.jsonl")
    return str(tmp_path / "port.csv"), str(tmp_path / "c.jsonl")


def test_a_job_annotates_with_them(own: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps([to_json(Article("a", STORY))]), encoding="utf-8")
    job = {
        "kind": "annotate", "articles": str(tmp_path / "in.json"), "folder": str(tmp_path / "out"), "camps": "generic",
        "model": None, "lexicons": None, "frames": [own[0]], "corrections": own[1],
    }  # fmt: skip
    assert jobs.annotate(job, lambda content, folder: None) == {"set_aside": [], "layers_set_aside": []}
    tables = read(tmp_path / "out")
    assert tables.frames["frame"].tolist() == ["port"]
    assert "widely" not in tables.hedges["text"].tolist()
    assert tables.corrections["outcome"].tolist() == ["applied"]


def test_other_ones_are_another_cache_and_told(own: tuple[str, str], tmp_path: Path) -> None:
    basis = dict.fromkeys(("camps", "lexicons", "model", "suite"), "x")
    plain = Choice("generic", None, None, basis)
    mine = Choice("generic", None, None, {**basis, "corrections": "y"}, (), own[1])
    assert plain.key != mine.key
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY, encoding="utf-8")
    found = build(
        [str(tmp_path / "in")], tmp_path / "reports", notebooks=["report"], frames=[own[0]], corrections=own[1],
        list_only=True,
    )  # fmt: skip
    assert found.notes[0].startswith(f"1 corrections of {own[1]} are applied")


def test_wrong_ones_are_told_before_anything_is_built(own: tuple[str, str], tmp_path: Path) -> None:
    Path(own[1]).write_text("{}\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match=r"c\.jsonl, line 1: needs 'text_hash'"):
        build(["seeds/"], tmp_path / "reports", corrections=own[1], list_only=True)
    with pytest.raises(SchemeError, match="no frame scheme at"):
        build(["seeds/"], tmp_path / "reports", frames=["none.csv"], list_only=True)
