"""The manifest: what makes a report stale, and that a bad manifest costs no report."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from framing.report import manifest
from framing.report.manifest import PARTS, Entry, Manifest, why, write_if_new

PATH = "articles/a/report.html"
NOW = dict.fromkeys(PARTS, "1")


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    (tmp_path / "articles" / "a").mkdir(parents=True)
    (tmp_path / PATH).write_text("page")
    return Entry(PATH, "report", "article", "A", status="built", parts=NOW, files={"report.html": 4})


def test_it_comes_back_as_it_was_written(tmp_path: Path, entry: Entry) -> None:
    made = Manifest({PATH: entry}, {"mark": {"articles": [], "set_aside": []}})
    manifest.write(made, tmp_path)
    assert manifest.read(tmp_path) == made
    before = (tmp_path / "manifest.json").stat().st_mtime_ns
    os.utime(tmp_path / "manifest.json", ns=(before - 10**9, before - 10**9))
    manifest.write(made, tmp_path)
    assert (tmp_path / "manifest.json").stat().st_mtime_ns == before - 10**9, "nothing new, nothing written"


@pytest.mark.parametrize("part", PARTS)
def test_every_part_counts(tmp_path: Path, entry: Entry, part: str) -> None:
    assert why(NOW, entry, tmp_path) == ""
    assert why({**NOW, part: "2"}, entry, tmp_path)
    assert manifest.key({**NOW, part: "2"}) != entry.key


def test_a_missing_or_cut_page_is_made_again(tmp_path: Path, entry: Entry) -> None:
    (tmp_path / PATH).write_text("pag")
    assert "not as it was written" in why(NOW, entry, tmp_path)
    (tmp_path / PATH).unlink()
    assert "is missing" in why(NOW, entry, tmp_path)


def test_a_report_that_never_was_or_failed(tmp_path: Path, entry: Entry) -> None:
    assert why(NOW, None, tmp_path) == "there is no report yet"
    assert "failed" in why(NOW, replace(entry, parts={}, error={"cell": 1}), tmp_path)
    assert why(NOW, entry, tmp_path, force=True) == "it is forced"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 99}', '{"format": 1, "reports": [], "readings": {}}', "null"]
)
def test_a_damaged_manifest_is_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    assert manifest.read(tmp_path) == Manifest()


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "a/../../b"])
def test_a_manifest_cannot_point_out_of_its_folder(tmp_path: Path, path: str) -> None:
    entry = {"notebook": "report", "unit": "article", "title": "A"}
    (tmp_path / "manifest.json").write_text(
        json.dumps({"format": 1, "reports": {path: entry}, "readings": {}})
    )
    assert manifest.read(tmp_path).reports == {}


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.html"
    path.write_text("old")

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_if_new(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["index.html"], "no half-written file is left"
