"""Formats of input that other packages bring."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import framing
from framing.reading import InputError
from framing.reading.exports import packages

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "tests" / "fixtures" / "format"
WIRE = "%%WIRE 7\nBridge opens\n\nThe bridge opened on Monday, the mayor said.\n%%WIRE 8\n"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(PLUGIN))
    packages.brought.cache_clear()
    yield
    packages.brought.cache_clear()


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    home = tmp_path / "site" / "faulty-1.0.dist-info"
    home.mkdir(parents=True)
    (home / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty\nVersion: 1.0\n")
    (home / "entry_points.txt").write_text("[framing.formats]\nfaulty = faulty_format:FORMAT\n")
    monkeypatch.syspath_prepend(str(home.parent))
    packages.brought.cache_clear()
    yield home.parent / "faulty_format.py"
    packages.brought.cache_clear()
    sys.modules.pop("faulty_format", None)


@pytest.mark.usefixtures("installed")
def test_it_is_read_alone_in_a_folder_and_in_an_archive(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.wire").write_text(WIRE)
    (tmp_path / "news" / "b.txt").write_text("It rained in Brill, the council said.")
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("a.wire", WIRE)
    for given in (tmp_path / "news" / "a.wire", tmp_path / "news", tmp_path / "news.zip"):
        corpus = framing.read(given)
        assert corpus["7"].headline == "Bridge opens"
        assert corpus["7"].text == "The bridge opened on Monday, the mayor said."
        assert [one.reason for one in corpus.set_aside] == ["item 8 has no text"]


def test_every_command_reads_it(tmp_path: Path) -> None:
    (tmp_path / "a.wire").write_text(WIRE)
    made = subprocess.run(
        [sys.executable, "-m", "framing.cli", "inspect", "a.wire"],
        capture_output=True, text=True, cwd=tmp_path, check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(PLUGIN)))},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "1 article" in made.stdout
    assert "item 8 has no text" in made.stdout


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1 / 0", "the format 'faulty' of the package 'faulty' cannot be loaded (ZeroDivisionError"),
        ("FORMAT = 'x'", "the format 'faulty' of the package 'faulty' is a str"),
    ],
)
def test_a_package_that_cannot_be_loaded_is_named(broken: Path, tmp_path: Path, code: str, said: str) -> None:
    broken.write_text(code)
    (tmp_path / "b.txt").write_text("It rained in Brill, the council said.")
    with pytest.raises(InputError) as caught:
        framing.read(tmp_path / "b.txt")
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("looks", "rows", "said"),
    [
        ("1 / 0", "iter(())", "failed to look at it (ZeroDivisionError"),
        ("True", "iter([1 / 0])", "failed to read it (ZeroDivisionError"),
        ("True", "iter(['text'])", "gives a str; allowed are Row, Record and Broken"),
    ],
)
def test_a_package_that_fails_on_a_file_sets_that_file_aside(
    broken: Path, tmp_path: Path, looks: str, rows: str, said: str
) -> None:
    broken.write_text(
        "from framing.reading import Format\n"
        f"FORMAT = Format('faulty', lambda s: s.start[:2] == b'%%' and {looks}, lambda s, c: {rows})\n"
    )
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(WIRE)
    (tmp_path / "news" / "b.txt").write_text("It rained in Brill, the council said.")
    corpus = framing.read(tmp_path / "news")
    assert [one.id for one in corpus] == ["b"]
    [aside] = corpus.set_aside
    assert aside.reason.startswith("the format 'faulty' of the package 'faulty'")
    assert said in aside.reason
